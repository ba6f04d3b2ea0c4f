"""What a user does with the exercises that run."""

from __future__ import annotations

import threading

import pytest
from textual.content import Content
from textual.widgets import Input, TextArea

from mentor.app import MentorApp
from mentor.coach.evaluation import EXERCISES
from mentor.coach.evaluation.answers import LETTERS
from mentor.practice.database import Limits, SqlError
from mentor.screens.card_list import CardListScreen
from mentor.screens.drills import DrillsScreen
from mentor.screens.eval_exercise import EvalScreen
from mentor.screens.exercise_text import code_rows, exercise_page, looked_page, table_rows
from mentor.screens.exercises import ExercisesScreen
from mentor.screens.sql_exercise import SqlScreen
from mentor.session import Session
from mentor.widgets.detail import Detail
from mentor.widgets.lists import Rows
from mentor.widgets.long_list import LongList
from tests.screens.seen import joined, seen, settled

SIZES = [(80, 24), (120, 40)]
ENDLESS = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT MAX(n) FROM t"
FIRST = "SQ-E01"
WRONG = "select 'none', 1, 2, 3.0"
"""As many columns as the first exercise asks for, with other values."""


@pytest.fixture
def practice(started: Session) -> Session:
    started.remember("place", "practice")
    return started


def detail(app: MentorApp) -> str:
    return str(app.screen.query_one(Detail).query_one("Static").render())


# ------------------------------------------------------------------------------------------------ SQL


@pytest.mark.parametrize("size", SIZES)
async def test_a_query_is_written_run_and_compared(practice: Session, size: tuple[int, int]):
    app = MentorApp(practice)
    async with app.run_test(size=size) as pilot:
        app.push_screen(SqlScreen(practice, FIRST))
        await pilot.pause()
        assert FIRST in seen(app)
        assert "For every merchant category" in seen(app)
        await pilot.press(*"select 1", "ctrl+r")
        await settled(pilot)
        assert "1 column, 4 columns" in " ".join(detail(app).split())
        assert "it counts as no try" in seen(app)
        app.screen.query_one(TextArea).text = WRONG
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert "Not yet: the result differs." in seen(app)
        app.screen.query_one(TextArea).text = practice.sql_exercise(FIRST).solution
        await pilot.press("f5")
        await settled(pilot)
        assert "Right." in seen(app)
        assert "One way to write it:" in detail(app)
    assert [attempt.passed for attempt in practice.attempts_at(FIRST)] == [False, True]


@pytest.mark.parametrize("size", SIZES)
async def test_looking_around_compares_nothing_and_is_no_try(practice: Session, size: tuple[int, int]):
    app = MentorApp(practice)
    async with app.run_test(size=size) as pilot:
        app.push_screen(SqlScreen(practice, FIRST))
        await pilot.pause()
        app.screen.query_one(TextArea).text = practice.sql_exercise(FIRST).solution
        await pilot.press("f4")
        await settled(pilot)
        text = detail(app)
        assert "it is no try" in " ".join(text.split())
        assert "It gave:" in text
        assert "Right." not in text
        app.screen.query_one(TextArea).text = "select amout from cards"
        await pilot.press("f4")
        await settled(pilot)
        assert "There is no column amout" in detail(app)
        assert "counts as no try" not in detail(app)
        app.screen.query_one(TextArea).text = ENDLESS
        practice._grader.database._clock = iter(range(10**9)).__next__
        await pilot.press("f4")
        await settled(pilot)
        assert "was stopped after" in detail(app)
    assert practice.attempts_at(FIRST) == []


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("selec 1", "selec"),
        ("DROP TABLE customers", ""),
        ("ATTACH 'x.db' AS x", ""),
        ("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT * FROM n", ""),
        ("", ""),
    ],
)
async def test_what_gives_no_result_says_why_and_is_no_try(practice: Session, sql: str, told: str):
    app = MentorApp(practice)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(SqlScreen(practice, FIRST))
        await pilot.pause()
        app.screen.query_one(TextArea).text = sql
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert "Running" not in detail(app)
        assert told in detail(app)
        assert "No result, so it counts as no try." in detail(app)
    assert practice.attempts_at(FIRST) == []


@pytest.mark.parametrize("size", SIZES)
async def test_an_endless_statement_blocks_nothing_and_is_stopped(practice: Session, size: tuple[int, int]):
    pause = threading.Event()

    def clock() -> float:
        pause.wait(0.002)  # it is looked at while the statement runs; the tests' own idea of idle needs some idleness
        return 0.0

    practice._grader.database._clock = clock
    practice._grader._limits = Limits(steps=10**12)
    app = MentorApp(practice)
    async with app.run_test(size=size) as pilot:
        app.push_screen(SqlScreen(practice, FIRST))
        await pilot.pause()
        editor = app.screen.query_one(TextArea)
        editor.text = ENDLESS
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert "Running ... esc stops it" in seen(app)
        await pilot.press("ctrl+r", *"--x")
        assert editor.text.startswith("--x"), "keys are taken while it runs"
        await pilot.press("f3", "f2")
        assert "Running ... esc stops it" in seen(app)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, SqlScreen)
        assert "Running" not in detail(app)
        assert "hint 1" in detail(app)
        editor.text = WRONG
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert "Not yet: the result differs." in detail(app)
        editor.text = ENDLESS
        await pilot.press("ctrl+r")
    joined()
    assert len(practice.attempts_at(FIRST)) == 1, "what was stopped is no try, nor what ran when the program was left"


async def test_hints_tables_and_what_was_written_stay(practice: Session):
    app = MentorApp(practice)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ExercisesScreen(practice, "sql"))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.press(*"select h", "f2")
        assert "hint 1" in detail(app)
        assert "2 hints left" in detail(app)
        await pilot.press("f3")
        assert "CREATE TABLE customers" in detail(app)
        await pilot.press("tab", "h")
        assert "hint 2" in detail(app), "h is a key once the text has the focus"
        await pilot.press("s", "escape")
        assert isinstance(app.screen, ExercisesScreen)
        await pilot.press("enter")
        assert app.screen.query_one(TextArea).text == "select h"
        assert "hint 2" in detail(app)


async def test_the_list_marks_what_is_solved_and_begins_at_the_next(practice: Session):
    practice.grade_sql(FIRST, practice.sql_exercise(FIRST).solution)
    practice.grade_sql("SQ-E02", practice.sql_exercise("SQ-E02").wrong[0].sql)
    app = MentorApp(practice)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ExercisesScreen(practice, "sql"))
        await pilot.pause()
        text = seen(app)
        assert f"✓ {FIRST}" in text
        assert "○ SQ-E02" in text
        assert app.screen.query_one("#exercises", Rows).chosen == "SQ-E02"
        assert "0 of 1 try right" in detail(app)
        await pilot.press("up")
        assert f"counts for what it exercises since {practice.today}" in " ".join(detail(app).split())


@pytest.mark.parametrize(("hints", "told"), [(2, "counts for"), (3, "does not count now: solve it again")])
def test_what_was_solved_with_the_last_hint_says_that_it_does_not_count(practice: Session, hints: int, told: str):
    for _ in range(hints):
        practice.next_hint(FIRST)
    exercise = practice.sql_exercise(FIRST)
    practice.grade_sql(FIRST, exercise.solution)
    practice.grade_sql(FIRST, exercise.solution)
    assert told in str(exercise_page(practice, exercise, 200))


# ------------------------------------------------------------------------------------------------ evaluation


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", sorted(EXERCISES)[:3])
async def test_an_answer_is_marked_and_the_way_shown(practice: Session, key: str, size: tuple[int, int]):
    app = MentorApp(practice)
    async with app.run_test(size=size) as pilot:
        app.push_screen(EvalScreen(practice, key))
        await pilot.pause()
        question = practice.draw_evaluation(key).question
        assert key in seen(app)
        await pilot.press(*"none", "enter")
        assert practice.attempts_at(key) == [], "what cannot be read is no wrong answer"
        right = LETTERS[int(question.answer)] if question.unit == "choice" else f"{question.answer:.6f}"
        right = f"{question.answer:.0f}" if question.unit == "count" else right
        app.screen.query_one(Input).value = right
        await pilot.press("enter")
        assert "Right" in seen(app)
        assert "The way there:" in seen(app)
        (attempt,) = practice.attempts_at(key)
        assert attempt.passed
        await pilot.press("n")
        assert "The way there:" not in seen(app)
        assert app.screen.query_one(Input).has_focus
        assert f"numbers {attempt.seed}" not in seen(app)
        await pilot.press("escape")
        assert not isinstance(app.screen, EvalScreen)


async def test_every_evaluation_exercise_opens_at_80_columns(practice: Session):
    app = MentorApp(practice)
    async with app.run_test(size=(80, 24)) as pilot:
        for key in EXERCISES:
            app.push_screen(EvalScreen(practice, key))
            await pilot.pause()
            assert practice.draw_evaluation(key).question.asks.split()[0] in detail(app)
            await pilot.press("escape")


# ------------------------------------------------------------------------------------------------ finding them


async def test_the_palette_opens_what_is_practised(practice: Session):
    practice.remember("place", "today")
    own = practice.add_card("What is my own question?", "An answer")
    app = MentorApp(practice)
    async with app.run_test(size=(100, 30)) as pilot:

        async def found(words: str) -> None:
            await pilot.press("ctrl+p", *words, "enter")
            for _ in range(4):
                await pilot.pause()

        await found("sq-e17")
        assert app.current_mode == "practice"
        assert isinstance(app.screen, SqlScreen)
        assert "SQ-E17" in seen(app)
        await pilot.press(*"select 17")
        await found("eval ev-e16")
        assert isinstance(app.screen, EvalScreen)
        assert "EV-E16" in seen(app)
        await pilot.press("escape")
        assert isinstance(app.screen, ExercisesScreen)
        assert app.screen.query_one("#exercises", Rows).chosen == "EV-E16"
        await found("practice card ml02")
        assert isinstance(app.screen, CardListScreen)
        assert app.screen.query_one(LongList).chosen == "ML02"
        await found("my own question")
        assert app.screen.query_one(LongList).chosen == own.id
        await found("design prompt dp03")
        assert isinstance(app.screen, DrillsScreen)
        assert app.screen.query_one("#rows", Rows).chosen == "prompt:DP03"
    assert practice.journey.note("practice.sql.SQ-E17") == "select 17", "leaving by the palette keeps the draft"


@pytest.mark.parametrize(
    ("words", "screen", "shown"),
    [
        ("score that counts", SqlScreen, "SQ-E17"),
        ("wilson interval", EvalScreen, "EV-E16"),
        ("ev-e22", EvalScreen, "EV-E22"),
    ],
)
async def test_the_search_opens_an_exercise(practice: Session, words: str, screen: type, shown: str):
    practice.remember("place", "today")
    app = MentorApp(practice)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *words, "enter")
        for _ in range(4):
            await pilot.pause()
        assert isinstance(app.screen, screen)
        assert shown in seen(app)


async def test_the_search_opens_a_card_in_its_list(practice: Session):
    practice.remember("place", "today")
    app = MentorApp(practice)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"bias variance trade", "enter")
        for _ in range(4):
            await pilot.pause()
        assert isinstance(app.screen, CardListScreen)
        assert app.screen.query_one(LongList).chosen == "ML02"
        await pilot.press("escape")
        assert app.current_mode == "practice"


# ------------------------------------------------------------------------------------------------ parts


def drawn(rows: list[Content]) -> list[str]:
    return [row.plain for row in rows]


def test_numbers_stand_at_the_right_and_what_is_wide_is_cut():
    cells = [("name", "amount", "on"), ("a" * 30, "9.5", "2024-01-01"), ("b", "1234", "NULL")]
    assert drawn(table_rows(cells, 80)) == [
        f"{'name':<24}  amount  on",
        f"{'a' * 23}…     9.5  2024-01-01",
        f"{'b':<24}    1234  NULL",
    ]


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (40, ["transaction_id  at", "         50001  2024-01-01 08:24:55"]),
        # The heading gives way before the values do,
        (31, ["transacti…  at", "     50001  2024-01-01 08:24:55"]),
        # then the widest value,
        (24, ["transa…  at", "  50001  2024-01-01 08:…"]),
        # and a column that has no room left is named.
        (18, ["No room for at.", "transaction_id", "         50001"]),
        (12, ["No room for", "at.", "transaction…", "       50001"]),
    ],
)
def test_a_table_has_room_or_says_what_has_none(width: int, expected: list[str]):
    cells = [("transaction_id", "at"), ("50001", "2024-01-01 08:24:55")]
    assert drawn(table_rows(cells, width)) == expected


def test_a_result_stays_in_its_rows_and_says_how_many_there_are(practice: Session):
    found = practice.run_sql("SELECT 'x' || char(10) || 'y' AS \"a\nb\", char(27) || '[2J' FROM cards")
    rows = drawn(looked_page(found, 60))
    assert rows[2].startswith(f"It gave: {len(found.rows)} rows, the first 50 shown")
    assert rows[3].startswith("a b  char(27)")
    assert set(rows[4:]) == {"x y  [2J"}
    assert len(rows) == 54


def test_no_table_and_one_without_rows():
    assert table_rows([], 80) == []
    assert drawn(table_rows([("a", "b")], 80)) == ["a  b"]


def test_sql_goes_on_below_and_a_comment_stays_one():
    text = "-- One and two.\n-- Three.\n\nSELECT a,\n  channel TEXT -- web, branch, partner\nFROM table_a"
    assert drawn(code_rows(text, 80)) == text.splitlines()
    assert drawn(code_rows(text, 26)) == [
        "-- One and two.",
        "-- Three.",
        "",
        "SELECT a,",
        "  channel TEXT -- web,",
        "               -- branch,",
        "               -- partner",
        "FROM table_a",
    ]
    # Where a comment has to be wrapped, so are the lines that go on with it.
    assert drawn(code_rows("-- One, two,\n-- three and four.", 16)) == ["-- One, two,", "-- three and", "-- four."]
    assert drawn(code_rows("  WHERE one = 1 AND two = 2", 20)) == ["  WHERE one = 1 AND", "    two = 2"]


@pytest.mark.parametrize("width", [30, 42, 75])
@pytest.mark.parametrize("before", ["", "amount, " * 3, "amount, " * 20])
@pytest.mark.parametrize("after", ["", ", amount" * 20])
def test_the_pointer_stands_below_what_is_wrong_at_every_width(practice: Session, width: int, before: str, after: str):
    with pytest.raises(SqlError) as caught:
        practice.run_sql(f"SELECT {before}amout{after} FROM transactions")
    rows = [row.plain for row in looked_page(caught.value, width)]
    at = next(n for n, row in enumerate(rows) if row.strip() == "^")
    assert rows[at - 1][rows[at].index("^") :].startswith("amout")
    assert max(map(len, rows)) <= width


@pytest.mark.parametrize("kind", ["sql", "eval"])
async def test_each_area_heads_its_exercises_once(practice: Session, kind: str):
    app = MentorApp(practice)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ExercisesScreen(practice, kind))
        await pilot.pause()
        rows = app.screen.query_one("#exercises", Rows)
        options = [rows.get_option_at_index(n) for n in range(rows.option_count)]
        headings = [str(option.prompt).strip() for option in options if option.id is None]
        assert len(headings) == len(set(headings))
        known = practice.content.sql_exercises if kind == "sql" else EXERCISES
        assert {option.id for option in options} - {None} == set(known)
