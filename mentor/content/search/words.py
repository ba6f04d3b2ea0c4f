"""Words as the search compares them: without case, accents and plural, and within one typing error."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

WORD = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|[^\W_]+(?:['\u2019][^\W_]+)*(?:\+\+|#)?")
"""A word, or a number with its thousands."""
_THOUSANDS = re.compile(r"\d+k")
LITTLE = frozenset(
    re.findall(
        "[a-z]+",
        "a an and are as at be by can do does for from has have how i in is it many me much my of on or should "
        "than that the there this to versus vs was what when where which who why will with would you your",
    )
)
"""Words that say nothing about what is looked for; passed over unless a query has no other."""
SAME = (
    frozenset({"salary", "pay", "wage", "compensation", "earn"}),
    frozenset({"cv", "resume"}),
    frozenset({"math", "maths", "mathematics"}),
)
"""Words that stand for each other."""
SHORTEST_TYPO = 4
"""Letters from which a word may hold an error."""
SHORTEST_OPEN_TYPO = 5
"""Letters from which an error is looked for in the beginning of a longer word."""


def fold(text: str) -> str:
    """Text in lower case without accents."""
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in split if not unicodedata.combining(letter)).casefold()


def bare(word: str) -> str:
    """A folded word without apostrophes, and a number written out: 135000 for 135,000 and for 135k."""
    if word[0].isdigit():
        number = word.replace(",", "")
        return f"{number[:-1]}000" if _THOUSANDS.fullmatch(number) else number
    return word if word.isalpha() else word.replace("'", "").replace("\u2019", "")


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return [bare(word) for word in WORD.findall(fold(text))]


def distinct_words(text: str) -> set[str]:
    """The same, each once."""
    return {bare(word) for word in set(WORD.findall(fold(text)))}


def places_of(text: str) -> Iterator[tuple[int, int, str]]:
    """Each word with where it begins and ends in the text as it stands."""
    for found in WORD.finditer(text):
        yield found.start(), found.end(), bare(fold(found[0]))


def asked(query: str) -> list[str]:
    """The words of a query, each once, without the little ones where there are others."""
    every = list(dict.fromkeys(words_of(query)))
    return [word for word in every if word not in LITTLE] or every


def stem(word: str) -> str:
    """A word without its plural ending."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]


def may_err(word: str) -> bool:
    """Whether a word is long enough for a typing error. A figure never is: 12 and 13 are different answers."""
    return len(word) >= SHORTEST_TYPO and word.isalpha()


def one_error_apart(asked_for: str, word: str) -> bool:
    """Whether one letter too many, too few or wrong, or two swapped, make the difference.

    A query's word that is long enough may also be the beginning of the word, since it is looked for while it is typed.
    """
    open_end = len(asked_for) >= SHORTEST_OPEN_TYPO
    if not open_end and abs(len(asked_for) - len(word)) > 1:
        return False
    at = 0
    for one, other in zip(asked_for, word, strict=False):
        if one != other:
            break
        at += 1
    rest, left = asked_for[at:], word[at:]
    pairs = [(rest[1:], left[1:]), (rest[1:], left), (rest, left[1:])]
    if len(rest) > 1 and len(left) > 1 and rest[0] == left[1] and rest[1] == left[0]:
        pairs.append((rest[2:], left[2:]))
    return any(there.startswith(tail) if open_end and tail else there == tail for tail, there in pairs)


def likeness(one: str, other: str) -> float:
    """How alike two words are, 0-1, by the pairs of letters they share."""
    pairs, others = _pairs(one), _pairs(other)
    return 2 * len(pairs & others) / (len(pairs) + len(others))


def _pairs(word: str) -> set[str]:
    framed = f" {word} "
    return {framed[at : at + 2] for at in range(len(framed) - 1)}
