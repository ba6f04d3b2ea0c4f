"""How far a portfolio project is, by what the user says of its criteria."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mentor.content import Content
from mentor.content.model import Criterion
from mentor.journey import Journey
from mentor.journey.records import Mark, Project

Level = Literal["none", "shipped", "defensible"]
LEVELS: tuple[Level, ...] = ("none", "shipped", "defensible")
SECTIONS: dict[str, str] = {
    "data": "Data",
    "model": "Model and evaluation",
    "engineering": "Engineering",
    "operations": "Operations and write-up",
}


@dataclass(frozen=True)
class Line:
    """One criterion of one project."""

    criterion: Criterion
    mark: Mark | None
    shipped: bool
    defensible: bool

    @property
    def met(self) -> bool:
        """Whether the user says it is met, with a note, or does not apply, with the reason."""
        return self.mark is not None

    @property
    def met_fully(self) -> bool:
        """The same, up to what *defensible* asks where that is more."""
        return self.mark is not None and (self.mark.state == "na" or self.mark.defensible or not self.defensible)


@dataclass(frozen=True)
class Progress:
    """Where a project stands.

    Attributes:
        sections: Share of each section's criteria that are met, 0-1.
        weakest: The section that limits the headline.
        to_shipped: Criteria still missing for *shipped*.
        to_defensible: Criteria still missing for *defensible*.
    """

    lines: tuple[Line, ...]
    level: Level
    sections: dict[str, float]
    weakest: str
    to_shipped: tuple[Criterion, ...]
    to_defensible: tuple[Criterion, ...]


def checklist(content: Content, project_type: str) -> tuple[Criterion, ...]:
    """The criteria of a project type, in the order of the checklist: by section, common ones first."""
    order = list(SECTIONS)
    found = [criterion for criterion in content.criteria.values() if criterion.applies_to(project_type)]
    return tuple(sorted(found, key=lambda criterion: order.index(criterion.section)))


def progress(content: Content, journey: Journey, project: Project) -> Progress:
    """A project's checklist with the user's marks, and the level that follows."""
    lines = tuple(
        Line(
            criterion,
            journey.marks.get(f"{project.id}/{criterion.id}"),
            criterion.needed_for_shipped(project.type),
            criterion.needed_for_defensible(project.type),
        )
        for criterion in checklist(content, project.type)
    )
    sections = {}
    for section in SECTIONS:
        members = [line for line in lines if line.criterion.section == section]
        sections[section] = sum(line.met for line in members) / len(members)
    to_shipped = tuple(line.criterion for line in lines if line.shipped and not line.met)
    to_defensible = _to_defensible(content, lines, sections)
    level: Level = "none" if to_shipped else "defensible" if not to_defensible else "shipped"
    weakest = min(sections, key=lambda name: sections[name])
    return Progress(lines, level, sections, weakest, to_shipped, to_defensible)


def _to_defensible(content: Content, lines: tuple[Line, ...], sections: dict[str, float]) -> tuple[Criterion, ...]:
    """What *defensible* still asks: every section at its share, most of what can be checked, and three musts."""
    need: dict[str, float] = content.values("defensible_share")
    must = set(content.values("defensible_must"))
    wanted = [line for line in lines if line.defensible]
    open_lines = [line for line in wanted if not line.met_fully]
    checkable = [line for line in wanted if line.criterion.confidence in ("H", "M")]
    enough = sum(line.met_fully for line in checkable) >= need["criteria"] * len(checkable)
    sections_met = all(share >= need["section"] for share in sections.values())
    if enough and sections_met:
        open_lines = [line for line in open_lines if line.criterion.id in must]
    return tuple(line.criterion for line in open_lines)


def at_least(level: Level, wanted: Level) -> bool:
    """Whether a level reaches another."""
    return LEVELS.index(level) >= LEVELS.index(wanted)


def any_at_least(content: Content, journey: Journey, wanted: Level) -> bool:
    """Whether any project reaches a level."""
    return any(at_least(progress(content, journey, project).level, wanted) for project in journey.projects.values())


def active_project(journey: Journey) -> Project | None:
    """The one project in progress (rule C18), the newest where there are several."""
    active = [project for project in journey.projects.values() if project.state == "active"]
    return max(active, key=lambda project: (project.on, project.id), default=None)
