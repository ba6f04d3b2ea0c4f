"""The part of the check that covers the templates of actions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import get_args

from mentor.content.book import PHASES, Book
from mentor.content.model import ActionCase, ActionTemplate, StartId, TargetId

STARTS: tuple[str, ...] = get_args(StartId)
TARGETS: tuple[str, ...] = get_args(TargetId)
PROJECTS = ("serving_api", "feature_pipeline", "fine_tuning", "rag", "domain_problem")
FIRST_KINDS = ("audit", "project", "public", "design", "people")
LATER_KINDS = ("project", "public", "people", "search")
MINUTES = range(20, 151)
"""Length of an action of a later week."""
CASES: dict[ActionCase, tuple[str, ...]] = {
    "": (),
    "first_target": ("count",),
    "follow_up": ("count",),
    "contacts": ("count",),
    "batch": ("count", "channels"),
    "grade": ("prompt",),
    "prompt": ("prompt", "weak"),
    "exercises": ("exercises",),
}
"""What a template is for, to the placeholders that only such a one may hold."""
PLACEHOLDERS = ("industry", "area", "item", "project", "domain")
OPENS = ("people", "applications", "funnel", "resume", "adverts", "prompt")
"""What an action can open, but for a single prompt, `prompt:DP02`."""
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def check_actions(book: Book) -> None:
    """Their references, texts and placeholders; whether everybody gets one of each kind, and each case has one."""
    for case in CASES:
        if case and book.whole["action"] and sum(action.case == case for action in book.actions) != 1:
            book.say("actions", "all entries", "case", f"one template is needed for {case}")
    for action in book.actions:
        book.known("actions", action.id, "areas", "area", action.areas)
        book.known("actions", action.id, "phases", "phase", action.phases)
        book.known("actions", action.id, "projects", "project type", action.projects)
        book.behind("actions", action.id, action.rule, action.facts)
        if action.levels and not 0 <= action.levels[0] < action.levels[1]:
            book.say("actions", action.id, "levels", "the first must be under the second, and not under 0")
        if action.levels and not action.areas:
            book.say("actions", action.id, "levels", "stands only with areas")
        if action.week == "later" and action.minutes not in MINUTES:
            book.say("actions", action.id, "minutes", f"{action.minutes} is not {MINUTES[0]} to {MINUTES[-1]}")
        for name, text in _texts_to_fill(action):
            known = (*PLACEHOLDERS, *CASES[action.case])
            book.among("actions", action.id, name, "placeholder", _PLACEHOLDER.findall(text), known)
        what, _, prompt = action.opens.partition(":")
        book.among("actions", action.id, "opens", "thing to open", [what] if what else [], OPENS)
        book.known("actions", action.id, "opens", "prompt", [prompt] if prompt else [])
    _coverage(book)


def _texts_to_fill(action: ActionTemplate) -> Iterator[tuple[str, str]]:
    for name in ("title", "why", "done_when", "smallest", "if_then"):
        yield name, getattr(action, name)
    for step in action.steps:
        yield "steps", step


def _coverage(book: Book) -> None:
    """Whether everybody gets each kind of action, in each phase and after the last, and one for each area and level."""
    if not book.whole["action"]:
        return
    everybody = list(product(STARTS, TARGETS, PROJECTS, (*PHASES, "no phase")))
    for week, kinds in (("first", FIRST_KINDS), ("later", LATER_KINDS)):
        for kind in kinds:
            own = [a for a in book.actions if a.week == week and a.kind == kind and not a.areas and not a.case]
            without = [who for who in everybody if not any(_is_for(action, *who) for action in own)]
            if without:
                what = f"no template fits {', '.join(without[0])}, and {len(without) - 1} more such profiles"
                book.say("actions", f"{week} {kind}", "starts, targets, projects, phases", what)
    for area in sorted(book.ids["area"] or ()):
        # One that is narrowed in another way too is not there for everybody.
        spans = [a.levels or (0.0, 5.0) for a in book.actions if a.areas and area in a.areas and a.narrowing <= 2]
        reached = 0.0
        for low, high in sorted(spans):
            reached = max(reached, high) if low <= reached else reached
        if reached < 3:
            book.say("actions", f"later {area}", "levels", f"no template fits an item at level {reached:g}")


def _is_for(action: ActionTemplate, start: str, target: str, project: str, phase: str) -> bool:
    narrowed = ((action.starts, start), (action.targets, target), (action.projects, project), (action.phases, phase))
    return all(not wanted or one in wanted for wanted, one in narrowed)
