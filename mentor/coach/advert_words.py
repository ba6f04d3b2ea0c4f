"""Finds the words of `adverts.toml` in a text: in one pass over its tokens, whatever the text is.

A phrase that is written with a capital letter counts only where the text writes it so too (`RAG`, `Go`, `R`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from mentor.coach.bullet_words import Index, Token, tokens_of
from mentor.content import Content
from mentor.content.adverts import AdRules, Named
from mentor.text import one_line

Places = Mapping[int, int]
"""Where phrases begin, and after which token the longest of them ends."""


class Lexicon:
    """Named lists of phrases, all looked up in one pass."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._index = Index()
        self._sets: dict[str, tuple[int, int, frozenset[str]]] = {}
        for name, phrases in lists.items():
            exact = [phrase for phrase in phrases if phrase != phrase.lower()]
            plain = [phrase for phrase in phrases if phrase == phrase.lower()]
            self._sets[name] = (self._index.add(plain), self._index.add(exact), frozenset(exact))

    def find(self, text: str, tokens: Sequence[Token]) -> dict[str, Places]:
        """For each list, where its phrases stand."""
        found = self._index.find(tokens)
        places: dict[str, Places] = {}
        for name, (plain, exact, spelled) in self._sets.items():
            places[name] = found[plain]
            right = {
                first: after
                for first, after in found[exact].items()
                if _words_of(text, tokens, first, after) in spelled and after > found[plain].get(first, 0)
            }
            if right:
                places[name] = {**found[plain], **right}
        return places


def _words_of(text: str, tokens: Sequence[Token], first: int, after: int) -> str:
    return " ".join(text[token.start : token.end] for token in tokens[first:after])


def tokens_in(text: str) -> list[Token]:
    """The words and signs of a text. A curly apostrophe is a straight one, as in the lists."""
    return tokens_of(text.replace("\u2019", "'"))


# ---------------------------------------------------------------------------------------------------- titles

RESEARCH = "research"
"""The kind of title whose words the detector of aiming at research holds."""


@lru_cache(maxsize=4)
def _titles(rules: AdRules, research: tuple[str, ...]) -> Lexicon:
    lists: dict[str, Iterable[str]] = {RESEARCH: [f"{words}*" for words in research]}
    lists |= {f"seniority {name}": words for name, words in rules.seniority.items()}
    return Lexicon({**lists, **either(rules.titles)})


def either(entries: Iterable[Named]) -> dict[str, Iterable[str]]:
    """The lists of entries of which the first that stands in a text is meant."""
    lists: dict[str, Iterable[str]] = {}
    for n, one in enumerate(entries):
        lists |= {f"words {n}": one.words, f"also {n}": one.also}
    return lists


def kind_of_title(content: Content, title: str) -> tuple[str, str]:
    """What kind of post a title names, and whether it is `lead`, `senior` or `junior`; empty for neither."""
    rules, text = content.adverts, one_line(title, 300)
    lexicon = _titles(rules, content.detectors["FM10"].words("titles"))
    found = lexicon.find(text, tokens_in(text))
    senior = next((name for name in rules.seniority if found[f"seniority {name}"]), "")
    if found[RESEARCH]:
        return RESEARCH, senior
    return first_named(rules.titles, found), senior


def first_named(entries: Iterable[Named], found: Mapping[str, Places]) -> str:
    """The first entry whose words stand in the text, and one of its others where it has any."""
    for n, one in enumerate(entries):
        if found[f"words {n}"] and (not one.also or found[f"also {n}"]):
            return one.id
    return ""
