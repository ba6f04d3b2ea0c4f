"""Later weeks: the next shippable step, the gap it needs, practice, and one action that meets other people."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from statistics import median

from mentor.coach.board import Card, cards
from mentor.coach.drafts import GO_ON, Draft, gap_for, rounded, task_gap, why_of
from mentor.coach.gaps import Gap
from mentor.coach.plan import Plan
from mentor.coach.templates import Filled, fill, pick, pick_for_gap
from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.records import Action, Week

SMALLEST = "In small: "
"""Begins the title of an action that its second carry shrank."""


def later_week(content: Content, journey: Journey, plan: Plan, last: Week) -> tuple[list[Draft], tuple[str, ...]]:
    """The actions of the week after `last`, and the titles of those that are let go."""
    number = last.number + 1
    block = content.values("block_minutes")
    budget = max(block["shortest"], capacity_minutes(content, journey, number) // block["round"] * block["round"])
    carried, dropped = _carried(content, journey, last)
    project = next((draft for draft in carried if draft.kind == "project"), None)
    rest = [draft for draft in carried if draft is not project]
    taken = {draft.task for draft in carried if draft.task}
    # Where every card that builds waits for another, the main block goes to what it waits for.
    main = _next_card(content, journey, plan, taken, "build") or _next_card(
        content, journey, plan, taken, "learn", "practise", "publish"
    )
    taken |= {main.task.id} if main else set()
    new = []
    if (gap := _fresh_gap(content, journey, plan, last, carried)) is not None:
        new.append(_gap_draft(content, journey, plan, gap, budget))
    new.append(_outside_draft(content, journey, plan, number, budget))
    new.append(_practice_draft(content, journey, plan, number, budget, taken))
    rest += [draft for draft in new if draft.filled.title not in {old.filled.title for old in carried}]
    # The project has its block before all others; whatever finds no room after it stays out.
    least = min(budget, block["project"], project.minutes if project else budget)
    kept = _fitted(content, rest, budget - least)
    dropped += tuple(d.filled.title for d in rest if d.carried and not any(k.filled is d.filled for k in kept))
    left = budget - sum(draft.minutes for draft in kept)
    steps = []
    if project is not None:
        steps.append(replace(project, minutes=min(project.minutes, left)))
        left -= steps[0].minutes
    # A project step shrunk by its second carry must not be all the building there is in the week.
    if project is None or (project.carried > 1 and left >= block["project"]):
        steps.append(_project_draft(content, journey, plan, left, main))
    return [*steps, *kept], dropped


def _fresh_gap(content: Content, journey: Journey, plan: Plan, last: Week, carried: Sequence[Draft]) -> Gap | None:
    """The first top gap that is not carried along and was not worked on in the last weeks."""
    lately = {
        action.item
        for week in journey.weeks.values()
        if week.number > last.number - content.number("gap_rests")
        for action in journey.actions_of(week)
        if action.done and action.item
    }
    lately |= {draft.item for draft in carried}
    return next((gap for gap in plan.gaps if gap.item.item.id not in lately), None)


def capacity_minutes(content: Content, journey: Journey, number: int) -> int:
    """Minutes that week `number` (2 and on) plans: the capacity less the part that stays empty."""
    assert journey.profile is not None
    hours = journey.profile.hours_per_week
    light, commit = content.values("light_week"), content.number("commit_share")
    weeks = sorted(journey.weeks.values(), key=lambda week: week.number)
    normal = [_done_minutes(journey, week) / 60 for week in weeks if week.number % light["every"]][-4:]
    counted = min(hours, content.number("capacity_limit"))
    capacity = content.number("capacity_share") * counted
    if number > 3 and normal:
        # What was ticked had been committed, with slack beside it; a bad month must not plan itself ever smaller.
        logged = median(normal) / commit
        capacity = min(counted, max(counted / 2, content.number("capacity_growth") * logged))
    return int(capacity * 60 * (light["share"] if number % light["every"] == 0 else commit))


def _done_minutes(journey: Journey, week: Week) -> int:
    return sum(action.minutes for action in journey.actions_of(week) if action.done)


def _fitted(content: Content, drafts: Sequence[Draft], left: int) -> list[Draft]:
    """The drafts in turn, each shortened to the minutes that are left; one that would be too short stays out."""
    kept = []
    for draft in drafts:
        minutes = min(draft.minutes, left)
        if minutes >= content.values("block_minutes")["shortest"]:
            kept.append(replace(draft, minutes=minutes))
            left -= minutes
    return kept


def _project_draft(content: Content, journey: Journey, plan: Plan, minutes: int, card: Card | None) -> Draft:
    """The next shippable step: an open card, or a fall-back where none is open, for at most `minutes`."""
    assert journey.profile is not None
    if card is None:
        template = pick(content, journey, plan, "project", "later")
        gap = gap_for(content, plan, "project")
        filled = fill(template, journey.profile, plan, gap)
        return Draft("project", filled, min(minutes, template.minutes), why_of(content, "project", filled, gap))
    task = card.task
    gap = task_gap(plan, task.items)
    minutes = min(minutes, max(content.values("block_minutes")["project"], int(task.hours * 60)))
    filled = Filled(
        title=task.title,
        why=task.why,
        done_when=task.done_when,
        smallest=task.smallest,
        rule=task.rule or "C08",
        facts=task.facts,
        minutes=minutes,
        steps=(task.smallest, task.done_when),
    )
    return Draft("project", filled, minutes, why_of(content, "project", filled, gap), task=task.id)


def _next_card(content: Content, journey: Journey, plan: Plan, taken: Collection[str], *kinds: str) -> Card | None:
    """What is being done first, then what is ready, in the phase at hand and then beside it."""
    for phase in (plan.current, *plan.parallel):
        if phase is None:
            continue
        ready = [card for card in cards(content, journey, phase) if card.ready and card.task.kind in kinds]
        ready = [card for card in ready if card.task.id not in taken]
        ready.sort(key=lambda card: card.state != "doing")
        if ready:
            return ready[0]
    return None


def _gap_draft(content: Content, journey: Journey, plan: Plan, gap: Gap, budget: int) -> Draft:
    assert journey.profile is not None
    template = pick_for_gap(content, journey, plan, gap)
    filled = fill(template, journey.profile, plan, gap)
    minutes = _share(content, budget, "gap", filled.minutes)
    return Draft(template.kind, filled, minutes, why_of(content, template.kind, filled, gap), item=gap.item.item.id)


def _practice_draft(
    content: Content, journey: Journey, plan: Plan, number: int, budget: int, taken: Collection[str]
) -> Draft:
    """Practice or theory that a card asks for; a design prompt each week from P6 on, else every third week."""
    assert journey.profile is not None
    late = plan.current in ("P6", "P7") or "P7" in plan.parallel
    card = None if late or number % 3 == 0 else _next_card(content, journey, plan, taken, "learn", "practise")
    if card is None:
        gap = gap_for(content, plan, "design")
        # `pick` goes one on every second turn, since public and people alternate; weekly designs go one on each week.
        template = pick(content, journey, plan, "design", "later", turn=2 * number if late else number)
        filled = fill(template, journey.profile, plan, gap)
        return Draft(
            "design",
            filled,
            _share(content, budget, "practise", filled.minutes),
            why_of(content, "design", filled, gap),
        )
    task = card.task
    filled = Filled(task.title, task.why, task.done_when, task.smallest, task.rule, task.facts, minutes=90)
    minutes = _share(content, budget, "practise", filled.minutes)
    kind = "learn" if task.kind == "learn" else "practise"
    return Draft(kind, filled, minutes, why_of(content, kind, filled, task_gap(plan, task.items)), task=task.id)


def _outside_draft(content: Content, journey: Journey, plan: Plan, number: int, budget: int) -> Draft:
    """One action that meets other people: public and people in turn, applications once they are open."""
    assert journey.profile is not None
    searching = plan.apply_gate.open or plan.current == "P7"
    kind = ("search", "people", "public")[number % 3] if searching else ("public", "people")[number % 2]
    gap = gap_for(content, plan, kind)
    template = pick(content, journey, plan, kind, "later", turn=number)
    filled = fill(template, journey.profile, plan, gap)
    return Draft(kind, filled, _share(content, budget, "outside", filled.minutes), why_of(content, kind, filled, gap))


def _share(content: Content, budget: int, part: str, normal: int) -> int:
    """A part's share of the week, at most the action's normal length, at least the smallest sitting."""
    block = content.values("block_minutes")
    wanted = min(normal, budget * content.values("later_week_shares")[part])
    return max(int(block["shortest"]), rounded(wanted, block["round"]))


def _carried(content: Content, journey: Journey, last: Week) -> tuple[list[Draft], tuple[str, ...]]:
    """Open actions of the last week: at most two come along, a second carry shrinks them, a third lets them go."""
    drafts: list[Draft] = []
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
            title=f"{SMALLEST}{action.title}" if shrunk and not action.title.startswith(SMALLEST) else action.title,
            why=action.why.text,
            done_when=action.smallest if shrunk else action.done_when,
            smallest=action.smallest,
            rule=action.why.rule,
            facts=action.sources,
            minutes=minutes,
            steps=tuple(block.what for block in action.blocks if not block.what.startswith(GO_ON)),
            if_then=action.if_then,
            where=action.where,
        )
        drafts.append(
            Draft(action.kind, filled, minutes, action.why, action.task, action.item, carried=action.carried + 1)
        )
    return drafts, tuple(dropped)


def _task_finished(journey: Journey, action: Action) -> bool:
    state = journey.tasks.get(action.task)
    return state is not None and state.state in ("done", "dropped")
