"""The text beside or below a list: it scrolls by keys of its own while the list keeps the cursor."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

DETAIL_KEYS = (
    Binding("J", "detail(3)", "more", id="detail.down", tooltip="Scroll the text beside the list down"),
    Binding("K", "detail(-3)", "back", show=False, id="detail.up", tooltip="Scroll it up again"),
)
"""For a place with a `Detail`: `Place.action_detail` moves it."""


class Detail(VerticalScroll, can_focus=False):
    """A text of any length."""

    DEFAULT_CSS = "Detail { scrollbar-size-vertical: 1; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._text = Static()
        self._key: str | None = None

    def compose(self) -> ComposeResult:
        """The text."""
        yield self._text

    def show(self, text: Content, key: str | None = None) -> None:
        """Show a text. It begins at its top, unless it is about the same thing (`key`) as the one before."""
        self._text.update(text)
        if key is None or key != self._key:
            self.scroll_home(animate=False)
        self._key = key

    def move(self, rows: int) -> None:
        """Scroll by some rows."""
        self.scroll_relative(y=rows, animate=False)
