"""What every change of the session keeps to: it is one step, which can be taken back and done again."""

from __future__ import annotations

from collections.abc import Callable

from mentor.session import Session
from mentor.store.store import Store


def one_step(session: Session, change: Callable[[Session], object]) -> str:
    """Make a change, take it back, do it again, and read it from the disk; gives what undo calls it."""
    before = session.journey
    change(session)
    after = session.journey
    assert after != before
    label = session.undo()
    assert label
    assert session.journey == before
    assert session.redo() == label
    assert session.journey == after == Store(session.store.folder).read()
    assert session.redo() is None
    return label
