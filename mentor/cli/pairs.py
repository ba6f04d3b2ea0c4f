"""KEY=VALUE words of the command line."""

from __future__ import annotations

from collections.abc import Sequence

from mentor.text import one_line


def read_pairs(words: Sequence[str], problems: list[str]) -> dict[str, str]:
    """Key to value, both cleaned. A word without `=` or a key that comes twice is appended to `problems`."""
    pairs: dict[str, str] = {}
    for word in words:
        key, equals, value = one_line(word).partition("=")
        key = key.strip()
        if not equals or not key:
            problems.append(f"{key or '='}: write it as KEY=VALUE")
        elif key in pairs:
            problems.append(f"{key}: given twice")
        else:
            pairs[key] = value.strip()
    return pairs
