"""The one place that reads the time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import NamedTuple


def _system_now() -> datetime:
    return datetime.now(UTC)


class Clock(NamedTuple):
    """What time it is, for the program's edge. A plain tuple, since every command makes one.

    Attributes:
        day: A fixed day, from `--today`; None for the machine's own.
        now: The moment, aware and in UTC.
    """

    day: date | None = None
    now: Callable[[], datetime] = _system_now

    def today(self) -> date:
        """The user's own day, in local time."""
        return self.day or self.now().astimezone().date()
