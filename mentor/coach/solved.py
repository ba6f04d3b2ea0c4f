"""What practice shows: exercises solved and design prompts passed, for the items of the audit that they exercise.

An exercise is checked by the program, but it is small and its data are clean. So practice carries an item as far as a
claim that nobody checked would, and no further; it never counts as verified, and never raises a rating.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mentor.coach.drills import graded
from mentor.content import Content
from mentor.content.model import Need
from mentor.journey import Journey
from mentor.text import counted

HINTS = 3
"""Hints of a SQL exercise; the last one all but writes the statement."""
WAY_SHOWN = "practice.shown"
"""The note that holds the days on which the way to an exercise was shown without a try: id to ISO days."""
PASSES_FROM = "likely_pass"
"""The band from which a try at a design prompt counts."""


@dataclass(frozen=True)
class Solved:
    """What practice there is on an item.

    Attributes:
        sql: The SQL exercises of it that count, by id; `evaluation` and `prompts` the same of the other kinds.
        themes: How many different ones these are: exercises of one theme ask the same in other words.
        need: How many themes show the item; 0 where too few exist to show it at all.
        on: The day from which there were enough; of fewer the newest.
        marked_on: The day from which there were enough without the prompts, which the user grades; None if never.
    """

    item: str
    sql: tuple[str, ...]
    evaluation: tuple[str, ...]
    prompts: tuple[str, ...]
    themes: int
    need: int
    on: date
    marked_on: date | None

    @property
    def enough(self) -> bool:
        """Whether they show the item."""
        return 0 < self.need <= self.themes

    @property
    def said(self) -> str:
        """In words, as in "5 SQL exercises solved"; of too few also how many it takes."""
        exercises = _listed((len(self.sql), "SQL exercise"), (len(self.evaluation), "evaluation exercise"))
        prompts = _listed((len(self.prompts), "design prompt"))
        parts = [f"{exercises} solved"] if exercises else []
        parts += [f"{prompts} passed"] if prompts else []
        parts += [f"{self.themes} of the {self.need} themes it takes"] if self.need and not self.enough else []
        return ", ".join(parts)


def _listed(*numbers: tuple[int, str]) -> str:
    return " and ".join(counted(number, what) for number, what in numbers if number)


def counting(content: Content, journey: Journey) -> dict[str, date]:
    """The exercises that were solved in a way that shows something, with the day of the newest such try.

    The newest try of an exercise decides: one that went wrong takes it back. A statement written after the last hint
    does not count, nor does what is solved on the day on which the way to it was shown: that is copied as easily as
    understood. The way is shown by the last hint, after a wrong answer to an evaluation exercise, and where a mock
    interview was asked for its answer.
    """
    whole = 1 - HINTS * content.number("hint_cost") + 0.001
    seen = days_shown(journey)
    shown: dict[str, date] = {}
    found: dict[str, date] = {}
    for one in sorted(journey.attempts.values(), key=lambda one: (one.on, len(one.id), one.id)):
        hinted = one.passed and one.score <= whole
        if not one.passed or hinted:
            found.pop(one.exercise, None)
        elif shown.get(one.exercise) != one.on and one.on not in seen.get(one.exercise, ()):
            found[one.exercise] = one.on
        if hinted or (not one.passed and one.seed is not None):
            shown[one.exercise] = one.on
    return found


def days_shown(journey: Journey) -> dict[str, list[date]]:
    """The days on which the way to an exercise was shown without a try at it."""
    note = journey.note(WAY_SHOWN, {})
    found: dict[str, list[date]] = {}
    for key, days in note.items() if isinstance(note, dict) else ():
        for day in days if isinstance(days, list) else ():
            with suppress(ValueError, TypeError):
                on = date.fromisoformat(day)
                found.setdefault(key, []).append(on)
    return found


def passed(content: Content, journey: Journey) -> dict[str, date]:
    """What counts, with its day: exercises, and design prompts whose newest graded try is at least a likely pass."""
    least = content.values("design_bands")[PASSES_FROM]
    newest = {one.prompt: one for one in graded(journey)}
    prompts = {key: one.graded for key, one in newest.items() if one.graded and (one.total or 0) >= least}
    return counting(content, journey) | prompts


@dataclass(frozen=True)
class Practice:
    """An exercise or a design prompt.

    Attributes:
        theme: What it practises; each prompt is a theme of its own.
        items: The items of the audit that it exercises.
    """

    id: str
    kind: Literal["sql", "evaluation", "prompt"]
    theme: str
    items: tuple[str, ...]
    minutes: int


def practice_by_item(content: Content) -> dict[str, list[Practice]]:
    """Every item that is practised, with all there is to practise it by."""
    from mentor.coach.evaluation import EXERCISES  # only somebody who practises needs them

    known = [Practice(one.id, "sql", one.theme, one.items, one.minutes) for one in content.sql_exercises.values()]
    known += [Practice(one.id, "evaluation", one.theme, one.items, one.minutes) for one in EXERCISES.values()]
    whole = content.grade_sheet.minutes
    known += [Practice(one.id, "prompt", one.id, one.items, whole) for one in content.prompts.values()]
    found: dict[str, list[Practice]] = {}
    for one in known:
        for item in one.items:
            found.setdefault(item, []).append(one)
    return found


def needed(content: Content, known: Iterable[Practice]) -> int:
    """How many themes show an item that is practised by these; 0 where they are too few to show it."""
    numbers: Mapping[str, int] = content.values("practised")
    themes = len({one.theme for one in known})
    return min(numbers["enough"], themes) if themes >= numbers["fewest"] else 0


def solved_items(content: Content, journey: Journey) -> dict[str, Solved]:
    """The items on which something was solved, whether or not it is enough to show them."""
    if not journey.attempts and not journey.drills:
        return {}  # nobody waits for exercises to be read who does none
    days = passed(content, journey)
    if not days:
        return {}
    return {
        item: _solved(content, item, known, days)
        for item, known in practice_by_item(content).items()
        if any(one.id in days for one in known)
    }


def _solved(content: Content, item: str, known: list[Practice], days: Mapping[str, date]) -> Solved:
    need = needed(content, known)
    done = [one for one in known if one.id in days]
    newest: dict[str, date] = {}
    marked: dict[str, date] = {}
    for one in done:
        newest[one.theme] = max(days[one.id], newest.get(one.theme, date.min))
        if one.kind != "prompt":
            marked[one.theme] = newest[one.theme]
    sql, evaluation, prompts = (
        tuple(one.id for one in done if one.kind == kind) for kind in ("sql", "evaluation", "prompt")
    )
    since = _since(newest.values(), need) or max(newest.values())
    return Solved(item, sql, evaluation, prompts, len(newest), need, since, _since(marked.values(), need))


def _since(days: Iterable[date], need: int) -> date | None:
    """The day from which the newest `need` of some days all lie; None where there are fewer."""
    newest = sorted(days, reverse=True)[:need]
    return newest[-1] if newest and len(newest) == need else None


# ---------------------------------------------------------------------- deliverables of the gates


def need_solved(content: Content, journey: Journey, need: Need) -> tuple[bool, str]:
    """Whether a deliverable that SQL exercises show is there, and how far it is in words; empty before the first."""
    done = [key for key in counting(content, journey) if key in content.sql_exercises] if journey.attempts else []
    if not done:
        return False, ""
    missing = [item for item in need.sql_items if not any(item in content.sql_exercises[key].items for key in done)]
    met = len(done) >= need.sql and not missing
    if met:
        return True, f"{counted(len(done), 'SQL exercise')} solved here"
    told = f"{len(done)} of {need.sql} solved here"
    return False, told + "".join(f"; none yet on {content.items[item].text}" for item in missing)
