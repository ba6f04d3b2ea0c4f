"""The part of the check that covers the SQL exercises. That their statements do what they should, the tests show."""

from __future__ import annotations

import re

from mentor.content.book import Book
from mentor.content.exercises import SqlExercise
from mentor.content.load import SQL_PARTS, ContentError

FEWEST = 27
MINUTES = range(5, 31)
LONGEST = {"task": 600, "hint": 200, "lesson": 240, "why": 110}
"""Characters that can be read in one go beside an editor."""
WIDEST = 76
"""Characters of a line of a solution: it is shown as it stands, at 80 columns."""


def check_exercises(book: Book) -> None:
    """Ids, references, lengths, and that each has what it takes to be graded and explained."""
    ids: list[str] = []
    for part in SQL_PARTS:
        file, kind = f"exercises/{part}", f"{part} exercise"
        found: list[SqlExercise] = book.read(file, kind, SqlExercise)
        ids += sorted(book.ids[kind] or ())
        for one in found:
            _exercise(book, file, one)
    book.once("exercises", "id", ids)
    if len(ids) < FEWEST and all(book.whole[f"{part} exercise"] for part in SQL_PARTS):
        book.say("exercises", "all entries", "id", f"{FEWEST} are needed, {len(ids)} stand here")
    try:
        book.content.practice_file("schema.sql")
    except ContentError as error:
        book.problems.extend(error.problems)


def _exercise(book: Book, file: str, one: SqlExercise) -> None:
    if not re.fullmatch(r"SQ-E\d\d", one.id):
        book.say(file, one.id, "id", "is not of the form SQ-E01")
    book.known(file, one.id, "area", "area", [one.area])
    book.known(file, one.id, "items", "item", one.items)
    if not one.items:
        book.say(file, one.id, "items", "none is named")
    if one.minutes not in MINUTES:
        book.say(file, one.id, "minutes", f"{one.minutes} is not from {MINUTES[0]} to {MINUTES[-1]}")
    if not 0 <= one.tolerance < 1:
        book.say(file, one.id, "tolerance", f"{one.tolerance:g} is not from 0 up to, but without, 1")
    for name, wanted in (("columns", 1), ("alternatives", 1), ("wrong", 2)):
        if len(getattr(one, name)) < wanted:
            book.say(file, one.id, name, f"{wanted} or more are needed")
    if (width := max(map(len, one.solution.splitlines()), default=0)) > WIDEST:
        book.say(file, one.id, "solution", f"a line of {width} characters, {WIDEST} fit")
    texts = [("task", one.task), ("lesson", one.lesson)]
    texts += [("hint", text) for text in one.hints] + [("why", wrong.why) for wrong in one.wrong]
    for name, text in texts:
        if len(text) > LONGEST[name]:
            book.say(file, one.id, name, f"{len(text)} characters, {LONGEST[name]} fit")
        if not text.strip():
            book.say(file, one.id, name, "is empty")
