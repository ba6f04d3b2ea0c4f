"""`mentor applications`: where each stands, to filter, to sort, and to move on."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from mentor.cli.context import Context
from mentor.cli.dates import short_day
from mentor.cli.output import show, show_json
from mentor.cli.page import Page
from mentor.cli.search_records import check_sort, nothing_fits, tell, with_words
from mentor.cli.search_text import application_data, application_row, write_rows
from mentor.coach.pipeline import AT, AT_TITLES, CHANNEL_TITLES, STATE_TITLES, Standing
from mentor.errors import InputError
from mentor.journey import Journey
from mentor.session import Session
from mentor.session.search_words import folded, number_of, one_of, read_channel, title_of

KINDS = ("list", "show", "stage", "send", "close", "edit", "archive", "back", "remove", "import", "export")
Key = Callable[[Standing], Any]


def run(arguments: Namespace, context: Context) -> int:
    """List the applications: those not archived, what moved last first."""
    session = context.begun_session()
    keys = _keys(session)
    check_sort(arguments.sort or "moved", keys)
    every, journey = session.pipeline(), session.journey
    found = with_words(_filtered(every, arguments), arguments.words, lambda one: _texts(journey, one))
    if arguments.sort:
        found.sort(key=keys[arguments.sort])
    if arguments.json:
        show_json({"applications": [application_data(one) for one in found], "of": len(every)})
        return 0
    if every and not found:
        return nothing_fits(arguments.words, KINDS)
    page = Page.for_output()
    if found:
        digits = max(len(one.application.id) for one in found)
        write_rows(page, [application_row(journey, one, digits, session.today) for one in found])
        page.blank()
        page.line(_summary(found, len(every)), style="dim")
    else:
        page.line('No application yet. `mentor apply "COMPANY / ROLE"` puts one down.')
    show(page)
    return 0


def _filtered(every: tuple[Standing, ...], arguments: Namespace) -> Iterator[Standing]:
    stage, channel = arguments.stage, arguments.channel and read_channel(arguments.channel)
    if stage:
        one_of("stage", stage, AT)
    for one in every:
        of = one.application
        if (
            of.archived == arguments.archived
            and (one.open or not arguments.open)
            and not (one.open and arguments.closed)
            and stage in ("", one.at)
            and channel in ("", of.channel)
        ):
            yield one


def _texts(journey: Journey, of: Standing) -> tuple[str, ...]:
    one = of.application
    person = journey.people.get(one.person)
    by = person.name if person else ""
    return one.id, title_of(journey, one), CHANNEL_TITLES[one.channel], one.resume, by, one.note


def _keys(session: Session) -> dict[str, Key]:
    companies = session.journey.companies

    def company(of: Standing) -> str:
        at = companies.get(of.application.company)
        return folded(at.name) if at else ""

    return {
        "moved": lambda of: 0,  # noqa: ARG005  # they come so
        "applied": lambda of: (-of.application.on.toordinal(), -number_of(of.application.id)),
        "closes": lambda of: (not of.open, of.closes or date.max),
        "company": lambda of: (company(of), folded(of.application.role)),
        "role": lambda of: (folded(of.application.role), company(of)),
        "stage": lambda of: -AT.index(of.at),
        "channel": lambda of: of.application.channel,
    }


def _summary(found: list[Standing], of: int) -> str:
    """How many are shown, and where the open ones stand."""
    counts = Counter(one.at for one in found if one.open)
    stands = ", ".join(f"{counts[at]} {AT_TITLES[at].lower()}" for at in AT if counts[at])
    shown = f"{len(found)} of {of} applications" if len(found) < of else f"{of} application{'s' if of > 1 else ''}"
    return f"{shown}; open: {stands}." if stands else f"{shown}; none is open."


# ---------------------------------------------------------------------- moving on


def run_stage(arguments: Namespace, context: Context) -> int:
    """Note a stage, or take the last one back."""
    session = context.begun_session()
    if arguments.undo == bool(arguments.stage):
        raise InputError("Say which stage it reached, or --undo.", hint="mentor applications stage a12 screen")
    found = session.find_search("applications", arguments.id)
    if arguments.undo:
        return _stands(session, session.unreach(found.id).id)
    return _stands(session, session.reach(found.id, arguments.stage.lower(), arguments.on).id)


def run_send(arguments: Namespace, context: Context) -> int:
    """Say that one went out."""
    session = context.begun_session()
    found = session.find_search("applications", arguments.id)
    return _stands(session, session.send(found.id, arguments.on).id)


def run_close(arguments: Namespace, context: Context) -> int:
    """Close one, or open it again."""
    session = context.begun_session()
    found = session.find_search("applications", arguments.id)
    outcome = arguments.outcome.lower().replace("-", "_").replace(" ", "_")
    return _stands(session, session.close(found.id, outcome, arguments.on).id)


def _stands(session: Session, id_: str) -> int:
    """Say where an application stands now."""
    of = session.standing(session.journey.applications[id_])
    closes = of.closes if of.state == "open" else None
    more = [f"Without an answer by {short_day(closes)} it closes by itself."] if closes else []
    return tell(session, f"{AT_TITLES[of.at]}, {STATE_TITLES[of.state]}", of.application, *more)
