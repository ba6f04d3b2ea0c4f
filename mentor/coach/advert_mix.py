"""Prompting against infrastructure in an ad: the words and numbers of the detector of such targets (rule C28)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mentor.coach.words import count_of
from mentor.content import Content

DETECTOR = "FM21"


@dataclass(frozen=True)
class Mix:
    """How often an ad speaks of prompting, and of what it takes to run something.

    Attributes:
        prompting, infrastructure: Words of each kind, counted as the detector counts them.
        share: Share of prompting, 0-1; None where too little is said of either to tell.
        warns: Whether it is so much that rule C28 warns.
    """

    prompting: int = 0
    infrastructure: int = 0
    share: float | None = None
    warns: bool = False


def mix_of(content: Content, ad: str) -> Mix:
    """Prompting against infrastructure in an ad."""
    it = content.detectors[DETECTOR]
    prompting = count_of(ad, it.words("prompting"))
    infrastructure = count_of(ad, it.words("infrastructure"))
    if not infrastructure and prompting < content.adverts.number("prompt_least"):
        return Mix(prompting, infrastructure)
    share = prompting / (prompting + infrastructure)
    return Mix(prompting, infrastructure, share, share >= it.number("prompt_share"))


def words_of(content: Content, ad: str, kind: Literal["prompting", "infrastructure"]) -> tuple[tuple[str, int], ...]:
    """The beginnings of words that were counted, with how often each stands there, most often first."""
    counts = [(word, count_of(ad, (word,))) for word in content.detectors[DETECTOR].words(kind)]
    return tuple(sorted(((word, count) for word, count in counts if count), key=lambda pair: -pair[1]))
