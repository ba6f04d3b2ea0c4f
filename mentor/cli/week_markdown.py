"""The week as Markdown, for an issue tracker or a note."""

from __future__ import annotations

import re

from mentor.cli.dates import short_day, span_of_days
from mentor.cli.page import duration
from mentor.cli.week_text import reasons
from mentor.journey.records import Action, Week
from mentor.text import one_line

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$])")


def escaped(text: str) -> str:
    """A text on one line that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", one_line(text))


def as_markdown(week: Week, actions: tuple[Action, ...]) -> str:
    """The week with a check box for each action and its reasons below it."""
    done = sum(action.minutes for action in actions if action.done)
    lines = [
        f"## Week {week.number}: {span_of_days(week.start, week.end)}",
        "",
        f"{duration(week.minutes_planned)} planned, {duration(done)} done. {escaped(week.headline)}".rstrip(),
        "",
    ]
    for action in actions:
        lines += _action(action)
    return "\n".join(lines) + "\n"


def _action(action: Action) -> list[str]:
    mark = "x" if action.done else " "
    when = f"{short_day(action.day)}, {duration(action.minutes)}"
    lines = [f"- [{mark}] **{escaped(action.title)}** ({escaped(action.id)}, {when})"]
    for label, text in reasons(action):
        lines.append(f"  - {label.capitalize()}: {escaped(text)}" if label else f"  - {escaped(text)}")
    lines += [
        f"  - {short_day(block.day)}, {duration(block.minutes)}: {escaped(block.what)}" for block in action.blocks
    ]
    return lines
