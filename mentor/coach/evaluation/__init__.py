"""Evaluation exercises whose numbers come from a seed: what is asked, how it is marked, how it is worked out."""

from __future__ import annotations

from random import Random

from mentor.coach.evaluation import (  # each puts its exercises into the register
    classification,
    comparing,
    drift,
    forecasting,
    judgement,
    probability,
    ranking,
    systems,
)
from mentor.coach.evaluation.answers import AnswerError, Marked, mark
from mentor.coach.evaluation.register import REGISTER, EvalExercise, Question, blurred

__all__ = ["EXERCISES", "LARGEST_SEED", "AnswerError", "EvalExercise", "Marked", "Question", "ask", "mark"]

LARGEST_SEED = 999_999
PARTS = (classification, probability, comparing, ranking, forecasting, drift, judgement, systems)
EXERCISES: dict[str, EvalExercise] = dict(sorted(REGISTER.items()))
"""Every exercise by id, in order."""


def ask(exercise: EvalExercise, seed: int) -> Question:
    """The exercise with the numbers of a seed, 0 to `LARGEST_SEED`; the same seed asks the same.

    Numbers with which a usual mistake would pass for the answer are drawn again.
    """
    random = Random(f"{exercise.id} {seed}")
    while blurred(question := exercise.make(random)):
        pass
    return question
