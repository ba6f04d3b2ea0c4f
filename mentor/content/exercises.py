"""The SQL exercises and the tables they are asked about. `docs/exercises.md` describes both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Differs = Literal["columns", "missing", "extra", "duplicated", "order", "values", "cut"]
"""What a wrong result shows: columns of another number, rows too few, rows that do not belong, rows several times, rows
in another order, right rows with a wrong value in them, or nothing until another cut of the tables is asked."""


@dataclass(frozen=True)
class Wrong:
    """A typical mistake: the statement, why it is one, and what its result shows."""

    sql: str
    why: str
    differs: Differs


@dataclass(frozen=True)
class SqlExercise:
    """One task whose result can be compared.

    Attributes:
        theme: What it practises, in a few words.
        columns: What the result holds, in this order. Names are not compared.
        compare: Whether the order of the rows counts (`list`) or not (`set`). Either way each row counts as often as
            it stands in the result.
        tolerance: How far a decimal number may be off.
        solution: The reference.
        alternatives: Other statements that are right as well.
        wrong: Typical mistakes.
        hints: Three, each saying more than the one before.
        lesson: What to take from it, shown once it is solved.
        items: Audit items it exercises; all of them belong to `area`, or to another area that the task touches.
        minutes: How long it takes somebody who has done a few.
    """

    id: str
    title: str
    theme: str
    task: str
    columns: tuple[str, ...]
    compare: Literal["list", "set"]
    solution: str
    alternatives: tuple[str, ...]
    wrong: tuple[Wrong, ...]
    hints: tuple[str, str, str]
    lesson: str
    area: str
    items: tuple[str, ...]
    minutes: int
    tolerance: float = 0.0
