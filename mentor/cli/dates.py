"""Days in words, in English whatever the system's language."""

from __future__ import annotations

from datetime import date

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def short_day(day: date) -> str:
    """As in "Fri 21 Nov"."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1][:3]}"


def span_of_days(start: date, end: date) -> str:
    """As in "21-27 November 2026", "28 November - 4 December 2026"."""
    last = f"{end.day} {_MONTHS[end.month - 1]} {end.year}"
    if start.year != end.year:
        return f"{start.day} {_MONTHS[start.month - 1]} {start.year} - {last}"
    return f"{start.day}-{last}" if start.month == end.month else f"{start.day} {_MONTHS[start.month - 1]} - {last}"
