"""A mock interview: an hour over three rounds, question by question, with a clock and a summary."""

from __future__ import annotations

from functools import partial

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static, TextArea

from mentor.coach.mock import RUNS, best_by_hand, grade_of, open_mock, present, seconds_in_all
from mentor.journey.drills import Mock, MockQuestion
from mentor.screens.clocked import Asked, Clocked
from mentor.screens.mock_text import clock_lines, composition, grade_line, question_page, summary_lines
from mentor.session import Session
from mentor.widgets.detail import DETAIL_KEYS, Detail
from mentor.widgets.dialogs import Confirm
from mentor.widgets.text import lines, plain

FILE = "mock-interview.md"


class MockScreen(Clocked):
    """An hour over three rounds, the weakest getting most. v shows an answer, 0-4 grades yours and goes on.

    A query or a sum can be solved here as well: o opens it, and its result is the grade.
    """

    WRITE = "n writes your answer"
    QUESTION_KEYS = frozenset({"pause", "show", "solve", "grade", "notes", "end"})
    BINDINGS = [
        Binding("enter", "begin", "begin", id="mock.begin", tooltip="Begin the mock interview; its clock runs at once"),
        Binding("o", "solve", "solve", id="mock.solve", tooltip="Solve it here; its result is the grade"),
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
        Binding("w", "write", "write file", id="mock.write", tooltip="Write the last summary as Markdown into a file"),
        *DETAIL_KEYS,
        Binding("escape", "leave", "back", key_display="esc", id="mock.leave", tooltip="Back; the clock runs on"),
        Binding("escape", "close_notes", "done", key_display="esc", id="mock.close", tooltip="Leave the notes"),
        Binding("e", "end", "end", id="mock.end", tooltip="End the interview here; what was graded is kept"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._answered = False
        self._at = ""

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

    def asked(self) -> Asked | None:
        """The question that is up."""
        mock = self._mock
        at = present(mock) if mock is not None else None
        if mock is None or at is None:
            return None
        return Asked(f"{mock.id} {at}", bool(mock.started), mock.questions[at].notes)

    def keep_notes(self, text: str) -> None:
        """Keep what was answered."""
        if (mock := self._mock) is not None:
            self.session.note_mock(mock.id, text)

    def reload(self) -> None:
        """Show the question that is up, or what the next interview would be."""
        if self.session.journey.profile is None:
            return
        self.note_week()
        mock, asked = self._mock, self.asked()
        at = asked.key if asked is not None else ""
        shown = mock is not None and self.session.mock_shown(mock.id)
        self._answered = shown or (self._answered and at == self._at)
        self._at = at
        self.set_class(mock is None, "-none")
        self._go_on()
        self._draw()

    # ------------------------------------------------------------------ drawing

    def _tick(self) -> None:
        """Show the time of the question and of the whole."""
        mock = self._mock
        at = present(mock) if mock is not None else None
        if mock is not None and at is not None:
            seconds, in_all = self.session.mock_seconds(mock.id), seconds_in_all(mock, self.session.clock.now())
            self.query_one("#clock", Static).update(clock_lines(mock, at, seconds, in_all), layout=False)

    def _width(self) -> int:
        return super()._width() if self._mock is not None else self.app.size.width - 5

    def _draw(self) -> None:
        """Show the time, the question and the grades it may get; between two interviews the last and the next one."""
        self._tick()
        mock, asked, width = self._mock, self._question, self._width()
        graded = asked is not None and self._answered
        self.set_class(graded, "-graded")
        if mock is not None and asked is not None:
            page = question_page(self.session, asked, width, answered=graded, best=self._best())
            self.query_one(Detail).show(page, f"{self._at} {graded}")
            self.query_one("#grades", Static).update(grade_line(self._best(), width))
        else:
            self.query_one(Detail).show(self._between(width), "between")
        self.refresh_bindings()

    def _between(self, width: int) -> Content:
        last = self._last
        before = [*summary_lines(last, width), plain("")] if last is not None else []
        return lines(*before, *composition(self.session.compose_mock(), width))

    # ------------------------------------------------------------------ keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done depends on whether an interview runs, and whether its answer was shown."""
        if action in self.QUESTION_KEYS and self._mock is None:
            return False
        if action in ("grade", "show", "solve") and not self._writing:
            if action == "grade":
                return self._answered and isinstance(parameters[0], int) and parameters[0] <= self._best()
            asked = self._question
            return not self._answered and (action == "show" or (asked is not None and asked.kind in RUNS))
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
        """Show the answer; what is solved after it is no evidence, so that is kept in mind."""
        self._save()
        if (mock := self._mock) is not None:
            self._answered = True
            with self.telling():
                self.session.show_mock(mock.id)

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
