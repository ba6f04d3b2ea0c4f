"""The part of the check that covers the cards: groups and how many each has, ids, references, lengths, questions."""

from __future__ import annotations

import re

from mentor.content.book import Book
from mentor.content.practice import Card, CardGroup

LEAST = {
    "ml_fundamentals": 34,
    "deep_learning": 26,
    "maths": 18,
    "coding": 20,
    "sql": 14,
    "system_design": 16,
    "mlops": 20,
    "llm": 20,
    "career": 14,
}
"""Group to the cards it has at least."""
WORDS = 60
"""Words of an answer at most: what can be said in half a minute, and fits under its question at 80 columns."""
CAREER = "career"
"""The group that stands on what the guides say."""


def check_practice(book: Book) -> None:
    """Groups, ids, references and lengths of the cards, and that no question stands twice."""
    book.read("card_groups", "card group", CardGroup)
    book.exactly("card_groups", "id", "card group", tuple(LEAST))
    cards: list[Card] = []
    letters: dict[str, str] = {}
    for group, least in LEAST.items():
        file, kind = f"cards/{group}", f"{group} card"
        found: list[Card] = book.read(file, kind, Card)
        for card in found:
            _card(book, group, card)
            if letters.setdefault(card.id[:2], group) != group:
                book.say(file, card.id, "id", f"{card.id[:2]} begins the ids of {letters[card.id[:2]]}")
        if book.whole[kind] and len(found) < least:
            book.say(file, "all entries", "id", f"{least} cards are needed, {len(found)} stand here")
        cards += found
    asked: dict[str, str] = {}
    for card in cards:
        words = " ".join(re.findall(r"\w+", card.question.casefold()))
        if asked.setdefault(words, card.id) != card.id:
            book.say(f"cards/{card.group}", card.id, "question", f"{asked[words]} asks the same")


def _card(book: Book, group: str, card: Card) -> None:
    file = f"cards/{group}"
    if not re.fullmatch(r"[A-Z]{2}\d\d", card.id):
        book.say(file, card.id, "id", "two letters and two digits are needed")
    if card.group != group:
        book.say(file, card.id, "group", f"stands among the cards of {group}")
    if not card.question.endswith("?"):
        book.say(file, card.id, "question", "ends without a question mark")
    if (words := len(card.answer.split())) > WORDS:
        book.say(file, card.id, "answer", f"{words} words, {WORDS} are the limit")
    if group == CAREER and not card.facts:
        book.say(file, card.id, "facts", "nothing that a guide says stands behind it")
    book.known(file, card.id, "area", "area", [card.area])
    book.known(file, card.id, "items", "item", card.items)
    book.known(file, card.id, "facts", "fact", card.facts)
