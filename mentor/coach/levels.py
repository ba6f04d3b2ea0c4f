"""What a person can do: rated levels, and the effective ones that evidence and probes bear out.

Sources of the scheme: self-ratings correlate about .3 with measured ability, more when the act is concrete; see
`numbers.toml` for the caps and their reasons.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mentor.coach.proof import Proof, proven_items
from mentor.content import Content
from mentor.content.model import Area, Item
from mentor.journey import Journey
from mentor.journey.records import Evidence, ProbeAnswer, Rating


@dataclass(frozen=True)
class ItemLevel:
    """Where one item stands.

    Attributes:
        rated: The level given, 0-4, to the item or to its area; None when neither was rated.
        effective: The level after the caps, 0-4.
        target: The level a first job asks for, 2 or 3.
        proof: Where reading a project's folder shows it to be done; it counts as checked evidence.
        under_rated: Whether the rating is low beside that proof: worth a second look, never raised by itself.
    """

    item: Item
    rated: int | None
    effective: float
    target: int
    evidence: Evidence | None
    proof: Proof | None = None
    under_rated: bool = False

    @property
    def checked(self) -> bool:
        """Whether what shows it was checked."""
        return self.proof is not None or (self.evidence is not None and self.evidence.checked)

    @property
    def missing(self) -> float:
        """Levels to go."""
        return max(0.0, self.target - self.effective)

    @property
    def claimed(self) -> bool:
        """Said to be there, not yet shown."""
        return self.rated is not None and self.rated >= self.target and not self.checked


def effective_level(
    content: Content,
    rated: int,
    evidence: Evidence | None,
    probe: ProbeAnswer | None,
    today: date,
    proof: Proof | None = None,
) -> float:
    """A rating after its caps; never more than the rating.

    Args:
        content: For the caps.
        rated: 0-4.
        evidence: What the user attached, if anything.
        probe: The answer to the area's probe, if it was asked.
        today: To tell how old the evidence is.
        proof: What reading a project shows; it lifts the caps as checked evidence does, and lowers nothing by its age.
    """
    if proof is not None:
        seen = Evidence(proof.place, "file", max(proof.on, evidence.on) if evidence else proof.on, checked=True)
        without = effective_level(content, rated, evidence, probe, today)
        return max(without, effective_level(content, rated, seen, probe, today))
    checked = evidence is not None and evidence.checked
    caps = [float(rated)]
    if rated >= 3 and not checked:
        caps.append(content.number("cap_text_evidence" if evidence else "cap_no_evidence"))
    if probe is not None and not probe.right and not checked:
        sure = probe.choice is not None and probe.certainty >= 2
        caps.append(content.number("cap_probe_sure" if sure else "cap_probe_unsure"))
    level = min(caps)
    # The day itself still counts: older than 18 months begins on the day after.
    day_before = today - timedelta(days=1)
    if evidence is not None and _months_between(evidence.on, day_before) >= content.number("evidence_age_months"):
        level -= content.number("evidence_age_loss")
    return max(0.0, level)


def _months_between(then: date, now: date) -> int:
    return (now.year - then.year) * 12 + now.month - then.month - (now.day < then.day)


def target_of(area: Area, item: Item, senior_area: str) -> int:
    """The level a first job asks of an item: 3 for foundation and the chosen senior area, else 2."""
    return 3 if item.foundation or area.id == senior_area else 2


def item_levels(
    content: Content, journey: Journey, area: Area, today: date, proven: Mapping[str, Proof] | None = None
) -> tuple[ItemLevel, ...]:
    """Every item of an area. A rating of the whole area stands for its unrated items.

    Args:
        content: For items, targets and caps.
        journey: For ratings, evidence and probes.
        area: The area.
        today: The day.
        proven: `proven_items`, where they are at hand.
    """
    senior = journey.profile.senior_area if journey.profile else ""
    probe = newest_answer(content, journey, area.id)
    proven = proven_items(content, journey) if proven is None else proven
    return tuple(
        _item_level(
            content, standing_rating(journey, area, item), item, target_of(area, item, senior), probe, today, proven
        )
        for item in area.items
    )


def _item_level(
    content: Content,
    rating: Rating | None,
    item: Item,
    target: int,
    probe: ProbeAnswer | None,
    today: date,
    proven: Mapping[str, Proof],
) -> ItemLevel:
    proof = proven.get(item.id)
    if rating is None or rating.level is None:
        return ItemLevel(item, None, 0.0, target, None, proof)
    level = effective_level(content, rating.level, rating.evidence, probe, today, proof)
    low = proof is not None and _is_low(content, rating)
    return ItemLevel(item, rating.level, level, target, rating.evidence, proof, under_rated=low)


def _is_low(content: Content, rating: Rating | None) -> bool:
    return rating is not None and rating.level is not None and rating.level <= content.number("under_rated")


def under_rated(content: Content, journey: Journey) -> tuple[str, ...]:
    """The items rated low though a project shows them, in the order of the audit."""
    proven = proven_items(content, journey)
    return tuple(
        item.id
        for area in (content.areas.values() if proven else ())
        for item in area.items
        if item.id in proven and _is_low(content, standing_rating(journey, area, item))
    )


def newest_answer(content: Content, journey: Journey, area_id: str) -> ProbeAnswer | None:
    """The latest answer to one of an area's probes; None before any is answered. It is the one that caps."""
    answers = [journey.probes[probe.id] for probe in content.probes[area_id] if probe.id in journey.probes]
    return max(reversed(answers), key=lambda answer: answer.on, default=None)


def standing_rating(journey: Journey, area: Area, item: Item) -> Rating | None:
    """An item's own rating, or the one of its area that stands for it."""
    own = journey.ratings.get(item.id)
    return own if own is not None and own.level is not None else journey.ratings.get(area.id)


def rated_level(journey: Journey, area: Area) -> float | None:
    """The mean rating of an area's core items, 0-4; None when nothing in it is rated. Unrated items count as 0."""
    found = [standing_rating(journey, area, item) for item in area.core]
    levels = [rating.level for rating in found if rating is not None and rating.level is not None]
    return sum(levels) / len(area.core) if levels else None


def level_of(content: Content, journey: Journey, area_id: str) -> float:
    """The rated level of an area as the rules read it: 0 while it is unrated."""
    return rated_level(journey, content.areas[area_id]) or 0.0


def production_python(content: Content, journey: Journey) -> bool:
    """Whether Python is at the level of a service with types, tests and packaging (rule C17)."""
    return level_of(content, journey, "python") >= content.number("production_python")


def share_rated(content: Content, journey: Journey) -> float:
    """The share of core items that have a level, 0-1."""
    core: Sequence[tuple[Area, Item]] = [(area, item) for area in content.areas.values() for item in area.core]
    known = sum(
        1 for area, item in core if (r := standing_rating(journey, area, item)) is not None and r.level is not None
    )
    return known / len(core)
