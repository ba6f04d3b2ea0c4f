"""What all places share: a session, the two bars, reloading, and errors that are told instead of raised."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen

from mentor.errors import MentorError
from mentor.session import Session
from mentor.widgets.bars import KeyLine, PlaceBar
from mentor.widgets.detail import Detail
from mentor.widgets.lists import Rows

WIDE = 96
"""Columns from which two panes stand side by side."""


class Place(Screen[None]):
    """A screen that shows a part of the journey.

    Subclasses set `PLACE`, yield their widgets in `body`, and show the present journey in `reload`.
    """

    PLACE: ClassVar[str] = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (23, "-tall")]
    BINDINGS = [
        Binding("u", "undo", "undo", show=False, id="place.undo", tooltip="Take back the last change"),
        Binding("ctrl+r", "redo", "redo", show=False, id="place.redo", tooltip="Do again what was taken back"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.drawn = False

    def compose(self) -> ComposeResult:
        """The bars around the body."""
        yield PlaceBar(self.PLACE)
        yield from self.body()
        yield KeyLine()

    def body(self) -> ComposeResult:
        """The place's own widgets."""
        yield from ()

    def reload(self) -> None:
        """Show the journey as it is now, keeping the cursor where it is."""

    def later(self) -> None:
        """Show what may wait until the first frame stands: it reads content and asks the coach."""

    def show_later(self) -> None:
        """Show it now where a frame stands already; the first screen is told by the application."""
        if self.drawn:
            self.later()

    def on_mount(self) -> None:
        """Show the journey."""
        self.reload()

    def on_screen_resume(self) -> None:
        """Show what changed while another screen was in front."""
        if self.is_mounted:
            self.reload()
        self.note_week()

    def go_to(self, key: str) -> None:
        """Put the cursor on the row with an id, wherever it is listed."""
        for rows in self.query(Rows):
            if rows.choose(key):
                rows.focus()
                return

    def note_week(self) -> None:
        """Say on top which week it is."""
        week = self.session.journey.week
        notes = ["read only"] if self.session.store.read_only else []
        notes += [f"week {week.number}"] if week else []
        for bar in self.query(PlaceBar):
            bar.set_note(" · ".join(notes))

    @contextlib.contextmanager
    def telling(self) -> Iterator[None]:
        """Run an action of the user's; what goes wrong is told, and the journey shown as it is."""
        try:
            yield
        except MentorError as error:
            self.notify("\n".join(error.lines()), severity="error", timeout=10, markup=False)
        self.reload()

    def action_detail(self, rows: int) -> None:
        """Scroll the text beside the list; for screens that have one."""
        self.query_one(Detail).move(rows)

    def action_undo(self) -> None:
        """Take back the last change."""
        with self.telling():
            label = self.session.undo()
            self.notify(f"Taken back: {label}" if label else "Nothing to take back", timeout=3, markup=False)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        with self.telling():
            label = self.session.redo()
            self.notify(f"Done again: {label}" if label else "Nothing to do again", timeout=3, markup=False)
