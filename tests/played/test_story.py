"""docs/a-year.md says what the program says."""

from __future__ import annotations

import pytest

from tests.played.characters import TURN
from tests.played.play import FIRST
from tests.played.story import PAGE, blocks, renewed


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_the_page_shows_what_is_printed(page: str) -> None:
    assert renewed(page) == page, "`python -m tests.played.story` writes the outputs anew; then read the page again"


def test_it_goes_through_the_year_with_every_command(page: str) -> None:
    shown = blocks(page)
    weeks = [(one.day - FIRST).days // 7 + 1 for one in shown]
    assert weeks == sorted(weeks)
    assert {1, TURN, 52} <= set(weeks)
    assert {one.command.split()[0] for one in shown} == {"plan", "week", "advice", "journal"}
    assert len(shown) == page.count("```\n$ mentor ") == page.count("<!-- ")
