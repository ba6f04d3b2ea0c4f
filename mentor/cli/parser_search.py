"""The commands of the job search and their options; beside `parser.py`, whose tools they are made with."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from typing import Any

from mentor.cli.options import TAKE_A_VALUE, Commands, add, day, under, with_json

LIST = "list"
"""The command that is meant where none is named."""
LIST_VALUES = (*TAKE_A_VALUE, "--stage", "--channel", "--sort", "--type", "--at")
"""Its options whose next word is their value."""
CHANNELS = {
    "cold": "a site or a form, with nobody in between; so unless given",
    "warm": "a contact who knows you",
    "referral": "somebody put your name in",
    "inbound": "a recruiter wrote first",
    "insider": "somebody of your earlier industry",
    "transfer": "from an adjacent post within the firm",
}
APPLY_USAGE = """\
mentor apply "COMPANY / ROLE" [--referral | --warm | --inbound | --insider | --transfer | --channel C]
             [--by PERSON] [--on DAY | --later] [--resume V] [--ad FILE] [--note TEXT] [--again] [--json]"""
_COMMON_USAGE = """
       mentor {0} show ID [--json]
       mentor {0} edit ID KEY=VALUE ...
       mentor {0} archive|back ID ...
       mentor {0} remove ID
       mentor {0} import FILE
       mentor {0} export [-o FILE]"""
_ID_MORE = "ID is an id, or words that fit one record alone; archive, back and remove take ids only."


def add_commands(command: Commands) -> None:
    """Add them, in the order of the help."""
    command("apply", "apply:run", "put an application down, in one line", _apply, usage=APPLY_USAGE)
    for name, text, own, usage in (
        ("applications", "the applications: where each stands", _applications, APPLICATIONS_USAGE),
        ("companies", "the companies you aim at", _companies, COMPANIES_USAGE),
        ("people", "the people you know there", _people, PEOPLE_USAGE),
    ):
        whole = usage + _COMMON_USAGE.format(name)
        command(name, f"{name}:run", text, partial(_records, name, own), usage=whole, epilog=_ID_MORE)
    command("funnel", "funnel:run", "where the search leaks, what an offer takes, by channel", _funnel)
    command("fit", "fit:run", "how a company and a title fit you, and why", _fit, usage=FIT_USAGE)
    command("ad", "ad:run", "read an advertisement: what it asks for, where you stand", _ad, usage=AD_USAGE)
    text = "whom to write to today, and what silence is about to close"
    command("follow-ups", "follow_ups:run", text, with_json)


def _funnel(parser: Any, _: ArgumentParser) -> None:
    plan = "applications a week to reckon with, such as cold=5 referral=1; those of the last weeks unless given"
    parser.add_argument("--plan", metavar="CHANNEL=N", nargs="+", help=plan)
    with_json(parser)


def _apply(parser: Any, _: ArgumentParser) -> None:
    parser.mixed = True
    channel = parser.add_mutually_exclusive_group()
    channel.add_argument("--channel", metavar="C", default="cold", help=f"one of {', '.join(CHANNELS)}")
    for name, text in CHANNELS.items():
        channel.add_argument(f"--{name}", dest="channel", action="store_const", const=name, help=text)
    parser.add_argument("--by", metavar="PERSON", default="", help="who helped it in; a name that is new is put down")
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--on", metavar="YYYY-MM-DD", type=day, help="the day it went out; today unless given")
    when.add_argument("--later", action="store_true", help="it is still to be sent")
    parser.add_argument("--resume", metavar="V", default="", help="which version of the resume went with it")
    parser.add_argument(
        "--ad", metavar="FILE", default="", help="the text of the advertisement; - reads standard input"
    )
    parser.add_argument("--note", metavar="TEXT", default="", help="a note")
    parser.add_argument("--again", action="store_true", help="although the same one is open")
    with_json(parser)


FIT_USAGE = """\
mentor fit [COMPANY] [--type T] [--title TITLE] [--own-industry] [--json]"""
AD_USAGE = """\
mentor ad FILE [--application ID] [--json]"""


def _fit(parser: Any, _: ArgumentParser) -> None:
    parser.mixed = True
    parser.add_argument("--type", metavar="T", default="", help="the kind of company, such as vertical_saas")
    parser.add_argument("--title", metavar="TITLE", default="", help='the title, such as "ML platform engineer"')
    parser.add_argument("--own-industry", action="store_true", help="it is in the industry you come from")
    with_json(parser)


def _ad(parser: Any, _: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the text of the advertisement; - reads the standard input")
    keep = "the application it is for, such as a12, or words that fit it alone; the text is kept with it"
    parser.add_argument("--application", metavar="ID", default="", help=keep)
    with_json(parser)


APPLICATIONS_USAGE = """\
mentor applications [list] [--open | --closed] [--stage S] [--channel C] [--archived]
                           [--sort KEY] [--json] [WORDS]
       mentor applications stage ID STAGE [--on DAY] | stage ID --undo
       mentor applications send ID [--on DAY]
       mentor applications close ID OUTCOME [--on DAY]"""


def _applications(add: Callable[..., Any]) -> None:
    of = add(LIST, "applications:run", "show them, what moved last first")
    state = of.add_mutually_exclusive_group()
    state.add_argument("--open", action="store_true", help="only those that something can still come of")
    state.add_argument("--closed", action="store_true", help="only those that are over")
    of.add_argument("--stage", metavar="S", default="", help="saved, applied, screen, technical, onsite or offer")
    of.add_argument("--channel", metavar="C", default="", help=f"one of {', '.join(CHANNELS)}")
    _list(of, "moved, applied, closes, company, role, stage or channel")
    stage = add("stage", "applications:run_stage", "say that it reached a stage; a closed one is open again")
    _id(stage, "a12")
    stage.add_argument("stage", metavar="STAGE", nargs="?", default="", help="screen, technical, onsite or offer")
    stage.add_argument("--on", metavar="YYYY-MM-DD", type=day, help="the day, also one ahead; today unless given")
    stage.add_argument("--undo", action="store_true", help="take its last stage back")
    send = add("send", "applications:run_send", "say that one which was put down for later went out")
    close = add("close", "applications:run_close", "close it with an outcome")
    for one in (send, close):
        _id(one, "a12")
    close.add_argument(
        "outcome", metavar="OUTCOME", help="rejected, no_answer, withdrawn, accepted; open opens it again"
    )
    for one in (send, close):
        one.add_argument("--on", metavar="YYYY-MM-DD", type=day, help="the day; today unless given")


COMPANIES_USAGE = """\
mentor companies [list] [--type T] [--archived] [--sort KEY] [--json] [WORDS]
       mentor companies add NAME [--type T] [--own-industry] [--why TEXT] [--note TEXT]"""


def _companies(add: Callable[..., Any]) -> None:
    of = add(LIST, "companies:run", "show them, by name")
    of.add_argument("--type", metavar="T", default="", help="only this type, such as vertical_saas")
    _list(of, "name, type or added")
    new = add("add", "companies:run_add", "put one on the list")
    new.mixed = True
    new.add_argument("--type", metavar="T", default="", help="such as vertical_saas; `mentor advice` names the types")
    new.add_argument("--own-industry", action="store_true", help="it is in the industry you come from")
    new.add_argument("--why", metavar="TEXT", default="", help="why this one")
    new.add_argument("--note", metavar="TEXT", default="", help="a note")


PEOPLE_USAGE = """\
mentor people [list] [--at COMPANY] [--archived] [--sort KEY] [--json] [WORDS]
       mentor people add NAME [--at COMPANY] [--role TEXT] [--met TEXT] [--ask TEXT] [--last DAY]
                         [--next TEXT] [--next-on DAY] [--note TEXT]"""


def _people(add: Callable[..., Any]) -> None:
    of = add(LIST, "people:run", "show them, by name")
    of.add_argument("--at", metavar="COMPANY", default="", help="only those of this company")
    _list(of, "name, company, last, next or added")
    new = add("add", "people:run_add", "put somebody down")
    new.mixed = True
    new.add_argument("--at", metavar="COMPANY", default="", help="where they are; a name that is new is put down")
    for name, text in (
        ("role", "what they do there"),
        ("met", "how you met"),
        ("ask", "what to ask them"),
        ("next", "the next step"),
        ("note", "a note"),
    ):
        new.add_argument(f"--{name}", metavar="TEXT", default="", help=text)
    new.add_argument("--last", metavar="YYYY-MM-DD", type=day, help="the day of the last contact")
    new.add_argument("--next-on", metavar="YYYY-MM-DD", type=day, help="the day of the next step")


# ---------------------------------------------------------------------- what the three have in common


def _records(table: str, own: Callable[..., None], parser: Any, shared: ArgumentParser) -> None:
    """Add the commands below one of the three; without a word that is one of them, the list is meant."""
    kinds = under(parser)

    def below(name: str, run: str, text: str) -> Any:
        one = add(kinds, shared, name, run, text)
        one.set_defaults(table=table)
        return one

    own(below)
    example = {"applications": "a12", "companies": "c3", "people": "h4"}[table]
    show = below("show", "search_records:run_show", "show one in full")
    edit = below("edit", "search_records:run_edit", "change one")
    for one in (show, edit):
        _id(one, example)
    with_json(show)
    edit.add_argument("pairs", metavar="KEY=VALUE", nargs="*", help="such as note=...; none clears")
    if table == "applications":
        edit.add_argument("--ad", metavar="FILE", default="", help="take the text of its advertisement from a file")
    for name, text in (("archive", "put away; every count keeps them"), ("back", "bring back what was put away")):
        below(name, f"search_records:run_{name}", text).add_argument("ids", metavar="ID", nargs="+", help="their ids")
    remove = below("remove", "search_records:run_remove", "remove one that was entered by mistake")
    remove.add_argument("id", metavar="ID", help=f"its id, such as {example}")
    take = below("import", "search_records:run_import", "take them from a CSV file whose first row names its columns")
    take.add_argument("file", metavar="FILE", help="the file; - reads the standard input")
    give = below("export", "search_records:run_export", "write them all as CSV")
    give.add_argument("-o", "--output", metavar="FILE", help="write to a file")
    parser.meant = partial(list_meant, kinds=kinds.choices)


def list_meant(words: list[str], kinds: Any) -> list[str]:
    """The words, with `list` before them where they begin with none of the commands."""
    rest = iter(words)
    for word in rest:
        if word in ("-h", "--help"):
            return words
        if word == "--" or not word.startswith("-"):
            return words if word in kinds else [LIST, *words]
        if word in LIST_VALUES:
            next(rest, None)
    return [LIST, *words]


def _list(parser: Any, keys: str) -> None:
    parser.mixed = True
    parser.add_argument("--archived", action="store_true", help="those that were put away instead of the others")
    parser.add_argument("--sort", metavar="KEY", default="", help=keys)
    with_json(parser)


def _id(parser: ArgumentParser, example: str) -> None:
    parser.add_argument("id", metavar="ID", help=f"its id, such as {example}, or words that fit it alone")
