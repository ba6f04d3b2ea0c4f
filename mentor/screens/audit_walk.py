"""The way through the questions of the audit: where the user is, what comes next, and back again after an undo."""

from __future__ import annotations

from collections.abc import Collection
from random import Random
from typing import Literal

from mentor.coach.questions import SENIOR, Question, asked, is_answered, probe_due, questions, senior_areas
from mentor.coach.reaudit import questions_again
from mentor.content.model import Probe
from mentor.journey.records import ProbeAnswer, Rating
from mentor.session import Session

Scope = Literal["whole", "area", "again"]
"""What is gone through: the whole audit, one area, or some items once more."""


class Walk:
    """A position in a row of questions.

    Attributes:
        all: The whole audit, for "question 37 of 87".
        row: What is asked here: the whole, one area, or some items again.
        at: The position in `row`; its length at the end.
    """

    def __init__(self, session: Session, area: str = "", at: str = "", only: Collection[str] = ()) -> None:
        """Begin at the first open question, or at the question `at`.

        Args:
            session: Where the answers go.
            area: Only this area is asked.
            at: The question to begin at.
            only: Only these items are asked, once more; one that was rated today waits for nothing.
        """
        self.session = session
        self.all = asked(session.content, session.journey)
        self.scope: Scope = "again" if only else "area" if area else "whole"
        if only:
            self.row = questions_again(session.content, session.journey, only, session.today)
        else:
            self.row = self._area_row(area, at) if area else self.all
        ids = [question.id for question in self.row]
        first = next((n for n in range(len(ids)) if self.is_open(n)), len(ids) if self.scope == "whole" else 0)
        self.at = ids.index(at) if at in ids else first
        self._done: list[int] = []
        self._undone: list[int] = []

    def _area_row(self, area: str, at: str) -> tuple[Question, ...]:
        """An area's own questions; its senior items only where the audit asks them, or one of them was chosen."""
        core = tuple(question for question in self.all if question.area.id == area)
        every = tuple(q for q in questions(self.session.content, senior=(area,)) if q.area.id == area)
        return core if len(core) > 1 and at in ("", *(question.id for question in core)) else every

    # ------------------------------------------------------------------ where we are

    @property
    def question(self) -> Question | None:
        """The question here; None at the end."""
        return self.row[self.at] if self.at < len(self.row) else None

    @property
    def here(self) -> Question:
        """The question here, where there is one."""
        assert self.question is not None
        return self.question

    @property
    def number(self) -> tuple[int, int]:
        """Which question, of how many: of those asked again, else of the whole audit; 0 for one outside it."""
        if self.scope == "again":
            return self.at + 1, len(self.row)
        return (self.all.index(self.question) + 1 if self.question in self.all else 0), len(self.all)

    @property
    def senior_left(self) -> int:
        """How many senior items could still be asked; 0 when they are asked already."""
        if self.scope != "whole" or self.session.journey.note(SENIOR):
            return 0
        seniors = senior_areas(self.session.content, self.session.journey)
        return len(questions(self.session.content, senior=seniors)) - len(self.all)

    @property
    def in_area(self) -> tuple[int, int]:
        """How many questions of the area here are answered, and how many there are; none at the end."""
        area = self.question.area if self.question else None
        own = [n for n, question in enumerate(self.row) if question.area is area]
        return sum(not self.is_open(n) for n in own), len(own)

    @property
    def left(self) -> int:
        """How many questions wait for an answer."""
        return sum(self.is_open(n) for n in range(len(self.row)))

    @property
    def begins_area(self) -> bool:
        """Whether this is an area's probe or its first item."""
        return self.here in [question for question in self.row if question.area is self.here.area][:2]

    @property
    def probe(self) -> Probe:
        """The probe of the area here, with its options as stored. The whole audit asks no second one."""
        return self.session.probe(self.here.area.id, again=self.scope != "whole")

    @property
    def order(self) -> list[int]:
        """The options as they stand on the screen: the same each time for one journey and probe."""
        profile = self.session.journey.profile
        order = list(range(len(self.probe.options)))
        Random(f"{profile.since if profile else ''} {self.probe.id}").shuffle(order)
        return order

    @property
    def given(self) -> ProbeAnswer | None:
        """The answer to that probe."""
        return self.session.journey.probes.get(self.probe.id)

    @property
    def rests(self) -> bool:
        """Whether the probe here was answered, and is not asked again now."""
        return self.given is not None and (self.scope == "whole" or not self._due(self.here))

    @property
    def rating(self) -> Rating | None:
        """The rating of the item here."""
        return self.session.journey.ratings.get(self.here.id)

    def is_open(self, position: int | None = None) -> bool:
        """Whether the question here, or at a position, waits for an answer; asked again, for one of today."""
        question = self.row[self.at if position is None else position]
        if self.scope != "again":
            return not is_answered(self.session.journey, question)
        if question.kind == "probe":
            return self._due(question)
        rating = self.session.journey.ratings.get(question.id)
        return rating is None or rating.on < self.session.today

    def _due(self, question: Question) -> bool:
        session = self.session
        return probe_due(session.content, session.journey, question.area.id, session.today) is not None

    # ------------------------------------------------------------------ moving

    def on(self, *, was_open: bool, passing: bool = False) -> None:
        """To the next question: the next open one when this one was, the neighbour when it was looked at again.

        Args:
            was_open: Whether the question here waited for an answer.
            passing: It still does, and nothing before it shall be asked instead.
        """
        self.at = self._next_open(self.at + 1, wrap=not passing) if was_open else self.at + 1

    def past_area(self) -> None:
        """To the next open question behind the area here."""
        own = [n for n, question in enumerate(self.row) if question.area is self.here.area]
        self.at = self._next_open(own[-1] + 1, wrap=True)

    def _next_open(self, begin: int, *, wrap: bool) -> int:
        order = [*range(begin, len(self.row)), *(range(self.at) if wrap else ())]
        return next((n for n in order if self.is_open(n)), len(self.row))

    @property
    def over(self) -> bool:
        """Whether the last question is behind."""
        return self.at >= len(self.row)

    def to_area(self, area: str) -> bool:
        """To an area's first question in the whole audit; says whether there is one."""
        found = next((n for n, question in enumerate(self.all) if question.area.id == area), None)
        if found is None:
            return False
        self.row, self.scope, self.at = self.all, "whole", found
        return True

    def add_senior(self) -> None:
        """Ask the senior items from now on."""
        self.session.remember(SENIOR, True)
        self.all = self.row = asked(self.session.content, self.session.journey)
        self.at = self._next_open(0, wrap=False)
        self._done.clear()
        self._undone.clear()

    # ------------------------------------------------------------------ undo

    def committed(self) -> None:
        """Remember that the question here was changed, so that an undo comes back to it."""
        self._done.append(self.at)
        self._undone.clear()

    def undone(self) -> None:
        """Go to the question whose change was just taken back."""
        self._follow(self._done, self._undone)

    def redone(self) -> None:
        """Go to the question whose change was just done again."""
        self._follow(self._undone, self._done)

    def _follow(self, source: list[int], target: list[int]) -> None:
        if source:
            target.append(source.pop())
            self.at = target[-1]
