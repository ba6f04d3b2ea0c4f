"""An advertisement: its text on one side, what it asks for and what answers it on the other."""

from __future__ import annotations

import contextlib
from datetime import date

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.events import DescendantBlur, DescendantFocus, Resize, ScreenSuspend
from textual.timer import Timer
from textual.widgets import Static, TextArea

from mentor.coach.advert_match import Match
from mentor.errors import MentorError
from mentor.journey import Journey
from mentor.journey.search import Application
from mentor.screens.advert_text import head_line, page
from mentor.session import Session
from mentor.session.search_words import AD_LENGTH
from mentor.text import clean
from mentor.widgets.bars import KeyLine, PlaceBar
from mentor.widgets.detail import Detail
from mentor.widgets.place import WIDE, Place

NOTE = "search.ad"
"""Where the text of an ad is kept that belongs to no application."""
PAUSE = 0.25
"""Seconds without a key after which what is being written is read."""


class Advert(TextArea):
    """The text; escape leaves it, and the letters are no keys while it is written."""

    BINDINGS = [
        Binding(
            "escape", "screen.read", "done", key_display="esc", id="advert.done", tooltip="Keep it, go to what it says"
        ),
        Binding("ctrl+s", "screen.read", "read", show=False, id="advert.read", tooltip="Keep it, go to what it says"),
    ]


class AdvertScreen(Place):
    """Paste an ad: what it asks for, where you stand in it, what warns, which bullets and projects answer it.

    Enter or e goes to the text, escape or ctrl+s to what was read of it; J and K scroll that. Everything is kept.
    """

    CSS_PATH = "advert.tcss"
    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("enter,e", "write", "text", id="advert.write", tooltip="Paste or change the text"),
        Binding("J,down,j", "detail(3)", "more", id="advert.down", tooltip="Scroll what was read"),
        Binding("K,up,k", "detail(-3)", "back", show=False, id="advert.up", tooltip="Scroll it up"),
        Binding("ctrl+down", "detail(3)", "more", show=False, priority=True, id="advert.far_down", tooltip="Scroll it"),
        Binding("ctrl+up", "detail(-3)", "up", show=False, priority=True, id="advert.far_up", tooltip="Scroll it up"),
        Binding("escape", "app.pop_screen", "back", key_display="esc", id="advert.back", tooltip="Back; it is kept"),
    ]

    def __init__(self, session: Session, application: str = "") -> None:
        super().__init__(session)
        self._about = application
        self._kept = self._written = self._stored  # what stands in the area, also once that is gone
        self._pause: Timer | None = None
        self._match: tuple[str, Journey, date, Match] | None = None

    def compose(self) -> ComposeResult:
        """What it is for, the text, what it says."""
        yield PlaceBar(self.app.current_mode)
        yield Static(id="head")
        with Horizontal(id="middle"):
            yield Advert(
                self._kept,
                id="text",
                soft_wrap=True,
                compact=True,
                tab_behavior="focus",
                placeholder="Paste the ad here; esc keeps it and shows what it says.",
            )
            yield Detail(id="detail")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the text where there is none yet."""
        super().on_mount()
        if not self._kept:
            self.call_after_refresh(self.action_write)

    # ------------------------------------------------------------------ state

    @property
    def _area(self) -> Advert:
        return self.query_one(Advert)

    @property
    def _application(self) -> Application | None:
        return self.session.journey.applications.get(self._about)

    @property
    def _stored(self) -> str:
        if self._about:
            return self._application.ad if self._application else ""
        kept = self.session.journey.note(NOTE, "")
        return clean(kept, AD_LENGTH) if isinstance(kept, str) else ""

    @property
    def _text(self) -> str:
        return clean(self._written, AD_LENGTH).strip()

    def reload(self) -> None:
        """Show the ad as it is kept; what is being written stays."""
        if self.session.journey.profile is None:
            return
        self.note_week()
        if self._about and self._application is None:
            self.notify("This application is no longer on the list.", timeout=5)
            self.app.call_later(self._leave)
            return
        stored = self._stored
        if stored != self._kept:
            if self._text == self._kept:
                self._put(stored)
            self._kept = stored
        self._show()

    def _put(self, text: str) -> None:
        """Put a text into the area; that is no typing."""
        with self.prevent(TextArea.Changed):
            self._area.text = text
        self._written = text

    def _leave(self) -> None:
        if self.app.screen is self:
            self.app.pop_screen()

    # ------------------------------------------------------------------ drawing

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        self.call_after_refresh(self._show)

    def _width(self) -> int:
        width = self.app.size.width
        return width - 5 if width < WIDE else width // 2 - 5

    def _show(self) -> None:
        if not self.is_mounted or (self._about and self._application is None):
            return
        found = self._matched()
        title = self.session.search_title(self._application) if self._application else ""
        self.query_one("#head", Static).update(head_line(title, self._written, self.app.size.width - 4))
        self.query_one(Detail).show(page(self.session, found, self._width()), self._about)

    def _matched(self) -> Match:
        """The ad beside the user; read again only where either changed."""
        text, journey, today = self._text, self.session.journey, self.session.today
        if self._match is None or self._match[:3] != (text, journey, today):
            self._match = (text, journey, today, self.session.match_advert(text, self._application))
        return self._match[3]

    # ------------------------------------------------------------------ writing

    def on_descendant_focus(self, _: DescendantFocus) -> None:
        """Give the text the room while it is written."""
        self.set_class(self._area.has_focus, "-writing")
        self.refresh_bindings()

    def on_descendant_blur(self, _: DescendantBlur) -> None:
        """Give it back."""
        self.set_class(self._area.has_focus, "-writing")
        self.refresh_bindings()

    def on_text_area_changed(self, _: TextArea.Changed) -> None:
        """Read it after a moment without a key; signs that a terminal would obey go at once."""
        self._written = self._area.text
        if (plain := clean(self._written, len(self._written))) != self._written:
            self._put(plain)
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._show)

    def _keep(self) -> None:
        text = self._text
        if text == self._kept or (self._about and self._application is None):
            return
        if self._application is not None:
            self.session.change_search(self._application, ad=text)
        else:
            self.session.remember(NOTE, text)
        self._kept = self._stored

    def on_screen_suspend(self, _: ScreenSuspend) -> None:
        """Keep what was written before something else comes in front."""
        if self.is_mounted:
            with self.telling():
                self._keep()

    def on_unmount(self) -> None:
        """Keep it at the end of the program, too; there is nobody left to tell where that fails."""
        with contextlib.suppress(MentorError):
            self._keep()

    # ------------------------------------------------------------------ keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the text is written its letters are no keys."""
        if action == "write" or (action == "detail" and self.has_class("-narrow")):
            return not self.has_class("-writing")
        return super().check_action(action, parameters)

    def action_write(self) -> None:
        """Go to the text."""
        self.add_class("-writing")
        self._area.focus()

    def action_read(self) -> None:
        """Keep the text and go to what it says."""
        self.set_focus(None)
        with self.telling():
            self._keep()
