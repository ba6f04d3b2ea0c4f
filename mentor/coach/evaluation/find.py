"""The evaluation exercises among all that can be found; their texts are drawn with their numbers, so titles it is."""

from __future__ import annotations

from functools import cache

from mentor.coach.evaluation import EXERCISES
from mentor.content.search import Page


@cache
def pages() -> tuple[Page, ...]:
    """A page an exercise."""
    return tuple(
        Page("exercise", one.id, one.title, f"Evaluation: {one.theme}.", one.area) for one in EXERCISES.values()
    )
