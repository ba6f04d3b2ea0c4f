"""The one place where text becomes something a widget shows.

A plain `str` given to most Textual widgets is parsed as markup, so a note such as `x [/]` would raise and `[red]` would
vanish. Everything shown here is `Content`, which is never parsed, and has passed `mentor.text.clean`.
"""

from __future__ import annotations

from textual.content import Content
from textual.style import Style

from mentor.text import clean, one_line

MUTED = "$muted"
ACCENT = "$accent"
STRONG = "bold"


def plain(text: str, style: str = "") -> Content:
    """Text exactly as it stands, in one style, without control characters."""
    return Content(clean(text)).stylize(style) if style else Content(clean(text))


def line(text: str, style: str = "") -> Content:
    """The same on a single line."""
    return plain(one_line(text), style)


def join(*parts: Content | str | tuple[str, str]) -> Content:
    """Parts one after another; a pair is text and style."""
    pieces = []
    for part in parts:
        if isinstance(part, Content):
            pieces.append(part)
        elif isinstance(part, tuple):
            pieces.append(plain(*part))
        else:
            pieces.append(plain(part))
    return Content("").join(pieces)


def lines(*parts: Content) -> Content:
    """Parts on lines of their own."""
    return Content("\n").join(parts)


def labelled(label: str, text: str | Content, width: int = 6) -> Content:
    """A muted label of a fixed width before a text, as in ``gap    I can't yet ...``."""
    return join((f"{label:<{width}} ", MUTED), text if isinstance(text, Content) else plain(text))


def link(text: str, action: str, style: str = "") -> Content:
    """Text that runs an action when clicked. The action is ours, never the user's."""
    clickable = Content(text).stylize(Style.from_meta({"@click": action}))
    return clickable.stylize(style) if style else clickable


def paragraph(text: str, width: int, style: str = "") -> list[Content]:
    """A text wrapped by hand, a part a row."""
    from textwrap import wrap

    return [plain(row, style) for row in wrap(one_line(text), max(width, 10))]


def hanging(label: str, text: str, width: int, indent: int = 7) -> Content:
    """A labelled text wrapped by hand, so that its lines stay behind the label.

    Args:
        label: Shorter than `indent`.
        text: One paragraph.
        width: Columns there are.
        indent: Columns the text begins after.
    """
    from textwrap import wrap

    rows = wrap(one_line(text), max(width - indent, 10)) or [""]
    first = join((f"{label:<{indent}}", MUTED), rows[0])
    return lines(first, *(plain(" " * indent + row) for row in rows[1:]))
