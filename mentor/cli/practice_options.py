"""The options of `mentor practice`."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable


def add_practice(parser: ArgumentParser, add: Callable[[str, str, str], ArgumentParser]) -> None:
    """Put the two kinds of exercises and their options under the command; `add` takes name, function and text."""
    sql = add("sql", "practice:run_sql", "list, show or solve a SQL exercise")
    sql.add_argument("id", metavar="ID", nargs="?", default="", help="an exercise, such as SQ-E01")
    sql.add_argument("--file", metavar="FILE", help="your SELECT, - for the standard input; without ID it is only run")
    sql.add_argument("--hint", action="store_true", help="one hint more")
    sql.add_argument("--schema", action="store_true", help="show the tables")
    evaluation = add("eval", "practice:run_eval", "list, show or answer an evaluation exercise")
    evaluation.add_argument("id", metavar="ID", nargs="?", default="", help="an exercise, such as EV-E01")
    evaluation.add_argument("--seed", metavar="N", type=_seed, help="the numbers to ask with; fresh ones unless given")
    evaluation.add_argument("--answer", metavar="X", help="such as 0.83, 83%% or 5/6; a negative one as --answer=-0.1")
    for one in (parser, sql, evaluation):
        one.add_argument("--json", action="store_true", help="one JSON object for scripts")


def _seed(text: str) -> int:
    if not re.fullmatch(r"\d{1,6}", text, re.ASCII):
        raise ArgumentTypeError(f"{text!r} is no number from 0 to 999999")
    return int(text)
