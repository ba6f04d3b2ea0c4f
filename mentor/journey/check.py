"""What no screen and no command would record: values out of range, in records that came from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from mentor.journey.intake import profile_problems
from mentor.journey.records import Action, ProbeAnswer, Profile, Rating, Record, Week

YEARS = (2000, 2200)
"""Years in which a journey can happen."""
MINUTES = (0, 10_080)
"""Minutes of one action: at most those of a week."""
CERTAINTY = (0, 3)


def record_problems(record: Record) -> list[str]:
    """Everything about a record that lies outside what it can be, each beginning with table and id."""
    where = f"{record.table} {record.id}"
    found = [
        f"{field} {day} is in no year of a journey" for field, day in _days(record) if not _within(day.year, YEARS)
    ]
    found += _MORE.get(type(record), lambda _: [])(record)
    return [f"{where}: {problem}" for problem in found]


def _days(record: Record) -> Iterator[tuple[str, date]]:
    for field, value in vars(record).items():
        if isinstance(value, date):
            yield field, value
    if isinstance(record, Action):
        yield from (("blocks", block.day) for block in record.blocks)
    if isinstance(record, Rating) and record.evidence:
        yield "evidence", record.evidence.on


def _profile(record: Any) -> list[str]:
    return profile_problems(record)


def _rating(record: Any) -> list[str]:
    if record.level is not None and not _within(record.level, (0, 4)):
        return [f"level {record.level} is none of 0 to 4"]
    return []


def _probe(record: Any) -> list[str]:
    if not _within(record.certainty, CERTAINTY):
        return [f"certainty {record.certainty} is none of {CERTAINTY[0]} to {CERTAINTY[1]}"]
    return []


def _action(record: Any) -> list[str]:
    minutes = [record.minutes, *(block.minutes for block in record.blocks)]
    found = [f"{value} minutes do not fit into a week" for value in minutes if not _within(value, MINUTES)]
    week, _, number = record.id.rpartition(".")
    if week != record.week or not (number.isdecimal() and number.isascii()):
        found.append("its id is none of its week")
    return found


def _week(record: Any) -> list[str]:
    if (
        record.id != f"w{record.number}"
        or record.number < 1
        or record.end < record.start
        or not _within(record.minutes_planned, MINUTES)
    ):
        return ["its number, days or minutes are those of no week"]
    return []


_MORE: dict[type[Record], Callable[[Any], list[str]]] = {
    Profile: _profile,
    Rating: _rating,
    ProbeAnswer: _probe,
    Action: _action,
    Week: _week,
}


def _within(value: float, limits: tuple[int, int]) -> bool:
    return limits[0] <= value <= limits[1]
