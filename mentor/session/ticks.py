"""What ticking an action says about the time it took."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from mentor.journey import Journey
from mentor.journey.duration import LONGEST
from mentor.journey.records import Action
from mentor.session.base import Base

if TYPE_CHECKING:  # the records of time are imported when one is made or read
    from mentor.journey.time import LogEntry, LogKind


def ticked(session: Base, action: Action, minutes: int | None) -> tuple[LogEntry | None, list[LogEntry]]:
    """What ticking an action adds to the log: an entry of its own, and entries that turn out to have been for it.

    Without `minutes` the action is taken to have lasted as planned, or longer where more was logged: entries of its
    week that are linked to nothing else and are of its kind, or of its card, were probably for it. What they and the
    entries linked to it leave of the plan is logged now.

    Args:
        session: The journey and the numbers.
        action: The action, not ticked yet.
        minutes: What it really took in all, where the user says so.
    """
    from mentor.journey.spent import KIND_OF_ACTION
    from mentor.journey.time import LogEntry

    journey, content = session.journey, session.content
    kind = KIND_OF_ACTION.get(action.kind, "build")
    entries = sorted(journey.log.values(), key=lambda entry: (entry.on, entry.id))
    own = journey.log.get(action.id)
    if own is not None and minutes is None:
        return None, []  # it was put right by hand, and stayed when the tick was taken off
    before = sum(entry.minutes for entry in entries if entry.action == action.id and entry is not own)
    left = (action.minutes if minutes is None else minutes) - before
    room = left if minutes is not None else action.minutes * content.number("tick_overrun") - before
    least = content.number("tick_least") if minutes is None else 1
    linked = []
    for entry in _free(journey, action, kind, entries):
        if left < least:
            break
        if entry.minutes <= room:
            linked.append(replace(entry, action=action.id, task=action.task, project=action.project))
            left -= entry.minutes
            room -= entry.minutes
    if left < least:
        return None, linked
    return (
        LogEntry(
            action.id, session.today, min(left, LONGEST), kind, action.title, action.task, action.project, action.id
        ),
        linked,
    )


def _free(journey: Journey, action: Action, kind: LogKind, entries: Iterable[LogEntry]) -> Iterator[LogEntry]:
    """The entries of the action's week that may have been for it."""
    week = journey.weeks.get(action.week)
    for entry in entries if week else ():
        elsewhere = (
            entry.action
            or entry.course
            or entry.task not in ("", action.task)
            or entry.project not in ("", action.project)
        )
        its_own = entry.kind == kind or (action.task and entry.task == action.task)
        if week and week.start <= entry.on <= week.end and its_own and not elsewhere:
            yield entry


def unticked(session: Base, action: Action) -> list[tuple[str, str]]:
    """Table and id of the entry that ticking an action made, unless somebody changed it since."""
    entry = session.journey.log.get(action.id)
    if entry is None:
        return []
    row = session.store.tables()["log"][action.id]
    before = sum(one.minutes for one in session.journey.log.values() if one.action == action.id and one is not entry)
    as_made = row.get("created_at") == row.get("updated_at") or (
        # After an undo and a redo its moments differ, and it still is what a tick makes.
        entry.note == action.title and entry.minutes == action.minutes - before
    )
    return [("log", action.id)] if as_made else []
