"""Which side of each disagreement a profile gets; the worked profiles of the rules."""

from __future__ import annotations

from datetime import date

import pytest

from mentor.coach.sides import _TESTS, side_of
from mentor.coach.timeline import headline
from mentor.content.check_library import FLAGS
from mentor.journey import Journey
from mentor.journey.records import STARTS, TARGETS, Rating
from tests.coach.builders import CONTENT, profile

DAY = date(2026, 11, 21)


def journey(start: str = "swe_backend", levels: dict[str, int] | None = None, **fields: object) -> Journey:
    ratings = {key: Rating(key, level, DAY) for key, level in (levels or {}).items()}
    return Journey(profile=profile(start, **fields), ratings=ratings)


ENGINEER = {"levels": {"python": 4}}
CASES = [
    # rule, profile, how the side begins, why
    ("C01", {"start": "swe_backend", **ENGINEER}, "9-18 months, plan on 12", "backend engineer and your Python is at"),
    ("C01", {"start": "swe_backend", "levels": {"python": 2}}, "12-18 months", "backend engineer"),
    ("C01", {"start": "swe_other", **ENGINEER}, "9-18 months", "software engineer"),
    ("C01", {"start": "swe_other", "levels": {"python": 2}}, "12-18 months", "software engineer"),
    ("C01", {"start": "beginner"}, "This rule is for software engineers", ""),
    ("C02", {"start": "beginner"}, "18-30 months, plan on 24", "begin without code"),
    ("C02", {"start": "outside_some_code"}, "18-24 months, never 12", "some code"),
    ("C03", {"start": "data_scientist", **ENGINEER}, "9-15 months", "data scientist and your Python"),
    ("C03", {"start": "data_scientist", "levels": {"python": 2}}, "12-24 months", "data scientist"),
    ("C07", {"start": "grad_degree", **ENGINEER}, "9-15 months", "graduate degree"),
    ("C07", {"start": "cs_graduate"}, "12-24 months", "computer-science"),
    ("C06", {"target": "platform"}, "Apply from month 3-6", "platform"),
    ("C06", {"start": "data_scientist", "target": "platform"}, "Apply once one", ""),
    ("C09", {"target": "llm"}, "Deriving backpropagation", "LLM work"),
    ("C09", {"target": "platform"}, "Explain out loud", ""),
    (
        "C10",
        {"levels": {"math": 1}},
        "Linear algebra, gradients and the chain rule, probability and statistics: begin",
        "2",
    ),
    ("C12", {"start": "beginner"}, "Literacy before interviews, and never", "without code"),
    ("C12", {"start": "beginner", "target": "llm"}, "Depth for you", "LLM"),
    ("C13", {"target": "platform"}, "Docker and Kubernetes", "platform"),
    ("C13", {}, "Docker is required. Kubernetes to level 2", ""),
    ("C17", ENGINEER, "You are past the gate", "3 or more"),
    ("C20", {"history": {"kaggle_only": True}}, "Kaggle is your only evidence", "Kaggle"),
    ("C21", {"start": "data_scientist"}, "A serving API or a feature pipeline", "data scientist"),
    ("C21", {"start": "cs_graduate", "target": "llm"}, "A serving API, or retrieval", "LLM"),
    ("C23", {"degree": "phd", "ml_publications": 3, "start": "grad_degree"}, "Research posts are open", "published"),
    ("C23", {"degree": "phd", "start": "grad_degree", **ENGINEER}, "Applied posts at AI-native firms are", "graduate"),
    ("C23", {"history": {"projects_deployed": 1}}, "Applied, platform and infrastructure posts", "deployed"),
    ("C23", {}, "Applied and platform posts at AI-native firms become", "backend"),
    ("C23", {"start": "data_scientist"}, "AI-native firms are a stretch", "data scientist"),
    ("C23", {"start": "outside_some_code"}, "Later.", "some code"),
    ("C24", {"industry": "nursing"}, "Mid-market firms of your own industry", "industry"),
    ("C24", {}, "Mid-market is getting crowded", ""),
    ("C27", {"start": "swe_backend"}, "No bridge", "backend"),
    ("C27", {"start": "beginner"}, "A software or data job inside", "without code"),
    ("C29", {"ml_years": 3.0}, "Your years in ML", "worked in ML"),
    ("C30", {"region": "canada"}, "20-30% less", "Canada"),
    ("C30", {"region": "top_metro"}, "Neither", ""),
    ("C31", {"degree": "none"}, "No gate, but the bar is higher", "no degree"),
    ("C31", {"target": "research"}, "A master's may be worth it", "research"),
    ("C32", {"history": {"paid_program": "enrolled"}}, "Use it as a scaffold", "paid programme"),
    ("C32", {}, "Not recommended.", ""),
    ("C33", {"history": {"projects_deployed": 1}}, "Optional, at most one", "deployed"),
    ("C36", ENGINEER, "PyTorch from month 1", "3 or more"),
    ("C36", {"start": "beginner"}, "Python, then scikit-learn", ""),
    ("C37", {"start": "data_scientist"}, "MLOps before", "data scientist"),
    ("C37", {}, "The guide's order", ""),
]


@pytest.mark.parametrize(("rule", "who", "begins", "because"), CASES)
def test_a_profile_gets_its_side_and_the_reason(rule: str, who: dict, begins: str, because: str):
    side = side_of(CONTENT, journey(**who), rule)
    assert side.text.startswith(begins)
    assert because in side.because
    assert bool(side.because) == bool(because)


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("target", TARGETS)
def test_every_rule_comes_to_something_for_every_profile(start: str, target: str):
    for rule in CONTENT.rules:
        assert (side_of(CONTENT, journey(start, target=target), rule) is not None) == rule.startswith("C")


@pytest.mark.parametrize("level", [2, 4])
@pytest.mark.parametrize("start", STARTS)
def test_the_side_names_the_months_that_the_plan_shows(start: str, level: int):
    """The two are worked out in different places and must agree."""
    here = journey(start, {"python": level})
    rule = headline(CONTENT, here).rule
    low, high = headline(CONTENT, here).months
    assert side_of(CONTENT, here, rule).text.startswith(f"{low}-{high} months")


def test_before_there_is_a_profile_no_side_is_taken():
    assert side_of(CONTENT, Journey(), "C01") is None


def test_the_check_knows_the_conditions():
    assert set(_TESTS) == FLAGS
