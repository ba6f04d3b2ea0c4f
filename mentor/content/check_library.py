"""The part of the check that covers the Library, pay, companies, warnings, advice and the sides of rules."""

from __future__ import annotations

from typing import Any

from mentor.content.book import Book
from mentor.content.pages import (
    AdviceText,
    CompanyType,
    Entry,
    IndustryWords,
    PayAdjustment,
    SalaryRow,
    Side,
    Topic,
    WarningText,
)

SCREEN = 900
"""Characters of text that fit beside a list at 80 columns without losing the thread."""
LINE = 160
FLAGS = frozenset(
    {"industry", "maths_low", "kaggle_only", "published", "graduate", "deployed", "ml_years", "paid_program"}
)
"""What `mentor.coach.sides` can ask of a journey."""


def check_library(book: Book) -> None:
    """Ids, references and lengths of the pages; and that nothing of weight which a guide says is left out."""
    topics: list[Topic] = book.read("topics", "topic", Topic)
    carried: set[str] = set()
    pages: list[str] = []
    for topic in topics:
        for entry in book.read(f"library/{topic.id}", f"{topic.id} page", Entry, "entries"):
            _page(book, topic, entry)
            pages.append(entry.id)
            carried.update(entry.facts)
    book.once("library", "id", pages)
    for fact in book.facts:
        if fact.importance > 1 and fact.id not in carried and topics:
            book.say("facts", fact.id, "id", "no page of the Library carries it")
    _pay(book)
    for file, kind, cls in (("companies", "company", CompanyType), ("warnings", "warning", WarningText)):
        _resting(book, file, book.read(file, kind, cls))
    _resting(book, "advice", book.read("advice", "advice", AdviceText, "texts", also=("industries",)))
    for row in book.read("advice", "industry", IndustryWords, "industries", also=("texts",)):
        book.known("advice", row.id, "facts", "fact", row.facts)
    _sides(book)


def _page(book: Book, topic: Topic, entry: Entry) -> None:
    file = f"library/{topic.id}"
    if entry.topic != topic.id:
        book.say(file, entry.id, "topic", f"stands on the shelf {topic.id}")
    if not entry.facts:
        book.say(file, entry.id, "facts", "a page rests on what a guide says")
    if len(entry.text) > SCREEN:
        book.say(file, entry.id, "text", f"{len(entry.text)} characters, {SCREEN} fit on a screen")
    for name, kind, ids in (
        ("facts", "fact", entry.facts),
        ("rules", "rule", entry.rules),
        ("areas", "area", entry.areas),
        ("tasks", "task", entry.tasks),
    ):
        book.known(file, entry.id, name, kind, ids)
    if entry.kind == "example" and not (entry.weak and entry.strong):
        book.say(file, entry.id, "weak, strong", "an example shows both")
    if entry.kind == "certificate" and not (entry.cost and entry.caution):
        book.say(file, entry.id, "cost, caution", "a certificate says what it costs and what to check")


def _pay(book: Book) -> None:
    rows: list[SalaryRow] = book.read("salary", "salary", SalaryRow, also=("adjustments",))
    for row in rows:
        book.known("salary", row.id, "facts", "fact", row.facts)
        book.ascend("salary", row.id, "low, high", (row.low, row.high))
        if len({fact[:2] for fact in row.facts}) != 1:
            book.say("salary", row.id, "facts", "a band is one guide's; bands are never merged")
    for change in book.read("salary", "adjustment", PayAdjustment, "adjustments", also=("salary",)):
        book.known("salary", change.id, "facts", "fact", change.facts)
        book.known("salary", change.id, "rows", "salary", change.rows)


def _resting(book: Book, file: str, entries: list[Any]) -> None:
    for entry in entries:
        book.known(file, entry.id, "facts", "fact", entry.facts)
        book.known(file, entry.id, "rules", "rule", entry.rules)
        if not entry.facts and not entry.rules:
            book.say(file, entry.id, "facts", "nothing that a guide says stands behind it")


def _sides(book: Book) -> None:
    sides: list[Side] = book.read("sides", "side", Side)
    last: dict[str, Side] = {side.rule: side for side in sides}
    for number, side in enumerate(sides, 1):
        entry = f"{side.rule} (entry {number})"
        book.known("sides", entry, "rule", "rule", [side.rule])
        book.among("sides", entry, "flags", "condition", side.flags, FLAGS)
        if len(side.text) > LINE:
            book.say("sides", entry, "text", f"{len(side.text)} characters, {LINE} fit")
        asks = (side.starts, side.targets, side.degrees, side.regions, side.flags, side.python != "any")
        if side is last[side.rule] and any(asks):
            book.say("sides", entry, "starts", "the last side of a rule is for everybody")
        if side is not last[side.rule] and not any(asks):
            book.say("sides", entry, "starts", "nothing after it would ever be tried")
    for rule in book.rules if sides else ():
        if rule.id.startswith("C") and rule.id not in last:
            book.say("sides", rule.id, "rule", "no side says what it comes to")
