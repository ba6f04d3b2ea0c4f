"""What the exercises show: tasks, tables, results and what differs, questions and the way to their answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from textwrap import wrap

from textual.content import Content

from mentor.coach.evaluation import EvalExercise, Marked, Question
from mentor.coach.evaluation.answers import LETTERS
from mentor.coach.solved import counting
from mentor.content.exercises import SqlExercise
from mentor.journey.practice import Attempt
from mentor.practice.compare import shown
from mentor.practice.database import Result, SqlError
from mentor.practice.grade import NO_RESULT, Graded, how_compared
from mentor.session import Session
from mentor.text import clean, counted, one_line, shorten
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, line, lines, paragraph, plain

INDENT = 10
ROWS = 50
"""Rows of a result that are shown."""
CELL, LEAST, HEADING = 24, 10, 7
"""Columns of one value: at most, at least where it has to be cut, at least of a heading above narrower values."""
GAP = 2
"""Columns between two values."""
NUMBER = re.compile(r"[-+]?[\d.,]+(e[-+]?\d+)?( ?%)?|NULL", re.IGNORECASE)
LOOKED = "Run to look around: nothing was compared, and it is no try."


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


def tables_page(schema: str, width: int) -> list[Content]:
    """The tables as they were made."""
    return code_rows(schema, width)


def code_rows(text: str, width: int) -> list[Content]:
    """SQL as it stands; what is too long goes on below, a comment as a comment, at the column where it began."""
    rows = []
    for row in _joined_comments(text.strip("\n").splitlines(), width):
        code, mark, said = row.partition("-- ")
        style = "" if code.strip() or not mark else MUTED
        if mark and len(row) > width:
            comments = wrap(said, max(width - len(code) - len(mark), LEAST))
            rows += [plain(f"{code if not n else ' ' * len(code)}-- {part}", style) for n, part in enumerate(comments)]
        else:
            inner = " " * (len(row) - len(row.lstrip()) + 2)
            parts = wrap(row, max(width, 2 * LEAST), subsequent_indent=inner, break_on_hyphens=False) or [""]
            rows += [plain(part, style) for part in parts]
    return rows


def _joined_comments(rows: Sequence[str], width: int) -> list[str]:
    """The rows; lines of comment that follow one another become one, where not all of them fit."""
    found: list[str] = []
    for comment, group in groupby(rows, key=lambda row: row.startswith("-- ")):
        own = list(group)
        if comment and max(map(len, own)) > width:
            own = [f"-- {' '.join(row.removeprefix('-- ') for row in own)}"]
        found += own
    return found


def graded_page(exercise: SqlExercise, graded: Graded, width: int) -> list[Content]:
    """What became of a statement: whether it solves the exercise, what differs, its result."""
    if graded.error is not None:
        return [*_trouble(graded.error, width), plain(""), plain(NO_RESULT, MUTED)]
    parts = paragraph(graded.message, width, f"{STRONG} {ACCENT}" if graded.passed else STRONG)
    if graded.passed:
        parts += [plain(""), *paragraph(exercise.lesson, width), plain(""), plain("One way to write it:", MUTED)]
        return [*parts, *code_rows(exercise.solution, width)]
    parts += [plain(row) for row in graded.diff.lines]
    return [*parts, plain(""), *_result_rows("Your result", graded, width)]


def looked_page(looked: Result | SqlError, width: int) -> list[Content]:
    """What a statement gave that was run to look around."""
    if isinstance(looked, SqlError):
        return _trouble(looked, width)
    return [*paragraph(LOOKED, width, STRONG), plain(""), *_result_rows("It gave", looked, width)]


def _trouble(error: SqlError, width: int) -> list[Content]:
    """Why a statement gave no result."""
    room, left = width - 2, 0
    if (place := error.place) is not None:
        # A pointer stands below the statement's own line, so both are cut alike.
        left = max(min(len(place.pointer) - room // 2, len(place.text) - room), 0)
    details = [plain(f"  {row[left : left + room]}") for row in error.details]
    hint = paragraph(error.hint, width) if error.hint else []
    return [*paragraph(error.message, width, STRONG), *details, *hint]


def _result_rows(what: str, result: Graded | Result, width: int) -> list[Content]:
    """A result as a table, below how many rows it has."""
    cells = [tuple(one_line(name) for name in result.columns)]
    cells += [tuple(clean(shown(value)).replace("\n", " ") for value in row) for row in result.rows[:ROWS]]
    more = f", the first {ROWS} shown" if len(result.rows) > ROWS else ""
    return [plain(f"{what}: {counted(len(result.rows), 'row')}{more}", MUTED), *table_rows(cells, width)]


def table_rows(cells: Sequence[Sequence[str]], width: int) -> list[Content]:
    """Rows of cells below a heading, numbers at the right; wide cells are cut, columns without room are named first."""
    if not cells or not cells[0]:
        return []
    wide = _widths(cells, width)
    right = [all(NUMBER.fullmatch(row[n]) for row in cells[1:]) for n in range(len(wide))]
    left = cells[0][len(wide) :]
    rows = paragraph(f"No room for {', '.join(left)}.", width, MUTED) if left else []
    for n, row in enumerate(cells):
        parts = (_cell(*one) for one in zip(row, wide, right, strict=False))
        rows.append(plain((" " * GAP).join(parts).rstrip(), MUTED if not n else ""))
    return rows


def _widths(cells: Sequence[Sequence[str]], width: int) -> list[int]:
    """Columns of each value, as many as there is room for: headings give way first, then values, the widest first."""
    values = [min(max((len(row[n]) for row in cells[1:]), default=0), CELL) for n in range(len(cells[0]))]
    wide = [min(max(len(name), most), CELL) for name, most in zip(cells[0], values, strict=True)]

    def over(columns: Sequence[int]) -> bool:
        return sum(columns) + GAP * (len(columns) - 1) > width

    while len(wide) > 1 and over([min(one, LEAST) for one in wide]):
        wide.pop()
    for least in ([max(most, HEADING) for most in values], [LEAST] * len(values)):
        while over(wide) and (spare := [n for n, one in enumerate(wide) if one > least[n]]):
            wide[max(spare, key=lambda n: wide[n])] -= 1
    return wide


def _cell(text: str, wide: int, right: bool) -> str:  # a part of a row, given by position
    cut = text if len(text) <= wide else f"{text[: wide - 1]}…"
    return f"{cut:>{wide}}" if right else f"{cut:<{wide}}"


# ---------------------------------------------------------------------------------------------------- evaluation


def asked_page(question: Question, width: int) -> list[Content]:
    """What is asked, with its numbers."""
    parts = [*paragraph(question.text, width), plain("")]
    if question.table:
        parts += [*table_rows(question.table, width), plain("")]
    parts += paragraph(question.asks, width, STRONG)
    return [*parts, *(hanging(LETTERS[n], option, width, 3) for n, option in enumerate(question.options))]


def marked_page(question: Question, marked: Marked, width: int) -> list[Content]:
    """Whether the answer is right, and the way to it."""
    parts = paragraph(marked.message, width, f"{STRONG} {ACCENT}" if marked.right else STRONG)
    return [*parts, plain(""), plain("The way there:", MUTED), *steps_page(question, width)]


def steps_page(question: Question, width: int) -> list[Content]:
    """The way to the answer, step by step."""
    return [hanging(f"{n}.", step, width, 3) for n, step in enumerate(question.steps, 1)]
