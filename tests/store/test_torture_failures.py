"""A disk that fails at any one system call of a commit or a fold, or at that one and all later ones."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

import pytest

from mentor.errors import StoreError
from mentor.store import lock
from mentor.store.store import Store
from tests.store.torture import FACTOR, told
from tests.store.torture.calls import Failing, names, watching, ways
from tests.store.torture.scenes import SCENES, Scene, folder_for, history_of, put, state_of

pytestmark = pytest.mark.torture
each_scene = pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that is still held after a failure is an error at once; no power is cut here, so nothing is synced."""
    monkeypatch.setattr(lock, "PATIENCE", 0.0)
    monkeypatch.setattr(os, "fsync", lambda handle: None)


def calls_of(scene: Scene, top: Path) -> list[str]:
    """The calls in a row when nothing fails."""
    folder = folder_for(scene, top, "dry")
    scene.prepare(folder)
    store = scene.open(folder)
    made = names(top, lambda: scene.act(store))
    assert state_of(store) == state_of(Store(folder)) == scene.new
    return made


def goes_on(store: Store, folder: Path, state: dict[str, object]) -> None:
    """The store and a new one see the state and can go on from there."""
    assert state_of(Store(folder)) == state
    assert state_of(store) == state
    put(store, on=1)
    other = Store(folder)
    assert state_of(other) == state_of(store) == {**state, "on": 1}
    put(other, on=2)
    other.fold()
    assert state_of(Store(folder)) == state_of(store) == {**state, "on": 2}
    entries = history_of(folder)
    assert entries == list(range(1, len(entries) + 1))
    left = {path.name for path in folder.iterdir()} - {"backups"}
    assert left == {"history", "journey.json", "journey.lock", "journey.log"}


def trouble(scene: Scene, top: Path, failing: Failing) -> str:
    """What is wrong after doing it on a disk that fails; nothing when it is as promised.

    An error says that nothing was stored, so where only one call fails the old state is there.
    """
    folder = folder_for(scene, top, f"{failing.nth} {failing.how} {failing.error}")
    scene.prepare(folder)
    store, said = scene.open(folder), None
    with watching(top, failing):
        try:
            scene.act(store)
        except Exception as error:
            said = error
    try:
        found = state_of(Store(folder))
        may_be = [scene.new] if said is None else [scene.old, scene.new] if failing.how == "on" else [scene.old]
        if found not in may_be:
            return f"it said {said!r} and left the {'new' if found == scene.new else 'old'} state"
        goes_on(store, folder, found)
    except (AssertionError, StoreError) as error:
        return f"it said {said!r} and does not go on: {error!r}"
    if said is not None and (failing.how == "short" or not isinstance(said, StoreError) or not said.hint):
        return f"it said {said!r}"
    return ""


@each_scene
def test_a_call_that_fails_leaves_the_old_state_or_the_new_one(scene: Scene, tmp_path: Path) -> None:
    made = calls_of(scene, tmp_path)
    assert "fsync" in made
    wrong = {}
    for failing in ways(made, FACTOR > 1):
        if found := trouble(scene, tmp_path, failing):
            wrong[f"{failing.nth} {made[failing.nth - 1]} {failing.how} {failing.error}"] = found
    assert not wrong, told(wrong)


@each_scene
def test_a_disk_that_fails_again_and_again_is_waited_out(scene: Scene, tmp_path: Path) -> None:
    """The same thing is tried until it works, one call further each time."""
    made = calls_of(scene, tmp_path)
    folder = folder_for(scene, tmp_path, "again")
    scene.prepare(folder)
    store = scene.open(folder)
    for nth in range(1, len(made) + 1):
        before = state_of(store)
        with watching(tmp_path, Failing(nth, errno.EIO, "before")), contextlib.suppress(StoreError):
            scene.act(store)
        found = state_of(Store(folder))
        assert found == state_of(store), f"call {nth} of {made}"
        if found != before:
            break
    assert state_of(store) in (scene.old, scene.new)
