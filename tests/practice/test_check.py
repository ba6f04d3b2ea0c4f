"""Broken copies of the exercises: each must be told by file, entry and field."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mentor.content import Content
from mentor.content.book import Book
from mentor.content.check_exercises import check_exercises
from mentor.content.load import DATA

JOINS, MODELS = "exercises/sql_joins.toml", "exercises/sql_models.toml"
BROKEN = {
    "id": (JOINS, 'id = "SQ-E01"', 'id = "E1"', "exercises/sql_joins.toml, E1: id: is not of the form SQ-E01"),
    "twice": (JOINS, 'id = "SQ-E01"', 'id = "SQ-E37"', "exercises.toml, SQ-E37: id: stands 2 times"),
    "item": (JOINS, 'items = ["A03.1"]', 'items = ["A03.9"]', "SQ-E01: items: no item has the id 'A03.9'"),
    "no item": (JOINS, 'items = ["A03.1"]', "items = []", "SQ-E01: items: none is named"),
    "area": (JOINS, 'area = "sql"', 'area = "sqll"', "SQ-E01: area: no area has the id 'sqll', did you mean 'sql'?"),
    "minutes": (JOINS, "minutes = 12", "minutes = 90", "SQ-E01: minutes: 90 is not from 5 to 30"),
    "tolerance": (JOINS, "tolerance = 0.01", "tolerance = 1", "SQ-E01: tolerance: 1 is not from 0"),
    "compare": (JOINS, 'compare = "set"', 'compare = "bag"', "SQ-E01: compare: 'bag' is none of list, set"),
    "differs": (JOINS, 'differs = "values"', 'differs = "all"', "differs: 'all' is none of columns, missing"),
    "hints": (JOINS, "hints = [\n", 'hints = [\n  "one more",\n', "SQ-E01: hints: 3 values are needed, 4 stand here"),
    "long lesson": (JOINS, 'lesson = "', f'lesson = "{"long " * 60}', "SQ-E01: lesson: "),
    "wide": (JOINS, "SELECT m.category", f"SELECT {'1 + ' * 30} m.category", "SQ-E01: solution: a line of "),
    "no columns": (JOINS, 'columns = ["customer_id", "joined_on"]', "columns = []", "SQ-E04: columns: 1 or more"),
    "unknown key": (MODELS, 'theme = "point', 'thema = "x"\ntheme = "point', "SQ-E27: unknown key 'thema'"),
}


def problems(content: Content) -> list[str]:
    book = Book(content)
    before = len(book.problems)
    check_exercises(book)
    return book.problems[before:]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_broken_is_told(copy: Path, what: str):
    file, old, new, told = BROKEN[what]
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = problems(Content(copy))
    assert any(told in line for line in found), found


def test_nothing_is_broken():
    assert problems(Content()) == []


def test_a_missing_file_is_told_once(copy: Path):
    (copy / JOINS).unlink()
    (copy / "exercises" / "payments" / "schema.sql").unlink()
    found = problems(Content(copy))
    assert len([line for line in found if "sql_joins" in line]) == 1
    assert len([line for line in found if "schema.sql" in line]) == 1
