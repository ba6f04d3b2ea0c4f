"""Examines a folder: reads it once, then asks the detector of each criterion."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from mentor.coach.portfolio import checklist
from mentor.content import Content
from mentor.errors import InputError
from mentor.evidence.checks import Check, Examination
from mentor.evidence.detect import judge
from mentor.evidence.detect.engineering import typed_share
from mentor.evidence.guess import guess_type
from mentor.evidence.limits import Budget, Limits
from mentor.evidence.project import Project
from mentor.evidence.reading import folder_of, notes_of, on_a_deep_stack, read_project
from mentor.shape import did_you_mean

FIGURES = 1_000
"""Figures of metrics files that are kept."""


def examine(
    folder: Path,
    project_type: str,
    content: Content,
    *,
    today: date,
    limits: Limits | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Examination:
    """Read a project's folder and say what it shows of each criterion of its type.

    Nothing of the project is run, imported or fetched. The reading is done in a thread of its own; `progress` and
    `cancelled` are called from it.

    Args:
        folder: The folder; a link to one is resolved, links within it are not followed.
        project_type: One of the five; empty to take what the code looks like.
        content: For the criteria.
        today: The day to put on the result.
        limits: What bounds the reading; the usual ones without.
        progress: Told files read and files there are, now and then.
        cancelled: Asked often; once it says yes the reading stops.

    Raises:
        InputError: There is no such folder or type, or the code does not tell the type.
        CancelledError: The user stopped the reading.
    """
    if project_type and project_type not in content.project_types:
        near = did_you_mean(project_type, content.project_types) or "."
        raise InputError(f"{project_type} is no project type{near}", hint=f"Types: {', '.join(content.project_types)}")
    root = folder_of(folder)
    budget = Budget(limits or Limits(), cancelled)

    def work() -> Examination:
        project = read_project(root, project_type, budget, progress)
        why = ""
        if not project_type:
            project.type, why = guess_type(project)
            if not project.type:
                known = ", ".join(content.project_types)
                raise InputError(
                    "The code does not tell the type of this project.", hint=f"Give --type, one of {known}."
                )
        checks = []
        for criterion in checklist(content, project.type):
            project.tree.cut = project.tree.cut or budget.over
            checks.append(judge(criterion, project))
        return _whole(project, budget, tuple(checks), today, why)

    return on_a_deep_stack(work, budget)


def _whole(project: Project, budget: Budget, checks: tuple[Check, ...], today: date, why: str) -> Examination:
    tree, history = project.tree, project.history
    figures = {round(value, 6) for one in project.results for _, value in one.values}
    return Examination(
        project.type,
        checks,
        today,
        guessed=why,
        looked=tree.looked,
        of=tree.counted,
        skipped={name: count for name, count in sorted(tree.skipped.items()) if count},
        commit=history.head if history else "",
        last_commit=max((commit.day for commit in history.commits), default=None) if history else None,
        py_share=project.py_share,
        typed=typed_share(project),
        tests=len(project.real_tests),
        numbers=tuple(sorted(figures)[:FIGURES]),
        notes=notes_of(project, history, budget),
    )
