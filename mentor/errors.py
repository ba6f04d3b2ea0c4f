"""Errors the user is meant to read."""

from __future__ import annotations

from collections.abc import Sequence


class MentorError(Exception):
    """Something the user can act on: what was wrong, and what to do about it.

    Attributes:
        message: One sentence that says what was wrong.
        details: Further lines, for instance one for each problem in a file.
        hint: What to do next; empty when the message already says it.
    """

    def __init__(self, message: str, *, details: Sequence[str] = (), hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.details = tuple(details)
        self.hint = hint

    def lines(self) -> list[str]:
        """The error as lines of plain text, message first, hint last."""
        return [self.message, *(f"  {detail}" for detail in self.details), *([self.hint] if self.hint else [])]


class StoreError(MentorError):
    """The journey's file cannot be read or written."""


class InputError(MentorError):
    """What the user gave cannot be used."""
