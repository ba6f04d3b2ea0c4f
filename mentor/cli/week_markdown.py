"""The week as Markdown, for an issue tracker or a note."""

from __future__ import annotations

import re

from mentor.cli.dates import short_day, span_of_days
from mentor.cli.glance import Line, WeekView
from mentor.cli.page import duration
from mentor.cli.week_text import reasons
from mentor.text import one_line

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$])")


def escaped(text: str) -> str:
    """A text on one line that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", one_line(text))


def as_markdown(week: WeekView) -> str:
    """The week with a check box for each action and its reasons below it."""
    lines = [
        f"## Week {week.number}: {span_of_days(week.start, week.end)}",
        "",
        f"{duration(week.minutes_planned)} planned, {duration(week.minutes_done)} done. {escaped(week.headline)}",
        "",
    ]
    for line in week.lines:
        lines += _action(line)
    return "\n".join(lines) + "\n"


def _action(line: Line) -> list[str]:
    mark = "x" if line.done else " "
    at = f" {line.at:%H:%M}" if line.at else ""
    when = f"{short_day(line.day)}{at}, {duration(line.minutes)}"
    found = [f"- [{mark}] **{escaped(line.title)}** ({escaped(line.id)}, {when})"]
    for label, text in reasons(line):
        if label:
            found.append(f"  - {label.capitalize()}: {escaped(text)}")
        else:  # a further guide, beside the one before it
            found[-1] += f"; {escaped(text)}"
    sittings = [
        f"{short_day(part.day)}{f' {part.at:%H:%M}' if part.at else ''}, {duration(part.minutes)}: {escaped(part.what)}"
        for part in line.sittings
    ]
    return [*found, *(f"  - {sitting}" for sitting in sittings)]
