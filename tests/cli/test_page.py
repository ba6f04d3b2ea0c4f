"""Text on a page: wrapping, styles, widths."""

from __future__ import annotations

from datetime import date

import pytest

from mentor.cli.dates import short_day, span_of_days
from mentor.cli.page import Page, duration, span


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (95, "1 h 35"), (605, "10 h 05")]
)
def test_durations(minutes: int, text: str) -> None:
    assert duration(minutes) == text


@pytest.mark.parametrize(
    ("months", "text"), [(None, "no span given"), ((1, 1), "1 month"), ((3, 3), "3 months"), ((9, 15), "9-15 months")]
)
def test_spans(months: tuple[int, int] | None, text: str) -> None:
    assert span(months) == text


def test_days_in_words() -> None:
    assert short_day(date(2025, 11, 21)) == "Fri 21 Nov"
    assert span_of_days(date(2025, 11, 21), date(2025, 11, 27)) == "21-27 November 2025"
    assert span_of_days(date(2025, 11, 28), date(2025, 12, 4)) == "28 November - 4 December 2025"
    assert span_of_days(date(2025, 12, 29), date(2026, 1, 4)) == "29 December 2025 - 4 January 2026"


def test_a_terminal_gets_bold_and_dim_and_its_own_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")
    page = Page(terminal=True)
    page.line("word " * 40, style="bold")
    page.row("label", "text")
    assert page.width == 60
    assert page.text().startswith("\x1b[1mword")
    assert "\x1b[2mlabel" in page.text()


@pytest.mark.parametrize(("columns", "width"), [("300", 100), ("10", 30)])
def test_width_has_bounds(monkeypatch: pytest.MonkeyPatch, columns: str, width: int) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert Page(terminal=True).width == width


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_styles_can_be_turned_off(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    page = Page(terminal=True)
    page.line("a", style="bold")
    assert page.text() == "a\n"


def test_text_is_cleaned_wherever_it_enters() -> None:
    page = Page(terminal=False)
    for write in (page.line, page.head, page.columns):
        write("a\x1b[2J\nb\r\x07")  # type: ignore[operator]
    page.row("l\x1b\n", "t\x9b\u202e", indent=2)
    text = page.text()
    assert not set("\x1b\x07\r\x9b\u202e") & set(text)
    assert max(map(len, text.splitlines())) < 20


def test_long_words_and_narrow_columns_do_not_break_the_page() -> None:
    page = Page(terminal=False)
    page.line("x" * 500, indent=4)
    page.row("label", "y" * 500, indent=70)
    page.row("a label that is far too long", "")
    assert max(map(len, page.text().splitlines()[:7])) <= 80
