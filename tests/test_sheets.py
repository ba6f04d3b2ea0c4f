"""Rows of CSV files: what a spreadsheet would compute is neutralised, what cannot be read is named by its line."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor.sheets import as_csv, guarded, lines_of, numbered_cells, separator_of, unguarded


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "'=", "＝", "＠"])  # noqa: RUF001
def test_a_formula_is_guarded_and_comes_back(start: str):
    cell = f'{start}cmd|"/c calc"!A1'
    assert guarded(cell) == f"'{cell}"
    assert unguarded(guarded(cell)) == cell


@given(st.text(st.sampled_from("'=+-@ab \t"), max_size=6))
def test_guarding_can_always_be_taken_back(cell: str):
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t"))


@pytest.mark.parametrize("cell", ["", "'", "'tis", "a=b", "2026-11-21", "''"])
def test_what_is_no_formula_stays_as_it_is(cell: str):
    assert guarded(cell) == unguarded(cell) == cell


@pytest.mark.parametrize(
    ("line", "expected"), [("a,b;c,d", ","), ("a;b", ";"), ("a\tb,\tc\t", "\t"), ("a", ","), ("", ",")]
)
def test_the_separator_is_the_one_there_is_most_of(line: str, expected: str):
    assert separator_of(line) == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_go_by_the_line_they_begin_on(end: str):
    text = f'\ufeffh{end}a{end}"b{end}b"{end}{end}c'
    found = list(numbered_cells(lines_of(text), ",", 1))
    assert found == [(2, ["a"]), (3, [f"b{end}b"]), (5, []), (6, ["c"])]


def test_lines_end_where_files_end_them_only():
    """A form feed or a line separator within a cell is no new row."""
    assert list(numbered_cells(lines_of("a\x0cb\u2028c,d\n"), ",")) == [(1, ["a\x0cb\u2028c", "d"])]


def test_quotes_that_are_never_closed_are_told_and_do_not_swallow_the_rest_in_silence():
    found = list(numbered_cells(lines_of('a,b\n"open,c\nd,e\n'), ","))
    assert found == [(1, ["a", "b"]), (2, "cannot be read (its quotes are never closed)")]


def test_a_cell_too_large_for_any_reader_is_told_and_the_rest_comes_in():
    found = list(numbered_cells(lines_of(f"{'x' * 200_000},y\nc,d\n"), ","))
    assert str(found[0][1]).startswith("cannot be read")
    assert found[1:] == [(2, ["c", "d"])]


def test_rows_are_written_under_their_columns():
    text = as_csv(("a", "b"), [['say "x"', "=1"], ["two\nlines", ""]])
    assert list(csv.reader(io.StringIO(text))) == [["a", "b"], ['say "x"', "'=1"], ["two\nlines", ""]]
