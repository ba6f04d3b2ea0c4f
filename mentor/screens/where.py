"""The strip of phases at the foot of Today."""

from __future__ import annotations

from textual.content import Content

from mentor.coach.board import phase_done_share
from mentor.coach.phases import PhaseStep
from mentor.session import Session
from mentor.text import shorten
from mentor.widgets.meter import bar
from mentor.widgets.text import ACCENT, MUTED, join, line, lines, plain

_WORDS = {"done": "done", "skipped": "skip"}


def where(session: Session, width: int) -> Content:
    """Three lines: the phases in the user's order, how far each is, and what closes the one at hand."""
    plan = session.plan()
    cell = max(width // len(plan.steps) - 1, 2)
    names, bars = [], []
    for step in plan.steps.values():
        word = "now" if step.phase.id == plan.current else "also" if step.phase.id in plan.parallel else ""
        names.append(_name(step, word, cell))
        bars.append(_bar(session, step, cell))
    current = plan.steps[plan.current] if plan.current else None
    gate = f"{current.phase.id} closes when: {current.phase.gate.text}" if current else "Every phase is behind you."
    space = Content(" ")
    return lines(space.join(names), space.join(bars), line(shorten(gate, width), MUTED))


def _name(step: PhaseStep, word: str, cell: int) -> Content:
    said = word or _WORDS.get(step.state, "")
    id_ = join((step.phase.id, f"bold {ACCENT}" if word == "now" else "" if word else MUTED))
    # Where a column has room for it, the title stands beside the id.
    rest = said if cell < 16 else said or shorten(step.phase.title, cell - 3)
    return join(id_, (f" {rest}"[: cell - 2].ljust(cell - 2), ACCENT if word == "now" else "" if word else MUTED))


def _bar(session: Session, step: PhaseStep, cell: int) -> Content:
    if step.state == "skipped":
        return plain("─" * cell, MUTED)
    share = 1.0 if step.state == "done" else phase_done_share(session.content, session.journey, step.phase.id)
    return bar(share, cell)
