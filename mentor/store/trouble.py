"""What can be wrong with the journey's files, as the user is told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mentor.errors import StoreError

_READABLE = "Nothing was changed. Make it a file that you can read, or choose another folder with --data-dir."
_DAMAGED = "Nothing was changed. `mentor doctor` says what can be saved; `mentor doctor --fix` goes on with that."
UPGRADE = "Nothing was changed. Upgrade mentor to open it."
_UNSAVED = "What was saved before is untouched. Make room or make the folder writable, then try again."


class DamagedError(StoreError):
    """A file of the journey cannot be read; nothing was changed.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path, what: str, details: Sequence[str] = ()) -> None:
        super().__init__(f"{path} is damaged: {what}.", details=details, hint=_DAMAGED)
        self.path = path


def shown(at: str) -> str:
    """A stored moment as it stands in a message."""
    return at[:19].replace("T", " ") + " UTC"


def unreadable(path: Path, error: OSError) -> StoreError:
    """The system does not give a file."""
    return StoreError(f"{path} cannot be read: {error.strerror or error}.", hint=_READABLE)


def unsaved(path: Path, error: OSError) -> StoreError:
    """The system does not take a file."""
    return StoreError(f"{path} could not be saved: {error.strerror or error}.", hint=_UNSAVED)
