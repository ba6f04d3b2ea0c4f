"""`mentor --demo`: a made-up journey to look around in, about three weeks old."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from tempfile import TemporaryDirectory
from typing import Any

from mentor.cli import demo_data as made_up
from mentor.cli.context import Context
from mentor.clock import Clock
from mentor.journey.record import Record
from mentor.journey.records import Mark, ProbeAnswer, Profile, Rating, TaskState
from mentor.session import Session, evidence_from

AGE = 17
"""Days since the journey's first: two whole weeks and three days of the third."""

Past = Callable[[int], Session]
"""The session of so many days after the journey's first."""


class _Past(Session):
    """A session whose changes are not the user's own, so that undo passes over them."""

    def commit(self, *args: Any, **named: Any) -> None:
        """Store a change as the program's own."""
        super().commit(*args, **{**named, "auto": True})


@contextmanager
def demo_context(context: Context) -> Iterator[Context]:
    """A context over a filled journey in a folder of its own, which is removed in the end."""
    with TemporaryDirectory(prefix="mentor-demo-", ignore_cleanup_errors=True) as folder:
        demo = Context(folder, clock=context.clock)
        fill_demo(demo.session())
        yield demo


def fill_demo(session: Session) -> None:
    """Fill an empty journey: a backend engineer in fintech, heading for platform work, in the third week.

    Args:
        session: Its store is filled; its own undo stays empty.
    """
    first = session.today - timedelta(days=AGE)

    def on(days: int) -> Session:
        day = first + timedelta(days=days)
        moment = datetime.combine(day, time(19, 30), UTC)
        return _Past(session.content, session.store, Clock(day, lambda: moment))

    _begin(on)
    _answer_the_audit(on)
    _week_one(on)
    _week_two(on)
    _week_three(on)


def _begin(on: Past) -> None:
    today = on(0)
    since = today.today
    profile = Profile("profile", since=since, **made_up.PROFILE)
    today.take_intake(profile, [Rating(area, level, since) for area, level in made_up.QUICK.items()])
    today.ensure_week()


def _answer_the_audit(on: Past) -> None:
    today = on(1)
    day = today.today
    records: list[Record] = []
    for area_id, levels in made_up.AUDIT.items():
        items = today.content.areas[area_id].items
        for item, level in zip(items, map(int, levels), strict=True):
            shown = evidence_from(made_up.EVIDENCE.get(item.id, ""), day)
            records.append(Rating(item.id, level, day, shown if level >= 3 else None))
        probe = today.probe(area_id)
        choice, certainty = made_up.PROBES[area_id]
        # "r" is the right option, "w" one beside it, "-" an honest "I don't know".
        picked = {"r": probe.right, "w": (probe.right + 1) % len(probe.options), "-": None}[choice]
        records.append(ProbeAnswer(probe.id, picked, certainty, choice == "r", day))
    today.commit("answer the audit", records)


def _tick(on: Past, numbers: tuple[int, ...]) -> None:
    """Tick actions of the week accepted last, each on its own day, none later than today."""
    first = on(0)
    week = first.journey.week
    assert week is not None
    for number in numbers:
        action = first.find_action(str(number))
        on(min((action.day - first.today).days, AGE)).set_done(action, done=True)


def _move(on: Past, days: int, *moves: tuple[str, str]) -> None:
    today = on(days)
    records = [TaskState(task, state, today.today) for task, state in moves]  # type: ignore[arg-type]
    today.commit(f"move {len(records)} cards", records)


def _week_one(on: Past) -> None:
    on(1).add_project("serving_api", "Card-fraud scores as a service", url=made_up.REPOSITORY)
    _move(on, 4, ("P1.1", "done"), ("P1.2", "doing"))
    _tick(on, (1, 2, 3, 4))


def _week_two(on: Past) -> None:
    on(7).renew_week()
    _move(on, 9, ("P1.2", "done"), ("P1.3", "done"), ("P1.4", "doing"))
    today = on(10)
    for need_id, note in made_up.NEEDS.items():
        phase = today.content.phases["P" + need_id[1]]
        today.meet_need(next(need for need in phase.gate.needs if need.id == need_id), note)
    project = next(iter(today.journey.projects.values()))
    marks = [
        Mark(f"{project.id}/{key}", project.id, key, "met", today.today, note, defensible)
        for key, (note, defensible) in made_up.MARKS.items()
    ]
    today.commit("mark the project", marks)
    _tick(on, (1, 3, 4))
    _log(on)


def _log(on: Past) -> None:
    """Time beside the ticked actions, some of it in a course."""
    course = on(2).add_course(made_up.COURSE)
    for days, minutes, kind, note in made_up.LOG:
        on(days).log_time(minutes, kind, note, course=course.id if kind == "learn" else "")


def _week_three(on: Past) -> None:
    on(14).renew_week()
    on(15).rate_many(dict(made_up.LEARNED))
    _move(on, 15, ("P1.4", "done"), ("P1.6", "doing"), ("P3.1", "doing"))
    _tick(on, (1,))
