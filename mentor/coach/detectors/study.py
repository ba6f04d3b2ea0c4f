"""Patterns of study: theory without building, courses, SQL left out, paid programmes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mentor.coach.detectors.case import Case, Check, Hit, hours, right_at_once
from mentor.coach.words import speaks_of
from mentor.content.detectors import Detector
from mentor.journey.time import Course, LogEntry
from mentor.text import counted, one_line


def _theory_first(case: Case, it: Detector) -> Hit | None:
    """Much learning and no model, or learning that takes most of four weeks."""
    learned = case.records.theory.minutes(date.min, case.day) / 60
    if not case.by(case.records.model_on) and learned >= it.amber("learn_hours"):
        red = learned >= it.red("learn_hours")
        return Hit(f"{hours(learned)} of learning, no model on real data", red)
    days = it.days()
    whole, share = case.hours(days), case.share(days, "learn")
    if whole >= it.number("hours") and share > it.amber("learn_share"):
        return Hit(f"{share:.0%} of {hours(whole)} in {days // 7} weeks went to learning")
    return None


def _model_made(case: Case, it: Detector) -> bool:
    made = case.records.model_on
    return made is not None and 0 <= case.ago(made) < it.days()


def _learning_only(case: Case, it: Detector) -> Hit | None:
    """Weeks without a commit in which learning took the hours and building next to none."""
    last = case.last_commit
    idle = case.ago(last or case.profile.since)
    for days, share, red in (
        (it.red("days"), it.red("build_share"), True),
        (it.amber("days"), it.amber("build_share"), False),
    ):
        learned, built = case.hours(days, "learn"), case.hours(days, "build")
        enough = case.hours(days) >= it.number("hours") and learned > built
        if idle >= days and enough and case.share(days, "build") < share:
            seen = f"{idle} days since the last commit that was seen" if last else f"no commit seen in {idle} days"
            return Hit(f"{hours(learned)} of learning, {hours(built)} of building in {days:g} days; {seen}", red)
    return None


def _committed(case: Case, it: Detector) -> bool:
    last = case.last_commit
    return last is not None and case.ago(last) < it.amber("days")


def _course_collecting(case: Case, it: Detector) -> Hit | None:
    """Courses side by side, or finished one after another with nothing to show since."""
    courses = [course for course in case.journey.courses.values() if case.by(course.on)]
    made = max((day for day in case.records.deliverables if case.by(day)), default=date.min)
    ended = [course.ended or course.on for course in courses if course.state == "finished"]
    row = sum(1 for day in ended if made < day and case.by(day))
    if row >= it.amber("finished"):
        return Hit(f"{counted(row, 'course')} finished in a row, nothing to show since", row >= it.red("finished"))
    running = [course for course in courses if _running(case, course)]
    if len(running) >= it.amber("active"):
        return Hit(f"{len(running)} courses under way at once")
    return None


def _running(case: Case, course: Course) -> bool:
    return course.state == "active" or (course.ended is not None and course.ended > case.day)


def _sql_left_out(case: Case, it: Detector) -> Hit | None:
    """A wide gap in SQL, and next to no hours on it."""
    gap, days = case.records.sql_gap, it.days()
    if gap is None or gap < it.amber("gap") or case.ago(case.profile.since) < days:
        return None
    whole = case.hours(days)
    spent = case.ledger.between(case.days_back(days), case.day)
    part = sum(entry.minutes for entry in spent if _on_sql(case, it, entry)) / 60
    if whole < it.number("hours") or part / whole >= it.amber("sql_share"):
        return None
    return Hit(f"SQL gap {gap:.1f} of 10, {hours(part)} of {hours(whole)} went to it in {days // 7} weeks")


def _on_sql(case: Case, it: Detector, entry: LogEntry) -> bool:
    """Whether time was spent on SQL: by its card, its action's item, or its words."""
    return case.records.works_on(entry, ("sql",)) or speaks_of(entry.note, it.words("sql"), within=True)


def _sql_closed(case: Case, it: Detector) -> bool:
    return (case.records.sql_gap or 0) < it.amber("gap")


def _paid_trap(case: Case, it: Detector) -> Hit | None:
    """A paid programme or a certificate under way before anything was shipped."""
    if case.any_shipped:
        return None
    courses = [course for course in case.journey.courses.values() if case.by(course.on) and _running(case, course)]
    named = _first_paid(courses, it)
    if named is None and case.profile.history.paid_program == "enrolled" and not case.journey.courses:
        named = "A paid programme"
    return Hit(f"{named} is under way, no project is shipped") if named else None


def _first_paid(courses: Iterable[Course], it: Detector) -> str | None:
    for course in courses:
        if course.paid or speaks_of(course.title, it.words("certificate")):
            return f'"{one_line(course.title, 40)}"'
    return None


CHECKS = {
    "FM01": Check(_theory_first, _model_made),
    "FM02": Check(_learning_only, _committed),
    "FM03": Check(_course_collecting, right_at_once),
    "FM07": Check(_sql_left_out, _sql_closed),
    "FM20": Check(_paid_trap, right_at_once),
}
