"""Days as they are written, and those in which a journey can lie."""

from __future__ import annotations

from datetime import date

YEARS = (2000, 2200)
"""The years of a journey, the last one included; beyond them a day is a slip, and a few days more may be no day."""


def read_day(text: str) -> date:
    """A day written as 2026-11-21, and in no other way that Python knows.

    Raises:
        ValueError: It is written otherwise, or lies in no year of a journey; the message goes on after the text.
    """
    try:
        # Of what Python reads, ten characters have this form and that of a week's day, 2026-W47-6. Every day of every
        # record comes through here.
        day = date.fromisoformat(text if len(text) == 10 and text[5] != "W" else "")
    except ValueError:
        raise ValueError("is no date; write it as 2026-11-21") from None
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise ValueError(f"is not between {YEARS[0]} and {YEARS[1]}")
    return day
