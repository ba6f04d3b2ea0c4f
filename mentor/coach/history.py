"""What the record says when one looks back: hours by week and kind, days, gaps and forecasts over time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from mentor.coach.forecast import add_months
from mentor.journey import Journey
from mentor.journey.snapshot import number_of
from mentor.journey.time import KINDS, LogEntry, Review
from mentor.text import counted

WEEK = timedelta(days=7)
_ID = re.compile(r"[a-z]\d+(?:\.\d+)?")
"""What reads like an id of ours; such a word must match whole, or w1 would find w12."""


@dataclass(frozen=True)
class WeekHours:
    """One row of the hours: an accepted week, or a stretch without one.

    Attributes:
        id: The week's; empty for a stretch without one.
        first, last: Its days, both counted.
        planned: Minutes that were accepted.
        minutes: Minutes logged, by kind.
        running: Whether today lies in it.
        weeks: Weeks that stand in this row: several where nobody planned or logged anything.
    """

    id: str
    first: date
    last: date
    planned: int
    minutes: Mapping[str, int]
    running: bool = False
    weeks: int = 1

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return self.id or self.first.isoformat()

    @property
    def worked(self) -> int:
        """Minutes of work: all but rest."""
        return worked(self.minutes)


@dataclass(frozen=True)
class MonthMix:
    """A month's hours.

    Attributes:
        month: Its first day.
        minutes: Minutes logged, by kind.
        days: Days with work.
    """

    month: date
    minutes: Mapping[str, int]
    days: int

    @property
    def worked(self) -> int:
        """Minutes of work: all but rest."""
        return worked(self.minutes)

    @property
    def last(self) -> date:
        """Its last day."""
        return add_months(self.month, 1) - timedelta(days=1)

    @property
    def learn_share(self) -> float:
        """Learning as a share of the work, 0-1."""
        return self.minutes["learn"] / self.worked if self.worked else 0.0

    @property
    def ratio(self) -> str:
        """Learning to building in words, as in "1 to 2.5"."""
        learn, build = self.minutes["learn"], self.minutes["build"]
        if not learn or not build:
            return "no learning" if build else "no building" if learn else "neither"
        return f"1 to {build / learn:.2g}" if build >= learn else f"{learn / build:.2g} to 1"


@dataclass(frozen=True)
class GapLine:
    """The gap of one area at each review that has it, oldest first."""

    area: str
    values: tuple[float, ...]

    @property
    def change(self) -> float:
        """Now less first; under 0 when it closes."""
        return self.values[-1] - self.values[0]

    @property
    def word(self) -> str:
        """Which way it went, as far as one decimal shows."""
        if len(self.values) < 2:
            return "once"
        rounded = round(self.values[-1], 1) - round(self.values[0], 1)
        return "falling" if rounded < -0.05 else "rising" if rounded > 0.05 else "same"


@dataclass(frozen=True)
class Held:
    """What became of an earlier forecast."""

    then: Review
    now: Review

    @property
    def months(self) -> int:
        """Months by which the likely month moved; over 0 when it is later now."""
        old, new = self.then.likely, self.now.likely
        return (new.year - old.year) * 12 + new.month - old.month

    @property
    def holds(self) -> bool:
        """Whether the present likely day is no later than the day to plan on that was given then."""
        return self.now.likely <= self.then.plan_on

    @property
    def sentence(self) -> str:
        """What it said, what is said now, whether it held."""
        then, now = self.then, self.now
        said = f"In week {number_of(then.id)} the plan said {then.likely:%B %Y}, plan on {then.plan_on:%B %Y}"
        if not self.months:
            return f"{said}; now still {now.likely:%B %Y}: it held."
        far = counted(abs(self.months), "month")
        if self.months < 0:
            return f"{said}; now {now.likely:%B %Y}: {far} earlier."
        if self.holds:
            return f"{said}; now {now.likely:%B %Y}: it held to within {far}."
        return f"{said}; now {now.likely:%B %Y}: {far} later, past what it said to plan on. It did not hold."


@dataclass(frozen=True)
class History:
    """Everything the Journal shows.

    Attributes:
        entries: All time spent, newest first.
        weeks: Newest first.
        months: Newest first, those with an entry only.
        days: Minutes of work by day; 0 on a day of rest alone.
        reviews: Oldest first.
        gaps: The widest present gap first.
    """

    entries: tuple[LogEntry, ...] = ()
    weeks: tuple[WeekHours, ...] = ()
    months: tuple[MonthMix, ...] = ()
    days: Mapping[date, int] = field(default_factory=dict)
    reviews: tuple[Review, ...] = ()
    gaps: tuple[GapLine, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that occur at all, in their usual order."""
        return tuple(kind for kind in KINDS if any(month.minutes[kind] for month in self.months))

    @property
    def minutes(self) -> Mapping[str, int]:
        """All minutes, by kind."""
        return {kind: sum(month.minutes[kind] for month in self.months) for kind in KINDS}

    @property
    def held(self) -> tuple[Held, ...]:
        """Every earlier forecast beside the newest one, oldest first."""
        return tuple(Held(review, self.reviews[-1]) for review in self.reviews[:-1])


def look_back(journey: Journey, today: date) -> History:
    """The whole history of a journey."""
    spent = journey.spent
    return History(
        entries=spent[::-1],
        weeks=hours_by_week(journey, spent, today),
        months=hours_by_month(spent),
        days=minutes_by_day(spent),
        reviews=_reviews(journey),
        gaps=gaps_over_time(journey),
    )


def verdict(history: History) -> tuple[str, ...]:
    """Whether earlier forecasts held, in sentences, the most telling one first; empty without any forecast."""
    if not history.reviews:
        return ()
    now, held = history.reviews[-1], history.held
    if not held:
        return (
            f"One forecast so far, in week {number_of(now.id)}: likely {now.likely:%B %Y}, plan on "
            f"{now.plan_on:%B %Y}. Whether it holds shows from the second week on.",
        )
    said = [held[0].sentence]
    if len(held) > 1:
        good = sum(one.holds for one in held)
        said.append(
            f"Of {len(held)} earlier forecasts {good} hold: the day likely now is no later than the one they said to "
            "plan on."
        )
    # Before enough weeks are over this is what most people get logged, so it is no statement about the user.
    last = f"The newest counts on {now.adherence:.0%} of the planned hours"
    last += f", and on {now.effort:.2g} x the hours counted for a card" if round(now.effort, 1) != 1 else ""
    last += f" ({counted(now.weeks, 'full week')} measured)."
    if now.by_deadline is not None:
        before = held[0].then.by_deadline
        was = f" (week {number_of(held[0].then.id)}: {before:.0%})" if before is not None else ""
        last += f" An offer by your own date: {now.by_deadline:.0%}{was}."
    return (*said, last)


def worked(minutes: Mapping[str, int]) -> int:
    """Minutes of work among minutes by kind: all but rest."""
    return sum(spent for kind, spent in minutes.items() if kind != "rest")


def hours_by_week(journey: Journey, spent: Sequence[LogEntry], today: date) -> tuple[WeekHours, ...]:
    """Hours by week and kind, newest first. Every entry counts once, so the rows add up to the log.

    Time outside every accepted week stands in stretches of seven days; those with nothing in them are one row.

    Args:
        journey: For its weeks.
        spent: All entries, oldest first.
        today: The last day, unless an entry or a week is later.
    """
    starts = _starts(journey, spent, today)
    if not starts:
        return ()
    minutes = [dict.fromkeys(KINDS, 0) for _ in starts]
    firsts = [first for first, _ in starts]
    for entry in spent:
        minutes[bisect_right(firsts, entry.on) - 1][entry.kind] += entry.minutes
    rows: list[WeekHours] = []
    for n, (first, id_) in enumerate(starts):
        last = firsts[n + 1] - timedelta(days=1) if n + 1 < len(firsts) else first + WEEK - timedelta(days=1)
        planned = journey.weeks[id_].minutes_planned if id_ else 0
        row = WeekHours(id_, first, last, planned, minutes[n], first <= today <= last)
        before = rows[-1] if rows else None
        if before and _is_empty(before) and _is_empty(row):
            rows[-1] = replace(before, last=last, running=row.running, weeks=before.weeks + 1)
        else:
            rows.append(row)
    return tuple(reversed(rows))


def _is_empty(row: WeekHours) -> bool:
    return not row.id and not any(row.minutes.values())


def _starts(journey: Journey, spent: Sequence[LogEntry], today: date) -> list[tuple[date, str]]:
    """First day and week id of every row, oldest first."""
    weeks = sorted(journey.weeks.values(), key=lambda week: (week.start, number_of(week.id)))
    if not weeks and not spent:
        return []
    begin = min([week.start for week in weeks[:1]] + [entry.on for entry in spent[:1]])
    until = max([today] + [entry.on for entry in spent[-1:]]) + timedelta(days=1)
    starts: list[tuple[date, str]] = []
    # Stretches before the first week end where it begins, so they are counted back from there.
    day = begin - (begin - weeks[0].start) % WEEK if weeks else begin
    for n, week in enumerate(weeks):
        starts += _stretches(day, week.start)
        starts.append((week.start, week.id))
        following = weeks[n + 1].start if n + 1 < len(weeks) else until
        day = min(week.end + timedelta(days=1), max(following, week.start))
    return starts + list(_stretches(day, until))


def _stretches(first: date, until: date) -> Iterator[tuple[date, str]]:
    while first < until:
        yield first, ""
        first += WEEK


def hours_by_month(spent: Iterable[LogEntry]) -> tuple[MonthMix, ...]:
    """Hours by calendar month and kind, newest first; months without an entry are left out."""
    found: dict[date, dict[str, int]] = {}
    days: dict[date, set[date]] = {}
    for entry in spent:
        month = entry.on.replace(day=1)
        found.setdefault(month, dict.fromkeys(KINDS, 0))[entry.kind] += entry.minutes
        if entry.kind != "rest":
            days.setdefault(month, set()).add(entry.on)
    return tuple(MonthMix(month, found[month], len(days.get(month, ()))) for month in sorted(found, reverse=True))


def minutes_by_day(spent: Iterable[LogEntry]) -> dict[date, int]:
    """Minutes of work on every day that has an entry; 0 on a day of rest alone."""
    found: dict[date, int] = {}
    for entry in spent:
        found[entry.on] = found.get(entry.on, 0) + (entry.minutes if entry.kind != "rest" else 0)
    return found


def gaps_over_time(journey: Journey) -> tuple[GapLine, ...]:
    """The gap of each area at each review, the widest present one first; none where all along there was none."""
    reviews = _reviews(journey)
    if not reviews:
        return ()
    rows = [
        GapLine(area, tuple(review.gaps[area] for review in reviews if area in review.gaps))
        for area in reviews[-1].gaps
    ]
    return tuple(sorted((row for row in rows if any(row.values)), key=lambda row: -row.values[-1]))


def _reviews(journey: Journey) -> tuple[Review, ...]:
    """All reviews, oldest first."""
    return tuple(sorted(journey.reviews.values(), key=lambda review: (review.on, number_of(review.id))))


def words_of(journey: Journey, history: History) -> tuple[str, ...]:
    """What each entry can be found by, in the order of `History.entries`: ids, kind, day, week, every word of it."""
    weeks = history.weeks[::-1]
    firsts = [week.first for week in weeks]
    return tuple(
        _words(journey, entry, weeks[bisect_right(firsts, entry.on) - 1].id if weeks else "")
        for entry in history.entries
    )


def find(words: Sequence[str], query: str) -> list[int]:
    """Positions of the entries that hold every word of a query."""
    found = list(range(len(words)))
    for word in query.casefold().split():
        found = [n for n in found if _holds(words[n], word)]
    return found


def _words(journey: Journey, entry: LogEntry, week: str) -> str:
    """All an entry can be found by, with spaces around so that an id can be looked for whole."""
    project, course = journey.projects.get(entry.project), journey.courses.get(entry.course)
    titles = [project.title if project else "", course.title if course else ""]
    ids = [entry.task, entry.project, entry.action, entry.course, week]
    day = [entry.on.isoformat(), f"{entry.on:%A %B}"]
    return f" {' '.join([entry.kind, entry.note, *titles, *ids, *day])} ".casefold()


def _holds(words: str, word: str) -> bool:
    return f" {word} " in words if _ID.fullmatch(word) else word in words
