"""Showing and changing the profile; rating from the command line."""

from __future__ import annotations

from typing import Any

import pytest

from mentor.journey.records import History, Profile
from mentor.shape import shape_of


def test_json_has_every_key(begun: Any) -> None:
    profile = begun("profile", "--json").json
    assert set(profile) == set(shape_of(Profile)) - {"id"}
    assert set(profile["history"]) == set(shape_of(History))
    assert profile["since"] == "2025-11-21"


def test_text_names_every_key(begun: Any) -> None:
    words = begun("profile").out.split()
    assert set(words) >= set(shape_of(Profile)) - {"id", "since", "history"} | set(shape_of(History))


@pytest.mark.parametrize(
    ("pair", "key", "value"),
    [
        ("hours_per_week=7.5", "hours_per_week", 7.5),
        ("profile.target=llm", "target", "llm"),
        ("deadline_months=12", "deadline_months", 12),
        ("industry=Public health, mostly", "industry", "Public health, mostly"),
        ("industry=a=b", "industry", "a=b"),
        ("degree=none", "degree", "none"),
        ("senior_area=rag", "senior_area", "rag"),
        ("domain=", "domain", ""),
        ("domain=none", "domain", ""),
        ("industry=none", "industry", ""),
    ],
)
def test_set_changes_one_key(begun: Any, pair: str, key: str, value: object) -> None:
    result = begun("profile", "set", pair)
    assert result.status == 0
    assert begun("profile", "--json").json[key] == value


@pytest.mark.parametrize("empty", ["deadline_months=none", "deadline_months="])
def test_an_optional_key_can_be_cleared(begun: Any, empty: str) -> None:
    begun("profile", "set", "deadline_months=9")
    assert begun("profile", "set", empty).out.startswith("deadline_months: 9 -> none")
    assert begun("profile", "--json").json["deadline_months"] is None


def test_history_keys_with_and_without_their_section(begun: Any) -> None:
    result = begun("profile", "set", "history.referrals=2", "kaggle_only=yes", "paid_program=none", "months_studying=3")
    assert result.status == 0
    history = begun("profile", "--json").json["history"]
    assert (history["referrals"], history["kaggle_only"], history["months_studying"]) == (2, True, 3)


def test_all_problems_are_listed_and_nothing_changes(begun: Any) -> None:
    before = begun.stored()
    words = ["hours=3", "deadline_months=x", "kaggle_only=maybe", "start=foo", "nothing", "hours_per_week=1e9"]
    result = begun("profile", "set", *words, "target=llm", "target=llm", "referrals=" + "9" * 400, "since=2020-01-01")
    assert result.status == 2
    for said in (
        "hours: the profile has no such key, did you mean 'hours_per_week'?",
        "profile.deadline_months: a whole number is needed",
        "history.kaggle_only: true or false is needed",
        "profile.start: 'foo' is none of",
        "nothing: write it as KEY=VALUE",
        "profile.hours_per_week: ",
        "target: given twice",
        "history.referrals: ",
        "since: the profile has no such key",
    ):
        assert f"  {said}" in result.err, said
    assert begun.stored() == before


def test_setting_what_is_so_already_writes_nothing(begun: Any) -> None:
    before = begun.stored()
    assert "Nothing to change" in begun("profile", "set", "hours_per_week=10").out
    assert begun.stored() == before


def test_rating_areas_and_items(begun: Any) -> None:
    result = begun("audit", "rate", "mlops=2", "A07.2=3")
    assert result.status == 0
    assert "- -> 2" in result.out
    areas = {area["id"]: area for area in begun("audit", "--json").json["areas"]}
    assert areas["mlops"]["level"] == 2
    assert "keep their own level: evaluation" in begun("audit", "rate", "evaluation=0").out
    assert begun("audit", "rate", "mlops=none").status == 0
    areas = {area["id"]: area for area in begun("audit", "--json").json["areas"]}
    assert areas["mlops"]["level"] is None


def test_rating_lists_all_problems_and_changes_nothing(begun: Any) -> None:
    before = begun.stored()
    result = begun("audit", "rate", "pyton=1", "python=9", "sql", "mlops=2", "rag=2.5", "\x1b[2J=1")
    assert result.status == 2
    for said in ("pyton: no area or item", "python: '9' is no level", "sql: write it", "rag: '2.5' is no level"):
        assert said in result.err
    assert "\x1b" not in result.err
    assert begun.stored() == before


def test_rating_before_there_is_a_profile(cli: Any) -> None:
    result = cli("audit", "rate", "python=2")
    assert result.status == 0
    assert "There is no profile yet" in result.err
