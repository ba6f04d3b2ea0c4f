"""What can be saved when the files are damaged: the newest good state, put together from all that can be read."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

from mentor import paths
from mentor.errors import StoreError
from mentor.journey import Journey
from mentor.journey.tables import TABLES, kind_of
from mentor.store import disk
from mentor.store.backups import Backup, backups
from mentor.store.journal import Journal, apply
from mentor.store.lock import locked
from mentor.store.log import Entry, NewerFormatError, UnreadableError, decode, decode_header, split
from mentor.store.migrations import SCHEMA, Tables, migrate
from mentor.store.snapshot import Snapshot
from mentor.store.snapshot import decode as decode_snapshot
from mentor.store.trouble import shown
from mentor.text import counted


class Rescue(NamedTuple):
    """The newest good state.

    Attributes:
        snapshot: The state itself, numbered beyond every change that was ever seen.
        source: The file it begins with; None when everything comes from the log.
        changes: How many changes of the logs go on top of it.
        newest: The moment of the newest change in it, as stored; empty when that is not known.
        missing: What would be missing, one line each.
        entries: The changes of the present log that can be read.
        after: The id of the folded log that comes before them.
    """

    snapshot: Snapshot
    source: Path | None
    changes: int
    newest: str
    missing: tuple[str, ...]
    entries: tuple[Entry, ...]
    after: str

    def lines(self) -> list[str]:
        """What it is, and what would be missing, for the user."""
        source = self.source.name if self.source else "the log alone"
        until = f", up to {shown(self.newest)}" if self.newest else ""
        return [
            f"The newest good state: {counted(self.snapshot.records, 'record')}, from {source} with "
            f"{counted(self.changes, 'later change')}{until}.",
            *(f"Missing: {line}" for line in self.missing),
        ]


def newest_good_state(folder: Path) -> Rescue | None:
    """What can be saved; None when nothing can, or when a newer mentor wrote the files."""
    try:
        logs = _read_logs(folder)
    except NewerFormatError:
        return None
    base, source = _base(folder)
    if base is None and not logs.entries:
        return None
    base = base or Snapshot(SCHEMA, 0, {}, {})
    if base.version > SCHEMA:
        return None
    tables = migrate(base.tables, base.version)
    seq, newest, missing, changes = base.seq, "", [], 0
    for entry in sorted(logs.entries.values()):
        if entry.seq > base.seq:
            if entry.seq != seq + 1:
                lost = entry.seq - seq - 1
                since = f"between {shown(newest)} and" if newest else "before"
                missing.append(f"{counted(lost, 'change')} made {since} {shown(entry.at)}")
            apply(tables, entry)
            seq, changes = entry.seq, changes + 1
        newest = entry.at
    missing += [*logs.damage, *_drop_unreadable(tables)]
    state = Snapshot(SCHEMA, _beyond(folder, logs.entries, seq), tables, base.meta)
    return Rescue(state, source, changes, newest, tuple(missing), tuple(logs.present), logs.after)


def from_backup(folder: Path, backup: Backup) -> Rescue:
    """The state of a backup alone.

    Raises:
        StoreError: It cannot be read.
    """
    old = backup.read()
    lost = tuple(_drop_unreadable(old.tables))
    try:
        logs = _read_logs(folder)
    except NewerFormatError:
        logs = _Found({}, [], "", [])
    state = old._replace(seq=_beyond(folder, logs.entries, old.seq))
    return Rescue(state, backup.path, 0, "", lost, tuple(logs.present), logs.after)


def _beyond(folder: Path, entries: Iterable[int], seq: int) -> int:
    """A number as high as any change ever had, so that old logs are never taken for what follows."""
    return max([seq, *entries, *(backup.seq for backup in backups(folder))])


def carry_out(folder: Path, rescue: Rescue, now: datetime) -> Path:
    """Set the present files aside and go on with a rescued state.

    Returns:
        The folder with the files as they were.

    Raises:
        StoreError: It could not be done; nothing was lost.
    """
    moment = now.astimezone(UTC).strftime("%Y-%m-%dT%H-%M-%S")
    with locked(paths.lock_file(folder)):
        asides = paths.damaged_folder(folder)
        # A second rescue within the second keeps its files beside those of the first.
        aside = next(path for n in count() if not (path := asides / (f"{moment}-{n}" if n else moment)).exists())
        try:
            disk.make_folder(aside)
            for path in (paths.journey_file(folder), paths.log_file(folder)):
                if path.is_file():
                    disk.keep(path, aside / path.name)
                elif path.exists():  # a folder or a pipe
                    path.rename(aside / path.name)
        except OSError as error:
            hint = "Nothing was changed. Make room or make the folder writable, then try again."
            raise StoreError(f"{aside} could not be written: {error.strerror}.", hint=hint) from None
        Journal(folder).begin_with(rescue.snapshot, rescue.entries, rescue.after)
    return aside


class _Found(NamedTuple):
    """What can be read of the logs.

    Attributes:
        entries: Every entry of today's schema, by its number.
        present: Those among them that the present log holds.
        after: The id of the newest folded log.
        damage: What is missing at its end, where no number shows it.
    """

    entries: dict[int, Entry]
    present: list[Entry]
    after: str
    damage: list[str]


def _read_logs(folder: Path) -> _Found:
    """Read every line that can be read, of the present log and of those it follows.

    Raises:
        NewerFormatError: A newer mentor wrote them.
    """
    log = paths.log_file(folder)
    damage: list[str] = []
    present: list[Entry] = []
    wanted: str | None = None
    try:
        data = log.read_bytes()
    except OSError:
        damage.append(f"whatever stood in {log.name} alone")
    else:
        present = _entries(data, damage)
        with contextlib.suppress(UnreadableError):
            wanted = decode_header(data.partition(b"\n")[0]).after
    entries: dict[int, Entry] = {}
    after = wanted
    for path in sorted(paths.history_folder(folder).glob("*.log"), reverse=True):
        with contextlib.suppress(OSError, UnreadableError):
            data = path.read_bytes()
            header = decode_header(data.partition(b"\n")[0])
            # Where the present log cannot say what it follows, the newest one of all is taken for it.
            if wanted in (None, header.id):
                after, wanted = after or header.id, header.after
                entries.update((entry.seq, entry) for entry in _entries(data, []))
    entries.update((entry.seq, entry) for entry in present)
    return _Found(entries, present, after or "", damage)


def _entries(data: bytes, damage: list[str]) -> list[Entry]:
    """The entries that can be read, in their order; what is wrong after the last of them is appended to `damage`."""
    found: dict[int, Entry] = {}
    for number, line in enumerate(split(data)[0], 1):
        try:
            if number == 1:
                schema = decode_header(line).schema
                if schema > SCHEMA:
                    raise NewerFormatError
                if schema < SCHEMA:
                    return []
            else:
                entry = decode(line)
                found[entry.seq] = entry
                damage.clear()  # what is missing before it shows in the numbers
        except UnreadableError as error:
            if number > 1:
                damage.append(f"the change in line {number} of the log: {error}")
    return sorted(found.values())


def _base(folder: Path) -> tuple[Snapshot | None, Path | None]:
    """What the changes go on top of: the snapshot, or a backup that holds more, or nothing when none can be read."""
    best: Snapshot | None = None
    file, source = paths.journey_file(folder), None
    with contextlib.suppress(OSError, UnreadableError):
        best, source = decode_snapshot(file.read_bytes()).parsed(), file
    for backup in sorted(backups(folder), key=lambda backup: backup.seq, reverse=True):
        if best is not None and backup.seq <= best.seq:
            break
        with contextlib.suppress(StoreError):
            best, source = backup.read(), backup.path
    return best, source


def _drop_unreadable(tables: Tables) -> list[str]:
    """Take out the records that cannot be read; one line for each."""
    problems: list[str] = []
    Journey.from_tables(tables, problems)
    if not problems:
        return []
    lost = []
    for table in TABLES:
        for key, row in list(tables.get(table, {}).items()):
            found: list[str] = []
            if kind_of(table).from_fields({**row, "id": key}, f"{table} {key}", found) is None:
                del tables[table][key]
                lost.append(found[0])
    return lost
