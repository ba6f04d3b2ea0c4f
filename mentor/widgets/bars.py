"""The line of places on top and the line of keys at the bottom: one widget each, because widgets cost time."""

from __future__ import annotations

from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget

from mentor.widgets.text import ACCENT, MUTED, join, line, link, plain

PLACES = {
    "today": "Today",
    "audit": "Audit",
    "board": "Board",
    "portfolio": "Portfolio",
    "practice": "Practice",
    "search": "Search",
    "library": "Library",
}
"""Mode to the place's name."""
_OTHER_KEYS = {"practice": "c"}
"""Keys of places whose first letter belongs to another one; each is a letter of the name."""


def place_key(mode: str) -> str:
    """The key of a place: the first letter of its name, or another one of its letters."""
    return _OTHER_KEYS.get(mode, PLACES[mode][0].lower())


class PlaceBar(Widget):
    """The places, the present one marked, and a short note on the right."""

    DEFAULT_CSS = """
    PlaceBar { dock: top; height: 1; padding: 0 2; margin: 0 0 1 0; }
    """
    auto_links = False

    def __init__(self, place: str) -> None:
        super().__init__()
        self._place = place
        self._notes: tuple[str, ...] = ()

    def set_notes(self, *notes: str) -> None:
        """Show other notes on the right, the one that matters most first: where room is short it stays longest."""
        if notes != self._notes:
            self._notes = notes
            self.refresh()

    def render(self) -> RenderResult:
        """One line."""
        parts: list[Content] = []
        for mode, name in PLACES.items():
            action = f"app.place('{mode}')"
            if mode == self._place:
                parts.append(plain(name, f"bold underline {ACCENT}"))
            else:
                at = name.lower().index(place_key(mode))
                letter = link(name[at], action, ACCENT if at == 0 else f"underline {ACCENT}")
                parts.append(join(*([link(name[:at], action)] if at else []), letter, link(name[at + 1 :], action)))
        for gap in ("   ", "  "):
            left = Content(gap).join(parts)
            for count in range(len(self._notes), 0, -1):
                note = line(" · ".join(self._notes[:count]), MUTED)
                room = self.size.width - left.cell_length - note.cell_length
                # Narrower gaps are for the first note alone; the others are not worth them.
                if room >= 2 and (count == 1 or gap == "   "):
                    return left + Content(" " * room) + note
        return Content("   ").join(parts)


class KeyLine(Widget):
    """The keys that do something now. Those that do not fit are left out whole; `?` always stays."""

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; padding: 0 2; }
    """
    auto_links = False

    def on_mount(self) -> None:
        """Follow the focus."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def on_resize(self, _: Resize) -> None:
        """Fit anew."""
        self.refresh()

    def render(self) -> RenderResult:
        """One line: keys of the place first, `? help` at the right end."""
        help_, others = Content(""), []
        seen: set[str] = set()
        focused = self.screen.focused
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if not binding.show or not active.enabled or binding.action in seen:
                continue
            # Textual leaves out what is a letter while one writes, but for keys that it calls by another name.
            letter = binding.key_display if binding.key_display and len(binding.key_display) == 1 else None
            if focused is not None and active.node is not focused and focused.check_consume_key(binding.key, letter):
                continue
            seen.add(binding.action)
            if binding.action == "help":
                help_ = self._key(binding)
            else:
                others.append(self._key(binding))
        room = self.size.width - help_.cell_length
        shown = Content("")
        for key in others:
            if shown.cell_length + key.cell_length + 3 > room:
                break
            shown = shown + key + Content("   ")
        return shown + Content(" " * max(room - shown.cell_length, 0)) + help_

    def _key(self, binding: Binding) -> Content:
        key = self.app.get_key_display(binding)
        return link(key, binding.action, f"bold {ACCENT}") + link(f" {binding.description}", binding.action, MUTED)
