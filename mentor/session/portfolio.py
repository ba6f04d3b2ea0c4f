"""The portfolio: projects and what is said of their criteria."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mentor.errors import InputError
from mentor.journey.records import Mark, Project
from mentor.session.base import Base
from mentor.store.store import OvertakenError
from mentor.text import one_line

if TYPE_CHECKING:  # the reader of folders and the records of proof are imported when a folder was read
    from mentor.evidence import Examination
    from mentor.journey.proof import Deployment, Finding, Run


class PortfolioPart(Base):
    """Projects and marks."""

    def add_project(self, type_id: str, title: str, path: str = "", url: str = "", *, parking: str = "") -> Project:
        """Start a portfolio project.

        Args:
            type_id: Its type.
            title: Its title.
            path: Its folder.
            url: Its address.
            parking: Why what is in progress and not shipped is parked for it.

        Raises:
            InputError: The title is empty, no project type has this id, or another project is in progress, not
                shipped, and no reason to park it is given.
        """
        if type_id not in self.content.project_types:
            raise InputError(f"{type_id} is no project type.")
        project = _tidy(Project(self.journey.next_project_id(), type_id, title, self.today, path=path, url=url))
        # Another window may have taken the id since; then the journey read for the next try holds its project.
        while True:
            parked = self._parked_for(project, parking)
            with suppress(OvertakenError):
                replaced = [("projects", other.id) for other in parked]
                self.commit(f"add project {project.title}", [project, *parked], replaced, only_new=True)
                return project
            project = replace(project, id=self.journey.next_project_id())

    def park_project(self, project: Project, why: str) -> None:
        """Set a project aside, with the reason.

        Raises:
            InputError: No reason is given.
        """
        self.commit(f"park {project.title}", [_parked(project, why)])

    def resume_project(self, project: Project, *, parking: str = "") -> None:
        """Take a parked or finished project up again.

        Raises:
            InputError: Another is in progress, not shipped, and no reason to park it is given.
        """
        parked = self._parked_for(project, parking)
        self.commit(f"take up {project.title}", [_tidy(replace(project, state="active")), *parked])

    def _parked_for(self, project: Project, why: str) -> list[Project]:
        """What is in progress and not shipped, parked before a project is begun or taken up again.

        Raises:
            InputError: There is something, and no reason.
        """
        from mentor.coach.portfolio import unshipped

        held = [other for other in unshipped(self.content, self.journey) if other.id != project.id]
        if held and not one_line(why):
            raise InputError(
                f"{one_line(held[0].title)} is in progress and not shipped.",
                hint="Ship it first, or give the reason why it is parked.",
            )
        return [_parked(other, why) for other in held]

    def change_project(self, project: Project) -> None:
        """Store a project's new title, place or state; the reason it is parked goes with the state.

        Raises:
            InputError: The title is empty.
        """
        self.commit(f"change project {project.id}", [_tidy(project)])

    def remove_project(self, project: Project) -> None:
        """Remove a project with its marks, what was found in its folder, and the looks at where it is deployed."""
        journey = self.journey
        tables: dict[str, Mapping[str, Mark | Finding | Run | Deployment]] = {
            "marks": journey.marks,
            "findings": journey.findings,
            "runs": journey.runs,
            "deployments": journey.deployments,
        }
        held = [
            (table, key) for table, rows in tables.items() for key, one in rows.items() if one.project == project.id
        ]
        self.commit(f"remove project {project.title}", deletes=[("projects", project.id), *held])

    def mark(
        self,
        project: Project,
        criterion_id: str,
        state: Literal["met", "na"],
        note: str,
        *,
        defensible: bool = True,
        on: date | None = None,
    ) -> None:
        """Say that a criterion is met (with what shows it) or does not apply (with the reason).

        Where a reading found it not met this overrules the finding.

        Args:
            project: The project.
            criterion_id: The criterion.
            state: What is said of it.
            note: What shows it, or the reason.
            defensible: Whether it holds up to what *defensible* asks where that is more.
            on: The day on which what shows it was seen; today without one.

        Raises:
            InputError: The note is empty, or the day is still to come.
        """
        note, key = one_line(note), f"{project.id}/{criterion_id}"
        if not note:
            raise InputError("Say what shows it: a link, a path or a sentence.")
        if on is not None and on > self.today:
            raise InputError(f"{on.isoformat()} is still to come.")
        finding = self.journey.findings.get(key)
        overrules = finding is not None and finding.state == "fail"
        day = on or self.today
        record = Mark(key, project.id, criterion_id, state, day, note, defensible, overrules=overrules)
        self.commit(f"{criterion_id} of {project.title}", [record])

    def unmark(self, project: Project, criterion_id: str) -> None:
        """Open a criterion again."""
        self.commit(
            f"{criterion_id} of {project.title} open again", deletes=[("marks", f"{project.id}/{criterion_id}")]
        )

    def read_folder(
        self, path: str, type_id: str, *, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> Examination:
        """Read a project's folder and say what it shows. Nothing is stored; it may run in a thread of its own.

        Args:
            path: The folder.
            type_id: The project's type.
            progress: Told files read and files there are, now and then.
            cancelled: Asked often; once it says yes the reading stops.

        Raises:
            InputError: There is no such folder.
            CancelledError: The reading was stopped.
        """
        from mentor.evidence import examine

        return examine(Path(path), type_id, self.content, today=self.today, progress=progress, cancelled=cancelled)

    def keep_examination(self, project: Project, examination: Examination) -> Run:
        """Store what a reading of the project's folder found, in place of what the last one did.

        The project is stored with it where it is not as it was recorded, for instance with a new path.

        Raises:
            InputError: The project was removed.
        """
        from mentor.coach.verdict import verdict
        from mentor.journey.proof import Run

        journey = self.journey
        known = journey.projects.get(project.id)
        if known is None:
            raise InputError(f"{one_line(project.title)} was removed; nothing was kept.")
        findings = examination.findings(project.id)
        marks = {mark.criterion: mark for mark in journey.marks.values() if mark.project == project.id}
        found = verdict(self.content, examination.type, findings, marks, self.today).progress
        run = Run(
            journey.next_id("runs", f"{project.id}/"),
            project.id,
            examination.on,
            examination.type,
            found.level,
            commit=examination.commit,
            last_commit=examination.last_commit,
            looked=examination.looked,
            of=examination.of,
            states={check.id: check.state for check in examination.checks},
            sections=found.sections,
            py_share=examination.py_share,
            typed=examination.typed,
            tests=examination.tests,
            numbers=examination.numbers,
        )
        current = {finding.id for finding in findings}
        old = [
            ("findings", key)
            for key, one in journey.findings.items()
            if one.project == project.id and key not in current
        ]
        changed = [_tidy(project)] if project != known else []
        self.commit(f"verify {project.title}", [*findings, run, *changed], deletes=old)
        return run


def _parked(project: Project, why: str) -> Project:
    if not one_line(why):
        raise InputError("Say why it is parked: one sentence.", hint="It is shown beside the project.")
    return _tidy(replace(project, state="parked", parked_why=why))


def _tidy(project: Project) -> Project:
    if not (title := one_line(project.title, 80)):
        raise InputError("A project needs a title.")
    why = one_line(project.parked_why) if project.state == "parked" else ""
    return replace(project, title=title, path=one_line(project.path), url=one_line(project.url), parked_why=why)
