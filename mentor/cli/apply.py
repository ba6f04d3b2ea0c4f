"""`mentor apply`: puts an application down, in one line."""

from __future__ import annotations

from argparse import Namespace

from mentor.cli.context import Context
from mentor.cli.dates import short_day
from mentor.cli.output import show, show_json
from mentor.cli.page import Page
from mentor.cli.search_records import read_advert
from mentor.cli.search_text import application_data
from mentor.coach.pipeline import CHANNEL_TITLES, STATE_TITLES
from mentor.errors import InputError
from mentor.journey.search import Application
from mentor.session import Session
from mentor.session.search_words import read_channel, split_line


def run(arguments: Namespace, context: Context) -> int:
    """Put it down, and say when silence closes it."""
    session = context.begun_session()
    company, role = split_line(" ".join(arguments.words))
    if not company or not role:
        raise InputError("Say where and for what.", hint='mentor apply "Acme / ML platform engineer" --referral')
    if not arguments.again and (twin := session.applied_already(role, company)) is not None:
        state = STATE_TITLES[session.standing(twin).state]
        told = f"{session.search_title(twin)} is there already: {twin.id}, {state}, {twin.on.isoformat()}."
        raise InputError(told, hint="Put it down once more with --again.")
    known = set(session.journey.companies), set(session.journey.people)
    made = session.apply(
        role,
        company,
        channel=read_channel(arguments.channel),
        person=arguments.by,
        on=arguments.on or session.today,
        sent=not arguments.later,
        resume=arguments.resume,
        ad=read_advert(arguments.ad) if arguments.ad else "",
        note=arguments.note,
    )
    if arguments.json:
        show_json({"applied": application_data(session.standing(made))})
        return 0
    _tell(session, made, *known)
    return 0


def _tell(session: Session, made: Application, companies: set[str], people: set[str]) -> None:
    journey, page = session.journey, Page.for_output()
    by = f", by {journey.people[made.person].name}" if made.person else ""
    said = "Applied" if made.sent else "To send"
    page.line(f"{said}: {made.id} {session.search_title(made)}, {CHANNEL_TITLES[made.channel]}{by}")
    new = [f"{made.company} {journey.companies[made.company].name}"] if made.company not in companies else []
    if made.person and made.person not in people:
        new.append(f"{made.person} {journey.people[made.person].name}")
    if new:
        page.line(f"New on the lists: {', '.join(new)}.")
    closes = session.standing(made).closes
    if closes is None:
        page.line(f"`mentor applications send {made.id}` when it went out.")
    elif closes < session.today:
        page.line(f"Counts as unanswered since {short_day(closes)}; `mentor applications stage` opens it again.")
    else:
        page.line(f"Without an answer by {short_day(closes)} it closes by itself.")
    if not any(one.company == made.company and not one.archived for one in journey.people.values()):
        page.line(f"Nobody is known there yet: mentor people add NAME --at {made.company}", style="dim")
    show(page)
