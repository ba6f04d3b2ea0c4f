"""A mock interview: an hour over three rounds, question by question, with a clock and a summary."""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.timer import Timer
from textual.widgets import Static, TextArea

from mentor.coach.mock import RUNS, best_by_hand, grade_of, open_mock, present, seconds_in_all
from mentor.journey.drills import Mock, MockQuestion
from mentor.screens.mock_text import clock_lines, composition, question_page, summary_lines
from mentor.session import Session
from mentor.widgets.bars import KeyLine, PlaceBar
from mentor.widgets.detail import DETAIL_KEYS, Detail
from mentor.widgets.dialogs import Confirm
from mentor.widgets.place import WIDE, Place
from mentor.widgets.text import lines, plain

WHILE_OPEN = {"pause", "show", "solve", "grade", "notes", "end"}
FILE = "mock-interview.md"


class MockScreen(Place):
    """An hour over three rounds, the weakest getting most. v shows an answer, 0-4 grades yours and goes on.

    A query or a sum can be solved here as well: o opens it, and its result is the grade.
    """

    CSS_PATH = "mock.tcss"
    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("enter", "begin", "begin", id="mock.begin", tooltip="Begin the mock interview; its clock runs at once"),
        Binding("o", "solve", "solve here", id="mock.solve", tooltip="Solve it here; its result is the grade"),
        Binding("v", "show", "answer", id="mock.show", tooltip="Show the answer, then grade yours"),
        *(
            Binding(
                str(n),
                f"grade({n})",
                "grade",
                key_display="0-4" if n == 0 else str(n),
                show=n == 0,
                id=f"mock.{n}",
                tooltip=f"Grade your answer {n} and go on",
            )
            for n in range(5)
        ),
        Binding("space", "pause", "pause", id="mock.pause", tooltip="Stop the clock for now, or let it go on"),
        Binding("n", "notes", "notes", id="mock.notes", tooltip="Write notes; esc leaves them"),
        Binding("e", "end", "end", id="mock.end", tooltip="End the interview here; what was graded is kept"),
        Binding("w", "write", "write file", id="mock.write", tooltip="Write the last summary as Markdown into a file"),
        Binding("escape", "leave", "back", key_display="esc", id="mock.leave", tooltip="Leave the notes, or go back"),
        *DETAIL_KEYS,
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._answered = False
        self._at: tuple[str, int] | None = None
        self._second: Timer | None = None

    def compose(self) -> ComposeResult:
        """The clock over the question, the notes beside them."""
        yield PlaceBar(self.app.current_mode)
        with Horizontal(id="middle"):
            with Vertical(id="left"):
                yield Static(id="clock")
                yield Detail(id="detail")
            yield TextArea(soft_wrap=True, compact=True, tab_behavior="focus", placeholder="Your answer: n")
        yield KeyLine()

    @property
    def _mock(self) -> Mock | None:
        return open_mock(self.session.journey)

    @property
    def _question(self) -> MockQuestion | None:
        """The question that is up."""
        mock = self._mock
        at = present(mock) if mock is not None else None
        return mock.questions[at] if mock is not None and at is not None else None

    def _best(self) -> int:
        """The best grade that may be given by hand."""
        mock, asked = self._mock, self._question
        return best_by_hand(self.session.journey, mock, asked) if mock is not None and asked is not None else 0

    @property
    def _last(self) -> Mock | None:
        """The mock interview that ended last."""
        ended = [mock for mock in self.session.journey.mocks.values() if mock.finished is not None]
        return max(ended, key=lambda mock: (mock.on, len(mock.id), mock.id), default=None)

    def reload(self) -> None:
        """Show the question that is up, or what the next interview would be."""
        if self.session.journey.profile is None:
            return
        self.note_week()
        self._stand()
        mock = self._mock
        at = present(mock) if mock is not None else None
        now = (mock.id, at) if mock is not None and at is not None else None
        if now != self._at:
            self._at, self._answered = now, False
            self.query_one(TextArea).text = mock.questions[at].notes if mock is not None and at is not None else ""
        self.set_class(mock is None, "-none")
        if mock is not None and mock.started and self.is_current:
            self._second = self.set_interval(1.0, self._tick)
        self._tick()
        self._show()

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        self.call_after_refresh(self._show)

    def on_screen_suspend(self) -> None:
        """Nothing is drawn while another screen is in front; the record counts on."""
        self._stand()
        self._save()

    def _stand(self) -> None:
        if self._second is not None:
            self._second.stop()
            self._second = None

    def _tick(self) -> None:
        mock = self._mock
        at = present(mock) if mock is not None else None
        if mock is not None and at is not None:
            seconds, in_all = self.session.mock_seconds(mock.id), seconds_in_all(mock, self.session.clock.now())
            self.query_one("#clock", Static).update(clock_lines(mock, at, seconds, in_all), layout=False)

    def _width(self) -> int:
        width = self.app.size.width
        return width - 5 if width < WIDE or self._mock is None else width * 3 // 5 - 5

    def _show(self) -> None:
        mock, width = self._mock, self._width()
        detail = self.query_one(Detail)
        at = present(mock) if mock is not None else None
        if mock is not None and at is not None:
            page = question_page(self.session, mock.questions[at], width, answered=self._answered, best=self._best())
            detail.show(page, f"{mock.id} {at}")
        else:
            detail.show(self._between(width), "between")
        self.refresh_bindings()

    def _between(self, width: int) -> Content:
        last = self._last
        before = [*summary_lines(last, width), plain("")] if last is not None else []
        return lines(*before, *composition(self.session.compose_mock(), width))

    # ------------------------------------------------------------------ notes

    def _save(self) -> None:
        if (mock := self._mock) is not None:
            with self.telling():
                self.session.note_mock(mock.id, self.query_one(TextArea).text)

    def action_notes(self) -> None:
        """Give the notes the keys."""
        self.query_one(TextArea).focus()

    # ------------------------------------------------------------------ keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done depends on whether an interview runs, and whether its answer was shown."""
        if action in WHILE_OPEN:
            if self._mock is None or (self.is_mounted and isinstance(self.focused, TextArea)):
                return False
            if action == "grade":
                return self._answered and isinstance(parameters[0], int) and parameters[0] <= self._best()
            asked = self._question
            runs = asked is not None and asked.kind in RUNS and not self._answered
            return runs if action == "solve" else not self._answered if action == "show" else True
        if action == "begin":
            return self._mock is None
        if action == "write":
            return self._mock is None and self._last is not None
        return super().check_action(action, parameters)

    def action_begin(self) -> None:
        """Begin."""
        with self.telling():
            self.session.start_mock()

    def action_show(self) -> None:
        """Show the answer."""
        self._save()
        self._answered = True
        self._show()

    def action_solve(self) -> None:
        """Open the exercise that is asked; the clock runs on. A query that is not right yet is kept and not graded."""
        self._save()
        asked, at = self._question, self._at
        if asked is None:
            return

        def taken(text: str, score: float | None) -> None:
            if self._at != at or (mock := self._mock) is None:
                return  # the interview went on elsewhere
            self.query_one(TextArea).text = text
            if score is None or (asked.kind == "sql" and not score):
                self._save()
                return
            grade = grade_of(self.session.content, score)
            mark = "-- " if asked.kind == "sql" else ""
            self.query_one(TextArea).text = f"{text.rstrip()}\n{mark}by its result: {grade} of 4"
            self.action_grade(grade)
            if self._mock is not None and self._mock.id == mock.id:
                self.notify(f"Graded {grade} of 4 by its result.", timeout=4)

        if asked.kind == "sql":
            from mentor.screens.sql_exercise import SqlScreen

            with self.telling():
                self.app.push_screen(SqlScreen(self.session, asked.ref, draft=asked.notes, taken=taken))
        else:
            from mentor.screens.eval_exercise import EvalScreen

            with self.telling():
                self.app.push_screen(EvalScreen(self.session, asked.ref, seed=asked.seed, taken=taken))

    def action_grade(self, grade: int) -> None:
        """Grade the answer and go on."""
        self._save()
        if (mock := self._mock) is not None:
            with self.telling():
                ended = self.session.grade_mock(mock.id, grade)
                if ended.finished is not None:
                    self.notify("The mock interview is over; w writes its summary into a file.", timeout=5)

    def action_pause(self) -> None:
        """Stop the clock, or let it go on."""
        if (mock := self._mock) is not None:
            with self.telling():
                self.session.pause_mock(mock.id)

    def action_end(self) -> None:
        """End it before its last question."""
        self._save()
        mock = self._mock

        def answered(yes: bool | None) -> None:
            if yes and mock is not None:
                with self.telling():
                    self.session.end_mock(mock.id)

        self.app.push_screen(Confirm("End the mock interview here?", "What was graded is kept."), answered)

    def action_write(self) -> None:
        """Ask for a file, and write the last summary into it."""
        if (last := self._last) is not None:
            self.ask_file("As Markdown, your notes included.", FILE, partial(self.session.write_mock, last.id))

    def action_leave(self) -> None:
        """Leave the notes; without them, the screen. The clock runs on."""
        self._save()
        if isinstance(self.focused, TextArea):
            self.set_focus(None)
            return
        mock = self._mock
        self.app.pop_screen()
        if mock is not None and mock.started:
            self.notify("The clock runs on; space pauses it when you are back.", timeout=4)
