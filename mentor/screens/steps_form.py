"""A form of six questions, one at a time: what the first run and a later change of the profile share."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList, Static

from mentor.errors import MentorError
from mentor.screens import welcome_steps as steps
from mentor.screens.welcome_steps import STEPS, Step
from mentor.session import Session
from mentor.widgets.bars import KeyLine
from mentor.widgets.meter import bar
from mentor.widgets.place import Place
from mentor.widgets.scale import CHOSEN, Answers, Line, answer_row, sides
from mentor.widgets.text import ACCENT, MUTED, STRONG, join, line, lines, plain

WIDEST = 96
"""Columns a line of text takes at most; longer ones are hard to read."""


class Choices(Answers):
    """Rows to choose from, with Enter in the line of keys."""

    BINDINGS = [
        Binding("enter", "screen.take_row", "choose", id="steps.take", tooltip="Answer with the row under the cursor"),
    ]


def count(what: str, number: int, of: int) -> Content:
    """Which of how many, with a bar."""
    return join((f"{what} {number} of {of}  ", MUTED), bar((number - 1) / of, 12))


class StepsForm(Place):
    """Six questions, one at a time."""

    CSS_PATH = "welcome.tcss"
    BINDINGS = [
        *(Binding(str(n), f"pick({n})", "choose", show=False, id=f"steps.{n}") for n in range(1, 8)),
        Binding("left,backspace", "back", "back", key_display="←", id="steps.back", tooltip="One question back"),
        Binding("shift+tab", "back", "back", show=False, id="steps.back_typing", tooltip="One question back"),
        Binding("escape", "leave", "back", id="steps.leave", tooltip="One question back"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._at = 0
        self._shown: int | None = None

    def compose(self) -> ComposeResult:
        """A head, a question, rows or a line to answer it, a remark."""
        yield Static(id="head")
        yield Static(id="ask")
        yield Choices(id="answers")
        yield Line(id="line", max_length=200, select_on_focus=False)
        yield Static(id="note")
        yield KeyLine()

    @property
    def step(self) -> Step | None:
        """The question on the screen."""
        return STEPS[self._at] if self._at < len(STEPS) else None

    @property
    def answers(self) -> dict[str, Any]:
        """The answers so far."""
        raise NotImplementedError

    def give(self, step: Step, value: Any) -> None:
        """Take an answer and move on."""
        raise NotImplementedError

    # ------------------------------------------------------------------ drawing

    def reload(self) -> None:
        """Show the question."""
        if self.step is not None:
            self.show_step(self.step)

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        self.call_after_refresh(self.reload)

    @property
    def columns(self) -> int:
        """Columns a line of text has."""
        return min(self.app.size.width - 4, WIDEST)

    def head(self) -> Content:
        """What stands above the question."""
        return sides(plain("mentor", f"bold {ACCENT}"), count("question", self._at + 1, len(STEPS)), self.columns)

    def show_step(self, step: Step) -> None:
        """Show a question and the answer it has."""
        moved, self._shown = self._shown != self._at, self._at
        value = steps.as_text(self.answers.get(step.key))
        self.query_one("#head", Static).update(self.head())
        self.query_one("#ask", Static).update(lines(plain(step.question, STRONG), plain(step.help, MUTED)))
        rows, text = self.query_one(Answers), self.query_one(Line)
        rows.display, text.display = bool(step.options), not step.options
        if step.options:
            rows.show(
                [
                    (o.id, answer_row(str(n), o.name, o.text, self.columns, 26, CHOSEN if o.id == value else " "))
                    for n, o in enumerate(step.options, 1)
                ]
            )
        if moved:
            self.remark("")
            if step.options:
                ids = [option.id for option in step.options]
                rows.highlighted = ids.index(value) if value in ids else 0
            text.value, text.placeholder = value, step.placeholder
            text.cursor_position = len(value)
            self.set_focus(rows if step.options else text)
            self.refresh_bindings()

    def remark(self, text: str, style: str = "$warning") -> None:
        """Say one thing below the answers."""
        self.query_one("#note", Static).update(line(text, style))

    # ------------------------------------------------------------------ keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Numbers choose where there are rows to choose from; nothing is undone in the middle of a form."""
        if action == "pick":
            return self.step is not None and parameters[0] in range(1, len(self.step.options) + 1)
        if action == "take_row":
            return any(rows.highlighted is not None for rows in self.query(Answers))
        if action == "back":
            return self._at > 0
        if action in ("undo", "redo"):
            return False
        return super().check_action(action, parameters)

    def action_pick(self, number: int) -> None:
        """Choose the row with a number."""
        if self.step is not None:
            self.give(self.step, self.step.options[number - 1].id)

    def action_take_row(self) -> None:
        """Choose the row under the cursor."""
        key = self.query_one(Answers).chosen
        if self.step is not None and key is not None:
            self.give(self.step, key)

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Enter chooses from now on."""
        self.refresh_bindings()

    def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click chooses as Enter does."""
        self.action_take_row()

    def action_take_text(self) -> None:
        """Take what was typed, or say what would fit."""
        if self.step is None:
            return
        try:
            value = steps.read_answer(self.step, self.query_one(Line).value)
        except MentorError as error:
            self.remark(error.message)
            return
        self.give(self.step, value)

    def action_back(self) -> None:
        """The question before."""
        if self._at > 0:
            self._at -= 1
            self.reload()

    def action_leave(self) -> None:
        """Escape is one step back."""
        self.action_back()
