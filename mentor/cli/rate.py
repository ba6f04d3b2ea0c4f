"""`mentor audit rate`: rates areas and items."""

from __future__ import annotations

from argparse import Namespace

from mentor.cli.context import Context
from mentor.cli.output import say, show
from mentor.cli.page import Page
from mentor.cli.pairs import read_pairs
from mentor.errors import InputError
from mentor.journey.intake import level_from
from mentor.session import FIRST_STEP, Session
from mentor.shape import did_you_mean
from mentor.text import shorten


def run(arguments: Namespace, context: Context) -> int:
    """Rate everything that is named, or nothing."""
    session = context.session()
    levels = _levels(session, arguments.pairs)
    old = session.journey.ratings
    before = {key: old[key].level if key in old else None for key in levels}
    session.rate_many(levels)
    page = Page.for_output()
    for key, level in levels.items():
        title = session.content.areas[key].title if key in session.content.areas else session.content.items[key].text
        page.row(f"{key:<17} {_shown(before[key])} -> {_shown(level)}", title, column=28)
    if any(level is not None and level >= 3 for level in levels.values()):
        cap = session.content.number("cap_no_evidence")
        page.line(f"Without evidence a 3 or 4 counts as {cap:g}; attach it in the full screen.", style="dim")
    own = [area for area in levels if area in session.content.areas and _rated_one_by_one(session, area)]
    if own:
        page.line(f"Items rated one by one keep their own level: {', '.join(own)}.", style="dim")
    show(page)
    if session.journey.profile is None:
        say(f"There is no profile yet. {FIRST_STEP}")
    return 0


def _levels(session: Session, words: list[str]) -> dict[str, int | None]:
    known = session.content.areas.keys() | session.content.items.keys()
    problems: list[str] = []
    levels: dict[str, int | None] = {}
    for key, text in read_pairs(words, problems).items():
        none = text.lower() == "none"
        level = None if none else level_from(text)
        if key not in known:
            problems.append(f"{key}: no area or item has this id{did_you_mean(key, known)}")
        elif level is None and not none:
            problems.append(f"{key}: {text!r} is no level; give 0 to 4, or none to take it back")
        else:
            levels[key] = level
    if problems:
        lines = [shorten(line, 240) for line in problems]
        raise InputError("Nothing was rated:", details=lines, hint="The ids of the areas are listed by `mentor audit`.")
    return levels


def _rated_one_by_one(session: Session, area: str) -> bool:
    ratings = session.journey.ratings
    return any(item.id in ratings and ratings[item.id].level is not None for item in session.content.areas[area].items)


def _shown(level: int | None) -> str:
    return "-" if level is None else str(level)
