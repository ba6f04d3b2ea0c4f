"""What was practised: cards and their reviews, tries at exercises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from mentor.journey.record import Record

Standing = Literal["new", "learning", "review"]


@dataclass(frozen=True)
class CardState(Record):
    """Where a card stands in the user's memory; its id is the card's. A card without one was never seen.

    Days are the user's own, since cards come up by the day; the moment of each review stands in its `Grade`.

    Attributes:
        state: `review` once it was recalled on a later day than its first; after a lapse `learning` again, until then.
        due: The day it comes up; None while it is new.
        stability: Days after which it is recalled with a probability of 0.9, as FSRS reckons; 0 while it is new.
        difficulty: 1-10, as FSRS reckons; 0 while it is new.
        last: The day of its last review.
        lapses: How often it was forgotten after it had reached `review`.
        suspended: Whether it is set aside until the user brings it back.
        buried: Before this day it does not come up, although it is due.
    """

    table = "cards"
    state: Standing = "new"
    due: date | None = None
    stability: float = 0
    difficulty: float = 0
    last: date | None = None
    reps: int = 0
    lapses: int = 0
    suspended: bool = False
    buried: date | None = None


@dataclass(frozen=True)
class Grade(Record):
    """One review of a card; the id is its moment.

    Attributes:
        grade: 1 forgotten, 2 hard, 3 good, 4 easy.
        at: The moment, in UTC as ISO text; `on` is the user's day.
        before: The card's state when it came up.
        days: Days since the review before; None for the first.
        interval: Days until it comes up again.
        seconds: From the question to the grade.
    """

    table = "grades"
    card: str
    grade: Literal[1, 2, 3, 4]
    at: str
    on: date
    before: Standing = "new"
    days: int | None = None
    interval: int = 1
    seconds: int = 0


@dataclass(frozen=True)
class OwnCard(Record):
    """A card the user wrote; the id is `o1`, `o2`, ...

    Attributes:
        shows: How the question turns up in an interview.
        group: The pile it lies on; empty for the user's own pile.
        area: The skill area it belongs to; empty for none.
    """

    table = "own_cards"
    question: str
    answer: str
    on: date
    shows: str = ""
    group: str = ""
    area: str = ""


@dataclass(frozen=True)
class Attempt(Record):
    """One try at an exercise; the id is `t1`, `t2`, ...

    Attributes:
        exercise: The exercise's id, such as SQ-E01 or EV-E01.
        passed: Whether the result was right.
        score: 0 where it was not; else 1, less for each hint that was taken.
        minutes: How long it took; 0 where that was not measured.
        seed: What the numbers were drawn from; None for an exercise that asks the same each time.
    """

    table = "attempts"
    exercise: str
    on: date
    passed: bool
    score: float
    minutes: int = 0
    seed: int | None = None
