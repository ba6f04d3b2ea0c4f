"""A TinyDB storage that replaces the whole file or leaves it alone.

TinyDB's own storage writes over the old bytes and truncates afterwards, so dying in between leaves a file nobody can
read. Here the new text goes to a temporary file beside the old one, is synced, and takes its place in one step.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from mentor.errors import StoreError

Tables = dict[str, dict[str, dict[str, Any]]]
"""Table name, record id, fields."""


class AtomicStorage(Storage):
    """One JSON file, read when it changed on disk, written by replacing it.

    Inside `batch()` writes stay in memory; the batch's end puts them on disk together.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, int, int] | None = None
        self._tables: Tables = {}
        self._batching = False

    def stamp(self) -> tuple[int, int, int] | None:
        """What tells one state of the file from another; None while there is no file."""
        try:
            stat = self.path.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(f"{self.path} cannot be read: {error.strerror}.") from None
        return (stat.st_ino, stat.st_mtime_ns, stat.st_size)

    def read(self) -> Tables | None:
        """The tables as on disk, parsed again only when the file changed.

        Raises:
            StoreError: The file cannot be read or is not a journey.
        """
        if self._batching:
            return self._tables
        stamp = self.stamp()
        if stamp is None:
            self._seen, self._tables = None, {}
            return None
        if stamp != self._seen:
            self._tables = self._parse()
            self._seen = stamp
        return self._tables

    def _parse(self) -> Tables:
        hint = "Nothing was changed. Move the file away or put back a copy of it, then start again."
        try:
            tables = json.loads(self.path.read_bytes())
        except OSError as error:
            raise StoreError(f"{self.path} cannot be read: {error.strerror}.") from None
        except (ValueError, RecursionError) as error:
            raise StoreError(f"{self.path} is damaged: {error}.", hint=hint) from None
        if not isinstance(tables, dict) or not all(
            isinstance(rows, dict) and all(isinstance(row, dict) for row in rows.values()) for rows in tables.values()
        ):
            raise StoreError(f"{self.path} is not a journey: it does not hold tables of records.", hint=hint)
        return tables

    def write(self, data: Tables) -> None:
        """Put the tables on disk, or into the running batch."""
        self._tables = data
        if not self._batching:
            self._replace(data)

    @contextlib.contextmanager
    def batch(self) -> Iterator[None]:
        """Gather the writes of the block into one replacement of the file; none of them when it raises."""
        # A private copy, so that an error half-way leaves what was read untouched.
        self._tables = json.loads(json.dumps(self.read() or {}))
        self._batching = True
        try:
            yield
            self._replace(self._tables)
        except BaseException:
            self._seen = None
            raise
        finally:
            self._batching = False

    def _replace(self, data: Tables) -> None:
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
        try:
            handle, name = tempfile.mkstemp(prefix=f".{self.path.name}.", suffix=".tmp", dir=self.path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(name, self.path)  # noqa: PTH105
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(name)  # noqa: PTH108
                raise
            _sync_folder(self.path.parent)
        except OSError as error:
            raise StoreError(
                f"{self.path} could not be saved: {error.strerror}.",
                hint="What was saved before is untouched. Make room or make the folder writable, then try again.",
            ) from None
        self._seen = self.stamp()


def sweep(path: Path) -> None:
    """Remove temporary files that a killed program left beside `path`."""
    for stray in path.parent.glob(f".{path.name}.*.tmp"):
        with contextlib.suppress(OSError):
            stray.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the replacement itself durable; folders cannot be opened on some systems, where it is not needed."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
