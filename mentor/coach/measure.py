"""What the user's own weeks say: how much of a plan gets logged, and what cards took against what was counted on.

Both begin at the prior and move towards the user's own figures as these grow in number (shrinkage), so that three bad
days are no trend and forty weeks are no accident.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mentor.coach.hours import effective_hours
from mentor.coach.spent import WeekSpent, minutes_of, weeks_spent
from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.time import LogEntry


@dataclass(frozen=True)
class Effort:
    """What finished cards took against the hours that the forecast counts for them.

    Attributes:
        factor: Hours taken per hour counted, shrunk towards 1.
        centre: Its logarithm.
        spread: Standard deviation of that logarithm.
        cards: Finished cards it rests on.
    """

    factor: float
    centre: float
    spread: float
    cards: int


@dataclass(frozen=True)
class Measure:
    """What was measured.

    Attributes:
        weeks: The full weeks, oldest first.
        adherence: Share of the hours that count which gets logged: the prior until enough weeks are over.
        logged: The same of each single week, with the weeks of the prior behind them; empty while the prior holds.
        effort: What the cards took.
    """

    weeks: tuple[WeekSpent, ...]
    adherence: float
    logged: tuple[float, ...]
    effort: Effort

    @property
    def measured(self) -> bool:
        """Whether the user's own weeks count already."""
        return bool(self.logged)


def measure(content: Content, journey: Journey, allowed: Mapping[str, float], today: date) -> Measure:
    """What a journey's weeks and cards say today.

    Args:
        content: Priors and limits.
        journey: The record.
        allowed: Hours that the forecast counts for an hour of a phase's cards, by phase (`Ahead.allowed`).
        today: The day.
    """
    spent = journey.spent
    weeks = _breaks_cut(content, weeks_spent(journey, spent, today))
    logged = logged_shares(content, [(week.hours, week.stated) for week in weeks])
    ratios = _ratios(content, journey, allowed, spent)
    return Measure(weeks, adherence(content, logged), logged, effort(content, ratios))


def _breaks_cut(content: Content, weeks: Sequence[WeekSpent]) -> tuple[WeekSpent, ...]:
    """The weeks, of each break without a plan only the first few: more of them would make one break the pace."""
    most = content.number("break_weeks")
    kept, gone = [], 0
    for week in weeks:
        gone = 0 if week.planned else gone + 1
        if gone <= most:
            kept.append(week)
    return tuple(kept)


def logged_shares(content: Content, weeks: Iterable[tuple[float, float]]) -> tuple[float, ...]:
    """Each week's logged hours against the stated ones, then the weeks of the prior; empty before the third week.

    Args:
        content: For the prior and the bends of long weeks.
        weeks: Hours logged and hours stated, week by week, empty weeks included.
    """
    own = [effective_hours(content, hours) / effective_hours(content, stated) for hours, stated in weeks]
    if len(own) < content.number("measured_from"):
        return ()
    return (*own, *[content.number("adherence")] * int(content.number("prior_weeks")))


def adherence(content: Content, logged: Sequence[float]) -> float:
    """Share of the plan that gets logged: the mean of the weeks, those of the prior included."""
    return sum(logged) / len(logged) if logged else content.number("adherence")


def effort(content: Content, ratios: Sequence[float]) -> Effort:
    """Hours taken per hour estimated, from finished cards (normal shrinkage on the logarithm).

    Args:
        content: For the spread between people and that from card to card.
        ratios: Hours taken over hours estimated, one for each finished card.
    """
    person, card = content.number("spread_person"), content.number("spread_card")
    count = len(ratios)
    if not count:
        return Effort(1.0, 0.0, person, 0)
    own = person**2 / (person**2 + card**2 / count)
    centre = own * sum(math.log(ratio) for ratio in ratios) / count
    return Effort(math.exp(centre), centre, math.sqrt(1 / (1 / person**2 + count / card**2)), count)


def _ratios(content: Content, journey: Journey, allowed: Mapping[str, float], spent: Iterable[LogEntry]) -> list[float]:
    """Hours taken over those the forecast counts, of every finished card on which time was logged."""
    by_card: dict[str, list[LogEntry]] = {}
    for entry in spent:
        if entry.task:
            by_card.setdefault(entry.task, []).append(entry)
    least, most = content.values("effort_limits")
    ratios = []
    for key, found in by_card.items():
        state, task = journey.tasks.get(key), content.tasks.get(key)
        if state is None or state.state != "done" or task is None or task.hours < content.number("least_estimate"):
            continue
        ratio = minutes_of(found) / 60 / task.hours
        # A card ticked after a quarter of an hour was mostly done before, or its time was not logged to it. It says
        # nothing of this person's hours, and counting it would make the forecast faster for a poor log.
        if ratio >= least:
            ratios.append(min(ratio / allowed.get(task.phase, 1.0), most))
    return ratios
