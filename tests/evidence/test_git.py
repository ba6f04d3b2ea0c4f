"""Every shape a repository can have, and configurations that would run a command if anybody obeyed them."""

from __future__ import annotations

import os
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from mentor.evidence import Limits
from tests.evidence.repo import START, Step, build, git, plan, write_history

KEY = "AK" + "IAQ7R3ZP0WN5XLT2VK"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return build(tmp_path / "project", plan("serving_api", "defensible"))


def states(examination) -> dict[str, str]:
    return {check.id: check.state for check in examination.checks}


# ---------------------------------------------------------------------- shapes


def test_no_repository(look, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1")
    found = look(tmp_path)
    assert (found.commit, found.last_commit, found.notes) == ("", None, ())
    assert states(found)["R38"] == "unknown"


def test_no_commit_yet(look, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "a.py").write_text("x = 1")
    found = look(tmp_path)
    assert (found.commit, found.notes) == ("", ())
    assert states(found)["R38"] == "fail"


def test_packed_references_and_objects(look, good: Path) -> None:
    before = look(good)
    git(good, "tag", "-a", "v1", "-m", "one")
    git(good, "gc", "-q")
    git(good, "pack-refs", "--all")
    assert not (good / ".git/refs/heads/main").exists()
    assert look(good) == before


def test_detached_head(look, good: Path) -> None:
    before = look(good)
    git(good, "checkout", "-q", "--detach")
    assert look(good) == before


def test_worktree(look, good: Path, tmp_path: Path) -> None:
    git(good, "worktree", "add", "-q", str(tmp_path / "tree"), "-b", "side")
    found, before = look(tmp_path / "tree"), look(good)
    assert (found.commit, states(found)) == (before.commit, states(before))


def test_worktree_that_does_not_lead_back(look, good: Path, tmp_path: Path) -> None:
    thief = tmp_path / "thief"
    thief.mkdir()
    (thief / ".git").write_text(f"gitdir: {good}/.git\n")
    found = look(thief)
    assert found.commit == ""
    assert any("lead back" in note for note in found.notes)


def test_submodule(look, good: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    write_history(outer, [Step("Start", START, {"README.md": "# x\n"})])
    git(outer, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(good), "inner")
    assert (outer / "inner/.git").is_file()
    found = look(outer / "inner")
    assert states(found) == states(look(good))
    assert look(outer).commit == git(outer, "rev-parse", "HEAD").strip()


def test_bare_repository(look, good: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--bare", str(good), "bare")
    found, before = look(tmp_path / "bare"), look(good)
    assert found.commit == before.commit
    assert found.looked == before.looked
    assert states(found) == states(before)


def test_shallow_clone(look, good: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "3", f"file://{good}", "shallow")
    found = look(tmp_path / "shallow")
    assert any("shallow" in note for note in found.notes)
    assert states(found)["R38"] == "unknown"
    assert states(found)["R14"] == "unknown"


def test_partial_clone_fetches_nothing(look, good: Path, tmp_path: Path) -> None:
    git(good, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--no-checkout", "--filter=blob:none", f"file://{good}", "partial")
    before = sorted(path.name for path in (tmp_path / "partial/.git/objects").rglob("*"))
    found = look(tmp_path / "partial")
    assert found.commit == git(good, "rev-parse", "HEAD").strip()
    assert sorted(path.name for path in (tmp_path / "partial/.git/objects").rglob("*")) == before


def test_clone_that_borrows_objects(look, good: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--shared", str(good), "borrower")
    assert states(look(tmp_path / "borrower")) == states(look(good))


def test_other_hash(look, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--object-format=sha256")
    (tmp_path / "a.py").write_text(f'KEY = "{KEY}"')
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    found = look(tmp_path)
    assert len(found.commit) == 64
    assert found.last_commit == date(2026, 3, 1)
    assert states(found)["R22"] == "fail"


@pytest.mark.parametrize("name", ["HEAD", "objects", "refs", "config", "index"])
@pytest.mark.parametrize("text", [b"", b"\xff\x00" * 100, b"ref: refs/heads/../../../../etc/passwd\n", b"ref: HEAD\n"])
def test_damaged_repository(look, good: Path, name: str, text: bytes) -> None:
    import shutil

    place = good / ".git" / name
    shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
    place.write_bytes(text)
    found = look(good)
    assert found.looked > 20


def test_reference_that_names_itself(look, good: Path) -> None:
    (good / ".git/HEAD").write_text("ref: refs/heads/a\n")
    (good / ".git/refs/heads/a").write_text("ref: refs/heads/b\n")
    (good / ".git/refs/heads/b").write_text("ref: refs/heads/a\n")
    assert look(good).commit == ""


def test_missing_objects(look, good: Path) -> None:
    for pack in (good / ".git/objects/pack").iterdir():
        pack.unlink()
    found = look(good)
    assert any("history" in note for note in found.notes)
    assert states(found)["R38"] == "unknown"


def test_strange_dates_and_texts(look, tmp_path: Path) -> None:
    author = "\x01Mallory\x1b[31m <a\tb@example.org>"
    days = [START.replace(year=1971), START, START.replace(year=2099)]
    write_history(
        tmp_path, [Step("a\n\n\x01b\tc\x1b[2J", day, {"a\tb.py": f"x = {n}"}, author) for n, day in enumerate(days)]
    )
    found = look(tmp_path)
    assert found.last_commit == date(2099, 1, 5)
    assert "\x1b" not in repr(found)


def test_commits_beyond_the_limit(look, tmp_path: Path) -> None:
    steps = [Step(f"{n}", START + timedelta(hours=9 * n), {"a.py": f"x = {n}\n"}) for n in range(60)]
    write_history(tmp_path, steps)
    found = look(tmp_path, limits=Limits(commits=30))
    assert any("newest 30" in note for note in found.notes)
    assert found.last_commit == steps[-1].at.date()


def test_history_beyond_the_limit_is_not_called_clean(look, tmp_path: Path) -> None:
    old = "x = 1\n" * 1000
    write_history(tmp_path, [Step("a", START, {"a.py": old}), Step("b", START, {"a.py": "x = 2\n"})])
    found = {check.id: check for check in look(tmp_path, limits=Limits(history_bytes=10)).checks}["R22"]
    assert (found.state, found.confidence) == ("pass", "M")
    assert "full" in found.said


def test_secret_on_another_branch_and_in_a_tag(look, tmp_path: Path) -> None:
    write_history(tmp_path, [Step("a", START, {"a.py": "x = 1\n"})])
    git(tmp_path, "checkout", "-q", "-b", "side")
    (tmp_path / "keys.py").write_text(f'KEY = "{KEY}"')
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "key")
    git(tmp_path, "tag", "-a", "v1", "-m", "tag")
    git(tmp_path, "checkout", "-q", "main")
    git(tmp_path, "branch", "-q", "-D", "side")
    assert states(look(tmp_path))["R22"] == "fail"


# ---------------------------------------------------------------------- traps

ATTRIBUTES = "* diff=trap filter=trap merge=trap\n*.py diff=trap filter=trap\n"


def trap_config(mark: Path) -> str:
    """A configuration in which each setting that can name a program names one that leaves a mark."""
    run = f"touch {mark}"
    return f"""
[core]
    fsmonitor = {run}
    pager = {run}
    sshCommand = {run}
    editor = {run}
    askPass = {run}
    gitProxy = {run}
    hooksPath = {mark.parent}/hooks
    attributesFile = {mark.parent}/attributes
    alternateRefsCommand = {run}
[diff]
    external = {run}
[diff "trap"]
    textconv = {run}
    command = {run}
[filter "trap"]
    clean = {run}
    smudge = {run}
    process = {run}
    required = true
[merge "trap"]
    driver = {run}
[alias]
    log = !{run}
    cat-file = !{run}
    rev-list = !{run}
    ls-tree = !{run}
    check-ignore = !{run}
[uploadpack]
    packObjectsHook = {run}
[remote "origin"]
    url = ext::sh -c "{run}"
    uploadpack = {run}
    promisor = true
    partialclonefilter = blob:none
[extensions]
    partialClone = origin
[credential]
    helper = !{run}
[gpg]
    program = {run}
[log]
    showSignature = true
[pager]
    log = {run}
[include]
    path = {mark.parent}/included
[interactive]
    diffFilter = {run}
[trailer "x"]
    command = {run}
"""


@pytest.mark.parametrize("shape", ["plain", "worktree", "bare"])
def test_nothing_the_repository_configures_is_run(look, good: Path, tmp_path: Path, shape: str) -> None:
    mark = tmp_path / "ran"
    (tmp_path / "included").write_text(f"[core]\n\tfsmonitor = touch {mark}\n")
    (tmp_path / "attributes").write_text(ATTRIBUTES)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for folder in (hooks, good / ".git/hooks"):
        folder.mkdir(exist_ok=True)
        for name in ("post-checkout", "pre-commit", "post-index-change", "reference-transaction", "fsmonitor-watchman"):
            (folder / name).write_text(f"#!/bin/sh\ntouch {mark}\n")
            (folder / name).chmod(0o755)
    (good / ".gitattributes").write_text(ATTRIBUTES)
    (good / "notes.txt").write_text(f"KEY={KEY}\n")
    git(good, "add", ".gitattributes")
    git(good, "commit", "-q", "-m", "Attributes")
    if shape == "worktree":
        git(good, "worktree", "add", "-q", str(tmp_path / "tree"), "-b", "side")
    if shape == "bare":
        git(tmp_path, "clone", "-q", "--bare", str(good), "bare")
    mark.unlink(missing_ok=True)
    folder = {"plain": good, "worktree": tmp_path / "tree", "bare": tmp_path / "bare"}[shape]
    own = tmp_path / "bare" if shape == "bare" else good / ".git"
    (own / "info").mkdir(exist_ok=True)
    (own / "info/attributes").write_text(ATTRIBUTES)
    with (own / "config").open("a") as config:
        config.write(trap_config(mark))

    found = look(folder)
    assert len(found.commit) == 40
    assert found.last_commit is not None
    assert not mark.exists()


def test_the_trap_works(good: Path, tmp_path: Path) -> None:
    """Plain Git in that folder would run it; otherwise the test above proves nothing."""
    mark = tmp_path / "ran"
    git(good, "config", "core.fsmonitor", f"touch {mark}")
    subprocess.run(["git", "status"], cwd=good, capture_output=True, check=False)
    assert mark.exists()


def test_environment_of_the_user_is_not_obeyed(
    look, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = look(good)
    mark = tmp_path / "ran"
    for name in ("GIT_EXTERNAL_DIFF", "GIT_SSH_COMMAND", "GIT_PAGER", "GIT_EDITOR", "PAGER"):
        monkeypatch.setenv(name, f"touch {mark}")
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", f"touch {mark}")
    assert look(good) == before
    assert not mark.exists()


def test_only_reading_commands_are_run(look, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    real = subprocess.Popen

    def noting(words, **options):
        asked.append(words)
        assert options.get("shell") is None
        assert not str(options["cwd"]).startswith(str(good))
        return real(words, **options)

    monkeypatch.setattr(subprocess, "Popen", noting)
    look(good)
    commands = {next(word for word in words[1:] if word in ("log", "rev-list", "cat-file", "ls-tree", "check-ignore"))
                for words in asked}  # fmt: skip
    assert commands <= {"log", "rev-list", "cat-file", "ls-tree", "check-ignore"}
    assert all("protocol.allow=never" in words for words in asked)
    assert all(os.path.isabs(words[0]) for words in asked)  # noqa: PTH117
