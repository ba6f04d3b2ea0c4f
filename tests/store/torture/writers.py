"""Several processes that write one journey at once, and one that only reads.

python -m tests.store.torture.writers FOLDER WRITERS COMMITS
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from mentor.errors import StoreError
from mentor.journey import Change
from mentor.journey.records import Note
from mentor.store import store as stores
from mentor.store.journal import Journal
from mentor.store.migrations import Tables
from mentor.store.rows import Rows, stamped
from mentor.store.store import OvertakenError, Store
from tests.store.torture.scenes import NOW, history_of, state_of


def counted(name: str, number: int) -> Callable[[Tables], Rows]:
    """One more on the counter all share, and the writer's own records."""

    def make(tables: Tables) -> Rows:
        notes = tables.get("notes", {})
        values = {"counter": notes.get("counter", {"value": 0})["value"] + 1, name: number, f"{name}'s": number}
        rows = {("notes", key): {**notes.get(key, {}), "value": value} for key, value in values.items()}
        return stamped(tables, rows, NOW)

    return make


class Witness:
    """Looks at a journey again and again; what it sees never goes back and is never half of a change."""

    def __init__(self, writers: int) -> None:
        self.names = ["counter", *(f"w{n}" for n in range(writers))]
        self.last = dict.fromkeys(self.names, 0)
        self.looks = 0

    def look(self, store: Store) -> dict[str, int]:
        state = state_of(store)
        now = {name: state.get(name, 0) for name in self.names}
        assert all(now[name] >= self.last[name] for name in self.names), f"{self.last} became {now}"
        assert all(state.get(f"{name}'s", 0) == now[name] for name in self.names[1:]), f"half a change: {state}"
        self.last = now
        self.looks += 1
        return now


def write(folder: Path, me: int, writers: int, commits: int) -> None:
    """Commit, mostly; now and then take something back and do it again, and fold."""
    store, witness, name = Store(folder), Witness(writers), f"w{me}"
    for number in range(1, commits + 1):
        if number % 2:
            change = Change("own", [Note(name, number), Note(f"{name}'s", number)])
            store.commit(change, NOW)
        else:
            store.commit_rows("count", counted(name, number), NOW)
        now = witness.look(store)
        assert now[name] == number, f"{name} committed {number} and saw {now}"
        assert now["counter"] >= number // 2
        if number % 10 == 5:
            take_back(store, f"back{me}", number)
        if number % 25 == 24:
            store.fold()
            assert witness.look(store)[name] == number


def take_back(store: Store, key: str, number: int) -> None:
    """Commit something, take it back, do it again; and fail to take back what others changed since."""
    before = state_of(store).get(key)
    store.commit(Change("back", [Note(key, number)]), NOW)
    assert store.undo(NOW) == "back"
    assert state_of(store).get(key) == before
    assert store.redo(NOW) == "back"
    store.commit(Change("everybody's", [Note("all", [key, number])]), NOW)
    try:
        store.undo(NOW)
    except OvertakenError:
        assert state_of(store)["all"] != [key, number]
    assert state_of(store)[key] == number


def read(folder: Path, writers: int, until: int) -> None:
    """Look until told to stop, with a store that is kept and with new ones."""
    witness, store = Witness(writers), Store(folder)
    os.set_blocking(until, False)
    while True:
        try:
            stop = not os.read(until, 1)
        except BlockingIOError:
            stop = False
        witness.look(store)
        store.changed()
        if witness.looks % 7 == 0:
            witness.look(Store(folder))
        if stop:
            break
    assert not store.changed()
    sys.stderr.write(f"the reader looked {witness.looks} times\n")


def started(job: Callable[[], None]) -> int:
    """A process that does the job."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        job()
        code = 0
    except BaseException as error:
        sys.excepthook(*sys.exc_info())
        if isinstance(error, StoreError):
            sys.stderr.write("\n".join(error.lines()) + "\n")
    finally:
        sys.stderr.flush()
        os._exit(code)


def main(folder: Path, writers: int, commits: int) -> None:
    stores.FOLD_IN_COMMIT = 20_000
    gate, opened = os.pipe()
    until, done = os.pipe()

    def writer(me: int) -> None:
        os.close(opened)
        os.close(done)
        os.read(gate, 1)  # all start at the same moment, in a folder that is not there yet
        write(folder, me, writers, commits)

    def reader() -> None:
        os.close(done)
        os.close(opened)
        read(folder, writers, until)

    watching = started(reader)
    writing = [started(lambda me=me: writer(me)) for me in range(writers)]
    os.close(opened)
    ended = [os.waitpid(child, 0)[1] for child in writing]
    os.close(done)
    assert [*ended, os.waitpid(watching, 0)[1]] == [0] * (writers + 1)

    state = state_of(Store(folder))
    assert state["counter"] == writers * (commits // 2), state["counter"]
    for me in range(writers):
        assert state[f"w{me}"] == state[f"w{me}'s"] == commits, (me, state)
    journal = Journal(folder)
    journal.refresh()
    entries = list(journal.entries_backwards())
    assert history_of(folder) == list(range(1, journal.seq + 1))
    made = sum(entry.label in ("own", "count") for entry in entries)
    assert made == writers * commits, made
    sys.stdout.write(json.dumps({"commits": made, "entries": journal.seq}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
