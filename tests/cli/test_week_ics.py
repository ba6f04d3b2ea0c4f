"""The week as a calendar file, read back by a calendar's own parser."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar, Event

from mentor.cli.glance import WeekView
from mentor.cli.week_ics import as_calendar

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
NASTY = 'a; b, c\\d "e" [x] ü – 漢字 🙂 END:VEVENT'


def view(title: str = "Train a baseline", **fields: Any) -> WeekView:
    """A week of one action."""
    row = {"number": 3, "start": "2026-11-21", "end": "2026-11-27", "minutes_planned": 90, "headline": ""}
    action = {
        "week": "w3", "kind": "project", "title": title, "minutes": 90, "day": "2026-11-23", "done_when": "there",
        "smallest": "20 min", "at": "19:00", "why": {"text": "so"}, **fields,
    }  # fmt: skip
    return WeekView("w3", row, {"w3.1": action})


def events(text: str) -> list[Event]:
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_one_event_a_sitting_at_floating_local_times(begun: Any) -> None:
    week = begun("week", "--json").json
    found = events(begun("week", "--format", "ics").out)
    sittings = [
        (part["day"], part["at"], part["minutes"], action["title"])
        for action in week["actions"]
        for part in (action["blocks"] or [action])
    ]
    assert len(found) == len(sittings) > 5
    for event, (day, at, minutes, title) in zip(found, sittings, strict=True):
        start = event["DTSTART"].dt
        assert start.tzinfo is None
        assert start.isoformat(timespec="minutes") == f"{day}T{at}"
        assert event["DTEND"].dt - start == timedelta(minutes=minutes)
        assert event["SUMMARY"] == title


def test_what_the_standard_asks_for() -> None:
    text = as_calendar(view(), NOW)
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    (event,) = events(text)
    assert event["DTSTAMP"].dt == NOW
    assert {"UID", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"} <= set(event)
    assert Calendar.from_ical(text)["VERSION"] == "2.0"


def test_a_second_import_updates_instead_of_doubling(begun: Any) -> None:
    first = events(begun("week", "--format", "ics").out)
    begun("done", "1")
    second = events(begun("week", "--format", "ics").out)
    assert [event["UID"] for event in first] == [event["UID"] for event in second]
    assert len({str(event["UID"]) for event in first}) == len(first)
    (early,), (late,) = (events(as_calendar(view(), NOW + timedelta(minutes=n))) for n in (0, 1))
    assert late["SEQUENCE"] == early["SEQUENCE"] + 1


@pytest.mark.parametrize("title", [NASTY, "x" * 400, "ü" * 300])
def test_texts_come_back_as_they_were_and_no_line_is_too_long(title: str) -> None:
    text = as_calendar(view(title, where=NASTY, done_when=NASTY), NOW)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    (event,) = events(text)
    assert event["SUMMARY"] == title
    assert event["LOCATION"] == NASTY
    assert f"Done when: {NASTY}" in event["DESCRIPTION"]


def test_line_ends_and_control_characters_add_no_line_of_their_own() -> None:
    (event,) = events(as_calendar(view("one\r\nBEGIN:VALARM\x1b[2J", where="a\nb"), NOW))
    assert event["SUMMARY"] == "one BEGIN:VALARM[2J"
    assert event["LOCATION"] == "a b"


def test_a_sitting_without_a_time_is_an_event_of_its_day() -> None:
    (event,) = events(as_calendar(view(at=""), NOW))
    assert event["DTSTART"].dt == date(2026, 11, 23)
    assert event["DTEND"].dt == date(2026, 11, 24)
    assert event["TRANSP"] == "TRANSPARENT"


def test_into_a_file(begun: Any, tmp_path: Path) -> None:
    file = tmp_path / "week.ics"
    begun("week", "--format", "ics", "-o", str(file))
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert len(events(file.read_text(encoding="utf-8"))) > 5
