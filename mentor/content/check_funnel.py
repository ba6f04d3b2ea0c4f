"""The part of the check that covers the funnel: the four leaks, and the numbers that stand for channels and stages."""

from __future__ import annotations

from typing import Any

from mentor.content.book import Book
from mentor.content.leaks import Leak

CHANNELS = ("cold", "warm", "referral", "inbound", "insider", "transfer")
STAGES = ("screen", "technical", "onsite", "offer")
LONGEST = 110
"""Characters of a cause or a step: two lines beside the list at 80 columns."""


def check_funnel(book: Book) -> None:
    """A leak for each stage with causes, steps and what stands behind it; a prior and hours for each channel."""
    found: list[Leak] = book.read("leaks", "leak", Leak)
    book.exactly("leaks", "id", "leak", STAGES)
    for leak in found:
        book.known("leaks", leak.id, "rules", "rule", leak.rules)
        book.known("leaks", leak.id, "facts", "fact", leak.facts)
        for name, pointers in (("causes", leak.causes), ("steps", leak.steps)):
            if not pointers:
                book.say("leaks", leak.id, name, "none")
            for one in pointers:
                if not 0 < len(one.text) <= LONGEST:
                    book.say("leaks", leak.id, name, f"{len(one.text)} characters, 1 to {LONGEST} fit")
    _numbers(book, "funnel_priors", (*CHANNELS, *STAGES[1:]), 2)
    _numbers(book, "funnel_hours", CHANNELS, 1)
    for counts in _value(book, "funnel_examples", list):
        book.among("numbers", "funnel_examples", "value", "channel", counts, CHANNELS)
    book.among("numbers", "funnel_assumed", "value", "channel", _value(book, "funnel_assumed", list), CHANNELS)


def _numbers(book: Book, name: str, keys: tuple[str, ...], count: int) -> None:
    """A table has exactly these keys, each with so many numbers above 0."""
    table = _value(book, name, dict)
    if name in book.numbers and set(table) != set(keys):
        book.say("numbers", name, "value", f"{', '.join(keys)} are needed")
    for key, value in table.items():
        row = value if isinstance(value, list) else [value]
        if len(row) != count or not all(isinstance(one, int | float) and one > 0 for one in row):
            book.say("numbers", name, key, f"{count} above 0 needed, {value!r:.40} stands here")


def _value(book: Book, name: str, kind: type[Any]) -> Any:
    """A number's value; empty where it is missing or of another kind."""
    value = book.numbers[name].value if name in book.numbers else kind()
    if not isinstance(value, kind):
        book.say("numbers", name, "value", f"a {kind.__name__} is needed")
        return kind()
    return value
