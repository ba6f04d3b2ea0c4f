"""Two of the users at a moment that matters, through the real screens: what a reader must see there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mentor.app import MentorApp
from mentor.session import Session
from tests.coach.builders import QUICK
from tests.played.characters import TURN, collector, returner
from tests.screens.seen import seen

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def ninth(tmp_path: Path) -> Session:
    """The course collector on the Monday of week 9: eight weeks of courses, nothing of any list done."""
    user = collector(tmp_path / "data", QUICK, until=8)
    user.on(user.day_of(9))
    return user.again()


@pytest.fixture
def back(tmp_path: Path) -> Session:
    """The data scientist on the Monday of the return, twelve weeks after the last list."""
    user = returner(tmp_path / "data", QUICK, until=17)
    user.on(user.day_of(18))
    return user.again()


@pytest.fixture
def turned(tmp_path: Path) -> Session:
    """The course collector five weeks after the first model."""
    user = collector(tmp_path / "data", QUICK, until=TURN + 4)
    user.on(user.day_of(TURN + 5))
    return user.again()


async def read(session: Session, size: tuple[int, int], *keys: str) -> str:
    """The screen after some keys."""
    async with MentorApp(session).run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        text = seen(pilot.app)
    assert all(len(line) <= size[0] for line in text.splitlines())
    return text


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("size", SIZES)
class TestNinthWeek:
    async def test_today_says_the_week_is_over_and_what_it_came_to(self, ninth: Session, size: tuple[int, int]) -> None:
        text = await read(ninth, size)
        assert "This week is over: n proposes the next one." in text
        assert "8 h of 4 h 25 logged" in text
        assert "!! Learning without building" in text
        assert "✓" not in text

    async def test_the_forecast_stands_beside_the_guides(self, ninth: Session, size: tuple[int, int]) -> None:
        text = one_line(await read(ninth, size, "f"))
        shown = ninth.plan().shown
        assert "The guides say 18-24 months (S2): July 2027 to January 2028" in text
        assert f"You: likely {shown.likely:%B %Y}, plan on {shown.plan_on:%B %Y}." in text
        assert "floor, 16.5 months" in text

    async def test_planning_shows_what_is_let_go_and_what_shrinks(self, ninth: Session, size: tuple[int, int]) -> None:
        text = one_line(await read(ninth, size, "n"))
        assert "Week 9, 2 - 8 March" in text
        assert "this one plans a fifth less" in text
        assert "0 of 3 done, 8 h logged of 4 h 25" in text
        assert "let go" in text
        assert "In small: Write a command-line script" in text
        assert list(ninth.journey.weeks)[-1] == "w8"

    async def test_enter_takes_it(self, ninth: Session, size: tuple[int, int]) -> None:
        text = await read(ninth, size, "n", "enter")
        assert "0 h of 5 h 25 logged" in text
        assert "week 9" in text.splitlines()[0]
        assert list(ninth.journey.weeks)[-1] == "w9"

    async def test_the_journal_shows_the_share_of_learning(self, ninth: Session, size: tuple[int, int]) -> None:
        text = one_line(await read(ninth, size, "h"))
        assert "57.0 h of work, since 5 Jan 2026" in text
        assert "no building, learning 100% of the work ! over 60%" in text
        assert "23 Feb 26 w8" in text

    async def test_the_advice_begins_with_the_pattern(self, ninth: Session, size: tuple[int, int]) -> None:
        text = await read(ninth, size, "v")
        first, second = text.index("Learning without building"), text.index("Theory before a first model")
        assert first < second < text.index("It takes longer than six months")
        assert "55 h of learning, 0 h of building in 56 days" in one_line(text)


@pytest.mark.parametrize("size", SIZES)
class TestReturn:
    async def test_today_is_as_it_was_left(self, back: Session, size: tuple[int, int]) -> None:
        text = await read(back, size)
        assert "This week is over: n proposes the next one." in text
        assert "!!" not in text

    async def test_the_proposal_starts_small_and_without_blame(self, back: Session, size: tuple[int, int]) -> None:
        text = one_line(await read(back, size, "n"))
        assert "Week 6, 4 - 10 May 2 h 10 planned" in text
        assert "12 weeks passed without a plan; that happens." in text
        assert "two floors of 20 minutes and one block" in text
        assert "Commit one small change to the project" in text

    async def test_the_forecast_names_the_pace(self, back: Session, size: tuple[int, int]) -> None:
        async with MentorApp(back).run_test(size=size) as pilot:
            await pilot.press("f")
            pages = [seen(pilot.app)]
            for _ in range(4):
                await pilot.press("space")
                await pilot.pause()
                pages.append(seen(pilot.app))
        text = one_line(" ".join(pages))
        assert re.search(r"pace \+\d", text)
        assert "Less of the planned hours gets logged than was assumed: 48%." in text

    async def test_the_break_is_one_row_of_the_journal(self, back: Session, size: tuple[int, int]) -> None:
        text = one_line(await read(back, size, "h"))
        assert text.count("weeks without a plan or an entry") == 1
        assert "w5" in text


@pytest.mark.parametrize("size", SIZES)
class TestAfterTheTurn:
    async def test_no_pattern_is_left(self, turned: Session, size: tuple[int, int]) -> None:
        text = await read(turned, size)
        assert "Learning without building" not in text
        assert "Theory before a first model" not in text
        assert "✓" in text

    async def test_the_months_show_the_turn(self, turned: Session, size: tuple[int, int]) -> None:
        rows = (await read(turned, size, "h", "m")).splitlines()
        august = next(row for row in rows if "Aug 2026" in row)
        june = next(row for row in rows if "Jun 2026" in row)
        assert "!" not in august
        assert "100% !" in june
        assert "■" in august
        assert "■" not in june
