"""Ratings that are given again: what was there on an earlier day is kept beside them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mentor.clock import Clock
from mentor.journey.records import Profile, Rating
from mentor.session import Session


def day(session: Session, days: int) -> Session:
    """The session so many days after its first."""
    assert session.journey.profile is not None
    session.clock = Clock(session.journey.profile.since + timedelta(days), session.clock.now)
    return session


def before(session: Session, key: str) -> tuple[int | None, int | None, int | None]:
    """Level, the one before, and the day of that one, counted from the first."""
    rating = session.journey.ratings[key]
    assert session.journey.profile is not None
    since = session.journey.profile.since
    return rating.level, rating.before, None if rating.before_on is None else (rating.before_on - since).days


def test_the_first_rating_has_nothing_before(started: Session) -> None:
    started.rate("A01.1", 2)
    assert before(started, "A01.1") == (2, None, None)


@pytest.mark.parametrize("key", ["A01.1", "python"])
@pytest.mark.parametrize("level", [0, 2, 4])
def test_a_later_day_keeps_what_was_there_also_when_it_is_the_same(started: Session, key: str, level: int) -> None:
    started.rate(key, 2)
    day(started, 40).rate(key, level)
    assert before(started, key) == (level, 2, 0)


def test_on_the_same_day_it_is_kept(started: Session) -> None:
    started.rate("A01.1", 1)
    started.rate("A01.1", 2)
    assert before(started, "A01.1") == (2, None, None)
    day(started, 40).rate("A01.1", 3)
    started.rate("A01.1", 4)
    assert before(started, "A01.1") == (4, 2, 0)


def test_the_last_time_counts(started: Session) -> None:
    started.rate("A01.1", 1)
    day(started, 40).rate("A01.1", 2)
    day(started, 80).rate("A01.1", 3)
    assert before(started, "A01.1") == (3, 2, 40)


def test_what_the_area_was_rated_stood_for_its_items(started: Session) -> None:
    started.rate("python", 1)
    day(started, 3).rate("A01.1", 2)
    assert before(started, "A01.1") == (2, 1, 0)
    day(started, 40).rate("python", 4)
    day(started, 50).rate("A01.1", 3)
    assert before(started, "A01.1") == (3, 2, 3)


def test_what_was_passed_over_or_taken_back_had_no_level(started: Session) -> None:
    started.rate("A01.1", None)
    day(started, 3).rate("A01.1", 2)
    assert before(started, "A01.1") == (2, None, None)
    day(started, 40).rate("A01.1", None)
    assert before(started, "A01.1") == (None, 2, 3)
    day(started, 50).rate("A01.1", 3)
    assert before(started, "A01.1") == (3, 2, 3)


def test_a_clock_set_back_keeps_it(started: Session) -> None:
    day(started, 40).rate("A01.1", 2)
    day(started, 0).rate("A01.1", 3)
    assert before(started, "A01.1") == (3, None, None)


def test_evidence_is_no_rating(started: Session) -> None:
    started.rate("A01.1", 3)
    day(started, 40).attach_evidence("A01.1", "https://example.org/x")
    assert before(started, "A01.1") == (3, None, None)


def test_never_touched_again_and_an_intake_keep_it_too(started: Session, profile: Profile) -> None:
    started.rate("python", 2)
    day(started, 40).never_touched("python")
    assert before(started, "A01.1") == (0, 2, 0)
    assert before(started, "python") == (0, 2, 0)
    day(started, 80).take_intake(profile, [Rating("python", 1, started.today)])
    assert before(started, "python") == (1, 0, 40)


def test_never_touched_does_not_spend_the_second_probe(started: Session) -> None:
    started.answer_probe("python", 1, 3)
    day(started, 10).never_touched("python")
    assert set(started.journey.probes) == {"PR01"}
    assert started.journey.probes["PR01"].choice is None
