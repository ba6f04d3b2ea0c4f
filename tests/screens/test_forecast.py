"""What a user sees of the forecast, and what can be done there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from textual.binding import Binding
from textual.pilot import Pilot

from mentor.app import MentorApp
from mentor.clock import Clock
from mentor.coach.outlook import percent
from mentor.journey.records import Week
from mentor.journey.time import LogEntry
from mentor.screens.forecast import ForecastScreen
from mentor.screens.forecast_text import page
from mentor.session import Session
from tests.screens.seen import seen

SIZES = [(80, 24), (120, 40), (160, 50)]
BACKEND = {"python": 4, "hygiene": 4, "sql": 3, "deployment": 3, "cloud": 3}


@pytest.fixture
def rated(started: Session) -> Session:
    """A backend engineer with a rated audit and a date of their own, whose session opens on the board."""
    assert started.journey.profile is not None
    started.set_profile(replace(started.journey.profile, deadline_months=9))
    started.rate_many(dict.fromkeys(started.content.areas, 0) | BACKEND)
    started.remember("place", "board")
    return started


Walk = Callable[[Session, int, float], Session]


@pytest.fixture
def walked() -> Walk:
    """After so many weeks of 10 planned hours, in each of which so many were logged; each with its review."""

    def walk(session: Session, weeks: int, hours: float) -> Session:
        from mentor.coach.review import make_review

        first = session.today
        for n in range(1, weeks + 1):
            day = first + timedelta(days=7 * (n - 1))
            session = Session(session.content, session.store, Clock(day, session.clock.now))
            log = [LogEntry(f"l{n}", day, round(hours * 60), "build")] if hours else []
            session.commit("a week", [Week(f"w{n}", n, day, day + timedelta(days=6), 600, 10.0), *log])
            plan = session.plan()
            session.commit("its review", [make_review(f"w{n}", plan.forecast, plan.shown, plan.audit, day)])
        return Session(session.content, session.store, Clock(first + timedelta(days=7 * weeks), session.clock.now))

    return walk


async def opened(pilot: Pilot[None]) -> ForecastScreen:
    await pilot.pause()
    await pilot.press("f")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, ForecastScreen)
    return screen


def told(session: Session, width: int = 75) -> str:
    """The whole page on one line."""
    return " ".join(page(session, width).plain.split())


@pytest.mark.parametrize("size", SIZES)
async def test_guides_first_then_both_dates_on_one_axis(rated: Session, size: tuple[int, int]) -> None:
    plan = rated.plan()
    async with MentorApp(rated).run_test(size=size) as pilot:
        await opened(pilot)
        text = seen(pilot.app)
        likely, plan_on = plan.shown.likely, plan.shown.plan_on
        assert f"You: likely {likely:%B %Y}, plan on {plan_on:%B %Y}." in text
        assert text.index("The guides say 9-18 months (S0 S1 S4)") < text.index("You: likely")
        row = {line.split(",")[0].strip(): line for line in text.splitlines()}
        guides, own = row["guides"], row["you"]
        assert own.index("├") < own.index("●") < own.index("◆") <= own.index("┤")
        assert guides.index("░") == own.index("░")
        assert row["floor"].index("▏") >= guides.index("░")
        assert f"{likely:%b %y}" in own
        assert f"{plan_on:%b %y}" in own
        assert "✕" in next(line for line in text.splitlines() if "your date" in line)
        assert all(len(line) <= size[0] for line in text.splitlines())
        for key in ("esc back", "↓ ↑ scroll", "space page", "e hours, date", "? help"):
            assert key in text


@pytest.mark.parametrize("width", [40, 75, 115, 155])
def test_every_phase_is_a_row_on_the_axis_with_its_two_days_and_hours(rated: Session, width: int) -> None:
    plan = rated.plan()
    rows = page(rated, width).plain.splitlines()
    for phase, step in plan.steps.items():
        row = next(row for row in rows if row.startswith(f"{phase} "))
        if not step.open:
            assert "skipped" in row
            continue
        likely, plan_on = plan.forecast.ready[phase]
        assert f"{plan.forecast.hours[phase]:.0f} h" in row
        assert "◆" in row
        assert row.endswith(f"{likely:%b %y}  {plan_on:%b %y}")
    assert width == 40 or max(map(len, rows)) <= width


def test_a_phase_that_is_near_is_told_in_weeks(rated: Session) -> None:
    done = [task.id for task in rated.content.tasks.values() if task.phase == "P1"][:-1]
    for task in done:
        rated.move_task(task, "done")
    row = next(row for row in page(rated, 115).plain.splitlines() if row.startswith("P1 "))
    assert " wk" in row


def test_cards_that_are_all_done_leave_the_gate(rated: Session) -> None:
    for task in [task.id for task in rated.content.tasks.values() if task.phase == "P1"]:
        rated.move_task(task, "done")
    row = next(row for row in page(rated, 115).plain.splitlines() if row.startswith("P1 "))
    assert "every card is done: its gate closes it" in row


def test_the_users_date_comes_with_its_chance_and_three_levers(rated: Session) -> None:
    aim = rated.plan().forecast.aim
    assert aim is not None
    text = told(rated)
    assert "An offer by 21 August 2027:" in text
    assert len(aim.levers) == 3
    for lever in aim.levers:
        assert f"{percent(lever.chance)} {lever.text}" in text


def test_without_a_date_of_ones_own(started: Session) -> None:
    assert "You set none." in told(started)
    assert "your date" not in page(started, 75).plain


def test_the_assumptions_and_how_far_to_trust_them_are_in_sight(rated: Session) -> None:
    text = told(rated)
    for part in (
        "h ahead by your rated audit",
        "10 h as you said, all of them count",
        "80% of them get logged: assumed until 3 full weeks are over",
        "8, 16 or 30 weeks from applying to an offer",
        "No guide gives hours a week",
        "calibration, not validation",
    ):
        assert part in text


def test_in_the_first_week_nothing_moved_yet(rated: Session, walked: Walk) -> None:
    assert "Nothing to compare yet" in told(rated)
    assert "Nothing to compare yet" not in told(walked(rated, 1, 8))


def test_after_thin_weeks_it_says_what_moved_it_and_by_how_much(rated: Session, walked: Walk) -> None:
    session = walked(rated, 6, 3)
    change = session.plan().change
    assert change is not None
    parts = dict(change.parts)
    text = told(session)
    assert f"behind {parts['behind']:+.1f}, pace {parts['pace']:+.1f}" in text
    assert f"{change.before:.1f} -> {change.now:.1f} months" in text
    assert "pace Less of the planned hours gets logged than was assumed:" in text
    assert "measured over 6 full weeks" in text


def test_dates_that_are_held_say_so(rated: Session, walked: Walk) -> None:
    session = walked(rated, 4, 8)
    review = session.journey.reviews["w4"]
    today = session.plan().forecast
    likely, plan_on = today.likely + timedelta(days=12), today.plan_on + timedelta(days=40)
    session.commit("held", [replace(review, likely=likely, plan_on=plan_on)])
    text = told(session)
    assert f"You: likely {likely:%B %Y}, plan on {plan_on:%B %Y}." in text
    assert f"Today's own forecast is {today.likely:%B %Y} and {today.plan_on:%B %Y}." in text
    assert "one bad week is no new plan" in text


async def test_scrolls_by_line_and_page_and_keeps_its_place(rated: Session) -> None:
    async with MentorApp(rated).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        detail = screen.query_one("#forecast")
        await pilot.press("down", "j")
        assert detail.scroll_offset.y == 2
        await pilot.press("up")
        assert detail.scroll_offset.y == 1
        await pilot.press("space", "space", "space", "space", "space")
        await pilot.pause()
        assert "How far to trust it" in seen(pilot.app)
        screen.reload()
        await pilot.pause()
        assert detail.scroll_offset.y == detail.max_scroll_y
        await pilot.press(*["backspace"] * 5)
        assert detail.scroll_offset.y == 0


async def test_e_changes_the_hours_and_the_forecast_follows(rated: Session) -> None:
    async with MentorApp(rated).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        before = rated.plan().shown.likely
        await pilot.press("e")
        assert type(pilot.app.screen).__name__ == "ProfileScreen"
        await pilot.press("escape")
        assert rated.journey.profile is not None
        rated.set_profile(replace(rated.journey.profile, hours_per_week=20))
        await pilot.pause()
        pilot.app.screen.reload()  # type: ignore[attr-defined]
        await pilot.pause()
        likely = rated.plan().shown.likely
        assert likely < before
        assert f"likely {likely:%B %Y}" in seen(pilot.app)


@pytest.mark.parametrize("key", ["escape", "f"])
async def test_goes_back_where_it_was_opened(rated: Session, key: str) -> None:
    async with MentorApp(rated).run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        await pilot.press(key)
        assert "P1 Classical ML on real data" in seen(pilot.app)


async def test_the_palette_opens_it_once(rated: Session) -> None:
    async with MentorApp(rated).run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        stack = len(pilot.app.screen_stack)
        pilot.app.action_forecast()  # type: ignore[attr-defined]
        await pilot.pause()
        pilot.app.action_forecast()  # type: ignore[attr-defined]
        await pilot.pause()
        assert isinstance(pilot.app.screen, ForecastScreen)
        assert len(pilot.app.screen_stack) == stack + 1
        assert "Forecast" in [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]


@pytest.mark.parametrize("size", [(40, 12), (300, 90)])
async def test_odd_sizes_do_not_raise(rated: Session, size: tuple[int, int]) -> None:
    async with MentorApp(rated).run_test(size=size) as pilot:
        await opened(pilot)
        await pilot.press("space")
        assert seen(pilot.app)


def test_every_binding_has_an_id_a_label_and_a_tooltip() -> None:
    for binding in ForecastScreen.BINDINGS:
        assert isinstance(binding, Binding)
        assert all((binding.id, binding.description, binding.tooltip))
