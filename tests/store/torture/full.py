"""A disk that is really full: the system itself cuts a write short.

    python -m tests.store.torture.full FOLDER

No file may grow beyond a limit that moves byte by byte, so that each write is cut at another place.
"""

from __future__ import annotations

import errno
import os
import resource
import signal
import sys
from pathlib import Path

from mentor.errors import StoreError
from mentor.store.store import Store
from tests.store.torture.scenes import SCENES, Scene, history_of, put, state_of


def limited(scene: Scene, store: Store, limit: int) -> StoreError | None:
    """Do it while no file may be longer than the limit; what the store said."""
    _, highest = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, highest))
    try:
        scene.act(store)
    except StoreError as error:
        return error
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (highest, highest))
    return None


def longest(folder: Path) -> int:
    """The length of the longest file."""
    return max((path.stat().st_size for path in folder.rglob("*") if path.is_file()), default=0)


def attempt(scene: Scene, folder: Path, limit: int) -> bool:
    """Whether it could be done within the limit; what is there afterwards is checked."""
    scene.prepare(folder)
    store = scene.open(folder)
    said = limited(scene, store, limit)
    state = state_of(Store(folder))
    assert state == state_of(store) == (scene.old if said else scene.new), (limit, said, state)
    if said:
        assert os.strerror(errno.EFBIG) in said.message, said
        assert said.hint, said
        assert not list(folder.rglob("*.tmp")), limit
        assert limited(scene, store, 10_000_000) is None
        assert state_of(Store(folder)) == state_of(store) == scene.new
    put(store, on=limit)
    assert state_of(Store(folder)) == {**scene.new, "on": limit}
    entries = history_of(folder)
    assert entries == list(range(1, len(entries) + 1)), (limit, entries)
    return said is None


def main(top: Path) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    os.fsync = lambda handle: None  # no power is cut here
    for name, scene in SCENES.items():
        dry = top / name / "dry" / "data"
        scene.prepare(dry)
        store, before = scene.open(dry), longest(dry)
        scene.act(store)
        after = longest(dry)
        steps = {*range(7, after, after // 8), *range(before, after, max(1, (after - before) // 8))}
        limits = sorted({0, 1, *steps, after - 1, after})
        could = [attempt(scene, top / name / str(limit) / "data", limit) for limit in limits]
        assert could[-1], name
        assert not could[0], name
        sys.stdout.write(f"{name}: {could.count(False)} of {len(limits)} cut short\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
