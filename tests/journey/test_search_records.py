"""Records of the search that no screen would make, and ids they speak of that are no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.check import record_problems
from mentor.journey.references import lost_references
from mentor.journey.search import Application, Company, Message, Offer, Person

DAY, LATER = date(2026, 11, 21), date(2026, 11, 30)
SENT = Application("a1", "ML engineer", DAY, company="c1", stages={"screen": LATER})
OFFER = Offer("of1", "c1", "ML engineer", DAY, base=140_000)


@pytest.mark.parametrize(
    "record", [SENT, replace(SENT, outcome="rejected", ended=LATER), replace(SENT, sent=False, stages={}), OFFER]
)
def test_what_can_be(record: Any) -> None:
    assert record_problems(record) == []


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (replace(SENT, stages={"lunch": LATER}), "lunch is no stage"),
        (replace(SENT, stages={"screen": date(1990, 1, 1)}), "in no year"),
        (replace(SENT, stages={"screen": date(2026, 11, 20)}), "before it went out"),
        (replace(SENT, outcome="rejected"), "do not go together"),
        (replace(SENT, ended=LATER), "do not go together"),
        (replace(OFFER, base=0), "base 0"),
        (replace(OFFER, total=-5), "total -5"),
    ],
)
def test_what_cannot_be(record: Any, said: str) -> None:
    assert any(said in problem for problem in record_problems(record))


def test_ids_that_are_no_more() -> None:
    journey = Journey(
        companies={"c1": Company("c1", "Acme", DAY, type="guild")},
        people={"h1": Person("h1", "N. N.", DAY, "c2")},
        applications={"a1": replace(SENT, person="h2")},
        messages={"m1": Message("m1", "h3", DAY, "?")},
        offers={"of1": replace(OFFER, application="a2")},
    )
    assert lost_references(journey, Content()) == [
        "companies c1: the kind of employer guild is no more",
        "people h1: the company c2 is no more",
        "applications a1: the person h2 is no more",
        "messages m1: the person h3 is no more",
        "offers of1: the application a2 is no more",
    ]


def test_whole_records_lose_nothing() -> None:
    journey = Journey(companies={"c1": Company("c1", "Acme", DAY, type="vertical_saas")}, applications={"a1": SENT})
    assert lost_references(journey, Content()) == []
