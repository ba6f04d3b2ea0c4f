"""Offers: what is recorded, what is refused, and what becomes of the application."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from mentor.errors import InputError
from mentor.session import Session
from mentor.session.offers import read_amount, read_reply_by
from tests.conftest import TODAY
from tests.session.steps import one_step


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


@pytest.fixture
def search(started: Session) -> Session:
    """Two open applications at one company, one at another, one still to be sent; and an offer."""
    started.apply("Acme / ML engineer", on=days(-20))
    started.apply("Acme / Platform engineer", on=days(-20))
    started.apply("Example Co / ML engineer", on=days(-20))
    started.apply("Example Co / Analyst", sent=False, on=days(-10))
    started.add_offer("Acme / ML engineer", base=140_000, answers={"vesting": "four years"})
    return started


CHANGES: dict[str, tuple[str, Callable[[Session], object]]] = {
    "an offer": ("offer from Third", lambda s: s.add_offer("Third / Analyst", base=120_000)),
    "an offer of an application": ("offer from Acme", lambda s: s.add_offer("Acme", application="a2")),
    "an amount": ("change offer of1", lambda s: s.change_offer("of1", total=170_000)),
    "an answer": ("change offer of1", lambda s: s.change_offer("of1", answers={"strike_price": "$2"})),
    "a company that is new": ("change offer of1", lambda s: s.change_offer("of1", company="Third", application="")),
    "another application": ("change offer of1", lambda s: s.change_offer("of1", application="a2")),
    "put away": ("archive offer of1", lambda s: s.archive_offer("of1")),
    "removed": ("remove offer of1", lambda s: s.remove_offer("of1")),
}


@pytest.mark.parametrize("case", CHANGES)
def test_each_change_is_one_step_that_can_be_taken_back(search: Session, case: str) -> None:
    label, change = CHANGES[case]
    assert one_step(search, change) == label


SOURCES = {
    # what is named: (arguments, role, application)
    "company and role": (("Example Co / ML engineer",), "ML engineer", "a3"),
    "in other words": (("example  co", " ml ENGINEER "), "ml ENGINEER", "a3"),
    "the only open one": (("Example Co",), "ML engineer", "a3"),
    "a role of no application": (("Acme / Analyst",), "Analyst", ""),
    "by id": (("Acme", "", "a2"), "Platform engineer", "a2"),
    "by id alone": (("", "", "a2"), "Platform engineer", "a2"),
    "another title than applied for": (("Acme", "Senior engineer", "a2"), "Senior engineer", "a2"),
}


@pytest.mark.parametrize("case", SOURCES)
def test_where_an_offer_comes_from(search: Session, case: str) -> None:
    (company, *more), role, application = SOURCES[case]
    offer = search.add_offer(company, *more[:1], application=more[1] if len(more) > 1 else "")
    assert (offer.role, offer.application) == (role, application)
    if application:
        assert search.journey.applications[application].stages == {"offer": TODAY}
        assert offer.company == search.journey.applications[application].company


def test_two_open_applications_are_not_guessed_between(search: Session) -> None:
    with pytest.raises(InputError, match="role is missing"):
        search.add_offer("Acme")


def test_an_application_comes_to_an_offer(search: Session) -> None:
    assert search.journey.applications["a1"].stages == {"offer": TODAY}
    assert search.standing(search.journey.applications["a1"]).state == "open"


def test_an_application_that_was_closed_or_never_sent_is_open_again(search: Session) -> None:
    search.close("a2", "rejected", days(-1))
    search.add_offer("Acme", application="a2")
    search.add_offer("Example Co", application="a4", on=days(-2))
    closed, unsent = search.journey.applications["a2"], search.journey.applications["a4"]
    assert (closed.outcome, closed.ended) == ("open", None)
    assert (unsent.sent, unsent.stages) == (True, {"offer": days(-2)})


def test_an_application_that_was_at_the_offer_stays_as_it_is(search: Session) -> None:
    search.reach("a2", "offer", days(-3))
    search.close("a2", "withdrawn", days(-2))
    before = search.journey.applications["a2"]
    search.add_offer("Acme", application="a2")
    assert search.journey.applications["a2"] == before


def test_answers_are_laid_over_those_there_are(search: Session) -> None:
    offer = search.change_offer("of1", answers={"strike_price": " $2\n", "vesting": " "})
    assert offer.answers == {"strike_price": "$2"}


def test_a_changed_offer_leaves_its_application_alone(search: Session) -> None:
    search.unreach("a1")
    search.change_offer("of1", base=150_000)
    assert search.journey.applications["a1"].stages == {}


def test_an_offer_whose_application_is_gone_can_still_be_changed(search: Session) -> None:
    search.commit("gone", deletes=[("applications", "a1")])
    assert search.change_offer("of1", base=150_000).application == "a1"


def test_as_many_as_are_compared_can_be_put_down(search: Session) -> None:
    for n in range(4):
        search.add_offer(f"Company {n} / Analyst")
    with pytest.raises(InputError, match="5 offers are compared at once"):
        search.add_offer("One more / Analyst")
    search.archive_offer("of1")
    assert search.add_offer("One more / Analyst").id == "of6"
    assert [one.offer.id for one in search.compare_offers().columns] == ["of2", "of3", "of4", "of5", "of6"]


def test_putting_away_twice_is_no_change(search: Session) -> None:
    search.archive_offer("of1")
    before = search.journey
    search.archive_offer("of1")
    assert search.journey == before
    assert not search.archive_offer("of1", archived=False).archived


REFUSED: dict[str, tuple[Callable[[Session], object], str]] = {
    "no company": (lambda s: s.add_offer("", "Analyst"), "company is missing"),
    "no such company": (lambda s: s.add_offer("c9", "Analyst"), "No company has the id c9"),
    "no such application": (lambda s: s.add_offer("Acme", application="a9"), "No application has the id a9"),
    "another company's application": (lambda s: s.add_offer("Third", application="a1"), "at another company"),
    "ahead": (lambda s: s.add_offer("Acme / Analyst", on=days(1)), "is still to come"),
    "before the application": (
        lambda s: s.add_offer("Acme", application="a2", on=days(-21)),
        "would be before the application went out",
    ),
    "no such region": (lambda s: s.change_offer("of1", region="mars"), "No region is called mars"),
    "too little": (lambda s: s.change_offer("of1", base=140), "is not between"),
    "too much": (lambda s: s.change_offer("of1", total=10_000_001), "is not between"),
    "a total under the base": (lambda s: s.change_offer("of1", total=130_000), "would be under the base"),
    "no such question": (lambda s: s.change_offer("of1", answers={"cliff": "x"}), "No question is called cliff"),
    "no role": (lambda s: s.change_offer("of1", role=" "), "role is missing"),
    "no such offer": (lambda s: s.change_offer("of9", base=150_000), "No offer has the id of9"),
    "none to put away": (lambda s: s.archive_offer("of9"), "No offer has the id of9"),
    "none to remove": (lambda s: s.remove_offer("of9"), "No offer has the id of9"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_and_nothing_is_stored(search: Session, case: str) -> None:
    change, words = REFUSED[case]
    before = search.journey
    with pytest.raises(InputError, match=words):
        change(search)
    assert search.journey == before


def test_texts_are_cleaned(search: Session) -> None:
    offer = search.add_offer("Third", "An\x1b[2Jalyst\n II", note="one\r\ntwo\x07 ")
    assert (offer.role, offer.note) == ("An[2Jalyst II", "one\ntwo")


def test_amounts_and_days_as_typed() -> None:
    assert (read_amount("140k"), read_amount("none"), read_amount(" ")) == (140_000, None, None)
    assert (read_reply_by("2026-12-01"), read_reply_by("None"), read_reply_by("")) == (date(2026, 12, 1), None, None)
    with pytest.raises(InputError, match="US dollars"):
        read_amount("€140k")
    with pytest.raises(InputError, match="tomorrow is no date"):
        read_reply_by("tomorrow")
