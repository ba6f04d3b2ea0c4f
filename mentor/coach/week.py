"""The seven-day list: five actions costed to the hours, each with the gap, the rule and the guides behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

from mentor.coach.board import Card, cards
from mentor.coach.forecast import effective_hours
from mentor.coach.gaps import Gap, level_line, next_item, sentence_of
from mentor.coach.plan import Plan
from mentor.coach.portfolio import active_project
from mentor.coach.templates import Filled, fill, pick, pick_for_gap
from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.records import Action, Block, Week, Why

FIRST_KINDS = ("audit", "project", "public", "design", "people")
DAYS = {
    "audit": (0,),
    "project": (1, 3, 5, 2, 6, 4, 0),
    "gap": (2, 4),
    "learn": (2, 4),
    "practise": (2, 4),
    "public": (5,),
    "design": (3,),
    "people": (4,),
    "search": (1,),
    "recover": (0,),
}
"""Offsets in the week, in the order in which an action's sittings take them."""

_OWN_ITEM = {"public": "A20.4", "people": "A20.5", "design": "A18.1", "search": "A20.5"}
"""The item an action of this kind works on, whatever the top gaps are."""


@dataclass(frozen=True)
class Proposed:
    """A week nobody has accepted yet.

    Attributes:
        dropped: Titles of open actions that are let go: carried twice already, over the limit, or without room.
    """

    week: Week
    actions: tuple[Action, ...]
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Draft:
    """An action before it has an id and days."""

    kind: str
    filled: Filled
    minutes: int
    why: Why
    task: str = ""
    item: str = ""
    carried: int = 0


def propose_week(content: Content, journey: Journey, plan: Plan, today: date) -> Proposed:
    """The next week from today: the guide's first seven days for a new journey, later weeks by the board.

    Raises:
        ValueError: There is no profile yet.
    """
    if journey.profile is None:
        raise ValueError("a profile is needed")
    last = journey.week
    if last is None:
        drafts, dropped = _first_week(content, journey, plan), tuple[str, ...]()
    else:
        drafts, dropped = _later_week(content, journey, plan, last)
    number = last.number + 1 if last else 1
    project = active_project(journey)
    actions = [
        _action(content, draft, f"w{number}", today, project.id if project and draft.kind == "project" else "")
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
        headline=headline_line(plan, today),
    )
    return Proposed(week, tuple(actions), dropped)


def headline_line(plan: Plan, today: date) -> str:
    """The range and its guides, and the forecast, in one line that is stored with the week."""
    low, high = plan.headline.months
    guides = " ".join(plan.headline.sources)
    return (
        f"Guides: {low}-{high} months, plan on {plan.headline.plan_on} ({guides}). "
        f"At {plan.forecast.hours_per_week:g} h a week (computed): likely {_month(today, plan.forecast.p50)}, "
        f"plan on {_month(today, plan.forecast.p80)}."
    )


def _month(today: date, months: float) -> str:
    """The month that lies so many months ahead, as in "Jan 2028"."""
    position = today.month - 1 + round(months)
    return f"{date(today.year + position // 12, position % 12 + 1, 1):%b %Y}"


# ---------------------------------------------------------------------------------------------------- first week


def first_week_minutes(content: Content, hours: float) -> dict[str, int]:
    """Minutes of each of the five kinds for a week of `hours`; they add up to no more than the hours that count.

    Between the costed columns in proportion; under the first and over the last in proportion to that column, where
    hours beyond 20 count less (fatigue).
    """
    table: Mapping[str, list[float]] = content.values("first_week_hours")
    at = table["at"]
    step = content.values("block_minutes")["round"]
    minutes = {kind: _rounded(_interpolate(at, table[kind], hours, content) * 60, step) for kind in FIRST_KINDS}
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


def _rounded(minutes: float, step: int) -> int:
    return max(step, round(minutes / step) * step)


def _first_week(content: Content, journey: Journey, plan: Plan) -> list[_Draft]:
    assert journey.profile is not None
    minutes = first_week_minutes(content, journey.profile.hours_per_week)
    drafts = []
    for kind in FIRST_KINDS:
        gap = _gap_for(content, plan, kind)
        template = pick(content, journey, plan, kind, "first")
        filled = fill(template, journey.profile, plan, gap)
        drafts.append(_Draft(kind, filled, minutes[kind], _why(content, kind, filled, gap)))
    return drafts


def _gap_for(content: Content, plan: Plan, kind: str) -> Gap | None:
    """The gap an action of a kind answers: the area it works on, or the top one."""
    if kind == "project":
        return _project_gap(content, plan)
    if kind not in _OWN_ITEM:
        return plan.gaps[0] if plan.gaps else None
    own = _OWN_ITEM[kind]
    report = plan.audit.areas[content.area_of[own].id]
    item = next(level for level in report.items if level.item.id == own)
    if not item.missing:
        found = next_item(content, report)
        if found is None:
            return None
        item = found
    return Gap(report, item, sentence_of(item), 0, "", 0, level_line(report))


def _project_gap(content: Content, plan: Plan) -> Gap | None:
    """The gap a project of this type closes: one of the top five where it has one, else its widest."""
    areas: Sequence[str] = content.values("project_areas")[plan.project.type.id]
    top = {gap.report.area.id: gap for gap in plan.gaps}
    if found := next((top[area] for area in areas if area in top), None):
        return found
    report = max((plan.audit.areas[area] for area in areas), key=lambda report: report.gap)
    item = next_item(content, report)
    return Gap(report, item, sentence_of(item), 0, "", 0, level_line(report)) if item else None


# ---------------------------------------------------------------------------------------------------- later weeks


def capacity_minutes(content: Content, journey: Journey, number: int) -> int:
    """Minutes that week `number` (2 and on) plans: the capacity less the part that stays empty."""
    assert journey.profile is not None
    hours = journey.profile.hours_per_week
    done = [_done_minutes(journey, week) / 60 for week in sorted(journey.weeks.values(), key=lambda w: w.number)][-4:]
    counted = min(hours, content.number("capacity_limit"))
    capacity = content.number("capacity_share") * counted
    if number > 3 and done:
        # Never under half of the stated hours: a bad month must not plan itself smaller and smaller.
        capacity = min(counted, max(counted / 2, content.number("capacity_growth") * median(done)))
    light = content.values("light_week")
    share = light["share"] if number % light["every"] == 0 else content.number("commit_share")
    return int(capacity * 60 * share)


def _done_minutes(journey: Journey, week: Week) -> int:
    return sum(action.minutes for action in journey.actions_of(week) if action.done)


def _later_week(content: Content, journey: Journey, plan: Plan, last: Week) -> tuple[list[_Draft], tuple[str, ...]]:
    number = last.number + 1
    block = content.values("block_minutes")
    budget = max(block["shortest"], capacity_minutes(content, journey, number) // block["round"] * block["round"])
    carried, dropped = _carried(content, journey, last)
    project = next((draft for draft in carried if draft.kind == "project"), None)
    rest = [draft for draft in carried if draft is not project]
    gap = next((gap for gap in plan.gaps if not any(d.item == gap.item.item.id for d in carried)), None)
    if gap is not None:
        rest.append(_gap_draft(content, journey, plan, gap, budget))
    rest.append(_outside_draft(content, journey, plan, number, budget))
    rest.append(_practice_draft(content, journey, plan, number, budget))
    # The project has its block before all others; whatever finds no room after it stays out.
    least = min(budget, block["project"], project.minutes if project else budget)
    kept = _fitted(content, rest, budget - least)
    dropped += tuple(d.filled.title for d in rest if d.carried and not any(k.filled is d.filled for k in kept))
    left = budget - sum(draft.minutes for draft in kept)
    if project is None:
        project = _project_draft(content, journey, plan, left)
    return [replace(project, minutes=min(project.minutes, left)), *kept], dropped


def _fitted(content: Content, drafts: Sequence[_Draft], left: int) -> list[_Draft]:
    """The drafts in turn, each shortened to the minutes that are left; one that would be too short stays out."""
    kept = []
    for draft in drafts:
        minutes = min(draft.minutes, left)
        if minutes >= content.values("block_minutes")["shortest"]:
            kept.append(replace(draft, minutes=minutes))
            left -= minutes
    return kept


def _project_draft(content: Content, journey: Journey, plan: Plan, minutes: int) -> _Draft:
    """The next shippable step: an open card of the phase at hand, for at most `minutes`."""
    assert journey.profile is not None
    card = _next_card(content, journey, plan, "build")
    if card is None:
        template = pick(content, journey, plan, "project", "later")
        filled = fill(template, journey.profile, plan, None)
        return _Draft("project", filled, min(minutes, template.minutes), _why(content, "project", filled, None))
    task = card.task
    gap = _task_gap(plan, task.items)
    minutes = min(minutes, max(content.values("block_minutes")["project"], int(task.hours * 60)))
    filled = Filled(
        title=task.title,
        why=task.why,
        done_when=task.done_when,
        smallest=task.smallest,
        rule=task.rule or "C08",
        facts=task.facts,
        minutes=minutes,
        steps=(task.smallest,),
    )
    return _Draft("project", filled, minutes, _why(content, "project", filled, gap), task=task.id)


def _next_card(content: Content, journey: Journey, plan: Plan, *kinds: str) -> Card | None:
    """What is being done first, then what is ready, in the phase at hand and then beside it."""
    for phase in (plan.current, *plan.parallel):
        if phase is None:
            continue
        ready = [card for card in cards(content, journey, phase) if card.ready and card.task.kind in kinds]
        ready.sort(key=lambda card: card.state != "doing")
        if ready:
            return ready[0]
    return None


def _task_gap(plan: Plan, items: Sequence[str]) -> Gap | None:
    """The gap a card closes: the first of its items that is still missing."""
    for item_id in items:
        for report in plan.audit.areas.values():
            for level in report.items:
                if level.item.id == item_id and level.missing:
                    return Gap(report, level, sentence_of(level), 0, "", 0, level_line(report))
    return None


def _gap_draft(content: Content, journey: Journey, plan: Plan, gap: Gap, budget: int) -> _Draft:
    assert journey.profile is not None
    template = pick_for_gap(content, journey, plan, gap)
    filled = fill(template, journey.profile, plan, gap)
    minutes = _share(content, budget, "gap", filled.minutes)
    return _Draft(template.kind, filled, minutes, _why(content, template.kind, filled, gap), item=gap.item.item.id)


def _practice_draft(content: Content, journey: Journey, plan: Plan, number: int, budget: int) -> _Draft:
    """Practice or theory that a card asks for; a design prompt each week from P6 on, else every third week."""
    assert journey.profile is not None
    late = plan.current in ("P6", "P7") or "P7" in plan.parallel
    card = None if late or number % 3 == 0 else _next_card(content, journey, plan, "learn", "practise")
    if card is None:
        gap = _gap_for(content, plan, "design")
        template = pick(content, journey, plan, "design", "later", turn=number)
        filled = fill(template, journey.profile, plan, gap)
        return _Draft(
            "design", filled, _share(content, budget, "practise", filled.minutes), _why(content, "design", filled, gap)
        )
    task = card.task
    filled = Filled(task.title, task.why, task.done_when, task.smallest, task.rule, task.facts, minutes=90)
    minutes = _share(content, budget, "practise", filled.minutes)
    kind = "learn" if task.kind == "learn" else "practise"
    return _Draft(kind, filled, minutes, _why(content, kind, filled, _task_gap(plan, task.items)), task=task.id)


def _outside_draft(content: Content, journey: Journey, plan: Plan, number: int, budget: int) -> _Draft:
    """One action that meets other people: public and people in turn, applications once they are open."""
    assert journey.profile is not None
    searching = plan.apply_gate.open or plan.current == "P7"
    kind = ("search", "people", "public")[number % 3] if searching else ("public", "people")[number % 2]
    gap = _gap_for(content, plan, kind)
    template = pick(content, journey, plan, kind, "later", turn=number)
    filled = fill(template, journey.profile, plan, gap)
    return _Draft(kind, filled, _share(content, budget, "outside", filled.minutes), _why(content, kind, filled, gap))


def _share(content: Content, budget: int, part: str, normal: int) -> int:
    """A part's share of the week, at most the action's normal length, at least the smallest sitting."""
    block = content.values("block_minutes")
    wanted = min(normal, budget * content.values("later_week_shares")[part])
    return max(int(block["shortest"]), _rounded(wanted, block["round"]))


def _carried(content: Content, journey: Journey, last: Week) -> tuple[list[_Draft], tuple[str, ...]]:
    """Open actions of the last week: at most two come along, a second carry shrinks them, a third lets them go."""
    drafts: list[_Draft] = []
    dropped: list[str] = []
    for action in journey.actions_of(last):
        if action.done or action.kind in ("audit", "recover") or _task_finished(journey, action):
            continue
        if action.carried >= 2 or len(drafts) >= content.number("carry_limit"):
            dropped.append(action.title)
            continue
        shrunk = action.carried >= 1
        minutes = int(content.values("block_minutes")["shortest"]) if shrunk else action.minutes
        filled = Filled(
            title=action.title,
            why=action.why.text,
            done_when=action.smallest if shrunk else action.done_when,
            smallest=action.smallest,
            rule=action.why.rule,
            facts=action.sources,
            minutes=minutes,
            steps=tuple(block.what for block in action.blocks),
            if_then=action.if_then,
            where=action.where,
        )
        drafts.append(
            _Draft(action.kind, filled, minutes, action.why, action.task, action.item, carried=action.carried + 1)
        )
    return drafts, tuple(dropped)


def _task_finished(journey: Journey, action: Action) -> bool:
    state = journey.tasks.get(action.task)
    return state is not None and state.state in ("done", "dropped")


# ---------------------------------------------------------------------------------------------------- finishing


def _action(content: Content, draft: _Draft, week: str, start: date, project: str) -> Action:
    offsets = DAYS.get(draft.kind, (2, 4))
    sittings = _sittings(content, draft.minutes)
    # The days are chosen first and then put in order, so that the steps stay in order too.
    days = [
        start + timedelta(days=offset) for offset in sorted(offsets[n % len(offsets)] for n in range(len(sittings)))
    ]
    blocks = tuple(
        Block(day, minutes, _block_text(draft.filled, n, len(sittings)))
        for n, (day, minutes) in enumerate(zip(days, sittings, strict=True))
    )
    return Action(
        id="",
        week=week,
        kind=draft.kind,
        title=draft.filled.title,
        minutes=draft.minutes,
        day=days[0],
        done_when=draft.filled.done_when,
        smallest=draft.filled.smallest,
        why=draft.why,
        where=draft.filled.where,
        if_then=draft.filled.if_then,
        blocks=blocks if len(blocks) > 1 else (),
        sources=draft.filled.facts,
        task=draft.task,
        project=project,
        item=draft.item,
        carried=draft.carried,
    )


def _sittings(content: Content, minutes: int) -> list[int]:
    """Minutes cut into sittings of at most the longest block, as even as the rounding allows."""
    block = content.values("block_minutes")
    count = -(-minutes // block["longest"])
    if count <= 1:
        return [minutes]
    even = minutes // count // block["round"] * block["round"]
    parts = [even] * count
    for n in range((minutes - even * count) // block["round"]):
        parts[n] += block["round"]
    # What the rounding leaves over goes to the last, the shortest, so that none passes the longest.
    parts[-1] += minutes - sum(parts)
    return parts


def _block_text(filled: Filled, position: int, count: int) -> str:
    """What a sitting is for. The template's steps are spread over the sittings, none left out."""
    steps = filled.steps
    if not steps:
        return filled.done_when if position == count - 1 else filled.title
    first, last = position * len(steps) // count, (position + 1) * len(steps) // count
    if first == last:
        return f"Go on: {steps[min(first, len(steps) - 1)]}"
    return "; then: ".join(steps[first:last])


def _why(content: Content, kind: str, filled: Filled, gap: Gap | None) -> Why:
    rule = content.rules[filled.rule or content.values("rule_of_kind")[kind]]
    says = "; ".join(f"{position.source}: {position.says}" for position in rule.positions[:3])
    return Why(
        text=filled.why,
        gap=gap.sentence if gap else "",
        gap_area=gap.report.area.id if gap else "",
        gap_detail=gap.detail if gap else "",
        rule=rule.id,
        rule_short=rule.short,
        says=says,
    )


def why_text(action: Action) -> str:
    """The whole reason of an action in one paragraph: text, gap, rule, guides."""
    return action.reason
