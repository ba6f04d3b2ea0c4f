"""Looks the data folder over: what is wrong with the files, and what can safely be done about it."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from mentor import paths
from mentor.errors import StoreError
from mentor.store import disk
from mentor.store.backups import DAILY, backups
from mentor.store.journal import Journal, unfinished
from mentor.store.lock import locked
from mentor.store.log import decode, decode_header, split
from mentor.store.rescue import carry_out, newest_good_state
from mentor.store.store import Store
from mentor.store.trouble import DamagedError, shown
from mentor.text import counted

OLD = timedelta(days=14)
"""How far the newest backup may lag behind the newest change."""
AHEAD = timedelta(minutes=10)
"""How far a change may lie in the future, for a clock that is set right every now and then."""


class Finding(NamedTuple):
    """Something worth knowing about the data folder.

    Attributes:
        text: What was found.
        advice: What to do about it.
        wrong: Whether something is wrong; otherwise it is a remark.
        fix: What puts it right and says what it did; None where only the user can.
    """

    text: str
    advice: str = ""
    wrong: bool = True
    fix: Callable[[], str] | None = None


def examine(folder: Path, now: datetime) -> Iterator[Finding]:
    """Everything found in a data folder, the gravest first."""
    if not folder.exists():
        yield Finding("Nothing is recorded yet.", wrong=False)
        return
    yield from _state(folder, now)
    yield from _history(folder)
    yield from _backups(folder, now)
    yield from _modes(folder)
    yield from _leftovers(folder)


def _state(folder: Path, now: datetime) -> Iterator[Finding]:
    """Whether the journey can be read, and changed."""
    try:
        store = Store(folder)
        store.look_over()
    except DamagedError as error:
        rescue = newest_good_state(folder)
        details = [error.message, *(f"  {line}" for line in error.details)]
        if rescue is None:
            yield Finding("\n".join(details), "Nothing could be saved here. Put back a copy of the folder of your own.")
            return

        def save() -> str:
            aside = carry_out(folder, rescue, now)
            return f"Went on with the newest good state; the files as they were are in {aside}."

        yield Finding("\n".join([*details, *rescue.lines()]), "The damaged files are set aside, not deleted.", fix=save)
        return
    except StoreError as error:
        yield Finding("\n".join([error.message, *error.details]), error.hint)
        return
    if store.read_only:
        yield Finding(store.read_only, "Make it writable, or upgrade mentor where it is newer.")
    yield from _tail(folder)
    yield from _clock(folder, now)


def _tail(folder: Path) -> Iterator[Finding]:
    """A line that a killed program did not finish."""
    log = paths.log_file(folder)
    if log.exists() and split(log.read_bytes())[1]:
        yield Finding(
            f"{log} ends in a change that was not finished: the program was killed, or the power failed.",
            "It was never reported as saved; the next change writes over it.",
            wrong=False,
        )


def _clock(folder: Path, now: datetime) -> Iterator[Finding]:
    """Changes from the future, and changes that lie before those made earlier."""
    journal = Journal(folder)
    journal.refresh()
    newest = later = ""
    for entry in journal.entries_backwards():
        newest = newest or entry.at
        if later and entry.at > later:
            yield Finding(
                f"The clock went back: change {entry.seq} is of {shown(entry.at)}, the next of {shown(later)}.",
                "Nothing is lost: changes are kept in the order they were made. The history shows the clock's days.",
                wrong=False,
            )
            break
        later = entry.at
    if newest > (now + AHEAD).astimezone(UTC).isoformat():
        yield Finding(
            f"The newest change is of {shown(newest)}, which is still to come.",
            "Check the clock of this machine; nothing recorded is touched by it.",
        )


def _history(folder: Path) -> Iterator[Finding]:
    """Folded logs that cannot be read. They are needed for the past only."""
    for path in sorted(paths.history_folder(folder).glob("*.log")):
        try:
            first, *lines = split(path.read_bytes())[0]
            decode_header(first)
            for line in lines:
                decode(line)
        except (OSError, ValueError) as error:
            what = error.strerror if isinstance(error, OSError) else str(error)
            yield Finding(
                f"{path} is damaged: {what}.",
                "The journey itself is whole; what lies before this file cannot be shown in the history any more.",
            )


def _backups(folder: Path, now: datetime) -> Iterator[Finding]:
    """Backups that cannot be read, or none for long."""
    good = []
    for backup in backups(folder):
        try:
            backup.read()
            good.append(backup)
        except StoreError as error:
            yield Finding(error.message, "Other backups are in `mentor backup list`.")
    journal = Journal(folder)
    try:
        journal.refresh()
    except StoreError:
        return
    if journal.newer or not journal.seq:
        return
    newest = next(journal.entries_backwards(), None)
    behind = newest is not None and all(one.at < _moment(newest.at) - OLD for one in good)

    def back_up() -> str:
        return f"Made the backup {Store(folder).back_up(now, DAILY).id}."

    if behind and not good:
        yield Finding("There is no backup yet; the first is made at the end of a session.", wrong=False, fix=back_up)
    elif behind:
        yield Finding(f"The newest backup is of {good[0].at.date()}.", "Make one: `mentor backup create`.", fix=back_up)


def _modes(folder: Path) -> Iterator[Finding]:
    """Files and folders that others may look into."""
    if sys.platform == "win32":
        return
    ours = [folder, *(path for path in _ours(folder) if not path.is_symlink())]
    for path in ours:
        want = disk.FOLDER_MODE if path.is_dir() else disk.FILE_MODE
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & ~want:

            def close(path: Path = path, want: int = want) -> str:
                path.chmod(want)
                return f"{path} is now {want:04o}."

            yield Finding(f"{path} may be looked into by others ({mode:04o}).", f"chmod {want:o} {path}", fix=close)


def _ours(folder: Path) -> Iterator[Path]:
    for path in (paths.journey_file(folder), paths.log_file(folder), paths.lock_file(folder)):
        if path.exists():
            yield path
    for sub in (paths.history_folder(folder), paths.backups_folder(folder), paths.damaged_folder(folder)):
        if sub.is_dir():
            yield sub
            yield from sub.rglob("*")


def _leftovers(folder: Path) -> Iterator[Finding]:
    """Unfinished files of killed programs, and files that were set aside."""
    strays = unfinished(folder)
    if strays:

        def sweep() -> str:
            with locked(paths.lock_file(folder)):  # nobody is writing one just now
                for path in strays:
                    path.unlink(missing_ok=True)
            return f"Removed {counted(len(strays), 'unfinished file')}."

        yield Finding(
            f"{counted(len(strays), 'unfinished file')} of a killed program in {folder}.",
            "They hold nothing that was reported as saved.",
            wrong=False,
            fix=sweep,
        )
    aside = paths.damaged_folder(folder)
    with contextlib.suppress(OSError):
        if kept := sorted(os.listdir(aside)):  # noqa: PTH208
            yield Finding(
                f"{aside} keeps damaged files set aside on {', '.join(name[:10] for name in kept)}.",
                "Delete them yourself once nothing is missing.",
                wrong=False,
            )


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
