"""Answers by one key: a list whose rows carry the key that gives them, and the scale 0-4 in words."""

from __future__ import annotations

from textwrap import wrap

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input

from mentor.text import one_line
from mentor.widgets.lists import Rows
from mentor.widgets.text import ACCENT, MUTED, join, lines, plain

LEVELS = (
    ("not yet", "never did it; would not know the first step"),
    ("followed", "did it once, step by step, from a course or others' code"),
    ("with support", "did my own, leaning on docs, an assistant or a person"),
    ("alone", "did it unaided on my own problem; could show it today"),
    ("can defend", "did it often or under constraints; can review another's"),
)
"""Name and meaning of each level: what was done, and with how much help."""

CHOSEN = "✓"


class Answers(Rows):
    """Rows of which one answers a question. Enter is the screen's `take_row`; a click arrives as `OptionSelected`."""

    DEFAULT_CSS = "Answers { height: auto; }"
    BINDINGS = [
        Binding("enter", "screen.take_row", "choose", show=False, id="answers.take", tooltip="Answer with this row"),
    ]


class Line(Input):
    """A line of text. Enter is the screen's `take_text`, which runs before the next key is looked at."""

    BINDINGS = [
        Binding("enter", "screen.take_text", "save, go on", id="line.take", tooltip="Save the text and go on"),
    ]


def answer_row(key: str, name: str, text: str, width: int, column: int = 0, mark: str = " ") -> Content:
    """A row: mark, key, a name padded to `column`, and a text wrapped behind it.

    Args:
        key: The key that gives the answer.
        name: Shorter than `column`; empty where the text says it all.
        text: One paragraph.
        width: Columns there are.
        column: Columns from the name to the text.
        mark: One character before the key, such as `CHOSEN`.
    """
    head = f"{mark} {key}  "
    indent = len(head) + column
    rows = wrap(one_line(text), max(width - indent, 20)) or [""]
    first = join((mark, ACCENT), (f" {key}  ", f"bold {ACCENT}"), f"{name:<{column}}", (rows[0], MUTED if name else ""))
    return lines(first, *(plain(" " * indent + row, MUTED if name else "") for row in rows[1:]))


def level_rows(width: int, present: int | None = None) -> list[tuple[str | None, Content]]:
    """The five levels as rows; the present one is marked."""
    return [
        (str(n), answer_row(str(n), name, means, width, 14, CHOSEN if n == present else " "))
        for n, (name, means) in enumerate(LEVELS)
    ]


def sides(left: Content, right: Content, width: int) -> Content:
    """Two texts at the two ends of a line, or below each other where it is too short for both."""
    room = width - left.cell_length - right.cell_length
    return lines(left, right) if room < 2 else left + Content(" " * room) + right
