"""Where an application stands on a day, and who is waiting for a word."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from mentor.coach.pipeline import follow_ups, pipeline, standing, targets_with_people
from mentor.journey import Journey
from mentor.journey.search import Application, Company, Message, Person

from .builders import CONTENT, TODAY
from .record import ago, by_id


def application(days: int = 5, id_: str = "a1", **fields: Any) -> Application:
    return Application(id_, "ML engineer", ago(days), **fields)


@pytest.mark.parametrize(
    ("one", "at", "state"),
    [
        (application(0), "applied", "open"),
        (application(21), "applied", "open"),
        (application(22), "applied", "no_answer"),
        (application(90, sent=False), "saved", "saved"),
        (application(90, stages={"screen": ago(21)}), "screen", "open"),
        (application(90, stages={"screen": ago(22)}), "screen", "no_answer"),
        (application(90, stages={"screen": ago(60), "technical": ago(3)}), "technical", "open"),
        (application(90, stages={"technical": TODAY + timedelta(4)}), "technical", "open"),  # arranged for a day ahead
        (application(90, stages={"offer": ago(60)}), "offer", "open"),  # an offer waits for the user, not for them
        (application(5, outcome="rejected"), "applied", "rejected"),
        (application(90, outcome="withdrawn", stages={"screen": ago(80)}), "screen", "withdrawn"),
        (application(90, outcome="accepted", stages={"offer": ago(80)}), "offer", "accepted"),
    ],
)
def test_where_an_application_stands(one: Application, at: str, state: str) -> None:
    found = standing(CONTENT, one, TODAY)
    assert (found.at, found.state) == (at, state)
    assert found.open == (state in ("open", "saved"))


def test_an_answer_opens_again_what_silence_closed() -> None:
    silent = application(40)
    assert standing(CONTENT, silent, TODAY).state == "no_answer"
    answered = application(40, stages={"screen": TODAY})
    assert standing(CONTENT, answered, TODAY).state == "open"


def test_the_day_on_which_silence_closes_it() -> None:
    found = standing(CONTENT, application(5), TODAY)
    assert found.closes == ago(5) + timedelta(days=21)
    assert standing(CONTENT, application(5, outcome="rejected"), TODAY).closes is None


def test_what_moved_last_comes_first() -> None:
    journey = Journey(
        applications=by_id(
            application(9, "a1"), application(2, "a2"), application(30, "a3", stages={"screen": ago(1)}),
            application(2, "a10"),
        )
    )  # fmt: skip
    assert [one.application.id for one in pipeline(CONTENT, journey, TODAY)] == ["a3", "a10", "a2", "a1"]


@pytest.mark.parametrize(
    ("stages", "furthest", "reached"),
    [
        ({}, None, []),
        ({"screen": TODAY}, "screen", ["screen"]),
        ({"onsite": TODAY}, "onsite", ["screen", "technical", "onsite"]),  # a later stage implies the ones before
    ],
)
def test_a_later_stage_implies_the_ones_before(stages: dict[str, date], furthest: str, reached: list[str]) -> None:
    one = application(stages=stages)
    assert one.furthest == furthest
    assert [stage for stage in ("screen", "technical", "onsite", "offer") if one.reached(stage)] == reached  # type: ignore[arg-type]


# ---------------------------------------------------------------------------------------------------- follow-ups

SHE = Person("h1", "N. N.", ago(60), "c1")


def told(*messages: tuple[int, str, int | None], person: Person = SHE) -> Journey:
    """A person and messages to them: days ago, kind, and days ago of the answer."""
    rows = [
        Message(f"m{n}", "h1", ago(days), "?", kind, sent=True, answered=None if back is None else ago(back))  # type: ignore[arg-type]
        for n, (days, kind, back) in enumerate(messages)
    ]
    return Journey(people=by_id(person), messages=by_id(*rows))


@pytest.mark.parametrize(
    ("journey", "due"),
    [
        (told(), None),
        (told((9, "first", None)), None),
        (told((10, "first", None)), TODAY),
        (told((15, "first", None)), ago(5)),
        (told((15, "first", 3)), None),  # answered
        (told((30, "first", None), (12, "follow_up", None)), None),  # one follow-up, never a second
        (told((15, "thanks", None)), None),
        (told(person=Person("h1", "N. N.", ago(60), next="call", next_on=TODAY)), TODAY),
        (told(person=Person("h1", "N. N.", ago(60), next="call", next_on=TODAY + timedelta(1))), None),
        (told((15, "first", None), person=Person("h1", "N. N.", ago(60), archived=True)), None),
    ],
)
def test_whom_to_write_to(journey: Journey, due: date | None) -> None:
    assert [one.due for one in follow_ups(CONTENT, journey, TODAY)] == ([] if due is None else [due])


def test_a_draft_waits_for_nothing() -> None:
    draft = Message("m1", "h1", ago(30), "?")
    journey = Journey(people=by_id(SHE), messages=by_id(draft))
    assert not follow_ups(CONTENT, journey, TODAY)


def test_the_first_target_counts_companies_with_a_person() -> None:
    firms = by_id(*(Company(f"c{n}", f"Firm {n}", TODAY, archived=n == 3) for n in range(4)))
    people = by_id(
        Person("h1", "A.", TODAY, "c1"),
        Person("h2", "B.", TODAY, "c1"),
        Person("h3", "C.", TODAY, "c3"),  # of one that was put away
        Person("h4", "D.", TODAY, "c2", archived=True),
        Person("h5", "E.", TODAY),
    )
    companies, known = targets_with_people(Journey(companies=firms, people=people))
    assert (len(companies), known) == (3, 1)
