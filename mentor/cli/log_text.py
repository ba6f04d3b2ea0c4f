"""The time log as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from mentor.cli.dates import short_day, span_of_days
from mentor.cli.page import Page, duration
from mentor.journey.time import LogEntry, Timer
from mentor.session import Session
from mentor.text import shorten

TITLE = 60
"""Columns of a title in a sentence."""


def entry_line(session: Session, entry: LogEntry) -> str:
    """An entry in a sentence: how long, what, when, what for."""
    parts = [f"{duration(entry.minutes)} {entry.kind}", short_day(entry.on)]
    if entry.note:
        parts.append(entry.note)
    if target := linked_to(session, entry):
        parts.append(f"for {target}")
    return ", ".join(parts)


def linked_to(session: Session, record: LogEntry | Timer) -> str:
    """What time is linked to, by title: the action, else the card, the project, the course; empty for nothing."""
    journey = session.journey
    for name, known in (
        ("action", journey.actions),
        ("task", session.content.tasks if record.task else {}),
        ("project", journey.projects),
        ("course", journey.courses),
    ):
        key = getattr(record, name)
        if not key:
            continue
        title = known[key].title if key in known else ""
        # A tick's entry has the action's title for its note.
        return f"{key} {shorten(title, TITLE)}" if title and title != record.note else key
    return ""


def write_entries(page: Page, session: Session, rows: Sequence[tuple[int, LogEntry]], of: int) -> None:
    """Write entries, newest first, each with its number."""
    if not rows:
        page.line("Nothing is logged yet. `mentor log 1h30 build NOTE` logs time, and ticking an action does.")
        return
    width = max(len(str(number)) for number, _ in rows)
    for number, entry in rows:
        target = linked_to(session, entry)
        text = " · ".join(part for part in (entry.note, target) if part)
        label = f"{number:>{width}}  {short_day(entry.on):<10}  {duration(entry.minutes):>7}  {entry.kind:<8}"
        page.row(label, text, column=len(label) + 2)
    page.blank()
    if len(rows) < of:
        page.line(f"{len(rows)} of {of} entries; --last {of} shows all.", style="dim")
    page.line("mentor log edit 1 minutes=45 changes the newest, mentor log delete 1 deletes it.", style="dim")


def week_line(week: Mapping[str, Any]) -> str:
    """Where the week stands: hours in all, and by kind."""
    whole = duration(week["minutes"])
    if week["planned"] is not None:
        whole += f" of {duration(week['planned'])}"
    kinds = ", ".join(f"{kind} {duration(some)}" for kind, some in week["by_kind"].items())
    days = span_of_days(date.fromisoformat(week["from"]), date.fromisoformat(week["to"]))
    return f"{days}: {whole}{f' ({kinds})' if kinds else ''}"
