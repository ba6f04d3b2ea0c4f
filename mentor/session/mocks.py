"""Mock interviews: an hour over the rounds, its clock, its grades, its summary."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mentor.errors import InputError
from mentor.session.base import Base
from mentor.session.drills import BEST, NOTES_LENGTH, rehearsed
from mentor.session.practice import show_way
from mentor.text import clean

if TYPE_CHECKING:  # the records of drills and the coach are imported when something is rehearsed
    from mentor.coach.mock import Part
    from mentor.journey.drills import Mock


SHOWN = "mock.shown"
"""The note that holds which answers of the open mock interview were shown. No undo makes them unseen."""


class MocksPart(Base):
    """Mock interviews."""

    def compose_mock(self) -> tuple[Part, ...]:
        """What the next mock interview would be."""
        from mentor.coach.mock import compose

        return compose(self.content, self.journey, self.today)

    def start_mock(self) -> Mock:
        """Begin a mock interview; its clock runs at once.

        Raises:
            InputError: One is still open.
        """
        from mentor.coach.mock import open_mock
        from mentor.journey.drills import Mock

        def begun() -> Mock:
            if open_mock(self.journey) is not None:
                raise InputError("A mock interview is still open.", hint="End it before another one.")
            questions = tuple(question for part in self.compose_mock() for question in part.questions)
            key = self.journey.next_id("mocks", "mk")
            return Mock(key, self.today, questions, self.clock.now().isoformat())

        return self.add("begin a mock interview", begun)

    def mock_seconds(self, id_: str) -> int:
        """Seconds on the clock of the present question.

        Raises:
            InputError: There is no such mock interview.
        """
        from mentor.coach.drills import seconds_on

        return seconds_on(self._mock(id_), self.clock.now())

    def pause_mock(self, id_: str) -> Mock:
        """Stop a mock interview's clock, or let it go on.

        Raises:
            InputError: There is no such mock interview, or it ended.
        """
        mock = self._open_mock(id_)
        if mock.started:
            return self._put_mock(replace(mock, started="", seconds=self.mock_seconds(id_)), "pause the mock interview")
        return self._put_mock(replace(mock, started=self.clock.now().isoformat()), "go on with the mock interview")

    def show_mock(self, id_: str) -> None:
        """Keep in mind that the answer to the present question was shown: what is solved after it is no evidence.

        Raises:
            InputError: There is no such mock interview, or it ended.
        """
        from mentor.coach.mock import RUNS, present

        mock = self._open_mock(id_)
        at = present(mock)
        if at is not None and not self.mock_shown(id_):
            if mock.questions[at].kind in RUNS:
                show_way(self, mock.questions[at].ref)
            others = [key for key in self._shown() if key.startswith(f"{mock.id} ")]
            self.remember(SHOWN, [*others, _key(mock, at)])

    def mock_shown(self, id_: str) -> bool:
        """Whether the answer to the present question was shown already.

        Raises:
            InputError: There is no such mock interview.
        """
        from mentor.coach.mock import present

        mock = self._mock(id_)
        at = present(mock)
        return at is not None and _key(mock, at) in self._shown()

    def _shown(self) -> list[str]:
        note = self.journey.note(SHOWN, [])
        return [key for key in note if isinstance(key, str)] if isinstance(note, list) else []

    def note_mock(self, id_: str, text: str) -> None:
        """Keep what was written on the present question.

        Raises:
            InputError: There is no such mock interview.
        """
        from mentor.coach.mock import present

        mock = self._mock(id_)
        at, notes = present(mock), clean(text, NOTES_LENGTH).rstrip()
        if at is not None and notes != mock.questions[at].notes:
            asked = (*mock.questions[:at], replace(mock.questions[at], notes=notes), *mock.questions[at + 1 :])
            self.commit("notes of the mock interview", [replace(mock, questions=asked)])

    def grade_mock(self, id_: str, grade: int) -> Mock:
        """Grade the present question and go on to the next; after the last one the interview ends.

        Raises:
            InputError: There is no such mock interview, it ended, or the grade is none.
        """
        from mentor.coach.mock import present

        mock = self._open_mock(id_)
        at = present(mock)
        if at is None or not 0 <= grade <= BEST:
            raise InputError(f"{grade} is no grade of a question.", hint="Grades go from 0 to 4.")
        done = replace(mock.questions[at], grade=grade, seconds=self._question_seconds(mock))
        asked = (*mock.questions[:at], done, *mock.questions[at + 1 :])
        now = self.clock.now().isoformat() if mock.started else ""
        after = replace(mock, questions=asked, started=now, seconds=0)
        if present(after) is None:
            return self._ended(after)
        return self._put_mock(after, f"mock interview: question {at + 1} graded {grade}")

    def end_mock(self, id_: str) -> Mock:
        """End a mock interview before its last question.

        Raises:
            InputError: There is no such mock interview, or it ended.
        """
        return self._ended(self._open_mock(id_))

    def write_mock(self, id_: str, name: str, *, over: bool = False) -> Path:
        """Write a mock interview's summary as Markdown into a file, whole or not at all.

        Raises:
            InputError: There is no such mock interview, it cannot be written there, or something is there already.
        """
        from mentor.coach.mock import summary
        from mentor.session.files import write_text

        return write_text(name, summary(self._mock(id_)), over=over)

    def _ended(self, mock: Mock) -> Mock:
        done = replace(mock, started="", seconds=0, finished=self.today)
        spent = sum(question.seconds for question in done.questions)
        self.commit("end the mock interview", [done, *rehearsed(self, spent, "Mock interview")])
        return done

    def _question_seconds(self, mock: Mock) -> int:
        """Seconds of the present question; what was planned where its clock was left running."""
        from mentor.coach.drills import forgotten
        from mentor.coach.mock import present

        seconds, at = self.mock_seconds(mock.id), present(mock)
        return mock.questions[at].minutes * 60 if at is not None and forgotten(self.content, seconds) else seconds

    def _mock(self, id_: str) -> Mock:
        mocks = self.journey.mocks
        if id_ not in mocks:
            raise InputError(f"No mock interview has the id {id_}.", hint=f"There are: {', '.join(mocks) or 'none'}.")
        return mocks[id_]

    def _open_mock(self, id_: str) -> Mock:
        mock = self._mock(id_)
        if mock.finished is not None:
            raise InputError("This mock interview ended.")
        return mock

    def _put_mock(self, mock: Mock, label: str) -> Mock:
        self.commit(label, [mock])
        return mock


def _key(mock: Mock, at: int) -> str:
    """A question of a mock interview; what is asked belongs to it, since an id comes again when it is taken back."""
    return f"{mock.id} {at} {mock.questions[at].ref}"
