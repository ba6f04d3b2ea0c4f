"""Small questions over a screen: yes or no, a line of text, one of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from mentor.errors import MentorError
from mentor.widgets.bars import KeyLine
from mentor.widgets.lists import Rows
from mentor.widgets.modal import Modal
from mentor.widgets.text import MUTED, line, lines, plain

T = TypeVar("T")


class _Dialog(Modal[T]):
    """A box in the middle; Escape leaves it without an answer."""

    DEFAULT_CSS = """
    _Dialog { align: center middle; background: $background 60%; }
    _Dialog > Vertical { width: 72; max-width: 94%; height: auto; max-height: 90%; padding: 1 2; background: $panel; }
    _Dialog Input { margin: 1 0 0 0; border: none; background: $surface; height: 1; padding: 0 1; }
    _Dialog Rows { margin: 1 0 0 0; background: $panel; height: auto; max-height: 14; }
    _Dialog Rows:focus { background: $panel; }
    _Dialog #remark { display: none; height: auto; margin: 1 0 0 0; }
    """
    BINDINGS = [Binding("escape", "cancel", "cancel", id="dialog.cancel", tooltip="Leave without changing anything")]

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


class _Field(Input):
    """A field whose key line says what Enter does."""

    BINDINGS = [Binding("enter", "submit", "ok", id="dialog.save", tooltip="Take the text and go on")]


class _Options(Rows):
    """A list whose key line says that Enter chooses."""

    BINDINGS = [Binding("enter", "select", "choose", id="dialog.choose", tooltip="Take the row under the cursor")]


def _question(question: str, detail: str) -> Content:
    head = plain(question, "bold")
    return lines(head, plain(detail, MUTED)) if detail else head


class Confirm(_Dialog[bool | None]):
    """A yes-or-no question for what undo cannot bring back."""

    BINDINGS = [
        Binding("y,enter", "answer(True)", "yes", id="dialog.yes", tooltip="Do it"),
        Binding("n", "answer(False)", "no", id="dialog.no", tooltip="Leave it"),
    ]

    def __init__(self, question: str, detail: str = "") -> None:
        super().__init__()
        self._question, self._detail = question, detail

    def compose(self) -> ComposeResult:
        """The question and its detail."""
        with Vertical():
            yield Static(_question(self._question, self._detail))
        yield KeyLine()

    def action_answer(self, answer: bool) -> None:
        """Close with the answer."""
        self.dismiss(answer)


class AskText(_Dialog[str | None]):
    """A line of text. Enter gives it, empty too; Escape gives None."""

    def __init__(
        self,
        question: str,
        detail: str = "",
        value: str = "",
        placeholder: str = "",
        *,
        check: Callable[[str], object] | None = None,
    ) -> None:
        """Ask for it.

        Args:
            question: What for.
            detail: How it is written, or what becomes of it.
            value: What stands in the field.
            placeholder: What stands in the empty field.
            check: Raises a `MentorError` for what cannot be taken; that is told, and what was typed stays.
        """
        super().__init__()
        self._question, self._detail = question, detail
        self._value, self._placeholder = value, placeholder
        self._check = check

    def compose(self) -> ComposeResult:
        """The question and the field."""
        with Vertical():
            yield Static(_question(self._question, self._detail))
            yield _Field(self._value, placeholder=self._placeholder, max_length=500)
            yield Static(id="remark")
        yield KeyLine()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with the text, or say what is wrong with it."""
        event.stop()
        try:
            if self._check is not None:
                self._check(event.value)
        except MentorError as error:
            remark = self.query_one("#remark", Static)
            remark.update(line(" ".join(error.lines()), "$warning"))
            remark.display = True
            return
        self.dismiss(event.value)


class Choose(_Dialog[str | None]):
    """One of several; gives the key of the one chosen."""

    def __init__(
        self, question: str, options: Sequence[tuple[str, str | Content]], detail: str = "", chosen: str = ""
    ) -> None:
        """Options are (key, text) pairs; `chosen` is the key to begin at."""
        super().__init__()
        self._question, self._detail = question, detail
        self._options, self._chosen = options, chosen

    def compose(self) -> ComposeResult:
        """The question and the list."""
        with Vertical():
            yield Static(_question(self._question, self._detail))
            yield _Options(
                *(Option(plain(text) if isinstance(text, str) else text, id=key) for key, text in self._options)
            )
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin at the present choice."""
        keys = [key for key, _ in self._options]
        self.query_one(_Options).highlighted = keys.index(self._chosen) if self._chosen in keys else 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Close with the choice."""
        event.stop()
        self.dismiss(event.option.id)
