"""What a user can do on the offers screen."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input

from mentor.app import MentorApp
from mentor.screens.offer_forms import AnswersForm, OfferForm
from mentor.screens.offers import OffersScreen
from mentor.screens.offers_text import offers_page
from mentor.session import Session
from tests.screens.seen import read_detail, seen

SIZES = [(80, 24), (120, 40)]
REGION = "secondary_metro"


@pytest.fixture
def search(started: Session) -> Session:
    started.remember("place", "search")
    return started


@pytest.fixture
def offered(search: Session) -> Session:
    """Four offers: two in one region, one remote, one in Canada."""
    search.add_offer("Acme / ML engineer", base=140_000, total=165_000, region=REGION)
    search.add_offer("Bcme / ML engineer", base=130_000, total=150_000, region=REGION)
    search.add_offer("Ccme / Analyst", total=190_000, region="remote")
    search.add_offer("Dcme / Analyst", base=100_000, region="canada")
    return search


async def opened(pilot: Pilot[None]) -> None:
    await pilot.pause()
    pilot.app.action_offers()  # type: ignore[attr-defined]
    await pilot.pause()
    assert isinstance(pilot.app.screen, OffersScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_without_an_offer_the_key_that_adds_one_is_named(search: Session, size: tuple[int, int]) -> None:
    async with MentorApp(search).run_test(size=size) as pilot:
        await opened(pilot)
        text = seen(pilot.app)
        assert "No offer yet. n puts one down" in text
        assert "n new" in text
        for idle in ("change", "d archived", "J more"):
            assert idle not in text
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, OffersScreen)


async def test_an_offer_is_put_down_in_a_form_and_held_against_the_guides(search: Session) -> None:
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(pilot.app.screen, OfferForm)
        await pilot.press(*"Acme", "tab", *"MLE", "tab")
        pilot.app.screen.query_one("#base", Input).value = "€140k"
        await pilot.press("enter")
        await pilot.pause()
        assert "amounts are US dollars" in " ".join(seen(pilot.app).split())
        pilot.app.screen.query_one("#base", Input).value = "140k"
        await pilot.press("tab", "tab", "3", "enter")
        await pilot.pause()
        offer = search.journey.offers["of1"]
        assert (offer.role, offer.base, offer.total, offer.region) == ("MLE", 140_000, None, REGION)
        text = seen(pilot.app)
        for part in ("› of1", "$140,000", "S3 Recruiter's guide", "within", "not given"):
            assert part in text, part


async def test_two_in_a_terminal_of_eighty_columns(offered: Session) -> None:
    """Three columns fit, and the arrows bring the others in."""
    async with MentorApp(offered).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        text = seen(pilot.app)
        assert "› of4" in text
        assert "Acme" not in text
        assert "< 1 more" in text
        await pilot.press("left", "left", "left", "left")
        await pilot.pause()
        text = seen(pilot.app)
        assert "› of1" in text
        assert "Dcme" not in text
        assert "1 more >" in text
        assert all(len(row) <= 80 for row in text.splitlines())


async def test_all_in_a_wide_one_and_what_follows(offered: Session) -> None:
    async with MentorApp(offered).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        text = seen(pilot.app)
        for part in ("of1", "of2", "of3", "› of4", "$190,000", "35,000 above", "* computed", "lacks base"):
            assert part in text, part
        assert "ahead" not in text.partition("answered")[0]
        for key in ("of3", "of4"):
            offered.archive_offer(key)
        pilot.app.screen.reload()  # type: ignore[attr-defined]
        await pilot.pause()
        assert "of1  ahead" in seen(pilot.app)
        detail = await read_detail(pilot)
        assert "of1 is at least as good as the other on base and on total." in detail
        assert "C29" in detail


def test_columns_grow_with_the_terminal_and_long_names_go_on_below(search: Session) -> None:
    search.add_offer("Acme / ML platform engineer", base=140_000, total=165_000, region=REGION)
    search.add_offer("株式会社の長い名前 / [bold]Senior[/] engineer", base=90_000, region="canada")
    for count, width, label, role in ((2, 75, 29, True), (2, 115, 37, True), (5, 115, 24, False)):
        for n in range(count - 2):
            search.add_offer(f"Bcme {n} / Analyst", base=100_000)
        found = search.compare_offers()
        table = [row.plain for row in offers_page(search, found, 0, 0, width).split("\n")]
        assert any("ML platform engineer" in row for row in table[:6]) is role
        row = next(one for one in table if one.startswith("region"))
        assert row.index("second metro") == label
        assert all(cell_len(one) <= width for one in table)
        names = next(one for one in table if one.startswith("company"))
        assert cell_len(names[: names.index("株")]) == row.index("Canada"), (
            "wide letters do not move what is beside them"
        )


async def test_what_another_window_changed_while_a_form_was_open_stays(offered: Session) -> None:
    async with MentorApp(offered).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("enter")
        await pilot.pause()
        offered.change_offer("of4", total=130_000)
        pilot.app.screen.query_one("#base", Input).value = "110k"
        await pilot.press("enter")
        await pilot.pause()
    assert (offered.journey.offers["of4"].base, offered.journey.offers["of4"].total) == (110_000, 130_000)


async def test_answers_about_equity_are_kept(offered: Session) -> None:
    async with MentorApp(offered).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("left", "left", "left", "o")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AnswersForm)
        await pilot.press(*"$2", "tab", *"four years", "enter")
        await pilot.pause()
        assert offered.journey.offers["of1"].answers == {"strike_price": "$2", "vesting": "four years"}
        assert "2 of 4" in seen(pilot.app)


async def test_changed_put_away_brought_back_and_removed(offered: Session) -> None:
    async with MentorApp(offered).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("enter")
        await pilot.pause()
        form = pilot.app.screen
        assert form.query_one("#company", Input).value == "Dcme"
        form.query_one("#total", Input).value = "90k"
        await pilot.press("enter")
        await pilot.pause()
        assert "would be under the base" in " ".join(seen(pilot.app).split())
        form.query_one("#total", Input).value = "120k"
        await pilot.press("enter")
        await pilot.pause()
        assert offered.journey.offers["of4"].total == 120_000
        await pilot.press("x")
        await pilot.pause()
        assert offered.journey.offers["of4"].archived
        assert "Dcme" not in seen(pilot.app)
        await pilot.press("d")
        await pilot.pause()
        assert "of4  archived" in seen(pilot.app)
        await pilot.press("x", "X")
        await pilot.pause()
        assert "of4" not in offered.journey.offers
        await pilot.press("u")
        await pilot.pause()
        assert not offered.journey.offers["of4"].archived


async def test_what_the_user_wrote_is_never_markup(search: Session) -> None:
    search.add_offer("x [/] / [red]y", base=140_000, note="[bold]\x1b[2Jz")
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        text = seen(pilot.app)
        assert "x [/]" in text
        assert "[red]y" in text
        assert "[bold][2Jz" in await read_detail(pilot)
