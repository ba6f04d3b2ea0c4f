"""What is done to a journey while something goes wrong, and what must be there before and after."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from mentor.errors import StoreError
from mentor.journey import Change
from mentor.journey.records import Note
from mentor.store import store as stores
from mentor.store.backups import BY_HAND, Backup
from mentor.store.journal import Journal
from mentor.store.store import Store
from tests.store.torture.calls import Died, Dying, names, watching

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)

State = dict[str, Any]
"""The notes of a journey, their values by their keys."""


def state_of(store: Store) -> State:
    return {key: note.value for key, note in store.read().notes.items()}


def put(store: Store, **values: Any) -> None:
    store.commit(Change("put", [Note(key, value) for key, value in values.items()]), NOW)


def history_of(folder: Path) -> list[int]:
    """The numbers of all entries that can be read back, oldest first."""
    journal = Journal(folder)
    journal.refresh()
    return [entry.seq for entry in journal.entries_backwards()][::-1]


class Scene(NamedTuple):
    """Something done to a journey.

    Attributes:
        prepare: Lays the journey before it into a folder.
        act: Does it.
        old: The state before.
        new: The state after.
        open: Opens the journey before it.
    """

    prepare: Callable[[Path], object]
    act: Callable[[Store], object]
    old: State
    new: State
    open: Callable[[Path], Store] = Store


OLD = {"a": 1, "b": [1], "c": "ü" * 300}
NEW = {"a": 2, "b": [1], "d": "new" * 500}


def nothing(folder: Path) -> None:
    """Not even the folder above is there."""


def some(folder: Path) -> None:
    store = Store(folder)
    put(store, a=0, b=[1])
    put(store, a=1, c=OLD["c"])


def some_and_a_torn_line(folder: Path) -> None:
    some(folder)
    log = folder / "journey.log"
    log.write_bytes(log.read_bytes() + b'00000000 {"seq":3,"at":"2026-11-21T09:00:00.000+00:00","rows":[["notes","a"')


def some_and_a_line_with_a_hole(folder: Path) -> None:
    """The end of a long line reached the disk before the power went, its beginning did not."""
    some(folder)
    log = folder / "journey.log"
    log.write_bytes(log.read_bytes() + bytes(100) + b"x" * 10_000 + b'"}}]]}\n')


def folded(folder: Path) -> None:
    store = Store(folder)
    put(store, a=0, b=[1])
    store.fold()
    put(store, a=1, c=OLD["c"])


def folded_and_nothing_since(folder: Path) -> None:
    some(folder)
    Store(folder).fold()


def first_version(folder: Path) -> None:
    folder.mkdir(parents=True)
    notes = {key: {"value": value} for key, value in OLD.items()}
    tables = {"meta": {"schema": {"version": 1}}, "notes": notes}
    (folder / "journey.json").write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")


def backed_up(folder: Path) -> None:
    store = Store(folder)
    put(store, a=0, b=[1])
    store.back_up(NOW)
    put(store, a=1, c=OLD["c"])


def fold_that_died(folder: Path) -> None:
    """The old log has its second name, and the new one never came; then somebody went on."""
    put(Store(folder), a=0, b=[1])
    other = folder.with_name(f"{folder.name} other")
    put(Store(other), a=0, b=[1])
    nth = names(other, lambda: Store(other).fold()).index("link") + 2
    try:
        with watching(folder, Dying(nth)):
            Store(folder).fold()
    except Died:
        put(Store(folder), a=1, c=OLD["c"])
    else:
        raise AssertionError


def behind(folder: Path) -> Store:
    """A store that has not seen yet what another did."""
    store = Store(folder)
    put(Store(folder), a=OLD["a"], c=OLD["c"])
    return store


def behind_a_fold(folder: Path) -> Store:
    """A store that has not seen yet that another folded."""
    store = Store(folder)
    other = Store(folder)
    other.fold()
    put(other, a=OLD["a"], c=OLD["c"])
    return store


def little(folder: Path) -> None:
    put(Store(folder), a=0, b=[1])


def change(store: Store) -> None:
    store.commit(Change("change", [Note("a", 2), Note("d", NEW["d"])], [("notes", "c"), ("notes", "none")]), NOW)


def change_and_fold(store: Store) -> None:
    before = stores.FOLD_IN_COMMIT
    try:
        stores.FOLD_IN_COMMIT = 0
        change(store)
    finally:
        stores.FOLD_IN_COMMIT = before


def fold_without_links(store: Store) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    before = os.link
    try:
        os.link = refused
        store.fold()
    finally:
        os.link = before


def undo(store: Store) -> None:
    if store.undo(NOW) is None:  # what it would take back cannot be read, so there is nothing to take back
        raise StoreError("nothing to take back", hint="none")


def restore(store: Store) -> None:
    path = store.folder / "backups" / "2026-11-21T09-00-00.1.asked-for.json"
    store.restore(Backup("2026-11-21T09-00-00", BY_HAND, 1, path), NOW)


def fold(store: Store) -> None:
    store.fold()


def folder_for(scene: Scene, top: Path, name: object) -> Path:
    """Where a scene may be played; the folders above a new journey's are made with it, the others are there."""
    return top / str(name) / "above" / "data" if scene.prepare is nothing else top / str(name)


SCENES = {
    "a commit": Scene(some, change, OLD, NEW),
    "the first commit": Scene(nothing, lambda store: put(store, **NEW), {}, NEW),
    "a commit after a torn line": Scene(some_and_a_torn_line, change, OLD, NEW),
    "a commit after a line with a hole": Scene(some_and_a_line_with_a_hole, change, OLD, NEW),
    "a commit after a fold": Scene(folded_and_nothing_since, change, OLD, NEW),
    "a commit that folds": Scene(folded, change_and_fold, OLD, NEW),
    "a conversion": Scene(first_version, change, OLD, NEW),
    "a commit on top of another's": Scene(little, change, OLD, NEW, behind),
    "a commit on top of another's fold": Scene(little, change, OLD, NEW, behind_a_fold),
    "an undo": Scene(folded, undo, OLD, {"a": 0, "b": [1]}),
    "a restore": Scene(backed_up, restore, OLD, {"a": 0, "b": [1]}),
    "a fold": Scene(folded, fold, OLD, OLD),
    "the first fold": Scene(some, fold, OLD, OLD),
    "a fold of a first version": Scene(first_version, fold, OLD, OLD),
    "a fold with nothing new": Scene(folded_and_nothing_since, fold, OLD, OLD),
    "a fold without links": Scene(folded, fold_without_links, OLD, OLD),
    "a fold after one that died": Scene(fold_that_died, fold, OLD, OLD),
}
