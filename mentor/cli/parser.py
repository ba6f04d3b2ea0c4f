"""The commands, in the order of the help, and how the command line is read."""

from __future__ import annotations

import argparse
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Sequence

from mentor import __version__
from mentor.cli.options import TAKE_A_VALUE, Commands, Parser, day, folder
from mentor.errors import InputError

ALONE = ("--demo", "--debug", "--version", "--help", "-h")
"""The options without a value that may stand before the command."""

ABOUT = """\
A mentor from where you stand to an applied machine-learning-engineer job.

Without a command it opens the full screen."""

ORDER = """\
A first week in two commands, without the full screen:
  mentor intake answers.toml   your answers from a file
  mentor week                  the few things that matter in the next seven days

Your data stays in one local file; `mentor where` names it."""


def read_arguments(words: Sequence[str]) -> Namespace:
    """The command line as read: `run` is the command's function, None for the full screen.

    Raises:
        InputError: It cannot be understood.
        SystemExit: The help or the version was asked for, and printed.
    """
    before, command = _split(words)
    everywhere = {"data_dir": None, "today": None, "demo": False, "debug": False, "run": None}
    # Without a command none need be known, but for the help: that spares the first frame a tenth.
    parser = _parser(command) if command or {"-h", "--help"} & {*before} else _bare()[0]
    arguments = parser.parse_args(words, Namespace(**everywhere))
    if arguments.demo and arguments.data_dir is not None:
        raise InputError("--demo makes its own folder; leave --data-dir out.")
    return arguments


def _split(words: Sequence[str]) -> tuple[list[str], str]:
    """The options before the command, and the command; empty where there is none.

    Raises:
        InputError: An option before the command does not exist; argparse would take its value for the command.
    """
    before: list[str] = []
    rest = iter(words)
    for word in rest:
        if not word.startswith("-"):
            return before, word
        name, given, _ = word.partition("=")
        before.append(name)
        if name in TAKE_A_VALUE and not given:
            next(rest, None)
        elif name not in (*TAKE_A_VALUE, *ALONE):
            from mentor.shape import did_you_mean

            near = did_you_mean(name, (*TAKE_A_VALUE, *ALONE)) or "."
            raise InputError(f"There is no option {name}{near}", hint="All options: mentor --help")
    return before, ""


def _bare() -> tuple[ArgumentParser, ArgumentParser]:
    """The program's parser without commands, and one with the options that hold everywhere."""
    # Those stand in each parser. Without a value they set nothing, so that a command does not put its default over what
    # stood before the command.
    shared = Parser(add_help=False, argument_default=SUPPRESS)
    group = shared.add_argument_group("everywhere")
    group.add_argument("--data-dir", metavar="DIR", type=folder, help="where your data is (or MENTOR_DATA_DIR)")
    group.add_argument("--today", metavar="YYYY-MM-DD", type=day, help="take this for today")
    group.add_argument("--demo", action="store_true", help="work on a made-up journey that is removed afterwards")
    group.add_argument("--debug", action="store_true", help="show where a bug happened")
    group.add_argument("--version", action="version", version=f"mentor {__version__}", help="show the version")
    parser = Parser(
        prog="mentor",
        parents=[shared],
        description=ABOUT,
        epilog=ORDER,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    return parser, shared


def _parser(only: str = "") -> ArgumentParser:
    """The parser with the command that was typed, or with all of them where there is no such command."""
    from mentor.cli import parser_data, parser_outreach, parser_practice, parser_proof, parser_search, parser_week

    parser, shared = _bare()
    commands = Commands(parser, shared, only)
    for module in (parser_week, parser_proof, parser_practice, parser_search, parser_outreach, parser_data):
        module.add_commands(commands)
    return parser if commands.found else _parser()
