"""The week as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentor.cli.dates import short_day, span_of_days
from mentor.cli.glance import Line, WeekView
from mentor.cli.page import Page, duration
from mentor.text import positions

if TYPE_CHECKING:  # the fast path prints stored rows
    from mentor.coach.week import Proposed
    from mentor.journey import Journey

INDENT = 4
COLUMN = 11


def write_week(page: Page, week: WeekView, *, accepted: bool = True) -> None:
    """Write the whole week: what there is, then each action with its reasons."""
    page.columns(f"Week {week.number}   {span_of_days(week.start, week.end)}", style="bold")
    page.line(f"{duration(week.minutes_planned)} planned, {duration(week.minutes_done)} done")
    if week.headline:
        page.line(week.headline, style="dim")
    for line in week.lines:
        page.blank()
        _action(page, line)
    page.blank()
    if not accepted:
        return
    still_open = next((line.id for line in week.lines if not line.done), None)
    hint = f"mentor done {still_open} ticks it" if still_open else "Everything is done"
    page.line(f"{hint}; mentor week --new plans again from today.", style="dim")


def write_before(page: Page, journey: Journey, proposed: Proposed) -> None:
    """Write what the last week came to and why the proposed one is as it is."""
    from mentor.coach.week import look_back

    if (last := look_back(journey)) is not None:
        page.line(f"Last week, {span_of_days(last.week.start, last.week.end)}", style="bold")
        page.line(
            f"{last.done} of {last.all} actions done, {duration(last.minutes)} logged of {duration(last.planned)}"
        )
        for title in last.open:
            page.row("open", title, indent=2)
        page.blank()
    if proposed.rhythm is not None:
        page.line(proposed.rhythm.why)
    for title in proposed.dropped:
        page.row("let go", title, indent=2)
    page.blank()


def _action(page: Page, line: Line) -> None:
    mark = "[x]" if line.done else "[ ]"
    at = f" {line.at:%H:%M}" if line.at else ""
    page.columns(f"{mark} {line.id}   {short_day(line.day)}{at}   {duration(line.minutes)}", style="dim")
    page.line(line.title, INDENT, style="" if line.done else "bold")
    for label, text in reasons(line):
        page.row(label, text, indent=INDENT, column=COLUMN)
    for part in line.sittings:
        at = f"{part.at:%H:%M}, " if part.at else ""
        page.row(short_day(part.day), f"{at}{duration(part.minutes)}: {part.what}", indent=INDENT, column=COLUMN)


def reasons(line: Line) -> Iterator[tuple[str, str]]:
    """Label and text of what an action says beside its title and its sittings."""
    yield "why", line.why
    if line.gap:
        yield "gap", f"{line.gap} ({line.gap_detail})" if line.gap_detail else line.gap
    if line.rule:
        yield "rule", f"{line.rule}: {line.rule_short}"
    for number, position in enumerate(positions(line.says)):
        yield "" if number else "says", position
    if line.sources:
        yield "facts", " ".join(line.sources)
    yield "done when", line.done_when
    yield "smallest", line.smallest
    if line.where:
        yield "where", line.where
    if line.if_then:
        yield "if then", line.if_then
