"""Reading a text from a file of the user's choice, and writing one into it."""

from __future__ import annotations

import sys
from pathlib import Path

from mentor.errors import InputError


def read_text(name: str, largest: int, what: str) -> str:
    """The text of a file; `-` reads the standard input.

    Args:
        name: The file.
        largest: Bytes it may have.
        what: What it is to be, as in "file of cards".

    Raises:
        InputError: It cannot be read, is larger, or is no text.
    """
    try:
        if name == "-":
            data = sys.stdin.buffer.read(largest + 1) if sys.stdin is not None else b""
        else:
            with Path(name.strip()).expanduser().open("rb") as file:
                data = file.read(largest + 1)
    except (OSError, ValueError, RuntimeError) as error:  # no such file; a name that can be none; no such user's home
        raise InputError(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}.") from None
    if len(data) > largest:
        raise InputError(f"{name} is larger than {largest / 1_000_000:g} MB: that is no {what}.")
    try:
        if b"\0" in data:
            raise ValueError("no text holds such bytes")
        return data.decode("utf-8-sig")
    except ValueError:
        raise InputError(f"{name} is no UTF-8 text.", hint="Save it as UTF-8 and try again.") from None


def write_text(name: str, text: str, *, over: bool = False) -> Path:
    """Write a text into a file, whole or not at all.

    Args:
        name: The file.
        text: What goes into it.
        over: Whether it may take the place of a file that is there.

    Raises:
        InputError: It cannot be written there, or something is there already.
    """
    from mentor.store.disk import replace as put

    path = Path(name.strip()).expanduser()
    if not name.strip() or path.is_dir():
        raise InputError(f"{name.strip() or 'An empty name'} is no file.", hint="Give a file's name.")
    if path.exists() and not over:
        raise InputError(f"{path} is there already.", hint="Give another name.")
    try:
        put(path, text.encode("utf-8"))
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.", hint="Nothing was written.") from None
    return path
