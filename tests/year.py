"""A year of records: weeks, time of every kind, a review a week, courses. The same every time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from mentor.coach.forecast import add_months
from mentor.journey.record import Record
from mentor.journey.records import Profile, Project, Week
from mentor.journey.time import KINDS, Course, LogEntry, Review

AWAY = range(20, 24)
"""Weeks in which nothing was planned or logged."""


def year(today: date, areas: Sequence[str], weeks: int = 52) -> list[Record]:
    """The records of a user whose last week runs today: 90 minutes four days a week, four weeks away in spring."""
    first = today - timedelta(days=7 * weeks - 4)
    records: list[Record] = [
        Profile("profile", "swe_backend", 10, first, target="platform", industry="fintech", deadline_months=16),
        Project("p1", "serving_api", "Card-fraud scores", first),
        Course("c1", "Deep learning, part one", first, "finished", ended=first + timedelta(days=90)),
        Course("c2", "MLOps in eight weeks", first + timedelta(days=100), paid=True),
    ]
    number = 0
    for week in range(weeks):
        if week in AWAY:
            continue
        number += 1
        start = first + timedelta(days=7 * week)
        records.append(Week(f"w{number}", number, start, start + timedelta(days=6), 540, 10.0))
        for at in range(4):
            kind = "learn" if week < 5 and at < 3 else KINDS[(week + at) % len(KINDS)]
            on = start + timedelta(days=at)
            records.append(
                LogEntry(f"e{week:03}-{at}", on, 90, kind, f"{kind} in week {number}", project="p1" if at else "")  # type: ignore[arg-type]
            )
        likely = add_months(date(2027, 5, 15), week // 9)
        gaps = {area: max(0.0, 8 - n * 0.4 - week * 0.05 * (n % 3)) for n, area in enumerate(areas)}
        records.append(
            review(f"w{number}", start, likely, add_months(likely, 4), gaps=gaps, by_deadline=0.2 + week / 500)
        )
    return records


def review(id_: str, on: date, likely: date, plan_on: date, **fields: object) -> Review:
    """A review that says these days."""
    given = {"adherence": 0.7, "effort": 1.2, "readiness": 0.4, **fields}
    return Review(
        id_,
        on,
        10,
        12,
        15,
        18,
        9,
        12,
        10,
        weeks=4,
        likely=likely,
        plan_on=plan_on,
        from_audit=True,
        **given,  # type: ignore[arg-type]
    )
