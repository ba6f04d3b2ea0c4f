"""The plan as text."""

from __future__ import annotations

from datetime import date

from mentor.cli.page import Page, span
from mentor.coach import outlook as words
from mentor.coach.outlook import Outlook, outlook
from mentor.coach.phases import PhaseStep
from mentor.coach.plan import Plan
from mentor.content import Content
from mentor.journey import Journey


def write_plan(page: Page, plan: Plan, content: Content, journey: Journey, today: date) -> None:
    """Write every part of the plan, the range of the guides first."""
    assert journey.profile is not None
    days = outlook(content, journey.profile, plan, today)
    _headline(page, plan, content)
    _phases(page, plan, content, days)
    _forecast(page, plan, content, days)
    _applying(page, plan)
    _project(page, plan)


def _headline(page: Page, plan: Plan, content: Content) -> None:
    headline = plan.headline
    page.line(f"{span(headline.months)} by the guides, plan on {headline.plan_on}", style="bold")
    page.line(headline.note)
    page.line(f"Rule {headline.rule} settles: {content.rules[headline.rule].question}", style="dim")
    page.blank()
    for row in headline.basis:
        seen = "" if row.use == "range" else " (one case, not planned with)"
        page.row(f"{row.source}  {_range(row.months)}", f"{row.measures}{seen}", indent=2)
    if headline.milestones:
        page.head("On the way there")
        for row in headline.milestones:
            page.row(f"{row.source}  {_range(row.months)}", row.measures, indent=2)
    named = {row.source for row in (*headline.basis, *headline.milestones)}
    page.blank()
    for source in sorted(named):
        page.row(source, f"{content.sources[source].name}. {content.sources[source].slant}", indent=2, column=5)


def _range(months: tuple[int, int]) -> str:
    low, high = months
    return f"{low}" if low == high else f"{low}-{high}"


def _phases(page: Page, plan: Plan, content: Content, days: Outlook) -> None:
    page.head("Phases, in your order")
    for step in plan.steps.values():
        page.blank()
        page.row(_pointer(step, plan), f"{step.phase.id} {step.phase.title}: {_state(step, plan)}", column=8)
        page.line(step.why, indent=8, style="dim")
        if step.phase.id in days.ready:
            page.line(words.done_by(content, days.ready[step.phase.id], days.today), indent=8)
        if step.phase.id == plan.current:
            page.row("gate", step.phase.gate.text, indent=8, column=6)
    low, high = plan.one_after_another
    page.blank()
    page.line(
        f"The guides' spans of the open phases one after another: {span((low, high))} (computed). Phases overlap, and "
        f"not every phase has a span, so this is no forecast."
    )


def _pointer(step: PhaseStep, plan: Plan) -> str:
    if step.phase.id == plan.current:
        return "now"
    if step.phase.id in plan.parallel:
        return "beside"
    return "" if step.open else step.state


def _state(step: PhaseStep, plan: Plan) -> str:
    if not step.open:
        return "nothing left to do"
    months = f"{span(step.months)} ({step.span_source})" if step.months else "no guide gives a span"
    return f"{step.state}, {months}, about {plan.forecast.hours[step.phase.id]:.0f} h"


def _forecast(page: Page, plan: Plan, content: Content, days: Outlook) -> None:
    forecast = plan.forecast
    page.head("Forecast (computed)")
    low, high = days.guides
    page.row("guides", f"{span(plan.headline.months)}: {low:%B %Y} to {high:%B %Y}", indent=2)
    page.row("likely", f"{days.likely:%B %Y}, {_away(days.likely_months)}", indent=2)
    page.row("plan on", f"{days.plan_on:%B %Y}, {_away(days.plan_on_months)}", indent=2)
    page.row("between", f"{forecast.p10:g} and {forecast.p90:g} months in eight of ten runs", indent=2)
    if forecast.floor:
        page.row("never", f"under {forecast.floor:g} months: no guide supports less", indent=2)
    if held := words.held_words(content, plan, days.today):
        page.row("shown", held.removeprefix("Shown "), indent=2)
    if (change := plan.change) is not None:
        since = f"{words.change_line(change)}, from {change.on.day} {change.on:%B %Y} to an offer"
        page.row("moved", f"{since}, without spread or floor", indent=2)
        for name, text in words.change_words(plan):
            page.row(name, text, indent=12, column=9)
    if forecast.aim is not None:
        page.row("your date", words.aim_words(plan, days.today), indent=2)
        for lever in forecast.aim.levers:
            page.row(words.percent(lever.chance), f"with {lever.text}", indent=12, column=9)
    page.row("because", f"{forecast.assumption}.", indent=2)
    page.row("trust", words.HONESTY, indent=2)


def _away(months: float) -> str:
    return f"{months:g} month{'' if months == 1 else 's'} from today"


def _applying(page: Page, plan: Plan) -> None:
    gate = plan.apply_gate
    page.head("Applying")
    page.line("Open: you can apply now." if gate.open else "Not yet. What is missing:")
    for line in gate.missing:
        page.row("-", line, indent=2, column=2)


def _project(page: Page, plan: Plan) -> None:
    project = plan.project
    page.head("Project to propose")
    page.line(project.title)
    page.row("why", f"{project.why} ({project.rule}).", indent=2)
    page.row("trap", project.type.trap, indent=2)
    for other in project.not_yet:
        page.row("not yet", f"{other.type.title}: {other.why}", indent=2)
