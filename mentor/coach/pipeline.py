"""Where each application stands today, and which people are waiting for a word.

That an application was never answered is worked out from the day, not stored: it closes by itself after three weeks,
and an answer that comes later opens it again without anything to undo.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.search import STAGES, Application, Company, Message, Person

At = Literal["saved", "applied", "screen", "technical", "onsite", "offer"]
"""The furthest an application came; `saved` is one still to be sent."""
AT: tuple[At, ...] = ("saved", "applied", *STAGES)
State = Literal["saved", "open", "no_answer", "rejected", "withdrawn", "accepted"]
AT_TITLES = {
    "saved": "To send",
    "applied": "Applied",
    "screen": "Screen",
    "technical": "Technical",
    "onsite": "Onsite",
    "offer": "Offer",
}
CHANNEL_TITLES = {
    "cold": "cold site",
    "warm": "warm contact",
    "referral": "referral",
    "inbound": "recruiter inbound",
    "insider": "industry insider",
    "transfer": "adjacent role",
}
STATE_TITLES = {
    "saved": "to send",
    "open": "open",
    "no_answer": "no answer",
    "rejected": "rejected",
    "withdrawn": "withdrawn",
    "accepted": "accepted",
}


@dataclass(frozen=True)
class Standing:
    """An application as it stands on a day.

    Attributes:
        since: The day it got where it is: sent, or reached its last stage; a day ahead where that is arranged.
        closes: The day on which silence closes it; None where nothing is waited for.
    """

    application: Application
    at: At
    state: State
    since: date
    closes: date | None = None

    @property
    def open(self) -> bool:
        """Whether something can still come of it."""
        return self.state in ("saved", "open")


@dataclass(frozen=True)
class FollowUp:
    """Somebody to write to.

    Attributes:
        due: Since when.
        why: What makes it due: a first message without an answer, or the next step set for the day.
    """

    person: Person
    due: date
    why: Literal["unanswered", "next"]
    message: Message | None = None


def standing(content: Content, application: Application, today: date) -> Standing:
    """Where an application stands."""
    furthest = application.furthest
    if not application.sent:
        return Standing(application, "saved", "saved", application.on)
    since = application.stages[furthest] if furthest else application.on
    at: At = furthest or "applied"
    if application.outcome != "open":
        return Standing(application, at, application.outcome, since)
    if furthest == "offer":
        return Standing(application, at, "open", since)
    closes = since + timedelta(days=int(content.values("search")["answer_days"]))
    return Standing(application, at, "no_answer" if today > closes else "open", since, closes)


def pipeline(content: Content, journey: Journey, today: date) -> tuple[Standing, ...]:
    """All applications, archived ones too: what moved last comes first."""
    found = [standing(content, one, today) for one in journey.applications.values()]
    found.sort(key=lambda one: (one.since, len(one.application.id), one.application.id), reverse=True)
    return tuple(found)


def follow_ups(content: Content, journey: Journey, today: date) -> tuple[FollowUp, ...]:
    """The people to write to today, the longest due first; one follow-up to a first message, never a second."""
    after = timedelta(days=int(content.values("search")["follow_up_days"]))
    found = []
    for person in journey.people.values():
        if person.archived:
            continue
        if person.next_on is not None and person.next_on <= today:
            found.append(FollowUp(person, person.next_on, "next"))
            continue
        waiting = unanswered(journey, person.id)
        if waiting is not None and waiting.on + after <= today:
            found.append(FollowUp(person, waiting.on + after, "unanswered", waiting))
    return tuple(sorted(found, key=lambda one: (one.due, len(one.person.id), one.person.id)))


def unanswered(journey: Journey, person: str) -> Message | None:
    """The first message to somebody, while no answer came and nothing was sent after it."""
    sent = [one for one in messages_to(journey, person) if one.sent]
    if not sent or any(one.answered for one in sent):
        return None
    return sent[-1] if sent[-1].kind == "first" else None


def messages_to(journey: Journey, person: str) -> list[Message]:
    """All messages to a person, drafts too, oldest first."""
    found = [one for one in journey.messages.values() if one.person == person]
    return sorted(found, key=lambda one: (one.on, len(one.id), one.id))


def offer_taken(journey: Journey) -> bool:
    """Whether an offer was accepted, with which the search is over."""
    return any(one.outcome == "accepted" for one in journey.applications.values())


def targets_with_people(journey: Journey) -> tuple[list[Company], int]:
    """Companies aimed at, and at how many of them a person is known: the first target is three with one each."""
    companies = [one for one in journey.companies.values() if not one.archived]
    known = {one.company for one in journey.people.values() if not one.archived}
    return companies, sum(one.id in known for one in companies)
