"""What a user does to rehearse: drills with their clock and grades, mock interviews, attested practice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mentor.clock import Clock
from mentor.coach.evaluation.answers import LETTERS
from mentor.coach.mock import open_mock
from mentor.coach.solved import WAY_SHOWN, counting, days_shown
from mentor.content import Content
from mentor.errors import InputError
from mentor.journey.drills import MockQuestion
from mentor.journey.records import Profile
from mentor.journey.references import lost_references
from mentor.session import Session
from mentor.session.drills import NOTES_LENGTH
from mentor.session.mocks import SHOWN
from mentor.store.store import Store
from tests.conftest import TODAY


class Hand:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def on(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def rehearsing(content: Content, store: Store, hand: Hand, profile: Profile) -> Session:
    session = Session(content, store, Clock(TODAY, hand))
    session.set_profile(profile)
    return session


def finished(session: Session, hand: Hand, minutes: float = 45) -> str:
    drill = session.start_drill("DP02")
    hand.on(minutes)
    return session.finish_drill(drill.id).id


def grade_all(session: Session, id_: str, grade: int = 3) -> None:
    for row in session.content.grade_sheet.rows:
        session.grade_row(id_, row.id, grade)


def test_a_pause_does_not_count_and_quitting_loses_nothing(rehearsing: Session, hand: Hand, store: Store):
    id_ = rehearsing.start_drill("DP02").id
    hand.on(10)
    rehearsing.pause_drill(id_)
    hand.on(30)
    assert rehearsing.drill_seconds(id_) == 600
    rehearsing.resume_drill(id_)
    rehearsing.note_drill(id_, "who acts?\x1b[2J\n")
    hand.on(5)
    again = Session(rehearsing.content, Store(store.folder), rehearsing.clock)
    assert again.drill_seconds(id_) == 900
    assert again.journey.drills[id_].notes == "who acts?[2J"
    done = again.finish_drill(id_)
    assert (done.seconds, done.started, done.finished) == (900, "", TODAY)
    assert [(e.minutes, e.kind) for e in again.journey.log.values()] == [(15, "practise")]


def test_long_notes_are_kept(rehearsing: Session):
    id_, mock = rehearsing.start_drill("DP02").id, rehearsing.start_mock()
    for length, kept in ((NOTES_LENGTH, NOTES_LENGTH), (NOTES_LENGTH + 9, NOTES_LENGTH)):
        rehearsing.note_drill(id_, "x" * length)
        rehearsing.note_mock(mock.id, "x" * length)
        found = rehearsing.journey.drills[id_].notes, rehearsing.journey.mocks[mock.id].questions[0].notes
        assert [len(notes) for notes in found] == [kept, kept]


def test_the_timer_counts_the_same_time_only_once(rehearsing: Session, hand: Hand):
    rehearsing.start_timer("practise")
    finished(rehearsing, hand)
    assert not rehearsing.journey.log


def test_one_drill_at_a_time(rehearsing: Session):
    id_ = rehearsing.start_drill("DP02").id
    with pytest.raises(InputError, match="Card-payment fraud in 200 ms is still open"):
        rehearsing.start_drill("DP01")
    rehearsing.remove_drill(id_)
    assert rehearsing.start_drill("DP01").prompt == "DP01"


def test_a_clock_left_running_is_asked_about(rehearsing: Session, hand: Hand):
    id_ = rehearsing.start_drill("DP02").id
    hand.on(60 * 20)
    with pytest.raises(InputError, match="20:00, so it was probably left running"):
        rehearsing.finish_drill(id_)
    assert rehearsing.finish_drill(id_, 50).seconds == 3000


def test_grades_come_after_the_clock_and_then_stand(rehearsing: Session, hand: Hand):
    id_ = rehearsing.start_drill("DP02").id
    with pytest.raises(InputError, match="not stopped yet"):
        rehearsing.grade_row(id_, "clarify", 3)
    hand.on(51)
    rehearsing.finish_drill(id_)
    rehearsing.tick_check(id_, "serving.cache")
    rehearsing.tick_check(id_, "clarify.count")
    rehearsing.tick_check(id_, "data.label")
    rehearsing.tick_check(id_, "data.label")
    assert rehearsing.journey.drills[id_].checks == ("clarify.count", "serving.cache")
    assert rehearsing.drill_result(id_) is None
    with pytest.raises(InputError, match="No grade yet: clarifying"):
        rehearsing.close_grades(id_)
    grade_all(rehearsing, id_)
    done = rehearsing.close_grades(id_)
    assert (done.total, done.band, done.graded) == (72, "likely_pass", TODAY)
    with pytest.raises(InputError, match="Its grades stand"):
        rehearsing.grade_row(id_, "clarify", 4)
    rehearsing.undo()
    rehearsing.grade_row(id_, "clarify", 4)
    assert rehearsing.close_grades(id_).total == 75


@pytest.mark.parametrize(("row", "grade"), [("clarify", 5), ("clarify", -1), ("colour", 3)])
def test_what_is_no_grade_is_refused(rehearsing: Session, hand: Hand, row: str, grade: int):
    id_ = finished(rehearsing, hand)
    with pytest.raises(InputError, match="is no grade of the sheet"):
        rehearsing.grade_row(id_, row, grade)
    with pytest.raises(InputError, match="no check"):
        rehearsing.tick_check(id_, "colour.1")
    assert not rehearsing.journey.drills[id_].grades


def test_unknown_ids_are_told(rehearsing: Session):
    for call in (
        lambda: rehearsing.start_drill("DP2"),
        lambda: rehearsing.pause_drill("dr1"),
        lambda: rehearsing.remove_drill("dr1"),
        lambda: rehearsing.remove_practised("pm1"),
        lambda: rehearsing.pause_mock("mk1"),
    ):
        with pytest.raises(InputError, match="No "):
            call()


# ---------------------------------------------------------------------- attested practice


@pytest.mark.parametrize(
    ("kind", "fields", "told"),
    [
        ("mediun", {}, "did you mean 'medium'"),
        ("medium", {}, "counts by its time"),
        ("medium", {"minutes": 2000}, "between 1 minute and 24 hours"),
        ("medium", {"minutes": 20, "story": "failure"}, "A medium is no story"),
        ("story", {}, "Nothing is not what a story is about"),
        ("story", {"story": "victory"}, "victory is not what"),
        ("answer", {"on": TODAY + timedelta(days=1)}, "still to come"),
        ("answer", {"text": " \x1b "}, "in a few words"),
    ],
)
def test_attested_practice_must_be_possible(rehearsing: Session, kind: str, fields: dict[str, object], told: str):
    with pytest.raises(InputError, match=told):
        rehearsing.attest(kind, **{"text": "x", **fields})  # type: ignore[arg-type]
    assert not rehearsing.journey.practised


def test_attested_practice_is_kept_and_taken_back(rehearsing: Session):
    mark = rehearsing.attest("medium", "two\npointers", minutes=25, ok=False)
    assert (mark.id, mark.text, mark.ok) == ("pm1", "two pointers", False)
    rehearsing.remove_practised("pm1")
    rehearsing.undo()
    assert rehearsing.journey.practised["pm1"] == mark


# ---------------------------------------------------------------------- mock interviews


def test_a_mock_interview_runs_question_by_question(rehearsing: Session, hand: Hand):
    mock = rehearsing.start_mock()
    with pytest.raises(InputError, match="still open"):
        rehearsing.start_mock()
    hand.on(5)
    rehearsing.pause_mock(mock.id)
    hand.on(60)
    rehearsing.pause_mock(mock.id)
    hand.on(2)
    rehearsing.note_mock(mock.id, "select 1")
    after = rehearsing.grade_mock(mock.id, 3)
    assert (after.questions[0].grade, after.questions[0].seconds, after.questions[0].notes) == (3, 420, "select 1")
    assert rehearsing.mock_seconds(mock.id) == 0
    for _ in after.questions[1:]:
        hand.on(3)
        after = rehearsing.grade_mock(mock.id, 2)
    assert after.finished == TODAY
    assert open_mock(rehearsing.journey) is None
    minutes = 7 + 3 * (len(after.questions) - 1)
    assert [entry.minutes for entry in rehearsing.journey.log.values()] == [minutes]
    with pytest.raises(InputError, match="ended"):
        rehearsing.grade_mock(mock.id, 3)


def test_a_question_left_running_counts_as_planned(rehearsing: Session, hand: Hand):
    mock = rehearsing.start_mock()
    hand.on(60 * 10)
    after = rehearsing.grade_mock(mock.id, 1)
    assert after.questions[0].seconds == mock.questions[0].minutes * 60


def solved(session: Session, asked: MockQuestion) -> bool:
    """Solve what is asked as it is practised; whether it counts."""
    if asked.kind == "sql":
        assert session.grade_sql(asked.ref, session.sql_exercise(asked.ref).solution).passed
    else:
        drawn = session.draw_evaluation(asked.ref)
        answer = drawn.question.answer
        right = LETTERS[int(answer)] if drawn.question.unit == "choice" else repr(answer)
        right = f"{answer:.0f}" if drawn.question.unit == "count" else right
        assert session.answer_evaluation(drawn, right).right
    return asked.ref in counting(session.content, session.journey)


def tomorrow(session: Session, hand: Hand) -> Session:
    return Session(session.content, session.store, Clock(TODAY + timedelta(days=1), hand))


@pytest.mark.parametrize("kind", ["sql", "evaluation"])
def test_what_is_solved_after_its_answer_was_seen_counts_from_the_next_day_on(
    rehearsing: Session, hand: Hand, kind: str
):
    mock = rehearsing.start_mock()
    n, asked = next((n, one) for n, one in enumerate(mock.questions) if one.kind == kind)
    for _ in range(n):
        rehearsing.grade_mock(mock.id, 2)
    assert not rehearsing.mock_shown(mock.id)
    rehearsing.show_mock(mock.id)
    rehearsing.show_mock(mock.id)
    assert rehearsing.mock_shown(mock.id)
    assert not solved(rehearsing, asked)
    assert solved(tomorrow(rehearsing, hand), asked)
    assert counting(rehearsing.content, rehearsing.journey)[asked.ref] == TODAY + timedelta(days=1)


def test_what_counted_before_its_answer_was_seen_goes_on_counting(rehearsing: Session):
    mock = rehearsing.start_mock()
    asked = mock.questions[0]
    assert solved(rehearsing, asked)
    rehearsing.show_mock(mock.id)
    assert asked.ref in counting(rehearsing.content, rehearsing.journey)


def test_the_answer_of_a_card_keeps_nothing_from_counting(rehearsing: Session):
    mock = rehearsing.start_mock()
    for _ in range(next(n for n, one in enumerate(mock.questions) if one.kind == "card")):
        rehearsing.grade_mock(mock.id, 2)
    rehearsing.show_mock(mock.id)
    assert rehearsing.mock_shown(mock.id)
    assert days_shown(rehearsing.journey) == {}


def test_no_undo_makes_an_answer_unseen(rehearsing: Session):
    mock = rehearsing.start_mock()
    rehearsing.show_mock(mock.id)
    rehearsing.grade_mock(mock.id, 4)
    assert not rehearsing.mock_shown(mock.id), "the next question"
    assert rehearsing.undo() == "mock interview: question 1 graded 4"
    assert rehearsing.mock_shown(mock.id)
    assert rehearsing.undo() == "begin a mock interview"
    again = rehearsing.start_mock()
    assert (again.id, again.questions[0].ref) == (mock.id, mock.questions[0].ref)
    assert rehearsing.mock_shown(again.id)
    assert not solved(rehearsing, again.questions[0])


def test_another_question_under_the_same_id_was_not_seen(rehearsing: Session):
    mock = rehearsing.start_mock()
    rehearsing.show_mock(mock.id)
    rehearsing.undo()
    solved(rehearsing, mock.questions[0])
    again = rehearsing.start_mock()
    assert again.id == mock.id
    assert again.questions[0].ref != mock.questions[0].ref
    assert not rehearsing.mock_shown(again.id)


def test_only_what_was_seen_of_the_open_interview_is_remembered(rehearsing: Session):
    first = rehearsing.start_mock()
    rehearsing.show_mock(first.id)
    rehearsing.end_mock(first.id)
    with pytest.raises(InputError, match="ended"):
        rehearsing.show_mock(first.id)
    second = rehearsing.start_mock()
    assert not rehearsing.mock_shown(second.id)
    rehearsing.show_mock(second.id)
    assert [key.split()[0] for key in rehearsing.journey.note(SHOWN)] == [second.id]


@pytest.mark.parametrize("value", [None, 5, "mk1 0", {"mk1": 0}, [None, 5, ["mk1"], {}], ["mk1"]])
def test_notes_in_a_wrong_form_do_no_harm(rehearsing: Session, value: object):
    mock = rehearsing.start_mock()
    rehearsing.remember(SHOWN, value)
    rehearsing.remember(WAY_SHOWN, value)
    assert not rehearsing.mock_shown(mock.id)
    rehearsing.show_mock(mock.id)
    assert rehearsing.mock_shown(mock.id)
    assert not solved(rehearsing, mock.questions[0])


def test_the_summary_never_overwrites_silently(rehearsing: Session, tmp_path: Path):
    mock = rehearsing.start_mock()
    rehearsing.grade_mock(mock.id, 4)
    rehearsing.end_mock(mock.id)
    file = tmp_path / "mock.md"
    rehearsing.write_mock(mock.id, str(file))
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# Mock interview of 2026-11-21")
    with pytest.raises(InputError, match="is there already"):
        rehearsing.write_mock(mock.id, str(file))
    file.write_text("mine", encoding="utf-8")
    rehearsing.write_mock(mock.id, str(file), over=True)
    assert file.read_text(encoding="utf-8") == text


def test_a_prompt_that_is_no_more_is_told_and_harms_nothing(rehearsing: Session, hand: Hand):
    id_ = finished(rehearsing, hand)
    rehearsing.commit("rename", [replace(rehearsing.journey.drills[id_], prompt="DP99")])
    assert lost_references(rehearsing.journey, rehearsing.content) == ["drills dr1: the design prompt DP99 is no more"]
    grade_all(rehearsing, id_)
    assert rehearsing.close_grades(id_).total == 75
    assert rehearsing.next_prompts()
