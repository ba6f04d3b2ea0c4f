"""The seven-day list: five actions costed to the hours, each with the gap, the rule and the guides behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from mentor.coach.drafts import to_action
from mentor.coach.first_week import first_week
from mentor.coach.later_week import later_week
from mentor.coach.plan import Plan
from mentor.coach.portfolio import active_project
from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.records import Action, Week


@dataclass(frozen=True)
class Proposed:
    """A week nobody has accepted yet.

    Attributes:
        dropped: Titles of open actions that are let go: carried twice already, over the limit, or without room.
    """

    week: Week
    actions: tuple[Action, ...]
    dropped: tuple[str, ...] = ()


def propose_week(content: Content, journey: Journey, plan: Plan, today: date) -> Proposed:
    """The next week from today: the guide's first seven days for a new journey, later weeks by the board.

    Raises:
        ValueError: There is no profile yet.
    """
    if journey.profile is None:
        raise ValueError("a profile is needed")
    last = journey.week
    if last is None:
        drafts, dropped = first_week(content, journey, plan), tuple[str, ...]()
    else:
        drafts, dropped = later_week(content, journey, plan, last)
    number = last.number + 1 if last else 1
    project = active_project(journey)
    actions = [
        to_action(content, draft, f"w{number}", today, project.id if project and draft.kind == "project" else "")
        for draft in drafts
    ]
    actions = [
        replace(action, id=f"w{number}.{n}")
        for n, action in enumerate(sorted(actions, key=lambda action: action.day), 1)
    ]
    week = Week(
        id=f"w{number}",
        number=number,
        start=today,
        end=today + timedelta(days=6),
        minutes_planned=sum(action.minutes for action in actions),
        hours_per_week=journey.profile.hours_per_week,
        headline=headline_line(plan),
    )
    return Proposed(week, tuple(actions), dropped)


def headline_line(plan: Plan) -> str:
    """The range and its guides, and the forecast, in one line that is stored with the week."""
    low, high = plan.headline.months
    guides = " ".join(plan.headline.sources)
    return (
        f"Guides: {low}-{high} months, plan on {plan.headline.plan_on} ({guides}). "
        f"At {plan.forecast.hours_per_week:g} h a week (computed): likely {plan.shown.likely:%b %Y}, "
        f"plan on {plan.shown.plan_on:%b %Y}."
    )
