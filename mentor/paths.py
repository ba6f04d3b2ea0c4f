"""Where the user's data lives. Functions, not constants: nothing touches the disk when imported."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

ENVIRONMENT = "MENTOR_DATA_DIR"
"""The environment variable that moves the data folder."""


def data_dir(chosen: str | None = None) -> Path:
    """The folder that holds the journey; it is not created here.

    Args:
        chosen: The folder given with ``--data-dir``; wins over ``MENTOR_DATA_DIR``, which wins over the system's own.
    """
    if folder := chosen or os.environ.get(ENVIRONMENT):
        with contextlib.suppress(RuntimeError):  # no such user: then the folder is really called that
            return Path(folder).expanduser()
        return Path(folder)
    from platformdirs import user_data_path  # costs as much as the rest of a short command, so only when needed

    return user_data_path("mentor", appauthor=False)


def journey_file(folder: Path) -> Path:
    """The snapshot: everything the user recorded, up to the last time the log was folded into it."""
    return folder / "journey.json"


def log_file(folder: Path) -> Path:
    """The changes since the snapshot, one line each."""
    return folder / "journey.log"


def lock_file(folder: Path) -> Path:
    """Held for the moment of a commit."""
    return folder / "journey.lock"


def history_folder(folder: Path) -> Path:
    """The logs that were folded into the snapshot, oldest first by name."""
    return folder / "history"


def backups_folder(folder: Path) -> Path:
    """Copies of the journey."""
    return folder / "backups"


def damaged_folder(folder: Path) -> Path:
    """Files that could not be read, set aside."""
    return folder / "damaged"
