"""What a user does in the Search: three lists, the line of entry, stages and outcomes, the forms."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from mentor.app import MentorApp
from mentor.errors import InputError
from mentor.journey.search import Application, Company, Message, Person
from mentor.screens import search_view
from mentor.screens.log_form import LogForm
from mentor.screens.search import SearchScreen
from mentor.screens.search_entry import Draft, _Line, read_any_day, read_entry
from mentor.screens.search_lists import SearchLists
from mentor.screens.search_text import head_lines
from mentor.session import Session
from mentor.widgets.choices import ChoiceLine
from mentor.widgets.dialogs import Choose
from mentor.widgets.filter import Filter
from mentor.widgets.lists import Rows
from mentor.widgets.long_list import LongList
from tests.conftest import TODAY
from tests.screens.keyboard import press, until
from tests.screens.seen import read_detail, seen
from tests.shelf import POISON, SHOWN_POISON

SIZES = [(80, 24), (120, 40)]


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def typed(text: str) -> list[str]:
    """A text as key presses."""
    return ["space" if one == " " else one for one in text]


@pytest.fixture
def bare(started: Session) -> Session:
    """A session that opens in the Search, with nothing in it."""
    started.remember("place", "search")
    return started


@pytest.fixture
def search(bare: Session) -> Session:
    """Three companies, people at two of them, applications at every kind of stand."""
    bare.commit(
        "a search",
        [
            Company("c1", "Acme", ago(40), type="vertical_saas", why="Their fraud team ships weekly"),
            Company("c2", "Example Co", ago(30)),
            Company("c3", "Sample Bank", ago(20), own_industry=True),
            Person("h1", "First Person", ago(20), "c1", met="a meetup", ask="How do features stay the same?"),
            Person("h2", "Second Person", ago(20), "c2", next="send the write-up", next_on=ago(3)),
            Person("h3", "Third Person", ago(20), "c1", last=ago(3)),
            Message("m1", "h1", ago(12), "Hello", sent=True),
            Application("a1", "ML engineer", ago(2), "cold", "c1", resume="v2"),
            Application("a2", "Platform engineer", ago(18), "referral", "c2", person="h2"),
            Application("a3", "Data engineer", ago(24), "cold", "c3"),
            Application("a4", "Applied ML engineer", ago(20), "warm", "c1", {"screen": ago(5)}),
            Application("a5", "Model owner", ago(40), "cold", "c2", {}, "rejected", ended=ago(9)),
            Application("a6", "Later role", ago(1), "cold", "c1", sent=False),
        ],
        auto=True,
    )
    return bare


def rows(pilot: Pilot[None]) -> LongList:
    return pilot.app.screen.query_one(LongList)


def application(session: Session, id_: str) -> Application:
    return session.journey.applications[id_]


# ---------------------------------------------------------------------------------------------------- without a screen


@pytest.mark.parametrize(
    ("line", "draft"),
    [
        ("Acme / ML engineer", Draft("ML engineer", TODAY, "Acme")),
        ("ML engineer", Draft("ML engineer", TODAY)),
        ("Acme / AI/ML engineer referral", Draft("AI/ML engineer", TODAY, "Acme", channel="referral")),
        ("Acme / ML engineer warm yesterday", Draft("ML engineer", ago(1), "Acme", channel="warm")),
        ("Acme / ML engineer 2026-11-03", Draft("ML engineer", date(2026, 11, 3), "Acme")),
        ("Acme / ML engineer later", Draft("ML engineer", TODAY, "Acme", sent=False)),
        ("Acme / Referral", Draft("Referral", TODAY, "Acme")),
        ("Acme / referral", Draft("referral", TODAY, "Acme")),
        ("transfer", Draft("transfer", TODAY)),
        ("Acme / / ML engineer", Draft("ML engineer", TODAY, "Acme")),
        ("Acme / ML engineer 2026-02-30", Draft("ML engineer 2026-02-30", TODAY, "Acme")),
        ("", Draft("", TODAY)),
    ],
)
def test_a_line_is_read_as_an_application(line: str, draft: Draft) -> None:
    assert read_entry(line, "applications", TODAY) == draft


def test_a_line_is_read_as_a_person_or_a_company() -> None:
    assert read_entry("Some One @ Acme / a meetup", "people", TODAY) == Draft("Some One", TODAY, "Acme", "a meetup")
    assert read_entry("Some One", "people", TODAY) == Draft("Some One", TODAY)
    assert read_entry(" Acme / Europe ", "companies", TODAY) == Draft("Acme / Europe", TODAY)


@pytest.mark.parametrize("width", [76, 116])
def test_the_head_counts_what_is_open_and_what_wants_a_word(search: Session, width: int) -> None:
    lists = SearchLists(search.content, search.journey, TODAY)
    text = "\n".join(row.plain for row in head_lines(lists.counts, width))
    assert "To send 1 > Applied 2 > Screen 1 > Technical 0 > Onsite 0 > Offer 0" in text
    assert "closed 2" in text
    assert "2 follow-ups due" in text
    assert "silence closes 1 within 7 days" in text
    assert "first target: 3 companies with one person each: 2 of 3" in text
    assert max(row.cell_length for row in head_lines(lists.counts, width)) <= width
    search.add_person("Somebody", "Sample Bank")
    lists = SearchLists(search.content, search.journey, TODAY)
    assert "first target" not in "".join(row.plain for row in head_lines(lists.counts, width))


@pytest.mark.parametrize(
    ("of", "order", "show", "words", "ids"),
    [
        ("applications", "latest move", "", "", "a6 a1 a4 a2 a3 a5"),
        ("applications", "furthest stage", "", "", "a4 a1 a2 a6 a3 a5"),
        ("applications", "company", "open only", "", "a4 a6 a1 a2"),
        ("applications", "closing first", "open only", "", "a2 a4 a1 a6"),
        ("applications", "latest move", "", "acme engineer", "a1 a4"),
        ("applications", "latest move", "", "no answer", "a3"),
        ("people", "due first", "", "", "h2 h1 h3"),
        ("people", "name", "", "", "h1 h2 h3"),
        ("people", "company", "", "", "h1 h3 h2"),
        ("people", "last contact", "", "", "h3 h1 h2"),
        ("people", "due first", "", "due", "h2 h1"),
        ("companies", "newest", "", "", "c3 c2 c1"),
        ("companies", "type", "", "", "c1 c2 c3"),
    ],
)
def test_lists_are_ordered_shown_and_filtered(
    search: Session, of: Any, order: str, show: str, words: str, ids: str
) -> None:
    lists = SearchLists(search.content, search.journey, TODAY)
    assert lists.keys(of, order, show, words) == ids.split()


def test_a_day_may_be_ahead() -> None:
    assert read_any_day(" Tomorrow", TODAY) == ago(-1)
    assert read_any_day("2026-12-01", TODAY) == date(2026, 12, 1)


@pytest.mark.parametrize("text", ["2026-02-30", "9999-12-31", "0001-01-01", "20261120", "2026-W01-1", "12 Nov", ""])
def test_what_is_no_day_of_a_journey_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"is no date|is not between"):
        read_any_day(text, TODAY)


# ---------------------------------------------------------------------------------------------------- places and lists


async def test_s_leads_to_the_search_from_every_place(bare: Session) -> None:
    bare.remember("place", "today")
    app = MentorApp(bare)
    async with app.run_test(size=(80, 24)) as pilot:
        for key in "tabpclh":
            await pilot.press(key)
            await until(pilot, lambda: app.current_mode != "search")
            await pilot.press("s")
            await until(pilot, lambda: app.current_mode == "search")


async def test_empty_lists_name_the_key_that_fills_them(bare: Session) -> None:
    async with MentorApp(bare).run_test(size=(80, 24)) as pilot:
        for key, words in (
            ("1", "n puts one down: Company / role"),
            ("2", "n puts somebody down"),
            ("3", "n puts one"),
        ):
            await pilot.press(key)
            await pilot.pause()
            text = seen(pilot.app)
            assert words in text
            assert "i import" in text
            for idle in ("filter", "order ", "write", "J more", "move on", "spoke"):
                assert idle not in text, idle
        assert "3 companies with one person each: 0 of 3" in seen(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_each_list_says_how_things_stand(search: Session, size: tuple[int, int]) -> None:
    async with MentorApp(search).run_test(size=size) as pilot:
        text = seen(pilot.app)
        for words in ("Acme / ML engineer", "applied, 2 days", "applied, 3 d left", "screen, 5 days", "to send"):
            assert words in text
        assert "no answer, 24 days" in text
        await pilot.press("2")
        await pilot.pause()
        text = seen(pilot.app)
        for words in ("next step due, 3 d", "follow up due, 2 d", "contact 3 days ago"):
            assert words in text
        await pilot.press("right")
        await pilot.pause()
        text = seen(pilot.app)
        for words in ("vertical SaaS", "own industry", "2 people", "3 of 3 open"):
            assert words in text
        assert max(map(len, text.splitlines())) <= size[0]


async def test_what_is_under_the_cursor_is_told_in_full(search: Session) -> None:
    async with MentorApp(search).run_test(size=(120, 40)) as pilot:
        rows(pilot).choose("a4")
        await pilot.pause()
        told = await read_detail(pilot)
        assert "sent 1 Nov > screen 16 Nov" in told
        assert "silence closes it after 7 Dec" in told
        assert "First Person, Third Person; m writes to them" in told
        await pilot.press("2")
        rows(pilot).choose("h1")
        await pilot.pause()
        assert "9 Nov, first message: no answer" in await read_detail(pilot)
        await pilot.press("3")
        rows(pilot).choose("c1")
        await pilot.pause()
        assert "Their fraud team ships weekly" in await read_detail(pilot)


async def test_the_keys_are_those_that_do_something_to_the_row(search: Session) -> None:
    async with MentorApp(search).run_test(size=(120, 40)) as pilot:
        for list_, row, there, idle in (
            ("1", "a1", ("> move on", "r result"), ("spoke",)),
            ("1", "a6", ("> move on",), ("r result",)),
            ("2", "h1", ("space spoke", "m message"), ("move on", "r result")),
            ("3", "c1", ("e edit",), ("move on", "spoke", "m message")),
        ):
            await pilot.press(list_)
            rows(pilot).choose(row)
            await pilot.pause()
            keys = seen(pilot.app).splitlines()[-1]
            assert all(one in keys for one in there), keys
            assert not any(one in keys for one in idle), keys


async def test_the_list_is_filtered_as_one_types_and_ordered_by_a_key(search: Session) -> None:
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        await pilot.press("f", *typed("acme eng"))
        await pilot.pause()
        assert "2 found" in seen(pilot.app)
        assert "Platform engineer" not in seen(pilot.app)
        await pilot.press("enter", "j")
        await pilot.pause()
        assert rows(pilot).chosen == "a4"
        await pilot.press("escape", "o", "o")
        await pilot.pause()
        assert "order: company" in seen(pilot.app)
        assert "Platform engineer" in seen(pilot.app)
        await pilot.press("d")
        await pilot.pause()
        assert "open only" in seen(pilot.app)
        assert "Model owner" not in seen(pilot.app)


async def test_only_rows_in_sight_are_drawn_of_fifteen_hundred(bare: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    bare.commit("many", [Application(f"a{n}", f"Role {n}", ago(n % 90)) for n in range(1, 1501)], auto=True)
    drawn = 0

    def count(*given: Any) -> Any:
        nonlocal drawn
        drawn += 1
        return draw(*given)

    draw = search_view.ROWS["applications"]
    monkeypatch.setitem(search_view.ROWS, "applications", count)
    async with MentorApp(bare).run_test(size=(80, 24)) as pilot:
        await pilot.press("j")
        await pilot.pause()
        drawn = 0
        await pilot.press("j")
        await pilot.pause()
        assert 0 < drawn <= 4
        await pilot.press("G")
        await pilot.pause()
        assert rows(pilot).cursor == 1499
        assert drawn < 60


# ---------------------------------------------------------------------------------------------------- putting down


async def test_ten_applications_are_put_down_with_one_key_each_beside_their_words(bare: Session) -> None:
    lines = [*(f"C{n} / MLE" for n in range(1, 9)), "C9 / MLE referral", "C10 / MLE later"]
    keys = ["n"]
    for line in lines:
        keys += [*typed(line), "enter"]
    keys.append("escape")
    assert len(keys) - sum(map(len, lines)) == 12
    async with MentorApp(bare).run_test(size=(80, 24)) as pilot:
        await press(pilot, keys[0])
        await press(pilot, *keys[1:])
        assert rows(pilot).has_focus
        assert rows(pilot).chosen == "a10"
        assert "To send 1 > Applied 9" in seen(pilot.app)
    made = bare.journey.applications
    assert {one.role for one in made.values()} == {"MLE"}
    assert (made["a9"].channel, made["a9"].sent, made["a10"].sent) == ("referral", True, False)
    assert len(bare.journey.companies) == 10


async def test_lines_that_come_in_one_burst_stay_apart(bare: Session) -> None:
    """As over a slow connection: the letters of the next line are there before enter is worked off."""
    async with MentorApp(bare).run_test(size=(80, 24)) as pilot:
        await press(pilot, "n")
        await press(pilot, *"Acme / MLE", "enter", *"Example Co / SRE referral", "enter")
        assert rows(pilot).chosen == "a2"
    made = bare.journey.applications
    assert [(one.role, one.channel) for one in made.values()] == [("MLE", "cold"), ("SRE", "referral")]


async def test_the_line_says_how_it_is_read_and_tab_changes_the_channel(search: Session) -> None:
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        await pilot.press("n", *typed("Acme / ML engineer"), "tab", "ctrl+t")
        await pilot.pause()
        assert "= Acme · ML engineer · warm contact · to send" in seen(pilot.app)
        await pilot.press("shift+tab", "ctrl+t", "enter")
        await pilot.pause()
        assert "a7 saved: Acme / ML engineer; a1 is the same and still open" in seen(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert rows(pilot).has_focus, "an empty line is the end"
    assert application(search, "a7").channel == "cold"


async def test_what_cannot_be_saved_stays_in_the_line(search: Session) -> None:
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "n", *typed("First Person"), "@", *typed("Acme"), "enter")
        await pilot.pause()
        assert "is on the list already" in seen(pilot.app)
        assert pilot.app.screen.query_one("#entry_text", Input).value == "First Person@Acme"
    assert len(search.journey.people) == 3


async def test_the_line_says_what_it_cannot_read(search: Session) -> None:
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        for text, told in (
            ("Acme / ML engineer 2026-02-30", "2026-02-30 is no date, and stands in the role."),
            ("Acme/ML engineer", "Company and role are parted by a / with a space beside it."),
        ):
            await pilot.press("n")
            pilot.app.screen.query_one("#entry_text", Input).value = text
            await pilot.pause()
            assert told in seen(pilot.app)
            await pilot.press("escape")
        await pilot.press("3", "n")
        pilot.app.screen.query_one("#entry_text", Input).value = " ACME "
        await pilot.press("enter")
        await pilot.pause()
        assert "Acme is on the list already: c1." in seen(pilot.app), "before its kind is asked"
    assert len(search.journey.companies) == 3


async def test_people_and_companies_are_put_down_too(bare: Session) -> None:
    async with MentorApp(bare).run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "n", *typed("Some One "), "@", *typed(" Acme / a meetup"), "enter", "escape")
        await pilot.pause()
        await pilot.press("3", "n", *typed("Example Co"), "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Choose)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "c2 saved: Example Co" in seen(pilot.app)
    person, company = bare.journey.people["h1"], bare.journey.companies["c2"]
    assert (person.name, person.company, person.met) == ("Some One", "c1", "a meetup")
    assert company.type == "vertical_saas"


# ---------------------------------------------------------------------------------------------------- what happened


async def test_enter_asks_what_happened_and_on_which_day(search: Session) -> None:
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        rows(pilot).choose("a1")
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "Screen: on which day?" in seen(pilot.app)
        pilot.app.screen.query_one(Input).value = "2026-11-31"
        await pilot.press("enter")
        await pilot.pause()
        assert "2026-11-31 is no date" in seen(pilot.app), "it is asked again"
        pilot.app.screen.query_one(Input).value = "2026-12-01"
        await pilot.press("enter")
        await pilot.pause()
        assert "screen on 1 Dec" in seen(pilot.app)
        await pilot.press("r", "enter")
        await pilot.pause()
        assert application(search, "a1").outcome == "rejected"
        await pilot.press("r", "enter")
        await pilot.pause()
        assert application(search, "a1").outcome == "open"


async def test_a_stage_on_and_back_by_one_key(search: Session) -> None:
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        rows(pilot).choose("a6")
        await pilot.press("greater_than_sign")
        assert application(search, "a6").sent
        await pilot.press("greater_than_sign", "greater_than_sign")
        assert application(search, "a6").stages == {"screen": TODAY, "technical": TODAY}
        await pilot.press("less_than_sign", "less_than_sign", "less_than_sign")
        assert not application(search, "a6").sent
        assert rows(pilot).chosen == "a6"
        rows(pilot).choose("a5")
        await pilot.press("less_than_sign")
        assert application(search, "a5").outcome == "open"


async def test_a_new_day_is_seen_while_the_program_stays_open(search: Session) -> None:
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        assert "closed 2" in seen(pilot.app)
        search.clock = search.clock._replace(day=ago(-4))
        pilot.app._watch()  # type: ignore[attr-defined]
        await pilot.pause()
        # a2 went out 18 days before today.
        assert "closed 3" in seen(pilot.app)
        assert "no answer, 22 days" in seen(pilot.app)


async def test_an_answer_opens_what_silence_had_closed(search: Session) -> None:
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        rows(pilot).choose("a3")
        await pilot.pause()
        assert "counts as a no since" in await read_detail(pilot)
        await pilot.press("greater_than_sign")
        await pilot.pause()
        assert "screen, today" in seen(pilot.app)
        await pilot.press("u")
        await pilot.pause()
        assert "no answer, 24 days" in seen(pilot.app)


async def test_space_notes_a_contact_an_answer_or_a_step_done(search: Session) -> None:
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "space")
        await pilot.pause()
        person = search.journey.people["h2"]
        assert (person.last, person.next, person.next_on) == (TODAY, "", None)
        rows(pilot).choose("h1")
        await pilot.press("space")
        await pilot.pause()
        assert search.journey.messages["m1"].answered == TODAY
        assert "follow-up" not in seen(pilot.app)


async def test_archived_rows_leave_the_list_and_come_back(search: Session) -> None:
    async with MentorApp(search).run_test(size=(80, 24), notifications=True) as pilot:
        rows(pilot).choose("a5")
        await pilot.press("x")
        await pilot.pause()
        assert application(search, "a5").archived
        assert "Model owner" not in seen(pilot.app)
        pilot.app.screen.go_to("a5")  # type: ignore[attr-defined]
        await pilot.pause()
        assert "Model owner (archived)" in seen(pilot.app)
        await pilot.press("x")
        assert not application(search, "a5").archived
        await pilot.press("X")
        assert "a5" not in search.journey.applications
        await pilot.press("u", "3")
        assert "a5" in search.journey.applications
        rows(pilot).choose("c1")
        await pilot.press("X")
        await pilot.pause()
        assert "Archive it instead" in seen(pilot.app)


# ---------------------------------------------------------------------------------------------------- the forms


async def test_an_application_is_changed_in_place(search: Session) -> None:
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        rows(pilot).choose("a1")
        await pilot.press("e")
        await pilot.pause()
        form = pilot.app.screen
        assert "? help" not in seen(pilot.app)
        form.query_one("#screen", Input).value = "2026-13-01"
        await pilot.press("enter")
        await pilot.pause()
        assert "2026-13-01 is no date; write it as 2026-11-21." in seen(pilot.app)
        form.query_one("#screen", Input).value = ""
        form.query_one("#ended", Input).value = "yesterday"
        await pilot.press("enter")
        await pilot.pause()
        assert "Choose how it ended." in " ".join(seen(pilot.app).split())
        form.query_one("#ended", Input).value = ""
        form.query_one("#screen", Input).value = "yesterday"
        form.query_one("#company", Input).value = "New Co"
        form.query_one("#channel", ChoiceLine).focus()
        await pilot.press("3")
        form.query_one("#note", TextArea).text = "Two rounds.\nAsk for the panel."
        await pilot.press("enter")
        await pilot.pause()
        assert "New Co / ML engineer" in seen(pilot.app)
    one = application(search, "a1")
    assert (one.channel, one.stages, one.company) == ("referral", {"screen": ago(1)}, "c4")
    assert one.note == "Two rounds.\nAsk for the panel."


async def test_a_person_and_a_company_are_changed_in_place(search: Session) -> None:
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        rows(pilot).choose("h3")
        await pilot.press("e")
        await pilot.pause()
        pilot.app.screen.query_one("#next", Input).value = "call"
        pilot.app.screen.query_one("#next_on", Input).value = "tomorrow"
        await pilot.press("enter", "3")
        rows(pilot).choose("c2")
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("tab", "3", "enter")
        await pilot.pause()
    assert (search.journey.people["h3"].next, search.journey.people["h3"].next_on) == ("call", ago(-1))
    assert search.journey.people["h3"].company == "c1"
    assert search.journey.companies["c2"].type == "mid_market"


async def test_a_form_stores_what_was_changed_in_it_alone(search: Session) -> None:
    """Meanwhile another window moves the application on."""
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        rows(pilot).choose("a1")
        await pilot.press("e")
        await pilot.pause()
        search.reach("a1", "screen")
        pilot.app.screen.query_one("#resume", Input).value = "v3"
        await pilot.press("enter")
        await pilot.pause()
    assert (application(search, "a1").resume, application(search, "a1").stages) == ("v3", {"screen": TODAY})


async def test_words_that_do_not_fit_on_a_line_go_on_the_next(search: Session) -> None:
    search.change_search(search.journey.companies["c3"], type="applied_titles")
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        rows(pilot).choose("c3")
        await pilot.press("e")
        await pilot.pause()
        text = seen(pilot.app)
        assert "1 not known" in text
        assert "7 demo shop  8 applied_titles" in text, "a kind that is none of these stays"
        assert next(row for row in text.splitlines() if "own field" in row).count("2 yes") == 1
        await pilot.press("enter")
    assert search.journey.companies["c3"].type == "applied_titles"


# ---------------------------------------------------------------------------------------------------- elsewhere


async def test_keys_lead_to_messages_ads_funnel_and_offers(search: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[str, ...]] = []
    for name in ("message", "advert", "funnel", "offers"):
        monkeypatch.setattr(MentorApp, f"action_{name}", lambda _, *given, name=name: opened.append((name, *given)))
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        rows(pilot).choose("a2")
        await pilot.press("m", "A", "F", "O")
        await pilot.pause()
        assert opened == [("message", "h2"), ("advert", "a2"), ("funnel",), ("offers",)]
        rows(pilot).choose("a4")
        await pilot.press("m")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Choose), "two people are known there"
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press("2", "enter")
        await pilot.pause()
        assert opened[4:] == [("message", "h3"), ("message", "h2")]


async def test_a_company_leads_to_what_is_there_and_to_more_of_it(search: Session) -> None:
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        rows(pilot).choose("c2")
        await pilot.press("enter", "down", "enter")
        await pilot.pause()
        assert rows(pilot).chosen == "a2"
        await pilot.press("3", "enter")
        await pilot.pause()
        assert pilot.app.screen.query_one(Rows).choose("apply")
        await pilot.press("enter", *typed("SRE"), "enter")
        await pilot.pause()
    assert (application(search, "a7").role, application(search, "a7").company) == ("SRE", "c2")


async def test_time_is_logged_for_what_is_under_the_cursor(search: Session) -> None:
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        rows(pilot).choose("a1")
        await pilot.press("plus")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LogForm)
        await pilot.press(*typed("20m"), "enter")
        await pilot.pause()
    (entry,) = search.journey.log.values()
    assert (entry.kind, entry.note, entry.minutes) == ("apply", "Acme / ML engineer", 20)


async def test_the_palette_finds_a_person_and_an_open_application(search: Session) -> None:
    search.remember("place", "today")
    app = MentorApp(search)
    async with app.run_test(size=(100, 30)) as pilot:
        for words, key in (("third", "h3"), ("application a2", "a2")):
            await pilot.press("ctrl+p", *typed(words), "enter")
            await pilot.pause()
            await pilot.pause()
            assert app.current_mode == "search"
            assert rows(pilot).chosen == key


async def test_a_list_goes_into_a_file_and_comes_out_of_one(search: Session, tmp_path: Path) -> None:
    async with MentorApp(search).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("3", "w")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = str(tmp_path / "out.csv")
        await pilot.press("enter")
        await pilot.pause()
        assert "Sample Bank" in (tmp_path / "out.csv").read_text("utf-8")
        (tmp_path / "in.csv").write_text("name,type\nNew Co,consulting\nAcme,\n", "utf-8")
        await pilot.press("i")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = str(tmp_path / "in.csv")
        await pilot.press("enter")
        await pilot.pause()
        assert "1 record taken" in seen(pilot.app)
        assert "row 3" in seen(pilot.app)
    assert search.journey.companies["c4"].name == "New Co"


@pytest.mark.parametrize("size", SIZES)
async def test_brackets_and_long_texts_are_letters_that_end_in_time(bare: Session, size: tuple[int, int]) -> None:
    bare.add_person(POISON, POISON, met=POISON, role="x" * 200)
    bare.apply("y" * 190, POISON, channel="referral", person="h1", note=f"{POISON}\n{POISON}")
    async with MentorApp(bare).run_test(size=size) as pilot:
        for key in "123":
            await pilot.press(key)
            await pilot.pause()
            text = seen(pilot.app)
            assert SHOWN_POISON[:8] in text
            assert "\x1b" not in text
            await pilot.press("e" if key == "1" else "enter")
            await pilot.pause()
            await pilot.press("escape")


async def test_a_click_moves_the_cursor_and_changes_the_list(search: Session) -> None:
    async with MentorApp(search).run_test(size=(120, 40)) as pilot:
        await pilot.click(LongList, offset=(8, 2))
        await pilot.pause()
        assert rows(pilot).cursor == 2
        await pilot.click("#names", offset=(22, 0))
        await pilot.pause()
        assert rows(pilot).chosen == "h2"


def test_every_binding_has_an_id_a_label_and_a_tooltip() -> None:
    for kind in (SearchScreen, Filter, _Line, ChoiceLine):
        for binding in kind.BINDINGS:
            assert isinstance(binding, Binding)
            assert all((binding.id, binding.description, binding.tooltip))
