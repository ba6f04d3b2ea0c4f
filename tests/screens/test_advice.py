"""Advice: the notice on Today, the list, the reason beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mentor.app import MentorApp
from mentor.journey.records import History, Profile
from mentor.session import Session
from mentor.widgets.lists import Rows
from tests.screens.seen import read_detail, seen

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def warned(session: Session, profile: Profile) -> Session:
    """Somebody with a warning: cold applications, nothing deployed."""
    session.set_profile(replace(profile, history=History(applications_cold=12), industry="pay [/] cards"))
    session.ensure_week()
    return session


@pytest.mark.parametrize("size", SIZES)
async def test_today_shows_the_gravest_warning_and_its_key(warned: Session, size: tuple[int, int]) -> None:
    app = MentorApp(warned)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        text = seen(app)
        assert "Applications out, nothing deployed" in text
        assert "v why" in text
        assert text.count("v why") <= 2


@pytest.mark.parametrize("size", SIZES)
async def test_advice_opens_from_today_and_escape_goes_back(warned: Session, size: tuple[int, int]) -> None:
    app = MentorApp(warned)
    async with app.run_test(size=size) as pilot:
        await pilot.press("v")
        await pilot.pause()
        assert "WARNINGS" in seen(app)
        text = await read_detail(pilot)
        assert "12 applications sent, nothing deployed" in text
        assert "S1-064" in text
        assert "Because you are a backend engineer" in text
        await pilot.press("escape")
        await pilot.pause()
        assert "WARNINGS" not in seen(app)
        assert app.screen.query_one(Rows).id == "actions"


async def test_every_part_is_there_and_every_line_has_a_reason(warned: Session) -> None:
    app = MentorApp(warned)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("v")
        await pilot.pause()
        rows = app.screen.query_one(Rows)
        heads = [rows.get_option_at_index(n).prompt.plain.strip() for n in range(rows.option_count)]
        for head in ("WARNINGS", "PROJECT", "WHERE TO APPLY", "AVOID", "PAY A YEAR", "RESUME", "NOTES"):
            assert head in heads
        keys = [rows.get_option_at_index(n).id for n in range(rows.option_count)]
        for key in filter(None, keys):
            assert rows.choose(key)
            await pilot.pause()
            assert "what the guides say" in seen(app) or key == "project"
        assert "fintech" not in seen(app)


async def test_the_users_own_words_are_shown_as_they_stand(warned: Session) -> None:
    app = MentorApp(warned)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("v")
        await pilot.pause()
        assert "pay [/] cards" in seen(app)


async def test_pay_names_guide_and_basis(warned: Session) -> None:
    app = MentorApp(warned)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("v")
        await pilot.pause()
        assert "S3 $115,000-150,000 base" in seen(app)
        assert "S2 $140,000-185,000 total" in seen(app)
