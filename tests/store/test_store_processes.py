"""Real processes: two that write at once, and one that is killed."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mentor.journey import Change
from mentor.journey.records import Note
from mentor.store.store import Store
from tests.raw import FILES, labels_of

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
HEAD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from mentor.journey import Change
from mentor.journey.records import Note
from mentor.store.store import Store

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
store = Store(Path(sys.argv[1]))

def put(*pairs):
    store.commit(Change("put", [Note(key, value) for key, value in pairs]), NOW)
"""
WRITER = (
    HEAD
    + """
print("ready", flush=True)
sys.stdin.readline()
for n in range(40):
    put((f"{sys.argv[2]}{n}", n), ("both", sys.argv[2]))
"""
)
LOOP = (
    HEAD
    + """
n = 0
while True:
    n += 1
    put((f"n{n % 7}", n), ("last", n), ("long", "x" * 20_000))
    print(n, flush=True)
    if n % 3 == 0:
        store.fold()
"""
)
DIES = (
    HEAD
    + """
import os, signal

put(("a", 1), ("b", 1))
store.fold()
put(("a", 2), ("b", 2))
what, name, nth, when = sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5]
real, calls = getattr(os, name), 0

def dying(*args, **named):
    global calls
    if name == "open" and not args[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        return real(*args, **named)  # only read
    calls += 1
    if calls == nth and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    if calls == nth and when == "half way":
        args = (args[0], args[1][: len(args[1]) // 2])
    result = real(*args, **named)
    if calls == nth:
        os.kill(os.getpid(), signal.SIGKILL)
    return result

setattr(os, name, dying)
if what == "commit":
    put(("a", 3), ("b", 3))
else:
    store.fold()
"""
)


def start(code: str, *args: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, args)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def values(folder: Path) -> dict[str, object]:
    return {key: note.value for key, note in Store(folder).read().notes.items()}


def goes_on(folder: Path, listing, expected: dict[str, object]) -> None:
    """Whoever comes next finds this, can change it, and sweeps what the dead one left."""
    assert values(folder) == expected
    store = Store(folder)
    store.commit(Change("on", [Note("on", 1)]), NOW)
    store.fold()
    assert values(folder) == {**expected, "on": 1}
    assert listing(folder) == FILES


def test_two_processes_that_write_at_once_lose_nothing(folder: Path, listing):
    writers = [start(WRITER, folder, name) for name in "ab"]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=60)
    assert [writer.returncode for writer in writers] == [0, 0]
    found = values(folder)
    assert found.pop("both") in ("a", "b")
    assert found == {f"{name}{n}": n for name in "ab" for n in range(40)}
    assert labels_of(folder) == ["put"] * 80
    assert listing(folder) == FILES


@pytest.mark.parametrize("run", range(20))
def test_a_killed_process_loses_nothing_it_acknowledged(folder: Path, listing, run: int):
    process = start(LOOP, folder)
    acknowledged = 0
    for _ in range(1 + run % 4):
        acknowledged = int(process.stdout.readline())
    for _ in range(run * 15_000):  # each run dies at another point of the commit or fold that follows
        pass
    process.kill()
    for line in process.stdout:  # with what was read ahead above, which `communicate` would not give
        acknowledged = int(line) if line.endswith("\n") else acknowledged
    process.communicate(timeout=60)
    found = values(folder)
    assert found["last"] - acknowledged in (0, 1)
    expected = {f"n{n % 7}": n for n in range(1, found["last"] + 1)}
    goes_on(folder, listing, {**expected, "last": found["last"], "long": "x" * 20_000})


@pytest.mark.parametrize(
    ("call", "nth", "when", "value"),
    [
        ("open", 1, "before", 2),  # the lock
        ("open", 1, "after", 2),
        ("open", 2, "before", 2),  # the log
        ("open", 2, "after", 2),
        ("write", 1, "before", 2),
        ("write", 1, "half way", 2),
        ("write", 1, "after", 3),
        ("fsync", 1, "before", 3),
        ("fsync", 1, "after", 3),
    ],
)
def test_a_process_that_dies_at_any_step_leaves_all_of_a_change_or_nothing(folder, listing, call, nth, when, value):
    process = start(DIES, folder, "commit", call, nth, when)
    process.communicate(timeout=60)
    assert process.returncode == -9
    assert listing(folder) == FILES
    goes_on(folder, listing, {"a": value, "b": value})


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    ("call", "nth"),
    [
        ("open", 2),  # the new snapshot
        ("write", 1),
        ("fsync", 1),
        ("replace", 1),
        ("fsync", 2),  # its folder
        ("link", 1),  # the history
        ("fsync", 3),
        ("open", 3),  # the new log
        ("write", 2),
        ("fsync", 4),
        ("replace", 2),
        ("fsync", 5),
    ],
)
def test_a_process_that_dies_at_any_step_of_a_fold_changes_nothing(folder, listing, call, nth, when):
    process = start(DIES, folder, "fold", call, nth, when)
    process.communicate(timeout=60)
    assert process.returncode == -9
    assert Store(folder).undo(NOW) == "put"
    assert Store(folder).redo(NOW) == "put"
    goes_on(folder, listing, {"a": 2, "b": 2})
    assert labels_of(folder) == ["on", "put", "put", "put", "put"]
