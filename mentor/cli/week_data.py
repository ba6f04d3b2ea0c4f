"""The week as plain values."""

from __future__ import annotations

from typing import Any

from mentor.journey.records import Action, Week


def as_data(week: Week, actions: tuple[Action, ...]) -> dict[str, Any]:
    """The week as `--json` gives it: ids, ISO dates, whole texts."""
    return {
        "id": week.id,
        "number": week.number,
        "from": week.start.isoformat(),
        "to": week.end.isoformat(),
        "hours_per_week": week.hours_per_week,
        "minutes_planned": week.minutes_planned,
        "minutes_done": sum(action.minutes for action in actions if action.done),
        "headline": week.headline,
        "actions": [_action(action) for action in actions],
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        "id": action.id,
        "kind": action.kind,
        "title": action.title,
        "why": action.reason,
        "done_when": action.done_when,
        "smallest": action.smallest,
        "minutes": action.minutes,
        "day": action.day.isoformat(),
        "blocks": [
            {"day": block.day.isoformat(), "minutes": block.minutes, "what": block.what} for block in action.blocks
        ],
        "gap": action.why.gap or None,
        "gap_area": action.why.gap_area or None,
        "rule": action.why.rule or None,
        "says": action.why.says or None,
        "sources": list(action.sources),
        "task": action.task or None,
        "project": action.project or None,
        "item": action.item or None,
        "carried": action.carried,
        "done": action.done is not None,
        "done_on": action.done.isoformat() if action.done else None,
    }
