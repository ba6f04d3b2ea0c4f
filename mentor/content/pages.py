"""What the Library, the advice and the warnings hold, as frozen values. `docs/content.md` describes the files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mentor.content.model import StartId, TargetId

EntryKind = Literal[
    "note", "faq", "example", "course", "book", "certificate", "degree", "bootcamp", "step", "shelf", "mistake"
]
Basis = Literal["base", "tc", "unstated"]
"""What a salary figure counts: base pay, total compensation, or the guide does not say."""
JobLevel = Literal["first", "entry", "mid", "senior", "staff", "any"]


@dataclass(frozen=True)
class Topic:
    """A shelf of the Library."""

    id: str
    title: str
    about: str


@dataclass(frozen=True)
class Entry:
    """One page of the Library: what one or several guides say on one thing, in our words.

    Attributes:
        topic: The shelf it stands on.
        title: What it is about, or the question it answers.
        text: The substance in our own words, with every figure as its guide gives it.
        facts: The facts it carries; each is shown below the text with its guide.
        rules: Rules that settle what the guides disagree about here.
        areas: Skill areas it belongs to.
        tasks: Cards of the board that act on it.
        when: When it helps, or whom it is for.
        weak: For an example: how not to write it.
        strong: For an example: how to write it.
        cost: What it costs, as the guide states it.
        months: How long it takes, as the guide states it.
        provider: Who offers it.
        caution: What to check before relying on it.
    """

    id: str
    topic: str
    title: str
    text: str
    facts: tuple[str, ...]
    kind: EntryKind = "note"
    rules: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    when: str = ""
    weak: str = ""
    strong: str = ""
    cost: str = ""
    months: str = ""
    provider: str = ""
    caution: str = ""


@dataclass(frozen=True)
class SalaryRow:
    """One band of pay as one guide states it. Never merged with another.

    Attributes:
        low: US dollars a year.
        high: US dollars a year; equal to `low` where the guide gives one figure.
        level: Years count as ML-specific: a senior engineer who is new to ML reads the entry rows.
        regions: Where it holds; empty for everywhere.
        label: What the guide calls it.
        degrees: Whom it is for, where the guide ties it to a degree; empty for all.
        neighbour: Whether it is a neighbouring career's pay.
    """

    id: str
    low: int
    high: int
    basis: Basis
    level: JobLevel
    label: str
    facts: tuple[str, ...]
    regions: tuple[str, ...] = ()
    degrees: tuple[str, ...] = ()
    neighbour: bool = False
    note: str = ""


@dataclass(frozen=True)
class CompanyType:
    """A kind of employer, or of post, that the guides speak of. `short` is the reason in a few words."""

    id: str
    title: str
    why: str
    facts: tuple[str, ...]
    rules: tuple[str, ...] = ()
    short: str = ""


@dataclass(frozen=True)
class WarningText:
    """A mistake that the guides warn of; when it fires is decided in `mentor.coach.warnings`.

    Attributes:
        severity: `red` where a guide calls it the end of a search, `amber` otherwise.
        text: What is wrong, to the user.
        instead: The one thing to do about it.
    """

    id: str
    title: str
    severity: Literal["amber", "red"]
    text: str
    instead: str
    facts: tuple[str, ...]
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class PayAdjustment:
    """What a guide adds to or takes off its own rows of pay for a region.

    Attributes:
        percent: The lesser change first, as in (10, 15) or (-20, -30).
        rows: The rows it applies to, by id.
    """

    id: str
    region: str
    percent: tuple[int, int]
    rows: tuple[str, ...]
    label: str
    facts: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class AdviceText:
    """One piece of advice; who gets it is decided in `mentor.coach.learning`. May hold `{industry}`.

    Attributes:
        short: The gist in a line, for a list.
        verdict: For learning that costs money: what it is worth to this person, in a word or two.
        cost: What it costs, as the guide states it.
        months: How long it takes, as the guide states it.
        pay: Rows of pay that go with a bridge role, by id.
    """

    id: str
    part: Literal["bridge", "resume", "paid", "note"]
    title: str
    short: str
    text: str
    facts: tuple[str, ...]
    rules: tuple[str, ...] = ()
    verdict: str = ""
    cost: str = ""
    months: str = ""
    pay: tuple[str, ...] = ()


@dataclass(frozen=True)
class IndustryWords:
    """An industry that a guide names, and the words by which the user's own is known as it.

    Attributes:
        words: How a word of the stated industry begins; one of three letters or fewer must be the whole word.
        does: What the industry's ML work is called, where a guide says so.
    """

    id: str
    words: tuple[str, ...]
    facts: tuple[str, ...]
    does: str = ""


@dataclass(frozen=True)
class Side:
    """What a rule comes to for some profiles; the first side of a rule whose conditions all hold is the one.

    Attributes:
        flags: Names of what must hold besides; `mentor.coach.sides` knows them.
    """

    rule: str
    text: str
    starts: tuple[StartId, ...] = ()
    targets: tuple[TargetId, ...] = ()
    degrees: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    python: Literal["any", "production", "below"] = "any"
    flags: tuple[str, ...] = ()
