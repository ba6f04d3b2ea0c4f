"""One of a few words, chosen in a line."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from mentor.widgets.text import ACCENT, MUTED, join, link, plain


class ChoiceLine(Widget, can_focus=True):
    """A few words in a row, the chosen one marked; arrows move the mark, a number sets it."""

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
    ChoiceLine { width: 1fr; height: 1; }
    ChoiceLine:focus { background: $background; }
    """

    class Chosen(Message):
        """The user chose another one."""

    def __init__(self, options: Mapping[str, str], chosen: str, *, id: str) -> None:  # noqa: A002
        """Options are key and word."""
        super().__init__(id=id)
        self._options = options
        self.chosen = chosen

    def render(self) -> RenderResult:
        """One line."""
        parts = []
        for n, (key, word) in enumerate(self._options.items(), 1):
            action = f"pick({n})"
            name = plain(word, f"bold underline {ACCENT}") if key == self.chosen else link(word, action)
            parts.append(join(link(f"{n} ", action, MUTED), name))
        row = Content("  ").join(parts)
        return row if row.cell_length <= self.size.width else Content(" ").join(parts)

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
