"""One journey out into a file, and another one's records in, merged record by record: the newest change of each wins.

Merging gives the same journey whichever way round it is done. A record's last change is either its fields or its
deletion; the one with the later moment wins, fields win over a deletion of the same moment, and of two different
fields of the same moment those whose JSON sorts last.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from mentor.errors import InputError
from mentor.journey.check import record_problems
from mentor.journey.tables import TABLES, kind_of
from mentor.store.log import Row, UnreadableError, loads
from mentor.store.migrations import SCHEMA, Tables, migrate
from mentor.store.rows import DELETED, Key, Rows, moment

FORMAT = "mentor journey"
LARGEST = 64_000_000
"""Bytes of a file that is looked at; ten years of use come to a fifth of it."""
MOST = 200_000
"""Records of a file."""
LONGEST = 100_000
"""Characters of one text."""
LONGEST_ID = 200
DEEPEST = 20
"""Lists and tables within one another in one record."""
_SHOWN = 20

_PATH = re.compile(
    r"(?<![\w./:-])(?:~|/(?:home|Users|root|mnt|media|Volumes|var|opt|srv|tmp|private)|[A-Za-z]:)"
    r"(?:[/\\][^\s/\\,;()\"'<>|]+)+[/\\]?"
)
_LOGIN = re.compile(r"(?<=://)[^\s/@]+@")


class Import(NamedTuple):
    """What a file holds.

    Attributes:
        tables: Its records in today's shape, with the marks of deleted ones.
        whole: Whether paths of the machine it comes from are in it.
    """

    tables: Tables
    whole: bool


def export(tables: Tables, now: datetime, *, whole: bool = False) -> dict[str, Any]:
    """The journey as one value for a JSON file.

    Args:
        tables: The records as stored.
        now: The moment of the export.
        whole: Whether paths of this machine, and logins within links, go with it.
    """
    kept = tables if whole else {name: _without_places(table) for name, table in tables.items()}
    return {
        "format": FORMAT,
        "version": SCHEMA,
        "exported_at": moment(now),
        "paths": whole,
        "tables": {name: dict(sorted(table.items())) for name, table in sorted(kept.items()) if table},
    }


def read_import(file: BinaryIO, name: str) -> Import:
    """An exported journey, looked over: nothing in it is trusted.

    Args:
        file: Where it is read from, opened for bytes.
        name: What to call it in messages.

    Raises:
        InputError: It is too large, is no export, is from a newer mentor, or holds records that cannot be.
    """
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError(f"{name} is larger than {LARGEST // 1_000_000} MB, so it is no journey.", hint=_UNTOUCHED)
    try:
        value = loads(data.removeprefix(b"\xef\xbb\xbf"))
    except UnreadableError as error:
        raise InputError(f"{name} was not written by `mentor export`: {error}.", hint=_UNTOUCHED) from None
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise InputError(f"{name} was not written by `mentor export`.", hint=_UNTOUCHED)
    version = value.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise InputError(f"{name} names no version.", hint=_UNTOUCHED)
    if version > SCHEMA:
        hint = f"{_UNTOUCHED} Upgrade mentor to import it."
        raise InputError(
            f"{name} was written by a newer mentor (version {version}, this one knows {SCHEMA}).", hint=hint
        )
    problems: list[str] = []
    tables = _looked_over(value.get("tables"), problems)
    if not problems:
        tables = migrate(tables, version)
        _check_records(tables, problems)
    if problems:
        more = len(problems) - _SHOWN
        shown = problems[:_SHOWN] if more <= 0 else [*problems[:_SHOWN], f"and {more} more"]
        raise InputError(f"{name} cannot be imported:", details=shown, hint=_UNTOUCHED)
    return Import(tables, value.get("paths") is True)


_UNTOUCHED = "Nothing was changed."


def merge(own: Tables, other: Import) -> Rows:
    """The rows of one's own tables that change when another journey's records come in."""
    changes: dict[Key, Row | None] = {}
    names = sorted({name for name in (*own, *other.tables) if name != DELETED})
    gone, theirs_gone = own.get(DELETED, {}), other.tables.get(DELETED, {})
    keys = {(name, key) for name in names for key in other.tables.get(name, {})}
    keys |= {_key_of(mark) for mark in theirs_gone}
    for name, key in sorted(keys):
        mark = f"{name}/{key}"
        mine, theirs = own.get(name, {}).get(key), other.tables.get(name, {}).get(key)
        if theirs is not None and mine is not None and not other.whole:
            theirs = _with_places(theirs, mine)
        winner, deleted = max(
            ((row, is_mark) for row, is_mark in (
                (mine, False), (theirs, False), (gone.get(mark), True), (theirs_gone.get(mark), True)
            ) if row is not None),
            key=lambda found: _rank(*found),
        )  # fmt: skip
        row, left = (None, winner) if deleted else (winner, None)
        if row != mine:
            changes[name, key] = row
        if left != gone.get(mark):
            changes[DELETED, mark] = left
    return changes


def _rank(row: Row, deleted: bool) -> tuple[str, bool, str]:
    return (str(row.get("updated_at", "")), not deleted, json.dumps(row, sort_keys=True))


def _key_of(mark: str) -> Key:
    table, _, key = mark.partition("/")
    return table, key


def _looked_over(value: Any, problems: list[str]) -> Tables:
    """Tables of records and nothing else, of a size that a journey can have."""
    if not isinstance(value, dict):
        problems.append("tables: a table is needed")
        return {}
    count = 0
    for name, table in value.items():
        if not re.fullmatch(r"[a-z][a-z_]{0,39}", name) or name == "meta" or not isinstance(table, dict):
            problems.append(f"{name[:40]!r}: no table of records")
            continue
        for key, row in table.items():
            count += 1
            where = f"{name} {key[:60]!r}"
            if not 0 < len(key) <= LONGEST_ID or not isinstance(row, dict):
                problems.append(f"{where}: no record")
            elif (wrong := _odd(row, DEEPEST)) or (wrong := _odd_moments(row)):
                problems.append(f"{where}: {wrong}")
            elif name == DELETED and not all(_key_of(key)):
                problems.append(f"{where}: no mark of a deleted record")
    if count > MOST:
        problems.insert(0, f"{count} records are more than the {MOST} that are taken")
    return value


def _odd(value: Any, depth: int) -> str:
    """What is wrong with a value of a record."""
    if depth == 0:
        return "it is nested too deep"
    if isinstance(value, str) and len(value) > LONGEST:
        return f"a text is longer than {LONGEST} characters"
    if isinstance(value, float) and value - value != 0:
        return "a number is not finite"
    if isinstance(value, int) and value.bit_length() > 64:
        return "a number is too large"
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next((wrong for each in inner if (wrong := _odd(each, depth - 1))), "")


def _odd_moments(row: Row) -> str:
    """What is wrong with a record's moments; they are brought into the form that sorts by time."""
    for name in ("created_at", "updated_at"):
        if name not in row:
            continue
        try:
            at = datetime.fromisoformat(row[name])
            if at.tzinfo is None:
                raise ValueError
            row[name] = moment(at)
        except (TypeError, ValueError, OverflowError):
            return f"{name} is no moment"
    return ""


def _check_records(tables: Tables, problems: list[str]) -> None:
    for name in TABLES:
        kind = kind_of(name)
        for key, row in tables.get(name, {}).items():
            if row.get("id", key) != key:
                problems.append(f"{name} {key}: it names another id")
                continue
            record = kind.from_fields({**row, "id": key}, f"{name} {key}", problems)
            if record is not None:
                problems.extend(record_problems(record))


def _without_places(table: Mapping[str, Row]) -> dict[str, Row]:
    return {key: _mapped(row) for key, row in table.items()}


def _mapped(value: Any) -> Any:
    if isinstance(value, str):
        return hidden(value)
    if isinstance(value, dict):
        return {key: _mapped(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_mapped(inner) for inner in value]
    return value


def hidden(text: str) -> str:
    """A text with only the last part of each path of this machine, and without logins in its links."""
    return _LOGIN.sub(
        "", _PATH.sub(lambda found: "\N{HORIZONTAL ELLIPSIS}/" + re.split(r"[/\\]", found[0].rstrip("/\\"))[-1], text)
    )


def _with_places(theirs: Any, mine: Any) -> Any:
    """Their value, with one's own paths where theirs is what an export makes of them."""
    if isinstance(theirs, str):
        return mine if isinstance(mine, str) and hidden(mine) == theirs else theirs
    if isinstance(theirs, dict) and isinstance(mine, dict):
        return {key: _with_places(value, mine.get(key)) for key, value in theirs.items()}
    if isinstance(theirs, list) and isinstance(mine, list) and len(theirs) == len(mine):
        return [_with_places(*pair) for pair in zip(theirs, mine, strict=True)]
    return theirs


def open_import(name: str) -> BinaryIO:
    """The file to import from; `-` is the standard input.

    Raises:
        InputError: It is no file that can be read.
    """
    if name == "-":
        import sys

        return sys.stdin.buffer
    path = Path(name).expanduser()
    try:
        if not path.is_file():
            raise InputError(f"{name} is not a file.", hint="Give a file that `mentor export` wrote.")
        return path.open("rb")
    except OSError as error:
        raise InputError(f"{name} cannot be read: {error.strerror}.") from None
