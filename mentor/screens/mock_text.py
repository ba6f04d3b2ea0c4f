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
from mentor.screens.exercise_text import asked_page, code_rows, steps_page, tables_page
from mentor.session import Session
from mentor.text import counted, one_line
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, lines, link, paragraph, plain

BEST = len(GRADES) - 1
GRADE_NAMES = ("wrong", "the word", "half", "right", "right and more")
"""The grades' meanings in a word or two."""
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


def question_page(session: Session, question: MockQuestion, width: int, *, answered: bool, best: int = BEST) -> Content:
    """What is asked; with its answer and what the grades up to the best one mean once it was given."""
    asked, answer = _texts(session, question, width, answered=answered)
    parts = [*paragraph(question.title, width, STRONG), plain("")]
    if not answered:
        said = "o solves it here, and its result is the grade" if question.kind in RUNS else "in the notes"
        return lines(*parts, *paragraph(f"Aloud, or {said}; v shows the answer.", width, MUTED), plain(""), *asked)
    # The question was read already; the grades' names stand below it all.
    parts += [plain("The answer:", MUTED), *answer, plain(""), plain("Yours was:", MUTED)]
    parts += [join((f"{n}  ", ACCENT), meaning) for n, meaning in enumerate(GRADES[: best + 1])]
    parts += paragraph("It was run and was not right, so no more than that.", width, MUTED) if best < BEST else []
    return lines(*parts, *([plain(""), plain("It was asked:", MUTED), *asked] if asked else []))


def grade_line(best: int, width: int) -> Content:
    """The grades up to the best one that may be given; a click gives one."""
    parts = []
    for n, name in enumerate(GRADE_NAMES[: best + 1]):
        action = f"screen.grade({n})"
        parts.append(join(link(f"{n} ", action, f"{STRONG} {ACCENT}"), link(name, action)))
    row = Content("   ").join(parts)
    return row if row.cell_length <= width else Content("  ").join(parts)


def _texts(
    session: Session, question: MockQuestion, width: int, *, answered: bool
) -> tuple[list[Content], list[Content]]:
    """A question and its answer; the tables of a query stand below it until it is answered."""
    content = session.content
    if question.kind == "card":
        card = deck_of(content, session.journey).get(question.ref)
        return ([], paragraph(card.answer, width)) if card else ([], paragraph(GONE, width))
    if question.kind == "sql" and (sql := content.sql_exercises.get(question.ref)) is not None:
        asked = [*paragraph(sql.task, width), plain(""), hanging("columns", ", ".join(sql.columns), width, 9)]
        asked += [] if answered else [plain(""), *tables_page(session.sql_schema, width)]
        return asked, [*code_rows(sql.solution, width), plain(""), *paragraph(sql.lesson, width)]
    if question.kind == "evaluation" and question.ref in EXERCISES:
        drawn = ask(EXERCISES[question.ref], question.seed or 0)
        return asked_page(drawn, width), steps_page(drawn, width)
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


def summary_lines(mock: Mock, width: int) -> list[Content]:
    """What a mock interview came to, question by question."""
    rows = [join((f"The mock interview of {mock.on:%d %b %Y}", STRONG), ("   graded 0 to 4", MUTED))]
    for name, title in ROUND_NAMES.items():
        for one in (one for one in mock.questions if one.round == name):
            grade = "-" if one.grade is None else str(one.grade)
            tail = f" ({on_clock(one.seconds)} of {one.minutes}:00)"
            rows.append(hanging(f"{grade}  {title}", f"{one_line(one.title)}{tail}", width, 18))
    said = "w writes it into a file, with your notes. So few questions show where to look, not how one would end."
    return [*rows, plain(""), *paragraph(said, width, MUTED)]
