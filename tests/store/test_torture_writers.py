"""Processes that write and read one journey at once, and one step of another between any two calls of a reader."""

from __future__ import annotations

import errno
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mentor.errors import StoreError
from mentor.store import lock
from mentor.store.store import Store
from tests.store.torture import FACTOR, run
from tests.store.torture.calls import Call, names, watching
from tests.store.torture.scenes import (
    SCENES,
    Scene,
    first_version,
    folded,
    folder_for,
    history_of,
    nothing,
    put,
    some,
    state_of,
)

pytestmark = pytest.mark.torture


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No power is cut here, so nothing is synced."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)


@pytest.mark.parametrize("writers", [2, 4])
def test_writers_that_meet_lose_nothing(writers: int, tmp_path: Path) -> None:
    commits = 50 * FACTOR
    seen = json.loads(run("writers", tmp_path / "above" / "data", writers, commits))
    assert seen["commits"] == writers * commits
    assert seen["entries"] > seen["commits"]


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())
def test_readers_see_a_change_come_once_and_whole(scene: Scene, tmp_path: Path) -> None:
    """At each call of who changes the journey, all others look at it; none sees it come and go."""
    folder = tmp_path / "above" / "data"
    scene.prepare(folder)
    store = scene.open(folder)
    kept, behind, seen = Store(folder), [Store(folder) for _ in range(100)], [scene.old]

    def look() -> None:
        for reader in (kept, behind.pop(), Store(folder)):
            state = state_of(reader)
            assert state in (seen[-1], scene.new)
            seen.append(state)

    def handler(call: Call) -> Any:
        look()
        return call.make()

    with watching(tmp_path, handler):
        scene.act(store)
    look()
    assert seen[-1] == scene.new == state_of(store)


def commit(store: Store) -> None:
    put(store, came=1)


def fold(store: Store) -> None:
    put(store, came=1)
    store.fold()


def much(store: Store) -> None:
    put(store, came=0)
    store.fold()
    put(store, came=2)
    store.fold()
    put(store, came=1)


@pytest.mark.parametrize("other", [commit, fold, much])
@pytest.mark.parametrize("before", [nothing, some, folded, first_version])
@pytest.mark.parametrize("kept", [True, False])
def test_a_reader_may_be_interrupted_by_a_writer_at_any_call(
    before: Callable[[Path], object], other: Callable[[Store], object], kept: bool, tmp_path: Path
) -> None:
    """A store that is kept, or one that is being opened, reads while another process does something."""
    nth = 0
    while True:
        nth += 1
        folder = tmp_path / str(nth) / "data"
        before(folder)
        writer = Store(folder)
        if before is not nothing:
            put(writer, seen=1)
        store = Store(folder)
        if before is not nothing:
            put(writer, unseen=1)
        old, came = state_of(writer), False

        def handler(call: Call, nth: int = nth, writer: Store = writer) -> Any:
            nonlocal came
            if call.number == nth:
                came = True
                other(writer)
            return call.make()

        with watching(folder, handler):
            reader = store if kept else Store(folder)
            first = state_of(reader)
        if not came:
            break
        assert first in (old, {**old, "came": 1}), nth
        assert state_of(reader) == {**old, "came": 1} == state_of(Store(folder)), nth
        put(reader, mine=1)
        assert state_of(writer) == state_of(reader) == {**old, "came": 1, "mine": 1}, nth
    assert nth > 2


class Mixed(io.BytesIO):
    """What was read of a file while it changed."""

    file: io.BufferedReader

    def fileno(self) -> int:
        return self.file.fileno()

    def close(self) -> None:
        self.file.close()
        super().close()


def test_a_reader_may_be_interrupted_in_the_middle_of_a_file(tmp_path: Path) -> None:
    """It reads a line that nobody finished; when it asks for more, another line stands there."""
    folder = tmp_path / "data"
    log = folder / "journey.log"
    writer = Store(folder)
    put(writer, a=1)
    reader = Store(folder)
    put(writer, b=1)
    log.write_bytes(log.read_bytes() + b'00000000 {"seq":3,')
    reads = 0

    def handler(call: Call) -> Any:
        nonlocal reads
        if call.name != "read":
            return call.make()
        reads += 1
        if reads > 1:
            return call.make()
        first, file = log.read_bytes(), call.make()
        put(Store(folder), c=1)
        mixed = Mixed(first + log.read_bytes()[len(first) :])
        mixed.file = file
        return mixed

    with watching(folder, handler):
        state = state_of(reader)
    assert state == state_of(Store(folder)) == {"a": 1, "b": 1, "c": 1}
    assert reads > 1


@pytest.mark.parametrize("more", ["", "y", "y" * 1_000])
def test_who_saw_a_change_that_failed_sees_it_go(more: str, tmp_path: Path) -> None:
    """The disk fails at the sync: the line stood in the log, was seen, and is taken off again."""
    folder = tmp_path / "data"
    writer = Store(folder)
    put(writer, a=1)
    reader, seen = Store(folder), []

    def handler(call: Call) -> Any:
        if call.name != "fsync":
            return call.make()
        seen.append(state_of(reader))
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with watching(folder, handler), pytest.raises(StoreError):
        put(writer, a="x")
    assert seen == [{"a": "x"}]
    put(writer, a=more or "y")
    log = folder / "journey.log"
    os.utime(log, ns=(log.stat().st_atime_ns, log.stat().st_mtime_ns + 10**9))  # between the two somebody read an error
    assert state_of(reader) == state_of(writer) == state_of(Store(folder)) == {"a": more or "y"}
    put(reader, b=1)
    assert state_of(writer) == state_of(Store(folder)) == {"a": more or "y", "b": 1}


@pytest.mark.parametrize("name", [name for name in SCENES if name != "a restore"])  # that undoes whatever came
def test_another_writer_comes_before_or_waits(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At each call of who changes the journey, another tries to."""
    scene = SCENES[name]
    monkeypatch.setattr(lock, "PATIENCE", 0.0)
    nth, waited = 0, 0
    while True:
        nth += 2 if FACTOR == 1 else 1
        folder = folder_for(scene, tmp_path, nth)
        scene.prepare(folder)
        store, came = scene.open(folder), None

        def handler(call: Call, nth: int = nth, folder: Path = folder) -> Any:
            nonlocal came
            if call.number == nth:
                came = True
                try:
                    put(Store(folder), came=1)
                except StoreError as error:
                    came = "another mentor" not in error.message
            return call.make()

        with watching(tmp_path, handler):
            scene.act(store)
        if came is None:
            break
        waited += not came
        expected = {**scene.new, "came": 1} if came else scene.new
        assert state_of(store) == state_of(Store(folder)) == expected, nth
        put(Store(folder), after=1)
        assert state_of(store) == {**expected, "after": 1}, nth
        entries = history_of(folder)
        assert entries == list(range(1, len(entries) + 1)), nth
    assert waited > 4


def test_the_calls_of_a_reader_are_seen(tmp_path: Path) -> None:
    """Otherwise nothing would be interrupted above."""
    folded(tmp_path / "data")
    assert names(tmp_path, lambda: Store(tmp_path / "data")).count("read") == 2
