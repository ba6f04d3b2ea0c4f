"""The full audit as a row of questions."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mentor.coach.questions import (
    SENIOR,
    asked,
    first_open,
    is_answered,
    probe_at,
    probe_due,
    questions,
    senior_areas,
)
from mentor.journey.records import Note

from .builders import ALL_AREAS, CONTENT, TODAY, answer, journey, ratings

CORE = questions(CONTENT)
FULL = questions(CONTENT, senior=CONTENT.areas)


@pytest.mark.parametrize(("row", "items"), [(CORE, 67), (FULL, 100)])
def test_length(row: tuple, items: int) -> None:
    assert sum(question.kind == "probe" for question in row) == 20
    assert sum(question.kind == "item" for question in row) == items
    assert len({question.id for question in row}) == len(row) == 20 + items


def test_areas_in_order_each_with_its_probe_first() -> None:
    for row in (CORE, FULL):
        assert list(dict.fromkeys(question.area.id for question in row)) == list(ALL_AREAS)
        for area in CONTENT.areas.values():
            own = [question for question in row if question.area == area]
            assert [question.kind for question in own] == ["probe"] + ["item"] * (len(own) - 1)
            assert own[0].id == CONTENT.probes[area.id][0].id
            assert [question.id for question in own[1:]] == sorted(question.id for question in own[1:])


def test_core_holds_no_senior_item() -> None:
    assert all(question.item.foundation for question in CORE if question.item)
    assert [question.id for question in CORE if question.area.id == "inference_opt"] == ["PR16"]


class TestResume:
    """Where the audit goes on."""

    def test_at_the_beginning(self) -> None:
        assert first_open(journey(), CORE) == 0

    def test_after_what_is_answered(self) -> None:
        of = journey(levels={"A01.1": 3, "A01.2": 0}, probes=answer("python"))
        assert CORE[first_open(of, CORE) or 0].id == "A01.3"

    def test_at_the_first_hole(self) -> None:
        of = journey(levels={"A01.2": 3, "A05.1": 3}, probes=answer("python") | answer("pytorch"))
        assert CORE[first_open(of, CORE) or 0].id == "A01.1"

    def test_what_was_passed_over_is_answered(self) -> None:
        of = journey(levels={"A01.1": None}, probes=answer("python", None, 0))
        assert CORE[first_open(of, CORE) or 0].id == "A01.2"

    def test_rating_of_the_area_answers_no_item(self) -> None:
        of = journey(levels={"python": 3})
        assert not any(is_answered(of, question) for question in CORE)

    @pytest.mark.parametrize(("row", "other"), [(CORE, "A01.5"), (FULL, None)])
    def test_at_the_end(self, row: tuple, other: str | None) -> None:
        probes = {}
        for area in ALL_AREAS:
            probes |= answer(area)
        of = journey(ratings=ratings({q.id: 1 for q in row if q.kind == "item"}), probes=probes)
        assert first_open(of, row) is None
        left = first_open(of, FULL)
        assert (FULL[left].id if left is not None else None) == other


def test_either_probe_answers_the_knowledge_question() -> None:
    assert is_answered(journey(probes=answer("python")), CORE[0])
    assert is_answered(journey(probes=answer("python", number=1)), CORE[0])
    assert not is_answered(journey(probes=answer("sql")), CORE[0])


@pytest.mark.parametrize(
    ("first", "second", "due", "shown"),
    [
        # days since each of the area's probes was answered, which may be asked now, which stands for the area
        (None, None, 0, 0),
        (0, None, None, 0),  # not two in one sitting
        (1, None, 1, 1),
        (41, None, 1, 1),
        (400, None, 1, 1),
        (41, 1, None, 1),
        (42, 1, 0, 0),
        (42, 0, None, 1),
        (42, 41, 0, 0),
        (1, 42, 1, 1),
        (41, 41, None, 1),
        (60, 50, 0, 0),
        (50, 60, 1, 1),
        (60, 60, 0, 0),
        (-1, None, None, 0),  # a clock set back
        (-1, 60, None, 0),
    ],
)
def test_the_probe_of_now(first: int | None, second: int | None, due: int | None, shown: int) -> None:
    given = {}
    for number, days in enumerate((first, second)):
        if days is not None:
            given |= answer("python", number=number, on=TODAY - timedelta(days))
    of, probes = journey(probes=given), CONTENT.probes["python"]
    assert probe_due(CONTENT, of, "python", TODAY) == (None if due is None else probes[due])
    assert probe_at(CONTENT, of, "python", TODAY) == probes[shown]
    known = [(-days, number) for number, days in enumerate((first, second)) if days is not None]
    assert probe_at(CONTENT, of, "python", TODAY, again=False) == probes[max(known)[1] if known else 0]


def test_senior_items_are_asked_where_the_foundation_is_rated_two_or_more() -> None:
    of = journey(levels={"python": 2, "sql": 1, "rag": 3, "inference_opt": 4})
    assert senior_areas(CONTENT, of) == ("python", "rag")


@pytest.mark.parametrize(("target", "expected"), [("platform", True), ("llm", True), ("applied", False)])
def test_an_area_without_foundation_is_asked_where_the_target_needs_it(target: str, expected: bool) -> None:
    assert ("inference_opt" in senior_areas(CONTENT, journey(target=target))) is expected


def test_the_note_adds_them() -> None:
    of = journey(levels={"python": 2})
    assert asked(CONTENT, of) == CORE
    wanted = replace(of, notes={SENIOR: Note(SENIOR, True)})
    assert len(asked(CONTENT, wanted)) == len(CORE) + 1
