"""What a user can do in the Library."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from mentor.app import MentorApp
from mentor.screens.library import LibraryScreen
from mentor.session import Session
from mentor.store.store import Store
from mentor.widgets.lists import Rows
from tests.screens.seen import seen
from tests.shelf import SHOWN_POISON, small_library

SIZES = [(80, 24), (120, 40)]
ENTRY = "entry:time-engineer"


def rows(pilot: Pilot[None], name: str) -> Rows:
    return pilot.app.screen.query_one(f"#{name}", Rows)


async def opened(pilot: Pilot[None], key: str) -> None:
    """The Library with a page open."""
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, LibraryScreen)
    screen.go_to(key)
    await pilot.pause()


async def whole(pilot: Pilot[None]) -> str:
    """All of the page, scrolled through, on one line."""
    page = pilot.app.screen.query_one("#detail")
    shown: list[str] = []
    for top in range(0, page.max_scroll_y + page.region.height, page.region.height):
        page.scroll_to(y=top, animate=False, immediate=True)
        await pilot.pause()
        x, y, width, _ = page.region
        rows = [row[x : x + width - 1].strip() for row in seen(pilot.app).splitlines()[y : page.region.bottom]]
        shown += rows[max(top - round(page.scroll_offset.y), 0) :]
    return " ".join(" ".join(shown).split())


# ---------------------------------------------------------------------- shelves and pages


@pytest.mark.parametrize("size", SIZES)
async def test_l_opens_the_library_with_every_shelf(reader: Session, size: tuple[int, int]) -> None:
    reader.remember("place", "today")
    app = MentorApp(reader)
    async with app.run_test(size=size) as pilot:
        await pilot.press("l")
        await pilot.pause()
        assert app.current_mode == "library"
        text = seen(app)
        for part in ("How long", "Pay", "Questions", "Disagreements", "Project checklist", "Further facts"):
            assert part in text
        for key in ("⏎ open", "/ search", "? help"):
            assert key in text


@pytest.mark.parametrize("size", SIZES)
async def test_a_card_shows_question_answer_and_how_it_is_asked(reader: Session, size: tuple[int, int]) -> None:
    card = reader.content.cards["ML02"]
    async with MentorApp(reader).run_test(size=size) as pilot:
        await opened(pilot, "card:ML02")
        text = await whole(pilot)
        for part in (card.question, card.answer, card.shows):
            assert part in text
        await pilot.press("o")
        await pilot.pause()
        assert f"Audit: {reader.content.areas[card.area].title}" in seen(pilot.app)


async def test_a_wide_terminal_shows_three_panes_that_follow_the_cursor(reader: Session) -> None:
    async with MentorApp(reader).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        text = seen(pilot.app)
        assert "Months for a backend engineer" in text
        assert "The zebra crossing" in text
        await pilot.press("down")
        await pilot.pause()
        assert "All bands on one scale" in seen(pilot.app)
        await pilot.press("enter", "down")
        await pilot.pause()
        assert "S3 gives $135,000 to $175,000" in seen(pilot.app)


async def test_a_narrow_one_opens_with_enter_and_goes_back_with_escape(reader: Session) -> None:
    async with MentorApp(reader).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Months for a backend" not in seen(pilot.app)
        await pilot.press("enter")
        assert "Months for a backend engineer" in seen(pilot.app)
        assert "zebra" not in seen(pilot.app)
        await pilot.press("enter")
        assert "The zebra crossing" in seen(pilot.app)
        await pilot.press("escape")
        assert "zebra" not in seen(pilot.app)
        await pilot.press("escape")
        assert "Disagreements" in seen(pilot.app)
        await pilot.press("escape")
        assert "Disagreements" in seen(pilot.app)


async def test_right_and_left_do_the_same(reader: Session) -> None:
    async with MentorApp(reader).run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "right")
        assert "The zebra crossing" in seen(pilot.app)
        await pilot.press("left", "left")
        assert "Disagreements" in seen(pilot.app)


async def test_making_the_terminal_wide_brings_the_panes_back(reader: Session) -> None:
    async with MentorApp(reader).run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter")
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        text = seen(pilot.app)
        assert "Disagreements" in text
        assert "The zebra crossing" in text


@pytest.mark.parametrize("size", SIZES)
async def test_a_page_tells_all_it_carries(reader: Session, size: tuple[int, int]) -> None:
    async with MentorApp(reader).run_test(size=size) as pilot:
        await opened(pilot, ENTRY)
        flat = await whole(pilot)
        assert "The zebra crossing stands only here." in flat
        for part in ("when You write services", "months 9-15", "cost $15,000", "provider nobody", "caution Ask what"):
            assert part in flat
        for part in ("S2 Applied AI path", "S2-056 Backend engineers need 3-6 months", "S0-046", "S4-036"):
            assert part in flat
        for part in ("The guides disagree: How long for a software engineer", "S1 9-12 until ready", "C01 Backend"):
            assert part in flat
        assert "Your level: Evaluation methodology" in flat
        assert "you 1 of 3" in flat
        assert "On your board P1.2" in flat
        assert ": to do" in flat
        assert flat.endswith("As of 2026.")


async def test_an_example_shows_its_weak_and_its_strong_form(reader: Session) -> None:
    async with MentorApp(reader).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "entry:faq-bullet")
        flat = await whole(pilot)
        assert "weak Worked on models. strong Cut false alarms by a third." in flat


async def test_the_state_of_a_card_is_the_one_on_the_board(reader: Session) -> None:
    reader.move_task("P1.2", "doing")
    async with MentorApp(reader).run_test(size=(120, 40)) as pilot:
        await opened(pilot, ENTRY)
        assert ": under way" in await whole(pilot)


async def test_arrows_scroll_an_open_page(reader: Session) -> None:
    async with MentorApp(reader).run_test(size=(80, 24)) as pilot:
        await opened(pilot, ENTRY)
        await pilot.press("down", "down", "j")
        await pilot.pause()
        assert pilot.app.screen.query_one("#detail").scroll_offset.y == 3


@pytest.mark.parametrize("size", SIZES)
async def test_disagreements_have_a_shelf_of_their_own(reader: Session, size: tuple[int, int]) -> None:
    async with MentorApp(reader).run_test(size=size) as pilot:
        await opened(pilot, "rule:C15")
        assert "C15 PyTorch or TensorFlow?" in seen(pilot.app) or size[0] == 80
        flat = await whole(pilot)
        assert "The guides disagree: PyTorch or TensorFlow?" in flat
        assert flat.count("roadmap") > 1


async def test_the_checklist_can_be_read_without_a_project(reader: Session) -> None:
    async with MentorApp(reader).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "criterion:R01")
        flat = await whole(pilot)
        assert reader.content.criteria["R01"].title in flat
        assert "shipped every project" in flat


async def test_a_fact_is_brought_into_view_on_the_page_that_carries_it(reader: Session) -> None:
    async with MentorApp(reader).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "fact:S4-036")
        await pilot.pause()
        assert "S4-036   " in seen(pilot.app)
        assert pilot.app.screen.query_one("#detail").scroll_offset.y > 0


# ---------------------------------------------------------------------- pay


@pytest.mark.parametrize("size", SIZES)
async def test_bands_stand_on_one_scale_told_apart_by_pattern_and_word(reader: Session, size: tuple[int, int]) -> None:
    async with MentorApp(reader).run_test(size=size) as pilot:
        await opened(pilot, "bands:pay")
        text = seen(pilot.app)
        await pilot.press(*["J"] * 5)
        text += seen(pilot.app)
        bars = {fill: next(row for row in text.splitlines() if f"·{fill}" in row) for fill in "█▒╌"}
        # 100-200k of base ends on the scale where 200-400k of total compensation begins.
        assert abs(bars["█"].rindex("█") + 1 - bars["▒"].index("▒")) <= 1
        for part in ("$100,000-$200,000 base pay", "$200,000-$400,000 total compensation", "$120,000 basis not stated"):
            assert part in text
        assert text.index("First job") < text.index("Senior") < text.index("Neighbouring careers")
        assert "← your region" in text


async def test_without_a_salary_file_there_is_no_such_page(reader: Session, tmp_path: Path) -> None:
    content = small_library(tmp_path / "content")
    (content.folder / "salary.toml").unlink()
    async with MentorApp(Session(content, reader.store, reader.clock)).run_test(size=(120, 40)) as pilot:
        await pilot.press("down")
        await pilot.pause()
        assert "First job: base pay" in seen(pilot.app)
        assert "All bands" not in seen(pilot.app)


# ---------------------------------------------------------------------- marks, copies, reasons


async def test_f_marks_a_favourite_that_stays_and_undo_takes_it_back(reader: Session) -> None:
    async with MentorApp(reader).run_test(size=(120, 40)) as pilot:
        await opened(pilot, ENTRY)
        assert "Favourites" not in seen(pilot.app)
        await pilot.press("f")
        await pilot.pause()
        text = seen(pilot.app)
        assert "★ Favourites" in text
        assert "★ Months for a backend" in text
        assert rows(pilot, "entries").chosen == ENTRY
    async with MentorApp(Session(reader.content, Store(reader.store.folder), reader.clock)).run_test(
        size=(120, 40)
    ) as pilot:
        await pilot.pause()
        assert rows(pilot, "shelves").chosen == "favourites"
        assert "Months for a backend engineer" in seen(pilot.app)
        await pilot.press("u")
        await pilot.pause()
        assert "Favourites" not in seen(pilot.app)


async def test_f_takes_the_mark_off_again(reader: Session) -> None:
    async with MentorApp(reader).run_test(size=(80, 24)) as pilot:
        await opened(pilot, ENTRY)
        await pilot.press("f", "f")
        assert not [key for key in reader.journey.notes if key.startswith("favourite")]


async def test_c_copies_the_page_with_its_sources_and_nothing_of_the_users(reader: Session) -> None:
    async with MentorApp(reader).run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, ENTRY)
        await pilot.press("C")
        await pilot.pause()
        copied = pilot.app.clipboard
        for part in ("Months for a backend engineer", "S2-056", "S2 Applied AI path", "As of 2026."):
            assert part in copied
        assert "Your level" not in copied
        assert "On your board" not in copied
        assert "Copied" in seen(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_y_says_why_the_page_is_there(reader: Session, size: tuple[int, int]) -> None:
    reader.move_task("P1.2", "doing")
    async with MentorApp(reader).run_test(size=size) as pilot:
        await opened(pilot, ENTRY)
        await pilot.press("y")
        await pilot.pause()
        flat = " ".join(seen(pilot.app).split())
        assert "Why you see this" in flat
        assert "card P1.2" in flat or "week P1.2" in flat
        assert "rule C01 sets your months" in flat
        await pilot.press("escape")
        await pilot.pause()
        assert "The zebra crossing" in seen(pilot.app)


async def test_y_says_so_where_a_page_is_for_everybody(reader: Session) -> None:
    async with MentorApp(reader).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "entry:faq-bullet")
        await pilot.press("y")
        assert "It stands here for everybody." in seen(pilot.app)


async def test_o_goes_to_a_card_tied_to_the_page(reader: Session) -> None:
    app = MentorApp(reader)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, ENTRY)
        await pilot.press("o")
        await pilot.pause()
        assert "Board: P1.2" in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert app.current_mode == "board"
        assert rows(pilot, "cards").chosen == "P1.2"


async def test_a_poisoned_page_is_shown_as_it_is(reader: Session) -> None:
    async with MentorApp(reader).run_test(size=(120, 40)) as pilot:
        await opened(pilot, "entry:time-poison")
        text = seen(pilot.app)
        assert "\x1b" not in text
        assert "\x07" not in text
        assert SHOWN_POISON in text
        await pilot.press("C", "y", "f")
        await pilot.pause()
        assert "\x1b" not in pilot.app.clipboard + seen(pilot.app)


async def test_the_library_keeps_few_widgets(reader: Session) -> None:
    async with MentorApp(reader).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert len(pilot.app.screen.query("*")) < 20


async def test_a_disagreement_says_which_side_is_the_users_and_why(started: Session) -> None:
    started.remember("place", "library")
    async with MentorApp(started).run_test(size=(120, 40)) as pilot:
        await opened(pilot, "rule:C13")
        text = await whole(pilot)
        assert "Docker and Kubernetes are both required of you." in text
        assert "Because you aim at platform work." in text
