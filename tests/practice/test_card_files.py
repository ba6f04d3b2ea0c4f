"""Cards as files: what is written is read back, what others write is understood, a bad row is named and passed over."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor.practice.card_files import COLUMNS, Form, Row, read_cards, write_cards
from mentor.text import clean

CARDS = [
    Row(
        1, "What is F1?", "The harmonic mean of\nprecision and recall.", "Asked early.", "ml_fundamentals", "evaluation"
    ),
    Row(2, 'Say "recall", in short', "TP / (TP + FN); see above", "", "", ""),
]


def cells(rows: list[Row]) -> list[tuple[str, ...]]:
    return [row[1:] for row in rows]


@pytest.mark.parametrize("form", ["csv", "anki"])
def test_what_is_written_is_read_back(form: Form):
    rows, problems = read_cards(write_cards(CARDS, form))
    assert (cells(rows), problems) == (cells(CARDS), [])


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).map(lambda text: clean(text).strip())
TRICKY = st.sampled_from(
    ("=1+1", "'=1", "''-x", "@sum", "+", "-1", "#a:b", '"', "a\tb", "a;b", "x\n\ny", "'", "question")
)


@given(
    st.sampled_from(("csv", "anki")), st.lists(st.tuples(*[TEXTS.filter(bool) | TRICKY] * 5), min_size=1, max_size=4)
)
def test_any_text_is_read_back(form: Form, texts: list[tuple[str, ...]]):
    rows, problems = read_cards(write_cards([Row(n, *some) for n, some in enumerate(texts)], form))
    assert (cells(rows), problems) == ([tuple(map(str.strip, some)) for some in texts], [])


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "'="])
def test_no_cell_is_a_formula_for_a_spreadsheet(start: str):
    text = write_cards([Row(1, f'{start}cmd|"/c calc"!A1', f"{start}1", f"{start}2", f"{start}3", f"{start}4")], "csv")
    line = list(csv.reader(io.StringIO(text)))[1]
    assert all(cell.startswith("'") for cell in line)


def test_no_control_character_is_written():
    text = write_cards([Row(1, "a\x1b[2Jb", "c\x00\u202ed")], "anki")
    assert "\x1b" not in text
    assert "\x00" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\nc,d\n", [("a", "b", "", "", ""), ("c", "d", "", "", "")]),
        ("a;b\n", [("a", "b", "", "", "")]),
        ("answer,question\nb,a\n", [("a", "b", "", "", "")]),
        ("Front,Back,Tags\na,b,sql\n", [("a", "b", "", "sql", "")]),
        ("question,answer,colour\na,b,red\n", [("a", "b", "", "", "")]),
        ('\ufeffquestion,answer\n"a\nb","c ""d"""\n', [("a\nb", 'c "d"', "", "", "")]),
        ("a\tb\n", [("a", "b", "", "", "")]),
        ("\n\na,b\n\n", [("a", "b", "", "", "")]),
        ("#separator:tab\n#html:false\na\tb\n", [("a", "b", "", "", "")]),
        ("#separator:Semicolon\na;b\n", [("a", "b", "", "", "")]),
        ("#separator:|\na|b\n", [("a", "b", "", "", "")]),
        ("#html:true\na<br>b &lt; c\t<b>d</b><div>e</div>\n", [("a\nb < c", "de", "", "", "")]),
        ("#separator:tab\n#tags column:3\na\tb\tsql\n", [("a", "b", "", "sql", "")]),
        (
            "#separator:tab\n#guid column:1\n#notetype column:2\n#tags column:5\nx1\tBasic\ta\tb\tsql\n",
            [("a", "b", "", "sql", "")],
        ),
        ("#separator:tab\n#columns:Back\tFront\nb\ta\n", [("a", "b", "", "", "")]),
        ("", []),
        ("#separator:tab\n", []),
    ],
)
def test_what_others_write_is_understood(text: str, expected: list[tuple[str, ...]]):
    rows, problems = read_cards(text)
    assert (cells(rows), problems) == (expected, [])


def test_a_bad_row_is_named_by_its_line_and_the_rest_comes_in():
    text = 'question,answer\na,b\nonly a question\n,only an answer\n"two\nlines",c\n,,\nd,e\n'
    rows, problems = read_cards(text)
    assert [(row.number, row.question) for row in rows] == [(2, "a"), (5, "two\nlines"), (8, "d")]
    assert problems == ["row 3: the answer is missing", "row 4: the question is missing"]


def test_a_row_that_no_reader_takes_is_named_too():
    rows, problems = read_cards(f"a,b\n{'x' * 200_000},y\nc,d\n")
    assert [row.question for row in rows] == ["a", "c"]
    assert problems[0].startswith("row 2: cannot be read")


def test_the_columns_are_those_of_a_row():
    assert Row._fields[1:] == COLUMNS
