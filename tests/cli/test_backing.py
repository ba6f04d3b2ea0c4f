"""What commands say of what a reading found beside what the user says."""

from __future__ import annotations

from datetime import date

import pytest

from mentor.clock import Clock
from mentor.content import Content
from mentor.evidence import Check, Examination
from mentor.journey.proof import Spot
from mentor.session import Session
from mentor.store.store import Store
from tests.cli.conftest import TODAY, Cli

DAY = date.fromisoformat(TODAY)
STATES = {"R16": "pass", "R17": "fail", "R22": "fail", "R26": "pass"}


@pytest.fixture
def read(begun: Cli) -> Cli:
    """A project of which four criteria were looked at, and three are spoken of."""
    session = Session(Content(), Store(begun.folder), Clock(DAY))
    session.rate_many({"deployment": 1, "hygiene": 3})
    project = session.add_project("serving_api", "Scores")
    session.mark(project, "R17", "met", "make works")
    checks = [Check(key, state, 1, "H", "seen", evidence=(Spot("there", 3),)) for key, state in STATES.items()]  # type: ignore[arg-type]
    session.keep_examination(project, Examination("serving_api", tuple(checks), DAY))
    session.mark(project, "R22", "met", "a revoked test key")
    session.mark(project, "R24", "met", "the tracker")
    return begun


def test_audit_names_what_is_rated_low_and_shown(read: Cli) -> None:
    assert read("audit", "--json").json["under_rated"] == [
        {"item": "A09.2", "rated": 1, "shown": "Scores, there:3 (R26)"}
    ]
    text = " ".join(read("audit").out.split())
    assert "You may be under-rating these; look again? A09.2 rated 1: containerise" in text
    assert "shown by Scores, there:3 (R26)" in text


def test_audit_says_nothing_of_it_without_a_reading(begun: Cli) -> None:
    assert begun("audit", "--json").json["under_rated"] == []
    assert "under-rating" not in begun("audit").out


def test_the_report_tells_seen_from_said(read: Cli) -> None:
    text = read("export", "--markdown").out
    assert "verified by reading the folder: R16 R26" in text
    assert "One command runs it from a fresh clone; found not met, not counted though attested: make works" in text
    assert "found not met, overruled by the user: a revoked test key" in text
    assert "Every result can be traced to its run; shown by: the tracker" in text


def test_audit_tells_what_practice_shows(begun: Cli) -> None:
    assert begun("audit", "--json").json["practised"] == []
    assert "Shown by practice" not in begun("audit").out
    session = Session(Content(), Store(begun.folder), Clock(DAY))
    session.rate_many({"A03.2": 1})
    windows = [one.id for one in session.content.sql_exercises.values() if "A03.2" in one.items][:5]
    for key in (*windows, "SQ-E01"):
        session.grade_sql(key, session.sql_exercise(key).solution)
    told = {one["item"]: one for one in begun("audit", "--json").json["practised"]}
    assert told["A03.2"] == {
        "item": "A03.2",
        "sql": windows,
        "evaluation": [],
        "prompts": [],
        "themes": 5,
        "needed": 5,
        "enough": True,
        "on": TODAY,
    }
    assert (told["A03.1"]["themes"], told["A03.1"]["enough"]) == (1, False)
    assert {"item": "A03.2", "rated": 1, "shown": "5 SQL exercises solved"} in begun("audit", "--json").json[
        "under_rated"
    ]
    text = " ".join(begun("audit").out.split())
    assert (
        "Shown by practice A03.2 5 SQL exercises solved A03.1 1 SQL exercise solved, 1 of the 5 themes it takes" in text
    )
    assert "shown by 5 SQL exercises solved" in text
