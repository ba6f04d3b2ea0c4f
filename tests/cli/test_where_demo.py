"""Where the data is, and the made-up journey."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mentor.cli.demo import fill_demo
from mentor.clock import Clock
from mentor.content import Content
from mentor.session import Session
from mentor.store.store import Store


def test_where_names_the_file_and_makes_none(cli: Any) -> None:
    found = cli("where", "--json").json
    assert found["file"] == str(cli.file)
    assert found["exists"] is False
    assert len(found["content_version"]) == 12
    assert str(cli.file) in cli("where").out
    assert not cli.folder.exists()


def test_where_works_on_a_damaged_file(cli: Any) -> None:
    cli.folder.mkdir()
    cli.file.write_text("{", encoding="utf-8")
    assert cli("where", "--json").json["exists"] is True


@pytest.fixture
def filled(tmp_path: Path) -> Session:
    session = Session(Content(), Store(tmp_path / "demo"), Clock(date(2025, 11, 21)))
    fill_demo(session)
    return session


def test_the_made_up_journey_is_in_its_third_week(filled: Session) -> None:
    journey = filled.journey
    assert journey.profile is not None
    assert (journey.profile.start, journey.profile.target) == ("swe_backend", "platform")
    assert 14 < (filled.today - journey.profile.since).days <= 21
    assert sorted(journey.weeks) == ["w1", "w2", "w3"]
    current = filled.current_week()
    assert current is not None
    assert not current.over
    assert 0 < current.minutes_done < current.week.minutes_planned
    assert all(any(action.done for action in journey.actions_of(week)) for week in journey.weeks.values())
    assert not any(action.done and action.done > filled.today for action in journey.actions.values())


def test_the_made_up_journey_has_something_in_every_place(filled: Session) -> None:
    journey = filled.journey
    assert set(filled.content.items) <= set(journey.ratings)
    assert len(journey.probes) == 20
    assert sum(rating.evidence is not None for rating in journey.ratings.values()) >= 5
    assert {task.state for task in journey.tasks.values()} == {"done", "doing"}
    assert len(journey.needs) == 2
    assert all(
        key in {need.id for p in filled.content.phases.values() for need in p.gate.needs} for key in journey.needs
    )
    assert len(journey.projects) == 1
    assert {mark.criterion for mark in journey.marks.values()} <= set(filled.content.criteria)
    assert len({rating.on for rating in journey.ratings.values()}) > 1
    assert filled.plan().current == "P1"


def test_nothing_of_the_made_up_journey_can_be_taken_back(filled: Session) -> None:
    again = Session(filled.content, Store(filled.store.folder), filled.clock)
    assert again.undo() is None
    assert filled.undo() is None


@pytest.mark.parametrize(
    "words", [["week"], ["audit", "--json"], ["plan"], ["profile"], ["done", "2"], ["audit", "rate", "rag=1"]], ids=str
)
def test_commands_work_on_it_and_leave_nothing(
    cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    result = cli.bare("--demo", "--today", "2025-11-21", *words)
    assert result.status == 0
    assert "made-up" in result.err
    assert list(folder.iterdir()) == []


def test_it_is_the_same_each_time_and_the_option_may_follow(cli: Any) -> None:
    first = cli.bare("--demo", "--today", "2025-11-21", "week")
    assert cli.bare("week", "--today", "2025-11-21", "--demo").out == first.out
