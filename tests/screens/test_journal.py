"""The Journal: six views over a year, the search, changing what stands there; and the charts it is drawn with."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from textual.content import Content as Text

from mentor.app import MentorApp
from mentor.journey.time import LogEntry
from mentor.screens.log_form import LogForm
from mentor.session import Session
from mentor.store.store import Store
from mentor.widgets.charts import FILLS, Axis, HeatMap, spark, stacked
from mentor.widgets.long_list import LongList
from tests.conftest import TODAY
from tests.screens.seen import seen
from tests.shelf import POISON, SHOWN_POISON
from tests.year import review, year

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def lived(session: Session) -> Session:
    """A session with a year behind it."""
    session.commit("a year", year(TODAY, list(session.content.areas)), auto=True)
    return session


def app_of(session: Session, size: tuple[int, int] = (80, 24)) -> tuple[MentorApp, object]:
    app = MentorApp(session)
    return app, app.run_test(size=size, notifications=True)


def list_of(app: MentorApp) -> LongList:
    return app.screen.query_one(LongList)


# ---------------------------------------------------------------------------------------------------- the views


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("h", ("■ build", "□ learn", ". rest", "h of work", "of planned", "of 9.0", "now", "w47", "Learn to build in")),
        ("h m", ("learn : build", "60%", "share", "other", "Nov 2026", "! learning over 60% of the work")),
        ("h 2", ("Mon", "Sun", "Nov", "· nothing", "rr rest", "██ more", "November 2026", " of 30")),
        ("h 3", ("48 reviews", "first", "now", "falling", "->", "same", "█", "Python at production quality")),
        (
            "h 4",
            ("In week 1 the plan said May 2027", "likely", "plan on", "░ guides, 12-18 months", "✕ your date", "◆"),
        ),
        ("h 5", ("192 entries, 288.0 h", "in week 48", "1h30", "p1")),
        ("h 6", ("> active", "v finished", "MLOps in eight weeks (paid)", "One course at a time")),
    ],
)
async def test_each_view_has_its_figures_and_fits(
    lived: Session, size: tuple[int, int], keys: str, words: tuple[str, ...]
) -> None:
    app, running = app_of(lived, size)
    async with running as pilot:  # type: ignore[attr-defined]
        await pilot.press(*keys.split())
        await pilot.pause()
        text = seen(app)
    for word in words:
        assert word in text
    assert max(map(len, text.splitlines())) <= size[0]
    assert "? help" in text


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("1", "+ logs time"),
        ("2", "+ logs time"),
        ("3", "plan one in Today (t, then n)"),
        ("4", "plan one in Today (t, then n)"),
        ("5", "+ logs time"),
        ("6", "n adds the one you take"),
    ],
)
async def test_an_empty_view_names_the_key_that_fills_it(started: Session, view: str, words: str) -> None:
    app, running = app_of(started)
    async with running as pilot:  # type: ignore[attr-defined]
        # Today has made a week with its review when it was shown; here there is none.
        weeks = [("weeks", key) for key in started.journey.weeks]
        reviews = [("reviews", key) for key in started.journey.reviews]
        started.commit("forget", deletes=[*weeks, *reviews])
        await pilot.press("h", view)
        text = " ".join(seen(app).split())
        assert words in text
        assert list_of(app).chosen is None
        await pilot.press("enter", "x", "f", "o", "down", "escape", "G")
        assert list_of(app).chosen is None


async def test_one_review_says_that_nothing_can_be_compared_yet(started: Session) -> None:
    app, running = app_of(started)
    async with running as pilot:  # type: ignore[attr-defined]
        # In place of the one that Today's first week left.
        started.commit("a review", [review("w1", TODAY, date(2027, 6, 1), date(2027, 9, 1), gaps={"sql": 4.0})])
        await pilot.press("h", "3")
        assert "One review so far" in seen(app)
        assert "4.0" in seen(app)
        await pilot.press("4")
        assert "One forecast so far, in week 1" in seen(app)


async def test_views_by_number_by_arrows_and_the_cursor_stays_in_each(lived: Session) -> None:
    app, running = app_of(lived)
    async with running as pilot:  # type: ignore[attr-defined]
        await pilot.press("h", "j", "j")
        assert list_of(app).chosen == "w46"
        await pilot.press("right")
        assert "days with work" in seen(app)
        await pilot.press("left", "left")
        assert "One course at a time" in seen(app)
        await pilot.press("right")
        assert list_of(app).chosen == "w46"


async def test_the_palette_leads_to_it_and_the_place_is_not_remembered(lived: Session) -> None:
    app, running = app_of(lived)
    async with running as pilot:  # type: ignore[attr-defined]
        titles = {str(command.title): command for command in app.get_system_commands(app.screen)}
        await titles["Go to Journal"].callback()
        await pilot.pause()
        assert app.current_mode == "journal"
    assert lived.journey.note("place") != "journal"


@pytest.mark.parametrize("size", [(60, 20), (40, 16)])
@pytest.mark.parametrize("view", list("123456"))
async def test_a_small_terminal_shows_at_least_a_row(lived: Session, size: tuple[int, int], view: str) -> None:
    app, running = app_of(lived, size)
    async with running as pilot:  # type: ignore[attr-defined]
        await pilot.press("h", view)
        await pilot.pause()
        assert list_of(app).size.height >= 1
        assert list_of(app).chosen is not None


async def test_weeks_without_an_entry_say_what_logs_and_what_was_planned(started: Session) -> None:
    app, running = app_of(started)
    async with running as pilot:  # type: ignore[attr-defined]
        await pilot.press("h")
        assert "+ logs time" in seen(app)
        assert "- of 10.0" in seen(app)


async def test_a_click_moves_the_cursor_and_a_second_one_opens(lived: Session) -> None:
    app, running = app_of(lived)
    async with running as pilot:  # type: ignore[attr-defined]
        await pilot.press("h")
        await pilot.click(LongList, offset=(6, 2))
        assert list_of(app).chosen == "w46"
        await pilot.click(LongList, offset=(6, 2))
        await pilot.pause()
        assert "4 entries in week 46" in seen(app)


# ---------------------------------------------------------------------------------------------------- entries


async def test_the_search_narrows_at_each_key_and_escape_shows_all(lived: Session) -> None:
    app, running = app_of(lived)
    async with running as pilot:  # type: ignore[attr-defined]
        await pilot.press("h", "5", "slash", *"learn")
        assert "learn in week" in seen(app)
        assert "build in week" not in seen(app)
        few = len(list_of(app)._keys)
        await pilot.press("space", *"w1")
        assert 0 < len(list_of(app)._keys) < few
        await pilot.press("enter")
        assert list_of(app).has_focus
        await pilot.press("escape")
        assert "192 entries" in seen(app)


async def test_a_search_without_a_hit_says_what_escape_does(lived: Session) -> None:
    app, running = app_of(lived)
    async with running as pilot:  # type: ignore[attr-defined]
        await pilot.press("h", "5", "slash", *"zebra")
        assert "Esc shows every one" in seen(app)
        await pilot.press("down", "x", "enter")
        assert len(lived.journey.log) == 192
        await pilot.press("escape")
        assert "192 entries" in seen(app)


@pytest.mark.parametrize(
    ("keys", "within", "count"),
    [("h down", "in week 47", 4), ("h m", "in November 2026", 12), ("h 2", "in November 2026", 12)],
)
async def test_enter_on_a_week_or_month_shows_its_entries(lived: Session, keys: str, within: str, count: int) -> None:
    app, running = app_of(lived)
    async with running as pilot:  # type: ignore[attr-defined]
        await pilot.press(*keys.split(), "enter")
        await pilot.pause()
        assert f"{count} entries {within}" in seen(app)
        await pilot.press("escape")
        assert "192 entries," in seen(app)


async def test_enter_on_an_area_goes_to_its_audit(lived: Session) -> None:
    app, running = app_of(lived)
    async with running as pilot:  # type: ignore[attr-defined]
        await pilot.press("h", "3", "enter")
        await pilot.pause()
        await pilot.pause()
        assert app.current_mode == "audit"


@pytest.mark.parametrize("key", ["x", "delete"])
async def test_removing_an_entry_is_told_and_undone(lived: Session, key: str) -> None:
    app, running = app_of(lived)
    async with running as pilot:  # type: ignore[attr-defined]
        await pilot.press("h", "5", "down")
        gone = list_of(app).chosen
        await pilot.press(key)
        await pilot.pause()
        assert gone not in lived.journey.log
        assert "191 entries" in seen(app)
        assert "u takes it back" in seen(app)
        await pilot.press("u")
        assert gone in lived.journey.log
        assert "192 entries" in seen(app)


async def test_enter_changes_an_entry_by_the_form(lived: Session) -> None:
    app, running = app_of(lived)
    async with running as pilot:  # type: ignore[attr-defined]
        await pilot.press("h", "5", "enter")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, LogForm)
        chosen = max(lived.journey.log.values(), key=lambda entry: (entry.on, entry.id))
        assert form._given == chosen
        lived.change_entry(LogEntry(chosen.id, chosen.on, 25, "people", "called somebody"))
        await pilot.press("escape")
        await pilot.pause()
        assert "called somebody" in seen(app)
        assert "25m" in seen(app)


async def test_a_change_of_another_process_shows_and_the_cursor_stays(lived: Session) -> None:
    app, running = app_of(lived)
    async with running as pilot:  # type: ignore[attr-defined]
        await pilot.press("h", "5", "j", "j")
        kept = list_of(app).chosen
        Session(lived.content, Store(lived.store.folder), lived.clock).log_time(15, "apply", "sent the letter")
        app._watch()
        await pilot.pause()
        assert "sent the letter" in seen(app)
        assert list_of(app).chosen == kept


async def test_the_users_own_text_is_never_markup(started: Session) -> None:
    started.log_time(30, "build", POISON)
    started.add_course(POISON)
    app, running = app_of(started, (120, 40))
    async with running as pilot:  # type: ignore[attr-defined]
        for view in "56":
            await pilot.press("h", view)
            text = seen(app)
            assert SHOWN_POISON in text
            assert "\x1b" not in text
            assert "\x07" not in text


async def test_only_rows_in_sight_are_made(lived: Session) -> None:
    entries = [LogEntry(f"x{n:05}", TODAY - timedelta(days=n // 9), 20, "build", f"note {n}") for n in range(5_000)]
    lived.commit("much", entries, auto=True)
    app, running = app_of(lived)
    async with running as pilot:  # type: ignore[attr-defined]
        await pilot.press("h", "5")
        rows = list_of(app)
        drawn: set[int] = set()
        draw = rows._draw
        rows._draw = lambda n: drawn.add(n) or draw(n)  # type: ignore[func-returns-value]
        await pilot.press("G")
        await pilot.pause()
        assert len(rows._keys) == 5_192
        assert rows.cursor == 5_191
        assert 5_191 in drawn
        assert len(drawn) <= 2 * rows.size.height


# ---------------------------------------------------------------------------------------------------- courses


async def test_courses_are_added_finished_parked_and_taken_up_again(started: Session) -> None:
    app, running = app_of(started)
    async with running as pilot:  # type: ignore[attr-defined]
        await pilot.press("h", "6", "n", *"MLOps", "enter", "down", "enter")
        (course,) = started.journey.courses.values()
        assert (course.title, course.paid, course.state) == ("MLOps", True, "active")
        await pilot.press("o")
        assert started.journey.courses["c1"].state == "parked"
        await pilot.press("o")
        assert started.journey.courses["c1"].state == "active"
        await pilot.press("f")
        assert started.journey.courses["c1"].state == "finished"
        await pilot.press("x")
        assert started.journey.courses == {}
        await pilot.press("u")
        assert "v finished" in seen(app)


@pytest.mark.parametrize(("answer", "count"), [("n", 1), ("escape", 1), ("y", 2)])
async def test_a_second_course_is_asked_about(started: Session, answer: str, count: int) -> None:
    started.add_course("MLOps")
    app, running = app_of(started)
    async with running as pilot:  # type: ignore[attr-defined]
        await pilot.press("h", "6", "n", *"Rust", "enter", "enter")
        await pilot.pause()
        assert "Two courses at once?" in seen(app)
        await pilot.press(answer)
        await pilot.pause()
        assert len(started.journey.courses) == count
        assert ("2 are active: park all but one (o)" in seen(app)) is (count == 2)


async def test_plus_logs_time_for_the_course_under_the_cursor(started: Session) -> None:
    course = started.add_course("MLOps")
    app, running = app_of(started)
    async with running as pilot:  # type: ignore[attr-defined]
        await pilot.press("h", "6")
        assert app.screen.log_target() == ("course", course.id)  # type: ignore[attr-defined]
        await pilot.press("5")
        assert app.screen.log_target() is None  # type: ignore[attr-defined]


# ---------------------------------------------------------------------------------------------------- charts


@pytest.mark.parametrize(
    ("parts", "top", "width", "mark", "text"),
    [
        ([], 10, 5, 0, "     "),
        ([("build", 5)], 10, 10, 0, "■■■■■     "),
        ([("build", 5), ("learn", 5)], 10, 10, 0, "■■■■■□□□□□"),
        ([("build", 5), ("learn", 0), ("people", 2)], 10, 10, 0, "■■■■■oo   "),
        ([("build", 9), ("learn", 0.1)], 10, 10, 0, "■■■■■■■■□ "),
        ([("build", 2)], 10, 10, 6, "■■    |   "),
        ([("build", 7)], 10, 10, 6, "■■■■■■■   "),
        ([("build", 2)], 10, 10, 10, "■■       |"),
        ([("build", 1), ("learn", 1), ("people", 1)], 300, 6, 0, "■□o   "),
        ([("build", 1)], 0, 3, 0, "   "),
    ],
)
def test_stacked_bars(parts: list[tuple[str, float]], top: float, width: int, mark: float, text: str) -> None:
    assert stacked(parts, top, width, mark).plain == text


def test_kinds_are_told_apart_without_colour() -> None:
    glyphs = [glyph for glyph, _ in FILLS.values()]
    assert len(set(glyphs)) == len(glyphs)
    assert all(Text(glyph).cell_length == 1 for glyph in glyphs)


@pytest.mark.parametrize(
    ("values", "top", "width", "line"),
    [
        ([], 10, 5, ""),
        ([0, 5, 10], 10, 5, "▁▅█"),
        ([10, 9, 8, 7, 0], 10, 3, "█▇▁"),
        ([3, 7], 10, 1, "▃"),
        ([0.0], 0, 4, "▁"),
    ],
)
def test_sparks(values: list[float], top: float, width: int, line: str) -> None:
    assert spark(values, top, width) == line


@pytest.mark.parametrize(
    ("minutes", "cell"),
    [
        (None, "· "),
        (0, "rr"),
        (1, "░░"),
        (45, "░░"),
        (46, "▒▒"),
        (90, "▒▒"),
        (91, "▓▓"),
        (150, "▓▓"),
        (151, "██"),
        (2000, "██"),
    ],
)
def test_a_day_of_the_calendar(minutes: int | None, cell: str) -> None:
    heat = HeatMap({} if minutes is None else {TODAY: minutes}, TODAY, 2)
    assert heat.row(TODAY.weekday()).plain == f"· {cell}"


def test_the_calendar_ends_today_and_names_its_months() -> None:
    heat = HeatMap({TODAY: 60, TODAY - timedelta(days=7): 30}, TODAY, 26)
    assert heat.first.weekday() == 0
    assert heat.row(6).plain.endswith("  ")
    assert heat.figures(TODAY.weekday()) == (2, 90)
    line = heat.months()
    assert len(line) == 52
    assert line.split() == ["Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]
    first_of_november = date(2026, 11, 1)
    assert line.index("Nov") == 2 * ((first_of_november - heat.first).days // 7)


def test_a_range_on_the_axis() -> None:
    axis = Axis(date(2027, 1, 1), date(2027, 12, 31), 37)
    row = axis.row(date(2027, 6, 1), date(2027, 9, 1), (date(2027, 3, 1), date(2027, 6, 30)), {date(2027, 1, 1): "┊"})
    assert row.plain.startswith("┊     ░░░░░░░░░●━━━━━━━━◆")
    assert len(row.plain) == 37
    same = axis.row(date(2027, 6, 1), date(2027, 6, 2), None, {date(2030, 1, 1): "✕"})
    assert same.plain.strip() == "◆"
    assert axis.marks().split() == ["|Jan", "27", "|Apr", "27", "|Jul", "27", "|Oct", "27"]
    assert axis.marks().index("|Jul") == axis.column(date(2027, 7, 1))
