"""What time is spent on, to choose from in a line."""

from __future__ import annotations

from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from mentor.journey.time import KINDS
from mentor.widgets.text import ACCENT, MUTED, join, link, plain


class KindLine(Widget, can_focus=True):
    """The kinds in a row, the chosen one marked; arrows move the mark, a number sets it."""

    BINDINGS = [
        Binding("left", "move(-1)", "kind", key_display="← →", id="kinds.left", tooltip="The kind before, or after"),
        Binding("right", "move(1)", "kind", show=False, key_display="→", id="kinds.right", tooltip="The kind after"),
        *(
            Binding(str(n), f"set({kind!r})", kind, show=False, id=f"kinds.{kind}", tooltip=f"It was {kind}")
            for n, kind in enumerate(KINDS, 1)
        ),
    ]
    auto_links = False
    DEFAULT_CSS = """
    KindLine { width: 1fr; height: 1; }
    KindLine:focus { background: $background; }
    """

    class Chosen(Message):
        """The user chose a kind."""

    def __init__(self, kind: str, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.kind = kind

    def render(self) -> RenderResult:
        """One line."""
        parts = []
        for n, kind in enumerate(KINDS, 1):
            action, chosen = f"set({kind!r})", kind == self.kind
            name = plain(kind, f"bold underline {ACCENT}") if chosen else link(kind, action)
            parts.append(join(link(f"{n} ", action, MUTED), name))
        row = Content("  ").join(parts)
        return row if row.cell_length <= self.size.width else Content(" ").join(parts)

    def action_move(self, by: int) -> None:
        """The kind before or after."""
        self.action_set(KINDS[(KINDS.index(self.kind) + by) % len(KINDS)])

    def action_set(self, kind: str) -> None:
        """Choose a kind."""
        self.kind = kind
        self.refresh()
        self.post_message(self.Chosen())

    def on_click(self, _: Click) -> None:
        """A click brings the keys here."""
        self.focus()
