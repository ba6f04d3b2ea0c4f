"""The full audit as a row of questions: for each area its probe, then its items."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from mentor.coach.levels import newest_answer, rated_level
from mentor.content import Content
from mentor.content.model import Area, Item, Probe
from mentor.journey import Journey


@dataclass(frozen=True)
class Question:
    """One step of the audit.

    Attributes:
        id: The item's, or the area's first probe's, whichever of its probes is asked.
        probes: The probes of which one is asked.
    """

    kind: Literal["probe", "item"]
    id: str
    area: Area
    item: Item | None = None
    probes: tuple[Probe, ...] = ()


SENIOR = "audit.senior"
"""The note that says that the user wants the senior items asked as well."""


def questions(content: Content, *, senior: Collection[str] = ()) -> tuple[Question, ...]:
    """Every question in order: 20 probes and 67 foundation items, and the senior items of the areas named."""
    row: list[Question] = []
    for area in content.areas.values():
        row.append(probe_question(content, area))
        row.extend(item_question(area, item) for item in area.items if item.foundation or area.id in senior)
    return tuple(row)


def probe_question(content: Content, area: Area) -> Question:
    """The knowledge question of an area."""
    probes = content.probes[area.id]
    return Question("probe", probes[0].id, area, probes=probes)


def item_question(area: Area, item: Item) -> Question:
    """The question what one can do of an item."""
    return Question("item", item.id, area, item)


def probe_due(content: Content, journey: Journey, area_id: str, today: date) -> Probe | None:
    """The probe of an area that may be asked now; None while they rest.

    First the one never answered, then the one answered longest ago, once its answer is six weeks old: sooner, it would
    be remembered. Never two on one day, so that a wrong answer is not mended in the same sitting.
    """
    newest = newest_answer(content, journey, area_id)
    if newest is not None and newest.on >= today:
        return None
    probes = content.probes[area_id]
    unasked = next((probe for probe in probes if probe.id not in journey.probes), None)
    if unasked is not None:
        return unasked
    oldest = min(probes, key=lambda probe: journey.probes[probe.id].on)
    rest = timedelta(weeks=content.number("probe_rest_weeks"))
    return oldest if today - journey.probes[oldest.id].on >= rest else None


def probe_at(content: Content, journey: Journey, area_id: str, today: date, *, again: bool = True) -> Probe:
    """The probe that stands for an area now: the one to be asked, else the one answered last.

    Args:
        content: For the probes.
        journey: For the answers.
        area_id: The area.
        today: To tell whether a probe rests.
        again: Whether an area that has an answer may be asked again.
    """
    newest = newest_answer(content, journey, area_id)
    due = probe_due(content, journey, area_id, today) if again or newest is None else None
    # Without an answer the first one is due.
    return due or next(probe for probe in content.probes[area_id] if newest is not None and probe.id == newest.id)


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
    if question.kind == "probe":
        return any(probe.id in journey.probes for probe in question.probes)
    return question.id in journey.ratings


def first_open(journey: Journey, row: tuple[Question, ...]) -> int | None:
    """The position of the first question without an answer: where the audit goes on. None when there is none."""
    return next((n for n, question in enumerate(row) if not is_answered(journey, question)), None)
