"""Notices of a session: two a week, put off, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from mentor.clock import Clock
from mentor.errors import InputError
from mentor.journey.records import History, Profile
from mentor.journey.time import Course, LogEntry, Snooze
from mentor.session import Session
from tests.coach.record import TODAY, ago


@pytest.fixture
def told(session: Session) -> Session:
    """Somebody with two courses, much theory and cold applications."""
    history = History(applications_cold=30, courses_finished=5)
    profile = Profile("profile", "swe_backend", 10, ago(60), industry="fintech", history=history)
    session.set_profile(profile)
    log = [LogEntry(f"l{n}", ago(40 - n), 300, "learn") for n in range(9)]
    courses = [Course(f"k{n}", f"Course {n}", ago(50)) for n in range(2)]
    session.commit("log", [replace(profile, since=ago(60)), *log, *courses])
    return session


def ids(session: Session) -> list[str]:
    return [one.id for one in session.notices()]


def test_two_are_told_and_all_are_there(told: Session) -> None:
    assert len(ids(told)) == 2
    every = [one.id for one in told.every_notice()]
    assert every[:2] == ids(told)
    assert {"FM01", "FM03", "cold_only"} <= set(every)


def test_they_are_worked_out_once(told: Session) -> None:
    assert told.every_notice() is told.every_notice()
    before = told.every_notice()
    told.rate("python", 3)
    assert told.every_notice() is not before


def test_another_day_another_list(told: Session) -> None:
    before = told.every_notice()
    told.clock = Clock(TODAY + timedelta(days=1), told.clock.now)
    assert told.every_notice() is not before


def test_putting_off_is_undone_and_done_again(told: Session) -> None:
    first, second = ids(told)
    put = told.snooze(first)
    assert told.journey.snoozes == {first: Snooze(first, TODAY, TODAY + timedelta(days=14))}
    assert put.until == TODAY + timedelta(days=14)
    assert ids(told) == [second]
    assert told.undo() == f"put off: {put.title}"
    assert ids(told) == [first, second]
    told.redo()
    assert ids(told) == [second]


def test_what_was_put_off_can_be_told_again(told: Session) -> None:
    first, second = ids(told)
    told.snooze(first)
    told.unsnooze(first)
    assert told.journey.snoozes == {}
    assert ids(told) == [first, second]


def test_what_was_put_off_under_its_warnings_name_is_told_again_too(told: Session) -> None:
    told.commit("put off", [Snooze("theory_first", TODAY, TODAY + timedelta(days=14))])
    assert "FM01" not in ids(told)
    told.unsnooze("FM01")
    assert "FM01" in ids(told)


def test_nothing_is_put_off_twice_or_by_a_wrong_name(told: Session) -> None:
    first, _ = ids(told)
    told.snooze(first)
    with pytest.raises(InputError, match="already"):
        told.snooze(first)
    with pytest.raises(InputError, match="not put off"):
        told.unsnooze("cold_only")
    with pytest.raises(InputError, match="FM99"):
        told.snooze("FM99")
