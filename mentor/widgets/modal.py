"""A screen over others that gives one answer."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

T = TypeVar("T")


class Modal(ModalScreen[T]):
    """A screen over others. It answers once: a key that is held down may ask again before the screen is gone."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close with an answer, while it is the screen in front."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
