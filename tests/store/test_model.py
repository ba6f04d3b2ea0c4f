"""Any sequence of changes, crashes, undos, folds, backups and imports leaves what a plain dictionary would hold."""

from __future__ import annotations

import io
import json
import os
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from mentor.errors import StoreError
from mentor.journey import Change
from mentor.journey.records import Note
from mentor.store.backups import Backup
from mentor.store.exchange import export, merge, read_import
from mentor.store.store import Store
from tests.store.torture import FACTOR

KEYS = st.sampled_from("abcd")
VALUES = st.integers(0, 3) | st.text(max_size=3)
CALLS = ("write", "fsync", "ftruncate", "replace", "link")
Notes = dict[str, Any]


class Record(RuleBasedStateMachine):
    """A window that is now and then closed or killed, beside a dictionary with its own two stacks."""

    def __init__(self) -> None:
        super().__init__()
        self.base = Path(tempfile.mkdtemp())
        self.store = Store(self.base / "mine")
        self.notes: Notes = {}
        self.done: list[tuple[Notes, Notes]] = []
        self.undone: list[tuple[Notes, Notes]] = []
        self.backups: list[tuple[Backup, Notes]] = []
        self.now = datetime(2026, 11, 21, 9, tzinfo=UTC)

    def teardown(self) -> None:
        shutil.rmtree(self.base)

    def _changed(self, after: Notes) -> None:
        if after != self.notes:
            self.done.append((self.notes, after))
            self.undone.clear()
            self.notes = after

    def _change(self, puts: Notes, drops: set[str]) -> tuple[Change, Notes]:
        change = Change("change", [Note(key, value) for key, value in puts.items()], [("notes", key) for key in drops])
        return change, {**{key: value for key, value in self.notes.items() if key not in drops}, **puts}

    @rule(puts=st.dictionaries(KEYS, VALUES, max_size=3), drops=st.sets(KEYS, max_size=2), minutes=st.integers(-5, 60))
    def change(self, puts: Notes, drops: set[str], minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        change, after = self._change(puts, drops)
        before, seq = self.notes, self.store._journal.seq
        self.store.commit(change, self.now)
        if after == before and self.store._journal.seq != seq:  # put again what was there: a change all the same
            self.done.append((before, after))
            self.undone.clear()
        self._changed(after)

    @rule()
    def undo(self) -> None:
        label = self.store.undo(self.now)
        assert bool(label) == bool(self.done)
        if self.done:
            step = self.done.pop()
            self.undone.append(step)
            self.notes = step[0]

    @rule()
    def redo(self) -> None:
        label = self.store.redo(self.now)
        assert bool(label) == bool(self.undone)
        if self.undone:
            step = self.undone.pop()
            self.done.append(step)
            self.notes = step[1]

    @precondition(lambda self: self.store.exists)
    @rule()
    def fold(self) -> None:
        self.store.fold()

    @rule()
    def keep_house(self) -> None:
        self.store.keep_house(self.now)

    @rule()
    def open_anew(self) -> None:
        self.store = Store(self.store.folder)

    @precondition(lambda self: self.store.exists)
    @rule(rest=st.binary(min_size=1, max_size=20).filter(lambda rest: b"\n" not in rest))
    def torn_line(self, rest: bytes) -> None:
        """A line that a killed program did not finish."""
        with (self.store.folder / "journey.log").open("ab") as log:
            log.write(rest)

    @rule(
        puts=st.dictionaries(KEYS, VALUES, min_size=1, max_size=2),
        call=st.sampled_from(CALLS),
        nth=st.integers(1, 5),
        how=st.sampled_from(["before", "after", "kill"]),
        folds=st.booleans(),
    )
    def crash(self, puts: Notes, call: str, nth: int, how: str, folds: bool) -> None:
        """The n-th call of a kind fails, or the program dies in it; what was tried happened, or did not."""
        change, after = self._change(puts, set())
        count, real = 0, getattr(os, call)

        def failing(*args: Any, **named: Any) -> Any:
            nonlocal count
            count += 1
            if count < nth or (count > nth and how != "kill"):
                return real(*args, **named)
            result = real(*args, **named) if how == "after" and count == nth else None
            raise _Dead if how == "kill" else OSError(5, f"failed {result}")

        before, seq = self.notes, self.store._journal.seq
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, call, failing)
            try:
                if folds and self.store.exists:
                    self.store.fold()
                self.store.commit(change, self.now)
            except (StoreError, _Dead):
                pass
        if how == "kill":
            self.store = Store(self.store.folder)
        found = notes_of(self.store)
        assert found in (before, after)
        if self.store._journal.seq != seq:
            self.done.append((before, after))
            self.undone.clear()
            self.notes = after

    @precondition(lambda self: self.store.exists)
    @rule()
    def back_up(self) -> None:
        self.backups.append((self.store.back_up(self.now), self.notes))

    @precondition(lambda self: self.backups)
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        backup, then = data.draw(st.sampled_from(self.backups))
        self.store.restore(backup, self.now)
        self._changed(then)

    @rule(theirs=st.dictionaries(KEYS, st.none() | VALUES, max_size=4))
    def take_in_another_journey(self, theirs: Notes) -> None:
        """One whose records are all newer."""
        other = Store(self.base / f"other{len(list(self.base.iterdir()))}")
        ahead = self.now + timedelta(days=1)
        for key, value in theirs.items():
            other.commit(Change("put", [Note(key, value)]), ahead)
            if value is None:
                other.commit(Change("drop", deletes=[("notes", key)]), ahead)
        file = io.BytesIO(json.dumps(export(other.tables(), self.now)).encode())
        incoming = read_import(file, "other.json")
        newest = max(
            (row.get("updated_at", "") for table in self.store.tables().values() for row in table.values()), default=""
        )
        if newest < ahead.isoformat(timespec="milliseconds"):
            puts = self.store.commit_rows("import", lambda tables: merge(tables, incoming), self.now)
            after = {key: value for key, value in {**self.notes, **theirs}.items() if value is not None}
            if any(table == "notes" for table, *_ in puts):  # the same with another date is a change all the same
                self.done.append((self.notes, after))
                self.undone.clear()
                self.notes = after
            assert after == self.notes

    @invariant()
    def holds_what_the_dictionary_holds(self) -> None:
        assert notes_of(self.store) == self.notes

    @invariant()
    def another_window_reads_the_same(self) -> None:
        assert notes_of(Store(self.store.folder)) == self.notes


class _Dead(BaseException):
    """Nothing runs after it, as after a kill; what the disk holds is all there is."""


def notes_of(store: Store) -> Notes:
    return {key: note.value for key, note in store.read().notes.items()}


TestRecord = Record.TestCase
TestRecord.settings = settings(max_examples=30 * FACTOR, stateful_step_count=25)
