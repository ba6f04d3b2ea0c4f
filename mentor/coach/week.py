"""The seven-day list: five actions costed to the hours, each with the gap, the rule and the guides behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from mentor.coach.drafts import go_on, sittings, to_action
from mentor.coach.first_week import first_week
from mentor.coach.later_week import later_week
from mentor.coach.plan import Plan
from mentor.coach.portfolio import active_project
from mentor.coach.review import make_review
from mentor.coach.rhythm import Rhythm, rhythm
from mentor.coach.spent import minutes_in
from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.records import Action, Block, Week
from mentor.journey.time import Review
from mentor.text import one_line


@dataclass(frozen=True)
class Proposed:
    """A week nobody has accepted yet.

    Attributes:
        review: What is made of the journey today; it is kept with the week.
        rhythm: What the week holds and why; None for the first one, which is the guide's.
        instead_of: The running week it takes the place of, nothing of which is done; None where it comes after.
        dropped: Titles of open actions that are let go: carried twice already, over the limit, or without room.
    """

    week: Week
    actions: tuple[Action, ...]
    review: Review
    rhythm: Rhythm | None = None
    dropped: tuple[str, ...] = ()
    instead_of: Week | None = None


def propose_week(content: Content, journey: Journey, plan: Plan, today: date) -> Proposed:
    """The next week from today: the guide's first seven days for a new journey, later weeks by the board.

    Raises:
        ValueError: There is no profile yet.
    """
    if journey.profile is None:
        raise ValueError("a profile is needed")
    last, pace = journey.week, None
    if last is None:
        drafts, dropped = first_week(content, journey, plan), tuple[str, ...]()
    else:
        pace = rhythm(content, journey, last.number + 1, today)
        drafts, dropped = later_week(content, journey, plan, last, pace, today)
    number = last.number + 1 if last else 1
    project = active_project(journey)
    actions = [
        to_action(content, draft, f"w{number}", today, project.id if project and draft.kind == "project" else "")
        for draft in drafts
    ]
    actions = numbered(content, f"w{number}", actions)
    week = Week(
        id=f"w{number}",
        number=number,
        start=today,
        end=today + timedelta(days=6),
        minutes_planned=sum(action.minutes for action in actions),
        hours_per_week=journey.profile.hours_per_week,
        headline=headline_line(plan),
    )
    review = make_review(week.id, plan.forecast, plan.shown, plan.audit, today)
    return Proposed(week, tuple(actions), review, pace, dropped)


def numbered(content: Content, week: str, actions: Sequence[Action]) -> list[Action]:
    """A week's actions in the order of their days, with their ids, each sitting with the time it begins."""
    ordered = sorted(actions, key=lambda action: action.day)
    free: dict[date, datetime] = {}
    found = []
    for n, action in enumerate(ordered, 1):
        if action.blocks:
            blocks = tuple(replace(block, at=block.at or _begin(content, free, block)) for block in action.blocks)
            at = blocks[0].at
        else:
            blocks, at = (), action.at or _begin(content, free, Block(action.day, action.minutes, ""))
        found.append(replace(action, id=f"{week}.{n}", blocks=blocks, at=at))
    return found


def action_problems(content: Content, action: Action, week: Week) -> list[str]:
    """What keeps an edited action from being part of a week; empty when nothing does."""
    shortest = int(content.values("block_minutes")["shortest"]) // 2
    problems = []
    if not one_line(action.title):
        problems.append("It needs a title: a verb and what comes of it.")
    most = int(content.number("capacity_limit") * 60)
    if not shortest <= action.minutes <= most:
        problems.append(f"{action.minutes} minutes are no action; give {shortest} to {most}.")
    days = {action.day, *(block.day for block in action.blocks)}
    if not all(week.start <= day <= week.end for day in days):
        problems.append(f"Its day must be from {week.start} to {week.end}.")
    try:
        time.fromisoformat(action.at or "00:00")
    except ValueError:
        problems.append(f"{action.at!r} is no time of day; write it as 19:00.")
    return problems


def resized(content: Content, action: Action, minutes: int) -> Action:
    """The action with other minutes; one of several sittings is cut anew, each on its old day and for its old part."""
    if not action.blocks or minutes == action.minutes:
        return replace(action, minutes=minutes)
    parts = sittings(content, max(minutes, 1))
    last = action.blocks[-1]
    more = [replace(last, what=go_on(last.what)) for _ in parts[len(action.blocks) :]]
    old = (*action.blocks, *more)
    blocks = tuple(replace(block, minutes=part) for block, part in zip(old, parts, strict=False))
    return replace(action, minutes=minutes, blocks=blocks if len(blocks) > 1 else ())


def moved(action: Action, day: date, at: str, week: Week) -> Action:
    """The action on another day, its further sittings as many days later, none after the week's last."""
    shift = day - action.day
    if not action.blocks:
        return replace(action, day=day, at=at)
    blocks = [replace(block, day=min(max(block.day + shift, week.start), week.end)) for block in action.blocks]
    blocks[0] = replace(blocks[0], day=day, at=at)
    return replace(action, day=day, at=at, blocks=tuple(blocks))


def edited(content: Content, proposed: Proposed, actions: Sequence[Action]) -> Proposed:
    """A proposal with other actions: numbered anew, its minutes added up anew."""
    new = tuple(numbered(content, proposed.week.id, actions))
    return replace(
        proposed, week=replace(proposed.week, minutes_planned=sum(action.minutes for action in new)), actions=new
    )


def _begin(content: Content, free: dict[date, datetime], sitting: Block) -> str:
    """When a sitting begins: at the usual hour of its day, or when the one before it is over."""
    rule = content.values("start_times")
    usual = time.fromisoformat(rule["weekend" if sitting.day.weekday() >= 5 else "weekday"])
    start = free.get(sitting.day, datetime.combine(sitting.day, usual))
    end = start + timedelta(minutes=sitting.minutes + rule["pause"])
    # A day holds what it holds: past midnight the sittings of a full day begin together.
    free[sitting.day] = end if end.date() == sitting.day else start
    return f"{start:%H:%M}"


@dataclass(frozen=True)
class LookBack:
    """What the week accepted last came to.

    Attributes:
        minutes: Minutes logged in it, rest left out.
        open: Titles of what was not done.
    """

    week: Week
    done: int
    all: int
    planned: int
    minutes: int
    open: tuple[str, ...]


def look_back(journey: Journey) -> LookBack | None:
    """What the last accepted week came to so far; None before there is one."""
    week = journey.week
    if week is None:
        return None
    actions = journey.actions_of(week)
    still_open = tuple(action.title for action in actions if not action.done)
    minutes = minutes_in(journey, week)
    return LookBack(week, len(actions) - len(still_open), len(actions), week.minutes_planned, minutes, still_open)


def headline_line(plan: Plan) -> str:
    """The range and its guides, and the forecast, in one line that is stored with the week."""
    low, high = plan.headline.months
    guides = " ".join(plan.headline.sources)
    return (
        f"Guides: {low}-{high} months, plan on {plan.headline.plan_on} ({guides}). "
        f"At {plan.forecast.hours_per_week:g} h a week (computed): likely {plan.shown.likely:%b %Y}, "
        f"plan on {plan.shown.plan_on:%b %Y}."
    )
