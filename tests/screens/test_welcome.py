"""The first run and the later change of the profile: what one key does, and that leaving half-way loses nothing."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from mentor.app import MentorApp
from mentor.errors import InputError, StoreError
from mentor.journey.records import Note, Profile, Rating
from mentor.screens.welcome import ProfileScreen
from mentor.screens.welcome_steps import DRAFT, QUICK, STEPS, draft_of, read_answer
from mentor.session import Session
from mentor.store.store import Store
from tests.screens.seen import seen

POISON = "x [/] [red]"
ANSWERS = ("1", *"fintech", "enter", *"10", "enter", "2", "3", "enter")
"""Backend engineer, fintech, 10 hours, platform, remote, no deadline."""


def again(session: Session) -> Session:
    """The same journey after the program was killed."""
    return Session(session.content, Store(session.store.folder), session.clock)


def answered(session: Session, **more: Any) -> Session:
    """A session whose user has answered the six questions and stands at the first area."""
    session.remember(QUICK, True)
    fields: dict[str, Any] = {"target": "platform", "industry": "fintech", "region": "remote", **more}
    session.set_profile(Profile("profile", "swe_backend", 10, session.today, **fields))
    return session


def rated(session: Session, count: int) -> Session:
    """The same with the first areas rated."""
    areas = list(session.content.areas)[:count]
    session.rate_many(dict.fromkeys(areas, 1))
    return session


def step(key: str) -> Any:
    return next(step for step in STEPS if step.key == key)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_first_screen_says_what_this_is_and_where_the_answers_go(
    session: Session, size: tuple[int, int]
) -> None:
    app = MentorApp(session)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        text = seen(app)
        assert "works out what is missing" in text
        assert "stays on this machine" in text
        assert "journey.json" in text
        assert "question 1 of 6" in text
        assert all(option.name in text and option.text in text for option in STEPS[0].options)
        assert "choose" in text
        assert "? help" in text
        assert not session.store.exists


async def test_six_answers_make_the_profile_and_the_quick_audit_follows(session: Session) -> None:
    app = MentorApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*ANSWERS)
        profile = session.journey.profile
        assert profile is not None
        assert (profile.start, profile.industry, profile.hours_per_week) == ("swe_backend", "fintech", 10)
        assert (profile.target, profile.region, profile.deadline_months) == ("platform", "remote", None)
        assert profile.since == session.today
        text = seen(app)
        assert "area 1 of 20" in text
        assert "Rate what you have done" in text
        assert app.current_mode == "welcome"


async def test_each_answer_is_kept_at_once(session: Session) -> None:
    async with MentorApp(session).run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "enter", *"law", "enter")
        assert session.journey.note(DRAFT) == {"start": "swe_other", "industry": "law"}


async def test_killed_at_question_four_it_comes_back_there(session: Session) -> None:
    async with MentorApp(session).run_test(size=(80, 24)) as pilot:
        await pilot.press(*ANSWERS[:12])
    app = MentorApp(again(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "question 4 of 6" in seen(app)
        await pilot.press("shift+tab")
        assert app.screen.query_one(Input).value == "10"


async def test_killed_at_area_thirteen_it_comes_back_there(session: Session) -> None:
    rated(answered(session), 11)
    async with MentorApp(session).run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
    app = MentorApp(again(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.current_mode == "welcome"
        assert "area 13 of 20" in seen(app)


async def test_there_is_a_way_back(session: Session) -> None:
    session.remember(DRAFT, {"start": "beginner", "industry": "law", "hours_per_week": 5.0, "target": "llm"})
    app = MentorApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("left")
        assert "question 4 of 6" in seen(app)
        assert "✓ 3  LLM engineer" in seen(app)
        await pilot.press("backspace", "escape", "shift+tab")
        assert "question 1 of 6" in seen(app)
        assert "✓ 7  From zero" in seen(app)
        await pilot.press("escape", "left", "enter")
        assert "question 2 of 6" in seen(app)
        assert session.journey.note(DRAFT)["start"] == "beginner"


async def test_hours_that_make_no_plan_are_refused_with_what_would_fit(session: Session) -> None:
    session.remember(DRAFT, {"start": "beginner", "industry": ""})
    app = MentorApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        for hours in ("", "0", "81", "ten", "nan"):
            app.screen.query_one(Input).value = hours
            await pilot.press("enter")
            assert "Hours are a number from 1 to 80" in seen(app)
            assert "question 3 of 6" in seen(app)
            assert "hours_per_week" not in session.journey.note(DRAFT)


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("hours_per_week", "7,5", 7.5),
        ("hours_per_week", " 10 ", 10.0),
        ("deadline_months", "", None),
        ("deadline_months", "12", 12),
        ("industry", "a\x1b]52;c;aGk=\x07b\nc", "a]52;c;aGk=b c"),
        ("industry", "x" * 100, "x" * 60),
    ],
)
def test_typed_answers(key: str, text: str, value: object) -> None:
    assert read_answer(step(key), text) == value


@pytest.mark.parametrize(
    ("key", "text"), [("deadline_months", "0"), ("deadline_months", "1.5"), ("start", "x"), ("region", "")]
)
def test_answers_that_do_not_fit(key: str, text: str) -> None:
    with pytest.raises(InputError):
        read_answer(step(key), text)


@pytest.mark.parametrize("stored", [None, 3, [], {"start": "pilot", "hours_per_week": {}, "deadline_months": "soon"}])
def test_a_draft_that_does_not_fit_is_asked_again(session: Session, stored: object) -> None:
    session.remember(DRAFT, stored)
    assert draft_of(session.journey) == {}


async def test_a_deadline_under_the_guides_is_answered_kindly(session: Session) -> None:
    app = MentorApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*ANSWERS[:-1], "6", "enter")
        assert "The guides give 12-18 months from here; 6 is brave" in seen(app)
        await pilot.press("2")
        assert "brave" not in seen(app)


async def test_a_deadline_that_fits_needs_no_remark(session: Session) -> None:
    app = MentorApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*ANSWERS[:-1], *"12", "enter")
        assert "brave" not in seen(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_an_area_shows_examples_and_every_level(session: Session, size: tuple[int, int]) -> None:
    app = MentorApp(rated(answered(session), 2))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        text = seen(app)
        area = list(session.content.areas.values())[2]
        assert area.title in text
        assert text.count("I can ") == 3
        for words in (
            "not yet",
            "followed",
            "with support",
            "alone",
            "can defend",
            "0-4 rate",
            "n pass over",
            "? help",
        ):
            assert words in text
        assert "choose" not in text


async def test_every_area_fits_the_smallest_screen(session: Session) -> None:
    app = MentorApp(answered(session))
    async with app.run_test(size=(80, 24)) as pilot:
        for area in session.content.areas.values():
            text = seen(app)
            assert area.title in text
            assert "can review another's" in text
            assert "0-4 rate" in text
            await pilot.press("2")


async def test_one_key_rates_and_moves_on_and_n_passes_over(session: Session) -> None:
    app = MentorApp(answered(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "n", "0")
        levels = [session.journey.ratings[key].level for key in list(session.content.areas)[:3]]
        assert levels == [3, None, 0]
        await pilot.press("left", "backspace", "left")
        assert "area 1 of 20" in seen(app)
        assert "✓ 3  alone" in seen(app)
        await pilot.press("right", "4")
        assert session.journey.ratings["python"].level == 3
        assert session.journey.ratings["hygiene"].level == 4


async def test_arrows_and_enter_and_the_mouse_rate_too(session: Session) -> None:
    app = MentorApp(answered(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert "area 1 of 20" in seen(app)
        await pilot.press("down", "down", "enter")
        await pilot.click("#answers", offset=(8, 3))
        await pilot.pause()
        assert session.journey.ratings["python"].level == 1
        assert session.journey.ratings["hygiene"].level == 3


async def test_back_from_the_first_area_an_answer_can_still_change(session: Session) -> None:
    app = MentorApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*ANSWERS, "left", "shift+tab", "4")
        assert session.journey.profile is not None
        assert session.journey.profile.region == "canada"
        assert "question 6 of 6" in seen(app)


async def test_the_last_area_makes_the_first_week_and_opens_today(session: Session) -> None:
    app = MentorApp(rated(answered(session), 19))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("1")
        await pilot.pause()
        assert app.current_mode == "today"
        assert session.current_week() is not None
        assert session.journey.note("welcome.done") is True
        assert session.journey.note(DRAFT) is None
        assert "Week 1 is planned" in seen(app)


async def test_killed_after_the_last_area_the_week_is_made_at_the_next_start(session: Session) -> None:
    rated(answered(session), 20)
    app = MentorApp(again(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert app.current_mode == "today"
        assert app.session.current_week() is not None


async def test_keys_of_places_undo_and_palette_entries_do_nothing_here(session: Session) -> None:
    app = MentorApp(answered(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "t", "a", "b", "p", "u")
        assert app.current_mode == "welcome"
        assert session.journey.ratings["python"].level == 3


def test_a_journey_made_by_intake_needs_no_welcome(session: Session, profile: Profile) -> None:
    assert not session.journey.first_run_done
    session.take_intake(profile, [Rating("python", 4, session.today)])
    assert session.journey.first_run_done


def test_half_a_welcome_is_not_done(session: Session) -> None:
    assert not rated(answered(session), 5).journey.first_run_done
    session.ensure_week()
    assert session.journey.first_run_done


async def test_what_a_user_types_is_shown_as_it_stands(session: Session) -> None:
    app = MentorApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", *POISON, "enter", "shift+tab")
        assert POISON in seen(app)


async def test_control_characters_of_a_changed_file_stay_out(session: Session) -> None:
    session.commit("as another program would", [Note(DRAFT, {"start": "beginner", "industry": "\x1b]52;c;aGk=\x07 x"})])
    app = MentorApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("shift+tab")
        assert "]52;c;aGk= x" in seen(app)
        assert "\x1b" not in seen(app)


async def test_a_failed_save_is_told_and_the_question_stays(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(session.store, "commit", full)
    app = MentorApp(session)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("1")
        await pilot.pause()
        assert "The disk is full." in seen(app)
        assert "question 1 of 6" in seen(app)


async def profile_screen(pilot: Pilot[None]) -> None:
    await pilot.app.push_screen(ProfileScreen(pilot.app.session))  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_profile_can_be_changed_in_one_change(started: Session, size: tuple[int, int]) -> None:
    app = MentorApp(started)
    async with app.run_test(size=size) as pilot:
        await profile_screen(pilot)
        assert "✓ 1  Backend engineer" in seen(app)
        assert "leave unchanged" in seen(app)
        await pilot.press("enter", "enter", "backspace", "backspace", *"6", "enter")
        assert started.journey.profile is not None
        assert started.journey.profile.hours_per_week == 10
        await pilot.press("enter", "enter", "enter")
        assert started.journey.profile.hours_per_week == 6
        assert started.journey.profile.industry == "fintech"
        assert not isinstance(app.screen, ProfileScreen)
        started.undo()
        assert started.journey.profile.hours_per_week == 10


async def test_escape_leaves_the_profile_as_it_was(started: Session) -> None:
    before = started.journey.profile
    app = MentorApp(started)
    async with app.run_test(size=(80, 24)) as pilot:
        await profile_screen(pilot)
        await pilot.press("7", *"x", "escape")
        assert not isinstance(app.screen, ProfileScreen)
        assert started.journey.profile == before


async def test_the_profile_goes_back_and_keeps_what_the_questions_do_not_ask(session: Session) -> None:
    full = Profile("profile", "swe_backend", 10, session.today, industry=POISON, degree="phd", ml_years=2)
    session.set_profile(full)
    app = MentorApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await profile_screen(pilot)
        await pilot.press("enter")
        assert POISON in seen(app)
        await pilot.press("shift+tab", "3", "enter", "enter", "enter", "enter", "enter")
        profile = session.journey.profile
        assert profile is not None
        assert (profile.start, profile.industry, profile.degree, profile.ml_years) == (
            "data_scientist",
            POISON,
            "phd",
            2,
        )


async def test_places_do_not_open_over_the_profile(started: Session) -> None:
    app = MentorApp(started)
    async with app.run_test(size=(80, 24)) as pilot:
        await profile_screen(pilot)
        await pilot.press("b", "a")
        assert app.current_mode == "today"
        assert isinstance(app.screen, ProfileScreen)
