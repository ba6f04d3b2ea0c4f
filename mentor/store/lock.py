"""Keeps two processes from committing at the same moment. The system drops the lock when its holder dies."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from mentor.errors import StoreError
from mentor.store import disk

PATIENCE = 10.0
"""Seconds to wait for another holder, who needs the lock for one commit only."""
_PAUSE = 0.01


@contextlib.contextmanager
def locked(path: Path, patience: float | None = None) -> Iterator[None]:
    """Hold the lock file for the block.

    Args:
        path: The lock file; it is made when it is not there, and never removed.
        patience: Seconds to wait for another holder; `PATIENCE` when not given.

    Raises:
        StoreError: The lock file cannot be made, for instance on a read-only folder, or its holder does not finish.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        _wait(handle, path, PATIENCE if patience is None else patience)
        yield
    finally:
        disk.close(handle)


def _wait(handle: int, path: Path, patience: float) -> None:
    # Asking again and again instead of sleeping in the system: a stopped holder must not hang the screen for good.
    for attempt in range(int(patience / _PAUSE) + 1):
        if attempt:
            time.sleep(_PAUSE)
        try:
            if _take(handle):
                return
        except OSError as error:
            raise _unwritable(path, error) from None
    raise StoreError(
        f"{path.parent} is held by another mentor that does not finish.",
        hint="Nothing was changed. End the other one (a stopped job, perhaps), then try again.",
    )


def _unwritable(path: Path, error: OSError) -> StoreError:
    return StoreError(
        f"{path.parent} cannot be written: {error.strerror}.",
        hint="Nothing was changed. Make the folder writable, or choose another with --data-dir.",
    )


if sys.platform == "win32":

    def _take(handle: int) -> bool:
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:

    def _take(handle: int) -> bool:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
