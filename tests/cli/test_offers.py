"""`mentor offers`: put down, changed, put away, and side by side."""

from __future__ import annotations

import re

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def offered(begun: Cli) -> Cli:
    """Two offers in one region, the first from an application."""
    begun("apply", "Acme / ML engineer", "--referral", "--on", "2025-11-01")
    region = ("--region", "second metro")
    assert begun("offers", "add", "Acme / ML engineer", "--base", "140k", "--total", "$165,000", *region).status == 0
    assert begun("offers", "add", "Bcme / Analyst", "--base", "130,000", "--total", "150k", *region).status == 0
    return begun


def test_without_an_offer_the_command_that_adds_one_is_named(begun: Cli) -> None:
    done = begun("offers")
    assert done.status == 0
    assert "mentor offers add" in done.out


def test_an_offer_in_one_line(begun: Cli) -> None:
    begun("apply", "Acme / ML engineer", "--on", "2025-11-01")
    done = begun(
        "offers", "add", "Acme / ML engineer", "--base", "140k", "--reply-by", "2025-12-01", "--note", "by mail"
    )
    assert done.out.splitlines() == ["Offer: of1 Acme / ML engineer", "a1 has come to an offer."]
    row = begun.tables()["offers"]["of1"]
    assert (row["base"], row["total"], row["application"], row["reply_by"]) == (140_000, None, "a1", "2025-12-01")
    assert begun.tables()["applications"]["a1"]["stages"] == {"offer": "2025-11-21"}
    assert begun("offers", "add", "Third / Analyst").out.splitlines()[1] == "New on the list: c2 Third."


def test_side_by_side(offered: Cli) -> None:
    text = offered("offers").out
    table = text.partition("\n\n")[0].splitlines()
    rows = {name: cells for name, *cells in (re.split(r"\s{2,}", line.strip()) for line in table)}
    assert rows["base"] == ["$140,000", "$130,000"]
    assert rows["first job"] == ["within", "within"]
    assert rows["Series B or mid-market"] == ["35,000 above", "20,000 above"]
    for words in (
        "S3          $115,000-150,000 base: within.",
        "S4          $150,000-230,000 basis unstated: not held against it.",
        "of1 is at least as good as the other on base and on total.",
        "? strike_price",
        "S2-052",
        "C29",
    ):
        assert words in text
    assert max(len(line) for line in text.splitlines()) <= 80


def test_the_comparison_as_data(offered: Cli) -> None:
    data = offered("offers", "--json").json
    assert data["ahead"] == "of1"
    first = data["offers"][0]
    assert (first["id"], first["company"], first["application"], first["region"]) == (
        "of1",
        "c1",
        "a1",
        "secondary_metro",
    )
    held = {one["id"]: (one["basis"], one["place"], one["by"]) for one in first["held"]}
    assert held["S3-039"] == ("base", "within", 0)
    assert held["S2-045"] == ("tc", "above", 35_000)
    assert held["S4-045"] == ("unstated", "not held", 0)
    assert first["open_questions"] == ["strike_price", "vesting", "valuation_409a", "equity_share"]
    assert first["missing"] == []


def test_edit_changes_and_keeps_answers(offered: Cli) -> None:
    done = offered("offers", "edit", "of1", "base=145k", "vesting=four years", "note=none", "reply_by=2025-12-05")
    assert done.out == "Changed: of1 Acme / ML engineer\n"
    row = offered.tables()["offers"]["of1"]
    assert (row["base"], row["answers"], row["reply_by"]) == (145_000, {"vesting": "four years"}, "2025-12-05")
    offered("offers", "edit", "of1", "vesting=none", "total=none", "region=none")
    row = offered.tables()["offers"]["of1"]
    assert (row["answers"], row["total"], row["region"]) == ({}, None, "")


def test_all_that_is_wrong_with_an_edit_is_told_at_once(offered: Cli) -> None:
    before = offered.stored()
    done = offered("offers", "edit", "of1", "base=€5", "cliff=1", "region=mars", "reply_by=soon", "on=none")
    assert done.status == 2
    for words in (
        "base: €5: amounts are US dollars",
        "cliff: there is no such key",
        "region: No region is called mars",
    ):
        assert words in done.err
    assert "reply_by: soon is no date" in done.err
    assert "on: an offer needs its day" in done.err
    assert offered.stored() == before


def test_put_away_brought_back_and_removed(offered: Cli) -> None:
    assert offered("offers", "archive", "of2").out == "Archived: of2 Bcme / Analyst\n"
    assert [one["id"] for one in offered("offers", "--json").json["offers"]] == ["of1"]
    assert [one["archived"] for one in offered("offers", "list", "--all", "--json").json["offers"]] == [False, True]
    assert offered("offers", "back", "of2").status == 0
    assert offered("offers", "remove", "of2").out.startswith("Removed: of2 Bcme / Analyst\n")
    assert offered("undo").status == 0
    assert len(offered.tables()["offers"]) == 2


WRONG = {
    "no role": (("add", "Acme", "--base", "140k", "--application", "none"), "No application has the id none"),
    "a negative base": (("add", "Acme / X", "--base=-5"), "-5: pay is not negative."),
    "too much": (("add", "Acme / X", "--base", "11m"), "11m is more than 10 million a year."),
    "another currency": (("add", "Acme / X", "--total", "€90k"), "amounts are US dollars a year, as the guides' are"),
    "no amount": (("add", "Acme / X", "--base", "much"), "much is no amount. Write 140k, 140,000 or $140000."),
    "no region": (("add", "Acme / X", "--region", "moon"), "No region is called moon"),
    "no such offer": (("edit", "of9", "base=140k"), "No offer has the id of9."),
    "nothing to change": (("edit", "of1"), "The following arguments are required: KEY=VALUE"),
    "no such command": (("drop", "of1"), "There is no command drop"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_use_says_what_is_wrong_and_stores_nothing(offered: Cli, case: str) -> None:
    words, said = WRONG[case]
    before = offered.stored()
    done = offered("offers", *words)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert offered.stored() == before
