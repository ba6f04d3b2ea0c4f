"""The power goes at any moment: what was acknowledged is there, and the change in hand is whole or not there."""

from __future__ import annotations

import contextlib
import errno
import os
import reprlib
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from mentor.errors import StoreError
from mentor.store import lock
from mentor.store import store as stores
from mentor.store.store import Store
from tests.store.torture import FACTOR, told
from tests.store.torture.calls import CHANGING, Call, Died, Dying, Failing, Handler, names, watching, whole
from tests.store.torture.model import Model
from tests.store.torture.power import PowerDisk, Tree, lay
from tests.store.torture.scenes import SCENES, Scene, State, folder_for, history_of, put, state_of

pytestmark = pytest.mark.torture
MATTER = (*CHANGING, "fsync")
each_scene = pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that is still held is an error at once; the disk in hand knows of syncs without their being done."""
    monkeypatch.setattr(lock, "PATIENCE", 0.0)
    monkeypatch.setattr(os, "fsync", lambda handle: None)


class Outage:
    """Opens what a power cut would leave, each possible disk once for each thing that may be on it."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.opened = 0
        self._seen: set[tuple[object, ...]] = set()

    def trouble(self, disk: PowerDisk, below: Path, may_be: list[State]) -> str:
        """What is wrong with what would be left now; nothing when it is as promised.

        Args:
            disk: What was done.
            below: The data folder, from the top.
            may_be: The states of which one must be there.
        """
        for word, tree in disk.left():
            key = (frozenset(tree.items()), *map(repr, may_be))
            if key not in self._seen:
                self._seen.add(key)
                self.opened += 1
                if found := self._opened(tree, below, may_be):
                    return f"{found}; {word}"
        return ""

    def _opened(self, tree: Tree, below: Path, may_be: list[State]) -> str:
        top = self.scratch / "left"
        lay(tree, top)
        folder = top / below
        try:
            store = Store(folder)
            if (state := state_of(store)) not in may_be:
                return f"found {reprlib.repr(state)} instead of one of {reprlib.repr(may_be)}"
            put(store, after="the cut")
            if state_of(Store(folder)) != {**state, "after": "the cut"}:
                return "the next commit was lost"
            if (seqs := history_of(folder)) != list(range(1, len(seqs) + 1)):
                return f"the history has a gap: {seqs}"
        except StoreError as error:
            return repr(error)
        return ""


@pytest.fixture
def outage(tmp_path: Path) -> Outage:
    return Outage(tmp_path)


@contextlib.contextmanager
def power(top: Path, inner: Handler, after: Callable[[PowerDisk], None]) -> Iterator[PowerDisk]:
    """Watch what is done to a folder; each call that matters is followed by a look at what would be left."""
    disk = PowerDisk(top, inner)

    def handler(call: Call) -> Any:
        try:
            return disk(call)
        finally:
            if call.name in MATTER:
                after(disk)

    try:
        with watching(top, handler):
            yield disk
    finally:
        disk.close()


def journey_in(top: Path, scene: Scene) -> Path:
    """The data folder of a scene, in a folder of its own."""
    folder = folder_for(scene, top, "data")
    top.mkdir()
    scene.prepare(folder)
    return folder


@each_scene
def test_the_power_may_go_after_any_call(scene: Scene, tmp_path: Path, outage: Outage) -> None:
    folder = journey_in(tmp_path / "top", scene)
    below = folder.relative_to(tmp_path / "top")
    may_be, calls = [scene.old, scene.new], 0
    wrong: dict[str, str] = {}

    def look(disk: PowerDisk) -> None:
        nonlocal calls
        calls += 1
        if found := outage.trouble(disk, below, may_be):
            wrong[f"call {calls}"] = found

    store = scene.open(folder)
    with power(tmp_path / "top", whole, look) as disk:
        scene.act(store)
        may_be[:] = [scene.new]
        look(disk)
        may_be.append({**scene.new, "next": 1})
        put(store, next=1)
        del may_be[0]
        look(disk)
    assert not wrong, told(wrong)
    assert outage.opened > calls / 8 > 0


FAULTS: dict[str, Callable[[int], Handler]] = {
    "an error": lambda nth: Failing(nth, errno.EIO, "before"),
    "an error once it was done": lambda nth: Failing(nth, errno.EIO, "after"),
    "a kill": Dying,
}


@each_scene
def test_what_is_committed_after_a_fault_outlives_a_power_cut(scene: Scene, tmp_path: Path, outage: Outage) -> None:
    """Something went wrong before; nobody knows what of it is on the disk, and the next commit has to make sure.

    A short test puts one fault into each call that matters, a long one every fault into every call.
    """
    folder = journey_in(tmp_path / "dry", scene)
    store = scene.open(folder)
    made = names(tmp_path / "dry", lambda: scene.act(store))
    wrong = {}
    for nth, (turn, (word, fault)) in product(range(1, len(made) + 1), enumerate(FAULTS.items())):
        if FACTOR == 1 and ((nth + turn) % len(FAULTS) or made[nth - 1] not in MATTER):
            continue
        top = tmp_path / f"{nth} {turn}"
        folder = journey_in(top, scene)
        store = scene.open(folder)
        handlers = [fault(nth)]

        def inner(call: Call, handlers: list[Handler] = handlers) -> Any:
            return handlers[0](call)

        with power(top, inner, lambda disk: None) as disk:
            with contextlib.suppress(OSError, StoreError, Died):
                scene.act(store)
            handlers[0] = whole
            if fault is Dying or nth % 2:
                store = Store(folder)
            state = state_of(store)
            put(store, next=nth)
            found = outage.trouble(disk, folder.relative_to(top), [{**state, "next": nth}])
            if found:
                wrong[f"{word} at call {nth}, {made[nth - 1]}"] = found
    assert not wrong, told(wrong)


@each_scene
def test_a_fold_after_a_kill_outlives_a_power_cut(scene: Scene, tmp_path: Path, outage: Outage) -> None:
    """What the dead wrote can be read but may not be on the disk yet; the fold counts on it all the same.

    A short test kills before every other sync, a long one before every call.
    """
    folder = journey_in(tmp_path / "dry", scene)
    store = scene.open(folder)
    made = names(tmp_path / "dry", lambda: scene.act(store))
    wrong = {}
    calls_to_die_at = range(1, len(made) + 1)
    if FACTOR == 1:
        calls_to_die_at = [nth for nth in calls_to_die_at if made[nth - 1] == "fsync"][::2]
    for nth in calls_to_die_at:
        top = tmp_path / str(nth)
        folder = journey_in(top, scene)
        below = folder.relative_to(top)
        store = scene.open(folder)
        handlers: list[Handler] = [Dying(nth)]
        may_be: list[State] = []
        calls = 0

        def look(disk: PowerDisk, nth: int = nth, below: Path = below, may_be: list[State] = may_be) -> None:
            nonlocal calls
            calls += 1
            if may_be and (found := outage.trouble(disk, below, may_be)):
                wrong[f"kill at call {nth}, {made[nth - 1]}, power at call {calls}"] = found

        with power(top, lambda call, handlers=handlers: handlers[0](call), look) as disk:
            with contextlib.suppress(Died):
                scene.act(store)
            handlers[0] = whole
            if not folder.exists():
                continue
            may_be += [scene.old, scene.new]
            calls = 0
            store = Store(folder)
            state = state_of(store)
            store.fold()
            may_be[:] = [state]
            look(disk)
    assert not wrong, told(wrong)


@pytest.mark.parametrize("seed", range(FACTOR))
def test_the_power_may_go_at_any_call_of_a_long_journey(
    seed: int, tmp_path: Path, outage: Outage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Commits, undos and folds in any order; the power goes after calls drawn by lot."""
    monkeypatch.setattr(stores, "FOLD_IN_COMMIT", 5_000)
    top = tmp_path / "top"
    top.mkdir()
    folder = top / "above" / "data"
    model, luck, looks = Model(seed, folds=0.15), Random(seed), 0
    wrong: dict[str, str] = {}
    may_be = [model.notes]

    def look(disk: PowerDisk) -> None:
        nonlocal looks
        if luck.random() < 0.15:
            looks += 1
            if found := outage.trouble(disk, folder.relative_to(top), may_be):
                wrong[f"step {model.number}, look {looks}"] = found

    store = Store(folder)
    with power(top, whole, look):
        for _ in range(20):
            before = model.notes
            act = model.step()
            may_be[:] = [before, model.notes]
            act(store)
            may_be[:] = [model.notes]
            assert state_of(store) == model.notes
            if luck.random() < 0.1:
                store = Store(folder)
    assert not wrong, told(wrong)
    assert looks > 20
