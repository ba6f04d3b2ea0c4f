"""The re-audit: what is asked again, what has changed, what a gate asks of it."""

from datetime import date, timedelta
from typing import Any

import pytest

from mentor.coach.audit import audit
from mentor.coach.reaudit import changes, questions_again, touched_items, under
from mentor.journey import Journey
from mentor.journey.records import Rating, TaskState
from mentor.journey.time import LogEntry

from .builders import ALL_AREAS, CONTENT, TODAY, action, answer, journey

FIRST, LAST, DAY = TODAY - timedelta(60), TODAY - timedelta(30), timedelta(1)
CARD = CONTENT.tasks["P0.2"]
ON_CARD = ("A01.1", "A01.2", "A01.4")


def given(key: str, level: int | None, on: date = LAST, before: int | None = None, since: date = FIRST) -> Rating:
    return Rating(key, level, on, before=before, before_on=None if before is None else since)


def rated(*ratings: Rating, **tables: Any) -> Journey:
    return journey(ratings={rating.id: rating for rating in ratings}, **tables)


def card(state: str, on: date) -> dict[str, Any]:
    return {"tasks": {CARD.id: TaskState(CARD.id, state, on)}}


def ticked(on: date | None, **named: str) -> dict[str, Any]:
    return {"actions": {"w1.1": action("w1.1", done=on, **named)}}


def entry(on: date, kind: str = "build", task: str = CARD.id) -> dict[str, Any]:
    return {"log": {"l1": LogEntry("l1", on, 60, kind, task=task)}}


# ---------------------------------------------------------------------- what was worked on


def test_the_card_of_these_tests_names_these_items() -> None:
    assert CARD.items == ON_CARD


AFTER = LAST + DAY


@pytest.mark.parametrize(
    ("work", "touched"),
    [
        ({}, ()),
        (card("doing", AFTER), ON_CARD),
        (card("done", AFTER), ON_CARD),
        (card("todo", AFTER), ()),
        (card("dropped", AFTER), ()),
        (card("done", LAST), ()),  # the day of the rating itself
        (ticked(AFTER, item="A01.3"), ("A01.3",)),
        (ticked(AFTER, task=CARD.id), ON_CARD),
        (ticked(AFTER, item="A01.3", task=CARD.id), ("A01.1", "A01.2", "A01.3", "A01.4")),
        (ticked(LAST, item="A01.3"), ()),
        (ticked(None, item="A01.3"), ()),
        (entry(AFTER), ON_CARD),
        (entry(LAST), ()),
        (entry(AFTER, kind="rest"), ()),
        (entry(AFTER, task=""), ()),
        (entry(AFTER, task="P9.9"), ()),
        (ticked(AFTER, item="A99.9", task="P9.9"), ()),
    ],
)
def test_touched_is_what_was_worked_on_after_the_day_of_its_rating(
    work: dict[str, Any], touched: tuple[str, ...]
) -> None:
    assert touched_items(CONTENT, rated(given("python", 2), **work)) == touched


def test_an_item_of_its_own_rating_is_measured_by_that() -> None:
    late = given("A01.2", 3, TODAY)
    assert touched_items(CONTENT, rated(given("python", 2), late, **card("done", AFTER))) == ("A01.1", "A01.4")
    passed = given("A01.2", None, TODAY)
    assert touched_items(CONTENT, rated(given("python", 2), passed, **card("done", AFTER))) == ("A01.1", "A01.4")


def test_rating_the_area_again_covers_its_items() -> None:
    of = rated(given("A01.1", 2, FIRST), given("python", 3, TODAY), **card("done", AFTER))
    assert touched_items(CONTENT, of) == ()


def test_what_nobody_rated_is_touched_by_any_work() -> None:
    assert touched_items(CONTENT, journey(**card("doing", FIRST))) == ON_CARD


def test_the_last_work_counts() -> None:
    work = {**card("done", FIRST), **entry(AFTER)}
    assert touched_items(CONTENT, rated(given("python", 2), **work)) == ON_CARD


# ---------------------------------------------------------------------- what is asked


def again(of: Journey, *items: str, today: date = TODAY) -> list[str]:
    return [question.id for question in questions_again(CONTENT, of, items, today)]


def test_only_the_items_each_area_after_its_probe() -> None:
    assert again(journey(), "A03.5", "A01.4", "A01.1") == ["PR01", "A01.1", "A01.4", "PR03", "A03.5"]


def test_a_resting_probe_is_left_out() -> None:
    both = answer("python", on=FIRST) | answer("python", number=1, on=LAST)
    assert again(journey(probes=both), "A01.1") == ["PR01", "A01.1"]
    both = answer("python", on=TODAY - timedelta(41)) | answer("python", number=1, on=LAST)
    assert again(journey(probes=both), "A01.1") == ["A01.1"]
    assert again(journey(probes=answer("python")), "A01.1") == ["A01.1"]


def test_nothing_is_asked_of_no_item() -> None:
    assert again(journey()) == []


# ---------------------------------------------------------------------- what has changed


class TestChanges:
    """Levels as of the last time against now."""

    def line(self, *ratings: Rating, area: str = "python") -> str | None:
        found = changes(CONTENT, rated(*ratings))
        return found[area].line if found else None

    def test_nothing_rated_again(self) -> None:
        assert changes(CONTENT, rated(given("python", 2), given("A01.1", 3))) == {}
        assert changes(CONTENT, journey()) == {}

    def test_the_mean_of_before_and_now(self) -> None:
        ratings = [given("A01.1", 3, before=1), given("A01.2", 2, before=0), given("A01.3", 2), given("A01.4", 2)]
        change = changes(CONTENT, rated(*ratings))["python"]
        assert (change.before, change.now, change.since) == (1.25, 2.25, FIRST)
        assert [(step.id, step.before, step.now) for step in change.steps] == [("A01.1", 1, 3), ("A01.2", 0, 2)]
        assert change.line == f"1.2 -> 2.2 since {FIRST.day} {FIRST:%B %Y}, 2 items up"

    def test_only_the_areas_with_something(self) -> None:
        assert list(changes(CONTENT, rated(given("A09.1", 3, before=1), given("A01.1", 3)))) == ["deployment"]

    @pytest.mark.parametrize(
        ("steps", "direction", "words"),
        [
            ([(1, 2)], 1, "1 item up"),
            ([(2, 1)], -1, "1 item down"),
            ([(2, 2)], 0, "1 item the same"),
            ([(1, 3), (2, 1), (2, 2)], 1, "1 item up, 1 down, 1 the same"),
            ([(1, 2), (2, 1)], 0, "1 item up, 1 down"),
        ],
    )
    def test_up_down_the_same(self, steps: list[tuple[int, int]], direction: int, words: str) -> None:
        ratings = [given(f"A01.{n}", now, before=before) for n, (before, now) in enumerate(steps, 1)]
        change = changes(CONTENT, rated(*ratings))["python"]
        assert change.direction == direction
        assert change.line.endswith(f", {words}")

    def test_a_senior_item_moves_the_mark_not_the_level(self) -> None:
        change = changes(CONTENT, rated(given("python", 2), given("A01.5", 3, before=1)))["python"]
        assert (change.before, change.now, change.direction) == (2, 2, 1)

    def test_an_area_rated_as_a_whole(self) -> None:
        change = changes(CONTENT, rated(given("python", 3, before=1)))["python"]
        assert (change.before, change.now) == (1, 3)
        assert [step.id for step in change.steps] == ["python"]
        assert change.line.endswith(", rated as a whole")
        mixed = changes(CONTENT, rated(given("python", 3, before=1), given("A01.1", 2, before=2)))["python"]
        assert mixed.before == (2 + 3 * 1) / 4
        assert mixed.line.endswith(", 1 item the same, the rest as a whole")

    def test_an_area_rating_that_stands_for_no_item_changes_nothing(self) -> None:
        own = [given(item.id, 2) for item in CONTENT.areas["python"].items]
        assert changes(CONTENT, rated(given("python", 3, before=1), *own)) == {}

    def test_an_item_rated_for_the_first_time_counts_alike_on_both_sides(self) -> None:
        change = changes(CONTENT, rated(given("A01.1", 3, before=1), given("A01.2", 4)))["python"]
        assert (change.before, change.now) == (1.25, 1.75)

    def test_since_is_the_last_time_and_what_came_before_it_counts_as_it_was_then(self) -> None:
        early = given("A01.1", 3, LAST, before=0, since=FIRST)
        late = given("A01.2", 3, TODAY, before=1, since=LAST)
        change = changes(CONTENT, rated(early, late))["python"]
        assert (change.since, change.before, change.now) == (LAST, 1, 1.5)
        assert [step.id for step in change.steps] == ["A01.2"]

    def test_two_sittings_of_one_re_audit_are_one(self) -> None:
        change = changes(CONTENT, rated(given("A01.1", 3, LAST, 1), given("A01.2", 3, LAST + DAY, 1)))["python"]
        assert len(change.steps) == 2

    def test_what_was_taken_back_is_no_step(self) -> None:
        assert changes(CONTENT, rated(given("A01.1", None, before=2))) == {}


# ---------------------------------------------------------------------- what a gate asks


FOUNDATION = [item.id for area in ALL_AREAS[:2] for item in CONTENT.areas[area].items if item.foundation]


@pytest.mark.parametrize(
    ("levels", "probes", "low"),
    [
        ({}, {}, FOUNDATION),
        ({"python": 3, "hygiene": 3}, {}, FOUNDATION),  # rated as a whole is not audited
        (dict.fromkeys(FOUNDATION, 3), {}, []),
        ({**dict.fromkeys(FOUNDATION, 3), "A01.2": 2}, {}, ["A01.2"]),
        ({**dict.fromkeys(FOUNDATION, 3), "A01.2": None, "python": 4}, {}, ["A01.2"]),
        ({**dict.fromkeys(FOUNDATION, 3), "A01.5": 0}, {}, []),  # no foundation item
        (dict.fromkeys(FOUNDATION, 3), answer("hygiene"), [key for key in FOUNDATION if key.startswith("A02")]),
        (dict.fromkeys(FOUNDATION, 3), answer("sql"), []),
    ],
)
def test_under_names_the_foundation_items_below(
    levels: dict[str, int | None], probes: dict[str, Any], low: list[str]
) -> None:
    of = journey(levels=levels, probes=probes)
    found = under(of, audit(CONTENT, of, TODAY), ("python", "hygiene"), 2.5)
    assert [item.item.id for item in found] == low
