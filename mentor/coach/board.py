"""The cards of the board: which are this person's, which are open, how far each phase and its gate are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from mentor.content import Content
from mentor.content.model import Task
from mentor.journey import Journey
from mentor.journey.records import Action, GateClosed

CardState = Literal["todo", "doing", "done", "dropped"]
STATES: tuple[CardState, ...] = ("todo", "doing", "done", "dropped")
OVERRIDE_WEEKS = 8
"""How long a gate closed with a reason is asked about: two lighter weeks long, so that nobody misses it (assumed)."""


@dataclass(frozen=True)
class Card:
    """A task as it stands. `waits_for` holds the tasks it builds on that are not done."""

    task: Task
    state: CardState
    waits_for: tuple[Task, ...]

    @property
    def ready(self) -> bool:
        """Whether it can be started now."""
        return self.state in ("todo", "doing") and not self.waits_for


def cards(content: Content, journey: Journey, phase: str) -> tuple[Card, ...]:
    """A phase's cards for this person, in the order of the content."""
    start = journey.profile.start if journey.profile else ""
    target = journey.profile.target if journey.profile else ""
    own = [t for t in content.tasks.values() if t.phase == phase and (t.is_for(start, target) or t.id in journey.tasks)]
    return tuple(
        Card(task, state_of(journey, task.id), _waits_for(content, journey, task, start, target)) for task in own
    )


def open_cards(content: Content, journey: Journey) -> tuple[str, ...]:
    """The ids of the cards that are under way; one left behind in a closed phase is not."""
    doing = [key for key, record in journey.tasks.items() if record.state == "doing" and key in content.tasks]
    return tuple(key for key in doing if content.tasks[key].phase not in journey.gates)


def state_of(journey: Journey, task_id: str) -> CardState:
    """Where a card stands; to do when nothing was recorded."""
    record = journey.tasks.get(task_id)
    return record.state if record else "todo"


def _waits_for(content: Content, journey: Journey, task: Task, start: str, target: str) -> tuple[Task, ...]:
    before = [content.tasks[other] for other in task.after]
    # A dropped card, one of a closed phase, or one meant for others holds nobody up.
    return tuple(
        other
        for other in before
        if other.is_for(start, target)
        and other.phase not in journey.gates
        and state_of(journey, other.id) in ("todo", "doing")
    )


def phase_done_share(content: Content, journey: Journey, phase: str) -> float:
    """Share of a phase's task hours that is finished, 0-1; dropped cards do not count either way."""
    counted = [card for card in cards(content, journey, phase) if card.state != "dropped"]
    total = sum(card.task.hours for card in counted)
    return sum(card.task.hours for card in counted if card.state == "done") / total if total else 0.0


def overrides_to_review(journey: Journey, today: date) -> tuple[GateClosed, ...]:
    """The gates closed with a written reason in the last weeks, the newest first; their ids are the phases'."""
    since = today - timedelta(weeks=OVERRIDE_WEEKS)
    found = [gate for gate in journey.gates.values() if gate.override and gate.on >= since]
    return tuple(sorted(found, key=lambda gate: (gate.on, gate.id), reverse=True))


def minutes_by_card(journey: Journey) -> dict[str, int]:
    """Minutes of work logged on each card that has any. It goes through the whole log, so ask once and keep it."""
    minutes: dict[str, int] = {}
    for entry in journey.spent:
        if entry.task and entry.kind != "rest":
            minutes[entry.task] = minutes.get(entry.task, 0) + entry.minutes
    return minutes


def state_after_tick(content: Content, journey: Journey, action: Action) -> CardState | None:
    """Where an action's card goes when the action is ticked; None where it stays.

    Done once the ticked minutes fill the card's hours, else doing. A card the user finished or dropped stays.
    """
    task = content.tasks.get(action.task) if action.task else None
    if task is None or state_of(journey, task.id) not in ("todo", "doing"):
        return None
    ticked = [
        one.minutes for one in journey.actions.values() if one.task == task.id and one.done and one.id != action.id
    ]
    return "done" if sum(ticked) + action.minutes >= task.hours * 60 else "doing"
