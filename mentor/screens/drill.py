"""A design drill while its clock runs: the question, the minute marks, notes beside them."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.timer import Timer
from textual.widgets import Static, TextArea

from mentor.coach.drills import forgotten, step_at
from mentor.journey.drills import Drill
from mentor.screens.drill_text import clock_lines, drill_page, on_clock
from mentor.session import Session
from mentor.session.timelog import read_minutes
from mentor.widgets.bars import KeyLine, PlaceBar
from mentor.widgets.detail import DETAIL_KEYS, Detail
from mentor.widgets.dialogs import AskText
from mentor.widgets.place import WIDE, Place

QUIET = 2.0
"""Seconds without a key after which notes are saved."""


class DrillScreen(Place):
    """45 minutes aloud. The clock runs on when you leave; space pauses it. n writes notes, esc leaves them."""

    CSS_PATH = "drill.tcss"
    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("space", "pause", "pause", id="drill.pause", tooltip="Stop the clock for now, or let it go on"),
        Binding("n", "notes", "notes", id="drill.notes", tooltip="Write notes; esc leaves them"),
        Binding("i", "ask", "interviewer", id="drill.ask", tooltip="What an interviewer would answer you"),
        Binding("f", "finish", "finish", id="drill.finish", tooltip="Stop the clock for good and go on to the grades"),
        Binding("escape", "leave", "back", key_display="esc", id="drill.leave", tooltip="Leave the notes, or go back"),
        *DETAIL_KEYS,
    ]

    def __init__(self, session: Session, id_: str) -> None:
        super().__init__(session)
        self._try = id_
        self._asked = False
        self._step = ""
        self._second: Timer | None = None
        self._quiet: Timer | None = None

    def compose(self) -> ComposeResult:
        """The clock over the question and the marks, the notes beside them."""
        yield PlaceBar(self.app.current_mode)
        with Horizontal(id="middle"):
            with Vertical(id="left"):
                yield Static(id="clock")
                yield Detail(id="detail")
            notes = self.session.journey.drills[self._try].notes if self._drill else ""
            yield TextArea(notes, soft_wrap=True, compact=True, tab_behavior="focus", placeholder="Notes: n")
        yield KeyLine()

    @property
    def _drill(self) -> Drill | None:
        return self.session.journey.drills.get(self._try)

    def reload(self) -> None:
        """Show the drill as it is; it may have been finished or removed in another window."""
        drill = self._drill
        if drill is None or drill.finished is not None:
            self._stand()
            if self.is_current:
                self.app.pop_screen()
            return
        self.note_week()
        self._stand()
        if drill.started and self.is_current:
            self._second = self.set_interval(1.0, self._tick)
        self._tick(anew=True)
        self.refresh_bindings()

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        self.call_after_refresh(self._tick, anew=True)

    def on_screen_suspend(self) -> None:
        """Nothing is drawn while another screen is in front; the record counts on."""
        self._stand()
        self._save()

    def _stand(self) -> None:
        if self._second is not None:
            self._second.stop()
            self._second = None

    def _tick(self, *, anew: bool = False) -> None:
        """Show the time; the marks beside it only when another one is reached."""
        drill = self._drill
        if drill is None or drill.finished is not None:
            return
        sheet, seconds = self.session.content.grade_sheet, self.session.drill_seconds(self._try)
        self.query_one("#clock", Static).update(clock_lines(sheet, seconds, running=bool(drill.started)), layout=False)
        step = step_at(sheet, seconds)
        name = step.id if step else ""
        if anew or name != self._step:
            self._step = name
            page = drill_page(self.session, drill, seconds, self._width(), asked=self._asked)
            self.query_one(Detail).show(page, f"drill {self._asked}")

    def _width(self) -> int:
        width = self.app.size.width
        return width - 5 if width < WIDE else width * 3 // 5 - 5

    # ------------------------------------------------------------------ notes

    def on_text_area_changed(self, _: TextArea.Changed) -> None:
        """Save once the keys rest."""
        if self._quiet is not None:
            self._quiet.stop()
        self._quiet = self.set_timer(QUIET, self._save)

    def _save(self) -> None:
        if self._quiet is not None:
            self._quiet.stop()
            self._quiet = None
        drill = self._drill
        text = self.query_one(TextArea).text.rstrip()
        if drill is not None and text != drill.notes:
            with self.telling():
                self.session.note_drill(self._try, text)

    def action_notes(self) -> None:
        """Give the notes the keys."""
        self.query_one(TextArea).focus()

    # ------------------------------------------------------------------ keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While notes are written, keys are letters."""
        if action in ("pause", "ask", "finish", "notes") and isinstance(self.focused, TextArea):
            return False
        return super().check_action(action, parameters)

    def action_pause(self) -> None:
        """Stop the clock, or let it go on."""
        drill = self._drill
        if drill is not None:
            with self.telling():
                (self.session.pause_drill if drill.started else self.session.resume_drill)(self._try)

    def action_ask(self) -> None:
        """Show what an interviewer would answer, or hide it again."""
        self._asked = not self._asked
        self._tick(anew=True)

    def action_finish(self) -> None:
        """Stop the clock for good; a clock that was left running is asked about."""
        self._save()
        seconds = self.session.drill_seconds(self._try)
        if not forgotten(self.session.content, seconds):
            self._finish(None)
            return

        def given(text: str | None) -> None:
            if text is not None:
                with self.telling():
                    self._finish(read_minutes(text))

        detail = f"The clock shows {on_clock(seconds)}, so it was probably left running."
        self.app.push_screen(AskText("How many minutes was it really?", detail, "45"), given)

    def _finish(self, minutes: int | None) -> None:
        from mentor.screens.grade import GradeScreen

        self._stand()
        self.session.finish_drill(self._try, minutes)
        self.app.switch_screen(GradeScreen(self.session, self._try))

    def action_leave(self) -> None:
        """Leave the notes; without them, the screen. The clock runs on."""
        self._save()
        if isinstance(self.focused, TextArea):
            self.set_focus(None)
            return
        drill = self._drill
        self.app.pop_screen()
        if drill is not None and drill.started:
            self.notify("The clock runs on; space pauses it when you are back.", timeout=4)
