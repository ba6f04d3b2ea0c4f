"""Courses, programmes and certificates: one at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mentor.errors import InputError
from mentor.session.base import Base
from mentor.text import one_line

if TYPE_CHECKING:  # the records of time are imported when one is made or read
    from mentor.journey.time import Course


class CoursesPart(Base):
    """Courses."""

    def add_course(self, title: str, paid: bool = False, *, force: bool = False) -> Course:
        """Begin a course.

        Args:
            title: Its name.
            paid: Whether it costs money.
            force: Whether it may run beside another one.

        Raises:
            InputError: The title is empty, or another course is active.
        """
        from mentor.journey.time import Course

        if not (title := one_line(title, 120)):
            raise InputError("A course needs a title.")
        if not force:
            self._one_at_a_time()

        def begun() -> Course:
            spoken_of = [entry.course for entry in self.journey.log.values()]
            return Course(self.journey.next_id("courses", "c", spoken_of), title, self.today, paid=paid)

        return self.add(f"begin the course {title}", begun)

    def finish_course(self, id_: str) -> Course:
        """Say that a course is through.

        Raises:
            InputError: There is no such course.
        """
        return self._put_course(replace(self._course(id_), state="finished", ended=self.today), "finish")

    def park_course(self, id_: str) -> Course:
        """Set a course aside.

        Raises:
            InputError: There is no such course.
        """
        return self._put_course(replace(self._course(id_), state="parked", ended=self.today), "park")

    def resume_course(self, id_: str, *, force: bool = False) -> Course:
        """Take a course up again; `force` as in `add_course`.

        Raises:
            InputError: There is no such course, or another one is active.
        """
        course = self._course(id_)
        if not force:
            self._one_at_a_time(but=id_)
        return self._put_course(replace(course, state="active", ended=None), "go on with")

    def remove_course(self, id_: str) -> None:
        """Remove a course. The time logged for it stays.

        Raises:
            InputError: There is no such course.
        """
        course = self._course(id_)
        self.commit(f"remove the course {course.title}", deletes=[("courses", id_)])

    def _put_course(self, course: Course, verb: str) -> Course:
        self.commit(f"{verb} the course {course.title}", [course])
        return course

    def _course(self, id_: str) -> Course:
        courses = self.journey.courses
        if id_ not in courses:
            known = ", ".join(courses) or "none yet"
            raise InputError(f"No course has the id {id_}.", hint=f"The ids there are: {known}.")
        return courses[id_]

    def _one_at_a_time(self, but: str = "") -> None:
        active = [one for one in self.journey.courses.values() if one.state == "active" and one.id != but]
        if active:
            named = ", ".join(f"{course.id} {course.title}" for course in active)
            raise InputError("One course at a time is the limit.", hint=f"Finish or park this one first: {named}.")
