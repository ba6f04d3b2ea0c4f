"""`mentor offers`: the offers side by side, each held against the guides' rows of its own basis."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from typing import Any

from mentor.cli.context import Context
from mentor.cli.dates import short_day
from mentor.cli.output import show, show_json
from mentor.cli.page import Page
from mentor.cli.pairs import read_pairs
from mentor.coach.offers import BASES, COMPUTED, GUIDES_FACTS, Column, Comparison, held_in_words, money, table
from mentor.errors import InputError
from mentor.journey.search import Offer
from mentor.session import Session
from mentor.session.offers import read_amount, read_reply_by
from mentor.session.search_words import folded
from mentor.shape import did_you_mean
from mentor.text import shorten

KEYS = ("company", "role", "on", "base", "total", "region", "reply_by", "application", "note")
"""What `edit` changes besides the answers."""
COLUMN = 12
CELL = 21
"""Columns of an offer in the table."""
EMPTY = 'No offer yet. `mentor offers add "COMPANY / ROLE" --base 140k` puts one down.'


def run(arguments: Namespace, context: Context) -> int:
    """Show the offers."""
    session = context.begun_session()
    found = session.compare_offers(archived=arguments.all)
    if arguments.json:
        show_json(_as_data(found))
        return 0
    page = Page.for_output()
    if not found.columns:
        page.line(EMPTY)
    if len(found.columns) > 1:
        _write_table(page, session, found)
    for column in found.columns:
        _write(page, column)
    if found.columns:
        _write_together(page, session, found)
    show(page)
    return 0


def _write_table(page: Page, session: Session, found: Comparison) -> None:
    """The offers in columns, as many beside each other as there is room for."""
    starred = False
    wide = max(len(label) for label, _ in table(session.content, found.columns)) + 2
    fit = max((page.width - wide) // CELL, 2)
    for start in range(0, len(found.columns), fit):
        columns = found.columns[start : start + fit]
        if start:
            page.blank()
        heads = "".join(f"{one.offer.id:<{CELL}}" for one in columns)
        page.columns(f"{'':<{wide}}{heads}", style="bold")
        for label, cells in table(session.content, columns):
            starred |= COMPUTED in label
            page.columns(f"{label:<{wide}}{''.join(f'{shorten(cell, CELL - 2):<{CELL}}' for cell in cells)}")
    if starred:
        page.line(f"{COMPUTED} computed from the percentage the guide gives", style="dim")


def _write(page: Page, column: Column) -> None:
    offer = column.offer
    away = " (archived)" if offer.archived else ""
    page.head(f"{offer.id} {column.company} / {offer.role}{away}")
    page.row("base", money(offer.base), indent=2, column=COLUMN)
    page.row("total", money(offer.total), indent=2, column=COLUMN)
    page.row("region", column.region or "not given", indent=2, column=COLUMN)
    if offer.reply_by:
        page.row("reply by", short_day(offer.reply_by), indent=2, column=COLUMN)
    for held in column.held:
        row = held.row
        computed = ", computed" if row.computed else ""
        text = f"{row.band} {BASES[row.basis]}{computed}: {held_in_words(held)}. {row.label}"
        page.row(row.source, text, indent=2, column=COLUMN)
    for asked in column.asked:
        label = f"? {asked.question.id}" if not asked.answer else asked.question.id
        page.row(label, asked.answer or asked.question.ask, indent=2, column=18)
    if offer.note:
        page.row("note", offer.note, indent=2, column=COLUMN)


def _write_together(page: Page, session: Session, found: Comparison) -> None:
    if found.said:
        page.head("Side by side")
    for sentence in found.said:
        page.row("-", sentence, indent=2, column=2)
    if found.left_out:
        page.line(f"{found.left_out} older not shown.", indent=2)
    page.head("What the guides say, as of 2026")
    for fact in GUIDES_FACTS:
        page.row(fact, session.content.facts[fact].text, indent=2, column=8)
    page.line(f"C29: {session.content.rules['C29'].short}", indent=2)


def run_add(arguments: Namespace, context: Context) -> int:
    """Put an offer down."""
    session = context.begun_session()
    known = set(session.journey.companies)
    reached = {one.id for one in session.journey.applications.values() if one.reached("offer")}
    offer = session.add_offer(
        " ".join(arguments.words),
        application=arguments.application,
        on=arguments.on or session.today,
        base=read_amount(arguments.base),
        total=read_amount(arguments.total),
        region=read_region(arguments.region),
        reply_by=arguments.reply_by,
        note=arguments.note,
    )
    more = []
    if offer.company not in known:
        more.append(f"New on the list: {offer.company} {session.journey.companies[offer.company].name}.")
    if offer.application and offer.application not in reached:
        more.append(f"{offer.application} has come to an offer.")
    return _tell(session, "Offer", offer, more, json=arguments.json)


def run_edit(arguments: Namespace, context: Context) -> int:
    """Change an offer, or write down an answer."""
    session = context.begun_session()
    return _tell(session, "Changed", session.change_offer(arguments.id, **_fields(session, arguments.pairs)), [])


def run_archive(arguments: Namespace, context: Context) -> int:
    """Put an offer away."""
    session = context.begun_session()
    return _tell(session, "Archived", session.archive_offer(arguments.id), [])


def run_back(arguments: Namespace, context: Context) -> int:
    """Bring back an offer that was put away."""
    session = context.begun_session()
    return _tell(session, "Brought back", session.archive_offer(arguments.id, archived=False), [])


def run_remove(arguments: Namespace, context: Context) -> int:
    """Remove an offer that was entered by mistake."""
    session = context.begun_session()
    offer = session.search_record("offers", arguments.id)
    session.remove_offer(arguments.id)
    return _tell(session, "Removed", offer, ["`mentor undo` brings it back."])


def read_region(text: str) -> str:
    """A region by its id or in words, such as "second metro"; empty for none.

    Raises:
        InputError: There is none.
    """
    from mentor.coach.offers import REGION_TITLES

    word = folded(text).replace("-", " ").replace("_", " ")
    if word in ("", "none"):
        return ""
    names = {one.replace("_", " "): one for one in REGION_TITLES}
    names |= {title.casefold(): one for one, title in REGION_TITLES.items()}
    if word not in names:
        near = did_you_mean(text, REGION_TITLES) or "."
        raise InputError(f"No region is called {text}{near}", hint=f"Regions: {', '.join(REGION_TITLES)}.")
    return names[word]


def _fields(session: Session, pairs: Sequence[str]) -> dict[str, Any]:
    """What the pairs say, by field.

    Raises:
        InputError: Something about them is wrong; all of it is listed.
    """
    problems: list[str] = []
    fields: dict[str, Any] = {}
    answers: dict[str, str] = {}
    known = (*KEYS, *session.content.offer_questions)
    for key, text in read_pairs(pairs, problems).items():
        cleared = "" if text.lower() == "none" else text
        if key not in known:
            problems.append(f"{key}: there is no such key{did_you_mean(key, known)}")
        elif key not in KEYS:
            answers[key] = cleared
        else:
            try:
                fields[key] = _value(key, cleared)
            except InputError as error:
                problems.append(f"{key}: {error.message}")
    if problems:
        raise InputError("Nothing was changed:", details=problems, hint=f"Keys: {', '.join(known)}.")
    return {**fields, "answers": answers} if answers else fields


def _value(key: str, text: str) -> Any:
    if key in ("base", "total"):
        return read_amount(text)
    if key == "region":
        return read_region(text)
    if key in ("on", "reply_by"):
        day = read_reply_by(text)
        if day is None and key == "on":
            raise InputError("an offer needs its day")
        return day
    return text


def _tell(session: Session, what: str, offer: Offer, more: Sequence[str], *, json: bool = False) -> int:
    if json:
        show_json({"offer": _offer_data(offer)})
        return 0
    page = Page.for_output()
    company = session.journey.companies.get(offer.company)
    page.line(f"{what}: {offer.id} {company.name if company else offer.company} / {offer.role}")
    for text in more:
        page.line(text)
    show(page)
    return 0


# ---------------------------------------------------------------------- JSON


def _as_data(found: Comparison) -> dict[str, Any]:
    return {
        "offers": [_column_data(column) for column in found.columns],
        "ahead": found.ahead or None,
        "said": list(found.said),
        "left_out": found.left_out,
    }


def _column_data(column: Column) -> dict[str, Any]:
    return {
        **_offer_data(column.offer),
        "held": [
            {
                "id": one.row.id,
                "low": one.row.low,
                "high": one.row.high,
                "basis": one.row.basis,
                "source": one.row.source,
                "label": one.row.label,
                "computed": one.row.computed,
                "place": one.place,
                "by": one.by,
            }
            for one in column.held
        ],
        "open_questions": [one.question.id for one in column.asked if not one.answer],
        "missing": list(column.missing),
    }


def _offer_data(offer: Offer) -> dict[str, Any]:
    def iso(day: date | None) -> str | None:
        return day.isoformat() if day else None

    return {
        "id": offer.id,
        "company": offer.company,
        "role": offer.role,
        "on": iso(offer.on),
        "application": offer.application or None,
        "base": offer.base,
        "total": offer.total,
        "region": offer.region or None,
        "answers": dict(offer.answers),
        "reply_by": iso(offer.reply_by),
        "note": offer.note,
        "archived": offer.archived,
    }
