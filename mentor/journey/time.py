"""What was done when: the time log, the running timer, courses, and what was made of the journey week by week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from mentor.journey.record import Record

LogKind = Literal["build", "learn", "practise", "publish", "people", "apply", "rest"]
KINDS: tuple[str, ...] = get_args(LogKind)
"""What time can be spent on. `rest` is kept, and counts as no work."""


@dataclass(frozen=True)
class LogEntry(Record):
    """Time spent on a day. An entry that a tick made has the action's id for its own.

    Attributes:
        minutes: Minutes spent, 1 to those of a day.
        task: The card it was spent on, by id; empty for none. So with project, action and course.
    """

    table = "log"
    on: date
    minutes: int
    kind: LogKind
    note: str = ""
    task: str = ""
    project: str = ""
    action: str = ""
    course: str = ""


@dataclass(frozen=True)
class Timer(Record):
    """The one timer; its id is `timer`. There is none while nothing is being timed.

    Attributes:
        started: When it was started or went on last, in UTC as ISO text; empty while it is paused.
        seconds: Seconds from before that.
    """

    table = "timer"
    kind: LogKind
    started: str
    seconds: int = 0
    note: str = ""
    task: str = ""
    project: str = ""
    action: str = ""
    course: str = ""


@dataclass(frozen=True)
class Course(Record):
    """A course, programme or certificate the user takes. `ended` is the day it was finished or parked."""

    table = "courses"
    title: str
    on: date
    state: Literal["active", "finished", "parked"] = "active"
    paid: bool = False
    ended: date | None = None


@dataclass(frozen=True)
class Review(Record):
    """What the mentor made of the journey when a week was accepted; its id is the week's.

    Attributes:
        p10, p50, p80, p90: Months from `on` to an offer.
        point: The same by the point formula, without spread or floor.
        hours: Logged hours ahead, by phase.
        ahead: Share of each phase still to be learned, 0-1, before finished cards are taken off.
        from_audit: Whether these shares come from the audit, not from the starting point's prior.
        adherence: Share of the planned hours that gets logged.
        effort: What finished cards took against their estimate.
        weeks: Full weeks this was measured over.
        likely: The likely day of an offer, as shown. It moves only when the forecast moved enough.
        plan_on: The day to plan on, as shown.
        gaps: Gap of each area, 0-10.
        by_deadline: Probability of an offer by the user's own date, 0-1; None without one.
    """

    table = "reviews"
    on: date
    p10: float
    p50: float
    p80: float
    p90: float
    floor: float
    point: float
    hours_per_week: float
    adherence: float
    effort: float
    weeks: int
    likely: date
    plan_on: date
    from_audit: bool
    readiness: float
    hours: Mapping[str, float] = field(default_factory=dict)
    ahead: Mapping[str, float] = field(default_factory=dict)
    gaps: Mapping[str, float] = field(default_factory=dict)
    by_deadline: float | None = None


@dataclass(frozen=True)
class Snooze(Record):
    """A notice put off until a day; its id is the detector's or the warning's."""

    table = "snoozes"
    on: date
    until: date
