"""`mentor people`: the people one knows at companies."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import Any

from mentor.cli.context import Context
from mentor.cli.output import show, show_json
from mentor.cli.page import Page
from mentor.cli.search_records import check_sort, nothing_fits, tell, with_words
from mentor.cli.search_text import person_data, person_row, write_rows
from mentor.journey import Journey
from mentor.session import Session
from mentor.session.search_words import folded, number_of, title_of

KINDS = ("list", "show", "add", "edit", "archive", "back", "remove", "import", "export")


def run(arguments: Namespace, context: Context) -> int:
    """List the people: those not archived, by name."""
    session = context.begun_session()
    journey, people = session.journey, session.journey.people
    keys = _keys(session)
    check_sort(arguments.sort or "name", keys)
    at = session.find_search("companies", arguments.at).id if arguments.at else None
    found = [one for one in people.values() if one.archived == arguments.archived and at in (None, one.company)]
    found = with_words(found, arguments.words, lambda one: _texts(journey, one))
    found.sort(key=keys[arguments.sort or "name"])
    if arguments.json:
        show_json({"people": [person_data(one) for one in found], "of": len(people)})
        return 0
    if people and not found:
        return nothing_fits(arguments.words, KINDS)
    page = Page.for_output()
    if found:
        write_rows(page, [person_row(session.journey, one) for one in found])
    else:
        page.line("Nobody yet. `mentor people add NAME --at COMPANY` puts somebody down.")
    show(page)
    return 0


def _texts(journey: Journey, one: Any) -> tuple[str, ...]:
    return one.id, title_of(journey, one), one.role, one.met, one.ask, one.next, one.note


def _keys(session: Session) -> dict[str, Any]:
    companies = session.journey.companies

    def company(one: Any) -> tuple[bool, str]:
        at = companies.get(one.company)
        return at is None, folded(at.name) if at else ""

    return {
        "name": lambda one: folded(one.name),
        "company": lambda one: (*company(one), folded(one.name)),
        "last": lambda one: one.last or date.min,
        "next": lambda one: one.next_on or date.max,
        "added": lambda one: (-one.on.toordinal(), -number_of(one.id)),
    }


def run_add(arguments: Namespace, context: Context) -> int:
    """Put somebody down."""
    session = context.begun_session()
    known = set(session.journey.companies)
    fields = ("role", "met", "ask", "last", "next", "next_on", "note")
    given = {name: getattr(arguments, name) for name in fields}
    made = session.add_person(" ".join(arguments.words), arguments.at, **given)
    new = (
        []
        if made.company in {"", *known}
        else [f"New on the list: {made.company} {session.journey.companies[made.company].name}."]
    )
    return tell(session, "Put down", made, *new)
