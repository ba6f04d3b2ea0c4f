"""A dialog of several lines: tab goes from one to the next, enter saves all of them, escape leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from textual.binding import Binding
from textual.widgets import Input, Static

from mentor.errors import InputError, MentorError
from mentor.widgets.modal import Modal
from mentor.widgets.text import line

R = TypeVar("R")
V = TypeVar("V")


class Form(Modal[R | None], Generic[R]):
    """Labelled lines over a screen; gives what `give` makes of them, or None.

    Subclasses yield their lines in a `Vertical`, with a `Static` of the id `remark` where errors are told.
    """

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    Form { align: center middle; background: $background 60%; }
    Form > Vertical { width: 80; max-width: 96%; height: auto; max-height: 95%; padding: 1 2; background: $panel; }
    Form Horizontal { height: 1; }
    Form #title { margin: 0 0 1 0; }
    Form .label { width: 11; }
    Form Input { width: 1fr; background: $surface; }
    Form Input:focus { background: $background; }
    Form Input.short { width: 14; }
    Form .beside { width: 1fr; padding: 0 0 0 2; }
    Form #remark { height: auto; margin: 1 0 0 0; }
    """
    BINDINGS = [
        Binding("enter", "save", "save", priority=True, id="form.save", tooltip="Save what stands here"),
        Binding("tab", "app.focus_next", "next line", id="form.next", tooltip="Go to the next line"),
        Binding("shift+tab", "app.focus_previous", "back", show=False, id="form.back", tooltip="Go one line back"),
        Binding("down", "app.focus_next", "next line", show=False, id="form.down", tooltip="Go to the next line"),
        Binding("up", "app.focus_previous", "back", show=False, id="form.up", tooltip="Go one line back"),
        Binding("escape", "cancel", "cancel", id="form.cancel", tooltip="Leave without saving"),
    ]

    def give(self) -> R | None:
        """What the lines come to.

        Raises:
            MentorError: Something is in the way; it is told, and the form stays.
        """
        raise NotImplementedError

    def action_cancel(self) -> None:
        """Leave without saving."""
        self.dismiss(None)

    def action_save(self) -> None:
        """Give what stands here, or say what is in the way."""
        try:
            given = self.give()
        except MentorError as error:
            self.query_one("#remark", Static).update(line(" ".join(error.lines()), "$warning"))
            return
        self.dismiss(given)

    def read(self, name: str, read: Callable[[str], V]) -> V:
        """A line's value; where it cannot be read the line gets the keys.

        Raises:
            InputError: It cannot be read.
        """
        field = self.query_one(f"#{name}", Input)
        try:
            return read(field.value)
        except InputError:
            field.focus()
            raise
