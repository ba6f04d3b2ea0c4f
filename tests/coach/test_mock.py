"""The mock interview: an hour by weakness, and what is kept of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor.coach.mock import (
    best_by_hand,
    compose,
    design_rows,
    grade_of,
    open_mock,
    part_minutes,
    present,
    seconds_in_all,
    summary,
)
from mentor.journey import Journey
from mentor.journey.drills import MOCK_ROUNDS, Mock, MockQuestion
from mentor.journey.practice import Attempt, CardState, Grade
from tests.coach.builders import CONTENT, TODAY, journey, ratings
from tests.coach.test_drills import drill, grades
from tests.coach.test_readiness import marks, mediums

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def questions(of: Journey, today: date = TODAY) -> dict[str, list[MockQuestion]]:
    return {part.round: list(part.questions) for part in compose(CONTENT, of, today)}


def with_tables(**tables: Any) -> Journey:
    return replace(journey(), **tables)


@pytest.mark.parametrize(
    ("shares", "minutes"),
    [
        ((0, 0, 0), (25, 15, 20)),
        ((1, 1, 1), (25, 15, 20)),
        ((0, 1, 1), (35, 10, 15)),
        ((1, 0, 1), (20, 25, 15)),
        ((1, 1, 0), (20, 10, 30)),
    ],
)
def test_the_round_that_lacks_most_gets_more(shares: tuple[float, ...], minutes: tuple[int, ...]):
    found = part_minutes(CONTENT, dict(zip(MOCK_ROUNDS, shares, strict=True)))
    assert tuple(found[name] for name in MOCK_ROUNDS) == minutes


@given(st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)))
def test_the_parts_always_make_an_hour(shares: tuple[float, float, float]):
    found = part_minutes(CONTENT, dict(zip(MOCK_ROUNDS, shares, strict=True)))
    assert sum(found.values()) == 60
    assert min(found.values()) >= 10
    assert all(minutes % 5 == 0 for minutes in found.values())


def test_the_hour_is_full_of_questions_from_three_rounds():
    parts = compose(CONTENT, journey(), TODAY)
    assert [part.round for part in parts] == list(MOCK_ROUNDS)
    for part in parts:
        assert sum(question.minutes for question in part.questions) == part.minutes
        assert part.why
    kinds = Counter(question.kind for part in parts for question in part.questions)
    assert kinds["sql"] >= 1
    assert kinds["evaluation"] >= 1
    assert kinds["card"] >= 5
    assert kinds["design"] == 1


def test_a_day_asks_the_same_until_one_was_held_and_then_other_things():
    of = journey()
    first = compose(CONTENT, of, TODAY)
    assert compose(CONTENT, of, TODAY) == first
    held = Mock("mk1", TODAY, tuple(q for part in first for q in part.questions), finished=TODAY)
    asked = {question.ref for question in held.questions if question.kind != "design"}
    again = {q.ref for own in questions(replace(of, mocks={"mk1": held})).values() for q in own}
    assert not asked & again


def test_solved_exercises_come_last_and_items_rated_low_first():
    solved = [*CONTENT.sql_exercises][:-2]
    attempts = {f"t{n}": Attempt(f"t{n}", key, TODAY, True, 1) for n, key in enumerate(solved, 1)}
    coding = questions(with_tables(attempts=attempts))["coding"]
    assert next(q.ref for q in coding if q.kind == "sql") not in solved
    wanted = CONTENT.sql_exercises[solved[3]]
    levels = dict.fromkeys(CONTENT.items, 4) | dict.fromkeys(wanted.items, 0)
    low = questions(with_tables(ratings=ratings(levels)))["coding"]
    sql = next(q.ref for q in low if q.kind == "sql")
    assert set(CONTENT.sql_exercises[sql].items) & set(wanted.items)


def test_forgotten_cards_of_the_group_kept_worst_come_first():
    groups = {card.group: card.id for card in CONTENT.cards.values()}
    day = TODAY - timedelta(days=2)
    reviews = {}
    for n in range(40):  # 20 reviews each: maths all forgotten, mlops all recalled
        group = "maths" if n % 2 else "mlops"
        id_ = f"{day:%Y%m%d}T{n:012}"
        reviews[id_] = Grade(
            id_, groups[group], 1 if group == "maths" else 3, f"{day}T09:00:00+00:00", day, "review", 5
        )
    lapsed = groups["maths"]
    state = CardState(lapsed, "learning", TODAY, 1, 9, day, 30, lapses=7)
    cards = questions(with_tables(grades=reviews, cards={lapsed: state}))["fundamentals"]
    assert cards[0].ref == lapsed
    assert all(CONTENT.cards[one.ref].group not in ("mlops", "career") for one in cards[:6])


def test_a_weak_design_round_gets_its_time_and_its_weakest_rows():
    ready = {**mediums(15, 0), **marks("answer", 10, 300)}
    weak = with_tables(practised=ready)
    minutes = {part.round: part.minutes for part in compose(CONTENT, weak, TODAY)}
    assert minutes["design"] > minutes["coding"]
    rows = [row.id for row in design_rows(CONTENT, weak)]
    assert rows == ["clarify", "framing", "data"]
    tried = replace(weak, drills={"dr1": drill(1, grades=grades(3, serving=0, monitoring=1, model=1))})
    assert [row.id for row in design_rows(CONTENT, tried)] == ["model", "serving", "monitoring"]


# ---------------------------------------------------------------------- the clock and the summary


def mock(*given_: int | None, **fields: Any) -> Mock:
    asked = tuple(
        MockQuestion("coding", "sql", f"q{n}", f"Question *{n}*", 10, 300, "first\n> second", grade)
        for n, grade in enumerate(given_)
    )
    return Mock("mk1", TODAY, asked, **fields)


def test_the_first_question_without_a_grade_is_up():
    assert present(mock(3, None, None)) == 1
    assert present(mock(3, 4)) is None
    assert present(mock(3, None, finished=TODAY)) is None
    assert seconds_in_all(mock(3, None, started=NOW.isoformat(), seconds=5), NOW + timedelta(seconds=60)) == 665


def test_one_mock_at_a_time_is_open():
    assert open_mock(Journey()) is None
    done, running = mock(3, finished=TODAY), replace(mock(None), id="mk2")
    assert open_mock(Journey(mocks={"mk1": done, "mk2": running})) == running


def test_the_summary_holds_grades_times_notes_and_what_to_do_again():
    text = summary(mock(3, 1, None, finished=TODAY))
    for part in (
        "# Mock interview of 2026-11-21",
        "15 of 30 min, 2 of 3 questions answered",
        "| Coding | 3 | 2.0 | 15 of 30 |",
        "### Question \\*0\\*",
        "3 of 4, right and to the point; 5:00 of 10:00",
        "not answered; 5:00 of 10:00",
        "> \\> second",
        "- Question \\*1\\* (1 of 4)",
    ):
        assert part in text
    assert "System design" not in text
    assert "Nothing was graded 2 or less." in summary(mock(4))


@pytest.mark.parametrize(("score", "grade"), [(1.0, 4), (0.8, 3), (0.6, 2), (0.4, 1), (0.0, 0)])
def test_an_exercise_solved_here_is_graded_by_its_hints(score: float, grade: int):
    assert grade_of(CONTENT, score) == grade


@pytest.mark.parametrize(
    ("kind", "tries", "best"),
    [
        ("sql", [], 4),
        ("sql", [(0, False)], 2),
        ("sql", [(0, False), (0, True)], 4),
        ("sql", [(0, True), (0, False)], 2),
        ("sql", [(1, False)], 4),  # before the interview
        ("card", [(0, False)], 4),
    ],
)
def test_a_query_that_ran_wrong_is_not_graded_right(kind: Any, tries: list[tuple[int, bool]], best: int):
    question = MockQuestion("coding", kind, "SQ-E01", "x", 10)
    attempts = {
        f"t{n}": Attempt(f"t{n}", "SQ-E01", TODAY - timedelta(days=ago), passed, float(passed))
        for n, (ago, passed) in enumerate(tries, 1)
    }
    assert best_by_hand(with_tables(attempts=attempts), Mock("mk1", TODAY, (question,)), question) == best
