"""What a resume bullet is checked for, as frozen values. `docs/bullets.md` explains the notation of the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mentor.content.model import Choice
from mentor.shape import build

if TYPE_CHECKING:
    from mentor.content.book import Book

DOMAIN = "domain"
"""The lexicon that stands for every word of `domains`, or for those of one industry."""
BRIDGE = "bridge"
"""The feature of an earlier career that the industry aimed at decides."""
NUMBERS = frozenset(
    {
        "full_marks", "career_full_marks", "strong_core", "strong_score", "strong_minus", "ok_score", "ok_minus",
        "career_ok_score", "projects_most",
    }
)  # fmt: skip
TITLE = 24
"""Characters of a title that fit before the words found."""
LEXICONS = frozenset({"personal"})
"""Those that the code asks for by name; the patterns name the others."""
FEATURES = ("verb", "data_size", "model", "baseline", "metric", "held_out", "deployment")
CAREER = ("verb", "number", "outcome", BRIDGE)
CHECKS = ("projects", "linked", "career", "link", "personal", "weak", "figures")


@dataclass(frozen=True)
class Pattern:
    """Words that count where they stand, or only where others follow.

    Attributes:
        words: Phrases; one that begins with @ names a lexicon.
        then: Phrases of which one must follow; none where the words alone count.
        gap: Words that may stand between.
        within: Characters that may stand between, instead of words; 0 where words are counted.
        over: The signs that may stand between; "any" is all but the end of a sentence or a semicolon.
        start: Whether the words must be the first of the bullet.
    """

    words: tuple[str, ...]
    then: tuple[str, ...] = ()
    gap: int = 0
    within: int = 0
    over: str = ""
    start: bool = False


@dataclass(frozen=True)
class Feature:
    """Something that makes a bullet say more.

    Attributes:
        question: What to ask the writer where it is missing.
        core: Whether it is one of those without which nobody can weigh the result.
        but: The feature whose numbers do not count for this one.
    """

    id: str
    title: str
    points: float
    question: str
    patterns: tuple[Pattern, ...]
    core: bool = False
    but: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Flag:
    """Something that makes a reader doubt.

    Attributes:
        advice: What to do instead.
        unless: Phrases that are no flag although words of it stand in them.
        fewer_words: The flag stands for bullets of fewer words; 0 where it does not.
        more_words: The same for more.
        listed: It stands for so many comma-separated single words in a row; 0 where it does not.
        figures: It stands for figures that a project's metrics files do not hold.
    """

    id: str
    title: str
    minus: float
    advice: str
    patterns: tuple[Pattern, ...] = ()
    unless: tuple[str, ...] = ()
    fewer_words: int = 0
    more_words: int = 0
    listed: int = 0
    figures: bool = False
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class ResumeCheck:
    """What must hold for the resume as a whole; whether it does is decided in `mentor.coach.resume`."""

    id: str
    asks: str
    facts: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class BulletRules:
    """Everything a bullet is checked for. Compared by identity, so that what is made of it can be kept.

    Attributes:
        features: Of a machine-learning project's bullet.
        career: Of a bullet on the earlier career.
        lexicons: Name to phrases.
        domains: Trade to its words; `anywhere` holds those of no single one.
        choices: Every number that is a choice of ours.
    """

    features: tuple[Feature, ...]
    career: tuple[Feature, ...]
    flags: tuple[Flag, ...]
    checks: tuple[ResumeCheck, ...]
    choices: Mapping[str, Choice]
    lexicons: Mapping[str, tuple[str, ...]]
    domains: Mapping[str, tuple[str, ...]]

    def number(self, name: str) -> float:
        """One of the choices."""
        return float(self.choices[name].value)


def bullet_rules(table: Mapping[str, Any], problems: list[str]) -> BulletRules | None:
    """The rules from a parsed file; None when it has a problem, each of which is appended."""
    return build(BulletRules, table, "bullets.toml", problems)


# ---------------------------------------------------------------------------------------------------- check


def check_bullets(book: Book) -> None:
    """Ids, references, lexicons and numbers of the file."""
    from mentor.content.load import ContentError  # which itself imports this module

    try:
        rules = bullet_rules(book.content.table("bullets"), book.problems)
    except ContentError as error:
        book.problems.extend(error.problems)
        return
    if rules is None:
        return
    entries: tuple[Feature | Flag | ResumeCheck, ...] = (*rules.features, *rules.career, *rules.flags, *rules.checks)
    for entry in entries:
        book.known("bullets", entry.id, "facts", "fact", entry.facts)
    for check in rules.checks:
        book.known("bullets", check.id, "rules", "rule", check.rules)
    for part, ids, wanted in (
        ("features", [feature.id for feature in rules.features], FEATURES),
        ("career", [feature.id for feature in rules.career], CAREER),
        ("flags", [flag.id for flag in rules.flags], ()),
        ("checks", [check.id for check in rules.checks], CHECKS),
    ):
        book.once("bullets", part, ids)
        book.among("bullets", "all entries", part, f"entry of {part}", wanted, ids)
    book.among("bullets", "all entries", "choices", "number", sorted(NUMBERS), rules.choices)
    book.among("bullets", "all entries", "choices", "number that the code knows", sorted(rules.choices), NUMBERS)
    for name, choice in rules.choices.items():
        book.known("bullets", f"choices {name}", "facts", "fact", choice.facts)
        if isinstance(choice.value, bool) or not isinstance(choice.value, int | float):
            book.say("bullets", f"choices {name}", "value", f"a number is needed, {choice.value!r:.40} stands here")
    named: tuple[Feature | Flag, ...] = (*rules.features, *rules.career, *rules.flags)
    for one in named:
        if len(one.title) > TITLE:
            book.say("bullets", one.id, "title", f"{len(one.title)} characters, {TITLE} fit")
    _worth(book, rules)
    _lexicons(book, rules)


def _worth(book: Book, rules: BulletRules) -> None:
    for feature in (*rules.features, *rules.career):
        if feature.points <= 0:
            book.say("bullets", feature.id, "points", f"{feature.points:g} is not more than 0")
        if feature.but:
            ids = [one.id for one in rules.features]
            # The numbers of a feature are known only once it was looked for.
            before = ids[: ids.index(feature.id)] if feature.id in ids else []
            book.among("bullets", feature.id, "but", "earlier feature", [feature.but], before)
    for flag in rules.flags:
        if flag.minus <= 0:
            book.say("bullets", flag.id, "minus", f"{flag.minus:g} is not more than 0")
        if not (flag.patterns or flag.fewer_words or flag.more_words or flag.listed or flag.figures):
            book.say("bullets", flag.id, "patterns", "nothing can raise it")
    if "anywhere" not in rules.domains:
        book.say("bullets", "domains", "anywhere", "is missing")


def _lexicons(book: Book, rules: BulletRules) -> None:
    named: set[str] = set(LEXICONS)
    entries: tuple[Feature | Flag, ...] = (*rules.features, *rules.career, *rules.flags)
    for entry in entries:
        for pattern in entry.patterns:
            if not pattern.words:
                book.say("bullets", entry.id, "patterns", "words are missing")
            if pattern.over == "any" and not pattern.within:
                book.say("bullets", entry.id, "patterns", "over any sign needs within, or it reads on to the end")
            names = [phrase[1:] for phrase in (*pattern.words, *pattern.then) if phrase.startswith("@")]
            book.among("bullets", entry.id, "patterns", "lexicon", names, {*rules.lexicons, DOMAIN})
            named.update(names)
    for name in sorted(rules.lexicons.keys() - named):
        book.say("bullets", f"lexicons {name}", "lexicons", "no pattern names it")
    for name, phrases in _named_phrases(rules):
        book.once("bullets", name, phrases)
        if not phrases or not all(phrase.split() for phrase in phrases):
            book.say("bullets", name, "words", "is empty, or holds an empty phrase")


def _named_phrases(rules: BulletRules) -> Iterator[tuple[str, tuple[str, ...]]]:
    for kind, lists in (("lexicons", rules.lexicons), ("domains", rules.domains)):
        for name, phrases in lists.items():
            yield f"{kind} {name}", phrases
