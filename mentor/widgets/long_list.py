"""A list of thousands of one-line rows. Only the rows in sight are made, so its length costs nothing.

`Rows` measures every row before it draws the first: 0.2 s for 5,000, at each letter of a search.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

Draw = Callable[[int], Content]


def _nothing(_: int) -> Content:
    return Content("")


class LongList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows with keys, each drawn on one line when it comes into sight."""

    COMPONENT_CLASSES = {"long-list--cursor"}
    DEFAULT_CSS = """
    LongList { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; background: $background; }
    LongList > .long-list--cursor { background: $panel; }
    LongList:focus > .long-list--cursor { background: $accent 30%; }
    """
    BINDINGS = [
        Binding("down,j", "cursor(1)", "down", show=False),
        Binding("up,k", "cursor(-1)", "up", show=False),
        Binding("pagedown", "page(1)", "page down", show=False),
        Binding("pageup", "page(-1)", "page up", show=False),
        Binding("home,g", "end(0)", "first", show=False),
        Binding("end,G", "end(1)", "last", show=False),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)

    class Moved(Message):
        """The cursor stands on another row."""

    class Clicked(Message):
        """A row that had the cursor was clicked."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._keys: Sequence[str] = ()
        self._draw: Draw = _nothing

    def show(self, keys: Sequence[str], draw: Draw) -> None:
        """Show rows: their keys, and what draws the row at a position. The cursor stays on its key, or where it was."""
        before = self.chosen
        self._keys, self._draw = keys, draw
        self.virtual_size = Size(0, len(keys))
        at = keys.index(before) if before is not None and before in keys else self.cursor
        self.cursor = max(min(at, len(keys) - 1), 0)
        self._follow()
        self.refresh()

    @property
    def chosen(self) -> str | None:
        """The key of the row under the cursor."""
        return self._keys[self.cursor] if self.cursor < len(self._keys) else None

    def choose(self, key: str) -> bool:
        """Put the cursor on the row with a key; says whether there is one."""
        if key not in self._keys:
            return False
        self.cursor = self._keys.index(key)
        return True

    def render_line(self, y: int) -> Strip:
        """One row."""
        width, at = self.scrollable_content_region.width, y + self.scroll_offset.y
        on_cursor = at == self.cursor and at < len(self._keys)
        style = self.get_visual_style("long-list--cursor") if on_cursor else self.visual_style
        if at >= len(self._keys):
            return Strip.blank(width, style.rich_style)
        strips = Visual.to_strips(self, self._draw(at), width, 1, style)
        strip = strips[0] if strips else Strip.blank(width, style.rich_style)
        return strip.crop_extend(0, width, style.rich_style).apply_meta({"row": at})

    def watch_cursor(self, before: int, now: int) -> None:
        """Draw the two rows anew and bring the new one into sight."""
        if before == now:
            return
        self._follow()
        for row in (before, now):
            self.refresh(Region(0, row - self.scroll_offset.y, self.size.width, 1))
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._follow()

    def _follow(self) -> None:
        if self._keys and self.is_mounted and self.size.height:
            self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True, immediate=True)

    def _move(self, to: int) -> None:
        if self._keys:
            self.cursor = max(min(to, len(self._keys) - 1), 0)

    def action_cursor(self, by: int) -> None:
        """Move the cursor by some rows."""
        self._move(self.cursor + by)

    def action_page(self, pages: int) -> None:
        """Move it by a screenful."""
        self._move(self.cursor + pages * max(self.size.height - 1, 1))

    def action_end(self, last: int) -> None:
        """Move it to the first row, or the last."""
        self._move((len(self._keys) - 1) * last)

    def on_click(self, event: Click) -> None:
        """Move the cursor there; on the row that has it, do what Enter does."""
        row = event.style.meta.get("row")
        if row == self.cursor:
            self.post_message(self.Clicked())
        elif row is not None:
            self.cursor = row
