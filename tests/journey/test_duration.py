"""Lengths of time: what is read, what is refused because it could mean two things, and how they are shown."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor.journey.duration import EXAMPLES, as_typed, on_clock, read_duration


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1h30", 90),
        ("1h30m", 90),
        ("1h30min", 90),
        ("1H30", 90),
        ("1.5h", 90),
        ("1,5h", 90),
        (".5h", 30),
        ("1.30h", 78),
        ("1.33h", 80),
        ("2h", 120),
        ("2hours", 120),
        ("90", 90),
        ("90m", 90),
        ("90min", 90),
        ("90 minutes", 90),
        ("1:30", 90),
        ("0:05", 5),
        ("1h05", 65),
        ("1h5m", 65),
        (" 1 h 30 ", 90),
        ("1 hour 5 minutes", 65),
        ("1", 1),
        ("24h", 1440),
        ("24:00", 1440),
    ],
)
def test_a_length_is_read(text: str, minutes: int) -> None:
    assert read_duration(text) == minutes


@pytest.mark.parametrize(
    "text",
    [
        *("", "  ", "h", "soon", "1e3", "-5", "+5", "1h30s", "1d", "\uff19\uff10", "1h 30 build"),
        *("1:75", "1:5", ":30", "1h75", "1h90m", "1h5", "1.5", "1,5", "1.5m", "1 30", "1 : 30", "1.h"),
    ],
)
def test_what_is_none_or_could_be_two_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match="is no length of time") as caught:
        read_duration(text)
    assert EXAMPLES in str(caught.value)


@pytest.mark.parametrize("text", ["0", "0h", "0:00", "0.001h", "1441", "24:01", "25h", "9999h"])
def test_a_length_is_a_minute_to_a_day(text: str) -> None:
    with pytest.raises(ValueError, match="not between 1 minute and 24 hours"):
        read_duration(text)


def test_the_examples_can_be_read() -> None:
    assert [read_duration(part) for part in EXAMPLES.replace(" or ", ", ").split(", ")] == [90] * 5


@given(st.integers(1, 1440))
def test_what_is_shown_can_be_typed_again(minutes: int) -> None:
    assert read_duration(as_typed(minutes)) == minutes


@given(st.text("0123456789hm.:, ", max_size=8))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert 1 <= read_duration(text) <= 1440


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (59, "0:00"), (60, "0:01"), (2520, "0:42"), (90000, "25:00")]
)
def test_a_clock_shows_hours_and_minutes(seconds: int, shown: str) -> None:
    assert on_clock(seconds) == shown
