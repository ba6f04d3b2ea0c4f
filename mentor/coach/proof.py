"""What reading the projects' folders proves: items of the audit, deliverables of the gates.

Only what was seen proves anything here. What the user attests or overrules counts for a project's level, and is named
where it stands beside what was seen, but never passes for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mentor.coach.portfolio import Line, Progress, at_least, progress
from mentor.content import Content
from mentor.content.model import Criterion, Need
from mentor.journey import Journey
from mentor.journey.records import Project
from mentor.text import one_line

if TYPE_CHECKING:  # only a project whose folder was read has findings
    from mentor.journey.proof import Deployment, Finding, Run, Spot

SURE = ("H", "M")
"""The confidence from which a finding proves something; a hint does not."""


def runs_of(journey: Journey, project_id: str) -> tuple[Run, ...]:
    """The readings of a project's folder, the oldest first."""
    keys = [key for key in journey.runs if key.rpartition("/")[0] == project_id]
    return tuple(journey.runs[key] for key in sorted(keys, key=lambda key: (len(key), key)))


def looks_of(journey: Journey, project_id: str) -> tuple[Deployment, ...]:
    """The looks at where a project is deployed, the newest first."""
    looks = [look for look in journey.deployments.values() if look.project == project_id]
    return tuple(sorted(looks, key=lambda look: (look.on, len(look.id), look.id), reverse=True))


# ---------------------------------------------------------------------- items of the audit


@dataclass(frozen=True)
class Proof:
    """Where an item of the audit is shown to be done.

    Attributes:
        on: How new it is: the day of the newest commit that was read; without one the day of the reading.
    """

    item: str
    project: Project
    criterion: Criterion
    finding: Finding
    on: date

    @property
    def spot(self) -> Spot | None:
        """The first of the places that decided; None where it was no single one."""
        return next(iter(self.finding.evidence), None)

    @property
    def place(self) -> str:
        """Project, file and line, and the criterion, as in "Fraud scores, Dockerfile:3 (R26)"."""
        spot = self.spot
        where = f", {spot_text(spot)}" if spot is not None else ""
        return f"{one_line(self.project.title)}{where} ({self.criterion.id})"


def spot_text(spot: Spot) -> str:
    """A place in a project: the file, and the line where there is one."""
    return f"{spot.file}:{spot.line}" if spot.line else spot.file


def proven_items(content: Content, journey: Journey) -> dict[str, Proof]:
    """The items of the audit that a reading shows to be done, each with the best proof there is."""
    if not journey.findings:
        return {}
    proofs = [proof for project in journey.projects.values() for proof in _proofs(content, journey, project)]
    # The surest last, the newest of them after that: later ones replace earlier ones.
    proofs.sort(key=lambda proof: (-SURE.index(proof.finding.confidence), proof.on))
    return {proof.item: proof for proof in proofs}


def _proofs(content: Content, journey: Journey, project: Project) -> Iterator[Proof]:
    runs = runs_of(journey, project.id)
    newest = runs[-1].last_commit if runs else None
    for criterion in content.criteria.values():
        finding = journey.findings.get(f"{project.id}/{criterion.id}") if criterion.proves else None
        if finding is not None and finding.state == "pass" and finding.confidence in SURE:
            on = min(finding.on, newest) if newest else finding.on
            yield from (Proof(item, project, criterion, finding, on) for item in criterion.proves)


# ---------------------------------------------------------------------- deliverables of the gates


@dataclass(frozen=True)
class Shown:
    """A deliverable of a gate that a project shows.

    Attributes:
        attested: The criteria of it that no reading can see to the end, and the user attests.
        overruled: Those that a reading found not met, and the user says are, with the reason.
    """

    need: Need
    project: Project
    attested: tuple[str, ...] = ()
    overruled: tuple[str, ...] = ()

    @property
    def met(self) -> bool:
        """Whether nothing of it is left for the user to say."""
        return not self.need.by_hand

    @property
    def said(self) -> str:
        """In words, as in "verified in Fraud scores; R27 attested by you"."""
        told = [f"verified in {one_line(self.project.title)}"]
        told += [
            f"{' '.join(ids)} {what} by you"
            for ids, what in ((self.attested, "attested"), (self.overruled, "overruled"))
            if ids
        ]
        told += [f"{self.need.by_hand} is yours to say"] if self.need.by_hand else []
        return "; ".join(told)


def needs_shown(content: Content, journey: Journey) -> dict[str, Shown]:
    """The deliverables of the gates that a project shows whose folder was read, by the need's id.

    A need that names criteria is shown by one project in which each is seen, or attested where a reading cannot tell,
    and at least one is seen. A need that names a level is shown by one project that was read and stands there.
    """
    if not journey.runs:
        return {}
    needs = [need for phase in content.phases.values() for need in phase.gate.needs if need.criteria or need.project]
    read = [project for project in journey.projects.values() if runs_of(journey, project.id)]
    far = {project.id: progress(content, journey, project) for project in read}
    found = {}
    for need in needs:
        shown = [one for project in read if (one := _shown(need, project, far[project.id])) is not None]
        best = min(shown, key=lambda one: len(one.attested) + len(one.overruled), default=None)
        if best is not None:
            found[need.id] = best
    return found


def _shown(need: Need, project: Project, far: Progress) -> Shown | None:
    if need.project:
        if not at_least(far.level, need.project):
            return None
        lines = [line for line in far.lines if line.shipped or (need.project == "defensible" and line.defensible)]
        return Shown(need, project, _backed(lines, "attested"), _backed(lines, "overruled"))
    lines = [line for line in far.lines if line.criterion.id in need.criteria]
    seen = [line for line in lines if line.backing == "verified"]
    told = [line for line in lines if line.backing == "attested" and line.finding is not None]
    if not seen or len(seen) + len(told) < len(need.criteria):
        return None
    return Shown(need, project, _backed(lines, "attested"))


def _backed(lines: list[Line], backing: str) -> tuple[str, ...]:
    return tuple(line.criterion.id for line in lines if line.backing == backing)
