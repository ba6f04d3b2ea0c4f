"""The journey on a past day."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentor.clock import Clock
from mentor.coach.plan import make_plan
from mentor.content import Content
from mentor.journey import Change
from mentor.journey.records import Note, Profile
from mentor.session import Session
from mentor.store.store import Store

FIRST = date(2026, 11, 1)


def moment(day: int) -> datetime:
    return datetime(2026, 11, 1, 9, tzinfo=UTC) + timedelta(days=day)


def on(day: int) -> date:
    return FIRST + timedelta(days=day)


@settings(max_examples=30)
@given(
    steps=st.lists(
        st.tuples(
            st.integers(0, 3),
            st.sampled_from(["put", "put", "put", "drop", "undo", "redo", "fold", "reopen"]),
            st.sampled_from("abc"),
        ),
        max_size=25,
    )
)
def test_every_past_day_reads_as_it_was(tmp_path_factory, steps):
    store, day = Store(tmp_path_factory.mktemp("journey")), 0
    seen = {-1: store.read()}
    for n, (later, what, key) in enumerate(steps):
        day += later
        if what == "put":
            store.commit(Change("put", [Note(key, n)]), moment(day), on(day))
        elif what == "drop":
            store.commit(Change("drop", deletes=[("notes", key)]), moment(day), on(day))
        elif what == "fold":
            store.fold() if store.exists else None
        elif what == "reopen":
            store = Store(store.folder)
        else:
            getattr(store, what)(moment(day), on(day))
        seen[day] = store.read()
    expected = {}
    for past in range(-1, day + 2):
        expected[on(past)] = seen.get(past, expected.get(on(past - 1)))
    assert store.past(expected) == expected
    assert Store(store.folder).past(expected) == expected


def test_levels_gaps_phases_and_hours_of_any_past_day(content: Content, folder: Path):
    """What a chart of progress needs."""

    def at(day: int) -> Session:
        return Session(content, Store(folder), Clock(on(day), lambda: moment(day)))

    at(0).set_profile(Profile("profile", "swe_backend", 10, FIRST, target="platform"))
    at(0).ensure_week()
    at(1).rate("evaluation", 1)
    action = at(2).find_action("1")
    at(2).set_done(action, done=True)
    at(5).rate("evaluation", 2)
    at(9).rate("evaluation", 3)
    at(12).move_task("P1.1", "done")

    def then(day: int):
        return make_plan(content, at(20).store.past([on(day)])[on(day)], on(day))

    assert [then(day).audit.areas["evaluation"].level for day in (0, 1, 4, 5, 8, 9, 20)] == [None, 1, 1, 2, 2, 3, 3]
    gaps = [then(day).audit.areas["evaluation"].gap for day in (0, 1, 5)]
    assert gaps[0] > gaps[1] > gaps[2]
    past = at(20).store.past([on(day) for day in (1, 2, 11, 12)])
    assert [past[on(day)].current_week(on(day)).minutes_done for day in (1, 2)] == [0, action.minutes]
    assert ["P1.1" in past[on(day)].tasks for day in (11, 12)] == [False, True]


def test_before_the_first_kept_change_the_days_of_making_tell(folder: Path):
    """A journey of the first version has no log."""
    folder.mkdir()
    rows = {
        f"n{day}": {"id": f"n{day}", "value": day, "created_at": moment(day).isoformat(timespec="milliseconds")}
        for day in (0, 3, 6)
    }
    tables = {"meta": {"schema": {"version": 1}}, "notes": rows, "other": {"x": {"v": 1}}}
    folder.joinpath("journey.json").write_text(json.dumps(tables), encoding="utf-8")
    store = Store(folder)
    store.commit(Change("later", [Note("n9", 9)], [("notes", "n3")]), moment(9), on(9))
    past = store.past(on(day) for day in (-1, 0, 2, 3, 8, 9))
    assert [sorted(note.value for note in past[on(day)].notes.values()) for day in (-1, 0, 2, 3, 8, 9)] == [
        [],
        [0],
        [0],
        [0, 3],
        [0, 3, 6],
        [0, 6, 9],
    ]


def test_the_users_day_counts_not_the_clocks(store: Store):
    """Shortly after midnight in one's own zone it is still yesterday in UTC."""
    store.commit(Change("x", [Note("a", 1)]), moment(0), on(1))
    past = store.past([on(0), on(1)])
    assert [past[on(day)].note("a") for day in (0, 1)] == [None, 1]


@pytest.mark.parametrize("days", [[], [FIRST], [FIRST, FIRST]])
def test_a_journey_without_a_past(store: Store, days: list[date]):
    assert store.past(days) == {day: store.read() for day in days}
    assert not store.exists


def test_a_damaged_folded_log_ends_the_past_and_nothing_else(store: Store):
    for day in range(6):
        store.commit(Change("x", [Note("a", day)]), moment(day), on(day))
        if day in (1, 3):
            store.fold()
    first, second = sorted(store.folder.joinpath("history").iterdir())
    second.write_bytes(b"not a log")
    again = Store(store.folder)
    assert again.read().note("a") == 5
    assert again.past([on(4)])[on(4)].note("a") == 4
    assert first.exists()
