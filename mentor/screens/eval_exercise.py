"""An evaluation exercise: a question with fresh numbers, a field for the answer, the way to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Resize
from textual.widgets import Input, Static

from mentor.coach.evaluation import Marked
from mentor.coach.evaluation.answers import LONGEST
from mentor.errors import MentorError
from mentor.screens.exercise_text import asked_page, marked_page
from mentor.session import Session
from mentor.widgets.bars import KeyLine, PlaceBar
from mentor.widgets.detail import DETAIL_KEYS, Detail
from mentor.widgets.place import Place
from mentor.widgets.text import MUTED, STRONG, join, line, lines, plain

WIDEST = 96
AROUND, FIELD = 7, 2
"""Rows of the screen above and below the text, and those of the field for the answer."""


class AnswerField(Input):
    """The answer; what leaves it is the screen's."""

    BINDINGS = [Binding("enter", "submit", "answer", id="eval.answer", tooltip="Have the answer marked")]


class EvalScreen(Place):
    """Work it out, type the answer, press enter. The way to it is shown then; n asks the same with other numbers."""

    CSS_PATH = "eval_exercise.tcss"
    AUTO_FOCUS = "#answer"
    BINDINGS = [
        Binding("n", "again", "other numbers", id="eval.again", tooltip="The same question with other numbers"),
        *DETAIL_KEYS,
        Binding("ctrl+down", "detail(3)", "scroll", show=False, priority=True, id="eval.down", tooltip="Scroll down"),
        Binding("ctrl+up", "detail(-3)", "up", show=False, priority=True, id="eval.up", tooltip="Scroll up"),
        Binding("escape", "leave", "back", key_display="esc", id="eval.back", tooltip="Back"),
    ]

    def __init__(
        self,
        session: Session,
        key: str,
        *,
        seed: int | None = None,
        taken: Callable[[str, float], None] | None = None,
    ) -> None:
        """Open an exercise.

        Args:
            session: What to show.
            key: The exercise.
            seed: What its numbers are drawn from; None for such as were not answered yet.
            taken: Somebody who waits for the result, such as a mock interview: gets the answer and its score, 0 or 1,
                once one was given.
        """
        super().__init__(session)
        self._key = key
        self._drawn = session.draw_evaluation(key, seed)
        self._taken = taken
        self._marked: Marked | None = None
        self._since: datetime = session.clock.now()

    def compose(self) -> ComposeResult:
        """The title, the question, the field and what is to be said of it."""
        yield PlaceBar(self.app.current_mode)
        yield Static(id="title")
        yield Detail(id="detail")
        yield AnswerField(id="answer", placeholder="the answer", max_length=LONGEST)
        yield Static(id="remark")
        yield KeyLine()

    def reload(self) -> None:
        """Show the question, and what became of the answer."""
        self.note_week()
        self._show()

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        one, question = self._drawn.exercise, self._drawn.question
        width = min(self.app.size.width - 5, WIDEST)
        title = join((f"{one.id}  {one.title}", STRONG), (f"   {one.minutes} min, numbers {self._drawn.seed}", MUTED))
        self.query_one("#title", Static).update(title)
        parts = asked_page(question, width)
        if self._marked is not None:
            # What became of the answer comes first: it is what one looks for.
            parts = [*marked_page(question, self._marked, width), plain(""), plain("It was asked:", MUTED), *parts]
        detail = self.query_one(Detail)
        # The field stands right below the question, and stays in view below a long one.
        detail.styles.max_height = self.app.size.height - AROUND - (FIELD if self._marked is None else 0)
        detail.show(lines(*parts), f"{self._drawn.seed} {self._marked is not None}")
        self.query_one("#answer", Input).display = self._marked is None
        self.refresh_bindings()

    # ------------------------------------------------------------------ keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Other numbers only once these are answered, and where nobody waits for the result."""
        if action == "again":
            return self._marked is not None and self._taken is None
        return super().check_action(action, parameters)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Mark the answer; one that cannot be read is no wrong answer."""
        now = self.session.clock.now()
        minutes = max(round((now - self._since).total_seconds() / 60), 0)
        remark = self.query_one("#remark", Static)
        try:
            self._marked = self.session.answer_evaluation(self._drawn, event.value, minutes)
        except MentorError as error:
            remark.update(line(" ".join(error.lines()), "$warning"))
            return
        remark.update("")
        self.set_focus(None)
        self._show()

    def action_again(self) -> None:
        """Ask the same with other numbers."""
        self._drawn, self._marked = self.session.draw_evaluation(self._key), None
        self._since = self.session.clock.now()
        field = self.query_one("#answer", Input)
        field.value = ""
        self._show()
        field.focus()

    def action_leave(self) -> None:
        """Back."""
        self.app.pop_screen()
        if self._taken is not None and self._marked is not None:
            self._taken(self.query_one("#answer", Input).value, float(self._marked.right))
