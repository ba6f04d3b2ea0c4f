"""One of a few words, chosen in a line, or in two where they are many."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from mentor.widgets.text import ACCENT, MUTED, join, lines, link, plain


class ChoiceLine(Widget, can_focus=True):
    """A few words in a row, the chosen one marked; arrows move the mark, a number sets it.

    Words that do not fit go on the next line, which shows where the line around this one has the height for it.
    """

    BINDINGS = [
        Binding("left", "move(-1)", "choose", key_display="← →", id="choice.left", tooltip="The one before, or after"),
        Binding("right", "move(1)", "choose", show=False, key_display="→", id="choice.right", tooltip="The one after"),
        *(
            Binding(str(n), f"pick({n})", str(n), show=False, id=f"choice.{n}", tooltip=f"Choose number {n}")
            for n in range(1, 10)
        ),
    ]
    auto_links = False
    DEFAULT_CSS = """
    ChoiceLine { width: 1fr; height: auto; min-height: 1; }
    ChoiceLine:focus { background: $background; }
    """

    class Chosen(Message):
        """The user chose another one."""

    def __init__(self, options: Mapping[str, str], chosen: str, *, id: str) -> None:  # noqa: A002
        """Options are key and word; one that is chosen and none of them is shown as it is."""
        super().__init__(id=id)
        self._options = options if chosen in options or not chosen else {**options, chosen: chosen}
        self.chosen = chosen

    def render(self) -> RenderResult:
        """The words; with the keys here, the chosen one is reversed, which shows without colour too."""
        return lines(*self._rows(self.size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the words need."""
        return len(self._rows(width))

    def _rows(self, width: int) -> list[Content]:
        parts = []
        for n, (key, word) in enumerate(self._options.items(), 1):
            action = f"pick({n})"
            mark = "bold reverse" if self.has_focus else f"bold underline {ACCENT}"
            name = plain(word, mark) if key == self.chosen else link(word, action)
            parts.append(join(link(f"{n} ", action, MUTED), name))
        for gap in (Content("  "), Content(" ")):
            if (row := gap.join(parts)).cell_length <= width:
                return [row]
        rows: list[Content] = []
        for part in parts:
            if rows and rows[-1].cell_length + 2 + part.cell_length <= width:
                rows[-1] = join(rows[-1], "  ", part)
            else:
                rows.append(part)
        return rows

    def action_move(self, by: int) -> None:
        """The one before or after."""
        keys = list(self._options)
        self._choose(keys[(keys.index(self.chosen) + by) % len(keys)] if self.chosen in keys else keys[0])

    def action_pick(self, number: int) -> None:
        """The one at a number, counted from 1."""
        if number <= len(self._options):
            self._choose(list(self._options)[number - 1])

    def _choose(self, key: str) -> None:
        self.chosen = key
        self.refresh()
        self.post_message(self.Chosen())

    def on_click(self, _: Click) -> None:
        """A click brings the keys here."""
        self.focus()
