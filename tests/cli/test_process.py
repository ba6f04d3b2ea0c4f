"""The real program in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HEAVY = ("textual", "rich", "asyncio", "tomllib", "tinydb", "platformdirs", "mentor.content", "mentor.coach")


def _run(tmp_path: Path, *words: str, code: str = "", **options: Any) -> subprocess.CompletedProcess[str]:
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    program = ["-c", code] if code else ["-m", "mentor"]
    return subprocess.run(
        [sys.executable, *program, *words],
        env={**os.environ, "HOME": str(home)},
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        check=False,
        text=True,
        timeout=60,
        **{"capture_output": True, **options},
    )


def _loaded(words: list[str]) -> str:
    return f"""
import sys
from mentor.cli import main
status = main({words!r})
print(*[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
sys.exit(status)
"""


def test_without_a_terminal(tmp_path: Path) -> None:
    done = _run(tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "mentor week" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_an_accepted_week_loads_nothing_heavy(begun: Any, tmp_path: Path, form: str) -> None:
    begun("week")
    words = ["--data-dir", str(begun.folder), "--today", begun.today, "week", "--format", form]
    done = _run(tmp_path, code=_loaded(words))
    assert done.returncode == 0
    assert "w1.1" in done.stdout
    assert done.stderr.split() == []


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["week", "--help"]])
def test_help_and_version_load_nothing_and_make_no_file(tmp_path: Path, words: list[str]) -> None:
    done = _run(tmp_path, code=_loaded(words))
    assert done.returncode == 0
    assert done.stderr.split() == []
    assert list((tmp_path / "home").iterdir()) == []
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


@pytest.mark.skipif(os.name != "posix", reason="pipes")
def test_a_reader_that_leaves_early_is_no_error(begun: Any, tmp_path: Path) -> None:
    begun("week")
    reading, writing = os.pipe()
    os.close(reading)
    words = ["--data-dir", str(begun.folder), "--today", begun.today, "week"]
    done = _run(tmp_path, *words, capture_output=False, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full")
def test_a_full_disk_is_told(begun: Any, tmp_path: Path) -> None:
    begun("week")
    with Path("/dev/full").open("w") as full:
        words = ["--data-dir", str(begun.folder), "--today", begun.today, "week"]
        done = _run(tmp_path, *words, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr == "No space left on device.\n"


def test_an_output_that_knows_only_ascii(begun: Any, tmp_path: Path) -> None:
    begun("profile", "set", "industry=Prüfung")
    words = ["--data-dir", str(begun.folder), "--today", begun.today]
    code = f"from mentor.cli import main; main({[*words, 'profile']!r}); main({[*words, 'audit']!r})"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0
    assert b"Pr?fung" in done.stdout
    assert b"# verified" in done.stdout
    assert done.stderr == b""
