"""`mentor journal`: what the Journal shows, in figures: hours, months, gaps, and whether the forecasts held."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from mentor.cli.context import Context
from mentor.cli.dates import short_day
from mentor.cli.output import show, show_json
from mentor.cli.page import Page, duration
from mentor.coach.history import GapLine, History, MonthMix, WeekHours, look_back, verdict
from mentor.content import Content
from mentor.journey.snapshot import number_of
from mentor.journey.time import Review

MONTHS = 12
LABEL = 20
AREA = 46


def run(arguments: Namespace, context: Context) -> int:
    """Show the journal."""
    session = context.begun_session()
    history = look_back(session.journey, session.today)
    mark = session.content.detectors["FM01"].amber("learn_share")
    if arguments.json:
        show_json(as_data(history, arguments.weeks, mark))
        return 0
    page = Page.for_output()
    _hours(page, history, arguments.weeks)
    _months(page, history, mark)
    _gaps(page, history, session.content)
    _forecast(page, history, arguments.weeks)
    show(page)
    return 0


def as_data(history: History, weeks: int, mark: float) -> dict[str, Any]:
    """The history as plain data: minutes and days, newest first; gaps and forecasts oldest first.

    Args:
        history: What to show.
        weeks: Rows of weeks, and forecasts, at most.
        mark: Share of learning, 0-1, over which a month is marked.
    """
    shown = history.weeks[:weeks]
    first = shown[-1].first if shown else None
    return {
        "entries": len(history.entries),
        "minutes": dict(history.minutes),
        "weeks": [_week_data(week) for week in shown],
        "months": [_month_data(month, mark) for month in history.months],
        "days": {day.isoformat(): some for day, some in sorted(history.days.items()) if first and day >= first},
        "gaps": [
            {"area": gap.area, "first": gap.values[0], "now": gap.values[-1], "values": list(gap.values)}
            for gap in history.gaps
        ],
        "forecasts": [_forecast_data(review) for review in history.reviews[-weeks:]],
        "held": [{"week": one.then.id, "months_moved": one.months, "held": one.holds} for one in history.held[-weeks:]],
        "verdict": list(verdict(history)),
    }


def _week_data(week: WeekHours) -> dict[str, Any]:
    return {
        "id": week.id,
        "from": week.first.isoformat(),
        "to": week.last.isoformat(),
        "weeks": week.weeks,
        "running": week.running,
        "minutes_planned": week.planned,
        "minutes_worked": week.worked,
        "by_kind": dict(week.minutes),
    }


def _month_data(month: MonthMix, mark: float) -> dict[str, Any]:
    return {
        "month": f"{month.month:%Y-%m}",
        "days": month.days,
        "minutes_worked": month.worked,
        "by_kind": dict(month.minutes),
        "learn_share": round(month.learn_share, 3),
        "learn_over": month.learn_share > mark,
    }


def _forecast_data(review: Review) -> dict[str, Any]:
    return {
        "week": review.id,
        "on": review.on.isoformat(),
        "likely": review.likely.isoformat(),
        "plan_on": review.plan_on.isoformat(),
        "p10": review.p10,
        "p50": review.p50,
        "p80": review.p80,
        "p90": review.p90,
        "by_deadline": review.by_deadline,
        "adherence": review.adherence,
        "effort": review.effort,
    }


# ---------------------------------------------------------------------------------------------------- text


def _kinds(history: History | WeekHours | MonthMix) -> str:
    return ", ".join(f"{kind} {duration(some)}" for kind, some in history.minutes.items() if some)


def _hours(page: Page, history: History, weeks: int) -> None:
    if not history.entries:
        page.line("Nothing is logged yet. `mentor log 1h30 build NOTE` logs time, and ticking an action does.")
        return
    page.line(f"{duration(sum(month.worked for month in history.months))} of work logged", style="bold")
    page.line(f"{_kinds(history)}.")
    page.head("Hours by week, newest first")
    for week in history.weeks[:weeks]:
        label = f"{short_day(week.first)} {week.first.year % 100:02} {'now' if week.running else week.id}"
        if week.weeks > 1:
            text = f"{week.weeks} weeks without a plan or an entry"
        else:
            planned = f" of {duration(week.planned)}" if week.planned else ", no plan"
            text = f"{duration(week.worked)}{planned}{': ' if any(week.minutes.values()) else ''}{_kinds(week)}"
        page.row(label, text, indent=2, column=LABEL)
    if len(history.weeks) > weeks:
        page.line(f"{weeks} of {len(history.weeks)} rows; --weeks {len(history.weeks)} shows all.", style="dim")


def _months(page: Page, history: History, mark: float) -> None:
    if not history.months:
        return
    page.head("Learning to building by month")
    for month in history.months[:MONTHS]:
        over = f" ! over {mark:.0%}" if month.learn_share > mark else ""
        text = (
            f"{month.ratio}; learning {month.learn_share:.0%} of {duration(month.worked)}{over}; "
            f"work on {month.days} of {month.last.day} days"
        )
        page.row(f"{month.month:%b %Y}", text, indent=2, column=LABEL)


def _gaps(page: Page, history: History, content: Content) -> None:
    if not history.gaps:
        return
    page.head(f"Gaps, 0 to 10, first review -> now ({_reviews(history)})")
    for gap in history.gaps:
        title = content.areas[gap.area].title if gap.area in content.areas else gap.area
        page.row(title, _gap_text(gap), indent=2, column=AREA)


def _gap_text(gap: GapLine) -> str:
    if gap.word == "once":
        return f"{gap.values[0]:.1f}"
    change = "" if gap.word == "same" else f" {gap.change:+.1f}"
    return f"{gap.values[0]:.1f} -> {gap.values[-1]:.1f}  {gap.word}{change}"


def _reviews(history: History) -> str:
    count = len(history.reviews)
    return "one review" if count == 1 else f"{count} reviews"


def _forecast(page: Page, history: History, weeks: int) -> None:
    page.head("Forecasts: did they hold?")
    if not history.reviews:
        page.line("No week was accepted yet; each one keeps the forecast of its day. `mentor week` plans the first.")
        return
    for sentence in verdict(history):
        page.line(sentence)
    page.blank()
    for review in history.reviews[: -weeks - 1 : -1]:
        label = f"week {number_of(review.id)}, {short_day(review.on)}"
        text = f"likely {review.likely:%b %Y}, plan on {review.plan_on:%b %Y}"
        page.row(label, text, indent=2, column=LABEL + 2)
