"""What a reading says: one check a criterion, and the whole of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from mentor.journey.proof import CheckState, Finding, Spot

Confidence = Literal["H", "M", "L"]


@dataclass(frozen=True)
class Check:
    """What static reading says of one criterion.

    Attributes:
        id: The criterion.
        score: 0, 0.5 (documented by hand, or half seen), 1 (automated, repeatable).
        confidence: H at least 90 % likely right, M 60-90 %, L a hint.
        defensible: Whether it holds up to what *defensible* asks where that is more.
        evidence: The files and lines that decided.
        said: What was found, in a sentence.
        hint: What would satisfy it; empty where it is met.
    """

    id: str
    state: CheckState
    score: float
    confidence: Confidence
    said: str
    hint: str = ""
    evidence: tuple[Spot, ...] = ()
    defensible: bool = False

    def finding(self, project_id: str, today: date) -> Finding:
        """The check as a record of a project."""
        return Finding(
            f"{project_id}/{self.id}",
            project_id,
            self.id,
            self.state,
            self.score,
            self.confidence,
            today,
            defensible=self.defensible,
            said=self.said,
            hint=self.hint,
            evidence=self.evidence,
        )


@dataclass(frozen=True)
class Examination:
    """One reading of a project's folder.

    Attributes:
        checks: In the order of the checklist.
        on: The day it was made.
        guessed: What spoke for the type, where nobody gave one.
        looked: Files read.
        of: Files there are, as far as they were counted.
        skipped: How much was left out, by reason.
        commit: The commit that HEAD names; empty without one.
        last_commit: The day of the newest commit.
        py_share: Share of code lines outside notebooks, 0-1; None without code.
        typed: Share of functions with annotations, 0-1; None without functions.
        tests: Test functions that check something of the package.
        numbers: Figures in the metrics files.
        notes: Which limits were hit, and what could not be read.
    """

    type: str
    checks: tuple[Check, ...]
    on: date
    guessed: str = ""
    looked: int = 0
    of: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    commit: str = ""
    last_commit: date | None = None
    py_share: float | None = None
    typed: float | None = None
    tests: int = 0
    numbers: tuple[float, ...] = ()
    notes: tuple[str, ...] = ()

    def findings(self, project_id: str) -> tuple[Finding, ...]:
        """The checks as records of a project."""
        return tuple(check.finding(project_id, self.on) for check in self.checks)
