"""Offers side by side, each held against the guides' rows of its own basis: base with base, total with total (C29).

Nothing is merged or converted. One offer is said to be ahead only where it is at least as good on both, in one region;
what equity is worth is in no figure here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from mentor.coach.salary import PayRow, pay_rows
from mentor.content import Content
from mentor.content.outreach import OfferQuestion
from mentor.content.pages import Basis
from mentor.journey import Journey
from mentor.journey.records import Region
from mentor.journey.search import Offer

Place = Literal["below", "within", "above", "unknown", "not held"]
"""Where an amount stands in a band; unknown without one, and not held against a band whose basis is unstated."""
BASES: dict[Basis, str] = {"base": "base", "tc": "total", "unstated": "basis unstated"}
REGION_TITLES: dict[Region, str] = {
    "top_metro": "top metro",
    "secondary_metro": "second metro",
    "remote": "remote",
    "canada": "Canada",
    "other": "elsewhere",
}
COMPUTED = "*"
"""The sign of a band that is computed from a percentage the guide gives."""
LEAST, MOST = 10_000, 10_000_000
"""US dollars a year that an offer can name; less is a slip of the pen."""
GUIDES_FACTS = ("S3-036", "S2-043", "S2-052", "S2-053")
"""What the guides say about all of it."""
_MONEY = re.compile(
    r"(?:USD?)?\s*\$?\s*(\d{1,3}(?:[, ]\d{3})+|\d+)(\.\d+)?\s*([km])?\s*\$?(?:\s*USD?)?", re.IGNORECASE | re.ASCII
)
_OTHER_MONEY = re.compile(r"€|£|¥|₹|\b(?:eur|euros?|gbp|cad|aud|inr|chf)\b|(?:ca?|a)\$", re.IGNORECASE)


@dataclass(frozen=True)
class Held:
    """An amount held against a band of a guide.

    Attributes:
        by: US dollars a year by which it is under or over the band; 0 within it.
    """

    row: PayRow
    place: Place
    by: int = 0


@dataclass(frozen=True)
class Asked:
    """A question about an offer, and its answer; empty where there is none yet."""

    question: OfferQuestion
    answer: str


@dataclass(frozen=True)
class Column:
    """One offer with all that can be said of it.

    Attributes:
        company: The company's name.
        region: The offer's region in words; empty where it is not given.
        held: Its base and total against the guides' rows, in their order.
        missing: What it lacks to be compared, in words.
    """

    offer: Offer
    company: str
    region: str
    held: tuple[Held, ...]
    asked: tuple[Asked, ...]
    missing: tuple[str, ...]

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(bool(one.answer) for one in self.asked)

    def on(self, basis: Basis) -> tuple[Held, ...]:
        """What stands against the rows of a basis."""
        return tuple(one for one in self.held if one.row.basis == basis)


@dataclass(frozen=True)
class Comparison:
    """Some offers side by side.

    Attributes:
        ahead: The offer that is at least as good as every other on base and on total, by id; empty for none.
        said: What follows from the figures, a sentence each.
        left_out: Offers beyond the number that is compared.
    """

    columns: tuple[Column, ...]
    ahead: str
    said: tuple[str, ...]
    left_out: int = 0


def compare(content: Content, journey: Journey, *, archived: bool = False) -> Comparison:
    """The offers side by side, the one that came first on the left.

    Args:
        content: Holds the guides' rows and the questions.
        journey: Holds the offers and the profile.
        archived: Whether those put away are compared as well.

    Raises:
        ValueError: There is no profile yet.
    """
    offers = [one for one in journey.offers.values() if archived or not one.archived]
    offers.sort(key=lambda one: (one.on, len(one.id), one.id))
    most = int(content.values("search")["offers"])
    columns = tuple(_column(content, journey, one) for one in offers[-most:])
    ahead = next((one.offer.id for one in columns if _is_ahead(one, columns)), "")
    return Comparison(columns, ahead, tuple(_said(columns, ahead)), max(len(offers) - most, 0))


def _column(content: Content, journey: Journey, offer: Offer) -> Column:
    profile = journey.profile
    if profile is None:
        raise ValueError("a profile is needed")
    # Without a region only the rows that hold everywhere speak to it.
    region: Region = offer.region if offer.region in REGION_TITLES else "other"
    rows = pay_rows(content, replace(profile, region=region))
    company = journey.companies.get(offer.company)
    asked = tuple(
        Asked(question, offer.answers.get(question.id, ""))
        for question in content.offer_questions.values()
        if not question.regions or offer.region in question.regions
    )
    return Column(
        offer,
        company.name if company else offer.company,
        REGION_TITLES[region] if offer.region else "",
        tuple(hold(row, {"base": offer.base, "tc": offer.total, "unstated": None}[row.basis]) for row in rows),
        asked,
        tuple(_missing(offer)),
    )


def hold(row: PayRow, amount: int | None) -> Held:
    """An amount against a band. The amount must be of the band's own basis."""
    if row.basis == "unstated":
        return Held(row, "not held")
    if amount is None:
        return Held(row, "unknown")
    if amount < row.low:
        return Held(row, "below", row.low - amount)
    return Held(row, "above", amount - row.high) if amount > row.high else Held(row, "within")


def _missing(offer: Offer) -> Iterator[str]:
    if offer.base is None:
        yield "base"
    if offer.total is None:
        yield "total"
    if not offer.region:
        yield "region"


# ---------------------------------------------------------------------------------------------------- together


def _is_ahead(one: Column, columns: Sequence[Column]) -> bool:
    """Whether an offer is at least as good as every other on base and total, and better somewhere, in one region."""
    others = [other for other in columns if other is not one]
    return bool(others) and all(_dominates(one.offer, other.offer) for other in others)


def _dominates(one: Offer, other: Offer) -> bool:
    if not one.region or one.region != other.region:
        return False
    if one.base is None or one.total is None or other.base is None or other.total is None:
        return False
    pair = (one.base, one.total)
    return one.base >= other.base and one.total >= other.total and pair != (other.base, other.total)


def _said(columns: Sequence[Column], ahead: str) -> Iterator[str]:
    if len(columns) < 2:
        return
    for one, other in combinations((one for one in columns if _names_pay(one.offer)), 2):
        if not _share_a_basis(one.offer, other.offer):
            asked = one if one.offer.base is None else other
            pair = f"{one.offer.id} and {other.offer.id}"
            yield f"{pair} have no figure of one basis: ask for the base of {asked.offer.id}."
    lacking = [one for one in columns if one.missing]
    for column in lacking:
        ask = "" if _names_pay(column.offer) else ": ask what it pays"
        yield f"{column.offer.id} lacks {' and '.join(_joined(column.missing))}{ask}."
    if len({one.offer.region for one in columns if one.offer.region}) > 1:
        yield "They are in different regions, where the guides' bands differ too: no figure is set off against another."
    if ahead:
        others = "the others" if len(columns) > 2 else "the other"
        yield f"{ahead} is at least as good as {others} on base and on total. What the equity is worth is not in it."
    elif not lacking:
        yield "None is ahead on base and on total alike: which counts more is yours to say."


def _joined(words: Sequence[str]) -> tuple[str, ...]:
    """All but the last with commas between, and the last."""
    return (", ".join(words[:-1]), words[-1]) if len(words) > 1 else tuple(words)


def _names_pay(one: Offer) -> bool:
    return one.base is not None or one.total is not None


def _share_a_basis(one: Offer, other: Offer) -> bool:
    both_bases = one.base is not None and other.base is not None
    return both_bases or (one.total is not None and other.total is not None)


# ---------------------------------------------------------------------------------------------------- words


def table(content: Content, columns: Sequence[Column]) -> list[tuple[str, tuple[str, ...]]]:
    """What is set side by side: a label and a cell for each offer, by rows.

    The bands that a figure is held against stand below it, under the name of their guide, whose own cells are empty.
    """
    rows: list[tuple[str, tuple[str, ...]]] = [
        ("company", tuple(one.company for one in columns)),
        ("role", tuple(one.offer.role for one in columns)),
        ("region", tuple(one.region or "not given" for one in columns)),
        ("base", tuple(money(one.offer.base) for one in columns)),
        *_held_rows(content, columns, "base"),
        ("total", tuple(money(one.offer.total) for one in columns)),
        *_held_rows(content, columns, "tc"),
        ("questions answered", tuple(f"{one.answered} of {len(one.asked)}" for one in columns)),
    ]
    if any(one.offer.reply_by for one in columns):
        days = (one.offer.reply_by for one in columns)
        rows.append(("reply by", tuple(day.isoformat() if day else "" for day in days)))
    return rows


def _held_rows(content: Content, columns: Sequence[Column], basis: Basis) -> Iterator[tuple[str, tuple[str, ...]]]:
    held = [{_band(content, one.row): held_in_words(one) for one in column.on(basis)} for column in columns]
    bands = dict.fromkeys(band for own in held for band in own)
    for source in dict.fromkeys(source for source, _ in bands):
        yield f"  {source} {content.sources[source].name}", ("",) * len(columns)
        for band in (one for one in bands if one[0] == source):
            without = ("no band there" if one.region else "region needed" for one in columns)
            yield f"    {band[1]}", tuple(own.get(band, other) for own, other in zip(held, without, strict=True))


def _band(content: Content, row: PayRow) -> tuple[str, str]:
    """A band by its guide and in a few words; a guide's rows by region are one, and * is computed."""
    stated = content.salaries[row.id.removesuffix("-remote").removesuffix("-canada")]
    level, _, what = stated.label.partition(", ")
    words = level if stated.regions or not what else what
    if row.computed and not stated.regions:
        words = row.label.removesuffix(stated.label) + words
    return row.source, f"{words}{COMPUTED if row.computed else ''}"


def held_in_words(held: Held) -> str:
    """Where an amount stands, as in "5,000 below"."""
    if held.place in ("below", "above"):
        return f"{held.by:,} {held.place}"
    return {"within": "within", "unknown": "not known", "not held": "not held against it"}[held.place]


def money(amount: int | None) -> str:
    """An amount as it is shown: "$140,000"; "not given" for none."""
    return "not given" if amount is None else f"${amount:,}"


def read_money(text: str) -> int | None:
    """An amount of US dollars a year as people type it: 140k, 140,000, $140000; None for an empty text.

    Raises:
        ValueError: It cannot be read, or no offer can be so; the message says why.
    """
    text = " ".join(text.split())
    if not text:
        return None
    if _OTHER_MONEY.search(text):
        raise ValueError(
            f"{text}: amounts are US dollars a year, as the guides' are. Convert it first and say so in the note."
        )
    found = _MONEY.fullmatch(text)
    if found is None:
        minus = re.match(r"\$?\s*[-\u2212]", text)
        raise ValueError(
            f"{text}: pay is not negative." if minus else f"{text} is no amount. Write 140k, 140,000 or $140000."
        )
    digits = found[1].replace(",", "").replace(" ", "")
    amount = float(f"{digits[:15]}{found[2] or ''}") * {"": 1, "k": 1_000, "m": 1_000_000}[(found[3] or "").lower()]
    if len(digits) > 15 or amount > MOST:
        raise ValueError(f"{text} is more than 10 million a year.")
    if amount < LEAST:
        raise ValueError(f"{text} is {amount:,.0f} dollars a year. Write 140k for 140,000.")
    return round(amount)
