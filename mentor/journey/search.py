"""The job search: companies, people, messages to them, applications, offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from mentor.journey.record import Record

Channel = Literal["cold", "warm", "referral", "inbound", "insider", "transfer"]
"""A site or form; a contact who knows you; a person who put your name in; a recruiter who wrote first; somebody of your
earlier industry; from an adjacent post within the firm."""
CHANNELS: tuple[Channel, ...] = get_args(Channel)
Stage = Literal["screen", "technical", "onsite", "offer"]
STAGES: tuple[Stage, ...] = get_args(Stage)
"""What an application can reach after it was sent, in order."""
Outcome = Literal["open", "rejected", "no_answer", "withdrawn", "accepted"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
MessageKind = Literal["first", "follow_up", "thanks", "referral"]


@dataclass(frozen=True)
class Company(Record):
    """A company the user aims at.

    Attributes:
        type: A company type of the content, by id; empty where it is not known.
        own_industry: Whether it is in the industry of the user's earlier career.
        why: Why this one.
    """

    table = "companies"
    name: str
    on: date
    type: str = ""
    own_industry: bool = False
    why: str = ""
    archived: bool = False
    note: str = ""


@dataclass(frozen=True)
class Person(Record):
    """Somebody at a company: how they were met, what to ask them, the last contact, the next step.

    Attributes:
        company: A company's id; empty for none.
        last: The day of the last contact in either direction.
        next: The next step; `next_on` is its day where it has one.
        role: What they do there.
    """

    table = "people"
    name: str
    on: date
    company: str = ""
    met: str = ""
    ask: str = ""
    last: date | None = None
    next: str = ""
    archived: bool = False
    role: str = ""
    next_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Application(Record):
    """An application sent on a day, or one that is still to be sent.

    Attributes:
        on: The day it was sent; while it is not sent, the day it was put down.
        company: A company's id; empty for none.
        stages: The day each stage was reached or is arranged for, by `Stage`. A later stage implies the ones before.
        ad: The text of the advertisement.
        resume: Which version of the resume went with it.
        sent: Whether it went out.
        ended: The day of an outcome; None while it is open.
        person: Who helped it in, by a person's id; empty for nobody.
    """

    table = "applications"
    role: str
    on: date
    channel: Channel = "cold"
    company: str = ""
    stages: Mapping[str, date] = field(default_factory=dict)
    outcome: Outcome = "open"
    ad: str = ""
    resume: str = ""
    archived: bool = False
    sent: bool = True
    ended: date | None = None
    person: str = ""
    note: str = ""

    @property
    def furthest(self) -> Stage | None:
        """The last stage it reached; None where nobody answered."""
        return next((stage for stage in reversed(STAGES) if stage in self.stages), None)

    def reached(self, stage: Stage) -> bool:
        """Whether it came to a stage, or beyond it."""
        return self.furthest is not None and STAGES.index(self.furthest) >= STAGES.index(stage)


@dataclass(frozen=True)
class Message(Record):
    """A message to a person, or the draft of one.

    Attributes:
        on: The day it was sent; of a draft, the day it was written.
        kind: A first message, the one follow-up to it, thanks for an answer, or a request for a referral.
        answered: The day an answer came.
    """

    table = "messages"
    person: str
    on: date
    text: str
    kind: MessageKind = "first"
    sent: bool = False
    answered: date | None = None


@dataclass(frozen=True)
class Offer(Record):
    """An offer, as the user was given it.

    Attributes:
        company: A company's id.
        application: The application it came from, by id; empty for none.
        base: Base salary, whole US dollars a year; None where it was not said.
        total: Total compensation, whole US dollars a year, as the employer puts it; None where it was not said.
        region: A region of the profile.
        answers: What was answered to the questions about equity, by the question's id.
        reply_by: The day an answer is due.
    """

    table = "offers"
    company: str
    role: str
    on: date
    application: str = ""
    base: int | None = None
    total: int | None = None
    region: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    reply_by: date | None = None
    note: str = ""
    archived: bool = False
