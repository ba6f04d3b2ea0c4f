"""Real processes: two that write at once, and one that is killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mentor.store.store import Store

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
"""
)
DIES = (
    HEAD
    + """
import os, signal, tempfile

put(("a", 1), ("b", 1))
name, nth, when = sys.argv[2], int(sys.argv[3]), sys.argv[4]
where = tempfile if name == "mkstemp" else os
real, calls = getattr(where, name), 0

def dying(*args, **named):
    global calls
    calls += 1
    if calls == nth and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    result = real(*args, **named)
    if calls == nth:
        os.kill(os.getpid(), signal.SIGKILL)
    return result

setattr(where, name, dying)
put(("a", 2), ("b", 2))
"""
)


def start(code: str, *args: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, args)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def values(folder: Path) -> dict[str, object]:
    return {key: note.value for key, note in Store(folder).read().notes.items()}


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
    assert listing(folder) == ["journey.json"]


@pytest.mark.parametrize("run", range(20))
def test_a_killed_process_loses_nothing_it_acknowledged(folder: Path, listing, run: int):
    process = start(LOOP, folder)
    acknowledged = 0
    for _ in range(1 + run % 4):
        acknowledged = int(process.stdout.readline())
    for _ in range(run * 15_000):  # each run dies at another point of the commit that follows
        pass
    process.kill()
    rest, _ = process.communicate(timeout=60)
    acknowledged = int(rest.rsplit("\n", 2)[-2]) if "\n" in rest else acknowledged
    found = values(folder)
    assert found["last"] - acknowledged in (0, 1)
    expected = {f"n{n % 7}": n for n in range(1, found["last"] + 1)}
    assert found == {**expected, "last": found["last"], "long": "x" * 20_000}
    assert listing(folder) == ["journey.json"]


@pytest.mark.parametrize(
    ("call", "nth", "when", "value"),
    [
        ("open", 1, "before", 1),  # the lock
        ("open", 1, "after", 1),
        ("mkstemp", 1, "after", 1),
        ("fdopen", 1, "after", 1),
        ("fsync", 1, "before", 1),  # the file
        ("fsync", 1, "after", 1),
        ("replace", 1, "before", 1),
        ("replace", 1, "after", 2),
        ("fsync", 2, "before", 2),  # the folder
    ],
)
def test_a_process_that_dies_at_any_step_leaves_all_of_a_change_or_nothing(folder, listing, call, nth, when, value):
    process = start(DIES, folder, call, nth, when)
    process.communicate(timeout=60)
    assert process.returncode == -9
    assert values(folder) == {"a": value, "b": value}
    assert listing(folder) == ["journey.json"]
