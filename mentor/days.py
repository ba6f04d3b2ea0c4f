"""Days as they are written, and those in which a journey can lie."""

from __future__ import annotations

import re
from datetime import date

YEARS = (2000, 2200)
"""The years of a journey, the last one included; beyond them a day is a slip, and a few days more may be no day."""


def read_day(text: str) -> date:
    """A day written as 2026-11-21, and in no other way that Python knows.

    Raises:
        ValueError: It is written otherwise, or lies in no year of a journey; the message goes on after the text.
    """
    try:
        day = date.fromisoformat(text if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) else "")
    except ValueError:
        raise ValueError("is no date; write it as 2026-11-21") from None
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise ValueError(f"is not between {YEARS[0]} and {YEARS[1]}")
    return day
