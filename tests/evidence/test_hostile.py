"""Folders made to harm or to confuse whoever reads them. None may run anything, hang, leave the folder or raise."""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path

import pytest

from mentor.content import Content
from mentor.errors import InputError
from mentor.evidence import CancelledError, Limits, examine
from tests.conftest import TODAY
from tests.evidence.repo import build, plan

KEY = "AK" + "IAQ7R3ZP0WN5XLT2VK"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return build(tmp_path / "project", plan("serving_api", "shipped"))


def states(examination) -> dict[str, str]:
    return {check.id: check.state for check in examination.checks}


# ---------------------------------------------------------------------- paths


@pytest.mark.parametrize("name", ["missing", "file", "\0", "a" * 5000, "loop"])
def test_no_folder(look, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(InputError):
        look(tmp_path / name)


def test_unknown_type_and_unknowable_type(look, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="serving"):
        look(tmp_path, "servings_api")
    with pytest.raises(InputError) as error:
        look(tmp_path, "")
    assert "feature_pipeline" in error.value.hint


@pytest.mark.parametrize("type_id", ["serving_api", "feature_pipeline", "fine_tuning", "rag"])
def test_type_is_guessed(look, tmp_path: Path, type_id: str) -> None:
    found = look(build(tmp_path / "p", plan(type_id, "shipped")), "")
    assert found.type == type_id
    assert found.guessed


def test_empty_folder(look, tmp_path: Path) -> None:
    found = look(tmp_path)
    assert (found.looked, found.of, found.py_share, found.typed, found.tests) == (0, 0, None, None, 0)
    assert {name for name, state in states(found).items() if state == "pass"} == {"R22"}


# ---------------------------------------------------------------------- links, pipes, sizes


def test_links_are_not_followed(look, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "keys.py").write_text(f'KEY = "{KEY}"')
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "etc").symlink_to("/etc")
    (inside / "passwd.py").symlink_to("/etc/passwd")
    (inside / "self").symlink_to(".")
    (inside / "up").symlink_to("..")
    (inside / "keys.py").symlink_to(outside / "keys.py")
    (inside / "lost").symlink_to("nowhere")
    found = look(inside)
    assert (found.looked, found.of, found.skipped["links"]) == (0, 0, 6)
    assert states(found)["R22"] == "pass"


def test_a_link_to_the_folder_itself_is_resolved(look, tmp_path: Path, good: Path) -> None:
    (tmp_path / "link").symlink_to(good)
    assert look(tmp_path / "link") == look(good)


def test_git_folder_that_is_a_link_is_not_followed(look, tmp_path: Path, good: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / ".git").symlink_to(good / ".git")
    found = look(other)
    assert found.commit == ""
    assert any("link" in note for note in found.notes)


def test_pipes_and_sockets_are_not_opened(look, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "README.md")
    os.mkfifo(tmp_path / "pyproject.toml")
    assert look(tmp_path).skipped["special"] == 2


def test_pipe_in_place_of_git_files(look, good: Path) -> None:
    for name in ("HEAD", "packed-refs", "shallow"):
        (good / ".git" / name).unlink(missing_ok=True)
        os.mkfifo(good / ".git" / name)
    assert look(good).commit == ""


def test_pipe_among_the_objects_ends_with_the_time(look, good: Path) -> None:
    head = look(good).commit
    for pack in (good / ".git/objects/pack").iterdir():
        pack.unlink()
    place = good / ".git/objects" / head[:2]
    place.mkdir(exist_ok=True)
    os.mkfifo(place / head[2:])
    found = look(good, limits=Limits(seconds=2))
    assert found.looked > 10
    assert any("history" in note for note in found.notes)
    assert states(found)["R38"] == "unknown"


def test_sparse_file_of_3_gb(look, good: Path) -> None:
    for name in ("huge.py", "README.md", "huge.csv"):
        with (good / name).open("wb") as file:
            file.truncate(3 * 1024**3)
    found = look(good)
    assert found.skipped["large"] == 3
    assert any("2 MB" in note for note in found.notes)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable_file(look, good: Path) -> None:
    (good / "README.md").chmod(0)
    assert look(good).skipped["unreadable"] == 1


def test_file_that_cannot_be_opened(look, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refusing(path, flags, *more, **options):
        if str(path).endswith("README.md"):
            raise PermissionError(13, "Permission denied")
        return real(path, flags, *more, **options)

    monkeypatch.setattr(os, "open", refusing)
    found = look(good)
    assert found.skipped["unreadable"] == 1
    assert found.looked == found.of - 1


def test_deep_folders(look, tmp_path: Path) -> None:
    (tmp_path / "/".join(["d"] * 60)).mkdir(parents=True)
    (tmp_path / "/".join(["d"] * 60) / "x.py").write_text("x = 1")
    found = look(tmp_path)
    assert (found.of, found.skipped["limit"]) == (0, 1)
    assert states(found)["R16"] == "unknown", "what was not read proves nothing"


def test_limits_are_said(look, good: Path) -> None:
    found = look(good, limits=Limits(files=5))
    assert found.looked == 5
    assert found.of == 19
    assert any("limits" in note for note in found.notes)
    assert "fail" not in {states(found)[name] for name in ("R16", "R17", "R25", "R26")}
    assert look(good, limits=Limits(total_bytes=100)).looked < 5
    assert any("time" in note for note in look(good, limits=Limits(seconds=0)).notes)


@pytest.mark.torture
def test_hundred_thousand_files(look, tmp_path: Path) -> None:
    for folder in range(100):
        (tmp_path / f"f{folder}").mkdir()
        for number in range(1000):
            (tmp_path / f"f{folder}/{number}.txt").touch()
    (tmp_path / "README.md").write_text("# x")
    found = look(tmp_path)
    assert (found.looked, found.of) == (20_000, 100_001)


def test_many_files_are_counted(look, tmp_path: Path) -> None:
    for number in range(3000):
        (tmp_path / f"{number}.txt").touch()
    found = look(tmp_path, limits=Limits(files=1000, counted=2500))
    assert (found.looked, found.of) == (1000, 2500)


def test_environments_are_left_out(look, good: Path) -> None:
    for name in (".venv", "node_modules", "src/site-packages"):
        (good / name).mkdir(parents=True)
        (good / name / "keys.py").write_text(f'KEY = "{KEY}"')
    found = look(good)
    assert found.skipped["folders"] == 3
    assert states(found)["R22"] == "pass"


# ---------------------------------------------------------------------- contents

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(12)
)
CONTENTS: dict[str, bytes] = {
    "deep unary": b"x = " + b"-" * 100_000 + b"1",
    "deep not": b"x = " + b"not " * 50_000 + b"y",
    "deep lambda": b"x = " + b"lambda:" * 20_000 + b"1",
    "deep brackets": b"(" * 50_000,
    "deep attribute": b"a" + b".b" * 100_000,
    "long line": b"x = 1 " * 200_000,
    "long spaces": b" " * 1_000_000 + b"-|-",
    "pipes": b"|" * 500_000,
    "invalid utf-8": bytes(range(128, 256)) * 1000,
    "utf-16": "# Pr\u00f6blem".encode("utf-16"),
    "zero bytes": b"\0" * 10_000,
    "surrogates": b"\xed\xa0\x80",
    "escape sequences": b"# \x1b]52;c;AAAA\x07 Problem\n",
    "yaml bomb": BOMB.encode(),
    "yaml of itself": b"a: &a [*a]",
    "deep yaml": b"[" * 20_000,
    "deep json": b"[" * 100_000 + b"]" * 100_000,
    "huge number": b"[" + b"9" * 100_000 + b"]",
    "not a number": b'{"auc": NaN, "f1": Infinity, "x": -Infinity, "y": 1e999}',
    "deep toml": b"a = " + b"[" * 5_000,
    "escapes that warn": b'x = "\\d"\nif x is "y": pass\n',
    "half a notebook": b'{"cells": [{"cell_type": "code", "source": [1, null, {}]}, 3, null]}',
    "a notebook of cells": json.dumps({"cells": {"a": 1}}).encode(),
    "a header only": b"a,b,c",
    "a wide table": b"," * 100_000,
    "a quote that never closes": b'a,b\n"' + b"x" * 200_000,
    "nothing": b"",
    "many fences": b"```\n" * 50_001,
    "many headings": b"# a\n" * 20_000,
    "many tables": b"| a | b |\n|---|---|\n| 1 | 2 |\n\n" * 5_000,
}
NAMES = (
    *("README.md", "README.rst", "main.py", "tests/test_a.py", "a.ipynb", "pyproject.toml", "uv.lock", "config.yaml"),
    *(".github/workflows/ci.yml", "Dockerfile", "Makefile", "justfile", "results/metrics.json", "results/a.csv"),
    *("data/golden.jsonl", "requirements.txt", ".gitignore", "setup.cfg", "compose.yaml", "data/README.md", "dvc.yaml"),
    *("adapter_config.json", "results/metrics.yaml", "q.sql", "k8s/deploy.yaml", "Taskfile.yml", "results/x.jsonl"),
)


@pytest.mark.parametrize("data", CONTENTS.values(), ids=CONTENTS)
def test_any_content_in_any_file(look, tmp_path: Path, data: bytes, recwarn: pytest.WarningsRecorder) -> None:
    for name in NAMES:
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    for type_id in ("serving_api", "feature_pipeline", "fine_tuning", "rag", "domain_problem"):
        found = look(tmp_path, type_id)
        assert "\x1b" not in repr(found)
    assert not recwarn.list


def test_parsing_does_not_depend_on_the_callers_stack(content: Content, tmp_path: Path) -> None:
    """A worker thread of a screen may have a small one."""
    (tmp_path / "a.py").write_bytes(CONTENTS["deep unary"])
    found: list[object] = []
    before = threading.stack_size(256 * 1024)
    try:
        worker = threading.Thread(target=lambda: found.append(examine(tmp_path, "rag", content, today=TODAY)))
        worker.start()
    finally:
        threading.stack_size(before)
    worker.join()
    assert len(found) == 1


def test_names_that_are_no_text(look, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff\xfe.py")).write_text(f'KEY = "{KEY}"')
    (tmp_path / "line\nbreak\x1b[2J.py").write_text(f'KEY = "{KEY}"')
    found = look(tmp_path)
    assert states(found)["R22"] == "fail"
    json.dumps([check.finding("p1", TODAY).to_fields() for check in found.checks]).encode("utf-8")
    assert "\x1b" not in repr(found)


# ---------------------------------------------------------------------- stopping


def test_cancel(look, good: Path) -> None:
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 10

    with pytest.raises(CancelledError):
        look(good, cancelled=cancelled)


def test_ctrl_c_ends_the_thread_and_leaves_nothing(look, good: Path, monkeypatch, tmp_path: Path) -> None:
    rest = tmp_path / "rest"
    rest.mkdir()
    monkeypatch.setenv("TMPDIR", str(rest))
    monkeypatch.setattr("tempfile.tempdir", None)

    real = threading.Thread.join
    calls: list[int] = []

    def join(thread, timeout=None):
        calls.append(1)
        if len(calls) == 1:
            raise KeyboardInterrupt
        return real(thread, timeout)

    monkeypatch.setattr(threading.Thread, "join", join)
    with pytest.raises(KeyboardInterrupt):
        look(good)
    assert [one.name for one in threading.enumerate() if one.name == "reading"] == []
    assert list(rest.iterdir()) == []


def test_progress(look, good: Path) -> None:
    told: list[tuple[int, int]] = []
    found = look(good, progress=lambda looked, of: told.append((looked, of)))
    assert told[0][0] == 1
    assert told[-1] == (found.looked, found.of)


def test_nothing_is_imported_or_written(look, good: Path) -> None:
    (good / "late.py").write_text("raise SystemExit('imported')")
    (good / "conftest.py").write_text("raise SystemExit('imported')")
    before = {path: path.stat().st_mtime_ns for path in good.rglob("*")}
    look(good)
    assert {path: path.stat().st_mtime_ns for path in good.rglob("*")} == before
    assert not {"late", "conftest"} & set(sys.modules)


def test_temporary_folders_are_removed(look, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rest = tmp_path / "rest"
    rest.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(rest))
    look(good)
    assert list(rest.iterdir()) == []


def test_git_is_never_taken_from_the_folder(look, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = good / "ran"
    fake = good / "git"
    fake.write_text(f"#!/bin/sh\ntouch {mark}\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{good}{os.pathsep}.{os.pathsep}{os.environ['PATH']}")
    monkeypatch.chdir(good)
    assert look(good).commit
    assert not mark.exists()


def test_without_git_installed(look, good: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    found = look(good)
    assert any("not installed" in note for note in found.notes)
    assert states(found)["R38"] == "unknown"
