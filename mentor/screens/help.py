"""The keys that work where the user is, made from the bindings themselves."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from mentor.widgets.bars import KeyLine
from mentor.widgets.text import ACCENT, MUTED, STRONG, join, lines, plain


class HelpScreen(ModalScreen[None]):
    """Help for what had the focus when it was opened."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background 60%; }
    HelpScreen > VerticalScroll { width: 74; max-width: 94%; height: auto; max-height: 90%;
                                  padding: 1 2; background: $panel; }
    """
    BINDINGS = [Binding("escape,question_mark,q", "app.pop_screen", "close", key_display="esc")]

    def __init__(self, bindings: Mapping[str, ActiveBinding], about: str) -> None:
        super().__init__()
        self._about = about
        self._rows: dict[str, tuple[list[str], str]] = {}
        for active in bindings.values():
            binding = active.binding
            if binding.system or not active.enabled or not (binding.tooltip or binding.show):
                continue
            keys, _ = self._rows.setdefault(binding.action, ([], binding.tooltip or binding.description))
            keys.append(binding.key_display or binding.key)

    def compose(self) -> ComposeResult:
        """What the screen is for, then a row a key."""
        rows = [
            join((f"{_display(keys):>14}  ", f"bold {ACCENT}"), plain(text))
            for keys, text in self._rows.values()
            if text
        ]
        about = self._about.strip().split("\n\n")[0].replace("\n", " ")
        more = plain("ctrl+p finds any place, action, card or project by name.", MUTED)
        with VerticalScroll():
            yield Static(lines(plain("Keys", STRONG), plain(about, MUTED), plain(""), *rows, plain(""), more))
        yield KeyLine()


def _display(keys: list[str]) -> str:
    names = {
        "question_mark": "?",
        "left": "←",
        "right": "→",
        "up": "↑",
        "down": "↓",
        "greater_than_sign": ">",
        "less_than_sign": "<",
    }
    return " ".join(names.get(key, key) for key in keys)
