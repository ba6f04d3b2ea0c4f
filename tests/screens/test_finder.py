"""What a user can do with the search over everything."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from mentor.app import MentorApp
from mentor.screens.finder import Finder
from mentor.session import Session
from mentor.widgets.lists import Rows
from tests.screens.seen import seen
from tests.shelf import POISON

SIZES = [(80, 24), (120, 40)]
ENTRY = "entry:time-engineer"


def rows(pilot: Pilot[None], name: str) -> Rows:
    return pilot.app.screen.query_one(f"#{name}", Rows)


async def looked_for(pilot: Pilot[None], *words: str) -> None:
    """The search with some words typed."""
    keys: list[str] = []
    for word in words:
        keys += [*(["space"] if keys else []), *word]
    await pilot.pause()
    await pilot.press("slash", *keys)
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["t", "a", "b", "p", "l"])
async def test_the_search_opens_from_every_place_and_filters_at_each_key(
    reader: Session, key: str, size: tuple[int, int]
) -> None:
    async with MentorApp(reader).run_test(size=size) as pilot:
        await pilot.press("t" if key == "l" else "l", key)
        await looked_for(pilot, "zebr")
        text = seen(pilot.app)
        assert "1 found" in text
        assert "Months for a backend engineer" in text
        assert "entry" in text
        await pilot.press("x", "q")
        await pilot.pause()
        assert "Nothing. Near zebrxq:" in seen(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, Finder)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("words", "mode", "pane", "chosen"),
    [
        (("zebra", "crosing"), "library", "entries", ENTRY),
        (("A07.2",), "audit", "areas", None),
        (("P1.2",), "board", "cards", "P1.2"),
        (("R01",), "library", "entries", "criterion:R01"),
        (("S2-056",), "library", "entries", ENTRY),
        (("C01",), "library", "entries", ENTRY),
        (("C15",), "library", "entries", "rule:C15"),
        (("S3-028",), "library", "entries", "fact:S3-028"),
    ],
)
async def test_enter_goes_to_the_thing(
    reader: Session, words: tuple[str, ...], mode: str, pane: str, chosen: str | None, size: tuple[int, int]
) -> None:
    reader.remember("place", "today")
    app = MentorApp(reader)
    async with app.run_test(size=size) as pilot:
        await looked_for(pilot, *words)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert app.current_mode == mode
        wanted = chosen or reader.content.area_of[words[0]].id
        assert rows(pilot, pane).chosen == wanted


async def test_a_criterion_is_found_in_the_portfolio_once_a_project_has_it(reader: Session) -> None:
    reader.add_project("rag", "Contracts")
    app = MentorApp(reader)
    async with app.run_test(size=(80, 24)) as pilot:
        await looked_for(pilot, "R01")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert app.current_mode == "portfolio"
        assert rows(pilot, "checklist").chosen == "R01"


async def test_arrows_choose_among_the_hits_while_typing_goes_on(reader: Session) -> None:
    async with MentorApp(reader).run_test(size=(80, 24)) as pilot:
        await looked_for(pilot, "pytorch")
        await pilot.press("down", "down")
        await pilot.pause()
        assert pilot.app.screen.query_one(Rows).highlighted == 2
        await pilot.press("backspace")
        await pilot.pause()
        assert pilot.app.screen.query_one(Input).value == "pytorc"
        assert pilot.app.screen.query_one(Rows).highlighted == 0
        await pilot.press("pagedown", "pageup", "up")
        assert pilot.app.screen.query_one(Rows).highlighted == 0


async def test_a_long_fact_is_cut_where_the_match_can_be_seen(reader: Session) -> None:
    async with MentorApp(reader).run_test(size=(80, 24)) as pilot:
        await looked_for(pilot, "silver", "medals")
        found = [row for row in seen(pilot.app).splitlines() if "ten silver medals" in row]
        assert {row.strip()[0] for row in found} == {"…"}


async def test_words_that_never_stand_together_are_told(reader: Session) -> None:
    async with MentorApp(reader).run_test(size=(120, 40)) as pilot:
        await looked_for(pilot, "zebra", "kaggle")
        assert "Nothing holds all of it. Alone: zebra 1, kaggle" in seen(pilot.app)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Finder)


async def test_brackets_in_the_search_are_letters(reader: Session) -> None:
    async with MentorApp(reader).run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = POISON
        await pilot.pause()
        assert "[/]" in seen(pilot.app)
        pilot.app.screen.query_one(Input).value = "poisoned [/]"
        await pilot.pause()
        assert "Poisoned x [/] [red]" in seen(pilot.app)
        assert "\x1b" not in seen(pilot.app)


async def test_no_search_before_the_first_questions(session: Session) -> None:
    async with MentorApp(session).run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, Finder)


async def test_the_palette_finds_an_entry_and_the_search(reader: Session) -> None:
    reader.remember("place", "today")
    app = MentorApp(reader)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+p", *"time-engineer", "enter")
        await pilot.pause()
        await pilot.pause()
        assert app.current_mode == "library"
        assert rows(pilot, "entries").chosen == ENTRY
        await pilot.press("ctrl+p", *"search everything", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Finder)
