"""The snapshot: the whole journey as one JSON file that a person and plain TinyDB can read.

One record a line. The first line names the schema, the last log entry that is in it, and a checksum of all the rest,
so that a flipped bit is found even where the JSON stays valid.
"""

from __future__ import annotations

from typing import Any, NamedTuple
from zlib import crc32

from mentor.store.log import Row, UnreadableError, dumps, loads
from mentor.store.migrations import SCHEMA, UNSUMMED, Tables

META = "meta"
"""The table whose one record `schema` says what the file is."""


class Snapshot(NamedTuple):
    """What a snapshot holds.

    Attributes:
        version: The schema of its records.
        seq: The number of the last log entry that is in it.
        tables: Its records, without the table `meta`.
    """

    version: int
    seq: int
    tables: Tables


def encode(snapshot: Snapshot) -> bytes:
    """A snapshot as the bytes of its file."""
    rest = b",\n".join(_encoded(name, table) for name, table in snapshot.tables.items()) + b"}\n"
    schema = {"version": snapshot.version, "seq": snapshot.seq, "sum": _sum(snapshot.version, snapshot.seq, rest)}
    return b'{"meta":{"schema":' + dumps(schema) + (b"},\n" if snapshot.tables else b"}\n") + rest


def _encoded(name: str, table: dict[str, Row]) -> bytes:
    rows = b",\n".join(dumps(key) + b":" + dumps(row) for key, row in table.items())
    return dumps(name) + b":{\n" + rows + b"}"


def decode(data: bytes) -> Snapshot:
    """A snapshot from the bytes of its file; of a newer one, what can be told from this program's view.

    Raises:
        UnreadableError: It is damaged, or no journey.
    """
    value = loads(data.removeprefix(b"\xef\xbb\xbf"))
    if not isinstance(value, dict):
        raise UnreadableError("it does not hold tables of records")
    schema = _schema(value)
    version = schema["version"]
    tables = {name: table for name, table in value.items() if name != META}
    if version > SCHEMA:
        return Snapshot(version, _count(schema.get("seq", 0)), _wellformed(tables))
    for name, table in tables.items():
        if not isinstance(table, dict) or not all(isinstance(row, dict) for row in table.values()):
            raise UnreadableError(f"{name} is no table of records")
    if version <= UNSUMMED:
        return Snapshot(version, 0, tables)
    seq = _count(schema.get("seq"))
    _, _, rest = data.partition(b"\n")
    if schema.get("sum") != _sum(version, seq, rest):
        raise UnreadableError("its checksum does not fit: something else than mentor changed it")
    return Snapshot(version, seq, tables)


def _schema(value: Row) -> Row:
    meta = value.get(META)
    schema = meta.get("schema") if isinstance(meta, dict) else None
    version = schema.get("version") if isinstance(schema, dict) else None
    if not isinstance(schema, dict) or not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise UnreadableError("it names no schema version, so it is not a journey")
    return schema


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


def _sum(version: int, seq: int, rest: bytes) -> str:
    return f"{crc32(rest, crc32(f'{version} {seq} '.encode())):08x}"
