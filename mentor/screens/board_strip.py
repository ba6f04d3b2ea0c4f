"""The eight phases as columns: where each stands, and which one the board shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import RenderResult
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from mentor.coach.phases import PhaseStep
from mentor.text import shorten
from mentor.widgets.meter import bar
from mentor.widgets.text import ACCENT, MUTED, lines, plain

ROOMY = 13
"""Columns a phase needs for its title and its words in full."""
SHORT = {"skipped": "skip", "shortened": "short"}


@dataclass(frozen=True, slots=True)
class Column:
    """A phase as its column shows it.

    Attributes:
        when: "now", "also" (runs beside it), or empty.
        share: Part of its task hours that is done, 0-1.
        behind: When it is behind, likely and to plan on; empty where there is no telling.
    """

    step: PhaseStep
    when: str
    share: float
    behind: str = ""

    @property
    def id(self) -> str:
        """The phase's id."""
        return self.step.phase.id

    def months(self, unit: str) -> str:
        """The span of the guides and whose it is, as in "2-3 mo S4"; empty where there is none."""
        if not self.step.open or self.step.months is None:
            return ""
        low, high = self.step.months
        return f"{low}{unit} {self.step.span_source}" if low == high else f"{low}-{high}{unit} {self.step.span_source}"


class PhaseStrip(Widget):
    """Eight columns of equal width; a click chooses one."""

    DEFAULT_CSS = "PhaseStrip { height: auto; padding: 0 1; }"

    class Chosen(Message):
        """A column was clicked."""

        def __init__(self, phase: str) -> None:
            super().__init__()
            self.phase = phase

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._columns: Sequence[Column] = ()
        self._chosen = ""

    def show(self, columns: Sequence[Column], chosen: str) -> None:
        """Show these phases, one of them marked."""
        if (columns, chosen) != (self._columns, self._chosen):
            self._columns, self._chosen = columns, chosen
            self.refresh(layout=True)

    def render(self) -> RenderResult:
        """Name, bar and words, a column beside the other."""
        if not self._columns:
            return Content("")
        width = self._column_width()
        cells = [_cell(column, width - 1, column.id == self._chosen) for column in self._columns]
        return lines(*(Content("").join(row) for row in zip(*cells, strict=True)))

    def on_click(self, event: Click) -> None:
        """Choose the column under the mouse."""
        offset = event.get_content_offset(self)
        if offset is not None and self._columns:
            at = offset.x // self._column_width()
            if at < len(self._columns):
                self.post_message(self.Chosen(self._columns[at].id))

    def _column_width(self) -> int:
        return max((self.app.size.width - 2) // max(len(self._columns), 1), 4)


def _cell(column: Column, width: int, chosen: bool) -> list[Content]:
    """A column's lines, each one blank and `width` columns wide."""
    state = column.step.state
    style = ACCENT if column.when == "now" else "" if column.when or chosen else MUTED
    under = " on $panel" if chosen else ""
    if width >= ROOMY:
        said = f"{column.when}, {state}" if column.when and width >= 16 else column.when or state
        name, rest = (
            f"{column.id} {shorten(column.step.phase.title, width - 3)}",
            [said, column.months(" mo"), column.behind],
        )
    else:
        name, rest = f"{column.id} {column.when or SHORT.get(state, state)}", [column.months("m")]
    strong = "bold underline" if chosen else "bold" if column.when == "now" else ""
    done = 1.0 if state == "done" else column.share
    progress = plain("─" * (width - 1), MUTED) if state == "skipped" else bar(done, width - 1)
    rows = [
        plain(name[:width], f"{strong} {style}".strip()),
        progress,
        *(plain(text[:width], style) for text in rest),
    ]
    return [_filled(row, width + 1, under) for row in rows]


def _filled(row: Content, width: int, style: str) -> Content:
    """A blank, the row, and blanks up to a width, all on one background."""
    whole = Content(" ") + row + Content(" " * (width - 1 - row.cell_length))
    return whole.stylize_before(style.strip()) if style else whole
