"""The mock interview: an hour composed from the rounds by what they lack, and what is written down of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import zip_longest
from random import Random
from typing import Literal, NamedTuple

from mentor.coach.cards import Deck, deck_of, kept
from mentor.coach.drills import next_prompts, seconds_on, weakest_rows
from mentor.coach.evaluation import EXERCISES, LARGEST_SEED, EvalExercise
from mentor.coach.readiness import Round, readiness
from mentor.content import Content
from mentor.content.drills import SheetRow
from mentor.content.exercises import SqlExercise
from mentor.journey import Journey
from mentor.journey.drills import MOCK_ROUNDS, Mock, MockQuestion, MockRound
from mentor.text import counted, in_markdown, one_line

GRADES = (
    "nothing, or wrong",
    "the right word, no more",
    "half of it",
    "right and to the point",
    "right, with a number, an example or an alternative",
)
"""What the grades of an answer mean, from 0 on."""
ROUND_NAMES: Mapping[str, str] = {"coding": "Coding", "fundamentals": "Fundamentals", "design": "System design"}
NO_QUESTION = "career"
"""The pile of cards on the way into the job, which no interviewer asks about."""
ROWS = 3
"""Rows of the grade sheet that a short design part is about."""


@dataclass(frozen=True)
class Part:
    """A round of the mock interview.

    Attributes:
        why: What it lacks, and with it why it gets this time.
    """

    round: MockRound
    minutes: int
    why: str
    questions: tuple[MockQuestion, ...]


def compose(content: Content, journey: Journey, today: date) -> tuple[Part, ...]:
    """The parts of the next mock interview: more time for the round that lacks most, its weakest questions first."""
    rounds = {one.id: one for one in readiness(content, journey, today)}
    minutes = part_minutes(content, {name: rounds[name].share for name in MOCK_ROUNDS})
    # The same day gives the same interview until one was held; the next one asks other things.
    draw = Random(f"{today.isoformat()} {len(journey.mocks)}")
    rests = _asked_lately(content, journey, today)
    questions: dict[MockRound, Sequence[MockQuestion]] = {
        "coding": _exercises(content, journey, minutes["coding"], rests, draw),
        "fundamentals": _cards(content, journey, minutes["fundamentals"], rests, draw, today),
        "design": _design(content, journey, minutes["design"], today),
    }
    found = []
    for name, asked in questions.items():
        if asked:
            found.append(Part(name, minutes[name], _why(rounds[name]), tuple(asked)))
    return tuple(found)


def part_minutes(content: Content, shares: Mapping[MockRound, float]) -> dict[MockRound, int]:
    """Minutes of each round, which add up to the hour.

    Args:
        content: The parts and how far they lean.
        shares: Round to how much of what it asks for is there, 0-1.
    """
    numbers = content.values("mock")
    weights = {name: numbers[name] * (1 + numbers["lean"] * (1 - share)) for name, share in shares.items()}
    whole, step = sum(weights.values()), numbers["round"]
    wanted = {name: max(numbers["minutes"] * weight / whole, numbers["least"]) for name, weight in weights.items()}
    minutes = {name: int(value // step * step) for name, value in wanted.items()}
    left = numbers["minutes"] - sum(minutes.values())
    # What rounding down left over goes to those that lost most by it.
    for name in sorted(wanted, key=lambda name: minutes[name] - wanted[name])[: max(left // step, 0)]:
        minutes[name] += step
    if (over := sum(minutes.values()) - numbers["minutes"]) > 0:
        minutes[max(minutes, key=lambda name: minutes[name])] -= over
    return minutes


def _why(round_: Round) -> str:
    return round_.missing[0] if round_.missing else "ready; kept warm"


def _asked_lately(content: Content, journey: Journey, today: date) -> set[str]:
    days = content.values("mock")["rest_days"]
    recent = [mock for mock in journey.mocks.values() if (today - mock.on).days < days]
    return {question.ref for mock in recent for question in mock.questions}


# ---------------------------------------------------------------------------------------------------- questions


class _Exercise(NamedTuple):
    kind: Literal["sql", "evaluation"]
    of: SqlExercise | EvalExercise


def _exercises(content: Content, journey: Journey, minutes: int, rests: set[str], draw: Random) -> list[MockQuestion]:
    """Queries to write and evaluations to work out in turn: unsolved ones first, then those rated lowest."""
    solved = {one.exercise for one in journey.attempts.values() if one.passed}

    def key(one: _Exercise) -> tuple[bool, bool, float, float]:
        return one.of.id in rests, one.of.id in solved, _level(journey, one.of), draw.random()

    queries = sorted((_Exercise("sql", one) for one in content.sql_exercises.values()), key=key)
    others = sorted((_Exercise("evaluation", one) for one in EXERCISES.values()), key=key)
    found: list[MockQuestion] = []
    themes: set[str] = set()
    # One after the other, a query first: a row of nothing but short questions is no coding round.
    for kind, one in (one for pair in zip_longest(queries, others) for one in pair if one is not None):
        if one.minutes <= minutes - sum(question.minutes for question in found) and one.theme not in themes:
            themes.add(one.theme)
            seed = draw.randint(0, LARGEST_SEED) if kind == "evaluation" else None
            found.append(MockQuestion("coding", kind, one.id, one.title, one.minutes, seed=seed))
    return _stretched(found, minutes)


def _level(journey: Journey, exercise: SqlExercise | EvalExercise) -> float:
    """The mean rated level of an exercise's items, else that of its area; 0 where nothing is rated."""
    keys = [key for key in exercise.items if key in journey.ratings] or [exercise.area]
    levels = [level for key in keys if key in journey.ratings and (level := journey.ratings[key].level) is not None]
    return sum(levels) / len(levels) if levels else 0


def _stretched(questions: list[MockQuestion], minutes: int) -> list[MockQuestion]:
    """The questions with what is left of the time given to the last one."""
    if not questions:
        return []
    left = minutes - sum(question.minutes for question in questions)
    *before, last = questions
    return [*before, replace(last, minutes=last.minutes + left)]


def _cards(
    content: Content, journey: Journey, minutes: int, rests: set[str], draw: Random, today: date
) -> list[MockQuestion]:
    """Cards in turn from the groups kept worst; of each group what was forgotten, then what was never seen."""
    deck = {key: card for key, card in deck_of(content, journey).items() if card.group != NO_QUESTION}
    groups = kept(content, journey, deck, today)
    unknown = content.values("ready")["retention"] / 2
    worst = sorted(groups, key=lambda group: share if (share := groups[group].share) is not None else unknown)
    piles = [_pile(journey, deck, group, rests, draw) for group in worst]
    count = int(minutes / content.values("mock")["card_minutes"])
    picked = [key for turn in range(count) for pile in piles for key in pile[turn : turn + 1]][:count]
    each, more = divmod(minutes, len(picked)) if picked else (0, 0)
    return [
        MockQuestion("fundamentals", "card", key, deck[key].question, each + (n < more)) for n, key in enumerate(picked)
    ]


def _pile(journey: Journey, deck: Deck, group: str, rests: set[str], draw: Random) -> list[str]:
    def key(card: str) -> tuple[bool, int, bool, bool, float]:
        state = journey.cards.get(card)
        lapses = state.lapses if state is not None else 0
        known = state is not None and state.state == "review"
        return card in rests, -lapses, known, not deck[card].foundation, draw.random()

    return sorted((card for card in deck if deck[card].group == group), key=key)


def _design(content: Content, journey: Journey, minutes: int, today: date) -> list[MockQuestion]:
    first = next_prompts(content, journey, today)[:1]
    return [MockQuestion("design", "design", due.prompt.id, due.prompt.title, minutes) for due in first]


def design_rows(content: Content, journey: Journey) -> tuple[SheetRow, ...]:
    """What a short design part is about: the weakest rows, in the sheet's order; without any try the first ones."""
    rows = content.grade_sheet.rows
    weak = {row.id for row, _ in weakest_rows(content, journey)[:ROWS]} or {row.id for row in rows[:ROWS]}
    return tuple(row for row in rows if row.id in weak)


# ---------------------------------------------------------------------------------------------------- the clock


def present(mock: Mock) -> int | None:
    """The position of the question that is being asked; None once all have a grade, or the interview ended."""
    if mock.finished is not None:
        return None
    return next((n for n, question in enumerate(mock.questions) if question.grade is None), None)


def seconds_in_all(mock: Mock, now: datetime) -> int:
    """Seconds of the whole interview so far."""
    return sum(question.seconds for question in mock.questions) + seconds_on(mock, now)


def open_mock(journey: Journey) -> Mock | None:
    """The mock interview that was begun and not ended."""
    found = [mock for mock in journey.mocks.values() if mock.finished is None]
    return max(found, key=lambda mock: (mock.on, len(mock.id), mock.id), default=None)


# ---------------------------------------------------------------------------------------------------- grades


RUNS = ("sql", "evaluation")
"""The kinds of questions that are exercises, so that they can be solved here and graded by their result."""


def grade_of(content: Content, score: float) -> int:
    """The grade of an exercise solved in the interview: 4, one less for each hint that was taken; 0 for a wrong one.

    Args:
        content: For what a hint costs.
        score: The score of the try, 0-1.
    """
    hints = round((1 - score) / content.number("hint_cost"))
    return max(4 - hints, 1) if score > 0 else 0


def best_by_hand(journey: Journey, mock: Mock, question: MockQuestion) -> int:
    """The best grade the user may give: "half of it" for a query whose newest run since the interview was wrong."""
    tries = [one for one in journey.attempts.values() if one.exercise == question.ref and one.on >= mock.on]
    newest = max(tries, key=lambda one: (one.on, len(one.id), one.id), default=None)
    return 4 if question.kind != "sql" or newest is None or newest.passed else 2


# ---------------------------------------------------------------------------------------------------- the summary


def summary(mock: Mock) -> str:
    """What is kept of a mock interview, as Markdown."""
    planned = sum(question.minutes for question in mock.questions)
    used = round(sum(question.seconds for question in mock.questions) / 60)
    graded = [question for question in mock.questions if question.grade is not None]
    parts = [
        f"# Mock interview of {mock.on.isoformat()}",
        "",
        f"{used} of {planned} min, {len(graded)} of {counted(len(mock.questions), 'question')} answered. Graded 0 to "
        "4, by yourself but for what was solved here; so few questions show where to look, not how an interview would "
        "end.",
        "",
        "| round | questions | mean grade | minutes |",
        "| --- | --- | --- | --- |",
    ]
    for name in MOCK_ROUNDS:
        own = [question for question in mock.questions if question.round == name]
        if own:
            minutes = f"{round(sum(one.seconds for one in own) / 60)} of {sum(one.minutes for one in own)}"
            parts.append(f"| {ROUND_NAMES[name]} | {len(own)} | {_mean_of(own)} | {minutes} |")
    for name in MOCK_ROUNDS:
        own = [question for question in mock.questions if question.round == name]
        parts += ["", f"## {ROUND_NAMES[name]}"] if own else []
        for question in own:
            parts += _told(question)
    low = sorted((one for one in graded if (one.grade or 0) <= 2), key=lambda one: one.grade or 0)
    parts += ["", "## Again before the next one", ""]
    parts += [f"- {in_markdown(one.title)} ({one.grade} of 4)" for one in low] or ["Nothing was graded 2 or less."]
    return "\n".join(parts) + "\n"


def _mean_of(questions: Iterable[MockQuestion]) -> str:
    grades = [question.grade for question in questions if question.grade is not None]
    return f"{sum(grades) / len(grades):.1f}" if grades else "-"


def _told(question: MockQuestion) -> list[str]:
    time = f"{question.seconds // 60}:{question.seconds % 60:02} of {question.minutes}:00"
    grade = "not answered" if question.grade is None else f"{question.grade} of 4, {GRADES[question.grade]}"
    rows = ["", f"### {in_markdown(question.title)}", "", f"{grade}; {time}"]
    notes = [one_line(row) for row in question.notes.splitlines() if row.strip()]
    return [*rows, "", *(f"> {in_markdown(row)}" for row in notes)] if notes else rows
