"""The weekly review: what was made of the journey, which dates are shown, and what moved them since the first week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mentor.coach.audit import Audit
from mentor.coach.forecast import Forecast, point_months
from mentor.coach.hours import first_review, months, phase_hours, waived_phases
from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.records import Profile
from mentor.journey.snapshot import number_of
from mentor.journey.time import Review


@dataclass(frozen=True)
class Shown:
    """The two dates that are shown.

    Attributes:
        likely, plan_on: The days.
        since: When they were last moved; None when that is today.
        held: Whether today's own forecast is another, though not by enough to move them.
    """

    likely: date
    plan_on: date
    since: date | None
    held: bool


@dataclass(frozen=True)
class Change:
    """Why the forecast is another than in the first week.

    Attributes:
        on: The day of the first forecast.
        before: Months from that day to an offer, by the point formula of that day.
        now: The same by today's, the time gone by included.
        parts: What moved it, in months, later is positive; the parts add up to the change.
    """

    on: date
    before: float
    now: float
    parts: tuple[tuple[str, float], ...]


def last_review(journey: Journey) -> Review | None:
    """The review of the week accepted last."""
    newest = max(journey.reviews, key=number_of, default=None)
    return None if newest is None else journey.reviews[newest]


def shown_dates(content: Content, journey: Journey, cast: Forecast) -> Shown:
    """The dates to show: those of the last review until the forecast has moved by more than two weeks.

    A forecast that the user changed themselves (other hours, another share rated) is shown at once; so is one that
    moved before three full weeks were measured, when nothing but the day can have moved it.
    """
    last = last_review(journey)
    new = Shown(cast.likely, cast.plan_on, None, held=False)
    if last is None or last.hours_per_week != cast.hours_per_week or last.from_audit != cast.from_audit:
        return new
    enough = len(cast.measured.weeks) >= content.number("measured_from")
    if enough and abs((cast.likely - last.likely).days) > content.number("hold_days"):
        return new
    moved = (cast.likely, cast.plan_on) != (last.likely, last.plan_on)
    return Shown(last.likely, last.plan_on, _since(journey, last), held=moved)


def _since(journey: Journey, last: Review) -> date:
    """The day of the first of the reviews that show these dates in a row."""
    since = last.on
    for key in sorted(journey.reviews, key=number_of, reverse=True):
        review = journey.reviews[key]
        if (review.likely, review.plan_on) != (last.likely, last.plan_on):
            break
        since = review.on
    return since


def make_review(week: str, cast: Forecast, shown: Shown, report: Audit, today: date) -> Review:
    """What to keep of today, under a week's id."""
    return Review(
        id=week,
        on=today,
        p10=cast.p10,
        p50=cast.p50,
        p80=cast.p80,
        p90=cast.p90,
        floor=cast.floor,
        point=round(cast.point, 3),
        hours_per_week=cast.hours_per_week,
        adherence=round(cast.measured.adherence, 4),
        effort=round(cast.measured.effort.factor, 4),
        weeks=len(cast.measured.weeks),
        likely=shown.likely,
        plan_on=shown.plan_on,
        from_audit=cast.from_audit,
        readiness=round(report.readiness, 3),
        hours={phase: round(hours, 2) for phase, hours in cast.hours.items()},
        ahead={phase: round(share, 4) for phase, share in cast.ahead.shares.items()},
        gaps={area: round(one.gap, 2) for area, one in report.areas.items()},
        by_deadline=round(cast.aim.chance, 4) if cast.aim else None,
    )


def explain_change(content: Content, journey: Journey, cast: Forecast, today: date) -> Change | None:
    """What moved the forecast since the first week; None before there is anything to compare.

    One thing after another is set from what it was to what it is, always in this order: where the plan would stand
    had all gone as thought but for the cards not finished (behind), the stated hours, what of them gets logged (pace),
    what cards take (effort), and last what re-rating, skipping or re-targeting added or took off (scope).
    """
    assert journey.profile is not None
    first = first_review(journey, from_audit=cast.from_audit)
    if first is None or first.on >= today:
        return None
    elapsed = months(content, (today - first.on).days / 7)
    planned = _as_planned(content, journey.profile, first, cast)
    weekly, share, effort = first.hours_per_week, first.adherence, first.effort
    now_weekly, now_share, now_effort = cast.hours_per_week, cast.measured.adherence, cast.measured.effort.factor
    steps = [
        ("start", point_months(content, first.hours, weekly, share, effort)[1]),
        ("behind", elapsed + point_months(content, planned, weekly, share, effort)[1]),
        ("hours", elapsed + point_months(content, planned, now_weekly, share, effort)[1]),
        ("pace", elapsed + point_months(content, planned, now_weekly, now_share, effort)[1]),
        ("effort", elapsed + point_months(content, planned, now_weekly, now_share, now_effort)[1]),
        ("scope", elapsed + point_months(content, cast.hours, now_weekly, now_share, now_effort)[1]),
    ]
    return changed(first.on, steps)


def _as_planned(content: Content, profile: Profile, first: Review, cast: Forecast) -> Mapping[str, float]:
    """The hours of the first review less what finished cards have taken off since."""
    waived = waived_phases(content, profile)
    planned = {}
    for phase in content.phases.values():
        key, hours = phase.id, first.hours.get(phase.id, 0.0)
        whole = phase_hours(content, phase, first.ahead.get(key, 0.0), waived=key in waived)
        planned[key] = min(hours, whole * (1 - cast.ahead.done.get(key, 0.0))) if whole else hours
    return planned


def changed(on: date, steps: list[tuple[str, float]]) -> Change:
    """A change from its steps, each the months to an offer after one more thing is set to what it is.

    The parts are rounded so that they add up to the difference of the rounded ends: what is shown is what adds up.
    """
    ends = [round(value, 1) for _, value in steps]
    parts = tuple((name, round(ends[n] - ends[n - 1], 1)) for n, (name, _) in enumerate(steps) if n)
    return Change(on, ends[0], ends[-1], tuple((name, part) for name, part in parts if part))
