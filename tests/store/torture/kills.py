"""Workers on one folder, killed one after the other at moments drawn by lot.

    python -m tests.store.torture.kills FOLDER SEED KILLS FOLDS

FOLDS is the share of folds in percent. Each worker goes on where the one before was killed, so that damage adds up.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
from collections import Counter
from pathlib import Path
from random import Random

from mentor.store import lock
from mentor.store import store as stores
from mentor.store.journal import Journal
from mentor.store.store import Store
from tests.store.torture.model import Model
from tests.store.torture.scenes import history_of, state_of


def work(folder: Path, model: Model, pipe: int) -> None:
    """Go on from the model's state and say so after each step, for ever."""
    store = Store(folder)
    while True:
        act = model.step()
        act(store)
        os.write(pipe, b".")


def killed(folder: Path, model: Model, luck: Random) -> int:
    """Start a worker and kill it; how many steps it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            work(folder, model, writing)
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(1)
    os.close(writing)
    wanted, acknowledged = luck.randrange(8), 0
    while acknowledged < wanted and (dots := os.read(reading, wanted - acknowledged)):
        acknowledged += len(dots)
    if luck.random() < 0.5:
        for _ in range(luck.randrange(20_000)):  # up to about half a millisecond, in steps finer than any timeout
            pass
    else:
        select.select([], [], [], luck.random() * 0.004)
    os.kill(child, signal.SIGKILL)
    while dots := os.read(reading, 4096):
        acknowledged += len(dots)
    os.close(reading)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the worker ended by itself"
    assert os.WTERMSIG(status) == signal.SIGKILL
    return acknowledged


def main(folder: Path, seed: int, kills: int, folds: int) -> None:
    luck, model, seen = Random(seed), Model(seed, folds / 100), Counter[str]()
    lock.PATIENCE = 0.0  # the dead hold nothing
    stores.FOLD_IN_COMMIT = 1_000 * (100 - folds)
    for nth in range(kills):
        for _ in range(killed(folder, model, luck)):
            model.step()
            seen["acknowledged"] += 1
        log = folder / "journey.log"
        seen["torn"] += log.exists() and not log.read_bytes().endswith(b"\n")
        seen["strays"] += any(folder.glob(".*.tmp"))
        store, ahead = Store(folder), model.copy()
        ahead.step()
        journal = Journal(folder)
        journal.refresh()
        if journal.seq == ahead.seq != model.seq:
            seen["done but not acknowledged"] += 1
            model = ahead
        assert journal.seq == model.seq, f"kill {nth}: {journal.seq} entries instead of {model.seq} or {ahead.seq}"
        assert state_of(store) == model.notes, f"kill {nth}, step {model.number}: {state_of(store)} != {model.notes}"
        if nth % 10 == 9 or nth + 1 == kills:
            assert history_of(folder) == list(range(1, model.seq + 1)), f"kill {nth}"
    seen["kills"] = kills
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
