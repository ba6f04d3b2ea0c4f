"""The lines of the log: one for each change, with a checksum.

A line is eight hexadecimal digits (CRC-32 of the rest), a space, a JSON object, a line feed. The first line is the
header. Every other line is an entry that holds whole records from before and after the change: replaying it twice does
no harm, and it can be taken back without reading anything else.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple
from zlib import crc32

FORMAT = 1
"""The version of the lines themselves; what they hold follows the schema."""

Row = dict[str, Any]
"""A record's fields as stored, with those this version does not know."""
Put = tuple[str, str, Row | None, Row | None]
"""Table, record id, the fields before, the fields after; None where there is no record."""

DO, AUTO, UNDO, REDO = "do", "auto", "undo", "redo"
"""Kinds of entries: the user's own, the program's (undo passes over it), one taken back, one done again."""


class UnreadableError(ValueError):
    """Bytes that are not what the store writes. The text says what is wrong with them."""


class NewerFormatError(ValueError):
    """Bytes written by a program that knows more than this one."""


class Header(NamedTuple):
    """The first line of a log.

    Attributes:
        base: The number of the last entry before the log's first.
        schema: The version of the records in it.
        id: Tells one log from another.
        after: The id of the log whose entries all went into the snapshot before this one began; empty for the first.
    """

    base: int
    schema: int
    id: str
    after: str


class Entry(NamedTuple):
    """One change.

    Attributes:
        seq: 1, 2, ... without gaps.
        at: The moment, ISO 8601 in UTC.
        day: The user's day, ISO 8601.
        by: Tells one opened store from another.
        kind: `DO`, `AUTO`, `UNDO` or `REDO`.
        of: The number of the entry that was taken back or done again; 0 for the other kinds.
        label: What was done, in plain words.
        rows: The records it touched.
    """

    seq: int
    at: str
    day: str
    by: str
    kind: str
    of: int
    label: str
    rows: tuple[Put, ...]


_ZEROS = bytes(8)


def encode_header(header: Header) -> bytes:
    """The header as a line."""
    return _line({"log": FORMAT, **header._asdict()})


def encode(entry: Entry) -> bytes:
    """An entry as a line."""
    return _line(entry._asdict())


def decode_header(line: bytes) -> Header:
    """The header from its line.

    Raises:
        NewerFormatError: The lines are of a later format.
        UnreadableError: It is damaged.
    """
    value = _value(line)
    try:
        if int(value["log"]) > FORMAT:
            raise NewerFormatError("its lines are of a later format")
        return Header(int(value["base"]), int(value["schema"]), str(value["id"]), str(value["after"]))
    except NewerFormatError:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableError("the first line is no header") from error


def decode(line: bytes) -> Entry:
    """An entry from its line.

    Raises:
        UnreadableError: It is damaged.
    """
    value = _value(line)
    try:
        rows = tuple((str(t), str(key), before, after) for t, key, before, after in value["rows"])
        at, day, by, kind = (str(value[name]) for name in ("at", "day", "by", "kind"))
        if not all(row is None or isinstance(row, dict) for put in rows for row in put[2:]):
            raise UnreadableError("a record of it is no record")
        return Entry(int(value["seq"]), at, day, by, kind, int(value["of"]), str(value["label"]), rows)
    except UnreadableError:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableError("it is no entry") from error


def split(data: bytes) -> tuple[list[bytes], bytes]:
    """The whole lines, and what is left of a line that a killed program did not finish.

    The rest was never acknowledged: a commit returns only once its line feed is on the disk. After a power cut the
    last line may also hold zeros where the disk did not come to write; no line of ours holds any, and no flipped bit
    makes a row of them.
    """
    *lines, rest = data.split(b"\n")
    if lines and not rest and _ZEROS in lines[-1]:
        rest = lines.pop() + b"\n"
    if _fits(rest[:-1]):  # it was whole; only its line feed is no longer one
        return [*lines, rest], b""
    return lines, rest


def dumps(value: Any) -> bytes:
    """A value as compact JSON in UTF-8."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:  # half a surrogate pair, from a file written elsewhere: only an escape can hold it
        return json.dumps(value, separators=(",", ":")).encode()


def loads(data: bytes) -> Any:
    """A value from JSON.

    Raises:
        UnreadableError: It is none.
    """
    try:
        return json.loads(data)
    except RecursionError:
        raise UnreadableError("it is nested too deep") from None
    except ValueError as error:  # also bytes that are no UTF-8, and numbers of too many digits
        raise UnreadableError(str(error)) from None


def _fits(line: bytes) -> bool:
    """Whether a line's checksum is that of the rest."""
    return line[:9] == b"%08x " % crc32(memoryview(line)[9:])


def _line(value: Any) -> bytes:
    body = dumps(value)
    return b"%08x %s\n" % (crc32(body), body)


def _value(line: bytes) -> Any:
    if not _fits(line):
        raise UnreadableError("its checksum does not fit")
    value = loads(line[9:])
    if not isinstance(value, dict):
        raise UnreadableError("it is no object")
    return value
