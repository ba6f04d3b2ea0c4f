"""What messages and offers are helped with, as frozen values. `docs/content.md` describes the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

DraftKind = Literal["first", "follow_up", "thanks", "referral"]
DRAFT_KINDS: tuple[DraftKind, ...] = get_args(DraftKind)
"""What a message is for: the first to somebody, the one reminder, an answer to theirs, asking to be referred."""

CLAIMS = ("deployed", "built", "building")
"""The placeholders of a project: exactly one is filled, by what the record bears out."""
PLACEHOLDERS = (
    *("name", "company", "ask", "role", "industry", "field", "project", *CLAIMS, "figure"),
    *("sent_on", "post_saved", "post_sent"),
)


@dataclass(frozen=True)
class Length:
    """How long a message is best, and who says so.

    Attributes:
        low: Characters.
        high: Characters.
        said: Where the figures come from, and what they do not show.
    """

    low: int
    high: int
    said: str


@dataclass(frozen=True)
class KindText:
    """A kind of message: what it is called, and what to see to in it."""

    id: DraftKind
    title: str
    tip: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class MessageText:
    """One wording of a kind of message.

    Attributes:
        title: What sets it apart from the other wordings.
        lines: Its sentences in order, each in several versions: the first one is used whose placeholders can all be
            filled from the record; where none can, the sentence is left out.
    """

    id: str
    kind: DraftKind
    title: str
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class MessageCheck:
    """Something in a message that is worth another look. `said` may hold `{found}`."""

    id: str
    said: str
    advice: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outreach:
    """Everything about messages.

    Attributes:
        ask: The question that is asked where none is put down for a person.
        ask_facts: The facts it rests on.
        roles: What somebody with a starting point is, after "I am"; a start without one names none.
        fields: What somebody with a target is moving into.
        things: What a project of a type is.
        words: Phrases by what they mean; `docs/bullets.md` explains the notation.
    """

    ask: str
    ask_facts: tuple[str, ...]
    length: Length
    roles: Mapping[str, str]
    fields: Mapping[str, str]
    things: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    kinds: tuple[KindText, ...]
    messages: tuple[MessageText, ...]
    checks: tuple[MessageCheck, ...]


@dataclass(frozen=True)
class OfferQuestion:
    """A question to ask about an offer.

    Attributes:
        short: What it is about, in a word or two.
        regions: Where it matters; empty for everywhere.
    """

    id: str
    short: str
    ask: str
    why: str
    facts: tuple[str, ...]
    regions: tuple[str, ...] = ()
