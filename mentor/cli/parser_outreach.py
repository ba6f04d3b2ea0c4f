"""The commands of messages and offers and their options; beside `parser_search.py`."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from mentor.cli.options import TAKE_A_VALUE, Commands, add, day, some, under, with_json
from mentor.cli.parser_search import LIST

MESSAGE_USAGE = """\
mentor message PERSON [--kind KIND] [--variant N] [--text TEXT] [--sent | --answered] [--on DAY] [--json]"""
OFFERS_USAGE = """\
mentor offers [list] [--all] [--json]
       mentor offers add "COMPANY / ROLE" [--base AMOUNT] [--total AMOUNT] [--region R] [--on DAY]
                         [--reply-by DAY] [--application ID] [--note TEXT] [--json]
       mentor offers edit ID KEY=VALUE ...
       mentor offers archive|back|remove ID"""
OFFERS_MORE = """\
An amount is US dollars a year: 140k, 140,000 or $140000. Keys: company, role, on, base, total, region, reply_by,
application, note, and the ids of the questions that `mentor offers` lists; none clears."""
KINDS = "first, follow_up, thanks or referral"
REGIONS = "top_metro, secondary_metro, remote, canada or other"


def add_commands(command: Commands) -> None:
    """Add them, in the order of the help."""
    command("message", "message:run", "draft a message from your record, or note it", _message, usage=MESSAGE_USAGE)
    text = "offers side by side with the guides' pay"
    command("offers", "offers:run", text, _offers, usage=OFFERS_USAGE, epilog=OFFERS_MORE)


def _message(parser: Any, _: ArgumentParser) -> None:
    parser.mixed = True
    parser.add_argument("--kind", metavar="KIND", default="", help=f"{KINDS}; what comes next unless given")
    parser.add_argument("--variant", metavar="N", type=some, help="another wording; your draft, or the first, if not")
    parser.add_argument("--text", metavar="TEXT", default="", help="your own text instead; - reads standard input")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--sent", action="store_true", help="note that it went out")
    what.add_argument("--answered", action="store_true", help="note that an answer came")
    parser.add_argument("--on", metavar="YYYY-MM-DD", type=day, help="the day; today unless given")
    with_json(parser)


def _offers(parser: Any, shared: ArgumentParser) -> None:
    kinds = under(parser)
    show = add(kinds, shared, LIST, "offers:run", "show them side by side")
    show.add_argument("--all", action="store_true", help="those that were put away, too")
    with_json(show)
    new: Any = add(kinds, shared, "add", "offers:run_add", "put an offer down; its application is then at the offer")
    new.mixed = True
    for name, text in (("base", "base salary a year, such as 140k"), ("total", "total compensation a year")):
        new.add_argument(f"--{name}", metavar="AMOUNT", default="", help=text)
    new.add_argument("--region", metavar="R", default="", help=REGIONS)
    new.add_argument("--on", metavar="YYYY-MM-DD", type=day, help="the day it came; today unless given")
    new.add_argument("--reply-by", metavar="YYYY-MM-DD", type=day, help="the day an answer is due")
    new.add_argument("--application", metavar="ID", default="", help="the application it came from, such as a12")
    new.add_argument("--note", metavar="TEXT", default="", help="a note")
    with_json(new)
    edit = add(kinds, shared, "edit", "offers:run_edit", "change one, or write down what they answered")
    archive = add(kinds, shared, "archive", "offers:run_archive", "put one away")
    back = add(kinds, shared, "back", "offers:run_back", "bring back one that was put away")
    remove = add(kinds, shared, "remove", "offers:run_remove", "remove one that was entered by mistake")
    for one in (edit, archive, back, remove):
        one.add_argument("id", metavar="ID", help="its id, such as of1")
    edit.add_argument("pairs", metavar="KEY=VALUE", nargs="+", help="such as base=145k vesting='four years'")
    parser.meant = _or_list


def _or_list(words: list[str]) -> list[str]:
    """The words, with `list` before them where they name no command."""
    rest = iter(words)
    for word in rest:
        if not word.startswith("-") or word in ("-h", "--help"):
            return words
        if word in TAKE_A_VALUE:
            next(rest, None)
    return [LIST, *words]
