"""One line on stderr that says how far something is, taken off again at the end."""

from __future__ import annotations

from time import monotonic
from typing import TextIO

from mentor.text import shorten

PAUSE = 0.1
"""Seconds between two pictures; a terminal need not draw more."""


class ProgressLine:
    """A line on a terminal; nothing where the stream is none."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream if stream is not None and stream.isatty() else None
        self._width = 0
        self._next = 0.0

    def show(self, text: str) -> None:
        """Put a text in place of the last one, unless that was put there a moment ago."""
        if self._stream is None or monotonic() < self._next:
            return
        self._next = monotonic() + PAUSE
        text = shorten(text, 70)
        self._stream.write(f"\r{text:<{self._width}}")
        self._stream.flush()
        self._width = max(self._width, len(text))

    def clear(self) -> None:
        """Leave an empty line."""
        if self._stream is not None and self._width:
            self._stream.write(f"\r{' ' * self._width}\r")
            self._stream.flush()
            self._width = 0
