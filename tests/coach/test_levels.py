"""Effective levels: a rating after its caps (evidence, probe, age)."""

from datetime import date, timedelta

import pytest

from mentor.coach.levels import (
    effective_level,
    item_levels,
    level_of,
    newest_answer,
    production_python,
    rated_level,
    share_rated,
    target_of,
)
from mentor.journey import Journey
from mentor.journey.records import ProbeAnswer, Rating

from .builders import CONTENT, TODAY, answer, everywhere, evidence, journey, ratings

PROBES = {
    "not asked": None,
    "right": ProbeAnswer("PR01", 1, 3, True, TODAY),
    "right, unsure": ProbeAnswer("PR01", 1, 1, True, TODAY),
    "don't know": ProbeAnswer("PR01", None, 0, False, TODAY),
    "wrong, certainty 1": ProbeAnswer("PR01", 0, 1, False, TODAY),
    "wrong, certainty 2": ProbeAnswer("PR01", 0, 2, False, TODAY),
    "wrong, certainty 3": ProbeAnswer("PR01", 0, 3, False, TODAY),
}

FREE, HALF, LOW = (0, 1, 2, 2.5, 2.5), (0, 1, 2, 2.5, 2.5), (0, 1, 2, 2, 2)
CAPS = {
    # evidence, probe: what ratings 0, 1, 2, 3, 4 count for
    ("", "not asked"): FREE,
    ("", "right"): FREE,
    ("", "right, unsure"): FREE,
    ("", "don't know"): HALF,
    ("", "wrong, certainty 1"): HALF,
    ("", "wrong, certainty 2"): LOW,
    ("", "wrong, certainty 3"): LOW,
    ("text", "not asked"): (0, 1, 2, 3, 3),
    ("text", "right"): (0, 1, 2, 3, 3),
    ("text", "right, unsure"): (0, 1, 2, 3, 3),
    ("text", "don't know"): HALF,
    ("text", "wrong, certainty 1"): HALF,
    ("text", "wrong, certainty 2"): LOW,
    ("text", "wrong, certainty 3"): LOW,
    # What the mentor saw itself is not doubted for a probe.
    **{("checked", probe): (0, 1, 2, 3, 4) for probe in PROBES},
}
OLD = date(2025, 5, 20)
"""A year and a half before today, and a day."""


@pytest.mark.parametrize("rated", range(5))
@pytest.mark.parametrize(("proof", "probe"), CAPS)
def test_caps(proof: str, probe: str, rated: int) -> None:
    given = evidence(proof) if proof else None
    assert effective_level(CONTENT, rated, given, PROBES[probe], TODAY) == CAPS[proof, probe][rated]


@pytest.mark.parametrize("rated", range(5))
@pytest.mark.parametrize(("proof", "probe"), [key for key in CAPS if key[0]])
def test_old_evidence_takes_half_a_level_off(proof: str, probe: str, rated: int) -> None:
    expected = max(0, CAPS[proof, probe][rated] - 0.5)
    assert effective_level(CONTENT, rated, evidence(proof, OLD), PROBES[probe], TODAY) == expected


@pytest.mark.parametrize(
    ("on", "today", "level"),
    [
        (date(2025, 5, 21), date(2026, 11, 21), 4),  # 18 months to the day
        (date(2025, 5, 21), date(2026, 11, 22), 3.5),
        (date(2025, 5, 20), date(2026, 11, 21), 3.5),
        (date(2024, 8, 31), date(2026, 2, 28), 4),  # there is no 31st of February
        (date(2024, 8, 31), date(2026, 3, 2), 3.5),
        (date(2026, 11, 21), date(2026, 11, 21), 4),
        (date(2026, 12, 24), date(2026, 11, 21), 4),  # a clock set back
    ],
)
def test_age_counts_from_the_day_after_18_months(on: date, today: date, level: float) -> None:
    assert effective_level(CONTENT, 4, evidence("checked", on), None, today) == level


@pytest.mark.parametrize(
    ("item", "senior_area", "target"),
    [
        ("A01.1", "", 3),
        ("A01.5", "", 2),
        ("A15.1", "", 3),
        ("A15.2", "", 2),
        ("A15.2", "rag", 3),
        ("A15.2", "pipelines", 2),
        ("A16.1", "inference_opt", 3),
    ],
)
def test_target(item: str, senior_area: str, target: int) -> None:
    assert target_of(CONTENT.area_of[item], CONTENT.items[item], senior_area) == target


class TestItems:
    """A rating of the whole area stands for its unrated items."""

    def levels(self, of: Journey) -> list[float | None]:
        return [level.rated for level in item_levels(CONTENT, of, CONTENT.areas["python"], TODAY)]

    def test_nothing_rated(self) -> None:
        assert self.levels(journey()) == [None] * 5

    def test_area_rated(self) -> None:
        assert self.levels(journey(levels={"python": 3})) == [3] * 5

    def test_item_goes_before_area(self) -> None:
        assert self.levels(journey(levels={"python": 3, "A01.2": 1})) == [3, 1, 3, 3, 3]

    def test_item_passed_over_falls_back_to_the_area(self) -> None:
        assert self.levels(journey(levels={"python": 3, "A01.2": None})) == [3] * 5
        assert self.levels(journey(levels={"A01.2": None})) == [None] * 5

    def test_evidence_of_the_area_is_that_of_its_items(self) -> None:
        items = item_levels(CONTENT, journey(levels={"python": 4}, proof="checked"), CONTENT.areas["python"], TODAY)
        assert {item.effective for item in items} == {4}

    def test_probe_caps_every_item_of_its_area_and_no_other(self) -> None:
        of = journey(levels={"python": 4, "sql": 4}, proof="text", probes=answer("python"))
        assert {i.effective for i in item_levels(CONTENT, of, CONTENT.areas["python"], TODAY)} == {2}
        assert {i.effective for i in item_levels(CONTENT, of, CONTENT.areas["sql"], TODAY)} == {3}

    @pytest.mark.parametrize(
        ("first", "second", "level"),
        [
            ((True, 0), None, 3),
            ((False, 0), (True, 1), 3),
            ((True, 0), (False, 1), 2),
            ((True, 1), (False, 0), 3),
            ((False, 1), (True, 0), 2),
            ((False, 0), (True, 0), 3),  # one day: the second was asked later
        ],
    )
    def test_the_newest_answer_of_the_area_caps(
        self, first: tuple[bool, int], second: tuple[bool, int] | None, level: int
    ) -> None:
        """Each probe: right or wrong, and the day of its answer."""
        given = {}
        for number, one in enumerate((first, second)):
            if one is not None:
                right, day = one
                given |= answer("python", right=right, number=number, on=TODAY - timedelta(9 - day))
        of = journey(levels={"python": 3}, proof="text", probes=given)
        assert {item.effective for item in item_levels(CONTENT, of, CONTENT.areas["python"], TODAY)} == {level}

    def test_without_an_answer_there_is_no_newest(self) -> None:
        assert newest_answer(CONTENT, journey(probes=answer("sql")), "python") is None

    def test_claimed(self) -> None:
        claimed = {
            proof: item_levels(CONTENT, journey(levels={"python": 3}, proof=proof), CONTENT.areas["python"], TODAY)[0]
            for proof in ("", "text", "checked")
        }
        assert [level.claimed for level in claimed.values()] == [True, True, False]
        assert [level.missing for level in claimed.values()] == [0.5, 0, 0]


class TestRated:
    """What the rules read: the mean rating of the core items, without caps."""

    @pytest.mark.parametrize(
        ("levels", "level"),
        [
            ({}, None),
            ({"python": 3}, 3),
            ({"A01.1": 4}, 1),
            ({"A01.1": 4, "A01.2": 3, "A01.3": 3, "A01.4": 2}, 3),
            ({"python": 3, "A01.1": 1}, 2.5),
            ({"python": 2, "A01.5": 4}, 2),
            ({"A01.5": 4}, None),
            ({"A01.1": None}, None),
        ],
    )
    def test_python(self, levels: dict[str, int | None], level: float | None) -> None:
        assert rated_level(journey(levels=levels), CONTENT.areas["python"]) == level

    def test_area_without_foundation_items_counts_its_senior_ones(self) -> None:
        of = journey(levels={"A16.1": 4, "A16.2": 2})
        assert rated_level(of, CONTENT.areas["inference_opt"]) == 1.5

    def test_caps_do_not_touch_it(self) -> None:
        of = journey(levels={"python": 4}, probes=answer("python"))
        assert level_of(CONTENT, of, "python") == 4

    def test_unrated_counts_as_nothing(self) -> None:
        assert level_of(CONTENT, journey(), "python") == 0

    @pytest.mark.parametrize(("level", "ready"), [(0, False), (2, False), (3, True), (4, True)])
    def test_production_python(self, level: int, ready: bool) -> None:
        assert production_python(CONTENT, journey(levels={"python": level})) is ready

    def test_production_python_is_no_mean_rounded_up(self) -> None:
        assert not production_python(CONTENT, journey(levels={"python": 3, "A01.3": 2}))


@pytest.mark.parametrize(
    ("levels", "share"),
    [
        ({}, 0),
        (everywhere(2), 1),
        ({"python": 2}, 4 / 71),
        ({"A01.5": 2}, 0),  # no core item
        ({"inference_opt": 2}, 4 / 71),  # its senior items are its core
        ({"A01.1": None}, 0),
        ({"A01.1": 0}, 1 / 71),
    ],
)
def test_share_rated(levels: dict[str, int | None], share: float) -> None:
    """Of 71 core items: 67 of level F, and the four of the area that has none of them."""
    assert share_rated(CONTENT, journey(levels=levels)) == pytest.approx(share)


def test_evidence_age_is_of_the_evidence_not_of_the_rating() -> None:
    rating = Rating("A01.1", 3, TODAY - timedelta(days=900), evidence("text"))
    of = journey(ratings={**ratings({}), "A01.1": rating})
    assert item_levels(CONTENT, of, CONTENT.areas["python"], TODAY)[0].effective == 3
