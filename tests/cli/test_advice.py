"""`mentor advice`: the shape scripts rely on, and a text that stays calm."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mentor.clock import Clock
from mentor.session import Session
from mentor.store.store import Store

HEAVY = """
[profile]
start = "outside_some_code"
industry = "[bold]law"
hours_per_week = 6
deadline_months = 6
target = "llm"
region = "remote"
[history]
months_studying = 13
courses_finished = 6
applications_cold = 40
applications_research = 2
kaggle_only = true
paid_program = "enrolled"
[levels]
python = 1
sql = 1
deployment = 0
classical_ml = 2
math = 1
"""


@pytest.fixture
def told(begun: Any) -> Any:
    return begun("advice", "--json").json


def test_json_has_the_keys_scripts_rely_on(told: Any) -> None:
    assert set(told) >= {"project", "companies", "salary", "bridge_roles", "warnings", "resume", "learning", "notes"}
    assert set(told["project"]) >= {"type", "title", "why", "not_yet"}
    assert told["project"]["type"] == "serving_api"
    assert all(set(other) >= {"type", "why"} for other in told["project"]["not_yet"])
    assert set(told["companies"]) == {"target", "stretch", "later", "avoid"}
    for rows in told["companies"].values():
        assert all(set(row) >= {"id", "title", "why", "sources"} for row in rows)
    for row in told["salary"]:
        assert set(row) >= {"low", "high", "basis", "source", "label", "computed"}
        assert row["basis"] in ("base", "tc", "unstated")
        assert isinstance(row["computed"], bool)
    for part in ("resume", "learning", "notes", "bridge_roles"):
        assert all(set(line) >= {"id", "title", "text", "sources"} for line in told[part])


def test_json_warnings(cli: Any) -> None:
    assert cli.intake(HEAVY).status == 0
    warnings = cli("advice", "--json").json["warnings"]
    assert len(warnings) > 8
    for warning in warnings:
        assert set(warning) >= {"id", "severity", "text", "because", "sources", "instead"}
        assert warning["severity"] in ("amber", "red")
        assert warning["sources"]


def test_text_begins_with_the_warnings_and_carries_every_figure(cli: Any) -> None:
    assert cli.intake(HEAVY).status == 0
    text, told = cli("advice").out, cli("advice", "--json").json
    folded = " ".join(text.split())
    assert text.startswith("Warnings\n!!")
    for number, warning in enumerate(told["warnings"]):
        assert warning["because"] in folded
        assert (warning["instead"] in folded) == (number < 5)
    assert "Begin with the first 5" in folded
    for row in told["salary"]:
        assert f"{row['source']} ${row['low']:,}-{row['high']:,}" in folded
    assert "computed: first job, remote" in folded
    for row in told["companies"]["target"]:
        assert row["title"] in folded
    assert told["project"]["title"] in folded
    assert "[bold]law" in folded


def test_text_says_so_where_no_warning_holds(begun: Any) -> None:
    assert begun("advice", "--json").json["warnings"] == []
    assert begun("advice").out.startswith("No warning follows from what you recorded")


@pytest.mark.parametrize("who", ["swe", "scientist", "beginner"])
def test_text_is_calm(cli: Any, who: str) -> None:
    cli.begin(who)
    text = cli("advice").out
    lines = text.splitlines()
    assert len(lines) <= 62
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in text
    assert not any(line != line.rstrip() for line in lines)


def test_advice_changes_nothing(begun: Any) -> None:
    before = begun.stored()
    begun("advice")
    begun("advice", "--json")
    assert begun.stored() == before


def test_advice_needs_a_profile(cli: Any) -> None:
    done = cli("advice")
    assert done.status != 0
    assert "no profile" in done.err
    assert done.out == ""


@pytest.fixture
def recorded(begun: Any) -> Any:
    """The same user three weeks later, with 45 h of theory in the log."""
    for day in range(9):
        begun.today = f"2025-12-{day + 1:02}"
        assert begun("log", "5h", "learn", "a course").status == 0
    begun.today = "2025-12-12"
    return begun


def test_signals_come_from_the_record(recorded: Any) -> None:
    told = recorded("advice", "--json").json
    assert told["warnings"] == []
    signal = next(one for one in told["signals"] if one["id"] == "FM01")
    assert set(signal) >= {"severity", "numbers", "text", "action", "sources", "snoozed_until"}
    assert signal["severity"] == "amber"
    assert signal["numbers"] == "45 h of learning, no model on real data."
    assert signal["sources"][0] == "S0-086"
    assert signal["snoozed_until"] is None
    text = " ".join(recorded("advice").out.split())
    assert text.startswith("Warnings ! Theory before a first model: 45 h of learning, no model on real data. (S0 S1)")
    assert signal["action"] in text


def test_a_signal_that_is_put_off_is_only_named(recorded: Any) -> None:
    session = Session(None, Store(recorded.folder), Clock(date(2025, 12, 12)))
    session.snooze("FM01")
    told = recorded("advice", "--json").json
    assert {one["id"]: one["snoozed_until"] for one in told["signals"]}["FM01"] == "2025-12-26"
    text = recorded("advice").out
    assert "Put off until 2025-12-26: Theory before a first model" in text
    assert "45 h of learning" not in text


def test_no_signal_without_a_record(told: Any) -> None:
    assert told["signals"] == []
