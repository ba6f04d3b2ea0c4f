"""Reads the accepted week and nothing else.

`mentor week` is typed many times a day and should answer at once. Opening the store imports TinyDB and makes every
record of the journey, which costs more than all the rest of the command together; the week's rows can be read from the
files without either. Whatever looks unusual is left to the store, which says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import Any

from mentor.errors import StoreError
from mentor.store.journal import Journal

Row = Mapping[str, Any]
"""A record's fields as stored."""


class Sitting:
    """One of several parts of an action."""

    def __init__(self, row: Row) -> None:
        self.day = date.fromisoformat(row["day"])
        self.minutes = int(row["minutes"])
        self.what = _text(row, "what")
        self.at = _time(row)


class Line:
    """An action of the week, ready to print.

    Raises:
        LookupError, TypeError, ValueError: The row is not an action's.
    """

    def __init__(self, key: str, row: Row) -> None:
        why = row["why"]
        self.row = row
        self.id = key
        self.number = int(key.rpartition(".")[2])
        self.title = _text(row, "title")
        self.minutes = int(row["minutes"])
        self.day = date.fromisoformat(row["day"])
        self.done_when = _text(row, "done_when")
        self.smallest = _text(row, "smallest")
        self.why = _text(why, "text")
        self.gap, self.gap_detail = _text(why, "gap"), _text(why, "gap_detail")
        self.rule, self.rule_short = _text(why, "rule"), _text(why, "rule_short")
        self.says = _text(why, "says")
        self.sittings = [Sitting(block) for block in row.get("blocks") or ()]
        self.sources = [str(fact) for fact in row.get("sources") or ()]
        self.done = bool(row.get("done"))
        self.kind = _text(row, "kind")
        self.where, self.if_then = _text(row, "where"), _text(row, "if_then")
        self.at = _time(row)

    @property
    def when(self) -> list[tuple[date, time | None, int, str]]:
        """Day, time, minutes and text of each sitting; of an action in one piece, its own and no text."""
        if not self.sittings:
            return [(self.day, self.at, self.minutes, "")]
        return [(part.day, part.at, part.minutes, part.what) for part in self.sittings]


class WeekView:
    """A week with its lines in order, ready to print.

    Raises:
        LookupError, TypeError, ValueError: The rows are not a week's.
    """

    def __init__(self, key: str, row: Row, actions: Mapping[str, Row]) -> None:
        self.row = row
        self.id = key
        self.number = int(row["number"])
        self.start, self.end = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
        self.minutes_planned = int(row["minutes_planned"])
        self.headline = _text(row, "headline")
        lines = [Line(key, action) for key, action in actions.items()]
        self.lines = sorted(lines, key=lambda line: line.number)

    @property
    def minutes_done(self) -> int:
        """Minutes of the actions that are ticked."""
        return sum(line.minutes for line in self.lines if line.done)


def stored_week(folder: Path) -> WeekView | None:
    """The week accepted last; None when there is none or when it takes the store to tell."""
    journal = Journal(folder)
    try:
        journal.refresh()
        if journal.newer:
            return None
        # By their ids, so that only the rows of this week are parsed.
        weeks, actions = journal.tables["weeks"], journal.tables.get("actions", {})
        key = max(weeks, key=lambda week: int(week[1:]))
        return WeekView(key, weeks[key], {id_: actions[id_] for id_ in actions if id_.startswith(f"{key}.")})
    except (StoreError, ValueError, TypeError, LookupError, AttributeError):
        return None


def _time(row: Row) -> time | None:
    """When something begins; None where it is not said."""
    at = _text(row, "at")
    return time.fromisoformat(at) if at else None


def _text(row: Row, key: str) -> str:
    value = row.get(key, "")
    if not isinstance(value, str):
        raise TypeError(f"{key} is no text")
    return value
