"""The journey's files: the snapshot, the log beside it, and the folded logs. Knows neither records nor TinyDB."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from mentor import paths
from mentor.errors import StoreError
from mentor.store import disk
from mentor.store.log import (
    Entry,
    Header,
    NewerFormatError,
    Row,
    UnreadableError,
    decode,
    decode_header,
    encode,
    encode_header,
    split,
)
from mentor.store.migrations import SCHEMA, Tables, migrate
from mentor.store.snapshot import SCHEMA_ROW, Snapshot
from mentor.store.snapshot import decode as decode_snapshot
from mentor.store.snapshot import encode as encode_snapshot
from mentor.store.trouble import UPGRADE, DamagedError, unreadable, unsaved

TRIES = 5
"""How often to read again when another process folds the log in the middle of reading."""


class Journal:
    """The tables on disk: those of the snapshot, changed by the entries of the log.

    Reading takes no lock; `append` and `fold` are for whoever holds it and has just called `refresh`.

    Attributes:
        tables: The records as they were at the last `refresh`. They belong to the journal.
        seq: The number of the last entry that is in them.
        version: The schema on disk.
        replayed: What the log added to the snapshot when everything was read anew.
    """

    def __init__(self, folder: Path, shapes: str = "") -> None:
        """Look at a folder; nothing is read yet.

        Args:
            folder: The data folder.
            shapes: What the records look like in this version; written into the snapshot.
        """
        self.folder = folder
        self._shapes = shapes
        self.snapshot_path, self.log_path = paths.journey_file(folder), paths.log_file(folder)
        self.history_path = paths.history_folder(folder)
        self._forget()

    def _forget(self) -> None:
        self.tables: Tables = {}
        self.seq = 0
        self.version = SCHEMA
        self._meta: Row = {}
        self._header = Header(0, SCHEMA, "", "")
        self.replayed: list[Entry] = []
        self._found = True
        """Whether another process may have put the files where they are and died before their names were synced."""
        self._extent: disk.Extent = (0, 0)
        """Of the log, when it was read."""
        self._read = 0
        """How many bytes of the log are in the tables."""
        self._last = b""
        """The last line among them: a commit that failed may have been read before it was taken off again."""
        self._stamps: tuple[disk.Stamp | None, disk.Stamp | None] | None = None

    # ------------------------------------------------------------------ reading

    @property
    def newer(self) -> bool:
        """Whether a newer program wrote the files, so that this one may only read them."""
        return self.version > SCHEMA

    @property
    def log_size(self) -> int:
        """Bytes of the log that are read."""
        return self._read

    @property
    def there(self) -> bool:
        """Whether there was any file at the last `refresh`."""
        return self._stamps is not None and any(self._stamps)

    @property
    def snapshot_size(self) -> int:
        """Bytes of the snapshot on disk, at the last `refresh`."""
        found = self._stamps[0] if self._stamps else None
        return found[2] if found else 0

    def changed(self) -> bool:
        """Whether the files are no longer those that were read last.

        Raises:
            StoreError: Nobody may look any more.
        """
        return self._stamps != self._stamp()

    def _stamp(self) -> tuple[disk.Stamp | None, disk.Stamp | None]:
        return (_stamp_of(self.snapshot_path), _stamp_of(self.log_path))

    def refresh(self) -> list[Entry] | None:
        """Read what was written since the last time.

        Returns:
            The new entries; None when everything had to be read anew.

        Raises:
            DamagedError: A file is damaged or missing.
            StoreError: A file cannot be read, or its lines are of a later format.
        """
        for attempt in range(TRIES):
            stamps = self._stamp()
            if stamps == self._stamps:
                return []
            try:
                entries = self._catch_up(stamps)
            except DamagedError:
                # The files may belong to two different moments of another process's fold.
                self._forget()  # some of it may be in the tables already
                if attempt + 1 == TRIES or self._stamp() == stamps:
                    raise
                continue
            # The log may have grown since it was stamped; then the next look finds it changed and reads nothing new.
            self._stamps = stamps
            return entries
        raise AssertionError  # the loop returns or raises

    def _catch_up(self, stamps: tuple[disk.Stamp | None, disk.Stamp | None]) -> list[Entry] | None:
        data, extent = _bytes_of(self.log_path)
        # Rows of an older schema have to be migrated together with the tables they go into.
        if self._stamps is not None and data is not None and self.version == SCHEMA:
            header, start = self._header_of(data)
            if header == self._header and stamps[0] == self._stamps[0] and data[: self._read].endswith(self._last):
                self._extent = extent
                return self._replay(data, self._read)
            if header.after == self._header.id != "" and header.base == self.seq and header.schema == self.version:
                # Another process folded what is in the tables already, and began a new log.
                self._header, self._extent, self._found = header, extent, True
                return self._replay(data, start)
        self._load(data)
        self._extent = extent
        return None

    def _load(self, data: bytes | None) -> None:
        self._forget()
        file, _ = _bytes_of(self.snapshot_path)
        snapshot = Snapshot(SCHEMA, 0, {}, {}) if file is None else self._snapshot_of(file)
        self.version, self.seq, self.tables, self._meta = snapshot
        if data is None:
            if file is None and self._folded_logs():
                raise DamagedError(self.snapshot_path, "it is missing, and so is its log")
            if file is not None and snapshot.version == SCHEMA:  # a log is always made before its snapshot
                raise DamagedError(self.log_path, "it is missing, and with it the newest changes")
        else:
            self._header, start = self._header_of(data)
            if self._header.schema > SCHEMA:
                self.version = self._header.schema
            if self._header.base > self.seq:
                what = "it is missing" if file is None else "it is older than the log beside it"
                raise DamagedError(self.snapshot_path, what)
            found = self.replayed = self._replay(data, start)
            if self._newest_of(data, start) < snapshot.seq:
                raise DamagedError(self.log_path, "it is older than the snapshot beside it")
            if found and file is None:
                raise DamagedError(self.snapshot_path, "it is missing")
            if found and snapshot.version < self._header.schema:
                raise DamagedError(self.snapshot_path, "it is older than the log beside it")
        self.tables = migrate(self.tables, self.version)

    def _snapshot_of(self, data: bytes) -> Snapshot:
        try:
            return decode_snapshot(data)
        except UnreadableError as error:
            raise DamagedError(self.snapshot_path, str(error)) from None

    def _header_of(self, data: bytes) -> tuple[Header, int]:
        """The log's header, and where its entries begin."""
        line, feed, _ = data.partition(b"\n")
        try:
            if not feed:
                raise UnreadableError("the first line is not finished")
            return decode_header(line), len(line) + 1
        except NewerFormatError:
            raise StoreError(f"{self.log_path} was written by a newer mentor.", hint=UPGRADE) from None
        except UnreadableError as error:
            raise DamagedError(self.log_path, str(error)) from None

    def _newest_of(self, data: bytes, start: int) -> int:
        """The number of the log's last entry."""
        lines, _ = split(data[start:])
        return decode(lines[-1]).seq if lines else self._header.base

    def _replay(self, data: bytes, start: int) -> list[Entry]:
        """Change the tables by the log's entries from an offset on; return those that were not in them yet."""
        lines, rest = split(data[start:])
        number, found = data.count(b"\n", 0, start), []
        for line in lines:
            number += 1
            try:
                entry = decode(line)
            except UnreadableError as error:
                raise DamagedError(self.log_path, f"line {number}: {error}") from None
            if entry.seq <= self.seq:  # folded already by a process that died before it began a new log
                continue
            if entry.seq != self.seq + 1:
                raise DamagedError(self.log_path, f"line {number}: the change before it is missing")
            apply(self.tables, entry)
            self.seq = entry.seq
            found.append(entry)
        self._read = len(data) - len(rest)
        self._last = lines[-1] + b"\n" if lines else data[:start]
        return found

    def entries_backwards(self) -> Iterator[Entry]:
        """All entries that are kept, the newest first; what is damaged ends the row.

        Only those of today's schema: older ones cannot be compared with the records of today.
        """
        wanted = self._header.id
        for path in (self.log_path, *self._folded_logs()):
            try:
                data, _ = _bytes_of(path)
                header, start = self._header_of(data or b"")
                if header.id != wanted:  # the present log under its second name, or one of another journey
                    continue
                if header.schema != SCHEMA:
                    return
                entries = [decode(line) for line in split((data or b"")[start:])[0]]
            except (StoreError, UnreadableError):
                return
            yield from reversed(entries)
            wanted = header.after

    # ------------------------------------------------------------------ writing

    def _restamp(self) -> None:
        """Know the files again. Where that fails they are read again: what was written is on the disk all the same."""
        with contextlib.suppress(StoreError):
            self._stamps = self._stamp()

    @property
    def ready(self) -> bool:
        """Whether an entry can be appended: the files are there and in today's shape."""
        there = self._stamps is not None and None not in self._stamps
        return there and self._header.schema == SCHEMA == self.version

    def append(self, entry: Entry) -> None:
        """Put an entry on the disk; it is in the tables already.

        Raises:
            StoreError: It is not on the disk.
        """
        line = encode(entry)
        self._stamps = None  # whatever interrupts this, the files are read again
        try:
            self._settle()
            self._extent = disk.append(self.log_path, self._extent, self._read, line)
        except OSError as error:
            raise unsaved(self.log_path, error) from None
        self._read += len(line)
        self._last = line
        self.seq = entry.seq
        self._restamp()

    def fold(self) -> None:
        """Write the tables as the new snapshot and begin a new log; the old one goes to the history.

        At any moment in between, the files hold the same journey: entries that are in the snapshot are passed over.

        Raises:
            StoreError: The journey is as it was.
        """
        self._stamps = None
        try:
            self._settle()
            for stray in unfinished(self.folder):
                stray.unlink(missing_ok=True)
            disk.make_folder(self.history_path)
            if not self._header.id:
                self._begin_log()
            disk.replace(self.snapshot_path, encode_snapshot(self.snapshot()))
            if self.seq > self._header.base:
                disk.keep(self.log_path, self._folded(self.seq, self._header.id))
            if self._header.base != self.seq or self._header.schema != SCHEMA:
                self._begin_log()
        except OSError as error:
            raise unsaved(self.snapshot_path, error) from None
        self.version = SCHEMA
        self._restamp()

    def begin_with(self, snapshot: Snapshot, entries: Sequence[Entry], after: str) -> None:
        """Put another state in the place of the files, whatever they hold; for whoever holds the lock.

        Args:
            snapshot: The state.
            entries: What the present log holds of its history.
            after: The id of the folded log that comes before them.

        Raises:
            StoreError: It was not done, or only by half: then the files are as damaged as before.
        """
        self._forget()
        _, self.seq, self.tables, self._meta = snapshot
        try:
            header = Header(self.seq, SCHEMA, after, "")
            if entries:
                header = Header(entries[0].seq - 1, SCHEMA, os.urandom(8).hex(), after)
                disk.make_folder(self.history_path)
                lines = b"".join(map(encode, entries))
                disk.replace(self._folded(entries[-1].seq, header.id), encode_header(header) + lines)
            self._header = header  # the one that the new log follows
            disk.replace(self.snapshot_path, encode_snapshot(snapshot))
            self._begin_log()
        except OSError as error:
            raise unsaved(self.snapshot_path, error) from None

    def snapshot(self) -> Snapshot:
        """Everything, as it was at the last `refresh`."""
        schema = {**self._meta.get(SCHEMA_ROW, {}), "shapes": self._shapes}
        return Snapshot(SCHEMA, self.seq, self.tables, {**self._meta, SCHEMA_ROW: schema})

    @property
    def looked_over(self) -> bool:
        """Whether whoever wrote the snapshot knew the same records, and so left none that cannot be read."""
        return bool(self._shapes) and self._meta.get(SCHEMA_ROW, {}).get("shapes") == self._shapes

    def _folded_logs(self) -> list[Path]:
        """The folded logs, newest first."""
        try:
            return sorted(self.history_path.glob("*.log"), reverse=True)
        except OSError as error:
            raise unreadable(self.history_path, error) from None

    def _folded(self, seq: int, key: str) -> Path:
        """The folded log of an id, whose last entry has this number."""
        return self.history_path / f"{seq:010d}-{key}.log"

    def _settle(self) -> None:
        """Make last what another process made, before anything is built on it."""
        if self._found:
            disk.settle(self.folder, self.log_path)
            self._found = False

    def _begin_log(self) -> None:
        header = Header(self.seq, SCHEMA, os.urandom(8).hex(), self._header.id)
        line = encode_header(header)
        disk.replace(self.log_path, line)
        self._header, self._read, self._last = header, len(line), line
        self._extent = (self.log_path.stat().st_ino, len(line))


def unfinished(folder: Path) -> list[Path]:
    """What killed programs left of files they were writing. Under the lock nobody is writing one."""
    backups, history = paths.backups_folder(folder), paths.history_folder(folder)
    places = ((folder, "journey.*"), (history, "*.log"), (backups, "*.json"))
    return [path for place, name in places for path in place.glob(f".{name}.*.tmp")]


def apply(tables: Tables, entry: Entry) -> None:
    """Change the tables by an entry."""
    for table, key, _, after in entry.rows:
        if after is not None:
            tables.setdefault(table, {})[key] = after
        else:
            tables.get(table, {}).pop(key, None)


def _bytes_of(path: Path) -> tuple[bytes | None, disk.Extent]:
    """What a file holds, None while there is none, and its extent."""
    if _stamp_of(path) is not None:
        try:
            return disk.read(path)
        except FileNotFoundError:  # another process is just putting a new one in its place
            pass
        except OSError as error:
            raise unreadable(path, error) from None
    return None, (0, 0)


def _stamp_of(path: Path) -> disk.Stamp | None:
    try:
        return disk.stamp(path)
    except OSError as error:
        raise unreadable(path, error) from None
