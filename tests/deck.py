"""A small deck of cards, so that no test of reviews hangs on the program's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from mentor.content import Content
from mentor.content.practice import Card

GROUPS = {"maths": "math", "sql": "sql", "mlops": "mlops"}
"""Group to the area of its cards."""
EACH = 12
"""Cards of each group; every fourth one is for seniors."""


def small_deck() -> dict[str, Card]:
    """Cards of three groups."""
    return {card.id: card for group, area in GROUPS.items() for card in (_card(group, area, n) for n in range(EACH))}


def _card(group: str, area: str, n: int) -> Card:
    key = f"{group[:2].upper()}{n + 1:02}"
    level = "S" if n % 4 == 3 else "F"
    return Card(key, group, f"What is {key}?", f"The answer of {key}.", f"As a warm-up, {key}.", area, level)


class DeckContent(Content):
    """The program's content, with the small deck in place of its cards."""

    @cached_property
    def cards(self) -> Mapping[str, Card]:  # type: ignore[override]
        return small_deck()
