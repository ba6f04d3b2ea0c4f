"""What a user sees of the funnel, and what can be done there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from mentor.app import MentorApp
from mentor.journey.search import Application, Channel
from mentor.screens.funnel import FunnelScreen
from mentor.screens.funnel_text import page
from mentor.screens.resume import ResumeScreen
from mentor.session import Session
from mentor.widgets.dialogs import Choose
from tests.screens.seen import seen

SIZES = [(80, 24), (120, 40)]
KEYS = ("esc back", "← → channel", "↓ ↑ scroll", "space page", "? help")


def send(session: Session, channel: Channel, count: int, screens: int = 0, **fields: str) -> None:
    """Put down applications of two months ago, of which so many came to a screen."""
    on, first = session.today - timedelta(days=60), len(session.journey.applications) + 1
    rows = [
        Application(
            f"a{first + n}",
            "ML engineer",
            on,
            channel,
            stages={"screen": on + timedelta(days=7)} if n < screens else {},
            **fields,  # type: ignore[arg-type]
        )
        for n in range(count)
    ]
    session.commit("applications", rows)


@pytest.fixture
def searching(started: Session) -> Session:
    """Sixty cold applications without an answer and ten referrals of which four were answered."""
    send(started, "cold", 60, outcome="rejected")
    send(started, "referral", 10, 4, outcome="rejected")
    return started


def told(session: Session, channel: Channel | None = None, width: int = 75) -> str:
    """The whole page on one line."""
    return " ".join(page(session, channel, width).plain.split())


async def opened(pilot: Pilot[None]) -> FunnelScreen:
    await pilot.pause()
    await pilot.app.run_action("app.funnel")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, FunnelScreen)
    return screen


@pytest.mark.parametrize("size", SIZES)
async def test_stages_counts_rates_and_ranges_are_in_sight(searching: Session, size: tuple[int, int]) -> None:
    async with MentorApp(searching).run_test(size=size) as pilot:
        await opened(pilot)
        text = seen(pilot.app)
        assert "70 applications sent" in text
        rows = {line.split()[0]: line for line in reversed(text.splitlines()) if line.strip()}
        assert "70 ━━" in rows["Applied"]
        assert "4 of 70" in rows["Applied"]
        assert "0 of 4" in rows["Screen"]
        screen = rows["Screen"]
        assert screen.index("├") < screen.index("●") < screen.index("◇") <= screen.index("┤")  # under what is usual
        assert "Where it leaks" in text
        assert all(key in text for key in (*KEYS, "o what to do"))
        assert all(len(line) <= size[0] for line in text.splitlines())


@pytest.mark.parametrize("size", SIZES)
async def test_the_channel_turns_and_the_view_comes_round(searching: Session, size: tuple[int, int]) -> None:
    async with MentorApp(searching).run_test(size=size) as pilot:
        await opened(pilot)
        await pilot.press("right")
        assert "0 of 60" in seen(pilot.app)
        assert "those of all channels together" in seen(pilot.app)
        await pilot.press("right")
        assert "4 of 10" in seen(pilot.app)
        await pilot.press("right")
        assert "4 of 70" in seen(pilot.app)
        await pilot.press("left")
        assert "4 of 10" in seen(pilot.app)


async def test_what_to_do_opens_where_it_is_done_and_escape_leads_back(searching: Session) -> None:
    async with MentorApp(searching).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("o")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Choose)
        assert "Resume: Check your three top bullets" in seen(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResumeScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, FunnelScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, FunnelScreen)


async def test_before_the_first_application_only_what_is_usual_stands_there(started: Session) -> None:
    async with MentorApp(started).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        text = seen(pilot.app)
        assert "No application is on record yet." in text
        assert "6% (1.7-12%)" in text
        assert "o what to do" not in text
        send(started, "referral", 3)  # while the screen is open, as by the command line
        pilot.app.screen.reload()  # type: ignore[attr-defined]
        await pilot.pause()
        assert "3 applications sent" in seen(pilot.app)


def test_the_leak_is_named_with_causes_steps_and_where_they_are(searching: Session) -> None:
    text = told(searching)
    assert "Cold site to screen: likely leak. 0 of 60 went on, usual is 6%." in text
    assert "none of 60. At the usual 6% that happens 2% of the time" in text
    assert "Check your three top bullets, and put right what they leave out. › Resume" in text
    assert "rule C26" in text
    assert "referral to screen 4 of 10 normal range" in text


def test_the_guides_stand_beside_the_users_own_figures(searching: Session) -> None:
    text = told(searching)
    assert "S1 Practical roadmap" in text
    assert "80-150" in text
    assert "5-10x" in text
    assert "a cold budget to expect, not a goal" in text
    assert "your mix 1 in " in text
    assert "referral against cold: " in text
    assert "100 cold 29%" in text


def test_small_numbers_are_not_judged(started: Session) -> None:
    send(started, "cold", 20)
    text = told(started)
    assert "Too early to say anywhere" in text
    assert "too early: 14 more" in text


@pytest.mark.parametrize("width", [75, 115, 155])
@pytest.mark.parametrize("channel", [None, "referral"])
def test_nothing_is_wider_than_the_screen(searching: Session, width: int, channel: Channel | None) -> None:
    assert max(map(len, page(searching, channel, width).plain.splitlines())) <= width


def test_a_narrow_window_is_drawn_all_the_same(searching: Session) -> None:
    assert "Applied" in page(searching, None, 20).plain


def test_the_funnel_is_worked_out_once(searching: Session) -> None:
    before = searching.prospects()
    assert searching.prospects() is before
    assert searching.prospects({"cold": 3}).pace == {"cold": 3}
    assert searching.prospects() is before
    send(searching, "warm", 1)
    assert searching.prospects() is not before
