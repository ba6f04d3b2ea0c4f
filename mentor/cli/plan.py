"""`mentor plan`: the guides' months, the phases, the forecast, the gate to applying, the project."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from mentor.cli.context import Context
from mentor.cli.output import show, show_json
from mentor.cli.page import Page
from mentor.cli.plan_text import write_plan
from mentor.coach.phases import PhaseStep
from mentor.coach.plan import Plan
from mentor.content.model import Timeline


def run(arguments: Namespace, context: Context) -> int:
    """Show the plan."""
    session = context.begun_session()
    plan = session.plan()
    if arguments.json:
        show_json(as_data(plan))
        return 0
    page = Page.for_output()
    write_plan(page, plan, session.content, session.today)
    show(page)
    return 0


def as_data(plan: Plan) -> dict[str, Any]:
    """The plan as plain values; months count from today."""
    headline, forecast, project = plan.headline, plan.forecast, plan.project
    return {
        "headline_months": list(headline.months),
        "plan_on": headline.plan_on,
        "rule": headline.rule,
        "basis": [{**_row(row), "measures": row.measures, "use": row.use} for row in headline.basis],
        "milestones": [{**_row(row), "means": row.measures, "use": row.use} for row in headline.milestones],
        "note": headline.note,
        "phases": _phases(plan.steps.values(), plan),
        "next_phase": plan.current,
        "parallel": list(plan.parallel),
        "remaining_months_computed": list(plan.one_after_another),
        "apply_gate": {"open": plan.apply_gate.open, "missing": list(plan.apply_gate.missing)},
        "forecast": {
            "p10": forecast.p10,
            "p50": forecast.p50,
            "p80": forecast.p80,
            "p90": forecast.p90,
            "floor": forecast.floor,
            "hours_per_week": forecast.hours_per_week,
            "hours_ahead": round(sum(forecast.hours.values()), 1),
            "from_audit": forecast.from_audit,
            "assumption": forecast.assumption,
        },
        "project": {
            "type": project.type.id,
            "title": project.title,
            "why": project.why,
            "rule": project.rule,
            "not_yet": [{"type": other.type.id, "why": other.why} for other in project.not_yet],
        },
    }


def _row(row: Timeline) -> dict[str, Any]:
    return {"source": row.source, "months": list(row.months), "facts": list(row.facts)}


def _phases(steps: Iterable[PhaseStep], plan: Plan) -> list[dict[str, Any]]:
    return [
        {
            "id": step.phase.id,
            "title": step.phase.title,
            "state": step.state,
            "why": step.why,
            "months": None if step.months is None else list(step.months),
            "source": step.span_source or None,
            "hours": round(plan.forecast.hours[step.phase.id], 1),
            "gate": step.phase.gate.id,
            "gate_text": step.phase.gate.text,
        }
        for step in steps
    ]
