"""Forecast: the guides' range and the user's own, and what moved it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Resize

from mentor.screens.forecast_text import page
from mentor.widgets.bars import KeyLine, PlaceBar
from mentor.widgets.detail import Detail
from mentor.widgets.place import Place


class ForecastScreen(Place):
    """When an offer is likely, when to plan on it, and why. The arrows scroll; e changes hours and date."""

    CSS_PATH = "forecast.tcss"
    BINDINGS = [
        Binding("escape,f", "app.pop_screen", "back", key_display="esc", id="forecast.back", tooltip="Back"),
        Binding("down,j,J", "detail(1)", "scroll", key_display="↓ ↑", id="forecast.down", tooltip="Scroll down"),
        Binding("up,k,K", "detail(-1)", "scroll up", show=False, id="forecast.up", tooltip="Scroll up"),
        Binding("space,pagedown", "leaf(1)", "page", id="forecast.page", tooltip="A page down"),
        Binding("backspace,pageup", "leaf(-1)", "page up", show=False, id="forecast.pageup", tooltip="A page up"),
        Binding("e", "app.profile", "hours, date", id="forecast.edit", tooltip="Change hours a week, date or target"),
    ]

    def compose(self) -> ComposeResult:
        """The bars of the place this was opened from, around the page."""
        yield PlaceBar(self.app.current_mode)
        yield Detail(id="forecast")
        yield KeyLine()

    def reload(self) -> None:
        """Show the plan as it is now."""
        if self.session.journey.profile is None:
            return
        self.note_week()
        self._show()

    def on_resize(self, _: Resize) -> None:
        """Draw anew."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        # The page's own margins and the bar it scrolls by.
        self.query_one(Detail).show(page(self.session, self.app.size.width - 5), "forecast")

    def action_leaf(self, by: int) -> None:
        """Scroll by a page, a line short of it."""
        detail = self.query_one(Detail)
        detail.move(by * max(detail.size.height - 1, 1))
