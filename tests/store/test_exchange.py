"""Export and import: merging, what an untrusted file may hold, what leaves the machine."""

from __future__ import annotations

import io
import json
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentor.errors import InputError
from mentor.journey import Change
from mentor.journey.records import Evidence, Mark, Note, Profile, Project, Rating
from mentor.store import exchange
from mentor.store.exchange import export, hidden, merge, read_import
from mentor.store.store import Store

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
DAY = date(2026, 11, 21)


def written(store: Store, *, whole: bool = True) -> bytes:
    return json.dumps(export(store.tables(), NOW, whole=whole)).encode()


def taken(store: Store, data: bytes, now: datetime = NOW) -> tuple:
    other = read_import(io.BytesIO(data), "theirs.json")
    return store.commit_rows("import theirs.json", lambda tables: merge(tables, other), now)


def records(store: Store) -> dict[str, Any]:
    """Everything stored, the marks of deleted records too; without tables that are empty."""
    return {name: table for name, table in deepcopy(store.tables()).items() if table}


def put(store: Store, key: str, value: object, minute: int) -> None:
    store.commit(Change("put", [Note(key, value)]), NOW + timedelta(minutes=minute))


def drop(store: Store, key: str, minute: int) -> None:
    store.commit(Change("drop", deletes=[("notes", key)]), NOW + timedelta(minutes=minute))


@pytest.fixture
def two(tmp_path: Path) -> tuple[Store, Store]:
    return Store(tmp_path / "one"), Store(tmp_path / "two")


# ---------------------------------------------------------------------------------------------------- merging


def test_an_export_taken_into_nothing_is_the_same_journey(two):
    one, other = two
    one.commit(
        Change(
            "all",
            [
                Profile("profile", "swe_backend", 10, DAY),
                Rating("A01.1", 4, DAY, Evidence("~/x/README.md", "file", DAY)),
                Project("p1", "rag", "Größe 🙂", DAY, path="/home/ann/rag"),
            ],
        ),
        NOW,
    )
    taken(other, written(one))
    assert records(other) == records(one)
    assert other.read() == one.read()
    assert taken(other, written(one)) == ()
    assert taken(one, written(other)) == ()


@pytest.mark.parametrize(
    ("mine", "theirs", "after"),
    [
        # (minute, value) of the last change, None for a deletion; None when never seen
        ((1, "a"), (2, "b"), "b"),
        ((2, "a"), (1, "b"), "a"),
        ((1, "a"), None, "a"),
        (None, (1, "b"), "b"),
        ((1, "a"), (2, None), None),
        ((2, "a"), (1, None), "a"),
        ((2, None), (1, "b"), None),
        ((1, None), (2, "b"), "b"),
        ((1, None), (2, None), None),
        ((3, "a"), (3, "b"), "b"),  # the same moment: decided by what they say, the same way everywhere
        ((3, "a"), (3, None), "a"),  # what somebody wrote is not dropped for a deletion of the same moment
        ((3, None), (3, "b"), "b"),
    ],
)
def test_the_newest_change_of_each_record_wins_whichever_way_round(two, mine, theirs, after):
    for store, change in zip(two, (mine, theirs), strict=True):
        store.commit(Change("other", [Note("kept", 1)]), NOW)
        if change is not None:
            minute, value = change
            if value is None:
                put(store, "n", "gone", 0)
                drop(store, "n", minute)
            else:
                put(store, "n", value, minute)
    first, second = written(two[0]), written(two[1])
    taken(two[0], second)
    taken(two[1], first)
    assert [store.read().note("n") for store in two] == [after, after]
    assert records(two[0]) == records(two[1])


CHANGES = st.lists(
    st.tuples(st.sampled_from("abc"), st.none() | st.integers(0, 2), st.integers(0, 3)), min_size=0, max_size=8
)


@settings(max_examples=40)
@given(mine=CHANGES, theirs=CHANGES, more=CHANGES)
def test_importing_either_way_gives_equal_journeys(tmp_path_factory, mine, theirs, more):
    """Also when both go on afterwards and exchange again, and with clocks that go back."""
    base = tmp_path_factory.mktemp("two")
    stores = [Store(base / "one"), Store(base / "two")]
    for round_ in ((mine, theirs), (more, mine)):
        for store, changes in zip(stores, round_, strict=True):
            for key, value, minute in changes:
                if value is None:
                    drop(store, key, minute)
                else:
                    put(store, key, value, minute)
        files = [written(store) for store in stores]
        for store, file in zip(stores, reversed(files), strict=True):
            taken(store, file)
        assert records(stores[0]) == records(stores[1])
        assert stores[0].read() == stores[1].read()


def test_an_import_is_one_step_back(two):
    one, other = two
    put(one, "both", 1, 5)
    put(one, "gone", 1, 1)
    drop(one, "gone", 6)
    put(one, "new", 1, 5)
    put(other, "both", 0, 0)
    put(other, "gone", 0, 0)
    before = other.read()
    taken(other, written(one))
    after = other.read()
    assert {key: note.value for key, note in after.notes.items()} == {"both": 1, "new": 1}
    assert other.undo(NOW) == "import theirs.json"
    assert other.read() == before == Store(other.folder).read()
    assert other.redo(NOW) == "import theirs.json"
    assert other.read() == after


def test_what_was_taken_back_after_an_import_stays_so(two):
    one, other = two
    put(one, "a", 1, 60)
    taken(other, written(one))
    other.undo(NOW)  # its clock is an hour behind
    assert taken(other, written(one)) == ()
    taken(one, written(other))
    assert one.read().note("a") is None


def test_tables_and_fields_of_elsewhere_travel(two):
    one, other = two
    put(one, "a", 1, 0)
    row = {"id": "m1", "value": "fine", "updated_at": "2026-11-21T09:00:00.000+00:00"}
    one.commit_rows(
        "mood", lambda _: {("mood", "m1"): row, ("notes", "b"): {"id": "b", "value": 1, "future": [1]}}, NOW
    )
    taken(other, written(one))
    assert records(other) == records(one)
    assert other.tables()["notes"]["b"]["future"] == [1]


# ---------------------------------------------------------------------------------------------------- what leaves


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/home/ann/code/fraud/README.md", "…/README.md"),
        ("see /Users/ann/fraud/tests, and ~/x/y.md", "see …/tests, and …/y.md"),
        (r"C:\Users\ann\fraud\README.md", "…/README.md"),
        ("~/fraud/", "…/fraud"),
        ("https://ann:t0ken@git.example.org/x", "https://git.example.org/x"),
        ("https://git.example.org/home/x", "https://git.example.org/home/x"),
        ("POST /v1/predict answers in 80 ms", "POST /v1/predict answers in 80 ms"),
        ("either/or, 3/4, w1.2/x", "either/or, 3/4, w1.2/x"),
        ("", ""),
    ],
)
def test_an_export_shows_no_places_of_this_machine(text: str, shown: str):
    assert hidden(text) == shown
    assert hidden(shown) == shown


def test_places_leave_only_when_asked_for(two):
    one, _ = two
    one.commit(
        Change(
            "x",
            [
                Project("p1", "rag", "Answers", DAY, path="/home/ann/rag"),
                Rating("A01.1", 4, DAY, Evidence("/home/ann/rag/tests", "file", DAY)),
                Mark("p1/R01", "p1", "R01", "met", DAY, "https://ann:t0ken@git.example.org"),
            ],
        ),
        NOW,
    )
    assert b"ann" not in written(one, whole=False)
    assert b"t0ken" not in written(one, whole=False)
    assert written(one).count(b"/home/ann") == 2


def test_places_come_home_unharmed(two):
    one, other = two
    one.commit(Change("x", [Project("p1", "rag", "Answers", DAY, path="/home/ann/rag")]), NOW)
    before = one.read()
    assert taken(one, written(one, whole=False)) == ()
    taken(other, written(one, whole=False))
    other.commit(Change("y", [Project("p1", "rag", "Better answers", DAY, path="…/rag")]), NOW + timedelta(minutes=1))
    taken(one, written(other, whole=False))
    assert one.read().projects["p1"].path == before.projects["p1"].path == "/home/ann/rag"
    assert one.read().projects["p1"].title == "Better answers"


def test_an_export_can_be_read_by_a_person(two):
    one, _ = two
    put(one, "b", 1, 0)
    put(one, "a", 1, 0)
    value = export(one.tables(), NOW)
    assert (value["format"], value["version"], value["exported_at"]) == (
        "mentor journey",
        2,
        "2026-11-21T09:00:00.000+00:00",
    )
    assert list(value["tables"]["notes"]) == ["a", "b"]


# ---------------------------------------------------------------------------------------------------- untrusted files

FINE = {"format": "mentor journey", "version": 2, "tables": {"notes": {"a": {"id": "a", "value": 1}}}}


def with_row(row: object, table: str = "notes", key: str = "a") -> dict[str, Any]:
    return {**FINE, "tables": {table: {key: row}}}


def nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


BAD: dict[str, tuple[bytes | dict[str, Any], str]] = {
    "empty": (b"", "not written by"),
    "binary": (bytes(range(256)), "not written by"),
    "not UTF-8": ('{"format":"größe"}'.encode("latin-1"), "not written by"),
    "deep": (b"[" * 500_000, "not written by"),
    "deep tables": (b'{"a":' * 500_000, "not written by"),
    "a number of many digits": (b'{"format":' + b"9" * 10_000 + b"}", "not written by"),
    "another program's": ({"name": "x", "version": "1"}, "not written by"),
    "a journey's own file": ({"meta": {"schema": {"version": 1}}, "notes": {}}, "not written by"),
    "a list": (b"[]", "not written by"),
    "no version": ({**FINE, "version": None}, "no version"),
    "version true": ({**FINE, "version": True}, "no version"),
    "version 0": ({**FINE, "version": 0}, "no version"),
    "newer": ({**FINE, "version": 99}, "newer mentor"),
    "no tables": ({**FINE, "tables": None}, "tables"),
    "tables a list": ({**FINE, "tables": [1]}, "tables"),
    "a table a list": ({**FINE, "tables": {"notes": [1]}}, "no table"),
    "meta": ({**FINE, "tables": {"meta": {"schema": {"version": 1}}}}, "no table"),
    "a table's name a path": ({**FINE, "tables": {"../x": {}}}, "no table"),
    "a row a list": (with_row([1]), "no record"),
    "an empty id": (with_row({"value": 1}, key=""), "no record"),
    "a long id": (with_row({"value": 1}, key="x" * 300), "no record"),
    "another id": (with_row({"id": "b", "value": 1}), "another id"),
    "a wrong type": (with_row({"level": "x", "on": "2026-11-21"}, "ratings"), "level"),
    "a level of 99": (with_row({"level": 99, "on": "2026-11-21"}, "ratings"), "level 99"),
    "a day of the year 9999": (with_row({"level": 1, "on": "9999-12-31"}, "ratings"), "9999-12-31"),
    "hours of a week": (
        with_row({"start": "beginner", "hours_per_week": 900, "since": "2026-11-21"}, "profile", "profile"),
        "hours_per_week",
    ),
    "a record nested deep": (with_row({"id": "a", "value": nested(40)}), "nested too deep"),
    "a long text": (with_row({"id": "a", "value": "x" * 200_000}), "longer than"),
    "NaN": (b'{"format":"mentor journey","version":2,"tables":{"notes":{"a":{"value":NaN}}}}', "not finite"),
    "a huge number": (with_row({"id": "a", "value": 10**30}), "too large"),
    "a moment that is none": (with_row({"id": "a", "value": 1, "updated_at": "soon"}), "no moment"),
    "a moment without a zone": (with_row({"id": "a", "value": 1, "updated_at": "2026-11-21T09:00:00"}), "no moment"),
    "a moment that is a number": (with_row({"id": "a", "value": 1, "updated_at": 5}), "no moment"),
    "a mark of nothing": (with_row({}, "deleted", "notes"), "no mark"),
}


@pytest.mark.parametrize(("content", "says"), BAD.values(), ids=BAD.keys())
def test_a_file_that_is_no_journey_is_refused_and_named(two, content, says: str):
    one, _ = two
    put(one, "a", "mine", 0)
    before = records(one)
    with pytest.raises(InputError) as caught:
        taken(one, content if isinstance(content, bytes) else json.dumps(content).encode())
    text = "\n".join(caught.value.lines())
    assert "theirs.json" in text
    assert says in text
    assert "Nothing was changed." in text
    assert len(text) < 2_000
    assert records(one) == before


def test_many_problems_are_cut_to_a_screenful(two):
    one, _ = two
    rows = {f"A{n}": {"level": 99, "on": "2026-11-21"} for n in range(300)}
    with pytest.raises(InputError) as caught:
        taken(one, json.dumps({**FINE, "tables": {"ratings": rows}}).encode())
    assert len(caught.value.details) == 21
    assert caught.value.details[-1] == "and 280 more"


def test_a_file_that_is_too_large_is_not_read_to_its_end(two, monkeypatch: pytest.MonkeyPatch):
    one, _ = two
    monkeypatch.setattr(exchange, "LARGEST", 100)

    class Endless(io.RawIOBase):
        asked = 0

        def read(self, size: int = -1) -> bytes:
            assert 0 <= size <= 101
            self.asked += size
            return b" " * size

    file = Endless()
    with pytest.raises(InputError, match="larger than"):
        read_import(file, "theirs.json")
    assert file.asked == 101
    monkeypatch.setattr(exchange, "LARGEST", 10_000)
    monkeypatch.setattr(exchange, "MOST", 3)
    rows = {f"n{n}": {"value": 1} for n in range(5)}
    with pytest.raises(InputError, match="cannot be imported"):
        taken(one, json.dumps({**FINE, "tables": {"notes": rows}}).encode())


def test_a_moment_of_any_zone_is_compared_as_a_moment(two):
    one, _ = two
    put(one, "a", "mine", 0)
    row = {"id": "a", "value": "theirs", "updated_at": "2026-11-21T10:30:00+01:00"}  # half an hour later
    taken(one, json.dumps(with_row(row)).encode())
    assert one.read().note("a") == "theirs"
    assert one.tables()["notes"]["a"]["updated_at"] == "2026-11-21T09:30:00.000+00:00"


def test_a_change_after_an_import_from_the_future_still_wins(two):
    one, other = two
    put(one, "a", "theirs", 60 * 24 * 365)
    taken(other, written(one))
    put(other, "a", "mine", 0)
    taken(one, written(other))
    assert one.read().note("a") == other.read().note("a") == "mine"
