"""The index: which word stands in which page, and how good a hit that makes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from mentor.content.load import Content
from mentor.content.search.pages import KINDS, Page, pages_of
from mentor.content.search.words import (
    SAME,
    asked,
    distinct_words,
    fold,
    likeness,
    may_err,
    one_error_apart,
    places_of,
    stem,
    words_of,
)
from mentor.text import one_line

SNIPPET = 160
"""Characters of a snippet."""
REMEMBERED = 500
"""Words whose neighbours are kept, since a query is typed letter by letter."""
TITLE, TEXT, LABEL = 0, 1, 2
GRADES = ((0, 1, 6), (3, 4, 7), (5, 5, 8))
"""How good a match is, 0 the best: a row for title, text and label, a column for whole word, beginning and error."""
WHOLE, BEGINNING, ERROR = 0, 1, 2

ALIKE = 0.4
"""From which likeness a word is offered instead of one that stands nowhere."""

Matches = dict[str, int]
"""Words of the content that match one word of a query, each with how well."""


@dataclass(frozen=True)
class Hit:
    """One thing found.

    Attributes:
        snippet: A part of the page's text around the first match, on one line.
        marks: Where the matches begin and end in the snippet.
        title_marks: Where they do in the title.
    """

    page: Page
    snippet: str
    marks: tuple[tuple[int, int], ...]
    title_marks: tuple[tuple[int, int], ...]


class Index:
    """Everything that can be found in one content."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self.pages = tuple(pages)
        self._ids: dict[str, list[int]] = {}
        self._holds: tuple[dict[str, list[int]], ...] = ({}, {}, {})
        for number, page in enumerate(self.pages):
            self._add(number, page)
        self._words = sorted({word for field in self._holds for word in field})
        self._stems: dict[str, list[str]] = {}
        for word in self._words:
            self._stems.setdefault(stem(word), []).append(word)
        self._errors: dict[str, list[str]] = {}

    def _add(self, number: int, page: Page) -> None:
        self._ids.setdefault(fold(page.id), []).append(number)
        title, label = (page.title, page.label) if page.named else ("", f"{page.title} {page.label}")
        label = f"{label} {page.id} {' '.join(page.sources)}"
        for field, text in zip(self._holds, (title, page.text, label), strict=True):
            for word in distinct_words(text):
                field.setdefault(word, []).append(number)

    # ------------------------------------------------------------------ asking

    def search(self, query: str, limit: int = 50, *, among: Collection[str] = KINDS, topic: str = "") -> list[Hit]:
        """The pages that hold every word of a query, best first: by id, by title, by text.

        Args:
            query: What was typed.
            limit: Hits at most.
            among: The kinds to look among.
            topic: Only what stands on this shelf.
        """
        words = asked(query)
        key = fold(one_line(query))
        graded, matches = self._graded(words, loose=False)
        if not graded and key not in self._ids:
            graded, matches = self._graded(words, loose=True)
        by_id = set(self._ids.get(key, ())) if key else set()
        found = [
            number
            for number in graded.keys() | by_id
            if self.pages[number].kind in among and (not topic or topic in self.pages[number].topics)
        ]
        title = " ".join(words_of(query))
        found.sort(key=lambda number: self._place(number, graded.get(number, ()), key, title, by_id))
        known = {word: number for number, one in enumerate(matches) for word in one}
        return [self._hit(number, known) for number in found[:limit]]

    def _graded(self, words: list[str], *, loose: bool) -> tuple[Mapping[int, tuple[int, ...]], list[Matches]]:
        """Pages that hold all words, with a grade for each word; and what matched each word."""
        matches = [self._matches(word, loose=loose) for word in words]
        graded: dict[int, tuple[int, ...]] | None = None
        for one in matches:
            best: dict[int, int] = {}
            for word, how in one.items():
                for field, grades in zip(self._holds, GRADES, strict=True):
                    grade = grades[how]
                    for number in field.get(word, ()):
                        if best.get(number, 99) > grade:
                            best[number] = grade
            graded = (
                {number: (grade,) for number, grade in best.items()}
                if graded is None
                else {number: (*graded[number], grade) for number, grade in best.items() if number in graded}
            )
        return graded or {}, matches

    def _matches(self, word: str, *, loose: bool) -> Matches:
        """The content's words that a query's word stands for; with errors only where nothing else does, or if loose."""
        found: Matches = {}
        at = bisect_left(self._words, word)
        while at < len(self._words) and self._words[at].startswith(word):
            found[self._words[at]] = BEGINNING
            at += 1
        same = next((group for group in SAME if stem(word) in group or word in group), ())
        for other in same:
            found.update(dict.fromkeys(self._stems.get(stem(other), ()), BEGINNING))
        found.update(dict.fromkeys(self._stems.get(stem(word), ()), WHOLE))
        if may_err(word) and (loose or not found):
            for other in self._near(word):
                found.setdefault(other, ERROR)
        return found

    def _near(self, word: str) -> list[str]:
        """The content's words within one typing error, plural or not."""
        if word not in self._errors:
            if len(self._errors) >= REMEMBERED:
                self._errors.clear()
            root = stem(word)
            start = root[:2]
            self._errors[word] = [
                other
                for base, others in self._stems.items()
                # One error leaves one of the first two letters among the first two; this spares most comparisons.
                if (base[0] in start or base[1:2] in start) and may_err(base) and one_error_apart(root, base)
                for other in others
            ]
        return self._errors[word]

    def _place(
        self, number: int, grades: tuple[int, ...], key: str, title: str, by_id: Collection[int]
    ) -> tuple[int, int, int, int, int, int]:
        """What a hit is sorted by."""
        page = self.pages[number]
        if number in by_id:
            step = 0
        elif len(key) > 1 and fold(page.id).startswith(key):
            step = 1
        elif all(grade in GRADES[TITLE] for grade in grades):
            step = 2 if title and " ".join(words_of(page.title)).startswith(title) else 3
        else:
            step = 4
        return step, sum(grades), KINDS.index(page.kind), page.rank, len(page.title), number

    def _hit(self, number: int, known: Mapping[str, int]) -> Hit:
        page = self.pages[number]
        title_marks = tuple((a, b) for a, b, word in places_of(page.title) if word in known) if page.named else ()
        # Of a fact there is nothing else to show, so it is shown whole.
        snippet = one_line(page.text) if page.kind == "fact" else _around(one_line(page.text), known)
        marks = tuple((a, b) for a, b, word in places_of(snippet) if word in known)
        return Hit(page, snippet, marks, title_marks)

    # ------------------------------------------------------------------ nothing found

    def nearest(self, query: str, count: int = 3) -> dict[str, list[str]]:
        """For each word of a query that stands nowhere, the words most like it."""
        near: dict[str, list[str]] = {}
        for word in asked(query):
            if not self._matches(word, loose=False):
                others = [other for other in self._words if other.isalpha() and abs(len(other) - len(word)) < 5]
                ranked = sorted(
                    ((likeness(word, other), other) for other in others), key=lambda pair: (-pair[0], pair[1])
                )
                near[word] = [other for how, other in ranked[:count] if how >= ALIKE]
        return near

    def alone(self, query: str) -> dict[str, int]:
        """For each word of a query, how many pages hold it."""
        return {word: len(self._graded([word], loose=False)[0]) for word in asked(query)}


def _around(text: str, known: Mapping[str, int]) -> str:
    """The part of a text where most of what was asked for stands together, cut at words.

    Args:
        text: One line.
        known: Words that match, each with the word of the query that it stands for.
    """
    if len(text) <= SNIPPET:
        return text
    places = [(begin, known[word]) for begin, _, word in places_of(text) if word in known]
    reach = SNIPPET * 2 // 3
    first = max(
        (begin for begin, _ in places),
        key=lambda begin: (len({word for at, word in places if begin <= at < begin + reach}), -begin),
        default=0,
    )
    begin = max(0, min(first - SNIPPET // 8, len(text) - SNIPPET))
    if begin:
        begin = text.rfind(" ", 0, begin + 1) + 1
    part = text[begin : begin + SNIPPET]
    if begin + SNIPPET < len(text):
        part = f"{part[: part.rfind(' ')].rstrip(' ,;:.-')}…"
    return f"…{part}" if begin else part


_BUILT: WeakKeyDictionary[Content, dict[tuple[Page, ...], Index]] = WeakKeyDictionary()


def index_of(content: Content, more: tuple[Page, ...] = ()) -> Index:
    """A content's index, built on first use; with what can be found besides, such as what stands in no file."""
    built = _BUILT.setdefault(content, {})
    if more not in built:
        built[more] = Index((*pages_of(content), *more))
    return built[more]
