"""`mentor cards`: the cards and the user's own ones, to list, write, take from files and write into files."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from mentor.cli.context import Context
from mentor.cli.output import put_out, say, show, show_json
from mentor.cli.page import Page
from mentor.coach.cards import group_titles
from mentor.content.practice import Card
from mentor.errors import InputError
from mentor.journey.practice import CardState, OwnCard
from mentor.session import Session
from mentor.session.own_cards import form_of
from mentor.shape import did_you_mean
from mentor.text import counted

KEYS = ("question", "answer", "shows", "group", "area")
COLUMN = 16


def run(arguments: Namespace, context: Context) -> int:
    """List cards: of all groups, of one, or only the user's own."""
    session = context.begun_session()
    titles = group_titles(session.content, session.journey)
    if arguments.group and arguments.group not in titles:
        near = did_you_mean(arguments.group, titles) or "."
        raise InputError(f"No group is called {arguments.group}{near}", hint=f"There are: {', '.join(titles)}.")
    own = session.journey.own_cards
    cards = [card for card in session.deck().values() if card.group == (arguments.group or card.group)]
    cards = [card for card in cards if card.id in own] if arguments.own else cards
    if arguments.json:
        show_json({"cards": [_as_data(card, session.card_state(card.id), own=card.id in own) for card in cards]})
        return 0
    page = Page.for_output()
    if not cards:
        page.line("No card of your own yet. `mentor cards add QUESTION ANSWER` writes one.")
    for group, title in titles.items():
        rows = [card for card in cards if card.group == group]
        if rows:
            page.head(f"{title} ({group})")
        for card in rows:
            page.row(f"{card.id} {_stands(session, card)}", card.question, column=COLUMN)
    show(page)
    return 0


def run_add(arguments: Namespace, context: Context) -> int:
    """Write a card."""
    session = context.begun_session()
    card = session.add_card(arguments.question, arguments.answer, arguments.shows, arguments.group, arguments.area)
    return _tell("Written", card)


def run_edit(arguments: Namespace, context: Context) -> int:
    """Change one of the user's own cards."""
    session = context.begun_session()
    fields = {}
    for pair in arguments.pairs:
        key, given, value = pair.partition("=")
        if not given or key not in KEYS:
            raise InputError(f"{pair} is no KEY=VALUE of a card.", hint=f"Keys: {', '.join(KEYS)}.")
        fields[key] = value
    return _tell("Changed", session.change_card(arguments.id, **fields))


def run_remove(arguments: Namespace, context: Context) -> int:
    """Remove one of the user's own cards."""
    session = context.begun_session()
    session.remove_card(arguments.id)
    page = Page.for_output()
    page.line(f"Removed: {arguments.id}. `mentor undo` brings it back.")
    show(page)
    return 0


def run_import(arguments: Namespace, context: Context) -> int:
    """Take cards from a file; 1 where a row could not be taken as it stood."""
    taken = context.begun_session().import_card_file(arguments.file)
    page = Page.for_output()
    ids = [card.id for card in taken.cards]
    span = ids[0] if len(ids) == 1 else f"{ids[0]} to {ids[-1]}"
    page.line(f"Taken: {counted(len(ids), 'card')}, {span}. `mentor undo` takes them back.")
    show(page)
    for problem in taken.problems:
        say(problem)
    return 1 if taken.problems else 0


def run_export(arguments: Namespace, context: Context) -> int:
    """Write the cards to the standard output or into a file."""
    session = context.begun_session()
    form = "anki" if arguments.anki else form_of(arguments.output or "")
    text = session.export_cards(form, every=arguments.all)
    put_out(text, arguments.output)
    return 0


def _tell(what: str, card: OwnCard) -> int:
    page = Page.for_output()
    page.line(f"{what}: {card.id} {card.question}")
    show(page)
    return 0


def _stands(session: Session, card: Card) -> str:
    state = session.card_state(card.id)
    if state.suspended:
        return "aside"
    if state.due is None:
        return "new"
    return "due" if state.due <= session.today else f"{state.due:%d %b}"


def _as_data(card: Card, state: CardState, *, own: bool) -> dict[str, Any]:
    return {
        "id": card.id,
        "group": card.group,
        "area": card.area or None,
        "own": own,
        "question": card.question,
        "answer": card.answer,
        "shows": card.shows,
        "state": state.state,
        "due": state.due.isoformat() if state.due else None,
        "reviews": state.reps,
        "lapses": state.lapses,
        "aside": state.suspended,
    }
