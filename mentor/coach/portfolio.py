"""How far a portfolio project is, by what the user says of its criteria and what was found in its folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mentor.content import Content
from mentor.content.model import Criterion
from mentor.journey import Journey
from mentor.journey.records import Mark, Project

if TYPE_CHECKING:  # only a project whose folder was read has findings
    from mentor.journey.proof import Finding

Level = Literal["none", "shipped", "defensible"]
Backing = Literal["verified", "attested", "overruled", "contradicted", "fail", "unknown", "na", "open"]
"""What stands behind a criterion: a reading found it; the user says so; says so with a reason against what was found;
said so, and a later reading found it is not; a reading found it is not; a reading cannot tell; it does not apply;
nobody said or read anything."""
LEVELS: tuple[Level, ...] = ("none", "shipped", "defensible")
SECTIONS: dict[str, str] = {
    "data": "Data",
    "model": "Model and evaluation",
    "engineering": "Engineering",
    "operations": "Operations and write-up",
}


@dataclass(frozen=True)
class Line:
    """One criterion of one project: what the user says of it, what was found, and which levels ask for it."""

    criterion: Criterion
    mark: Mark | None
    shipped: bool
    defensible: bool
    finding: Finding | None = None

    @property
    def met(self) -> bool:
        """Whether the user says it is met, with a note, or does not apply, with the reason; or a reading found it."""
        return self._said is not None or self.found

    @property
    def met_fully(self) -> bool:
        """The same, up to what *defensible* asks where that is more."""
        mark, finding = self._said, self.finding
        said = mark is not None and (mark.state == "na" or mark.defensible or not self.defensible)
        return said or (self.found and finding is not None and (finding.defensible or not self.defensible))

    @property
    def found(self) -> bool:
        """Whether a reading of the folder found it met."""
        return self.finding is not None and self.finding.state in ("pass", "na")

    @property
    def contradicted(self) -> bool:
        """Whether a reading found it not met though the user had said it is; it counts again once overruled."""
        finding, mark = self.finding, self.mark
        return mark is not None and not mark.overrules and finding is not None and finding.state == "fail"

    @property
    def backing(self) -> Backing:
        """What stands behind it: the reading, the user's word, both at odds, or neither."""
        mark, seen = self.mark, self.finding.state if self.finding else "open"
        if seen == "pass":
            return "verified"
        if mark is not None and seen == "fail":
            return "overruled" if mark.overrules else "contradicted"
        if mark is not None:
            return "na" if mark.state == "na" else "attested"
        return seen

    @property
    def _said(self) -> Mark | None:
        """What the user says, as far as no reading contradicts it."""
        return None if self.contradicted else self.mark


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
    """A project's checklist with the user's marks and what was found in its folder, and the level that follows."""
    ids = [criterion.id for criterion in checklist(content, project.type)]
    marks = {key: mark for key in ids if (mark := journey.marks.get(f"{project.id}/{key}"))}
    found = {key: finding for key in ids if (finding := journey.findings.get(f"{project.id}/{key}"))}
    return standing(content, project.type, marks, found)


def standing(
    content: Content, project_type: str, marks: Mapping[str, Mark], findings: Mapping[str, Finding]
) -> Progress:
    """Where a project stands by what the user says and what was found, each by criterion.

    *Shipped* asks that every line of it is met; *defensible* that and more, see `_to_defensible`. The oral defence that
    *defensible* also asks for is nothing that could be seen here.
    """
    lines = tuple(
        Line(
            criterion,
            marks.get(criterion.id),
            criterion.needed_for_shipped(project_type),
            criterion.needed_for_defensible(project_type),
            findings.get(criterion.id),
        )
        for criterion in checklist(content, project_type)
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
    open_lines = [line for line in lines if line.defensible and not line.met_fully]
    sections_met = all(share >= need["section"] for share in sections.values())
    if enough_checkable(content, lines) and sections_met:
        open_lines = [line for line in open_lines if line.criterion.id in must]
    return tuple(line.criterion for line in open_lines)


def enough_checkable(content: Content, lines: tuple[Line, ...]) -> bool:
    """Whether most of what *defensible* asks for and a reading can tell is met."""
    checkable = [line for line in lines if line.defensible and line.criterion.confidence in ("H", "M")]
    share: float = content.values("defensible_share")["criteria"]
    return sum(line.met_fully for line in checkable) >= share * len(checkable)


def at_least(level: Level, wanted: Level) -> bool:
    """Whether a level reaches another."""
    return LEVELS.index(level) >= LEVELS.index(wanted)


def any_at_least(content: Content, journey: Journey, wanted: Level) -> bool:
    """Whether any project reaches a level."""
    return any(at_least(progress(content, journey, project).level, wanted) for project in journey.projects.values())


def unshipped(content: Content, journey: Journey) -> tuple[Project, ...]:
    """The projects in progress that are not shipped: while there is one, no other is begun (rule C18)."""
    active = [project for project in journey.projects.values() if project.state == "active"]
    return tuple(one for one in active if not at_least(progress(content, journey, one).level, "shipped"))


def active_project(journey: Journey) -> Project | None:
    """The one project in progress (rule C18), the newest where there are several."""
    active = [project for project in journey.projects.values() if project.state == "active"]
    return max(active, key=lambda project: (project.on, project.id), default=None)
