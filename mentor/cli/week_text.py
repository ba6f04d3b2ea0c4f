"""The week as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mentor.cli.dates import short_day, span_of_days
from mentor.cli.page import Page, duration
from mentor.journey.records import Action, Week

INDENT = 4
COLUMN = 11
_NEXT_GUIDE = re.compile(r"; (?=S\d: )")


def write_week(page: Page, week: Week, actions: tuple[Action, ...]) -> None:
    """Write the whole week: what there is, then each action with its reasons."""
    done = sum(action.minutes for action in actions if action.done)
    page.line(f"Week {week.number}   {span_of_days(week.start, week.end)}", style="bold")
    page.line(f"{duration(week.minutes_planned)} planned, {duration(done)} done")
    if week.headline:
        page.line(week.headline, style="dim")
    for action in actions:
        page.blank()
        _action(page, action)
    page.blank()
    still_open = next((action.id for action in actions if not action.done), None)
    hint = f"mentor done {still_open} ticks it" if still_open else "Everything is done"
    page.line(f"{hint}; mentor week --new plans again from today.", style="dim")


def _action(page: Page, action: Action) -> None:
    mark = "[x]" if action.done else "[ ]"
    page.line(f"{mark} {action.id}  {short_day(action.day)}  {duration(action.minutes)}", style="dim")
    page.line(action.title, INDENT, style="" if action.done else "bold")
    for label, text in reasons(action):
        page.row(label, text, indent=INDENT, column=COLUMN)
    for block in action.blocks:
        page.row(short_day(block.day), f"{duration(block.minutes)}: {block.what}", indent=INDENT, column=COLUMN)


def reasons(action: Action) -> Iterator[tuple[str, str]]:
    """Label and text of everything an action says beside its title and its sittings."""
    why = action.why
    yield "why", why.text
    if why.gap:
        yield "gap", f"{why.gap} ({why.gap_detail})" if why.gap_detail else why.gap
    if why.rule:
        yield "rule", f"{why.rule}: {why.rule_short}"
    for number, position in enumerate(_NEXT_GUIDE.split(why.says) if why.says else ()):
        yield "" if number else "says", position
    if action.sources:
        yield "facts", " ".join(action.sources)
    if action.if_then:
        yield "in case", action.if_then
    yield "done when", action.done_when
    yield "smallest", action.smallest
