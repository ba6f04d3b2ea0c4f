"""Chooses the template of an action and fills in its user's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mentor.coach.gaps import Gap
from mentor.coach.plan import Plan
from mentor.content import Content
from mentor.content.model import ActionCase, ActionTemplate
from mentor.journey import Journey
from mentor.journey.records import Profile

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Filled:
    """The texts of an action with nothing left to fill in."""

    title: str
    why: str
    done_when: str
    smallest: str
    rule: str
    facts: tuple[str, ...]
    minutes: int = 60
    steps: tuple[str, ...] = ()
    if_then: str = ""
    where: str = ""
    opens: str = ""


def pick(content: Content, journey: Journey, plan: Plan, kind: str, week: str, turn: int = 0) -> ActionTemplate:
    """The narrowest template of a kind that fits; where several are equally narrow, `turn` goes round them.

    Raises:
        LookupError: None fits. A test holds the content to at least one for every profile and phase.
    """
    found = [
        t
        for t in content.actions
        if t.kind == kind and t.week == week and not t.areas and not t.case and _fits(t, journey, plan)
    ]
    if not found:
        raise LookupError(f"no {week} {kind} template fits")
    # Later weeks vary over all that is narrowed by phase at all; the first week always takes the narrowest.
    most = max(template.narrowing for template in found)
    best = [t for t in found if t.narrowing >= (most if week == "first" else min(most, 1))]
    if week == "later" and len(best) == 1:  # one alone would be the same line all through a phase
        best = found
    return best[turn // 2 % len(best)] if week == "later" else best[0]


def for_case(content: Content, case: ActionCase) -> ActionTemplate:
    """The template for a state of the record. The content check holds the file to one each."""
    return next(template for template in content.actions if template.case == case)


def for_prompt(content: Content, prompt: str) -> ActionTemplate:
    """The later template that is about a design prompt; the one for any prompt where it has none of its own."""
    own = (t for t in content.actions if t.week == "later" and t.opens == f"prompt:{prompt}")
    return next(own, for_case(content, "prompt"))


def pick_for_gap(content: Content, journey: Journey, plan: Plan, gap: Gap) -> ActionTemplate:
    """The template for a gap's area at its effective level.

    Raises:
        LookupError: None fits. A test holds the content to one for every area and level.
    """
    level = gap.item.effective
    for template in content.actions:
        low, high = template.levels or (0.0, 5.0)
        if gap.report.area.id in template.areas and low <= level < high and _fits(template, journey, plan):
            return template
    raise LookupError(f"no template for {gap.report.area.id} at {level}")


def recover_templates(content: Content, turn: int) -> tuple[ActionTemplate, ...]:
    """The short actions that keep the thread in a thin week, another one first each turn."""
    found = [template for template in content.actions if template.kind == "recover"]
    at = turn % len(found)
    return (*found[at:], *found[:at])


def _fits(template: ActionTemplate, journey: Journey, plan: Plan) -> bool:
    profile = journey.profile
    assert profile is not None
    near = (plan.current, *plan.parallel)
    return (
        (not template.starts or profile.start in template.starts)
        and (not template.targets or profile.target in template.targets)
        and (not template.projects or plan.project.type.id in template.projects)
        and (not template.phases or any(phase in template.phases for phase in near))
    )


def fill(template: ActionTemplate, profile: Profile, plan: Plan, gap: Gap | None, **more: str) -> Filled:
    """A template with the user's own words in it.

    Args:
        template: The template.
        profile: Whose words.
        plan: For the project.
        gap: For area and item.
        more: What fills the placeholders of a template with a case.
    """
    words = {
        "industry": profile.industry or "your field",
        "domain": profile.domain.replace("_", " ") or "your domain",
        "project": plan.project.type.title,
        "area": gap.report.area.title if gap else "your weakest area",
        "item": gap.item.item.text if gap else "do the next thing",
        **more,
    }

    def put(text: str) -> str:
        # One pass, so that a placeholder inside the user's own words stays as they wrote it.
        return _PLACEHOLDER.sub(lambda match: words.get(match[1], match[0]), text)

    return Filled(
        title=put(template.title),
        why=put(template.why),
        done_when=put(template.done_when),
        smallest=put(template.smallest),
        rule=template.rule,
        facts=template.facts,
        minutes=template.minutes,
        steps=tuple(put(step) for step in template.steps),
        if_then=put(template.if_then),
        where=template.where,
        opens=template.opens,
    )
