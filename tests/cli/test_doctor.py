"""`mentor doctor`."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mentor.cli.context import Context
from mentor.clock import Clock
from mentor.store.doctor import examine
from mentor.store.store import Store
from tests.cli.conftest import Cli
from tests.store.test_store_damage import with_a_broken_row

NOW = datetime.now(UTC)


def check(cli: Cli) -> tuple[int, list[dict]]:
    done = cli("doctor", "--json")
    assert done.json["sound"] == (done.status == 0)
    for one in done.json["findings"]:
        assert one["text"]
        assert one["advice"] or not one["wrong"]
    return done.status, done.json["findings"]


def sound_after_fixing(cli: Cli) -> None:
    fixed = cli("doctor", "--fix")
    assert fixed.status == 0, fixed.out
    assert "fixed" in fixed.out
    assert check(cli)[0] == 0


def test_nothing_recorded_is_sound_and_makes_nothing(cli: Cli):
    assert cli("doctor").status == 0
    assert not cli.folder.exists()


def test_a_journey_in_use_is_sound(begun: Cli):
    begun("week")
    begun("done", "1")
    before = begun.stored()
    done = begun("doctor")
    assert (done.status, done.out) == (0, "Everything is sound.\n")
    assert begun("doctor", "--fix").status == 0
    assert begun.stored() == before


@pytest.mark.skipif(os.name == "nt", reason="no modes there")
def test_files_that_others_may_read_are_closed(begun: Cli):
    begun.folder.chmod(0o755)
    begun.file.chmod(0o644)
    next(begun.folder.joinpath("backups").iterdir()).chmod(0o640)
    status, findings = check(begun)
    assert (status, len(findings)) == (1, 3)
    sound_after_fixing(begun)
    assert begun.file.stat().st_mode & 0o777 == 0o600
    assert begun.folder.stat().st_mode & 0o777 == 0o700


def test_a_damaged_log_is_set_aside_and_the_rest_goes_on(begun: Cli):
    begun("audit", "rate", "sql=1")
    log = begun.folder / "journey.log"
    log.write_bytes(log.read_bytes().replace(b'"label":"rate sql"', b'"label":"rate sqx"'))
    shown = begun("audit")
    assert shown.status == 2
    assert "mentor doctor --fix" in shown.err
    assert "newest good state" in shown.err
    assert "Missing:" in shown.err
    status, findings = check(begun)
    assert status == 1
    assert "journey.log is damaged" in findings[0]["text"]
    assert "Missing: the change in line" in findings[0]["text"]
    sound_after_fixing(begun)
    assert begun.tables()["ratings"]["sql"]["level"] == 3
    assert begun("audit").status == 0
    (aside,) = begun.folder.joinpath("damaged").iterdir()
    assert b"rate sqx" in (aside / "journey.log").read_bytes()


def test_what_cannot_be_saved_is_said_and_nothing_is_touched(begun: Cli):
    for path in begun.folder.rglob("*"):
        if path.is_file() and path.suffix != ".lock":
            path.write_bytes(b"\xff" * 50)
    before = begun.stored()
    done = begun("doctor", "--fix")
    assert done.status == 1
    assert "Nothing could be saved" in done.out
    assert begun.stored() == before


def test_an_unfinished_change_is_a_remark(begun: Cli):
    with begun.folder.joinpath("journey.log").open("ab") as log:
        log.write(b'0badf00d {"seq":')
    status, (finding,) = check(begun)
    assert (status, finding["wrong"]) == (0, False)
    assert "not finished" in finding["text"]


def test_unfinished_files_are_swept(begun: Cli):
    stray = begun.folder / ".journey.json.4711.tmp"
    stray.write_bytes(b"half")
    stray.chmod(0o600)
    assert check(begun)[0] == 0
    assert "Removed 1 unfinished file" in begun("doctor", "--fix").out
    assert not stray.exists()


def test_damaged_backups_and_history_are_named(begun: Cli):
    (backup,) = begun.folder.joinpath("backups").iterdir()
    backup.write_bytes(backup.read_bytes()[:-5])
    old = begun.folder / "history" / "0000000000.log"
    old.write_bytes(b"x\n")
    old.chmod(0o600)
    status, findings = check(begun)
    texts = " ".join(one["text"] for one in findings)
    assert status == 1
    assert str(backup) in texts
    assert str(old) in texts


def test_records_of_content_that_is_no_more(begun: Cli):
    lost = {
        "ratings": {"A99.9": {"level": 2, "on": "2025-11-21"}},
        "tasks": {"P9.1": {"state": "done", "on": "2025-11-21"}},
        "marks": {"p1/X99": {"project": "p1", "criterion": "X99", "state": "met", "on": "2025-11-21", "note": "n"}},
        "projects": {"p1": {"type": "blockchain", "title": "Old", "on": "2025-11-21"}},
        "needs": {"G99": {"on": "2025-11-21"}},
        "gates": {"P99": {"on": "2025-11-21"}},
        "probes": {"PR99": {"choice": 0, "certainty": 1, "right": True, "on": "2025-11-21"}},
    }
    taken = begun.folder.parent / "lost.json"
    taken.write_text(json.dumps({"format": "mentor journey", "version": 2, "tables": lost}), encoding="utf-8")
    assert begun("import", str(taken)).status == 0
    status, findings = check(begun)
    assert status == 1
    texts = [one["text"] for one in findings]
    for name in ("A99.9", "P9.1", "X99", "blockchain", "G99", "P99", "PR99"):
        assert any(name in text for text in texts), name
    assert all("stays" in one["advice"] for one in findings)


def test_damaged_content_is_told(begun: Cli, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("mentor.content.check.check", lambda _: ["areas.toml: python: title is missing"])
    done = begun("doctor")
    assert done.status == 1
    assert "areas.toml: python: title is missing" in done.out
    assert "Reinstall" in done.out


def findings_at(folder: Path, now: datetime) -> str:
    return "\n".join(one.text for one in examine(folder, now))


def test_a_clock_that_went_back(begun: Cli):
    assert "still to come" in findings_at(begun.folder, NOW - timedelta(days=2))
    assert "still to come" not in findings_at(begun.folder, NOW + timedelta(days=2))
    earlier = Context(str(begun.folder), clock=Clock(None, lambda: NOW - timedelta(days=9))).session()
    earlier.rate("sql", 1)
    assert "clock went back" in findings_at(begun.folder, NOW)


def test_a_backup_that_is_long_ago(begun: Cli):
    later = Context(str(begun.folder), clock=Clock(None, lambda: NOW + timedelta(days=20))).session()
    later.rate("sql", 1)
    found = [one for one in examine(begun.folder, NOW + timedelta(days=20)) if "newest backup" in one.text]
    assert len(found) == 1
    assert found[0].fix is not None
    assert "Made the backup" in found[0].fix()
    assert "newest backup" not in findings_at(begun.folder, NOW + timedelta(days=20))


def test_a_newer_file_is_told(begun: Cli):
    begun.file.write_text('{"meta":{"schema":{"version":99,"seq":0}}}', encoding="utf-8")
    status, findings = check(begun)
    assert status == 1
    assert "newer" in findings[0]["text"]
    assert "upgrade" in findings[0]["advice"].lower()


def test_a_row_that_is_no_json_is_told_without_a_traceback(begun: Cli):
    Store(begun.folder).fold()
    with_a_broken_row(begun.folder)
    for words in (["audit"], ["week"], ["export"], ["profile"], ["plan", "--json"], ["undo"]):
        done = begun(*words)
        assert done.status in (0, 2)
        assert "bug" not in done.err
    assert begun("audit").status == 2
    assert "mentor doctor" in begun("audit").err
    assert check(begun)[0] == 1
    sound_after_fixing(begun)
    assert begun("audit").status == 0
