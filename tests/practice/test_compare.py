"""Two results: what differs is told by kind, and so that one can act on it."""

from __future__ import annotations

import pytest

from mentor.practice.compare import SHOWN, Diff, compare, in_words
from mentor.practice.database import Result

SHARES = Result(("kind", "n", "share"), (("a", 1, 0.25), ("b", 2, 0.5), ("c", 3, None)))


def diff(expected: Result, *rows: tuple, ordered: bool = False, tolerance: float = 0.001, columns: tuple = ()) -> Diff:
    names = columns or expected.columns[: len(rows[0])] if rows else expected.columns
    return compare(expected, Result(names, rows), ordered=ordered, tolerance=tolerance)


@pytest.mark.parametrize(
    "rows",
    [
        (("a", 1, 0.25), ("b", 2, 0.5), ("c", 3, None)),
        (("c", 3, None), ("b", 2, 0.5), ("a", 1, 0.25)),
        (("a", 1.0, 0.2504), ("b", 2, 0.4996), ("c", 3, None)),
        (("a", True, 0.25), ("b", 2, 0.5), ("c", 3, None)),
    ],
)
def test_equal(rows: tuple):
    assert diff(SHARES, *rows) == Diff()


@pytest.mark.parametrize(
    ("rows", "kinds", "told"),
    [
        ((("a", 1),), {"columns"}, "2 columns, 3 columns (kind, n, share) are expected"),
        ((("a", 1, 0.25), ("b", 2, 0.5)), {"missing"}, "c | 3 | NULL"),
        ((), {"missing"}, "3 missing"),
        ((*SHARES.rows, ("d", 4, 0.1)), {"extra"}, "d | 4 | 0.1"),
        ((*SHARES.rows, ("a", 1, 0.25)), {"duplicated"}, "1 there more often than expected"),
        ((*SHARES.rows, ("a", 1, 0.25), ("d", 4, 0.1)), {"duplicated", "extra"}, "1 not expected"),
        ((("a", 1, 0.2), ("b", 2, 0.5), ("c", 3, None)), {"values"}, "share differs in 1."),
        ((("a", 1, 0.25), ("b", 2, 0.5), ("c", 3, 0.0)), {"values"}, "share differs in 1."),
        ((("a", 9, 0.9), ("b", 2, 0.5), ("c", 3, None)), {"values"}, "n, share differ in 1."),
        ((("a", "1", 0.25), ("b", 2, 0.5), ("c", 3, None)), {"values"}, "n differs in 1."),
        ((("a", 1, 0), ("b", 2, 0), ("c", 3, None)), {"values"}, "integer divided by an integer"),
        ((("a", 1, "0.25"), ("b", 2, "0.5"), ("c", 3, None)), {"values"}, "share is a text"),
        ((("x", 1, 0.25), ("b", 2, 0.5), ("c", 3, None)), {"missing", "extra"}, "x | 1 | 0.25"),
    ],
)
def test_what_differs(rows: tuple, kinds: set[str], told: str):
    found = diff(SHARES, *rows)
    assert found.kinds == kinds
    assert told in "\n".join(found.lines)


def test_the_order_counts_only_where_it_is_asked_for():
    rows = (SHARES.rows[0], SHARES.rows[2], SHARES.rows[1])
    assert diff(SHARES, *rows).kinds == set()
    found = diff(SHARES, *rows, ordered=True)
    assert found.kinds == {"order"}
    assert found.order_at == 2
    assert found.lines[1:] == ("Row 2 is: c | 3 | NULL", "expected: b | 2 | 0.5")


def test_rows_that_are_missing_are_not_told_as_order():
    assert diff(SHARES, *SHARES.rows[:2], ordered=True).kinds == {"missing"}


def test_columns_in_another_order_are_named():
    rows = tuple((row[1], row[0], row[2]) for row in SHARES.rows)
    found = compare(SHARES, Result(("n", "kind", "share"), rows), ordered=False, tolerance=0.001)
    assert "The columns are expected in this order: kind, n, share." in found.lines


def test_rows_that_differ_in_their_last_columns_stand_beside_each_other():
    found = diff(SHARES, ("a", 7, 0.25), ("b", 8, 0.5), ("c", 3, None), ("d", 4, 0.1))
    assert found.kinds == {"missing", "extra"}
    assert found.lines[1:4] == ("1 not expected:", "  d | 4 | 0.1", "2 with other values in n:")
    assert found.lines[4:6] == ("  expected: a | 1 | 0.25", "  is:       a | 7 | 0.25")


def test_names_do_not_count():
    assert compare(SHARES, Result(("x", "y", "z"), SHARES.rows), ordered=True, tolerance=0.001) == Diff()


def test_each_given_row_matches_once():
    expected = Result(("x",), ((0.5,), (0.5,), (0.7,)))
    assert diff(expected, (0.5,), (0.7,), (0.7,)).kinds != set()
    assert diff(expected, (0.5001,), (0.4999,), (0.7,)) == Diff()


def test_rows_that_differ_by_less_than_they_may_find_their_partners():
    """The nearest partner may be taken: what is left must still be told as wrong only if it is."""
    expected = Result(("x", "y"), tuple((n / 10, 1.0 - n / 10) for n in range(10)))
    shuffled = tuple(reversed([(x + 0.0004, y - 0.0004) for x, y in expected.rows]))
    assert diff(expected, *shuffled) == Diff()


def test_exact_columns_take_no_tolerance():
    assert diff(Result(("n",), ((1,),)), (1.0004,)).kinds == {"values"}


def test_only_some_rows_are_shown():
    expected = Result(("n",), tuple((n,) for n in range(100)))
    found = diff(expected, (0,))
    assert len(found.missing) == 99
    assert f"  and {99 - SHOWN} more" in found.lines


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ((None, "x", 3), "NULL | x | 3"),
        ((0.1 + 0.2, 1234567.891), "0.3 | 1234567.891"),
        ((b"\x00\xff",), "x'00ff'"),
        ((1e300,), "1e+300"),
        (("a\x1b[2Jb",), "a[2Jb"),
        (("x" * 200,), "x" * 75 + "…"),
    ],
)
def test_a_row_on_a_line(row: tuple, text: str):
    assert in_words(row) == text
