"""Rehearsing on the screen: the clock, the notes, the grade sheet, the mock interview, by keyboard alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.style import Style
from textual.widgets import Input, Static, TextArea

from mentor.app import MentorApp
from mentor.clock import Clock
from mentor.coach.mock import open_mock
from mentor.content import Content
from mentor.errors import StoreError
from mentor.journey.records import Profile
from mentor.screens.drill import DrillScreen
from mentor.screens.drills import DrillsScreen
from mentor.screens.grade import GradeScreen
from mentor.screens.mock import MockScreen
from mentor.screens.mock_text import grade_line
from mentor.session import Session
from mentor.store.store import Store
from mentor.widgets.lists import Rows
from tests.conftest import TODAY
from tests.screens.seen import read_detail, seen, settled

SIZES = [(80, 24), (120, 40)]
POISON = "note [/] [red] \x1b]52;c;aGk=\x07"


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
def session(content: Content, store: Store, hand: Hand, profile: Profile) -> Session:
    session = Session(content, store, Clock(TODAY, hand))
    session.set_profile(profile)
    return session


async def ready(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.pause()


def only_drill(session: Session) -> str:
    return next(iter(session.journey.drills))


# ---------------------------------------------------------------------- the list


@pytest.mark.parametrize("size", SIZES)
async def test_the_prompts_stand_in_their_order_and_give_nothing_away(session: Session, size: tuple[int, int]):
    async with MentorApp(session, opens="drills").run_test(size=size) as pilot:
        await ready(pilot)
        assert isinstance(pilot.app.screen, DrillsScreen)
        text = seen(pilot.app)
        for part in ("DESIGN PROMPTS, THE NEXT ONE FIRST", "Serving platform for 40 models", "new", "esc back"):
            assert part in text
        detail = await read_detail(pilot)
        prompt = session.content.prompts["DP13"]
        assert "Enter starts the clock" in detail
        assert prompt.clarify[0].answer not in detail
        await pilot.press("escape")
        await ready(pilot)
        assert not isinstance(pilot.app.screen, DrillsScreen)


async def test_it_can_open_at_a_prompt(session: Session):
    async with MentorApp(session).run_test() as pilot:
        await ready(pilot)
        await pilot.app.run_action("app.drills('DP07')")
        await ready(pilot)
        assert pilot.app.screen.query_one("#rows", Rows).chosen == "prompt:DP07"


async def test_a_prompt_found_by_its_words_is_opened(session: Session):
    async with MentorApp(session).run_test() as pilot:
        await ready(pilot)
        await pilot.press("slash", *"chargeback review within 200 ms", "enter")
        await ready(pilot)
        await ready(pilot)
        assert isinstance(pilot.app.screen, DrillsScreen)
        assert pilot.app.screen.query_one("#rows", Rows).chosen == "prompt:DP02"


# ---------------------------------------------------------------------- the clock


@pytest.mark.parametrize("size", SIZES)
async def test_a_drill_from_its_first_minute_to_its_grades(session: Session, hand: Hand, size: tuple[int, int]):
    async with MentorApp(session, opens="drills").run_test(size=size) as pilot:
        await ready(pilot)
        await pilot.press("enter")
        await ready(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, DrillScreen)
        assert "0:00 of 45:00" in seen(pilot.app)
        hand.on(13.5)
        screen._tick()
        await ready(pilot)
        text = seen(pilot.app)
        for part in ("13:30 of 45:00", "Data and features until 20:00", "> 12-20 Data and features", "space pause"):
            assert part in text
        await pilot.press("space")
        hand.on(60)
        await ready(pilot)
        assert "paused: space goes on" in seen(pilot.app)
        assert session.drill_seconds(only_drill(session)) == 810
        await pilot.press("space", "n", *"50 a second", "escape")
        await ready(pilot)
        assert session.journey.drills[only_drill(session)].notes == "50 a second"
        await pilot.press("i")
        assert session.content.prompts["DP13"].clarify[0].question[:30] in await read_detail(pilot)
        hand.on(37)
        await pilot.press("f")
        await ready(pilot)
        assert isinstance(pilot.app.screen, GradeScreen)
        assert session.journey.drills[only_drill(session)].seconds == 810 + 37 * 60
        assert "5:30 over" in seen(pilot.app)


async def test_the_clock_and_the_notes_survive_leaving_and_quitting(session: Session, hand: Hand):
    async with MentorApp(session, opens="drills").run_test() as pilot:
        await ready(pilot)
        await pilot.press("enter", "n", *"who acts", "escape", "escape")
        await ready(pilot)
        assert isinstance(pilot.app.screen, DrillsScreen)
        assert "TO GO ON WITH" in seen(pilot.app)
        await pilot.press("q")
    hand.on(20)
    async with MentorApp(session, opens="drills").run_test() as pilot:
        await ready(pilot)
        assert pilot.app.screen.query_one("#rows", Rows).chosen == only_drill(session)
        await pilot.press("enter")
        await ready(pilot)
        assert "20:00 of 45:00" in seen(pilot.app)
        assert pilot.app.screen.query_one(TextArea).text == "who acts"


async def test_the_clock_is_drawn_only_while_it_runs_in_front(session: Session):
    async with MentorApp(session, opens="drills").run_test() as pilot:
        await ready(pilot)
        await pilot.press("enter")
        await ready(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, DrillScreen)
        assert screen._second is not None
        await pilot.press("space")
        await ready(pilot)
        assert screen._second is None
        await pilot.press("space", "question_mark")
        await ready(pilot)
        assert pilot.app.screen is not screen
        assert screen._second is None
        await pilot.press("escape")
        await ready(pilot)
        assert screen._second is not None


async def test_keys_are_letters_while_notes_are_written(session: Session):
    async with MentorApp(session, opens="drills").run_test() as pilot:
        await ready(pilot)
        await pilot.press("enter", "n", "f", "space", "i", "u", "q")
        await ready(pilot)
        assert pilot.app.screen.query_one(TextArea).text == "f iuq"
        keys = seen(pilot.app).splitlines()[-1]
        assert "esc done" in keys
        assert not {"search", "log", "pause"} & set(keys.split()), "they are letters now"
        assert session.journey.drills[only_drill(session)].started


async def test_a_clock_left_running_asks_how_long_it_was(session: Session, hand: Hand):
    async with MentorApp(session, opens="drills").run_test() as pilot:
        await ready(pilot)
        await pilot.press("enter")
        hand.on(60 * 9)
        await pilot.press("f")
        await ready(pilot)
        assert "How many minutes was it really?" in seen(pilot.app)
        await pilot.press("enter")
        await ready(pilot)
        assert session.journey.drills[only_drill(session)].seconds == 45 * 60
        assert isinstance(pilot.app.screen, GradeScreen)


async def test_a_drill_removed_elsewhere_closes_its_screen(session: Session):
    async with MentorApp(session, opens="drills").run_test() as pilot:
        await ready(pilot)
        await pilot.press("enter")
        await ready(pilot)
        session.remove_drill(only_drill(session))
        pilot.app.screen.reload()  # type: ignore[attr-defined]
        await ready(pilot)
        assert isinstance(pilot.app.screen, DrillsScreen)


# ---------------------------------------------------------------------- notes in two windows


def other_window(session: Session) -> Session:
    return Session(session.content, Store(session.store.folder), session.clock)


async def test_notes_of_another_window_come_in_and_are_not_written_over(session: Session):
    other = other_window(session)
    async with MentorApp(session, opens="drills").run_test() as pilot:
        await ready(pilot)
        await pilot.press("enter")
        await ready(pilot)
        app, id_ = pilot.app, only_drill(session)
        assert isinstance(app, MentorApp)
        notes = app.screen.query_one(TextArea)
        other.note_drill(id_, "theirs")
        app._watch()
        await ready(pilot)
        assert notes.text == "theirs"
        # Looked at and left again: nothing was written here, so what came meanwhile stays.
        await pilot.press("n")
        other.note_drill(id_, "theirs, more")
        app._watch()
        await ready(pilot)
        assert notes.text == "theirs", "nothing moves below the cursor"
        await pilot.press("escape")
        await ready(pilot)
        assert notes.text == session.journey.drills[id_].notes == "theirs, more"
        # What was written here last is what stands.
        await pilot.press("n")
        other.note_drill(id_, "lost")
        await pilot.press(*"my ", "escape")
        await ready(pilot)
        assert notes.text == other.journey.drills[id_].notes == "my theirs, more"


async def test_what_was_written_on_one_question_is_not_kept_for_another(session: Session):
    other = other_window(session)
    async with MentorApp(session, opens="mock").run_test() as pilot:
        await ready(pilot)
        await pilot.press("enter")
        await ready(pilot)
        app = pilot.app
        assert isinstance(app, MentorApp)
        await pilot.press("n", *"select 1")
        other.grade_mock("mk1", 2)
        await pilot.press("escape", "escape")
        await ready(pilot)
        assert [one.notes for one in session.journey.mocks["mk1"].questions[:2]] == ["", ""]
        await pilot.app.run_action("app.mock")
        await ready(pilot)
        assert app.screen.query_one(TextArea).text == ""
        await pilot.press("n", *"0.5", "escape", "u")
        await ready(pilot)
        assert app.screen.query_one(TextArea).text == "", "taken back here as well"


async def test_notes_that_could_not_be_saved_stand_and_are_tried_again(
    session: Session, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object) -> None:
        raise StoreError("No space left.")

    async with MentorApp(session, opens="drills").run_test() as pilot:
        await ready(pilot)
        await pilot.press("enter", "n", *"who acts")
        with monkeypatch.context() as patched:
            patched.setattr(session, "note_drill", full)
            await pilot.press("escape")
            await ready(pilot)
        assert "No space left." in [note.message for note in pilot.app._notifications]
        assert pilot.app.screen.query_one(TextArea).text == "who acts"
        await pilot.press("escape")
        await ready(pilot)
        assert session.journey.drills[only_drill(session)].notes == "who acts"


# ---------------------------------------------------------------------- the grade sheet


@pytest.fixture
def to_grade(session: Session, hand: Hand) -> str:
    id_ = session.start_drill("DP02").id
    hand.on(52)
    session.note_drill(id_, POISON)
    session.finish_drill(id_)
    return id_


@pytest.mark.parametrize("size", SIZES)
async def test_checks_come_before_grades_and_the_comparison_last(
    session: Session, to_grade: str, size: tuple[int, int]
):
    strong = session.content.prompts["DP02"].strong
    async with MentorApp(session, opens="drills").run_test(size=size) as pilot:
        await ready(pilot)
        await pilot.press("enter")
        await ready(pilot)
        assert "1 what was heard" in seen(pilot.app)
        await pilot.press("space", "down", "space", "3")
        await ready(pilot)
        assert session.journey.drills[to_grade].checks == ("clarify.count", "clarify.decision")
        assert not session.journey.drills[to_grade].grades
        assert "note [/] [red]" in await read_detail(pilot)
        await pilot.press("enter")
        await ready(pilot)
        assert "2 of 7 heard, weight 12" in seen(pilot.app)
        assert strong["clarify"][:30] not in await read_detail(pilot)
        await pilot.press(*"43333333", "enter")
        await ready(pilot)
        assert session.journey.drills[to_grade].graded is None
        assert "No grade yet: communication and time." in [note.message for note in pilot.app._notifications]
        await pilot.press("3", "enter")
        await ready(pilot)
        drill = session.journey.drills[to_grade]
        assert (drill.total, drill.band) == (75, "likely_pass")
        detail = await read_detail(pilot)
        assert "7 minutes over time: communication and time counts as 1, not 3." in detail
        await pilot.press("down")
        await ready(pilot)
        assert " ".join(strong["clarify"].split())[:60] in await read_detail(pilot)
        await pilot.press("0")
        assert session.journey.drills[to_grade].grades["clarify"] == 4


async def test_going_back_a_recording_and_undo(session: Session, to_grade: str):
    async with MentorApp(session, opens="drills").run_test() as pilot:
        await ready(pilot)
        await pilot.press("enter", "enter", "4", "backspace")
        await ready(pilot)
        assert "[ ] At least four questions" in seen(pilot.app)
        await pilot.press("r", *"~/drill.m4a", "enter")
        await ready(pilot)
        assert session.journey.drills[to_grade].recording == "~/drill.m4a"
        await pilot.press("u", "u")
        await ready(pilot)
        assert (session.journey.drills[to_grade].recording, dict(session.journey.drills[to_grade].grades)) == ("", {})


# ---------------------------------------------------------------------- attested practice


async def test_practice_is_recorded_by_a_few_questions(session: Session):
    async with MentorApp(session, opens="drills").run_test() as pilot:
        await ready(pilot)
        await pilot.press("n", "enter", *"two pointers", "enter", *"25", "enter", "y")
        await ready(pilot)
        await pilot.press("n", "end", "enter", "down", "enter", *"kept rules", "enter")
        await ready(pilot)
        await pilot.press("n", "escape")
        await ready(pilot)
        # What cannot be taken is told where it is asked for, and what was typed stays.
        await pilot.press("n", "enter", "enter")
        assert "Say in a few words which one it was." in seen(pilot.app)
        await pilot.press(*"trees", "enter", *"abc", "enter")
        assert "abc is no length of time" in seen(pilot.app)
        await pilot.press("escape")
        await ready(pilot)
        marks = [(m.kind, m.text, m.ok, m.minutes, m.story) for m in session.journey.practised.values()]
        assert marks == [("medium", "two pointers", True, 25, ""), ("story", "kept rules", True, 0, "conflict")]
        assert pilot.app.screen.query_one("#rows", Rows).chosen == "pm2"
        await pilot.press("x")
        await ready(pilot)
        assert list(session.journey.practised) == ["pm1"]
        await pilot.press("u")
        await ready(pilot)
        assert len(session.journey.practised) == 2


# ---------------------------------------------------------------------- the mock interview


@pytest.mark.parametrize("size", SIZES)
async def test_a_mock_interview_to_its_summary(session: Session, hand: Hand, size: tuple[int, int], tmp_path: Path):
    async with MentorApp(session, opens="mock").run_test(size=size) as pilot:
        await ready(pilot)
        assert isinstance(pilot.app.screen, MockScreen)
        assert "The next mock interview: 60 min" in seen(pilot.app)
        await pilot.press("enter")
        await ready(pilot)
        mock = open_mock(session.journey)
        assert mock is not None
        assert f"question 1 of {len(mock.questions)}" in seen(pilot.app)
        await pilot.press("3")  # not before the answer was seen
        assert session.journey.mocks["mk1"].questions[0].grade is None
        for n in range(len(mock.questions)):
            hand.on(4)
            if n == 0:
                await pilot.press("n", *"select 1", "escape")
            await pilot.press("v")
            await ready(pilot)
            assert "Yours was:" in await read_detail(pilot)
            await pilot.press("3")
            await ready(pilot)
        done = session.journey.mocks["mk1"]
        assert done.finished == TODAY
        assert (done.questions[0].notes, done.questions[1].notes) == ("select 1", "")
        assert {question.seconds for question in done.questions} == {240}
        assert "The mock interview of 21 Nov 2026" in seen(pilot.app)
        file = tmp_path / "m.md"
        file.write_text("mine", encoding="utf-8")
        await pilot.press("w")
        await ready(pilot)
        pilot.app.screen.query_one("Input").value = str(file)  # type: ignore[attr-defined]
        await pilot.press("enter")
        await ready(pilot)
        assert "Replace it?" in seen(pilot.app)
        await pilot.press("n")
        assert file.read_text(encoding="utf-8") == "mine"


async def test_a_mock_interview_goes_on_where_it_was_left(session: Session, hand: Hand):
    async with MentorApp(session, opens="mock").run_test() as pilot:
        await ready(pilot)
        await pilot.press("enter", "space", "escape")
        await ready(pilot)
    hand.on(30)
    async with MentorApp(session, opens="mock").run_test() as pilot:
        await ready(pilot)
        assert "paused" in str(pilot.app.screen.query_one("#clock", Static).content)
        await pilot.press("e", "y")
        await ready(pilot)
        assert session.journey.mocks["mk1"].finished == TODAY
        assert not session.journey.log


@pytest.mark.parametrize("size", SIZES)
async def test_a_query_and_a_sum_of_the_interview_are_solved_here(session: Session, size: tuple[int, int]):
    async with MentorApp(session, opens="mock").run_test(size=size) as pilot:
        await ready(pilot)
        await pilot.press("enter")
        await ready(pilot)
        mock = open_mock(session.journey)
        assert mock is not None
        first, second = mock.questions[:2]
        assert (first.kind, second.kind) == ("sql", "evaluation")
        assert "o solves it here" in " ".join(seen(pilot.app).split())

        await pilot.press("n", *"-- rows", "escape", "o")
        editor = pilot.app.screen.query_one(TextArea)
        assert editor.text == "-- rows"
        editor.text = "select 1"
        await pilot.press("ctrl+r")
        await settled(pilot)
        await pilot.press("escape")
        await ready(pilot)
        asked = session.journey.mocks["mk1"].questions[0]
        assert (asked.notes, asked.grade) == ("select 1", None)

        await pilot.press("o")
        pilot.app.screen.query_one(TextArea).text = session.sql_exercise(first.ref).solution
        await pilot.press("f2", "ctrl+r")
        await settled(pilot)
        await pilot.press("escape")
        await ready(pilot)
        asked = session.journey.mocks["mk1"].questions[0]
        assert asked.grade == 3, "one hint was taken"
        assert asked.notes.endswith("-- by its result: 3 of 4")
        assert session.journey.note(f"practice.sql.{first.ref}") is None, "the exercise's own draft is left alone"

        await pilot.press("o")
        pilot.app.screen.query_one(Input).value = "z" if second.title == "Which metric fits?" else "-7"
        await pilot.press("enter", "n", "escape")
        await ready(pilot)
        asked = session.journey.mocks["mk1"].questions[1]
        assert asked.grade == 0
        assert [one.seed for one in session.attempts_at(second.ref)] == [second.seed]


@pytest.mark.parametrize("best", [2, 4])
def test_the_grades_that_may_be_given_stand_in_a_row(best: int):
    names = ["0 wrong", "1 the word", "2 half", "3 right", "4 right and more"][: best + 1]
    wide = "   ".join(names)
    row = grade_line(best, len(wide))
    assert row.plain == wide
    assert grade_line(best, len(wide) - 1).plain == "  ".join(names)
    clicks = {span.style.meta["@click"] for span in row.spans if isinstance(span.style, Style) and span.style.meta}
    assert clicks == {f"screen.grade({n})" for n in range(best + 1)}


async def test_an_answer_that_was_seen_stays_seen_and_is_graded(session: Session):
    async with MentorApp(session, opens="mock").run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("enter", "v", "escape")
        await ready(pilot)
        await pilot.app.run_action("app.mock")
        await ready(pilot)
        text = seen(pilot.app)
        assert "The answer:" in text
        assert "0 wrong   1 the word   2 half   3 right   4 right and more" in text
        assert "solve" not in text.splitlines()[-1]
        await pilot.press("3", "u")
        await ready(pilot)
        assert session.journey.mocks["mk1"].questions[0].grade is None
        assert "The answer:" in seen(pilot.app), "taking back the grade does not make it unseen"
        await pilot.press("v", "o", "2")
        assert session.journey.mocks["mk1"].questions[0].grade == 2


async def test_a_query_that_was_run_and_was_wrong_is_half_of_it_at_most(session: Session):
    async with MentorApp(session, opens="mock").run_test() as pilot:
        await ready(pilot)
        await pilot.press("enter", "o")
        mock = open_mock(session.journey)
        assert mock is not None
        columns = len(session.sql_exercise(mock.questions[0].ref).columns)
        pilot.app.screen.query_one(TextArea).text = f"select {', '.join('1' * columns)}"
        await pilot.press("ctrl+r")
        await settled(pilot)
        await pilot.press("escape", "v")
        await ready(pilot)
        text = await read_detail(pilot)
        assert "half of it" in text
        assert "right and to the point" not in text
        await pilot.press("3")
        assert session.journey.mocks["mk1"].questions[0].grade is None
        await pilot.press("2")
        assert session.journey.mocks["mk1"].questions[0].grade == 2
