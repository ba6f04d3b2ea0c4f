"""Funnel: what became of the applications, where it leaks, what an offer takes."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Resize
from textual.widgets import Static

from mentor.content.leaks import Opens
from mentor.journey.search import CHANNELS, Channel
from mentor.screens.funnel_text import OPEN_NAMES, page, views
from mentor.session import Session
from mentor.text import shorten
from mentor.widgets.bars import KeyLine, PlaceBar
from mentor.widgets.detail import Detail
from mentor.widgets.dialogs import Choose
from mentor.widgets.place import Place

LONGEST = 64
"""Columns of a row of the question what to open."""
STORY_AREA = "portfolio_search"
"""The area whose items speak of the search itself."""
_ACTIONS: dict[Opens, str] = {
    "audit": f"app.find('audit', '{STORY_AREA}')",
    "companies": "app.place('search')",
    "drills": "app.drills",
    "mock": "app.mock",
    "people": "app.place('search')",
    "practice": "app.place('practice')",
    "resume": "app.resume",
    "review": "app.review",
}
"""What leads to a place or to a screen of the application; the others are put over this one."""


class FunnelScreen(Place):
    """The funnel of your search. Left and right change the channel; o opens what the leak asks for."""

    CSS_PATH = "funnel.tcss"
    BINDINGS = [
        Binding("escape", "app.pop_screen", "back", key_display="esc", id="funnel.back", tooltip="Back"),
        Binding("F", "app.pop_screen", "back", show=False, id="funnel.back_too", tooltip="Back"),
        Binding("right", "turn(1)", "channel", key_display="← →", id="funnel.next", tooltip="The next channel"),
        Binding("left", "turn(-1)", "channel back", show=False, id="funnel.before", tooltip="The channel before"),
        Binding("down", "detail(1)", "scroll", key_display="↓ ↑", id="funnel.down", tooltip="Scroll down, or up"),
        Binding("j,J", "detail(1)", "scroll", show=False, id="funnel.down_too", tooltip="Scroll down, or up"),
        Binding("up,k,K", "detail(-1)", "scroll up", show=False, id="funnel.up", tooltip="Scroll up"),
        Binding("space,pagedown", "leaf(1)", "page", id="funnel.page", tooltip="A page down"),
        Binding("backspace,pageup", "leaf(-1)", "page up", show=False, id="funnel.pageup", tooltip="A page up"),
        Binding("o", "next_step", "what to do", id="funnel.open", tooltip="Open a cause or a step of the leak"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._channel: Channel | None = None

    def compose(self) -> ComposeResult:
        """The bars of the place this was opened from, around the page."""
        yield PlaceBar(self.app.current_mode)
        yield Detail(id="funnel")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the funnel; its links are told by their place, so that an underline marks the present channel alone."""
        self.query_one("#funnel Static", Static).auto_links = False
        super().on_mount()

    def reload(self) -> None:
        """Show the funnel as it is now; a channel that is no longer in use gives way to the first view."""
        if self.session.journey.profile is None:
            return
        shown = views(self.session.prospects())
        if self._channel not in shown:
            self._channel = shown[0]
        self.note_week()
        self._show()

    def on_resize(self, _: Resize) -> None:
        """Draw anew."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        # The page's own margins and the bar it scrolls by.
        shown = page(self.session, self._channel, self.app.size.width - 5)
        self.query_one(Detail).show(shown, "funnel")
        self.refresh_bindings()

    # ------------------------------------------------------------------ keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What to do stands there only where something leaks."""
        if action == "next_step":
            return self.session.journey.profile is not None and self.session.prospects().leak is not None
        return super().check_action(action, parameters)

    def action_turn(self, by: int) -> None:
        """Look at the next channel, or at the one before."""
        shown = views(self.session.prospects())
        self._channel = shown[(shown.index(self._channel) + by) % len(shown)]
        self._show()

    def action_show(self, channel: str) -> None:
        """Look at a channel, or at all."""
        self._channel = next((one for one in CHANNELS if one == channel), None)
        self._show()

    def action_leaf(self, by: int) -> None:
        """Scroll by a page, a line short of it."""
        detail = self.query_one(Detail)
        detail.move(by * max(detail.size.height - 1, 1))

    def action_next_step(self) -> None:
        """Ask which of the leak's steps and causes to open."""
        leak = self.session.prospects().leak
        if leak is None:
            return
        known = self.session.content.leaks[leak.step.stage]
        first: dict[Opens, str] = {}
        for one in (*known.steps, *known.causes):
            first.setdefault(one.opens, one.text)
        options = [(key, shorten(f"{OPEN_NAMES[key]}: {text}", LONGEST)) for key, text in first.items()]

        async def chosen(key: str | None) -> None:
            where = next((one for one in first if one == key), None)
            if where is not None:
                await self.action_open(where)

        self.app.push_screen(Choose("What to look at?", options, known.title), chosen)

    async def action_open(self, where: Opens) -> None:
        """Open what a cause or a step names."""
        if where == "advice":
            from mentor.screens.advice import AdviceScreen

            self.app.push_screen(AdviceScreen(self.session))
        elif where == "exercises":
            from mentor.screens.exercises import ExercisesScreen

            self.app.push_screen(ExercisesScreen(self.session, "sql"))
        else:
            await self.run_action(_ACTIONS[where])
