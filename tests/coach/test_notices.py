"""What is told: patterns and warnings in one list, put off, two a week."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from mentor.coach.notices import Notice, every_notice, notices, of_the_week, open_notices
from mentor.coach.warnings import cautions
from mentor.journey import Journey
from mentor.journey.records import GateClosed, Week
from mentor.journey.time import Snooze

from .builders import CONTENT, TODAY, journey
from .record import ago, by_id, course, record, sent, severity

PAST = {"months_studying": 5, "courses_finished": 4}
"""A profile of which theory_first and course_collecting are told."""
MANY = record(
    ("learn", 120, 60),
    gates={"P1": GateClosed("P1", ago(80), "no")},
    courses=by_id(*(course(c) for c in "ab")),
    history={"courses_finished": 4},
    deadline_months=6,
)
"""FM01 and FM05 red, FM03 and FM17 besides, and warnings of the profile."""


def told(of: Journey, days: int = 0) -> list[str]:
    return [one.id for one in notices(CONTENT, of, TODAY + timedelta(days=days))]


def every(of: Journey, days: int = 0) -> dict[str, Notice]:
    return {one.id: one for one in every_notice(CONTENT, of, TODAY + timedelta(days=days))}


def put_off(of: Journey, *ids: str, days: int = 0, length: int = 14) -> Journey:
    """The journey after notices were put off so many days before today."""
    snoozes = {id_: Snooze(id_, ago(days), ago(days - length)) for id_ in ids}
    return replace(of, snoozes={**of.snoozes, **snoozes})


def week(days_ago: int) -> dict[str, Any]:
    return by_id(Week("w1", 1, ago(days_ago), ago(days_ago - 6), 600, 10))


def test_a_pattern_takes_the_place_of_its_warning() -> None:
    profile_only = journey("swe_backend", history=PAST)
    assert {"theory_first", "course_collecting"} <= set(every(profile_only))
    both = record(("learn", 60, 60), courses=by_id(course("a"), course("b")), history=PAST)
    found = every(both)
    assert {"FM01", "FM03"} <= set(found)
    assert not {"theory_first", "course_collecting"} & set(found)
    assert found["FM01"].signal
    assert found["FM01"].stands_for == "theory_first"
    assert found["FM01"].because == "60 h of learning, no model on real data."
    assert found["FM01"].instead == CONTENT.detectors["FM01"].action


def test_a_graver_warning_lends_its_severity() -> None:
    of = record(("learn", 60, 60), history={"months_studying": 9})
    assert severity(of, "FM01") == "amber"
    assert {c.id: c.severity for c in cautions(CONTENT, of)}["theory_first"] == "red"
    assert every(of)["FM01"].severity == "red"


def test_without_a_record_the_warnings_are_what_they_were() -> None:
    of = journey("beginner", {"python": 1}, history={**PAST, "applications_cold": 9})
    assert [one.id for one in every_notice(CONTENT, of, TODAY)] == [one.id for one in cautions(CONTENT, of)]
    assert not any(one.signal for one in every_notice(CONTENT, of, TODAY))


def test_red_comes_first_and_what_goes_away_last() -> None:
    found = list(every(MANY).values())
    order = [(one.gone is not None, one.severity != "red") for one in found]
    assert order == sorted(order)
    assert {"red", "amber"} == {one.severity for one in found}
    going = record(applications=sent(25, 15), deadline_months=6)
    assert [one.id for one in every_notice(CONTENT, going, TODAY)][-1] == "FM15"
    because = every(going)["FM15"].because
    assert because.endswith("No longer so since 20 November; this goes away on 26 November.")


def test_a_pattern_that_goes_away_leaves_its_place_to_a_warning_that_holds() -> None:
    of = record(applications=sent(25, 15), history={"applications_cold": 9})
    assert "cold_only" in every(of)
    assert "FM15" not in every(of)


def test_at_most_two_are_told() -> None:
    assert len(every(MANY)) > 3
    assert told(MANY) == [one.id for one in list(every(MANY).values())[:2]]


def test_what_is_put_off_keeps_its_place_for_the_week() -> None:
    first, second, third, *_ = list(every(MANY))
    assert told(put_off(MANY, first)) == [second]
    assert told(put_off(MANY, first, second)) == []
    assert told(put_off(MANY, first, days=6)) == [second]
    assert told(put_off(MANY, first, days=7)) == [second, third]


def test_the_running_week_is_the_users_own() -> None:
    first, second, third, *_ = list(every(MANY))
    assert told(put_off(replace(MANY, weeks=week(3)), first, days=3)) == [second]
    assert told(put_off(replace(MANY, weeks=week(3)), first, days=4)) == [second, third]
    over = replace(MANY, weeks=week(20))
    assert told(put_off(over, first, days=6)) == [second]
    assert told(put_off(over, first, days=7)) == [second, third]


def test_what_is_put_off_comes_back_after_two_weeks() -> None:
    first, *_ = list(every(MANY))
    of = put_off(MANY, first)
    assert every(of)[first].until == TODAY + timedelta(days=14)
    assert first not in told(of, 13)
    assert first in told(of, 14)
    assert every(of, 14)[first].until is None


def test_putting_off_holds_under_either_name() -> None:
    """Whoever put a warning off is not told the same as a pattern the next day, nor the other way round."""
    both = record(("learn", 60, 60), history=PAST)
    assert every(put_off(both, "theory_first"))["FM01"].until is not None
    profile_only = journey("swe_backend", history=PAST)
    assert every(put_off(profile_only, "FM01"))["theory_first"].until is not None
    assert "FM01" not in {one.id for one in open_notices(every(put_off(both, "theory_first")).values())}


def test_the_week_is_made_of_the_whole_list() -> None:
    found = every_notice(CONTENT, MANY, TODAY)
    assert of_the_week(CONTENT, MANY, found, TODAY) == notices(CONTENT, MANY, TODAY)


def test_nothing_is_said_without_a_profile() -> None:
    with pytest.raises(ValueError, match="profile"):
        notices(CONTENT, Journey(), TODAY)
