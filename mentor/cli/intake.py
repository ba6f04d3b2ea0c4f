"""`mentor intake FILE`: the first questions from a file."""

from __future__ import annotations

import re
import sys
import tomllib
from argparse import Namespace
from pathlib import Path
from typing import Any

from mentor.cli.context import Context
from mentor.cli.output import show
from mentor.cli.page import Page
from mentor.errors import InputError
from mentor.journey.intake import read_intake
from mentor.text import shorten

LARGEST = 1_000_000
"""Bytes of an intake file."""
MOST_KEYS = 1_000
"""Keys of an intake file; all areas and items together are 120."""
UNCHANGED = "Nothing was changed."


def run(arguments: Namespace, context: Context) -> int:
    """Take the file whole or not at all."""
    name = "the standard input" if arguments.file == "-" else arguments.file
    table = _parsed(_text(arguments.file, name), name)
    session = context.session()
    known = session.content.areas.keys() | session.content.items.keys()
    try:
        intake, problems = read_intake(table, known, session.today)
    except (ValueError, OverflowError, RecursionError):
        raise InputError(f"{name} holds a number too large or a table too deep to read.", hint=UNCHANGED) from None
    if intake is None:
        raise InputError(f"{name} was not taken:", details=[shorten(line, 240) for line in problems], hint=UNCHANGED)
    session.take_intake(intake.profile, intake.ratings)
    page = Page.for_output()
    rated = f", {len(intake.ratings)} areas and items rated" if intake.ratings else ""
    page.line(
        f"Taken: {intake.profile.start}, target {intake.profile.target}, "
        f"{intake.profile.hours_per_week:g} h a week{rated}."
    )
    page.line("Next: `mentor week` plans the first seven days, `mentor audit` shows what is missing.")
    show(page)
    return 0


def _text(file: str, name: str) -> str:
    """The file's text.

    Raises:
        InputError: It cannot be read, is too large or is no text.
    """
    try:
        if file == "-":
            data = sys.stdin.buffer.read(LARGEST + 1) if sys.stdin is not None else b""
        else:
            with Path(file).expanduser().open("rb") as stream:
                data = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise InputError(
            f"There is no file {name}.", hint="Give the path of a TOML file, or - to read it from a pipe."
        ) from None
    except IsADirectoryError:
        raise InputError(f"{name} is a folder, not a file.", hint="Give the path of a TOML file.") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}.") from None
    if len(data) > LARGEST:
        raise InputError(f"{name} is larger than 1 MB; an intake file is a page of text.", hint=UNCHANGED)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise InputError(f"{name} is not text in UTF-8.", hint=UNCHANGED)
    return text


def _parsed(text: str, name: str) -> dict[str, Any]:
    """The file's table.

    Raises:
        InputError: It is not TOML.
    """
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        where, what = _place(error, text)
        raise InputError(f"{name} is not TOML:", details=[f"{where}: {shorten(what, 200)}"], hint=UNCHANGED) from None
    keys = sum(1 + (len(value) if isinstance(value, dict) else 0) for value in table.values())
    if keys > MOST_KEYS:
        raise InputError(f"{name} is no intake file: it holds {keys} keys.", hint=UNCHANGED)
    return table


def _place(error: Exception, text: str) -> tuple[str, str]:
    """Where a TOML error is, and what is wrong there."""
    if isinstance(error, RecursionError):
        return "somewhere", "it is nested too deep"
    found = re.fullmatch(r"(.*) \(at (?:(line \d+, column \d+)|end of document)\)", str(error), re.DOTALL)
    if not found:
        return "somewhere", "a number in it has too many digits"
    return found[2] or f"line {len(text.splitlines())}, at the end", found[1]
