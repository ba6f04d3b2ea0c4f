"""The history of a project: who committed what when, which files changed, and what older versions hold."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from mentor.evidence.limits import Budget
from mentor.evidence.read.git import Git, GitFailedError, private_git
from mentor.evidence.read.gitdir import GitDir, find_git, head_of, shallow_of, tips_of
from mentor.evidence.secrets import Secret, find_secrets
from mentor.evidence.tree import BINARY, SNIFFED, Entry, Tree, decoded

WRITTEN = frozenset(
    [
        ".py",
        ".md",
        ".rst",
        ".toml",
        ".yml",
        ".yaml",
        ".sql",
        ".sh",
        ".r",
        ".js",
        ".ts",
        ".tsx",
        ".html",
        ".css",
        ".tf",
        ".cfg",
        ".ini",
        ".txt",
    ]
)
"""Endings of files whose lines somebody wrote; lock files, data and notebooks' output would drown them."""
MACHINE_MADE = ("lock", "requirements", "package-lock", "manifest")
LARGE = 50_000_000
"""Bytes from which a file does not belong in Git."""
ENTRY = b"\x01"


@dataclass(frozen=True)
class Commit:
    """A commit: its id, author, day, first line, lines written, and the files it changed."""

    id: str
    author: str
    day: date
    subject: str
    lines: int
    files: tuple[str, ...]


@dataclass
class History:
    """What Git says of a folder.

    Attributes:
        head: The commit that HEAD names; empty where nothing was committed.
        commits: Without merges, oldest first.
        shallow: Whether older commits are missing here.
        cut: Whether a limit ended the reading of the log.
        large: Files above 50 MB anywhere in the history, by path, with bytes.
        secrets: Found in older versions, no longer in the folder.
        tracked: Files of the last commit; None where they are not known.
        searched: Whether all older versions were searched.
        ignored: Files of the folder that Git is told to ignore, of those asked about.
        trouble: Why the history, or part of it, could not be read.
    """

    head: str = ""
    commits: list[Commit] = field(default_factory=list)
    shallow: bool = False
    cut: bool = False
    sizes_known: bool = False
    large: dict[str, int] = field(default_factory=dict)
    secrets: list[Secret] = field(default_factory=list)
    tracked: frozenset[str] | None = None
    searched: bool = False
    ignored: frozenset[str] = frozenset()
    trouble: str = ""

    @property
    def whole(self) -> bool:
        """Whether every commit is known."""
        return bool(self.commits) and not self.shallow and not self.cut and not self.trouble

    def touching(self, path: str) -> list[int]:
        """Places in `commits` of those that changed a file."""
        return [n for n, commit in enumerate(self.commits) if path in commit.files]


def read_history(folder: Path, budget: Budget, known: Collection[str], suspects: Collection[str]) -> History | None:
    """The history of a folder; None where it is no repository.

    Args:
        folder: The folder, links resolved.
        budget: What may be spent.
        known: Ids of the contents already searched for secrets, see `blob_id`.
        suspects: Files of the folder that hold something secret: is Git told to ignore them?

    Raises:
        CancelledError: The user stopped the reading.
    """
    found, why = find_git(folder)
    if found is None:
        return History(trouble=why) if why else None
    history = History(head_of(found), shallow=bool(shallow_of(found)))
    try:
        with private_git(folder, found, history.head, shallow_of(found), budget) as git:
            if suspects and not found.bare:
                history.ignored = _ignored(git, folder, suspects)
            if history.head:
                history.tracked = _tracked(git)
                _read_log(git, history, budget)
                _read_objects(git, history, tips_of(found), set(known), budget)
    except (GitFailedError, OSError) as error:
        history.trouble = f"The Git history could not be read in full: {error}."
    return history


def blob_id(data: bytes) -> str:
    """The id Git gives a content."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def bare_tree(found: GitDir, folder: Path, budget: Budget) -> Tree:
    """The files of a bare repository's last commit.

    Raises:
        CancelledError: The user stopped the reading.
    """
    head = head_of(found)
    contents: dict[str, bytes] = {}
    tree = Tree(lambda entry: contents[entry.path])
    if not head:
        return tree
    try:
        with private_git(folder, found, head, shallow_of(found), budget) as git:
            wanted: dict[str, str] = {}
            for line in git.run("ls-tree", "-r", "-l", "-z", "HEAD").split(b"\0"):
                about, _, name = line.partition(b"\t")
                parts = about.split()
                if len(parts) == 4 and parts[1] == b"blob" and parts[0] != b"120000":
                    path = name.decode("utf-8", errors="replace")
                    tree.counted += 1
                    tree.entries[path] = Entry(path, int(parts[3]))
                    if int(parts[3]) <= budget.limits.file_bytes and len(wanted) < budget.limits.files:
                        wanted[path] = parts[2].decode()
            for (path, _), data in zip(wanted.items(), _contents(git, list(wanted.values())), strict=False):
                contents[path] = data
    except (GitFailedError, OSError):
        tree.cut = True
    tree.open = lambda entry: _there(contents, entry.path)
    return tree


def _there(contents: dict[str, bytes], path: str) -> bytes:
    if path not in contents:
        raise OSError("not read")
    return contents[path]


def _tracked(git: Git) -> frozenset[str]:
    names = git.run("ls-tree", "-r", "-z", "--name-only", "HEAD").split(b"\0")
    return frozenset(name.decode("utf-8", errors="surrogateescape") for name in names if name)


def _ignored(git: Git, folder: Path, suspects: Collection[str]) -> frozenset[str]:
    asked = b"\0".join(path.encode("utf-8", errors="surrogateescape") for path in suspects)
    try:
        out = git.run("check-ignore", "--no-index", "-z", "--stdin", stdin=asked + b"\0", work_tree=folder)
    except GitFailedError:  # it also says so when none is ignored
        return frozenset()
    return frozenset(name.decode("utf-8", errors="surrogateescape") for name in out.split(b"\0") if name)


def _read_log(git: Git, history: History, budget: Budget) -> None:
    shape = "--format=%x01%H%x00%ae%x00%as%x00%s%x00"
    out = git.run(
        *("log", "--no-merges", "--no-renames", "--no-ext-diff", "--no-textconv", "--numstat", "-z", shape),
        *(f"--max-count={budget.limits.commits}", "HEAD"),
    )
    for entry in out.split(ENTRY)[1:]:
        if (commit := _commit(entry)) is not None:
            history.commits.append(commit)
    history.cut = len(history.commits) >= budget.limits.commits
    history.commits.reverse()


def _commit(entry: bytes) -> Commit | None:
    name, _, rest = entry.decode("utf-8", errors="surrogateescape").partition("\0")
    author, day, subject, *rows = rest.split("\0")
    lines, files = 0, []
    for row in rows:
        parts = row.lstrip("\n").split("\t", 2)
        if len(parts) == 3:
            files.append(parts[2])
            if parts[0].isdigit() and _is_written(parts[2]):
                lines += int(parts[0])
    try:
        return Commit(name, author, date.fromisoformat(day), subject[:200], lines, tuple(files))
    except ValueError:
        return None


def _is_written(path: str) -> bool:
    name = PurePosixPath(path)
    return name.suffix.lower() in WRITTEN and not any(part in name.name.lower() for part in MACHINE_MADE)


def _read_objects(git: Git, history: History, tips: Collection[str], known: set[str], budget: Budget) -> None:
    """Sizes of all contents there ever were, and a search for secrets in those that are not in the folder now."""
    asked = "".join(f"{tip}\n" for tip in tips).encode()
    listing = git.run("rev-list", "--objects", "--missing=allow-any", "--stdin", stdin=asked)
    paths: dict[str, str] = {}
    for row in listing.split(b"\n"):
        name, _, place = row.partition(b" ")
        if place:
            paths.setdefault(name.decode(), place.decode("utf-8", errors="surrogateescape"))
    sizes = git.run("cat-file", "--batch-check", "--buffer", stdin="".join(f"{one}\n" for one in paths).encode())
    spent, whole = 0, True
    wanted: list[str] = []
    for line in sizes.decode().split("\n"):
        blob, _, about = line.partition(" ")
        kind, _, size = about.partition(" ")
        if kind != "blob":
            continue
        if int(size) > LARGE:
            history.large[paths[blob]] = int(size)
        binary = PurePosixPath(paths[blob]).suffix.lower() in BINARY
        if blob in known or binary or int(size) > budget.limits.file_bytes:
            continue
        if spent + int(size) > budget.limits.history_bytes:
            whole = False
            continue
        spent += int(size)
        wanted.append(blob)
    history.sizes_known = True
    _search(git, history, wanted, paths)
    history.searched = whole


def _search(git: Git, history: History, wanted: list[str], paths: dict[str, str]) -> None:
    seen: Counter[tuple[str, str]] = Counter()
    for name, data in zip(wanted, _contents(git, wanted), strict=False):
        if b"\0" in data[:SNIFFED]:
            continue
        for secret in find_secrets(paths[name], decoded(data)):
            if not seen[secret.kind, secret.path]:
                history.secrets.append(secret)
            seen[secret.kind, secret.path] += 1


def _contents(git: Git, names: list[str]) -> Iterator[bytes]:
    """The contents of some objects, in order; empty for one that is missing."""
    if not names:
        return
    asked = "".join(f"{one}\n" for one in names).encode()
    held, at, need = bytearray(), 0, -1
    for piece in git.stream("cat-file", "--batch", "--buffer", stdin=asked):
        del held[:at]
        held += piece
        at = 0
        while True:
            if need < 0:
                end = held.find(b"\n", at)
                if end < 0:
                    break
                parts, at = bytes(held[at:end]).split(), end + 1
                if len(parts) != 3:
                    yield b""
                    continue
                need = int(parts[2])
            if len(held) - at <= need:
                break
            yield bytes(held[at : at + need])
            at, need = at + need + 1, -1
