"""The full screen over a record that cannot be changed, that others change, that is damaged."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mentor.app import MentorApp
from mentor.cli import screen
from mentor.cli.context import Context
from mentor.clock import Clock
from mentor.session import Session
from mentor.store.backups import backups
from mentor.store.store import Store
from mentor.store.trouble import DamagedError
from mentor.widgets.lists import Rows
from tests.screens.seen import seen


@pytest.fixture
def today(started: Session) -> Session:
    started.ensure_week()
    return started


def again(session: Session) -> Session:
    """The same journey as a new start would open it."""
    return Session(session.content, Store(session.store.folder), session.clock)


def told(app: MentorApp) -> list[str]:
    """The messages on the screen, whole."""
    return [notification.message for notification in app._notifications]


def of_a_newer_program(session: Session) -> Session:
    session.store.fold()
    path = session.store.path
    path.write_bytes(path.read_bytes().replace(b'"version":2', b'"version":3', 1))
    return again(session)


@pytest.mark.parametrize("place", ["t", "a", "b", "p"])
async def test_a_newer_file_is_shown_and_says_that_it_cannot_be_changed(today: Session, place: str) -> None:
    title = today.current_week().actions[0].title
    newer = of_a_newer_program(today)
    before = newer.store.path.read_bytes()
    app = MentorApp(newer)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        assert title[:25] in seen(app)
        assert "read only" in seen(app)
        assert any("written by a newer mentor" in message for message in told(app))
        await pilot.press(place)
        await pilot.pause()
        assert "read only" in seen(app)
    assert newer.store.path.read_bytes() == before


async def test_a_tick_on_a_newer_file_is_refused_and_told(today: Session) -> None:
    newer = of_a_newer_program(today)
    app = MentorApp(newer)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("space")
        await pilot.pause()
        assert any("Upgrade mentor to change it" in message for message in told(app))
    assert not any(action.done for action in again(today).current_week().actions)


async def test_a_week_that_is_over_is_planned_on_the_screen_alone(today: Session) -> None:
    newer = of_a_newer_program(today)
    later = Session(newer.content, newer.store, Clock(today.today.replace(month=12, day=20), today.clock.now))
    before = newer.store.path.read_bytes()
    app = MentorApp(later)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "20 December" in seen(app) or "over" in seen(app)
    assert newer.store.path.read_bytes() == before


async def test_what_an_earlier_session_did_can_be_taken_back(today: Session) -> None:
    async with MentorApp(today).run_test(size=(100, 30)) as pilot:
        await pilot.press("space")
        await pilot.pause()
    assert today.current_week().actions[0].done
    app = MentorApp(again(today))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("u")
        await pilot.pause()
        assert "Taken back: done:" in seen(app)
        assert not any(action.done for action in again(today).current_week().actions)
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert again(today).current_week().actions[0].done


async def test_another_windows_change_shows_and_the_cursor_stays(today: Session) -> None:
    app = MentorApp(today)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("down", "down")
        chosen = app.screen.query_one(Rows).chosen
        other = again(today)
        other.set_done(other.find_action("1"), done=True)
        assert "✓" not in seen(app)
        app._watch()
        await pilot.pause()
        assert "✓" in seen(app)
        assert app.screen.query_one(Rows).chosen == chosen


async def test_an_undo_of_what_another_window_changed_since_is_told(today: Session) -> None:
    app = MentorApp(today)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("space")
        await pilot.pause()
        other = again(today)
        other.set_done(other.find_action("1"), done=False)
        await pilot.press("u")
        await pilot.pause()
        assert "changed elsewhere" in seen(app)
    assert not again(today).current_week().actions[0].done


async def test_the_days_backup_is_made_while_the_screen_is_open(today: Session) -> None:
    app = MentorApp(today)
    async with app.run_test(size=(80, 24)):
        assert backups(today.store.folder) == []
        app._keep_house()
        assert [one.at for one in backups(today.store.folder)] == [today.clock.now()]


@pytest.fixture
def damaged(today: Session) -> Context:
    today.rate("sql", 3)
    log = today.store.folder / "journey.log"
    log.write_bytes(log.read_bytes().replace(b'"label":"rate sql"', b'"label":"rate sqx"'))
    return Context(str(today.store.folder), clock=Clock(None, lambda: datetime(2026, 11, 21, 9, tzinfo=UTC)))


@pytest.mark.parametrize("answer", ["y", "YES "])
def test_damaged_files_are_offered_to_go_on_with(damaged: Context, monkeypatch, capsys, answer: str) -> None:
    opened: list[Session] = []
    monkeypatch.setattr("builtins.input", lambda _: answer)
    monkeypatch.setattr("mentor.app.run", lambda session, **_: opened.append(session) or 0)
    assert screen.run(damaged) == 0
    (session,) = opened
    assert session.journey.week is not None
    assert "sql" not in session.journey.ratings
    said = capsys.readouterr().err
    assert "Missing: the change in line" in said
    assert "damaged" in said
    assert list(damaged.folder().joinpath("damaged").iterdir())


@pytest.mark.parametrize("answer", ["", "n", "what?"])
def test_without_a_yes_damaged_files_stay_as_they_are(damaged: Context, monkeypatch, answer: str) -> None:
    log = damaged.folder() / "journey.log"
    before = log.read_bytes()
    monkeypatch.setattr("builtins.input", lambda _: answer)
    with pytest.raises(DamagedError):
        screen.run(damaged)
    assert log.read_bytes() == before
    assert not damaged.folder().joinpath("damaged").exists()
