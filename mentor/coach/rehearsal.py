"""What a later week rehearses: a design prompt against the clock, exercises that the program marks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from mentor.coach.drafts import gap_for
from mentor.coach.drills import next_prompts, to_grade, weakest_rows
from mentor.coach.plan import Plan
from mentor.coach.practised import next_exercises
from mentor.coach.templates import Filled, fill, for_case, for_prompt, pick
from mentor.content import Content
from mentor.journey import Journey

_BEFORE_DEPLOYING = ("P0", "P1")
"""Phases in which half a design is enough: serving and drift would only be words."""
_WEAK = 2
"""Rows of the grade sheet that a short sitting is for."""


def design_step(content: Content, journey: Journey, plan: Plan, today: date, lately: Collection[str] = ()) -> Filled:
    """The design to rehearse: a recording that waits for its grades, else the prompt that is next by them.

    Args:
        content: Prompts and texts.
        journey: For what was graded.
        plan: For the phase at hand.
        today: The day.
        lately: Titles that are not to come again: whoever ticks them without a drill here has done them elsewhere.
    """
    assert journey.profile is not None
    gap = gap_for(content, plan, "design")
    if waiting := [drill for drill in to_grade(journey) if drill.prompt in content.prompts]:
        template = for_case(content, "grade")
        prompt = content.prompts[waiting[0].prompt]
        return replace(fill(template, journey.profile, plan, gap, prompt=prompt.title), opens=f"prompt:{prompt.id}")
    if plan.current in _BEFORE_DEPLOYING and not journey.drills:
        template = pick(content, journey, plan, "design", "later")
        return fill(template, journey.profile, plan, gap)
    rows = [row.title.lower() for row, _ in weakest_rows(content, journey)[:_WEAK]] or ["clarify", "framing"]
    for due in next_prompts(content, journey, today):
        template = for_prompt(content, due.prompt.id)
        filled = fill(template, journey.profile, plan, gap, prompt=due.prompt.title, weak=" and ".join(rows))
        if filled.title not in lately:
            break
    return replace(filled, opens=f"prompt:{due.prompt.id}")


def exercises_step(
    content: Content, journey: Journey, plan: Plan, today: date, lately: Collection[str] = ()
) -> tuple[Filled, str] | None:
    """The sitting of exercises that is next, and the item it is on; None where nothing they could show is short."""
    assert journey.profile is not None
    for sitting in next_exercises(content, journey, today):
        if sitting.title not in lately:
            filled = fill(for_case(content, "exercises"), journey.profile, plan, None, exercises=sitting.title)
            return replace(
                filled, minutes=sitting.minutes, opens=f"{sitting.kind}:{sitting.exercises[0]}"
            ), sitting.items[0]
    return None
