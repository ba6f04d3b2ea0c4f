"""How an advertisement is read and what titles mean, as frozen values; with the check of `adverts.toml`.

`docs/bullets.md` explains the notation of the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from mentor.content.model import Choice
from mentor.shape import build

if TYPE_CHECKING:
    from mentor.content.book import Book

OTHER = "other"
"""The list of words for what belongs to no area."""
TITLES = frozenset(
    {
        "applied_scientist", "data_analyst", "analytics_engineer", "platform", "llm", "data_engineer", "applied",
        "data_scientist", "software",
    }
)  # fmt: skip
"""The kinds of titles that `mentor.coach.fit` has a verdict on; research titles stand with the detectors."""
CASES = frozenset(
    {
        "saas_elsewhere", "mid_market_elsewhere", "platform_others", "judge_the_ad", "ad_is_fine", "applied_scientist",
        "research", "generalist", "bridge_elsewhere", "bridge_beside", "analyst_for_scientist", "backend_needs_none",
        "senior_title", "both_halves", "title_unknown", "nothing_known",
    }
)  # fmt: skip
FLAGS = frozenset(
    {
        "research_post", "research_open", "prompt_only", "demo_builder", "slow_title", "entry_in_name", "unpaid",
        "other_track", "entry_crowded", "senior_years", "degree_waived",
    }
)  # fmt: skip
SENIORITY = ("lead", "senior", "junior")
NUMBERS = frozenset(
    {
        "prompt_least", "demo_least", "entry_years", "senior_years", "heading_words", "title_words", "title_lines",
        "list_item_words",
    }
)  # fmt: skip
LONGEST = {"title": 40, "short": 48, "text": 200, "why": 200, "change": 130}
"""Characters that fit beside the text of an ad."""


@dataclass(frozen=True)
class Named:
    """Words that name something: a kind of title, or a kind of company.

    Attributes:
        also: Words of which one must stand there as well; none where the first are enough.
    """

    id: str
    words: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class FitCase:
    """What is said of a company or a title where the kinds of companies have no text for it.

    Attributes:
        change: What would change the verdict; empty where nothing would.
    """

    id: str
    short: str
    why: str
    change: str = ""
    facts: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Terms:
    """The words by which an ad asks for an area.

    Attributes:
        area: An area's id, or `OTHER`.
        doubtful: Words that count only where another one stands in the same sentence.
    """

    area: str
    words: tuple[str, ...]
    doubtful: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadingWords:
    """How it is told what is demanded, what would be nice, and what is said in passing.

    Attributes:
        unless: Phrases in which a word of an area means something else.
        must, nice, duties, aside: Headings of the parts of an ad.
        nice_before: Words that make what follows them no condition.
        nice_around: Words that do so to what stands on either side.
        demanded: Words at which the reach of those ends.
        offered: Words by which a sentence speaks of the company, not of who is wanted.
        openers: Words that begin a list.
        denied_from, denied_near, denied_after: Words by which something is not asked: all that follows, the next words,
            what stands before.
        closed_by: Words that end what `denied_near` denies.
        turns: Words at which a sentence turns.
    """

    unless: tuple[str, ...]
    must: tuple[str, ...]
    nice: tuple[str, ...]
    duties: tuple[str, ...]
    aside: tuple[str, ...]
    nice_before: tuple[str, ...]
    nice_around: tuple[str, ...]
    demanded: tuple[str, ...]
    offered: tuple[str, ...]
    openers: tuple[str, ...]
    denied_from: tuple[str, ...]
    denied_near: tuple[str, ...]
    denied_after: tuple[str, ...]
    closed_by: tuple[str, ...]
    turns: tuple[str, ...]


@dataclass(frozen=True)
class DegreeWords:
    """Words for degrees, the lowest first; `any` names one without its level."""

    any: tuple[str, ...]
    bachelor: tuple[str, ...]
    masters: tuple[str, ...]
    phd: tuple[str, ...]


@dataclass(frozen=True)
class StudyWords:
    """Words around degrees, publications and years of experience.

    Attributes:
        fields: Subjects, which beside a degree are nothing that the work takes.
        equivalent: Words by which something else may stand in for a degree.
        not_a_degree: Phrases in which the word means something else.
        publications: Words that ask for papers.
        years: The word for years.
        year_of: Words of which one must stand beside a number of years.
        not_years: Phrases that make it a number of something else.
        ml_years: Words that make them years of machine learning.
    """

    fields: tuple[str, ...]
    equivalent: tuple[str, ...]
    not_a_degree: tuple[str, ...]
    publications: tuple[str, ...]
    years: tuple[str, ...]
    year_of: tuple[str, ...]
    not_years: tuple[str, ...]
    ml_years: tuple[str, ...]


@dataclass(frozen=True)
class AdFlag:
    """Something an ad gives reason to think about.

    Attributes:
        kind: `flag` warns, `note` says how to take it.
        words: Words that are looked for, where it has any of its own.
        reason: Why it is there although no guide speaks of it; empty where one does.
    """

    id: str
    title: str
    kind: Literal["flag", "note"]
    text: str
    facts: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, eq=False)
class AdRules:
    """Everything by which ads and titles are read. Compared by identity, so that what is made of it can be kept."""

    titles: tuple[Named, ...]
    seniority: Mapping[str, tuple[str, ...]]
    cases: tuple[FitCase, ...]
    types: tuple[Named, ...]
    terms: tuple[Terms, ...]
    reading: ReadingWords
    degrees: DegreeWords
    study: StudyWords
    flags: tuple[AdFlag, ...]
    choices: Mapping[str, Choice] = field(default_factory=dict)

    def number(self, name: str) -> int:
        """One of the choices, all of which are counts."""
        return int(self.choices[name].value)

    def case(self, id_: str) -> FitCase:
        """A case of the fit by its id."""
        return next(case for case in self.cases if case.id == id_)

    def flag(self, id_: str) -> AdFlag:
        """A flag or note by its id."""
        return next(flag for flag in self.flags if flag.id == id_)


def ad_rules(table: Mapping[str, Any], problems: list[str]) -> AdRules | None:
    """The rules from a parsed file; None when it has a problem, each of which is appended."""
    return build(AdRules, table, "adverts.toml", problems)


# ---------------------------------------------------------------------------------------------------- check


def check_adverts(book: Book) -> None:
    """Ids, references, words, lengths and numbers of the file."""
    from mentor.content.load import ContentError  # which itself imports this module

    try:
        rules = ad_rules(book.content.table("adverts"), book.problems)
    except ContentError as error:
        book.problems.extend(error.problems)
        return
    if rules is None:
        return
    _ids(book, rules)
    _texts(book, rules)
    _numbers(book, rules)
    for name, words in _word_lists(rules):
        book.once("adverts", name, words)
        if not words or not all(phrase.split() for phrase in words):
            book.say("adverts", name, "words", "is empty, or holds an empty phrase")


def _ids(book: Book, rules: AdRules) -> None:
    for part, ids, wanted in (
        ("titles", {title.id for title in rules.titles}, TITLES),  # a kind may have two entries
        ("cases", {case.id for case in rules.cases}, CASES),
        ("flags", {flag.id for flag in rules.flags}, FLAGS),
        ("seniority", set(rules.seniority), SENIORITY),
        ("choices", set(rules.choices), NUMBERS),
    ):
        book.among("adverts", "all entries", part, f"entry of {part}", sorted(wanted), ids)
        book.among("adverts", "all entries", part, f"entry of {part} that the code knows", sorted(ids), wanted)
    book.once("adverts", "cases", (case.id for case in rules.cases))
    book.once("adverts", "flags", (flag.id for flag in rules.flags))
    book.once("adverts", "terms", (terms.area for terms in rules.terms))
    if (areas := book.ids["area"]) is not None:
        found = {terms.area for terms in rules.terms}
        book.among("adverts", "terms", "area", "area", sorted(found), {*areas, OTHER})
        book.among("adverts", "all entries", "terms", "list of words for the area", sorted({*areas, OTHER}), found)
    book.known("adverts", "types", "id", "company", (one.id for one in rules.types))


def _texts(book: Book, rules: AdRules) -> None:
    entries: tuple[FitCase | AdFlag, ...] = (*rules.cases, *rules.flags)
    for entry in entries:
        book.known("adverts", entry.id, "facts", "fact", entry.facts)
        book.known("adverts", entry.id, "rules", "rule", entry.rules)
        for name, longest in LONGEST.items():
            if (length := len(getattr(entry, name, ""))) > longest:
                book.say("adverts", entry.id, name, f"{length} characters, {longest} fit")
    for flag in rules.flags:
        if bool(flag.facts) == bool(flag.reason):
            book.say("adverts", flag.id, "reason", "stands where no guide speaks of it, and only there")


def _numbers(book: Book, rules: AdRules) -> None:
    for name, choice in rules.choices.items():
        book.known("adverts", f"choices {name}", "facts", "fact", choice.facts)
        if isinstance(choice.value, bool) or not isinstance(choice.value, int) or choice.value < 1:
            book.say("adverts", f"choices {name}", "value", f"a count is needed, {choice.value!r:.40} stands here")


def _word_lists(rules: AdRules) -> Iterator[tuple[str, tuple[str, ...]]]:
    for n, one in enumerate((*rules.titles, *rules.types), 1):
        yield f"{one.id} ({n})", (*one.words, *one.also)
    for terms in rules.terms:
        yield f"terms {terms.area}", (*terms.words, *terms.doubtful)
    for name, words in rules.seniority.items():
        yield f"seniority {name}", words
    for part in (rules.reading, rules.degrees, rules.study):
        for name, words in vars(part).items():
            yield f"{type(part).__name__} {name}", words
