"""The week as plain values."""

from __future__ import annotations

from datetime import time
from typing import Any

from mentor.cli.glance import Line, WeekView
from mentor.journey.records import Action


def as_data(week: WeekView) -> dict[str, Any]:
    """The week as `--json` gives it: ids, ISO dates, whole texts."""
    return {
        "id": week.id,
        "number": week.number,
        "from": week.start.isoformat(),
        "to": week.end.isoformat(),
        "hours_per_week": week.row.get("hours_per_week"),
        "minutes_planned": week.minutes_planned,
        "minutes_done": week.minutes_done,
        "headline": week.headline,
        "actions": [_action(line) for line in week.lines],
    }


def _clock(at: time | None) -> str | None:
    return f"{at:%H:%M}" if at else None


def _action(line: Line) -> dict[str, Any]:
    action = Action.from_fields({**line.row, "id": line.id}, "", [])
    return {
        "id": line.id,
        "kind": line.row.get("kind"),
        "title": line.title,
        "why": action.reason if action else line.why,
        "done_when": line.done_when,
        "smallest": line.smallest,
        "if_then": line.row.get("if_then") or None,
        "where": line.row.get("where") or None,
        "minutes": line.minutes,
        "day": line.day.isoformat(),
        "at": _clock(line.at),
        "blocks": [
            {"day": part.day.isoformat(), "at": _clock(part.at), "minutes": part.minutes, "what": part.what}
            for part in line.sittings
        ],
        "gap": line.gap or None,
        "gap_area": line.row["why"].get("gap_area") or None,
        "rule": line.rule or None,
        "says": line.says or None,
        "sources": line.sources,
        "task": line.row.get("task") or None,
        "project": line.row.get("project") or None,
        "item": line.row.get("item") or None,
        "carried": line.row.get("carried", 0),
        "done": line.done,
        "done_on": line.row.get("done") or None,
    }
