"""Places, themes, palette, help and coming back."""

from __future__ import annotations

import pytest

from mentor.app import MentorApp
from mentor.errors import InputError
from mentor.session import Session
from mentor.store.store import Store
from mentor.widgets.dialogs import AskText, Confirm
from mentor.widgets.lists import Rows
from mentor.widgets.place import Place
from tests.screens.seen import seen


@pytest.fixture
def today(started: Session) -> Session:
    """A session with an accepted first week."""
    started.ensure_week()
    return started


def again(session: Session) -> Session:
    """The same journey as a new start would open it."""
    return Session(session.content, Store(session.store.folder), session.clock)


@pytest.mark.parametrize(("key", "mode"), [("a", "audit"), ("b", "board"), ("p", "portfolio"), ("t", "today")])
async def test_one_key_goes_to_each_place(today: Session, key: str, mode: str) -> None:
    app = MentorApp(today)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b" if mode == "today" else "t", key)
        await pilot.pause()
        assert app.current_mode == mode


async def test_the_next_start_opens_the_place_that_was_left(today: Session) -> None:
    async with MentorApp(today).run_test(size=(80, 24)) as pilot:
        await pilot.press("b")
        await pilot.pause()
    app = MentorApp(again(today))
    async with app.run_test(size=(80, 24)):
        assert app.current_mode == "board"


async def test_places_wait_for_the_first_questions(session: Session) -> None:
    app = MentorApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b")
        await pilot.pause()
        assert app.current_mode == "welcome"


async def test_help_lists_the_keys_of_the_screen_in_front(today: Session) -> None:
    app = MentorApp(today)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        text = seen(app)
        assert "Tick the action" in text
        assert "Take back the last change" in text
        await pilot.press("escape")
        assert "Tick the action" not in seen(app)


async def test_a_theme_is_kept(today: Session) -> None:
    app = MentorApp(today)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p", *"theme", "colon", "space", *"light")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.theme == "mentor-light"
    assert MentorApp(again(today)).theme == "mentor-light"


async def test_an_unknown_theme_falls_back(today: Session) -> None:
    today.remember("theme", "[red]")
    assert MentorApp(again(today)).theme == "mentor-dark"


async def test_the_palette_finds_an_action_a_card_and_a_project(today: Session) -> None:
    project = today.add_project("rag", "Contracts [/] search")
    app = MentorApp(today)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+p", *"contracts", "enter")
        await pilot.pause()
        assert app.current_mode == "portfolio"
        assert any(rows.chosen == project.id for rows in app.screen.query(Rows))
        action = today.find_action("4")
        await pilot.press("ctrl+p", *"w1.4", "enter")
        await pilot.pause()
        assert app.current_mode == "today"
        assert app.screen.query_one(Rows).chosen == action.id
        await pilot.press("ctrl+p", *"card p1.3", "enter")
        await pilot.pause()
        assert app.current_mode == "board"
        assert any(rows.chosen == "P1.3" for rows in app.screen.query(Rows))


async def test_an_unfinished_audit_is_offered_at_its_question(today: Session) -> None:
    today.answer_probe("python", None, 0)
    today.rate("A01.1", 2)
    app = MentorApp(today)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        assert "question 3 of 87" in seen(app)


async def test_q_leaves(today: Session) -> None:
    app = MentorApp(today)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("q")
    assert app.return_code == 0


async def test_a_key_that_is_held_down_answers_a_question_once(today: Session) -> None:
    answers: list[bool | None] = []
    app = MentorApp(today)
    async with app.run_test(size=(80, 24)) as pilot:
        below = app.screen
        question = Confirm("Really?")
        app.push_screen(question, answers.append)
        await pilot.pause()
        for _ in range(3):  # the keys that come before the question is gone
            question.action_answer(True)
        question.action_cancel()
        await pilot.pause()
        await pilot.pause()
        assert answers == [True]
        assert app.screen is below
        assert isinstance(below, Place)


async def test_a_line_that_cannot_be_taken_says_why_and_stays(today: Session) -> None:
    def check(text: str) -> None:
        if not text.isdigit():
            raise InputError("x [/] is no number.", hint="Write it as 7.")

    given: list[str | None] = []
    app = MentorApp(today)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(AskText("How many?", check=check), given.append)
        await pilot.pause()
        await pilot.press("a", "enter")
        assert "x [/] is no number. Write it as 7." in seen(app)
        assert given == []
        await pilot.press("backspace", "7", "enter")
        await pilot.pause()
        assert given == ["7"]
