"""Messages to people: drafts that are kept, what was sent, what was answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from mentor.clock import Clock
from mentor.content.outreach import DRAFT_KINDS, DraftKind
from mentor.errors import InputError
from mentor.session import Session
from mentor.store.store import Store
from tests.conftest import NOW, TODAY
from tests.session.steps import one_step


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


@pytest.fixture
def search(started: Session) -> Session:
    """Somebody to whom a first message went out twelve days ago, somebody new, and a draft to a third."""
    started.add_person("Nn Mm", "Acme", ask="How do you test features?", next="write", next_on=days(-2))
    started.add_person("Oo Mm", "Acme")
    started.add_person("Pp Mm")
    started.send_message("h1", "How?", "first", days(-12))
    started.draft_message("h3", "A beginning", "first")
    return started


@pytest.fixture
def other(search: Session) -> Session:
    """The same journey in another terminal."""
    return Session(search.content, Store(search.store.folder), search.clock)


CHANGES: dict[str, tuple[str, Callable[[Session], object]]] = {
    "a draft": ("keep a draft to h2", lambda s: s.draft_message("h2", "Hi", "first")),
    "another draft": ("keep a draft to h3", lambda s: s.draft_message("h3", "Hi there", "first")),
    "no draft": ("drop the draft to h3", lambda s: s.draft_message("h3", " \n", "first")),
    "a message": ("message to h2", lambda s: s.send_message("h2", "Hi", "first")),
    "the draft sent": ("message to h3", lambda s: s.send_message("h3", "Hi, how?", "first")),
    "an answer": ("answer from h1", lambda s: s.answered("h1")),
    "a removal": ("remove message m1", lambda s: s.remove_message("m1")),
}


@pytest.mark.parametrize("case", CHANGES)
def test_each_change_is_one_step_that_can_be_taken_back(search: Session, case: str) -> None:
    label, change = CHANGES[case]
    assert one_step(search, change) == label


def test_one_draft_is_kept_for_each_person_and_becomes_the_message(search: Session) -> None:
    assert {one.id: (one.person, one.sent) for one in search.journey.messages.values()} == {
        "m1": ("h1", True),
        "m2": ("h3", False),
    }
    search.draft_message("h3", "Another beginning", "first")
    assert search.journey.messages["m2"].text == "Another beginning"
    assert search.journey.people["h3"].last is None
    sent = search.send_message("h3", "  The end\x1b[2J \n", "first", days(-1))
    assert (sent.id, sent.text, sent.on, sent.sent) == ("m2", "The end[2J", days(-1), True)
    assert search.send_message("h3", "More", "thanks").id == "m3"


def test_the_same_draft_again_and_no_draft_at_all_are_no_change(search: Session) -> None:
    before = search.journey
    search.draft_message("h3", "A beginning ", "first")
    assert search.draft_message("h2", "", "first") is None
    assert search.journey == before


@pytest.mark.parametrize("kind", DRAFT_KINDS)
def test_what_a_message_is_for_is_stored_whatever_its_text(search: Session, kind: DraftKind) -> None:
    search.send_message("h2", "Thanks for the referral", kind)
    assert Store(search.store.folder).read().messages["m3"].kind == kind


def test_a_message_is_the_last_contact(search: Session) -> None:
    assert search.journey.people["h1"].last == days(-12)
    search.send_message("h1", "Again?", "follow_up")
    assert search.journey.people["h1"].last == TODAY
    search.send_message("h1", "Noted late", "thanks", days(-5))
    assert search.journey.people["h1"].last == TODAY


@pytest.mark.parametrize(
    ("next_on", "sent_on", "left"),
    [
        (days(0), days(0), ("", None)),
        (days(-2), days(0), ("", None)),
        (days(3), days(0), ("write", days(3))),
        (days(0), days(-1), ("write", days(0))),
        (None, days(0), ("write", None)),
    ],
)
def test_the_next_step_is_done_where_it_was_due(
    search: Session, next_on: date | None, sent_on: date, left: tuple[str, date | None]
) -> None:
    search.change_search(search.journey.people["h2"], next="write", next_on=next_on)
    search.send_message("h2", "Hi", "first", sent_on)
    person = search.journey.people["h2"]
    assert (person.next, person.next_on) == left


def test_a_draft_and_an_answer_leave_the_next_step_alone(search: Session) -> None:
    person = search.add_person("Qq", next="call", next_on=days(-1))
    search.draft_message(person.id, "Hi", "first")
    search.send_message(person.id, "Hi", "first", days(-3))
    search.answered(person.id)
    assert search.journey.people[person.id].next == "call"


def test_an_answer_belongs_to_the_message_sent_last(search: Session) -> None:
    search.send_message("h1", "Again?", "follow_up", days(-1))
    assert search.answered("h1", days(0)).id == "m3"
    assert search.journey.messages["m1"].answered is None
    assert search.journey.people["h1"].last == TODAY
    assert search.message_step("h1").kind == "thanks"
    assert search.answered("h1", days(-4)).id == "m1"
    with pytest.raises(InputError, match="No message to h1 waits for an answer"):
        search.answered("h1")


def test_somebody_who_was_written_to_is_waited_for_and_then_due(search: Session) -> None:
    search.send_message("h2", "Hi?", "first", days(-9))
    assert [one.person.id for one in search.follow_ups()] == ["h1"]
    tomorrow = Session(search.content, search.store, Clock(days(1), lambda: NOW))
    assert [one.person.id for one in tomorrow.follow_ups()] == ["h1", "h2"]
    search.send_message("h2", "Again?", "follow_up")
    assert [one.person.id for one in tomorrow.follow_ups()] == ["h1"]


REFUSED: dict[str, tuple[Callable[[Session], object], str]] = {
    "nobody": (lambda s: s.send_message("h9", "Hi", "first"), "No person has the id h9"),
    "no text": (lambda s: s.send_message("h1", " \n\x07", "first"), "The message is empty"),
    "no such kind": (lambda s: s.send_message("h1", "Hi", "cold"), "No kind of message is called cold"),
    "ahead": (lambda s: s.send_message("h1", "Hi", "first", days(1)), "2026-11-22 is still to come"),
    "answered ahead": (lambda s: s.answered("h1", days(1)), "is still to come"),
    "answered before": (lambda s: s.answered("h1", days(-13)), "would be before the message of 2026-11-09"),
    "answered without a message": (lambda s: s.answered("h2"), "No message to h2 waits"),
    "a draft waits for no answer": (lambda s: s.answered("h3"), "No message to h3 waits"),
    "no message": (lambda s: s.remove_message("m9"), "No message has the id m9"),
    "a draft of no kind": (lambda s: s.draft_message("h1", "Hi", "x"), "No kind of message"),
    "drafts for nobody": (lambda s: s.message_drafts("h9", "first"), "No person has the id h9"),
    "drafts of no kind": (lambda s: s.message_drafts("h1", "x"), "No kind of message"),
    "a referral before an answer": (lambda s: s.message_drafts("h1", "referral"), "Nn Mm has not answered yet"),
    "a reminder of nothing": (lambda s: s.message_drafts("h2", "follow_up"), "was written to and has not answered"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_and_nothing_is_stored(search: Session, case: str) -> None:
    change, words = REFUSED[case]
    before = search.journey
    with pytest.raises(InputError, match=words):
        change(search)
    assert search.journey == before


def test_a_referral_can_be_asked_for_after_an_answer(search: Session) -> None:
    search.answered("h1")
    assert search.message_drafts("h1", "referral")
    with pytest.raises(InputError):
        search.message_drafts("h1", "follow_up")


def test_two_windows_do_not_take_each_others_ids(search: Session, other: Session) -> None:
    assert other.journey == search.journey
    assert search.send_message("h1", "One", "follow_up").id == "m3"
    assert other.send_message("h2", "Two", "first").id == "m4"
    assert len(search.journey.messages) == 4


def test_the_id_of_a_removed_message_is_not_given_away(search: Session) -> None:
    search.remove_message("m2")
    assert search.send_message("h2", "Hi", "first").id == "m3"


def test_somebody_with_messages_is_not_removed_by_mistake(search: Session) -> None:
    with pytest.raises(InputError, match="spoken of by 1 record"):
        search.remove_search("people", "h1")
