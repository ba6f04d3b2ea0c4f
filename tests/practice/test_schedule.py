"""When a card comes up again: against the package's own scheduler, and with days of the user's."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from fsrs import Card as Peer
from fsrs import Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from mentor.clock import Clock
from mentor.journey.practice import CardState
from mentor.practice.schedule import GRADES, LONGEST, intervals, review
from mentor.session import Session
from mentor.store.store import Store
from tests.deck import DeckContent

DAY = date(2026, 3, 2)
NEW = CardState("MA01")


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def after(*grades: int, every: int = 3) -> CardState:
    """A card graded every few days."""
    state = NEW
    for n, grade in enumerate(grades):
        state = review(state, grade, DAY + timedelta(days=n * every), 0.9, fuzz=False)
    return state


def test_the_first_days_are_those_that_the_package_gives_without_steps():
    made = [review(NEW, grade, DAY, 0.9, fuzz=False) for grade in GRADES]
    assert [(state.due - DAY).days for state in made if state.due] == [1, 1, 2, 8]
    assert {(state.last, state.state, state.reps) for state in made} == {(DAY, "learning", 1)}
    assert intervals(NEW, DAY, 0.9)[:3] == (1, 1, 2), "so short a time is not moved"


@pytest.mark.parametrize(
    ("grades", "state", "lapses"),
    [
        ((3,), "learning", 0),
        ((1, 3), "review", 0),
        ((3, 2), "review", 0),
        ((3, 3, 1), "learning", 1),
        ((3, 3, 1, 1), "learning", 1),
        ((3, 3, 1, 3, 1), "learning", 2),
        ((1, 1, 1), "learning", 0),
    ],
)
def test_what_a_card_is_after_grades_on_different_days(grades: tuple[int, ...], state: str, lapses: int):
    made = after(*grades)
    assert (made.state, made.lapses, made.reps) == (state, lapses, len(grades))


def test_a_second_try_on_the_first_day_is_no_recall():
    again = review(review(NEW, 1, DAY, 0.9), 3, DAY, 0.9)
    assert (again.state, again.reps, again.due) == ("learning", 2, DAY + timedelta(days=1))


def test_a_higher_retention_brings_cards_sooner():
    state = after(3, 3, 3, 3, every=8)
    on = DAY + timedelta(days=60)
    assert intervals(state, on, 0.93)[2] < intervals(state, on, 0.9)[2]


@given(
    grades=st.lists(st.sampled_from(GRADES), min_size=1, max_size=12),
    gaps=st.lists(st.integers(-3, 120), min_size=12, max_size=12),
)
def test_any_history_gives_a_day_ahead_within_a_year(grades: list[int], gaps: list[int]):
    state, on = NEW, DAY
    for grade, gap in zip(grades, gaps, strict=False):
        on += timedelta(days=gap)
        state = review(state, grade, on, 0.9)
        assert state.due is not None
        assert 1 <= (state.due - on).days <= LONGEST
        assert 1 <= state.difficulty <= 10
        assert state.stability > 0
        shown = intervals(state, on, 0.9)
        assert list(shown) == sorted(shown) or max(shown) > 2  # fuzz may put two neighbours in the other order


def test_the_fuzz_is_the_same_each_time_and_leaves_the_shared_luck_alone():
    state = after(3, 3, 3, 3, 3, every=20)
    on = DAY + timedelta(days=150)
    random.seed(7)
    first = random.random()
    random.seed(7)
    days = {intervals(state, on, 0.9) for _ in range(20)}
    assert random.random() == first
    assert len(days) == 1
    others = {review(CardState(**{**vars(state), "id": f"MA{n:02}"}), 3, on, 0.9).due for n in range(20)}
    assert len(others) > 3, "cards learned together come apart"


def test_nothing_reads_the_clock(monkeypatch: pytest.MonkeyPatch):
    class NoClock(datetime):
        @classmethod
        def now(cls, tz=None):
            raise AssertionError("the clock was read")

    monkeypatch.setattr("fsrs.card.datetime", NoClock)
    monkeypatch.setattr("fsrs.scheduler.datetime", NoClock)
    assert review(after(3, 3), 4, DAY + timedelta(days=9), 0.9).reps == 3


def test_the_package_is_imported_only_when_a_card_is_reviewed():
    code = "import mentor.session, mentor.session.cards, mentor.coach.cards, sys; print('fsrs' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "False"


# ------------------------------------------------------------------------------------------------ a month


def test_a_month_of_reviews_goes_as_the_package_has_it(tmp_path: Path, profile):
    """Thirty evenings of the session's own cards; beside it each card in the package's own hands."""
    day = DAY
    content = DeckContent()
    session = Session(content, Store(tmp_path / "data"), Clock(day, partial(at, day)))
    session.set_profile(profile)
    peers: dict[str, Peer] = {}
    own = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False)
    luck = random.Random(3)
    reviews = 0
    for n in range(30):
        day = DAY + timedelta(days=n)
        session.clock = Clock(day, partial(at, day))
        queue = session.card_day().queue
        assert len([key for key in queue if key not in peers]) <= 5
        due = {key for key, state in session.journey.cards.items() if state.due and state.due <= day}
        assert due <= set(queue), "what is due comes up, within the caps"
        assert {key for key in queue if key in peers} == due, "nothing comes up before its day"
        for key in queue:
            first = key not in peers
            peer = peers.setdefault(key, Peer(card_id=1, due=at(day)))
            kept = luck.random() < (0.7 if first else own.get_card_retrievability(peer, at(day)))
            grade = luck.choice((2, 3, 3, 3, 4)) if kept else 1
            peers[key], _ = own.review_card(peer, Rating(grade), at(day))
            state = session.grade_card(key, grade, 10).state
            assert state.stability == pytest.approx(peers[key].stability, rel=0.002)
            assert state.difficulty == pytest.approx(peers[key].difficulty, abs=0.01)
            meant = (peers[key].due.date() - day).days
            assert state.due is not None
            moved = (state.due - day).days - meant
            assert -1.5 - 0.15 * meant <= moved <= 2.5 + 0.15 * meant, "the package's own fuzz"
            assert meant > 2 or moved == 0
            reviews += 1
    journey = session.journey
    assert len(journey.grades) == reviews > 80
    assert len(journey.cards) == len(content.cards) == len(peers)
    assert sum(state.state == "review" for state in journey.cards.values()) > 25
    kept = session.cards_kept()
    tried = sum(one.tried for one in kept.values())
    assert tried == sum(1 for grade in journey.grades.values() if grade.days)
    assert 0.75 < sum(one.recalled for one in kept.values()) / tried < 1
