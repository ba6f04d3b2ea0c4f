"""The files of a folder: found without following a link, read without opening anything but plain files."""

from __future__ import annotations

import os
import stat
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from mentor.evidence.limits import Budget, Limits

LEFT_OUT = frozenset(
    (
        ".git",
        ".hg",
        ".svn",
        ".venv",
        "venv",
        "env",
        ".env.d",
        "node_modules",
        "site-packages",
        "__pycache__",
        ".tox",
        ".nox",
        ".mypy_cache",
        ".ruff_cache",
        ".pytest_cache",
        ".hypothesis",
        ".eggs",
        ".cache",
        ".terraform",
        "vendor",
        "third_party",
        ".ipynb_checkpoints",
        "bower_components",
        ".direnv",
        ".pixi",
        "conda-meta",
        "__pypackages__",
    )
)
"""Folders that hold what others made, or what tools leave behind."""

BINARY = frozenset(
    [
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".bmp",
        ".tif",
        ".tiff",
        ".webp",
        ".ico",
        ".pdf",
        ".zip",
        ".gz",
        ".bz2",
        ".xz",
        ".zst",
        ".tar",
        ".tgz",
        ".7z",
        ".whl",
        ".egg",
        ".jar",
        ".so",
        ".dll",
        ".dylib",
        ".exe",
        ".bin",
        ".o",
        ".a",
        ".pyc",
        ".pyo",
        ".parquet",
        ".feather",
        ".arrow",
        ".avro",
        ".orc",
        ".h5",
        ".hdf5",
        ".npy",
        ".npz",
        ".pkl",
        ".pickle",
        ".joblib",
        ".pt",
        ".pth",
        ".ckpt",
        ".onnx",
        ".safetensors",
        ".gguf",
        ".pb",
        ".tflite",
        ".mlmodel",
        ".model",
        ".db",
        ".sqlite",
        ".sqlite3",
        ".duckdb",
        ".mp3",
        ".mp4",
        ".wav",
        ".flac",
        ".avi",
        ".mov",
        ".ttf",
        ".otf",
        ".woff",
        ".woff2",
        ".xls",
        ".xlsx",
        ".doc",
        ".docx",
        ".ppt",
        ".pptx",
        ".index",
        ".faiss",
    ]
)
"""Endings of files that are known by name and size only."""

SNIFFED = 4_096
"""Bytes in which a zero byte makes a file a binary one."""


@dataclass(frozen=True)
class Entry:
    """A plain file by its path within the folder."""

    path: str
    size: int


@dataclass
class Tree:
    """What a folder holds.

    Attributes:
        entries: Files by path, the shallow ones first.
        skipped: How much was left out, by reason: folders, links, special, large, binary, unreadable, limit.
        counted: Files there are, as far as they were counted.
        looked: Files read whole.
        cut: Whether a limit kept files out that might have decided something.
        texts: Text of each file read, by path.
    """

    open: Callable[[Entry], bytes]
    entries: dict[str, Entry] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)
    counted: int = 0
    looked: int = 0
    cut: bool = False
    texts: dict[str, str] = field(default_factory=dict)

    def read_all(self, budget: Budget) -> Iterator[tuple[Entry, bytes]]:
        """Read every text file within the limits, shallow ones first; each as it comes."""
        spent = 0
        for entry in self.entries.values():
            if self.looked >= budget.limits.files or spent >= budget.limits.total_bytes or budget.over:
                self.skipped["limit"] += 1
                self.cut = True
                continue
            data = self._read(entry, budget.limits)
            if data is None:
                continue
            spent += len(data)
            self.looked += 1
            self.texts[entry.path] = decoded(data)
            yield entry, data

    def _read(self, entry: Entry, limits: Limits) -> bytes | None:
        if PurePosixPath(entry.path).suffix.lower() in BINARY:
            self.skipped["binary"] += 1
            return None
        if entry.size > limits.file_bytes:
            self.skipped["large"] += 1
            return None
        try:
            data = self.open(entry)
        except (OSError, ValueError):
            self.skipped["unreadable"] += 1
            return None
        if b"\0" in data[:SNIFFED]:
            self.skipped["binary"] += 1
            return None
        return data


def decoded(data: bytes) -> str:
    """Bytes as text, whatever they are; line ends become newlines."""
    return data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")


def walk(root: str, budget: Budget) -> Tree:
    """Find the plain files of a folder, level by level. Links, environments and special files are only counted."""
    tree = Tree(lambda entry: _open(root, entry, budget.limits.file_bytes))
    waiting: deque[tuple[str, int]] = deque([("", 0)])
    while waiting:
        place, depth = waiting.popleft()
        if tree.counted >= budget.limits.counted or budget.over:
            tree.cut = True
            break
        try:
            with os.scandir(os.path.join(root, place)) as listing:  # noqa: PTH118  # a name may hold any byte
                found = sorted(listing, key=lambda one: one.name)
        except OSError:
            tree.skipped["unreadable"] += 1
            continue
        for one in found:
            _sort_in(tree, one, place, depth, waiting, budget.limits)
    return tree


def _sort_in(
    tree: Tree, one: os.DirEntry[str], place: str, depth: int, waiting: deque[tuple[str, int]], limits: Limits
) -> None:
    path = f"{place}/{one.name}" if place else one.name
    try:
        if one.is_symlink():
            tree.skipped["links"] += 1
        elif one.is_dir(follow_symlinks=False):
            if one.name in LEFT_OUT or one.name.endswith(".egg-info"):
                tree.skipped["folders"] += one.name != ".git"
            elif depth >= limits.depth:
                tree.skipped["limit"] += 1
                tree.cut = True
            else:
                waiting.append((path, depth + 1))
        elif not one.is_file(follow_symlinks=False):
            tree.skipped["special"] += 1
        elif tree.counted < limits.counted:
            tree.counted += 1
            if len(tree.entries) < limits.files:
                tree.entries[path] = Entry(path, one.stat(follow_symlinks=False).st_size)
            else:
                tree.skipped["limit"] += 1
                tree.cut = True
    except OSError:
        tree.skipped["unreadable"] += 1


def _open(root: str, entry: Entry, most: int) -> bytes:
    """A file's bytes. What was swapped for a link or a pipe since is refused, and nothing here can block.

    Raises:
        OSError: It cannot be read.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    handle = os.open(os.path.join(root, entry.path), flags)  # noqa: PTH118
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError("no plain file")
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(most)
    finally:
        os.close(handle)
