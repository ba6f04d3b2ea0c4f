"""TinyDB over the journal: its tables read and change records; `batch` makes their changes one entry of the log."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from copy import deepcopy
from functools import partial
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from mentor.store.journal import Journal
from mentor.store.log import Put, Row
from mentor.store.migrations import Tables
from mentor.store.rows import Rows


class JournalStorage(Storage):
    """What TinyDB reads from and writes to.

    TinyDB hands a storage the whole database at each write, which costs more the longer the journey is. Here a table
    hands over the records it touched, and only within a `batch`.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._before: dict[tuple[str, str], Row | None] | None = None

    def read(self) -> Tables:  # type: ignore[override]  # not dictionaries, and all that TinyDB asks of them
        """All tables. They belong to the journal: change none."""
        return self._journal.tables

    def write(self, data: Mapping[str, Any]) -> None:
        """Not offered: no part of the program replaces the database.

        Raises:
            NotImplementedError: Always.
        """
        raise NotImplementedError("records change within a batch")

    def put(self, table: str, key: str, row: Row | None) -> None:
        """Change a record within the batch."""
        assert self._before is not None, "records change within a batch"
        rows = self._journal.tables.setdefault(table, {})
        self._before.setdefault((table, key), rows.get(key))
        _put(rows, key, row)

    @contextlib.contextmanager
    def batch(self) -> Iterator[Callable[[], tuple[Put, ...]]]:
        """Gather changes; the block asks for them, makes them last, and when it raises they are taken back."""
        self._before = {}
        try:
            yield self._touched
        except BaseException:
            for (table, key), row in self._before.items():
                _put(self._journal.tables[table], key, row)
            raise
        finally:
            self._before = None

    def _touched(self) -> tuple[Put, ...]:
        tables = self._journal.tables
        return tuple(
            (table, key, before, tables[table].get(key))
            for (table, key), before in (self._before or {}).items()
            if before != tables[table].get(key)
        )


def _put(rows: MutableMapping[str, Row], key: str, row: Row | None) -> None:
    if row is None:
        rows.pop(key, None)
    else:
        rows[key] = row


class RecordTable(Table):
    """A TinyDB table whose document ids are the records' own, and whose updates cost what they touch."""

    document_id_class = str  # type: ignore[assignment]
    default_query_cache_capacity = 0
    _storage: JournalStorage

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        touched = _Touched(self._storage.read().get(self.name, {}))
        updater(touched)  # raising, it leaves everything as it is
        for key, row in touched.rows.items():
            self._storage.put(self.name, key, row)

    def become(self, key: str, row: Row | None) -> None:
        """Make the table hold a row under a record's id, or none."""
        if row is None:
            self.remove(doc_ids=[key])  # type: ignore[list-item]
        elif not self.update(partial(_become, row), doc_ids=[key]):  # type: ignore[list-item]
            self.insert(Document(row, doc_id=key))  # type: ignore[arg-type]


def _become(new: Row, record: Any) -> None:
    record.clear()
    record.update(new)


class _Touched(MutableMapping[str, Row]):
    """A table as TinyDB's own update functions see it: they change copies, which are remembered."""

    def __init__(self, stored: MutableMapping[str, Row]) -> None:
        self._stored = stored
        self.rows: dict[str, Row | None] = {}

    def __getitem__(self, key: str) -> Row:
        row = self.rows[key] if key in self.rows else deepcopy(self._stored[key])
        if row is None:
            raise KeyError(key)
        self.rows[key] = row
        return row

    def __setitem__(self, key: str, row: Row) -> None:
        self.rows[key] = row

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        self.rows[key] = None

    def __contains__(self, key: object) -> bool:
        return self.rows[key] is not None if key in self.rows else key in self._stored

    def __iter__(self) -> Iterator[str]:
        yield from (key for key in self._stored if key in self)
        yield from (key for key, row in self.rows.items() if row is not None and key not in self._stored)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class JourneyDB(TinyDB):
    """TinyDB over our tables."""

    table_class = RecordTable


@contextlib.contextmanager
def changed(journal: Journal, rows: Rows) -> Iterator[tuple[Put, ...]]:
    """Change records, and give what that touched to the block, which makes it last; raising takes it all back.

    Args:
        journal: Whose tables change.
        rows: The new fields of each record, None where there is to be none.
    """
    with JourneyDB(storage=partial(JournalStorage, journal)) as database:
        storage = database.storage
        assert isinstance(storage, JournalStorage)
        with storage.batch() as touched:
            for (name, key), row in rows.items():
                table = database.table(name)
                assert isinstance(table, RecordTable)
                table.become(key, row)
            yield touched()
