"""Plain text for a terminal: wrapped, calm, and free of anything a terminal would obey."""

from __future__ import annotations

import os
import sys
from typing import Literal

from mentor.text import clean, one_line

Style = Literal["", "bold", "dim"]

WIDTH = 80
"""Columns where the output is no terminal."""
WIDEST = 100
NARROWEST = 30
_CODES = {"bold": "\x1b[1m", "dim": "\x1b[2m"}
_RESET = "\x1b[0m"


class Page:
    """Lines of text in the making. Every text that comes in is cleaned; only the page adds styles."""

    def __init__(self, *, terminal: bool) -> None:
        """An empty page.

        Args:
            terminal: Whether it goes to a terminal, whose width then counts and which may show bold and dim.
        """
        self._lines: list[str] = []
        self._styled = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self.width = WIDTH
        if terminal:
            from shutil import get_terminal_size

            self.width = min(max(get_terminal_size((WIDTH, 24)).columns, NARROWEST), WIDEST)

    @classmethod
    def for_output(cls, file: str | None = None) -> Page:
        """A page for the standard output, or for the file that takes its place."""
        return cls(terminal=file in (None, "-") and sys.stdout is not None and sys.stdout.isatty())

    def blank(self) -> None:
        """An empty line."""
        self._lines.append("")

    def line(self, text: str, indent: int = 0, style: Style = "") -> None:
        """A paragraph, wrapped."""
        for part in self._wrapped(text, self.width - indent):
            self._lines.append(" " * indent + self._in_style(part, style))

    def head(self, text: str) -> None:
        """The heading of a part, with an empty line before it."""
        self.blank()
        self.line(text, style="bold")

    def row(self, label: str, text: str, *, indent: int = 0, column: int = 10, style: Style = "") -> None:
        """A short label with a paragraph beside it that keeps its own left edge.

        Args:
            label: At most `column` - 1 characters; a longer one is cut. Its own columns stay.
            text: What stands beside it.
            indent: Columns before the label.
            column: Columns from the label's start to the text.
            style: The text's style; the label is dim.
        """
        shown = _unfolded(label)[: column - 1].ljust(column)
        parts = self._wrapped(text, max(self.width - indent - column, 20)) or [""]
        self._lines.append((" " * indent + self._in_style(shown, "dim") + self._in_style(parts[0], style)).rstrip())
        self._lines.extend(" " * (indent + column) + self._in_style(part, style) for part in parts[1:])

    def columns(self, text: str, style: Style = "") -> None:
        """One line whose columns are laid out already; cut where it is too wide."""
        self._lines.append(self._in_style(_unfolded(text)[: self.width].rstrip(), style))

    def text(self) -> str:
        """The page as it is printed."""
        return "\n".join(self._lines) + "\n"

    def _wrapped(self, text: str, width: int) -> list[str]:
        from textwrap import wrap

        return wrap(one_line(text), width, break_on_hyphens=False)

    def _in_style(self, text: str, style: Style) -> str:
        return f"{_CODES[style]}{text}{_RESET}" if self._styled and style and text.strip() else text


def _unfolded(text: str) -> str:
    """A cleaned text on one line with its columns as they are."""
    return clean(text).replace("\n", " ").replace("\t", " ")


def duration(minutes: int) -> str:
    """Minutes as hours and minutes: "45 min", "3 h", "3 h 40"."""
    hours, rest = divmod(minutes, 60)
    return f"{rest} min" if not hours else f"{hours} h {rest:02}" if rest else f"{hours} h"


def span(months: tuple[int, int] | None) -> str:
    """A range of months: "9-15 months"; an empty one is "no span given"."""
    if months is None:
        return "no span given"
    low, high = months
    return f"{low} month{'' if low == 1 else 's'}" if low == high else f"{low}-{high} months"
