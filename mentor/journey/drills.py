"""What was rehearsed for the interviews: design prompts, mock interviews, and what only the user saw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from mentor.journey.record import Record

PracticeKind = Literal["medium", "answer", "defence", "story"]
PRACTICE_KINDS: tuple[str, ...] = get_args(PracticeKind)
"""A coding problem of medium difficulty, an answer of two minutes that was recorded, a mock session in which a project
was defended, a story for the behavioural round."""
Story = Literal["", "failure", "conflict", "ambiguity", "switch", "trade_off", "stopped_project"]
STORIES: tuple[str, ...] = get_args(Story)[1:]
"""What the six stories are about."""
Band = Literal["", "not_yet", "borderline", "likely_pass", "strong"]
MockRound = Literal["coding", "fundamentals", "design"]
MOCK_ROUNDS: tuple[MockRound, ...] = get_args(MockRound)


@dataclass(frozen=True)
class Drill(Record):
    """One try at a design prompt; the id is `dr1`, `dr2`, ...

    Attributes:
        on: The day it was begun.
        started: When its clock was started or went on last, in UTC as ISO text; empty while it stands.
        seconds: Seconds from before that.
        notes: What was written alongside.
        recording: Where the recording is.
        finished: The day the clock was stopped for good.
        checks: The observable checks that the recording showed, by id.
        grades: Row of the grade sheet to its grade, 0-4.
        graded: The day all rows had a grade.
        total: 0-100, caps included; None until it is graded.
        band: What the total comes to; empty until it is graded.
    """

    table = "drills"
    prompt: str
    on: date
    started: str = ""
    seconds: int = 0
    notes: str = ""
    recording: str = ""
    finished: date | None = None
    checks: tuple[str, ...] = ()
    grades: Mapping[str, int] = field(default_factory=dict)
    graded: date | None = None
    total: float | None = None
    band: Band = ""


@dataclass(frozen=True)
class PracticeMark(Record):
    """Practice that nobody but the user saw; the id is `pm1`, `pm2`, ...

    Attributes:
        text: Which problem, question, project or story it was.
        ok: Whether it was done as asked: a medium solved with tests.
        minutes: How long it took; 0 where that was not noted.
        story: What a story is about; empty for all else.
    """

    table = "practised"
    kind: PracticeKind
    text: str
    on: date
    ok: bool = True
    minutes: int = 0
    story: Story = ""


@dataclass(frozen=True)
class MockQuestion:
    """One question of a mock interview, with its texts, so that its summary needs no content file.

    Attributes:
        ref: The card, exercise or prompt behind it, by id.
        minutes: What was planned for it.
        seconds: What it took.
        notes: What was answered.
        grade: 0-4; None while it is open.
        seed: What an exercise's numbers are drawn from; None where it asks the same each time.
    """

    round: MockRound
    kind: Literal["card", "sql", "evaluation", "design"]
    ref: str
    title: str
    minutes: int
    seconds: int = 0
    notes: str = ""
    grade: int | None = None
    seed: int | None = None


@dataclass(frozen=True)
class Mock(Record):
    """A mock interview; the id is `mk1`, `mk2`, ...

    Attributes:
        questions: In the order in which they are asked. The first without a grade is the present one.
        started: When the clock was started or went on last, in UTC as ISO text; empty while it stands.
        seconds: Seconds on the present question from before that.
        finished: The day it ended.
    """

    table = "mocks"
    on: date
    questions: tuple[MockQuestion, ...]
    started: str = ""
    seconds: int = 0
    finished: date | None = None
