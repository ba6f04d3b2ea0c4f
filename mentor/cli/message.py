"""`mentor message PERSON`: drafts a message from the record, and notes what was sent and answered.

The text alone goes to the standard output, so that it can be piped; what is said about it goes beside it.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Any

from mentor.cli.context import Context
from mentor.cli.dates import short_day
from mentor.cli.output import say, show, show_json
from mentor.cli.page import Page
from mentor.coach.message_checks import Looked, tidy
from mentor.coach.outreach import Draft, kept_draft, kinds_open
from mentor.coach.pipeline import messages_to
from mentor.content.outreach import DRAFT_KINDS, DraftKind
from mentor.errors import InputError
from mentor.journey.search import Message, Person
from mentor.session import Session
from mentor.session.files import read_text
from mentor.session.search_words import one_of

LARGEST = 100_000
"""Bytes read from a pipe: more than any message."""
HOW = "mentor message PERSON: by the id, such as h1, or by words that fit one alone"


def run(arguments: Namespace, context: Context) -> int:
    """Print a draft, or note that a message was sent or answered; 1 where nothing more is to be written."""
    session = context.begun_session()
    if not arguments.words:
        raise InputError("Say to whom.", hint=HOW)
    person: Person = session.find_search("people", " ".join(arguments.words))
    if arguments.on and not (arguments.sent or arguments.answered):
        raise InputError("--on goes with --sent or --answered.")
    if arguments.answered:
        _say_done(session, person, session.answered(person.id, arguments.on), json=arguments.json)
        return 0
    kind = _kind(session, person, arguments)
    if kind is None:
        step = session.message_step(person.id)
        if arguments.json:
            show_json({"person": person.id, "kind": None, "text": None, "why": step.why})
        else:
            say(step.why)
        return 1
    text, drafts = _text(session, person, kind, arguments)
    if arguments.sent:
        sent = session.send_message(person.id, text, kind, arguments.on)
        _say_done(session, person, sent, json=arguments.json)
        return 0
    looked = session.look_over_message(person.id, text, kind)
    if arguments.json:
        show_json(_as_data(session, person, kind, text, drafts, looked))
        return 0
    sys.stdout.write(f"{tidy(text)}\n")
    sys.stdout.flush()
    _beside(session, person, kind, text, drafts, looked)
    return 0


def _kind(session: Session, person: Person, arguments: Namespace) -> DraftKind | None:
    """What the message is for: as given, as the kept draft, or what comes next.

    Raises:
        InputError: There is no such kind.
    """
    if arguments.kind:
        one_of("kind of message", arguments.kind, DRAFT_KINDS)
        return next(kind for kind in DRAFT_KINDS if kind == arguments.kind)
    kept = kept_draft(session.journey, person.id)
    if kept is not None and arguments.variant is None and not arguments.text:
        return kept.kind
    following = session.message_step(person.id).kind
    # A text of one's own can be noted whatever comes next.
    return following or (kinds_open(session.journey, person.id)[-1] if arguments.text else None)


def _text(session: Session, person: Person, kind: DraftKind, arguments: Namespace) -> tuple[str, tuple[Draft, ...]]:
    """The text that is meant, and the wordings there are.

    Raises:
        InputError: There is no such wording, or the text cannot be read.
    """
    if arguments.text:
        text = read_text("-", LARGEST, "message") if arguments.text == "-" else arguments.text
        return tidy(text), ()
    kept = kept_draft(session.journey, person.id)
    if kept is not None and arguments.variant is None and kind == kept.kind:
        return kept.text, ()
    drafts = session.message_drafts(person.id, kind)
    number = arguments.variant or 1
    if number > len(drafts):
        raise InputError(f"There is no wording {number}: {len(drafts)} of this message are known.")
    return drafts[number - 1].text, drafts


def _beside(
    session: Session, person: Person, kind: DraftKind, text: str, drafts: tuple[Draft, ...], looked: Looked
) -> None:
    best = session.content.outreach.length
    title = next(one.title for one in session.content.outreach.kinds if one.id == kind)
    which = next((f"wording {n} of {len(drafts)}" for n, one in enumerate(drafts, 1) if one.text == text), "your text")
    say(f"{person.id} {session.search_title(person)}: {title}, {which}, {looked.length} characters")
    if not looked.fits:
        say(best.said)
    for remark in looked.remarks:
        say(f"! {remark.said}. {remark.check.advice}")
    say(session.message_step(person.id).why)
    say(f"Once it is sent: mentor message {person.id} --sent")


def _say_done(session: Session, person: Person, message: Message, *, json: bool) -> None:
    step = session.message_step(person.id)
    if json:
        due = step.due.isoformat() if step.due else None
        show_json({"message": _message_data(message), "next": step.kind, "due": due, "why": step.why})
        return
    page = Page.for_output()
    if message.answered:
        page.line(f"Answered: {person.id} {session.search_title(person)}, {short_day(message.answered)}")
    else:
        title = next(one.title for one in session.content.outreach.kinds if one.id == message.kind)
        page.line(f"Sent: {message.id} to {session.search_title(person)}, {title}, {short_day(message.on)}")
    page.line(step.why)
    show(page)


def _message_data(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "person": message.person,
        "kind": message.kind,
        "on": message.on.isoformat(),
        "sent": message.sent,
        "answered": message.answered.isoformat() if message.answered else None,
        "text": message.text,
    }


def _as_data(
    session: Session, person: Person, kind: DraftKind, text: str, drafts: tuple[Draft, ...], looked: Looked
) -> dict[str, Any]:
    step = session.message_step(person.id)
    return {
        "person": person.id,
        "kind": kind,
        "text": tidy(text),
        "length": looked.length,
        "fits": looked.fits,
        "remarks": [
            {"id": one.check.id, "said": one.said, "advice": one.check.advice, "facts": list(one.check.facts)}
            for one in looked.remarks
        ],
        "wordings": [{"id": one.id, "title": one.title, "text": one.text} for one in drafts],
        "next": step.kind,
        "due": step.due.isoformat() if step.due else None,
        "why": step.why,
        "messages": [_message_data(one) for one in messages_to(session.journey, person.id)],
    }
