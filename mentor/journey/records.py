"""The user's records as frozen values. One class a table; `id` is ours, never the database's.

Stored shapes are plain JSON: dates as ISO text, tuples as lists. `to_fields` and `from_fields` convert; a field this
version does not know is left alone in the file (see `mentor.store`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args

from mentor.journey.record import Record

Start = Literal[
    "swe_backend", "swe_other", "data_scientist", "grad_degree", "cs_graduate", "outside_some_code", "beginner"
]
Target = Literal["applied", "platform", "llm", "research"]
Region = Literal["top_metro", "secondary_metro", "remote", "canada", "other"]
Degree = Literal["none", "bachelor", "masters", "top_masters", "phd"]
Domain = Literal["", "tabular", "vision", "nlp", "recommendation", "time_series"]
SeniorArea = Literal["", "pipelines", "llm_adaptation", "rag", "inference_opt"]
PaidProgram = Literal["none", "considering", "enrolled"]

STARTS: tuple[str, ...] = get_args(Start)
TARGETS: tuple[str, ...] = get_args(Target)


@dataclass(frozen=True)
class History:
    """What was done before the first day with the mentor."""

    months_studying: float = 0
    courses_finished: int = 0
    models_on_real_data: int = 0
    projects_deployed: int = 0
    applications_cold: int = 0
    applications_research: int = 0
    referrals: int = 0
    kaggle_only: bool = False
    paid_program: PaidProgram = "none"


@dataclass(frozen=True)
class Profile(Record):
    """Who the user is: what the rules read besides the ratings."""

    table = "profile"
    start: Start
    hours_per_week: float
    since: date
    target: Target = "applied"
    industry: str = ""
    region: Region = "other"
    degree: Degree = "none"
    deadline_months: int | None = None
    ml_publications: int = 0
    ml_years: float = 0
    domain: Domain = ""
    senior_area: SeniorArea = ""
    history: History = field(default_factory=History)


@dataclass(frozen=True)
class Evidence:
    """What shows that a rating is true. `checked` is set by the mentor, never by the user."""

    text: str
    kind: Literal["text", "link", "file"]
    on: date
    checked: bool = False


@dataclass(frozen=True)
class Rating(Record):
    """The level 0-4 given to an item or to a whole area; None when the item was passed over.

    Attributes:
        before: The level of an earlier day, and `before_on` that day; None when this is the first.
    """

    table = "ratings"
    level: int | None
    on: date
    evidence: Evidence | None = None
    before: int | None = None
    before_on: date | None = None


@dataclass(frozen=True)
class ProbeAnswer(Record):
    """How a probe was answered. `choice` indexes the probe's options; None is "I don't know"."""

    table = "probes"
    choice: int | None
    certainty: int
    right: bool
    on: date


@dataclass(frozen=True)
class TaskState(Record):
    """Where a card of the board stands. A card without a record is to do."""

    table = "tasks"
    state: Literal["todo", "doing", "done", "dropped"]
    on: date


@dataclass(frozen=True)
class GateNeed(Record):
    """A deliverable of a gate that the user says exists (`note` says where)."""

    table = "needs"
    on: date
    note: str = ""


@dataclass(frozen=True)
class GateClosed(Record):
    """A phase the user closed; `override` is the written reason where something was missing."""

    table = "gates"
    on: date
    override: str = ""


@dataclass(frozen=True)
class Project(Record):
    """A portfolio project."""

    table = "projects"
    type: str
    title: str
    on: date
    state: Literal["active", "parked", "finished"] = "active"
    path: str = ""
    url: str = ""
    parked_why: str = ""


@dataclass(frozen=True)
class Mark(Record):
    """What the user says of one criterion of one project; the id is `project/criterion`.

    `met` needs a note or a link; `na` (not applicable) needs the reason.

    Attributes:
        on: The day it was said, or the day on which what is attested was seen.
        overrules: Whether a reading had found it not met, and the note says why that is wrong.
    """

    table = "marks"
    project: str
    criterion: str
    state: Literal["met", "na"]
    on: date
    note: str = ""
    defensible: bool = True
    overrules: bool = False


@dataclass(frozen=True)
class Block:
    """A part of an action that takes more than one sitting. `at` is when it begins, as in 19:00."""

    day: date
    minutes: int
    what: str
    at: str = ""


@dataclass(frozen=True)
class Why:
    """Why an action is there: the gap behind it, the rule that chose it, the guides it rests on."""

    text: str
    gap: str = ""
    gap_area: str = ""
    gap_detail: str = ""
    rule: str = ""
    rule_short: str = ""
    says: str = ""


@dataclass(frozen=True)
class Action(Record):
    """One line of an accepted week, with all its texts, so that printing it needs no content file.

    Attributes:
        at: When it begins on its day, as in 19:00.
        carried: How many weeks it was carried over.
        logged: Whether its tick is in the time log; ticks from before there was one stand for themselves.
        opens: What it is done with, such as `people`, `prompt:DP02` or `sql:SQ-E08`; empty where its kind says it.
    """

    table = "actions"
    week: str
    kind: str
    title: str
    minutes: int
    day: date
    done_when: str
    smallest: str
    why: Why
    where: str = ""
    if_then: str = ""
    blocks: tuple[Block, ...] = ()
    sources: tuple[str, ...] = ()
    done: date | None = None
    task: str = ""
    project: str = ""
    item: str = ""
    carried: int = 0
    at: str = ""
    logged: bool = False
    opens: str = ""

    @property
    def reason(self) -> str:
        """The whole reason in one paragraph: text, gap, rule, guides."""
        parts = [self.why.text]
        if self.why.gap:
            parts.append(f"Gap: {self.why.gap} ({self.why.gap_detail}).")
        if self.why.rule:
            parts.append(f"Rule {self.why.rule}: {self.why.rule_short}.")
        if self.guides:
            parts.append(f"Guides: {', '.join(self.guides)}.")
        return " ".join(parts)

    @property
    def guides(self) -> tuple[str, ...]:
        """The guides behind the action's facts, each once, in order."""
        return tuple(sorted({fact[:2] for fact in self.sources}))


@dataclass(frozen=True)
class Week(Record):
    """An accepted week. `ids` are w1, w2, ...; its actions are w1.1, w1.2, ..."""

    table = "weeks"
    number: int
    start: date
    end: date
    minutes_planned: int
    hours_per_week: float
    headline: str = ""


@dataclass(frozen=True)
class Note(Record):
    """Small things the screens remember, such as the theme or how far the first run went."""

    table = "notes"
    value: Any = None
