"""A TinyDB storage that replaces the whole file or leaves it alone.

TinyDB's own storage writes over the old bytes and truncates afterwards, so dying in between leaves a file nobody can
read. Here the new text goes to a temporary file beside the old one, is synced, and takes its place in one step.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tinydb.storages import Storage

from mentor.errors import StoreError
from mentor.store.lock import locked
from mentor.store.migrations import Tables, checked

_READABLE = "Nothing was changed. Make it a file that you can read, or choose another folder with --data-dir."
_DAMAGED = "Nothing was changed. Move the file away or put back a copy of it, then start again."
_UNSAVED = "What was saved before is untouched. Make room or make the folder writable, then try again."


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
        """What tells one state of the file from another; None while there is no file.

        Raises:
            StoreError: There is something else than a file, or nobody may look.
        """
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(f"{self.path} cannot be read: {error.strerror}.", hint=_READABLE) from None
        if not stat.S_ISREG(found.st_mode):  # reading a pipe would wait for ever
            raise StoreError(f"{self.path} cannot be read: it is not a file.", hint=_READABLE)
        return (found.st_ino, found.st_mtime_ns, found.st_size)

    def read(self) -> Tables | None:
        """The tables as on disk, parsed again only when the file changed. They belong to the storage: change none.

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
        try:
            data = json.loads(self.path.read_bytes())
        except OSError as error:
            raise StoreError(f"{self.path} cannot be read: {error.strerror}.", hint=_READABLE) from None
        except (ValueError, RecursionError) as error:
            raise StoreError(f"{self.path} is damaged: {error}.", hint=_DAMAGED) from None
        return checked(data, self.path)

    def write(self, data: Tables) -> None:
        """Put the tables on disk, or into the running batch."""
        self._tables = data
        if not self._batching:
            self._replace(data)

    @contextlib.contextmanager
    def batch(self) -> Iterator[None]:
        """Gather the writes of the block into one replacement of the file; none of them when it raises.

        Only under the lock. The file is read anew: nothing that others saw can be changed by an error half-way, and
        no commit of another process can be missed, whatever the stamp says.
        """
        self._tables = {} if self.stamp() is None else self._parse()
        self._batching = True
        try:
            yield
            self._replace(self._tables)
        except BaseException:
            self._seen, self._tables = None, {}
            raise
        finally:
            self._batching = False

    def _replace(self, data: Tables) -> None:
        try:
            text = _encoded(data)
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
            raise StoreError(f"{self.path} could not be saved: {error.strerror}.", hint=_UNSAVED) from None
        except RecursionError:
            raise StoreError(f"{self.path} could not be saved: it is nested too deep.", hint=_UNSAVED) from None
        self._seen = self.stamp()


def _encoded(data: Tables) -> bytes:
    """The tables as JSON that a person can read, in UTF-8."""
    try:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:  # half a surrogate pair, from a file written elsewhere: only an escape can hold it
        return json.dumps(data, separators=(",", ":")).encode()


def sweep(path: Path, lock: Path) -> None:
    """Remove temporary files that a killed program left beside `path`; leave them while somebody is committing."""
    strays = list(path.parent.glob(f".{path.name}.*.tmp"))
    if strays:
        with contextlib.suppress(StoreError, OSError), locked(lock, patience=0):
            for stray in strays:
                stray.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the replacement itself durable; folders cannot be opened on some systems, where it is not needed."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
