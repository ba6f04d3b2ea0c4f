"""The gap report: what is missing in each area, and how ready the whole is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from mentor.coach.levels import ItemLevel, item_levels, rated_level
from mentor.coach.proof import proven_items
from mentor.coach.solved import solved_items
from mentor.content import Content
from mentor.content.model import Area
from mentor.journey import Journey

Status = Literal["unrated", "missing", "claimed", "verified"]


@dataclass(frozen=True)
class AreaReport:
    """Where one area stands.

    Attributes:
        weight: Importance, 0-10, with the target's multiplier.
        level: Mean rating of the core items, 0-4; None while nothing is rated.
        effective: The same after the caps, 0-4.
        target: Mean target of the core items.
        deficit: Share of the needed levels that is missing, 0-1, over all items.
        gap: weight x deficit.
        shares: Verified, claimed and missing parts of what is needed; they add up to 1.
    """

    area: Area
    weight: float
    multiplier: float
    level: float | None
    effective: float
    target: float
    deficit: float
    gap: float
    status: Status
    shares: tuple[float, float, float]
    items: tuple[ItemLevel, ...]


@dataclass(frozen=True)
class Audit:
    """The whole report.

    Attributes:
        readiness: 1 - the deficit of the weakest block, 0-1.
        blocks: Deficit of each block, 0-1.
        weakest_block: The block that limits readiness; empty before anything is rated.
        sure_right: Probes answered with certainty 3: how many, and how many of them right.
    """

    areas: dict[str, AreaReport]
    readiness: float
    blocks: dict[str, float]
    weakest_block: str
    sure_right: tuple[int, int]


def audit(content: Content, journey: Journey, today: date) -> Audit:
    """The gap report of a journey."""
    target = journey.profile.target if journey.profile else "applied"
    multipliers = content.profiles[target].multipliers
    proven, solved = proven_items(content, journey), solved_items(content, journey)
    levels = {area: item_levels(content, journey, content.areas[area], today, proven, solved) for area in content.areas}
    areas = {
        area.id: _area_report(area, multipliers.get(area.id, 1.0), levels[area.id], journey)
        for area in content.areas.values()
    }
    blocks = _blocks(content, areas, target)
    rated = any(report.level is not None for report in areas.values())
    weakest = max(blocks, key=lambda name: blocks[name]) if rated else ""
    sure = [answer for answer in journey.probes.values() if answer.certainty == 3 and answer.choice is not None]
    return Audit(
        areas=areas,
        readiness=1 - blocks[weakest] if weakest else 0.0,
        blocks=blocks,
        weakest_block=weakest,
        sure_right=(len(sure), sum(answer.right for answer in sure)),
    )


def _area_report(area: Area, multiplier: float, items: tuple[ItemLevel, ...], journey: Journey) -> AreaReport:
    needed = sum(level.target for level in items)
    deficit = sum(level.missing for level in items) / needed
    # What is there counts as verified only where the mentor itself checked it.
    verified = sum(min(x.effective, x.target) for x in items if x.checked) / needed
    claimed = max(0.0, sum(min(x.rated or 0, x.target) for x in items) / needed - verified)
    core = [level for level in items if level.item in area.core]
    level = rated_level(journey, area)
    weight = area.weight * multiplier
    return AreaReport(
        area=area,
        weight=weight,
        multiplier=multiplier,
        level=level,
        effective=sum(x.effective for x in core) / len(core),
        target=sum(x.target for x in core) / len(core),
        deficit=deficit,
        gap=weight * deficit,
        status=_status(level, items),
        shares=(verified, claimed, max(0.0, 1 - verified - claimed)),
        items=items,
    )


def _status(level: float | None, items: tuple[ItemLevel, ...]) -> Status:
    if level is None:
        return "unrated"
    if any((x.rated or 0) < x.target for x in items):
        return "missing"
    if all(x.checked and not x.missing for x in items):
        return "verified"
    return "claimed"


def _blocks(content: Content, areas: dict[str, AreaReport], target: str) -> dict[str, float]:
    members: dict[str, list[str]] = dict(content.values("blocks"))
    if target in (extra := content.values("target_block")):
        members[target] = extra[target]
    deficits = {}
    for name, ids in members.items():
        reports = [areas[area] for area in ids]
        total = sum(report.weight for report in reports)
        deficits[name] = sum(report.weight * report.deficit for report in reports) / total
    return deficits
