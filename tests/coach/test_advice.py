"""The whole advice: bridge roles, resume, learning that costs money, notes, and the worked profiles of the rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from mentor.coach.advice import Advice, make_advice
from mentor.coach.learning import Line
from mentor.coach.project import propose_project
from mentor.journey import Journey
from mentor.journey.records import STARTS, TARGETS

from .builders import CONTENT, TODAY, journey, journeys


def advice(start: str, levels: Any = None, today: date = TODAY, **fields: Any) -> Advice:
    return make_advice(CONTENT, journey(start, levels, **fields), today)


def ids(lines: tuple[Line, ...]) -> list[str]:
    return [line.id for line in lines]


BRIDGES = [
    ("data_scientist", ["analytics_engineering", "data_engineering", "consulting_ramp"]),
    ("swe_backend", []),
    ("swe_other", ["beside_ml_team", "consulting_ramp"]),
    ("beginner", ["job_in_industry", "consulting_ramp"]),
    ("outside_some_code", ["job_in_industry", "consulting_ramp"]),
    ("grad_degree", ["beside_ml_team", "consulting_ramp"]),
    ("cs_graduate", ["beside_ml_team", "consulting_ramp"]),
]


@pytest.mark.parametrize(("start", "expected"), BRIDGES)
def test_bridge_roles_follow_from_the_start(start: str, expected: list[str]) -> None:
    found = advice(start, industry="law").bridge_roles
    assert ids(found) == expected
    neighbours = [row for line in found for row in line.pay]
    assert all(CONTENT.salaries[row.id].neighbour and row.basis == "unstated" for row in neighbours)


def test_a_backend_engineer_hears_that_no_bridge_is_needed() -> None:
    assert "no_bridge" in ids(advice("swe_backend").notes)
    assert [s for s in STARTS if "no_bridge" in ids(advice(s).notes)] == ["swe_backend"]


@pytest.mark.parametrize(
    ("start", "order", "framing"),
    [
        ("swe_backend", "order_engineer", "systems_work"),
        ("swe_other", "order_engineer", "systems_work"),
        ("data_scientist", "order", "data_work"),
        ("grad_degree", "order", "research_work"),
        ("cs_graduate", "order", "coursework"),
        ("beginner", "order", "earlier_career"),
        ("outside_some_code", "order", "earlier_career"),
    ],
)
def test_resume_order_and_framing(start: str, order: str, framing: str) -> None:
    assert ids(advice(start).resume) == [order, "project_section", framing]


PAID = [
    # start, degree, target, deployed, programme: lines
    ("swe_backend", "bachelor", "platform", False, "none", ["masters_not_needed", "certificate_locked", "budget"]),
    ("swe_backend", "none", "applied", False, "none",
     ["no_degree", "masters_not_needed", "certificate_locked", "budget"]),
    ("beginner", "none", "applied", False, "enrolled",
     ["no_degree", "masters_not_needed", "bootcamp_structure", "certificate_locked"]),
    ("beginner", "bachelor", "applied", False, "considering",
     ["masters_not_needed", "bootcamp_structure", "certificate_locked"]),
    ("grad_degree", "masters", "applied", False, "none", ["certificate_locked"]),
    ("grad_degree", "phd", "research", False, "none", ["certificate_locked"]),
    ("grad_degree", "none", "research", False, "none", ["certificate_locked"]),
    ("cs_graduate", "bachelor", "research", False, "none", ["masters_for_research", "certificate_locked"]),
    ("swe_other", "bachelor", "applied", True, "none",
     ["masters_not_needed", "certificate_aws", "certificate_google", "budget"]),
]  # fmt: skip


@pytest.mark.parametrize(("start", "degree", "target", "deployed", "programme", "expected"), PAID)
def test_learning_that_costs_money(
    start: str, degree: str, target: str, deployed: bool, programme: str, expected: list[str]
) -> None:
    history = {"projects_deployed": int(deployed), "paid_program": programme}
    assert ids(advice(start, degree=degree, target=target, history=history).learning) == [*expected, "better_buys"]


def test_prices_and_months_are_the_guides_own() -> None:
    lines = CONTENT.advice
    assert (lines["certificate_aws"].cost, lines["certificate_aws"].months) == ("$300 (S4)", "3-4 months (S4)")
    assert (lines["certificate_google"].cost, lines["certificate_google"].months) == ("$200 (S4)", "3-4 months (S4)")
    assert "$40K-$100K (S4)" in lines["masters_for_research"].cost
    assert "24 months (S4); 1-2 years (S0)" in lines["masters_for_research"].months
    assert "$15,000" in lines["bootcamp_structure"].text
    assert "12 months at a startup" in lines["masters_for_research"].text
    assert not any("TensorFlow" in line.title for line in lines.values())


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("target", TARGETS)
def test_both_halves_of_market_and_search_are_always_there(start: str, target: str) -> None:
    assert ids(advice(start, target=target).notes)[:4] == ["demand_up", "entry_crowded", "warm_paths", "cold_budget"]


@pytest.mark.parametrize(
    ("start", "fields", "note", "there"),
    [
        ("grad_degree", {}, "no_guide_degree", True),
        ("cs_graduate", {}, "no_guide_degree", True),
        ("swe_backend", {}, "no_guide_degree", False),
        ("swe_other", {}, "no_guide_other_engineer", True),
        ("swe_backend", {}, "no_guide_other_engineer", False),
        ("beginner", {"region": "canada"}, "no_guide_canada", True),
        ("beginner", {"region": "remote"}, "no_guide_canada", False),
        ("beginner", {"region": "other"}, "no_guide_region", True),
        ("beginner", {"region": "other", "ml_years": 3}, "no_guide_region", False),
        ("beginner", {"region": "top_metro"}, "no_guide_region", False),
        ("beginner", {"industry": "law"}, "no_guide_industry", True),
        ("beginner", {"industry": "nursing"}, "no_guide_industry", False),
        ("beginner", {}, "no_guide_industry", False),
        ("data_scientist", {}, "pay_gap", True),
        ("swe_backend", {}, "pay_gap", False),
        ("swe_backend", {"ml_years": 1}, "ml_years", True),
        ("swe_backend", {"ml_years": 2}, "ml_years", False),
    ],
)
def test_notes_say_what_no_guide_covers(start: str, fields: dict[str, Any], note: str, there: bool) -> None:
    assert (note in ids(advice(start, **fields).notes)) == there


def test_the_year_is_noted_once_it_is_over() -> None:
    assert "aged" not in ids(advice("swe_backend", today=date(2026, 12, 31)).notes)
    assert "aged" in ids(advice("swe_backend", today=date(2027, 1, 1)).notes)


def test_every_text_is_used_and_stands_on_facts_and_rules() -> None:
    used: set[str] = set()
    for start in STARTS:
        for fields in (
            {"region": "canada", "industry": "law", "history": {"paid_program": "enrolled"}},
            {"target": "research", "history": {"projects_deployed": 1}},
        ):
            found = advice(start, today=date(2027, 1, 1), **fields)
            used |= {
                line.id for part in (found.bridge_roles, found.resume, found.learning, found.notes) for line in part
            }
    assert used == set(CONTENT.advice)
    for text in CONTENT.advice.values():
        assert text.facts
        assert set(text.facts) <= CONTENT.facts.keys(), text.id
        assert set(text.rules) <= CONTENT.rules.keys(), text.id
        assert set(text.pay) <= CONTENT.salaries.keys(), text.id
        assert bool(text.verdict) == (text.part == "paid")


# ---------------------------------------------------------------------------------- the worked profiles of the rules


def test_worked_backend_engineer() -> None:
    """C01, C21, C23, C27, C29: platform target, production Python, nothing deployed yet."""
    found = advice("swe_backend", {"python": 4}, target="platform", industry="fintech", region="secondary_metro")
    assert found.project.type.id == "serving_api"
    assert found.warnings == ()
    assert [row.id for row in found.companies.target][:2] == ["platform_titles", "vertical_saas"]
    assert found.salary[0].id == "S3-039"
    assert found.bridge_roles == ()


def test_worked_beginner() -> None:
    """C02, C12, C23, C27: vertical SaaS first, labs later, a job in the old industry as the bridge."""
    found = advice("beginner", industry="nursing", region="top_metro")
    assert found.project.type.id == "serving_api"
    assert "rag" in [waiting.type.id for waiting in found.project.not_yet]
    assert found.companies.target[0].id == "vertical_saas"
    assert "ai_native" in [row.id for row in found.companies.later]
    assert "six_months_from_zero" in [caution.id for caution in found.warnings]
    assert found.bridge_roles[0].id == "job_in_industry"


def test_worked_data_scientist() -> None:
    """C03, C23, C27, C35: the harder start, the bridge, labs as a stretch, the pay gap as S4 states it."""
    found = advice("data_scientist", {"python": 2, "classical_ml": 4}, industry="insurance")
    assert "data_science_is_harder_start" in [caution.id for caution in found.warnings]
    assert "ai_native" in [row.id for row in found.companies.stretch]
    assert found.bridge_roles[0].facts == ("S2-060",)
    assert "20-30%" in CONTENT.advice["pay_gap"].text


def test_worked_graduate() -> None:
    """C07, C23, C29: no months or tuition added, the degree's own row of pay, labs open with production Python."""
    found = advice("grad_degree", {"python": 3}, degree="phd", region="top_metro")
    assert "ai_native" in [row.id for row in found.companies.target]
    assert found.salary[0].id == "S3-042"
    assert not any("24 months" in line.months for line in found.learning)
    assert "no_guide_degree" in ids(found.notes)


def test_the_project_is_the_plans() -> None:
    of = journey("swe_backend", target="llm", industry="law")
    assert make_advice(CONTENT, of, TODAY).project == propose_project(CONTENT, of)


@settings(max_examples=60, deadline=None)
@given(journeys())
def test_any_journey_gets_advice(of: Journey) -> None:
    found = make_advice(CONTENT, of, TODAY)
    assert found == make_advice(CONTENT, of, TODAY)
    assert found.companies.target
    assert found.salary
    assert len({caution.id for caution in found.warnings}) == len(found.warnings)


def test_nothing_without_a_profile() -> None:
    with pytest.raises(ValueError, match="profile"):
        make_advice(CONTENT, Journey(), TODAY)
