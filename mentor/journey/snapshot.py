"""Everything one user has recorded, at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mentor.journey.records import (
    RECORDS,
    Action,
    GateClosed,
    GateNeed,
    Mark,
    Note,
    ProbeAnswer,
    Profile,
    Project,
    Rating,
    TaskState,
    Week,
)


@dataclass(frozen=True)
class Journey:
    """All records by table and id. Treat the mappings as read-only."""

    profile: Profile | None = None
    ratings: Mapping[str, Rating] = field(default_factory=dict)
    probes: Mapping[str, ProbeAnswer] = field(default_factory=dict)
    tasks: Mapping[str, TaskState] = field(default_factory=dict)
    needs: Mapping[str, GateNeed] = field(default_factory=dict)
    gates: Mapping[str, GateClosed] = field(default_factory=dict)
    projects: Mapping[str, Project] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    weeks: Mapping[str, Week] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)

    @classmethod
    def from_tables(cls, tables: Mapping[str, Mapping[str, Mapping[str, Any]]], problems: list[str]) -> Journey:
        """The journey from stored tables (table, then record id, then fields).

        Tables and fields this version does not know are passed over. A record that cannot be read is left out
        and a line about it appended to `problems`; the caller decides what to do about that.
        """
        read: dict[str, Any] = {}
        for record in RECORDS:
            rows = {}
            for key, row in tables.get(record.table, {}).items():
                if (value := record.from_fields({**row, "id": key}, f"{record.table} {key}", problems)) is not None:
                    rows[key] = value
            read[record.table] = rows
        read["profile"] = read["profile"].get("profile")
        return cls(**read)

    @property
    def week(self) -> Week | None:
        """The week accepted last."""
        return max(self.weeks.values(), key=lambda week: week.number, default=None)

    def actions_of(self, week: Week) -> list[Action]:
        """The actions of a week, in the order of the list."""
        found = [action for action in self.actions.values() if action.week == week.id]
        return sorted(found, key=lambda action: int(action.id.rpartition(".")[2]))

    def note(self, key: str, default: Any = None) -> Any:
        """The value of a note."""
        return self.notes[key].value if key in self.notes else default
