"""What a user does in the review, in the lists of cards and in the Practice place."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from time import process_time

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from mentor.app import MentorApp
from mentor.clock import Clock
from mentor.journey.practice import CardState
from mentor.screens.card_form import CardForm
from mentor.screens.card_list import CardListScreen
from mentor.screens.drills import DrillsScreen
from mentor.screens.exercises import ExercisesScreen
from mentor.screens.mock import MockScreen
from mentor.screens.practice import PracticeScreen
from mentor.screens.review import ReviewScreen
from mentor.session import Session
from mentor.store.store import Store
from mentor.widgets.bars import PLACES, PlaceBar, place_key
from mentor.widgets.charts import columns
from mentor.widgets.lists import Rows
from tests.conftest import NOW, TODAY
from tests.deck import DeckContent
from tests.screens.keyboard import press
from tests.screens.seen import seen

SIZES = [(80, 24), (120, 40), (160, 50)]
POISON = "x [/] [red] \x1b]52;c;aGk=\x07 \x1b[2J[b"


@pytest.fixture
def cards(store: Store, profile) -> Session:
    """A session with due cards, whose every question takes three seconds."""
    ticks = iter(range(0, 1_000_000, 3))
    session = Session(DeckContent(), store, Clock(TODAY, lambda: NOW + timedelta(seconds=next(ticks))))
    session.set_profile(profile)
    session.remember("place", "practice")
    return session


def due(session: Session, count: int, **fields) -> None:
    """Put cards that are due, the last of them the most overdue."""
    states = [
        CardState(f"MA{n:02}", "review", TODAY - timedelta(n - 1), 5.0, 5.0, TODAY - timedelta(2 * n), 2, **fields)
        for n in range(1, count + 1)
    ]
    session.commit("put", states)


def row(pilot: Pilot[None], key: str) -> None:
    assert pilot.app.screen.query_one("#practices", Rows).choose(key)


# ------------------------------------------------------------------------------------------------ review


@pytest.mark.parametrize("size", SIZES)
async def test_a_card_is_asked_shown_and_graded(cards: Session, size: tuple[int, int]):
    due(cards, 2)
    app = MentorApp(cards, opens="review")
    async with app.run_test(size=size) as pilot:
        assert isinstance(app.screen, ReviewScreen)
        assert "What is MA02?" in seen(app)
        assert "The answer of MA02." not in seen(app)
        assert "1 of 7" in seen(app)
        await pilot.press("3")
        assert not cards.journey.grades, "no grade before the answer"
        await pilot.press("space")
        text = seen(app)
        assert "The answer of MA02." in text
        assert "As a warm-up, MA02." in text
        for name in ("1 forgotten again", "2 hard", "3 good", "4 easy"):
            assert name in text
        await pilot.press("3")
        assert "2 of 7" in seen(app)
    (grade,) = cards.journey.grades.values()
    assert (grade.card, grade.grade) == ("MA02", 3)
    assert grade.seconds > 0


async def test_a_forgotten_card_comes_up_once_more_at_the_end(cards: Session):
    due(cards, 1)
    app = MentorApp(cards, opens="review")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "1")
        for _ in range(5):
            assert "MA01" not in seen(app)
            await pilot.press("space", "4")
        assert "6 of 6" in seen(app)
        assert "What is MA01?" in seen(app)
        await pilot.press("space", "3")
        text = seen(app)
        assert "7 reviews in this sitting, 6 recalled" in text
    assert [grade.days for grade in cards.journey.grades.values() if grade.card == "MA01"] == [2, 0]


async def test_grades_are_taken_back_and_given_again(cards: Session):
    due(cards, 2)
    app = MentorApp(cards, opens="review")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "1", "space", "4")
        assert len(cards.journey.grades) == 2
        await pilot.press("u")
        assert "The answer of MA01." in seen(app), "with its answer, to be graded again"
        await pilot.press("2", "u", "u")
        assert "1 of 7" in seen(app)
        assert "The answer of MA02." in seen(app)
        assert not cards.journey.grades
        await pilot.press("u")
        assert cards.journey.profile is not None, "nothing from before the sitting is taken back"
        await pilot.press("ctrl+r")
        assert "What is MA01?" in seen(app)
        assert len(cards.journey.grades) == 1


async def test_until_tomorrow_and_aside(cards: Session):
    due(cards, 3)
    app = MentorApp(cards, opens="review")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("z")
        assert "What is MA02?" in seen(app)
        await pilot.press("x")
        assert "What is MA01?" in seen(app)
        states = cards.journey.cards
        assert states["MA03"].buried == TODAY + timedelta(days=1)
        assert states["MA02"].suspended
        await pilot.press("u")
        assert "What is MA02?" in seen(app)


async def test_a_card_that_is_set_aside_for_good_says_so(cards: Session):
    due(cards, 1, lapses=7)
    app = MentorApp(cards, opens="review")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("space", "1")
        await pilot.pause()
        assert "forgotten 8 times" in seen(app)
        assert "What is MA01?" not in seen(app)


async def test_a_days_share_ends_and_m_goes_on(cards: Session):
    app = MentorApp(cards, opens="review")
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(5):
            await pilot.press("space", "4")
        assert "not seen yet; m goes on with them today" in seen(app)
        await pilot.press("m")
        assert "1 of 20" in seen(app)
        await pilot.press("escape")
        assert isinstance(app.screen, PracticeScreen)


async def test_a_long_day_comes_in_sittings(cards: Session):
    states = [CardState(key, "review", TODAY, 5.0, 5.0, TODAY - timedelta(days=2), 2) for key in cards.deck()]
    cards.commit("put", states)
    app = MentorApp(cards, opens="review")
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(20):
            await pilot.press("space", "3")
        assert "16 cards left for today: enter shows the next 16" in seen(app)
        await pilot.press("enter")
        assert "1 of 16" in seen(app)


async def test_nothing_due_says_when_the_next_come(cards: Session):
    due(cards, 1)
    cards.commit("aside", [CardState(key, suspended=True) for key in cards.deck() if key != "MA01"])
    cards.grade_card("MA01", 3)
    app = MentorApp(cards, opens="review")
    async with app.run_test(size=(80, 24)):
        assert "No card is due. The next come up on" in seen(app)


async def test_a_users_own_text_is_never_markup(cards: Session):
    cards.add_card(POISON, POISON, POISON)
    app = MentorApp(cards, opens="review")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        text = seen(app)
        assert text.count("x [/] [red] ]52;c;aGk= [2J[b") == 3
        await pilot.press("e")
        assert isinstance(app.screen, CardForm)


async def test_no_card_of_a_sitting_waits(cards: Session):
    """Twenty cards: grading and showing the next one takes no longer than drawing a frame does."""
    cards.content.cards, due(cards, 12)  # read before the clock runs, as the place does
    app = MentorApp(cards, opens="review")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ReviewScreen)
        took = []
        for _ in range(12):
            before = process_time()
            screen.action_answer()
            screen.action_grade(3)
            took.append(process_time() - before)
            await pilot.pause()
    assert len(cards.journey.grades) == 12
    assert sorted(took)[6] < 0.05
    assert max(took) < 0.25, took


# ------------------------------------------------------------------------------------------------ practice


@pytest.mark.parametrize("size", SIZES)
async def test_the_place_opens_with_its_own_key_and_shows_what_can_be_practised(cards: Session, size: tuple[int, int]):
    cards.remember("place", "today")
    due(cards, 2)
    app = MentorApp(cards)
    async with app.run_test(size=size) as pilot:
        await pilot.press("c")
        assert app.current_mode == "practice"
        text = seen(app)
        assert "2 cards due, 5 new" in text
        for name in ("Design drills", "SQL exercises", "Evaluation exercises", "Mock interview", "Fundamentals"):
            assert name in text
        await pilot.press("p")
        assert app.current_mode == "portfolio"


@pytest.mark.parametrize(
    ("key", "screen"),
    [
        ("review", ReviewScreen),
        ("drills", DrillsScreen),
        ("sql", ExercisesScreen),
        ("eval", ExercisesScreen),
        ("mock", MockScreen),
        ("round:coding", DrillsScreen),
        ("round:fundamentals", ReviewScreen),
        ("round:behavioural", DrillsScreen),
        ("group:maths", CardListScreen),
        ("group:career", CardListScreen),
    ],
)
async def test_each_row_opens_something_and_escape_comes_back(cards: Session, key: str, screen: type):
    app = MentorApp(cards)
    async with app.run_test(size=(80, 24)) as pilot:
        row(pilot, key)
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert type(app.screen) is screen
        await pilot.press("escape")
        assert isinstance(app.screen, PracticeScreen)


async def test_every_row_has_a_text_beside_it(cards: Session):
    due(cards, 5, suspended=True)
    app = MentorApp(cards)
    async with app.run_test(size=(120, 40)) as pilot:
        rows = app.screen.query_one("#practices", Rows)
        for n in range(rows.option_count):
            option = rows.get_option_at_index(n)
            if option.id is not None:
                rows.highlighted = n
                await pilot.pause()
                assert str(app.screen.query_one("#detail Static").render()).strip(), option.id
        row(pilot, "group:maths")
        await pilot.pause()
        assert "5 cards; enter lists them, space brings one back" in " ".join(seen(app).split())


async def test_the_interview_is_asked_for(cards: Session):
    app = MentorApp(cards)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("i", *"soon", "enter")
        await pilot.pause()
        assert "soon is no date" in seen(app)
        assert app.screen.query_one(Input).value == "soon", "what was typed stays"
        await pilot.press("ctrl+u", *"2026-12-01", "enter")
        await pilot.pause()
        assert "1 Dec, in 10 days" in seen(app)
        assert "93 % recalled" in seen(app)
        await pilot.press("u")
        assert cards.interview is None


# ------------------------------------------------------------------------------------------------ lists, form


@pytest.mark.parametrize("size", SIZES)
async def test_a_list_brings_back_what_was_set_aside(cards: Session, size: tuple[int, int]):
    due(cards, 1, suspended=True)
    app = MentorApp(cards)
    async with app.run_test(size=size) as pilot:
        row(pilot, "group:maths")
        await pilot.press("enter")
        assert "MA01  aside" in seen(app)
        await pilot.press("space")
        assert "MA01  due" in seen(app)
        assert not cards.journey.cards["MA01"].suspended
        await pilot.press("down", "space")
        assert "MA02  aside" in seen(app)
        assert cards.journey.cards["MA02"].state == "new"


async def test_a_card_is_written_and_changed_by_keyboard(cards: Session):
    app = MentorApp(cards)
    async with app.run_test(size=(80, 24)) as pilot:
        row(pilot, "group:sql")
        await pilot.press("enter", "n")
        form = app.screen
        assert isinstance(form, CardForm)
        await pilot.press("enter")
        assert "A card needs a question and an answer." in seen(app)
        await pilot.press(*"Why?", "tab", *"So it is.", "tab", "tab", "tab", *"sqx", "enter")
        assert "No area is called sqx" in seen(app)
        await pilot.press("backspace", *"l", "enter")
        await pilot.pause()
        assert isinstance(app.screen, CardListScreen)
        (card,) = cards.journey.own_cards.values()
        assert (card.question, card.answer, card.group, card.area) == ("Why?", "So it is.", "sql", "sql")
        assert "Why?" in seen(app)
        await pilot.press("e")
        assert app.screen.query_one("#question", Input).value == "Why?"
        app.screen.query_one(TextArea).text = "word " * 61
        await pilot.pause()
        assert "61 words" in seen(app)
        await pilot.press("escape", "x")
        assert not cards.journey.own_cards
        await pilot.press("u")
        assert list(cards.journey.own_cards) == ["o1"]


async def test_files_come_and_go(cards: Session, tmp_path: Path):
    (tmp_path / "mine.csv").write_text("question,answer,group\nA?,b,maths\nB?,,\n", encoding="utf-8")
    app = MentorApp(cards)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        row(pilot, "group:maths")
        await pilot.press("enter", "i")
        await press(pilot, *str(tmp_path / "mine.csv"), "enter")
        await pilot.pause()
        assert "1 card taken; u takes them back." in seen(app)
        assert "row 3: the answer is missing" in seen(app)
        assert "A?" in seen(app)
        await pilot.press("w")
        app.screen.query_one(Input).value = str(tmp_path / "out.txt")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("w")
        app.screen.query_one(Input).value = str(tmp_path / "out.txt")
        await pilot.press("enter")
        await pilot.pause()
        assert "is there already. Replace it?" in seen(app)
        await pilot.press("y")
        await pilot.pause()
    assert (tmp_path / "out.txt").read_text(encoding="utf-8").startswith("#separator:tab\n")


# ------------------------------------------------------------------------------------------------ parts


def test_each_place_has_a_key_of_its_own_within_its_name():
    keys = {mode: place_key(mode) for mode in PLACES}
    assert len(set(keys.values())) == len(PLACES)
    assert all(key in PLACES[mode].lower() for mode, key in keys.items())
    assert keys["practice"] == "c"


async def test_the_bar_marks_the_key_within_the_name(cards: Session):
    cards.remember("place", "today")
    app = MentorApp(cards)
    async with app.run_test(size=(80, 24)) as pilot:
        bar = app.screen.query_one(PlaceBar).render()
        assert isinstance(bar, Content)
        at = bar.plain.index("Practice") + len("Pra")
        assert any("underline" in str(span.style) and (span.start, span.end) == (at, at + 1) for span in bar.spans)
        await pilot.click(PlaceBar, offset=(bar.plain.index("Practice") + 4, 0))
        assert app.current_mode == "practice"


@pytest.mark.parametrize(
    ("values", "top", "height", "wide", "drawn"),
    [
        ((0, 1, 2), 2, 1, 1, [" ▄█"]),
        ((0, 1, 2), 2, 2, 1, ["  █", " ██"]),
        ((3, 1), 3, 1, 2, ["█ ▃ "]),
        ((0.001, 8), 8, 1, 1, ["▁█"]),
        ((9,), 3, 1, 1, ["█"]),
        ((), 1, 2, 1, ["", ""]),
    ],
)
def test_columns(values: tuple[float, ...], top: float, height: int, wide: int, drawn: list[str]):
    assert [row.plain for row in columns(values, top, height, wide)] == drawn
