"""The job search: companies, people, applications."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from mentor.journey.record import Record

Channel = Literal["cold", "warm", "referral", "inbound"]
Stage = Literal["screen", "technical", "onsite", "offer"]
STAGES: tuple[str, ...] = get_args(Stage)
"""What an application can reach after it was sent, in order."""


@dataclass(frozen=True)
class Company(Record):
    """A company the user aims at.

    Attributes:
        type: A company type of the content, by id; empty where it is not known.
        own_industry: Whether it is in the industry of the user's earlier career.
    """

    table = "companies"
    name: str
    on: date
    type: str = ""
    own_industry: bool = False
    why: str = ""
    archived: bool = False


@dataclass(frozen=True)
class Person(Record):
    """Somebody at a company: how they were met, what to ask them, the last contact, the next step."""

    table = "people"
    name: str
    on: date
    company: str = ""
    met: str = ""
    ask: str = ""
    last: date | None = None
    next: str = ""
    archived: bool = False


@dataclass(frozen=True)
class Application(Record):
    """An application sent on a day.

    Attributes:
        company: A company's id; empty for none.
        stages: The day each stage was reached, by `Stage`.
        ad: The text of the advertisement.
        resume: Which version of the resume went with it.
    """

    table = "applications"
    role: str
    on: date
    channel: Channel = "cold"
    company: str = ""
    stages: Mapping[str, date] = field(default_factory=dict)
    outcome: Literal["open", "rejected", "no_answer", "withdrawn", "accepted"] = "open"
    ad: str = ""
    resume: str = ""
    archived: bool = False
