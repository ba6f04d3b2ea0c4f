"""Companies, people and applications: what is recorded, what is refused, and that each change is one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from mentor.clock import Clock
from mentor.errors import InputError
from mentor.journey.search import Message, Offer
from mentor.session import Session
from mentor.session.search_words import split_line
from mentor.store.store import Store
from tests.conftest import NOW, TODAY
from tests.raw import everything
from tests.session.steps import one_step


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


@pytest.fixture
def search(started: Session) -> Session:
    """Two companies, a person at one of them, an application that went out, one still to be sent, and a closed one."""
    started.add_company("Acme", type="vertical_saas")
    started.add_company("Example Co")
    started.add_person("First Person", "Acme", met="a meetup")
    started.apply("ML engineer", "Acme", channel="referral", person="h1", on=days(-7))
    started.apply("Platform engineer", "Example Co", sent=False)
    started.apply("Data engineer", "Acme", on=days(-30))
    started.close("a3", "rejected", days(-20))
    return started


@pytest.fixture
def other(search: Session) -> Session:
    """The same journey in another terminal."""
    return Session(search.content, Store(search.store.folder), search.clock)


# ---------------------------------------------------------------------------------------------------- one step each

CHANGES: dict[str, tuple[str, Callable[[Session], object]]] = {
    "company": ("add company Third", lambda s: s.add_company("Third", why="near")),
    "person": ("add Second Person", lambda s: s.add_person("Second Person", "Acme", role="lead")),
    "person at a new company": ("add Second Person", lambda s: s.add_person("Second Person", "Third")),
    "application": ("apply: Analyst", lambda s: s.apply("Analyst", "c1")),
    "application with all new": ("apply: Analyst", lambda s: s.apply("Third / Analyst", person="Second Person")),
    "change a company": ("change company c1", lambda s: s.change_search(s.journey.companies["c1"], why="near")),
    "move a person": ("change person h1", lambda s: s.change_search(s.journey.people["h1"], company="Third")),
    "change who helped": (
        "change application a1",
        lambda s: s.change_search(s.journey.applications["a1"], person="Second Person"),
    ),
    "archive one": ("archive person h1", lambda s: s.archive([s.journey.people["h1"]])),
    "archive": ("archive 3 records", lambda s: s.archive(s.journey.applications.values())),
    "remove": ("remove application a1", lambda s: s.remove_search("applications", "a1")),
    "send": ("send a2", lambda s: s.send("a2")),
    "reach": ("a1: screen", lambda s: s.reach("a1", "screen")),
    "close": ("a1: withdrawn", lambda s: s.close("a1", "withdrawn")),
    "open again": ("a3: open", lambda s: s.close("a3", "open")),
}


@pytest.mark.parametrize(("label", "change"), CHANGES.values(), ids=CHANGES.keys())
def test_every_change_is_one_step_that_can_be_taken_back(search: Session, label: str, change):
    assert one_step(search, change) == label


@pytest.mark.parametrize(
    "nothing",
    [
        lambda s: s.change_search(s.journey.companies["c1"], why=" "),
        lambda s: s.archive([s.journey.people["h1"]], archived=False),
        lambda s: s.close("a3", "rejected", days(-20)),
        lambda s: s.archive([]),
    ],
)
def test_what_changes_nothing_is_no_step(search: Session, nothing):
    before = everything(search.store.folder)
    nothing(search)
    assert everything(search.store.folder) == before


# ---------------------------------------------------------------------------------------------------- putting down


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme / ML engineer", ("Acme", "ML engineer")),
        ("  Acme /ML engineer ", ("Acme", "ML engineer")),
        ("Acme/ ML engineer", ("Acme", "ML engineer")),
        ("AI/ML engineer", ("", "AI/ML engineer")),
        ("Acme / AI/ML engineer", ("Acme", "AI/ML engineer")),
        ("A/B Co / R&D / ML engineer", ("A/B Co", "R&D / ML engineer")),
        ("/ ML engineer", ("", "ML engineer")),
        ("Acme /", ("Acme", "")),
        ("", ("", "")),
    ],
)
def test_one_line_names_company_and_role(text: str, expected: tuple[str, str]):
    assert split_line(text) == expected


def test_names_are_the_same_whatever_their_case_spaces_and_accents(search: Session):
    search.add_company("Cafe\u0301 Data")
    assert search.company_named(" caf\u00e9  DATA") is not None
    assert search.company_named("ac\x00me") is not None
    for name in ("ACME", " acme ", "a\x1bcme"):
        with pytest.raises(InputError, match="Acme is on the list already: c1"):
            search.add_company(name)
    assert search.apply("x", " ACME ").company == "c1"
    with pytest.raises(InputError, match="on the list already: h1"):
        search.add_person("first  person", "acme")
    assert search.add_person("First Person", "Example Co").id == "h2"
    assert search.person_named("first person", "c2").id == "h2"


def test_a_type_that_the_content_no_longer_has_may_stay(search: Session):
    search.commit("put", [replace(search.journey.companies["c1"], type="gone")])
    assert search.change_search(search.journey.companies["c1"], why="near").type == "gone"
    with pytest.raises(InputError, match="is called gone"):
        search.change_search(search.journey.companies["c2"], type="gone")


def test_a_new_name_may_not_be_anothers(search: Session):
    with pytest.raises(InputError, match="Acme is on the list already"):
        search.change_search(search.journey.companies["c2"], name="acme")
    assert search.change_search(search.journey.companies["c1"], name="ACME").name == "ACME"
    search.add_person("First Person", "Example Co")
    with pytest.raises(InputError, match="on the list already: h1"):
        search.change_search(search.journey.people["h2"], company="ACME")


def test_who_helped_is_found_at_the_company_first_then_anywhere(search: Session):
    search.add_person("Twin", "Acme")
    search.add_person("Twin", "Example Co")
    assert search.apply("x", "Example Co", person="twin").person == "h3"
    assert search.apply("y", "Third", person="first person").person == "h1"
    with pytest.raises(InputError, match="h2, h3"):
        search.apply("z", "Fourth", person="twin")
    assert search.company_named("Fourth") is None
    made = search.apply("z", "Fourth", person="Nobody Yet")
    assert search.journey.people[made.person].company == made.company


def test_texts_are_cleaned(search: Session):
    made = search.apply(" ML\x1b[2J\nengineer ", "Acme", note=" two\r\nlines \u202e", resume="v\t2")
    assert (made.role, made.note, made.resume) == ("ML[2J engineer", "two\nlines", "v 2")


@pytest.mark.parametrize(
    ("words", "id_"), [("vertical SaaS", "vertical_saas"), ("Vertical-saas", "vertical_saas"), ("", ""), (" ", "")]
)
def test_a_type_may_be_given_in_words(search: Session, words: str, id_: str):
    assert search.add_company("Third", type=words).type == id_


@pytest.mark.parametrize(
    ("attempt", "said"),
    [
        (lambda s: s.add_company(" \x00"), "the name is missing"),
        (lambda s: s.add_company("Third", type="vertcal_saas"), "did you mean 'vertical_saas'"),
        (lambda s: s.add_person("", "Third"), "the name is missing"),
        (lambda s: s.add_person("x", "c9"), "No company has the id c9"),
        (lambda s: s.add_person("x", last=days(1)), "still to come"),
        (lambda s: s.apply("Third /"), "the role is missing"),
        (lambda s: s.apply("x", "c9"), "No company has the id c9"),
        (lambda s: s.apply("x", "Third", person="h9"), "No person has the id h9"),
        (lambda s: s.apply("x", "Third", channel="refferal"), "did you mean 'referral'"),
        (lambda s: s.apply("x", "Third", on=days(1)), "still to come"),
        (lambda s: s.reach("a1", "screening"), "did you mean 'screen'"),
        (lambda s: s.reach("a1", "screen", days(-8)), "before the application went out"),
        (lambda s: s.reach("a9", "screen"), "No application has the id a9"),
        (lambda s: s.unreach("a1"), "reached no stage"),
        (lambda s: s.close("a1", "reject"), "did you mean 'rejected'"),
        (lambda s: s.close("a1", "rejected", days(1)), "still to come"),
        (lambda s: s.close("a1", "rejected", days(-8)), "before the application went out"),
        (lambda s: s.close("a2", "rejected"), "was not sent yet"),
        (lambda s: s.send("a1"), "already"),
        (lambda s: s.send("a2", days(1)), "still to come"),
        (lambda s: s.change_search(s.reach("a1", "screen"), sent=False), "no stages and no outcome"),
        (lambda s: s.change_search(s.journey.applications["a1"], role=""), "the role is missing"),
        (lambda s: s.change_search(s.journey.applications["a1"], company="c9"), "No company has the id c9"),
        (lambda s: s.remove_search("companies", "c1"), r"spoken of by 3 records \(h1, a1, a3\)"),
        (lambda s: s.remove_search("people", "h1"), r"spoken of by 1 record \(a1\)"),
        (lambda s: s.remove_search("people", "h7"), "No person has the id h7"),
        (lambda s: s.company_type("startup"), "No type of company is called startup"),
    ],
)
def test_what_cannot_be_is_refused(search: Session, attempt, said: str):
    before = search.journey.companies, search.journey.people
    with pytest.raises(InputError, match=said) as caught:
        attempt(search)
    assert (search.journey.companies, search.journey.people) == before
    assert "\n" not in caught.value.message


# ---------------------------------------------------------------------------------------------------- moving on


def test_an_application_moves_on_and_back(search: Session):
    assert search.send("a2", days(-1)).on == days(-1)
    search.reach("a2", "onsite", days(9))
    made = search.reach("a2", "screen")
    assert list(made.stages) == ["screen", "onsite"]
    assert search.unreach("a2").furthest == "screen"
    search.close("a2", "rejected")
    late = search.reach("a2", "technical")
    assert (late.outcome, late.ended) == ("open", None)


def test_a_stage_of_one_that_was_never_sent_sends_it(search: Session):
    assert search.reach("a2", "screen").sent


def test_accepting_implies_the_offer_and_losing_the_offer_opens_it(search: Session):
    made = search.close("a1", "accepted", days(-1))
    assert (made.furthest, made.stages["offer"], made.ended) == ("offer", days(-1), days(-1))
    back = search.unreach("a1")
    assert (back.outcome, back.ended, back.furthest) == ("open", None, None)


def test_silence_closes_by_the_day_and_an_answer_opens_again(search: Session):
    assert [one.application.id for one in search.closing()] == []
    search.clock = Clock(days(7), lambda: NOW)
    assert [(one.application.id, one.closes) for one in search.closing()] == [("a1", days(14))]
    search.archive([search.journey.applications["a1"]])
    assert search.closing() == ()
    search.clock = Clock(days(15), lambda: NOW)
    assert search.standing(search.journey.applications["a1"]).state == "no_answer"
    search.reach("a1", "screen")
    assert search.standing(search.journey.applications["a1"]).state == "open"


def test_the_same_title_at_the_same_company_is_noticed_while_it_is_open(search: Session):
    assert search.applied_already("ml  ENGINEER", "acme").id == "a1"
    assert search.applied_already("Acme / ML engineer").id == "a1"
    assert search.applied_already("ML engineer", "c1").id == "a1"
    assert search.applied_already("Data engineer", "Acme") is None
    assert search.applied_already("ML engineer", "Elsewhere") is None
    assert search.applied_already("ML engineer") is None
    assert search.applied_already("Platform engineer", "Example Co").id == "a2"
    search.close("a1", "no_answer")
    assert search.applied_already("ML engineer", "Acme") is None


# ---------------------------------------------------------------------------------------------------- finding


@pytest.mark.parametrize(
    ("table", "words", "id_"),
    [
        ("applications", "a1", "a1"),
        ("applications", " A1 ", "a1"),
        ("applications", "example", "a2"),
        ("applications", "acme data", "a3"),
        ("applications", "acme / ml engineer", "a1"),
        ("companies", "acme", "c1"),
        ("companies", "exam", "c2"),
        ("people", "person acme", "h1"),
    ],
)
def test_a_record_is_found_by_its_id_or_by_words_that_fit_it_alone(search: Session, table, words: str, id_: str):
    assert search.find_search(table, words).id == id_


def test_a_whole_name_is_found_though_it_is_part_of_another(search: Session):
    search.add_company("Acme Labs")
    assert search.find_search("companies", "acme").id == "c1"


@pytest.mark.parametrize(
    ("table", "words", "said"),
    [
        ("applications", "acme", "fits 2 applications"),
        ("applications", "nowhere", "No application fits 'nowhere'"),
        ("applications", "a9", "No application has the id a9"),
        ("companies", "", "Say which company"),
    ],
)
def test_words_that_fit_none_or_several_are_refused(search: Session, table, words: str, said: str):
    with pytest.raises(InputError, match=said) as caught:
        search.find_search(table, words)
    assert caught.value.hint


def test_what_is_archived_is_found_by_its_id_only(search: Session):
    search.archive([search.journey.applications["a1"]])
    assert search.find_search("applications", "acme").id == "a3"
    assert search.find_search("applications", "a1").id == "a1"


# ---------------------------------------------------------------------------------------------------- ids and windows


@pytest.mark.parametrize("gone", ["removed", "undone"])
def test_an_id_is_given_once(search: Session, gone: str):
    search.apply("Fourth", "Acme")
    if gone == "removed":
        search.remove_search("applications", "a4")
    else:
        search.undo()
    assert search.apply("Fifth", "Acme").id == "a5"
    assert search.add_company("Third").id == "c3"


def test_two_windows_never_take_each_others_ids(search: Session, other: Session, monkeypatch: pytest.MonkeyPatch):
    assert other.add_company("Theirs").id == "c3"
    assert search.add_company("Ours").id == "c4"
    assert other.add_company("Ours too").id == "c5"
    # A company that another window adds between the look and the write is no company to write over.
    commit, late = search.commit, iter(["Meanwhile"])

    def slow(*args: object, **options: object) -> None:
        for name in late:
            other.add_company(name)
        commit(*args, **options)

    monkeypatch.setattr(search, "commit", slow)
    moved = search.change_search(search.journey.people["h1"], company="Brand new")
    assert {key: one.name for key, one in search.journey.companies.items()}[moved.company] == "Brand new"
    assert search.company_named("Meanwhile").id == "c6"


def test_archiving_keeps_what_another_window_changed(search: Session, other: Session):
    stale = search.journey.companies["c1"]
    other.change_search(other.journey.companies["c1"], why="near")
    search.archive([stale])
    assert (search.journey.companies["c1"].why, search.journey.companies["c1"].archived) == ("near", True)


def test_a_record_whose_company_was_taken_back_elsewhere_can_still_be_changed(search: Session, other: Session):
    search.add_company("Third")
    other.add_person("Second Person", "Third")
    search.undo()
    assert "c3" not in search.journey.companies
    person = search.journey.people["h2"]
    assert search.search_title(person) == "Second Person"
    assert search.change_search(person, met="a talk").met == "a talk"
    assert search.add_company("Fourth").id == "c4"


@pytest.mark.parametrize(
    ("record", "table", "id_"),
    [
        (Message("m1", "h2", TODAY, "Hello"), "people", "h2"),
        (Offer("of1", "c2", "x", TODAY, application="a1"), "applications", "a1"),
        (Offer("of1", "c3", "x", TODAY), "companies", "c3"),
    ],
)
def test_what_a_message_or_an_offer_speaks_of_stays(search: Session, record, table, id_: str):
    search.add_company("Third")
    search.add_person("Second Person")
    search.commit("put", [record])
    with pytest.raises(InputError, match=f"spoken of by 1 record .{record.id}."):
        search.remove_search(table, id_)


def test_a_person_is_at_no_company_where_none_is_named(search: Session):
    made = search.add_person("Second Person", "  ")
    assert made.company == ""
    assert search.change_search(search.journey.people["h1"], company=" ").company == ""
    assert len(search.journey.companies) == 2
