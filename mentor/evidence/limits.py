"""How much of a folder is read, and how a reading is stopped."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from mentor.errors import MentorError


class CancelledError(MentorError):
    """The user stopped the reading."""

    def __init__(self) -> None:
        super().__init__("Stopped.", hint="Nothing was stored.")


@dataclass(frozen=True)
class Limits:
    """What bounds one reading. All of it is a choice of ours; whatever is left out is said.

    Attributes:
        files: Files read.
        file_bytes: A larger file is known by name and size only.
        total_bytes: Bytes read in all.
        depth: Folders within folders.
        counted: Files counted beyond those read, so that "N of M" has an M.
        seconds: For the whole reading, history included.
        commits: Commits looked at, newest first.
        history_bytes: Bytes of older versions searched for secrets.
    """

    files: int = 20_000
    file_bytes: int = 2_000_000
    total_bytes: int = 200_000_000
    depth: int = 40
    counted: int = 200_000
    seconds: float = 60.0
    commits: int = 5_000
    history_bytes: int = 64_000_000


class Budget:
    """The time a reading has left, and whether somebody stopped it."""

    def __init__(self, limits: Limits, cancelled: Callable[[], bool] | None = None) -> None:
        self.limits = limits
        self._cancelled = cancelled
        self._end = time.monotonic() + limits.seconds
        self.stopped = False

    @property
    def left(self) -> float:
        """Seconds left; not below 0."""
        return max(self._end - time.monotonic(), 0.0)

    @property
    def over(self) -> bool:
        """Whether the time is up.

        Raises:
            CancelledError: The user stopped the reading.
        """
        self.check()
        return self.left <= 0

    def check(self) -> None:
        """Go on, unless the user stopped the reading.

        Raises:
            CancelledError: The user did.
        """
        if self.stopped or (self._cancelled is not None and self._cancelled()):
            raise CancelledError
