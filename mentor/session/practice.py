"""Exercises that run: SQL over small tables, evaluation with numbers drawn anew."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from mentor.errors import InputError
from mentor.session.base import Base
from mentor.shape import did_you_mean
from mentor.text import shorten

if TYPE_CHECKING:  # SQLite and the exercises are imported when one is asked for
    from mentor.coach.evaluation import EvalExercise, Marked, Question
    from mentor.content.exercises import SqlExercise
    from mentor.journey.practice import Attempt
    from mentor.practice.database import Result, Stopped
    from mentor.practice.grade import Graded, Grader

HINTS = "practice.hints"
"""The note that holds how many hints of an exercise were taken since it was solved last."""
LONGEST_TRY = 600
"""Minutes of one try that count."""


@dataclass(frozen=True)
class Drawn:
    """An evaluation exercise with numbers. `known` says whether it was answered with these before."""

    exercise: EvalExercise
    seed: int
    question: Question
    known: bool


class PracticePart(Base):
    """Exercises."""

    # ------------------------------------------------------------------------------------------------------ SQL

    @cached_property
    def _grader(self) -> Grader:
        from mentor.practice.grade import Grader

        return Grader(self.content)

    @property
    def sql_schema(self) -> str:
        """The tables of the SQL exercises as text."""
        return self.content.practice_file("schema.sql")

    def sql_exercise(self, id_: str) -> SqlExercise:
        """A SQL exercise.

        Raises:
            InputError: There is none with this id.
        """
        found = self.content.sql_exercises
        return found[_key(id_, found, "sql")]

    def run_sql(self, sql: str, stopped: Stopped | None = None) -> Result:
        """What a statement gives, for looking around; nothing is recorded. It may run in a thread of its own.

        Args:
            sql: The statement.
            stopped: Says whether to give up while it runs.

        Raises:
            SqlError: It gives no result.
        """
        return self._grader.database.run(sql, stopped=stopped)

    def grade_sql(self, id_: str, sql: str, minutes: int = 0) -> Graded:
        """Grade a statement, and record the try if it can be meant as one.

        Raises:
            InputError: There is no such exercise.
        """
        graded = self.try_sql(id_, sql)
        self.keep_sql(id_, graded, minutes)
        return graded

    def try_sql(self, id_: str, sql: str, stopped: Stopped | None = None) -> Graded:
        """Grade a statement. Nothing is stored; it may run in a thread of its own.

        Args:
            id_: The exercise.
            sql: The statement.
            stopped: Says whether to give up while it runs.

        Raises:
            InputError: There is no such exercise.
        """
        return self._grader.grade(self.sql_exercise(id_), sql, stopped)

    def keep_sql(self, id_: str, graded: Graded, minutes: int = 0) -> float | None:
        """Record a try at an exercise, unless it gave no result or one with other columns than asked.

        Returns:
            Its score, 0-1; None where nothing was recorded.

        Raises:
            InputError: There is no such exercise.
        """
        exercise = self.sql_exercise(id_)
        if not graded.is_try:
            return None
        score = self._score(exercise.id) if graded.passed else 0.0
        self._record(exercise.id, graded.passed, score, minutes)
        if graded.passed:
            self._set_hints(exercise.id, 0)
        return score

    def hints(self, id_: str) -> tuple[str, ...]:
        """The hints that were taken since the exercise was solved last."""
        exercise = self.sql_exercise(id_)
        return exercise.hints[: self._hints_taken(exercise.id)]

    def next_hint(self, id_: str) -> tuple[str, ...]:
        """Take one more hint; all that were taken, the last of them new unless there was none left."""
        exercise = self.sql_exercise(id_)
        taken = min(self._hints_taken(exercise.id) + 1, len(exercise.hints))
        self._set_hints(exercise.id, taken)
        return exercise.hints[:taken]

    def _hints_taken(self, id_: str) -> int:
        note = self.journey.note(HINTS, {})
        taken = note.get(id_, 0) if isinstance(note, dict) else 0
        return min(max(taken, 0), 3) if isinstance(taken, int) else 0

    def _set_hints(self, id_: str, taken: int) -> None:
        note = self.journey.note(HINTS, {})
        others = {key: value for key, value in note.items() if key != id_} if isinstance(note, dict) else {}
        if taken or len(others) != len(note):
            self.remember(HINTS, {**others, **({id_: taken} if taken else {})})

    def _score(self, id_: str) -> float:
        return max(0.0, 1 - self.content.number("hint_cost") * self._hints_taken(id_))

    # ----------------------------------------------------------------------------------------------- evaluation

    def draw_evaluation(self, id_: str, seed: int | None = None) -> Drawn:
        """An evaluation exercise with numbers: those of a seed, else such as were not answered yet.

        Raises:
            InputError: There is no such exercise, or the seed is none.
        """
        from mentor.coach.evaluation import EXERCISES, LARGEST_SEED, ask

        exercise = EXERCISES[_key(id_, EXERCISES, "eval")]
        answered = {attempt.seed for attempt in self.attempts_at(exercise.id)}
        if seed is None:
            seed = next(number for number in range(1, LARGEST_SEED) if number not in answered)
        if not 0 <= seed <= LARGEST_SEED:
            raise InputError(f"A seed is a number from 0 to {LARGEST_SEED}.")
        return Drawn(exercise, seed, ask(exercise, seed), seed in answered)

    def answer_evaluation(self, drawn: Drawn, text: str, minutes: int = 0) -> Marked:
        """Mark an answer, and record it unless one with the same numbers is recorded: by then the way was shown.

        Raises:
            InputError: The answer cannot be read.
        """
        from mentor.coach.evaluation import AnswerError, mark

        try:
            marked = mark(drawn.question, text)
        except AnswerError as error:
            raise InputError(str(error)) from None
        if not any(attempt.seed == drawn.seed for attempt in self.attempts_at(drawn.exercise.id)):
            self._record(drawn.exercise.id, marked.right, float(marked.right), minutes, drawn.seed)
        return marked

    # ------------------------------------------------------------------------------------------------- attempts

    def attempts_at(self, id_: str) -> list[Attempt]:
        """The tries at an exercise, in the order in which they were recorded."""
        return [attempt for attempt in self.journey.attempts.values() if attempt.exercise == id_]

    def _record(self, id_: str, passed: bool, score: float, minutes: int, seed: int | None = None) -> None:
        from mentor.journey.practice import Attempt

        minutes = min(max(minutes, 0), LONGEST_TRY)
        self.add(
            f"{id_} {'solved' if passed else 'tried'}",
            lambda: Attempt(
                self.journey.next_id("attempts", "t"), id_, self.today, passed, score, minutes=minutes, seed=seed
            ),
        )


def show_way(session: Base, id_: str) -> None:
    """Keep in mind that the way to an exercise was shown today: what is solved after it today shows nothing.

    One that counts today already was solved before, so that it goes on counting.
    """
    from mentor.coach.solved import WAY_SHOWN, counting, days_shown

    today, journey = session.today, session.journey
    days = days_shown(journey)
    if counting(session.content, journey).get(id_) != today and today not in days.get(id_, ()):
        kept = {key: [day.isoformat() for day in own] for key, own in days.items()}
        session.remember(WAY_SHOWN, {**kept, id_: [*kept.get(id_, ()), today.isoformat()]})


def _key(id_: str, known: dict[str, SqlExercise] | dict[str, EvalExercise], kind: str) -> str:
    key = id_.strip().upper()
    if key not in known:
        near = did_you_mean(key, known) or "."
        raise InputError(f"There is no exercise {shorten(id_, 40)}{near}", hint=f"`mentor practice {kind}` lists them.")
    return key
