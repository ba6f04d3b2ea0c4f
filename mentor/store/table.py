"""A table's rows as they stand in the snapshot, parsed when somebody asks for them.

After years most of a journey is history: old weeks, old actions, logged time. A start needs a few dozen rows of it, so
the rest stays the bytes that it is on disk, and goes back as those bytes when the snapshot is written anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping

from mentor.store.log import Row, UnreadableError, dumps, loads

_MARK = b'":{'


class StoredRows(MutableMapping[str, Row]):
    """Rows by record id. A row that was handed out is not to be changed, only replaced."""

    __slots__ = ("_found", "_lines")

    def __init__(self, lines: bytes) -> None:
        """Take over the lines of a table, which are looked at when a row is asked for."""
        self._lines = lines
        self._found: dict[str, Row | bytes] | None = None

    @property
    def _rows(self) -> dict[str, Row | bytes]:
        if self._found is None:
            self._found, self._lines = dict(_pairs(self._lines)), b""
        return self._found

    def __getitem__(self, key: str) -> Row:
        row = self._rows[key]
        # Not kept parsed: the journey keeps the records it makes of rows, and a parsed row takes five times its bytes.
        return _parsed(row) if isinstance(row, bytes) else row

    def __setitem__(self, key: str, row: Row) -> None:
        self._rows[key] = row

    def __delitem__(self, key: str) -> None:
        del self._rows[key]

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __copy__(self) -> StoredRows:
        """The same rows; what changes here later does not change there."""
        twin = StoredRows(self._lines)
        twin._found = None if self._found is None else self._found.copy()
        return twin

    def encoded(self) -> bytes:
        """The lines of the table; what was never parsed goes as it came."""
        return self._lines if self._found is None else _encoded(self._found.items())


def encoded_table(name: str, rows: MutableMapping[str, Row]) -> bytes:
    """A table as the snapshot holds it: its name, one record a line, and its end."""
    lines = rows.encoded() if isinstance(rows, StoredRows) else _encoded(rows.items())
    return dumps(name) + b":{\n" + (lines + b"\n" if lines else b"") + b"}"


def _encoded(rows: Iterable[tuple[str, Row | bytes]]) -> bytes:
    return b",\n".join(dumps(key) + b":" + (row if isinstance(row, bytes) else dumps(row)) for key, row in rows)


def split_tables(data: bytes) -> dict[str, MutableMapping[str, Row]]:
    """The tables of a snapshot from what follows its first line, which the checksum has shown to be our own.

    Raises:
        UnreadableError: It is not.
    """
    tables: dict[str, MutableMapping[str, Row]] = {}
    # No row holds a line feed, and each begins with a quote: such a line can only be a table's end.
    for part in data.removesuffix(b"}\n").removesuffix(b"\n").removesuffix(b"\n}").split(b"\n},\n"):
        if part:
            first, _, lines = part.partition(b"\n")
            name, rest = _cut(first)
            if rest:
                raise UnreadableError(f"{first[:40]!r} begins no table")
            tables[_name(name)] = StoredRows(lines)
    return tables


def _pairs(lines: bytes) -> Iterator[tuple[str, bytes]]:
    """Ids and JSON objects of a table's lines."""
    for line in lines.split(b"\n"):
        # A loop over tens of thousands of lines has no time for calls that hardly any line needs.
        name, found, row = line.partition(_MARK)
        if not found or name.endswith(b"\\"):
            if not line:
                continue
            name, row = _cut(line)
        yield (_name(name) if b"\\" in name else name[1:].decode()), b"{" + row.removesuffix(b",")


def _name(text: bytes) -> str:
    """A table's name or a record's id, from its JSON without the closing quote."""
    return str(loads(text + b'"'))


def _cut(line: bytes) -> tuple[bytes, bytes]:
    """A line before and after the mark between a name and what it names.

    Raises:
        UnreadableError: There is no such mark.
    """
    at = line.find(_MARK)
    while at >= 0 and (at - len(line[:at].rstrip(b"\\"))) % 2:  # the quote belongs to the name
        at = line.find(_MARK, at + 1)
    if at < 0:
        raise UnreadableError(f"a line of it is no record: {line[:40]!r}")
    return line[:at], line[at + len(_MARK) :]


def _parsed(data: bytes) -> Row:
    value = loads(data)
    if not isinstance(value, dict):
        raise UnreadableError("a record of it is no record")
    return value
