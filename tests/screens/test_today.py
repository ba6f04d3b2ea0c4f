"""What a user can do on Today."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from mentor.app import MentorApp
from mentor.clock import Clock
from mentor.content import Content
from mentor.journey.records import Action, Profile, Why
from mentor.session import Session
from mentor.store.store import Store
from mentor.widgets.lists import Rows
from mentor.widgets.opening import way_to
from tests.conftest import NOW, TODAY
from tests.screens.seen import seen

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def today(started: Session) -> Session:
    """A session with an accepted first week."""
    started.ensure_week()
    return started


def later(session: Session, days: int) -> Session:
    """The same journey some days on, as a new start would open it."""
    clock = Clock(TODAY + timedelta(days=days), lambda: NOW + timedelta(days=days))
    return Session(session.content, Store(session.store.folder), clock)


@pytest.mark.parametrize("size", SIZES)
async def test_shows_the_week_and_the_reason(today: Session, size: tuple[int, int]) -> None:
    async with MentorApp(today).run_test(size=size) as pilot:
        await pilot.pause()
        text = seen(pilot.app)
    head = ("21 - 27 November", "0 h of 10 h logged", "Sat")
    for part in (*head, "gap", "rule", "done", "small", "P0", "closes when"):
        assert part in text
    for action in today.journey.actions.values():
        assert action.title.split()[0] in text
    assert "Guides: 12-18 months" in text


async def test_space_ticks_and_takes_the_tick_off(today: Session) -> None:
    async with MentorApp(today).run_test(size=(100, 30)) as pilot:
        await pilot.press("j", "space")
        assert today.journey.actions["w1.2"].done == TODAY
        assert "✓ " in seen(pilot.app)
        await pilot.press("space")
        assert today.journey.actions["w1.2"].done is None
        assert "✓ " not in seen(pilot.app)


async def test_undo_and_redo_a_tick(today: Session) -> None:
    async with MentorApp(today).run_test(size=(100, 30)) as pilot:
        await pilot.press("space", "u")
        assert today.journey.actions["w1.1"].done is None
        await pilot.press("ctrl+r")
        assert today.journey.actions["w1.1"].done == TODAY


async def test_the_reason_follows_the_cursor(today: Session) -> None:
    actions = today.journey.actions_of(today.journey.week)  # type: ignore[arg-type]
    async with MentorApp(today).run_test(size=(120, 40)) as pilot:
        for action in actions:
            await pilot.pause()
            assert action.done_when.split(",")[0][:30] in seen(pilot.app)
            await pilot.press("down")


async def test_w_shows_what_the_guides_say(today: Session) -> None:
    async with MentorApp(today).run_test(size=(160, 50)) as pilot:
        await pilot.press("j")
        assert "says" not in seen(pilot.app)
        await pilot.press("w")
        assert "says" in seen(pilot.app)


async def test_n_proposes_a_week_and_stores_nothing_until_it_is_taken(today: Session) -> None:
    today.rate_many(dict.fromkeys(today.content.areas, 3))
    before = today.journey.actions
    async with MentorApp(today).run_test(size=(100, 30)) as pilot:
        await pilot.press("n", "escape")
        assert today.journey.actions == before
        await pilot.press("n", "enter")
        assert list(today.journey.weeks) == ["w1"]
        assert today.journey.actions != before


async def test_a_week_that_is_over_says_so_and_n_plans_the_next(today: Session) -> None:
    next_week = later(today, 8)
    async with MentorApp(next_week).run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "This week is over" in seen(pilot.app)
        await pilot.press("n", "enter")
        await pilot.pause()
        assert "29 November - 5 December" in seen(pilot.app)
        assert "week 2" in seen(pilot.app)


async def test_ticking_logs_the_time(today: Session) -> None:
    async with MentorApp(today).run_test(size=(100, 30)) as pilot:
        await pilot.press("space")
        await pilot.pause()
        assert today.journey.log["w1.1"].minutes == 45
        assert "0 h 45 of 10 h logged" in seen(pilot.app)


async def test_e_changes_an_action(today: Session) -> None:
    async with MentorApp(today).run_test(size=(100, 30)) as pilot:
        await pilot.press("e", "end", *" twice", "tab", *[*["end"], *["backspace"] * 3], *"tue", "tab", "end")
        await pilot.press(*["backspace"] * 5, *"730", "enter")
        action = today.journey.actions["w1.1"]
        assert action.title.endswith("gaps twice")
        assert (f"{action.day:%a}", action.at) == ("Tue", "07:30")
        await pilot.press("u")
        assert not today.journey.actions["w1.1"].title.endswith("twice")


async def test_e_says_what_is_wrong_and_keeps_what_was_typed(today: Session) -> None:
    async with MentorApp(today).run_test(size=(100, 30)) as pilot:
        await pilot.press("e", "tab", "end", *["backspace"] * 3, *"someday", "enter")
        assert "Write a day of this week" in seen(pilot.app)
        assert "someday" in seen(pilot.app)
        await pilot.press("escape")
        assert today.journey.actions["w1.1"].day == TODAY


async def test_x_takes_an_action_off(today: Session) -> None:
    async with MentorApp(today).run_test(size=(100, 30)) as pilot:
        await pilot.press("x")
        assert "w1.1" not in today.journey.actions
        await pilot.press("u")
        assert "w1.1" in today.journey.actions


async def test_another_process_is_noticed_and_the_cursor_stays(today: Session) -> None:
    app = MentorApp(today)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("j", "j")
        other = later(today, 0)
        other.set_done(other.find_action("5"), done=True)
        app._watch()
        await pilot.pause()
        assert "✓ " in seen(app)
        assert app.screen.query_one(Rows).chosen == "w1.3"


@pytest.mark.parametrize("size", SIZES)
async def test_the_users_own_text_is_never_markup(
    content: Content, folder: Path, clock: Clock, size: tuple[int, int]
) -> None:
    session = Session(content, Store(folder), clock)
    industry = "x [/] [red]y \x1b]52;c;aGk=\x07 [@click=app.quit]z"
    session.set_profile(Profile("profile", "beginner", 10, TODAY, industry=industry))
    session.ensure_week()
    async with MentorApp(session).run_test(size=size) as pilot:
        await pilot.press("down", "down", "down", "w")
        text = seen(pilot.app)
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "[/]" in text


async def test_a_failed_save_is_told_and_nothing_changes(today: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    from mentor.errors import StoreError

    def fail(*_: object, **__: object) -> None:
        raise StoreError("journey.json could not be saved: No space left on device.", hint="Make room.")

    monkeypatch.setattr(today.store, "commit", fail)
    async with MentorApp(today).run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("space")
        await pilot.pause()
        assert "Make room." in seen(pilot.app)
    assert today.journey.actions["w1.1"].done is None


@pytest.mark.parametrize("size", [(60, 20), (40, 24), (60, 16)])
async def test_a_small_terminal_keeps_the_actions_and_drops_the_strip_first(
    today: Session, size: tuple[int, int]
) -> None:
    async with MentorApp(today).run_test(size=size) as pilot:
        await pilot.press("j")
        text = seen(pilot.app)
    assert "Sat" in text
    assert ("closes when" in text) is (size[1] >= 23)


OPENS = [
    ("design", {"opens": "prompt:DP02"}, "app.find('practice', 'prompt:DP02')"),
    ("practise", {"opens": "sql:SQ-E08"}, "app.find('practice', 'sql:SQ-E08')"),
    ("people", {"opens": "people"}, "app.find('search', 'people')"),
    ("search", {"opens": "funnel"}, "app.funnel"),
    ("search", {"opens": "adverts"}, "app.advert"),
    ("learn", {"task": "P1.2"}, "app.find('board', 'P1.2')"),
    ("project", {}, "app.place('portfolio')"),
    ("audit", {}, "app.place('audit')"),
    ("people", {}, "app.find('search', 'people')"),
    ("public", {}, ""),
]


@pytest.mark.parametrize(("kind", "fields", "way"), OPENS)
def test_what_an_action_is_done_with(kind: str, fields: dict[str, str], way: str) -> None:
    action = Action("w1.1", "w1", kind, "Do it", 20, TODAY, "done", "less", Why(""), **fields)  # type: ignore[arg-type]
    assert way_to(action) == way


async def test_o_opens_what_the_action_is_done_with(today: Session) -> None:
    async with MentorApp(today).run_test(size=(100, 30)) as pilot:
        people = next(one.id for one in today.journey.actions.values() if one.kind == "people")
        pilot.app.screen.query_one(Rows).choose(people)
        await pilot.press("o")
        await pilot.pause()
        assert pilot.app.current_mode == "search"


async def test_who_waits_for_a_word_stands_in_the_head(today: Session) -> None:
    today.add_person("N. N.", "Acme", next="call", next_on=TODAY)
    async with MentorApp(today).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "write to 1  s" in seen(pilot.app)
