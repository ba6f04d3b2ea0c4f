"""`mentor course`: the courses one takes, one at a time."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from mentor.cli.context import Context
from mentor.cli.output import show, show_json
from mentor.cli.page import Page, duration
from mentor.coach.spent import minutes_of
from mentor.journey.time import Course
from mentor.session import Session

STATES = ("active", "parked", "finished")
COLUMN = 16


def run(arguments: Namespace, context: Context) -> int:
    """List the courses."""
    session = context.begun_session()
    spent = session.journey.spent
    courses = sorted(session.journey.courses.values(), key=lambda one: (STATES.index(one.state), one.on, one.id))
    minutes = {one.id: minutes_of(entry for entry in spent if entry.course == one.id) for one in courses}
    if arguments.json:
        show_json({"courses": [_as_data(course, minutes[course.id]) for course in courses]})
        return 0
    page = Page.for_output()
    if not courses:
        page.line("No course is listed. `mentor course add TITLE` adds the one you take; one at a time is the limit.")
    for course in courses:
        page.row(f"{course.id} {course.state}", _line(course, minutes[course.id]), column=COLUMN)
    show(page)
    return 0


def run_add(arguments: Namespace, context: Context) -> int:
    """Add a course."""
    session = context.begun_session()
    course = session.add_course(" ".join(arguments.title), arguments.paid, force=arguments.force)
    return _tell(session, "Begun", course)


def run_finish(arguments: Namespace, context: Context) -> int:
    """Say that a course is through."""
    session = context.begun_session()
    return _tell(session, "Finished", session.finish_course(arguments.id))


def run_park(arguments: Namespace, context: Context) -> int:
    """Set a course aside."""
    session = context.begun_session()
    return _tell(session, "Parked", session.park_course(arguments.id))


def run_resume(arguments: Namespace, context: Context) -> int:
    """Take a course up again."""
    session = context.begun_session()
    return _tell(session, "Going on with", session.resume_course(arguments.id, force=arguments.force))


def run_remove(arguments: Namespace, context: Context) -> int:
    """Remove a course; what was logged for it stays."""
    session = context.begun_session()
    course = session.journey.courses.get(arguments.id)
    session.remove_course(arguments.id)
    assert course is not None
    page = Page.for_output()
    page.line(f"Removed: {course.id} {course.title}. Time logged for it stays; `mentor undo` brings it back.")
    show(page)
    return 0


def _tell(session: Session, what: str, course: Course) -> int:
    page = Page.for_output()
    page.line(f"{what}: {course.id} {course.title}")
    active = sum(one.state == "active" for one in session.journey.courses.values())
    if active > 1:
        page.line(f"{active} courses are active; one at a time is the limit.", style="dim")
    show(page)
    return 0


def _line(course: Course, minutes: int) -> str:
    until = f" to {course.ended.isoformat()}" if course.ended else ""
    paid = ", paid" if course.paid else ""
    return f"{course.title} (from {course.on.isoformat()}{until}, {duration(minutes)} logged{paid})"


def _as_data(course: Course, minutes: int) -> dict[str, Any]:
    return {
        "id": course.id,
        "title": course.title,
        "state": course.state,
        "paid": course.paid,
        "from": course.on.isoformat(),
        "ended": course.ended.isoformat() if course.ended else None,
        "minutes": minutes,
    }
