"""`mentor course`: one course at a time."""

from __future__ import annotations

import pytest

from tests.cli.conftest import TODAY, Cli


def states(cli: Cli) -> dict[str, str]:
    return {course["id"]: course["state"] for course in cli("course", "--json").json["courses"]}


def test_the_way_of_a_course(begun: Cli) -> None:
    assert "mentor course add TITLE" in begun("course").out
    assert begun("course", "add", "MLOps", "in", "eight", "weeks", "--paid").out == "Begun: c1 MLOps in eight weeks\n"
    assert begun("log", "1h30", "learn", "--course", "c1").status == 0
    listed = begun("course").out
    assert "c1 active" in listed
    assert f"MLOps in eight weeks (from {TODAY}, 1 h 30 logged, paid)" in " ".join(listed.split())
    assert begun("course", "park", "c1").out == "Parked: c1 MLOps in eight weeks\n"
    assert states(begun) == {"c1": "parked"}
    assert begun("course", "resume", "c1").out == "Going on with: c1 MLOps in eight weeks\n"
    assert states(begun) == {"c1": "active"}
    assert begun("course", "finish", "c1").out == "Finished: c1 MLOps in eight weeks\n"
    assert f"to {TODAY}" in " ".join(begun("course").out.split())
    removed = begun("course", "remove", "c1")
    assert removed.out.startswith("Removed: c1 MLOps in eight weeks.")
    assert states(begun) == {}
    assert begun("undo").status == 0
    assert states(begun) == {"c1": "finished"}


@pytest.mark.parametrize("words", [("add", "Rust"), ("resume", "c2")])
def test_a_second_one_needs_force(begun: Cli, words: tuple[str, ...]) -> None:
    begun("course", "add", "Statistics")
    begun("course", "add", "Parked one", "--force")
    begun("course", "park", "c2")
    before = states(begun)
    refused = begun("course", *words)
    assert refused.status == 2
    assert "c1 Statistics" in refused.err
    assert states(begun) == before
    taken = begun("course", *words, "--force")
    assert taken.status == 0
    assert "2 courses are active; one at a time is the limit." in taken.out


@pytest.mark.parametrize("action", ["finish", "park", "resume", "remove"])
def test_an_unknown_id_names_those_there_are(begun: Cli, action: str) -> None:
    begun("course", "add", "Statistics")
    refused = begun("course", action, "c9")
    assert refused.status == 2
    assert "c1" in refused.err


def test_json_holds_everything(begun: Cli) -> None:
    begun("course", "add", "Statistics \x1b[2J")
    (course,) = begun("course", "--json").json["courses"]
    assert course == {
        "id": "c1",
        "title": "Statistics [2J",
        "state": "active",
        "paid": False,
        "from": TODAY,
        "ended": None,
        "minutes": 0,
    }


def test_a_course_needs_a_title(begun: Cli) -> None:
    assert begun("course", "add").status == 2
    assert begun("course", "add", " ").status == 2
    assert states(begun) == {}
