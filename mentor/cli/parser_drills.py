"""The commands of the rehearsal and their options; beside `parser.py`, whose tools they are made with."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable

from mentor.cli.parser import _add, _day, _json, _under

PRACTISED_USAGE = """\
mentor practised [--json]
       mentor practised medium TEXT --took DURATION [--failed] [--on DAY]
       mentor practised answer TEXT [--on DAY]
       mentor practised defence TEXT [--on DAY]
       mentor practised story SUBJECT TEXT [--on DAY]
       mentor practised remove ID"""
STORY_MORE = "A subject is one of failure, conflict, ambiguity, switch, trade_off, stopped_project."


def add_drills(command: Callable[..., ArgumentParser], shared: ArgumentParser) -> None:
    """Add the commands.

    Args:
        command: Adds one by its name, its function and what it does.
        shared: The options that hold everywhere.
    """
    drill = command("drill", "drill:run", "the design prompts, the one to do next first; one of them in full")
    drill.add_argument("id", metavar="ID", nargs="?", default="", help="a prompt, such as DP02, or a try, such as dr1")
    _json(drill)
    mock = command("mock", "drill:run_mock", "an hour's mock interview by weakness; without a terminal, what it holds")
    mock.add_argument("--summary", action="store_true", help="print the summary of the last one, as Markdown")
    mock.add_argument("-o", "--output", metavar="FILE", help="write that summary to a file that is not there yet")
    _json(mock)
    text = "record practice that only you saw, or list it"
    _practised(command("practised", "drill:run_practised", text, usage=PRACTISED_USAGE, epilog=STORY_MORE), shared)


def _practised(parser: ArgumentParser, shared: ArgumentParser) -> None:
    _json(parser)
    kinds = _under(parser)
    about = {
        "medium": "a coding problem of medium difficulty",
        "answer": "an answer of two minutes that you recorded",
        "defence": "a mock session in which your project was questioned",
        "story": "a story for the behavioural round",
    }
    for kind, text in about.items():
        one = _add(kinds, shared, kind, f"drill:run_{kind}", text)
        if kind == "story":
            one.add_argument("story", metavar="SUBJECT", help="failure, conflict, ambiguity, switch, trade_off, ...")
        one.add_argument("text", metavar="TEXT", nargs="+", help="which one it was, in a few words")
        one.add_argument("--on", metavar="YYYY-MM-DD", type=_day, help="the day; today unless given")
        if kind == "medium":
            one.add_argument("--took", metavar="DURATION", required=True, help="how long it took, such as 25m")
            one.add_argument("--failed", action="store_true", help="it was not solved, or not with tests")
    remove = _add(kinds, shared, "remove", "drill:run_remove", "remove a record")
    remove.add_argument("id", metavar="ID", help="its id, such as pm1")
