"""The commands of profile, plan, week and time, and their options."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from mentor.cli.options import Commands, add, day, some, under, with_file, with_json

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
COURSE_USAGE = """\
mentor course [--json]
       mentor course add TITLE [--paid] [--force]
       mentor course finish|park|remove ID
       mentor course resume ID [--force]"""


def add_commands(command: Commands) -> None:
    """Add them, in the order of the help."""
    command("intake", "intake:run", "take the first questions' answers from a file, all or nothing", _intake)
    text = "show the profile, or change it"
    command("profile", "profile:run", text, _profile, usage=_usage("profile", "set", "KEY=VALUE"))
    text = "what you can show, what is missing"
    command("audit", "audit:run", text, _audit, usage=_usage("audit", "rate", "KEY=LEVEL"))
    command("plan", "plan:run", "how long it takes by whose word, the phases, the forecast", with_json)
    command("advice", "advice:run", "project, employers, pay, bridge roles and warnings for your profile", with_json)
    command("ask", "ask:run", "search what the guides say; every hit with its source", _ask)
    command("week", "week:run", "this week's actions, with the reasons", _week)
    command("done", "done:run", "tick an action of the week", _done)
    command("log", "log:run", "log time, or show what was logged last", _log, usage=LOG_USAGE, epilog=LOG_MORE)
    command("timer", "timer:run", "time what you do; it runs on when the program is closed", _timer)
    command("journal", "journal:run", "look back: hours by week and kind, gaps, whether the forecasts held", _journal)
    command("course", "course:run", "the courses you take", _course, usage=COURSE_USAGE)


def _usage(name: str, action: str, pair: str) -> str:
    return f"mentor {name} [--json]\n       mentor {name} {action} {pair} ..."


def _intake(parser: Any, _: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a TOML file; - reads the standard input")


def _profile(parser: Any, shared: ArgumentParser) -> None:
    with_json(parser)
    setting = add(under(parser), shared, "set", "profile:run_set", "change the profile")
    setting.add_argument("pairs", metavar="KEY=VALUE", nargs="+", help="such as hours_per_week=8; none clears")


def _audit(parser: Any, shared: ArgumentParser) -> None:
    with_json(parser)
    rating = add(under(parser), shared, "rate", "rate:run", "rate areas or items 0 to 4")
    rating.add_argument("pairs", metavar="KEY=LEVEL", nargs="+", help="such as python=3 or A07.2=1; none takes it back")


def _ask(parser: Any, _: ArgumentParser) -> None:
    parser.add_argument("words", metavar="WORDS", nargs="+", help="what you want to know, or an id")
    parser.add_argument("--topic", metavar="TOPIC", default="", help="one shelf of the Library only, such as salary")
    parser.add_argument("--limit", metavar="N", type=some, default=5, help="hits at most; 5 unless given")
    with_json(parser)


def _week(parser: Any, _: ArgumentParser) -> None:
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--format", choices=("text", "markdown", "json", "ics"), default="text", help="text unless given")
    form.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")
    with_file(parser)
    plan = parser.add_mutually_exclusive_group()
    plan.add_argument("--next", action="store_true", help="show the week proposed from today, beside the last one")
    plan.add_argument("--new", action="store_true", help="plan again from today and take it")


def _done(parser: Any, _: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="its id, such as w1.2, or its number in this week")
    parser.add_argument("--undo", action="store_true", help="take the tick off")
    took = "what it really took, such as 50m; as planned unless given"
    parser.add_argument("--took", "--minutes", metavar="DURATION", default="", help=took)


def _log(parser: Any, _: ArgumentParser) -> None:
    parser.mixed = True
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--on", metavar="YYYY-MM-DD", type=day, help="the day; today unless given")
    when.add_argument("--yesterday", action="store_true", help="the day before today")
    _links(parser)
    parser.add_argument("--last", metavar="N", type=some, help="entries to show; 10 unless given")
    with_json(parser)


def _timer(parser: Any, shared: ArgumentParser) -> None:
    with_json(parser)
    kinds = under(parser)
    usage = "mentor timer start KIND [NOTE ...] [--task ID] [--project ID] [--action ID] [--course ID]"
    start: Any = add(kinds, shared, "start", "timer:run_start", "start the timer", usage=usage)
    start.mixed = True
    _links(start)
    stop = add(kinds, shared, "stop", "timer:run_stop", "stop the timer and log its time")
    stop.add_argument("--minutes", metavar="DURATION", default="", help="what it really was, such as 90 or 1h30")
    stop.add_argument("--discard", action="store_true", help="log nothing")
    pause = add(kinds, shared, "pause", "timer:run_pause", "pause the timer")
    resume = add(kinds, shared, "resume", "timer:run_resume", "go on after a pause")
    for one in (start, stop, pause, resume, add(kinds, shared, "status", "timer:run", "what is being timed")):
        with_json(one)


def _journal(parser: Any, _: ArgumentParser) -> None:
    parser.add_argument("--weeks", metavar="N", type=some, default=12, help="weeks to show; 12 unless given")
    with_json(parser)


def _course(parser: Any, shared: ArgumentParser) -> None:
    with_json(parser)
    kinds = under(parser)
    new = add(kinds, shared, "add", "course:run_add", "begin a course; one at a time is the limit")
    new.add_argument("title", metavar="TITLE", nargs="+", help="its title")
    new.add_argument("--paid", action="store_true", help="it costs money")
    _beside(new)
    about = {"finish": "it is through", "park": "set it aside", "remove": "forget it", "resume": "take it up again"}
    for name, text in about.items():
        one = add(kinds, shared, name, f"course:run_{name}", text)
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
