"""Runs a program in a pseudo-terminal and times what it writes."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[@-Z\\-_])")


class Terminal:
    """One run of a program in a terminal of 120 x 40."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str]) -> None:
        self.started = time.perf_counter()
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
            os.execvpe(argv[0], list(argv), {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **env})
        self.written = b""

    def read(self, seconds: float) -> bytes:
        """What comes within so many seconds, at once when something does."""
        if not select.select([self.handle], [], [], max(seconds, 0))[0]:
            return b""
        try:
            data = os.read(self.handle, 1 << 16)
        except OSError:
            return b""
        self.written += data
        return data

    def until(self, text: str, limit: float = 20.0) -> float:
        """Seconds from the start until a text stands on the screen.

        Raises:
            TimeoutError: It never came.
        """
        wanted = text.encode()
        while time.perf_counter() - self.started < limit:
            if self.read(0.2) and wanted in ESCAPES.sub(b"", self.written):
                return time.perf_counter() - self.started
        raise TimeoutError(f"{text!r} never came; got {ESCAPES.sub(b'', self.written)[-400:]!r}")

    def settle(self, quiet: float = 0.4) -> None:
        """Wait until nothing has come for a while."""
        while self.read(quiet):
            pass

    def press(self, key: str) -> tuple[float, int]:
        """Send a key; seconds to the first output after it, and bytes until it is quiet."""
        start = time.perf_counter()
        os.write(self.handle, key.encode())
        first = self.read(2.0)
        took = time.perf_counter() - start
        size = len(first)
        while more := self.read(0.05):
            size += len(more)
        return took, size

    def peak_kb(self) -> int:
        """Peak resident memory so far."""
        with Path(f"/proc/{self.pid}/status").open(encoding="ascii") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.handle)
