"""The cards of the practice, as frozen values. `docs/content.md` describes the files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class CardGroup:
    """A pile of cards on one subject."""

    id: str
    title: str


@dataclass(frozen=True)
class Card:
    """One question with its answer, to be known by heart.

    Attributes:
        id: Two letters of its group and two digits; a card keeps it for good, the reviews hang on it.
        answer: At most 60 words; code stands in backticks.
        shows: How the question turns up in an interview, in one sentence.
        area: The skill area it belongs to.
        items: Audit items that it exercises.
        facts: Facts of the guides that the answer cites.
    """

    id: str
    group: str
    question: str
    answer: str
    shows: str
    area: str
    level: Literal["F", "S"]
    items: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()

    @property
    def foundation(self) -> bool:
        """Whether a first job needs it."""
        return self.level == "F"
