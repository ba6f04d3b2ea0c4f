"""Rows of pay for a profile, each as its guide states it, never merged or converted (rules C29, C30)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from mentor.content import Content
from mentor.content.pages import Basis, PayAdjustment, SalaryRow
from mentor.journey.records import Profile

PayLevel = Literal["entry", "mid", "senior"]
_MID_FROM, _SENIOR_FROM = 2, 5
"""Years in ML at which S2's mid and senior rows begin (S2-044, S2-046, S2-048)."""
_ROW_LEVELS: dict[PayLevel, tuple[str, ...]] = {"entry": ("first", "entry"), "mid": ("mid",), "senior": ("senior",)}


@dataclass(frozen=True)
class PayRow:
    """One band of pay as shown to a person.

    Attributes:
        low: US dollars a year.
        high: US dollars a year; equal to `low` where the guide gives one figure.
        source: The guide it comes from.
        computed: Whether the figures follow from a percentage the guide gives, and are not its own.
    """

    id: str
    low: int
    high: int
    basis: Basis
    source: str
    label: str
    computed: bool
    note: str
    facts: tuple[str, ...]

    @property
    def band(self) -> str:
        """The figures: "$115,000-150,000", or one where the guide gives one."""
        return f"${self.low:,}" if self.low == self.high else f"${self.low:,}-{self.high:,}"


def pay_level(profile: Profile) -> PayLevel:
    """The level by years in ML alone: a senior engineer who is new to ML reads the entry rows."""
    if profile.ml_years >= _SENIOR_FROM:
        return "senior"
    return "mid" if profile.ml_years >= _MID_FROM else "entry"


def pay_rows(content: Content, profile: Profile) -> tuple[PayRow, ...]:
    """The rows that speak to a profile: a first job's by degree and region, then by level, the unstated one last.

    What a guide adds or takes off for the region stands below the rows it is reckoned from, as computed.
    """
    rows = [row for row in content.salaries.values() if not row.neighbour and _speaks_to(row, profile)]
    stated = [row for row in rows if row.basis != "unstated"]
    unstated = [row for row in rows if row.basis == "unstated"]
    adjusting = [change for change in content.pay_adjustments if change.region == profile.region]
    made = [as_stated(row) for row in stated]
    for change in adjusting:
        base = [row for row in stated if row.id in change.rows]
        below = max((stated.index(row) for row in base), default=len(made) - 1) + 1
        made[below:below] = _computed(base, change)
    return (*made, *(as_stated(row) for row in unstated))


def as_stated(row: SalaryRow) -> PayRow:
    """A row as its guide gives it."""
    return PayRow(row.id, row.low, row.high, row.basis, _guide(row.facts), row.label, False, row.note, row.facts)


def _speaks_to(row: SalaryRow, profile: Profile) -> bool:
    in_region = not row.regions or profile.region in row.regions
    for_degree = not row.degrees or profile.degree in row.degrees
    return in_region and for_degree and row.level in (*_ROW_LEVELS[pay_level(profile)], "any")


def _computed(rows: Sequence[SalaryRow], change: PayAdjustment) -> list[PayRow]:
    """The rows changed: the low end by the smaller uplift or the larger cut, the high end by the opposite (C30)."""
    for_low, for_high = sorted(change.percent)
    return [
        PayRow(
            id=f"{row.id}-{change.region}",
            low=row.low * (100 + for_low) // 100,
            high=row.high * (100 + for_high) // 100,
            basis=row.basis,
            source=_guide(change.facts),
            label=change.label if row.id == change.id else f"{change.label}, {row.label}",
            computed=True,
            note=change.note,
            facts=(*row.facts, *(fact for fact in change.facts if fact not in row.facts)),
        )
        for row in rows
    ]


def _guide(facts: Sequence[str]) -> str:
    return facts[0][:2]
