"""The full audit as a row of questions: for each area its probe, then its items."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from mentor.coach.levels import rated_level
from mentor.content import Content
from mentor.content.model import Area, Item
from mentor.journey import Journey


@dataclass(frozen=True)
class Question:
    """One step of the audit. `id` is the probe's or the item's."""

    kind: Literal["probe", "item"]
    id: str
    area: Area
    item: Item | None = None


SENIOR = "audit.senior"
"""The note that says that the user wants the senior items asked as well."""


def questions(content: Content, *, senior: Collection[str] = ()) -> tuple[Question, ...]:
    """Every question in order: 20 probes and 67 foundation items, and the senior items of the areas named."""
    row: list[Question] = []
    for area in content.areas.values():
        row.append(Question("probe", content.probes[area.id].id, area))
        wanted = [item for item in area.items if item.foundation or area.id in senior]
        row.extend(Question("item", item.id, area, item) for item in wanted)
    return tuple(row)


def senior_areas(content: Content, journey: Journey) -> tuple[str, ...]:
    """The areas whose senior items are worth asking: the foundation rated 2 or more on the mean.

    Where an area has no foundation items, they are asked of those whose target needs it.
    """
    target = journey.profile.target if journey.profile else ""
    asked = content.values("target_areas").get(target, ())
    known = content.number("senior_from")
    return tuple(
        area.id
        for area in content.areas.values()
        if (area.id in asked if area.core == area.items else (rated_level(journey, area) or 0) >= known)
    )


def asked(content: Content, journey: Journey) -> tuple[Question, ...]:
    """The questions of this user's audit as it stands."""
    return questions(content, senior=senior_areas(content, journey) if journey.note(SENIOR) else ())


def is_answered(journey: Journey, question: Question) -> bool:
    """Whether the user answered it or passed over it."""
    return question.id in (journey.probes if question.kind == "probe" else journey.ratings)


def first_open(journey: Journey, row: tuple[Question, ...]) -> int | None:
    """The position of the first question without an answer: where the audit goes on. None when there is none."""
    return next((n for n, question in enumerate(row) if not is_answered(journey, question)), None)


def answered_in(journey: Journey, row: tuple[Question, ...], area_id: str) -> tuple[int, int]:
    """How many questions of an area are answered, and how many there are."""
    own = [question for question in row if question.area.id == area_id]
    return sum(is_answered(journey, question) for question in own), len(own)
