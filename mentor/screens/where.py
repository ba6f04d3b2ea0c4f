"""The strip of phases at the foot of Today."""

from __future__ import annotations

from textual.content import Content

from mentor.coach.board import phase_done_share
from mentor.coach.phases import PhaseStep
from mentor.screens.phase_dates import strip_dates
from mentor.session import Session
from mentor.text import shorten
from mentor.widgets.meter import bar
from mentor.widgets.text import ACCENT, MUTED, join, line, lines, plain

DATED = 13
"""Columns a phase needs for its two days, as in "Oct 27-Feb 28"."""
_WORDS = {"done": "done", "skipped": "skip"}


def where(session: Session, width: int) -> Content:
    """The phases in the user's order, how far each is, when it is behind, and what closes the one at hand.

    Three lines; four where there is room for the days.
    """
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
    rows = [space.join(names), space.join(bars)]
    if cell >= DATED:
        days = strip_dates(session)
        rows.append(plain(" ".join(f"{days.get(phase, ''):<{cell}}" for phase in plan.steps), MUTED))
    return lines(*rows, line(shorten(gate, width), MUTED))


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
