"""The first week: the guide's five steps costed to the hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mentor.coach.drafts import Draft, gap_for, rounded, why_of
from mentor.coach.hours import effective_hours
from mentor.coach.plan import Plan
from mentor.coach.templates import fill, pick
from mentor.content import Content
from mentor.journey import Journey

FIRST_KINDS = ("audit", "project", "public", "design", "people")


def first_week(content: Content, journey: Journey, plan: Plan) -> list[Draft]:
    """One action of each of the five kinds."""
    assert journey.profile is not None
    minutes = first_week_minutes(content, journey.profile.hours_per_week)
    drafts = []
    for kind in FIRST_KINDS:
        gap = gap_for(content, plan, kind)
        template = pick(content, journey, plan, kind, "first")
        filled = fill(template, journey.profile, plan, gap)
        drafts.append(Draft(kind, filled, minutes[kind], why_of(content, kind, filled, gap)))
    return drafts


def first_week_minutes(content: Content, hours: float) -> dict[str, int]:
    """Minutes of each of the five kinds for a week of `hours`; they add up to no more than the hours that count.

    Between the costed columns in proportion; under the first and over the last in proportion to that column, where
    hours beyond 20 count less (fatigue).
    """
    table: Mapping[str, list[float]] = content.values("first_week_hours")
    at = table["at"]
    step = content.values("block_minutes")["round"]
    minutes = {kind: rounded(_interpolate(at, table[kind], hours, content) * 60, step) for kind in FIRST_KINDS}
    total = int(min(effective_hours(content, hours), content.number("capacity_limit")) * 60) // step * step
    # Rounding must not plan more than there is; the project, the largest, absorbs it.
    minutes["project"] -= max(0, sum(minutes.values()) - total)
    return minutes


def _interpolate(at: Sequence[float], values: Sequence[float], hours: float, content: Content) -> float:
    if hours <= at[0]:
        return values[0] * hours / at[0]
    if hours >= at[-1]:
        return values[-1] * min(effective_hours(content, hours), content.number("capacity_limit")) / at[-1]
    upper = next(n for n, column in enumerate(at) if hours <= column)
    share = (hours - at[upper - 1]) / (at[upper] - at[upper - 1])
    return values[upper - 1] + share * (values[upper] - values[upper - 1])
