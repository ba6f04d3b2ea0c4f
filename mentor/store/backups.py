"""Copies of the journey: one a day, thinned out as they age, and those somebody asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from mentor import paths
from mentor.errors import InputError, StoreError
from mentor.store import disk
from mentor.store.log import UnreadableError
from mentor.store.migrations import SCHEMA, migrate
from mentor.store.snapshot import Snapshot, decode, encode
from mentor.store.trouble import unreadable

DAYS, WEEKS, MONTHS = 7, 8, 12
"""For how long one backup a day, one a week and one a month are kept."""
DAILY, BY_HAND, BEFORE_RESTORE = "daily", "asked-for", "before-restore"
"""Kinds of backups. Only the daily ones are ever removed."""

_FORM = "%Y-%m-%dT%H-%M-%S"


class Backup(NamedTuple):
    """A copy of the journey on disk.

    Attributes:
        id: The moment it was made, in UTC, and with that its name.
        kind: `DAILY`, `BY_HAND` or `BEFORE_RESTORE`.
        seq: The number of the last change that is in it.
        path: The file.
    """

    id: str
    kind: str
    seq: int
    path: Path

    @property
    def at(self) -> datetime:
        """When it was made, aware and in UTC."""
        return datetime.strptime(self.id[:19], _FORM).replace(tzinfo=UTC)

    def read(self) -> Snapshot:
        """What is in it, in today's shape.

        Raises:
            StoreError: It cannot be read, or a newer mentor wrote it.
        """
        try:
            found = decode(self.path.read_bytes()).parsed()
        except OSError as error:
            raise StoreError(f"{self.path} cannot be read: {error.strerror}.", hint=_ANOTHER) from None
        except UnreadableError as error:
            raise StoreError(f"{self.path} is damaged: {error}.", hint=_ANOTHER) from None
        if found.version > SCHEMA:
            raise StoreError(f"{self.path} was written by a newer mentor.", hint="Upgrade mentor to restore it.")
        return found._replace(version=SCHEMA, tables=migrate(found.tables, found.version))


_ANOTHER = "Nothing was changed. Choose another one from `mentor backup list`."


def backups(folder: Path) -> list[Backup]:
    """All backups of a data folder, newest first. Other files in their folder are passed over.

    Raises:
        StoreError: Their folder cannot be read.
    """
    found = []
    into = paths.backups_folder(folder)
    try:
        files = list(into.glob("*.json"))
    except OSError as error:
        raise unreadable(into, error) from None
    for path in files:
        try:
            key, seq, kind, _ = path.name.split(".")
            backup = Backup(key, kind, int(seq), path)
            found.append((backup.at, backup))
        except ValueError:
            continue
    return [backup for _, backup in sorted(found, reverse=True)]


def find(folder: Path, key: str) -> Backup:
    """The backup with an id.

    Raises:
        InputError: There is none.
    """
    for backup in backups(folder):
        if backup.id == key:
            return backup
    raise InputError(f"There is no backup {key}.", hint="Their ids are in `mentor backup list`.")


def make(folder: Path, snapshot: Snapshot, kind: str, now: datetime) -> Backup:
    """Write a backup.

    Raises:
        StoreError: It was not written.
    """
    into = paths.backups_folder(folder)
    taken = {backup.id for backup in backups(folder)}
    moment = now.astimezone(UTC).strftime(_FORM)
    key = next(key for n in range(len(taken) + 1) if (key := f"{moment}-{n}" if n else moment) not in taken)
    path = into / f"{key}.{snapshot.seq}.{kind}.json"
    try:
        disk.make_folder(into)
        disk.replace(path, encode(snapshot))
    except OSError as error:
        raise StoreError(f"{path} could not be written: {error.strerror}.", hint="No backup was made.") from None
    return Backup(key, kind, snapshot.seq, path)


def thin_out(folder: Path, today: date) -> None:
    """Remove the daily backups that need not be kept.

    Raises:
        OSError: One could not be removed.
    """
    daily = {backup: backup.at.date() for backup in backups(folder) if backup.kind == DAILY}
    kept = worth_keeping(daily.values(), today)
    seen: set[date] = set()
    for backup, day in daily.items():  # newest first, so the last of each day stays
        if day not in kept or day in seen:
            backup.path.unlink(missing_ok=True)
        seen.add(day)


def worth_keeping(days: Iterable[date], today: date) -> set[date]:
    """Of the days that have a backup, those whose backup is kept.

    The last of each of the `DAYS` latest days, of each of the `WEEKS` latest calendar weeks and of each of the
    `MONTHS` latest calendar months. A day still to come is kept: the clock was wrong once, then or now.
    """
    kept, weeks, months = set(), {}, {}
    for day in sorted(set(days)):
        if (today - day).days < DAYS:
            kept.add(day)
        if (_monday(today) - _monday(day)) // 7 < WEEKS:
            weeks[_monday(day)] = day
        if (_month(today) - _month(day)) < MONTHS:
            months[_month(day)] = day
    return kept | set(weeks.values()) | set(months.values())


def _monday(day: date) -> int:
    return day.toordinal() - day.weekday()


def _month(day: date) -> int:
    return day.year * 12 + day.month
