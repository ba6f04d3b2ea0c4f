"""Which warnings a profile gets, and which it must not: each profile's whole set, so silence is tested as well."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from mentor.coach.warnings import PREDICATES, Caution, cautions
from mentor.journey import Journey
from mentor.journey.records import Evidence, GateClosed, GateNeed, Mark, Project, Rating

from .builders import CONTENT, TODAY, action, everywhere, journey, project

SOLID = {"python": 4, "hygiene": 3, "sql": 3, "deployment": 3, "cloud": 3, "mlops": 2, "pytorch": 2}


def projects(*titles: str, type_id: str = "serving_api", **fields: Any) -> dict[str, Project]:
    return {f"p{n}": Project(f"p{n}", type_id, title, TODAY, **fields) for n, title in enumerate(titles, 1)}


PROFILES: dict[str, tuple[Journey, set[str]]] = {
    "backend engineer, no history": (journey("swe_backend", SOLID, target="platform"), set()),
    "backend engineer, deployed, applying with referrals": (
        journey(
            "swe_backend",
            {**SOLID, "system_design": 3, "llm_adaptation": 2, "rag": 2},
            target="platform",
            history={"projects_deployed": 1, "models_on_real_data": 2, "applications_cold": 20, "referrals": 2},
        ),
        set(),
    ),
    "backend engineer in a hurry": (
        journey("swe_backend", SOLID, target="platform", deadline_months=6),
        {"six_months_from_zero"},
    ),
    "engineer with a deadline inside the range": (journey("swe_backend", SOLID, deadline_months=9), set()),
    "front-end engineer collecting courses": (
        journey(
            "swe_other",
            {"python": 2, "hygiene": 3, "sql": 1, "classical_ml": 2, "deployment": 2},
            history={"months_studying": 5, "courses_finished": 4},
        ),
        {"theory_first", "course_collecting", "sql_neglected"},
    ),
    "beginner on the first day": (
        journey("beginner", everywhere(0), industry="nursing"),
        {"six_months_from_zero", "entry_level_crowded"},
    ),
    "beginner in a bootcamp for eight months": (
        journey(
            "beginner",
            {"python": 1, "hygiene": 1, "deployment": 0, "pytorch": 2, "math": 1},
            deadline_months=6,
            history={"months_studying": 8, "courses_finished": 2, "paid_program": "enrolled"},
        ),
        {
            "six_months_from_zero",
            "theory_first",
            "software_basics_first",
            "bootcamp",
            "maths_ceiling",
            "entry_level_crowded",
        },
    ),
    "outsider who applies": (
        journey(
            "outside_some_code",
            {"python": 2, "sql": 3},
            industry="logistics",
            deadline_months=24,
            history={"applications_cold": 60, "kaggle_only": True},
        ),
        {
            "six_months_from_zero",
            "kaggle_only",
            "applied_with_nothing_deployed",
            "cold_only",
            "hide_the_switch",
            "system_design_neglected",
            "llm_basics_expected",
            "entry_level_crowded",
        },
    ),
    "outsider with a service running": (
        journey("outside_some_code", {"python": 3}, deadline_months=24, history={"projects_deployed": 1}),
        {"hide_the_switch"},
    ),
    "data scientist with notebooks": (
        journey(
            "data_scientist",
            {"python": 2, "sql": 3, "classical_ml": 4, "deployment": 0},
            history={"models_on_real_data": 6},
        ),
        {"data_science_is_harder_start", "notebook_is_no_service"},
    ),
    "data scientist who can ship": (
        journey("data_scientist", {**SOLID, "classical_ml": 4}, history={"projects_deployed": 2}),
        set(),
    ),
    "graduate after research posts without papers": (
        journey(
            "grad_degree",
            {"python": 3, "deep_learning": 3, "deployment": 2, "math": 4},
            target="research",
            degree="masters",
            history={"applications_research": 3, "referrals": 1},
        ),
        {"research_posts", "applied_with_nothing_deployed", "system_design_neglected", "llm_basics_expected"},
    ),
    "PhD with papers": (
        journey("grad_degree", {"python": 3, "math": 4}, target="research", degree="phd", ml_publications=4),
        set(),
    ),
    "PhD without papers": (
        journey("grad_degree", {"python": 3, "math": 4}, target="research", degree="phd"),
        {"research_posts"},
    ),
    "LLM target who cannot evaluate": (
        journey("swe_backend", {**SOLID, "rag": 3, "evaluation": 1}, target="llm"),
        {"shallow_rag", "prompt_only_jobs"},
    ),
    "LLM target who can evaluate": (
        journey("swe_backend", {**SOLID, "rag": 3, "evaluation": 3}, target="llm"),
        {"prompt_only_jobs"},
    ),
    "a year of study, nothing shipped": (
        journey(
            "cs_graduate",
            {"python": 3, "hygiene": 3, "deployment": 1, "sql": 2, "classical_ml": 3},
            degree="bachelor",
            history={"months_studying": 12, "courses_finished": 7, "models_on_real_data": 1},
        ),
        {
            "nothing_shipped",
            "software_basics_first",
            "course_collecting",
            "notebook_is_no_service",
            "entry_level_crowded",
        },
    ),
    "graduate thinking of a bootcamp": (
        journey("cs_graduate", {"python": 3}, history={"paid_program": "considering", "projects_deployed": 1}),
        {"bootcamp"},
    ),
    "house prices and three projects at once": (
        journey(
            "swe_other", {"python": 3}, projects=projects("House-price predictor", "MNIST", "Production-grade API")
        ),
        {"overdone_project", "inflated_scope", "too_broad"},
    ),
    "RAG project without a retrieval metric": (
        journey("swe_backend", SOLID, target="llm", projects=projects("Ask my docs", type_id="rag")),
        {"shallow_rag", "prompt_only_jobs"},
    ),
    "software phase closed over its gaps": (
        journey(
            "cs_graduate",
            {"python": 2, "hygiene": 2, "sql": 3},
            gates={"P0": GateClosed("P0", TODAY, "I know enough")},
            history={"projects_deployed": 1},
        ),
        {"six_months_from_zero", "software_basics_first"},
    ),
    "a certificate as evidence": (
        journey(
            "swe_backend",
            ratings={"pytorch": Rating("pytorch", 3, TODAY, Evidence("Coursera course, finished", "text", TODAY))},
        ),
        {"certificates_do_not_count"},
    ),
    "shipped by checklist, study long ago": (
        journey("cs_graduate", {"python": 3}, history={"months_studying": 20, "courses_finished": 9}, **project()),
        set(),
    ),
}


def ids(of: Journey) -> set[str]:
    return {caution.id for caution in cautions(CONTENT, of)}


@cache
def ids_of(name: str) -> set[str]:
    return ids(PROFILES[name][0])


def the(of: Journey, id_: str) -> Caution:
    return next(caution for caution in cautions(CONTENT, of) if caution.id == id_)


@pytest.mark.parametrize("name", PROFILES)
@pytest.mark.parametrize("warning", PREDICATES)
def test_a_warning_fires_for_whom_it_is_meant_and_for_nobody_else(name: str, warning: str) -> None:
    assert (warning in ids_of(name)) == (warning in PROFILES[name][1])


def test_every_warning_fires_for_somebody_and_is_silent_for_somebody() -> None:
    fired = [ids(of) for of, _ in PROFILES.values()]
    assert set.union(*fired) == set(PREDICATES) == set(CONTENT.warnings)
    assert not set.intersection(*fired)


@pytest.mark.parametrize("name", PROFILES)
def test_a_warning_says_why_what_to_do_and_who_says_so(name: str) -> None:
    found = cautions(CONTENT, PROFILES[name][0])
    for caution in found:
        assert caution.because
        assert caution.because.endswith(".")
        assert caution.instead.endswith(".")
        assert caution.text
        assert caution.facts
        assert set(caution.facts) <= CONTENT.facts.keys()
        assert set(caution.rules) <= CONTENT.rules.keys()
    red = [caution.severity == "red" for caution in found]
    assert red == sorted(red, reverse=True)


NUMBERS = [
    ("backend engineer in a hurry", "six_months_from_zero", "6 months", "9-18 months"),
    ("beginner on the first day", "six_months_from_zero", "18-30 months", "S0 S1 S2"),
    ("front-end engineer collecting courses", "theory_first", "5 months"),
    ("front-end engineer collecting courses", "course_collecting", "4 courses", "0 models"),
    ("front-end engineer collecting courses", "sql_neglected", "SQL 1", "Python 2"),
    ("a year of study, nothing shipped", "nothing_shipped", "12 months", "7 courses"),
    ("a year of study, nothing shipped", "notebook_is_no_service", "1 model on", "deployment 1"),
    ("outsider who applies", "cold_only", "60 cold applications"),
    ("outsider who applies", "hide_the_switch", "logistics"),
    ("outsider who applies", "system_design_neglected", "not rated", "0 design sessions"),
    ("graduate after research posts without papers", "research_posts", "3 applications", "a master's", "0 ML pub"),
    ("PhD without papers", "research_posts", "a PhD"),
    ("house prices and three projects at once", "too_broad", "3 projects"),
    ("house prices and three projects at once", "overdone_project", "House-price predictor"),
    ("data scientist with notebooks", "data_science_is_harder_start", "Python 2"),
]


@pytest.mark.parametrize("case", NUMBERS, ids=lambda case: f"{case[0]}: {case[1]}")
def test_the_reason_holds_the_users_own_numbers(case: tuple[str, ...]) -> None:
    name, warning, *parts = case
    because = the(PROFILES[name][0], warning).because
    assert all(part in because for part in parts), because


@pytest.mark.parametrize(
    ("start", "levels", "low"),
    [
        ("swe_backend", {"python": 3}, 9),
        ("swe_backend", {"python": 2}, 12),
        ("data_scientist", {"python": 3}, 9),
        ("data_scientist", {"python": 2}, 12),
        ("grad_degree", {"python": 3}, 9),
        ("beginner", {}, 18),
        ("outside_some_code", {}, 18),
    ],
)
def test_the_time_warning_turns_red_under_the_low_end_of_the_guides(start: str, levels: Any, low: int) -> None:
    """Rule C01: meant for outsiders always, for everybody else only under the range's low end."""
    short = the(journey(start, levels, deadline_months=low - 1), "six_months_from_zero")
    assert short.severity == "red"
    enough = journey(start, levels, deadline_months=low)
    assert ("six_months_from_zero" in ids(enough)) == (start in ("beginner", "outside_some_code"))


@pytest.mark.parametrize(("months", "severity"), [(3.9, None), (4, "amber"), (7, "amber"), (8, "red"), (12, "red")])
def test_theory_first_begins_at_four_months_and_turns_red_at_eight(months: float, severity: str | None) -> None:
    of = journey("swe_backend", SOLID, history={"months_studying": months})
    found = {caution.id: caution.severity for caution in cautions(CONTENT, of)}
    assert found.get("theory_first") == severity
    assert ("nothing_shipped" in found) == (months >= 12)


def test_a_model_on_record_ends_theory_first() -> None:
    of = journey("swe_backend", SOLID, history={"months_studying": 6})
    assert "theory_first" in ids(of)
    assert "theory_first" not in ids(replace(of, needs={"G1.2": GateNeed("G1.2", TODAY, "metrics.json")}))
    assert "theory_first" not in ids(replace(of, gates={"P1": GateClosed("P1", TODAY)}))
    assert "theory_first" in ids(replace(of, gates={"P1": GateClosed("P1", TODAY, "skipped it")}))


@pytest.mark.parametrize("proof", ["history", "checklist", "gate"])
def test_something_deployed_ends_the_warnings_that_ask_for_it(proof: str) -> None:
    history = {"kaggle_only": True, "courses_finished": 5, "months_studying": 14, "models_on_real_data": 2}
    fields: dict[str, Any] = {}
    if proof == "history":
        history["projects_deployed"] = 1
    elif proof == "checklist":
        fields = project()
    else:
        fields = {"needs": {"G2.1": GateNeed("G2.1", TODAY, "https://example.org")}}
    levels = {"python": 3, "hygiene": 3, "deployment": 1}
    asked = {"kaggle_only", "course_collecting", "nothing_shipped", "notebook_is_no_service"}
    gone = ids(journey("swe_other", levels, history=history, **fields))
    assert not asked & gone
    assert asked <= ids(journey("swe_other", levels, history={**history, "projects_deployed": 0}))


@pytest.mark.parametrize(
    ("title", "industry", "fires"),
    [
        ("House prices in Leeds", "", True),
        ("housing_price model", "fintech", True),
        ("House prices in Leeds", "real estate", False),
        ("MNIST digits", "real estate", True),
        ("fashion-mnist", "", True),
        ("Titanic survival", "", True),
        ("Iris flower classifier", "", True),
        ("Iris recognition at the border", "", False),
        ("Warehouse pricing", "", False),
        ("Claims triage", "insurance", False),
    ],
)
def test_overdone_projects_are_known_by_name(title: str, industry: str, fires: bool) -> None:
    of = journey("swe_backend", industry=industry, projects=projects(title))
    assert ("overdone_project" in ids(of)) == fires


def test_a_parked_project_is_left_in_peace() -> None:
    parked = projects("MNIST", "Production-grade RAG", "Third", type_id="rag", state="parked")
    assert ids(journey("swe_backend", projects=parked)) == set()


def test_a_project_in_a_telling_folder_is_known_too() -> None:
    made = {"p1": Project("p1", "serving_api", "First model", TODAY, path="/home/me/titanic/")}
    assert "overdone_project" in ids(journey("swe_backend", projects=made))


def test_a_retrieval_metric_ends_the_rag_warning() -> None:
    of = journey("swe_backend", projects=projects("Ask my docs", type_id="rag"))
    assert "shallow_rag" in ids(of)
    mark = Mark("p1/G2", "p1", "G2", "met", TODAY, "metrics.json")
    assert "shallow_rag" not in ids(replace(of, marks={mark.id: mark}))
    assert "MRR" in CONTENT.criteria["G2"].evidence


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("AWS certificate", True),
        ("I am certified", True),
        ("https://www.coursera.org/verify/1", True),
        ("certificate rotation job, merged", False),
        ("renews the TLS certificate in nginx", False),
        ("repo with tests", False),
    ],
)
def test_certificates_are_told_from_other_evidence(text: str, fires: bool) -> None:
    rating = Rating("hygiene", 3, TODAY, Evidence(text, "text", TODAY))
    assert ("certificates_do_not_count" in ids(journey("swe_backend", ratings={"hygiene": rating}))) == fires


def test_design_sessions_are_counted_and_a_rating_ends_the_warning() -> None:
    done = {"w1.1": action("w1.1", "design", done=TODAY), "w1.2": action("w1.2", "design")}
    of = journey("swe_backend", {"system_design": 1}, deadline_months=2, actions=done)
    because = the(of, "system_design_neglected").because
    assert "1 design session ticked" in because
    assert "2 months" in because
    assert "system_design_neglected" not in ids(journey("swe_backend", {"system_design": 2}, deadline_months=2))


def test_referrals_end_cold_only() -> None:
    assert "cold_only" in ids(journey("swe_backend", history={"applications_cold": 1}))
    assert "cold_only" not in ids(journey("swe_backend", history={"applications_cold": 99, "referrals": 1}))
    assert "cold_only" not in ids(journey("swe_backend"))


def test_a_users_title_reaches_the_reason_on_one_line() -> None:
    of = journey("swe_backend", projects=projects("MNIST\x1b[2J\n[bold]x"))
    assert the(of, "overdone_project").because == 'Your project is called "MNIST[2J [bold]x".'


def test_nothing_is_said_without_a_profile() -> None:
    with pytest.raises(ValueError, match="profile"):
        cautions(CONTENT, Journey())
