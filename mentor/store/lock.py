"""Keeps two processes from committing at the same moment. The system drops the lock when its holder dies."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from mentor.errors import StoreError


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file for the block; waits for another holder, who needs it for one commit only.

    Raises:
        StoreError: The lock file cannot be made, for instance on a read-only folder.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StoreError(
            f"{path.parent} cannot be written: {error.strerror}.",
            hint="Make the folder writable, or choose another with --data-dir.",
        ) from None
    try:
        _take(handle)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":

    def _take(handle: int) -> None:
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)

else:

    def _take(handle: int) -> None:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)
