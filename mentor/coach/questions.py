"""The full audit as a row of questions: for each area its probe, then its items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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


def questions(content: Content, *, senior: bool = False) -> tuple[Question, ...]:
    """Every question in order: 20 probes and 67 foundation items, with `senior` all 100 items."""
    row: list[Question] = []
    for area in content.areas.values():
        row.append(Question("probe", content.probes[area.id].id, area))
        row.extend(Question("item", item.id, area, item) for item in area.items if senior or item.foundation)
    return tuple(row)


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
