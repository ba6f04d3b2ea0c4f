"""The journey on disk: read it, commit changes to it, take them back."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from mentor import paths
from mentor.errors import StoreError
from mentor.journey import Change, Journey
from mentor.journey.lazy import UnreadableRecordError
from mentor.journey.tables import SHAPES
from mentor.store import disk
from mentor.store.backups import BEFORE_RESTORE, BY_HAND, DAILY, Backup, backups, make, thin_out
from mentor.store.history import past
from mentor.store.journal import Journal
from mentor.store.lock import locked
from mentor.store.log import AUTO, DO, REDO, UNDO, Entry, Put, Row, UnreadableError
from mentor.store.migrations import SCHEMA, Tables
from mentor.store.rows import DELETED, Key, Rows, difference, moment, put_over, same, stamped
from mentor.store.trouble import DamagedError
from mentor.store.undo import Steps

FOLD_IN_COMMIT = 4_000_000
"""Bytes of log from which a commit folds it, however long that takes: a session that never ends stays quick to open."""
FOLD_AT_EXIT = 4_000
"""Bytes of log, beyond an eighth of the snapshot, from which the end of a session folds it.

So the snapshot is never far behind, and all the folds of a journey together write a few times its size.
"""


class OvertakenError(StoreError):
    """Somebody else was faster: a record is no longer as this change needs it. Nothing was stored."""


class Store:
    """Reads the journey and commits changes to it.

    Several processes may hold a store on the same folder: each commit takes the lock, reads what the others wrote, and
    applies its own change on top. See docs/store.md for what is promised and how it is kept.
    """

    def __init__(self, folder: Path) -> None:
        """Open the folder; it is made on the first commit, not here.

        Raises:
            DamagedError: A file is damaged or missing; `mentor.store.rescue` tells what can be saved.
            StoreError: The folder or a file cannot be read, or holds records that cannot be read.
        """
        self.folder = folder
        self.path = paths.journey_file(folder)
        self._by = os.urandom(4).hex()
        _must_be_folder(folder)
        self._journal = Journal(folder, SHAPES)
        self._journey: Journey | None = None
        self._steps: Steps | None = None
        self._overtaken: set[int] = set()
        self.wrote = False
        """Whether anything was committed here."""
        self.read()
        self._opened_at = self._journal.seq

    # ------------------------------------------------------------------ reading

    @property
    def exists(self) -> bool:
        """Whether anything was ever recorded here."""
        return self.path.exists() or paths.log_file(self.folder).exists()

    @property
    def read_only(self) -> str:
        """Why the journey can only be read; empty when it can be changed."""
        if self._journal.newer:
            return (
                f"{self.path} was written by a newer mentor (schema {self._journal.version}, this one knows {SCHEMA}),"
                " so it is only shown here."
            )
        for path in (self.folder, self.path, paths.log_file(self.folder)):
            if path.exists() and not os.access(path, os.W_OK):
                return f"{path} cannot be written, so the journey is only shown here."
        return ""

    def changed(self) -> bool:
        """Whether the files are no longer those that were read last.

        Raises:
            StoreError: Nobody may look any more.
        """
        return self._journal.changed()

    def read(self) -> Journey:
        """The journey as on disk now; only what changed is read again.

        Raises:
            StoreError: A file is damaged, or holds records that cannot be read.
        """
        self._take_in(self._journal.refresh())
        assert self._journey is not None
        return self._journey

    def _take_in(self, entries: Iterable[Entry] | None) -> None:
        """Bring journey and steps up to the entries; None means that everything was read anew."""
        try:
            self._bring_up(entries)
        except (UnreadableError, UnreadableRecordError) as error:
            self._journey = None
            raise DamagedError(self.path, str(error)) from None

    def _bring_up(self, entries: Iterable[Entry] | None) -> None:
        problems: list[str] = []
        if entries is None or self._journey is None:
            self._steps = None
            self._journey = None
            trusted = self._journal.looked_over
            journey = Journey.from_tables(self._journal.tables, problems, trusted=trusted)
            entries = self._journal.replayed if trusted else ()
        else:
            journey = self._journey
        for entry in entries:
            journey = journey.with_rows(((table, key, row) for table, key, _, row in entry.rows), problems)
            if self._steps is not None:
                self._steps.feed(entry)
        if problems and not self._journal.newer:
            self._journey = None
            raise DamagedError(self.path, "it holds records that cannot be read", problems[:20])
        self._journey = journey

    def tables(self) -> Tables:
        """The records as stored, for an export. They belong to the store: change none."""
        self.read()
        return self._journal.tables

    def look_over(self) -> None:
        """Make every record, also those that nobody asked for yet.

        Raises:
            DamagedError: One cannot be read.
        """
        self.read()
        problems: list[str] = []
        try:
            Journey.from_tables(self._journal.tables, problems)
        except (UnreadableError, UnreadableRecordError) as error:
            problems.append(str(error))
        if problems and not self._journal.newer:
            raise DamagedError(self.path, "it holds records that cannot be read", problems[:20])

    def past(self, days: Iterable[date]) -> dict[date, Journey]:
        """The journey as it was at the end of each of some days; see `mentor.store.history`."""
        return past(self.read(), self._journal.tables, self._journal.entries_backwards(), days)

    # ------------------------------------------------------------------ writing

    def commit(self, change: Change, now: datetime, day: date | None = None, *, auto: bool = False) -> None:
        """Store a change whole, durably, on top of what is on disk.

        Args:
            change: Puts and deletes.
            now: The moment to stamp the records with (aware, UTC).
            day: The user's day, for the history; the day of `now` when not given.
            auto: Whether this is the program's own doing, so that undo passes over it.

        Raises:
            OvertakenError: The change asks for new records, and one of them is there.
            StoreError: Nothing was stored; the files are as they were.
        """

        def make(tables: Tables) -> Rows:
            rows: dict[Key, Row | None] = dict.fromkeys(change.deletes)
            for record in change.puts:
                old = tables.get(record.table, {}).get(record.id)
                if change.only_new and old is not None and (record.table, record.id) not in change.deletes:
                    raise OvertakenError(f"{change.label}: another mentor did the same just now.")
                rows[record.table, record.id] = put_over(record, old)
            return stamped(tables, rows, now)

        self._write(AUTO if auto else DO, change.label, make, now, day)

    def commit_rows(
        self, label: str, make: Callable[[Tables], Rows], now: datetime, day: date | None = None
    ) -> tuple[Put, ...]:
        """Store rows as they are, moments included, as one change of the user's; for what comes from another file.

        Args:
            label: What is done, in plain words.
            make: From the tables on disk to the rows that change; called under the lock.
            now: The moment of the change.
            day: The user's day.

        Returns:
            The records that changed, as they were and as they are.
        """
        entry = self._write(DO, label, make, now, day)
        return entry.rows if entry else ()

    def preview(self, make: Callable[[Tables], Rows]) -> tuple[Put, ...]:
        """What `commit_rows` would change."""
        self.read()
        tables = self._journal.tables
        found = ((name, key, tables.get(name, {}).get(key), row) for (name, key), row in make(tables).items())
        return tuple(put for put in found if put[2] != put[3])

    def undo(self, now: datetime, day: date | None = None) -> str | None:
        """Take back the last change that this store made, or that was made before it was opened.

        Returns:
            The change's label; None when there is none.

        Raises:
            OvertakenError: Another process changed one of its records since; the next undo goes one further back.
            StoreError: Nothing was taken back.
        """
        return self._step_back(UNDO, now, day)

    def redo(self, now: datetime, day: date | None = None) -> str | None:
        """Do again what was taken back last; as `undo`."""
        return self._step_back(REDO, now, day)

    def _step_back(self, kind: str, now: datetime, day: date | None) -> str | None:
        self.read()
        if self._steps is None:
            self._steps = Steps(self._by, self._opened_at, self._overtaken)
            self._steps.take_in(self._journal.entries_backwards())
        stack = self._steps.done if kind == UNDO else self._steps.undone
        if not stack:
            return None
        entry = stack[-1]

        def make(tables: Tables) -> Rows:
            rows = {}
            for table, key, before, after in entry.rows:
                if table == DELETED:
                    continue
                if not same(tables.get(table, {}).get(key), after):
                    raise OvertakenError(
                        f"{entry.label}: this was changed elsewhere since, so it is not taken back.",
                        hint="What is there now stays as it is.",
                    )
                rows[table, key] = before
            return stamped(tables, rows, now)

        try:
            self._write(kind, entry.label, make, now, day, of=entry.seq)
        except OvertakenError:
            if stack and stack[-1] is entry:
                # It never will be again; what was done before it still can be taken back.
                self._overtaken.add(stack.pop().seq)
            raise
        return entry.label

    def _write(
        self,
        kind: str,
        label: str,
        make: Callable[[Tables], Rows],
        now: datetime,
        day: date | None,
        of: int = 0,
    ) -> Entry | None:
        """Change what `make` says, as one entry; None where it changes nothing."""
        self._must_be_writable()
        # Only here: reading, and with it the first frame, does without TinyDB.
        from mentor.store.database import changed

        self._make_folder()
        with locked(paths.lock_file(self.folder)):
            self.read()  # also refuses records that cannot be read before anything is written
            self._must_be_writable()
            changes = make(self._journal.tables)  # before anything is touched: it may refuse
            if not self._journal.ready:
                self._journal.fold()
            with changed(self._journal, changes) as rows:
                if not rows:
                    return None
                if all(table == DELETED for table, *_ in rows):
                    kind = AUTO  # marks of records that were never here: nothing a user could take back
                at, on = moment(now), (day or now.date()).isoformat()
                entry = Entry(self._journal.seq + 1, at, on, self._by, kind, of, label, rows)
                self._journal.append(entry)
            self._take_in([entry])
            self.wrote = True
            if self._journal.log_size > FOLD_IN_COMMIT:
                with contextlib.suppress(StoreError):  # the change is on disk, and the log holds everything
                    self._journal.fold()
        return entry

    def fold(self) -> None:
        """Write everything into the snapshot and begin a new log, where there is any; readers notice nothing.

        Raises:
            StoreError: The journey is as it was.
        """
        self.read()
        if not self._journal.there:
            return
        with locked(paths.lock_file(self.folder)):
            self.read()
            self._must_be_writable()
            self._journal.fold()

    def back_up(self, now: datetime, kind: str = BY_HAND) -> Backup:
        """Write a copy of the journey as it is now.

        Raises:
            StoreError: It was not written.
        """
        with locked(paths.lock_file(self.folder)):  # a fold sweeps unfinished files away
            self.read()
            return make(self.folder, self._journal.snapshot(), kind, now)

    def keep_house(self, now: datetime) -> None:
        """What the end of a session is good for: the day's backup, and folding a log that has grown.

        Nothing of it is needed for what was recorded, so a failure is left to `mentor doctor` to tell.
        """
        if self.read_only or not self.exists:
            return
        with contextlib.suppress(StoreError, OSError):
            made = backups(self.folder)
            today = now.astimezone(UTC).date()
            self.read()
            news = self._journal.seq > max((one.seq for one in made), default=0)
            if news and not any(one.kind == DAILY and one.at.date() >= today for one in made):
                self.back_up(now, DAILY)
                thin_out(self.folder, today)
            if self._journal.log_size > FOLD_AT_EXIT + self._journal.snapshot_size // 8:
                self.fold()

    def restore(self, backup: Backup, now: datetime, day: date | None = None) -> tuple[Put, ...]:
        """Make the journey what it was in a backup, as one change that can be undone; returns the records it changed.

        The present is backed up first.

        Raises:
            StoreError: Nothing was changed.
        """
        then = backup.read().tables
        problems: list[str] = []
        Journey.from_tables(then, problems)
        if problems:
            raise DamagedError(backup.path, "it holds records that cannot be read", problems[:20])
        self.back_up(now, BEFORE_RESTORE)
        return self.commit_rows(
            f"restore the backup of {backup.id}",
            lambda tables: stamped(tables, difference(tables, then), now),
            now,
            day,
        )

    def _must_be_writable(self) -> None:
        if self._journal.newer:
            raise StoreError(self.read_only, hint="Nothing was changed. Upgrade mentor to change it.")

    def _make_folder(self) -> None:
        try:
            disk.make_folder(self.folder)
        except OSError as error:
            raise StoreError(
                f"{self.folder} cannot be made: {error.strerror}.", hint="Choose another folder with --data-dir."
            ) from None


def _must_be_folder(folder: Path) -> None:
    """Make sure that nothing else is where the folder is.

    Raises:
        StoreError: Something else is there, or nobody may look.
    """
    hint = "Choose a folder with --data-dir."
    try:
        mode = folder.stat().st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"{folder} cannot be opened: {error.strerror}.", hint=hint) from None
    if not stat.S_ISDIR(mode):
        raise StoreError(f"{folder} is a file, not a folder.", hint=hint)
