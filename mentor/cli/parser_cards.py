"""The commands of the cards and their options; beside `parser.py`, whose tools they are made with."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable

from mentor.cli.parser import _add, _json, _under

CARDS_USAGE = """\
mentor cards [list] [--own] [--group GROUP] [--json]
       mentor cards add QUESTION ANSWER [--shows TEXT] [--group GROUP] [--area AREA]
       mentor cards edit ID KEY=VALUE ...
       mentor cards remove ID
       mentor cards import FILE
       mentor cards export [--all] [--anki] [-o FILE]"""


def add_cards(command: Callable[..., ArgumentParser], shared: ArgumentParser) -> None:
    """Add the commands.

    Args:
        command: Adds one by its name, its function and what it does.
        shared: The options that hold everywhere.
    """
    _json(command("review", "review:run", "review the cards that are due; without a terminal, how many are"))
    _cards(command("cards", "cards:run", "the cards, and your own ones", usage=CARDS_USAGE), shared)


def _cards(parser: ArgumentParser, shared: ArgumentParser) -> None:
    kinds = _under(parser)
    for one in (parser, _add(kinds, shared, "list", "cards:run", "show them, with where each stands")):
        one.add_argument("--own", action="store_true", help="only those you wrote")
        one.add_argument("--group", metavar="GROUP", default="", help="only this group, such as maths")
        _json(one)
    add = _add(kinds, shared, "add", "cards:run_add", "write a card of your own")
    add.add_argument("question", metavar="QUESTION", help="what it asks")
    add.add_argument("answer", metavar="ANSWER", help="what can be said in half a minute")
    add.add_argument("--shows", metavar="TEXT", default="", help="how it turns up in an interview")
    add.add_argument("--group", metavar="GROUP", default="", help="the pile it lies on, such as maths")
    add.add_argument("--area", metavar="AREA", default="", help="the skill area, such as math")
    edit = _add(kinds, shared, "edit", "cards:run_edit", "change a card of your own")
    edit.add_argument("id", metavar="ID", help="its id, such as o1")
    edit.add_argument("pairs", metavar="KEY=VALUE", nargs="+", help="question, answer, shows, group or area")
    remove = _add(kinds, shared, "remove", "cards:run_remove", "remove a card of your own")
    remove.add_argument("id", metavar="ID", help="its id, such as o1")
    take = _add(kinds, shared, "import", "cards:run_import", "take cards from CSV or from the text Anki exports")
    take.add_argument("file", metavar="FILE", help="the file; - reads the standard input")
    export = _add(kinds, shared, "export", "cards:run_export", "write your own cards into a file")
    export.add_argument("--all", action="store_true", help="the program's cards too")
    export.add_argument("--anki", action="store_true", help="Anki's text; so where FILE ends in .txt or .tsv")
    export.add_argument("-o", "--output", metavar="FILE", help="write to a file")
