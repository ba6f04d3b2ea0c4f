"""What a user can do while planning a week."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mentor.app import MentorApp
from mentor.clock import Clock
from mentor.errors import InputError
from mentor.screens.action_form import read_day_of, read_time
from mentor.session import Session
from mentor.store.store import Store
from mentor.widgets.lists import Rows
from tests.conftest import NOW, TODAY
from tests.screens.seen import seen

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def over(started: Session) -> Session:
    """The second Monday: the first week is over, one of its actions done."""
    week = started.ensure_week()
    started.set_done(week.actions[0], done=True)
    clock = Clock(TODAY + timedelta(days=9), lambda: NOW + timedelta(days=9))
    return Session(started.content, Store(started.store.folder), clock)


@pytest.mark.parametrize("size", SIZES)
async def test_the_last_week_stands_beside_the_proposal(over: Session, size: tuple[int, int]) -> None:
    async with MentorApp(over).run_test(size=size) as pilot:
        await pilot.press("n")
        await pilot.pause()
        text = seen(pilot.app)
        assert "Week 2, 30 November - 6 December" in text
        assert "1 of 5 done" in text
        assert "stays empty" in text
        assert "let go" in text
        assert "(carried over)" in text
        assert "rule" in text
        assert list(over.journey.weeks) == ["w1"]


async def test_enter_takes_it_with_its_review_and_undo_gives_it_back(over: Session) -> None:
    async with MentorApp(over).run_test(size=(100, 30)) as pilot:
        await pilot.press("n", "enter")
        assert list(over.journey.weeks) == ["w1", "w2"]
        assert over.journey.reviews["w2"].on == over.today
        await pilot.press("u")
        assert list(over.journey.weeks) == ["w1"]
        assert "w2" not in over.journey.reviews


async def test_x_leaves_one_out_and_puts_it_back(over: Session) -> None:
    async with MentorApp(over).run_test(size=(100, 30)) as pilot:
        await pilot.press("n", "x")
        assert "✗ " in seen(pilot.app)
        await pilot.press("x")
        assert "✗ " not in seen(pilot.app)
        count = pilot.app.screen.query_one(Rows).option_count
        await pilot.press("x", "enter")
        assert len(over.current_week().actions) == count - 1  # type: ignore[union-attr]


async def test_what_is_changed_is_what_is_taken(over: Session) -> None:
    async with MentorApp(over).run_test(size=(100, 30)) as pilot:
        await pilot.press("n", "e", "end", *" soon", "tab", "end", *["backspace"] * 3, *"sun", "enter")
        await pilot.pause()
        assert "soon" in seen(pilot.app)
        assert list(over.journey.weeks) == ["w1"]
        await pilot.press("enter")
    mine = [one for one in over.journey.actions.values() if one.title.endswith(" soon")]
    assert [(one.week, f"{one.day:%a}") for one in mine] == [("w2", "Sun")]
    week = over.journey.weeks["w2"]
    assert week.minutes_planned == sum(one.minutes for one in over.journey.actions_of(week))


async def test_a_adds_an_action_of_ones_own(over: Session) -> None:
    async with MentorApp(over).run_test(size=(100, 30)) as pilot:
        await pilot.press("n", "a", *"Read [my] notes", "tab", "5", "enter")
        await pilot.pause()
        assert "Read [my] notes" in seen(pilot.app)
        await pilot.press("enter")
    own = next(one for one in over.journey.actions.values() if one.title == "Read [my] notes")
    assert (own.kind, own.minutes, own.why.text) == ("people", 60, "Your own action")
    assert own.done_when


async def test_s_splits_what_was_carried(over: Session) -> None:
    carried = next(one for one in over.propose_week().actions if one.carried)
    async with MentorApp(over).run_test(size=(100, 30)) as pilot:
        await pilot.press("n")
        pilot.app.screen.query_one(Rows).choose(carried.id)
        await pilot.press("s", "enter", "enter")
    half = next(one for one in over.journey.actions.values() if one.title.startswith("First half: "))
    assert half.minutes < carried.minutes
    assert half.carried == carried.carried


async def test_a_running_week_says_that_it_would_end(started: Session) -> None:
    week = started.ensure_week()
    started.set_done(week.actions[0], done=True)
    async with MentorApp(started).run_test(size=(100, 30)) as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert "ends week 1 today" in seen(pilot.app)
        await pilot.press("escape")
        assert list(started.journey.weeks) == ["w1"]


async def test_an_untouched_week_says_that_it_is_replaced(started: Session) -> None:
    started.ensure_week()
    async with MentorApp(started).run_test(size=(100, 30)) as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert "takes the place of week 1" in seen(pilot.app)
        assert "ends week 1" not in seen(pilot.app)


async def test_an_empty_list_says_how_to_fill_it_and_is_not_taken(over: Session) -> None:
    async with MentorApp(over).run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("n")
        for _ in range(pilot.app.screen.query_one(Rows).option_count):
            await pilot.press("x", "down")
        await pilot.press("enter")
        await pilot.pause()
        assert list(over.journey.weeks) == ["w1"]
        assert "at least one action" in seen(pilot.app)


class TestTyped:
    """Days and times as people type them."""

    def test_days(self, started: Session) -> None:
        week = started.ensure_week().week
        days = {"tue": 3, "Tuesday": 3, "24": 3, "2026-11-24": 3, "SAT": 0, " fri ": 6}
        for text, offset in days.items():
            assert read_day_of(week, text) == TODAY + timedelta(days=offset)
        for text in ("", "tu", "28", "2026-11-28", "tomorrow"):
            with pytest.raises(InputError, match="day of this week"):
                read_day_of(week, text)

    @pytest.mark.parametrize(
        ("text", "time"),
        [
            ("19:00", "19:00"),
            ("7", "07:00"),
            ("730", "07:30"),
            ("1930", "19:30"),
            ("7.05", "07:05"),
            ("", ""),
            ("0:00", "00:00"),
        ],
    )
    def test_times(self, text: str, time: str) -> None:
        assert read_time(text) == time

    @pytest.mark.parametrize("text", ["24", "7:60", "noon", "-1", "19:00:00", "٣", "1:2:3"])
    def test_no_times(self, text: str) -> None:
        with pytest.raises(InputError):
            read_time(text)
