"""Rows: what a record becomes on disk, its moments, and the marks that deleted records leave."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from mentor.errors import StoreError
from mentor.journey.record import Record
from mentor.store.log import Row
from mentor.store.migrations import Tables

Key = tuple[str, str]
"""Table name and record id."""
Rows = Mapping[Key, Row | None]
"""The new fields of some records; None where there is to be none."""

DELETED = "deleted"
"""The table of marks: `table/id` of each record that was deleted, and when. Merging two journeys needs them."""


MOMENTS = ("created_at", "updated_at")
"""The fields that say when a record was made and last changed."""


def moment(at: datetime) -> str:
    """A moment as it is stored: ISO 8601, UTC, milliseconds; texts of this form sort by time."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def stamped(tables: Tables, rows: Rows, now: datetime) -> Rows:
    """Rows with their moments, and the marks of those that are deleted.

    A record's own moments never go back, so that its last change stays the newest where a clock was set back, or was
    ahead on the machine that an import came from.
    """
    result: dict[Key, Row | None] = {}
    for (table, key), row in rows.items():
        old = tables.get(table, {}).get(key)
        mark = f"{table}/{key}"
        gone = tables.get(DELETED, {}).get(mark)
        if row is None:
            if old is not None:
                at = _after(now, old)
                result[table, key] = None
                result[DELETED, mark] = {"created_at": at, "updated_at": at}
            continue
        at = _after(now, old, gone)
        result[table, key] = {"created_at": at, **row, "updated_at": at}
        if gone is not None:
            result[DELETED, mark] = None
    return result


def same(one: Row | None, other: Row | None) -> bool:
    """Whether two rows say the same, whenever they came to say it."""
    return _without_moments(one) == _without_moments(other)


def _without_moments(row: Row | None) -> Row | None:
    return row and {name: value for name, value in row.items() if name not in MOMENTS}


def difference(now: Tables, then: Tables) -> Rows:
    """What has to change so that the tables say what others said."""
    keys = {(name, key) for tables in (now, then) for name in tables if name != DELETED for key in tables[name]}
    rows = {(name, key): then.get(name, {}).get(key) for name, key in sorted(keys)}
    return {(name, key): row for (name, key), row in rows.items() if not same(now.get(name, {}).get(key), row)}


def _after(now: datetime, *others: Row | None) -> str:
    """Now, or a millisecond after the latest of some rows."""
    latest = max((str(row.get("updated_at", "")) for row in others if row), default="")
    at = moment(now)
    if latest < at:
        return at
    try:
        return moment(datetime.fromisoformat(latest) + timedelta(milliseconds=1))
    except (ValueError, OverflowError):  # no moment at all, from a file changed by hand
        return at


def put_over(record: Record, old: Row | None) -> Row:
    """The row of a record, with whatever stands in the old row that this version does not know.

    Raises:
        StoreError: The record could not be read back.
    """
    fields = _storable(record)
    known = type(record).from_fields({**old, "id": record.id}, "", []) if old else None
    kept: Row = _keep_unknown(old, known.to_fields(), fields) if known else fields
    return kept


def _storable(record: Record) -> Row:
    """A record's fields just as they will be read back, sharing nothing with the record."""
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


def _keep_unknown(old: Any, known: Any, new: Any) -> Any:
    """`new` and what is in `old` but not in `known`, the part of `old` that this version reads."""
    if isinstance(old, dict) and isinstance(known, dict) and isinstance(new, dict):
        unknown = {key: value for key, value in old.items() if key not in known}
        return {**unknown, **{key: _keep_unknown(old.get(key), known.get(key), new[key]) for key in new}}
    if isinstance(old, list) and isinstance(known, list) and isinstance(new, list) and len(old) == len(new):
        return [_keep_unknown(*parts) for parts in zip(old, known, new, strict=True)]
    return new
