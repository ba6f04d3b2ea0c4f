"""Which phases lie ahead, in which order, and when applications open (rules C04, C06, C08, C36, C37)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mentor.coach.levels import level_of, production_python
from mentor.coach.portfolio import any_at_least
from mentor.content import Content
from mentor.content.model import Phase
from mentor.journey import Journey

PhaseState = Literal["done", "skipped", "shortened", "full"]
OPEN: tuple[PhaseState, ...] = ("shortened", "full")

_GUIDE_ORDER = ("P0", "P1", "P2", "P3", "P4", "P5", "P6", "P7")
_MLOPS_FIRST = ("P0", "P1", "P2", "P5", "P3", "P4", "P6", "P7")


@dataclass(frozen=True)
class PhaseStep:
    """What a phase is to one person.

    Attributes:
        months: The span the guides give for what is left of it; None where no guide gives one.
        span_source: The guide behind the span.
        why: Why it is skipped, shortened or full.
    """

    phase: Phase
    state: PhaseState
    months: tuple[int, int] | None
    span_source: str
    why: str

    @property
    def open(self) -> bool:
        """Whether there is anything left to do in it."""
        return self.state in OPEN


@dataclass(frozen=True)
class ApplyGate:
    """Whether applications may start (rule C06), and what is missing."""

    open: bool
    missing: tuple[str, ...]


def phase_order(journey: Journey) -> tuple[str, ...]:
    """The order of the phases (rule C37): MLOps right after deployment for platform targets and data people."""
    profile = journey.profile
    if profile and (profile.target == "platform" or profile.start == "data_scientist"):
        return _MLOPS_FIRST
    return _GUIDE_ORDER


def phase_steps(content: Content, journey: Journey) -> dict[str, PhaseStep]:
    """Every phase with its state for this person, in their order."""
    return {phase_id: _step(content, journey, content.phases[phase_id]) for phase_id in phase_order(journey)}


def _step(content: Content, journey: Journey, phase: Phase) -> PhaseStep:
    state, why = _state(content, journey, phase)
    span, source = _span(journey, phase)
    if state in ("done", "skipped"):
        months: tuple[int, int] | None = (0, 0)
    elif span and state == "shortened":
        months = (span[0], span[0])
    else:
        months = span
    return PhaseStep(phase, state, months, source, why)


def _state(content: Content, journey: Journey, phase: Phase) -> tuple[PhaseState, str]:
    if (closed := journey.gates.get(phase.id)) is not None:
        return "done", f"closed on {closed.on.isoformat()}" + (
            f", overridden: {closed.override}" if closed.override else ""
        )
    levels = {area: level_of(content, journey, area) for area in phase.areas}
    met = all(level >= phase.target for level in levels.values())
    shown = ", ".join(f"{area} {level:.3g}" for area, level in levels.items())
    if met and phase.id != "P7" and (not phase.proof or has_proof(content, journey, phase.id)):
        return "skipped", f"every area is at {phase.target} or more ({shown})"
    if met and phase.id != "P7":
        return "shortened", f"the areas are met ({shown}), what closes the phase is not shown yet"
    if met or sum(levels.values()) / len(levels) >= content.number("shortened_from"):
        return "shortened", f"the areas average 2 or more ({shown}), so it takes the low end of its time"
    low = [area for area, level in levels.items() if level < phase.target]
    return "full", f"below {phase.target}: " + ", ".join(f"{area} {levels[area]:.3g}" for area in low)


def has_proof(content: Content, journey: Journey, phase_id: str) -> bool:
    """Whether the deliverable that closes P2, P5 or P6 exists already."""
    if phase_id == "P2":
        deployed = journey.profile is not None and journey.profile.history.projects_deployed > 0
        return deployed or any_at_least(content, journey, "shipped")
    return any_at_least(content, journey, "shipped" if phase_id == "P5" else "defensible")


def _span(journey: Journey, phase: Phase) -> tuple[tuple[int, int] | None, str]:
    start = journey.profile.start if journey.profile else ""
    for span in phase.spans:
        if not span.starts or start in span.starts:
            return span.months, span.source
    return None, ""


def next_phase(steps: dict[str, PhaseStep]) -> str | None:
    """The phase to work on; None when all are behind."""
    return next((phase_id for phase_id, step in steps.items() if step.open), None)


def parallel_phases(content: Content, journey: Journey, steps: dict[str, PhaseStep]) -> tuple[str, ...]:
    """Phases to run beside the next one.

    With production Python, PyTorch starts in the first month beside classical ML (rule C36). Once applications are
    open, interviews and search run beside everything else (rule C06).
    """
    current = next_phase(steps)
    beside = []
    if current in ("P1", "P2") and steps["P3"].open and production_python(content, journey):
        beside.append("P3")
    if current not in (None, "P7") and steps["P7"].open and apply_gate(content, journey).open:
        beside.append("P7")
    return tuple(beside)


def apply_gate(content: Content, journey: Journey) -> ApplyGate:
    """Rule C06: one deployed project that passes its checklist, and no foundation area under 2."""
    missing = []
    if not any_at_least(content, journey, "shipped"):
        missing.append("one deployed project that passes its checklist (shipped)")
    floor = content.number("foundation_gate_level")
    for area_id in content.values("foundation_gate"):
        level = level_of(content, journey, area_id)
        if level < floor:
            missing.append(f"{content.areas[area_id].title}: {level:.3g} of {floor:.0f}")
    return ApplyGate(not missing, tuple(missing))
