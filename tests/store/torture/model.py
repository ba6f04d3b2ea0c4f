"""A journey in memory beside the one on disk: what is done next is drawn by lot, what must be there is computed."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from mentor.journey import Change
from mentor.journey.records import Note
from mentor.store.store import Store
from tests.store.torture.scenes import NOW, State

KEYS = "abcdefghijkl"
UNDOS = 200
"""How many changes can be taken back, as the store has it."""
ABSENT = object()

Step = dict[str, tuple[Any, Any]]
"""Key to the value before and after; ABSENT where there is none."""


class Model:
    """A journey whose next change follows from the seed and the changes before, in whichever process.

    Args:
        seed: Tells one journey from another.
        folds: The share of folds among what is done.

    Attributes:
        number: How many things were done.
        notes: The state; never changed in place.
        seq: How many entries the log got.
    """

    def __init__(self, seed: int, folds: float) -> None:
        self.seed, self.folds = seed, folds
        self.number = self.seq = 0
        self.notes: State = {}
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def copy(self) -> Model:
        """The same journey, free to go on by itself."""
        other = Model(self.seed, self.folds)
        other.number, other.seq, other.notes = self.number, self.seq, self.notes
        other._done, other._undone = list(self._done), list(self._undone)
        return other

    def step(self) -> Callable[[Store], object]:
        """Take the next step in memory; what takes it on disk."""
        self.number += 1
        luck = Random(f"{self.seed}:{self.number}")
        if luck.random() < self.folds and self.seq:
            return Store.fold
        kinds = [self._put] * 5 + [self._mix] * 3 + [self._auto] * 2
        kinds += [self._back] * 2 if self._done else []
        kinds += [self._again] * 2 if self._undone else []
        self.seq += 1
        return luck.choice(kinds)(luck)

    def _value(self, luck: Random) -> Any:
        """A value that was never there before, mostly short."""
        return [self.number, "ä" * int(10 ** (luck.random() * 4))]

    def _put(self, luck: Random) -> Callable[[Store], object]:
        return self._change({key: self._value(luck) for key in luck.sample(KEYS, luck.randint(1, 3))})

    def _mix(self, luck: Random) -> Callable[[Store], object]:
        keys = luck.sample(KEYS, 4)
        return self._change({key: self._value(luck) for key in keys[:1]} | dict.fromkeys(keys[1:], ABSENT))

    def _change(self, values: State) -> Callable[[Store], object]:
        before = {key: self.notes.get(key, ABSENT) for key in values}
        self._done.append({key: (before[key], value) for key, value in values.items() if before[key] is not value})
        self._undone.clear()
        del self._done[:-UNDOS]
        self._set(values)
        puts = [Note(key, value) for key, value in values.items() if value is not ABSENT]
        deletes = [("notes", key) for key, value in values.items() if value is ABSENT]
        return lambda store: store.commit(Change("change", puts, deletes), NOW)

    def _auto(self, luck: Random) -> Callable[[Store], object]:
        """The program's own doing; undo passes over it."""
        value = self._value(luck)
        self._set({"auto": value})
        return lambda store: store.commit(Change("auto", [Note("auto", value)]), NOW, auto=True)

    def _back(self, luck: Random) -> Callable[[Store], object]:
        step = self._done.pop()
        self._undone.append(step)
        self._set({key: before for key, (before, _) in step.items()})
        return lambda store: _took(store.undo(NOW))

    def _again(self, luck: Random) -> Callable[[Store], object]:
        step = self._undone.pop()
        self._done.append(step)
        self._set({key: after for key, (_, after) in step.items()})
        return lambda store: _took(store.redo(NOW))

    def _set(self, values: State) -> None:
        self.notes = {key: value for key, value in {**self.notes, **values}.items() if value is not ABSENT}


def _took(label: str | None) -> None:
    assert label == "change"
