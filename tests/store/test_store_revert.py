"""Taking a commit back, and taking that back; two stores on one folder."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentor.journey import Change
from mentor.journey.records import Evidence, Note, Rating
from mentor.store.store import OvertakenError, Store

DAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
FIRST = Change(
    "first", [Note("kept", [1]), Note("changed", {"a": 1}), Rating("A01.1", 4, DAY, Evidence("e", "text", DAY))]
)
SECOND = Change("second", [Note("changed", {"b": 2}), Note("made", 5)], [("ratings", "A01.1"), ("notes", "nobody")])


def raw(store: Store) -> dict:
    """The tables on disk without the moments of the last change, and without empty tables."""
    tables = json.loads(store.path.read_bytes())
    for table in tables.values():
        for row in table.values():
            row.pop("updated_at", None)
    return {name: table for name, table in tables.items() if table}


def test_a_reverted_commit_leaves_what_was_there_before(folder: Path):
    store = Store(folder)
    store.commit(FIRST, NOW)
    before, journey = raw(store), store.read()
    inverse = store.commit(SECOND, LATER)
    assert raw(store) != before
    store.revert(inverse, LATER + timedelta(hours=1))
    assert raw(store) == before
    assert store.read() == journey == Store(folder).read()


def test_the_revert_of_a_revert_does_it_again(folder: Path):
    store = Store(folder)
    store.commit(FIRST, NOW)
    inverse = store.commit(SECOND, LATER)
    after, journey = raw(store), store.read()
    again = store.revert(inverse, LATER)
    assert again.label == "second"
    store.revert(again, LATER)
    assert raw(store) == after
    assert store.read() == journey


def test_a_revert_brings_back_fields_that_this_version_does_not_know(folder: Path):
    store = Store(folder)
    store.commit(FIRST, NOW)
    tables = json.loads(store.path.read_bytes())
    tables["ratings"]["A01.1"]["future"] = {"x": [1]}
    store.path.write_text(json.dumps(tables))
    inverse = store.commit(SECOND, LATER)
    store.revert(inverse, LATER)
    assert json.loads(store.path.read_bytes())["ratings"]["A01.1"]["future"] == {"x": [1]}


def test_the_first_commit_can_be_reverted(folder: Path):
    store = Store(folder)
    store.revert(store.commit(FIRST, NOW), LATER)
    assert store.read() == Store(folder / "none").read()


@pytest.mark.parametrize(
    "theirs",
    [
        Change("x", [Note("changed", "theirs")]),
        Change("x", deletes=[("notes", "made")]),
        Change("x", [Rating("A01.1", 1, DAY)]),
    ],
    ids=["changed", "deleted", "made again"],
)
def test_a_revert_never_runs_over_what_another_process_did_since(folder: Path, theirs: Change):
    mine = Store(folder)
    mine.commit(FIRST, NOW)
    inverse = mine.commit(SECOND, NOW)
    Store(folder).commit(theirs, LATER)
    before = mine.path.read_bytes()
    with pytest.raises(OvertakenError, match="second"):
        mine.revert(inverse, LATER)
    assert mine.path.read_bytes() == before


def test_a_revert_leaves_alone_what_another_process_did_elsewhere(folder: Path):
    mine = Store(folder)
    inverse = mine.commit(Change("mine", [Note("a", 1)]), NOW)
    Store(folder).commit(Change("theirs", [Note("b", 2)]), NOW)
    mine.revert(inverse, LATER)
    assert {key: note.value for key, note in mine.read().notes.items()} == {"b": 2}


def test_another_stores_commit_is_noticed_and_read(folder: Path):
    one, two = Store(folder), Store(folder)
    assert not two.changed()
    one.commit(Change("x", [Note("a", 1)]), NOW)
    assert two.changed()
    assert not one.changed()
    assert two.read().note("a") == 1
    assert not two.changed()
    assert two.read() is two.read()


def test_a_commit_goes_on_top_of_the_other_stores_even_when_the_stamp_did_not_move(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    one, two = Store(folder), Store(folder)
    one.commit(Change("x", [Note("a", 1)]), NOW)
    two.read()
    one.commit(Change("x", [Note("a", 2)]), NOW)
    stamp = two._stamp
    monkeypatch.setattr(two._storage, "stamp", lambda: stamp)
    two.commit(Change("y", [Note("b", 1)]), NOW)
    assert {key: note.value for key, note in Store(folder).read().notes.items()} == {"a": 2, "b": 1}


@settings(max_examples=25)
@given(
    steps=st.lists(
        st.tuples(st.integers(0, 1), st.sampled_from("abc"), st.none() | st.integers(0, 9)), min_size=1, max_size=12
    )
)
def test_interleaved_commits_of_two_stores_lose_nothing(tmp_path_factory: pytest.TempPathFactory, steps):
    folder = tmp_path_factory.mktemp("journey")
    stores, expected = (Store(folder), Store(folder)), {}
    for turn, key, value in steps:
        if value is None:
            stores[turn].commit(Change("delete", deletes=[("notes", key)]), NOW)
            expected.pop(key, None)
        else:
            stores[turn].commit(Change("put", [Note(key, value)]), NOW)
            expected[key] = value
        assert {key: note.value for key, note in stores[turn].read().notes.items()} == expected
    assert {key: note.value for key, note in Store(folder).read().notes.items()} == expected
