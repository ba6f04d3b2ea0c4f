"""The journey on disk."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document, Table

from mentor import paths
from mentor.errors import StoreError
from mentor.journey import Change, Journey
from mentor.journey.records import Record
from mentor.store.lock import locked
from mentor.store.migrations import migrate
from mentor.store.storage import AtomicStorage, sweep

Key = tuple[str, str]
"""Table name and record id."""
Row = dict[str, Any]
"""A record's fields as stored, with those this version does not know."""


class RecordTable(Table):
    """A TinyDB table whose document ids are the records' own."""

    document_id_class = str  # type: ignore[assignment]
    default_query_cache_capacity = 0


class JourneyDB(TinyDB):
    """TinyDB over our tables."""

    table_class = RecordTable


class OvertakenError(StoreError):
    """A commit cannot be taken back: somebody else changed one of its records after it."""


@dataclass(frozen=True)
class Inverse:
    """What takes a commit back.

    Attributes:
        label: The label of the commit.
        before: Each touched record's fields before the commit, or None where there was none.
        after: The same right after it.
    """

    label: str
    before: Mapping[Key, Row | None]
    after: Mapping[Key, Row | None]


class Store:
    """Reads the journey and commits changes to it.

    Every write of the program goes through `commit` and `revert`. Two processes may hold a store on the same folder:
    each commit takes the lock, sees what the other wrote, and applies its own change on top.
    """

    def __init__(self, folder: Path) -> None:
        """Open the folder; it is made on the first commit, not here.

        Raises:
            StoreError: The folder or the file cannot be read, is damaged or was written by a newer version.
        """
        self.folder = folder
        self.path = paths.journey_file(folder)
        # Where the path is a link, the file it names is replaced, not the link.
        self._storage = AtomicStorage(Path(os.path.realpath(self.path)))
        self._journey: Journey | None = None
        self._stamp: tuple[int, int, int] | None = None
        if _is_folder(folder):
            sweep(self._storage.path, self._lock)
        self.read()

    @property
    def exists(self) -> bool:
        """Whether anything was ever recorded here."""
        return self.path.exists()

    @property
    def _lock(self) -> Path:
        return self.path.with_suffix(".lock")

    def changed(self) -> bool:
        """Whether the file is no longer the one that was read last.

        Raises:
            StoreError: Nobody may look any more.
        """
        return self._storage.stamp() != self._stamp

    def read(self) -> Journey:
        """The journey as on disk now; parsed again only when the file changed.

        Raises:
            StoreError: The file is damaged, from a newer version, or holds records that cannot be read.
        """
        stamp = self._storage.stamp()
        if self._journey is None or stamp != self._stamp:
            problems: list[str] = []
            journey = Journey.from_tables(migrate(self._storage.read() or {}, self.path), problems)
            if problems:
                raise StoreError(
                    f"{self.path} holds records that cannot be read:",
                    details=problems[:20],
                    hint="Nothing was changed. Mend these records or put back a copy of the file, then start again.",
                )
            self._journey, self._stamp = journey, stamp
        return self._journey

    def commit(self, change: Change, now: datetime) -> Inverse:
        """Store a change whole, durably, on top of what is on disk.

        Args:
            change: Puts and deletes.
            now: The moment to stamp the records with (aware, UTC).

        Returns:
            What `revert` needs to take it back.

        Raises:
            StoreError: Nothing was stored; the file is as it was.
        """
        steps: dict[Key, Callable[[Row | None], Row | None]] = {key: lambda _old: None for key in change.deletes}
        for record in change.puts:
            steps[record.table, record.id] = partial(_put_over, record, _storable(record))
        return self._apply(change.label, steps, now)

    def revert(self, inverse: Inverse, now: datetime) -> Inverse:
        """Put records back to what they were before a commit; returns what takes that back in turn.

        Raises:
            OvertakenError: Another process changed one of the records meanwhile; nothing was stored.
            StoreError: Nothing was stored.
        """
        steps = {key: partial(_back, inverse, key) for key in inverse.before}
        return self._apply(inverse.label, steps, now)

    def _apply(self, label: str, steps: Mapping[Key, Callable[[Row | None], Row | None]], now: datetime) -> Inverse:
        """Replace each record by what its step makes of it: from its row or None to the new row or None."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"{self.folder} cannot be made: {error.strerror}.", hint="Choose another folder with --data-dir."
            ) from None
        stamp = now.isoformat(timespec="milliseconds")
        before: dict[Key, Row | None] = {}
        after: dict[Key, Row | None] = {}
        with locked(self._lock):
            self.read()  # refuses a file whose records cannot be read before anything is written
            with self._storage.batch():
                self._storage.write(migrate(self._storage.read() or {}, self.path))
                database = JourneyDB(storage=lambda: self._storage)
                for key, step in steps.items():
                    table = database.table(key[0])
                    found = table.get(doc_id=key[1])  # type: ignore[call-overload]
                    old = None if found is None else dict(found)
                    new = step(old)
                    if new is not None:
                        new = {"created_at": stamp, **new, "updated_at": stamp}
                    _replace(table, key[1], old, new)
                    before[key], after[key] = old, new
            self.read()
        return Inverse(label, before, after)


def _is_folder(folder: Path) -> bool:
    """Whether the folder is there.

    Raises:
        StoreError: Something else is there, or nobody may look.
    """
    hint = "Choose a folder with --data-dir."
    try:
        mode = folder.stat().st_mode
    except FileNotFoundError:
        return False
    except OSError as error:
        raise StoreError(f"{folder} cannot be opened: {error.strerror}.", hint=hint) from None
    if not stat.S_ISDIR(mode):
        raise StoreError(f"{folder} is a file, not a folder.", hint=hint)
    return True


def _storable(record: Record) -> Row:
    """A record's fields just as they will be read back, sharing nothing with the record.

    Raises:
        StoreError: They could not be read back.
    """
    where = f"{record.table} {record.id}"
    problems: list[str] = []
    fields: Row = {}
    try:
        fields = json.loads(json.dumps(record.to_fields(), allow_nan=False))
        type(record).from_fields(fields, where, problems)
    except (TypeError, ValueError, RecursionError) as error:
        problems.append(f"{where}: {error}")
    if problems:
        raise StoreError("This cannot be stored:", details=problems, hint="Nothing was changed.")
    return fields


def _put_over(record: Record, fields: Row, old: Row | None) -> Row:
    """The row of a put record, with whatever stands in the old row that this version does not know."""
    known = type(record).from_fields({**old, "id": record.id}, "", []) if old else None
    kept: Row = _keep_unknown(old, known.to_fields(), fields) if known else fields
    return kept


def _keep_unknown(old: Any, known: Any, new: Any) -> Any:
    """`new` and what is in `old` but not in `known`, the part of `old` that this version reads."""
    if isinstance(old, dict) and isinstance(known, dict) and isinstance(new, dict):
        unknown = {key: value for key, value in old.items() if key not in known}
        return {**unknown, **{key: _keep_unknown(old.get(key), known.get(key), new[key]) for key in new}}
    if isinstance(old, list) and isinstance(known, list) and isinstance(new, list) and len(old) == len(new):
        return [_keep_unknown(*parts) for parts in zip(old, known, new, strict=True)]
    return new


def _back(inverse: Inverse, key: Key, now: Row | None) -> Row | None:
    """The row from before a commit, when the record still is as that commit left it."""
    if now != inverse.after[key]:
        raise OvertakenError(
            f"{inverse.label}: this was changed elsewhere since, so it is not taken back.",
            hint="What is there now stays as it is.",
        )
    return inverse.before[key]


def _replace(table: Table, key: str, old: Row | None, new: Row | None) -> None:
    """Make the table hold `new` under `key`, in the old one's place."""
    if old is not None and new is not None:
        table.update(partial(_become, new), doc_ids=[key])  # type: ignore[list-item]
    elif new is not None:
        table.insert(Document(new, doc_id=key))  # type: ignore[arg-type]
    elif old is not None:
        table.remove(doc_ids=[key])  # type: ignore[list-item]


def _become(new: Row, record: Any) -> None:
    record.clear()
    record.update(new)
