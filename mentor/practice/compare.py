"""Compares a result with the expected one, and says what differs."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mentor.practice.database import Result, Value
from mentor.text import counted, shorten

Row = tuple[Value, ...]

SHOWN = 5
"""Rows of a kind that are shown."""
SHOWN_PAIRS = 3
"""Expected rows that are shown beside what stands in their place."""
ROUGHLY = 3
"""Decimals to which a repeated row must agree."""
WIDTH = 76
"""Columns of a row that is shown."""


@dataclass(frozen=True)
class Diff:
    """What differs. Nothing does when `kinds` is empty.

    Attributes:
        kinds: Any of columns, missing, extra, duplicated, order, values; the grader says cut where only that differs.
        missing: Rows that are expected and not there.
        extra: Rows that are there and not expected at all.
        duplicated: Rows that are expected and there more often than they should be, once for each time too many.
        wrong_columns: Names of the expected columns whose values differ, where the rows are otherwise the right ones.
        order_at: The first row, from 1, that stands at the wrong place; 0 where the order is right or does not count.
        lines: The same for reading.
    """

    kinds: frozenset[str] = frozenset()
    missing: tuple[Row, ...] = ()
    extra: tuple[Row, ...] = ()
    duplicated: tuple[Row, ...] = ()
    wrong_columns: tuple[str, ...] = ()
    order_at: int = 0
    lines: tuple[str, ...] = ()


NOTHING = Diff()


def compare(expected: Result, got: Result, *, ordered: bool, tolerance: float) -> Diff:
    """What differs between two results.

    Args:
        expected: What is right.
        got: What was given.
        ordered: Whether the order of the rows counts.
        tolerance: How far a number may be off in a column that holds decimals.
    """
    if len(expected.columns) != len(got.columns):
        wanted = f"{counted(len(expected.columns), 'column')} ({', '.join(expected.columns)})"
        line = f"The result has {counted(len(got.columns), 'column')}, {wanted} are expected."
        return Diff(frozenset({"columns"}), lines=(line,))
    return _Comparison(expected, got, tolerance).diff(ordered=ordered)


class _Comparison:
    def __init__(self, expected: Result, got: Result, tolerance: float) -> None:
        self.expected, self.got, self.tolerance = expected, got, tolerance
        width = range(len(expected.columns))
        # A column holds decimals when any of its expected values is one; the others are compared exactly.
        self.decimal = [n for n in width if any(isinstance(row[n], float) for row in expected.rows)]
        self.exact = [n for n in width if n not in self.decimal]

    def diff(self, *, ordered: bool) -> Diff:
        missing, spare = self._matched()
        if not missing and not spare:
            at = self._first_out_of_place() if ordered else 0
            return Diff(frozenset({"order"}), order_at=at, lines=self._order_lines(at)) if at else NOTHING
        known = Counter(map(self._shape, self.expected.rows))
        duplicated = tuple(row for row in spare if known[self._shape(row)])
        extra = tuple(row for row in spare if not known[self._shape(row)])
        if names := self._wrong_columns(missing, spare):
            return self._values(missing, spare, names)
        kinds = {name for name, rows in (("missing", missing), ("extra", extra), ("duplicated", duplicated)) if rows}
        lines = [f"{counted(len(self.got.rows), 'row')}, {len(self.expected.rows)} expected."]
        pairs = self._pairs(missing, extra)
        ours, theirs = {one for one, _ in pairs}, {other for _, other in pairs}
        lines += _listed([row for row in missing if row not in ours], "missing")
        lines += _listed([row for row in extra if row not in theirs], "not expected")
        lines += self._paired(pairs)
        lines += _listed(duplicated, "there more often than expected")
        if extra and (swapped := self._swapped_columns()):
            lines.append(swapped)
        return Diff(frozenset(kinds), missing, extra, duplicated, lines=tuple(lines))

    # ------------------------------------------------------------------------------------------------ matching

    def _matched(self) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
        """The expected rows without a partner, and the given ones without."""
        pools: dict[Row, _Pool] = defaultdict(_Pool)
        for row in self.got.rows:
            pools[self._key(row)].rows.append(row)
        for pool in pools.values():
            pool.arrange(self.decimal)
        missing = []
        for row in self.expected.rows:
            found = pools.get(self._key(row))
            if found is None or not found.take(row, self.decimal, self._near):
                missing.append(row)
        spare = [row for pool in pools.values() for row in pool.rest()]
        return tuple(missing), tuple(spare)

    def _key(self, row: Row) -> Row:
        return tuple(row[n] for n in self.exact)

    def _shape(self, row: Row) -> Row:
        """The row with its decimals rounded roughly, to tell a repeated row from a new one."""
        return tuple(
            round(value, ROUGHLY) if n in self.decimal and isinstance(value, float) else value
            for n, value in enumerate(row)
        )

    def _near(self, one: Row, other: Row) -> bool:
        return all(self._close(one[n], other[n]) for n in self.decimal)

    def _close(self, one: Value, other: Value) -> bool:
        if isinstance(one, int | float) and isinstance(other, int | float):
            return abs(one - other) <= self.tolerance + 1e-9 * max(1.0, abs(one))
        return one == other

    def _agree(self, column: int, one: Row, other: Row) -> bool:
        values = one[column], other[column]
        return self._close(*values) if column in self.decimal else values[0] == values[1]

    def _same(self, one: Row, other: Row) -> bool:
        return self._key(one) == self._key(other) and self._near(one, other)

    def _first_out_of_place(self) -> int:
        pairs = enumerate(zip(self.expected.rows, self.got.rows, strict=True), 1)
        return next((n for n, (one, other) in pairs if not self._same(one, other)), 0)

    # ------------------------------------------------------------------------------------------------- telling

    def _order_lines(self, at: int) -> tuple[str, ...]:
        return (
            "The rows are right, their order is not.",
            f"Row {at} is: {in_words(self.got.rows[at - 1])}",
            f"expected: {in_words(self.expected.rows[at - 1])}",
        )

    def _wrong_columns(self, missing: Sequence[Row], spare: Sequence[Row]) -> list[str]:
        """The columns that differ where missing and spare rows pair up by the columns before them."""
        if len(missing) != len(spare):
            return []
        fewest = 0 if len(self.expected.rows) == 1 else 1  # a single row needs nothing to be told by
        for width in range(len(self.expected.columns) - 1, fewest - 1, -1):
            ours = {row[:width]: row for row in missing}
            theirs = {row[:width]: row for row in spare}
            if len(ours) == len(missing) and ours.keys() == theirs.keys():
                return [
                    name
                    for n, name in enumerate(self.expected.columns)
                    if any(not self._agree(n, row, theirs[key]) for key, row in ours.items())
                ]
        return []

    def _pairs(self, missing: Sequence[Row], extra: Sequence[Row]) -> list[tuple[Row, Row]]:
        """Expected rows and given ones that agree in their first columns, in as many as let most find a partner."""
        for width in range(len(self.expected.columns) - 1, 0, -1):
            ours = {row[:width]: row for row in missing}
            theirs = {row[:width]: row for row in extra}
            both = [key for key in ours if key in theirs]
            if len(ours) == len(missing) and len(theirs) == len(extra) and 2 * len(both) > len(missing):
                return [(ours[key], theirs[key]) for key in both]
        return []

    def _paired(self, pairs: Sequence[tuple[Row, Row]]) -> list[str]:
        if not pairs:
            return []
        columns = enumerate(self.expected.columns)
        names = [name for n, name in columns if any(not self._agree(n, *pair) for pair in pairs)]
        lines = [f"{len(pairs)} with other values in {', '.join(names)}:"]
        for one, other in pairs[:SHOWN_PAIRS]:
            lines += [f"  expected: {in_words(one)}", f"  is:       {in_words(other)}"]
        return lines

    def _values(self, missing: tuple[Row, ...], spare: tuple[Row, ...], names: list[str]) -> Diff:
        width = min(self.expected.columns.index(name) for name in names)
        theirs = {row[:width]: row for row in spare}
        lines = [f"The rows are there; {', '.join(names)} differ{'s' if len(names) == 1 else ''} in {len(missing)}."]
        for row in missing[:SHOWN]:
            lines += [f"expected: {in_words(row)}", f"is:       {in_words(theirs.get(row[:width], spare[0]))}"]
        for name in names:
            n = self.expected.columns.index(name)
            if n in self.decimal and all(isinstance(row[n], int) for row in spare):
                lines.append(f"{name} is a whole number: SQLite cuts off what an integer divided by an integer leaves.")
            elif n in self.decimal and any(isinstance(row[n], str) for row in spare):
                lines.append(f"{name} is a text, a number is expected.")
        return Diff(frozenset({"values"}), missing, spare, wrong_columns=tuple(names), lines=tuple(lines))

    def _swapped_columns(self) -> str:
        """A line where the names say that the columns only stand in another order."""
        ours = [name.lower() for name in self.expected.columns]
        theirs = [name.lower() for name in self.got.columns]
        if ours != theirs and sorted(ours) == sorted(theirs):
            return f"The columns are expected in this order: {', '.join(self.expected.columns)}."
        return ""


class _Pool:
    """Given rows that agree in everything but their decimals, in the order of the first of these."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.starts: list[float] = []
        self.taken: set[int] = set()

    def arrange(self, decimal: Sequence[int]) -> None:
        if decimal:
            self.rows.sort(key=lambda row: _rank(row[decimal[0]]))
            self.starts = [_rank(row[decimal[0]]) for row in self.rows]

    def take(self, wanted: Row, decimal: Sequence[int], near: Callable[[Row, Row], bool]) -> bool:
        begin = bisect_left(self.starts, _rank(wanted[decimal[0]]) - _WINDOW) if decimal else 0
        for n in range(begin, len(self.rows)):
            if decimal and self.starts[n] > _rank(wanted[decimal[0]]) + _WINDOW:
                break
            if n not in self.taken and near(wanted, self.rows[n]):
                self.taken.add(n)
                return True
        return False

    def rest(self) -> list[Row]:
        return [row for n, row in enumerate(self.rows) if n not in self.taken]


_WINDOW = 1.0
"""No tolerance is larger."""


def _rank(value: Value) -> float:
    return float(value) if isinstance(value, int | float) else float("-inf")


def _listed(rows: Sequence[Row], what: str) -> list[str]:
    if not rows:
        return []
    more = [f"  and {len(rows) - SHOWN} more"] if len(rows) > SHOWN else []
    return [f"{len(rows)} {what}:", *(f"  {in_words(row)}" for row in rows[:SHOWN]), *more]


def in_words(row: Row) -> str:
    """A row on one line."""
    return shorten(" | ".join(map(shown, row)), WIDTH)


def shown(value: Value) -> str:
    """A value as it is shown: NULL by name, decimals to four places, bytes as SQL writes them."""
    if value is None:
        return "NULL"
    if isinstance(value, float):
        return f"{round(value, 4):.12g}" if abs(value) < 1e12 else f"{value:g}"
    if isinstance(value, bytes):
        return f"x'{value[:20].hex()}'"
    return str(value)
