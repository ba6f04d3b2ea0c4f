"""The way through the questions of the audit: where the user is, what comes next, and back again after an undo."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from mentor.coach.questions import SENIOR, Question, asked, first_open, is_answered, questions, senior_areas
from mentor.content.model import Probe
from mentor.journey.records import ProbeAnswer, Rating
from mentor.session import Session

REST = timedelta(weeks=6)
"""A probe is not asked again before; its answer would be remembered."""


class Walk:
    """A position in a row of questions.

    Attributes:
        all: The whole audit, for "question 37 of 87".
        row: What is asked here: the whole, or one area.
        at: The position in `row`; its length at the end.
    """

    def __init__(self, session: Session, area: str = "", at: str = "") -> None:
        """Begin at the first open question, or at the question `at`; with `area` only that area is asked."""
        self.session = session
        self.all = asked(session.content, session.journey)
        self.only = bool(area)
        self.row = self._area_row(area, at) if area else self.all
        ids = [question.id for question in self.row]
        begin = first_open(session.journey, self.row)
        self.at = ids.index(at) if at in ids else begin if begin is not None else 0 if area else len(ids)
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
        """Which question of the whole audit, of how many; 0 for one outside it."""
        return (self.all.index(self.question) + 1 if self.question in self.all else 0), len(self.all)

    @property
    def senior_left(self) -> int:
        """How many senior items could still be asked; 0 when they are asked already."""
        if self.only or self.session.journey.note(SENIOR):
            return 0
        seniors = senior_areas(self.session.content, self.session.journey)
        return len(questions(self.session.content, senior=seniors)) - len(self.all)

    @property
    def begins_area(self) -> bool:
        """Whether this is an area's probe or its first item."""
        return self.here in [question for question in self.row if question.area is self.here.area][:2]

    @property
    def probe(self) -> Probe:
        """The probe of the area here, with its options as stored."""
        return self.session.probe(self.here.area.id)

    @property
    def order(self) -> list[int]:
        """The options as they stand on the screen: the same each time for one journey and probe."""
        profile = self.session.journey.profile
        order = list(range(len(self.probe.options)))
        Random(f"{profile.since if profile else ''} {self.probe.id}").shuffle(order)
        return order

    @property
    def given(self) -> ProbeAnswer | None:
        """The answer to the probe of the area here."""
        return self.session.journey.probes.get(self.probe.id)

    @property
    def rests(self) -> bool:
        """Whether the probe here was answered too lately to be asked again."""
        return self.given is not None and self.session.today - self.given.on < REST

    @property
    def rating(self) -> Rating | None:
        """The rating of the item here."""
        return self.session.journey.ratings.get(self.here.id)

    def is_open(self, position: int | None = None) -> bool:
        """Whether the question here, or at a position, waits for an answer."""
        return not is_answered(self.session.journey, self.row[self.at if position is None else position])

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
        self.row, self.only, self.at = self.all, False, found
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
