"""When a card comes up again: the one module that knows the FSRS package.

The package reckons in moments and draws its own luck; here it is given days of the user's and a seed. A day is a day:
what was learned in the evening and comes up the next morning was kept for one day. There are no steps of minutes; a
card that is forgotten comes up again at the end of the same sitting instead.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache
from typing import TypeVar

from fsrs import Card, Rating, Scheduler, State

from mentor.coach.cards import AGAIN
from mentor.journey.practice import CardState, Standing

T = TypeVar("T")

GRADES = tuple(rating.value for rating in Rating)
"""1 forgotten, 2 hard, 3 good, 4 easy."""
LONGEST = 365
"""Days after which a card comes up at the latest: a preparation for interviews looks no further ahead."""


@cache
def _scheduler(retention: float, *, fuzz: bool) -> Scheduler:
    return Scheduler(
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST,
        enable_fuzzing=fuzz,
    )


def review(state: CardState, grade: int, on: date, retention: float, *, fuzz: bool = True) -> CardState:
    """What a card is after a review.

    The fuzz, which keeps cards that were learned together from coming up together for ever, is drawn from the card's
    id and how often it was seen: the same review always gives the same day.

    Args:
        state: What it was.
        grade: 1 to 4.
        on: The user's day.
        retention: The probability with which it shall be recalled when it comes up.
        fuzz: Whether the day is moved a little.
    """
    moment = _noon(on)
    if state.state == "new" or state.last is None or state.stability <= 0:
        card = Card(card_id=0, due=moment)
    else:
        # A clock that was set back counts as the same day.
        card = Card(0, State.Review, None, state.stability, state.difficulty, moment, _noon(min(state.last, on)))

    def reviewed() -> Card:
        return _scheduler(retention, fuzz=fuzz).review_card(card, Rating(grade), moment)[0]

    after = _seeded(f"{state.id} {state.reps}", reviewed) if fuzz else reviewed()
    return replace(
        state,
        state=_standing(state, grade, on),
        due=after.due.date(),
        stability=round(after.stability or 0, 4),
        difficulty=round(after.difficulty or 0, 4),
        last=on,
        reps=state.reps + 1,
        lapses=state.lapses + (grade == AGAIN and state.state == "review"),
        buried=None,
    )


def intervals(state: CardState, on: date, retention: float) -> tuple[int, ...]:
    """Days until a card would come up again, for each grade."""
    due = [review(state, grade, on, retention).due or on for grade in GRADES]
    return tuple((day - on).days for day in due)


def _standing(state: CardState, grade: int, on: date) -> Standing:
    if grade == AGAIN:
        return "learning"
    if state.state == "review":
        return "review"
    return "review" if state.last is not None and on > state.last else "learning"


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _seeded(seed: str, draw: Callable[[], T]) -> T:
    """Run something that draws from the shared source of luck; the source is left as it was."""
    before = random.getstate()
    random.seed(seed)
    try:
        return draw()
    finally:
        random.setstate(before)
