"""Every SQL exercise as somebody else solved it: other right ways pass, mistakes and single steps beside do not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from mentor.content import Content
from mentor.practice.grade import Grader, asks_for_order
from tests.cli.conftest import Cli

SOLUTIONS = tomllib.loads(Path(__file__).with_name("sql_solutions.toml").read_text(encoding="utf-8"))
EXERCISES = Content().sql_exercises
BESIDE = [(id_, *step) for id_, one in SOLUTIONS.items() for step in one.get("beside", ())]


def test_every_exercise_was_solved_in_two_ways():
    assert list(SOLUTIONS) == list(EXERCISES)
    for id_, one in SOLUTIONS.items():
        assert len({" ".join(sql.split()) for sql in one["right"]}) == len(one["right"]) >= 2, id_


@pytest.mark.parametrize("id_", SOLUTIONS)
def test_right_ways_pass(grader: Grader, id_: str):
    for sql in SOLUTIONS[id_]["right"]:
        graded = grader.grade(EXERCISES[id_], sql)
        assert graded.passed, graded.error.lines() if graded.error else (graded.message, *graded.diff.lines)


@pytest.mark.parametrize("id_", SOLUTIONS)
def test_a_mistake_is_told(grader: Grader, id_: str):
    graded = grader.grade(EXERCISES[id_], SOLUTIONS[id_]["wrong"])
    assert graded.ran, graded.error
    assert not graded.passed
    assert any(SOLUTIONS[id_]["told"] in line for line in graded.diff.lines), graded.diff.lines


@pytest.mark.parametrize(("id_", "old", "new", "missed"), BESIDE, ids=lambda value: " ".join(value.split())[:24])
def test_one_step_beside_is_seen(grader: Grader, id_: str, old: str, new: str, missed: str):
    """What a task says of bounds and ties has to show in the rows, or nobody notices that it was passed over."""
    sql = SOLUTIONS[id_]["right"][0]
    assert old in sql
    graded = grader.grade(EXERCISES[id_], sql.replace(old, new))
    assert graded.ran, graded.error
    assert not graded.passed, missed


@pytest.mark.parametrize(
    ("sql", "asks"),
    [
        ("SELECT 1 ORDER BY 1", True),
        ("WITH a AS (SELECT 1 ORDER BY 1) SELECT * FROM a order\n by 1", True),
        ("SELECT 1 UNION SELECT 2 /* ( */ ORDER BY 1", True),
        ("SELECT ')' AS x ORDER BY x", True),
        ("SELECT ROW_NUMBER() OVER (ORDER BY x) FROM t WINDOW w AS (ORDER BY x)", False),
        ("SELECT * FROM (SELECT 1 ORDER BY 1)", False),
        ("SELECT 'ORDER BY 1' -- ORDER BY 1", False),
        ('SELECT "order" FROM t', False),
    ],
)
def test_whether_an_order_is_asked_for(sql: str, asks: bool):
    assert asks_for_order(sql) is asks


def test_an_order_that_comes_by_luck_is_told(grader: Grader):
    one = EXERCISES["SQ-E12"]
    graded = grader.grade(one, one.solution.replace("ORDER BY month", ""))
    assert not graded.passed
    assert graded.diff.kinds == {"order"}
    assert "does not ask for one" in graded.message


def test_a_long_sentence_of_the_difference_is_wrapped(cli: Cli, tmp_path: Path):
    (tmp_path / "answer.sql").write_text("SELECT 1")
    out = cli("practice", "sql", "SQ-E37", "--file", str(tmp_path / "answer.sql")).out
    assert "recall) are expected." in " ".join(out.split())


def test_the_schema_fits_a_narrow_terminal(content: Content):
    assert max(map(len, content.practice_file("schema.sql").splitlines())) <= 76
