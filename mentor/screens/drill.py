"""A design drill while its clock runs: the question, the minute marks, notes beside them."""

from __future__ import annotations

from textual.binding import Binding
from textual.widgets import Static

from mentor.coach.drills import forgotten, step_at
from mentor.journey.drills import Drill
from mentor.screens.clocked import Asked, Clocked
from mentor.screens.drill_text import clock_lines, drill_page, on_clock
from mentor.session import Session
from mentor.session.timelog import read_minutes
from mentor.widgets.detail import DETAIL_KEYS, Detail
from mentor.widgets.dialogs import AskText


class DrillScreen(Clocked):
    """45 minutes aloud. The clock runs on when you leave; space pauses it. n writes notes, esc leaves them."""

    WRITE = "n writes notes"
    QUESTION_KEYS = frozenset({"pause", "ask", "finish", "notes"})
    BINDINGS = [
        Binding("space", "pause", "pause", id="drill.pause", tooltip="Stop the clock for now, or let it go on"),
        Binding("n", "notes", "notes", id="drill.notes", tooltip="Write notes; esc leaves them"),
        Binding("i", "ask", "ask", id="drill.ask", tooltip="What an interviewer would answer you"),
        Binding("f", "finish", "finish", id="drill.finish", tooltip="Stop the clock for good and go on to the grades"),
        Binding("escape", "leave", "back", key_display="esc", id="drill.leave", tooltip="Back; the clock runs on"),
        Binding("escape", "close_notes", "done", key_display="esc", id="drill.close", tooltip="Leave the notes"),
        *DETAIL_KEYS,
    ]

    def __init__(self, session: Session, id_: str) -> None:
        super().__init__(session)
        self._try = id_
        self._told = False
        self._step = ""

    @property
    def _drill(self) -> Drill | None:
        return self.session.journey.drills.get(self._try)

    def asked(self) -> Asked | None:
        """The drill, until its clock is stopped for good."""
        drill = self._drill
        if drill is None or drill.finished is not None:
            return None
        return Asked(drill.id, bool(drill.started), drill.notes)

    def keep_notes(self, text: str) -> None:
        """Keep the drill's notes."""
        self.session.note_drill(self._try, text)

    def reload(self) -> None:
        """Show the drill as it is; it may have been finished or removed in another window."""
        if self.asked() is None:
            self._stand()
            if self.is_current:
                self.app.pop_screen()
            return
        self.note_week()
        self._go_on()
        self._draw()
        self.refresh_bindings()

    # ------------------------------------------------------------------ drawing

    def _draw(self) -> None:
        """Show the time, and the question with its marks."""
        self._step = "?"
        self._tick()

    def _tick(self) -> None:
        """Show the time; the marks beside it only when another one is reached."""
        drill = self._drill
        if drill is None or drill.finished is not None:
            return
        sheet, seconds = self.session.content.grade_sheet, self.session.drill_seconds(self._try)
        self.query_one("#clock", Static).update(clock_lines(sheet, seconds, running=bool(drill.started)), layout=False)
        step = step_at(sheet, seconds)
        name = step.id if step else ""
        if name != self._step:
            self._step = name
            page = drill_page(self.session, drill, seconds, self._width(), asked=self._told)
            self.query_one(Detail).show(page, f"drill {self._told}")

    # ------------------------------------------------------------------ keys

    def action_pause(self) -> None:
        """Stop the clock, or let it go on."""
        drill = self._drill
        if drill is not None:
            with self.telling():
                (self.session.pause_drill if drill.started else self.session.resume_drill)(self._try)

    def action_ask(self) -> None:
        """Show what an interviewer would answer, or hide it again."""
        self._told = not self._told
        self._draw()

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
        self.app.push_screen(AskText("How many minutes was it really?", detail, "45", check=read_minutes), given)

    def _finish(self, minutes: int | None) -> None:
        from mentor.screens.grade import GradeScreen

        self._stand()
        self.session.finish_drill(self._try, minutes)
        self.app.switch_screen(GradeScreen(self.session, self._try))
