"""Rows of pay: which speak to a profile, in which order, and what is computed (rules C29, C30)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest

from mentor.coach.salary import PayRow, pay_level, pay_rows
from mentor.journey.records import Degree, Region

from .builders import CONTENT, profile

REGIONS = get_args(Region)
DEGREES = get_args(Degree)


def rows(**fields: Any) -> tuple[PayRow, ...]:
    return pay_rows(CONTENT, profile(fields.pop("start", "swe_backend"), **fields))


def ids(**fields: Any) -> list[str]:
    return [row.id for row in rows(**fields)]


EXPECTED = [
    ("top_metro", "bachelor", 0, ["S3-037", "S2-044", "S2-045", "S4-045"]),
    ("secondary_metro", "bachelor", 0, ["S3-039", "S2-044", "S2-045", "S4-045"]),
    ("remote", "none", 1, ["S3-041", "S3-041-remote", "S2-044", "S2-045", "S4-045"]),
    ("canada", "none", 0, ["S2-044", "S2-045", "S2-044-canada", "S2-045-canada", "S4-045"]),
    ("other", "masters", 0, ["S2-044", "S2-045", "S4-045"]),
    ("top_metro", "phd", 0, ["S3-042", "S3-037", "S2-044", "S2-045", "S4-045"]),
    ("secondary_metro", "top_masters", 0, ["S3-042", "S3-039", "S2-044", "S2-045", "S4-045"]),
    ("top_metro", "masters", 0, ["S3-037", "S2-044", "S2-045", "S4-045"]),
    ("top_metro", "bachelor", 1.9, ["S3-037", "S2-044", "S2-045", "S4-045"]),
    ("top_metro", "phd", 2, ["S1-076", "S2-046", "S2-047", "S4-045"]),
    ("canada", "bachelor", 3, ["S2-046", "S2-047", "S2-046-canada", "S2-047-canada", "S4-045"]),
    ("remote", "bachelor", 5, ["S2-048", "S2-049", "S4-045"]),
]


@pytest.mark.parametrize(("region", "degree", "years", "expected"), EXPECTED)
def test_rows_by_region_degree_and_years_in_ml(region: str, degree: str, years: float, expected: list[str]) -> None:
    assert ids(region=region, degree=degree, ml_years=years) == expected


FIGURES = {
    "S3-037": (135000, 175000, "base"),
    "S3-039": (115000, 150000, "base"),
    "S3-041": (115000, 150000, "base"),
    "S3-042": (165000, 225000, "base"),
    "S2-044": (140000, 185000, "tc"),
    "S2-045": (90000, 130000, "tc"),
    "S2-046": (185000, 260000, "tc"),
    "S2-047": (130000, 180000, "tc"),
    "S2-048": (260000, 380000, "tc"),
    "S2-049": (160000, 220000, "tc"),
    "S2-050": (380000, 600000, "tc"),
    "S1-076": (160000, 160000, "base"),
    "S4-045": (150000, 230000, "unstated"),
    "S4-064": (120000, 175000, "unstated"),
    "S4-065": (160000, 250000, "unstated"),
    "S4-066": (130000, 180000, "unstated"),
    "S4-067": (110000, 180000, "unstated"),
}


def test_the_figures_are_the_guides_own() -> None:
    assert {id_: (row.low, row.high, row.basis) for id_, row in CONTENT.salaries.items()} == FIGURES


def test_remote_gives_the_guides_words_then_the_computed_band() -> None:
    words, computed = rows(region="remote")[:2]
    assert "10-15%" in words.label
    assert not words.computed
    assert (computed.low, computed.high, computed.computed) == (126_500, 172_500, True)
    assert (computed.basis, computed.source) == ("base", "S3")
    assert {"S3-041", "S3-039"} <= set(computed.facts)


def test_canada_takes_its_share_off_total_compensation_only() -> None:
    computed = {row.id: row for row in rows(region="canada", degree="phd") if row.computed}
    assert {id_: (row.low, row.high) for id_, row in computed.items()} == {
        "S2-044-canada": (98_000, 148_000),
        "S2-045-canada": (63_000, 104_000),
    }
    assert all(row.basis == "tc" and "S2-051" in row.facts for row in computed.values())
    assert all("exceptional" in row.note for row in computed.values())


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("degree", DEGREES)
@pytest.mark.parametrize("years", [0, 1, 2, 4.9, 5, 20])
def test_no_row_is_merged_converted_or_a_neighbours(region: str, degree: str, years: float) -> None:
    found = rows(region=region, degree=degree, ml_years=years)
    assert found[-1].id == "S4-045"
    assert [row.basis for row in found].count("unstated") == 1
    for row in found:
        assert row.low <= row.high
        assert row.source == row.facts[0][:2]
        assert set(row.facts) <= CONTENT.facts.keys()
        if not row.computed:
            assert (row.low, row.high, row.basis) == FIGURES[row.id]
        assert not (row.id in CONTENT.salaries and CONTENT.salaries[row.id].neighbour)
    assert ("S3-042" in [row.id for row in found]) == (degree in ("phd", "top_masters") and years < 2)


def test_a_senior_engineer_new_to_ml_reads_the_entry_rows() -> None:
    assert pay_level(profile("swe_backend", ml_years=0)) == "entry"
    assert [pay_level(profile(ml_years=years)) for years in (1.9, 2, 4.9, 5)] == ["entry", "mid", "mid", "senior"]


def test_every_adjustment_names_rows_that_are_there() -> None:
    for change in CONTENT.pay_adjustments:
        assert set(change.rows) <= CONTENT.salaries.keys()
        assert abs(change.percent[0]) < abs(change.percent[1])
        assert change.region in REGIONS
    for row in CONTENT.salaries.values():
        assert set(row.regions) <= set(REGIONS)
        assert set(row.degrees) <= set(DEGREES)


def test_rows_do_not_depend_on_the_start() -> None:
    base = profile(region="top_metro")
    assert pay_rows(CONTENT, base) == pay_rows(CONTENT, replace(base, start="data_scientist"))
