"""The commands and their options."""

from __future__ import annotations

import argparse
import re
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, NoReturn

from mentor import __version__
from mentor.cli.context import Context
from mentor.cli.practice_options import add_practice
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


LOG_USAGE = """\
mentor log [--last N] [--json]
       mentor log DURATION KIND [NOTE ...] [--on DAY | --yesterday]
                  [--task ID] [--project ID] [--action ID] [--course ID] [--json]
       mentor log edit N KEY=VALUE ...
       mentor log delete N"""
LOG_MORE = """\
A duration is written as 1h30, 1.5h, 90m, 90 or 1:30; a kind is one of build, learn, practise, publish, people, apply,
rest. N is an entry's number in the list of the last ones, 1 being the newest, or its id. Keys: minutes, kind, note, on,
task, project, action, course; none clears a link or the note."""
BACKUP_USAGE = "mentor backup list [--json]\n       mentor backup create\n       mentor backup restore ID"
COURSE_USAGE = """\
mentor course [--json]
       mentor course add TITLE [--paid] [--force]
       mentor course finish|park|remove ID
       mentor course resume ID [--force]"""


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

    mixed = False
    """Whether words and options may come in any order; the words are then in `words`, as they were typed."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Read what is known, and the words beside it where they are wanted."""
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
    took = "what it really took, such as 50m; as planned unless given"
    done.add_argument("--took", "--minutes", metavar="DURATION", default="", help=took)
    text = "log time, or show what was logged last"
    _log(command("log", "log:run", text, usage=LOG_USAGE, epilog=LOG_MORE))
    _timer(command("timer", "timer:run", "time what you do; it runs on when the program is closed"), shared)
    journal = command("journal", "journal:run", "look back: hours by week and kind, gaps, whether the forecasts held")
    journal.add_argument("--weeks", metavar="N", type=_some, default=12, help="weeks to show; 12 unless given")
    _json(journal)
    _course(command("course", "course:run", "the courses you take", usage=COURSE_USAGE), shared)
    _verify(command("verify", "verify:run", "read a project's folder: what each criterion shows, what is missing"))
    _probe(command("probe", "probe:run", "look at a deployed service: status, latency, documentation, health check"))
    scaffold = command("scaffold", "scaffold:run", "write an empty skeleton for a project; overwrites nothing")
    scaffold.add_argument("type", metavar="TYPE", help="a project type, such as serving_api")
    scaffold.add_argument("dir", metavar="DIR", help="its folder, which need not exist")
    practice = command("practice", "practice:run", "exercises that run: SQL, and evaluation with fresh numbers")
    add_practice(practice, partial(_add, _under(practice), shared))
    _bullet(command("bullet", "bullet:run", "check a resume bullet: what it states, what it leaves out"))
    resume = command("resume", "bullet:run_resume", "the bullets you kept, as Markdown, and what holds for all of them")
    resume.add_argument("-o", "--output", metavar="FILE", help="write to a file")
    _json(resume)
    from mentor.cli.parser_cards import add_cards

    add_cards(command, shared)
    from mentor.cli.parser_drills import add_drills

    add_drills(command, shared)
    from mentor.cli.parser_search import add_search

    add_search(command, shared)
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


def _verify(parser: ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", help="the folder; nothing in it is run or changed")
    parser.add_argument("--type", metavar="TYPE", default="", help="a project type, such as serving_api")
    parser.add_argument("--all", action="store_true", help="show in full what is met, too")
    _json(parser)


def _probe(parser: ArgumentParser) -> None:
    parser.add_argument("url", metavar="URL", help="its address; only GET is sent, only to this host")
    parser.add_argument("--project", metavar="ID", default="", help="the portfolio project it belongs to, such as p1")
    parser.add_argument("--local", action="store_true", help="allow addresses of this machine and of private networks")
    parser.add_argument(
        "--requests", metavar="N", type=_some, default=30, help="requests in all, at most 50; 30 unless given"
    )
    _json(parser)


def _bullet(parser: ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", nargs="+", help="the bullet; - reads the standard input, one a line")
    parts = ("project", "career")
    parser.add_argument("--part", choices=parts, default="project", help="career for one on an earlier job")
    parser.add_argument("--project", metavar="ID", default="", help="look its figures up in this project's last run")
    _json(parser)


def _log(parser: Any) -> None:
    parser.mixed = True
    day = parser.add_mutually_exclusive_group()
    day.add_argument("--on", metavar="YYYY-MM-DD", type=_day, help="the day; today unless given")
    day.add_argument("--yesterday", action="store_true", help="the day before today")
    _links(parser)
    parser.add_argument("--last", metavar="N", type=_some, help="entries to show; 10 unless given")
    _json(parser)


def _timer(parser: ArgumentParser, shared: ArgumentParser) -> None:
    _json(parser)
    kinds = _under(parser)
    usage = "mentor timer start KIND [NOTE ...] [--task ID] [--project ID] [--action ID] [--course ID]"
    start: Any = _add(kinds, shared, "start", "timer:run_start", "start the timer", usage=usage)
    start.mixed = True
    _links(start)
    stop = _add(kinds, shared, "stop", "timer:run_stop", "stop the timer and log its time")
    stop.add_argument("--minutes", metavar="DURATION", default="", help="what it really was, such as 90 or 1h30")
    stop.add_argument("--discard", action="store_true", help="log nothing")
    pause = _add(kinds, shared, "pause", "timer:run_pause", "pause the timer")
    resume = _add(kinds, shared, "resume", "timer:run_resume", "go on after a pause")
    for one in (start, stop, pause, resume, _add(kinds, shared, "status", "timer:run", "what is being timed")):
        _json(one)


def _course(parser: ArgumentParser, shared: ArgumentParser) -> None:
    _json(parser)
    kinds = _under(parser)
    add = _add(kinds, shared, "add", "course:run_add", "begin a course; one at a time is the limit")
    add.add_argument("title", metavar="TITLE", nargs="+", help="its title")
    add.add_argument("--paid", action="store_true", help="it costs money")
    _beside(add)
    about = {"finish": "it is through", "park": "set it aside", "remove": "forget it", "resume": "take it up again"}
    for name, text in about.items():
        one = _add(kinds, shared, name, f"course:run_{name}", text)
        one.add_argument("id", metavar="ID", help="its id, such as c1")
    _beside(one)


def _beside(parser: ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help="although another course is active")


def _links(parser: ArgumentParser) -> None:
    """What time is spent for."""
    parser.add_argument("--task", metavar="ID", default="", help="a card of the board, such as P1.3")
    parser.add_argument("--project", metavar="ID", default="", help="a portfolio project, such as p1")
    parser.add_argument("--action", metavar="ID", default="", help="an action, such as w3.2, or its number")
    parser.add_argument("--course", metavar="ID", default="", help="a course, such as c1")


def _week(parser: ArgumentParser) -> None:
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--format", choices=("text", "markdown", "json", "ics"), default="text", help="text unless given")
    form.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file")
    plan = parser.add_mutually_exclusive_group()
    plan.add_argument("--next", action="store_true", help="show the week proposed from today, beside the last one")
    plan.add_argument("--new", action="store_true", help="plan again from today and take it")


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
