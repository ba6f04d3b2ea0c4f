"""An action before it is on the list: its gap, its reason, and how it is cut into sittings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mentor.coach.gaps import Gap, level_line, next_item, sentence_of
from mentor.coach.plan import Plan
from mentor.coach.templates import Filled
from mentor.content import Content
from mentor.journey.records import Action, Block, Why

DAYS = {
    "audit": (0,),
    "project": (1, 3, 5, 2, 6, 4, 0),
    "learn": (2, 4),
    "practise": (2, 4),
    "public": (5,),
    "design": (3,),
    "people": (4,),
    "search": (5,),
    "recover": (0,),
}
"""Offsets in the week, in the order in which an action's sittings take them; forms go out after messages (C26)."""

GO_ON = "Go on: "
"""Begins the text of a sitting that continues the step before."""
_OWN_ITEM = {"public": "A20.4", "people": "A20.5", "design": "A18.1", "search": "A20.5"}
"""The item an action of this kind works on, whatever the top gaps are."""


@dataclass(frozen=True)
class Draft:
    """An action before it has an id and days.

    Attributes:
        days_before: Days of its kind that earlier drafts of the week take, so that it begins after them.
    """

    kind: str
    filled: Filled
    minutes: int
    why: Why
    task: str = ""
    item: str = ""
    carried: int = 0
    days_before: int = 0


def gap_for(content: Content, plan: Plan, kind: str) -> Gap | None:
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


def task_gap(plan: Plan, items: Sequence[str]) -> Gap | None:
    """The gap a card closes: the first of its items that is still missing."""
    for item_id in items:
        for report in plan.audit.areas.values():
            for level in report.items:
                if level.item.id == item_id and level.missing:
                    return Gap(report, level, sentence_of(level), 0, "", 0, level_line(report))
    return None


def why_of(content: Content, kind: str, filled: Filled, gap: Gap | None) -> Why:
    """The reason that goes with an action: its template's rule, or the one of its kind, and what the guides say."""
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


def to_action(content: Content, draft: Draft, week: str, start: date, project: str) -> Action:
    """The action with its days, cut into sittings where it is long; the id is given once the list is in order."""
    offsets = DAYS.get(draft.kind, (2, 4))
    first = draft.days_before % len(offsets)
    offsets = offsets[first:] + offsets[:first]
    parts = sittings(content, draft.minutes)
    # The days are chosen first and then put in order, so that the steps stay in order too.
    days = [start + timedelta(days=offset) for offset in sorted(offsets[n % len(offsets)] for n in range(len(parts)))]
    blocks = tuple(
        Block(day, minutes, _block_text(draft.filled, n, len(parts)))
        for n, (day, minutes) in enumerate(zip(days, parts, strict=True))
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
        opens=draft.filled.opens,
    )


def sittings(content: Content, minutes: int) -> list[int]:
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
    if len(steps) < count:  # a step goes on until the next one's turn
        at, before = (n * len(steps) // count for n in (position, position - 1))
        return go_on(steps[at]) if position and at == before else steps[at]
    first, last = position * len(steps) // count, (position + 1) * len(steps) // count
    return "; then: ".join(steps[first:last])


def go_on(step: str) -> str:
    """The text of a sitting that continues a step."""
    return step if step.startswith(GO_ON) else f"{GO_ON}{step}"


def rounded(minutes: float, step: int) -> int:
    """Minutes as a multiple of `step`, at least one."""
    return max(step, round(minutes / step) * step)
