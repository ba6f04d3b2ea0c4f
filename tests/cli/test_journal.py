"""`mentor journal`: the Journal's figures as text and as JSON."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mentor.content import Content
from mentor.journey.change import Change
from mentor.store.store import Store
from tests.cli.conftest import TODAY, Cli
from tests.year import year

DAY = date.fromisoformat(TODAY)


@pytest.fixture
def lived(cli: Cli) -> Cli:
    store = Store(Path(cli.folder))
    store.commit(Change("a year", year(DAY, list(Content().areas))), datetime(2025, 11, 21, tzinfo=UTC), DAY)
    return cli


def test_a_year_in_figures(lived: Cli) -> None:
    done = lived("journal")
    assert done.status == 0
    for words in (
        "of work logged",
        "Hours by week, newest first",
        " 25 now ",
        "of 9 h: ",
        "12 of 49 rows; --weeks 49 shows all.",
        "Learning to building by month",
        "Gaps, 0 to 10, first review -> now (48 reviews)",
        "Python at production quality",
        "falling -",
        "In week 1 the plan said May 2027",
        "week 48, ",
    ):
        assert words in done.out, words
    assert max(map(len, done.out.splitlines())) <= 80


def test_weeks_says_how_far_back(lived: Cli) -> None:
    assert "4 weeks without a plan or an entry" not in lived("journal").out
    whole = lived("journal", "--weeks", "60").out
    assert "4 weeks without a plan or an entry" in whole
    assert "shows all" not in whole


def test_json_holds_the_same(lived: Cli) -> None:
    data = lived("journal", "--json", "--weeks", "60").json
    assert data["entries"] == 192
    assert sum(data["minutes"].values()) == 192 * 90
    assert sum(sum(week["by_kind"].values()) for week in data["weeks"]) == 192 * 90
    assert sum(week["weeks"] for week in data["weeks"]) == 52
    assert data["weeks"][0]["running"]
    assert data["weeks"][0]["id"] == "w48"
    assert [month["month"] for month in data["months"]] == sorted((m["month"] for m in data["months"]), reverse=True)
    assert any(month["learn_over"] for month in data["months"])
    assert sum(data["days"].values()) == 192 * 90 - data["minutes"]["rest"]
    assert data["gaps"][0]["first"] == data["gaps"][0]["values"][0]
    assert len(data["forecasts"]) == 48
    assert data["held"][0] == {"week": "w1", "months_moved": 5, "held": False}
    assert data["verdict"][0].startswith("In week 1 the plan said")


def test_json_with_fewer_weeks_holds_fewer_days_and_forecasts(lived: Cli) -> None:
    data = lived("journal", "--json", "--weeks", "2").json
    assert [week["id"] for week in data["weeks"]] == ["w48", "w47"]
    assert min(data["days"]) >= data["weeks"][-1]["from"]
    assert [one["week"] for one in data["forecasts"]] == ["w47", "w48"]


def test_with_nothing_logged_it_says_what_logs(begun: Cli) -> None:
    done = begun("journal")
    assert done.status == 0
    assert "Nothing is logged yet. `mentor log 1h30 build NOTE`" in done.out
    assert "`mentor week` plans the first" in " ".join(done.out.split())
    data = begun("journal", "--json").json
    assert (data["entries"], data["weeks"], data["days"], data["gaps"], data["verdict"]) == (0, [], {}, [], [])


def test_without_a_profile_and_with_a_wrong_number(cli: Cli) -> None:
    assert cli("journal").status != 0
    refused = cli("journal", "--weeks", "0")
    assert refused.status == 2
    assert "no number from 1" in refused.err


def test_looking_writes_nothing(lived: Cli) -> None:
    before = lived.stored()
    lived("journal")
    lived("journal", "--json")
    assert lived.stored() == before
