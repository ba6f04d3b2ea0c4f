"""One list widget for every screen: safe text, a kept cursor, vim keys, an empty text that names the next key."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class Rows(OptionList):
    """A list of rows with ids. A row without an id is a heading and cannot be chosen."""

    DEFAULT_CSS = """
    Rows { border: none; background: $background; padding: 0; height: 1fr; scrollbar-size-vertical: 1; }
    Rows:focus { border: none; background: $background; background-tint: $foreground 0%; }
    Rows > .option-list--option { padding: 0; }
    Rows > .option-list--option-disabled { color: $muted; }
    Rows > .option-list--option-highlighted { background: $panel; color: $foreground; text-style: none; }
    Rows:focus > .option-list--option-highlighted { background: $accent 30%; color: $foreground; text-style: none; }
    """
    BINDINGS = [
        Binding("j", "cursor_down", "down", show=False),
        Binding("k", "cursor_up", "up", show=False),
        Binding("g", "first", "first", show=False),
        Binding("G", "last", "last", show=False),
    ]

    def show(self, rows: Sequence[tuple[str | None, Content]]) -> None:
        """Show (id, text) rows; the cursor stays on the row with the same id, or near where it was."""
        before, position, top = self.chosen, self.highlighted, self.scroll_offset.y
        self.set_options([Option(text, id=key, disabled=key is None) for key, text in rows])
        self.scroll_to(y=top, animate=False, immediate=True)
        keys = [key for key, _ in rows]
        if before is not None and before in keys:
            self.highlighted = keys.index(before)
        elif position is not None and rows:
            near = [n for n, key in enumerate(keys) if key is not None]
            self.highlighted = min(near, key=lambda n: abs(n - position), default=None)
        else:
            self.highlighted = next((n for n, key in enumerate(keys) if key is not None), None)

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Bring the row under the cursor into view, with the headings right above it where there is room for both."""
        super().scroll_to_highlight(top)
        at = first = self.highlighted
        if at is None or first is None or not self.is_mounted:
            return
        while first > 0 and self.get_option_at_index(first - 1).disabled:
            first -= 1
        if first < at and first in self._index_to_line:
            y = self._index_to_line[first]
            height = self._index_to_line[at] + self._heights[at] - y
            region = self.scrollable_content_region
            if height <= region.height:
                self.scroll_to_region(Region(0, y, region.width, height), force=True, animate=False, immediate=True)

    def choose(self, key: str) -> bool:
        """Put the cursor on the row with an id; says whether there is one."""
        found = next((n for n in range(self.option_count) if self.get_option_at_index(n).id == key), None)
        if found is not None:
            self.highlighted = found
        return found is not None

    @property
    def chosen(self) -> str | None:
        """The id of the row under the cursor."""
        if self.highlighted is None or self.highlighted >= self.option_count:
            return None
        return self.get_option_at_index(self.highlighted).id
