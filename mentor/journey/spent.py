"""Where the time went: the log, and ticks from before there was one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mentor.journey.records import Action
from mentor.journey.time import LogEntry, LogKind

KIND_OF_ACTION: Mapping[str, LogKind] = {
    "audit": "practise",
    "project": "build",
    "public": "publish",
    "design": "practise",
    "people": "people",
    "learn": "learn",
    "practise": "practise",
    "search": "apply",
    "recover": "build",
}
"""What an action's time counts as."""


def stands_for(action: Action) -> LogEntry | None:
    """The entry a tick stands for where the log does not hold it: one from before there was a log."""
    if action.done is None or action.logged or action.minutes < 1:
        return None
    kind = KIND_OF_ACTION.get(action.kind, "build")
    minutes = min(action.minutes, 24 * 60)
    return LogEntry(action.id, action.done, minutes, kind, action.title, action.task, action.project, action=action.id)


def all_spent(log: Mapping[str, LogEntry], actions: Iterable[Action]) -> tuple[LogEntry, ...]:
    """The log, and what ticks stand for that it does not hold, oldest day first."""
    ticked = (stands_for(action) for action in actions if action.id not in log)
    found = [*log.values(), *(entry for entry in ticked if entry is not None)]
    return tuple(sorted(found, key=lambda entry: (entry.on, entry.id)))
