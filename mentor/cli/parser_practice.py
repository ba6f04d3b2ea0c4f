"""The commands of practice and their options."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from mentor.cli.options import Commands, add, day, under, with_json

CARDS_USAGE = """\
mentor cards [list] [--own] [--group GROUP] [--json]
       mentor cards add QUESTION ANSWER [--shows TEXT] [--group GROUP] [--area AREA]
       mentor cards edit ID KEY=VALUE ...
       mentor cards remove ID
       mentor cards import FILE
       mentor cards export [--all] [--anki] [-o FILE]"""
PRACTISED_USAGE = """\
mentor practised [--json]
       mentor practised medium TEXT --took DURATION [--failed] [--on DAY]
       mentor practised answer TEXT [--on DAY]
       mentor practised defence TEXT [--on DAY]
       mentor practised story SUBJECT TEXT [--on DAY]
       mentor practised remove ID"""
STORY_MORE = "A subject is one of failure, conflict, ambiguity, switch, trade_off, stopped_project."


def add_commands(command: Commands) -> None:
    """Add them, in the order of the help."""
    command("practice", "practice:run", "exercises that run: SQL, and evaluation with fresh numbers", _practice)
    command("review", "review:run", "review the cards that are due; without a terminal, how many are", with_json)
    command("cards", "cards:run", "the cards, and your own ones", _cards, usage=CARDS_USAGE)
    command("drill", "drill:run", "the design prompts, the one to do next first; one of them in full", _drill)
    text = "an hour's mock interview by weakness; without a terminal, what it holds"
    command("mock", "drill:run_mock", text, _mock)
    text = "record practice that only you saw, or list it"
    command("practised", "drill:run_practised", text, _practised, usage=PRACTISED_USAGE, epilog=STORY_MORE)


def _practice(parser: Any, shared: ArgumentParser) -> None:
    kinds = under(parser)
    sql = add(kinds, shared, "sql", "practice:run_sql", "list, show or solve a SQL exercise")
    sql.add_argument("id", metavar="ID", nargs="?", default="", help="an exercise, such as SQ-E01")
    sql.add_argument("--file", metavar="FILE", help="your SELECT, - for standard input; without ID, a look around")
    sql.add_argument("--hint", action="store_true", help="one hint more")
    sql.add_argument("--schema", action="store_true", help="show the tables")
    text = "list, show or answer an evaluation exercise"
    evaluation = add(kinds, shared, "eval", "practice:run_eval", text)
    evaluation.add_argument("id", metavar="ID", nargs="?", default="", help="an exercise, such as EV-E01")
    evaluation.add_argument("--seed", metavar="N", type=_seed, help="the numbers to ask with; fresh ones unless given")
    evaluation.add_argument("--answer", metavar="X", help="such as 0.83, 83%% or 5/6; a negative one as --answer=-0.1")
    for one in (parser, sql, evaluation):
        with_json(one)


def _seed(text: str) -> int:
    if not re.fullmatch(r"\d{1,6}", text, re.ASCII):
        raise ArgumentTypeError(f"{text!r} is no number from 0 to 999999")
    return int(text)


def _cards(parser: Any, shared: ArgumentParser) -> None:
    kinds = under(parser)
    for one in (parser, add(kinds, shared, "list", "cards:run", "show them, with where each stands")):
        one.add_argument("--own", action="store_true", help="only those you wrote")
        one.add_argument("--group", metavar="GROUP", default="", help="only this group, such as maths")
        with_json(one)
    new = add(kinds, shared, "add", "cards:run_add", "write a card of your own")
    new.add_argument("question", metavar="QUESTION", help="what it asks")
    new.add_argument("answer", metavar="ANSWER", help="what can be said in half a minute")
    new.add_argument("--shows", metavar="TEXT", default="", help="how it turns up in an interview")
    new.add_argument("--group", metavar="GROUP", default="", help="the pile it lies on, such as maths")
    new.add_argument("--area", metavar="AREA", default="", help="the skill area, such as math")
    edit = add(kinds, shared, "edit", "cards:run_edit", "change a card of your own")
    edit.add_argument("id", metavar="ID", help="its id, such as o1")
    edit.add_argument("pairs", metavar="KEY=VALUE", nargs="+", help="question, answer, shows, group or area")
    remove = add(kinds, shared, "remove", "cards:run_remove", "remove a card of your own")
    remove.add_argument("id", metavar="ID", help="its id, such as o1")
    take = add(kinds, shared, "import", "cards:run_import", "take cards from CSV or from the text Anki exports")
    take.add_argument("file", metavar="FILE", help="the file; - reads the standard input")
    export = add(kinds, shared, "export", "cards:run_export", "write your own cards into a file")
    export.add_argument("--all", action="store_true", help="the program's cards too")
    export.add_argument("--anki", action="store_true", help="Anki's text; so where FILE ends in .txt or .tsv")
    export.add_argument("-o", "--output", metavar="FILE", help="write to a file")


def _drill(parser: Any, _: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", nargs="?", default="", help="a prompt, such as DP02, or a try, such as dr1")
    with_json(parser)


def _mock(parser: Any, _: ArgumentParser) -> None:
    parser.add_argument("--summary", action="store_true", help="print the summary of the last one, as Markdown")
    parser.add_argument("-o", "--output", metavar="FILE", help="write that summary to a file that is not there yet")
    with_json(parser)


def _practised(parser: Any, shared: ArgumentParser) -> None:
    with_json(parser)
    kinds = under(parser)
    about = {
        "medium": "a coding problem of medium difficulty",
        "answer": "an answer of two minutes that you recorded",
        "defence": "a mock session in which your project was questioned",
        "story": "a story for the behavioural round",
    }
    for kind, text in about.items():
        one = add(kinds, shared, kind, f"drill:run_{kind}", text)
        if kind == "story":
            one.add_argument("story", metavar="SUBJECT", help="failure, conflict, ambiguity, switch, trade_off, ...")
        one.add_argument("text", metavar="TEXT", nargs="+", help="which one it was, in a few words")
        one.add_argument("--on", metavar="YYYY-MM-DD", type=day, help="the day; today unless given")
        if kind == "medium":
            one.add_argument("--took", metavar="DURATION", required=True, help="how long it took, such as 25m")
            one.add_argument("--failed", action="store_true", help="it was not solved, or not with tests")
    remove = add(kinds, shared, "remove", "drill:run_remove", "remove a record")
    remove.add_argument("id", metavar="ID", help="its id, such as pm1")
