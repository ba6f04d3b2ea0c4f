"""Words looked for in what a user wrote or pasted: each by its beginning, so that its other forms count too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache


def speaks_of(text: str, words: Iterable[str], *, within: bool = False) -> bool:
    """Whether a word of a text begins with one of some words; `within`, whether one stands anywhere in it."""
    return _pattern(tuple(words), within=within).search(text) is not None


def count_of(text: str, words: Iterable[str]) -> int:
    """How many words of a text begin with one of some words."""
    return len(_pattern(tuple(words), within=False).findall(text))


@cache
def _pattern(words: tuple[str, ...], *, within: bool) -> re.Pattern[str]:
    """What finds any of some words; nothing where there are none."""
    any_of = "|".join(map(re.escape, words)) or r"(?!)"
    return re.compile(f"(?:{any_of})" if within else rf"(?<!\w)(?:{any_of})", re.IGNORECASE)
