"""Every SQL exercise: what is right passes, however it is written; what is wrong does not, and the diff says why."""

from __future__ import annotations

import re

import pytest

from mentor.content import Content
from mentor.content.exercises import SqlExercise, Wrong
from mentor.practice.grade import Grader, how_compared

EXERCISES = list(Content().sql_exercises.values())
ALTERNATIVES = [(one, sql) for one in EXERCISES for sql in one.alternatives]
WRONG = [(one, wrong) for one in EXERCISES for wrong in one.wrong]
MOST_STEPS = 20_000_000
"""A tenth of the limit, so that a slow machine and a clumsy way still pass."""
THEMES = {
    "a join that duplicates",
    "WHERE or ON",
    "NOT IN and NULL",
    "COUNT and NULL",
    "AVG and NULL",
    "anti-join",
    "GROUP BY and HAVING",
    "latest row per key",
    "de-duplication",
    "running total",
    "lag",
    "lead",
    "gaps",
    "top n per group",
    "cohorts",
    "retention",
    "percent of total",
    "point-in-time training set",
    "leakage check",
    "class balance",
    "sampling without bias",
    "precision at k",
    "calibration bins",
    "PSI by bin",
    "slowly changing feature",
    "median",
}


def name(value: object) -> str:
    return value.id if isinstance(value, SqlExercise) else value.why[:40] if isinstance(value, Wrong) else ""


def test_there_are_enough_and_every_theme_has_one():
    assert len(EXERCISES) >= 27
    assert {one.theme for one in EXERCISES} >= THEMES
    assert [one.id for one in EXERCISES] == [f"SQ-E{n:02}" for n in range(1, len(EXERCISES) + 1)]


@pytest.mark.parametrize("exercise", EXERCISES, ids=name)
def test_the_reference_passes_and_gives_what_the_task_says(grader: Grader, exercise: SqlExercise):
    graded = grader.grade(exercise, exercise.solution)
    assert graded.passed, graded.diff.lines
    assert len(graded.columns) == len(exercise.columns)
    assert [column.lower() for column in graded.columns] == [column.lower() for column in exercise.columns]
    for cut in (False, True):
        assert 0 < len(grader.expected(exercise, cut=cut).rows) <= 400
    assert grader.database.run(exercise.solution).steps < MOST_STEPS


@pytest.mark.parametrize(("exercise", "sql"), ALTERNATIVES, ids=name)
def test_another_right_way_passes(grader: Grader, exercise: SqlExercise, sql: str):
    graded = grader.grade(exercise, sql)
    assert graded.passed, graded.error.lines() if graded.error else graded.diff.lines
    assert grader.database.run(sql).steps < MOST_STEPS
    assert re.sub(r"\W+", "", sql) != re.sub(r"\W+", "", exercise.solution)


@pytest.mark.parametrize(("exercise", "wrong"), WRONG, ids=name)
def test_a_typical_mistake_is_told(grader: Grader, exercise: SqlExercise, wrong: Wrong):
    graded = grader.grade(exercise, wrong.sql)
    assert graded.ran, graded.error
    assert not graded.passed
    assert wrong.differs in graded.diff.kinds, graded.diff.lines
    assert graded.diff.lines


@pytest.mark.parametrize("exercise", EXERCISES, ids=name)
def test_a_constant_result_does_not_pass(grader: Grader, exercise: SqlExercise):
    """The rows of the tables that are shown, written out: right there, and wrong on the cut."""
    rows = grader.expected(exercise).rows
    sql = "WITH r AS (SELECT 0 AS n" + ", NULL" * len(exercise.columns)
    sql += "".join(f" UNION ALL SELECT {n}, {', '.join(map(literal, row))}" for n, row in enumerate(rows[:40], 1))
    names = ", ".join(f"c{n}" for n in range(len(exercise.columns)))
    sql = sql.replace("WITH r AS", f"WITH r (n, {names}) AS") + f") SELECT {names} FROM r WHERE n > 0 ORDER BY n"
    graded = grader.grade(exercise, sql)
    assert not graded.passed
    if len(rows) <= 40:
        assert graded.diff.kinds == {"cut"}


def literal(value: object) -> str:
    return "NULL" if value is None else f"'{value}'" if isinstance(value, str) else repr(value)


@pytest.mark.parametrize("exercise", [one for one in EXERCISES if one.compare == "list"], ids=name)
def test_where_order_counts_the_reverse_is_wrong(grader: Grader, exercise: SqlExercise):
    rows = f"SELECT *, ROW_NUMBER() OVER () AS place FROM ({exercise.solution})"
    names = ", ".join(f'"{column}"' for column in exercise.columns)
    graded = grader.grade(exercise, f"SELECT {names} FROM ({rows}) ORDER BY place DESC")
    assert "order" in graded.diff.kinds


@pytest.mark.parametrize("exercise", EXERCISES, ids=name)
def test_the_hints_climb_and_the_task_names_its_columns(exercise: SqlExercise):
    assert len(set(exercise.hints)) == 3
    assert exercise.task == exercise.task.strip()
    assert "order" in how_compared(exercise).lower()
    assert ("Decimals" in how_compared(exercise)) == bool(exercise.tolerance)


def test_every_exercise_belongs_to_an_area_and_its_items(content: Content):
    for one in EXERCISES:
        assert one.area in content.areas
        assert set(one.items) <= set(content.items)
    assert {"A03.1", "A03.2", "A03.3"} <= {item for one in EXERCISES for item in one.items}
