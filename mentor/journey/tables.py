"""Which table holds which records. A record's class is imported when one of its rows is first read."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from zlib import crc32

from mentor.journey.record import Record

_WHERE = {
    "records": {
        "profile": "Profile",
        "ratings": "Rating",
        "probes": "ProbeAnswer",
        "tasks": "TaskState",
        "needs": "GateNeed",
        "gates": "GateClosed",
        "projects": "Project",
        "marks": "Mark",
        "actions": "Action",
        "weeks": "Week",
        "notes": "Note",
    },
    "time": {"log": "LogEntry", "timer": "Timer", "courses": "Course", "reviews": "Review", "snoozes": "Snooze"},
    "proof": {"findings": "Finding", "runs": "Run", "deployments": "Deployment", "bullets": "Bullet"},
    "search": {
        "companies": "Company",
        "people": "Person",
        "applications": "Application",
        "messages": "Message",
        "offers": "Offer",
    },
    "drills": {"drills": "Drill", "practised": "PracticeMark", "mocks": "Mock"},
    "practice": {"cards": "CardState", "grades": "Grade", "own_cards": "OwnCard", "attempts": "Attempt"},
}
_CLASSES = {table: (module, name) for module, tables in _WHERE.items() for table, name in tables.items()}
TABLES = tuple(_CLASSES)
"""Every table, in the order in which they are shown and exported."""
_PARTS = (
    *(("records", name) for name in ("History", "Evidence", "Block", "Why")),
    ("proof", "Spot"),
    ("drills", "MockQuestion"),
)


@cache
def kind_of(table: str) -> type[Record]:
    """The class of a table's records.

    Raises:
        KeyError: This version knows no such table.
    """
    return _class(*_CLASSES[table])


def _class(module: str, name: str) -> type[Record]:
    found: type[Record] = getattr(import_module(f"mentor.journey.{module}"), name)
    return found


def shapes() -> str:
    """What the records look like in this version, in a few letters that change with their fields."""
    kinds = [_class(*where) for where in (*_CLASSES.values(), *_PARTS)]
    return f"{crc32(repr([(kind.__name__, kind.__annotations__) for kind in kinds]).encode()):08x}"


SHAPES = "fb6cf23a"
"""The same, written down: working it out takes every class. A test holds the two together."""
