"""Which level a project comes to: five types, each good, shipped, copied from a course, and only a notebook."""

from __future__ import annotations

import pytest

from mentor.coach.portfolio import checklist
from mentor.coach.verdict import UNSEEN, Verdict, verdict
from mentor.content import Content
from mentor.evidence import Examination
from mentor.evidence.detect import DETECTORS
from mentor.journey.records import Mark
from tests.conftest import TODAY
from tests.evidence.conftest import Read
from tests.evidence.repo import TYPES, notebook_only, plan, tutorial_copy

MARKS = {name: Mark(f"p1/{name}", "p1", name, "met", TODAY, "https://example.org/run/1") for name in UNSEEN}


def states(examination: Examination, *wanted: str) -> set[str]:
    return {check.id for check in examination.checks if check.state in wanted}


def judged(content: Content, examination: Examination, *, attested: bool) -> Verdict:
    marks = MARKS if attested else {}
    return verdict(content, examination.type, examination.findings("p1"), marks, TODAY)


def test_every_criterion_has_its_detector(content: Content) -> None:
    assert set(DETECTORS) == set(content.criteria)


@pytest.mark.parametrize("type_id", TYPES)
@pytest.mark.parametrize("level", ["shipped", "defensible"])
def test_good_project(read: Read, content: Content, type_id: str, level: str) -> None:
    """All that the level asks for is seen, but for what nobody can see; with that attested, the level is reached."""
    examination = read(plan(type_id, level), type_id)
    criteria = checklist(content, type_id)
    assert [check.id for check in examination.checks] == [criterion.id for criterion in criteria]
    shipped = {criterion.id for criterion in criteria if criterion.needed_for_shipped(type_id)}
    asked = shipped if level == "shipped" else {criterion.id for criterion in criteria}
    assert asked - states(examination, "pass") == set(UNSEEN)
    assert examination.notes == ()

    before, after = (judged(content, examination, attested=attested) for attested in (False, True))
    assert before.progress.level == "none"
    assert [one.id for one in before.progress.to_shipped] == [one.id for one in before.to_attest]
    assert set(UNSEEN) == {one.id for one in before.to_attest}
    assert before.once_attested == after.progress.level == level


@pytest.mark.parametrize("type_id", TYPES)
def test_shipped_project_lacks_what_only_defensible_asks(read: Read, content: Content, type_id: str) -> None:
    examination = read(plan(type_id, "shipped"), type_id)
    missing = judged(content, examination, attested=True).progress.to_defensible
    assert {"R10", "R12", "R11", "R29", "R32", "R33", "R36"} <= {criterion.id for criterion in missing}


@pytest.mark.parametrize("type_id", TYPES)
def test_tutorial_copy(read: Read, content: Content, type_id: str) -> None:
    examination = read(tutorial_copy(type_id), type_id)
    assert {"R03", "R06", "R16", "R17", "R20", "R21", "R26", "R38"} <= states(examination, "fail")
    assert {"R01", "R02", "R08", "R10", "R34", "R35"} <= states(examination, "unknown")
    assert states(examination, "pass") <= {"R22"}
    found = judged(content, examination, attested=False)
    assert (found.progress.level, found.once_attested) == ("none", "none")


@pytest.mark.parametrize("type_id", TYPES)
def test_notebook_only(read: Read, content: Content, type_id: str) -> None:
    examination = read(notebook_only(type_id), type_id)
    assert examination.py_share == 0
    assert {"R16", "R17", "R18", "R20", "R21", "R26"} <= states(examination, "fail")
    assert "R07" in states(examination, "pass"), "the code of the cells is read"
    assert judged(content, examination, attested=False).progress.level == "none"


def test_figures_of_the_reading(read: Read) -> None:
    made = plan("serving_api", "defensible")
    examination = read(made, "serving_api")
    assert examination.looked == examination.of == len(made.files) + 1
    assert examination.py_share == 1.0
    assert examination.tests == 13
    assert examination.typed is not None
    assert examination.typed > 0.9
    assert {0.611, 0.0702, 31} <= set(examination.numbers)
    assert len(examination.commit) == 40
    assert examination.last_commit is not None


def test_reading_twice_says_the_same(read: Read, look, tmp_path) -> None:
    from tests.evidence.repo import build

    folder = build(tmp_path / "p", plan("rag", "defensible"))
    assert look(folder, "rag") == look(folder, "rag")
