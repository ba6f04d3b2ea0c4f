"""The part of the check that covers the design prompts and their grade sheet."""

from __future__ import annotations

from mentor.content.book import Book
from mentor.content.drills import TAGS, GradeSheet, Prompt
from mentor.content.load import ContentError
from mentor.shape import build

FILE = "prompts"
PROMPTS, ROWS, MINUTES, WHOLE, GRADES = 16, 9, 45, 100, 5
QUESTIONS = 4
"""Clarifying questions that a prompt has at least: as many as the grade sheet asks for."""
PARTS = ("data", "traps", "follow_ups")
"""The lists of a prompt of which none may be empty."""


def check_drills(book: Book) -> None:
    """Ids, references and completeness of the prompts; times, weights and checks of the sheet."""
    prompts: list[Prompt] = book.read(FILE, "prompt", Prompt, also=("sheet",))
    book.count(FILE, "prompt", "prompts", len(prompts), PROMPTS)
    rows = _sheet(book)
    for prompt in prompts:
        _prompt(book, prompt, rows)
    tags = {tag for prompt in prompts for tag in prompt.tags}
    if book.whole["prompt"]:
        book.among(FILE, "all entries", "tags", "prompt's tag", TAGS, tags)


def _prompt(book: Book, prompt: Prompt, rows: tuple[str, ...]) -> None:
    if not prompt.tags:
        book.say(FILE, prompt.id, "tags", "none")
    if len(prompt.clarify) < QUESTIONS:
        book.say(FILE, prompt.id, "clarify", f"{QUESTIONS} questions are needed, {len(prompt.clarify)} stand here")
    for name, value in (*((part, getattr(prompt, part)) for part in PARTS), *vars(prompt.metrics).items()):
        if not value or not all(text.strip() for text in value):
            book.say(FILE, prompt.id, name, "is empty")
    if rows:
        book.among(FILE, prompt.id, "strong", "row of the grade sheet", prompt.strong, rows)
        for row in rows:
            if not prompt.strong.get(row, "").strip():
                book.say(FILE, prompt.id, f"strong {row}", "is empty")
    book.known(FILE, prompt.id, "items", "item", prompt.items)
    book.known(FILE, prompt.id, "facts", "fact", prompt.facts)


def _sheet(book: Book) -> tuple[str, ...]:
    """Check the sheet; gives the ids of its rows, none where it cannot be read."""
    try:
        table = book.content.table(FILE).get("sheet", {})
    except ContentError:
        return ()  # told already
    sheet = build(GradeSheet, table, f"{FILE}.toml, sheet", book.problems)
    if sheet is None:
        return ()
    book.once(FILE, "sheet rows", (row.id for row in sheet.rows))
    book.once(FILE, "sheet steps", (step.id for step in sheet.steps))
    book.once(FILE, "sheet checks", (check.id for row in sheet.rows for check in row.checks))
    if (whole := sum(row.weight for row in sheet.rows)) != WHOLE or len(sheet.rows) != ROWS:
        book.say(
            FILE, "sheet", "rows", f"{ROWS} rows that weigh {WHOLE} are needed, not {len(sheet.rows)} with {whole}"
        )
    marks = [0, *(step.minutes[1] for step in sheet.steps)]
    if marks[-1] != MINUTES or [step.minutes[0] for step in sheet.steps] != marks[:-1]:
        book.say(FILE, "sheet", "steps", f"do not follow one another from minute 0 to {MINUTES}")
    book.ascend(FILE, "sheet", "steps", marks)
    if len(sheet.grades) != GRADES:
        book.say(FILE, "sheet", "grades", f"{GRADES} are needed, {len(sheet.grades)} stand here")
    for row in sheet.rows:
        if not row.checks:
            book.say(FILE, f"sheet {row.id}", "checks", "none")
    return tuple(row.id for row in sheet.rows)
