"""The page of one project: how far it is, what changed since the last reading, what comes next, every reading."""

from __future__ import annotations

from textual.content import Content

from mentor.coach.portfolio import SECTIONS, Progress
from mentor.coach.proof import looks_of, runs_of
from mentor.coach.steps import Since, Step, next_steps, since_last
from mentor.journey.proof import Run
from mentor.journey.records import Project
from mentor.screens.portfolio_text import (
    BACKING,
    GLYPHS,
    LEVEL_WORDS,
    PARTLY,
    look_line,
    next_level,
    percent,
    short_day,
    step_hours,
)
from mentor.session import Session
from mentor.text import one_line, shorten
from mentor.widgets.text import MUTED, STRONG, hanging, lines, paragraph, plain

LABEL = 9
COMMIT = 7
"""Characters of a commit that are shown, as Git shows it."""


def project_page(session: Session, project: Project, far: Progress, width: int) -> Content:
    """Everything about a project that is no single criterion and does not stand over its checklist."""
    runs = runs_of(session.journey, project.id)
    parts = [
        _at_odds(far, width),
        _since(project, runs, width),
        _steps(session, far, width),
        [_heading("READINGS"), *(_run_line(run, width) for run in reversed(runs))] if runs else [],
        _looks(session, project, width),
        _legend(width),
    ]
    return Content("\n\n").join(lines(*part) for part in parts if part)


def _heading(text: str) -> Content:
    return plain(text, STRONG)


def _at_odds(far: Progress, width: int) -> list[Content]:
    """What the user attested and a reading found not met."""
    ids = [line.criterion.id for line in far.lines if line.backing == "contradicted"]
    if not ids:
        return []
    told = f"{' '.join(ids)}: attested by you, found not met, not counted. Space gives the reason, or opens it again."
    return [hanging(GLYPHS["contradicted"], told, width, 2)]


# ---------------------------------------------------------------------- readings


def _since(project: Project, runs: tuple[Run, ...], width: int) -> list[Content]:
    """What changed from one reading to the next."""
    if not runs:
        where = "v reads its folder" if project.path else "v asks where its folder is and reads it"
        return paragraph(f"Not read yet: {where}.", width)
    since, now = since_last(runs), runs[-1]
    if since is None:
        return paragraph(f"First read on {short_day(now.on)}. The next reading says what changed.", width)
    parts = [_heading(f"SINCE {short_day(since.before.on).upper()}")]
    if since.rose:
        before, after = LEVEL_WORDS[since.before.level], LEVEL_WORDS[now.level]
        parts.append(hanging("level", f"{before} → {after}", width, LABEL))
    if since.passed:
        parts.append(hanging("now met", " ".join(since.passed), width, LABEL))
    if since.lost:
        parts.append(hanging("lost", " ".join(since.lost), width, LABEL))
    for n, (name, (was, is_)) in enumerate(since.sections.items()):
        told = f"{SECTIONS[name]} {percent(was)} → {percent(is_)}"
        parts.append(hanging("" if n else "sections", told, width, LABEL))
    return parts if len(parts) > 1 else [*parts, plain("Nothing changed.")]


def _run_line(run: Run, width: int) -> Content:
    met = sum(state == "pass" for state in run.states.values())
    commit = f"  {one_line(run.commit)[:COMMIT]}" if run.commit else ""
    return plain(f"{short_day(run.on):<11}  {LEVEL_WORDS[run.level]:<11}  {met:>2} seen{commit}"[:width], MUTED)


def read_line(project: Project, looked: int, of: int, far: Progress, since: Since | None) -> str:
    """What a reading came to, in a sentence."""
    seen = [line.finding.state for line in far.lines if line.finding is not None]
    told = f"{shorten(project.title, 40)}: {seen.count('pass')} of {len(seen)} criteria seen met"
    if since is not None:
        changed = [*(f"+{key}" for key in since.passed), *(f"-{key}" for key in since.lost)]
        told += f" ({' '.join(changed)})" if changed else ", as before"
    left = "" if looked == of else f"; looked at {looked:,} of {of:,} files"
    return f"{told}{left}. Tab shows more."


# ---------------------------------------------------------------------- what comes next


def _steps(session: Session, far: Progress, width: int) -> list[Content]:
    steps = next_steps(session.content, far)
    if not steps:
        return []
    parts = [_heading(f"NEAREST TO {next_level(far).upper()}")]
    parts += [hanging(step.criterion.id, _step_text(step), width, 5) for step in steps]
    return [*parts, *paragraph("The hours are our own estimate, from nothing to met.", width, MUTED)]


def _step_text(step: Step) -> str:
    only = ", only your word is missing" if step.attest else ""
    return f"{step.criterion.title}, {step_hours(step.hours)}{only}"


# ---------------------------------------------------------------------- where it is deployed


def _looks(session: Session, project: Project, width: int) -> list[Content]:
    looks = looks_of(session.journey, project.id)
    rows = [row for look in looks for row in paragraph(look_line(look), width)]
    return [_heading("PROBED"), *rows] if looks else []


# ---------------------------------------------------------------------- what the shapes mean


def _legend(width: int) -> list[Content]:
    rows = [hanging(GLYPHS[name], meaning, width, 3) for name, meaning in BACKING.items()]
    told = "the same as far as shipped asks, seen or attested; defensible asks more"
    return [_heading("MARKS"), *rows, hanging(" ".join(PARTLY.values()), told, width, 4)]
