"""The journey as it was on a past day, told from the log backwards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mentor.journey import Journey
from mentor.store.log import Entry
from mentor.store.migrations import Tables
from mentor.store.rows import Key


def past(journey: Journey, tables: Tables, newest_first: Iterable[Entry], days: Iterable[date]) -> dict[date, Journey]:
    """The journey at the end of each of some days.

    Before the first change that is kept, the oldest state known is shown without the records that were made later:
    all that can be said of a journey from before there was a log.

    Args:
        journey: As it is now.
        tables: The same as stored; they are not changed.
        newest_first: The changes that led to it.
        days: The days, in any order.
    """
    entries = iter(newest_first)
    entry, found = next(entries, None), {}
    made: dict[Key, str] = {}
    for day in sorted(set(days), reverse=True):
        text = day.isoformat()
        while entry is not None and entry.day > text:
            journey = journey.with_rows(((table, key, before) for table, key, before, _ in entry.rows), [])
            made |= {(table, key): _made(before) for table, key, before, _ in entry.rows if before}
            entry = next(entries, None)
        if entry is None:
            now = {(name, key): _made(row) for name, table in tables.items() for key, row in table.items()}
            late = [key for key, at in (now | made).items() if at > text]
            journey = journey.with_rows(((table, key, None) for table, key in late), [])
        found[day] = journey
    return found


def _made(row: dict[str, object]) -> str:
    return str(row.get("created_at", ""))[:10]
