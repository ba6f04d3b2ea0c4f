"""Where the time went: the log, and ticks from before there was one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mentor.journey import Journey
from mentor.journey.records import Action, Week
from mentor.journey.snapshot import number_of
from mentor.journey.time import LogEntry, LogKind

KIND_OF_ACTION: Mapping[str, LogKind] = {
    "audit": "practise",
    "project": "build",
    "public": "publish",
    "design": "practise",
    "people": "people",
    "learn": "learn",
    "practise": "practise",
    "search": "apply",
    "recover": "build",
}
"""What an action's time counts as."""


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


def stands_for(action: Action) -> LogEntry | None:
    """The entry a tick stands for where the log does not hold it: one from before there was a log."""
    if action.done is None or action.logged or action.minutes < 1:
        return None
    kind = KIND_OF_ACTION.get(action.kind, "build")
    minutes = min(action.minutes, 24 * 60)
    return LogEntry(action.id, action.done, minutes, kind, action.title, action.task, action.project, action=action.id)


def entries(journey: Journey) -> tuple[LogEntry, ...]:
    """All time spent, oldest day first. It makes every entry and action, so ask once and hand it on."""
    ticked = (stands_for(action) for action in journey.actions.values() if action.id not in journey.log)
    found = [*journey.log.values(), *(entry for entry in ticked if entry is not None)]
    return tuple(sorted(found, key=lambda entry: (entry.on, entry.id)))


def minutes_in(journey: Journey, week: Week) -> int:
    """Minutes logged in a week's days, rest left out, without making more actions than its own."""
    ticked = [stands_for(action) for action in journey.actions_of(week) if action.id not in journey.log]
    found = [*journey.log.values(), *(entry for entry in ticked if entry is not None)]
    return minutes_of(entry for entry in found if week.start <= entry.on <= week.end)


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
