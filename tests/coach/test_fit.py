"""How a company and a title fit: rules C23, C24, C25, C27 and C28 over all starting points."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mentor.coach.fit import VERDICT_TITLES, Fit, fit, fit_line, fit_of
from mentor.journey import Journey
from mentor.journey.records import STARTS
from mentor.journey.search import Company

from .builders import CONTENT, journey

DEPLOYED = {"history": {"projects_deployed": 1}}
PAPERS = {"degree": "phd", "ml_publications": 2}
PYTHON = {"levels": {"python": 3}}
LLM = {"target": "llm"}
ML = "Machine Learning Engineer"
PLATFORM = "ML Platform Engineer"
AI = "AI Engineer"


def of(start: str, type_: str = "", title: str = "", own: bool = False, **fields: Any) -> Fit:
    prompting, levels = fields.pop("prompting", None), fields.pop("levels", None)
    return fit(CONTENT, journey(start, levels, **fields), type_, title, own, prompting=prompting)


ROWS = [
    # start, what else of the profile, type, title, own industry: verdict, a rule behind it
    # C23: research posts, by degree and publications alone
    ("swe_backend", {}, "", "Research Scientist, NLP", False, "avoid", "C23"),
    ("swe_backend", DEPLOYED, "ai_native", "Research Engineer", False, "avoid", "C23"),
    ("data_scientist", {}, "", "Senior Research Scientist", False, "avoid", "C23"),
    ("grad_degree", {"degree": "phd"}, "ai_native", "Research Scientist", False, "avoid", "C23"),
    ("grad_degree", PAPERS, "ai_native", "Research Scientist", False, "stretch", "C23"),
    ("grad_degree", {**PAPERS, "target": "research"}, "", "Research Scientist", False, "target", "C23"),
    ("grad_degree", PAPERS, "vertical_saas", "Research Scientist", True, "later", "C23"),
    ("beginner", {}, "research_posts", "", False, "avoid", "C23"),
    # C23: applied, platform and infrastructure posts at AI-native firms and product teams
    ("swe_backend", DEPLOYED, "ai_native", PLATFORM, False, "target", "C23"),
    ("swe_backend", {}, "ai_native", PLATFORM, False, "later", "C23"),
    ("swe_backend", DEPLOYED, "big_tech", ML, False, "target", "C23"),
    ("grad_degree", PYTHON, "big_tech", ML, False, "target", "C23"),
    ("grad_degree", {}, "big_tech", ML, False, "later", "C23"),
    ("data_scientist", DEPLOYED, "ai_native", ML, False, "stretch", "C23"),
    ("swe_other", DEPLOYED, "ai_native", ML, False, "stretch", "C23"),
    ("cs_graduate", {}, "ai_native", ML, False, "later", "C23"),
    ("beginner", DEPLOYED, "ai_native", ML, False, "later", "C23"),
    ("outside_some_code", DEPLOYED, "big_tech", ML, True, "later", "C23"),
    ("swe_backend", DEPLOYED, "research_posts", ML, False, "target", "C23"),
    # C23: vertical SaaS comes first for those outside software
    ("beginner", {}, "vertical_saas", ML, True, "target", "C23"),
    ("outside_some_code", {}, "vertical_saas", ML, False, "target", "C23"),
    ("beginner", {}, "", ML, False, "later", "C25"),
    ("outside_some_code", {}, "own_industry", ML, False, "target", "C23"),
    # C24: the mid-market where the industry matches; consultancies above it where not
    ("swe_other", {"industry": "fintech"}, "mid_market", ML, True, "target", "C24"),
    ("swe_other", {"industry": "logistics"}, "mid_market", ML, True, "target", "C24"),
    ("data_scientist", {}, "mid_market", ML, False, "target", "C24"),
    ("cs_graduate", {}, "consulting", "", False, "target", "C24"),
    # C25: the slow and the fast list
    ("data_scientist", {}, "", "Data Scientist", False, "avoid", "C25"),
    ("beginner", {}, "own_industry", "Data Scientist", False, "avoid", "C25"),
    ("data_scientist", {}, "", "Data Scientist, Fraud", False, "target", "C25"),
    ("swe_other", {}, "", ML, False, "target", "C25"),
    ("grad_degree", {}, "", "Ranking Engineer", False, "target", "C25"),
    ("cs_graduate", {}, "", "MLOps Engineer", False, "stretch", "C25"),
    ("swe_other", {"target": "platform"}, "", "MLOps Engineer", False, "stretch", "C25"),
    ("beginner", {"target": "platform"}, "", "MLOps Engineer", False, "later", "C25"),
    # C27: bridges by starting point
    ("data_scientist", {}, "", "Data Engineer", False, "target", "C27"),
    ("data_scientist", {}, "", "Analytics Engineer", False, "target", "C27"),
    ("data_scientist", {}, "ai_native", "Data Engineer", False, "target", "C27"),
    ("data_scientist", {}, "", "Data Analyst", False, "avoid", "C27"),
    ("swe_backend", {}, "", "Backend Engineer", False, "avoid", "C27"),
    ("swe_backend", {}, "", "Data Engineer", True, "avoid", "C27"),
    ("swe_backend", {}, "", PLATFORM, False, "target", "C27"),
    ("beginner", {}, "", "Data Analyst", True, "target", "C27"),
    ("beginner", {}, "", "Data Analyst", False, "unknown", "C27"),
    ("beginner", {}, "consulting", "Data Analyst", False, "target", "C27"),
    ("outside_some_code", {}, "", "Software Engineer", True, "target", "C27"),
    ("outside_some_code", {}, "ai_native", "Data Engineer", True, "later", "C27"),
    ("grad_degree", {}, "", "Data Engineer", False, "unknown", "C27"),
    ("swe_other", {}, "consulting", "Software Engineer", False, "target", "C27"),
    ("cs_graduate", {}, "demo_shops", "Software Engineer", False, "avoid", "C28"),
    # C28: the ad decides over titles with AI in them
    ("swe_backend", {}, "", AI, False, "unknown", "C28"),
    ("swe_backend", {"prompting": 0.95}, "", AI, False, "avoid", "C28"),
    ("swe_backend", {"prompting": 0.9}, "vertical_saas", ML, True, "avoid", "C28"),
    ("swe_backend", {"prompting": 0.3}, "", AI, False, "target", "C28"),
    ("data_scientist", {"prompting": 0.3}, "", "LLM Engineer", False, "stretch", "C28"),
    ("beginner", {"prompting": 0.3}, "", "LLM Engineer", False, "later", "C28"),
    ("swe_other", LLM, "", AI, False, "target", "C28"),
    ("data_scientist", LLM, "", AI, False, "stretch", "C28"),
    ("outside_some_code", LLM, "", AI, False, "later", "C28"),
    ("swe_other", LLM, "demo_shops", AI, False, "avoid", "C28"),
    ("swe_other", {}, "prompt_only_ads", "", False, "avoid", "C28"),
    # C29: years are years of machine learning
    ("swe_backend", {}, "", "Senior ML Engineer", False, "stretch", "C29"),
    ("swe_backend", {"ml_years": 5}, "", "Senior ML Engineer", False, "target", "C25"),
    ("swe_backend", {}, "", "Staff ML Engineer", False, "later", "C29"),
    # what no rule speaks of
    ("swe_backend", {}, "", "Applied Scientist", False, "unknown", "C23"),
    ("swe_backend", {}, "", "Office Manager", False, "unknown", "C28"),
    ("swe_backend", {}, "own_industry", "Office Manager", False, "target", "C28"),
]


@pytest.mark.parametrize(("start", "fields", "type_", "title", "own", "verdict", "rule"), ROWS)
def test_verdicts(start: str, fields: Any, type_: str, title: str, own: bool, verdict: str, rule: str) -> None:
    found = of(start, type_, title, own, **fields)
    assert found.verdict == verdict
    assert rule in found.rules
    assert found.why
    assert found.facts
    assert set(found.facts) <= CONTENT.facts.keys()
    assert set(found.rules) <= CONTENT.rules.keys()
    assert "{" not in " ".join((*found.why, *found.change, found.short))


def test_the_rows_cover_every_starting_point() -> None:
    assert {row[0] for row in ROWS} == set(STARTS)


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("type_", ["", *CONTENT.companies])
def test_whatever_is_short_of_a_target_says_what_would_change_it(start: str, type_: str) -> None:
    for title in (
        "",
        "Research Scientist",
        ML,
        PLATFORM,
        AI,
        "Data Analyst",
        "Data Scientist",
        "Applied Scientist",
        "X",
    ):
        found = of(start, type_, title)
        assert found.verdict in VERDICT_TITLES
        assert found.why
        if found.verdict in ("later", "unknown"):
            # Pure research outside the labs grows slowly whoever you are.
            assert found.change or "research" in found.why[0].lower(), (start, type_, title)


def test_the_shortest_way_says_what_is_missing() -> None:
    found = of("swe_backend", "ai_native", PLATFORM)
    assert found.short == "once one project of yours is deployed"
    assert found.change == ("Once one project of yours is deployed.",)
    assert of("data_scientist", "big_tech", ML).change[0] == "After the bridge role."


def test_another_industry_is_told_apart_from_ones_own() -> None:
    assert of("swe_other", "vertical_saas", own=True).short == "best conversion"
    elsewhere = of("swe_other", "vertical_saas")
    assert elsewhere.verdict == "target"
    assert elsewhere.change == ("In your own industry it is the best conversion S0 knows; mark it where it is.",)
    assert of("swe_other", "mid_market").short == "crowded; ranks below consultancies"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("AI/ML Engineer", "applied"),
        ("Engineer, Machine Learning", "applied"),
        ("Machine Learning Engineer, LLM", "llm"),
        ("Data Engineer, ML Platform", "platform"),
        ("ML Data Engineer", "data_engineer"),
        ("Software Engineer - Search Relevance", "software"),
        ("Computer Vision Scientist", "applied"),
        ("Generative AI Developer", "llm"),
        ("[bold]Data Analyst[/]", "data_analyst"),
        ("Research Scientists", "research"),
        ("User Researcher", ""),
        ("Search Engine Marketer", ""),
        ("", ""),
    ],
)
def test_kinds_of_titles(title: str, kind: str) -> None:
    assert of("swe_other", "", title).title == kind


def test_a_line_for_a_company_on_the_list() -> None:
    acme = Company("c1", "Acme", date(2026, 11, 21), "vertical_saas", own_industry=True)
    of_person = journey("swe_backend")
    assert fit_line(CONTENT, of_person, acme, ML) == "target: best conversion"
    assert fit_line(CONTENT, of_person, None, "Research Engineer") == "leave it: want publications"
    assert fit_line(CONTENT, of_person, None, "") == "cannot tell yet: neither title nor kind of company"
    assert fit_line(CONTENT, Journey(), acme, ML) == ""
    prompts = "Prompts, prompting and prompt templates."
    assert fit_of(CONTENT, of_person, acme, AI, prompts).verdict == "avoid"
    assert fit_of(CONTENT, of_person, acme, AI, "You answer promptly.").verdict == "unknown"


def test_nothing_without_a_profile() -> None:
    with pytest.raises(ValueError, match="profile"):
        fit(CONTENT, Journey(), "vertical_saas")
