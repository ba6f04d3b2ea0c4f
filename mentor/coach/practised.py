"""Which exercises to do next: those on the items that practice could show and does not yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mentor.coach.levels import ItemLevel, is_old, item_levels
from mentor.coach.proof import proven_items
from mentor.coach.solved import Practice, needed, passed, practice_by_item, solved_items
from mentor.content import Content
from mentor.journey import Journey
from mentor.text import counted

Kind = Literal["sql", "eval"]
KIND_NAMES: Mapping[Kind, str] = {"sql": "SQL", "eval": "Evaluation"}
"""Kind of exercises to its name."""
SUBJECTS: Mapping[str, str] = {
    "A03.1": "joins and NULL",
    "A03.2": "window functions",
    "A03.3": "training sets",
    "A04.3": "metrics of rare events",
    "A04.4": "splits by group and time",
    "A07.2": "baselines",
    "A07.3": "intervals and paired tests",
    "A07.4": "labels and agreement",
    "A08.3": "base rates",
    "A08.4": "losses",
    "A12.2": "drift",
    "A12.5": "late labels",
    "A13.4": "point-in-time joins",
    "A15.2": "ranking metrics",
    "A17.1": "forecasts and their errors",
    "A17.4": "the cost of errors",
    "A18.5": "estimates of load and memory",
}
"""Item to what its exercises are on, for every item that practice can show with exercises among it."""


@dataclass(frozen=True)
class NextExercises:
    """A sitting of exercises on one item of the audit.

    Attributes:
        kind: `sql` or `eval`, as `mentor practice KIND` and the screen of the exercises call them.
        area: The item's area.
        items: The item they are chosen for.
        exercises: Their ids, in the order in which to do them.
        title: What to do, fit for a title: "SQL: 5 exercises on window functions".
        minutes: What they take together.
        level: Where the item stands.
    """

    kind: Kind
    area: str
    items: tuple[str, ...]
    exercises: tuple[str, ...]
    title: str
    minutes: int
    level: ItemLevel


def next_exercises(content: Content, journey: Journey, today: date) -> tuple[NextExercises, ...]:
    """What to practise next, the item first of which most is missing by its area's weight; one sitting an item.

    An item comes up while it is short of its target and fewer themes are solved on it than show it. One nobody rated,
    or rated 0, does not: the audit comes before practice, and so does a first look at the matter.
    """
    multipliers = content.profiles[journey.profile.target if journey.profile else "applied"].multipliers
    practice = practice_by_item(content)
    done = {key for key, day in passed(content, journey).items() if not is_old(content, day, today)}
    solved, proven = solved_items(content, journey), proven_items(content, journey)
    found: list[tuple[float, NextExercises]] = []
    for area in content.areas.values():
        weight = area.weight * multipliers.get(area.id, 1.0)
        for level in item_levels(content, journey, area, today, proven, solved):
            if level.item.id in SUBJECTS and level.rated and level.missing:
                sitting = _sitting(content, level, area.id, practice[level.item.id], done)
                found += [(weight * level.missing, sitting)] if sitting is not None else []
    return tuple(sitting for _, sitting in sorted(found, key=lambda pair: -pair[0]))


def _sitting(
    content: Content, level: ItemLevel, area: str, known: Sequence[Practice], done: Collection[str]
) -> NextExercises | None:
    """One exercise of each theme that is open on an item, as many as are short and a sitting holds."""
    solved = {one.theme for one in known if one.id in done}
    short = needed(content, known) - len(solved)
    open_: dict[Kind, dict[str, Practice]] = {"sql": {}, "eval": {}}
    for one in known:
        if one.kind != "prompt" and one.theme not in solved:
            open_["sql" if one.kind == "sql" else "eval"].setdefault(one.theme, one)
    # One kind a sitting, the one of which most is open: it has a screen of its own.
    kind = max(open_, key=lambda kind: len(open_[kind]))
    chosen = [*open_[kind].values()][: max(min(short, content.values("practised")[kind]), 0)]
    if not chosen:
        return None
    return NextExercises(
        kind=kind,
        area=area,
        items=(level.item.id,),
        exercises=tuple(one.id for one in chosen),
        title=f"{KIND_NAMES[kind]}: {counted(len(chosen), 'exercise')} on {SUBJECTS[level.item.id]}",
        minutes=sum(one.minutes for one in chosen),
        level=level,
    )
