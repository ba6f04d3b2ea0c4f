"""`mentor practice`: lists, shows, grades; what it prints is safe and what it exits with can be relied on."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from mentor.coach.evaluation import EXERCISES, ask
from mentor.content import Content
from tests.cli.conftest import Cli

SQL = Content().sql_exercises


@pytest.fixture
def answer(tmp_path: Path):
    def written(text: str | bytes) -> str:
        path = tmp_path / "answer.sql"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return written


def test_both_lists(cli: Cli):
    result = cli("practice")
    assert result.status == 0
    assert all(id_ in result.out for id_ in (*SQL, *EXERCISES))
    data = cli("practice", "--json").json
    assert [one["id"] for one in data["sql"]] == list(SQL)
    assert [one["id"] for one in data["eval"]] == list(EXERCISES)


@pytest.mark.parametrize("id_", SQL)
def test_every_sql_exercise_fits_the_page(cli: Cli, id_: str):
    result = cli("practice", "sql", id_)
    assert result.status == 0
    assert SQL[id_].title in result.out
    assert max(map(len, result.out.splitlines())) <= 80
    assert cli("practice", "sql", id_, "--json").json["columns"] == list(SQL[id_].columns)


@pytest.mark.parametrize("id_", EXERCISES)
def test_every_evaluation_exercise_fits_the_page_and_is_marked(cli: Cli, id_: str):
    result = cli("practice", "eval", id_, "--seed", "5")
    assert result.status == 0
    assert max(map(len, result.out.splitlines())) <= 80
    question = ask(EXERCISES[id_], 5)
    right = "ABCD"[int(question.answer)] if question.unit == "choice" else repr(question.answer)
    right = str(round(question.answer)) if question.unit == "count" else right
    marked = cli("practice", "eval", id_, "--seed", "5", f"--answer={right}")
    assert (marked.status, marked.out[:5]) == (0, "Right")
    assert max(map(len, marked.out.splitlines())) <= 80


def test_solving_one(cli: Cli, answer):
    one = SQL["SQ-E12"]
    result = cli("practice", "sql", "SQ-E12", "--file", answer(one.solution))
    assert result.status == 0
    assert result.out.startswith("Right.\n")
    for line in one.solution.strip().splitlines():
        assert f"  {line}" in result.out, "the solution is not cut"
    assert "done   Class balance month by month" in cli("practice", "sql").out
    assert cli.tables()["attempts"]["t1"]["passed"] is True


def test_a_wrong_result_shows_the_difference_and_the_rows(cli: Cli, answer):
    file = answer(SQL["SQ-E02"].wrong[0].sql)
    result = cli("practice", "sql", "SQ-E02", "--file", file)
    assert result.status == 1
    assert "missing:" in result.out
    assert "Your result" in result.out
    assert "One way to write it" not in result.out
    data = cli("practice", "sql", "SQ-E02", "--file", file, "--json").json
    assert data["differs"] == ["missing"]
    assert data["recorded"] is True
    assert data["passed"] is False
    assert data["missing"][0][1] == 0
    assert "tried  Credit cards" in cli("practice", "sql").out


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT amount\nFORM transactions", "2 | FORM transactions\n           ^"),
        ("DROP TABLE cards", "The tables can only be read"),
        ("ATTACH 'x.db' AS x", "ATTACH is refused"),
        ("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT MAX(n) FROM t", "was stopped after"),
        ("SELECT a.score_id FROM scores a, scores b", "more than 10000 rows"),
        ("", "There is no statement to run."),
    ],
)
def test_wrong_sql_is_told_and_not_recorded(cli: Cli, answer, sql: str, told: str):
    result = cli("practice", "sql", "SQ-E02", "--file", answer(sql))
    assert result.status == 1
    assert told in result.out
    assert "Traceback" not in result.out + result.err
    assert "No result, so it counts as no try." in result.out
    assert not cli.tables().get("attempts")
    assert cli("practice", "sql", "SQ-E02", "--file", answer(sql), "--json").json["recorded"] is False


def test_other_columns_are_no_try(cli: Cli, answer):
    assert cli("practice", "sql", "SQ-E02", "--file", answer(SQL["SQ-E02"].solution)).status == 0
    file = answer("SELECT * FROM cards")
    result = cli("practice", "sql", "SQ-E02", "--file", file)
    assert result.status == 1
    assert result.out.startswith("Other columns than asked, so it counts as no try.\n")
    assert "Your result" in result.out
    assert cli("practice", "sql", "SQ-E02", "--file", file, "--json").json["recorded"] is False
    assert [one["passed"] for one in cli.tables()["attempts"].values()] == [True]


def test_from_a_pipe(cli: Cli, monkeypatch: pytest.MonkeyPatch):
    data = io.TextIOWrapper(io.BytesIO(SQL["SQ-E04"].solution.encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", data)
    assert cli("practice", "sql", "SQ-E04", "--file", "-").status == 0


def test_looking_around(cli: Cli, answer):
    file = answer("SELECT transaction_id, at, NULL AS empty FROM transactions ORDER BY 1")
    result = cli("practice", "sql", "--file", file)
    assert result.status == 0
    assert "the first 20 shown" in result.out
    assert "NULL" in result.out
    data = cli("practice", "sql", "--file", file, "--json").json
    assert len(data["rows"]) == data["of"] > 1000
    assert "attempts" not in cli.tables() or cli.tables()["attempts"] == {}


def test_the_schema_stands_as_it_is(cli: Cli):
    result = cli("practice", "sql", "--schema")
    assert "  reported_on    TEXT NOT NULL," in result.out
    assert cli("practice", "sql", "--schema", "--json").json["schema"].startswith("-- Payments")


def test_hints(cli: Cli):
    for number in (1, 2, 3, 3):
        result = cli("practice", "sql", "SQ-E05", "--hint")
        assert f"hint {number}" in result.out
        assert f"hint {number + 1}" not in result.out
    assert "hint 3" in cli("practice", "sql", "SQ-E05").out
    assert len(cli("practice", "sql", "SQ-E05", "--json").json["hints"]) == 3


def test_a_wrong_answer_shows_the_way(cli: Cli):
    shown = cli("practice", "eval", "EV-E02").out
    assert "--seed 1 --answer X" in shown
    result = cli("practice", "eval", "EV-E02", "--answer", "0.01")
    assert result.status == 1
    assert "Not yet: it is" in result.out
    assert "Recall asks" in result.out
    again = cli("practice", "eval", "EV-E02", "--seed", "1", "--answer", "0.5")
    assert "not recorded again" in again.out
    assert cli("practice", "eval", "EV-E02", "--json").json["seed"] == 2
    data = cli("practice", "eval", "EV-E02", "--answer", "1/2", "--json").json
    assert data["recorded"] is True
    assert data["steps"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["sql", "SQ-E99"], "There is no exercise SQ-E99"),
        (["eval", "EV-E99"], "There is no exercise EV-E99"),
        (["eval", "EV-E01", "--answer", "plenty"], "A number is asked for"),
        (["eval", "EV-E01", "--seed", "-4"], "is no number from 0"),
        (["eval", "EV-E01", "--seed", "1234567"], "is no number from 0"),
        (["eval", "--answer", "3"], "Say which exercise"),
        (["sql", "--hint"], "--hint goes with an exercise alone"),
        (["sql", "SQ-E01", "--file", "nowhere.sql"], "nowhere.sql cannot be read"),
        (["sql", "SQ-E01", "--file", "."], "cannot be read"),
        (["dance"], "dance"),
    ],
)
def test_wrong_use(cli: Cli, words: list[str], told: str):
    result = cli("practice", *words)
    assert result.status == 2
    assert told in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"SELECT '" + b"x" * 200_000])
def test_what_is_no_statement_is_refused(cli: Cli, answer, data: bytes):
    result = cli("practice", "sql", "SQ-E01", "--file", answer(data))
    assert result.status in (1, 2)
    assert "Traceback" not in result.out + result.err
    assert "longer than" in result.out or "UTF-8" in result.err


def test_nothing_from_a_statement_reaches_the_terminal_as_it_is(cli: Cli, answer):
    sql = "SELECT char(27) || '[2J' AS \"a\x1b[31mb\", char(7), 'x' || char(10) || 'y' FROM cards"
    for result in (
        cli("practice", "sql", "SQ-E02", "--file", answer(sql)),
        cli("practice", "sql", "--file", answer(sql)),
        cli("practice", "sql", "--file", answer(f"{sql} WHERE \x1b[2J =")),
    ):
        assert "\x1b" not in result.out + result.err
        assert "\x07" not in result.out + result.err
