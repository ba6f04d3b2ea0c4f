"""Processes that kill themselves at each system call of a scene, one call further each time.

    python -m tests.store.torture.deaths FOLDER SCENE
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from mentor.store import lock
from mentor.store.store import Store
from tests.store.torture.calls import Call, half, names, watching
from tests.store.torture.scenes import SCENES, Scene, history_of, put, state_of


class Deadly:
    """Kills its process before the n-th call, or with the first half of it written."""

    def __init__(self, nth: int, halved: bool) -> None:
        self.nth, self.halved = nth, halved

    def __call__(self, call: Call) -> Any:
        if call.number == self.nth:
            if self.halved:
                half(call)
            os.kill(os.getpid(), signal.SIGKILL)
        return call.make()


def act(scene: Scene, store: Store, pipe: int) -> None:
    """Do it, say so, do one thing more, say so."""
    scene.act(store)
    os.write(pipe, b".")
    put(store, more=1)
    os.write(pipe, b".")


def died(scene: Scene, folder: Path, deadly: Deadly) -> int:
    """Let a process do it and die; how much it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            store = scene.open(folder)
            with watching(folder.parents[1], deadly):
                act(scene, store, writing)
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(1)
    os.close(writing)
    acknowledged = 0
    while dots := os.read(reading, 16):
        acknowledged += len(dots)
    os.close(reading)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"the process did not die at call {deadly.nth}"
    return acknowledged


def main(top: Path, name: str) -> None:
    scene = SCENES[name]
    states = [scene.old, scene.new, {**scene.new, "more": 1}]
    lock.PATIENCE = 0.0  # the dead hold nothing
    os.fsync = lambda handle: None  # no power is cut here
    dry = top / "dry" / "above" / "data"
    scene.prepare(dry)
    store, nowhere = scene.open(dry), os.open(os.devnull, os.O_WRONLY)
    calls = names(dry.parents[1], lambda: act(scene, store, nowhere))
    deaths = [(nth, False) for nth in range(1, len(calls) + 1)]
    deaths += [(nth, True) for nth, call in enumerate(calls, 1) if call == "write"]
    for nth, halved in deaths:
        where = f"{name}: died {'half way ' if halved else ''}at call {nth} of {calls}"
        folder = top / f"{nth}{halved}" / "above" / "data"
        scene.prepare(folder)
        acknowledged = died(scene, folder, Deadly(nth, halved))
        state = state_of(Store(folder))
        assert state in states[acknowledged : acknowledged + 2], f"{where}, acknowledged {acknowledged}: {state}"
        for turn in range(2):
            put(Store(folder), on=turn)
            assert state_of(Store(folder)) == {**state, "on": turn}, where
        Store(folder).fold()
        assert state_of(Store(folder)) == {**state, "on": 1}, where
        entries = history_of(folder)
        assert entries == list(range(1, len(entries) + 1)), where
        assert not any(folder.rglob("*.tmp")), where
    sys.stdout.write(json.dumps({"deaths": len(deaths)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
