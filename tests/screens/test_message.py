"""What a user can do on the message screen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from mentor.app import MentorApp
from mentor.coach.outreach import kept_draft
from mentor.screens.message import MessageScreen
from mentor.session import Session
from tests.conftest import TODAY
from tests.screens.seen import read_detail, seen

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def search(started: Session) -> Session:
    """Somebody new, somebody written to long ago, somebody with an answer."""
    started.add_person("Nn Mm", "Acme", role="team lead", met="a meetup", ask="How do you test features?")
    started.add_person("Oo Mm", "Acme", ask="How?")
    started.send_message("h2", "Hi, how?", "first", TODAY - timedelta(12))
    started.add_person("Pp Mm", "Acme", ask="How?")
    started.send_message("h3", "Hi, how?", "first", TODAY - timedelta(5))
    started.answered("h3", TODAY - timedelta(1))
    started.remember("place", "search")
    return started


async def opened(pilot: Pilot[None], person: str) -> TextArea:
    await pilot.pause()
    pilot.app.action_message(person)  # type: ignore[attr-defined]
    await pilot.pause()
    assert isinstance(pilot.app.screen, MessageScreen)
    return pilot.app.screen.query_one(TextArea)


@pytest.mark.parametrize("size", SIZES)
async def test_the_draft_stands_with_its_length_and_what_to_see_to(search: Session, size: tuple[int, int]) -> None:
    async with MentorApp(search).run_test(size=size) as pilot:
        area = await opened(pilot, "h1")
        text = seen(pilot.app)
        for part in ("Nn Mm   team lead, Acme", "first message", "wording 1 of 3", "characters", "esc back", "C copy"):
            assert part in text, part
        assert area.text == search.message_drafts("h1", "first")[0].text
        detail = await read_detail(pilot)
        for part in ("Nothing in it contradicts", "met a meetup", "Nothing was sent yet", "SHRM"):
            assert part in detail, part


async def test_the_wordings_and_back_to_the_first(search: Session) -> None:
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        area = await opened(pilot, "h1")
        shown = [area.text]
        for _ in range(3):
            await pilot.press("n")
            shown.append(area.text)
        assert shown[:3] == [draft.text for draft in search.message_drafts("h1", "first")]
        assert shown[3] == shown[0]
    assert kept_draft(search.journey, "h1") is None


async def test_writing_counts_and_checks_at_every_key_and_is_kept(search: Session) -> None:
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        area = await opened(pilot, "h1")
        length = len(area.text)
        await pilot.press("enter", *" I led it")
        await pilot.pause()
        text = seen(pilot.app)
        assert f"{length + 9} characters" in text
        assert "Nothing recorded bears out: led" in text
        assert "your text" in text
        assert "esc done" in text
        assert "reword" not in text
        await pilot.press("escape")
        await pilot.pause()
        assert kept_draft(search.journey, "h1").text.endswith(" I led it")  # type: ignore[union-attr]
        await pilot.press("n")
        assert area.text == search.message_drafts("h1", "first")[0].text
        await pilot.press("n", "n", "n")
        assert area.text.endswith(" I led it")
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, MessageScreen)
        again = await opened(pilot, "h1")
        assert again.text.endswith(" I led it")
        await pilot.press("u")
        await pilot.pause()
        assert again.text == search.message_drafts("h1", "first")[0].text


async def test_a_text_that_is_emptied_is_no_draft(search: Session) -> None:
    search.draft_message("h1", "Mine", "first")
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        area = await opened(pilot, "h1")
        assert area.text == "Mine"
        await pilot.press("e", *["backspace"] * 4, "escape")
        await pilot.pause()
        assert kept_draft(search.journey, "h1") is None
        assert area.text == search.message_drafts("h1", "first")[0].text


async def test_sent_is_noted_and_the_reminder_is_next(search: Session) -> None:
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        area = await opened(pilot, "h1")
        text = area.text
        await pilot.press("S")
        await pilot.pause()
        message = next(one for one in search.journey.messages.values() if one.person == "h1")
        assert (message.text, message.kind, message.sent, message.on) == (text, "first", True, TODAY)
        assert search.journey.people["h1"].last == TODAY
        assert "follow-up" in seen(pilot.app)
        await pilot.press("S")
        await pilot.pause()
        assert "Note it as sent all the same?" in seen(pilot.app)
        await pilot.press("n")
        await pilot.pause()
        assert len([one for one in search.journey.messages.values() if one.person == "h1"]) == 1
        await pilot.press("u")
        await pilot.pause()
        assert "first message" in seen(pilot.app)
        assert area.text == text


async def test_an_answer_turns_the_reminder_into_thanks(search: Session) -> None:
    async with MentorApp(search).run_test(size=(120, 40)) as pilot:
        area = await opened(pilot, "h2")
        assert "my question of 9 November" in area.text
        await pilot.press("r")
        await pilot.pause()
        assert search.journey.messages["m1"].answered == TODAY
        assert "thank you" in area.text
        assert "answered 21 Nov: Hi, how?" in await read_detail(pilot)
        assert "r reply" not in seen(pilot.app), "nothing waits for an answer any more"


async def test_what_it_is_for_can_be_chosen_from_what_makes_sense(search: Session) -> None:
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        area = await opened(pilot, "h3")
        await pilot.press("o")
        await pilot.pause()
        text = seen(pilot.app)
        assert "Ask for a referral" in text
        assert "Follow-up" not in text
        await pilot.press("G", "enter")
        await pilot.pause()
        assert area.text == search.message_drafts("h3", "referral")[0].text
        await pilot.press("S")
        await pilot.pause()
        assert next(reversed(search.journey.messages.values())).kind == "referral"


async def test_copying_gives_the_text_and_removing_takes_the_draft(search: Session) -> None:
    search.draft_message("h1", "Mine, how?", "first")
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "h1")
        await pilot.press("C")
        assert pilot.app.clipboard == "Mine, how?"
        await pilot.press("X")
        await pilot.pause()
        assert kept_draft(search.journey, "h1") is None


async def test_somebody_who_is_removed_elsewhere_closes_the_screen(search: Session) -> None:
    other = Session(search.content, type(search.store)(search.store.folder), search.clock)
    async with MentorApp(search).run_test(size=(80, 24)) as pilot:
        await opened(pilot, "h1")
        other.remove_search("people", "h1")
        pilot.app.screen.reload()  # type: ignore[attr-defined]
        await pilot.pause()
        assert not isinstance(pilot.app.screen, MessageScreen)


async def test_what_somebody_is_called_is_never_markup(started: Session) -> None:
    started.add_person("x [/] [red]", "[b]", ask="[bold]\x1b[2J how [/]?")
    started.remember("place", "search")
    async with MentorApp(started).run_test(size=(80, 24)) as pilot:
        area = await opened(pilot, "h1")
        assert "x [/] [red]   [b]" in seen(pilot.app)
        assert "\x1b" not in area.text
        await pilot.press("S")
        await pilot.pause()
        assert "[bold][2J how [/]?" in await read_detail(pilot)
