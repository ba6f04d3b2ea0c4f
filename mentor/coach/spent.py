"""What was logged, by week."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mentor.journey import Journey
from mentor.journey.records import Week
from mentor.journey.snapshot import number_of
from mentor.journey.time import LogEntry


@dataclass(frozen=True)
class WeekSpent:
    """A week that is over, and what was logged in it.

    Attributes:
        planned: Minutes that were accepted.
        stated: Hours a week the user meant to have when it was accepted.
        minutes: Minutes logged, rest left out.
    """

    week: Week
    planned: int
    stated: float
    minutes: int

    @property
    def hours(self) -> float:
        """Hours logged."""
        return self.minutes / 60


def minutes_in(journey: Journey, week: Week) -> int:
    """Minutes logged in a week's days, rest left out."""
    return minutes_of(between(journey.spent, week.start, week.end))


def minutes_of(found: Iterable[LogEntry], *kinds: str) -> int:
    """Minutes of entries: of some kinds, or all but rest."""
    return sum(e.minutes for e in found if (e.kind in kinds if kinds else e.kind != "rest"))


def between(found: Sequence[LogEntry], first: date, last: date) -> Sequence[LogEntry]:
    """Of entries in the order of their days, those from one day to another, both counted."""
    begin = bisect_left(found, first, key=lambda entry: entry.on)
    return found[begin : bisect_right(found, last, lo=begin, key=lambda entry: entry.on)]


def weeks_spent(journey: Journey, spent: Sequence[LogEntry], today: date) -> tuple[WeekSpent, ...]:
    """Every week that is over, in order, empty stretches between two weeks included.

    A user who was away has no weeks for that time; each whole seven days of it count as a week in which nothing was
    planned and whatever was logged was logged, since leaving them out would make the pace look better than it was.
    """
    weeks = sorted(journey.weeks.values(), key=lambda week: number_of(week.id))
    found: list[WeekSpent] = []
    for n, week in enumerate(weeks):
        following = weeks[n + 1].start if n + 1 < len(weeks) else None
        last = min(week.end, following - timedelta(days=1)) if following else week.end
        if last >= today:
            break
        if (last - week.start).days >= 6:  # one cut short by the user's planning anew is no full week
            found.append(_spent(week, week.start, last, spent, week.minutes_planned))
        away = last + timedelta(days=1)
        until = following or today
        while away + timedelta(days=7) <= until:
            found.append(_spent(week, away, away + timedelta(days=6), spent, 0))
            away += timedelta(days=7)
    return tuple(found)


def _spent(week: Week, first: date, last: date, spent: Sequence[LogEntry], planned: int) -> WeekSpent:
    return WeekSpent(week, planned, week.hours_per_week, minutes_of(between(spent, first, last)))
