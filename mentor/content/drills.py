"""The design prompts and the sheet they are graded by, as frozen values. `docs/content.md` describes the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from mentor.content.model import TargetId

Tag = Literal["recsys", "ranking", "risk", "forecast", "nlp_llm", "platform", "vision"]
TAGS: tuple[str, ...] = get_args(Tag)
"""The families of prompts."""


@dataclass(frozen=True)
class Asked:
    """A question worth asking before anything is designed, and what the interviewer says to it."""

    question: str
    answer: str


@dataclass(frozen=True)
class Metrics:
    """What success would be measured by: before a launch, after it, and what must not get worse."""

    offline: tuple[str, ...]
    online: tuple[str, ...]
    guardrail: tuple[str, ...]


@dataclass(frozen=True)
class Prompt:
    """One design question with all that the interviewer knows of it.

    Attributes:
        text: The question as it is read out.
        clarify: Questions to ask, with the answers there are to them.
        data: What data there is, with its labels and their delay.
        traps: What goes wrong in weak answers.
        follow_ups: What is asked on top.
        strong: Row of the grade sheet to what a strong answer holds there.
        targets: Whom it fits best; it comes first for them. Empty where it fits by its family alone.
        items: Audit items that it exercises.
    """

    id: str
    title: str
    text: str
    tags: tuple[Tag, ...]
    clarify: tuple[Asked, ...]
    metrics: Metrics
    data: tuple[str, ...]
    traps: tuple[str, ...]
    follow_ups: tuple[str, ...]
    strong: Mapping[str, str]
    targets: tuple[TargetId, ...] = ()
    items: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """A part of the 45 minutes: from which minute, to which."""

    id: str
    title: str
    minutes: tuple[int, int]


@dataclass(frozen=True)
class Check:
    """Something that can be heard in the recording or not."""

    id: str
    text: str


@dataclass(frozen=True)
class SheetRow:
    """What gets one grade.

    Attributes:
        weight: Its part of the total; all together are 100.
        checks: What to listen for before it is graded.
    """

    id: str
    title: str
    weight: int
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class GradeSheet:
    """How a try is timed and graded.

    Attributes:
        grades: What the grades from 0 on mean.
    """

    steps: tuple[Step, ...]
    rows: tuple[SheetRow, ...]
    grades: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """How long a try takes."""
        return self.steps[-1].minutes[1]

    @property
    def checks(self) -> dict[str, Check]:
        """Every check by id, in order."""
        return {check.id: check for row in self.rows for check in row.checks}
