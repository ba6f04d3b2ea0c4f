"""Every detector just below and at each of its thresholds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from mentor.coach.detectors import CHECKS
from mentor.journey import Journey
from mentor.journey.drills import Drill
from mentor.journey.records import GateClosed, GateNeed, TaskState

from .builders import CONTENT, TODAY, action, everywhere
from .builders import project as whole_project
from .record import (
    ago,
    by_id,
    companies,
    course,
    line,
    marks,
    project,
    record,
    review,
    run,
    sent,
    severity,
    signal,
    weeks,
)

AMBER, RED, SILENT = "amber", "red", None


def gate(days: int) -> dict[str, Any]:
    return {"P1": GateClosed("P1", ago(days))}


def with_project(*entries: Any, **fields: Any) -> Journey:
    return record(*entries, projects=by_id(project()), **fields)


def reading(**fields: Any) -> dict[str, Any]:
    return {"runs": by_id(run(**fields))}


# ------------------------------------------------------------------------------------------- study

TWO_COURSES, THREE_COURSES = (by_id(*(course(c, ended=5) for c in names)) for names in ("ab", "abc"))
MODEL = {"history": {"models_on_real_data": 1}}
STUDY = {
    "FM01": [
        (record(("learn", 39.5, 60)), SILENT),
        (record(("learn", 40, 60)), AMBER),
        (record(("learn", 99.5, 60)), AMBER),
        (record(("learn", 100, 60)), RED),
        (record(("learn", 100, 60), **MODEL), SILENT),
        (record(("learn", 100, 60, {"task": "P0.8"})), SILENT),  # the software foundations come first
        (record(("learn", 100, 60, {"task": "P1.2"})), RED),
        (record(("learn", 12, 5), ("build", 8, 5), **MODEL), SILENT),  # 60 % of 20 h
        (record(("learn", 12.5, 5), ("build", 7.5, 5), **MODEL), AMBER),
        (record(("learn", 12.5, 5), ("build", 7, 5), **MODEL), SILENT),  # of 19.5 h
        (record(("learn", 12.5, 27), ("build", 7.5, 27), **MODEL), AMBER),
        (record(("learn", 12.5, 28), ("build", 7.5, 28), **MODEL), SILENT),  # no longer within four weeks
    ],
    "FM02": [
        (with_project(("learn", 12, 3), **reading(commit=27)), SILENT),
        (with_project(("learn", 12, 3), **reading(commit=28)), AMBER),
        (with_project(("learn", 12, 3), **reading(commit=55)), AMBER),
        (with_project(("learn", 12, 3), **reading(commit=56)), RED),
        (with_project(("learn", 8.5, 3), ("build", 1.5, 3), **reading(commit=90)), SILENT),  # 15 % building
        (with_project(("learn", 8.75, 3), ("build", 1.25, 3), **reading(commit=90)), RED),
        (with_project(("learn", 8.75, 3), ("build", 1.25, 3), ("build", 9, 40), **reading(commit=90)), AMBER),
        (with_project(("learn", 9.5, 3), **reading(commit=90)), SILENT),  # a break, not a habit
        (with_project(("learn", 5, 3), ("apply", 20, 3), ("build", 5, 3), **reading(commit=90)), SILENT),
        (record(("learn", 12, 3), days=27), SILENT),  # no repository linked
        (record(("learn", 12, 3), days=28), AMBER),
    ],
    "FM03": [
        (record(courses=by_id(course("a"))), SILENT),
        (record(courses=by_id(course("a"), course("b"))), AMBER),
        (record(courses=by_id(course("a"), course("b", state="parked", ended=1))), SILENT),
        (record(courses=by_id(course("a", ended=9))), SILENT),
        (record(courses=by_id(course("a", ended=9), course("b", ended=5))), AMBER),
        (record(courses=THREE_COURSES), RED),
        (record(courses=THREE_COURSES, marks=marks("R07", days=4)), SILENT),
        (record(courses=THREE_COURSES, marks=marks("R07", days=6)), RED),
        (record(courses=THREE_COURSES, needs={"G0.1": GateNeed("G0.1", ago(3))}), SILENT),
        (
            record(courses=TWO_COURSES, tasks={"P0.1": TaskState("P0.1", "done", TODAY)}),
            SILENT,
        ),
    ],
    "FM07": [
        (record(("build", 40, 5), levels={"sql": 2}), SILENT),  # gap 3.6
        (record(("build", 40, 5), levels={"sql": 1}), AMBER),  # gap 6.5
        (record(("build", 40, 5)), SILENT),  # not rated
        (record(("build", 38, 5), ("learn", 2, 5, {"note": "PostgreSQL windows"}), levels={"sql": 1}), SILENT),
        (record(("build", 38.5, 5), ("learn", 1.5, 5, {"note": "SQL joins"}), levels={"sql": 1}), AMBER),
        (record(("build", 38, 5), ("practise", 2, 5, {"task": "P0.8"}), levels={"sql": 1}), SILENT),
        (record(("build", 19.5, 5), levels={"sql": 1}), SILENT),
        (record(("build", 20, 5), levels={"sql": 1}), AMBER),
        (record(("build", 20, 5), levels={"sql": 1}, days=55), SILENT),
        (record(("build", 20, 5), levels={"sql": 1}, days=56), AMBER),
    ],
    "FM20": [
        (record(courses=by_id(course("a"))), SILENT),
        (record(courses=by_id(course("a", paid=True))), AMBER),
        (record(courses=by_id(course("a", paid=True, ended=3))), SILENT),
        (record(courses=by_id(course("a", title="AWS certification"))), AMBER),
        (record(courses=by_id(course("a", paid=True)), **whole_project()), SILENT),
        (record(courses=by_id(course("a", paid=True)), history={"projects_deployed": 1}), SILENT),
        (record(history={"paid_program": "enrolled"}), AMBER),
        (record(history={"paid_program": "considering"}), SILENT),
    ],
}

# ------------------------------------------------------------------------------------------- building

KAGGLE = {"note": "kaggle churn"}
SERVED = marks("R25", "R26")
CODE = {"py_share": 0.9, "typed": 0.9, "tests": 5}


def compared(state: str, **other: str) -> dict[str, Any]:
    return reading(states={"R25": "pass", "R07": state, "R08": "pass", "R10": "pass", **other})


USUAL = 7 * 50 / (10 * 0.8 * 0.6)
"""Days that 50 h take at 10 h a week, six tenths of which go to building."""
OLD = int(2.5 * USUAL) + 1

BUILDING = {
    "FM04": [
        (record(("build", 6, 5, KAGGLE), ("build", 4, 5)), AMBER),
        (record(("build", 5.9, 5, KAGGLE), ("build", 4.1, 5)), SILENT),
        (record(("build", 9.5, 5, KAGGLE)), SILENT),
        (record(("build", 10, 55, KAGGLE)), AMBER),
        (record(("build", 10, 56, KAGGLE)), SILENT),
        (record(("build", 10, 5, {"project": "p1"}), projects=by_id(project(title="Kaggle: churn"))), AMBER),
        (record(("build", 10, 5, KAGGLE), **whole_project()), SILENT),
    ],
    "FM05": [
        (record(gates=gate(44)), SILENT),
        (record(gates=gate(45)), AMBER),
        (record(gates=gate(74)), AMBER),
        (record(gates=gate(75)), RED),
        (record(gates=gate(75), projects=by_id(project()), marks=SERVED), SILENT),
        (record(gates=gate(75), projects=by_id(project()), marks=marks("R25")), RED),
        (record(gates=gate(75), projects=by_id(project()), **reading(states={"R25": "pass", "R26": "pass"})), SILENT),
        (record(gates=gate(75), needs={"G2.1": GateNeed("G2.1", ago(3))}), SILENT),
        (record(), SILENT),  # no model yet
        (record(levels=everywhere(3), days=44), SILENT),  # P0 and P1 skipped: from the first day
        (record(levels=everywhere(3), days=45), AMBER),
    ],
    "FM06": [
        (with_project(("build", 59.5, 5), **reading(**{**CODE, "py_share": 0.1})), SILENT),
        (with_project(("build", 60, 5), **reading(**CODE)), SILENT),
        (with_project(("build", 60, 5), **reading(**{**CODE, "py_share": 0.29})), AMBER),
        (with_project(("build", 60, 5), **reading(**{**CODE, "py_share": 0.3})), SILENT),
        (with_project(("build", 60, 5), **reading(**{**CODE, "tests": 0})), AMBER),
        (with_project(("build", 60, 5), **reading(**{**CODE, "tests": 1})), SILENT),
        (with_project(("build", 60, 5), **reading(**{**CODE, "typed": 0.19})), AMBER),
        (with_project(("build", 60, 5), **reading(**{**CODE, "typed": 0.2})), SILENT),
        (with_project(("build", 60, 5), **reading(tests=0)), SILENT),  # no code yet
        (with_project(("build", 60, 5)), SILENT),  # never read
        (with_project(("build", 60, 5), runs=by_id(run(9, **{**CODE, "tests": 0}), run(2, number=2, **CODE))), SILENT),
    ],
    "FM08": [
        (with_project(**compared("pass")), SILENT),
        (with_project(**compared("fail")), AMBER),
        (with_project(**compared("unknown")), SILENT),
        (with_project(**compared("fail", R25="na")), SILENT),  # it needs none
        (with_project(**compared("fail", R25="fail")), SILENT),  # not near a deployment
        (with_project(**compared("pass", R10="fail")), SILENT),  # nothing claimed
        (with_project(**compared("pass", R10="fail"), bullets=by_id(line("b1", "F1 0.8", project="p1"))), RED),
        (with_project(**compared("pass", R10="fail"), bullets=by_id(line("b1", "Built it", project="p1"))), SILENT),
        (with_project(**compared("pass"), bullets=by_id(line("b1", "F1 0.8", project="p1"))), SILENT),
        (with_project(("publish", 1, 2, {"project": "p1"}), **compared("pass", R10="fail")), RED),
        (with_project(**compared("fail"), marks=marks("R07")), SILENT),  # the user's word counts
    ],
    "FM12": [
        (with_project(), SILENT),
        (record(projects=by_id(project(title="Production-grade fraud API"))), AMBER),
        (record(projects=by_id(project(title="Production-grade fraud API", state="parked"))), SILENT),
        (with_project(bullets=by_id(line("b1", "Built an enterprise-level platform"))), AMBER),
        (with_project(**reading(states={"R37": "pass"})), SILENT),
        (with_project(**reading(states={"R37": "fail"})), RED),
        (
            with_project(**reading(numbers=(0.81,)), bullets=by_id(line("b1", "Raised F1 to 0.81", project="p1"))),
            SILENT,
        ),
        (with_project(**reading(numbers=(0.81,)), bullets=by_id(line("b1", "Raised F1 to 0.97", project="p1"))), RED),
    ],
    "FM13": [
        (record(projects=by_id(project("p1"), project("p2", 20), project("p3", 20))), SILENT),  # the first is old
        (record(projects=by_id(project("p1", 41), project("p2", 20), project("p3", 20))), AMBER),
        (record(projects=by_id(project("p1", 42), project("p2", 20), project("p3", 20))), SILENT),
        (
            record(
                ("build", 1, 9, {"project": "p1"}),
                projects=by_id(*(project(p, 41 + (p == "p1")) for p in ("p1", "p2", "p3"))),
            ),
            AMBER,
        ),
        (record(projects=by_id(project("p1", 9), project("p2", 9))), SILENT),
        (record(projects=by_id(project("p1", 9), project("p2", 9), project("p3", 9, state="parked"))), SILENT),
        (
            record(projects=by_id(*(project(p, 9) for p in ("p1", "p2", "p3"))), history={"projects_deployed": 1}),
            SILENT,
        ),
    ],
    "FM14": [
        (record(projects=by_id(project(days=OLD - 1)), days=400), SILENT),
        (record(projects=by_id(project(days=OLD)), days=400), AMBER),
        (record(projects=by_id(project(days=OLD, type_id="domain_problem")), days=400), SILENT),  # twice the hours
        (record(projects=by_id(project(days=2 * OLD, type_id="domain_problem")), days=400), AMBER),
        (record(projects=by_id(project(days=OLD, state="finished")), days=400), SILENT),
        (
            record(
                ("build", 1, 2, {"project": "p1"}),
                projects=by_id(project(days=OLD)),
                days=400,
                **reading(days=0, commit=20),
            ),
            AMBER,
        ),
        (
            record(
                ("build", 1, 2, {"project": "p1"}),
                projects=by_id(project(days=OLD)),
                days=400,
                **reading(days=0, commit=21),
            ),
            RED,
        ),
        (record(projects=by_id(project(days=OLD)), days=400, **reading(days=0, commit=21)), AMBER),  # no hours on it
    ],
    "FM23": [
        (record(industry="nursing", projects=by_id(project(days=13, type_id="domain_problem"))), SILENT),
        (record(industry="nursing", projects=by_id(project(days=14, type_id="domain_problem"))), AMBER),
        (record(industry="nursing", projects=by_id(project(days=14))), SILENT),
        (record(projects=by_id(project(days=14, type_id="domain_problem"))), SILENT),  # no industry is known
        (record(industry="nursing", projects=by_id(project(type_id="domain_problem", title="Nurse rosters"))), SILENT),
        (record(industry="banking", projects=by_id(project(type_id="domain_problem", title="Fintech risk"))), SILENT),
        (record(industry="nursing", projects=by_id(project(type_id="domain_problem")), marks=marks("E1")), SILENT),
    ],
}


# ------------------------------------------------------------------------------------------- plan and search


def over(*hours: float, **fields: Any) -> Journey:
    made = weeks(*hours, **{key: fields.pop(key) for key in ("planned", "stated", "until") if key in fields})
    return record(*made.pop("entries"), **made, **fields)


def may_apply(days: int, **fields: Any) -> Journey:
    """A user whose project was shipped some days ago and whose levels hold."""
    tables = whole_project()
    shipped = {key: type(mark)(**{**mark.__dict__, "on": ago(days)}) for key, mark in tables["marks"].items()}
    return record(levels=everywhere(2), projects=tables["projects"], marks=shipped, **fields)


def designs(count: int) -> dict[str, Any]:
    return by_id(*(action(f"w1.{n}", "design", day=ago(20), done=ago(20)) for n in range(1, count + 1)))


def drills(graded: int, ungraded: int = 0, begun: int = 10) -> dict[str, Any]:
    return by_id(
        *(Drill(f"dr{n}", "DP02", ago(begun), graded=ago(8), total=70) for n in range(1, graded + 1)),
        *(Drill(f"dr{n}", "DP01", ago(begun), finished=ago(8)) for n in range(101, 101 + ungraded)),
    )


SCREEN = {"stages": {"screen": ago(2)}}
PROMPTS = "Prompt engineering, prompting, ChatGPT. " * 3
PLAN = {
    "FM09": [
        (record(deadline_months=9, reviews=by_id(review(chance=0.1))), SILENT),
        (record(deadline_months=9, reviews=by_id(review(chance=0.099))), AMBER),
        (record(reviews=by_id(review(chance=0.01))), SILENT),  # the date was taken back
        (record(start="beginner", deadline_months=12), SILENT),
        (record(start="beginner", deadline_months=11), RED),
        (record(start="outside_some_code", deadline_months=11), RED),
        (record(deadline_months=11), SILENT),
        (over(9, 9, 9, 9, stated=35), SILENT),
        (over(9, 9, 9, 9, stated=36), AMBER),
        (over(9, 9, 9, stated=36), SILENT),
    ],
    "FM17": [
        (record(gates=gate(29)), SILENT),
        (record(gates=gate(30)), AMBER),
        (record(gates=gate(59)), AMBER),
        (record(gates=gate(60)), RED),
        (record(("publish", 1, 29), gates=gate(90)), SILENT),
        (record(("publish", 1, 30), gates=gate(90)), AMBER),
        (record(("publish", 1, 60), gates=gate(90)), RED),
        (record(("publish", 1, 90), gates=gate(29)), SILENT),
        (record(actions=by_id(action("w1.1", "public", day=ago(8), done=ago(8))), gates=gate(90)), SILENT),
    ],
    "FM19": [
        (over(10, 10, 5.9, 5.9), SILENT),
        (over(10, 5.9, 5.9, 5.9), AMBER),
        (over(10, 6, 5.9, 5.9), SILENT),
        (over(5.9, 5.9, 5.9), SILENT),  # three weeks are too few
        (over(5.9, 5.9, 5.9, 10, 10, 10, 10), SILENT),  # long ago
        (over(5.9, 5.9, 5.9, 5.9, until=40), SILENT),  # a break since: weeks without a plan
    ],
}
SEARCH = {
    "FM10": [
        (record(companies=companies(*["research_posts"] * 2, *["own_industry"] * 8)), SILENT),
        (record(companies=companies(*["research_posts"] * 3, *["own_industry"] * 7)), AMBER),
        (record(companies=companies(*["research_posts"] * 9)), SILENT),
        (record(companies=companies(*["ai_native"] * 10)), SILENT),  # product teams are exempt
        (record(applications={**sent(7), **sent(3, role="Research Scientist, NLP", prefix="r")}), AMBER),
        (record(applications={**sent(10), **sent(3, 9, role="Research Scientist", prefix="r")}), SILENT),  # older
        # One that is still to be sent is aimed at, until it is put away.
        (record(applications={**sent(7), **sent(3, role="Research Scientist", prefix="r", sent=False)}), AMBER),
        (
            record(
                applications={**sent(7), **sent(3, role="Research Scientist", sent=False, archived=True, prefix="r")}
            ),
            SILENT,
        ),
        (record(companies=companies(*["research_posts"] * 10), degree="phd", ml_publications=2), SILENT),
    ],
    "FM11": [
        (record(bullets=by_id(line("b1", "Built it", 13))), SILENT),
        (record(bullets=by_id(line("b1", "Built it", 14))), AMBER),
        (record(bullets=by_id(line("b1", "Built it", 14), line("b2", "Led a ward", 1, part="career"))), SILENT),
        (record(bullets=by_id(line("b2", "Led a ward", 90, part="career"))), SILENT),
        (record(bullets=by_id(line("b1", "Built it", 90)), start="cs_graduate"), SILENT),
        (record(bullets=by_id(line("b1", "Built it", 90)), start="cs_graduate", industry="law"), AMBER),
        (record(bullets=by_id(line("b2", "ML engineer (self-employed): models", 1, part="career"))), AMBER),
        (record(projects=by_id(project(title="Data scientist (freelance)"))), AMBER),
    ],
    "FM15": [
        (record(applications=sent(24)), SILENT),
        (record(applications=sent(25)), AMBER),
        (record(applications=sent(25, 13)), AMBER),
        (record(applications=sent(25, 14)), SILENT),
        (record(applications={**sent(27), **sent(3, channel="referral", prefix="r")}), SILENT),  # 10 % warm
        (record(applications={**sent(28), **sent(3, channel="warm", prefix="r")}), AMBER),
        (record(applications=sent(39, 22)), SILENT),
        (record(applications=sent(40, 22)), AMBER),
        (record(applications=sent(40, 21)), SILENT),  # its last day; the funnel has it open, too
        (record(applications=sent(40, 20, outcome="rejected")), AMBER),
        (record(applications=sent(40, 22, outcome="withdrawn")), SILENT),  # says nothing of the answers
        (record(applications=sent(40, 22, sent=False)), SILENT),  # put down, not sent
        (record(applications={**sent(40, 22), **sent(1, 30, prefix="s", **SCREEN)}), SILENT),
    ],
    "FM16": [
        (may_apply(29), SILENT),
        (may_apply(30), AMBER),
        (may_apply(30, applications=sent(11)), AMBER),
        (may_apply(30, applications=sent(12)), SILENT),
        (may_apply(30, applications=sent(12, 27)), SILENT),
        (may_apply(30, applications=sent(12, 27, sent=False)), AMBER),
        (may_apply(30, applications=sent(12, 28)), AMBER),
        (may_apply(30, applications=sent(1, outcome="accepted")), SILENT),
        (record(levels=everywhere(2)), SILENT),  # nothing shipped
    ],
    "FM18": [
        (record(applications=sent(1, 9, **SCREEN)), AMBER),
        (record(applications=sent(1, 9)), SILENT),
        (record(applications=sent(1, 9, stages={"screen": ago(-9)})), AMBER),  # arranged for a day ahead
        (record(applications=sent(1, 9, **SCREEN), actions=designs(2)), AMBER),
        (record(applications=sent(1, 9, **SCREEN), actions=designs(3)), SILENT),
        (record(applications=sent(1, 9, **SCREEN), drills=drills(3)), SILENT),
        (record(applications=sent(1, 9, **SCREEN), drills=drills(2, ungraded=5)), AMBER),
        (record(applications=sent(1, 9, **SCREEN), drills=drills(1), actions=designs(2)), SILENT),
        # Once there are drills a tick no longer stands for one.
        (record(applications=sent(1, 9, **SCREEN), drills=drills(1, begun=30), actions=designs(2)), AMBER),
        (record(applications=sent(1, 9, outcome="rejected", **SCREEN)), SILENT),
        (record(applications=sent(1, 90, stages={"screen": ago(43)})), SILENT),
        (record(applications=sent(1, 90, stages={"screen": ago(42)})), AMBER),
        (record(deadline_months=4, days=122 - 43), SILENT),
        (record(deadline_months=4, days=100), AMBER),
    ],
    "FM21": [
        (record(companies=companies("demo_shops", *["own_industry"] * 2)), SILENT),  # three targets
        (record(companies=companies("demo_shops", *["own_industry"] * 3)), SILENT),
        (record(companies=companies(*["prompt_only_ads"] * 2, *["own_industry"] * 2)), AMBER),
        (record(applications={**sent(2, ad=PROMPTS), **sent(2, ad="Train, deploy, monitor", prefix="b")}), AMBER),
        (
            record(applications={**sent(2, ad=f"{PROMPTS} Docker."), **sent(2, ad="Train", prefix="b")}),
            AMBER,
        ),  # 9 of 10
        (record(applications={**sent(2, ad=f"{PROMPTS} Docker, CI/CD."), **sent(2, ad="Train", prefix="b")}), SILENT),
        # Too few words of either kind to tell, as the reading of one ad says.
        (record(applications={**sent(2, ad="Answers promptly"), **sent(2, ad="Train", prefix="b")}), SILENT),
        (record(applications=sent(9)), SILENT),  # nothing is known of them
    ],
    "FM22": [
        (record(companies=companies(*["generalist_ds"] * 4)), SILENT),
        (record(companies=companies(*["generalist_ds"] * 5)), AMBER),
        (record(companies=companies(*["generalist_ds"] * 8, *["mid_market"] * 2)), AMBER),
        (record(companies=companies(*["generalist_ds"] * 7, *["mid_market"] * 3)), SILENT),
        (record(companies=companies(*["generalist_ds"] * 10, own=range(3))), SILENT),
        (record(applications=sent(9)), SILENT),  # nothing is known of them
        (record(companies=companies(*["platform_titles"] * 5)), SILENT),  # C25 puts it among a backend engineer's
        (record(companies=companies(*["platform_titles"] * 5), start="data_scientist"), AMBER),
    ],
}
TABLE: Mapping[str, list[tuple[Journey, str | None]]] = {**STUDY, **BUILDING, **PLAN, **SEARCH}
ROWS = [pytest.param(id_, n, id=f"{id_} {n}") for id_, rows in TABLE.items() for n in range(len(rows))]


@pytest.mark.parametrize(("id_", "row"), ROWS)
def test_a_detector_speaks_from_its_threshold_on(id_: str, row: int) -> None:
    of, wanted = TABLE[id_][row]
    assert severity(of, id_) == wanted


def test_the_table_holds_every_detector_at_each_of_its_severities() -> None:
    assert set(TABLE) == set(CHECKS) == set(CONTENT.detectors)
    red = {"FM01", "FM02", "FM03", "FM05", "FM08", "FM09", "FM12", "FM14", "FM17"}
    for id_, rows in TABLE.items():
        assert {wanted for _, wanted in rows} == ({SILENT, AMBER, RED} if id_ in red else {SILENT, AMBER}), id_


@pytest.mark.parametrize("id_", TABLE)
def test_a_signal_says_whats_what(id_: str) -> None:
    of = next(of for of, wanted in TABLE[id_] if wanted)
    found = signal(of, id_)
    assert found is not None
    detector = CONTENT.detectors[id_]
    assert (found.title, found.text, found.action) == (detector.title, detector.text, detector.action)
    assert found.facts
    assert found.numbers.endswith(".")
    assert not found.numbers.endswith("..")
    assert found.numbers[0].isupper() or not found.numbers[0].isalpha()
    assert len(found.numbers) <= 160


@pytest.mark.parametrize("id_", TABLE)
def test_nothing_is_said_in_the_first_two_weeks_or_hours(id_: str) -> None:
    of = next(of for of, wanted in TABLE[id_] if wanted)
    assert of.profile is not None
    early = of.profile.since + timedelta(days=13)
    assert signal(of, id_, early) is None
    few = {key: entry for key, entry in of.log.items() if entry.kind == "practise"}
    cut = {key: type(entry)(**{**entry.__dict__, "minutes": 10}) for key, entry in few.items()}
    only = replace(of, log=cut, actions={})
    assert signal(only, id_) is None
