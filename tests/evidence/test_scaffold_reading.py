"""A fresh skeleton is read like any other project, and proves next to nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from mentor.cli.scaffold import write
from mentor.coach.scaffold import CHECKLIST, skeleton
from mentor.content import Content
from mentor.evidence.checks import Examination
from mentor.evidence.examine import examine
from tests.conftest import TODAY

TYPES = ("serving_api", "feature_pipeline", "fine_tuning", "rag", "domain_problem")
PASSED = {"R22"}
"""There is no key in it, and .env is ignored: that is really so."""
HALF = {"R03", "R21", "R34", "G6"}
"""No tutorial set is named, a workflow does run the tests, headings do stand there: half seen at most, never passed."""


def read(content: Content, kind: str, folder: Path) -> Examination:
    return examine(folder, kind, content, today=TODAY)


@pytest.fixture(params=TYPES)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(content: Content, kind: str, tmp_path: Path) -> Path:
    folder = tmp_path / "fraud"
    write(folder, skeleton(content, kind, "Fraud scores"))
    return folder


def test_a_skeleton_passes_only_what_it_really_contains(content: Content, kind: str, folder: Path) -> None:
    found = read(content, kind, folder)
    assert {check.id for check in found.checks if check.state == "pass"} == PASSED
    assert {check.id for check in found.checks if check.state != "pass" and check.score > 0} <= HALF
    assert "na" not in {check.state for check in found.checks}
    assert (found.tests, found.numbers) == (0, ())


def test_nor_more_once_it_is_committed(content: Content, kind: str, folder: Path) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "-A"), (*who, "commit", "-q", "-m", "skeleton")):
        subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, timeout=60)
    found = read(content, kind, folder)
    assert {check.id for check in found.checks if check.state == "pass"} == PASSED


def test_ticks_in_the_checklist_prove_nothing(content: Content, kind: str, folder: Path) -> None:
    path = folder / CHECKLIST
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[ ]", "[x]"), encoding="utf-8")
    assert text.count("[ ]") > 30
    assert {check.id for check in read(content, kind, folder).checks if check.state == "pass"} == PASSED
