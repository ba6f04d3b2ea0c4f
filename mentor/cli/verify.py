"""`mentor verify PATH`: reads a project's folder and says what it shows of each criterion."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from mentor.cli.context import Context
from mentor.cli.output import say, show, show_json
from mentor.cli.page import Page
from mentor.cli.progress import ProgressLine
from mentor.cli.verify_text import write_verdict
from mentor.coach.levels import under_rated
from mentor.coach.portfolio import Line
from mentor.coach.verdict import Verdict, verdict
from mentor.errors import InputError
from mentor.evidence import Examination, examine
from mentor.journey.records import Project
from mentor.session import Session


def run(arguments: Namespace, context: Context) -> int:
    """Read, keep where the folder is that of a project in the portfolio, show. A level of none is no error."""
    session = context.session()
    project = _project_of(session, arguments.path)
    type_id = arguments.type or (project.type if project is not None else "")
    examination = _read(session, arguments.path, type_id)
    marks = {mark.criterion: mark for mark in session.journey.marks.values() if project and mark.project == project.id}
    found = verdict(
        session.content, examination.type, examination.findings(project.id if project else ""), marks, session.today
    )
    kept = project is not None and project.type == examination.type and not session.store.read_only
    low: tuple[str, ...] = ()
    if project is not None and kept:
        session.keep_examination(project, examination)
        low = under_rated(session.content, session.journey)
    if arguments.json:
        show_json({**_data(examination, found, project if kept else None), "under_rated": list(low)})
        return 0
    page = Page.for_output()
    write_verdict(page, session.content, examination, found, everything=arguments.all)
    if low:
        page.line(f"You may be under-rating {' '.join(low)}: rated low, and shown here. mentor audit rate ITEM=LEVEL")
    show(page)
    if project is not None and project.type != examination.type:
        say(f"Not kept: {project.id} is a {project.type} project.")
    return 0


def _project_of(session: Session, path: str) -> Project | None:
    """The project of the portfolio whose folder this is, the newest where there are several."""
    here = _real(path)
    found = [one for one in session.journey.projects.values() if one.path and _real(one.path) == here]
    return max(found, key=lambda one: (one.state == "active", one.on, one.id), default=None)


def _real(path: str) -> str:
    try:
        return os.path.realpath(Path(path).expanduser())
    except (OSError, RuntimeError, ValueError):
        return path


def _read(session: Session, path: str, type_id: str) -> Examination:
    if not path.strip():
        raise InputError("The path is empty.", hint="Give the folder of a project.")
    line = ProgressLine(sys.stderr)
    try:
        return examine(
            Path(path),
            type_id,
            session.content,
            today=session.today,
            progress=lambda looked, of: line.show(f"reading {looked} of {of} files"),
        )
    except KeyboardInterrupt:
        line.clear()
        say("Stopped; nothing was kept.")
        raise
    finally:
        line.clear()


def _data(examination: Examination, found: Verdict, project: Project | None) -> dict[str, Any]:
    """The reading as plain values."""
    progress = found.progress
    lines = {line.criterion.id: line for line in progress.lines}
    return {
        "type": examination.type,
        "guessed": examination.guessed,
        "level": progress.level,
        "level_once_attested": found.once_attested,
        "to_attest": [one.id for one in found.to_attest],
        "overruled": [one.id for one in found.overruled],
        "contradicted": [one.id for one in found.contradicted],
        "weakest": progress.weakest,
        "sections": progress.sections,
        "to_shipped": [one.id for one in progress.to_shipped],
        "to_defensible": [one.id for one in progress.to_defensible],
        "checks": [
            {
                "id": check.id,
                "section": lines[check.id].criterion.section,
                "state": check.state,
                "score": check.score,
                "confidence": check.confidence,
                "defensible": check.defensible,
                "evidence": [{"file": spot.file, "line": spot.line} for spot in check.evidence],
                "said": check.said,
                "hint": check.hint,
                "backing": lines[check.id].backing,
                "attested": _attested(lines[check.id]),
            }
            for check in examination.checks
        ],
        "looked": examination.looked,
        "of": examination.of,
        "skipped": dict(examination.skipped),
        "notes": list(examination.notes),
        "commit": examination.commit,
        "last_commit": examination.last_commit.isoformat() if examination.last_commit else None,
        "project": project.id if project else None,
    }


def _attested(line: Line) -> dict[str, Any] | None:
    mark = line.mark
    return None if mark is None else {"state": mark.state, "note": mark.note, "on": mark.on.isoformat()}
