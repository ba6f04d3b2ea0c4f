"""Advice: the notice on Today, the list, the reason beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mentor.app import MentorApp
from mentor.journey.records import History, Profile
from mentor.journey.time import Course, LogEntry
from mentor.screens.advice import notices, snooze_first
from mentor.session import Session
from mentor.widgets.lists import Rows
from tests.coach.record import ago
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


@pytest.fixture
def recorded(session: Session, profile: Profile) -> Session:
    """Somebody whose record shows two patterns: 45 h of theory, and two courses at once."""
    session.set_profile(profile)
    log = [LogEntry(f"l{n}", ago(40 - n), 300, "learn") for n in range(9)]
    log += [LogEntry(f"b{n}", ago(40 - n), 150, "build") for n in range(9)]
    courses = [Course(f"k{n}", "pay [/] cards", ago(50)) for n in range(2)]
    session.commit("log", [replace(profile, since=ago(60)), *log, *courses])
    session.ensure_week()
    return session


@pytest.mark.parametrize("size", SIZES)
async def test_advice_shows_a_pattern_with_its_figures_and_its_one_action(
    recorded: Session, size: tuple[int, int]
) -> None:
    app = MentorApp(recorded)
    async with app.run_test(size=size) as pilot:
        await pilot.press("v")
        await pilot.pause()
        assert "Theory before a first model" in seen(app)
        assert app.screen.query_one(Rows).chosen == "warning:FM01"
        text = await read_detail(pilot)
        assert "45 h of learning, no model on real data." in text
        assert "one 90-minute block" in text
        assert "S0-086" in text


@pytest.mark.parametrize("size", SIZES)
async def test_z_puts_off_and_z_takes_it_back(recorded: Session, size: tuple[int, int]) -> None:
    app = MentorApp(recorded)
    async with app.run_test(size=size) as pilot:
        await pilot.press("v")
        await pilot.pause()
        assert "PUT OFF" not in seen(app)
        await pilot.press("z")
        await pilot.pause()
        assert "FM01" in recorded.journey.snoozes
        rows = app.screen.query_one(Rows)
        assert rows.chosen == "warning:FM01"
        assert "Theory before a first model, until 5 December" in seen(app)
        assert "PUT OFF" in seen(app)
        await pilot.press("z")
        await pilot.pause()
        assert recorded.journey.snoozes == {}
        assert "PUT OFF" not in seen(app)


async def test_enter_takes_back_and_puts_nothing_off(recorded: Session) -> None:
    app = MentorApp(recorded)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert recorded.journey.snoozes == {}
        await pilot.press("z")
        await pilot.pause()
        assert recorded.journey.snoozes
        await pilot.press("enter")
        await pilot.pause()
        assert recorded.journey.snoozes == {}


async def test_u_takes_a_put_off_back(recorded: Session) -> None:
    app = MentorApp(recorded)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("v", "z", "u")
        await pilot.pause()
        assert recorded.journey.snoozes == {}


async def test_z_on_what_is_no_warning_says_so(recorded: Session) -> None:
    app = MentorApp(recorded)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("v")
        await pilot.pause()
        assert app.screen.query_one(Rows).choose("project")
        await pilot.press("z")
        await pilot.pause()
        assert recorded.journey.snoozes == {}
        assert "Only a warning can be put off" in [note.message for note in app._notifications]


def test_the_lines_for_today_fit_and_the_first_can_be_put_off(recorded: Session) -> None:
    shown = notices(recorded, 2, 76)
    assert [line.plain.endswith("  v why") for line in shown] == [True, True]
    assert all(line.cell_length <= 76 for line in shown)
    assert shown[0].plain.startswith("!  Theory before a first model: 45 h of learning")
    assert snooze_first(recorded) == "Put off until 5 December: Theory before a first model"
    assert len(notices(recorded, 2, 76)) == 1
    snooze_first(recorded)
    assert notices(recorded, 2, 76) == []
    assert snooze_first(recorded) is None
