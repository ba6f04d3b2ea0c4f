"""The portfolio: projects and what is said of their criteria."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Literal

from mentor.errors import InputError
from mentor.journey.records import Mark, Project
from mentor.session.base import Base
from mentor.store.store import OvertakenError
from mentor.text import one_line


class PortfolioPart(Base):
    """Projects and marks."""

    def add_project(self, type_id: str, title: str, path: str = "", url: str = "") -> Project:
        """Start a portfolio project.

        Raises:
            InputError: The title is empty or no project type has this id.
        """
        if type_id not in self.content.project_types:
            raise InputError(f"{type_id} is no project type.")
        project = _tidy(Project(self.journey.next_project_id(), type_id, title, self.today, path=path, url=url))
        # Another window may have taken the id since; then the journey read for the next try holds its project.
        while True:
            with suppress(OvertakenError):
                self.commit(f"add project {project.title}", [project], only_new=True)
                return project
            project = replace(project, id=self.journey.next_project_id())

    def change_project(self, project: Project) -> None:
        """Store a project's new title, place or state.

        Raises:
            InputError: The title is empty.
        """
        self.commit(f"change project {project.id}", [_tidy(project)])

    def remove_project(self, project: Project) -> None:
        """Remove a project with its marks."""
        marks = [("marks", key) for key, mark in self.journey.marks.items() if mark.project == project.id]
        self.commit(f"remove project {project.title}", deletes=[("projects", project.id), *marks])

    def mark(
        self, project: Project, criterion_id: str, state: Literal["met", "na"], note: str, *, defensible: bool = True
    ) -> None:
        """Say that a criterion is met (with what shows it) or does not apply (with the reason).

        Raises:
            InputError: The note is empty.
        """
        note = one_line(note)
        if not note:
            raise InputError("Say what shows it: a link, a path or a sentence.")
        record = Mark(f"{project.id}/{criterion_id}", project.id, criterion_id, state, self.today, note, defensible)
        self.commit(f"{criterion_id} of {project.title}", [record])

    def unmark(self, project: Project, criterion_id: str) -> None:
        """Open a criterion again."""
        self.commit(
            f"{criterion_id} of {project.title} open again", deletes=[("marks", f"{project.id}/{criterion_id}")]
        )


def _tidy(project: Project) -> Project:
    if not (title := one_line(project.title, 80)):
        raise InputError("A project needs a title.")
    return replace(project, title=title, path=one_line(project.path), url=one_line(project.url))
