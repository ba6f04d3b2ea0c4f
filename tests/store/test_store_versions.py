"""Files of older and newer programs: the old are read in today's shape, the new are only shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mentor.errors import StoreError
from mentor.journey import Change, Journey
from mentor.journey.records import Note
from mentor.store import journal, migrations, snapshot, store
from mentor.store.store import Store
from tests.raw import everything, labels_of, lay, lay_by_hand, tables_of

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
HELLO = Change("hello", [Note("hello", 1)])
VERSION_1 = Path(__file__).parent / "files" / "v1.json"


def notes(of: Store) -> dict[str, object]:
    return {key: note.value for key, note in of.read().notes.items()}


def sorted_rows(tables: dict[str, Any]) -> dict[str, Any]:
    """Tables without the empty ones, and without the program's own words about the file."""
    return {name: table for name, table in tables.items() if table and name != "meta"}


# ---------------------------------------------------------------------------------------------------- the first version


def test_a_file_of_the_first_version_opens_and_opening_changes_nothing(folder: Path):
    lay(folder, VERSION_1.read_bytes())
    before = everything(folder)
    opened = Store(folder)
    found = json.loads(VERSION_1.read_bytes())
    problems: list[str] = []
    assert opened.read() == Journey.from_tables(found, problems)
    assert problems == []
    journey = opened.read()
    assert (journey.profile.start, journey.week.id) == ("swe_backend", "w1")
    assert {name for name, table in found.items() if table} - {"meta"} <= set(vars(journey))
    assert opened.read_only == ""
    assert opened.undo(NOW) is None
    assert everything(folder) == before


def test_the_first_commit_converts_a_file_of_the_first_version_and_keeps_everything(folder: Path):
    lay(folder, VERSION_1.read_bytes())
    found = json.loads(VERSION_1.read_bytes())
    opened = Store(folder)
    journey = opened.read()
    opened.commit(HELLO, NOW)
    schema = json.loads(opened.path.read_bytes())["meta"]["schema"]
    assert (schema["version"], schema["seq"]) == (migrations.SCHEMA, 0)
    assert "sum" in schema
    after = tables_of(folder)
    assert after["notes"].pop("hello")["value"] == 1
    assert sorted_rows(after) == sorted_rows(found)
    assert opened.undo(NOW) == "hello"
    assert opened.undo(NOW) is None
    assert opened.read() == journey == Store(folder).read()


def test_what_a_file_of_the_first_version_holds_beyond_it_survives_commits_and_folds(folder: Path):
    found = json.loads(VERSION_1.read_bytes())
    found["meta"]["schema"]["note"] = "kept"
    found["meta"]["origin"] = {"host": "elsewhere", "list": [1, {"ü": None}]}
    found["mood"] = {"m1": {"value": "fine"}, "m 2": {}}
    found["profile"]["profile"]["pronouns"] = "they"
    found["profile"]["profile"]["history"]["bootcamps"] = 2
    found["weeks"]["w1"]["weather"] = [1, 2.5, None, True, "ü\ud800"]
    lay(folder, found)
    expected = sorted_rows(deepcopy(found))
    for label in ("one", "two"):
        opened = Store(folder)
        opened.commit(Change(label, [Note("last", label)]), NOW)
        opened.fold()
    after = tables_of(folder)
    assert after["notes"].pop("last")["value"] == "two"
    assert sorted_rows(after) == expected
    meta = json.loads(opened.path.read_bytes())["meta"]
    assert meta["origin"] == found["meta"]["origin"]
    assert meta["schema"]["note"] == "kept"


def test_two_stores_that_opened_a_file_of_the_first_version_go_on_together(folder: Path):
    lay(folder, VERSION_1.read_bytes())
    one, two = Store(folder), Store(folder)
    one.commit(Change("one", [Note("one", 1)]), NOW)
    two.commit(Change("two", [Note("two", 2)]), NOW)
    assert {"one": 1, "two": 2}.items() <= notes(one).items()
    assert one.read() == two.read() == Store(folder).read()
    assert labels_of(folder) == ["two", "one"]


# ---------------------------------------------------------------------------------------------------- older files


@contextmanager
def versions_on(monkeypatch: pytest.MonkeyPatch, steps: int) -> Iterator[None]:
    """A program of some schema versions later, whose steps change the tables they are given."""

    def louder(tables: migrations.Tables) -> migrations.Tables:
        for row in tables.get("notes", {}).values():
            row["value"] += "!"
        return tables

    today = migrations.SCHEMA
    with monkeypatch.context() as patch:
        for module in (migrations, journal, snapshot, store):
            patch.setattr(module, "SCHEMA", today + steps)
        more = {today + step: louder for step in range(steps)}
        patch.setattr(migrations, "STEPS", {**migrations.STEPS, **more})
        yield


@pytest.fixture
def two_versions_on(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with versions_on(monkeypatch, 2):
        yield


def older(folder: Path, kind: str) -> None:
    """A file of an older program that holds one note."""
    if kind == "laid by hand":
        lay_by_hand(folder, {"notes": {"a": {"value": "x"}}, "other": {"o": {"v": 1}}})
        return
    opened = Store(folder)
    opened.commit_rows("old", lambda _: {("notes", "a"): {"value": "x"}, ("other", "o"): {"v": 1}}, NOW)
    if kind == "folded":
        opened.fold()


KINDS = ["laid by hand", "in the log", "folded"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_older_file_is_read_in_todays_shape_and_changed_by_the_next_commit_only(folder: Path, monkeypatch, kind):
    older(folder, kind)
    before = everything(folder)
    with versions_on(monkeypatch, 2):
        opened = Store(folder)
        assert notes(opened) == {"a": "x!!"} == notes(Store(folder))
        assert everything(folder) == before
        opened.commit(Change("b", [Note("b", "y")]), NOW)
        on_disk = tables_of(folder)
        assert json.loads(opened.path.read_bytes())["meta"]["schema"]["version"] == migrations.SCHEMA
        assert (on_disk["notes"]["a"]["value"], on_disk["notes"]["b"]["value"]) == ("x!!", "y")
        assert on_disk["other"] == {"o": {"v": 1}}
        assert opened.undo(NOW) == "b"
        assert opened.undo(NOW) is None  # what an older program did cannot be compared with the records of today
        assert notes(Store(folder)) == {"a": "x!!"} == notes(opened)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("call", ["write", "fsync", "replace", "link"])
def test_a_failed_commit_does_not_migrate_twice(folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str, call: str):
    def full(*_args: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    older(folder, kind)
    with versions_on(monkeypatch, 2):
        opened = Store(folder)
        with monkeypatch.context() as patch:
            patch.setattr(f"os.{call}", full)
            try:
                opened.commit(Change("b", [Note("b", "y")]), NOW)
            except StoreError:
                assert notes(opened) == {"a": "x!!"} == notes(Store(folder))
            else:
                assert call == "link"  # only a log that holds something is linked
                assert kind != "in the log"
        opened.commit(Change("b", [Note("b", "y")]), NOW)
        assert notes(opened) == {"a": "x!!", "b": "y"} == notes(Store(folder))


def test_what_an_older_program_commits_meanwhile_is_read_in_todays_shape_too(folder: Path, monkeypatch):
    older(folder, "in the log")
    still_running = Store(folder)
    with versions_on(monkeypatch, 2):
        opened = Store(folder)
        assert notes(opened) == {"a": "x!!"}
    still_running.commit(Change("b", [Note("b", "y")]), NOW)
    with versions_on(monkeypatch, 2):
        assert notes(opened) == {"a": "x!!", "b": "y!!"} == notes(Store(folder))
        opened.commit(Change("c", [Note("c", "z")]), NOW)
        assert notes(opened) == {"a": "x!!", "b": "y!!", "c": "z"} == notes(Store(folder))


# ---------------------------------------------------------------------------------------------------- newer files


MORE: list[tuple[dict[str, Any], dict[str, object]]] = [
    ({}, {}),
    ({"notes": {"a": {"value": 1}}}, {"a": 1}),
    ({"notes": {"a": {"value": 1}, "b": ["a new shape"]}}, {"a": 1}),
    ({"notes": ["a new shape"]}, {}),
    ({"ratings": {"A01.1": {"level": "new"}}, "notes": {"a": {"value": 1}}}, {"a": 1}),
]


@pytest.mark.parametrize(("more", "understood"), MORE)
def test_a_newer_file_shows_what_can_be_understood_and_is_not_changed(folder: Path, more, understood):
    path = lay_by_hand(folder, more, version=migrations.SCHEMA + 1)
    before = everything(folder)
    opened = Store(folder)
    assert notes(opened) == understood
    assert opened.read().ratings == {}
    for attempt in (lambda: opened.commit(HELLO, NOW), opened.fold):
        with pytest.raises(StoreError, match="newer") as caught:
            attempt()
        assert str(path) in caught.value.message
        assert "Upgrade" in caught.value.hint
    assert opened.undo(NOW) is None
    assert str(path) in opened.read_only
    assert "newer" in opened.read_only
    assert everything(folder) == before


def test_what_a_newer_program_wrote_is_shown_with_its_log(folder: Path, monkeypatch: pytest.MonkeyPatch):
    with versions_on(monkeypatch, 1):
        theirs = Store(folder)
        theirs.commit(Change("one", [Note("a", "x")]), NOW)
        theirs.fold()
        theirs.commit(Change("two", [Note("b", "y")]), NOW)
    before = everything(folder)
    mine = Store(folder)
    assert notes(mine) == {"a": "x", "b": "y"}
    assert "newer" in mine.read_only
    with pytest.raises(StoreError, match="newer"):
        mine.commit(HELLO, NOW)
    assert everything(folder) == before
    with versions_on(monkeypatch, 1):
        theirs.commit(Change("three", [Note("c", "z")]), NOW)
    assert mine.changed()
    assert notes(mine) == {"a": "x", "b": "y", "c": "z"}


@pytest.mark.parametrize("attempt", ["commit", "undo", "redo", "fold"])
@pytest.mark.parametrize("seen", [False, True])
def test_a_file_that_became_newer_while_open_is_not_written_over(folder: Path, monkeypatch, attempt: str, seen: bool):
    mine = Store(folder)
    mine.commit(Change("one", [Note("a", "x")]), NOW)
    mine.commit(Change("two", [Note("b", "y")]), NOW)
    mine.undo(NOW)
    with versions_on(monkeypatch, 1):
        Store(folder).commit(Change("three", [Note("c", "z")]), NOW)
    before = everything(folder)
    if seen:
        mine.read()
    calls = {
        "commit": lambda: mine.commit(HELLO, NOW),
        "undo": lambda: mine.undo(NOW),
        "redo": lambda: mine.redo(NOW),
        "fold": mine.fold,
    }
    try:
        done = calls[attempt]()
    except StoreError as error:
        assert "newer" in error.message  # noqa: PT017
    else:
        assert attempt in ("undo", "redo")
        assert done is None
    assert everything(folder) == before
    assert "newer" in mine.read_only
    with versions_on(monkeypatch, 1):
        assert notes(Store(folder)) == {"a": "x!", "c": "z"}


def test_a_laid_newer_file_is_not_written_over_by_a_store_that_was_open(folder: Path):
    mine = Store(folder)
    mine.commit(HELLO, NOW)
    lay_by_hand(folder, {"notes": {"a": {"value": 1}}}, version=migrations.SCHEMA + 1)
    before = everything(folder)
    with pytest.raises(StoreError, match="newer"):
        mine.commit(HELLO, NOW)
    assert everything(folder) == before
