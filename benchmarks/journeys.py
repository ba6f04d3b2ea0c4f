"""Makes journeys of a given age in a folder, for the benchmarks."""

from __future__ import annotations

import shutil
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from mentor.clock import Clock
from mentor.content import Content
from mentor.journey.records import Profile, Rating
from mentor.session import Session
from mentor.store.store import Store

FIRST = date(2026, 1, 5)


def make(folder: Path, weeks: int, records: int = 0) -> Session:
    """A journey `weeks` old whose last week runs today, filled up to `records` records with logged time.

    Args:
        folder: Where it goes.
        weeks: How many weeks were planned.
        records: The least number of records; the rest is rows of a table later versions have.
    """
    content = Content()
    store = Store(folder)
    session = Session(content, store, Clock(FIRST, lambda: datetime(2026, 1, 5, 9, tzinfo=UTC)))
    profile = Profile(id="profile", start="swe_backend", hours_per_week=10, since=FIRST, industry="fintech")
    session.take_intake(profile, [Rating(item, 2, FIRST) for item in content.items])
    session.add_project("serving_api", "Fraud scores")
    for project in session.journey.projects.values():
        for criterion in list(content.criteria)[:10]:
            session.mark(project, criterion, "met", "README.md")
    session.ensure_week()
    tables = deepcopy(store.tables())
    _age(tables, weeks)
    rows = tables.setdefault("log", {})
    for n in range(records - sum(map(len, tables.values()))):
        rows[f"l{n}"] = {
            "id": f"l{n}",
            "minutes": 45,
            "kind": "build",
            "on": "2026-03-01",
            "note": "baseline runs " * 3,
        }
    now = datetime.combine(FIRST + timedelta(weeks=weeks - 1), datetime.min.time(), UTC)
    store.commit_rows("age", lambda _: {(name, key): row for name in tables for key, row in tables[name].items()}, now)
    store.fold()
    shutil.rmtree(folder / "history")  # one enormous change is nobody's history
    return Session(content, Store(folder), Clock(FIRST + timedelta(weeks=weeks - 1)))


def _age(tables: dict[str, dict[str, dict[str, object]]], weeks: int) -> None:
    """Copies the first week again and again, each seven days later."""
    first, actions = dict(tables["weeks"]["w1"]), list(tables["actions"].values())
    for number in range(2, weeks + 1):
        later = timedelta(weeks=number - 1)
        start = FIRST + later
        tables["weeks"][f"w{number}"] = {
            **first,
            "id": f"w{number}",
            "number": number,
            "start": start.isoformat(),
            "end": (start + timedelta(days=6)).isoformat(),
        }
        for action in actions:
            key = f"w{number}.{str(action['id']).rpartition('.')[2]}"
            day = date.fromisoformat(str(action["day"])) + later
            tables["actions"][key] = {**action, "id": key, "week": f"w{number}", "day": day.isoformat(), "done": None}
