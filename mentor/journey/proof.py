"""What was found in the user's projects, and what the resume says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from mentor.journey.record import Record

CheckState = Literal["pass", "fail", "unknown", "na"]


@dataclass(frozen=True)
class Spot:
    """A place in a project: a file's path within it, and a line from 1; 0 for the whole file."""

    file: str
    line: int = 0


@dataclass(frozen=True)
class Finding(Record):
    """What the last reading of a project's folder says of one criterion; the id is `project/criterion`.

    Attributes:
        score: 0, 0.5 (documented by hand), 1 (automated, repeatable).
        confidence: How surely a static reading can tell: H at least 90 %, M 60-90 %, L a hint.
        defensible: Whether it holds up to what *defensible* asks where that is more.
        said: What was found, in a sentence.
        hint: What would satisfy it; empty where it is met.
    """

    table = "findings"
    project: str
    criterion: str
    state: CheckState
    score: float
    confidence: Literal["H", "M", "L"]
    on: date
    defensible: bool = False
    said: str = ""
    hint: str = ""
    evidence: tuple[Spot, ...] = ()


@dataclass(frozen=True)
class Run(Record):
    """One reading of a project's folder; the id is `project/1`, `project/2`, ...

    Attributes:
        commit: The commit that was read; empty without one.
        last_commit: The day of the newest commit.
        looked: Files read.
        of: Files there are, as far as they were counted.
        states: State of each criterion, by id.
        sections: Share of each section, 0-1.
        py_share: Share of code lines outside notebooks, 0-1; None without code.
        typed: Share of functions with annotations, 0-1; None without functions.
        tests: Test functions that check something.
        numbers: Figures in the project's metrics files.
    """

    table = "runs"
    project: str
    on: date
    type: str
    level: Literal["none", "shipped", "defensible"]
    commit: str = ""
    last_commit: date | None = None
    looked: int = 0
    of: int = 0
    states: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, float] = field(default_factory=dict)
    py_share: float | None = None
    typed: float | None = None
    tests: int = 0
    numbers: tuple[float, ...] = ()


@dataclass(frozen=True)
class Deployment(Record):
    """One look at a deployed service, made because the user asked for it; the id is `d1`, `d2`, ...

    Attributes:
        status: HTTP status of the address itself; 0 where nothing answered.
        p50, p95, p99: Milliseconds; None without an answer.
        docs: Whether documentation answers; None where it was not looked for.
        health: Whether a health check answers.
    """

    table = "deployments"
    url: str
    on: date
    status: int
    project: str = ""
    requests: int = 0
    failed: int = 0
    p50: float | None = None
    p95: float | None = None
    p99: float | None = None
    docs: bool | None = None
    health: bool | None = None


@dataclass(frozen=True)
class Bullet(Record):
    """A line of the resume; the id is `b1`, `b2`, ...

    Attributes:
        part: A machine-learning project, or the earlier career (which has a rubric of its own).
        project: The portfolio project it speaks of, by id; empty for none.
        order: Position within its part, from 1.
    """

    table = "bullets"
    text: str
    on: date
    part: Literal["project", "career"] = "project"
    project: str = ""
    order: int = 0
