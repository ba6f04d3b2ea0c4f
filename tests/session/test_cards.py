"""What a user does with cards: reviewing, taking back, setting aside, writing own ones, files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from mentor.clock import Clock
from mentor.errors import InputError
from mentor.journey.practice import CardState
from mentor.journey.references import lost_references
from mentor.session import Session
from mentor.session.cards import due_line
from mentor.store.store import Store
from tests.conftest import NOW, TODAY
from tests.deck import EACH, DeckContent


@pytest.fixture
def cards(store: Store, clock: Clock, profile) -> Session:
    session = Session(DeckContent(), store, clock)
    session.set_profile(profile)
    return session


def on(session: Session, days: int) -> None:
    """Move the clock."""
    day = TODAY + timedelta(days=days)
    session.clock = Clock(day, lambda: NOW + timedelta(days=days))


def put(session: Session, **fields) -> CardState:
    state = CardState("MA01", "review", TODAY, 5.0, 5.0, TODAY - timedelta(days=4), 3, **fields)
    session.commit("put", [state])
    return state


# ------------------------------------------------------------------------------------------------ reviewing


def test_a_review_is_kept_with_what_it_made_of_the_card_and_taken_back_as_one(cards: Session):
    done = cards.grade_card("MA01", 3, 14)
    grade = cards.journey.grades[done.grade_id]
    assert (grade.card, grade.grade, grade.before, grade.days, grade.interval, grade.seconds) == (
        "MA01",
        3,
        "new",
        None,
        2,
        14,
    )
    assert cards.journey.cards["MA01"] == done.state
    assert cards.undo() == "grade MA01: 3"
    assert (dict(cards.journey.grades), dict(cards.journey.cards)) == ({}, {})
    cards.redo()
    assert list(cards.journey.grades) == [done.grade_id]


def test_two_reviews_at_one_moment_are_two(cards: Session):
    first, second = cards.grade_card("MA01", 3), cards.grade_card("SQ01", 3)
    assert first.grade_id < second.grade_id
    assert len(cards.journey.grades) == 2


def test_another_window_may_review_the_same_card(cards: Session, folder: Path):
    other = Session(DeckContent(), Store(folder), cards.clock)
    cards.grade_card("MA01", 3)
    other.grade_card("MA01", 3)
    assert cards.journey.cards["MA01"].reps == 2
    assert len(cards.journey.grades) == 2


def test_a_card_left_lying_counts_as_two_minutes(cards: Session):
    done = cards.grade_card("MA01", 3, 9_999)
    assert cards.journey.grades[done.grade_id].seconds == 120


@pytest.mark.parametrize(("card", "grade"), [("ZZ01", 3), ("MA01", 0), ("MA01", 5)])
def test_what_is_no_card_or_no_grade(cards: Session, card: str, grade: int):
    with pytest.raises(InputError):
        cards.grade_card(card, grade)
    assert not cards.journey.grades


def test_an_interview_soon_brings_cards_sooner(cards: Session):
    put(cards)
    session_days = cards.card_intervals("MA01")
    cards.set_interview(TODAY + timedelta(days=14))
    assert sum(cards.card_intervals("MA01")) < sum(session_days)
    cards.set_interview(TODAY + timedelta(days=40))
    assert cards.card_intervals("MA01") == session_days


def test_the_interview_is_named_and_taken_away(cards: Session):
    day = TODAY + timedelta(days=30)
    cards.set_interview(day)
    assert cards.interview == day
    cards.set_interview(None)
    assert cards.interview is None
    cards.undo()
    assert cards.interview == day


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TODAY + timedelta(days=900), date(2200, 1, 1)])
def test_an_interview_that_is_over_or_far_off(cards: Session, day: date):
    with pytest.raises(InputError):
        cards.set_interview(day)


# ------------------------------------------------------------------------------------------------ aside


def test_the_eighth_lapse_sets_a_card_aside_and_it_comes_back_with_a_few_tries(cards: Session):
    put(cards, lapses=7)
    done = cards.grade_card("MA01", 1)
    assert (done.leech, done.state.suspended, done.state.lapses) == (True, True, 8)
    assert "MA01" not in cards.card_day().due
    cards.suspend_card("MA01", aside=False)
    on(cards, 5)
    done = cards.grade_card("MA01", 3)
    assert (done.leech, done.state.suspended, done.state.state) == (False, False, "review")
    on(cards, 20)
    assert (cards.grade_card("MA01", 1).leech, cards.journey.cards["MA01"].lapses) == (False, 9)


def test_forgetting_a_card_while_it_is_learned_is_no_lapse(cards: Session):
    state = put(cards, lapses=7)
    cards.commit("put", [replace(state, state="learning")])
    assert not cards.grade_card("MA01", 1).leech


def test_set_aside_left_until_tomorrow_and_back(cards: Session):
    put(cards)
    cards.suspend_card("MA01")
    assert cards.card_day().due == ()
    cards.suspend_card("MA01", aside=False)
    cards.bury_card("MA01")
    assert cards.card_day().due == ()
    on(cards, 1)
    assert cards.card_day().due == ("MA01",)
    on(cards, 0)
    cards.undo()
    assert cards.card_day().due == ("MA01",)


# ------------------------------------------------------------------------------------------------ the day


def test_a_sitting_holds_twenty_and_goes_on_beyond_the_caps_only_when_asked(cards: Session):
    assert len(cards.sitting()) == 5
    for key in cards.sitting():
        cards.grade_card(key, 3, 10)
    assert cards.sitting() == ()
    assert len(cards.sitting(more=True)) == 20


def test_the_line_for_today(cards: Session):
    assert due_line(cards) == "5 new cards"
    put(cards)
    assert due_line(cards) == "1 card due, 5 new"
    cards.grade_card("MA01", 3)
    for key in cards.sitting():
        cards.grade_card(key, 3)
    assert due_line(cards) == ""


def test_the_forecast_begins_with_today_and_sees_the_cards_come_back(cards: Session):
    counts = cards.coming_cards(30)
    assert len(counts) == 30
    assert counts[0] == 5
    assert sum(counts) > 3 * EACH, "each new card once, and again"
    put(cards, suspended=True)
    assert cards.coming_cards(30)[0] == 5


def test_cards_of_another_version_are_passed_over(cards: Session):
    cards.commit("put", [CardState("QQ99", "review", TODAY, 5.0, 5.0, TODAY, 1)])
    assert cards.card_day().due == ()
    assert sum(cards.coming_cards()) > 0
    assert "QQ99" not in cards.deck()
    assert lost_references(cards.journey, cards.content) == ["cards QQ99: a card of the practice that is no more"]


# ------------------------------------------------------------------------------------------------ own cards


def test_an_own_card_is_written_changed_and_removed(cards: Session):
    card = cards.add_card("  Why \x1b[2J not? ", "So.\n\nReally. ", "", "sql", "sql")
    assert (card.id, card.question, card.answer) == ("o1", "Why [2J not?", "So.\n\nReally.")
    assert cards.card_day().new[0] == "o1"
    cards.grade_card("o1", 3)
    assert cards.change_card("o1", answer="No.").answer == "No."
    assert cards.journey.cards["o1"].reps == 1
    cards.remove_card("o1")
    assert "o1" not in cards.deck()
    assert cards.add_card("Another?", "Yes.").id == "o2", "the first one's reviews still speak of o1"
    cards.undo()
    cards.undo()
    assert (cards.deck()["o1"].answer, cards.journey.cards["o1"].reps) == ("No.", 1)


@pytest.mark.parametrize(
    "fields",
    [("", "b"), ("a", " \n "), ("a", "b", "", "sqll"), ("a", "b", "", "", "sqll"), ("\x00", "b")],
)
def test_what_is_no_card(cards: Session, fields: tuple[str, ...]):
    with pytest.raises(InputError):
        cards.add_card(*fields)
    assert not cards.journey.own_cards


def test_the_programs_cards_are_not_the_users_to_change(cards: Session):
    for change in (lambda: cards.change_card("MA01", answer="x"), lambda: cards.remove_card("MA01")):
        with pytest.raises(InputError, match="not one of yours"):
            change()
    with pytest.raises(InputError, match="did you mean"):
        cards.remove_card("MA001")


def test_a_file_comes_in_as_one_step_with_what_is_wrong_by_row(cards: Session, tmp_path: Path):
    cards.add_card("What is PSI?", "A measure of drift.")
    path = tmp_path / "mine.csv"
    path.write_text(
        "question,answer,group,area\nWhy a seed?,To repeat it.,sql,sql\nwhat  is psi?,again,,\nno answer,,,\n"
        "Odd group?,Yes.,nowhere,noplace\nWhat is MA01?,mine,,\nwhy a SEED?,twice,,\n",
        encoding="utf-8",
    )
    taken = cards.import_card_file(str(path))
    assert [(card.id, card.question, card.group) for card in taken.cards] == [
        ("o2", "Why a seed?", "sql"),
        ("o3", "Odd group?", ""),
    ]
    assert list(taken.problems) == [
        "row 3: o1 asks this already",
        "row 4: the answer is missing",
        "row 5: no group is called nowhere; taken without",
        "row 5: no area is called noplace; taken without",
        "row 6: MA01 asks this already",
        "row 7: o2 asks this already",
    ]
    assert cards.undo() == "import 2 cards"
    assert list(cards.journey.own_cards) == ["o1"]


def test_what_cannot_be_a_file_of_cards(cards: Session, tmp_path: Path):
    (tmp_path / "latin.csv").write_bytes(b"caf\xe9,x\n")
    (tmp_path / "huge.csv").write_bytes(b"a,b\n" * 2_000_000)
    (tmp_path / "none.csv").write_text("only a question\n")
    for name in ("latin.csv", "huge.csv", "none.csv", "absent.csv", ""):
        with pytest.raises(InputError):
            cards.import_card_file(str(tmp_path / name))
    assert not cards.journey.own_cards


@pytest.mark.parametrize("name", ["cards.csv", "cards.txt"])
def test_a_file_goes_from_one_journey_to_another(cards: Session, tmp_path: Path, profile, name: str):
    cards.add_card("=Why?", "#Because.\n-1", "@work", "maths", "math")
    cards.add_card("Loose?", "Yes.")
    path = cards.write_cards(str(tmp_path / name))
    other = Session(DeckContent(), Store(tmp_path / "other"), cards.clock)
    other.set_profile(profile)
    assert other.import_card_file(str(path)).problems == ()
    assert dict(other.journey.own_cards) == dict(cards.journey.own_cards)
    with pytest.raises(InputError, match="there already"):
        cards.write_cards(str(path))


def test_all_cards_can_leave(cards: Session):
    assert len(cards.export_cards("csv", every=True).splitlines()) == 1 + 3 * EACH
    assert len(cards.export_cards("csv").splitlines()) == 1
