"""Sends what a command has to say to the standard output or into a file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, TextIO

from mentor.cli.page import Page
from mentor.errors import InputError
from mentor.text import clean


def show(page: Page) -> None:
    """Print a page."""
    sys.stdout.write(page.text())


def say(text: str) -> None:
    """A remark beside the output: one line on stderr."""
    sys.stderr.write(f"{clean(text)}\n")


def show_json(value: Any) -> None:
    """Print a value as JSON."""
    sys.stdout.write(as_json(value, ascii_only=not is_utf8(sys.stdout)))


def is_utf8(stream: TextIO) -> bool:
    """Whether a stream can hold every character. Where not, JSON's own escapes keep a value whole."""
    return (getattr(stream, "encoding", None) or "utf-8").lower().replace("-", "") == "utf8"


def as_json(value: Any, *, ascii_only: bool = False) -> str:
    """A value as indented JSON whose texts hold no control characters."""
    import json

    return json.dumps(_cleaned(value), indent=2, ensure_ascii=ascii_only) + "\n"


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(inner) for inner in value]
    return value


def put_out(text: str, output: str | None) -> None:
    """Write a text to the standard output, or into the file that takes its place; "-" is the standard output too.

    Raises:
        InputError: It cannot be written there.
    """
    if output in (None, "-"):
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        write_file(output, text)


def write_file(name: str, text: str) -> None:
    """Write a file whole or not at all, and say where it is.

    Raises:
        InputError: It cannot be written there.
    """
    path = Path(os.path.realpath(Path(name).expanduser()))  # where it is a link, the file it names is replaced
    if not name or path.is_dir():
        raise InputError(f"{name or 'An empty name'} is a folder, not a file.", hint="Give a file's name after -o.")
    try:
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8")  # a device or a pipe has no contents to protect
        else:
            _replace(path, text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(f"{name} cannot be written: {error.strerror}.", hint="Nothing was written.") from None
    say(f"Written to {name}.")


def _replace(path: Path, text: str) -> None:
    """Put a new file in the place of the old one, with the old one's permissions."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("x", encoding="utf-8", newline="") as file:
            if path.exists():
                temporary.chmod(path.stat().st_mode)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
