"""`mentor plan`: the guides' months, the phases, the forecast, the gate to applying, the project."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from mentor.cli.context import Context
from mentor.cli.output import show, show_json
from mentor.cli.page import Page
from mentor.cli.plan_text import write_plan
from mentor.coach.outlook import ready_days
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
    write_plan(page, plan, session.content, session.journey, session.today)
    show(page)
    return 0


def as_data(plan: Plan) -> dict[str, Any]:
    """The plan as plain values; months count from today."""
    headline, project = plan.headline, plan.project
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
        "forecast": _forecast(plan),
        "project": {
            "type": project.type.id,
            "title": project.title,
            "why": project.why,
            "rule": project.rule,
            "not_yet": [{"type": other.type.id, "why": other.why} for other in project.not_yet],
        },
    }


def _forecast(plan: Plan) -> dict[str, Any]:
    forecast, measured, change = plan.forecast, plan.forecast.measured, plan.change
    return {
        "p10": forecast.p10,
        "p50": forecast.p50,
        "p80": forecast.p80,
        "p90": forecast.p90,
        "floor": forecast.floor,
        "point": round(forecast.point, 1),
        "likely": plan.shown.likely.isoformat(),
        "plan_on": plan.shown.plan_on.isoformat(),
        "hours_per_week": forecast.hours_per_week,
        "hours_ahead": round(sum(forecast.hours.values()), 1),
        "from_audit": forecast.from_audit,
        "adherence": round(measured.adherence, 3),
        "effort": round(measured.effort.factor, 3),
        "weeks_measured": len(measured.weeks) if measured.measured else 0,
        "by_deadline": round(forecast.aim.chance, 3) if forecast.aim else None,
        "levers": [
            {"id": lever.id, "text": lever.text, "chance": round(lever.chance, 3)}
            for lever in (forecast.aim.levers if forecast.aim else ())
        ],
        "change": change
        and {"from": change.on.isoformat(), "before": change.before, "now": change.now, "parts": dict(change.parts)},
        "assumption": forecast.assumption,
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
            "ready": _ready(step, plan),
            "hours": round(plan.forecast.hours[step.phase.id], 1),
            "gate": step.phase.gate.id,
            "gate_text": step.phase.gate.text,
        }
        for step in steps
    ]


def _ready(step: PhaseStep, plan: Plan) -> list[str] | None:
    days = ready_days(plan).get(step.phase.id)
    return [day.isoformat() for day in days] if days else None
