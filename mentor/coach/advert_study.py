"""Years of experience and degrees in an advertisement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from mentor.coach.advert_parts import Need, Parts
from mentor.coach.advert_words import Places
from mentor.coach.bullet_words import Match, Token, span_of

DegreeLevel = Literal["any", "bachelor", "masters", "phd"]
LEVELS: tuple[DegreeLevel, ...] = ("any", "bachelor", "masters", "phd")
"""From the lowest to the highest."""
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
}
_MOST_YEARS = 30
_BEFORE, _BEHIND = 8, 14
"""Words around a number of years that say what they are years of."""


class Asked(NamedTuple):
    """A stretch of an ad, the line it stands in, from 1, and how it is asked for."""

    text: str
    line: int
    need: Need


class Years(NamedTuple):
    """Years of experience: from `low` on, or from `low` to `high`; `ml` where they are years of machine learning."""

    low: int
    high: int | None
    ml: bool
    text: str
    line: int
    need: Need


class Degree(NamedTuple):
    """A degree; `or_else` where experience or the like may stand in for it."""

    level: DegreeLevel
    or_else: bool
    text: str
    line: int
    need: Need


# ---------------------------------------------------------------------------------------------------- years


def years_in(text: str, tokens: Sequence[Token], places: Mapping[str, Places], parts: Parts) -> tuple[Years, ...]:
    """The years of experience that are asked for, in order."""
    return tuple(_years(text, tokens, places, parts))


def _years(text: str, tokens: Sequence[Token], places: Mapping[str, Places], parts: Parts) -> Iterator[Years]:
    for at in sorted(places["years"]):
        number = parts.sentence_of[at]
        if number < 0 or parts.needs[at] in ("aside", "denied"):
            continue
        sentence = parts.sentences[number]
        first, after = max(sentence.first, at - _BEFORE), min(sentence.after, at + _BEHIND)
        if any(n in places["not_years"] for n in range(first, min(at + 4, after))):
            continue
        low, high, begin = _numbers_before(tokens, first, at)
        ml = any(n in places["ml_years"] for n in range(at, after))
        if low is None or not (ml or any(n in places["year_of"] for n in range(first, after))):
            continue
        span = span_of(text, tokens, Match(begin, at + 1)).text.replace("\n", " ")
        yield Years(low, high, ml, span, parts.line_of[at], parts.needs[at])


def _numbers_before(tokens: Sequence[Token], first: int, at: int) -> tuple[int | None, int | None, int]:
    """The number or the two numbers before a token, and where they begin."""
    found: list[int] = []
    begin = at
    for n in range(at - 1, first - 1, -1):
        token = tokens[n]
        value = _NUMBERS.get(token.text, int(token.text) if token.number and token.text.isdecimal() else None)
        if value is not None and value <= _MOST_YEARS:
            found.append(value)
            begin = n
        elif token.text not in {"+", "(", ")", "to", "or", "more", "plus", "and", "full", "solid"}:
            break
    if not found:
        return None, None, at
    low, high = min(found[:2]), max(found[:2])
    return low, high if high > low else None, begin


# ---------------------------------------------------------------------------------------------------- degrees


def degrees_in(text: str, tokens: Sequence[Token], places: Mapping[str, Places], parts: Parts) -> tuple[Degree, ...]:
    """The degrees that are spoken of, in order; of those one sentence gives a choice of, the lowest."""
    found: dict[tuple[int, Need], Degree] = {}
    for level in reversed(LEVELS):  # a lower one replaces a higher one beside it; "degree" alone only says less
        for at, after in sorted(places[f"degree {level}"].items()):
            need, number = parts.needs[at], parts.sentence_of[at]
            key = (number, need)
            if at in places["not_a_degree"] or need == "aside" or number < 0 or (level == "any" and key in found):
                continue
            sentence = parts.sentences[number]
            or_else = any(n in places["equivalent"] for n in range(at, sentence.after))
            span = span_of(text, tokens, Match(at, after)).text.replace("\n", " ")
            found[key] = Degree(level, or_else, span, parts.line_of[at], need)
    return tuple(sorted(found.values(), key=lambda degree: degree.line))
