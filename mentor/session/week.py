"""The week: proposing, accepting, ticking."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from mentor.errors import InputError
from mentor.journey import CurrentWeek, Journey
from mentor.journey.record import Record
from mentor.journey.records import Action, TaskState
from mentor.session.base import FIRST_STEP, Base
from mentor.store.store import OvertakenError

if TYPE_CHECKING:
    from mentor.coach.week import Proposed


class WeekPart(Base):
    """Weeks and their actions."""

    def propose_week(self) -> Proposed:
        """The next week from today, not stored.

        Raises:
            InputError: There is no profile yet.
        """
        return self._propose(self.journey)

    def _propose(self, journey: Journey) -> Proposed:
        from mentor.coach.plan import make_plan
        from mentor.coach.week import propose_week

        if journey.profile is None:
            raise InputError("There is nothing to plan from yet.", hint=FIRST_STEP)
        plan = self.plan() if journey is self.journey else make_plan(self.content, journey, self.today)
        return propose_week(self.content, journey, plan, self.today)

    def accept_week(self, proposed: Proposed, replaced: Sequence[tuple[str, str]] = ()) -> None:
        """Store a proposed week, in place of records given by table and id."""
        self.commit(f"accept week {proposed.week.number}", [proposed.week, *proposed.actions], replaced)

    def renew_week(self) -> None:
        """Plan again from today. A week in which nothing is ticked is replaced, otherwise the next one begins.

        Raises:
            InputError: There is no profile yet.
        """
        replaced = self.journey.untouched_week(self.today)
        self.accept_week(self._propose(self.journey.without(replaced)), replaced)

    def ensure_week(self) -> CurrentWeek:
        """The running week; a new one is made and accepted when there is none or the last is over.

        Where the journey can only be read, the new week is shown and not stored.

        Raises:
            InputError: There is no profile yet.
        """
        current = self.current_week()
        if current is None or current.over:
            proposed = self.propose_week()
            week, actions = proposed.week, proposed.actions
            if self.store.read_only:
                return CurrentWeek(week, tuple(actions), over=False)
            # Undo must not take the week away from under the user; two windows may both come here after midnight.
            with suppress(OvertakenError):
                self.commit(f"begin week {week.number}", [week, *actions], auto=True, only_new=True)
            current = self.current_week()
        assert current is not None
        return current

    def find_action(self, key: str) -> Action:
        """An action by its id, or by its number within the current week.

        Raises:
            InputError: There is none.
        """
        actions = self.journey.actions
        week = self.journey.week
        if week is not None and key.isdecimal() and self.today > week.end:
            raise InputError(
                f"The week of {week.start} to {week.end} is over, so {key} is none of its actions any more.",
                hint=f"`mentor week` begins the next one; {week.id}.{key} still names the old action.",
            )
        for candidate in (key, f"{week.id}.{key}" if week else key):
            if candidate in actions:
                return actions[candidate]
        known = ", ".join(action.id for action in self.journey.actions_of(week)) if week else "none yet"
        raise InputError(f"No action has the id {key}.", hint=f"The ids of this week: {known}.")

    def set_done(self, action: Action, *, done: bool) -> None:
        """Tick an action or take the tick off. Ticking moves the card it works on along."""
        from mentor.coach.board import state_after_tick

        label = f"{'done' if done else 'not done'}: {action.title}"
        puts: list[Record] = [replace(action, done=self.today if done else None)]
        if done and (state := state_after_tick(self.content, self.journey, action)) is not None:
            puts.append(TaskState(action.task, state, self.today))
        self.commit(label, puts)
