"""`mentor advice`: warnings, first project, employers, pay, bridge roles, resume and learning for this profile."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from mentor.cli.advice_text import write_advice
from mentor.cli.context import Context
from mentor.cli.output import show, show_json
from mentor.cli.page import Page
from mentor.coach.advice import Advice, make_advice
from mentor.coach.companies import CompanyAdvice
from mentor.coach.learning import Line
from mentor.coach.notices import Notice
from mentor.coach.salary import PayRow


def run(arguments: Namespace, context: Context) -> int:
    """Show the advice."""
    session = context.begun_session()
    advice = make_advice(session.content, session.journey, session.today)
    told = session.every_notice()
    if arguments.json:
        show_json({**as_data(advice), "signals": [_signal(one) for one in told if one.signal]})
        return 0
    page = Page.for_output()
    write_advice(page, advice, told)
    show(page)
    return 0


def as_data(advice: Advice) -> dict[str, Any]:
    """The advice as plain values; `sources` are fact ids, a pay row's `source` is its guide."""
    project, companies = advice.project, advice.companies
    return {
        "project": {
            "type": project.type.id,
            "title": project.title,
            "why": project.why,
            "rule": project.rule,
            "not_yet": [{"type": other.type.id, "why": other.why} for other in project.not_yet],
        },
        "companies": {
            "target": _companies(companies.target),
            "stretch": _companies(companies.stretch),
            "later": _companies(companies.later),
            "avoid": _companies(companies.avoid),
        },
        "salary": [_pay(row) for row in advice.salary],
        "bridge_roles": [
            {**_line(line), "why": line.text, "pay": [_pay(row) for row in line.pay]} for line in advice.bridge_roles
        ],
        "warnings": [
            {
                "id": caution.id,
                "severity": caution.severity,
                "title": caution.title,
                "text": caution.text,
                "because": caution.because,
                "instead": caution.instead,
                "sources": list(caution.facts),
                "rules": list(caution.rules),
            }
            for caution in advice.warnings
        ],
        "resume": [_line(line) for line in advice.resume],
        "learning": [
            {**_line(line), "verdict": line.verdict, "cost": line.cost or None, "months": line.months or None}
            for line in advice.learning
        ],
        "notes": [_line(line) for line in advice.notes],
    }


def _signal(notice: Notice) -> dict[str, Any]:
    return {
        "id": notice.id,
        "severity": notice.severity,
        "title": notice.title,
        "numbers": notice.because,
        "text": notice.text,
        "action": notice.instead,
        "sources": list(notice.facts),
        "rules": list(notice.rules),
        "stands_for": notice.stands_for or None,
        "ended": notice.ended.isoformat() if notice.ended else None,
        "snoozed_until": notice.until.isoformat() if notice.until else None,
    }


def _companies(rows: Iterable[CompanyAdvice]) -> list[dict[str, Any]]:
    return [
        {
            "id": row.id,
            "title": row.title,
            "short": row.short,
            "why": row.why,
            "when": row.when or None,
            "sources": list(row.facts),
            "rules": list(row.rules),
        }
        for row in rows
    ]


def _line(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "title": line.title,
        "short": line.short,
        "text": line.text,
        "sources": list(line.facts),
        "rules": list(line.rules),
    }


def _pay(row: PayRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "low": row.low,
        "high": row.high,
        "basis": row.basis,
        "source": row.source,
        "label": row.label,
        "computed": row.computed,
        "note": row.note or None,
        "facts": list(row.facts),
    }
