"""Reads an advertisement: what it asks for by area, how, which years and degrees, and what it is for a post.

Words decide, from `adverts.toml`; nothing is guessed at beyond them, and everything found is told with its place. Any
text will do, and takes time in proportion to its length.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from mentor.coach.advert_mix import Mix, mix_of
from mentor.coach.advert_parts import Need, Parts, take_apart
from mentor.coach.advert_study import Asked, Degree, Years, degrees_in, years_in
from mentor.coach.advert_title import title_in
from mentor.coach.advert_words import Lexicon, Places, either, first_named, kind_of_title, tokens_in
from mentor.coach.bullet_words import Match as Stretch
from mentor.coach.bullet_words import Token, span_of
from mentor.content import Content
from mentor.content.adverts import OTHER, AdRules

_FEW_WORDS = 3
"""Words of a line up to which it is an item of a list, beside the lines of its block."""
_LISTS = ("unless", "must", "nice", "duties", "aside", "offered", "openers", "demanded", "turns", "closed_by")
_CUES = ("nice_before", "nice_around", "denied_from", "denied_near", "denied_after")
_STUDY = ("fields", "equivalent", "not_a_degree", "publications", "years", "year_of", "not_years", "ml_years")


class Hit(NamedTuple):
    """A word of the ad that asks for something, and the line it stands in, from 1."""

    text: str
    line: int
    need: Need


@dataclass(frozen=True)
class Demand:
    """An area that an ad asks for.

    Attributes:
        area: Its id; `OTHER` for what no area holds.
        need: `must` where any word of it is asked for, else `nice`.
        hits: The words found, in order.
    """

    area: str
    need: Literal["must", "nice"]
    hits: tuple[Hit, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words found, each once; what must be there comes first."""
        ordered = sorted(self.hits, key=lambda hit: hit.need != "must")
        return tuple({hit.text.casefold(): hit.text for hit in reversed(ordered)}.values())[::-1]


@dataclass(frozen=True)
class Reading:
    """What an advertisement says.

    Attributes:
        title: The line that seems to name the post; empty where none does.
        kind: What kind of title that is, by id, and `seniority` what it says of years; both may be empty.
        type: The kind of company that its words suggest, by id; empty where they suggest none.
        demands: What it asks for, by area, in the order of the audit.
        other: What it asks for that no area holds; None for nothing.
        denied: Words of areas that it says are not needed.
        years, degrees, papers: What it says of experience, degrees and publications.
        mix: Prompting against infrastructure.
        marks: For each flag that has words of its own, where they stand.
    """

    text: str
    title: str
    kind: str
    seniority: str
    type: str
    demands: Mapping[str, Demand]
    other: Demand | None
    denied: tuple[Hit, ...]
    years: tuple[Years, ...]
    degrees: tuple[Degree, ...]
    papers: tuple[Asked, ...]
    mix: Mix
    marks: Mapping[str, tuple[Asked, ...]]

    @property
    def empty(self) -> bool:
        """Whether nothing was found that an ad would say."""
        return not (self.demands or self.other or self.years or self.degrees or self.kind)


def read_advert(content: Content, text: str) -> Reading:
    """Read an advertisement."""
    rules, reader = content.adverts, _reader(content.adverts)
    tokens = tokens_in(text)
    places = reader.lexicon.find(text, tokens)
    matches = list(reader.matches(places))
    parts = take_apart(rules, text, tokens, places, {one.first: one.after for one in matches})
    degrees = degrees_in(text, tokens, places, parts)
    title = title_in(content, text)
    kind, seniority = kind_of_title(content, title) if title else ("", "")
    demands, denied = _demands(rules, text, tokens, parts, _meant(tokens, parts, places, matches))
    return Reading(
        text=text,
        title=title,
        kind=kind,
        seniority=seniority,
        type=first_named(rules.types, places),
        demands={area: demands[area] for area in content.areas if area in demands},
        other=demands.get(OTHER),
        denied=denied,
        years=years_in(text, tokens, places, parts),
        degrees=degrees,
        papers=tuple(_asked(text, tokens, parts, places["publications"])),
        mix=mix_of(content, text),
        marks={flag.id: tuple(_asked(text, tokens, parts, places[f"flag {flag.id}"])) for flag in rules.flags},
    )


def areas_named(content: Content, text: str) -> dict[str, tuple[str, ...]]:
    """The areas of which a text that is no ad holds words, with these words; a resume's line, what a reading found."""
    reader = _reader(content.adverts)
    tokens = tokens_in(text)
    places = reader.lexicon.find(text, tokens)
    whole = Parts((), (), ["must"] * len(tokens), [0] * len(tokens), [1] * len(tokens))
    found: dict[str, list[str]] = {}
    for one in _meant(tokens, whole, places, list(reader.matches(places))):
        if one.area != OTHER:
            found.setdefault(one.area, []).append(_said(text, tokens, one))
    return {area: tuple(dict.fromkeys(words)) for area, words in found.items()}


# ---------------------------------------------------------------------------------------------------- words of areas


class _Match(NamedTuple):
    """A phrase of an area: its tokens; `doubtful` where it may mean something else."""

    first: int
    after: int
    area: str
    doubtful: bool


@lru_cache(maxsize=4)
def _reader(rules: AdRules) -> _Reader:
    return _Reader(rules)


class _Reader:
    """All phrases by which ads are read, in one index."""

    def __init__(self, rules: AdRules) -> None:
        lists: dict[str, Iterable[str]] = {name: getattr(rules.reading, name) for name in (*_LISTS, *_CUES)}
        lists |= {name: getattr(rules.study, name) for name in _STUDY}
        lists |= {f"degree {name}": words for name, words in vars(rules.degrees).items()}
        lists |= {f"flag {flag.id}": flag.words for flag in rules.flags}
        lists |= either(rules.types)
        for terms in rules.terms:
            lists |= {f"words {terms.area}": terms.words, f"doubtful {terms.area}": terms.doubtful}
        self._areas = [terms.area for terms in rules.terms]
        self.lexicon = Lexicon(lists)

    def matches(self, places: Mapping[str, Places]) -> Iterator[_Match]:
        """Every phrase of an area."""
        for area in self._areas:
            for kind in ("words", "doubtful"):
                found = places[f"{kind} {area}"]
                yield from (_Match(first, after, area, kind == "doubtful") for first, after in found.items())


def _meant(
    tokens: Sequence[Token], parts: Parts, places: Mapping[str, Places], matches: Sequence[_Match]
) -> list[_Match]:
    """The matches that mean their area: no part of a longer one, in no phrase that means something else."""
    covered = {at for first, after in places["unless"].items() for at in range(first, after)}
    covered |= _subjects(parts, places)
    kept: list[_Match] = []
    reach = -1
    for one in sorted(matches, key=lambda one: (one.first, -one.after)):
        if one.after <= reach and (one.first, one.after) != (kept[-1].first, kept[-1].after):
            continue
        if one.first in covered and one.after - 1 in covered:
            continue
        kept.append(one)
        reach = max(reach, one.after)
    return _borne_out(tokens, parts, kept)


def _subjects(parts: Parts, places: Mapping[str, Places]) -> set[int]:
    """Tokens of subjects in sentences on degrees: what a degree is in is nothing that the work takes."""
    with_degree = {
        parts.sentence_of[at]
        for name in ("bachelor", "masters", "phd", "any")
        for at in places[f"degree {name}"]
        if at not in places["not_a_degree"]
    }
    found: set[int] = set()
    for first, after in places["fields"].items():
        if parts.sentence_of[first] in with_degree:
            found |= set(range(first, after))
    return found


def _borne_out(tokens: Sequence[Token], parts: Parts, matches: Sequence[_Match]) -> list[_Match]:
    """Without the doubtful words beside which no other word stands: in their sentence, or in the list they are in."""
    words: dict[tuple[str, int], set[str]] = {}
    where = [_places_of(tokens, parts, one) for one in matches]
    for one, spots in zip(matches, where, strict=True):
        for spot in spots:
            words.setdefault(spot, set()).add(tokens[one.first].text)
    return [
        one
        for one, spots in zip(matches, where, strict=True)
        if not one.doubtful or any(words[spot] - {tokens[one.first].text} for spot in spots)
    ]


def _places_of(tokens: Sequence[Token], parts: Parts, one: _Match) -> list[tuple[str, int]]:
    """The sentence of a match; the item of a list that it is in; the list itself where an item is a word or two."""
    number = parts.sentence_of[one.first]
    if number < 0 or not parts.sentences:
        return [("sentence", number)]
    sentence = parts.sentences[number]
    few = sum(1 for token in tokens[sentence.first : min(sentence.after, sentence.first + 12)] if not token.sign)
    listed = few <= _FEW_WORDS and sentence.after - sentence.first < 12
    found = [("sentence", number)]
    if sentence.item >= 0:
        found.append(("item", sentence.item))
    return [*found, ("block", sentence.block)] if listed else found


def _demands(
    rules: AdRules, text: str, tokens: Sequence[Token], parts: Parts, matches: Iterable[_Match]
) -> tuple[dict[str, Demand], tuple[Hit, ...]]:
    """What is asked for by area, and what is said not to be needed."""
    hits: dict[str, list[Hit]] = {terms.area: [] for terms in rules.terms}
    denied = []
    for one in matches:
        need = parts.needs[one.first]
        hit = Hit(_said(text, tokens, one), parts.line_of[one.first], need)
        if need == "denied":
            denied.append(hit)
        elif need != "aside":
            hits[one.area].append(hit)
    found: dict[str, Demand] = {}
    for area, there in hits.items():
        if there:
            must = any(hit.need == "must" for hit in there)
            found[area] = Demand(area, "must" if must else "nice", tuple(there))
    return found, tuple(denied)


def _said(text: str, tokens: Sequence[Token], one: _Match) -> str:
    return span_of(text, tokens, Stretch(one.first, one.after)).text.replace("\n", " ")


def _asked(text: str, tokens: Sequence[Token], parts: Parts, found: Places) -> Iterator[Asked]:
    """Where phrases stand, with how they are asked for."""
    for first in sorted(found):
        span = span_of(text, tokens, Stretch(first, found[first]))
        yield Asked(span.text.replace("\n", " "), parts.line_of[first], parts.needs[first])
