"""Cards of a day: what is due, what is new, caps, leeches, how well they are kept, what is coming."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from mentor.coach.cards import (
    OWN,
    Caps,
    CardDay,
    coming,
    day_of,
    deck_of,
    group_titles,
    interview_day,
    is_leech,
    kept,
    kept_in_all,
    new_order,
    wanted_retention,
)
from mentor.journey import Journey
from mentor.journey.practice import CardState, Grade, OwnCard
from mentor.journey.records import Note
from tests.coach.builders import profile
from tests.deck import EACH, DeckContent

TODAY = date(2026, 11, 21)
CONTENT = DeckContent()


def seen(key: str, due_in: int = 0, interval: int = 4, **fields: Any) -> CardState:
    """A card that was seen: due in so many days, after an interval of so many."""
    due = TODAY + timedelta(days=due_in)
    given = {"state": "review", "stability": 5.0, "difficulty": 5.0, "reps": 2, **fields}
    return CardState(key, due=due, last=due - timedelta(days=interval), **given)


def reviews(card: str, *grades: int, ago: int = 0, days: int | None = 3, before: str = "review", seconds: int = 10):
    """Reviews of a card on one day, by id."""
    on = TODAY - timedelta(days=ago)
    made = {}
    for n, grade in enumerate(grades):
        key = f"{on:%Y%m%d}T0900{n:02}{card}"
        at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC).isoformat()
        made[key] = Grade(key, card, grade, at, on, before, days, 3, seconds)  # type: ignore[arg-type]
    return made


def made(*states: CardState, grades: dict[str, Grade] | None = None, **tables: Any) -> Journey:
    return Journey(profile=profile(), cards={state.id: state for state in states}, grades=grades or {}, **tables)


def day(journey: Journey) -> CardDay:
    return day_of(CONTENT, journey, deck_of(CONTENT, journey), TODAY)


def test_a_first_day_has_new_cards_only():
    first = day(made())
    assert (first.due, len(first.new), len(first.waiting), first.room) == ((), 5, 3 * EACH, 60)
    assert first.queue == first.new


def test_more_new_cards_in_the_phase_of_interviews(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("mentor.coach.cards.next_phase", lambda _: "P7")
    assert len(day(made()).new) == 8


@pytest.mark.parametrize(
    ("state", "is_due"),
    [
        (seen("MA01"), True),
        (seen("MA01", -3), True),
        (seen("MA01", 1), False),
        (seen("MA01", suspended=True), False),
        (seen("MA01", buried=TODAY + timedelta(days=1)), False),
        (seen("MA01", buried=TODAY), True),
        (CardState("MA01"), False),
        (seen("ZZ99"), False),
    ],
)
def test_what_is_due(state: CardState, is_due: bool):
    assert (state.id in day(made(state)).due) is is_due


def test_a_new_card_that_is_set_aside_or_left_until_tomorrow_does_not_come_up():
    aside = CardState("MA01", suspended=True)
    left = CardState("SQ01", buried=TODAY + timedelta(days=1))
    back = CardState("ML01", buried=TODAY)
    waiting = day(made(aside, left, back)).waiting
    assert {"MA01", "SQ01"}.isdisjoint(waiting)
    assert "ML01" in waiting


def test_the_most_overdue_for_its_interval_comes_first():
    short, long = seen("MA01", -2, interval=2), seen("MA02", -5, interval=60)
    assert day(made(long, short, seen("MA03"))).due == ("MA01", "MA02", "MA03")


def test_new_cards_of_the_day_are_counted_off():
    states = [seen(f"MA0{n}", 2) for n in range(1, 4)]
    grades = {k: g for state in states for k, g in reviews(state.id, 3, before="new", days=None).items()}
    after = day(made(*states, grades=grades))
    assert (len(after.new), after.reviewed, after.seconds) == (2, 3, 30)
    yesterday = {k: replace(g, on=TODAY - timedelta(days=1)) for k, g in grades.items()}
    assert len(day(made(*states, grades=yesterday)).new) == 5


@pytest.mark.parametrize(
    ("number", "seconds", "room"), [(60, 5, 0), (50, 5, 10), (30, 24, 0), (30, 20, 6), (10, 30, 35)]
)
def test_sixty_reviews_or_twelve_minutes_are_a_day(number: int, seconds: int, room: int):
    grades = reviews("MA01", *[3] * number, seconds=seconds)
    assert day(made(seen("MA01", 3), grades=grades)).room == room


def test_the_caps_put_off_what_is_least_overdue_and_new_cards_wait_behind():
    states = [seen(f"MA{n:02}", -1, interval=n) for n in range(1, EACH + 1)]
    grades = reviews("SQ01", *[3] * 50)
    one = day(made(*states, grades=grades))
    assert (one.room, one.put_off, one.queue) == (10, 2, tuple(f"MA{n:02}" for n in range(1, 11)))


def test_the_order_of_new_cards():
    own = OwnCard("o1", "Why?", "So.", TODAY)
    deck = deck_of(CONTENT, made(own_cards={"o1": own}))
    order = new_order(deck.values(), frozenset(("sql",)), ("o1",))
    assert order[0] == "o1"
    assert order[1:4] == ("SQ01", "SQ02", "SQ03"), "the present phase's first"
    assert order[10:12] == ("MA01", "ML01"), "then one of each group after another"
    first_senior = next(n for n, key in enumerate(order) if not deck[key].foundation)
    assert all(not deck[key].foundation for key in order[first_senior:])
    assert sorted(order) == sorted(deck)


# ------------------------------------------------------------------------------------------------ retention


@pytest.mark.parametrize(("ahead", "wanted"), [(None, 0.9), (0, 0.93), (21, 0.93), (22, 0.9), (-1, 0.9)])
def test_more_is_wanted_in_the_last_three_weeks_before_an_interview(ahead: int | None, wanted: float):
    interview = None if ahead is None else TODAY + timedelta(days=ahead)
    assert wanted_retention(CONTENT, interview, TODAY) == wanted


@pytest.mark.parametrize(("value", "day"), [("2026-12-01", date(2026, 12, 1)), ("soon", None), (7, None), (None, None)])
def test_the_interview_is_a_note_that_may_hold_anything(value: Any, day: date | None):
    assert interview_day(made(notes={"practice.interview": Note("practice.interview", value)})) == day
    assert interview_day(made()) is None


@pytest.mark.parametrize(
    ("recalled", "forgotten", "said"),
    [
        (0, 0, "no review yet"),
        (9, 2, "9 of 11 recalled, too few to tell"),
        (19, 0, "19 of 19 recalled, too few to tell"),
        (18, 2, "90 % of 20 recalled"),
        (31, 3, "91 % of 34 recalled"),
    ],
)
def test_a_share_is_told_only_from_twenty_reviews_on(recalled: int, forgotten: int, said: str):
    grades = {**reviews("MA01", *[3] * recalled, ago=2), **reviews("MA02", *[1] * forgotten, ago=3)}
    journey = made(seen("MA01"), seen("MA02", state="learning"), grades=grades)
    maths = kept(CONTENT, journey, deck_of(CONTENT, journey), TODAY)["maths"]
    assert (maths.said, maths.seen, maths.review, maths.cards) == (said, 2, 1, EACH)


@pytest.mark.parametrize(
    ("grades", "tried"),
    [
        (reviews("MA01", 3, 3), 2),
        (reviews("MA01", 3, days=None, before="new"), 0),
        (reviews("MA01", 3, days=0, before="learning"), 0),
        (reviews("MA01", 3, ago=91), 0),
        (reviews("MA01", 3, ago=90), 1),
        (reviews("ZZ01", 3), 0),
    ],
)
def test_only_what_was_kept_for_a_day_counts(grades: dict[str, Grade], tried: int):
    journey = made(seen("MA01"), grades=grades)
    groups = kept(CONTENT, journey, deck_of(CONTENT, journey), TODAY)
    assert kept_in_all(groups, 20).tried == tried


def test_own_cards_lie_on_their_group_or_on_a_pile_of_their_own():
    own = {"o1": OwnCard("o1", "a", "b", TODAY, group="sql"), "o2": OwnCard("o2", "c", "d", TODAY)}
    journey = made(own_cards=own)
    assert list(group_titles(CONTENT, journey))[-1] == OWN
    assert OWN not in group_titles(CONTENT, made(own_cards={"o1": own["o1"]}))
    groups = kept(CONTENT, journey, deck_of(CONTENT, journey), TODAY)
    assert (groups["sql"].cards, groups[OWN].cards) == (EACH + 1, 1)


@pytest.mark.parametrize(("lapses", "leech"), [(0, False), (7, False), (8, True), (9, False), (11, False), (12, True)])
def test_a_leech(lapses: int, leech: bool):
    assert is_leech(CONTENT, lapses) is leech


# ------------------------------------------------------------------------------------------------ what is coming


def later(by: int):
    """Every card comes up again after so many days."""

    def after(state: CardState, on: date) -> CardState:
        return replace(state, state="review", due=on + timedelta(days=by), last=on)

    return after


CAPS = Caps(new=5, reviews=60, minutes=12, sitting=20)


def ahead(states: list[CardState], waiting: int, caps: Caps = CAPS, by: int = 10, room: int = 60) -> list[int]:
    fresh = tuple(f"n{n}" for n in range(waiting))
    return coming(states, CardDay((), fresh[: caps.new], fresh, 0, 0, room), caps, TODAY, later(by), 12)


def test_the_forecast_takes_what_is_due_and_new_cards_as_they_come_back():
    assert ahead([], 7, by=3) == [5, 2, 0, 5, 2, 0, 5, 2, 0, 5, 2, 0]
    assert ahead([seen("MA01", -4), seen("MA02", 2)], 0, by=5) == [1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0]


def test_what_goes_beyond_a_day_waits_for_the_next_one():
    states = [seen(f"x{n}", -1) for n in range(25)]
    assert ahead(states, 3, CAPS._replace(reviews=10), by=30, room=4)[:5] == [4, 10, 10, 4, 0]
