"""`mentor funnel`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest

from mentor.cli.funnel_text import COMMANDS
from mentor.content.leaks import Opens
from mentor.journey.search import CHANNELS, STAGES
from mentor.screens.funnel_text import OPEN_NAMES
from tests.cli.conftest import TODAY, Cli

EARLY = (date.fromisoformat(TODAY) - timedelta(days=60)).isoformat()


@pytest.fixture
def searching(begun: Cli) -> Cli:
    """A few applications of two months ago, put down by the command line."""
    for n in range(4):
        assert begun("apply", f"Company {n} / ML engineer", "--on", EARLY).status == 0
    assert begun("apply", "Acme / ML platform engineer", "--referral", "--on", EARLY).status == 0
    assert begun("applications", "stage", "a5", "screen", "--on", EARLY).status == 0
    return begun


def test_before_the_first_application(begun: Cli):
    found = begun("funnel")
    assert found.status == 0
    assert found.out.startswith("No application is on record yet.")
    text = " ".join(found.out.split())
    assert "cold site to screen - 6% (1.7-12%) 6% too early: 34 more" in text
    assert "S1 Practical roadmap Many who made the move sent 80-150 applications" in text
    assert "S0 Career-switcher guide Referrals convert about 5-10x" in text
    assert "100 cold 29%" in text
    assert "Where it leaks" not in text
    assert all(len(line) <= 80 for line in found.out.splitlines())


def test_counts_rates_and_chances(searching: Cli):
    text = " ".join(searching("funnel").out.split())
    assert text.startswith("5 applications sent")
    assert "cold site to screen 0 of 4" in text
    assert "referral to screen 1 of 1" in text
    assert "Too early to say anywhere" in text
    assert "your mix 1 in " in text
    assert "A week's batch" in text


def test_json(searching: Cli):
    found = searching("funnel", "--json").json
    assert (found["sent"], found["waiting"], found["saved"]) == (5, 0, 0)
    assert found["reached"] == {"applied": 5, "screen": 1, "technical": 0, "onsite": 0, "offer": 0}
    assert [one["channel"] for one in found["steps"]] == ["cold", "referral", None, None, None]
    assert [one["stage"] for one in found["steps"][1:]] == list(STAGES)
    assert found["steps"][0]["usual"] == {"a": 3, "b": 47, "mean": 0.06, "assumed": False}
    assert found["steps"][0]["more_needed"] == 30
    assert [one["id"] for one in found["channels"]] == list(CHANNELS)
    assert [one["fact"] for one in found["guides"]] == ["S1-063", "S0-083"]
    assert len(found["chance_by_week"]) == 26
    assert found["leak"] is None
    assert found["pace"]["from"] == "recent"
    assert set(found["batch"]) == {"contacts", "applications", "by_channel", "minutes", "why"}
    assert found["per_offer"]["mix"] == {"cold": 0.8, "referral": 0.2}


def test_a_leak_names_its_causes_and_where_to_look(begun: Cli):
    for n in range(3):
        assert begun("apply", f"Acme {n} / ML engineer", "--inbound", "--on", EARLY).status == 0
        assert begun("applications", "close", f"a{n + 1}", "rejected").status == 0
    assert begun("funnel", "--json").json["leak"] is None  # 0 of 3 at a usual half is one case in eight
    for n in range(3, 6):
        assert begun("apply", f"Acme {n} / ML engineer", "--inbound", "--on", EARLY).status == 0
    leak = begun("funnel", "--json").json["leak"]
    assert (leak["stage"], leak["channel"], leak["verdict"]) == ("screen", "inbound", "likely_leak")
    assert all(set(one) == {"text", "opens"} for one in (*leak["causes"], *leak["steps"]))
    text = " ".join(begun("funnel").out.split())
    assert "Recruiter inbound to screen: likely leak. 0 of 6 went on" in text
    assert "1 Check your three top bullets, and put right what they leave out (mentor resume)" in text


def test_a_plan_takes_the_place_of_the_pace(begun: Cli):
    found = begun("funnel", "--plan", "cold=5", "referral=0.5", "--json").json
    assert found["pace"] == {"from": "plan", "weekly": {"cold": 5, "referral": 0.5}}
    slow = begun("funnel", "--plan", "cold=1", "--json").json
    assert slow["chance_by_week"][-1] < found["chance_by_week"][-1]


@pytest.mark.parametrize(
    ("pair", "told"),
    [
        ("colt=3", "colt: no channel is called that, did you mean 'cold'?"),
        ("cold=many", "cold: a number from 0 to 200 is needed, many stands here"),
        ("cold=-1", "cold: a number from 0 to 200"),
        ("cold=nan", "cold: a number from 0 to 200"),
        ("cold=", "cold: a number from 0 to 200 is needed, nothing stands here"),
        ("cold", "cold: write it as KEY=VALUE"),
    ],
)
def test_a_plan_that_cannot_be_read(begun: Cli, pair: str, told: str):
    found = begun("funnel", "--plan", pair)
    assert found.status == 2
    assert told in found.err


def test_without_a_profile(cli: Cli):
    found = cli("funnel")
    assert (found.status, found.out) == (1, "")
    assert "There is no profile yet" in found.err


def test_whatever_a_leak_opens_has_a_name_and_a_command():
    assert set(COMMANDS) == set(OPEN_NAMES) == set(get_args(Opens))
