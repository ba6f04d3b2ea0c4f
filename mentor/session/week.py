"""The week: proposing, accepting, ticking."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from mentor.errors import InputError
from mentor.journey import CurrentWeek
from mentor.journey.record import Record
from mentor.journey.records import Action, TaskState
from mentor.session.base import FIRST_STEP, Base
from mentor.store.store import OvertakenError

if TYPE_CHECKING:
    from mentor.coach.week import Proposed
    from mentor.journey.time import LogEntry


class WeekPart(Base):
    """Weeks and their actions."""

    def propose_week(self) -> Proposed:
        """The next week from today, not stored: in place of a running week in which nothing is done, else after it.

        Raises:
            InputError: There is no profile yet.
        """
        from mentor.coach.plan import make_plan
        from mentor.coach.week import propose_week

        journey = self.journey
        if journey.profile is None:
            raise InputError("There is nothing to plan from yet.", hint=FIRST_STEP)
        if replaced := journey.untouched_week(self.today):
            journey = journey.without(replaced)
            plan = make_plan(self.content, journey, self.today)
        else:
            plan = self.plan()
        proposed = propose_week(self.content, journey, plan, self.today)
        return replace(proposed, instead_of=self.journey.weeks.get(proposed.week.id))

    def accept_week(self, proposed: Proposed, *, auto: bool = False) -> None:
        """Store a proposed week with its review. It takes the place of a running week in which nothing is done.

        Args:
            proposed: As proposed, or edited since.
            auto: Whether it is the program's own doing.

        Raises:
            InputError: It holds no action.
            OvertakenError: Another window accepted this week, or did something in the one to be replaced.
        """
        if not proposed.actions:
            raise InputError("A week needs at least one action.", hint="Leave the plan, or keep one of its actions.")
        journey, week = self.journey, proposed.week
        replaced = journey.untouched_week(self.today) if proposed.instead_of else []
        if journey.weeks.get(week.id) != proposed.instead_of or bool(replaced) != bool(proposed.instead_of):
            raise OvertakenError(
                f"Week {week.number} was begun or worked on elsewhere meanwhile.", hint="Plan again from what is there."
            )
        label = f"{'begin' if auto else 'accept'} week {week.number}"
        puts = [week, *proposed.actions, proposed.review]
        self.commit(label, puts, replaced, auto=auto, only_new=not replaced)

    def renew_week(self) -> None:
        """Plan again from today and accept it as it is.

        Raises:
            InputError: There is no profile yet.
        """
        self.accept_week(self.propose_week())

    def ensure_week(self) -> CurrentWeek:
        """The week accepted last, be it over; the first one is made and accepted where there is none.

        A later week is never begun by itself: it is proposed, and the user takes it or changes it. Where the journey
        can only be read, the first week is shown and not stored.

        Raises:
            InputError: There is no profile yet.
        """
        current = self.current_week()
        if current is None:
            proposed = self.propose_week()
            if self.store.read_only:
                return CurrentWeek(proposed.week, proposed.actions, over=False)
            # Undo must not take the week away from under the user; two windows may both come here at once.
            with suppress(OvertakenError):
                self.accept_week(proposed, auto=True)
            current = self.current_week()
        assert current is not None
        return current

    def change_action(self, action: Action) -> None:
        """Store an action the user edited; the week's planned minutes follow.

        Raises:
            InputError: A text is missing, or day, time or minutes do not fit the week.
        """
        from mentor.coach.week import action_problems

        week = self.journey.weeks[action.week]
        if problems := action_problems(self.content, action, week):
            raise InputError("The action cannot be stored.", details=problems)
        others = [one for one in self.journey.actions_of(week) if one.id != action.id]
        planned = replace(week, minutes_planned=sum(one.minutes for one in (*others, action)))
        self.commit(f"change: {action.title}", [action, planned])

    def drop_action(self, action: Action) -> None:
        """Take an action off the running week.

        Raises:
            InputError: It is ticked, or the last one.
        """
        week = self.journey.weeks[action.week]
        others = [one for one in self.journey.actions_of(week) if one.id != action.id]
        if action.done or not others:
            raise InputError(
                "A ticked action stays in its week." if action.done else "A week needs at least one action.",
                hint="Take the tick off first." if action.done else "Plan the week anew instead.",
            )
        planned = replace(week, minutes_planned=sum(one.minutes for one in others))
        self.commit(f"drop: {action.title}", [planned], [("actions", action.id)])

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
                hint=f"`mentor week --new` begins the next one; {week.id}.{key} still names the old action.",
            )
        for candidate in (key, f"{week.id}.{key}" if week else key):
            if candidate in actions:
                return actions[candidate]
        known = ", ".join(action.id for action in self.journey.actions_of(week)) if week else "none yet"
        raise InputError(f"No action has the id {key}.", hint=f"The ids of this week: {known}.")

    def set_done(self, action: Action, *, done: bool, minutes: int | None = None) -> LogEntry | None:
        """Tick an action or take the tick off. Ticking moves the card it works on along and logs the time it took.

        Args:
            action: The action.
            done: Whether it is done.
            minutes: What it really took in all; as planned, less what is logged for it already, when not given.

        Returns:
            What the tick logged; None where nothing was left to log, and when a tick is taken off.
        """
        from mentor.coach.board import state_after_tick
        from mentor.session.ticks import ticked, unticked

        label = f"{'done' if done else 'not done'}: {action.title}"
        puts: list[Record] = [replace(action, done=self.today if done else None, logged=done)]
        if not done:
            self.commit(label, puts, unticked(self, action))
            return None
        if (state := state_after_tick(self.content, self.journey, action)) is not None:
            puts.append(TaskState(action.task, state, self.today))
        entry, linked = ticked(self, action, minutes)
        self.commit(label, [*puts, *linked, *([entry] if entry else [])])
        return entry
