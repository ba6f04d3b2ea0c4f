"""The week as Markdown, for an issue tracker or a note."""

from __future__ import annotations

from mentor.cli.dates import short_day, span_of_days
from mentor.cli.glance import Line, Sitting, WeekView
from mentor.cli.page import duration
from mentor.cli.week_text import reasons
from mentor.text import in_markdown


def as_markdown(week: WeekView) -> str:
    """The week with a check box for each action and its reasons below it."""
    lines = [
        f"## Week {week.number}: {span_of_days(week.start, week.end)}",
        "",
        f"{duration(week.minutes_planned)} planned, {duration(week.minutes_done)} done. {in_markdown(week.headline)}",
        "",
    ]
    for line in week.lines:
        lines += _action(line)
    return "\n".join(lines) + "\n"


def _action(line: Line) -> list[str]:
    mark = "x" if line.done else " "
    when = f"{_when(line)}, {duration(line.minutes)}"
    found = [f"- [{mark}] **{in_markdown(line.title)}** ({in_markdown(line.id)}, {when})"]
    for label, text in reasons(line):
        if label:
            found.append(f"  - {label.capitalize()}: {in_markdown(text)}")
        else:  # a further guide, beside the one before it
            found[-1] += f"; {in_markdown(text)}"
    sittings = [f"{_when(part)}, {duration(part.minutes)}: {in_markdown(part.what)}" for part in line.sittings]
    return [*found, *(f"  - {sitting}" for sitting in sittings)]


def _when(one: Line | Sitting) -> str:
    return f"{short_day(one.day)} {one.at:%H:%M}" if one.at else short_day(one.day)
