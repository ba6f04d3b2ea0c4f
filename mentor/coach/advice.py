"""What the guides advise one person: project, employers, pay, bridge roles, resume, learning, warnings, notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mentor.coach.companies import Companies, sort_companies
from mentor.coach.learning import Line, bridge_roles, notes, paid_learning, resume_lines
from mentor.coach.project import Proposal, propose_project
from mentor.coach.salary import PayRow, pay_rows
from mentor.coach.warnings import Caution, cautions
from mentor.content import Content
from mentor.journey import Journey


@dataclass(frozen=True)
class Advice:
    """Everything that follows from profile, ratings and record alone.

    Attributes:
        salary: Rows of pay, each as its guide states it or marked as computed.
        warnings: What is amiss, the gravest first.
        learning: Learning that costs money, and what it is worth to this person.
        notes: Both halves of the market, and what no guide covers.
    """

    project: Proposal
    companies: Companies
    salary: tuple[PayRow, ...]
    bridge_roles: tuple[Line, ...]
    warnings: tuple[Caution, ...]
    resume: tuple[Line, ...]
    learning: tuple[Line, ...]
    notes: tuple[Line, ...]


def make_advice(content: Content, journey: Journey, today: date) -> Advice:
    """The advice for a journey with a profile.

    Raises:
        ValueError: There is no profile yet.
    """
    profile = journey.profile
    if profile is None:
        raise ValueError("a profile is needed")
    return Advice(
        project=propose_project(content, journey),
        companies=sort_companies(content, journey),
        salary=pay_rows(content, profile),
        bridge_roles=bridge_roles(content, profile),
        warnings=cautions(content, journey),
        resume=resume_lines(content, profile),
        learning=paid_learning(content, journey),
        notes=notes(content, profile, today),
    )
