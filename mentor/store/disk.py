"""The few ways in which the store touches a disk, each whole or absent after a power cut."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from pathlib import Path

Stamp = tuple[int, int, int]
"""What tells one state of a file from another: its node, the moment of its last change in ns, its size in bytes."""

Extent = tuple[int, int]
"""A file's node and size, asked of the opened file itself."""

FILE_MODE, FOLDER_MODE = 0o600, 0o700


def stamp(path: Path) -> Stamp | None:
    """The file's stamp; None while there is no file.

    Raises:
        OSError: There is something else than a file, or nobody may look.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):  # reading a pipe would wait for ever
        raise OSError(errno.EINVAL, "it is not a file")
    return (found.st_ino, found.st_mtime_ns, found.st_size)


def make_folder(path: Path) -> None:
    """Make a private folder, with those above it, and make it last."""
    if not path.is_dir():
        if not path.parent.exists():
            make_folder(path.parent)
        path.mkdir(mode=FOLDER_MODE, exist_ok=True)
        sync_folder(path.parent)


def replace(path: Path, data: bytes) -> None:
    """Put a file with these bytes in the path's place in one step, and make that last.

    Raises:
        OSError: The path holds what it held before, or already the new bytes.
    """
    path = Path(os.path.realpath(path))  # where it is a link, the file it names is replaced
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE)
        try:
            write(handle, data)
            sync(handle)
        finally:
            close(handle)
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        raise
    sync_folder(path.parent)


def read(path: Path) -> tuple[bytes, Extent]:
    """What a file holds, and its extent at that moment."""
    with path.open("rb") as file:
        data = file.read()
        return data, (os.fstat(file.fileno()).st_ino, len(data))


def append(path: Path, seen: Extent, at: int, data: bytes) -> Extent:
    """Write bytes at an offset, cutting off what stands there, and make that last.

    Args:
        path: The file.
        seen: Its extent when it was read. What came since may not be cut off, whatever made the caller miss it.
        at: Where the bytes go.
        data: The bytes.

    Returns:
        Its new extent.

    Raises:
        OSError: The file ends at the offset again, as far as the disk still takes orders.
    """
    handle = os.open(path, os.O_RDWR)
    try:
        found = os.fstat(handle)
        if (found.st_ino, found.st_size) != seen:
            raise OSError(errno.ESTALE, "somebody else changed it at this moment")
        if found.st_size > at:
            os.ftruncate(handle, at)
        try:
            os.lseek(handle, at, os.SEEK_SET)
            write(handle, data)
            sync(handle)
        except BaseException:
            with contextlib.suppress(OSError):
                os.ftruncate(handle, at)
            raise
    finally:
        close(handle)
    return (seen[0], at + len(data))


def keep(path: Path, under: Path) -> None:
    """Give a finished file a second name, or a copy where the system has no such names, and make that last."""
    path = Path(os.path.realpath(path))  # the file, not a link that will soon name another
    try:
        os.link(path, under)
    except FileExistsError:
        if not os.path.samefile(path, under):  # noqa: PTH121
            replace(under, path.read_bytes())
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV, errno.EMLINK, errno.ENOSYS):
            raise
        replace(under, path.read_bytes())
    sync_folder(under.parent)


def write(handle: int, data: bytes) -> None:
    """Write all of the bytes; the system may take them in several parts."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def settle(folder: Path, file: Path) -> None:
    """Make last what another process may have left half-way: a file's bytes, its name, and the folders above it."""
    if file.exists():
        handle = os.open(file, os.O_RDONLY)
        try:
            sync(handle)
        finally:
            close(handle)
    sync_folder(folder)
    for path in folder.absolute().parents:
        # As far as the system goes along: most were there before us, and may be none of ours to look into.
        with contextlib.suppress(OSError):
            sync_folder(path)


def close(handle: int) -> None:
    """Give a file back. It is closed also where the system complains, and what was synced is on the disk."""
    with contextlib.suppress(OSError):
        os.close(handle)


def sync_folder(path: Path) -> None:
    """Make a folder's names last. Where folders cannot be opened, or not be synced, names last by themselves."""
    if sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        sync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
    finally:
        close(handle)


def sync(handle: int) -> None:
    """Return when the bytes are on the disk itself."""
    if sys.platform == "darwin":  # there fsync leaves them in the drive's own memory
        import fcntl

        with contextlib.suppress(OSError):  # a network disk may not know the order
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)
