"""Makes journeys of a given age in a folder, for the benchmarks."""

from __future__ import annotations

import shutil
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from mentor.clock import Clock
from mentor.content import Content
from mentor.journey.record import Record
from mentor.journey.records import Profile, Rating
from mentor.journey.search import CHANNELS, STAGES, Application, Company, Message, Person
from mentor.session import Session
from mentor.store.store import Store

FIRST = date(2026, 1, 5)
COMPANIES, PEOPLE, APPLICATIONS = 300, 200, 1500


def make(folder: Path, weeks: int, records: int = 0) -> Session:
    """A journey `weeks` old whose last week runs today, filled up to `records` records with logged time.

    Args:
        folder: Where it goes.
        weeks: How many weeks were planned.
        records: The least number of records; a search of 1,500 applications is among them where there is room.
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
    if records > 2 * APPLICATIONS:
        _search(tables, FIRST + timedelta(weeks=weeks - 1))
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


def _search(tables: dict[str, dict[str, dict[str, object]]], today: date) -> None:
    """A long search: companies, people written to, applications through all channels, some at every stage."""
    records: list[Record] = [Company(f"c{n}", f"Company {n}", FIRST) for n in range(COMPANIES)]
    for n in range(PEOPLE):
        records.append(Person(f"h{n}", f"Person {n}", FIRST, f"c{n % COMPANIES}", last=today - timedelta(n)))
        records.append(Message(f"m{n}", f"h{n}", today - timedelta(n), "What does your team run? " * 10, sent=True))
    for n in range(APPLICATIONS):
        on = today - timedelta(days=n // 3)
        stages = dict.fromkeys(STAGES[: n % 40 // 8], on) if n % 8 == 0 else {}
        channel, company = CHANNELS[n % len(CHANNELS)], f"c{n % COMPANIES}"
        records.append(Application(f"a{n}", f"ML engineer {n}", on, channel, company, stages))
    for one in records:
        tables.setdefault(one.table, {})[one.id] = one.to_fields()
