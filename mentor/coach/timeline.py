"""The guides' months for a profile (rules C01, C02, C03, C07, G1-G3): a union, never an average."""

from __future__ import annotations

from dataclasses import dataclass

from mentor.coach.levels import production_python
from mentor.content import Content
from mentor.content.model import Timeline
from mentor.journey import Journey


@dataclass(frozen=True)
class Headline:
    """The range the guides give, and what it rests on.

    Attributes:
        months: The union of the ranges that speak to this profile.
        plan_on: The last month that lies inside all of them.
        rule: The rule that decided.
        basis: The ranges themselves, and single observations.
        milestones: Earlier points on the way.
        note: What the figures do not say.
    """

    months: tuple[int, int]
    plan_on: int
    rule: str
    basis: tuple[Timeline, ...]
    milestones: tuple[Timeline, ...]
    note: str

    @property
    def sources(self) -> tuple[str, ...]:
        """The guides behind the range."""
        return tuple(sorted({row.source for row in self.basis if row.use == "range"}))


_RULES = {
    "swe_backend": "C01",
    "swe_other": "C01",
    "beginner": "C02",
    "outside_some_code": "C02",
    "data_scientist": "C03",
    "grad_degree": "C07",
    "cs_graduate": "C07",
}
_NO_CASE = "No guide states months for someone who already holds the degree; the range follows from skill."
_BUILDING = "Measured from today; a guide's month is focused study beside a life, no guide says how many hours."


def headline(content: Content, journey: Journey) -> Headline:
    """The range for a journey with a profile.

    Raises:
        ValueError: There is no profile yet.
    """
    if journey.profile is None:
        raise ValueError("a profile is needed")
    start = journey.profile.start
    skill = "production" if production_python(content, journey) else "below"
    rows = [row for row in content.timelines if start in row.starts and row.python in ("any", skill)]
    ranges = [row for row in rows if row.use == "range"]
    # The intersection is never empty for the ranges as they stand; a test holds the content to that.
    return Headline(
        months=(min(row.months[0] for row in ranges), max(row.months[1] for row in ranges)),
        plan_on=min(row.months[1] for row in ranges),
        rule=_RULES[start],
        basis=tuple(row for row in rows if row.use in ("range", "seen")),
        milestones=tuple(row for row in rows if row.use in ("milestone", "after")),
        note=_NO_CASE if _RULES[start] == "C07" else _BUILDING,
    )
