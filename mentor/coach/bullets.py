"""The check of a resume bullet: what it states, what it leaves out, what makes a reader doubt. Never adds a figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from mentor.coach.bullet_figures import unsupported_numbers, unsupported_spans
from mentor.coach.bullet_words import ENDS, Index, Match, Span, Token, merged, span_of, tokens_of
from mentor.content import Content
from mentor.content.bullets import BRIDGE, DOMAIN, BulletRules, Feature, Flag, Pattern

__all__ = ["Found", "Part", "Raised", "Span", "Verdict", "check_bullet", "unsupported_numbers"]

Part = Literal["project", "career"]
Grade = Literal["STRONG", "OK", "WEAK"]
_STARTS_INDUSTRY = 4
"""Letters of a word of the user's industry by which it is known again, so that "of" and "and" bridge nothing."""


class Found(NamedTuple):
    """A feature and where the bullet has it."""

    feature: Feature
    spans: tuple[Span, ...]


class Raised(NamedTuple):
    """A flag and what raised it; a bullet's length has no place of its own."""

    flag: Flag
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Verdict:
    """What the check says of one bullet.

    Attributes:
        score: 0 to 10, one decimal.
        core: How many of data size, model, baseline, metric and held-out evidence are there.
        minus: Points taken off for flags.
        missing: Features that are not there, the heaviest first; each has its question.
    """

    text: str
    part: Part
    verdict: Grade
    score: float
    core: int
    minus: float
    features: tuple[Found, ...]
    flags: tuple[Raised, ...]
    missing: tuple[Feature, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        """What to ask the writer; the answers are theirs."""
        return tuple(feature.question for feature in self.missing)


def check_bullet(
    content: Content, text: str, part: Part = "project", numbers: Iterable[float] = (), *, industry: str = ""
) -> Verdict:
    """Check a bullet. Any text will do, and takes time in proportion to its length.

    Args:
        content: Holds the features, flags and words.
        text: One bullet; spans count its characters.
        part: `career` for the earlier career, which has a short rubric of its own.
        numbers: Figures of the project's metrics files; with any, each result of the bullet is looked up in them.
        industry: The industry aimed at, in the user's own words; a career bullet needs a word of it.
    """
    rules = content.bullets
    checker = _checker(rules)
    line = checker.line(text)
    features = rules.features if part == "project" else rules.career
    found = checker.found(line, features, industry)
    raised = checker.raised(line, tuple(numbers))
    minus = sum(one.flag.minus for one in raised)
    points = sum(one.feature.points for one in found)
    full = rules.number("full_marks" if part == "project" else "career_full_marks")
    score = min(max((points - minus) * 10 / full, 0.0), 10.0)
    have = {one.feature.id for one in found}
    core = sum(one.feature.core for one in found)
    grade = _project_grade if part == "project" else _career_grade
    missing = sorted((f for f in features if f.id not in have), key=lambda f: -f.points)
    verdict = grade(rules, score, core, minus, have)
    return Verdict(text, part, verdict, round(score, 1), core, minus, found, raised, tuple(missing))


def _project_grade(rules: BulletRules, score: float, core: int, minus: float, have: set[str]) -> Grade:
    if (
        core >= rules.number("strong_core")
        and "deployment" in have
        and score >= rules.number("strong_score")
        and minus < rules.number("strong_minus")
    ):
        return "STRONG"
    good = score >= rules.number("ok_score") and "metric" in have and minus < rules.number("ok_minus")
    return "OK" if good else "WEAK"


def _career_grade(rules: BulletRules, score: float, core: int, minus: float, have: set[str]) -> Grade:  # noqa: ARG001
    if len(have) == len(rules.career) and minus < rules.number("strong_minus"):
        return "STRONG"
    good = score >= rules.number("career_ok_score") and "outcome" in have and minus < rules.number("ok_minus")
    return "OK" if good else "WEAK"


# ---------------------------------------------------------------------------------------------------- the patterns


class _Line(NamedTuple):
    """A bullet cut into tokens, and where each set of phrases begins and ends in it."""

    text: str
    tokens: Sequence[Token]
    where: Sequence[Mapping[int, int]]

    def spans(self, matches: Iterable[Match]) -> tuple[Span, ...]:
        return merged(self.text, (span_of(self.text, self.tokens, match) for match in matches))


class _Ready(NamedTuple):
    """A pattern whose words stand in the index, by their numbers there."""

    pattern: Pattern
    words: int
    then: int | None


@lru_cache(maxsize=4)
def _checker(rules: BulletRules) -> _Checker:
    """The rules made ready, when a bullet is first checked."""
    return _Checker(rules)


class _Checker:
    """All phrases of the rules in one index."""

    def __init__(self, rules: BulletRules) -> None:
        self._rules = rules
        self._index = Index()
        every = [phrase for phrases in rules.domains.values() for phrase in phrases]
        self._lexicons: Mapping[str, Sequence[str]] = {**rules.lexicons, DOMAIN: every}
        parts: tuple[Feature | Flag, ...] = (*rules.features, *rules.career, *rules.flags)
        self._ready = {id(entry): [self._make_ready(pattern) for pattern in entry.patterns] for entry in parts}
        self._unless = {flag.id: self._index.add(flag.unless) for flag in rules.flags}

    def _make_ready(self, pattern: Pattern) -> _Ready:
        words = self._index.add(self._phrases(pattern.words))
        return _Ready(pattern, words, self._index.add(self._phrases(pattern.then)) if pattern.then else None)

    def _phrases(self, words: Iterable[str]) -> list[str]:
        named = ((self._lexicons[word[1:]] if word.startswith("@") else (word,)) for word in words)
        return [phrase for phrases in named for phrase in phrases]

    def line(self, text: str) -> _Line:
        """A text, read once."""
        tokens = tokens_of(text)
        return _Line(text, tokens, self._index.find(tokens))

    def found(self, line: _Line, features: Iterable[Feature], industry: str) -> tuple[Found, ...]:
        """Those of the features that the text has."""
        matches: dict[str, list[Match]] = {}
        found: list[Found] = []
        for feature in features:
            taken = {at for match in matches.get(feature.but, ()) for at in range(match.first, match.after)}
            if feature.id == BRIDGE and industry:
                matches[feature.id] = _by_words(self._bridge(industry), line.tokens)
            else:
                matches[feature.id] = [m for one in self._ready[id(feature)] for m in _matches(one, line, taken)]
            if feature.id == DOMAIN and industry:
                matches[feature.id] += _by_words(_own_words(industry), line.tokens)
            if matches[feature.id]:
                found.append(Found(feature, line.spans(matches[feature.id])))
        return tuple(found)

    def _bridge(self, industry: str) -> list[str]:
        """Words that somebody in an industry knows as theirs: its own, those of its trade, those of every trade."""
        tokens = tokens_of(industry)
        known = [words for words in self._rules.domains.values() if _by_words(words, tokens)]
        # Where the industry is none that we have words for, any trade's word is better than none.
        trades = [*known, self._rules.domains["anywhere"]] if known else self._rules.domains.values()
        return [*_own_words(industry), *(word for words in trades for word in words)]

    def raised(self, line: _Line, numbers: Sequence[float]) -> tuple[Raised, ...]:
        """The flags that the text raises."""
        raised: list[Raised] = []
        words = len(line.text.split())
        for flag in self._rules.flags:
            spans = [*line.spans(self._flagged(flag, line))]
            if flag.listed:
                spans += _lists(line, flag.listed)
            if flag.figures and numbers:
                spans += unsupported_spans(line.text, numbers)
            too_short, too_long = words < flag.fewer_words, bool(flag.more_words) and words > flag.more_words
            if spans or too_short or too_long:
                raised.append(Raised(flag, merged(line.text, spans)))
        return tuple(raised)

    def _flagged(self, flag: Flag, line: _Line) -> list[Match]:
        covered = {at for first, after in line.where[self._unless[flag.id]].items() for at in range(first, after)}
        found = [match for one in self._ready[id(flag)] for match in _matches(one, line, frozenset())]
        return [match for match in found if match.first not in covered or match.after - 1 not in covered]


def _own_words(industry: str) -> list[str]:
    words = (f"{token.text}*" for token in tokens_of(industry) if len(token.text) >= _STARTS_INDUSTRY)
    return list(dict.fromkeys(words))


def _by_words(phrases: Iterable[str], tokens: Sequence[Token]) -> list[Match]:
    index = Index()
    index.add(phrases)
    return [Match(first, after) for first, after in index.find(tokens)[0].items()]


def _matches(ready: _Ready, line: _Line, taken: Set[int]) -> list[Match]:
    """Where a pattern holds. Numbers among `taken` belong to something else."""
    pattern, heads, tokens = ready.pattern, line.where[ready.words], line.tokens
    if pattern.start:
        begin = next((at for at, token in enumerate(tokens) if not token.sign), None)
        heads = {at: after for at, after in heads.items() if at == begin}
    if ready.then is None:
        return [Match(first, after) for first, after in heads.items()]
    found = []
    for first, after in heads.items():
        if tokens[first].number and first in taken:
            continue
        end = _following(pattern, tokens, after, line.where[ready.then], taken)
        if end is not None:
            found.append(Match(first, end))
    return found


def _following(
    pattern: Pattern, tokens: Sequence[Token], after: int, tails: Mapping[int, int], taken: Set[int]
) -> int | None:
    """After which token what must follow ends; None where it does not follow."""
    begin, between = tokens[after - 1].end, 0
    for at in range(after, len(tokens)):
        token = tokens[at]
        if pattern.within and token.start - begin > pattern.within:
            return None
        if at in tails and not (token.number and at in taken):
            end = tails[at]
            return tails.get(end, end)  # "contract pages": both are units
        if token.sign:
            if token.text in ENDS if pattern.over == "any" else token.text not in pattern.over:
                return None
        else:
            between += 1
            if not pattern.within and between > pattern.gap:
                return None
    return None


def _lists(line: _Line, least: int) -> list[Span]:
    """Runs of single words with a comma behind each; words joined by a hyphen are one."""
    found: list[Span] = []
    tokens, first, count, previous = line.tokens, 0, 0, -1
    for at, token in enumerate(tokens):
        if token.text != ",":
            continue
        item = at - 1
        while item - 1 > previous and line.text[tokens[item - 1].end : tokens[item].start] == "-":
            item -= 1
        if item <= previous or any(part.sign or part.number for part in tokens[item:at]):
            count = 0
        elif count and item == previous + 1:
            count += 1
        else:
            first, count = item, 1
        previous = at
        if count >= least:
            span = span_of(line.text, tokens, Match(first, at))
            found[-1:] = [span] if found and found[-1].start == span.start else [*found[-1:], span]
    return found
