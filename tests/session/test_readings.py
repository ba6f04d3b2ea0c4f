"""Readings of projects' folders: what is kept of them, and what the user says against them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from mentor.errors import InputError
from mentor.evidence import CancelledError, Check, Examination
from mentor.evidence.deployment import Look
from mentor.journey.proof import Bullet, Deployment, Finding, Run
from mentor.journey.records import Project
from mentor.journey.references import lost_references
from mentor.session import Session
from mentor.store.store import Store
from tests.conftest import TODAY

LOOK = Look("https://example.org/", 200, 30, 0, (1.0, 2.0))


def check(criterion: str, state: str = "pass") -> Check:
    return Check(criterion, state, 1.0, "H", f"{criterion} {state}")  # type: ignore[arg-type]


def examination(*checks: Check) -> Examination:
    return Examination("serving_api", checks, TODAY, looked=3, of=4)


@pytest.fixture
def scores(started: Session) -> Project:
    return started.add_project("serving_api", "Scores", "~/scores")


def test_a_reading_replaces_the_last_one_and_every_run_stays(started: Session, scores: Project) -> None:
    started.keep_examination(scores, examination(check("R16"), check("R26")))
    run = started.keep_examination(scores, examination(check("R16", "fail")))
    journey = Store(started.store.folder).read()
    assert {key: one.state for key, one in journey.findings.items()} == {"p1/R16": "fail"}
    assert list(journey.runs) == ["p1/1", "p1/2"]
    assert (run.id, run.states, run.looked, run.of) == ("p1/2", {"R16": "fail"}, 3, 4)


def test_a_reading_keeps_the_folder_it_was_made_of_in_one_step(started: Session, scores: Project) -> None:
    started.keep_examination(replace(scores, path="/code/scores"), examination(check("R16")))
    assert started.journey.projects["p1"].path == "/code/scores"
    started.undo()
    assert started.journey.projects["p1"] == scores
    assert not started.journey.findings
    assert not started.journey.runs


def test_nothing_is_kept_of_a_project_that_was_removed_meanwhile(started: Session, scores: Project) -> None:
    started.remove_project(scores)
    with pytest.raises(InputError, match="was removed"):
        started.keep_examination(scores, examination(check("R16")))
    assert not started.journey.findings


@pytest.mark.parametrize(("state", "overrules"), [("fail", True), ("unknown", False), ("pass", False)])
def test_a_mark_overrules_only_what_was_found_not_met(
    started: Session, scores: Project, state: str, overrules: bool
) -> None:
    started.keep_examination(scores, examination(check("R16", state)))
    started.mark(scores, "R16", "met", "a conda lock in another folder")
    assert started.journey.marks["p1/R16"].overrules is overrules


def test_a_mark_made_before_the_reading_overrules_nothing_until_it_is_given_again(
    started: Session, scores: Project
) -> None:
    started.mark(scores, "R16", "met", "locked")
    started.keep_examination(scores, examination(check("R16", "fail")))
    assert started.journey.marks["p1/R16"].overrules is False
    started.mark(scores, "R16", "met", "locked by hand: every version stands there")
    assert started.journey.marks["p1/R16"].overrules is True


def test_a_mark_has_the_day_of_what_it_attests(started: Session, scores: Project) -> None:
    day = TODAY - timedelta(days=3)
    started.mark(scores, "R21", "met", "https://example.org/run/1", on=day)
    assert started.journey.marks["p1/R21"].on == day
    with pytest.raises(InputError, match="still to come"):
        started.mark(scores, "R21", "met", "https://example.org/run/1", on=TODAY + timedelta(days=1))


def test_removing_a_project_takes_all_that_was_read_of_it_and_undo_brings_it_back(
    started: Session, scores: Project
) -> None:
    other = started.add_project("rag", "Answers", parking="no data")
    for one in (scores, other):
        started.mark(one, "R01", "met", "README")
        started.keep_examination(one, examination(check("R16")))
        started.keep_deployment(LOOK, one.id)
    before = started.journey
    started.remove_project(started.journey.projects[scores.id])
    after = Store(started.store.folder).read()
    left = {
        "projects": {"p2"},
        "marks": {"p2/R01"},
        "findings": {"p2/R16"},
        "runs": {"p2/1"},
        "deployments": {"d2"},
    }
    assert {table: set(getattr(after, table)) for table in left} == left
    assert lost_references(after, started.content) == []
    started.undo()
    assert started.journey == before


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (Finding("p9/R16", "p9", "R16", "pass", 1, "H", TODAY), "findings p9/R16: the project p9 is no more"),
        (Finding("p1/R99", "p1", "R99", "pass", 1, "H", TODAY), "findings p1/R99: the criterion R99 is no more"),
        (Run("p9/1", "p9", TODAY, "rag", "none"), "runs p9/1: the project p9 is no more"),
        (Deployment("d1", "https://example.org", TODAY, 200, "p9"), "deployments d1: the project p9 is no more"),
        (Bullet("b1", "Cut latency", TODAY, project="p9"), "bullets b1: the project p9 is no more"),
        (Deployment("d1", "https://example.org", TODAY, 200), None),
        (Run("p1/1", "p1", TODAY, "rag", "none", states={"R99": "pass"}), None),
    ],
)
def test_what_speaks_of_something_that_is_no_more_is_listed(
    started: Session, scores: Project, record: Finding | Run | Deployment | Bullet, said: str | None
) -> None:
    started.commit("import", [record])
    assert lost_references(started.journey, started.content) == ([said] if said else [])


def test_a_folder_is_read_without_storing_anything(started: Session, tmp_path: Path) -> None:
    folder = tmp_path / "code"
    folder.mkdir()
    (folder / "uv.lock").write_text('version = 1\n\n[[package]]\nname = "numpy"\nversion = "2.1.1"\n')
    before = started.journey
    seen: list[tuple[int, int]] = []

    def told(looked: int, of: int) -> None:
        seen.append((looked, of))

    def read(path: Path, cancelled: Callable[[], bool] = lambda: False) -> Examination:
        return started.read_folder(str(path), "serving_api", progress=told, cancelled=cancelled)

    found = read(folder)
    assert {one.id: one.state for one in found.checks}["R16"] == "pass"
    assert found.on == TODAY
    assert seen[-1] == (1, 1)
    with pytest.raises(CancelledError):
        read(folder, lambda: True)
    with pytest.raises(InputError, match="does not exist"):
        read(tmp_path / "nothing")
    assert started.journey == before
