"""What is put comes back: every record, every field, what this version does not know, and the times."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor.errors import StoreError
from mentor.journey import Change, Journey
from mentor.journey.drills import Drill, Mock, MockQuestion, PracticeMark
from mentor.journey.practice import Attempt, CardState, Grade, OwnCard
from mentor.journey.proof import Bullet, Deployment, Finding, Run, Spot
from mentor.journey.record import Record
from mentor.journey.records import (
    Action,
    Block,
    Evidence,
    GateClosed,
    GateNeed,
    History,
    Mark,
    Note,
    ProbeAnswer,
    Profile,
    Project,
    Rating,
    TaskState,
    Week,
    Why,
)
from mentor.journey.search import Application, Company, Message, Offer, Person
from mentor.journey.tables import SHAPES, TABLES, kind_of, shapes
from mentor.journey.time import Course, LogEntry, Review, Snooze, Timer
from mentor.store.store import Store
from tests.raw import everything, lay, tables_of

DAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)

SAMPLES: tuple[Record, ...] = (
    Profile(
        "profile",
        "data_scientist",
        7.5,
        DAY,
        "llm",
        "health",
        "remote",
        "phd",
        18,
        3,
        2.5,
        "nlp",
        "rag",
        History(3.5, 2, 1, 1, 40, 2, 3, True, "enrolled"),
    ),
    Rating("A01.1", 3, DAY, Evidence("https://example.org/x", "link", DAY, checked=True), 1, DAY - timedelta(40)),
    Rating("A01.2", None, DAY),
    ProbeAnswer("PR01", None, 0, right=False, on=DAY),
    ProbeAnswer("PR02", 1, 3, right=True, on=DAY),
    TaskState("P1.3", "doing", DAY),
    GateNeed("G1.1", DAY, "https://example.org"),
    GateClosed("P1", DAY, "shown in an interview"),
    Project("p1", "serving_api", "Fraud scores", DAY, "parked", "~/fraud", "https://example.org", "no data"),
    Mark("p1/D1", "p1", "D1", "na", DAY, "no labels there", defensible=False, overrules=True),
    Action(
        "w1.1",
        "w1",
        "project",
        "Train a baseline",
        180,
        DAY,
        "metrics.json holds two rows",
        "print the class share",
        Why("because", "I can't yet", "evaluation", "1 of 3", "C08", "build first", "S0: so"),
        "at the desk",
        "if late, then shorter",
        (Block(DAY, 90, "load", "19:00"), Block(DAY + timedelta(1), 90, "train")),
        ("S0-001", "S1-002"),
        DAY,
        "P1.1",
        "p1",
        "A07.1",
        1,
        "19:00",
        logged=True,
        opens="people",
    ),
    Week("w1", 1, DAY, DAY + timedelta(6), 540, 10.0, "9-18 months"),
    Note("theme", {"name": "nord", "seen": [1, 2.5, None, True, "x"]}),
    LogEntry("20261121T090000000000", DAY, 90, "build", "baseline runs", "P1.1", "p1", "w1.1", "c1"),
    Timer("timer", "learn", "2026-11-21T09:00:00+00:00", 600, "async", "P0.1", "p1", "w1.1", "c1"),
    Course("c1", "Deep learning, part 1", DAY, "finished", paid=True, ended=DAY + timedelta(30)),
    Review(
        "w1",
        DAY,
        10,
        15,
        19,
        22.5,
        9,
        14.9,
        15,
        0.8,
        1.15,
        3,
        DAY,
        DAY + timedelta(90),
        True,
        0.25,
        {"P1": 105.5},
        {"P1": 0.85},
        {"sql": 4.0},
        0.03,
    ),
    Snooze("FM01", DAY, DAY + timedelta(14)),
    Finding("p1/R01", "p1", "R01", "fail", 0.5, "M", DAY, True, "found", "do this", (Spot("README.md", 3),)),
    Run("p1/1", "p1", DAY, "rag", "shipped", "abc", DAY, 10, 12, {"R01": "pass"}, {"data": 1.0}, 0.9, 0.5, 3, (0.57,)),
    Deployment("d1", "https://example.org", DAY, 200, "p1", 20, 1, 30.5, 40, 90, True, False),
    Bullet("b1", "Cut latency", DAY, "career", "p1", 1),
    Company("c1", "Acme", DAY, "vertical_saas", True, "payments", True, "remote"),
    Person("h1", "N. N.", DAY, "c1", "meetup", "how they test", DAY, "write", True, "team lead", DAY, "kind"),
    Application(
        *("a1", "ML engineer", DAY, "referral", "c1", {"screen": DAY}, "rejected", "we ask", "v2", True),
        *(False, DAY + timedelta(9), "h1", "asked for SQL"),
    ),
    Message("m1", "h1", DAY, "Which check would you add first?", "follow_up", True, DAY + timedelta(1)),
    Offer(
        *("of1", "c1", "ML engineer", DAY, "a1", 140_000, 175_000, "remote"),
        *({"strike": "2.10"}, DAY + timedelta(7), "signing bonus", True),
    ),
    Drill(
        "dr1",
        "fraud",
        DAY,
        "2026-11-21T09:00:00+00:00",
        600,
        "who acts on a refusal?",
        "~/drills/1.m4a",
        DAY,
        ("clarify.1",),
        {"clarify": 3},
        DAY,
        61.5,
        "borderline",
    ),
    PracticeMark("pm1", "medium", "two pointers", DAY, ok=False, minutes=35, story="failure"),
    Mock(
        "mk1",
        DAY,
        (MockQuestion("design", "design", "fraud", "Card fraud", 20, 1_150, "asked first", 3, 7),),
        "2026-11-21T09:00:00+00:00",
        30,
        DAY,
    ),
    CardState("MA01", "review", DAY, 12.5, 5.25, DAY - timedelta(9), 4, 1, True, DAY + timedelta(1)),
    Grade("20261121T090000000000", "MA01", 3, "2026-11-21T09:00:00+00:00", DAY, "review", 9, 21, 14),
    OwnCard("o1", "What is a two-tower model?", "Two encoders.", DAY, "as a follow-up", "system_design", "rag"),
    Attempt("t1", "EV-E01", DAY, True, 0.8, 4, 17),
)


def rows(journey: Journey, record: Record) -> Record | None:
    """What the journey holds in a record's place."""
    table = getattr(journey, record.table)
    return table if isinstance(record, Profile) else table.get(record.id)


def put(store: Store, *records: Record, now: datetime = NOW) -> None:
    store.commit(Change("put", records), now)


def test_the_samples_hold_every_record_and_leave_no_field_at_its_default():
    assert {type(sample) for sample in SAMPLES} == {kind_of(table) for table in TABLES}
    for cls in map(kind_of, TABLES):
        own = [sample for sample in SAMPLES if type(sample) is cls]
        for field in fields(cls):
            assert any(getattr(sample, field.name) != field.default for sample in own), (cls, field.name)


def test_the_shapes_written_down_are_those_of_the_classes():
    assert shapes() == SHAPES, "write the new value into mentor/journey/tables.py"


def test_the_journey_has_a_field_for_every_table():
    assert tuple(field.name for field in fields(Journey)) == TABLES
    assert all(kind_of(table).table == table for table in TABLES)


@pytest.mark.parametrize("record", SAMPLES, ids=lambda r: f"{r.table}-{r.id}")
def test_each_record_comes_back_in_this_store_and_in_another(folder: Path, record: Record):
    store = Store(folder)
    put(store, record)
    assert rows(store.read(), record) == record
    assert rows(Store(folder).read(), record) == record
    store.fold()
    assert rows(store.read(), record) == record
    assert rows(Store(folder).read(), record) == record
    store.undo(LATER)
    assert rows(store.read(), record) is None
    store.redo(LATER)
    assert rows(Store(folder).read(), record) == record


def test_all_records_come_back_together(folder: Path):
    put(Store(folder), *SAMPLES)
    journey = Store(folder).read()
    assert [rows(journey, record) for record in SAMPLES] == list(SAMPLES)


@given(text=st.text(), key=st.text(min_size=1), number=st.integers(0, 10_000), value=JSON)
def test_any_text_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, text, key, number, value):
    folder = tmp_path_factory.mktemp("journey")
    records = (
        Project(key, text, text, DAY, "active", text, text),
        Rating(key, 4, DAY, Evidence(text, "text", DAY)),
        replace(SAMPLES[0], industry=text, ml_publications=number),
        replace(SAMPLES[10], why=Why(text, text), blocks=(Block(DAY, number, text),), sources=(text, text)),
        Note(key, value),
    )
    put(Store(folder), *records)
    for _ in range(2):
        store = Store(folder)
        assert [rows(store.read(), record) for record in records] == list(records)
        store.fold()


def test_the_cache_holds_what_another_process_will_read(folder: Path):
    store = Store(folder)
    mine = {"pair": (1, 2), "list": [[3]]}
    put(store, Note("n", mine))
    mine["list"].append([4])
    expected = {"pair": [1, 2], "list": [[3]]}
    assert store.read().note("n") == expected == Store(folder).read().note("n")
    store.read().note("n")["list"].append("changed by a reader")
    put(store, Note("other"))
    assert store.read().note("n") == expected == Store(folder).read().note("n")


@pytest.mark.parametrize(
    "record",
    [
        Rating("A01.1", True, DAY),
        Rating("A01.1", 2.0, DAY),
        TaskState("P1.1", "nearly", DAY),
        Project("p1", "rag", Path("/tmp"), DAY),
        Project(7, "rag", "title", DAY),
        Note("n", {1, 2}),
        Note("n", float("nan")),
        replace(SAMPLES[0], hours_per_week=float("inf")),
        Rating("A01.1", 3, DAY, Evidence(None, "text", DAY)),
    ],
    ids=repr,
)
def test_what_could_not_be_read_back_is_not_written(folder: Path, record: Record):
    store = Store(folder)
    put(store, SAMPLES[0])
    before = everything(folder)
    with pytest.raises(StoreError) as caught:
        put(store, record)
    assert f"{record.table} {record.id}" in caught.value.details[0]
    assert everything(folder) == before
    assert rows(store.read(), SAMPLES[0]) == SAMPLES[0]


def test_half_a_surrogate_pair_neither_fails_nor_is_lost(folder: Path):
    store = Store(folder)
    put(store, Project("p1", "rag", "caf\udce9 é", DAY))
    assert Store(folder).read().projects["p1"].title == "caf\udce9 é"
    store.fold()
    assert Store(folder).read().projects["p1"].title == "caf\udce9 é"
    put(store, Note("n"))
    assert Store(folder).read().projects["p1"].title == "caf\udce9 é"
    for data in everything(folder).values():
        data.decode("utf-8", errors="strict")


def test_text_stands_readable_in_the_file(folder: Path):
    store = Store(folder)
    put(store, Project("p1", "rag", "Größe 数 🙂", DAY))
    assert "Größe 数 🙂" in (folder / "journey.log").read_text(encoding="utf-8")
    store.fold()
    assert "Größe 数 🙂" in store.path.read_text(encoding="utf-8")


def test_records_stand_under_our_own_ids_and_a_removed_id_is_free_for_its_next_owner(folder: Path):
    store = Store(folder)
    put(store, Note("b"), Note("a/1"))
    assert list(tables_of(folder)["notes"]) == ["b", "a/1"]
    store.commit(Change("x", deletes=[("notes", "b"), ("notes", "was never there")]), NOW)
    assert list(tables_of(folder)["notes"]) == ["a/1"]
    put(store, Note("b", "next"))
    assert Store(folder).read().note("b") == "next"


def test_a_deleted_record_leaves_a_mark_until_it_is_made_again(folder: Path):
    store = Store(folder)
    put(store, Note("a", 1), Note("b", 1), now=LATER)
    store.commit(Change("x", deletes=[("notes", "a"), ("notes", "nobody")]), NOW)
    marks = tables_of(folder)["deleted"]
    assert list(marks) == ["notes/a"]
    at = marks["notes/a"]["updated_at"]
    assert at > LATER.isoformat(timespec="milliseconds")
    put(store, Note("a", 2))
    assert not tables_of(folder)["deleted"]
    assert tables_of(folder)["notes"]["a"]["updated_at"] > at


def test_created_stays_and_updated_moves_with_the_record_only(folder: Path):
    store = Store(folder)
    put(store, Note("a", 1), Note("b", 1))
    put(store, Note("a", 2), now=LATER)
    notes = tables_of(folder)["notes"]
    assert (notes["a"]["created_at"], notes["a"]["updated_at"]) == (
        "2026-11-21T09:00:00.000+00:00",
        "2026-11-21T10:00:00.000+00:00",
    )
    assert notes["b"]["updated_at"] == "2026-11-21T09:00:00.000+00:00"


def test_a_clock_set_back_loses_nothing(folder: Path):
    store = Store(folder)
    put(store, Note("a", 1), now=LATER)
    put(store, Note("a", 2), now=NOW)
    assert Store(folder).read().note("a") == 2
    assert tables_of(folder)["notes"]["a"]["created_at"] == LATER.isoformat(timespec="milliseconds")


def test_a_put_wins_over_a_delete_of_the_same_record(folder: Path):
    store = Store(folder)
    put(store, Note("a", 1), Note("b", 1))
    store.commit(Change("swap", [Note("a", 2)], [("notes", "a"), ("notes", "b")]), NOW)
    assert {key: note.value for key, note in store.read().notes.items()} == {"a": 2}


def test_what_this_version_does_not_know_survives_a_commit(folder: Path):
    store = Store(folder)
    put(store, *SAMPLES)
    raw = {"meta": {"schema": {"version": 1}}, **tables_of(folder)}
    raw["mood"] = {"m1": {"value": "fine"}}
    raw["meta"]["origin"] = {"host": "elsewhere"}
    raw["meta"]["schema"]["note"] = "kept"
    raw["profile"]["profile"]["pronouns"] = "they"
    raw["profile"]["profile"]["history"]["bootcamps"] = 2
    raw["ratings"]["A01.1"]["evidence"]["commit"] = "abc"
    raw["actions"]["w1.1"]["energy"] = 3
    raw["actions"]["w1.1"]["why"]["tone"] = "warm"
    raw["actions"]["w1.1"]["blocks"][1]["place"] = "library"
    lay(folder, raw)

    journey = store.read()
    put(
        store,
        replace(journey.profile, hours_per_week=12.0, history=replace(journey.profile.history, referrals=9)),
        replace(journey.ratings["A01.1"], level=4),
        replace(journey.actions["w1.1"], done=None),
    )
    again = Store(folder)
    again.fold()
    assert again.read() == store.read()
    after = tables_of(folder)
    assert after["mood"] == raw["mood"]
    meta = json.loads(store.path.read_bytes())["meta"]
    assert (meta["origin"], meta["schema"]["note"]) == ({"host": "elsewhere"}, "kept")
    profile = after["profile"]["profile"]
    assert (profile["pronouns"], profile["hours_per_week"]) == ("they", 12.0)
    assert (profile["history"]["bootcamps"], profile["history"]["referrals"]) == (2, 9)
    assert after["ratings"]["A01.1"]["evidence"]["commit"] == "abc"
    action = after["actions"]["w1.1"]
    assert (action["energy"], action["why"]["tone"], action["blocks"][1]["place"]) == (3, "warm", "library")
    assert action["done"] is None


def test_keeping_what_is_unknown_does_not_keep_what_was_taken_out(folder: Path):
    store = Store(folder)
    put(store, Note("n", {"old": 1, "both": {"old": 1}}), SAMPLES[1])
    put(store, Note("n", {"both": {"new": 2}}), replace(SAMPLES[1], evidence=None))
    assert store.read().note("n") == {"both": {"new": 2}}
    assert store.read().ratings["A01.1"].evidence is None
