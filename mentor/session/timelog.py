"""Where time goes: the log and the running timer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar, cast

from mentor.errors import InputError
from mentor.journey import Journey
from mentor.journey.duration import EXAMPLES, LONGEST, as_typed, on_clock, read_duration
from mentor.session.base import Base
from mentor.shape import did_you_mean
from mentor.store.store import OvertakenError
from mentor.text import one_line

if TYPE_CHECKING:  # the records of time are imported when one is made or read
    from mentor.journey.time import LogEntry, LogKind, Timer

Timed = TypeVar("Timed", "LogEntry", "Timer")

LINKS: Mapping[str, str] = {"task": "card", "project": "project", "action": "action", "course": "course"}
"""What time can be linked to: the field of a record, and what it names."""
NOTE_LENGTH = 500
FIRST_YEAR = 2000
LONG_HOURS = 12
"""Hours from which a timer may have been forgotten: worth a question."""
FORGOTTEN_HOURS = 16
"""Hours from which it surely was: nobody works that long, so it is only logged when the user says how much."""


def read_minutes(text: str) -> int:
    """The minutes that a typed length stands for.

    Raises:
        InputError: It can be read in no way, or in more than one.
    """
    try:
        return read_duration(text)
    except ValueError as error:
        raise InputError(str(error)) from None


def read_kind(word: str) -> LogKind:
    """A kind of time by its name.

    Raises:
        InputError: There is none.
    """
    from mentor.journey.time import KINDS

    if word not in KINDS:
        near = did_you_mean(word, KINDS) or "."
        raise InputError(f"{word or 'Nothing'} is no kind of time{near}", hint=f"Kinds: {', '.join(KINDS)}.")
    return cast("LogKind", word)


class TimeLogPart(Base):
    """The time log and the timer."""

    # ------------------------------------------------------------------ log

    def log_time(
        self,
        minutes: int,
        kind: str,
        note: str = "",
        *,
        on: date | None = None,
        task: str = "",
        project: str = "",
        action: str = "",
        course: str = "",
    ) -> LogEntry:
        """Log time spent on a day, today unless given.

        Raises:
            InputError: The minutes, the kind or the day cannot be, or a link names nothing.
        """
        from mentor.journey.time import LogEntry

        entry = LogEntry("", on or self.today, minutes, read_kind(kind), note, task, project, action, course)
        entry = self._tidy_entry(entry)
        return self._add(entry, self.clock.now(), f"log {_told(entry)}")

    def change_entry(self, entry: LogEntry) -> LogEntry:
        """Store an entry's new minutes, kind, day, note or links; returns it as it is stored.

        Raises:
            InputError: There is no such entry, or it cannot be so.
        """
        before = self._entry(entry.id)
        entry = self._tidy_entry(entry, before)
        self.commit(f"change the log: {_told(entry)}", [entry])
        return entry

    def delete_entry(self, id_: str) -> None:
        """Delete an entry.

        Raises:
            InputError: There is no such entry.
        """
        entry = self._entry(id_)
        action = self.journey.actions.get(id_)
        # A tick from before there was a log stands for itself; the log holds nothing of it once that is deleted.
        puts = [replace(action, logged=True)] if action is not None and not action.logged else []
        self.commit(f"delete from the log: {_told(entry)}", puts, [("log", id_)])

    def _entry(self, id_: str) -> LogEntry:
        from mentor.journey.spent import stands_for

        journey = self.journey
        entry = journey.log.get(id_)
        if entry is None and (action := journey.actions.get(id_)) is not None:
            entry = stands_for(action)
        if entry is None:
            raise InputError(f"The log has no entry {id_}.", hint="`mentor log` lists the last ones.")
        return entry

    def _add(self, entry: LogEntry, at: datetime, label: str, deletes: Sequence[tuple[str, str]] = ()) -> LogEntry:
        """Store an entry under a moment's id, or the next free one."""
        while True:
            entry = replace(entry, id=f"{at:%Y%m%dT%H%M%S%f}")
            try:
                self.commit(label, [entry], deletes, only_new=True)
            except OvertakenError:
                # Another window may have stopped the same timer: then there is nothing left to log.
                if any(key not in getattr(self.journey, table) for table, key in deletes):
                    raise
                at += timedelta(microseconds=1)
            else:
                return entry

    def _tidy_entry(self, entry: LogEntry, before: LogEntry | None = None) -> LogEntry:
        if not 1 <= entry.minutes <= LONGEST:
            raise InputError("An entry takes between 1 minute and 24 hours.", hint=f"Write it as {EXAMPLES}.")
        if entry.on > self.today:
            raise InputError(f"{entry.on.isoformat()} is still to come.", hint="Log time once it is spent.")
        if entry.on.year < FIRST_YEAR:
            raise InputError(f"{entry.on.isoformat()} is too long ago.")
        return self._tidy(entry, before)

    def _tidy(self, record: Timed, before: Timed | None = None) -> Timed:
        """A record with a clean note whose links exist; those it had before are left alone."""
        read_kind(record.kind)
        journey = self.journey
        for name in LINKS:
            key = getattr(record, name)
            if key and not (before and key == getattr(before, name)):
                self._must_exist(journey, name, key)
        action = journey.actions.get(record.action)
        if action is not None and not (before and before.action == record.action):
            record = replace(record, task=record.task or action.task, project=record.project or action.project)
        return replace(record, note=one_line(record.note, NOTE_LENGTH))

    def _must_exist(self, journey: Journey, name: str, key: str) -> None:
        known: Mapping[str, object] = self.content.tasks if name == "task" else getattr(journey, f"{name}s")
        if key in known:
            return
        what, ids = LINKS[name], list(known)
        if name == "task":
            ids = [task.id for task in journey.tasks.values() if task.state == "doing"]
        elif name == "action":
            ids = [action.id for action in journey.actions_of(journey.week)] if journey.week else []
        hint = f"Known {what}s: {', '.join(ids)}." if ids else f"There is no {what} yet."
        if name == "task":
            hint = f"Cards in progress: {', '.join(ids)}." if ids else "The board shows the cards, such as P1.3."
        raise InputError(f"No {what} has the id {key}{did_you_mean(key, known) or '.'}", hint=hint)

    # ------------------------------------------------------------------ timer

    @property
    def timer(self) -> Timer | None:
        """The timer, running or paused; None while nothing is being timed."""
        return self.journey.timer.get("timer")

    def timer_seconds(self) -> int | None:
        """Seconds on the timer; None while nothing is being timed. A clock that was set back counts as standing."""
        timer = self.timer
        return None if timer is None else self._seconds(timer)

    def _seconds(self, timer: Timer) -> int:
        if not timer.started:
            return timer.seconds
        with suppress(ValueError, TypeError):  # a file changed by hand may hold no moment
            since = self.clock.now() - datetime.fromisoformat(timer.started)
            return timer.seconds + max(0, int(since.total_seconds()))
        return timer.seconds

    def start_timer(
        self, kind: str, note: str = "", *, task: str = "", project: str = "", action: str = "", course: str = ""
    ) -> Timer:
        """Start the timer.

        Raises:
            InputError: It runs already, the kind is none, or a link names nothing.
        """
        from mentor.journey.time import Timer

        started = self.clock.now().isoformat()
        timer = self._tidy(Timer("timer", read_kind(kind), started, 0, note, task, project, action, course))
        try:
            self.commit(f"start the timer: {timer.kind}", [timer], only_new=True)
        except OvertakenError:
            running = self._timer()
            state = "runs" if running.started else "is paused"
            raise InputError(
                f"The timer {state} already: {_what(running)}, {on_clock(self._seconds(running))}.",
                hint="`mentor timer stop` logs it, `mentor timer stop --discard` logs nothing.",
            ) from None
        return timer

    def pause_timer(self) -> Timer:
        """Pause the timer.

        Raises:
            InputError: It does not run.
        """
        timer = self._timer()
        if not timer.started:
            raise InputError("The timer is paused already.", hint="`mentor timer resume` goes on.")
        paused = replace(timer, started="", seconds=self._seconds(timer))
        self.commit("pause the timer", [paused])
        return paused

    def resume_timer(self) -> Timer:
        """Go on after a pause.

        Raises:
            InputError: It is not paused.
        """
        timer = self._timer()
        if timer.started:
            raise InputError("The timer runs already.", hint="`mentor timer stop` logs it.")
        running = replace(timer, started=self.clock.now().isoformat())
        self.commit("go on with the timer", [running])
        return running

    def timer_entry(self, minutes: int | None = None) -> LogEntry:
        """What stopping the timer now would log, not stored.

        Args:
            minutes: What it really was; the timer's own to the minute when not given, one at least and a day at most.

        Raises:
            InputError: Nothing is being timed.
        """
        from mentor.journey.time import LogEntry

        timer = self._timer()
        if minutes is None:
            minutes = min(max(1, (self._seconds(timer) + 30) // 60), LONGEST)
        on = self.today
        if timer.started and self.clock.day is None:
            # Work past midnight belongs to the evening it began in.
            with suppress(ValueError):
                on = min(on, datetime.fromisoformat(timer.started).astimezone().date())
        return LogEntry("", on, minutes, timer.kind, timer.note, timer.task, timer.project, timer.action, timer.course)

    def stop_timer(self, minutes: int | None = None, *, entry: LogEntry | None = None) -> LogEntry:
        """Stop the timer and log its time.

        Args:
            minutes: What it really was, in place of the timer's own.
            entry: What to log in place of all the timer holds.

        Raises:
            InputError: Nothing is being timed; or the timer was forgotten, and nothing says how long it was.
        """
        timer = self._timer()
        if minutes is None and entry is None and self._seconds(timer) >= FORGOTTEN_HOURS * 3600:
            raise InputError(
                f"The timer shows {on_clock(self._seconds(timer))}, so it was probably forgotten.",
                hint="`mentor timer stop --minutes 90` logs what it was, `mentor timer stop --discard` logs nothing.",
            )
        # What the timer was linked to may be gone by now; that is no reason not to log the time.
        like_timer = self.timer_entry(minutes)
        entry = self._tidy_entry(entry or like_timer, like_timer)
        try:
            return self._add(entry, self._begun(), f"stop the timer: {_told(entry)}", [("timer", "timer")])
        except OvertakenError:
            raise InputError("The timer was stopped in another window just now.") from None

    def discard_timer(self) -> None:
        """Stop the timer and log nothing.

        Raises:
            InputError: Nothing is being timed.
        """
        timer = self._timer()
        self.commit(f"discard the timer: {timer.kind}", deletes=[("timer", "timer")])

    def _timer(self) -> Timer:
        timer = self.timer
        if timer is None:
            raise InputError("Nothing is being timed.", hint="`mentor timer start build` starts the timer.")
        return timer

    def _begun(self) -> datetime:
        """When the timer was started: its entry's id, so that two windows that both stop it log it once."""
        row = self.store.tables().get("timer", {}).get("timer") or {}
        with suppress(ValueError, TypeError):
            return datetime.fromisoformat(row.get("created_at", ""))
        return self.clock.now()


def _told(entry: LogEntry) -> str:
    return f"{as_typed(entry.minutes)} {_what(entry)}"


def _what(record: LogEntry | Timer) -> str:
    return f"{record.kind}, {record.note}" if record.note else record.kind
