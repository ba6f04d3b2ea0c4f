"""What the message screen says: to whom, what was said so far, what is worth another look."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from mentor.coach.message_checks import Looked
from mentor.coach.outreach import Step
from mentor.coach.pipeline import messages_to
from mentor.content.outreach import DraftKind, KindText
from mentor.journey.search import Message, Person
from mentor.session import Session
from mentor.text import one_line
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, line, lines, plain

LABEL = 9
SHOWN = 6
"""Messages of the past that are shown."""


def head(session: Session, person: Person, width: int) -> Content:
    """To whom it goes."""
    company = session.journey.companies.get(person.company)
    about = ", ".join(one_line(text) for text in (person.role, company.name if company else "") if text)
    name = line(person.name, STRONG).truncate(width // 2, ellipsis=True)
    return join(name, "   ", line(about, MUTED).truncate(max(width - name.cell_length - 3, 10), ellipsis=True))


def wording_line(session: Session, kind: DraftKind, title: str, number: int, of: int) -> Content:
    """Which message it is, and which of the wordings."""
    which = f"wording {number} of {of}: {title}" if number else title
    return join((kind_text(session, kind).title, f"bold {ACCENT}"), (f"   {which}" if which else "", MUTED))


def count_line(session: Session, looked: Looked) -> Content:
    """How long it is, against the length that does best."""
    best = session.content.outreach.length
    told = f"{looked.length} characters"
    if looked.fits:
        return join((told, STRONG), (f"   within {best.low}-{best.high}", MUTED))
    where = f"{best.low - looked.length} under" if looked.length < best.low else f"{looked.length - best.high} over"
    return join((told, STRONG), (f"   {where} {best.low}-{best.high}", "$warning"))


def page(session: Session, person: Person, kind: DraftKind, looked: Looked, step: Step, width: int) -> Content:
    """What is worth another look, what comes next, what was said so far, and what the length rests on."""
    parts = [hanging("!", f"{one.said}. {one.check.advice}", width, 2) for one in looked.remarks]
    if not looked.remarks:
        parts.append(plain("Nothing in it contradicts your record.", MUTED))
    parts += [plain(""), hanging("stands", step.why, width, LABEL)]
    parts.append(hanging("see to", kind_text(session, kind).tip, width, LABEL))
    for label, text in (("ask", person.ask), ("met", person.met), ("note", person.note)):
        if text:
            parts.append(hanging(label, text, width, LABEL))
    parts += _so_far(session, person, width)
    parts += [plain(""), hanging("length", session.content.outreach.length.said, width, LABEL)]
    return lines(*parts)


def kind_text(session: Session, kind: DraftKind) -> KindText:
    """A kind's texts."""
    return next(one for one in session.content.outreach.kinds if one.id == kind)


def _so_far(session: Session, person: Person, width: int) -> list[Content]:
    sent = [one for one in messages_to(session.journey, person.id) if one.sent]
    if not sent:
        return []
    newest = reversed(sent[-SHOWN:])
    rows = (hanging(day(one.on), _told(session, one), width, LABEL) for one in newest)
    return [plain(""), plain("so far, the newest first", MUTED), *rows]


def _told(session: Session, message: Message) -> str:
    waits = "" if message.kind == "thanks" else ", no answer"
    answer = f", answered {day(message.answered)}" if message.answered else waits
    return f"{kind_text(session, message.kind).title}{answer}: {message.text}"


def day(on: date) -> str:
    """As in "21 Nov"."""
    return f"{on.day} {on:%b}"
