"""What the mock interview's screen says: its composition, the question that is up, its answer, the summary."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from mentor.coach.cards import deck_of
from mentor.coach.evaluation import EXERCISES, ask
from mentor.coach.mock import GRADES, ROUND_NAMES, RUNS, Part, design_rows
from mentor.content.drills import Prompt
from mentor.journey.drills import Mock, MockQuestion
from mentor.screens.drill_text import on_clock
from mentor.screens.exercise_text import tables_page
from mentor.session import Session
from mentor.text import counted, one_line
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, lines, paragraph, plain

GONE = "The program no longer has this one. Grade it 0, or e ends the interview."


def composition(parts: Sequence[Part], width: int) -> list[Content]:
    """The next mock interview, part by part."""
    whole = sum(part.minutes for part in parts)
    rows = [plain(f"The next mock interview: {whole} min", STRONG), plain("")]
    for part in parts:
        head = f"{ROUND_NAMES[part.round]}, {part.minutes} min, {counted(len(part.questions), 'question')}"
        rows += [plain(head, ACCENT), *paragraph(f"Because: {part.why}.", width, MUTED)]
        if part.round == "fundamentals":
            rows.append(plain("Cards, from the groups you keep worst; read when they are asked."))
        else:
            rows += [hanging("-", f"{one.title} ({one.minutes} min)", width, 2) for one in part.questions]
        rows.append(plain(""))
    said = (
        "Aloud, recorded if you can. Each question is graded 0 to 4 once you have seen its answer. Enter starts the "
        "clock; it runs on when you leave, and space pauses it."
    )
    return [*rows, *paragraph(said, width)]


def clock_lines(mock: Mock, at: int, seconds: int, in_all: int) -> Content:
    """The time of the question and of the whole: two lines."""
    question = mock.questions[at]
    over = seconds > question.minutes * 60
    state = "" if mock.started else "   paused: space goes on"
    head = join(
        (f"{on_clock(seconds)} of {question.minutes}:00", STRONG),
        (", over time" if over else "", ACCENT),
        (state, ACCENT),
    )
    whole = sum(one.minutes for one in mock.questions)
    said = f"{ROUND_NAMES[question.round]}, question {at + 1} of {len(mock.questions)}"
    return lines(head, plain(f"{said}   {on_clock(in_all)} of {whole}:00 in all", MUTED))


def question_page(session: Session, question: MockQuestion, width: int, *, answered: bool, best: int = 4) -> Content:
    """What is asked; with its answer and what the grades up to the best one mean once it was given."""
    asked, answer = _texts(session, question, width, answered=answered)
    parts = [*paragraph(question.title, width, STRONG), plain("")]
    if not answered:
        notes = "o solves it here and grades it by its result" if question.kind in RUNS else "in the notes"
        said = paragraph(f"Answer aloud, or {notes}; v shows the answer.", width, MUTED)
        return lines(*parts, *said, plain(""), *asked)
    parts += [*asked, plain("")]
    parts += [plain("The answer:", MUTED), *answer, plain(""), plain("Yours was:", MUTED)]
    parts += [join((f"{n}  ", ACCENT), meaning) for n, meaning in enumerate(GRADES[: best + 1])]
    parts += paragraph("It was run and was not right, so no more than that.", width, MUTED) if best < 4 else []
    return lines(*parts)


def _texts(
    session: Session, question: MockQuestion, width: int, *, answered: bool
) -> tuple[list[Content], list[Content]]:
    """A question and its answer; the tables of a query stand below it until it is answered."""
    content = session.content
    if question.kind == "card":
        card = deck_of(content, session.journey).get(question.ref)
        return ([], paragraph(card.answer, width)) if card else ([], paragraph(GONE, width))
    if question.kind == "sql" and (sql := content.sql_exercises.get(question.ref)) is not None:
        asked = [*paragraph(sql.task, width), hanging("columns", ", ".join(sql.columns), width, 9)]
        asked += [] if answered else [plain(""), *tables_page(session.sql_schema)]
        return asked, [*_code(sql.solution), plain(""), *paragraph(sql.lesson, width)]
    if question.kind == "evaluation" and question.ref in EXERCISES:
        drawn = ask(EXERCISES[question.ref], question.seed or 0)
        options = [plain(f"{'abcdefgh'[n]}  {option}") for n, option in enumerate(drawn.options)]
        asked = [*paragraph(drawn.text, width), *_table(drawn.table), *paragraph(drawn.asks, width), *options]
        return asked, [row for step in drawn.steps for row in paragraph(step, width)]
    if question.kind == "design" and (prompt := content.prompts.get(question.ref)) is not None:
        return _design(session, prompt, width)
    return [], paragraph(GONE, width)


def _design(session: Session, prompt: Prompt, width: int) -> tuple[list[Content], list[Content]]:
    rows = design_rows(session.content, session.journey)
    names = ", ".join(row.title.lower() for row in rows)
    asked = [*paragraph(prompt.text, width), plain(""), hanging("only", f"{names}.", width, 6)]
    answer: list[Content] = []
    for row in rows:
        answer += [plain(row.title, ACCENT), *paragraph(prompt.strong.get(row.id, ""), width)]
    return asked, answer


def _code(text: str) -> list[Content]:
    return [plain(f"  {row}") for row in text.strip("\n").splitlines()]


def _table(rows: Sequence[Sequence[str]]) -> list[Content]:
    """A small table, its columns under one another."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    cells = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return [plain(f"  {row.rstrip()}", MUTED if n == 0 else "") for n, row in enumerate(cells)]


def summary_lines(mock: Mock, width: int) -> list[Content]:
    """What a mock interview came to, question by question."""
    rows = [plain(f"The mock interview of {mock.on:%d %b %Y}", STRONG)]
    for name, title in ROUND_NAMES.items():
        for one in (one for one in mock.questions if one.round == name):
            grade = "-" if one.grade is None else str(one.grade)
            tail = f" ({on_clock(one.seconds)} of {one.minutes}:00)"
            rows.append(hanging(f"{grade}  {title}", f"{one_line(one.title)}{tail}", width, 18))
    said = "w writes it into a file, with your notes. So few questions show where to look, not how one would end."
    return [*rows, *paragraph(said, width, MUTED)]
