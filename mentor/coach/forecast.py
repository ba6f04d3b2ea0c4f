"""Months to an offer, as a range that follows from hours (point formula and draws).

The hours are three-point values per phase; the share of them still ahead comes from the audit, or from the starting
point's prior while too little is rated. No guide gives hours a week, so everything here is the program's own
calculation and is shown beside the guides' range, never instead of it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from mentor.coach.audit import Audit
from mentor.coach.board import phase_done_share
from mentor.coach.levels import share_rated
from mentor.coach.phases import PhaseStep
from mentor.content import Content
from mentor.content.model import Phase
from mentor.journey import Journey
from mentor.journey.records import Profile

LEARNING = ("P0", "P1", "P2", "P3", "P4", "P5", "P6")
"""The phases before the search; P7 runs beside it."""


@dataclass(frozen=True)
class Forecast:
    """Months from today to an offer.

    Attributes:
        p10, p50, p80, p90: Percentiles of the draws, never under `floor`.
        floor: The low end of the guides' range less the months already spent; more hours do not go under it.
        hours: Logged hours still ahead, by phase.
        assumption: What the figures rest on, in a sentence.
    """

    p10: float
    p50: float
    p80: float
    p90: float
    floor: float
    hours_per_week: float
    hours: Mapping[str, float]
    from_audit: bool
    assumption: str


def pert_mean(values: tuple[float, float, float]) -> float:
    """Mean of a three-point estimate: (optimistic + 4 likely + pessimistic) / 6."""
    low, likely, high = values
    return (low + 4 * likely + high) / 6


def phase_hours(content: Content, phase: Phase, ahead: float, *, waived: bool = False) -> float:
    """Logged hours of a phase of which the share `ahead` (0-1) is still to be learned.

    Args:
        content: For the share of the deliverable that always remains.
        phase: The phase.
        ahead: Share of the learning that is left.
        waived: Whether this starting point need not do the gate's project.
    """
    least = content.number("deliver_floor")
    deliver = 0.0 if waived else pert_mean(phase.hours_deliver) * (least + (1 - least) * ahead)
    return pert_mean(phase.hours_learn) * ahead + deliver


def effective_hours(content: Content, hours: float) -> float:
    """Weekly hours that count: full to 20, three quarters to 30, half above."""
    counted, below = 0.0, 0.0
    for limit, share in content.values("hours_bends"):
        counted += max(0.0, min(hours, limit) - below) * share
        below = limit
    return counted


def pace(content: Content, hours: float) -> float:
    """Hours a week that really get logged, by the prior."""
    return effective_hours(content, hours) * content.number("adherence")


def months(content: Content, weeks: float) -> float:
    """Weeks as months."""
    return weeks / content.number("weeks_per_month")


def shares_ahead(content: Content, journey: Journey, report: Audit) -> tuple[dict[str, float], bool]:
    """Share of each phase still to be learned, and whether the audit (not the starting point's prior) says so."""
    assert journey.profile is not None
    if share_rated(content, journey) < content.number("rated_share"):
        prior = content.values("path_prior")[journey.profile.start]
        return dict(zip(content.phases, map(float, prior), strict=True)), False
    least = content.number("remaining_floor")
    return {
        phase.id: max(least, sum(w * _deficit(report, area, phase) for area, w in phase.weights.items()))
        for phase in content.phases.values()
    }, True


def _deficit(report: Audit, area: str, phase: Phase) -> float:
    """The area's deficit against the phase's own target: literacy phases ask for less than the area's."""
    items = report.areas[area].items
    targets = [min(x.target, phase.target) for x in items]
    return sum(max(0.0, t - x.effective) for t, x in zip(targets, items, strict=True)) / sum(targets)


def remaining_hours(
    content: Content, journey: Journey, report: Audit, steps: Mapping[str, PhaseStep]
) -> tuple[dict[str, float], bool]:
    """Logged hours still ahead by phase, and whether they come from the audit. Finished tasks are taken off."""
    ahead, from_audit = shares_ahead(content, journey, report)
    waived = _waived(content, journey.profile)
    hours = {}
    for phase in content.phases.values():
        step = steps[phase.id]
        whole = phase_hours(content, phase, ahead[phase.id], waived=phase.id in waived) if step.open else 0.0
        hours[phase.id] = whole * (1 - phase_done_share(content, journey, phase.id))
    return hours, from_audit


def _waived(content: Content, profile: Profile | None) -> tuple[str, ...]:
    return tuple(content.values("gate_project_waived").get(profile.start if profile else "", ()))


def point_months(content: Content, hours: Mapping[str, float], weekly: float) -> tuple[float, float]:
    """Months to apply-ready and to an offer by the point formula, without spread or floor."""
    speed = pace(content, weekly)
    ready = sum(hours[phase] for phase in LEARNING) / speed
    search = max(pert_mean(tuple(content.values("search_weeks"))), hours["P7"] / speed)
    return months(content, ready), months(content, ready + search)


def forecast(
    content: Content, journey: Journey, report: Audit, steps: Mapping[str, PhaseStep], floor: float, today: date
) -> Forecast:
    """The range for a journey with a profile.

    Args:
        content: Hours, priors and spreads.
        journey: The record.
        report: The audit of today.
        steps: The phases of today.
        floor: Months under which no guide supports any plan, from the journey's first day.
        today: The day; with the journey's first day it seeds the draws, so that one day always gives one answer.
    """
    assert journey.profile is not None
    profile = journey.profile
    hours, from_audit = remaining_hours(content, journey, report, steps)
    spent = months(content, (today - profile.since).days / 7) + profile.history.months_studying
    # Up to the next half, as the percentiles are given in halves: rounding must not take one under it.
    left = math.ceil(max(0.0, floor - spent) * 2) / 2
    seed = f"{profile.since.isoformat()} {today.isoformat()}"
    drawn = sorted(draw_months(content, hours, profile.hours_per_week, seed))
    at = [max(left, _half(_percentile(drawn, q))) for q in (0.10, 0.50, 0.80, 0.90)]
    basis = "the rated audit" if from_audit else "the usual share for your starting point (too little is rated yet)"
    return Forecast(
        p10=at[0],
        p50=at[1],
        p80=at[2],
        p90=at[3],
        floor=left,
        hours_per_week=profile.hours_per_week,
        hours=hours,
        from_audit=from_audit,
        assumption=(
            f"{sum(hours.values()):.0f} h ahead by {basis}; {content.number('adherence'):.0%} of the planned "
            f"{profile.hours_per_week:g} h a week get logged; no guide gives hours a week, so this is our calculation"
        ),
    )


def draw_months(content: Content, hours: Mapping[str, float], weekly: float, seed: str) -> list[float]:
    """Months to an offer in each of many imagined runs.

    Each run draws the phases (Beta-PERT), the person, how much of the plan gets logged, and the weeks themselves, some
    of them empty. The mean of the weeks' noise over a run is drawn as one normal, which is close from a dozen weeks on.

    Args:
        content: The spreads and the number of draws.
        hours: Hours ahead by phase.
        weekly: Planned hours a week.
        seed: Same seed, same draws.
    """
    random = Random(seed)
    gauss = random.gauss
    person, logged = content.number("spread_person"), content.number("spread_adherence")
    week_mean, week_spread = _week_noise(content)
    speed = pace(content, weekly)
    search = tuple(content.values("search_weeks"))
    rows = [(_Pert(*_scaled(content.phases[p], hours[p])), p) for p in content.phases if hours[p] > 0]
    seek = _Pert(*search)
    per_month = content.number("weeks_per_month")
    found = []
    for _ in range(int(content.number("draws"))):
        learn = interview = 0.0
        for shape, phase in rows:
            value = shape.draw(random)
            if phase == "P7":
                interview = value
            else:
                learn += value
        # The middle of both spreads is 1: half of all people need more than the usual hours, half log less than usual.
        factor = math.exp(gauss(0, person)) / math.exp(gauss(0, logged)) / speed
        weeks = learn * factor
        if weeks > 0:
            weeks /= max(0.3, gauss(week_mean, week_spread / math.sqrt(max(weeks, 4.0))))
        found.append((weeks + max(seek.draw(random), interview * factor)) / per_month)
    return found


def _week_noise(content: Content) -> tuple[float, float]:
    """Mean and spread of one week's log against an ordinary week, empty weeks included."""
    s, zero = content.number("spread_week"), content.number("zero_weeks")
    # Ordinary weeks are scaled so that the mean over all weeks stays 1: adherence already counts the empty ones.
    second = math.exp(s * s) / (1 - zero)
    return 1.0, math.sqrt(second - 1)


def _scaled(phase: Phase, hours: float) -> tuple[float, float, float]:
    """The phase's three-point estimate scaled to a mean of `hours`."""
    whole = [learn + deliver for learn, deliver in zip(phase.hours_learn, phase.hours_deliver, strict=True)]
    factor = hours / ((whole[0] + 4 * whole[1] + whole[2]) / 6)
    return whole[0] * factor, whole[1] * factor, whole[2] * factor


class _Pert:
    """A Beta-PERT distribution over optimistic, likely, pessimistic."""

    def __init__(self, low: float, likely: float, high: float) -> None:
        self.low, self.width = low, high - low
        self.alpha = 1 + 4 * (likely - low) / self.width
        self.beta = 1 + 4 * (high - likely) / self.width

    def draw(self, random: Random) -> float:
        return self.low + self.width * random.betavariate(self.alpha, self.beta)


def _percentile(ordered: list[float], q: float) -> float:
    position = q * (len(ordered) - 1)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def _half(value: float) -> float:
    """Rounded to half a month: finer would be a claim nobody can make."""
    return round(value * 2) / 2
