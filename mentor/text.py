"""The one place where text from outside becomes text that may be shown or stored.

Neither Textual nor Rich removes escape sequences, so a note, an imported file or a command-line argument could write
to the clipboard, rename the window or clear the screen. Everything that enters passes `clean`; everything that leaves
for a terminal passes it again.
"""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]",
)
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~&$])")
LONGEST = 4_000
"""Characters kept of one free-text field; more is a mistake, not a note."""


def clean(text: str, limit: int = LONGEST) -> str:
    """Text without control characters, direction overrides and lone surrogates; every line end becomes a newline.

    The zero-width joiner stays, because emoji need it. At most `limit` characters are kept.
    """
    return _CONTROL.sub("", _LINE_ENDS.sub("\n", text[: limit * 2]))[:limit]


def one_line(text: str, limit: int = LONGEST) -> str:
    """Cleaned text on a single line, runs of white space folded."""
    return " ".join(clean(text, limit).split())


def in_markdown(text: str) -> str:
    """A text on one line that Markdown shows as it is."""
    return _MARKDOWN.sub(r"\\\1", one_line(text))


def shorten(text: str, width: int) -> str:
    """One line of at most `width` characters, cut at a word with an ellipsis where it was longer."""
    line = one_line(text)
    if len(line) <= width:
        return line
    if width < 1:
        return ""
    head = line[: width - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > width // 2 else head).rstrip(" ,;:-") + "…"


def positions(says: str) -> list[str]:
    """What each guide says on a rule, one text a guide; a guide's own text may hold semicolons."""
    return re.split(r"; (?=S\d: )", says) if says else []


def counted(number: int, what: str) -> str:
    """A number of things: "1 record", "3 records"."""
    return f"{number} {what}{'' if number == 1 else 's'}"
