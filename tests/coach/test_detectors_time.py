"""Detectors over time: how they go away, what is put right at once, and silence for those who work steadily."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from mentor.coach.companies import has_deployed
from mentor.coach.detectors import detect
from mentor.coach.milestones import deployed_on, model_on
from mentor.coach.portfolio import checklist
from mentor.journey import Journey
from mentor.journey.records import GateClosed, GateNeed, Mark, Project, TaskState, Week
from mentor.journey.search import Application, Company
from mentor.journey.time import Course, LogEntry

from .builders import CONTENT, TODAY, action, everywhere, journey, journeys
from .builders import project as whole_project
from .record import ago, by_id, course, marks, project, record, run, sent, severity, signal


def shown(of: Journey, today: date = TODAY) -> list[str]:
    return [one.id for one in detect(CONTENT, of, today)]


# ------------------------------------------------------------------------------------------- going away

SPRAY = record(applications=sent(25, 13))
"""25 cold applications on one day: true for a fortnight from then on."""


def test_a_pattern_stays_for_a_week_after_it_was_last_seen_and_says_so() -> None:
    assert signal(SPRAY, "FM15").ended is None
    for days in range(1, 7):
        found = signal(SPRAY, "FM15", TODAY + timedelta(days=days))
        assert found.ended == TODAY + timedelta(days=1)
        assert found.gone == TODAY + timedelta(days=7)
        assert found.numbers.startswith("25 cold applications")
    assert signal(SPRAY, "FM15", TODAY + timedelta(days=7)) is None


def test_what_is_going_away_is_amber_at_most() -> None:
    of = record(("publish", 1, 0), gates={"P1": GateClosed("P1", ago(60))})
    assert severity(of, "FM17", TODAY - timedelta(days=1)) == "amber"
    red = record(("learn", 12, 40), projects=by_id(project(days=90)), runs=by_id(run(90, commit=95)))
    last = TODAY + timedelta(days=14)  # the 12 h fall out of the window of 56 days after it
    assert signal(red, "FM02", last).severity == "red"
    after = signal(red, "FM02", last + timedelta(days=2))
    assert (after.severity, after.ended) == ("amber", last + timedelta(days=2))


PUT_RIGHT: dict[str, tuple[Journey, dict[str, Any]]] = {
    "FM01": (record(("learn", 60, 60)), {"needs": {"G1.2": GateNeed("G1.2", TODAY)}}),
    "FM02": (
        record(("learn", 12, 3), projects=by_id(project()), runs=by_id(run(9, commit=40))),
        {"runs": by_id(run(9, commit=40), run(0, number=2, commit=0))},
    ),
    "FM03": (
        record(courses=by_id(course("a"), course("b"))),
        {"courses": by_id(course("a"), course("b", state="parked", ended=0))},
    ),
    "FM04": (record(("build", 20, 5, {"note": "kaggle"})), {"needs": {"G2.1": GateNeed("G2.1", TODAY)}}),
    "FM05": (
        record(gates={"P1": GateClosed("P1", ago(50))}, projects=by_id(project())),
        {"marks": marks("R25", "R26", days=0)},
    ),
    "FM07": (record(("build", 40, 5), levels={"sql": 1}), {"ratings": {}}),
    "FM13": (
        record(projects=by_id(*(project(f"p{n}", 20) for n in (1, 2, 3)))),
        {"projects": by_id(*(project(f"p{n}", 20, state="parked" if n == 3 else "active") for n in (1, 2, 3)))},
    ),
    "FM14": (
        record(projects=by_id(project(days=200)), days=300),
        {"projects": by_id(project(days=200, state="finished"))},
    ),
    "FM18": (
        record(applications=sent(1, 9, stages={"screen": ago(4)})),
        {"actions": by_id(*(action(f"w1.{n}", "design", day=TODAY, done=TODAY) for n in (1, 2, 3)))},
    ),
    "FM20": (record(courses=by_id(course("a", paid=True))), {"courses": by_id(course("a", paid=True, ended=0))}),
}


@pytest.mark.parametrize("id_", PUT_RIGHT)
def test_doing_what_is_asked_ends_it_the_same_day(id_: str) -> None:
    before, done = PUT_RIGHT[id_]
    assert signal(before, id_) is not None
    assert signal(replace(before, **done), id_) is None


def test_publishing_ends_the_silence_the_same_day() -> None:
    gates = {"P1": GateClosed("P1", ago(50))}
    assert severity(record(gates=gates), "FM17") == "amber"
    assert signal(record(("publish", 0.5, 0), gates=gates), "FM17") is None


# ------------------------------------------------------------------------------------------- steady people

FIRST = ago(364)


def on(week: int, weekday: int = 0) -> date:
    return FIRST + timedelta(days=7 * (week - 1) + weekday)


def steady(start: str, hours: float, model: int, served: int, shipped: int, **fields: Any) -> Journey:
    """A year of somebody who builds more than they learn, shows it, ships, and then applies through people.

    Args:
        hours: Logged every week; a tenth more is planned.
        model, served, shipped: The weeks in which the first model, its service and the project are there.
    """
    share = {"build": 0.55, "learn": 0.25, "practise": 0.1, "publish": 0.05, "people": 0.05}
    log, weeks, actions, runs = {}, {}, {}, {}
    for week in range(1, 53):
        days = (on(week), on(week) + timedelta(days=6))
        weeks[f"w{week}"] = Week(f"w{week}", week, *days, round(hours * 66), hours * 1.1)
        searching = {"apply": 0.25, "build": 0.3} if week > shipped else {}
        for day, (kind, part) in enumerate({**share, **searching}.items()):
            id_ = f"l{week}.{day}"
            task = {"practise": "P0.8", "learn": "P0.2" if week <= model - 8 else ""}.get(kind, "")
            project_ = "p1" if kind == "build" and week >= model else ""
            log[id_] = LogEntry(id_, on(week, day), round(hours * part * 60), kind, task=task, project=project_)  # type: ignore[arg-type]
        if week % 4 == 1:
            actions[f"w{week}.9"] = action(f"w{week}.9", "design", day=on(week), done=on(week))
        if week > model:
            runs[f"p1/{week}"] = run(project="p1", number=week, py_share=0.9, typed=0.7, tests=6)
            runs[f"p1/{week}"] = replace(runs[f"p1/{week}"], on=on(week, 5), last_commit=on(week, 4))
    needs = {f"G1.{n}": GateNeed(f"G1.{n}", on(model, 6)) for n in (1, 2, 3, 4)}
    criteria = [c.id for c in checklist(CONTENT, "serving_api") if c.needed_for_shipped("serving_api")]
    given = {c: on(served if c in ("R25", "R26", "R07", "R08") else shipped, 6) for c in criteria}
    found = {f"p1/{c}": Mark(f"p1/{c}", "p1", c, "met", day, "seen") for c, day in given.items()}
    types = ["own_industry", "vertical_saas", "mid_market", "consulting", "own_industry", "applied_titles"]
    companies = {f"c{n}": Company(f"c{n}", f"Firm {n}", on(shipped + n), types[n]) for n in range(6)}
    channels = ("cold", "referral", "warm", "cold")
    applications = {
        f"a{week}.{n}": Application(
            f"a{week}.{n}",
            "ML engineer",
            on(week, n),
            channels[n],  # type: ignore[arg-type]
            f"c{n}",
            stages={"screen": on(week + 2)} if week % 8 == n else {},
        )
        for week in range(shipped + 1, 53)
        for n in range(4)
    }
    return journey(
        start,
        fields.pop("levels"),
        since=FIRST,
        hours_per_week=hours * 1.1,
        log=log,
        weeks=weeks,
        actions=actions,
        runs=runs,
        needs=needs,
        gates={"P1": GateClosed("P1", on(model, 6))},
        tasks={"P0.2": TaskState("P0.2", "done", on(7))},
        courses={
            "k1": Course("k1", "A first course", on(1), "finished", ended=on(6)),
            "k2": Course("k2", "A second course", on(9), "finished", ended=on(20)),
        },
        projects={"p1": Project("p1", "serving_api", "Scores for tickets", on(model - 2))},
        marks=found,
        companies=companies,
        applications=applications,
        **fields,
    )


STEADY = {
    "backend engineer": steady(
        "swe_backend",
        9,
        8,
        13,
        22,
        levels={**everywhere(2), "python": 4, "sql": 3},
        industry="fintech",
        deadline_months=14,
    ),
    "beginner": steady("beginner", 13, 24, 30, 38, levels=everywhere(2, sql=1), industry="nursing", deadline_months=24),
}


@pytest.mark.parametrize("who", STEADY)
def test_nobody_who_works_steadily_is_told_anything_all_year(who: str) -> None:
    told = {day: shown(STEADY[who], day) for week in range(1, 53) for day in (on(week, 2), on(week, 6))}
    assert {day: ids for day, ids in told.items() if ids} == {}


def test_the_steady_would_be_told_if_they_stopped_shipping() -> None:
    """The test above can fail: the same year without marks and applications is no quiet one."""
    idle = replace(STEADY["backend engineer"], marks={}, applications={})
    assert {"FM05", "FM14"} <= set(shown(idle, on(52)))


# ------------------------------------------------------------------------------------------- anybody


@settings(max_examples=40)
@given(journeys())
def test_no_journey_is_too_strange(of: Journey) -> None:
    found = detect(CONTENT, of, TODAY)
    assert found == detect(CONTENT, of, TODAY)
    assert len({one.id for one in found}) == len(found)


@settings(max_examples=40)
@given(journeys())
def test_the_day_of_a_deployment_is_known_whenever_there_is_one(of: Journey) -> None:
    assert (deployed_on(CONTENT, of) is not None) == has_deployed(CONTENT, of)
    if has_deployed(CONTENT, of):
        assert model_on(CONTENT, of) is not None


def test_a_toy_set_is_no_real_data() -> None:
    toy = {"runs": by_id(run(5, states={"R08": "pass", "R03": "fail"}))}
    real = {"runs": by_id(run(5, states={"R08": "pass", "R03": "pass"}))}
    assert model_on(CONTENT, record(projects=by_id(project()), **real)) == ago(5)
    assert model_on(CONTENT, record(projects=by_id(project()), **toy)) is None


def test_what_happens_later_is_not_known_before() -> None:
    of = record(("learn", 60, 30), **whole_project())
    assert signal(of, "FM01") is None
    assert severity(of, "FM01", TODAY - timedelta(days=9)) == "amber"


def test_there_is_nothing_to_say_without_a_profile() -> None:
    with pytest.raises(ValueError, match="profile"):
        detect(CONTENT, Journey(), TODAY)
