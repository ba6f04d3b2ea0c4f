"""Runs one command. The only place where an error becomes lines on stderr and an exit status."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TextIO

from mentor.cli.context import Context, NothingYetError
from mentor.errors import MentorError
from mentor.text import one_line

DONE, NOT_HELD, WRONG, BUG, INTERRUPTED = 0, 1, 2, 70, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status.

    Args:
        argv: The words after the program's name; those of this process when not given.
    """
    words = sys.argv[1:] if argv is None else list(argv)
    _prepare_streams()
    try:
        status = _run(words)
        _flush()
    except BrokenPipeError:
        # Whoever reads the output has seen enough, as in `mentor week | head -1`.
        _drop(sys.stdout)
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        with suppress(OSError, ValueError):
            _flush()
        status, lines = _explained(error)
        if status == BUG and "--debug" in words:
            import traceback

            lines = [*traceback.format_exc().splitlines(), *lines]
        _tell(lines)
    return status


def _run(words: list[str]) -> int:
    from mentor.cli.parser import read_arguments

    try:
        arguments = read_arguments(words)
    except SystemExit:  # argparse has printed the help or the version
        return DONE
    context = Context(arguments.data_dir, arguments.today)
    if arguments.run is None:
        from mentor.cli.screen import need_terminal

        need_terminal()
    with _demo(arguments, context) if arguments.demo else _as_it_is(context) as context:
        try:
            if arguments.run is None:
                from mentor.cli.screen import run

                return run(context, debug=arguments.debug)
            return int(arguments.run(arguments, context))
        finally:
            context.close()


@contextmanager
def _as_it_is(context: Context) -> Iterator[Context]:
    yield context


@contextmanager
def _demo(arguments: Namespace, context: Context) -> Iterator[Context]:
    """The same command on a made-up journey that is removed afterwards."""
    from mentor.cli.demo import demo_context

    with demo_context(context) as demo:
        if arguments.run is not None:
            _tell(["A made-up journey; nothing of it is kept."])
        yield demo


def _explained(error: Exception) -> tuple[int, list[str]]:
    """The exit status of an error, and what to say about it."""
    if isinstance(error, NothingYetError):
        return NOT_HELD, error.lines()
    if isinstance(error, MentorError):
        return WRONG, [*_saved_by(error), *error.lines()[1:]]
    if isinstance(error, OSError):
        where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
        return WRONG, [f"{where}{error.strerror or error}."]
    # Imported only here: a command that prints what is stored never loads records or content.
    from mentor.content import ContentError
    from mentor.journey.lazy import UnreadableRecordError
    from mentor.store.log import UnreadableError

    if isinstance(error, UnreadableError | UnreadableRecordError):
        return WRONG, [f"A record cannot be read: {error}.", "`mentor doctor` says what to do."]
    if isinstance(error, ContentError):
        return WRONG, ["The content files are damaged:", *(f"  {line}" for line in error.problems), "Reinstall mentor."]
    return BUG, [
        f"This is a bug in mentor ({type(error).__name__}). What was saved is untouched.",
        "Run the same again with --debug to see where it happened, and report it.",
    ]


def _saved_by(error: MentorError) -> list[str]:
    """An error's message; where files are damaged, with what can be saved of them and what would be missing."""
    from mentor.store.trouble import DamagedError

    if isinstance(error, DamagedError):
        from mentor.store.rescue import newest_good_state

        with suppress(MentorError, OSError, ValueError):
            rescue = newest_good_state(error.path.parent)
            return [error.message, *(f"  {line}" for line in rescue.lines() if rescue)] if rescue else [error.message]
    return [error.message]


def _tell(lines: Sequence[str]) -> None:
    """Lines for the user on stderr, each without control characters, its indent kept."""
    with suppress(OSError, ValueError):
        for line in lines:
            indent = line[: len(line) - len(line.lstrip(" "))]
            print(f"{indent}{one_line(line)}", file=sys.stderr)  # noqa: T201


def _prepare_streams() -> None:
    """A stream that is closed takes everything; one that cannot show a character gets a question mark instead."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif (reconfigure := getattr(stream, "reconfigure", None)) is not None:
            reconfigure(errors="replace")


def _flush() -> None:
    """Send the output off now, while an error can still be told."""
    try:
        sys.stdout.flush()
    except OSError:
        _drop(sys.stdout)
        raise


def _drop(stream: TextIO | None) -> None:
    """Point a stream nobody reads at nothing, so that closing it at the end says nothing either."""
    with suppress(OSError, ValueError, AttributeError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())  # type: ignore[union-attr]
        os.close(nothing)
