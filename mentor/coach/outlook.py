"""The forecast as it is shown: its days on one axis with the guides' range, and its figures in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mentor.coach.forecast import add_months
from mentor.coach.hours import effective_hours, months
from mentor.coach.plan import Plan
from mentor.coach.review import Change
from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.records import Profile
from mentor.text import counted

HONESTY = (
    "The hours of the phases and the shares of each starting point were set so that 15 planned hours a week land in "
    "the guides' ranges. That the two agree is calibration, not validation: only your own weeks can confirm it, and "
    "from the third full one on they replace what was assumed."
)
"""What may not be concluded from the agreement with the guides."""


@dataclass(frozen=True)
class Outlook:
    """The days of a plan, to be drawn on one axis.

    Attributes:
        guides: First and last day of the guides' range, the months already spent counted.
        low, high: Days before which one and nine of ten runs end.
        likely, plan_on: The two days as shown.
        likely_months, plan_on_months: How far off they are, in halves.
        floor: The day no guide supports going under; None once it is past.
        ready: Day by which each open phase is behind, likely and to plan on.
    """

    today: date
    guides: tuple[date, date]
    low: date
    high: date
    likely: date
    plan_on: date
    likely_months: float
    plan_on_months: float
    floor: date | None
    ready: Mapping[str, tuple[date, date]]


def outlook(content: Content, profile: Profile, plan: Plan, today: date) -> Outlook:
    """The days of a plan of today."""
    cast, shown = plan.forecast, plan.shown
    weeks = content.number("weeks_per_month")

    def after(ahead: float) -> date:
        return today + timedelta(days=round(ahead * weeks * 7))

    def months_to(day: date) -> float:
        return max(cast.floor, months_away(content, day, today))

    return Outlook(
        today=today,
        guides=guides_days(content, profile, plan.headline.months),
        low=after(cast.p10),
        high=max(after(cast.p90), shown.plan_on),
        likely=shown.likely,
        plan_on=shown.plan_on,
        likely_months=cast.p50 if shown.likely == cast.likely else months_to(shown.likely),
        plan_on_months=cast.p80 if shown.plan_on == cast.plan_on else months_to(shown.plan_on),
        floor=after(cast.floor) if cast.floor else None,
        ready=ready_days(plan),
    )


def guides_days(content: Content, profile: Profile, range_: tuple[int, int]) -> tuple[date, date]:
    """First and last day of the guides' range of months for a profile.

    It counts what was studied before the first day as spent, as the floor of the forecast does.
    """
    spent = profile.history.months_studying * content.number("weeks_per_month") * 7
    begun = profile.since - timedelta(days=round(spent))
    return add_months(begun, range_[0]), add_months(begun, range_[1])


def ready_days(plan: Plan) -> dict[str, tuple[date, date]]:
    """Day by which each open phase is behind, likely and to plan on; those of P7 are the two days as shown.

    A phase whose cards are all done has none: its gate is all that is left of it.
    """
    shown = (plan.shown.likely, plan.shown.plan_on)
    return {phase: shown if phase == "P7" else days for phase, days in plan.forecast.ready.items()}


# ---------------------------------------------------------------------- days in words


def months_away(content: Content, day: date, today: date) -> float:
    """Months from today to a day, in halves."""
    return round(months(content, (day - today).days / 7) * 2) / 2


def is_near(content: Content, day: date, today: date) -> bool:
    """Whether a day is so near that it is told in weeks."""
    return (day - today).days < content.number("weeks_below") * 7


def away(content: Content, day: date, today: date) -> str:
    """How far off a day is: "3 weeks", and from eight weeks on "4.5 months"."""
    if is_near(content, day, today):
        weeks = max(round((day - today).days / 7), 0)
        return counted(weeks, "week") if weeks else "days"
    far = months_away(content, day, today)
    return f"{far:g} month{'' if far == 1 else 's'}"


def done_by(content: Content, days: tuple[date, date], today: date) -> str:
    """When a phase is done, as in "likely done by March 2027, plan on May 2027"; weeks where it is near."""
    likely, plan_on = days
    if not is_near(content, likely, today):
        if (likely.year, likely.month) == (plan_on.year, plan_on.month):
            return f"likely done by {likely:%B %Y}, the month to plan on as well"
        return f"likely done by {likely:%B %Y}, plan on {plan_on:%B %Y}"
    later = away(content, plan_on, today) if is_near(content, plan_on, today) else f"{plan_on:%B %Y}"
    return f"likely done in {away(content, likely, today)}, plan on {later}"


# ---------------------------------------------------------------------- what moved it


def change_line(change: Change) -> str:
    """What moved the forecast, as a sum: "behind +0.7, pace +1.6, effort +1.7: 14.9 -> 18.9 months"."""
    parts = ", ".join(f"{name} {part:+.1f}" for name, part in change.parts) or "nothing"
    return f"{parts}: {change.before:.1f} -> {change.now:.1f} months"


def change_words(plan: Plan) -> list[tuple[str, str]]:
    """Each part of the change with what it means, in one sentence."""
    change, cast = plan.change, plan.forecast
    if change is None:
        return []
    share, effort = cast.measured.adherence, cast.measured.effort
    later = {
        "behind": "Fewer hours of cards are finished than the first plan held for the time gone by.",
        "hours": f"You have fewer hours a week than then: {cast.hours_per_week:g}.",
        "pace": f"Less of the planned hours gets logged than was assumed: {share:.0%}.",
        "effort": f"Finished cards took more than was counted for them, so the rest counts {effort.factor:.2f} times.",
        "scope": "There is more to do: ratings went down, a phase opened again, or you aim at something else.",
    }
    sooner = {
        "behind": "More hours of cards are finished than the first plan held for the time gone by.",
        "hours": f"You have more hours a week than then: {cast.hours_per_week:g}.",
        "pace": f"More of the planned hours gets logged than was assumed: {share:.0%}.",
        "effort": f"Finished cards took less than was counted for them, so the rest counts {effort.factor:.2f} times.",
        "scope": "There is less to do: ratings went up, a phase was closed or skipped, or you aim at something else.",
    }
    return [(name, (later if part > 0 else sooner)[name]) for name, part in change.parts]


def held_words(content: Content, plan: Plan, today: date) -> str:
    """Since when the dates are shown, and today's own forecast where it is another by the month."""
    shown, cast = plan.shown, plan.forecast
    if shown.since is None:
        return ""
    since = f"Shown since {_day(shown.since)}." if shown.since < today else "Shown since today."
    own = f"{cast.likely:%B %Y} and {cast.plan_on:%B %Y}"
    if not shown.held or own == f"{shown.likely:%B %Y} and {shown.plan_on:%B %Y}":
        return since
    weeks, least = content.number("hold_days") / 7, content.number("measured_from")
    return (
        f"{since} Today's own forecast is {own}. The dates follow once the likely one has moved by more than "
        f"{weeks:g} weeks and {least:g} full weeks are measured: one bad week is no new plan."
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


# ---------------------------------------------------------------------- the user's own date


def chance_words(chance: float) -> str:
    """A probability (0-1) in words and as a number, as in "unlikely, 23%"."""
    words = ("hardly", "unlikely", "less likely than not", "more likely than not", "likely", "very likely")
    limits = (0.1, 0.3, 0.5, 0.7, 0.9)
    return f"{words[sum(chance >= limit for limit in limits)]}, {percent(chance)}"


def percent(chance: float) -> str:
    """A probability in per cent; neither none nor all of them, which no forecast can know."""
    return "under 1%" if chance < 0.01 else "over 99%" if chance > 0.99 else f"{chance:.0%}"


def aim_words(plan: Plan, today: date) -> str:
    """How likely an offer by the user's own date is; empty without one."""
    aim = plan.forecast.aim
    if aim is None:
        return ""
    if aim.day < today:
        return f"{_day(aim.day)} has passed. Another date is set in the profile."
    return f"An offer by {_day(aim.day)}: {chance_words(aim.chance)} of the imagined runs."


# ---------------------------------------------------------------------- what it rests on


def rests_on(content: Content, plan: Plan) -> list[tuple[str, str]]:
    """The assumptions, each with a label."""
    cast, measured = plan.forecast, plan.forecast.measured
    weekly, count = cast.hours_per_week, effective_hours(content, cast.hours_per_week)
    hours = sum(cast.hours.values())
    basis = (
        "by your rated audit and the cards you finished"
        if cast.from_audit
        else "by the usual share for your starting point, since too little of the audit is rated yet"
    )
    bends = "all of them count" if count == weekly else f"{count:g} of them count: long weeks tire"
    if measured.measured:
        logged = f"{measured.adherence:.0%} of them get logged, measured over {len(measured.weeks)} full weeks, empty "
        logged += f"ones counted, with {content.number('prior_weeks'):g} at the usual {content.number('adherence'):.0%}"
    else:
        done = counted(len(measured.weeks), "full week")
        logged = f"{measured.adherence:.0%} of them get logged: assumed until {content.number('measured_from'):g} full "
        logged += f"weeks are over, {done} so far"
    if measured.effort.cards:
        cards = f"{measured.effort.factor:.2f} times the hours counted for them, from "
        cards += f"{counted(measured.effort.cards, 'card')} that you finished and logged time on"
    else:
        cards = "the hours counted for them: no finished card has time logged on it yet"
    low, usual, high = content.values("search_weeks")
    search = f"{low:g}, {usual:g} or {high:g} weeks from applying to an offer, beside interview practice"
    return [
        ("hours", f"{hours:.0f} h ahead {basis}"),
        ("a week", f"{weekly:g} h as you said, {bends}"),
        ("pace", logged),
        ("effort", f"Cards take {cards}"),
        ("search", f"{search} (a good, a usual and a slow case)"),
        ("runs", f"{content.number('draws'):,.0f} imagined runs, the same ones all day"),
    ]


def guides_line(journey: Journey, plan: Plan, days: Outlook) -> str:
    """The guides' range in months and days, and from when it counts."""
    low, high = plan.headline.months
    assert journey.profile is not None
    studied = journey.profile.history.months_studying
    before = f" and {studied:g} month{'' if studied == 1 else 's'} of study before it" if studied else ""
    return (
        f"The guides say {low}-{high} months ({' '.join(plan.headline.sources)}): {days.guides[0]:%B %Y} to "
        f"{days.guides[1]:%B %Y}, counted from {journey.profile.since:%B %Y}{before}."
    )
