"""Cards and reviews that no screen would record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mentor.journey.check import record_problems
from mentor.journey.practice import CardState, Grade

DAY = date(2026, 11, 21)
CARD = CardState("MA01", "review", DAY, 5.0, 5.0, DAY, 2)
GRADE = Grade("20261121T090000000000", "MA01", 3, "2026-11-21T09:00:00+00:00", DAY)


@pytest.mark.parametrize("card", [CARD, CardState("MA01"), CardState("MA01", suspended=True)])
def test_what_can_be(card: CardState):
    assert record_problems(card) == []
    assert record_problems(GRADE) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"due": None},
        {"last": None},
        {"reps": 0},
        {"stability": 0.0},
        {"stability": -1.0},
        {"stability": 1e9},
        {"difficulty": 11.0},
        {"due": date(1900, 1, 1)},
        {"buried": date(9999, 1, 1)},
    ],
)
def test_a_card_that_cannot_be(fields: dict[str, Any]):
    assert len(record_problems(replace(CARD, **fields))) == 1


@pytest.mark.parametrize(
    "fields", [{"at": "today"}, {"at": "2026-11-21T09:00:00"}, {"seconds": -1}, {"seconds": 90_000}]
)
def test_a_review_that_cannot_be(fields: dict[str, Any]):
    assert len(record_problems(replace(GRADE, **fields))) == 1
