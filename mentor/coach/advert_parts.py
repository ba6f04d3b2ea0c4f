"""The parts of an advertisement: its lines, headings and sentences, and how each word in them is asked for.

A heading decides what stands below it, words of a sentence decide over the heading: "a plus", "not required", "no PhD".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from mentor.coach.advert_words import Places
from mentor.coach.bullet_words import ENDS, Token
from mentor.content.adverts import AdRules

Need = Literal["must", "nice", "denied", "aside"]
"""Asked for; nice to have; said not to be needed; said of the company or in passing."""
PARTS = ("must", "nice", "duties", "aside")
_BULLET = re.compile(r"\s*(?:[-*\u2022\u2023\u25aa\u25cf\u00b7\u2013\u2014>+]|\d{1,2}[.)])\s")
_SHORT_FORMS = frozenset({"etc", "vs", "incl", "approx"})
_LEFT_OPEN = frozenset({",", "and", "or", "with", "in", "of", "to", "for", "a", "an", "the", "as", "know", "using"})
"""Words that end no sentence."""
_LONG_LINE = 50
"""Characters from which a line may have been broken because it was full."""
_NEAR = 4
"""Words that a "no" or "without" reaches, where nothing ends it before."""
_FAR = 60
"""Words that anything reaches at most: a longer list is none, and the time it takes stays in proportion."""
_EMPTY = frozenset({"is", "are", "be", "would", "it", "this", "that", "a", "an", "the", "also", "of", "course", "and"})
"""Words that name nothing that could be asked for."""


class Line(NamedTuple):
    """A line of the text: its characters and its tokens; `block` counts runs of lines without an empty one."""

    start: int
    end: int
    first: int
    after: int
    bullet: bool
    block: int


class Sentence(NamedTuple):
    """What is said in one go: tokens `first` to `after`, under a heading's part.

    `block` is that of its line, `item` the line itself where that is an item of a list, else -1.
    """

    first: int
    after: int
    part: str
    block: int
    item: int


@dataclass(frozen=True)
class Parts:
    """A text taken apart.

    Attributes:
        lines: Its lines that hold a word.
        sentences: Its sentences, headings left out.
        needs: How each token is asked for.
        sentence_of: Which sentence each token is in; -1 for a heading's.
        line_of: The line of each token, counted from 1 as an editor counts.
    """

    lines: tuple[Line, ...]
    sentences: tuple[Sentence, ...]
    needs: Sequence[Need]
    sentence_of: Sequence[int]
    line_of: Sequence[int]


def take_apart(
    rules: AdRules, text: str, tokens: Sequence[Token], places: Mapping[str, Places], terms: Places
) -> Parts:
    """Lines, sentences and needs of a text.

    Args:
        rules: For the counts.
        text: The text.
        tokens: Its tokens.
        places: Where the words of the reading stand, by the name of their list.
        terms: Where words of the areas stand: a line with one is no heading.
    """
    lines, line_of = _lines(text, tokens)
    sentences: list[Sentence] = []
    sentence_of = [-1] * len(tokens)
    part, open_line = "must", False
    for n, line in enumerate(lines):
        heading, inline, begins = _heading(rules, tokens, line, places, terms)
        if heading and not inline:
            part, open_line = heading, False
            continue
        here = heading or part
        joined = open_line and _goes_on(text, tokens, lines[n - 1], line)
        for first, after in _cut(text, tokens, begins, line.after):
            if joined and sentences:
                sentences[-1] = sentences[-1]._replace(after=after)
                joined = False
            else:
                sentences.append(Sentence(first, after, here, line.block, n if line.bullet else -1))
            sentence_of[first:after] = [len(sentences) - 1] * (after - first)
        open_line = not heading and tokens[line.after - 1].text not in {*ENDS, ":"}
    needs: list[Need] = ["aside"] * len(tokens)
    for sentence in sentences:
        needs[sentence.first : sentence.after] = _needs(rules, tokens, sentence, places)
    return Parts(tuple(lines), tuple(sentences), needs, sentence_of, line_of)


def _lines(text: str, tokens: Sequence[Token]) -> tuple[list[Line], list[int]]:
    lines: list[Line] = []
    line_of: list[int] = []
    at, start, block = 0, 0, 0
    for number, row in enumerate(text.split("\n"), 1):
        end, first = start + len(row), at
        while at < len(tokens) and tokens[at].start < end:
            at += 1
        line_of += [number] * (at - first)
        if at > first:
            lines.append(Line(start, end, first, at, _BULLET.match(row) is not None, block))
        else:
            block += 1
        start = end + 1
    return lines, line_of


def _goes_on(text: str, tokens: Sequence[Token], before: Line, line: Line) -> bool:
    """Whether a line goes on with the sentence of the one before, which was full."""
    lower = text[line.start : line.end].lstrip()[:1].islower()
    left_open = tokens[before.after - 1].text in _LEFT_OPEN
    full = before.end - before.start >= _LONG_LINE
    return full and not line.bullet and before.block == line.block and (lower or left_open)


def _heading(
    rules: AdRules, tokens: Sequence[Token], line: Line, places: Mapping[str, Places], terms: Places
) -> tuple[str, bool, int]:
    """The part that a line opens, whether for itself alone, and the token after the heading; empty for none."""
    first = line.first
    while first < line.after and (tokens[first].sign or (line.bullet and tokens[first].number)):
        first += 1
    found = [(places[part].get(first, 0), part) for part in PARTS]
    after, part = max(found, key=lambda one: one[0])
    if not after or after > line.after:
        return "", False, line.first
    rest = [token for token in tokens[after : line.after] if not token.sign]
    if not rest:
        return part, False, line.after
    if tokens[after].text == ":":
        return part, True, after + 1
    words = line.after - line.first
    ends = tokens[line.after - 1].text in ENDS
    plain = not any(at in terms for at in range(first, line.after))
    few = len(rest) <= (1 if part == "nice" else 3) and words <= rules.number("heading_words")
    return (part, False, line.after) if few and plain and not ends and not line.bullet else ("", False, line.first)


def _cut(text: str, tokens: Sequence[Token], first: int, after: int) -> list[tuple[int, int]]:
    """Tokens cut at the ends of sentences; the point of Node.js or of "e.g." is none."""
    found, begin = [], first
    for at in range(first, after):
        token = tokens[at]
        if token.sign and token.text in ENDS and (token.text != "." or _is_end(text, tokens, at)):
            found.append((begin, at + 1))
            begin = at + 1
    return [*found, (begin, after)] if begin < after else found


def _is_end(text: str, tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1].text if at else ""
    return not text[tokens[at].end : tokens[at].end + 1].strip() and len(before) > 1 and before not in _SHORT_FORMS


# --------------------------------------------------------------------------------------------- must, nice, denied


def _needs(rules: AdRules, tokens: Sequence[Token], sentence: Sentence, places: Mapping[str, Places]) -> list[Need]:
    """How each token of a sentence is asked for."""
    first, after = sentence.first, sentence.after
    starts = range(first, min(first + 2, after))
    if sentence.part == "aside" or any(at in places["offered"] for at in starts):
        return ["aside"] * (after - first)
    base: Need = "nice" if sentence.part == "nice" else "must"
    said: dict[int, Need] = {}
    for at in range(first, after):
        if at in places["unless"]:
            continue
        if at in places["denied_after"]:
            said |= dict.fromkeys(_reach(rules, tokens, sentence, places, at), "denied")
        elif at in places["denied_from"]:
            end = places["denied_from"][at]
            end += end < after and tokens[end].text == "you"  # "we do not expect you to ..."
            said |= dict.fromkeys(range(at, _turn(tokens, sentence, places, end)), "denied")
        elif at in places["denied_near"]:
            said |= dict.fromkeys(range(at, _near(tokens, sentence, places, at)), "denied")
    begins = next((at for at in range(first, after) if not tokens[at].sign), after)
    nice_from = after
    for at in range(first, after):
        if at in places["nice_before"]:
            nice_from = min(nice_from, at)
        if at in places["nice_around"]:
            end = places["nice_around"][at]
            if (at == begins and end < after) or (end < after and tokens[end].text == ":"):
                nice_from = min(nice_from, at)  # it stands before what it speaks of
            else:
                said |= dict.fromkeys(_reach(rules, tokens, sentence, places, at), "nice")
    said |= dict.fromkeys(range(nice_from, after), "nice")
    return [said.get(at, base) for at in range(first, after)]


def _turn(tokens: Sequence[Token], sentence: Sentence, places: Mapping[str, Places], at: int) -> int:
    """The token at which a sentence turns to something else; its end where it does not."""
    end = min(sentence.after, at + _FAR)
    while at < end and not (at in places["turns"] or tokens[at].text == "("):
        at += 1
    return at


def _near(tokens: Sequence[Token], sentence: Sentence, places: Mapping[str, Places], at: int) -> int:
    """How far a "no" reaches: to the word that closes it, or over the next few words."""
    turn = _turn(tokens, sentence, places, at + 1)
    closed = next((n for n in range(at + 1, turn) if n in places["closed_by"]), None)
    if closed is not None:
        return closed
    end = at + 1
    while end < turn and end <= at + _NEAR and tokens[end].text not in {",", ":", ")"}:
        end += 1
    return end


def _reach(rules: AdRules, tokens: Sequence[Token], sentence: Sentence, places: Mapping[str, Places], at: int) -> range:
    """What stands before words such as "a plus" and is meant by them: the part between commas, or the whole list.

    "Docker and Terraform are a plus" speaks of all that is listed, "Python required, Docker a plus" of the last part.
    """
    start, least = _part_start(tokens, sentence, places, at), max(sentence.first, at - _FAR)
    bracket = start > least and tokens[start - 1].text == "("
    verb = next((tokens[n].text for n in range(at - 1, start - 1, -1) if not tokens[n].sign), "")
    while start > least and all(token.sign or token.text in _EMPTY for token in tokens[start:at]):
        start = _part_start(tokens, sentence, places, start - 1)  # nothing is named there: "..., but a plus"
    begin, opened = start, _opens(places, start, at)
    while begin > least and not opened and not bracket and verb in ("is", "are", "be"):
        before = _part_start(tokens, sentence, places, begin - 1)
        words = sum(not token.sign for token in tokens[before : begin - 1])
        opened = _opens(places, before, begin)
        demanded = any(n in places["demanded"] for n in range(before, begin))
        if demanded or not (opened or words <= rules.number("list_item_words")):
            break
        begin = before
    return range(begin if opened or verb == "are" else start, at)


def _opens(places: Mapping[str, Places], first: int, after: int) -> bool:
    return any(at in places["openers"] for at in range(first, after))


def _part_start(tokens: Sequence[Token], sentence: Sentence, places: Mapping[str, Places], at: int) -> int:
    """Where the part between commas begins that a token is in."""
    least = max(sentence.first, at - _FAR)
    while at > least and tokens[at - 1].text not in {",", "(", ";"} and (at - 1) not in places["turns"]:
        at -= 1
    return at
