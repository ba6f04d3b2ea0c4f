"""`mentor practice sql` and `mentor practice eval`: lists exercises, shows them, grades what is handed in."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from mentor.cli.context import Context
from mentor.cli.output import show, show_json
from mentor.cli.page import Page
from mentor.coach.evaluation import EXERCISES, EvalExercise, Marked
from mentor.coach.evaluation.answers import LETTERS, shown
from mentor.content.exercises import SqlExercise
from mentor.errors import InputError
from mentor.practice.compare import shown as value_shown
from mentor.practice.database import LONGEST_SQL, Result, Value
from mentor.practice.grade import NO_RESULT, Graded, how_compared
from mentor.session import Session
from mentor.session.practice import Drawn
from mentor.text import clean, counted

NOT_HELD = 1
ROWS = 20
"""Rows of a result that are printed."""
WIDEST = 30
"""Columns of one value in a printed result."""
SCHEMA = "The tables: mentor practice sql --schema"


def run(arguments: Namespace, context: Context) -> int:
    """List every exercise of both kinds."""
    session = context.session()
    if arguments.json:
        show_json({"sql": _sql_list(session), "eval": _eval_list(session)})
        return 0
    page = Page.for_output()
    page.line("SQL (mentor practice sql ID)", style="bold")
    _write_list(page, _sql_list(session))
    page.head("Evaluation (mentor practice eval ID)")
    _write_list(page, _eval_list(session))
    show(page)
    return 0


# ---------------------------------------------------------------------------------------------------------- SQL


def run_sql(arguments: Namespace, context: Context) -> int:
    """List, show, hint, run or grade. Exit status 1 where the exercise is not solved by what was handed in."""
    session = context.session()
    if arguments.hint and (arguments.file is not None or not arguments.id):
        raise InputError("--hint goes with an exercise alone.", hint="mentor practice sql SQ-E01 --hint")
    if arguments.schema:
        return _show_schema(session, as_json=arguments.json)
    if not arguments.id:
        if arguments.file is not None:
            return _show_result(session.run_sql(_sql_from(arguments.file)), as_json=arguments.json)
        if arguments.json:
            show_json({"exercises": _sql_list(session)})
            return 0
        page = Page.for_output()
        _write_list(page, _sql_list(session))
        page.line(SCHEMA, style="dim")
        show(page)
        return 0
    exercise = session.sql_exercise(arguments.id)
    if arguments.file is not None:
        graded = session.grade_sql(exercise.id, _sql_from(arguments.file))
        if arguments.json:
            show_json({"exercise": exercise.id, **_graded_data(graded)})
        else:
            _write_graded(exercise, graded)
        return 0 if graded.passed else NOT_HELD
    hints = session.next_hint(exercise.id) if arguments.hint else session.hints(exercise.id)
    if arguments.json:
        show_json(_sql_data(exercise, hints))
    else:
        _write_exercise(exercise, hints, only_hints=arguments.hint)
    return 0


def _sql_from(file: str) -> str:
    """The statement in a file.

    Raises:
        InputError: It cannot be read or is no text.
    """
    most = 4 * LONGEST_SQL + 1
    try:
        if file == "-":
            data = sys.stdin.buffer.read(most) if sys.stdin is not None else b""
        else:
            with Path(file).expanduser().open("rb") as stream:
                data = stream.read(most)
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{file} is not text in UTF-8, or too long for a statement.") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{file} cannot be read: {getattr(error, 'strerror', None) or error}.") from None


def _show_schema(session: Session, *, as_json: bool) -> int:
    if as_json:
        show_json({"schema": session.sql_schema})
        return 0
    page = Page.for_output()
    for line in session.sql_schema.splitlines():
        page.columns(line)
    show(page)
    return 0


def _show_result(result: Result, *, as_json: bool) -> int:
    if as_json:
        show_json({"columns": list(result.columns), "rows": _rows_data(result.rows), "of": len(result.rows)})
        return 0
    page = Page.for_output()
    _write_rows(page, result.columns, result.rows)
    show(page)
    return 0


def _write_exercise(exercise: SqlExercise, hints: Sequence[str], *, only_hints: bool) -> None:
    page = Page.for_output()
    page.line(f"{exercise.id}  {exercise.title}", style="bold")
    if not only_hints:
        page.line(f"{exercise.theme}, {exercise.minutes} min", style="dim")
        page.blank()
        page.line(exercise.task)
        page.blank()
        page.row("columns", ", ".join(exercise.columns))
        page.row("counts", how_compared(exercise))
    for number, hint in enumerate(hints, 1):
        page.row(f"hint {number}", hint)
    if not only_hints:
        page.blank()
        page.line(f"Hand in: mentor practice sql {exercise.id} --file answer.sql (--hint for a hint)", style="dim")
        page.line(SCHEMA, style="dim")
    show(page)


def _write_graded(exercise: SqlExercise, graded: Graded) -> None:
    page = Page.for_output()
    if graded.error is not None:
        page.line(graded.message, style="bold")
        for detail in graded.error.details:
            page.columns(f"  {detail}")
        page.line(graded.error.hint)
        page.line(NO_RESULT, style="dim")
    else:
        page.line(graded.message, style="bold")
        for line in graded.diff.lines:
            if line.startswith((" ", "expected:", "is:")):  # rows; the rest are sentences, which are not cut
                page.columns(f"  {line}")
            else:
                page.line(line, indent=2)
    if graded.passed:
        page.line(exercise.lesson)
        page.head("One way to write it")
        for line in exercise.solution.strip().splitlines():
            page.columns(f"  {line}")
    elif graded.ran:
        page.head("Your result")
        _write_rows(page, graded.columns, graded.rows)
    show(page)


def _write_rows(page: Page, columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
    cells = [[clean(name)[:WIDEST] for name in columns]]
    cells += [[value_shown(value)[:WIDEST] for value in row] for row in rows[:ROWS]]
    _write_table(page, cells)
    more = f", the first {ROWS} shown" if len(rows) > ROWS else ""
    page.line(f"{counted(len(rows), 'row')}{more}.", style="dim")


def _write_table(page: Page, cells: Sequence[Sequence[str]]) -> None:
    widths = [max(len(row[n]) for row in cells if n < len(row)) for n in range(max(map(len, cells)))]
    for number, row in enumerate(cells):
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        page.columns(f"  {line}", style="" if number else "bold")


def _graded_data(graded: Graded) -> dict[str, Any]:
    diff = graded.diff
    return {
        "passed": graded.passed,
        "recorded": graded.is_try,
        "message": graded.message,
        "error": graded.error.lines() if graded.error else None,
        "differs": sorted(diff.kinds),
        "missing": _rows_data(diff.missing),
        "extra": _rows_data(diff.extra),
        "duplicated": _rows_data(diff.duplicated),
        "lines": list(diff.lines),
        "columns": list(graded.columns),
        "rows": len(graded.rows),
    }


def _rows_data(rows: Iterable[Sequence[Value]]) -> list[list[Any]]:
    return [[value_shown(value) if isinstance(value, bytes) else value for value in row] for row in rows]


def _sql_data(exercise: SqlExercise, hints: Sequence[str]) -> dict[str, Any]:
    return {
        "id": exercise.id,
        "title": exercise.title,
        "theme": exercise.theme,
        "task": exercise.task.strip(),
        "columns": list(exercise.columns),
        "compare": exercise.compare,
        "tolerance": exercise.tolerance,
        "area": exercise.area,
        "items": list(exercise.items),
        "minutes": exercise.minutes,
        "hints": list(hints),
    }


# --------------------------------------------------------------------------------------------------- evaluation


def run_eval(arguments: Namespace, context: Context) -> int:
    """List, show or mark. Exit status 1 where the answer is not right."""
    session = context.session()
    if not arguments.id:
        if arguments.answer is not None or arguments.seed is not None:
            raise InputError("Say which exercise.", hint="mentor practice eval EV-E01 --seed 1 --answer 0.83")
        if arguments.json:
            show_json({"exercises": _eval_list(session)})
            return 0
        page = Page.for_output()
        _write_list(page, _eval_list(session))
        show(page)
        return 0
    drawn = session.draw_evaluation(arguments.id, arguments.seed)
    if arguments.answer is None:
        if arguments.json:
            show_json(_question_data(drawn))
        else:
            _write_question(drawn)
        return 0
    marked = session.answer_evaluation(drawn, arguments.answer)
    if arguments.json:
        show_json(_marked_data(drawn, marked))
    else:
        _write_marked(drawn, marked)
    return 0 if marked.right else NOT_HELD


def _write_question(drawn: Drawn) -> None:
    question = drawn.question
    page = Page.for_output()
    page.line(f"{drawn.exercise.id}  {drawn.exercise.title}", style="bold")
    page.line(f"{drawn.exercise.theme}, {drawn.exercise.minutes} min", style="dim")
    page.blank()
    page.line(question.text)
    if question.table:
        page.blank()
        _write_table(page, question.table)
    page.blank()
    page.line(question.asks)
    for letter, option in zip(LETTERS, question.options, strict=False):
        page.row(letter, option, indent=2, column=3)
    page.blank()
    page.line(f"Answer: mentor practice eval {drawn.exercise.id} --seed {drawn.seed} --answer X", style="dim")
    show(page)


def _write_marked(drawn: Drawn, marked: Marked) -> None:
    page = Page.for_output()
    page.line(marked.message, style="bold")
    for number, step in enumerate(drawn.question.steps, 1):
        page.row(str(number), step, indent=2, column=3)
    if drawn.known:
        page.line("These numbers were answered before; the answer is not recorded again.", style="dim")
    page.line(f"Fresh numbers: mentor practice eval {drawn.exercise.id}", style="dim")
    show(page)


def _question_data(drawn: Drawn) -> dict[str, Any]:
    question = drawn.question
    return {
        "id": drawn.exercise.id,
        "seed": drawn.seed,
        "text": question.text,
        "table": [list(row) for row in question.table],
        "asks": question.asks,
        "unit": question.unit,
        "label": question.label or None,
        "options": list(question.options),
        "answered_before": drawn.known,
    }


def _marked_data(drawn: Drawn, marked: Marked) -> dict[str, Any]:
    question = drawn.question
    return {
        "id": drawn.exercise.id,
        "seed": drawn.seed,
        "right": marked.right,
        "message": marked.message,
        "answer": question.answer if question.unit != "choice" else shown(question, question.answer),
        "tolerance": question.tolerance,
        "steps": list(question.steps),
        "recorded": not drawn.known,
    }


# -------------------------------------------------------------------------------------------------------- lists


def _sql_list(session: Session) -> list[dict[str, Any]]:
    return [_entry(session, exercise) for exercise in session.content.sql_exercises.values()]


def _eval_list(session: Session) -> list[dict[str, Any]]:
    return [_entry(session, exercise) for exercise in EXERCISES.values()]


def _entry(session: Session, exercise: SqlExercise | EvalExercise) -> dict[str, Any]:
    tries = session.attempts_at(exercise.id)
    return {
        "id": exercise.id,
        "title": exercise.title,
        "theme": exercise.theme,
        "area": exercise.area,
        "items": list(exercise.items),
        "minutes": exercise.minutes,
        "tries": len(tries),
        "solved": sum(attempt.passed for attempt in tries),
    }


def _write_list(page: Page, entries: Sequence[dict[str, Any]]) -> None:
    for entry in entries:
        state = "done" if entry["solved"] else "tried" if entry["tries"] else ""
        page.columns(f"{entry['id']}  {state:5}  {entry['title']}")
