"""What the commands are made with: a parser whose errors are ours, and the options that many of them share."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from datetime import date
from typing import Any, NoReturn

from mentor.cli.context import Context
from mentor.days import read_day
from mentor.errors import InputError

Run = Callable[[Namespace, Context], int]
Fill = Callable[[Any, ArgumentParser], None]
"""Puts a command's own options and commands into its parser, with the options that hold everywhere at hand."""

TAKE_A_VALUE = ("--data-dir", "--today")
"""The options that may stand before the command and have a value."""


class Parser(ArgumentParser):
    """An argparse parser whose errors are ours and whose options cannot be abbreviated."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **options})

    mixed = False
    """Whether words and options may come in any order; the words are then in `words`, as they were typed."""

    meant: Callable[[list[str]], list[str]] | None = None
    """Gives the command's words back as they are meant, before they are read."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Read what is known, and the words beside it where they are wanted."""
        if self.meant is not None:
            args = self.meant(list(args))
        namespace, rest = super().parse_known_args(args, namespace)
        if not self.mixed:
            return namespace, rest
        end = rest.index("--") if "--" in rest else len(rest)
        for word in rest[:end]:
            if re.match(r"-\D", word):
                self.error(f"there is no option {word}")
        namespace.words = [*rest[:end], *rest[end + 1 :]]
        return namespace, []

    def error(self, message: str) -> NoReturn:
        """Say what was wrong, and where help is.

        Raises:
            InputError: Always.
        """
        found = re.fullmatch(r"argument COMMAND: invalid choice: '(.*?)' \(choose from (.*)\)", message, re.DOTALL)
        if found:
            from mentor.shape import did_you_mean

            near = did_you_mean(found[1], re.findall(r"[\w-]+", found[2])) or "."
            raise InputError(f"There is no command {found[1]}{near}", hint=f"All commands: {self.prog} --help")
        raise InputError(f"{message[:1].upper()}{message[1:]}.", hint=f"How it is used: {self.prog} --help")


class Commands:
    """The commands as they are named. The parser of one that was not typed is never made: that takes a third of the
    time of a short command.
    """

    def __init__(self, parser: ArgumentParser, shared: ArgumentParser, only: str) -> None:
        """Commands below a parser.

        Args:
            parser: The program's.
            shared: The options that hold everywhere.
            only: The command that was typed; empty for all.
        """
        self._under, self._shared, self._only = under(parser), shared, only
        self.found = not only

    def __call__(self, name: str, run: str, text: str, fill: Fill | None = None, **options: Any) -> None:
        """Add one.

        Args:
            name: Its name.
            run: Its function, as `module:function` of this package.
            text: What it does.
            fill: Adds its options.
            options: For its parser.
        """
        if self._only not in ("", name):
            return
        self.found = True
        parser = add(self._under, self._shared, name, run, text, **options)
        if fill is not None:
            fill(parser, self._shared)


def under(parser: ArgumentParser) -> Any:
    """A parser's place for commands below it."""
    return parser.add_subparsers(metavar="COMMAND", title="commands", prog=parser.prog)


def add(commands: Any, shared: ArgumentParser, name: str, run: str, text: str, **options: Any) -> Any:
    """Add a command.

    Args:
        commands: Where, as `under` gives it.
        shared: The options that hold everywhere.
        name: Its name.
        run: Its function, as `module:function` of this package.
        text: What it does.
        options: For its parser.
    """
    parser: ArgumentParser = commands.add_parser(
        name, parents=[shared], help=text, description=f"{text[:1].upper()}{text[1:]}.", **options
    )
    parser.set_defaults(run=_imported(run))
    return parser


def _imported(name: str) -> Run:
    """The function `module:function` of this package, imported when it is called."""

    def run(arguments: Namespace, context: Context) -> int:
        from importlib import import_module

        module, _, function = name.partition(":")
        return int(getattr(import_module(f"mentor.cli.{module}"), function)(arguments, context))

    return run


def with_json(parser: Any, _: ArgumentParser | None = None) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help="one JSON object for scripts")


def with_file(parser: Any, _: ArgumentParser | None = None) -> None:
    """Add `-o FILE`."""
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file")


def some(text: str) -> int:
    """A number from 1 to 9999.

    Raises:
        ArgumentTypeError: It is none.
    """
    if not re.fullmatch(r"[1-9]\d{0,3}", text, re.ASCII):
        raise ArgumentTypeError(f"{text!r} is no number from 1 to 9999")
    return int(text)


def folder(text: str) -> str:
    """A folder's name.

    Raises:
        ArgumentTypeError: It is empty.
    """
    if not text.strip():
        raise ArgumentTypeError("it is empty")
    return text


def day(text: str) -> date:
    """A day.

    Raises:
        ArgumentTypeError: It is none, or in no year of a plan.
    """
    try:
        return read_day(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} {error}") from None
