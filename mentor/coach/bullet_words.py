"""Finds phrases in a line of text: in one pass over its words, whatever the text is.

No pattern here can backtrack: the text is cut into words, numbers and signs once, and phrases are looked up by their
first word. `docs/bullets.md` explains the notation of the phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<number>(?:\d+(?:,\d{3}(?!\d))*(?:\.\d+)?|(?<!\w)\.\d+)(?:[kKmMbB](?![^\W\d_]))?)"
    r"|(?P<word>[^\W\d_]\w*(?:\.\d\w*)*)"
    r"|(?<=[vV]s)\."  # no end of a sentence
    r"|['\u2019]s?(?!\w)"  # whose it is does not matter
    r"|(?P<sign>[^\s\-\u2013])"  # a hyphen is a space, and so is the dash of a range
)
_ATTACHED = re.compile(r"[-\w.@%]{0,40}")
_NOT_A_NAME = ("sub", "under", "over", "sans")
"""Words before a hyphen that leave the number behind it a number, as in sub-100 ms."""
ENDS = frozenset(".;!?")
"""Signs behind which something else is spoken of."""


class Token(NamedTuple):
    """A word, number or sign; `number` is whether it is a figure and no part of a name such as ResNet-18."""

    text: str
    start: int
    end: int
    number: bool = False
    sign: bool = False


class Match(NamedTuple):
    """A phrase found: its first token, and the token after its last."""

    first: int
    after: int


class Span(NamedTuple):
    """A stretch of a text, by its characters."""

    text: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """The words, numbers and signs of a text, in lower case, hyphens left out."""
    tokens: list[Token] = []
    for found in _TOKEN.finditer(text):
        kind, start, end = found.lastgroup, found.start(), found.end()
        if kind is not None:
            figure = kind == "number" and not _in_a_name(text, start, tokens)
            tokens.append(Token(found[0].lower(), start, end, figure, kind == "sign"))
    return tokens


def _in_a_name(text: str, start: int, before: Sequence[Token]) -> bool:
    if not start or not before or before[-1].end < start - 1:
        return False
    if text[start - 1] == "-":
        last = before[-1]
        return last.end == start - 1 and last.text[0].isalpha() and last.text not in _NOT_A_NAME
    return text[start - 1] == "@"


def span_of(text: str, tokens: Sequence[Token], match: Match) -> Span:
    """The characters of a match, with what is attached to its end, such as the -18 of ResNet-18."""
    start, end = tokens[match.first].start, tokens[match.after - 1].end
    attached = _ATTACHED.match(text, end)
    end += len(attached[0].rstrip("-.@")) if attached else 0
    return Span(text[start:end], start, end)


def merged(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap made one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if found and span.start < found[-1].end:
            start, end = found[-1].start, max(found[-1].end, span.end)
            found[-1] = Span(text[start:end], start, end)
        else:
            found.append(span)
    return tuple(found)


class _Piece(NamedTuple):
    """One word of a phrase; `kind` is how it matches."""

    text: str
    kind: str

    def fits(self, token: Token) -> bool:
        if self.kind == "number":
            return token.number
        return token.text.startswith(self.text) if self.kind == "prefix" else token.text == self.text


class Index:
    """Sets of phrases, all looked up in one pass."""

    def __init__(self) -> None:
        self._starts: dict[str, dict[str, list[tuple[int, tuple[_Piece, ...]]]]] = {
            "word": {}, "prefix": {}, "number": {},
        }  # fmt: skip
        self._lengths: list[int] = []
        self._sets = 0

    def add(self, phrases: Iterable[str]) -> int:
        """Add a set of phrases; returns its number."""
        number, self._sets = self._sets, self._sets + 1
        for phrase in phrases:
            for one in (phrase.replace("(s)", ""), phrase.replace("(s)", "s")) if "(s)" in phrase else (phrase,):
                pieces = tuple(_piece(word) for word in one.lower().replace("-", " ").split())
                if pieces:
                    first = pieces[0]
                    self._starts[first.kind].setdefault(first.text, []).append((number, pieces[1:]))
        self._lengths = sorted({len(text) for text in self._starts["prefix"]})
        return number

    def find(self, tokens: Sequence[Token]) -> list[dict[int, int]]:
        """For each set, where its phrases begin and after which token the longest of them ends."""
        found: list[dict[int, int]] = [{} for _ in range(self._sets)]
        words, prefixes = self._starts["word"], self._starts["prefix"]
        for at, token in enumerate(tokens):
            entries = list(words.get(token.text, ()))
            for length in self._lengths:
                if length > len(token.text):
                    break
                entries += prefixes.get(token.text[:length], ())
            if token.number:
                entries += self._starts["number"].get("", ())
            for number, rest in entries:
                after = at + 1 + len(rest)
                fits = after <= len(tokens) and all(
                    piece.fits(token) for piece, token in zip(rest, tokens[at + 1 : after], strict=True)
                )
                if fits and after > found[number].get(at, 0):
                    found[number][at] = after
        return found


def _piece(word: str) -> _Piece:
    if word == "#":
        return _Piece("", "number")
    if word.endswith("*") and len(word) > 1:
        return _Piece(word[:-1], "prefix")
    return _Piece(word, "word")
