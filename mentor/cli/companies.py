"""`mentor companies`: the companies one aims at."""

from __future__ import annotations

from argparse import Namespace
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from mentor.cli.context import Context
from mentor.cli.output import show, show_json
from mentor.cli.page import Page
from mentor.cli.search_records import check_sort, nothing_fits, tell, with_words
from mentor.cli.search_text import company_data, company_row, write_rows
from mentor.coach.pipeline import targets_with_people
from mentor.session import Session
from mentor.session.search_words import folded, number_of

KINDS = ("list", "show", "add", "edit", "archive", "back", "remove", "import", "export")
KEYS: dict[str, Any] = {
    "name": lambda one: folded(one.name),
    "type": lambda one: (not one.type, one.type, folded(one.name)),
    "added": lambda one: (-one.on.toordinal(), -number_of(one.id)),
}


def run(arguments: Namespace, context: Context) -> int:
    """List the companies: those not archived, by name."""
    session = context.begun_session()
    journey = session.journey
    check_sort(arguments.sort or "name", KEYS)
    type_ = session.company_type(arguments.type)
    every = [one for one in journey.companies.values() if one.archived == arguments.archived]
    found = [one for one in every if type_ in ("", one.type)]
    found = with_words(found, arguments.words, lambda one: (one.id, one.name, one.type, one.why, one.note))
    found.sort(key=KEYS[arguments.sort or "name"])
    people, applications = _by_company(journey.people.values()), _by_company(journey.applications.values())
    if arguments.json:
        data = [company_data(one, people[one.id], applications[one.id]) for one in found]
        show_json({"companies": data, "of": len(journey.companies)})
        return 0
    if journey.companies and not found:
        return nothing_fits(arguments.words, KINDS)
    page = Page.for_output()
    rows = [company_row(one, len(people[one.id]), len(applications[one.id])) for one in found]
    write_rows(page, rows)
    if rows:
        page.blank()
        page.line(_targets(session), style="dim")
    else:
        page.line("No company yet. `mentor companies add NAME` puts one on the list.")
    show(page)
    return 0


def _by_company(records: Iterable[Any]) -> defaultdict[str, list[str]]:
    """The ids of records by the company they speak of."""
    found = defaultdict[str, list[str]](list)
    for one in records:
        found[one.company].append(one.id)
    return found


def _targets(session: Session) -> str:
    """How far it is to the first target: some companies with one person each."""
    companies, known = targets_with_people(session.journey)
    first = int(session.content.values("search")["first_companies"])
    where = f"{known} of {len(companies)} with somebody you know there"
    if known >= first:
        return f"{where}."
    return f"{where}; the first aim is {first} companies with one person each."


def run_add(arguments: Namespace, context: Context) -> int:
    """Put a company on the list."""
    session = context.begun_session()
    made = session.add_company(
        " ".join(arguments.words),
        type=arguments.type,
        own_industry=arguments.own_industry,
        why=arguments.why,
        note=arguments.note,
    )
    return tell(session, "On the list", made)
