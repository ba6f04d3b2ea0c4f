"""Exercises in a session: what is recorded, what hints cost, what is not counted twice."""

from __future__ import annotations

import pytest

from mentor.coach.solved import counting
from mentor.errors import InputError
from mentor.journey.check import record_problems
from mentor.journey.practice import Attempt
from mentor.practice.grade import NO_TRY
from mentor.session import Session
from mentor.session.practice import HINTS
from mentor.store.store import Store
from tests.conftest import TODAY


def test_a_solved_exercise_is_recorded(started: Session):
    exercise = started.sql_exercise("sq-e04")
    graded = started.grade_sql(exercise.id, exercise.solution, minutes=7)
    assert graded.passed
    assert Store(started.store.folder).read().attempts == {"t1": Attempt("t1", "SQ-E04", TODAY, True, 1.0, 7)}
    assert started.undo() == "SQ-E04 solved"
    assert started.journey.attempts == {}


def test_a_wrong_result_is_recorded_with_nothing_for_it(started: Session):
    exercise = started.sql_exercise("SQ-E04")
    assert not started.grade_sql("SQ-E04", exercise.wrong[0].sql).passed
    assert [(one.passed, one.score) for one in started.attempts_at("SQ-E04")] == [(False, 0.0)]


@pytest.mark.parametrize("sql", ["SELECT form cards", "DELETE FROM cards", "", "SELECT a.* FROM scores a, scores b"])
def test_what_gave_no_result_is_no_try(started: Session, sql: str):
    graded = started.grade_sql("SQ-E04", sql)
    assert not graded.ran
    assert graded.message == graded.error.message
    assert started.journey.attempts == {}


def test_a_result_with_other_columns_is_a_look_around(started: Session):
    exercise = started.sql_exercise("SQ-E04")
    assert started.grade_sql(exercise.id, exercise.solution).passed
    for sql in ("SELECT * FROM cards", "SELECT COUNT(*) FROM cards"):
        graded = started.grade_sql(exercise.id, sql)
        assert (graded.ran, graded.is_try, graded.passed) == (True, False, False)
        assert graded.message == NO_TRY
        assert started.keep_sql(exercise.id, graded) is None
    assert [one.passed for one in started.attempts_at(exercise.id)] == [True]
    assert counting(started.content, started.journey) == {exercise.id: TODAY}, "it takes back nothing"
    assert started.grade_sql(exercise.id, exercise.wrong[0].sql).is_try
    assert counting(started.content, started.journey) == {}


def test_hints_climb_stay_and_cost(started: Session):
    exercise = started.sql_exercise("SQ-E02")
    assert started.hints("SQ-E02") == ()
    assert started.next_hint("SQ-E02") == exercise.hints[:1]
    assert started.next_hint("SQ-E02") == exercise.hints[:2]
    assert started.hints("SQ-E02") == exercise.hints[:2]
    assert started.hints("SQ-E01") == ()
    started.grade_sql("SQ-E02", exercise.solution)
    assert started.attempts_at("SQ-E02")[0].score == pytest.approx(0.6)
    assert started.hints("SQ-E02") == ()
    assert started.undo() == "SQ-E02 solved", "hints are passed over"


def test_there_are_three_hints(started: Session):
    for _ in range(5):
        shown = started.next_hint("SQ-E02")
    assert shown == started.sql_exercise("SQ-E02").hints


@pytest.mark.parametrize("value", [None, 5, "x", ["SQ-E02"], {"SQ-E02": "two"}, {"SQ-E02": -1}, {"SQ-E02": 99}])
def test_a_strange_note_is_no_trouble(started: Session, value: object):
    started.remember(HINTS, value)
    assert len(started.hints("SQ-E02")) in (0, 3)
    started.next_hint("SQ-E02")
    assert started.hints("SQ-E02")
    started.grade_sql("SQ-E02", started.sql_exercise("SQ-E02").solution)
    assert started.hints("SQ-E02") == ()


def test_evaluation_asks_with_fresh_numbers_until_answered(started: Session):
    drawn = started.draw_evaluation("ev-e01")
    assert drawn.seed == 1
    assert started.draw_evaluation("EV-E01") == drawn
    marked = started.answer_evaluation(drawn, repr(drawn.question.answer), minutes=2)
    assert marked.right
    assert started.attempts_at("EV-E01") == [Attempt("t1", "EV-E01", TODAY, True, 1.0, 2, 1)]
    again = started.draw_evaluation("EV-E01")
    assert again.seed == 2
    assert again.question != drawn.question


def test_the_same_numbers_count_once(started: Session):
    drawn = started.draw_evaluation("EV-E01", 77)
    assert not started.answer_evaluation(drawn, "0.01").right
    known = started.draw_evaluation("EV-E01", 77)
    assert known.known
    assert started.answer_evaluation(known, repr(drawn.question.answer)).right
    assert [one.passed for one in started.attempts_at("EV-E01")] == [False]


@pytest.mark.parametrize("text", ["", "lots", "0,83", "83"])
def test_an_answer_that_cannot_be_read_is_not_recorded(started: Session, text: str):
    drawn = started.draw_evaluation("EV-E01")
    with pytest.raises(InputError):
        started.answer_evaluation(drawn, text)
    assert started.journey.attempts == {}


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda s: s.sql_exercise("SQ-E99"), "There is no exercise SQ-E99, did you mean"),
        (lambda s: s.grade_sql("nothing", "SELECT 1"), "There is no exercise nothing"),
        (lambda s: s.next_hint("EV-E01"), "There is no exercise EV-E01"),
        (lambda s: s.draw_evaluation("SQ-E01"), "There is no exercise SQ-E01"),
        (lambda s: s.draw_evaluation("EV-E01", -1), "A seed is a number from 0"),
        (lambda s: s.draw_evaluation("EV-E01", 10**6), "A seed is a number from 0"),
    ],
)
def test_what_there_is_not(started: Session, call, told: str):
    with pytest.raises(InputError) as caught:
        call(started)
    assert told in caught.value.message


def test_looking_around_records_nothing(started: Session):
    assert started.run_sql("SELECT COUNT(*) FROM cards").rows[0][0] > 100
    assert "CREATE TABLE snapshots" in started.sql_schema
    assert started.journey.attempts == {}


def test_minutes_stay_within_a_try(started: Session):
    exercise = started.sql_exercise("SQ-E04")
    for minutes in (-5, 100_000):
        started.grade_sql("SQ-E04", exercise.solution, minutes=minutes)
    assert [one.minutes for one in started.attempts_at("SQ-E04")] == [0, 600]
    assert all(record_problems(one) == [] for one in started.journey.attempts.values())


@pytest.mark.parametrize("field", [{"score": 1.5}, {"score": -0.1}, {"minutes": -1}, {"minutes": 100_000}])
def test_an_attempt_from_elsewhere_is_looked_over(field: dict):
    values = {"score": 1.0, "minutes": 5, **field}
    assert record_problems(Attempt("t1", "SQ-E01", TODAY, True, **values))


def test_a_statement_may_be_graded_first_and_kept_later(started: Session):
    exercise = started.sql_exercise("SQ-E04")
    started.next_hint(exercise.id)
    wrong, right = started.try_sql(exercise.id, exercise.wrong[0].sql), started.try_sql("sq-e04", exercise.solution)
    assert (wrong.passed, right.passed, started.attempts_at(exercise.id)) == (False, True, [])
    assert [started.keep_sql(exercise.id, one, 3) for one in (wrong, right)] == [0.0, pytest.approx(0.8)]
    stopped = started.try_sql(
        exercise.id, exercise.solution + " LIMIT (SELECT COUNT(*) FROM cards, cards)", lambda: True
    )
    assert not stopped.ran
    assert started.keep_sql(exercise.id, stopped) is None
    assert [one.passed for one in started.attempts_at(exercise.id)] == [False, True]
