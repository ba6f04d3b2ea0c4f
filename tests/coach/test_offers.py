"""Offers side by side: base with base, total with total, and nothing that the figures do not say."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor.coach.offers import Comparison, compare, hold, money, read_money, table
from mentor.coach.salary import as_stated
from mentor.journey import Journey
from mentor.journey.search import Company, Offer

from .builders import CONTENT, TODAY, journey

ROWS = CONTENT.salaries


def offer(n: int = 1, base: int | None = None, total: int | None = None, region: str = "", **fields: Any) -> Offer:
    return Offer(f"of{n}", "c1", "ML engineer", TODAY, base=base, total=total, region=region, **fields)


def comparison(*offers: Offer, archived: bool = False, **fields: Any) -> Comparison:
    return compare(CONTENT, of(*offers, **fields), archived=archived)


def of(*offers: Offer, **fields: Any) -> Journey:
    return journey(offers={one.id: one for one in offers}, companies={"c1": Company("c1", "Acme", TODAY)}, **fields)


# ---------------------------------------------------------------------------------------------------- one offer

HELD = {
    # region, degree, years in ML: row, place and distance for a base of 140,000 and a total of 165,000
    ("secondary_metro", "bachelor", 0): [
        ("S3-039", "within", 0),
        ("S2-044", "within", 0),
        ("S2-045", "above", 35_000),
        ("S4-045", "not held", 0),
    ],
    ("top_metro", "phd", 0): [
        ("S3-042", "below", 25_000),
        ("S3-037", "within", 0),
        ("S2-044", "within", 0),
        ("S2-045", "above", 35_000),
        ("S4-045", "not held", 0),
    ],
    ("remote", "bachelor", 0): [
        ("S3-041", "within", 0),
        ("S3-041-remote", "within", 0),
        ("S2-044", "within", 0),
        ("S2-045", "above", 35_000),
        ("S4-045", "not held", 0),
    ],
    ("canada", "bachelor", 0): [
        ("S2-044", "within", 0),
        ("S2-045", "above", 35_000),
        ("S2-044-canada", "above", 17_000),
        ("S2-045-canada", "above", 61_000),
        ("S4-045", "not held", 0),
    ],
    ("", "bachelor", 0): [("S2-044", "within", 0), ("S2-045", "above", 35_000), ("S4-045", "not held", 0)],
    ("other", "bachelor", 3): [
        ("S1-076", "below", 20_000),
        ("S2-046", "below", 20_000),
        ("S2-047", "within", 0),
        ("S4-045", "not held", 0),
    ],
}


@pytest.mark.parametrize(("region", "degree", "years"), HELD)
def test_an_offer_is_held_against_the_rows_of_its_own_basis(region: str, degree: str, years: float) -> None:
    # The region is the offer's, whatever the profile's is.
    found = comparison(offer(1, 140_000, 165_000, region), region="top_metro", degree=degree, ml_years=years)
    held = [(one.row.id, one.place, one.by) for one in found.columns[0].held]
    assert held == HELD[region, degree, years]


@pytest.mark.parametrize(
    ("amount", "place", "by"),
    [
        (114_999, "below", 1),
        (115_000, "within", 0),
        (150_000, "within", 0),
        (150_001, "above", 1),
        (None, "unknown", 0),
    ],
)
def test_where_an_amount_stands_in_a_band(amount: int | None, place: str, by: int) -> None:
    held = hold(as_stated(ROWS["S3-039"]), amount)
    assert (held.place, held.by) == (place, by)


def test_an_amount_is_never_held_against_a_band_without_a_basis() -> None:
    assert hold(as_stated(ROWS["S4-045"]), 200_000).place == "not held"


@given(
    base=st.none() | st.integers(10_000, 10**7),
    more=st.none() | st.integers(0, 10**6),
    region=st.sampled_from(("", "top_metro", "secondary_metro", "remote", "canada", "other")),
    years=st.sampled_from((0, 2, 6)),
)
def test_a_base_meets_base_rows_alone_and_a_total_total_rows(base: Any, more: Any, region: str, years: int) -> None:
    total = None if more is None else (base or 10_000) + more
    for held in comparison(offer(1, base, total, region), ml_years=years).columns[0].held:
        amount = {"base": base, "tc": total, "unstated": None}[held.row.basis]
        if held.row.basis == "unstated":
            assert held.place == "not held"
        elif amount is None:
            assert held.place == "unknown"
        else:
            assert (held.place == "within") == (held.row.low <= amount <= held.row.high)
            edge = {"below": held.row.low - held.by, "above": held.row.high + held.by, "within": amount}
            assert edge[held.place] == amount


def test_what_is_missing_and_open_is_named() -> None:
    column = comparison(offer(1, 140_000, region="remote", answers={"vesting": "four years"})).columns[0]
    assert column.missing == ("total",)
    assert column.company == "Acme"
    answers = {one.question.id: one.answer for one in column.asked}
    assert answers == {
        "strike_price": "",
        "vesting": "four years",
        "valuation_409a": "",
        "equity_share": "",
        "metro_rate": "",
    }
    assert column.answered == 1
    assert comparison(offer()).columns[0].missing == ("base", "total", "region")
    assert [one.question.id for one in comparison(offer(region="canada")).columns[0].asked][-1] == "localised"
    assert len(comparison(offer(region="other")).columns[0].asked) == 4


# ---------------------------------------------------------------------------------------------------- several

HERE = "secondary_metro"
AHEAD = {
    # what is offered: (offers, the one ahead)
    "alone": ([offer(1, 150_000, 180_000, HERE)], ""),
    "better on both": ([offer(1, 150_000, 180_000, HERE), offer(2, 140_000, 170_000, HERE)], "of1"),
    "better on one, equal on the other": (
        [offer(1, 140_000, 170_000, HERE), offer(2, 140_000, 171_000, HERE)],
        "of2",
    ),
    "equal": ([offer(1, 140_000, 170_000, HERE), offer(2, 140_000, 170_000, HERE)], ""),
    "one each": ([offer(1, 150_000, 170_000, HERE), offer(2, 140_000, 180_000, HERE)], ""),
    "a base against a total": ([offer(1, 200_000, None, HERE), offer(2, None, 150_000, HERE)], ""),
    "a total is not known": ([offer(1, 200_000, 220_000, HERE), offer(2, 100_000, None, HERE)], ""),
    "another region": ([offer(1, 200_000, 220_000, HERE), offer(2, 100_000, 120_000, "remote")], ""),
    "no region": ([offer(1, 200_000, 220_000), offer(2, 100_000, 120_000)], ""),
    "over all others": (
        [offer(1, 140_000, 150_000, HERE), offer(2, 160_000, 190_000, HERE), offer(3, 150_000, 190_000, HERE)],
        "of2",
    ),
}


@pytest.mark.parametrize("case", AHEAD)
def test_an_offer_is_ahead_only_where_it_is_at_least_as_good_on_both(case: str) -> None:
    offers, ahead = AHEAD[case]
    found = comparison(*offers)
    assert found.ahead == ahead
    assert any("at least as good" in said for said in found.said) == bool(ahead)


SAID = {
    "alone": ([offer(1, 150_000)], ()),
    "no basis in common": (
        [offer(1, 150_000, region=HERE), offer(2, None, 180_000, HERE)],
        (
            "of1 and of2 have no figure of one basis: ask for the base of of2.",
            "of1 lacks total.",
            "of2 lacks base.",
        ),
    ),
    "nothing known": (
        [offer(1), offer(2, 150_000, 160_000, HERE)],
        ("of1 lacks base, total and region: ask what it pays.",),
    ),
    "regions": (
        [offer(1, 150_000, 160_000, "remote"), offer(2, 150_000, 160_000, HERE)],
        (
            "They are in different regions, where the guides' bands differ too: no figure is set off against another.",
            "None is ahead on base and on total alike: which counts more is yours to say.",
        ),
    ),
}


@pytest.mark.parametrize("case", SAID)
def test_what_follows_from_the_figures_is_said(case: str) -> None:
    offers, said = SAID[case]
    assert comparison(*offers).said == said


def test_five_are_compared_the_newest_and_those_put_away_are_left_out() -> None:
    many = [replace(offer(n), on=TODAY - timedelta(20 - n)) for n in range(1, 8)]
    found = comparison(*many)
    assert [one.offer.id for one in found.columns] == ["of3", "of4", "of5", "of6", "of7"]
    assert found.left_out == 2
    away = [replace(one, archived=one.id in ("of4", "of6", "of7")) for one in many]
    assert [one.offer.id for one in comparison(*away).columns] == ["of1", "of2", "of3", "of5"]
    assert len(comparison(*away, archived=True).columns) == 5
    assert comparison() == Comparison((), "", ())


def test_the_table_sets_like_beside_like() -> None:
    offers = (offer(1, 140_000, 165_000, HERE), offer(2, 130_000, None, "remote"), offer(3, 90_000, 100_000))
    rows = dict(table(CONTENT, comparison(*offers).columns))
    assert rows["base"] == ("$140,000", "$130,000", "$90,000")
    assert rows["  S3 Recruiter's guide"] == ("", "", "")
    assert rows["    first job"] == ("within", "within", "region needed")
    assert rows["    first job*"] == ("no band there", "within", "region needed")
    assert rows["total"] == ("$165,000", "not given", "$100,000")
    assert rows["    Series B or mid-market"] == ("35,000 above", "not known", "within")
    assert "reply by" not in rows
    due = replace(offers[0], reply_by=TODAY)
    assert dict(table(CONTENT, comparison(due, offers[1]).columns))["reply by"] == (TODAY.isoformat(), "")


# ---------------------------------------------------------------------------------------------------- money

READ = {
    "140k": 140_000,
    "140K": 140_000,
    "140,000": 140_000,
    "140 000": 140_000,
    "$140000": 140_000,
    "$140,000": 140_000,
    "140000$": 140_000,
    "USD 140,000": 140_000,
    "140k usd": 140_000,
    "US$ 140k": 140_000,
    "142.5k": 142_500,
    "1.2m": 1_200_000,
    "10m": 10_000_000,
    "10,000": 10_000,
    " 140k ": 140_000,
    "": None,
    "  ": None,
}
REFUSED = {
    "-5": "is not negative",
    "$-140k": "is not negative",
    "\u2212140k": "is not negative",
    "11m": "more than 10 million",
    "10,000,001": "more than 10 million",
    "9" * 400: "more than 10 million",
    "140": "is 140 dollars a year. Write 140k",
    "0": "is 0 dollars",
    "€140k": "US dollars",
    "140k EUR": "US dollars",
    "140.000 €": "US dollars",
    "£90k": "US dollars",
    "C$140k": "US dollars",
    "CA$ 140k": "US dollars",
    "140k CAD": "US dollars",
    "140-160k": "is no amount",
    "14,00": "is no amount",
    "140,5k": "is no amount",
    "a lot": "is no amount",
    "140k a year": "is no amount",
    "nan": "is no amount",
    "1e5": "is no amount",
    "١٤٠٠٠٠": "is no amount",
}


@pytest.mark.parametrize("text", READ)
def test_money_as_people_type_it(text: str) -> None:
    assert read_money(text) == READ[text]


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text[:12])
def test_money_that_no_offer_can_name(text: str) -> None:
    with pytest.raises(ValueError, match=REFUSED[text]):
        read_money(text)


@given(st.integers(10_000, 10**7))
def test_money_is_read_as_it_is_shown(amount: int) -> None:
    assert read_money(money(amount)) == amount


@given(st.text(max_size=30))
def test_any_text_is_an_amount_that_can_be_or_is_refused(text: str) -> None:
    with suppress(ValueError):
        amount = read_money(text)
        assert amount is None or 10_000 <= amount <= 10**7


def test_without_a_profile_nothing_is_compared() -> None:
    with pytest.raises(ValueError, match="profile"):
        compare(CONTENT, Journey(offers={"of1": offer()}))
