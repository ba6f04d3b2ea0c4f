"""Records of the log, the courses, the projects' readings and the search, for the tests of the detectors."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from mentor.coach.detectors import Signal, detect
from mentor.journey import Journey
from mentor.journey.proof import Bullet, Run
from mentor.journey.records import Mark, Project, Week
from mentor.journey.search import Application, Company
from mentor.journey.time import Course, LogEntry, Review

from .builders import CONTENT, TODAY, journey

DAYS = 100
"""Days since the first, unless given."""


def ago(days: int) -> date:
    """So many days before today."""
    return TODAY - timedelta(days=days)


def made(*entries: tuple[str, float, int] | tuple[str, float, int, dict[str, Any]]) -> dict[str, LogEntry]:
    """Log entries, each as kind, hours, days before today and other fields; long ones are cut into several."""
    found: dict[str, LogEntry] = {}
    for kind, hours, days, *more in entries:
        left = round(hours * 60)
        while left > 0:
            id_ = f"l{len(found)}"
            found[id_] = LogEntry(id_, ago(days), min(left, 600), kind, **(more[0] if more else {}))  # type: ignore[arg-type]
            left -= 600
    return found


def record(*entries: Any, start: str = "swe_backend", days: int = DAYS, enough: bool = True, **fields: Any) -> Journey:
    """A journey with logged time; `enough` adds practice on the first day, so that any detector may speak."""
    first = [("practise", 16, days)] if enough else []
    return journey(start, fields.pop("levels", None), since=ago(days), log=made(*first, *entries), **fields)


def by_id(*records: Any) -> dict[str, Any]:
    """A table."""
    return {one.id: one for one in records}


def project(id_: str = "p1", days: int = 50, type_id: str = "serving_api", **fields: Any) -> Project:
    """A project begun some days ago."""
    return Project(id_, type_id, fields.pop("title", "Fraud scores"), ago(days), **fields)


def run(days: int = 5, project: str = "p1", commit: int | None = None, number: int = 1, **fields: Any) -> Run:
    """A reading of a project's folder, whose newest commit was so many days before today."""
    last = None if commit is None else ago(commit)
    return Run(f"{project}/{number}", project, ago(days), "serving_api", "none", last_commit=last, **fields)


def marks(*criteria: str, project: str = "p1", days: int = 30) -> dict[str, Mark]:
    """Criteria the user says are met."""
    return by_id(*(Mark(f"{project}/{c}", project, c, "met", ago(days), "seen") for c in criteria))


def course(id_: str, days: int = 60, ended: int | None = None, **fields: Any) -> Course:
    """A course; finished some days ago where `ended` says so."""
    state = "active" if ended is None else "finished"
    given = {"title": "A course", "state": state, "ended": None if ended is None else ago(ended), **fields}
    return Course(id_, on=ago(days), **given)


def line(id_: str, text: str, days: int = 30, **fields: Any) -> Bullet:
    """A line of the resume."""
    return Bullet(id_, text, ago(days), **fields)


def companies(*types: str, days: int = 10, own: Iterable[int] = ()) -> dict[str, Company]:
    """Companies of some types; those at the places in `own` are of the user's own industry."""
    mine = set(own)
    return by_id(*(Company(f"c{n}", f"Firm {n}", ago(days), t, own_industry=n in mine) for n, t in enumerate(types)))


def sent(count: int, days: int = 5, channel: str = "cold", prefix: str = "a", **fields: Any) -> dict[str, Application]:
    """Applications sent on one day."""
    role = fields.pop("role", "ML engineer")
    return by_id(*(Application(f"{prefix}{n}", role, ago(days), channel, **fields) for n in range(count)))  # type: ignore[arg-type]


def weeks(*hours: float, planned: float = 10, stated: float = 10, until: int = 1) -> dict[str, Any]:
    """The tables of weeks that are over, with so many hours logged in each; the last ended `until` days ago."""
    found, entries = {}, []
    for n, logged in enumerate(reversed(hours)):
        start = ago(until + 6 + 7 * n)
        id_ = f"w{len(hours) - n}"
        found[id_] = Week(id_, len(hours) - n, start, start + timedelta(days=6), round(planned * 60), stated)
        entries.append(("build", logged, (TODAY - start).days))
    return {"weeks": found, "entries": entries}


def review(days: int = 3, chance: float | None = None) -> Review:
    """A weekly review with the chance of an offer by the user's date."""
    far = ago(-400)
    given = dict.fromkeys(("p10", "p50", "p80", "p90", "floor", "point", "hours_per_week", "adherence", "effort"), 12.0)
    return Review(
        "w1", ago(days), **given, weeks=3, likely=far, plan_on=far, from_audit=False, readiness=0, by_deadline=chance
    )


def signal(of: Journey, id_: str, today: date = TODAY) -> Signal | None:
    """The signal of a detector, if it shows."""
    return next((one for one in detect(CONTENT, of, today) if one.id == id_), None)


def severity(of: Journey, id_: str, today: date = TODAY) -> str | None:
    """Its severity; None where it does not show today, whatever it did in the days before."""
    found = signal(of, id_, today)
    return found.severity if found is not None and found.ended is None else None
