"""How near each round is: the numbers, what is missing, and what small counts do not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from mentor.coach.readiness import Measure, Round, interval, readiness
from mentor.journey import Journey
from mentor.journey.drills import STORIES, PracticeMark
from mentor.journey.practice import CardState, Grade
from tests.coach.builders import CONTENT, TODAY, journey
from tests.coach.test_drills import drill


def marks(kind: str, count: int, first: int = 1, **fields: Any) -> dict[str, PracticeMark]:
    found = (PracticeMark(f"pm{n}", kind, "x", TODAY, **fields) for n in range(first, first + count))  # type: ignore[arg-type]
    return {mark.id: mark for mark in found}


def mediums(solved: int, failed: int, late: int = 0) -> dict[str, PracticeMark]:
    return {
        **marks("medium", solved, minutes=30),
        **marks("medium", failed, 101, minutes=20, ok=False),
        **marks("medium", late, 201, minutes=31),
    }


def cards(review: int, recalled: int = 0, forgotten: int = 0) -> dict[str, Any]:
    keys = list(CONTENT.cards)[:review]
    last = TODAY - timedelta(days=3)
    states = {key: CardState(key, "review", TODAY, 10, 5, last, 2) for key in keys}
    grades = {}
    for n in range(recalled + forgotten):
        id_ = f"{last:%Y%m%d}T09{n:010}"
        grade = 3 if n < recalled else 1
        grades[id_] = Grade(id_, keys[n % len(keys)], grade, f"{last}T09:00:00+00:00", last, "review", 5)  # type: ignore[arg-type]
    return {"cards": states, "grades": grades}


def round_of(id_: str, **tables: Any) -> Round:
    of: Journey = replace(journey(), **tables)
    return next(one for one in readiness(CONTENT, of, TODAY) if one.id == id_)


def measure(id_: str, which: str, **tables: Any) -> Measure:
    return next(one for one in round_of(id_, **tables).measures if one.id == which)


def test_nobody_is_ready_at_first_and_everything_names_what_is_missing():
    rounds = readiness(CONTENT, journey(), TODAY)
    assert [one.id for one in rounds] == ["coding", "fundamentals", "design", "defence", "behavioural"]
    for one in rounds:
        assert not one.ready
        assert one.share == 0
        assert len(one.missing) == len(one.measures)


@pytest.mark.parametrize(
    ("solved", "failed", "late", "met", "missing"),
    [
        (11, 4, 0, True, ""),
        (15, 0, 0, True, ""),
        (10, 5, 0, False, "1 short"),
        (10, 0, 5, False, "1 short"),
        (14, 0, 0, False, "1 more medium problem"),
        (0, 15, 0, False, "11 short"),
    ],
)
def test_coding_wants_70_percent_of_15_in_time_with_tests(solved: int, failed: int, late: int, met: bool, missing: str):
    found = measure("coding", "mediums", practised=mediums(solved, failed, late))
    assert (found.met, found.attested) == (met, True)
    assert missing in found.missing if missing else not found.missing


def test_only_the_last_15_problems_count():
    old = {f"pm{900 + n}": replace(mark, id=f"pm{900 + n}", on=TODAY - timedelta(days=9), ok=False)
           for n, mark in enumerate(marks("medium", 30, minutes=20).values())}  # fmt: skip
    assert measure("coding", "mediums", practised={**old, **mediums(15, 0)}).met


def test_a_small_sample_says_what_it_cannot():
    said = measure("coding", "mediums", practised=mediums(3, 1)).said
    assert "3 of the last 4" in said
    assert "fits a true rate of 30 to 95 %" in said


@pytest.mark.parametrize(
    ("successes", "tries", "low", "high"),
    [(0, 0, 0, 1), (0, 10, 0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1), (11, 15, 0.480, 0.891)],
)
def test_wilsons_interval(successes: int, tries: int, low: float, high: float):
    assert interval(successes, tries) == pytest.approx((low, high), abs=0.001)


@pytest.mark.parametrize(
    ("tables", "count", "kept"),
    [
        (cards(99, 20), False, True),
        (cards(100, 17, 3), True, True),
        (cards(100, 16, 4), True, False),
        (cards(100, 19), True, False),  # all recalled, and too few to tell
        (cards(100), True, False),
    ],
)
def test_fundamentals_want_cards_and_their_retention(tables: Mapping[str, Any], count: bool, kept: bool):
    assert measure("fundamentals", "cards", **tables).met is count
    assert measure("fundamentals", "retention", **tables).met is kept


def test_too_few_reviews_are_said_to_be_too_few():
    found = measure("fundamentals", "retention", **cards(10, 5))
    assert "too few to tell" in found.said
    assert "15 more reviews" in found.missing


@pytest.mark.parametrize(("count", "met"), [(9, False), (10, True), (12, True)])
def test_fundamentals_want_ten_recorded_answers(count: int, met: bool):
    assert measure("fundamentals", "answers", practised=marks("answer", count)).met is met


@pytest.mark.parametrize(
    ("totals", "prompts", "last"),
    [
        ([70] * 10, True, True),
        ([20] * 7 + [65, 65, 65], True, True),
        ([90] * 7 + [65, 64.5, 65], True, False),
        ([70] * 9, False, True),
        ([70] * 2, False, False),
    ],
)
def test_design_wants_ten_prompts_and_three_good_totals(totals: list[float], prompts: bool, last: bool):
    ids = list(CONTENT.prompts)
    tries = {f"dr{n}": drill(n, ids[n - 1], total, 100 - n) for n, total in enumerate(totals, 1)}
    assert measure("design", "prompts", drills=tries).met is prompts
    assert measure("design", "totals", drills=tries).met is last


def test_the_same_prompt_counts_once_and_an_ungraded_one_not_at_all():
    tries = {f"dr{n}": drill(n, "DP02", 70, 100 - n) for n in range(1, 20)}
    tries["dr20"] = drill(20, "DP01", None)
    assert measure("design", "prompts", drills=tries).have == 1
    assert measure("design", "totals", drills={"dr1": tries["dr1"]}).said.endswith("1 of 3 tries is too few to tell")


@pytest.mark.parametrize(("count", "ready"), [(0, False), (1, False), (2, True)])
def test_a_project_is_defended_twice(count: int, ready: bool):
    assert round_of("defence", practised=marks("defence", count)).ready is ready


def test_six_stories_one_on_each_subject():
    told = {}
    for n, story in enumerate(STORIES, 1):
        assert not round_of("behavioural", practised=told).ready
        told |= marks("story", 1, n, story=story)
    assert round_of("behavioural", practised=told).ready
    twice = marks("story", 6, story="failure")
    assert measure("behavioural", "stories", practised=twice).have == 1
    assert "conflict" in round_of("behavioural", practised=twice).missing[0]


def test_what_rests_on_the_users_word_says_so():
    attested = {one.id: one.attested for one in readiness(CONTENT, journey(), TODAY)}
    assert attested == {"coding": True, "fundamentals": True, "design": False, "defence": True, "behavioural": True}


def test_shares_grow_and_reach_one_only_when_all_is_met():
    shares = [round_of("coding", practised=mediums(n, 0)).share for n in range(16)]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert shares[-2] < 1
