"""What a week leaves open: at most two actions come along, a second carry shrinks them, a third lets them go."""

from __future__ import annotations

from dataclasses import replace

from mentor.coach.drafts import GO_ON, Draft, rounded
from mentor.coach.templates import Filled
from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.records import Action, Week

SMALLEST = "In small: "
"""Begins the title of an action that its second carry shrank."""


def carried(content: Content, journey: Journey, last: Week) -> tuple[list[Draft], tuple[str, ...]]:
    """Open actions of the last week as drafts of the next, and the titles of those that are let go."""
    drafts: list[Draft] = []
    dropped: list[str] = []
    for action in journey.actions_of(last):
        if action.done or action.kind in ("audit", "recover") or _task_finished(journey, action):
            continue
        if action.carried >= 2 or len(drafts) >= content.number("carry_limit"):
            dropped.append(action.title)
            continue
        drafts.append(_again(content, action))
    return drafts, tuple(dropped)


def _again(content: Content, action: Action) -> Draft:
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
        opens=action.opens,
    )
    return Draft(action.kind, filled, minutes, action.why, action.task, action.item, carried=action.carried + 1)


def split(content: Content, journey: Journey, action: Action) -> Action:
    """Half of a carried action; of one that was shrunk, half of what it was the week before."""
    title = action.title.removeprefix(SMALLEST)
    week = journey.week
    before = journey.actions_of(week) if week and action.title != title else []
    whole = next((one for one in before if one.title.removeprefix(SMALLEST) == title), action)
    block = content.values("block_minutes")
    minutes = max(int(block["shortest"]), rounded(whole.minutes / 2, block["round"]))
    return replace(action, title=f"First half: {title}", minutes=minutes, done_when=action.smallest, blocks=())


def _task_finished(journey: Journey, action: Action) -> bool:
    state = journey.tasks.get(action.task)
    return state is not None and state.state in ("done", "dropped")
