"""Git's own reading commands, run over a private Git folder whose configuration is ours.

The repository lends only its objects, through `objects/info/alternates`; its configuration, hooks, attributes of the
working folder, filters, aliases and remotes are never seen by the Git that runs here.
"""

from __future__ import annotations

import os
import selectors
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from mentor.evidence.limits import Budget
from mentor.evidence.read.gitdir import GitDir

SAFE = (
    *("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "core.pager=cat", "-c", "diff.external="),
    *("-c", "protocol.allow=never", "-c", "core.commitGraph=false", "-c", "core.multiPackIndex=false"),
    *("-c", "core.attributesFile=/dev/null", "-c", "core.excludesFile=/dev/null", "-c", "core.askPass=true"),
    *("-c", "log.showSignature=false", "-c", "log.mailmap=false", "-c", "gc.auto=0", "-c", "core.quotePath=false"),
    *("-c", "attr.tree=", "-c", "core.precomposeUnicode=false"),
)
MOST = 400_000_000
"""Bytes of output that are taken from one command."""
CHUNK = 1 << 16


class GitFailedError(Exception):
    """Git is not there, failed, or took longer than there was time."""


def git_program(folder: Path) -> str | None:
    """The installed Git; never one that lies in the folder or is found through a relative search path."""
    places = [one for one in os.environ.get("PATH", os.defpath).split(os.pathsep) if Path(one).is_absolute()]
    outside = [one for one in places if not Path(os.path.realpath(one)).is_relative_to(folder)]
    return shutil.which("git", path=os.pathsep.join(outside)) if outside else None


class Git:
    """Git over the objects of one repository."""

    def __init__(self, program: str, private: Path, budget: Budget) -> None:
        self._program, self._private, self._budget = program, private, budget

    def run(self, *words: str, stdin: bytes = b"", most: int = MOST, work_tree: Path | None = None) -> bytes:
        """What a command prints, at most so many bytes of it.

        Raises:
            GitFailedError: It failed, or the time is up.
            CancelledError: The user stopped the reading.
        """
        out = b"".join(self.stream(*words, stdin=stdin, work_tree=work_tree, most=most))
        return out[:most]

    def stream(
        self, *words: str, stdin: bytes = b"", work_tree: Path | None = None, most: int = MOST
    ) -> Iterator[bytes]:
        """The same, piece by piece; whoever stops taking ends the command.

        Raises:
            GitFailedError: It failed, or the time is up.
            CancelledError: The user stopped the reading.
        """
        extra = [f"--work-tree={work_tree}"] if work_tree else []
        with tempfile.TemporaryFile(dir=self._private) as asked:
            asked.write(stdin)
            asked.seek(0)
            process = subprocess.Popen(
                [self._program, f"--git-dir={self._private}", *extra, *SAFE, *words],
                stdin=asked,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=self._private,
                env=self._environment(),
                start_new_session=True,
            )
            try:
                yield from self._output(process, most)
            finally:
                with suppress(OSError):
                    process.kill()
                process.wait()
                if process.stdout:
                    process.stdout.close()

    def _output(self, process: subprocess.Popen[bytes], most: int) -> Iterator[bytes]:
        assert process.stdout is not None
        taken = 0
        with selectors.DefaultSelector() as waiting:
            waiting.register(process.stdout, selectors.EVENT_READ)
            while taken < most:
                if self._budget.over:
                    raise GitFailedError("the time is up")
                if not waiting.select(min(self._budget.left, 0.2)):
                    continue
                piece = os.read(process.stdout.fileno(), CHUNK)
                if not piece:
                    if process.wait() != 0:
                        raise GitFailedError("git failed")
                    return
                taken += len(piece)
                yield piece

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.defpath,
            "HOME": str(self._private),
            "LC_ALL": "C",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_PAGER": "cat",
            "GIT_ALLOW_PROTOCOL": "",
        }


@contextmanager
def private_git(folder: Path, found: GitDir, head: str, shallow: Sequence[str], budget: Budget) -> Iterator[Git]:
    """Git over a repository's objects, in a folder of its own that is removed afterwards.

    Raises:
        GitFailedError: Git is not installed, or the objects' place cannot be written down.
    """
    program = git_program(folder)
    objects = os.fsencode(os.path.realpath(found.objects))
    if program is None:
        raise GitFailedError("git is not installed")
    if b"\n" in objects or objects.startswith((b'"', b"#")):
        raise GitFailedError("the folder's name holds a line break")
    with tempfile.TemporaryDirectory(prefix="mentor-") as place:
        private = Path(place)
        for name in ("refs/heads", "objects/info", "objects/pack"):
            (private / name).mkdir(parents=True)
        (private / "objects/info/alternates").write_bytes(objects + b"\n")
        (private / "HEAD").write_text(f"{head}\n" if head else "ref: refs/heads/none\n", encoding="ascii")
        sha256 = len(head) == 64
        extension = "[extensions]\n\tobjectFormat = sha256\n" if sha256 else ""
        config = f"[core]\n\trepositoryformatversion = {int(sha256)}\n\tbare = true\n{extension}"
        (private / "config").write_text(config, encoding="ascii")
        if shallow:
            (private / "shallow").write_text("".join(f"{one}\n" for one in shallow), encoding="ascii")
        yield Git(program, private, budget)
