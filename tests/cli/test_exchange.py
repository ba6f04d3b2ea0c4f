"""`mentor export` and `mentor import`."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from mentor.cli.context import Context
from mentor.journey.evidence import evidence_from
from tests.cli.conftest import INTAKES, Cli


@pytest.fixture
def other(tmp_path: Path, cli: Cli) -> Cli:
    """The same user's other machine."""
    return Cli(tmp_path / "other", cli._capture, cli._patch)


def test_there_is_nothing_to_export_yet(cli: Cli):
    for words in (["export"], ["export", "--markdown"]):
        done = cli(*words)
        assert (done.status, done.out) == (1, "")
    assert not cli.folder.exists()


def test_out_of_one_machine_and_into_another(begun: Cli, other: Cli, tmp_path: Path):
    begun("week")
    begun("done", "1")
    file = tmp_path / "mine.json"
    assert begun("export", "-o", str(file)).status == 0
    dry = other("import", "--dry-run", str(file))
    assert dry.status == 0
    assert "Nothing was changed" in dry.out
    assert not other.folder.exists()
    done = other("import", str(file))
    assert "Imported:" in done.out
    assert other("audit", "--json").json == begun("audit", "--json").json
    assert other("week").out == begun("week").out
    again = other("import", str(file), "--json").json
    assert again == {"applied": False, "changes": []}
    assert other("undo").out.startswith("Taken back: import")
    assert other("profile").status == 1


def test_what_will_change_is_shown(begun: Cli, other: Cli, tmp_path: Path):
    file = tmp_path / "mine.json"
    begun("export", "-o", str(file))
    other("import", str(file))
    other("audit", "rate", "sql=1", "A01.1=2")
    other("export", "-o", str(file))
    shown = begun("import", "--dry-run", str(file)).out
    assert "ratings sql (level, on)" in shown or "ratings sql (level)" in shown
    assert "new            ratings A01.1" in shown
    changes = begun("import", "--dry-run", str(file), "--json").json
    assert changes["applied"] is False
    assert {(one["id"], one["what"]) for one in changes["changes"]} == {("sql", "changed"), ("A01.1", "new")}
    assert begun.tables()["ratings"]["sql"]["level"] == 3
    assert "and more" not in shown


def test_a_long_list_of_changes_is_cut(begun: Cli, other: Cli, tmp_path: Path):
    file = tmp_path / "mine.json"
    begun("export", "-o", str(file))
    notes = {f"n{n}": {"id": f"n{n}", "value": n} for n in range(100)}
    value = json.loads(file.read_text())
    value["tables"] = {"notes": notes}
    file.write_text(json.dumps(value))
    shown = other("import", str(file)).out
    assert "... and 70 more" in shown
    assert "Imported: 100 new." in shown


def test_through_a_pipe(begun: Cli, other: Cli, monkeypatch: pytest.MonkeyPatch):
    text = begun("export").out
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
    assert other("import", "-").status == 0
    assert other("audit", "--json").json == begun("audit", "--json").json


@pytest.mark.parametrize("name", ["", ".", "gone.json", "answers.toml", "x\0y"])
def test_what_is_no_export_changes_nothing(begun: Cli, tmp_path: Path, monkeypatch, name: str):
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("answers.toml").write_text(INTAKES["swe"], encoding="utf-8")
    before = begun.stored()
    done = begun("import", name)
    assert (done.status, done.out) == (2, "")
    assert done.err
    assert "bug" not in done.err
    assert begun.stored() == before


def test_places_stay_at_home_unless_asked_for(begun: Cli):
    session = Context(str(begun.folder)).session()
    session.rate("A01.1", 4, evidence_from("/home/ann/fraud/README.md", session.today))
    session.add_project("rag", "Answers", path="/home/ann/rag")
    for words in (["export"], ["export", "--markdown"]):
        assert "/home/ann" not in begun(*words).out
        assert "README.md" in begun(*words).out
        assert "/home/ann" in begun(*words, "--with-paths").out


def test_the_report_reads_as_markdown(begun: Cli, tmp_path: Path):
    begun("week")
    begun("done", "1")
    session = Context(str(begun.folder)).session()
    project = session.add_project("serving_api", "Scores *fast* | <b>")
    session.mark(project, "R01", "met", "README.md, first part")
    session.meet_need(session.content.phases["P1"].gate.needs[0], "metrics.json")
    file = tmp_path / "report.md"
    assert begun("export", "--markdown", "-o", str(file)).status == 0
    text = file.read_text(encoding="utf-8")
    heads = [line for line in text.splitlines() if line.startswith("#")]
    assert heads == [
        "# A journey to an applied machine-learning-engineer job",
        "## What they can do",
        "## The way",
        "## Portfolio",
        "## Weeks",
    ]
    assert "Scores \\*fast\\* \\| \\<b\\>" in text
    assert "README.md, first part" in text
    assert "gate, there since" in text
    assert "**Week 1**" in text
    assert "1 of" in text
    assert text.count("| ") > 20


def test_control_characters_do_not_reach_the_terminal(begun: Cli):
    session = Context(str(begun.folder)).session()
    session.remember("x", "\x1b[2Jboo")
    out = begun("export").out
    assert "\x1b" not in out
    assert json.loads(out)["tables"]["notes"]["x"]["value"] == "\x1b[2Jboo"
