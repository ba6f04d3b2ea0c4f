"""What can be taken back and done again, told from the log."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from mentor.store.log import DO, REDO, UNDO, Entry

LIMIT = 200
"""How many changes can be taken back, newest first."""


class Steps:
    """The two stacks of one opened store.

    They hold what this store did and what was done before it was opened. What another process does meanwhile is left
    to that process: taking back what happened in another window would surprise.
    """

    def __init__(self, by: str, opened_at: int, overtaken: Collection[int]) -> None:
        """Start with nothing.

        Args:
            by: The store's own mark in the log.
            opened_at: The last entry's number when the store was opened.
            overtaken: Numbers of entries that could not be taken back and are passed over.
        """
        self._overtaken = overtaken
        self._by = by
        self._opened_at = opened_at
        self.done: list[Entry] = []
        self.undone: list[Entry] = []

    def take_in(self, newest_first: Iterable[Entry]) -> None:
        """Fill the stacks from the log, read backwards as far as needed."""
        found, changes = [], 0
        for entry in newest_first:
            found.append(entry)
            # What was taken back needs its change as well, so one and a half times as many may be of use.
            changes += entry.kind == DO
            if changes >= 2 * LIMIT:
                break
        for entry in reversed(found):
            self.feed(entry)

    def feed(self, entry: Entry) -> None:
        """Take note of an entry newer than all before."""
        if entry.seq in self._overtaken or (entry.by != self._by and entry.seq > self._opened_at):
            return
        if entry.kind == DO:
            self.done.append(entry)
            self.undone.clear()
        elif entry.kind == UNDO:
            _drop(self.done, entry.of)
            self.undone.append(entry)
        elif entry.kind == REDO:
            _drop(self.undone, entry.of)
            self.done.append(entry)
        del self.done[:-LIMIT], self.undone[:-LIMIT]


def _drop(stack: list[Entry], seq: int) -> None:
    stack[:] = [entry for entry in stack if entry.seq != seq]
