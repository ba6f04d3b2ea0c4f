"""The time log laid out so that a window over it costs two look-ups, however long the log is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date

from mentor.journey.time import LogEntry

_ALL = ""


class Ledger:
    """Work that was logged, rest left out."""

    def __init__(self, spent: Iterable[LogEntry]) -> None:
        """Lay entries out.

        Args:
            spent: Oldest day first.
        """
        self._entries = [entry for entry in spent if entry.kind != "rest"]
        self._days: dict[str, list[date]] = {_ALL: []}
        self._sums: dict[str, list[int]] = {_ALL: [0]}
        for entry in self._entries:
            for kind in (_ALL, entry.kind):
                self._days.setdefault(kind, []).append(entry.on)
                sums = self._sums.setdefault(kind, [0])
                sums.append(sums[-1] + entry.minutes)

    def minutes(self, first: date, last: date, kind: str = _ALL) -> int:
        """Minutes from one day to another, both counted, of a kind or of all."""
        days, sums = self._days.get(kind, []), self._sums.get(kind, [0])
        return sums[bisect_right(days, last)] - sums[bisect_left(days, first)] if first <= last else 0

    def between(self, first: date, last: date) -> Sequence[LogEntry]:
        """The entries from one day to another, both counted."""
        days = self._days[_ALL]
        return self._entries[bisect_left(days, first) : bisect_right(days, last)]

    def of_kind(self, kind: str) -> Iterable[LogEntry]:
        """All entries of a kind, oldest day first."""
        return (entry for entry in self._entries if entry.kind == kind)

    def last_day(self, kind: str, until: date) -> date | None:
        """The last day up to one on which time of a kind was logged."""
        days = self._days.get(kind, [])
        place = bisect_right(days, until)
        return days[place - 1] if place else None
