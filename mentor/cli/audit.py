"""`mentor audit`: what is verified, claimed and missing, and the five gaps that matter now."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from mentor.cli.context import Context
from mentor.cli.output import show, show_json
from mentor.cli.page import Page
from mentor.coach.audit import AreaReport, Audit
from mentor.coach.gaps import Gap
from mentor.coach.plan import Plan
from mentor.coach.reaudit import AreaChange, changes
from mentor.coach.solved import Solved
from mentor.text import shorten

BAR = 12
"""Characters of a bar."""
MARKS, PLAIN_MARKS = "█▒·", "#=."
"""Verified, claimed, missing; the second set for an output that cannot hold the first."""


def run(arguments: Namespace, context: Context) -> int:
    """Show the gap report."""
    session = context.begun_session()
    plan, changed = session.plan(), changes(session.content, session.journey)
    if arguments.json:
        show_json({**as_data(plan), "changes": [_change(change) for change in changed.values()]})
        return 0
    page = Page.for_output()
    _head(page, plan.audit)
    marks = marks_for(getattr(sys.stdout, "encoding", None))
    _table(page, plan.audit, marks)
    _changes(page, changed)
    _gaps(page, plan.gaps)
    _practised(page, plan.audit, session.content.number("cap_practised"))
    _under_rated(page, plan.audit)
    _calibration(page, plan.audit)
    show(page)
    return 0


def as_data(plan: Plan) -> dict[str, Any]:
    """The report as plain values."""
    report = plan.audit
    sure, right = report.sure_right
    low = [item for area in report.areas.values() for item in area.items if item.under_rated]
    return {
        "readiness": round(report.readiness, 3),
        "weakest_block": report.weakest_block or None,
        "blocks": {name: {"deficit": round(deficit, 3)} for name, deficit in report.blocks.items()},
        "calibration": {"sure": sure, "right": right},
        "areas": [_area(area) for area in report.areas.values()],
        "top_gaps": [
            {
                "area": gap.report.area.id,
                "item": gap.item.item.id,
                "sentence": gap.sentence,
                "hours": round(gap.hours, 1),
                "phase": gap.phase or None,
                "why": gap.why,
            }
            for gap in plan.gaps
        ],
        "under_rated": [{"item": one.item.id, "rated": one.rated, "shown": one.shown_by} for one in low],
        "practised": [_practice(one) for one in _solved(report)],
    }


def _practice(one: Solved) -> dict[str, Any]:
    """What was solved on an item. `needed` themes show it; 0 where too few exercises exist for that."""
    return {
        "item": one.item,
        "sql": list(one.sql),
        "evaluation": list(one.evaluation),
        "prompts": list(one.prompts),
        "themes": one.themes,
        "needed": one.need,
        "enough": one.enough,
        "on": one.on.isoformat(),
    }


def _solved(report: Audit) -> list[Solved]:
    return [item.solved for area in report.areas.values() for item in area.items if item.solved is not None]


def _area(report: AreaReport) -> dict[str, Any]:
    verified, claimed, missing = (round(share, 3) for share in report.shares)
    return {
        "id": report.area.id,
        "title": report.area.title,
        "weight": round(report.weight, 2),
        "base_weight": round(report.area.weight, 2),
        "multiplier": round(report.multiplier, 2),
        "level": None if report.level is None else round(report.level, 2),
        "effective": round(report.effective, 2),
        "target": round(report.target, 2),
        "deficit": round(report.deficit, 3),
        "gap": round(report.gap, 2),
        "status": report.status,
        "shares": {"verified": verified, "claimed": claimed, "missing": missing},
    }


def _change(change: AreaChange) -> dict[str, Any]:
    """An area that was rated again; its id stands among the items where it was rated as a whole."""
    return {
        "id": change.area.id,
        "before": round(change.before, 2),
        "now": round(change.now, 2),
        "since": change.since.isoformat(),
        "items": [
            {"id": step.id, "before": step.before, "now": step.now, "since": step.since.isoformat()}
            for step in change.steps
        ],
    }


def marks_for(encoding: str | None) -> str:
    """The bar's three marks in an encoding."""
    try:
        MARKS.encode(encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return PLAIN_MARKS
    return MARKS


def bar(shares: tuple[float, float, float], marks: str = MARKS) -> str:
    """Verified, claimed and missing parts as a bar; a part that exists shows at least one mark."""
    counts = [max(round(share * BAR), 1 if share > 0.005 else 0) for share in shares]
    counts[counts.index(max(counts))] += BAR - sum(counts)
    return "".join(mark * count for mark, count in zip(marks, counts, strict=True))


def _head(page: Page, report: Audit) -> None:
    if not report.weakest_block:
        page.line("Nothing is rated yet.", style="bold")
        page.line("Rate the areas in the full screen, or here: mentor audit rate python=3 sql=2")
        return
    page.line(f"Ready: {report.readiness:.0%}, limited by {report.weakest_block}", style="bold")
    blocks = ", ".join(f"{name} {1 - deficit:.0%}" for name, deficit in report.blocks.items())
    page.line(f"What is there in each block: {blocks}. Interviews fail on the weakest, so readiness is that one.")


def _table(page: Page, report: Audit, marks: str) -> None:
    title_width = page.width - 17 - 11 - BAR - 2 - 6
    page.blank()
    shown = f"{'area':<17}{'':<{title_width}}{'level':<11}{'shown':<{BAR + 2}}{'gap':>6}"
    page.columns(shown, style="dim")
    for area in sorted(report.areas.values(), key=lambda area: -area.gap):
        level = "not rated" if area.level is None else f"{area.level:.2g} of {area.target:.2g}"
        title = shorten(area.area.title, title_width - 2)
        page.columns(
            f"{area.area.id:<17}{title:<{title_width}}{level:<11}{bar(area.shares, marks):<{BAR + 2}}{area.gap:>6.1f}"
        )
    unrated = sum(1 for area in report.areas.values() if area.level is None)
    if unrated:
        page.line(f"{unrated} areas are not rated and count as missing: mentor audit rate ID=LEVEL", style="dim")
    page.columns(f"{marks[0]} verified   {marks[1]} claimed, not verified   {marks[2]} missing", style="dim")
    page.line("gap = weight x what is missing; a claim without evidence counts only in part", style="dim")


def _changes(page: Page, changed: Mapping[str, AreaChange]) -> None:
    if not changed:
        return
    page.head("Since last time")
    for area_id, change in changed.items():
        page.row(area_id, change.line, column=17)


def _gaps(page: Page, gaps: tuple[Gap, ...]) -> None:
    if not gaps:
        return
    page.head("What matters most now")
    for number, gap in enumerate(gaps, 1):
        page.blank()
        page.row(f"{number}.", f"{gap.sentence}.", column=4, style="bold")
        page.row("why", gap.why, indent=4)
        phase = f", in {gap.phase}" if gap.phase else ""
        page.row("takes", f"about {gap.hours:.0f} h{phase} ({gap.item.item.id})", indent=4)
        page.row("shown by", gap.item.item.shows, indent=4)


def _practised(page: Page, report: Audit, cap: float) -> None:
    """What exercises and design prompts show, and what they do not show yet."""
    solved = [one for one in _solved(report) if one.need]
    if not solved:
        return
    page.head("Shown by practice")
    for one in sorted(solved, key=lambda one: not one.enough):
        page.row(one.item, one.said, column=8, style="" if one.enough else "dim")
    page.line(f"Practice carries a rating up to {cap:g}; verified is only what a project shows.", style="dim")


def _under_rated(page: Page, report: Audit) -> None:
    """What is rated low though a project or practice shows it; nothing is raised by itself."""
    low = [item for area in report.areas.values() for item in area.items if item.under_rated]
    if not low:
        return
    page.head("You may be under-rating these; look again?")
    for one in low:
        page.row(one.item.id, f"rated {one.rated}: {one.item.text}", column=8)
        page.line(f"shown by {one.shown_by}", indent=8, style="dim")


def _calibration(page: Page, report: Audit) -> None:
    sure, right = report.sure_right
    if sure:
        page.head("How well you know yourself")
        times = "once" if sure == 1 else f"{sure} times"
        page.line(f"In the probes you were sure {times} and right {right} of {sure}.")
