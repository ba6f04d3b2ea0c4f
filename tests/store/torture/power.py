"""What a disk would hold if the power went at any moment.

Contents last when their file was synced, names when their folder was synced. Of everything since then any part may
have reached the disk, or nothing.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

from tests.store.torture.calls import CHANGING, Call, whole

Tree = dict[str, tuple[int, bytes | None]]
"""Path below the top to the node's number and its contents; None for a folder."""

CONTENTS: dict[str, Callable[[bytes, bytes, int], bytes]] = {
    # From what was synced, what was written since, and how many bytes both have in common.
    "nothing unsynced": lambda old, new, same: old,
    "everything unsynced": lambda old, new, same: new,
    "half of it": lambda old, new, same: max(old, new, key=len)[: (same + max(len(old), len(new))) // 2],
    "its length in zeros": lambda old, new, same: new[:same] + bytes(len(new) - same),
    "the second half of it": lambda old, new, same: (
        new[:same] + bytes((len(new) - same) // 2) + new[same + (len(new) - same) // 2 :]
    ),
    "its length over old bytes": lambda old, new, same: old[: len(new)] + bytes(max(0, len(new) - len(old))),
}
"""What may stand in a file that was not synced."""


class PowerDisk:
    """Watches a folder and knows what would be left of it.

    Args:
        top: The folder; what is in it now is on the disk.
        inner: Makes the calls, or makes them fail.
    """

    def __init__(self, top: Path, inner: Callable[[Call], Any] = whole) -> None:
        self.top, self.inner = top, inner
        self._held: dict[int, int] = {}
        """Every file ever seen stays open, so that the system gives its number to no other."""
        self._files: dict[int, bytes] = {}
        self._synced: dict[int, bytes] = {}
        self._folders: dict[int, list[dict[str, int]]] = {}
        """What each folder held when it was synced last, and after each change since."""
        self._root = top.stat().st_ino
        self._look()
        self._synced = dict(self._files)
        self._folders = {node: held[-1:] for node, held in self._folders.items()}

    def close(self) -> None:
        """Let go of the files."""
        for handle in self._held.values():
            os.close(handle)

    def __call__(self, call: Call) -> Any:
        # The number is taken first: the call may be a sync whose failure says nothing about what was synced.
        node = os.fstat(call.args[0]).st_ino if call.name == "fsync" else 0
        try:
            result = self.inner(call)
        finally:
            if call.name in CHANGING:
                self._look()
        if node in self._folders:
            del self._folders[node][:-1]
        elif node:
            self._synced[node] = self._files[node]
        return result

    def _look(self) -> None:
        """See what the calls made of the folder."""
        found: dict[int, dict[str, int]] = {}
        waiting = [(self._root, self.top)]
        while waiting:
            at, folder = waiting.pop()
            names = found[at] = {}
            with os.scandir(folder) as entries:
                for entry in entries:
                    node = names[entry.name] = entry.inode()
                    if node not in self._held:
                        self._held[node] = os.open(entry.path, os.O_RDONLY)
                    if entry.is_dir():
                        waiting.append((node, Path(entry.path)))
        for node, names in found.items():
            held = self._folders.setdefault(node, [{}])
            if held[-1] != names:
                held.append(names)
        for node, handle in self._held.items():
            now = os.fstat(handle)
            if not stat.S_ISDIR(now.st_mode):
                self._files[node] = os.pread(handle, now.st_size, 0)

    def left(self) -> Iterator[tuple[str, Tree]]:
        """Everything that may be left when the power goes now, with a word on each; nothing twice."""
        seen = set()
        nodes = list(self._folders)
        for choice in product(*(range(len(self._folders[node])) for node in nodes)):
            names = {node: self._folders[node][nth] for node, nth in zip(nodes, choice, strict=True)}
            for word, content in CONTENTS.items():
                tree = {path: (node, self._content(node, content)) for path, node in self._paths(names, self._root, "")}
                if (key := frozenset(tree.items())) not in seen:
                    seen.add(key)
                    yield f"names {choice}, {word}: {[(path, _size(data)) for path, (_, data) in tree.items()]}", tree

    def _paths(self, names: dict[int, dict[str, int]], at: int, prefix: str) -> Iterator[tuple[str, int]]:
        for name, node in sorted(names[at].items()):
            yield f"{prefix}{name}", node
            if node in names:
                yield from self._paths(names, node, f"{prefix}{name}{os.sep}")

    def _content(self, node: int, content: Callable[[bytes, bytes, int], bytes]) -> bytes | None:
        if node in self._folders:
            return None
        old, new = self._synced.get(node, b""), self._files[node]
        return new if old == new else content(old, new, _in_common(old, new))


def _in_common(old: bytes, new: bytes) -> int:
    """How many bytes from the beginning are the same."""
    shorter = min(len(old), len(new))
    if old[:shorter] == new[:shorter]:
        return shorter
    return next(at for at in range(shorter) if old[at] != new[at])


def _size(data: bytes | None) -> int | None:
    return None if data is None else len(data)


def lay(tree: Tree, top: Path) -> None:
    """Make a folder of what is left, in the place of what was left before."""
    top.mkdir(exist_ok=True)
    for old in sorted(top.rglob("*"), reverse=True):  # what is in a folder comes before it
        if not old.is_dir():
            old.unlink()
        elif tree.get(str(old.relative_to(top)), (0, b""))[1] is not None:  # folders are made slowly
            old.rmdir()
    made: dict[int, Path] = {}
    for path, (node, data) in tree.items():  # a folder comes before what is in it
        if data is None:
            (top / path).mkdir(exist_ok=True)
        elif node in made:
            (top / path).hardlink_to(made[node])
        else:
            (top / path).write_bytes(data)
            made[node] = top / path
