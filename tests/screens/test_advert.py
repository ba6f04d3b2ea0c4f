"""What a user can do with an advertisement on screen."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import TextArea

from mentor.app import MentorApp
from mentor.screens.advert import NOTE, PAUSE, AdvertScreen
from mentor.session import Session
from mentor.session.search_words import AD_LENGTH
from tests.screens.seen import read_detail, seen

CASES = tomllib.loads((Path(__file__).parents[1] / "coach" / "adverts_cases.toml").read_text(encoding="utf-8"))[
    "adverts"
]
ADS = {case["name"]: case["text"].strip() for case in CASES}
POISON = "Data Scientist [/] [red]\n\x1b[2J\x1b]52;c;aGk=\x07Python [b"


@pytest.fixture
def applied(started: Session) -> Session:
    """A session with an application that has no ad yet."""
    started.apply("Acme / ML platform engineer")
    return started


async def open_ad(pilot: Pilot[None], application: str = "a1") -> AdvertScreen:
    await pilot.pause()
    pilot.app.action_advert(application)  # type: ignore[attr-defined]
    await pilot.pause()
    await pilot.pause()
    assert isinstance(pilot.app.screen, AdvertScreen)
    return pilot.app.screen


async def paste(pilot: Pilot[None], text: str) -> None:
    pilot.app.post_message(events.Paste(text))  # as the terminal sends it
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 120), (120, 100)])
async def test_paste_read_leave_come_back(applied: Session, size: tuple[int, int]) -> None:
    app = MentorApp(applied)
    async with app.run_test(size=size) as pilot:
        screen = await open_ad(pilot)
        assert screen.query_one(TextArea).has_focus  # nothing is there, so there is but one thing to do
        await paste(pilot, ADS["platform"])
        await pilot.press("escape")
        assert applied.journey.applications["a1"].ad == ADS["platform"]
        text = await read_detail(pilot)
        for said in ("target: nearest to backend", "Deployment and serving", "NOTHING ANSWERS", "a bachelor's degree"):
            assert said in text, said
        await pilot.press("escape")
        assert not isinstance(app.screen, AdvertScreen)
        screen = await open_ad(pilot)
        assert screen.query_one(TextArea).text == ADS["platform"]
        assert not screen.query_one(TextArea).has_focus


async def test_wide_reads_while_you_write(applied: Session) -> None:
    async with MentorApp(applied).run_test(size=(120, 40)) as pilot:
        await open_ad(pilot)
        await paste(pilot, ADS["prompting only"])
        await pilot.pause(PAUSE * 2)
        shown = seen(pilot.app)
        assert "! Prompting, hardly anything else" in shown
        assert "AI Engineer" in shown.partition("leave it")[0]
        assert applied.journey.applications["a1"].ad == ""  # read, not yet kept


async def test_prompting_and_infrastructure_are_a_bar_with_numbers(applied: Session) -> None:
    async with MentorApp(applied).run_test(size=(80, 120)) as pilot:
        await open_ad(pilot)
        await paste(pilot, ADS["llm engineer, good"])
        await pilot.press("ctrl+s")
        text = await read_detail(pilot)
        assert re.search(r"1 █+▒+ 7 prompting 1, infrastructure 7: 12% prompting", text)


async def test_narrow_shows_one_side_at_a_time(applied: Session) -> None:
    async with MentorApp(applied).run_test(size=(80, 24)) as pilot:
        screen = await open_ad(pilot)
        await paste(pilot, ADS["platform"])
        assert "AWS" in seen(pilot.app)
        assert "nearest to backend" not in seen(pilot.app)
        await pilot.press("escape")
        assert "nearest to backend" in seen(pilot.app)
        assert "AWS" not in seen(pilot.app)
        await pilot.press("J", "J")
        assert "nearest to backend" not in seen(pilot.app)
        await pilot.press("e", "x")  # a letter is text now
        assert screen.query_one(TextArea).text.endswith("x")


async def test_undo_takes_the_text_back(applied: Session) -> None:
    async with MentorApp(applied).run_test(size=(80, 24)) as pilot:
        screen = await open_ad(pilot)
        await paste(pilot, "Python")
        await pilot.press("escape", "u")
        assert applied.journey.applications["a1"].ad == ""
        assert screen.query_one(TextArea).text == ""


async def test_nothing_is_lost_however_the_screen_is_left(applied: Session) -> None:
    async with MentorApp(applied).run_test(size=(80, 24)) as pilot:
        await open_ad(pilot)
        await paste(pilot, "Python")
        await pilot.app.switch_mode("audit")
        await pilot.pause()
        assert applied.journey.applications["a1"].ad == "Python"
    async with MentorApp(applied).run_test(size=(80, 24)) as pilot:
        await open_ad(pilot)
        await pilot.press("e")
        await paste(pilot, "SQL ")
    assert applied.journey.applications["a1"].ad == "SQL Python"


async def test_an_ad_of_no_application_stays_too(started: Session) -> None:
    async with MentorApp(started).run_test(size=(80, 24)) as pilot:
        await open_ad(pilot, "")
        await paste(pilot, ADS["MLOps"])
        await pilot.press("escape", "escape")
        assert started.journey.note(NOTE) == ADS["MLOps"]
        screen = await open_ad(pilot, "")
        assert screen.query_one(TextArea).text == ADS["MLOps"]


async def test_text_is_text_and_too_much_is_said_to_be(applied: Session) -> None:
    async with MentorApp(applied).run_test(size=(80, 24)) as pilot:
        screen = await open_ad(pilot)
        await paste(pilot, POISON)
        assert "\x1b" not in screen.query_one(TextArea).text
        await pilot.press("escape")
        assert "Data Scientist [/] [red]" in seen(pilot.app)
        await pilot.press("e", "ctrl+end")
        await paste(pilot, " SQL" * AD_LENGTH)
        await pilot.press("escape")
        assert "the first 20,000 are kept" in seen(pilot.app)
        assert len(applied.journey.applications["a1"].ad) <= AD_LENGTH


async def test_an_application_that_goes_away_closes_the_screen(applied: Session) -> None:
    async with MentorApp(applied).run_test(size=(80, 24)) as pilot:
        screen = await open_ad(pilot)
        applied.remove_search("applications", "a1")
        screen.reload()
        await pilot.pause()
        assert not isinstance(pilot.app.screen, AdvertScreen)
