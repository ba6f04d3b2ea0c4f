"""`mentor follow-ups`: whom to write to today, and which applications silence is about to close."""

from __future__ import annotations

from argparse import Namespace

from mentor.cli.context import Context
from mentor.cli.output import show, show_json
from mentor.cli.page import Page
from mentor.cli.search_text import write_rows
from mentor.coach.pipeline import AT_TITLES, FollowUp
from mentor.session import Session


def run(arguments: Namespace, context: Context) -> int:
    """Show both."""
    session = context.begun_session()
    due, closing = session.follow_ups(), session.closing()
    if arguments.json:
        people = [
            {
                "person": one.person.id,
                "due": one.due.isoformat(),
                "why": one.why,
                "message": one.message.id if one.message else None,
            }
            for one in due
        ]
        ends = [{"application": one.application.id, "closes": one.closes.isoformat()} for one in closing if one.closes]
        show_json({"people": people, "closing": ends})
        return 0
    page = Page.for_output()
    page.line("To write to", style="bold")
    digits = max((len(one.person.id) for one in due), default=0)
    rows = [(f"{one.person.id:<{digits}}  since {one.due.isoformat()}", _why(session, one)) for one in due]
    write_rows(page, rows)
    if not due:
        page.line("Nobody today.")
    page.head("Closing by silence")
    digits = max((len(one.application.id) for one in closing), default=0)
    rows = [
        (
            f"{one.application.id:<{digits}}  after {one.closes.isoformat()}",
            f"{session.search_title(one.application)} · {AT_TITLES[one.at].lower()} {one.since.isoformat()}",
        )
        for one in closing
        if one.closes
    ]
    write_rows(page, rows)
    if not rows:
        page.line("Nothing within the next days.")
    show(page)
    return 0


def _why(session: Session, one: FollowUp) -> str:
    who = session.search_title(one.person)
    if one.why == "next":
        return f"{who} · {one.person.next or 'the next step is due'}"
    sent = f" to the message of {one.message.on.isoformat()}" if one.message else ""
    return f"{who} · no answer{sent}; one follow-up, then leave it"
