"""Days as they are written."""

from __future__ import annotations

from datetime import date

import pytest

from mentor.days import read_day


@pytest.mark.parametrize("day", [date(2000, 1, 1), date(2024, 2, 29), date(2200, 12, 31)])
def test_a_day_of_a_journey_is_read(day: date) -> None:
    assert read_day(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is no date; write it as 2026-11-21"),
        ("soon", "is no date"),
        ("2026-02-30", "is no date"),
        ("20261121", "is no date"),
        ("2026-W47-6", "is no date"),
        ("2026-11-21T09:00", "is no date"),
        (" 2026-11-21", "is no date"),
        ("\uff12026-11-21", "is no date"),
        ("1999-12-31", "is not between 2000 and 2200"),
        ("2201-01-01", "is not between 2000 and 2200"),
    ],
)
def test_what_is_none_is_said(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_day(text)
