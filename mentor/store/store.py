"""The journey on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document, Table

from mentor import paths
from mentor.errors import StoreError
from mentor.journey import Change, Journey
from mentor.store.lock import locked
from mentor.store.migrations import SCHEMA, migrate, version_of
from mentor.store.storage import AtomicStorage, Tables, sweep

META = "meta"
"""The table whose one record `schema` says which version of the program's shape the file has."""


class RecordTable(Table):
    """A TinyDB table whose document ids are the records' own."""

    document_id_class = str  # type: ignore[assignment]
    default_query_cache_capacity = 0


class JourneyDB(TinyDB):
    """TinyDB over our tables."""

    table_class = RecordTable


def _becomes(row: dict[str, Any]) -> Callable[[Mapping[str, Any]], None]:
    """A TinyDB update that makes a record exactly `row`, in its old place."""

    def replace(record: Mapping[str, Any]) -> None:
        assert isinstance(record, dict)
        record.clear()
        record.update(row)

    return replace


class Inverse:
    """What takes a commit back: for each touched record its fields before, or None where there was none."""

    def __init__(self, label: str, before: dict[tuple[str, str], dict[str, Any] | None]) -> None:
        self.label = label
        self.before = before


class Store:
    """Reads the journey and commits changes to it.

    Every write of the program goes through `commit`. Two processes may hold a store on the same folder: each commit
    takes the lock, sees what the other wrote, and applies its own change on top.
    """

    def __init__(self, folder: Path) -> None:
        """Open the folder; it is made on the first commit, not here.

        Raises:
            StoreError: The file is damaged or was written by a newer version.
        """
        self.folder = folder
        self.path = paths.journey_file(folder)
        if folder.exists() and not folder.is_dir():
            raise StoreError(f"{folder} is a file, not a folder.", hint="Choose a folder with --data-dir.")
        self._storage = AtomicStorage(self.path)
        self._tables_read: Tables = {}
        self._journey: Journey | None = None
        self._stamp: tuple[int, int, int] | None = None
        if folder.is_dir():
            sweep(self.path)
        self.read()

    @property
    def exists(self) -> bool:
        """Whether anything was ever recorded here."""
        return self.path.exists()

    def changed(self) -> bool:
        """Whether the file is no longer the one that was read last."""
        return self._storage.stamp() != self._stamp

    def read(self) -> Journey:
        """The journey as on disk now; parsed again only when the file changed.

        Raises:
            StoreError: The file is damaged, from a newer version, or holds records that cannot be read.
        """
        stamp = self._storage.stamp()
        if self._journey is None or stamp != self._stamp:
            tables = self._storage.read() or {}
            if tables:
                version_of(tables, self.path)
            problems: list[str] = []
            journey = Journey.from_tables(migrate(tables), problems)
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
        puts: dict[tuple[str, str], dict[str, Any] | None] = {(r.table, r.id): r.to_fields() for r in change.puts}
        puts.update(dict.fromkeys(change.deletes))
        return self._apply(change.label, puts, now, keep_unknown=True)

    def revert(self, inverse: Inverse, now: datetime) -> Inverse:
        """Put records back to what they were before a commit; returns what takes that back in turn."""
        return self._apply(inverse.label, inverse.before, now, keep_unknown=False)

    def _apply(
        self, label: str, puts: dict[tuple[str, str], dict[str, Any] | None], now: datetime, *, keep_unknown: bool
    ) -> Inverse:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{self.folder} cannot be made: {error.strerror}.") from None
        stamp = now.isoformat(timespec="milliseconds")
        before: dict[tuple[str, str], dict[str, Any] | None] = {}
        with locked(self.path.with_suffix(".lock")):
            self.read()
            with self._storage.batch():
                self._storage.write(migrate(self._storage.read() or {}))
                database = JourneyDB(storage=lambda: self._storage)
                database.table(META).upsert(Document({"version": SCHEMA}, doc_id="schema"))  # type: ignore[arg-type]
                for (name, key), fields in puts.items():
                    table = database.table(name)
                    old = table.get(doc_id=key)  # type: ignore[call-overload]
                    before[name, key] = dict(old) if old is not None else None
                    if fields is None:
                        if old is not None:
                            table.remove(doc_ids=[key])  # type: ignore[list-item]
                        continue
                    row = {**(old or {}), **fields} if keep_unknown else dict(fields)
                    row["created_at"] = (old or fields).get("created_at", stamp)
                    row["updated_at"] = stamp
                    if old is None:
                        table.insert(Document(row, doc_id=key))  # type: ignore[arg-type]
                    else:
                        table.update(_becomes(row), doc_ids=[key])  # type: ignore[list-item]
        self.read()
        return Inverse(label, before)
