"""The commands and their options."""

from __future__ import annotations

import argparse
import re
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NoReturn

from mentor import __version__
from mentor.cli.context import Context
from mentor.errors import InputError

Run = Callable[[Namespace, Context], int]

YEARS = (2000, 2200)
"""Years in which a plan can be made."""

TAKE_A_VALUE = ("--data-dir", "--today")
ALONE = ("--demo", "--debug", "--version", "--help", "-h")
"""The options that may stand before the command."""

ABOUT = """\
A mentor from where you stand to an applied machine-learning-engineer job.

Without a command it opens the full screen."""

ORDER = """\
A first week in two commands, without the full screen:
  mentor intake answers.toml   your answers from a file
  mentor week                  the few things that matter in the next seven days

Your data stays in one local file; `mentor where` names it."""


BACKUP_USAGE = "mentor backup list [--json]\n       mentor backup create\n       mentor backup restore ID"


def read_arguments(words: Sequence[str]) -> Namespace:
    """The command line as read: `run` is the command's function, None for the full screen.

    Raises:
        InputError: It cannot be understood.
        SystemExit: The help or the version was asked for, and printed.
    """
    _refuse_unknown_option(words)
    everywhere = {"data_dir": None, "today": None, "demo": False, "debug": False, "run": None}
    arguments = _parser(commands=not _opens_the_screen(words)).parse_args(words, Namespace(**everywhere))
    if arguments.demo and arguments.data_dir is not None:
        raise InputError("--demo makes its own folder; leave --data-dir out.")
    return arguments


def _refuse_unknown_option(words: Sequence[str]) -> None:
    """Say that an option before the command does not exist; argparse would take its value for the command.

    Raises:
        InputError: There is one.
    """
    rest = iter(words)
    for word in rest:
        if not word.startswith("-"):
            return
        name, given, _ = word.partition("=")
        if name in TAKE_A_VALUE and not given:
            next(rest, None)
        elif name not in (*TAKE_A_VALUE, *ALONE):
            from mentor.shape import did_you_mean

            near = did_you_mean(name, (*TAKE_A_VALUE, *ALONE)) or "."
            raise InputError(f"There is no option {name}{near}", hint="All options: mentor --help")


class _Parser(ArgumentParser):
    """An argparse parser whose errors are ours and whose options cannot be abbreviated."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **options})

    def error(self, message: str) -> NoReturn:
        found = re.fullmatch(r"argument COMMAND: invalid choice: '(.*?)' \(choose from (.*)\)", message, re.DOTALL)
        if found:
            from mentor.shape import did_you_mean

            near = did_you_mean(found[1], re.findall(r"\w+", found[2])) or "."
            raise InputError(f"There is no command {found[1]}{near}", hint=f"All commands: {self.prog} --help")
        raise InputError(f"{message[:1].upper()}{message[1:]}.", hint=f"How it is used: {self.prog} --help")


def _opens_the_screen(words: Sequence[str]) -> bool:
    """Whether nothing but options is given: then no command need be known, which spares the first frame a tenth."""
    rest = iter(words)
    for word in rest:
        name, given, _ = word.partition("=")
        if name in TAKE_A_VALUE and not given:
            next(rest, None)
        elif name not in (*TAKE_A_VALUE, "--demo", "--debug"):
            return False
    return True


def _parser(*, commands: bool) -> ArgumentParser:
    # Options that hold everywhere stand in each parser. Without a value they set nothing, so that a command does not
    # put its default over what stood before the command.
    shared = _Parser(add_help=False, argument_default=SUPPRESS)
    group = shared.add_argument_group("everywhere")
    group.add_argument("--data-dir", metavar="DIR", type=_folder, help="where your data is (or MENTOR_DATA_DIR)")
    group.add_argument("--today", metavar="YYYY-MM-DD", type=_day, help="take this for today")
    group.add_argument("--demo", action="store_true", help="work on a made-up journey that is removed afterwards")
    group.add_argument("--debug", action="store_true", help="show where a bug happened")
    group.add_argument("--version", action="version", version=f"mentor {__version__}", help="show the version")
    parser = _Parser(
        prog="mentor",
        parents=[shared],
        description=ABOUT,
        epilog=ORDER,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    if commands:
        _commands(parser, shared)
    return parser


def _commands(parser: ArgumentParser, shared: ArgumentParser) -> None:
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")

    def command(name: str, run: str, text: str, **options: Any) -> ArgumentParser:
        return _add(commands, shared, name, run, text, **options)

    intake = command("intake", "intake:run", "take the first questions' answers from a file, all or nothing")
    intake.add_argument("file", metavar="FILE", help="a TOML file; - reads the standard input")
    profile = command("profile", "profile:run", "show the profile, or change it", usage=_usage("profile", "set"))
    _json(profile)
    setting = _add(_under(profile), shared, "set", "profile:run_set", "change the profile")
    setting.add_argument("pairs", metavar="KEY=VALUE", nargs="+", help="such as hours_per_week=8; none clears")
    audit = command("audit", "audit:run", "what you can show, what is missing", usage=_usage("audit", "rate"))
    _json(audit)
    rating = _add(_under(audit), shared, "rate", "rate:run", "rate areas or items 0 to 4")
    rating.add_argument("pairs", metavar="KEY=LEVEL", nargs="+", help="such as python=3 or A07.2=1; none takes it back")
    _json(command("plan", "plan:run", "how long it takes by whose word, the phases, the forecast"))
    _json(command("advice", "advice:run", "project, employers, pay, bridge roles and warnings for your profile"))
    _ask(command("ask", "ask:run", "search what the guides say; every hit with its source"))
    _week(command("week", "week:run", "this week's actions, with the reasons"))
    done = command("done", "done:run", "tick an action of the week")
    done.add_argument("id", metavar="ID", help="its id, such as w1.2, or its number in this week")
    done.add_argument("--undo", action="store_true", help="take the tick off")
    command("undo", "undo:run", "take back the last change")
    command("redo", "undo:run_redo", "do again what was taken back last")
    _data(command, shared)


def _data(command: Callable[..., ArgumentParser], shared: ArgumentParser) -> None:
    """The commands for the user's data as a whole."""
    export = command("export", "export:run", "write everything you recorded into one readable file")
    export.add_argument("-o", "--output", metavar="FILE", help="write to a file")
    export.add_argument("--markdown", action="store_true", help="a report that a human mentor can read")
    export.add_argument("--with-paths", action="store_true", help="keep paths of this machine and logins in links")
    take = command("import", "merge:run", "merge an exported journey into yours; the newest change of a record wins")
    take.add_argument("file", metavar="FILE", help="what `mentor export` wrote; - reads the standard input")
    take.add_argument("--dry-run", action="store_true", help="only show what would change")
    _json(take)
    backup = command("backup", "backup:run_list", "copies of your journey", usage=BACKUP_USAGE)
    _json(backup)
    kinds = _under(backup)
    _json(_add(kinds, shared, "list", "backup:run_list", "show the backups, newest first"))
    _add(kinds, shared, "create", "backup:run_create", "make one now; it stays until you delete it")
    restore = _add(
        kinds, shared, "restore", "backup:run_restore", "go back to a backup; the present is backed up first"
    )
    restore.add_argument("id", metavar="ID", help="as `mentor backup list` shows it")
    doctor = command("doctor", "doctor:run", "look everything over: files, backups, records, content")
    doctor.add_argument("--fix", action="store_true", help="put right what can safely be put right")
    _json(doctor)
    _json(command("where", "where:run", "where your data is"))


def _usage(name: str, action: str) -> str:
    pair = "KEY=LEVEL" if action == "rate" else "KEY=VALUE"
    return f"mentor {name} [--json]\n       mentor {name} {action} {pair} ..."


def _under(parser: ArgumentParser) -> Any:
    return parser.add_subparsers(metavar="COMMAND", title="commands", prog=parser.prog)


def _add(commands: Any, shared: ArgumentParser, name: str, run: str, text: str, **options: Any) -> ArgumentParser:
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


def _json(parser: Any) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object for scripts")


def _ask(parser: ArgumentParser) -> None:
    parser.add_argument("words", metavar="WORDS", nargs="+", help="what you want to know, or an id")
    parser.add_argument("--topic", metavar="TOPIC", default="", help="one shelf of the Library only, such as salary")
    parser.add_argument("--limit", metavar="N", type=_some, default=5, help="hits at most; 5 unless given")
    _json(parser)


def _week(parser: ArgumentParser) -> None:
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--format", choices=("text", "markdown", "json"), default="text", help="text unless given")
    form.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file")
    parser.add_argument("--new", action="store_true", help="plan again from today")


def _some(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,3}", text, re.ASCII):
        raise ArgumentTypeError(f"{text!r} is no number from 1 to 9999")
    return int(text)


def _folder(text: str) -> str:
    if not text.strip():
        raise ArgumentTypeError("it is empty")
    return text


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) else "")
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no date; write it as 2026-11-21") from None
    if not YEARS[0] <= day.year < YEARS[1]:
        raise ArgumentTypeError(f"{text} is not between {YEARS[0]} and {YEARS[1]}")
    return day
