"""What all places share: a session, the two bars, reloading, and errors that are told instead of raised."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.timer import Timer

from mentor.errors import MentorError
from mentor.journey import Journey
from mentor.journey.duration import on_clock
from mentor.session import Session
from mentor.widgets.bars import KeyLine, PlaceBar
from mentor.widgets.detail import Detail
from mentor.widgets.lists import Rows
from mentor.widgets.memory import settle

WIDE = 96
"""Columns from which two panes stand side by side."""


class WritesFile(Protocol):
    """Writes something into a file; over one that is there only where told to."""

    def __call__(self, name: str, *, over: bool = ...) -> Path:
        """Write it, and give where it is."""


class Place(Screen[None]):
    """A screen that shows a part of the journey.

    Subclasses set `PLACE`, yield their widgets in `body`, and show the present journey in `reload`.
    """

    PLACE: ClassVar[str] = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (23, "-tall")]
    BINDINGS = [
        Binding("u", "undo", "undo", show=False, id="place.undo", tooltip="Take back the last change"),
        Binding("ctrl+r", "redo", "redo", show=False, id="place.redo", tooltip="Do again what was taken back"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.drawn = False
        self._minute: Timer | None = None
        self._seen: tuple[Journey, date] | None = None

    def compose(self) -> ComposeResult:
        """The bars around the body."""
        yield PlaceBar(self.PLACE)
        yield from self.body()
        yield KeyLine()

    def body(self) -> ComposeResult:
        """The place's own widgets."""
        yield from ()

    def reload(self) -> None:
        """Show the journey as it is now, keeping the cursor where it is."""

    def later(self) -> None:
        """Show what may wait until the first frame stands: it reads content and asks the coach."""

    def show_later(self) -> None:
        """Show it now where a frame stands already; the first screen is told by the application."""
        if self.drawn:
            self.later()

    def anew(self) -> bool:
        """Whether the journey or the day is another than when this was asked last: each state is reckoned once."""
        journey, today = self.session.journey, self.session.today
        if self._seen is not None and self._seen[0] is journey and self._seen[1] == today:
            return False
        self._seen = (journey, today)
        return True

    def on_mount(self) -> None:
        """Show the journey."""
        self.reload()
        self.call_after_refresh(settle, type(self))

    def on_screen_resume(self) -> None:
        """Show what changed while another screen was in front."""
        if self.is_mounted:
            self.reload()
        self.note_week()

    def go_to(self, key: str) -> None:
        """Put the cursor on the row with an id, wherever it is listed."""
        for rows in self.query(Rows):
            if rows.choose(key):
                rows.focus()
                return

    def note_week(self) -> None:
        """Say on top what is being timed and which week it is."""
        week = self.session.journey.week
        notes = [*self._note_timer(), *(["read only"] if self.session.store.read_only else [])]
        notes += [f"week {week.number}"] if week else []
        for bar in self.query(PlaceBar):
            bar.set_notes(*notes)

    def _note_timer(self) -> list[str]:
        """What is being timed. While the timer runs, this is asked again at its next full minute."""
        if self._minute is not None:
            self._minute.stop()
            self._minute = None
        timer, seconds = self.session.timer, self.session.timer_seconds()
        if timer is None or seconds is None:
            return []
        if not timer.started:
            return [f"○ paused {on_clock(seconds)}"]
        if self.is_current:
            self._minute = self.set_timer(60 - seconds % 60, self.note_week)
        return [f"● {timer.kind} {on_clock(seconds)}"]

    @contextlib.contextmanager
    def telling(self) -> Iterator[None]:
        """Run an action of the user's; what goes wrong is told, and the journey shown as it is."""
        try:
            yield
        except MentorError as error:
            self.notify("\n".join(error.lines()), severity="error", timeout=10, markup=False)
        self.reload()

    def ask_file(self, detail: str, name: str, write: WritesFile) -> None:
        """Ask for a file and write into it; one that is there already only after a yes.

        Args:
            detail: What will stand in it.
            name: What is suggested.
            write: Writes it.
        """
        from mentor.widgets.dialogs import AskText, Confirm

        def put(given: str, *, over: bool) -> None:
            with self.telling():
                path = write(given, over=over)
                self.notify(f"Written to {path}", timeout=5, markup=False)

        def taken(given: str | None) -> None:
            if given is None or not given.strip():
                return
            path = Path(given.strip()).expanduser()
            if not path.is_file():
                put(given, over=False)
                return
            question = Confirm(f"{path.name} is there already. Replace it?", "What it holds now would be lost.")
            self.app.push_screen(question, lambda yes: put(given, over=True) if yes else None)

        self.app.push_screen(AskText("Into which file?", detail, name), taken)

    def action_detail(self, rows: int) -> None:
        """Scroll the text beside the list; for screens that have one."""
        self.query_one(Detail).move(rows)

    def action_undo(self) -> None:
        """Take back the last change."""
        with self.telling():
            label = self.session.undo()
            self.notify(f"Taken back: {label}" if label else "Nothing to take back", timeout=3, markup=False)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        with self.telling():
            label = self.session.redo()
            self.notify(f"Done again: {label}" if label else "Nothing to do again", timeout=3, markup=False)
