"""Taking a commit back and doing it again, across restarts and folds; two stores on one folder."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentor.errors import StoreError
from mentor.journey import Change
from mentor.journey.records import Evidence, Note, Rating
from mentor.store import store as store_module
from mentor.store.rows import DELETED
from mentor.store.store import OvertakenError, Store
from tests.raw import everything, labels_of, lay_by_hand, tables_of

DAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
FIRST = Change(
    "first", [Note("kept", [1]), Note("changed", {"a": 1}), Rating("A01.1", 4, DAY, Evidence("e", "text", DAY))]
)
SECOND = Change("second", [Note("changed", {"b": 2}), Note("made", 5)], [("ratings", "A01.1"), ("notes", "nobody")])


def raw(folder: Path) -> dict[str, Any]:
    """The tables on disk without the moments of the last change, the marks of the deleted, and empty tables."""
    tables = tables_of(folder)
    marks = tables.pop(DELETED, {})
    there = {f"{name}/{key}" for name, table in tables.items() for key in table}
    assert there.isdisjoint(marks)
    for table in tables.values():
        for row in table.values():
            row.pop("updated_at", None)
    return {name: table for name, table in tables.items() if table}


def notes(store: Store) -> dict[str, object]:
    return {key: note.value for key, note in store.read().notes.items()}


def say(store: Store, value: object, key: str = "said") -> None:
    store.commit(Change(f"say {value}", [Note(key, value)]), NOW)


# ---------------------------------------------------------------------------------------------------- back and again


def test_a_commit_taken_back_leaves_what_was_there_before(folder: Path):
    store = Store(folder)
    store.commit(FIRST, NOW)
    before, journey = raw(folder), store.read()
    store.commit(SECOND, LATER)
    assert raw(folder) != before
    assert store.undo(LATER + timedelta(hours=1)) == "second"
    assert raw(folder) == before
    assert store.read() == journey == Store(folder).read()


def test_a_change_taken_back_and_done_again_is_the_same(folder: Path):
    store = Store(folder)
    store.commit(FIRST, NOW)
    store.commit(SECOND, LATER)
    after, journey = raw(folder), store.read()
    for _ in range(3):
        assert store.undo(LATER) == "second"
        assert store.read() != journey
        assert store.redo(LATER) == "second"
        assert raw(folder) == after
        assert store.read() == journey == Store(folder).read()


def test_taking_back_brings_back_fields_that_this_version_does_not_know(folder: Path):
    store = Store(folder)
    store.commit(FIRST, NOW)
    tables = tables_of(folder)
    tables["ratings"]["A01.1"]["future"] = {"x": [1]}
    tables["notes"]["changed"]["future"] = 2
    lay_by_hand(folder, tables)
    store.commit(SECOND, LATER)
    store.undo(LATER)
    assert tables_of(folder)["ratings"]["A01.1"]["future"] == {"x": [1]}
    assert tables_of(folder)["notes"]["changed"]["future"] == 2


def test_the_first_commit_can_be_taken_back(folder: Path):
    store = Store(folder)
    store.commit(FIRST, NOW)
    assert store.undo(LATER) == "first"
    assert store.read() == Store(folder).read() == Store(folder.with_name("none")).read()


def test_what_is_taken_back_is_the_newest_change_of_its_record(folder: Path):
    """Merging two journeys goes by the moments, so they never stand still or go back."""
    store = Store(folder)
    say(store, 1)
    store.commit(Change("x", [Note("said", 2)]), LATER)
    moments = [tables_of(folder)["notes"]["said"]["updated_at"]]
    for step in (store.undo, store.redo, store.undo):
        step(NOW)
        moments.append(tables_of(folder)["notes"]["said"]["updated_at"])
    assert moments == sorted(set(moments))
    store.undo(NOW)
    assert tables_of(folder)[DELETED]["notes/said"]["updated_at"] > moments[-1]


def test_there_is_nothing_to_take_back_at_either_end(folder: Path):
    store = Store(folder)
    assert (store.undo(NOW), store.redo(NOW)) == (None, None)
    say(store, 1)
    say(store, 2)
    assert store.redo(NOW) is None
    assert [store.undo(NOW) for _ in range(3)] == ["say 2", "say 1", None]
    assert [store.redo(NOW) for _ in range(3)] == ["say 1", "say 2", None]
    before = everything(folder)
    assert store.redo(NOW) is None
    assert everything(folder) == before


def test_a_new_change_ends_what_can_be_done_again(folder: Path):
    store = Store(folder)
    say(store, 1)
    say(store, 2)
    store.undo(NOW)
    say(store, 3)
    assert store.redo(NOW) is None
    assert Store(folder).redo(NOW) is None
    assert [store.undo(NOW) for _ in range(3)] == ["say 3", "say 1", None]


def test_the_programs_own_changes_are_passed_over(folder: Path):
    store = Store(folder)
    say(store, 1)
    say(store, 2)
    store.undo(NOW)
    store.commit(Change("own", [Note("place", "board")]), NOW, auto=True)
    assert store.redo(NOW) == "say 2"
    store.commit(Change("own", [Note("place", "audit")]), NOW, auto=True)
    assert [Store(folder).undo(NOW) for _ in range(2)] == ["say 2", "say 1"]
    assert Store(folder).undo(NOW) is None
    assert notes(store) == {"place": "audit"}


def test_a_change_that_changed_nothing_is_no_step(folder: Path):
    store = Store(folder)
    say(store, 1)
    before = everything(folder)
    store.commit(Change("nothing", deletes=[("notes", "nobody"), ("nowhere", "x")]), NOW)
    store.commit(Change("nothing"), NOW)
    assert everything(folder) == before
    assert store.undo(NOW) == "say 1"


# -------------------------------------------------------------------------------------------------- restarts and folds


def test_steps_go_on_across_restarts(folder: Path):
    for value in range(5):
        say(Store(folder), value)
    assert [Store(folder).undo(NOW) for _ in range(3)] == ["say 4", "say 3", "say 2"]
    assert notes(Store(folder)) == {"said": 1}
    assert [Store(folder).redo(NOW) for _ in range(2)] == ["say 2", "say 3"]
    assert [Store(folder).undo(NOW), Store(folder).redo(NOW)] == ["say 3", "say 3"]
    assert [Store(folder).redo(NOW), Store(folder).redo(NOW)] == ["say 4", None]
    assert notes(Store(folder)) == {"said": 4}


def test_steps_go_on_across_folds_of_its_own_and_of_others(folder: Path):
    store = Store(folder)
    for value in range(6):
        say(store, value)
        (store if value % 2 else Store(folder)).fold()
    assert [store.undo(NOW) for _ in range(2)] == ["say 5", "say 4"]
    store.fold()
    again = Store(folder)
    assert [again.undo(NOW), again.redo(NOW), again.redo(NOW)] == ["say 3", "say 3", "say 4"]
    Store(folder).fold()
    assert [again.undo(NOW) for _ in range(6)] == ["say 4", "say 3", "say 2", "say 1", "say 0", None]


def test_a_hundred_steps_are_kept_across_a_log_that_folds_itself(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(store_module, "FOLD_IN_COMMIT", 4_000)
    store = Store(folder)
    for value in range(150):
        say(store, value)
    assert len(list((folder / "history").iterdir())) > 5
    assert notes(Store(folder)) == {"said": 149}
    again = Store(folder)
    assert [again.undo(NOW) for _ in range(120)] == [f"say {value}" for value in range(149, 29, -1)]
    assert notes(again) == {"said": 29} == notes(Store(folder))
    later = Store(folder)
    assert [later.redo(NOW) for _ in range(121)] == [*(f"say {value}" for value in range(30, 150)), None]
    assert notes(later) == {"said": 149}
    assert len(labels_of(folder)) == 150 + 120 + 120


def test_a_step_that_cannot_be_stored_can_be_tried_again(folder: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    store = Store(folder)
    say(store, 1)
    say(store, 2)
    for step, label in ((store.undo, "say 2"), (store.redo, "say 2")):
        before, journey = everything(folder), store.read()
        with monkeypatch.context() as patch:
            patch.setattr("os.fsync", full)
            for _ in range(2):
                with pytest.raises(StoreError, match="No space left"):
                    step(NOW)
        assert everything(folder) == before
        assert store.read() == journey
        assert step(NOW) == label


# ---------------------------------------------------------------------------------------------------- two stores


@pytest.mark.parametrize(
    "theirs",
    [
        Change("x", [Note("changed", "theirs")]),
        Change("x", deletes=[("notes", "made")]),
        Change("x", [Rating("A01.1", 1, DAY)]),
    ],
    ids=["changed", "deleted", "made again"],
)
def test_taking_back_never_runs_over_what_another_process_did_since(folder: Path, theirs: Change):
    mine = Store(folder)
    mine.commit(FIRST, NOW)
    mine.commit(SECOND, NOW)
    Store(folder).commit(theirs, LATER)
    before = everything(folder)
    with pytest.raises(OvertakenError, match="second"):
        mine.undo(LATER)
    assert everything(folder) == before


def test_doing_again_never_runs_over_what_another_process_did_since(folder: Path):
    mine = Store(folder)
    say(mine, 1)
    say(mine, 2)
    mine.undo(NOW)
    say(Store(folder), "theirs")
    before = everything(folder)
    with pytest.raises(OvertakenError, match="say 2"):
        mine.redo(NOW)
    assert everything(folder) == before
    assert mine.redo(NOW) is None


@pytest.mark.parametrize("folds", [False, True])
def test_after_one_that_was_overtaken_the_next_goes_one_further_back(folder: Path, folds: bool):
    mine = Store(folder)
    say(mine, 1, "a")
    say(mine, 2, "b")
    theirs = Store(folder)
    say(theirs, "theirs", "b")
    if folds:
        theirs.fold()
    with pytest.raises(OvertakenError, match="say 2"):
        mine.undo(NOW)
    assert mine.undo(NOW) == "say 1"
    assert notes(mine) == {"b": "theirs"}
    assert mine.undo(NOW) is None


def test_one_that_was_overtaken_is_passed_over_also_when_the_files_were_read_anew(folder: Path):
    mine = Store(folder)
    say(mine, 1, "a")
    say(mine, 2, "b")
    theirs = Store(folder)
    say(theirs, "theirs", "b")
    with pytest.raises(OvertakenError, match="say 2"):
        mine.undo(NOW)
    say(theirs, "more", "c")
    theirs.fold()
    assert mine.undo(NOW) == "say 1"


def test_what_another_process_takes_back_can_be_taken_back_no_second_time(folder: Path):
    say(Store(folder), 1)
    mine, theirs = Store(folder), Store(folder)
    assert theirs.undo(NOW) == "say 1"
    with pytest.raises(OvertakenError, match="say 1"):
        mine.undo(NOW)
    assert mine.undo(NOW) is None
    assert notes(mine) == {}


def test_what_was_put_back_elsewhere_can_be_taken_back(folder: Path):
    mine, theirs = Store(folder), Store(folder)
    say(mine, 1)
    say(theirs, 2)
    theirs.undo(NOW)
    assert mine.undo(NOW) == "say 1"


def test_taking_back_leaves_alone_what_another_process_did_elsewhere(folder: Path):
    mine = Store(folder)
    mine.commit(Change("mine", [Note("a", 1)]), NOW)
    Store(folder).commit(Change("theirs", [Note("b", 2)]), NOW)
    assert mine.undo(LATER) == "mine"
    assert notes(mine) == {"b": 2}


@pytest.mark.parametrize("folds", [False, True])
def test_what_another_process_does_meanwhile_is_left_to_it(folder: Path, folds: bool):
    say(Store(folder), "before", "a")
    mine, theirs = Store(folder), Store(folder)
    say(mine, "mine", "b")
    say(theirs, "theirs", "c")
    if folds:
        theirs.fold()
    assert [mine.undo(NOW), mine.undo(NOW), mine.undo(NOW)] == ["say mine", "say before", None]
    assert notes(mine) == {"c": "theirs"}
    assert theirs.redo(NOW) is None
    assert theirs.undo(NOW) == "say theirs"
    assert [mine.redo(NOW), mine.redo(NOW), mine.redo(NOW)] == ["say before", "say mine", None]
    assert notes(Store(folder)) == {"a": "before", "b": "mine"}


def test_a_change_of_another_process_does_not_end_what_can_be_done_again(folder: Path):
    mine, theirs = Store(folder), Store(folder)
    say(mine, 1, "a")
    mine.undo(NOW)
    say(theirs, 2, "b")
    assert mine.redo(NOW) == "say 1"
    assert notes(theirs) == {"a": 1, "b": 2}


def test_another_stores_commit_is_noticed_and_read(folder: Path):
    one, two = Store(folder), Store(folder)
    assert not two.changed()
    one.commit(Change("x", [Note("a", 1)]), NOW)
    assert two.changed()
    assert not one.changed()
    assert two.read().note("a") == 1
    assert not two.changed()
    assert two.read() is two.read()


def test_another_stores_fold_changes_nothing_that_was_read(folder: Path):
    one, two = Store(folder), Store(folder)
    say(one, 1)
    journey = two.read()
    one.fold()
    assert two.read() is journey
    assert not two.changed()
    say(two, 2)
    one.fold()
    say(one, 3)
    assert notes(two) == {"said": 3} == notes(one)


def test_a_commit_goes_on_top_of_the_other_stores_even_when_the_stamp_did_not_move(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    """A network disk may tell old stamps for a while."""
    one, two = Store(folder), Store(folder)
    one.commit(Change("x", [Note("a", 1)]), NOW)
    two.read()
    stamp = two._journal._stamp()
    one.commit(Change("x", [Note("a", 2)]), NOW)
    with monkeypatch.context() as patch:
        patch.setattr(two._journal, "_stamp", lambda: stamp)
        try:
            two.commit(Change("y", [Note("b", 1)]), NOW)
        except StoreError:  # better than to write over it; then the next try finds out
            two.commit(Change("y", [Note("b", 1)]), NOW)
    assert notes(Store(folder)) == {"a": 2, "b": 1}


STEPS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from("abc"), st.none() | st.integers(0, 9) | st.just("fold")),
    min_size=1,
    max_size=12,
)


@settings(max_examples=25)
@given(steps=STEPS)
def test_interleaved_commits_of_two_stores_lose_nothing(tmp_path_factory: pytest.TempPathFactory, steps):
    folder = tmp_path_factory.mktemp("journey")
    stores, expected = (Store(folder), Store(folder)), {}
    for turn, key, value in steps:
        if value == "fold":
            stores[turn].fold()
        elif value is None:
            stores[turn].commit(Change("delete", deletes=[("notes", key)]), NOW)
            expected.pop(key, None)
        else:
            stores[turn].commit(Change("put", [Note(key, value)]), NOW)
            expected[key] = value
        assert notes(stores[turn]) == expected
    assert notes(Store(folder)) == expected
