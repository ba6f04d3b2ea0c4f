"""`mentor verify`: what it says of a folder, and what it keeps."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pytest

from mentor.cli.progress import ProgressLine
from mentor.clock import Clock
from mentor.content import Content
from mentor.session import Session
from mentor.store.store import Store
from tests.cli.conftest import Cli
from tests.evidence.repo import Plan, build, plan, tutorial_copy

KEY = "AK" + "IAQ7R3ZP0WN5XLT2VK"
UNSEEN = ("R03", "R21", "R27")


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("verify") / "late", plan("serving_api", "shipped"))


@pytest.fixture(scope="session")
def defensible(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("verify") / "late", plan("rag", "defensible"))


def session_of(cli: Cli) -> Session:
    return Session(Content(), Store(cli.folder), Clock(date(2026, 11, 21)))


def begin_project(cli: Cli, path: Path, type_id: str = "serving_api"):
    return session_of(cli).add_project(type_id, "Late invoices", path=str(path))


def test_text(cli: Cli, shipped: Path) -> None:
    done = cli("verify", str(shipped), "--type", "serving_api")
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "Model-serving API: not shipped"
    assert "Lowest section: Model and evaluation 22%" in lines
    assert "To shipped: R03 R21 R27" in lines
    assert any(line.endswith("R03 R21 R27, then it is shipped") for line in lines)
    assert "[ ] R19  Types and lint rules are in place (D)" in lines
    assert "[?] R21  CI runs the tests on every push (S)" in lines
    assert "         .github/workflows/ci.yml:11" in lines
    assert "[x]      R07 R08" in lines
    assert any("Do: Attest it with a link" in line for line in lines)
    assert "Looked at 19 of 19 files." in lines
    assert max(map(len, lines)) <= 80


def test_all_shows_what_is_met(cli: Cli, shipped: Path) -> None:
    done = cli("verify", str(shipped), "--type", "serving_api", "--all")
    assert "[x] R16  Dependencies are locked (S)" in done.out
    assert "uv.lock locks the dependencies. (nearly sure)" in done.out
    assert "--all" not in done.out


def test_json(cli: Cli, defensible: Path) -> None:
    done = cli("verify", str(defensible), "--type", "rag", "--json")
    data = json.loads(done.out)
    assert (done.status, data["type"], data["level"], data["level_once_attested"]) == (0, "rag", "none", "defensible")
    assert data["to_shipped"] == data["to_attest"]
    assert set(data["to_attest"]) == set(UNSEEN)
    assert set(data["sections"]) == {"data", "model", "engineering", "operations"}
    assert data["weakest"] in data["sections"]
    assert data["looked"] == data["of"] > 30
    assert data["project"] is None
    check = next(check for check in data["checks"] if check["id"] == "R16")
    assert {"id", "state", "score", "confidence", "evidence", "hint"} <= set(check)
    assert (check["state"], check["score"], check["confidence"], check["hint"]) == ("pass", 1.0, "H", "")
    assert check["evidence"] == [{"file": "uv.lock", "line": 0}]


def test_type_is_guessed_and_said(cli: Cli, defensible: Path) -> None:
    done = cli("verify", str(defensible))
    assert done.out.startswith("RAG")
    assert "Taken for this type because it searches documents" in " ".join(done.out.split())


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nowhere"], "does not exist"),
        (["file"], "is a file"),
        ([""], "empty"),
        ([".", "--type", "servingapi"], "serving_api"),
        (["."], "--type"),
        ([], "PATH"),
    ],
)
def test_wrong_use(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], says: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("x")
    done = cli("verify", *words)
    assert (done.status, done.out) == (2, "")
    assert says in done.err


def test_secret_is_never_printed(cli: Cli, tmp_path: Path) -> None:
    good = plan("serving_api", "shipped")
    folder = build(tmp_path / "p", Plan(good.readme, {**good.files, "src/late/keys.py": f'KEY = "{KEY}"\n'}))
    for more in ([], ["--all"], ["--json"]):
        done = cli("verify", str(folder), "--type", "serving_api", *more)
        assert KEY not in done.out + done.err
        assert KEY[4:] not in done.out + done.err
        assert "AWS access key" in done.out
        assert "src/late/keys.py" in done.out


def test_nothing_is_kept_of_a_folder_that_is_no_project(cli: Cli, shipped: Path) -> None:
    cli("verify", str(shipped), "--type", "serving_api")
    assert not cli.folder.exists()


def test_result_is_kept_for_the_project_with_this_folder(cli: Cli, shipped: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(shipped)
    project = begin_project(cli, shipped)
    session = session_of(cli)
    for name in UNSEEN:
        session.mark(project, name, "met", "https://example.org/run/1")
    done = cli("verify", str(link), "--json")
    data = json.loads(done.out)
    assert (data["project"], data["level"], data["to_attest"]) == ("p1", "shipped", [])
    attested = next(check for check in data["checks"] if check["id"] == "R21")
    assert attested["state"] == "unknown"
    assert attested["attested"]["note"] == "https://example.org/run/1"

    journey = session_of(cli).journey
    assert {one.criterion for one in journey.findings.values()} == {check["id"] for check in data["checks"]}
    assert journey.findings["p1/R16"].state == "pass"
    run = journey.runs["p1/1"]
    assert (run.level, run.type, run.commit, run.looked) == ("shipped", "serving_api", data["commit"], data["looked"])
    assert run.states["R16"] == "pass"
    assert run.tests == 3

    text = cli("verify", str(shipped)).out
    assert "Model-serving API: shipped" in text
    assert "[a] R21" in text
    assert "https://example.org/run/1" in text
    assert sorted(session_of(cli).journey.runs) == ["p1/1", "p1/2"]


def test_keeping_is_one_change(cli: Cli, shipped: Path) -> None:
    begin_project(cli, shipped)
    cli("verify", str(shipped))
    assert "verify Late invoices" in (session_of(cli).undo() or "")
    journey = session_of(cli).journey
    assert (dict(journey.findings), dict(journey.runs)) == ({}, {})


def test_findings_of_criteria_no_longer_there_go(cli: Cli, shipped: Path) -> None:
    from dataclasses import replace

    project = begin_project(cli, shipped)
    cli("verify", str(shipped))
    session = session_of(cli)
    session.change_project(replace(project, type="rag"))
    cli("verify", str(shipped))
    found = {one.criterion for one in session_of(cli).journey.findings.values()}
    assert "G1" in found
    assert "A1" not in found


def test_another_type_is_shown_and_not_kept(cli: Cli, shipped: Path) -> None:
    begin_project(cli, shipped)
    done = cli("verify", str(shipped), "--type", "rag")
    assert "Not kept" in done.err
    assert dict(session_of(cli).journey.runs) == {}


def test_project_removed_takes_its_findings_along(cli: Cli, shipped: Path) -> None:
    project = begin_project(cli, shipped)
    cli("verify", str(shipped))
    session_of(cli).remove_project(project)
    journey = session_of(cli).journey
    assert (dict(journey.findings), dict(journey.runs), dict(journey.projects)) == ({}, {}, {})


def test_level_of_none_is_no_error(cli: Cli, tmp_path: Path) -> None:
    folder = build(tmp_path / "copy", tutorial_copy("serving_api"))
    done = cli("verify", str(folder), "--type", "serving_api")
    assert done.status == 0
    assert "loads titanic" in done.out


def test_interrupted(cli: Cli, shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupting(*_words: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mentor.cli.verify.examine", interrupting)
    done = cli("verify", str(shipped), "--type", "serving_api")
    assert (done.status, done.out) == (130, "")
    assert "nothing was kept" in done.err


class Terminal:
    """A stream that says it is a terminal."""

    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        """Nothing to send off."""


def test_progress_line_leaves_nothing() -> None:
    stream = Terminal()
    line = ProgressLine(stream)  # type: ignore[arg-type]
    line.show("reading 1 of 2 files")
    line.show("reading 2 of 2 files")
    assert stream.text == "\rreading 1 of 2 files", "the second comes too soon to be drawn"
    line.clear()
    line.clear()
    assert stream.text == "\rreading 1 of 2 files" + "\r" + " " * 20 + "\r"


def test_progress_line_is_silent_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    line = ProgressLine(sys.stderr)
    line.show("x")
    line.clear()
    assert capsys.readouterr().err == ""
