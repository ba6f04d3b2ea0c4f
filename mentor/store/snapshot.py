"""The snapshot: the whole journey as one JSON file in TinyDB's shape, readable by a person.

One record a line. The first line names the schema, the last log entry that is in it, and a checksum of all the rest,
so that a flipped bit is found even where the JSON stays valid.
"""

from __future__ import annotations

from typing import Any, NamedTuple
from zlib import crc32

from mentor.store.log import Row, UnreadableError, dumps, loads
from mentor.store.migrations import SCHEMA, UNSUMMED, Tables
from mentor.store.table import encoded_table, split_tables

META, SCHEMA_ROW = "meta", "schema"
"""The table and its record that say what the file is."""


class Snapshot(NamedTuple):
    """What a snapshot holds.

    Attributes:
        version: The schema of its records.
        seq: The number of the last log entry that is in it.
        tables: Its records, without the table `meta`.
        meta: What else stands in the table `meta`, which a later version may have put there.
    """

    version: int
    seq: int
    tables: Tables
    meta: Row

    def parsed(self) -> Snapshot:
        """The same with every row looked into, which otherwise waits until somebody asks for it.

        Raises:
            UnreadableError: One is no record.
        """
        return self._replace(tables={name: dict(table) for name, table in self.tables.items()})

    @property
    def records(self) -> int:
        """How many records it holds."""
        return sum(map(len, self.tables.values()))


def encode(snapshot: Snapshot) -> bytes:
    """A snapshot as the bytes of its file."""
    tables = b",\n".join(encoded_table(name, rows) for name, rows in snapshot.tables.items())
    rest = tables + b"\n}\n" if tables else b"}\n"
    schema = {**snapshot.meta.get(SCHEMA_ROW, {}), "version": snapshot.version, "seq": snapshot.seq}
    meta = {**snapshot.meta, SCHEMA_ROW: schema}
    whole = {**meta, SCHEMA_ROW: {**schema, "sum": _sum(meta, rest)}}
    return b'{"meta":' + dumps(whole) + (b",\n" if tables else b"\n") + rest


def decode(data: bytes) -> Snapshot:
    """A snapshot from the bytes of its file; of a newer one, what can be told from this program's view.

    Raises:
        UnreadableError: It is damaged, or no journey.
    """
    first, _, rest = data.partition(b"\n")
    if (meta := _first_line(first)) is not None:
        schema = meta[SCHEMA_ROW]
        if schema.pop("sum", None) != _sum(meta, rest):
            raise UnreadableError("its checksum does not fit, so something else than mentor changed it")
        return Snapshot(schema["version"], _count(schema.get("seq")), split_tables(rest), meta)
    value = loads(data.removeprefix(b"\xef\xbb\xbf"))
    if not isinstance(value, dict):
        raise UnreadableError("it does not hold tables of records")
    meta = _meta(value)
    version = meta[SCHEMA_ROW]["version"]
    tables = {name: table for name, table in value.items() if name != META}
    if version > SCHEMA:
        return Snapshot(version, _count(meta[SCHEMA_ROW].get("seq", 0)), _wellformed(tables), meta)
    if version > UNSUMMED:
        raise UnreadableError("its lines are not as mentor writes them, so something else changed it")
    for name, table in tables.items():
        if not isinstance(table, dict) or not all(isinstance(row, dict) for row in table.values()):
            raise UnreadableError(f"{name} is no table of records")
    return Snapshot(version, 0, tables, meta)


def _first_line(line: bytes) -> Row | None:
    """What the first line says, when the file is one of lines and not of a newer mentor."""
    try:
        value = loads(line.removesuffix(b",") + b"}")
        meta = _meta(value) if isinstance(value, dict) else None
    except UnreadableError:
        return None
    return meta if meta is not None and UNSUMMED < meta[SCHEMA_ROW]["version"] <= SCHEMA else None


def _meta(value: Row) -> Row:
    meta = value.get(META)
    schema = meta.get(SCHEMA_ROW) if isinstance(meta, dict) else None
    version = schema.get("version") if isinstance(schema, dict) else None
    if not isinstance(meta, dict) or not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise UnreadableError("it names no schema version, so it is not a journey")
    return meta


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise UnreadableError("it does not say which log entries are in it")
    return value


def _wellformed(tables: dict[str, Any]) -> Tables:
    """The tables that are tables and the records that are records."""
    return {
        name: {key: row for key, row in table.items() if isinstance(row, dict)}
        for name, table in tables.items()
        if isinstance(table, dict)
    }


def _sum(meta: Row, rest: bytes) -> str:
    return f"{crc32(rest, crc32(dumps(meta))):08x}"
