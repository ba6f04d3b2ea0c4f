"""Writing a text into a file of the user's choice."""

from __future__ import annotations

from pathlib import Path

from mentor.errors import InputError


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
