"""The guides' months for a profile: a union, never an average."""

import pytest

from mentor.coach.timeline import headline
from mentor.journey import Journey
from mentor.journey.records import STARTS, TARGETS

from .builders import CONTENT, journey

HEADLINES = [
    # start, Python at 3: months, plan on, ranges behind it, milestones, rule
    ("swe_backend", True, (9, 18), 12, {"S0-046", "S1-059", "S4-036"}, {"S2-056"}, "C01"),
    ("swe_backend", False, (12, 18), 18, {"S4-036"}, set(), "C01"),
    ("swe_other", True, (9, 18), 12, {"S0-046", "S1-059", "S4-036"}, set(), "C01"),
    ("swe_other", False, (12, 18), 18, {"S4-036"}, set(), "C01"),
    ("data_scientist", True, (9, 15), 12, {"S0-046", "S4-038"}, set(), "C03"),
    ("data_scientist", False, (12, 24), 24, {"S0-114"}, {"S4-038-after"}, "C03"),
    ("grad_degree", True, (9, 15), 15, {"S0-046"}, set(), "C07"),
    ("grad_degree", False, (12, 24), 24, {"S0-114"}, set(), "C07"),
    ("cs_graduate", True, (9, 15), 15, {"S0-046"}, set(), "C07"),
    ("cs_graduate", False, (12, 24), 24, {"S0-114"}, set(), "C07"),
    ("outside_some_code", True, (18, 24), 24, {"S2-061"}, set(), "C02"),
    ("outside_some_code", False, (18, 24), 24, {"S2-061"}, set(), "C02"),
    ("beginner", True, (18, 30), 24, {"S0-051", "S1-060", "S2-061"}, set(), "C02"),
    ("beginner", False, (18, 30), 24, {"S0-051", "S1-060", "S2-061"}, set(), "C02"),
]


@pytest.mark.parametrize(("start", "production", "months", "plan_on", "ranges", "milestones", "rule"), HEADLINES)
@pytest.mark.parametrize("target", TARGETS)
def test_headline(
    start: str,
    production: bool,
    months: tuple[int, int],
    plan_on: int,
    ranges: set[str],
    milestones: set[str],
    rule: str,
    target: str,
) -> None:
    head = headline(CONTENT, journey(start, {"python": 3 if production else 2}, target=target))
    assert (head.months, head.plan_on, head.rule) == (months, plan_on, rule)
    assert {row.id for row in head.basis if row.use == "range"} == ranges
    assert {row.id for row in head.milestones} == milestones
    assert set(head.sources) == {name[:2] for name in ranges}


def test_every_start_is_in_the_table() -> None:
    assert {(row[0], row[1]) for row in HEADLINES} == {(start, p) for start in STARTS for p in (True, False)}


@pytest.mark.parametrize(("start", "production"), [(row[0], row[1]) for row in HEADLINES])
def test_month_to_plan_on_lies_inside_every_range(start: str, production: bool) -> None:
    head = headline(CONTENT, journey(start, {"python": 3 if production else 2}))
    assert all(low <= head.plan_on <= high for low, high in (r.months for r in head.basis if r.use == "range"))


def test_single_observation_stands_beside_the_range_only() -> None:
    head = headline(CONTENT, journey("beginner"))
    assert [(row.id, row.months) for row in head.basis if row.use == "seen"] == [("S3-050", (18, 18))]
    assert "S3" not in head.sources


def test_three_to_six_months_are_a_milestone_and_never_a_hire() -> None:
    (row,) = headline(CONTENT, journey("swe_backend", {"python": 3})).milestones
    assert (row.months, row.use) == ((3, 6), "milestone")
    assert row.measures.startswith("may start applying")


@pytest.mark.parametrize("start", STARTS)
def test_degree_holders_are_told_that_no_guide_covers_them(start: str) -> None:
    note = headline(CONTENT, journey(start)).note
    assert note.startswith("No guide states months") is (start in ("grad_degree", "cs_graduate"))


def test_probes_and_evidence_do_not_move_the_rule() -> None:
    """The rule reads what was rated; a 3 without evidence is a 3."""
    assert headline(CONTENT, journey("swe_backend", {"python": 3})).months == (9, 18)
    assert headline(CONTENT, journey("swe_backend", {"python": 3, "A01.1": 2})).months == (12, 18)


def test_needs_a_profile() -> None:
    with pytest.raises(ValueError, match="profile"):
        headline(CONTENT, Journey())
