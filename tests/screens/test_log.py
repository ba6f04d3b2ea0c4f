"""The dialog of the time log, its keys in every place, and the timer on top."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from textual.widgets import Input, Static

from mentor.app import MentorApp
from mentor.clock import Clock
from mentor.errors import InputError
from mentor.journey.time import KINDS, LogEntry
from mentor.screens.log_form import KindLine, LogForm, read_day
from mentor.session import Session
from mentor.store.store import Store
from mentor.widgets.bars import PlaceBar
from mentor.widgets.lists import Rows
from tests.screens.seen import seen

DAY = date(2026, 11, 21)
SIZES = [(80, 24), (120, 40)]


class Watch:
    """A clock that can be set."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 9, tzinfo=UTC)

    def on(self, **delta: float) -> None:
        self.now += timedelta(**delta)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def timed(started: Session, watch: Watch) -> Session:
    """A journey with a week and a card in progress, that opens on the board."""
    started.ensure_week()
    started.move_task("P1.2", "doing")
    started.remember("place", "board")
    return Session(started.content, Store(started.store.folder), Clock(None, lambda: watch.now))


def entries(session: Session) -> list[LogEntry]:
    return sorted(session.journey.log.values(), key=lambda entry: entry.id)


def told(app: MentorApp) -> str:
    """What stands in the dialog, on one line."""
    return " ".join(seen(app).split())


async def type_in(pilot, text: str) -> None:
    await pilot.press(*({" ": "space", ".": "full_stop", ":": "colon", "-": "minus"}.get(c, c) for c in text))


# ---------------------------------------------------------------------------------------------------- logging


@pytest.mark.parametrize("size", SIZES)
async def test_plus_logs_time_by_keyboard_alone(timed: Session, size: tuple[int, int]) -> None:
    app = MentorApp(timed)
    async with app.run_test(size=size) as pilot:
        await pilot.press("plus")
        await type_in(pilot, "1h30")
        assert "= 1 h 30" in seen(app)
        await pilot.press("tab", "3", "down")
        await type_in(pilot, "two runs")
        await pilot.press("down")
        await pilot.press("ctrl+u")
        await type_in(pilot, "yesterday")
        assert "Fri 20 November 2026" in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, LogForm)
    (entry,) = entries(timed)
    assert (entry.minutes, entry.kind, entry.note, entry.on) == (90, "practise", "two runs", date(2026, 11, 20))


async def test_the_unshifted_key_opens_it_too_and_escape_leaves_it(timed: Session) -> None:
    app = MentorApp(timed)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("equals_sign")
        assert isinstance(app.screen, LogForm)
        await type_in(pilot, "1h")
        await pilot.press("escape")
        assert not isinstance(app.screen, LogForm)
    assert entries(timed) == []


@pytest.mark.parametrize("place", ["today", "audit", "board", "portfolio", "library"])
async def test_it_opens_in_every_place(timed: Session, place: str) -> None:
    app = MentorApp(timed)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.action_place(place)
        await pilot.pause()
        await pilot.press("plus")
        assert isinstance(app.screen, LogForm)
        await pilot.press("escape", "T")
        assert "Start the timer" in seen(app)


async def test_it_does_not_open_before_the_first_questions_are_answered(session: Session) -> None:
    app = MentorApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("plus", "T")
        assert not isinstance(app.screen, LogForm)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "1h30, 1.5h, 90m, 90 or 1:30"),
        ("45", "= 45 min"),
        ("1:75", "Write it as 1h30"),
        ("1h5", "Write it as 1h30"),
        ("25h", "is not between 1 minute and 24 hours"),
    ],
)
async def test_a_wrong_length_is_told_while_it_is_typed(
    timed: Session, size: tuple[int, int], typed: str, said: str
) -> None:
    app = MentorApp(timed)
    async with app.run_test(size=size) as pilot:
        await pilot.press("plus")
        await type_in(pilot, typed)
        await pilot.pause()
        assert said in seen(app)


async def test_what_cannot_be_saved_stays_open_and_says_why(timed: Session) -> None:
    app = MentorApp(timed)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("plus", "tab", "enter")
        assert isinstance(app.screen, LogForm)
        assert "There is no length of time" in seen(app)
        assert app.focused is app.screen.query_one("#time")
        await type_in(pilot, "1h")
        day = app.screen.query_one("#day", Input)
        day.value = "2026-11-22"
        await pilot.press("enter")
        assert "still to come" in str(app.screen.query_one("#remark", Static).render())
        assert app.focused is day
        day.value = ""
        await pilot.press("enter")
        await pilot.pause()
    assert [(entry.minutes, entry.on) for entry in entries(timed)] == [(60, DAY)]


async def test_a_journey_that_can_only_be_read_is_told(timed: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    app = MentorApp(timed)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("plus", "5")

        def refuse(*_: object, **__: object) -> None:
            raise InputError("It cannot be written.", hint="Nothing was changed.")

        monkeypatch.setattr(timed, "commit", refuse)
        await pilot.press("enter")
        assert "It cannot be written. Nothing was changed." in told(app)
        assert isinstance(app.screen, LogForm)


# ---------------------------------------------------------------------------------------------------- what for


async def test_the_card_under_the_cursor_is_what_it_is_for(timed: Session) -> None:
    app = MentorApp(timed)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down")
        card = app.screen.query_one(Rows).chosen
        await pilot.press("plus", "5", "enter")
        await pilot.pause()
    assert [(entry.task, entry.kind) for entry in entries(timed)] == [(card, timed.content.tasks[card].kind)]


async def test_the_action_under_the_cursor_is_what_it_is_for(timed: Session) -> None:
    timed.set_done(timed.find_action("2"), done=True, minutes=1)
    timed.remember("place", "today")
    app = MentorApp(timed)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "plus", "5", "enter")  # the second one, which is ticked, all the same
        await pilot.pause()
    assert [entry.minutes for entry in timed.journey.log.values() if entry.action == "w1.2"] == [1, 5]


async def test_what_is_open_is_offered_and_the_kind_follows_until_it_is_chosen(timed: Session) -> None:
    timed.add_project("rag", "Answers [red] \x1b[0m")
    timed.add_course("Statistics")
    done = timed.find_action("1")
    timed.set_done(done, done=True)
    app = MentorApp(timed)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.push_screen(LogForm(timed))
        await pilot.pause()
        text = seen(app)
        assert done.title not in text
        for title in (
            "nothing in particular",
            "Answers [red] [0m",
            "Statistics",
            timed.content.tasks["P1.2"].title[:40],
        ):
            assert title in text
        rows, kinds = app.screen.query_one(Rows), app.screen.query_one(KindLine)
        assert "›" in text
        rows.choose("course:c1")
        await pilot.pause()
        assert kinds.kind == "learn"
        kinds.focus()
        await pilot.press("left")
        assert kinds.kind == "build"
        rows.choose("project:p1")
        rows.choose("course:c1")
        await pilot.pause()
        assert kinds.kind == "build"
        app.screen.query_one("#time", Input).value = "5m"
        await pilot.press("enter")
        await pilot.pause()
    entry = next(entry for entry in timed.journey.log.values() if entry.minutes == 5)
    assert (entry.course, entry.kind, entry.project) == ("c1", "build", "")


@pytest.mark.parametrize(("number", "kind"), [(str(n), kind) for n, kind in enumerate(KINDS, 1)])
async def test_one_key_sets_a_kind(timed: Session, number: str, kind: str) -> None:
    app = MentorApp(timed)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(LogForm(timed, minutes=30))
        await pilot.press("tab", number, "enter")
        await pilot.pause()
    assert [(entry.minutes, entry.kind) for entry in entries(timed)] == [(30, kind)]


async def test_all_kinds_fit_at_eighty_columns(timed: Session) -> None:
    app = MentorApp(timed)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("plus")
        await pilot.pause()
        assert "6 apply 7 rest" in told(app)
        for part in ("time", "note", "day", "for", "save", "cancel"):
            assert part in seen(app)


# ---------------------------------------------------------------------------------------------------- changing


async def test_an_entry_is_changed_and_keeps_what_is_not_touched(timed: Session) -> None:
    timed.log_time(90, "learn", "reading", task="P1.2", on=DAY - timedelta(3))
    (entry,) = entries(timed)
    app = MentorApp(timed)
    results: list[LogEntry | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(LogForm(timed, entry), results.append)
        await pilot.pause()
        text = told(app)
        for part in ("Change the entry", "1h30", "reading", "2026-11-18", timed.content.tasks["P1.2"].title[:30]):
            assert part in text
        await pilot.press("ctrl+u")
        await type_in(pilot, "45m")
        await pilot.press("enter")
        await pilot.pause()
    (changed,) = entries(timed)
    assert results == [changed]
    assert (changed.id, changed.minutes, changed.kind, changed.task) == (entry.id, 45, "learn", "P1.2")
    assert changed.on == entry.on


async def test_an_entry_of_an_action_keeps_its_card_until_it_is_for_something_else(timed: Session) -> None:
    entry = timed.log_time(90, "build", action="w1.2")
    entry = timed.change_entry(LogEntry(**{**vars(entry), "task": "P1.2"}))
    app = MentorApp(timed)
    async with app.run_test(size=(80, 24)) as pilot:
        for choose, links in (("", ("w1.2", "P1.2")), ("nothing in particular", ("", ""))):
            await app.push_screen(LogForm(timed, entries(timed)[0]))
            await pilot.pause()
            if choose:
                app.screen.query_one(Rows).choose(choose)
            await pilot.press("enter")
            await pilot.pause()
            assert (entries(timed)[0].action, entries(timed)[0].task) == links


async def test_an_entry_whose_project_is_gone_can_be_changed(timed: Session) -> None:
    project = timed.add_project("rag", "Answers")
    entry = timed.log_time(90, "build", project=project.id)
    timed.remove_project(project)
    app = MentorApp(timed)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(LogForm(timed, entry))
        await pilot.press("ctrl+u", "5", "enter")
        await pilot.pause()
    assert [(one.minutes, one.project) for one in entries(timed)] == [(5, "p1")]


# ---------------------------------------------------------------------------------------------------- timer


async def test_the_timer_starts_shows_and_stops(timed: Session, watch: Watch) -> None:
    app = MentorApp(timed)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("T", "2", "enter")
        await pilot.pause()
        assert "● learn 0:00" in seen(app)
        assert timed.timer is not None
    watch.on(minutes=42)
    app = MentorApp(Session(timed.content, Store(timed.store.folder), timed.clock))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "● learn 0:42" in seen(app)
        await pilot.press("T")
        assert "Stop the timer" in seen(app)
        assert app.screen.query_one("#time", Input).value == "42m"
        await pilot.press("escape")
        assert timed.timer is not None
        await pilot.press("T", "enter")
        await pilot.pause()
        assert "●" not in seen(app)
    assert [(entry.minutes, entry.kind) for entry in entries(timed)] == [(42, "learn")]
    assert timed.timer is None


async def test_a_forgotten_timer_asks_for_its_real_time(timed: Session, watch: Watch) -> None:
    timed.start_timer("build")
    watch.on(hours=30)
    app = MentorApp(timed)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("T")
        await pilot.pause()
        assert "The timer shows 30:00; was it forgotten?" in told(app)
        await pilot.press("enter")
        assert isinstance(app.screen, LogForm)
        await pilot.press("5", "0", "enter")
        await pilot.pause()
    assert [entry.minutes for entry in entries(timed)] == [50]


async def test_a_timer_stopped_elsewhere_is_told(timed: Session, watch: Watch) -> None:
    timed.start_timer("build")
    app = MentorApp(timed)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("T")
        Session(timed.content, Store(timed.store.folder), timed.clock).stop_timer(5)
        await pilot.press("enter")
        assert "Nothing is being timed" in told(app)
    assert [entry.minutes for entry in entries(timed)] == [5]


async def test_a_timer_started_elsewhere_shows(timed: Session) -> None:
    app = MentorApp(timed)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        Session(timed.content, Store(timed.store.folder), timed.clock).start_timer("publish")
        app._watch()
        await pilot.pause()
        assert "● publish 0:00" in seen(app)


async def test_once_a_minute_and_only_while_it_runs(timed: Session, watch: Watch) -> None:
    app = MentorApp(timed)
    async with app.run_test(size=(80, 24)) as pilot:
        board = app.screen
        assert board._minute is None
        timed.start_timer("build")
        watch.on(seconds=25)
        board.note_week()
        assert board._minute is not None
        assert board._minute._interval == 35
        watch.on(seconds=35)
        board.note_week()
        await pilot.pause()
        assert "● build 0:01" in seen(app)
        timed.pause_timer()
        board.note_week()
        await pilot.pause()
        assert board._minute is None
        assert "○ paused 0:01" in seen(app)


async def test_only_the_place_that_shows_counts_minutes(timed: Session) -> None:
    timed.start_timer("build")
    app = MentorApp(timed)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        board = app.screen
        assert board._minute is not None
        await pilot.press("l")
        await pilot.pause()
        assert app.screen._minute is not None
        board.note_week()
        assert board._minute is None
        await pilot.press("b")
        await pilot.pause()
        assert board._minute is not None


def commands(app: MentorApp) -> dict[str, object]:
    return {command.title: command.callback for command in app.get_system_commands(app.screen)}


async def test_the_palette_knows_the_timer(timed: Session) -> None:
    app = MentorApp(timed)
    async with app.run_test(size=(80, 24)) as pilot:
        assert {"Log time", "Start the timer"} <= commands(app).keys()
        assert not {"Stop the timer", "Pause the timer"} & commands(app).keys()
        timed.start_timer("build")
        commands(app)["Pause the timer"]()
        await pilot.pause()
        assert "○ paused" in seen(app)
        assert "Pause the timer" not in commands(app)
        commands(app)["Resume the timer"]()
        await pilot.pause()
        assert "● build" in seen(app)
        commands(app)["Stop the timer"]()
        await pilot.pause()
        assert isinstance(app.screen, LogForm)
        await pilot.press("escape")
        commands(app)["Discard the timer"]()
        await pilot.pause()
        assert "●" not in seen(app)
        await pilot.press("u")
        await pilot.pause()
        assert "● build" in seen(app)
    assert entries(timed) == []


# ---------------------------------------------------------------------------------------------------- parts


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", DAY),
        (" Today ", DAY),
        ("yesterday", date(2026, 11, 20)),
        ("sat", DAY),  # it is one
        ("Friday", date(2026, 11, 20)),
        ("sun", date(2026, 11, 15)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_a_day_is_read(text: str, day: date) -> None:
    assert read_day(text, DAY) == day


@pytest.mark.parametrize("text", ["tomorrow", "20", "fr", "21.11.2026", "2026-11-22", "2026-02-30"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_day(text, DAY)


@pytest.mark.parametrize(
    ("notes", "width", "shown"),
    [
        (("● build 0:42", "read only", "week 3"), 100, "● build 0:42 · read only · week 3"),
        (("● build 0:42", "read only", "week 3"), 74, "● build 0:42 · read only"),
        (("● build 0:42", "read only", "week 3"), 60, "● build 0:42"),
        (("● build 0:42", "read only", "week 3"), 56, "● build 0:42"),
        (("● build 0:42",), 40, ""),
        ((), 100, ""),
    ],
)
def test_the_first_note_stays_longest(
    notes: Iterable[str], width: int, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from textual.geometry import Size

    monkeypatch.setattr(
        "mentor.widgets.bars.PLACES",
        {name.lower(): name for name in ("Today", "Audit", "Board", "Portfolio", "Library")},
    )
    bar = PlaceBar("today")
    monkeypatch.setattr(PlaceBar, "size", Size(width, 1))
    bar.set_notes(*notes)
    text = bar.render().plain  # type: ignore[union-attr]
    assert text.partition("Library")[2].strip() == shown
    assert len(text) <= max(width, 43)
