"""Months to an offer, as a range that follows from hours and is measured again every week.

The hours are three-point values per phase; the share of them still ahead comes from the audit, or from the starting
point's prior while too little is rated. From the third full week on the user's own pace enters, from the first finished
card what cards took. No guide gives hours a week, so everything here is the program's own calculation and is shown
beside the guides' range, never instead of it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from mentor.coach.audit import Audit
from mentor.coach.draws import Draws, percentile
from mentor.coach.hours import LEARNING, Ahead, effective_hours, hours_ahead, months, pert_mean
from mentor.coach.measure import Measure, measure
from mentor.coach.phases import PhaseStep
from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.records import Profile

LeverId = Literal["hours", "scope", "date"]
_SHARES = (0.10, 0.50, 0.80, 0.90)


@dataclass(frozen=True)
class Lever:
    """One way to make a date more likely.

    Attributes:
        text: What to change.
        chance: Probability of an offer by the date with it, 0-1.
    """

    id: LeverId
    text: str
    chance: float


@dataclass(frozen=True)
class Aim:
    """The date the user wants an offer by.

    Attributes:
        chance: Probability of an offer by then, 0-1.
        levers: What would make it more likely; empty while the chance is even or better.
    """

    day: date
    chance: float
    levers: tuple[Lever, ...]


@dataclass(frozen=True)
class Forecast:
    """Months from today to an offer.

    Attributes:
        p10, p50, p80, p90: Percentiles of the draws, in halves, never under `floor`.
        floor: The low end of the guides' range less the months already spent; more hours do not go under it.
        likely, plan_on: The days of the p50 and the p80.
        point: The same by the point formula, without spread or floor.
        ready: Day by which each open phase is behind, likely and to plan on; P7 stands for the offer.
        assumption: What the figures rest on, in a sentence.
        aim: The user's own date, where there is one.
    """

    p10: float
    p50: float
    p80: float
    p90: float
    floor: float
    likely: date
    plan_on: date
    point: float
    hours_per_week: float
    ahead: Ahead
    measured: Measure
    ready: Mapping[str, tuple[date, date]]
    assumption: str
    aim: Aim | None = None

    @property
    def hours(self) -> Mapping[str, float]:
        """Logged hours still ahead, by phase."""
        return self.ahead.hours

    @property
    def from_audit(self) -> bool:
        """Whether they come from the rated audit."""
        return self.ahead.from_audit


def point_months(
    content: Content, hours: Mapping[str, float], weekly: float, adherence: float | None = None, effort: float = 1.0
) -> tuple[float, float]:
    """Months to apply-ready and to an offer by the point formula, without spread or floor.

    Args:
        content: The bends of long weeks and the weeks of the search.
        hours: Hours ahead by phase.
        weekly: Stated hours a week.
        adherence: Share of them that gets logged; the prior unless given.
        effort: Hours taken per hour estimated.
    """
    share = content.number("adherence") if adherence is None else adherence
    speed = effective_hours(content, weekly) * max(share, content.number("pace_floor"))
    ready = sum(hours[phase] for phase in LEARNING) * effort / speed
    search = max(pert_mean(tuple(content.values("search_weeks"))), hours["P7"] * effort / speed)
    longest = content.number("longest_months")
    return min(months(content, ready), longest), min(months(content, ready + search), longest)


def forecast(
    content: Content, journey: Journey, report: Audit, steps: Mapping[str, PhaseStep], floor: float, today: date
) -> Forecast:
    """The range for a journey with a profile.

    Args:
        content: Hours, priors and spreads.
        journey: The record.
        report: The audit of today.
        steps: The phases of today, in this person's order.
        floor: Months under which no guide supports any plan, from the journey's first day.
        today: The day; with the journey's first day it seeds the draws, so that one day always gives one answer.
    """
    assert journey.profile is not None
    profile, ahead = journey.profile, hours_ahead(content, journey, report, steps)
    measured = measure(content, journey, ahead.allowed, today)
    spent = months(content, (today - profile.since).days / 7) + profile.history.months_studying
    left = max(0.0, floor - spent)
    seed = f"{profile.since.isoformat()} {today.isoformat()}"
    runs = _Runs(content, Draws(content, ahead.hours, tuple(steps), measured, seed), profile, left, today)
    # Up to the next half, as the percentiles are given in halves: rounding must not take one under it.
    least = math.ceil(left * 2) / 2
    at = [max(least, _half(percentile(runs.offers, share))) for share in _SHARES]
    point = point_months(content, ahead.hours, profile.hours_per_week, measured.adherence, measured.effort.factor)[1]
    likely, plan_on = (runs.day(percentile(runs.offers, share)) for share in (0.50, 0.80))
    return Forecast(
        p10=at[0],
        p50=at[1],
        p80=at[2],
        p90=at[3],
        floor=least,
        likely=likely,
        plan_on=plan_on,
        point=point,
        hours_per_week=profile.hours_per_week,
        ahead=ahead,
        measured=measured,
        ready={**runs.ready(), **({"P7": (likely, plan_on)} if steps["P7"].open else {})},
        assumption=_assumption(profile, ahead, measured),
        aim=runs.aim(),
    )


class _Runs:
    """The draws of one forecast, read for one person."""

    def __init__(self, content: Content, draws: Draws, profile: Profile, left: float, today: date) -> None:
        self._content, self._draws, self._profile, self._left, self._today = content, draws, profile, left, today
        self._weekly = effective_hours(content, profile.hours_per_week)

    @cached_property
    def offers(self) -> list[float]:
        """Months to an offer, sorted, none under the floor."""
        return self._sorted(self._draws.months(self._weekly))

    def _sorted(self, values: list[float]) -> list[float]:
        return sorted(max(self._left, value) for value in values)

    def day(self, ahead: float) -> date:
        """The day that lies so many months ahead."""
        return self._today + timedelta(days=round(ahead * self._content.number("weeks_per_month") * 7))

    def ready(self) -> dict[str, tuple[date, date]]:
        """Likely and plan-on day of the end of each phase before the search."""
        ends = self._draws.phase_ends(self._weekly)
        return {phase: (self.day(percentile(at, 0.50)), self.day(percentile(at, 0.80))) for phase, at in ends.items()}

    def aim(self) -> Aim | None:
        """The user's own date, its chance, and what would raise it."""
        wanted = self._profile.deadline_months
        if wanted is None:
            return None
        day = add_months(self._profile.since, wanted)
        months_left = months(self._content, (day - self._today).days / 7)
        chance = _share_by(self.offers, months_left)
        levers = () if chance >= 0.5 else tuple(self._levers(months_left))
        return Aim(day, chance, levers)

    def _levers(self, months_left: float) -> list[Lever]:
        content, hours = self._content, self._profile.hours_per_week
        found = []
        more = min(hours + content.values("lever_hours")["more"], content.values("lever_hours")["most"])
        if more > hours:
            offers = self._sorted(self._draws.months(effective_hours(content, more)))
            text = f"{more:g} h a week instead of {hours:g}"
            found.append(Lever("hours", text, _share_by(offers, months_left)))
        kind = "software" if self._profile.start in content.values("lever_scope")["software_starts"] else "others"
        scope: dict[str, float] = content.values("lever_scope")[kind]
        offers = self._sorted(self._draws.months(self._weekly, scope))
        found.append(Lever("scope", _SCOPE[kind], _share_by(offers, months_left)))
        later = self.day(percentile(self.offers, 0.80))
        found.append(Lever("date", f"{later:%B %Y} as the date", _share_by(self.offers, self._months_to(later))))
        return found

    def _months_to(self, day: date) -> float:
        return months(self._content, (day - self._today).days / 7)


_SCOPE = {
    "software": "platform and infrastructure roles first: half of P1 and P3, no P4, a small P6",
    "others": "less breadth: P4 as literacy only, one deep area in P6",
}


def add_months(day: date, count: int) -> date:
    """The same day so many months later; the last of a shorter month."""
    position = day.month - 1 + count
    year, month = day.year + position // 12, position % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def _assumption(profile: Profile, ahead: Ahead, measured: Measure) -> str:
    basis = (
        "the rated audit" if ahead.from_audit else "the usual share for your starting point (too little is rated yet)"
    )
    hours = f"{sum(ahead.hours.values()):.0f} h ahead by {basis}"
    if measured.measured:
        logged = f"you log {measured.adherence:.0%} of the planned {profile.hours_per_week:g} h a week"
        logged += f" ({len(measured.weeks)} full weeks, empty ones counted)"
    else:
        logged = f"{measured.adherence:.0%} of the planned {profile.hours_per_week:g} h a week get logged"
    cards = measured.effort
    took = (
        f"; your cards take {cards.factor:.2f} x what is counted for them ({cards.cards} finished)"
        if cards.cards
        else ""
    )
    return f"{hours}; {logged}{took}; no guide gives hours a week, so this is our calculation"


def _share_by(ordered: list[float], limit: float) -> float:
    return sum(value <= limit for value in ordered) / len(ordered)


def _half(value: float) -> float:
    """Rounded to half a month: finer would be a claim nobody can make."""
    return round(value * 2) / 2
