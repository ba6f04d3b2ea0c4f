"""What a design drill and a mock interview share: a clock over the question, notes beside it that save themselves."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.timer import Timer
from textual.widgets import Static, TextArea

from mentor.session import Session
from mentor.session.drills import NOTES_LENGTH
from mentor.widgets.bars import KeyLine, PlaceBar
from mentor.widgets.detail import Detail
from mentor.widgets.links import Links
from mentor.widgets.place import WIDE, Place

QUIET = 2.0
"""Seconds without a key after which notes are saved."""


class Asked(NamedTuple):
    """What is asked now.

    Attributes:
        key: Tells it from what is asked before and after it.
        runs: Whether its clock runs.
        notes: What is recorded of the notes on it.
    """

    key: str
    runs: bool
    notes: str


class Clocked(Place):
    """A question with a clock that runs on when the screen is left, and notes.

    Subclasses say what is asked (`asked`), keep its notes (`keep_notes`), draw the clock (`_tick`) and all the rest
    (`_draw`), and call `_go_on` when they show the journey anew.
    """

    CSS_PATH = "clocked.tcss"
    AUTO_FOCUS = ""
    WRITE: ClassVar[str] = ""
    """What stands in the empty notes."""
    QUESTION_KEYS: ClassVar[frozenset[str]] = frozenset()
    """Actions whose keys are letters while notes are written."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._second: Timer | None = None
        self._quiet: Timer | None = None
        self._noted = ("", "")

    def compose(self) -> ComposeResult:
        """The clock over the question, the notes beside them."""
        yield PlaceBar(self.app.current_mode)
        with Horizontal(id="middle"):
            with Vertical(id="left"):
                yield Static(id="clock")
                yield Detail(id="detail")
                yield Links(id="grades")
            yield TextArea(soft_wrap=True, compact=True, tab_behavior="focus", placeholder=self.WRITE)
        yield KeyLine()

    # ------------------------------------------------------------------ what a screen says of itself

    def asked(self) -> Asked | None:
        """What is asked now; None while nothing is."""
        raise NotImplementedError

    def keep_notes(self, text: str) -> None:
        """Record the notes on what is asked now."""
        raise NotImplementedError

    def _tick(self) -> None:
        """Show the time."""
        raise NotImplementedError

    def _draw(self) -> None:
        """Show everything anew."""
        raise NotImplementedError

    # ------------------------------------------------------------------ the clock

    def _go_on(self) -> None:
        """Show the notes as they are recorded, and let the clock tick while this screen is in front."""
        self._stand()
        asked = self.asked()
        key, notes = (asked.key, asked.notes) if asked is not None else ("", "")
        # Changed elsewhere, or taken back; what is being written is left alone.
        if key != self._noted[0] or (notes != self._noted[1] and not self._writing):
            self.query_one(TextArea).text = notes
            self._noted = (key, notes)
        if asked is not None and asked.runs and self.is_current:
            self._second = self.set_interval(1.0, self._tick)

    def _stand(self) -> None:
        if self._second is not None:
            self._second.stop()
            self._second = None

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        self.call_after_refresh(self._draw)

    def on_screen_suspend(self) -> None:
        """Nothing is drawn while another screen is in front; the record counts on."""
        self._stand()
        self._save()

    def _width(self) -> int:
        width = self.app.size.width
        return width - 5 if width < WIDE else width * 3 // 5 - 7

    # ------------------------------------------------------------------ notes

    @property
    def _writing(self) -> bool:
        return self.is_mounted and isinstance(self.focused, TextArea)

    def on_text_area_changed(self, _: TextArea.Changed) -> None:
        """Save once the keys rest."""
        if self._quiet is not None:
            self._quiet.stop()
        self._quiet = self.set_timer(QUIET, self._save)

    def _save(self) -> None:
        if self._quiet is not None:
            self._quiet.stop()
            self._quiet = None
        asked, text = self.asked(), self.query_one(TextArea).text.rstrip()
        # What was written on one question is not kept for another that was begun elsewhere; where nothing was written
        # here, what was written elsewhere stays.
        if asked is not None and asked.key == self._noted[0] and text != self._noted[1]:
            with self.telling():
                self.keep_notes(text)
                self._noted = (asked.key, text)  # not where it failed: then it is tried again, and stays as it stands
                if len(text) > NOTES_LENGTH:
                    self.notify(f"Notes hold {NOTES_LENGTH:,} characters; the rest is not kept.", severity="warning")

    def action_notes(self) -> None:
        """Give the notes the keys."""
        self.query_one(TextArea).focus()

    # ------------------------------------------------------------------ keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While notes are written, keys are letters, and escape leaves them instead of the screen."""
        if action == "close_notes":
            return self._writing
        if action == "leave" or action in self.QUESTION_KEYS:
            return not self._writing
        return super().check_action(action, parameters)

    def action_close_notes(self) -> None:
        """Take the keys from the notes, which show what was written elsewhere meanwhile."""
        self._save()
        self.set_focus(None)
        self._go_on()

    def action_leave(self) -> None:
        """Leave the screen. The clock runs on."""
        self._save()
        asked = self.asked()
        self.app.pop_screen()
        if asked is not None and asked.runs:
            self.notify("The clock runs on; space pauses it when you are back.", timeout=4)
