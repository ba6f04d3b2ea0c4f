"""Where a folder's Git data lies and which commits its references name, found by reading files, not by Git.

Nothing of the repository's own configuration is used: it may name programs to run.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

OBJECT = re.compile(r"(?:[0-9a-f]{40}|[0-9a-f]{64})")
SMALL = 4_096
LONGEST = 4_000_000
"""Bytes of a file of many references."""
MOST = 2_000
"""References that are followed."""


@dataclass(frozen=True)
class GitDir:
    """The parts of a repository that are needed to read its history.

    Attributes:
        own: The folder with HEAD.
        common: The folder with objects and references; another one for a worktree.
        bare: Whether the folder itself is the repository.
    """

    own: Path
    common: Path
    bare: bool = False

    @property
    def objects(self) -> Path:
        """Where the objects lie."""
        return self.common / "objects"


def find_git(folder: Path) -> tuple[GitDir | None, str]:
    """The repository of a folder; with None the reason why none is used, or nothing where there is none."""
    place = folder / ".git"
    kind = _mode(place)
    if kind is None:
        if _is_dir(folder / "objects") and _is_dir(folder / "refs") and small_text(folder / "HEAD"):
            return GitDir(folder, folder, bare=True), ""
        return None, ""
    if stat.S_ISLNK(kind):
        return None, "The .git of this folder is a link; it was not followed."
    own = place
    if stat.S_ISREG(kind):
        pointer = small_text(place)
        own = Path(os.path.normpath(folder / pointer.removeprefix("gitdir:").strip()))
        if not pointer.startswith("gitdir:") or not _points_back(own, folder):
            return None, "The .git file of this folder leads to a place that does not lead back; it was not followed."
    common = own
    if more := small_text(own / "commondir"):
        common = Path(os.path.normpath(own / more))
        if common not in own.parents:
            return None, "The Git data of this folder lie elsewhere; they were not followed."
    if not _is_dir(common / "objects") or not small_text(own / "HEAD"):
        return None, "The .git folder holds no repository."
    return GitDir(own, common), ""


def _points_back(own: Path, folder: Path) -> bool:
    """Whether a worktree's or submodule's Git folder names this folder as its own."""
    if back := small_text(own / "gitdir"):
        return Path(os.path.normpath(own / back)) == folder / ".git"
    for line in small_text(own / "config").splitlines():
        name, _, value = line.partition("=")
        if name.strip().lower() == "worktree" and os.path.normpath(own / value.strip().strip('"')) == str(folder):
            return True
    return False


def head_of(git: GitDir) -> str:
    """The commit that HEAD names; empty where there is none yet."""
    return _resolved(git, small_text(git.own / "HEAD"))


def tips_of(git: GitDir) -> tuple[str, ...]:
    """The objects that HEAD, branches, tags and remote branches name."""
    found = {head: None for head in [head_of(git)] if head}
    for line in small_text(git.common / "packed-refs", LONGEST).splitlines():
        name = line.partition(" ")[0].lstrip("^")
        if OBJECT.fullmatch(name) and len(found) < MOST:
            found[name] = None
    for text in _loose(git.common / "refs"):
        if OBJECT.fullmatch(text) and len(found) < MOST:
            found[text] = None
    return tuple(found)


def shallow_of(git: GitDir) -> tuple[str, ...]:
    """The commits whose parents are not there; empty for a whole history."""
    lines = small_text(git.common / "shallow", LONGEST).split()
    return tuple(line for line in lines if OBJECT.fullmatch(line))


def _resolved(git: GitDir, text: str) -> str:
    for _ in range(5):
        if OBJECT.fullmatch(text):
            return text
        name = text.removeprefix("ref:").strip()
        if not text.startswith("ref:") or not name.startswith("refs/") or ".." in name or "\0" in name:
            return ""
        text = small_text(git.own / name) or small_text(git.common / name) or _packed(git, name)
    return ""


def _packed(git: GitDir, name: str) -> str:
    for line in small_text(git.common / "packed-refs", LONGEST).splitlines():
        one, _, ref = line.partition(" ")
        if ref.strip() == name:
            return one
    return ""


def _loose(refs: Path) -> list[str]:
    found: list[str] = []
    waiting = [(refs, 0)]
    while waiting and len(found) < MOST:
        place, depth = waiting.pop()
        try:
            with os.scandir(place) as listing:
                for one in listing:
                    if one.is_dir(follow_symlinks=False) and depth < 10:
                        waiting.append((Path(one.path), depth + 1))
                    elif one.is_file(follow_symlinks=False) and len(found) < MOST:
                        found.append(small_text(Path(one.path)))
        except OSError:
            continue
    return found


def small_text(path: Path, most: int = SMALL) -> str:
    """The text of a small plain file, stripped; empty for anything else. Never follows a link, never blocks."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        handle = os.open(path, flags)
    except (OSError, ValueError):
        return ""
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return ""
        return os.read(handle, most).decode("utf-8", errors="surrogateescape").strip()
    except OSError:
        return ""
    finally:
        os.close(handle)


def _mode(path: Path) -> int | None:
    try:
        return path.lstat().st_mode
    except (OSError, ValueError):
        return None


def _is_dir(path: Path) -> bool:
    mode = _mode(path)
    return mode is not None and stat.S_ISDIR(mode)
