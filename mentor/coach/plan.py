"""The plan: everything that follows from profile and audit, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mentor.coach.audit import Audit, audit
from mentor.coach.forecast import Forecast, forecast
from mentor.coach.gaps import Gap, top_gaps
from mentor.coach.phases import ApplyGate, PhaseStep, apply_gate, next_phase, parallel_phases, phase_steps
from mentor.coach.project import Proposal, propose_project
from mentor.coach.review import Change, Shown, explain_change, shown_dates
from mentor.coach.timeline import Headline, headline
from mentor.content import Content
from mentor.journey import Journey


@dataclass(frozen=True)
class Plan:
    """What the mentor makes of a journey on one day.

    Attributes:
        steps: The phases in this person's order.
        current: The phase to work on; None when all are behind.
        parallel: Phases that run beside it.
        shown: The two dates as shown, which do not follow every bad week.
        change: What moved the forecast since the first week.
        one_after_another: Months of the open phases added up, low and high (rule C04; computed, phases overlap).
    """

    audit: Audit
    gaps: tuple[Gap, ...]
    headline: Headline
    steps: dict[str, PhaseStep]
    current: str | None
    parallel: tuple[str, ...]
    one_after_another: tuple[int, int]
    apply_gate: ApplyGate
    forecast: Forecast
    shown: Shown
    change: Change | None
    project: Proposal


def make_plan(content: Content, journey: Journey, today: date) -> Plan:
    """The plan of a journey with a profile.

    Raises:
        ValueError: There is no profile yet.
    """
    report = audit(content, journey, today)
    steps = phase_steps(content, journey)
    range_ = headline(content, journey)
    cast = forecast(content, journey, report, steps, range_.months[0], today)
    spans = [step.months for step in steps.values() if step.months is not None]
    return Plan(
        audit=report,
        gaps=top_gaps(content, journey, report, steps),
        headline=range_,
        steps=steps,
        current=next_phase(steps),
        parallel=parallel_phases(content, journey, steps),
        one_after_another=(sum(low for low, _ in spans), sum(high for _, high in spans)),
        apply_gate=apply_gate(content, journey),
        forecast=cast,
        shown=shown_dates(content, journey, cast),
        change=explain_change(content, journey, cast, today),
        project=propose_project(content, journey),
    )
