"""Grades a statement: its result against the reference's, on the tables that are shown and on a cut of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from mentor.content import Content
from mentor.content.exercises import SqlExercise
from mentor.practice.compare import NOTHING, Diff, Row, compare
from mentor.practice.database import Database, Limits, Result, SqlError, Stopped
from mentor.practice.trouble import tokens

NO_TRY = "Other columns than asked, so it counts as no try."
NO_RESULT = "No result, so it counts as no try."


@dataclass(frozen=True)
class Graded:
    """What became of a statement.

    Attributes:
        passed: Whether it solves the exercise.
        message: That in a sentence.
        diff: What differs from the expected result.
        columns: The names of the result's columns.
        rows: The result; empty where there is none.
        error: Why there is none; None where there is one.
    """

    passed: bool
    message: str
    diff: Diff = NOTHING
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    error: SqlError | None = None

    @property
    def ran(self) -> bool:
        """Whether the statement gave a result at all."""
        return self.error is None

    @property
    def is_try(self) -> bool:
        """Whether it can be meant as an answer: a result with other columns than asked is a look around."""
        return self.ran and "columns" not in self.diff.kinds


class Grader:
    """The tables, built when the first statement comes, and what the references give."""

    def __init__(self, content: Content, limits: Limits | None = None) -> None:
        self._content = content
        self._limits = limits or Limits()
        self._expected: dict[tuple[str, bool], Result] = {}

    @cached_property
    def database(self) -> Database:
        """The tables that are shown."""
        return Database(self._content)

    @cached_property
    def _cut(self) -> Database:
        return Database(self._content, cut=True)

    @property
    def schema(self) -> str:
        """The tables as text: what they hold, and what their columns mean."""
        return self._content.practice_file("schema.sql")

    def expected(self, exercise: SqlExercise, *, cut: bool = False) -> Result:
        """What the reference gives."""
        key = (exercise.id, cut)
        if key not in self._expected:
            result = (self._cut if cut else self.database).run(exercise.solution, self._limits)
            self._expected[key] = replace(result, columns=exercise.columns)
        return self._expected[key]

    def grade(self, exercise: SqlExercise, sql: str, stopped: Stopped | None = None) -> Graded:
        """Run a statement and compare; a statement that gives no result is graded as well, with its error.

        Args:
            exercise: What it is to solve.
            sql: The statement.
            stopped: Says whether to give up while it runs.
        """
        try:
            got = self.database.run(sql, self._limits, stopped)
            diff = self._compared(exercise, got, cut=False)
            if diff.kinds:
                told = NO_TRY if "columns" in diff.kinds else "Not yet: the result differs."
                return Graded(False, told, diff, got.columns, got.rows)
            again = self._cut.run(sql, self._limits, stopped)
        except SqlError as error:
            return Graded(False, error.message, error=error)
        diff = self._compared(exercise, again, cut=True)
        if diff.kinds:
            told = (
                "The result is right here, and wrong on another cut of the same tables: it rests on these very rows, "
                "or on an order that the statement does not ask for."
            )
            return Graded(False, told, replace(diff, kinds=frozenset({"cut"})), got.columns, got.rows)
        if exercise.compare == "list" and not asks_for_order(sql):
            told = "The rows are right and stand in the right order, but the statement does not ask for one."
            lines = ("Write an ORDER BY at its end: nothing else fixes an order, GROUP BY does not either.",)
            return Graded(False, told, Diff(frozenset({"order"}), lines=lines), got.columns, got.rows)
        return Graded(True, "Right.", columns=got.columns, rows=got.rows)

    def _compared(self, exercise: SqlExercise, got: Result, *, cut: bool) -> Diff:
        ordered = exercise.compare == "list"
        return compare(self.expected(exercise, cut=cut), got, ordered=ordered, tolerance=exercise.tolerance)


def asks_for_order(sql: str) -> bool:
    """Whether a statement has an ORDER BY of its own; those of windows and subqueries stand in brackets."""
    depth = 0
    for _, token in tokens(sql):
        depth += (token == "(") - (token == ")")
        if not depth and token.upper() == "ORDER":
            return True
    return False


def how_compared(exercise: SqlExercise) -> str:
    """What counts when the result is compared, in a sentence or two."""
    order = "Order of the rows counts" if exercise.compare == "list" else "Any order of rows"
    decimals = f" Decimals may be off by {exercise.tolerance:g}." if exercise.tolerance else ""
    return f"{order}. Names of columns do not count, their order does.{decimals}"
