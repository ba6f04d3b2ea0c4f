"""The gap report: what it says, and what each of its keys does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from textual.widgets import Input, OptionList

from mentor.app import MentorApp
from mentor.clock import Clock
from mentor.coach.questions import questions
from mentor.journey.record import Record
from mentor.journey.records import Evidence, ProbeAnswer, Profile, Rating
from mentor.screens.audit import Areas, AuditScreen, Items
from mentor.screens.audit_walk import SENIOR
from mentor.screens.questions import QuestionsScreen
from mentor.session import Session
from mentor.store.store import Store
from mentor.widgets.dialogs import Choose, Confirm
from tests.screens.seen import seen

POISON = "x [/] [red]"
SMALL, WIDE = (80, 24), (120, 40)
EACH = pytest.mark.parametrize("size", [SMALL, WIDE])


@pytest.fixture
def rated(started: Session) -> Session:
    """The backend engineer of the design: strong in code and operations, nothing in modelling."""
    levels = dict.fromkeys(started.content.areas, 1)
    levels |= {"python": 4, "hygiene": 4, "sql": 3, "deployment": 3, "cloud": 3, "communication": 2}
    started.rate_many(dict(levels))
    started.remember("place", "audit")
    return started


def answer_all(session: Session) -> None:
    puts: list[Record] = []
    for question in questions(session.content):
        if question.kind == "item":
            puts.append(Rating(question.id, 2, session.today))
        else:
            puts.append(ProbeAnswer(question.id, None, 0, right=False, on=session.today))
    session.commit("answer", puts)


@EACH
async def test_the_report_says_how_ready_and_what_holds_back(rated: Session, size: tuple[int, int]) -> None:
    app = MentorApp(rated)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        text = seen(app)
        assert f"Readiness {rated.plan().audit.readiness * 100:.0f} %, held back by: modelling" in text
        assert "0 of 87 answered; enter goes on at question 1" in text
        assert "█ verified   ▒ claimed   · missing" in text
        assert "TOP GAPS" in text
        assert "I can't yet" in text
        assert "probes:" not in text
        for key in ("go on", "→ items", "e evidence", "x never touched", "? help"):
            assert key in text


async def test_top_gaps_are_sentences_with_hours_and_phase(rated: Session) -> None:
    app = MentorApp(rated)
    async with app.run_test(size=(140, 60)) as pilot:
        await pilot.pause()
        text = " ".join(seen(app).split())
        gaps = rated.plan().gaps
        assert len(gaps) == 5
        for gap in gaps:
            assert f"{gap.report.area.title}, about {gap.hours:.0f} h, {gap.phase}" in text
        chosen = gaps[0].report
        assert chosen.area.code in text


@EACH
async def test_every_area_shows_title_bar_level_gap_and_status(rated: Session, size: tuple[int, int]) -> None:
    app = MentorApp(rated)
    async with app.run_test(size=size):
        rows = app.screen.query_one(Areas)
        width = rows.scrollable_content_region.width
        shown = {option.id: option.prompt for option in rows.options if option.id}
        for area in rated.content.areas.values():
            text = shown[area.id].plain  # type: ignore[union-attr]
            assert area.title in " ".join(line[: width - 44].strip() for line in text.splitlines())
            assert all(len(line) <= width for line in text.splitlines())
        python = shown["python"].plain  # type: ignore[union-attr]
        assert "▒▒▒▒" in python
        assert "4 of 3" in python
        assert "of 10 " in python
        assert "claimed" in python
        assert "·····" in shown["math"].plain  # type: ignore[union-attr]


@EACH
async def test_the_detail_follows_the_cursor(rated: Session, size: tuple[int, int]) -> None:
    rated.answer_probe("sql", 0, 2)
    app = MentorApp(rated)
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, AuditScreen)
        screen.go_to("sql")
        await pilot.pause()
        text = " ".join(seen(app).split())
        assert "A03 SQL and data manipulation" in text
        assert "not right, fairly sure" in text
        rows = [option.prompt.plain for option in screen.query_one(Items).options]  # type: ignore[union-attr]
        assert rated.probe("sql").why in " ".join(" ".join(rows).split())
        assert "join four or more tables" in " ".join(rows)
        assert "counts 2; shown by: " in " ".join(rows)


async def test_calibration_stands_there_once_probes_are_answered(rated: Session) -> None:
    rated.answer_probe("sql", rated.probe("sql").right, 3)
    rated.answer_probe("python", 0, 3)
    rated.answer_probe("math", None, 0)
    app = MentorApp(rated)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert "probes: 1 of 3 right; sure 2 times, right 1" in seen(app)


async def test_with_nothing_rated_the_report_names_the_key(started: Session) -> None:
    started.remember("place", "audit")
    app = MentorApp(started)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert "Nothing is rated yet. Press enter to begin" in seen(app)
        assert "unrated" in seen(app)
        await pilot.press("enter")
        assert "question 1 of 87" in seen(app)


async def test_enter_goes_on_at_the_first_open_question_from_any_row(rated: Session) -> None:
    rated.answer_probe("python", 0, 1)
    app = MentorApp(rated)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("down", "down", "enter")
        assert "question 2 of 87" in seen(app)


async def test_enter_in_the_detail_goes_on_with_that_area_or_asks_that_item(rated: Session) -> None:
    app = MentorApp(rated)
    async with app.run_test(size=SMALL) as pilot:
        app.screen.go_to("math")  # type: ignore[attr-defined]
        await pilot.press("right", "enter")
        assert "A08  Math to read and debug with" in seen(app)
        assert isinstance(app.screen, QuestionsScreen)
        await pilot.press("escape")
        await pilot.press("down", "down", "down", "enter")
        assert app.screen.walk.here.id == "A08.2"  # type: ignore[attr-defined]


async def test_left_and_escape_come_back_to_the_areas(rated: Session) -> None:
    app = MentorApp(rated)
    async with app.run_test(size=SMALL) as pilot:
        for key in ("left", "escape", "tab"):
            await pilot.press("right")
            assert isinstance(app.focused, Items)
            assert "answer" in seen(app)
            await pilot.press(key)
            assert isinstance(app.focused, Areas)


async def test_the_narrow_detail_grows_while_one_is_in_it_and_the_area_stays_in_sight(rated: Session) -> None:
    app = MentorApp(rated)
    async with app.run_test(size=SMALL) as pilot:
        app.screen.go_to("portfolio_search")  # type: ignore[attr-defined]
        await pilot.pause()
        before = app.screen.query_one(Items).size.height
        await pilot.press("right")
        await pilot.pause()
        assert app.screen.query_one(Items).size.height > before
        assert seen(app).count("Portfolio, public work, job") >= 2


async def test_clicks_show_an_area_and_open_an_item(rated: Session) -> None:
    app = MentorApp(rated)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.click("#areas", offset=(4, 5))
        await pilot.pause()
        assert isinstance(app.screen, AuditScreen)
        await pilot.click("#items", offset=(10, 8))
        await pilot.pause()
        assert isinstance(app.screen, QuestionsScreen)


async def test_evidence_is_kept_for_an_item_chosen_from_a_list(rated: Session) -> None:
    app = MentorApp(rated)
    async with app.run_test(size=SMALL) as pilot:
        app.screen.go_to("python")  # type: ignore[attr-defined]
        await pilot.press("e")
        assert isinstance(app.screen, Choose)
        await pilot.press("down", "enter", *POISON, "enter")
        await pilot.pause()
        rating = rated.journey.ratings["A01.2"]
        assert rating.level == 4
        assert rating.evidence == Evidence(POISON, "text", rated.today)
        await pilot.press("u")
        assert "A01.2" not in rated.journey.ratings


async def test_evidence_of_the_item_under_the_cursor_is_changed_and_taken_off(rated: Session) -> None:
    rated.rate("A01.1", 3, Evidence("old", "text", rated.today))
    app = MentorApp(rated)
    async with app.run_test(size=WIDE) as pilot:
        app.screen.go_to("python")  # type: ignore[attr-defined]
        await pilot.press("right", "down", "down", "e")
        assert app.screen.query_one(Input).value == "old"
        await pilot.press("ctrl+u", *"https://e.x", "enter")
        await pilot.pause()
        assert "evidence: https://e.x" in seen(app)
        await pilot.press("e", "escape", "e", "ctrl+u", "enter")
        await pilot.pause()
        assert rated.journey.ratings["A01.1"].evidence is None
        assert rated.journey.ratings["A01.1"].level == 3


async def test_evidence_asks_for_a_three_first(rated: Session) -> None:
    app = MentorApp(rated)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        app.screen.go_to("math")  # type: ignore[attr-defined]
        await pilot.press("e")
        await pilot.pause()
        assert "Evidence goes with a 3 or 4" in seen(app)


async def test_never_touched_asks_and_can_be_taken_back(rated: Session) -> None:
    app = MentorApp(rated)
    async with app.run_test(size=SMALL) as pilot:
        app.screen.go_to("sql")  # type: ignore[attr-defined]
        await pilot.press("x")
        assert isinstance(app.screen, Confirm)
        assert "Never touched SQL and data manipulation?" in seen(app)
        await pilot.press("n")
        assert rated.journey.ratings["sql"].level == 3
        await pilot.press("x", "y")
        assert rated.journey.ratings["sql"].level == 0
        await pilot.press("u")
        assert rated.journey.ratings["sql"].level == 3


async def test_when_the_core_is_answered_the_senior_items_are_offered(rated: Session) -> None:
    answer_all(rated)
    app = MentorApp(rated)
    async with app.run_test(size=SMALL) as pilot:
        assert "all 87 questions answered" in seen(app)
        await pilot.press("enter")
        assert "33 senior items?" in seen(app)
        await pilot.press("n")
        assert rated.journey.note(SENIOR) is None
        await pilot.press("enter", "y")
        await pilot.pause()
        assert rated.journey.note(SENIOR) is True
        assert "question 6 of 120" in seen(app)


async def test_when_everything_is_answered_enter_goes_into_the_items(rated: Session) -> None:
    answer_all(rated)
    rated.remember(SENIOR, True)
    rest = {
        q.id: 1
        for q in questions(rated.content, senior=rated.content.areas)
        if q.id not in rated.journey.ratings | rated.journey.probes
    }
    rated.rate_many(dict(rest))
    app = MentorApp(rated)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("enter")
        assert isinstance(app.focused, Items)


async def test_checked_evidence_is_told_apart(rated: Session) -> None:
    for item in rated.content.areas["python"].items:
        rated.rate(item.id, 4, Evidence("repo", "file", rated.today, checked=True))
    app = MentorApp(rated)
    async with app.run_test(size=SMALL) as pilot:
        app.screen.go_to("python")  # type: ignore[attr-defined]
        await pilot.press("right", "down", "down")
        await pilot.pause()
        assert "██████████" in seen(app)
        assert "verified" in seen(app)
        assert "checked)" in seen(app)


async def test_what_a_user_typed_stands_there_as_typed(rated: Session, profile: Profile) -> None:
    rated.set_profile(replace(profile, industry=POISON))
    rated.rate("A01.1", 3, Evidence("\x1b]52;c;aGk=\x07" + POISON, "text", rated.today))
    app = MentorApp(rated)
    async with app.run_test(size=WIDE) as pilot:
        app.screen.go_to("python")  # type: ignore[attr-defined]
        await pilot.press("right", "down", "down")
        await pilot.pause()
        assert POISON in " ".join(seen(app).split())
        await pilot.press("e")
        assert POISON in app.screen.query_one(Input).value
        assert not {"\x1b", "\x07"} & set(seen(app) + app.screen.query_one(Input).value)


async def test_a_change_made_elsewhere_is_shown(rated: Session) -> None:
    app = MentorApp(rated)
    async with app.run_test(size=SMALL) as pilot:
        other = Session(rated.content, Store(rated.store.folder), rated.clock)
        other.answer_probe("python", None, 0)
        app._watch()
        await pilot.pause()
        assert "1 of 87 answered" in seen(app)


async def test_resizing_wraps_anew(rated: Session) -> None:
    app = MentorApp(rated)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        areas = app.screen.query_one("#areas", OptionList)
        assert areas.size.width > 70
        assert areas.get_option("python").prompt.plain.count("\n") == 0  # type: ignore[union-attr]


# ---------------------------------------------------------------------- the re-audit


def later(session: Session, days: int = 30) -> Session:
    """The same user some days later."""
    clock = Clock(session.today + timedelta(days), session.clock.now)
    return Session(session.content, Store(session.store.folder), clock)


@EACH
async def test_r_asks_again_what_was_worked_on(rated: Session, size: tuple[int, int]) -> None:
    then = later(rated)
    then.move_task("P1.1", "done")
    app = MentorApp(then)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "r re-audit" in seen(app)
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(app.screen, QuestionsScreen)
        assert [q.id for q in app.screen.walk.row] == ["PR07", "A07.2"]
        await pilot.press("0", "enter", "2", "enter")
        await pilot.pause()
        assert isinstance(app.screen, AuditScreen)
        text = seen(app)
        assert "rated again: ↑ 1 up" in text
        rows = app.screen.query_one(Areas)
        assert "↑1.2 of 3" in rows.get_option("evaluation").prompt.plain  # type: ignore[union-attr]
        assert "↑" not in rows.get_option("python").prompt.plain  # type: ignore[union-attr]
        app.screen.go_to("evaluation")
        await pilot.pause()
        detail = " ".join(" ".join(o.prompt.plain for o in app.screen.query_one(Items).options).split())  # type: ignore[union-attr]
        assert "Rated again: 1 -> 1.2 since 21 November 2026, 1 item up" in detail
        assert "was 1 on 21 November 2026" in detail


async def test_with_nothing_worked_on_r_offers_the_whole_area(rated: Session) -> None:
    rated.rate("A01.5", 1)
    app = MentorApp(later(rated))
    async with app.run_test(size=SMALL) as pilot:
        app.screen.go_to("python")  # type: ignore[attr-defined]
        await pilot.press("r")
        assert isinstance(app.screen, Confirm)
        assert "Nothing was worked on since you rated it. Rate all of Python at" in seen(app)
        assert "production quality again?" in seen(app)
        await pilot.press("n")
        assert isinstance(app.screen, AuditScreen)
        await pilot.press("r", "y")
        await pilot.pause()
        assert isinstance(app.screen, QuestionsScreen)
        assert [q.id for q in app.screen.walk.row] == ["PR01", *(f"A01.{n}" for n in range(1, 6))]


async def test_the_detail_shows_the_last_answer_and_that_another_probe_is_open(rated: Session) -> None:
    first, second = rated.content.probes["sql"]
    rated.answer_probe("sql", None, 0)

    async def detail(session: Session) -> str:
        app = MentorApp(session)
        async with app.run_test(size=WIDE) as pilot:
            app.screen.go_to("sql")  # type: ignore[attr-defined]
            await pilot.pause()
            options = app.screen.query_one(Items).options
            return " ".join(" ".join(option.prompt.plain for option in options).split())  # type: ignore[union-attr]

    assert first.why in await detail(rated)
    assert "another is open" not in await detail(rated)
    then = later(rated, days=2)
    assert first.why in await detail(then)
    assert "another is open" in await detail(then)
    then.answer_probe("sql", second.right, 3)
    assert f"right, would bet on it {second.question}" in await detail(then)
    assert first.why not in await detail(then)


async def test_enter_on_the_probe_asks_the_one_that_is_due(rated: Session) -> None:
    rated.answer_probe("python", None, 0)
    app = MentorApp(later(rated))
    async with app.run_test(size=SMALL) as pilot:
        app.screen.go_to("python")  # type: ignore[attr-defined]
        await pilot.press("right", "down", "enter")
        assert rated.content.probes["python"][1].question in " ".join(seen(app).split())


async def test_without_a_second_rating_nothing_speaks_of_one(rated: Session) -> None:
    app = MentorApp(rated)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "rated again" not in seen(app).lower()
