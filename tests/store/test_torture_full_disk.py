"""Disks that are really full."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentor.errors import StoreError
from mentor.store.store import Store
from tests.store.torture import run
from tests.store.torture.scenes import history_of, put, state_of

pytestmark = pytest.mark.torture


def test_a_write_that_the_system_cuts_short_leaves_the_old_state(tmp_path: Path) -> None:
    assert "a fold" in run("full", tmp_path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 400 KB."""
    mount, top = shutil.which("mount"), tmp_path / "disk"
    top.mkdir()
    if mount is None or os.geteuid() != 0:
        pytest.skip("only root can mount a disk")
    command = [mount, "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(top)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield top
    subprocess.run(["umount", str(top)], check=True)


def filled(top: Path) -> Path:
    """A file that leaves no room."""
    filler = top / "filler"
    with filler.open("wb", buffering=0) as file:
        size = 4096
        while size:
            try:
                file.write(bytes(size))
            except OSError:
                size //= 2
    return filler


def until_full(store: Store, number: int) -> int:
    """Commit until there is no room; the number of the last change that was stored."""
    said = None
    while said is None:
        try:
            put(store, a=number + 1, b="x" * 500)
            number += 1
        except StoreError as error:
            said = error
    assert "No space left" in said.message
    assert "Make room" in said.hint
    return number


def test_a_disk_that_is_full_loses_nothing_and_goes_on_when_there_is_room(small_disk: Path) -> None:
    folder = small_disk / "data"
    store, number = Store(folder), 1
    put(store, a=1, b="x" * 500)
    for _ in range(3):
        filler = filled(small_disk)
        number = until_full(store, number)
        assert state_of(store) == state_of(Store(folder)) == {"a": number, "b": "x" * 500}
        for attempt in (lambda: put(store, more="y" * 10_000), store.fold):
            with pytest.raises(StoreError, match="No space left"):
                attempt()
            assert state_of(store) == state_of(Store(folder)) == {"a": number, "b": "x" * 500}
        filler.unlink()
        for _ in range(10):
            number += 1
            put(store, a=number, b="x" * 500)
        store.fold()
        assert state_of(store) == state_of(Store(folder)) == {"a": number, "b": "x" * 500}
        assert history_of(folder) == list(range(1, number + 1))


def test_a_first_commit_on_a_full_disk_can_be_made_when_there_is_room(small_disk: Path) -> None:
    folder = small_disk / "data"
    store = Store(folder)
    filler = filled(small_disk)
    with pytest.raises(StoreError):
        put(store, a="x" * 10_000)
    assert state_of(store) == state_of(Store(folder)) == {}
    filler.unlink()
    put(store, a=1)
    assert state_of(store) == state_of(Store(folder)) == {"a": 1}
