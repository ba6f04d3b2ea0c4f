"""What the exercises show: tasks, tables, results and what differs, questions and the way to their answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from mentor.coach.evaluation import EvalExercise, Marked, Question
from mentor.coach.evaluation.answers import LETTERS
from mentor.coach.solved import counting
from mentor.content.exercises import SqlExercise
from mentor.journey.practice import Attempt
from mentor.practice.compare import shown
from mentor.practice.grade import Graded, how_compared
from mentor.session import Session
from mentor.text import counted, one_line, shorten
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, line, lines, paragraph, plain

INDENT = 10
ROWS = 50
"""Rows of a result that are shown."""
CELL = 24
"""Columns of one value."""


def exercise_row(one: SqlExercise | EvalExercise, width: int, *, solved: bool, tried: bool) -> Content:
    """An exercise's row: whether it is solved, what it is, how long it takes."""
    mark = ("✓ ", ACCENT) if solved else ("○ " if tried else "  ", MUTED)
    time = f"{one.minutes:>3} min"
    room = max(width - 2 - len(one.id) - 2 - len(time) - 1, 10)
    title = f"{shorten(one.title, room):<{room}} "
    return join(mark, (f"{one.id}  ", MUTED), (title, MUTED if solved else ""), (time, MUTED))


def exercise_page(session: Session, one: SqlExercise | EvalExercise, width: int) -> Content:
    """An exercise before it is opened."""
    parts = [*paragraph(one.title, width, STRONG), line(one.theme, MUTED), plain("")]
    if isinstance(one, SqlExercise):
        parts += [*paragraph(one.task, width), plain("")]
    else:
        parts += [
            *paragraph("Numbers are drawn anew each time; the way to the answer is shown after it.", width),
            plain(""),
        ]
    tries = session.attempts_at(one.id)
    parts.append(hanging("so far", tries_said(tries), width, INDENT))
    if any(attempt.passed for attempt in tries):
        parts.append(hanging("", _counts(counting(session.content, session.journey).get(one.id)), width, INDENT))
    items = [session.content.items[item].text for item in one.items if item in session.content.items]
    return lines(*parts, *(hanging("I can" if not n else "", text, width, INDENT) for n, text in enumerate(items)))


def _counts(on: date | None) -> str:
    """Whether what was solved shows something."""
    if on is not None:
        return f"counts for what it exercises since {on.isoformat()}"
    return "does not count now: solve it again, on a day on which the way to it was not shown"


def tries_said(attempts: Sequence[Attempt]) -> str:
    """The tries at an exercise in words."""
    if not attempts:
        return "not tried yet"
    passed = sum(attempt.passed for attempt in attempts)
    last = max(attempt.on for attempt in attempts)
    return f"{passed} of {counted(len(attempts), 'try').replace('trys', 'tries')} right, last on {last.isoformat()}"


# ---------------------------------------------------------------------------------------------------- SQL


def task_page(exercise: SqlExercise, hints: Sequence[str], width: int) -> list[Content]:
    """What is asked, and the hints that were taken."""
    parts = [*paragraph(exercise.task, width), plain("")]
    parts.append(hanging("columns", ", ".join(exercise.columns), width, INDENT))
    parts.append(hanging("compared", how_compared(exercise), width, INDENT))
    parts += [hanging(f"hint {n}", hint, width, INDENT) for n, hint in enumerate(hints, 1)]
    if left := len(exercise.hints) - len(hints):
        parts.append(hanging("", f"{counted(left, 'hint')} left; each costs some of the score", width, INDENT))
    return parts


def tables_page(schema: str) -> list[Content]:
    """The tables as they were made."""
    return [plain(row, MUTED if row.lstrip().startswith("--") else "") for row in schema.splitlines()]


def graded_page(exercise: SqlExercise, graded: Graded, width: int) -> list[Content]:
    """What became of a statement: whether it solves the exercise, what differs, its result."""
    if graded.error is not None:
        first, *rest = graded.error.lines()
        # Below the statement's own line stands a pointer, so these lines keep their columns.
        return [*paragraph(first, width, STRONG), *(plain(row) for row in rest)]
    parts = paragraph(graded.message, width, f"{STRONG} {ACCENT}" if graded.passed else STRONG)
    if graded.passed:
        parts += [plain(""), *paragraph(exercise.lesson, width), plain(""), plain("One way to write it:", MUTED)]
        return [*parts, *(plain(row) for row in exercise.solution.strip().splitlines())]
    parts += [plain(row) for row in graded.diff.lines]
    return [*parts, plain(""), plain("Your result:", MUTED), *result_rows(graded, width)]


def result_rows(graded: Graded, width: int) -> list[Content]:
    """A result as a table."""
    cells = [tuple(one_line(name) for name in graded.columns)]
    cells += [tuple(shown(value) for value in row) for row in graded.rows[:ROWS]]
    rows = table_rows(cells, width)
    more = f", the first {ROWS} shown" if len(graded.rows) > ROWS else ""
    return [*rows, plain(f"{counted(len(graded.rows), 'row')}{more}", MUTED)]


def table_rows(cells: Sequence[Sequence[str]], width: int) -> list[Content]:
    """Rows of cells below a heading, their columns in line; what is too wide is cut."""
    if not cells or not cells[0]:
        return []
    widths = [min(max(len(row[n]) for row in cells), CELL) for n in range(len(cells[0]))]
    drawn = ["  ".join(f"{cell[:wide]:<{wide}}" for cell, wide in zip(row, widths, strict=True)) for row in cells]
    return [plain(row[:width].rstrip(), MUTED if not n else "") for n, row in enumerate(drawn)]


# ---------------------------------------------------------------------------------------------------- evaluation


def question_page(question: Question, width: int) -> list[Content]:
    """What is asked, with its numbers."""
    parts = [*paragraph(question.text, width), plain("")]
    if question.table:
        parts += [*table_rows(question.table, width), plain("")]
    parts += paragraph(question.asks, width, STRONG)
    return [*parts, *(hanging(LETTERS[n], option, width, 3) for n, option in enumerate(question.options))]


def marked_page(question: Question, marked: Marked, width: int) -> list[Content]:
    """Whether the answer is right, and the way to it."""
    parts = paragraph(marked.message, width, f"{STRONG} {ACCENT}" if marked.right else STRONG)
    parts += [plain(""), plain("The way there:", MUTED)]
    return [*parts, *(hanging(f"{n}.", step, width, 3) for n, step in enumerate(question.steps, 1))]
