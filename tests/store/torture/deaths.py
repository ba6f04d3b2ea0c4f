"""Processes that kill themselves at each system call of each scene, one call further each time.

python -m tests.store.torture.deaths FOLDER
"""

from __future__ import annotations

import json
import os
import reprlib
import signal
import sys
from pathlib import Path
from typing import Any

from mentor.errors import StoreError
from mentor.store import lock
from mentor.store.store import Store
from tests.store.torture import FACTOR
from tests.store.torture.calls import CHANGING, Call, half, names, watching
from tests.store.torture.scenes import SCENES, Scene, folder_for, history_of, put, state_of


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


def died(scene: Scene, top: Path, folder: Path, deadly: Deadly) -> int:
    """Let a process do it and die; how much it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            store = scene.open(folder)
            with watching(top, deadly):
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


def trouble(scene: Scene, top: Path, folder: Path, deadly: Deadly) -> str:
    """What is wrong after a death; nothing when it is as promised."""
    states = [scene.old, scene.new, {**scene.new, "more": 1}]
    acknowledged = died(scene, top, folder, deadly)
    try:
        state = state_of(Store(folder))
        if state not in states[acknowledged : acknowledged + 2]:
            return f"acknowledged {acknowledged} and left {reprlib.repr(state)}"
        for turn in range(2):
            put(Store(folder), on=turn)
            if state_of(Store(folder)) != {**state, "on": turn}:
                return "the next commit was lost"
        Store(folder).fold()
        if state_of(Store(folder)) != {**state, "on": 1}:
            return "the next fold lost something"
        if (entries := history_of(folder)) != list(range(1, len(entries) + 1)):
            return f"the history has a gap: {entries}"
        if strays := [path.name for path in folder.rglob("*.tmp")]:
            return f"nobody cleared away {strays}"
    except StoreError as error:
        return repr(error)
    return ""


def play(scene: Scene, top: Path) -> tuple[int, dict[str, str]]:
    """Die at every call of a scene; how often that was, and what went wrong."""
    top.mkdir()
    dry = folder_for(scene, top, "dry")
    scene.prepare(dry)
    store, nowhere = scene.open(dry), os.open(os.devnull, os.O_WRONLY)
    calls = names(top, lambda: act(scene, store, nowhere))
    os.close(nowhere)
    changes = [True, *(call in CHANGING for call in calls)]  # a short test dies once for each state of the disk
    deaths = [(nth, False) for nth in range(1, len(calls) + 1) if changes[nth - 1] or FACTOR > 1]
    deaths += [(nth, True) for nth, call in enumerate(calls, 1) if call == "write"]
    wrong = {}
    for nth, halved in deaths:
        word = f"{'half way ' if halved else ''}{nth} {calls[nth - 1]}"
        folder = folder_for(scene, top, word)
        scene.prepare(folder)
        if found := trouble(scene, top, folder, Deadly(nth, halved)):
            wrong[word] = found
    return len(deaths), wrong


def main(top: Path) -> None:
    lock.PATIENCE = 0.0  # the dead hold nothing
    os.fsync = lambda handle: None  # no power is cut here
    sys.stdout.write(json.dumps({name: play(scene, top / name) for name, scene in SCENES.items()}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
