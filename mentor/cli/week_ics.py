"""The week as a calendar file (RFC 5545): one event a sitting, at local times that float with the user."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from icalendar import Calendar, Event

from mentor.cli.glance import Line, WeekView
from mentor.cli.week_text import reasons
from mentor.text import clean, one_line

_DOMAIN = "mle-mentor"
_BEGINNING = datetime(2020, 1, 1)  # noqa: DTZ001  # only counted from; any day before the first version does


def as_calendar(week: WeekView, now: datetime) -> str:
    """The week's sittings as events.

    An event keeps its id for as long as its action has one, and its sequence grows with the time of the export, so that
    a second import puts the first one right instead of doubling it. A sitting without a time is an event of its day.

    Args:
        week: The week.
        now: The moment of the export, in UTC.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//mle-mentor//week//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"mentor, week {week.number}")
    for line in week.lines:
        for event in _events(line, now):
            calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.decode("utf-8")


def _events(line: Line, now: datetime) -> Iterator[Event]:
    for number, (day, at, minutes, what) in enumerate(line.when, 1):
        event = Event()
        event.add("uid", f"{line.id}-{number}@{_DOMAIN}")
        event.add("dtstamp", now)
        event.add("last-modified", now)
        event.add("sequence", int((now.replace(tzinfo=None) - _BEGINNING) / timedelta(minutes=1)))
        event.add("summary", one_line(line.title))
        event.add("description", _description(line, what))
        event.add("categories", ["mentor", one_line(line.kind)])
        if line.where:
            event.add("location", one_line(line.where))
        _place(event, day, at, minutes)
        yield event


def _place(event: Event, day: date, at: time | None, minutes: int) -> None:
    if at is None:
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return
    start = datetime.combine(day, at)
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=minutes))


def _description(line: Line, what: str) -> str:
    """What the action says beside its title, a line each."""
    parts = [f"Now: {what}"] if what else []
    parts += [f"{label.capitalize()}: {text}" if label else text for label, text in reasons(line)]
    return clean("\n".join(one_line(part) for part in parts))
