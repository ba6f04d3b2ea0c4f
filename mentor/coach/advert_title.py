"""The line of an advertisement that names the post."""

from __future__ import annotations

import re

from mentor.coach.advert_words import kind_of_title
from mentor.content import Content
from mentor.text import one_line

_LABEL = re.compile(r"(?:job\s+title|title|role|position|vacancy|job|opening)\s{0,3}[:\u2013-]\s{0,3}", re.IGNORECASE)
_MARKS = " \t#*_-\u2022>=:"
_CUTS = (" at ", " @ ", " (", " - ", " \u2013 ", " \u2014 ", " | ", " \u00b7 ")
_IN_TEXT = re.compile(
    r"\b(?:hiring|looking for|seeking|join us as|role of|position of|as)\s(?:an?\s|our\s|the\s)?"
    r"((?:[\w/+&-]{1,30},?\s){0,6}(?:engineer|scientist|analyst|developer|researcher)\b)",
    re.IGNORECASE,
)
_HEAD = 2_000
"""Characters in which the post is named."""


def title_in(content: Content, text: str) -> str:
    """The title that an ad's first lines, or its first sentences, name; empty where they name none."""
    rules, head = content.adverts, text[:_HEAD]
    rows = [row for row in (one_line(line).strip(_MARKS) for line in head.split("\n")) if row]
    for row in rows[: rules.number("title_lines")]:
        bare = _LABEL.sub("", row, count=1) if _LABEL.match(row) else row
        if len(bare.split()) <= rules.number("title_words") and not bare.endswith((".", "!", "?", ":")):
            kind = kind_of_title(content, bare)
            if kind[0]:
                return _cut(content, bare, kind)
    found = _IN_TEXT.search(one_line(head, _HEAD))
    return found[1] if found else ""


def _cut(content: Content, title: str, kind: tuple[str, str]) -> str:
    """A title without the place or the company behind it, where it names the same without."""
    for cut in _CUTS:
        short = title.partition(cut)[0].strip(_MARKS)
        if short != title and kind_of_title(content, short) == kind:
            title = short
    return title
