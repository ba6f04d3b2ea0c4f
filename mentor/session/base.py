"""Content, store and clock; reading, committing, taking back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from mentor.clock import Clock
from mentor.journey import Change, CurrentWeek, Journey
from mentor.journey.record import Record
from mentor.journey.records import Note
from mentor.store.store import OvertakenError, Store

if TYPE_CHECKING:  # the coach and the shapes of the content load on first use: Today's first paint needs neither
    from mentor.coach.plan import Plan
    from mentor.content import Content
    from mentor.content.model import Probe

R = TypeVar("R", bound=Record)
FIRST_STEP = "Start with `mentor` for the first questions, or `mentor intake FILE.toml`."


class Base:
    """What all parts of a session stand on."""

    def __init__(self, content: Content | None, store: Store, clock: Clock) -> None:
        """Without content given, the program's own is loaded on first use."""
        self._content = content
        self.store = store
        self.clock = clock
        self._plan: tuple[Journey, date, Plan] | None = None

    @property
    def content(self) -> Content:
        """What the mentor knows."""
        if self._content is None:
            from mentor.content import Content

            self._content = Content()
        return self._content

    @property
    def journey(self) -> Journey:
        """Everything recorded, as on disk now."""
        return self.store.read()

    @property
    def today(self) -> date:
        """The user's day."""
        return self.clock.today()

    def plan(self) -> Plan:
        """The plan of today, worked out again only when journey or day changed.

        Raises:
            ValueError: There is no profile yet.
        """
        from mentor.coach.plan import make_plan

        journey, today = self.journey, self.today
        if self._plan is None or self._plan[0] is not journey or self._plan[1] != today:
            self._plan = (journey, today, make_plan(self.content, journey, today))
        return self._plan[2]

    def current_week(self) -> CurrentWeek | None:
        """The week accepted last, whether it is still running or over."""
        return self.journey.current_week(self.today)

    def probe(self, area_id: str, *, again: bool = True) -> Probe:
        """An area's probe, in the variant of the user's domain: the one to be asked now, else the one answered last.

        Args:
            area_id: The area.
            again: Whether an area that has an answer may be asked again.
        """
        from mentor.coach.questions import probe_at

        journey = self.journey
        probe = probe_at(self.content, journey, area_id, self.today, again=again)
        return probe.for_domain(journey.profile.domain if journey.profile else "")

    def commit(
        self,
        label: str,
        puts: Sequence[Record] = (),
        deletes: Sequence[tuple[str, str]] = (),
        *,
        auto: bool = False,
        only_new: bool = False,
    ) -> None:
        """Store a change of the user's; undo takes it back.

        Args:
            label: What is done, in plain words.
            puts: Records to store.
            deletes: Records to remove, by table and id.
            auto: Whether it is the program's own doing, so that undo passes over it.
            only_new: Whether nothing may be stored when one of the puts is there already.

        Raises:
            OvertakenError: One is.
            StoreError: Nothing was stored.
        """
        self.store.commit(Change(label, puts, deletes, only_new), self.clock.now(), self.today, auto=auto)

    def add(self, label: str, make: Callable[[], R]) -> R:
        """Store a new record under an id of its own.

        Args:
            label: What is done, in plain words.
            make: Makes the record from the journey as it is then, and again where another window took its id.

        Returns:
            The record as stored.
        """
        while True:
            record = make()
            with suppress(OvertakenError):
                self.commit(label, [record], only_new=True)
                return record

    def remember(self, key: str, value: Any) -> None:
        """Store something a screen wants to find again; not an action of the user's, so undo passes over it."""
        if self.journey.note(key) != value and not self.store.read_only:
            self.commit(f"remember {key}", [Note(key, value)], auto=True)

    def undo(self) -> str | None:
        """Take back the last change of this session or of an earlier one; returns its label, or None.

        Raises:
            OvertakenError: Another process changed the same since; it stays, and the next undo goes one further back.
            StoreError: Nothing was taken back.
        """
        return self.store.undo(self.clock.now(), self.today)

    def redo(self) -> str | None:
        """Do again what was taken back last; returns its label, or None."""
        return self.store.redo(self.clock.now(), self.today)
