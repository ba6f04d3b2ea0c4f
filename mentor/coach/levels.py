"""What a person can do: rated levels, and the effective ones that evidence and probes bear out.

Sources of the scheme: self-ratings correlate about .3 with measured ability, more when the act is concrete; see
`numbers.toml` for the caps and their reasons.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mentor.coach.proof import Proof, proven_items
from mentor.coach.solved import Solved, solved_items
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
        solved: What practice there is on it, enough to show it or not.
        under_rated: Whether the rating is low beside what shows it: worth a second look, never raised by itself.
    """

    item: Item
    rated: int | None
    effective: float
    target: int
    evidence: Evidence | None
    proof: Proof | None = None
    solved: Solved | None = None
    under_rated: bool = False

    @property
    def shown_by(self) -> str:
        """What the program saw of it, in words: the place in a project, else the practice; empty for neither."""
        if self.proof is not None:
            return self.proof.place
        return self.solved.said if self.solved is not None and self.solved.enough else ""

    @property
    def checked(self) -> bool:
        """Whether what shows it was checked. Exercises are no work of one's own, so they make nothing verified."""
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
    solved: Solved | None = None,
) -> float:
    """A rating after its caps; never more than the rating.

    Args:
        content: For the caps.
        rated: 0-4.
        evidence: What the user attached, if anything.
        probe: The answer to the area's probe, if it was asked.
        today: To tell how old the evidence is.
        proof: What reading a project shows; it lifts the caps as checked evidence does, and lowers nothing by its age.
        solved: What practice shows; where it is enough it lifts the caps to its own, and lowers nothing either.
    """
    found = [_capped(content, rated, evidence, probe, today)]
    if proof is not None:
        seen = Evidence(proof.place, "file", max(proof.on, evidence.on) if evidence else proof.on, checked=True)
        found.append(_capped(content, rated, seen, probe, today))
    if solved is not None and solved.enough:
        # Exercises solved after the probe say more of the item than one question of its area did before them.
        later = probe is not None and solved.marked_on is not None and solved.marked_on > probe.on
        cap = min(content.number("cap_practised"), 4 if later else _probe_cap(content, probe))
        found.append(_aged(content, min(rated, cap), solved.on, today))
    return max(found)


def _capped(content: Content, rated: int, evidence: Evidence | None, probe: ProbeAnswer | None, today: date) -> float:
    """A rating after the caps of one piece of evidence, or of none."""
    checked = evidence is not None and evidence.checked
    caps = [float(rated)]
    if rated >= 3 and not checked:
        caps.append(content.number("cap_text_evidence" if evidence else "cap_no_evidence"))
    if not checked:
        caps.append(_probe_cap(content, probe))
    return _aged(content, min(caps), evidence.on, today) if evidence is not None else min(caps)


def _probe_cap(content: Content, probe: ProbeAnswer | None) -> float:
    """How far an answer to a probe lets a rating count; 4 where it was right or never asked."""
    if probe is None or probe.right:
        return 4.0
    sure = probe.choice is not None and probe.certainty >= 2
    return content.number("cap_probe_sure" if sure else "cap_probe_unsure")


def _aged(content: Content, level: float, on: date, today: date) -> float:
    """A level less what old evidence takes off."""
    return max(0.0, level - content.number("evidence_age_loss")) if is_old(content, on, today) else level


def is_old(content: Content, on: date, today: date) -> bool:
    """Whether what shows something is so old that it counts for less."""
    # The day itself still counts: older than 18 months begins on the day after.
    return _months_between(on, today - timedelta(days=1)) >= content.number("evidence_age_months")


def _months_between(then: date, now: date) -> int:
    return (now.year - then.year) * 12 + now.month - then.month - (now.day < then.day)


def target_of(area: Area, item: Item, senior_area: str) -> int:
    """The level a first job asks of an item: 3 for foundation and the chosen senior area, else 2."""
    return 3 if item.foundation or area.id == senior_area else 2


def item_levels(
    content: Content,
    journey: Journey,
    area: Area,
    today: date,
    proven: Mapping[str, Proof] | None = None,
    solved: Mapping[str, Solved] | None = None,
) -> tuple[ItemLevel, ...]:
    """Every item of an area. A rating of the whole area stands for its unrated items.

    Args:
        content: For items, targets and caps.
        journey: For ratings, evidence and probes.
        area: The area.
        today: The day.
        proven: `proven_items`, where they are at hand.
        solved: `solved_items`, likewise.
    """
    senior = journey.profile.senior_area if journey.profile else ""
    probe = newest_answer(content, journey, area.id)
    proven = proven_items(content, journey) if proven is None else proven
    solved = solved_items(content, journey) if solved is None else solved
    found = []
    for item in area.items:
        rating, target = standing_rating(journey, area, item), target_of(area, item, senior)
        shows = proven.get(item.id), solved.get(item.id)
        if rating is None or rating.level is None:
            found.append(ItemLevel(item, None, 0.0, target, None, *shows))
            continue
        effective = effective_level(content, rating.level, rating.evidence, probe, today, *shows)
        level = ItemLevel(item, rating.level, effective, target, rating.evidence, *shows)
        found.append(replace(level, under_rated=True) if level.shown_by and _is_low(content, rating) else level)
    return tuple(found)


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
