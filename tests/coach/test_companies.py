"""Where to apply: every case of rules C23, C24, C25, C27 and C28."""

from __future__ import annotations

from typing import Any

import pytest

from mentor.coach.companies import Companies, known_industry, sort_companies
from mentor.journey import Journey
from mentor.journey.records import STARTS, TARGETS

from .builders import CONTENT, journey

DEPLOYED = {"history": {"projects_deployed": 1}}
LABS = ("ai_native", "big_tech")
GROUPS = ("target", "stretch", "later", "avoid")


def of(start: str, levels: Any = None, **fields: Any) -> Companies:
    return sort_companies(CONTENT, journey(start, levels, **fields))


def ids(companies: Companies, group: str) -> list[str]:
    return [row.id for row in getattr(companies, group)]


def group_of(companies: Companies, id_: str) -> str | None:
    return next((group for group in GROUPS if id_ in ids(companies, group)), None)


LAB_CASES = [
    # start, levels, deployed: group
    ("swe_backend", {}, True, "target"),
    ("swe_backend", {"python": 4}, False, "later"),
    ("grad_degree", {"python": 3}, False, "target"),
    ("grad_degree", {"python": 2}, False, "later"),
    ("grad_degree", {"python": 2}, True, "later"),
    ("data_scientist", {"python": 4}, False, "stretch"),
    ("data_scientist", {"python": 4}, True, "stretch"),
    ("beginner", {}, False, "later"),
    ("beginner", {"python": 4}, True, "later"),
    ("outside_some_code", {"python": 4}, True, "later"),
    ("swe_other", {}, True, "stretch"),
    ("swe_other", {}, False, "later"),
    ("cs_graduate", {}, True, "stretch"),
    ("cs_graduate", {}, False, "later"),
]


@pytest.mark.parametrize(("start", "levels", "deployed", "group"), LAB_CASES)
def test_applied_posts_at_labs_and_product_teams(start: str, levels: Any, deployed: bool, group: str) -> None:
    companies = of(start, levels, **(DEPLOYED if deployed else {}))
    assert [group_of(companies, lab) for lab in LABS] == [group, group]
    when = {row.when for row in getattr(companies, group) if row.id in LABS}
    assert when == {""} if group == "target" else all(when)


RESEARCH = [
    # degree, publications, open
    ("phd", 2, True),
    ("masters", 1, True),
    ("top_masters", 1, True),
    ("phd", 0, False),
    ("masters", 0, False),
    ("bachelor", 5, False),
    ("none", 1, False),
]


@pytest.mark.parametrize(("degree", "papers", "is_open"), RESEARCH)
@pytest.mark.parametrize("target", TARGETS)
def test_research_posts_need_a_degree_and_publications(degree: str, papers: int, is_open: bool, target: str) -> None:
    companies = of("grad_degree", degree=degree, ml_publications=papers, target=target)
    if is_open:
        assert group_of(companies, "research_open") == ("target" if target == "research" else "stretch")
        assert group_of(companies, "research_posts") is None
        assert group_of(companies, "research_outside_labs") == "later"
    else:
        assert group_of(companies, "research_open") is None
        assert group_of(companies, "research_posts") == "avoid"
        assert group_of(companies, "research_outside_labs") == "avoid"


@pytest.mark.parametrize("start", ["beginner", "outside_some_code"])
def test_vertical_saas_comes_first_for_outsiders(start: str) -> None:
    companies = of(start, industry="nursing", target="llm", **DEPLOYED)
    assert ids(companies, "target")[0] == "vertical_saas"
    assert not {"applied_titles", "llm_titles", "platform_titles", *LABS} & set(ids(companies, "target"))


@pytest.mark.parametrize(
    ("industry", "known"),
    [
        ("fintech", "fintech"),
        ("retail banking", "fintech"),
        ("Insurance", "fintech"),
        ("nursing", "healthtech"),
        ("mental health", "healthtech"),
        ("HR", "hr"),
        ("human resources", "hr"),
        ("digital marketing", "marketing"),
        ("B2B sales", "sales"),
        ("logistics", None),
        ("chronograph making", None),
        ("wholesales", None),
        ("", None),
    ],
)
def test_mid_market_is_recommended_only_with_a_matching_industry(industry: str, known: str | None) -> None:
    found = known_industry(CONTENT, industry)
    assert (found.id if found else None) == known
    target = ids(of("swe_other", industry=industry), "target")
    if known:
        assert target.index("mid_market") < target.index("consulting")
        assert "mid_market_crowded" not in target
    else:
        assert target.index("mid_market_crowded") > target.index("consulting")
        assert "mid_market" not in target
        assert "Crowded" in CONTENT.companies["mid_market_crowded"].why


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("target", TARGETS)
def test_what_holds_for_everybody(start: str, target: str) -> None:
    companies = of(start, target=target, industry="logistics")
    everything = [id_ for group in GROUPS for id_ in ids(companies, group)]
    assert len(everything) == len(set(everything))
    assert "consulting" in ids(companies, "target")
    assert {"demo_shops", "prompt_only_ads", "generalist_ds"} <= set(ids(companies, "avoid"))
    for group in GROUPS:
        for row in getattr(companies, group):
            assert row.why
            assert row.facts
            assert "{" not in row.title + row.why + row.short
            assert set(row.facts) <= CONTENT.facts.keys()


def test_titles_follow_the_fast_lists() -> None:
    assert ids(of("swe_backend", target="platform"), "target")[0] == "platform_titles"
    assert ids(of("swe_backend"), "target")[0] == "platform_titles"
    assert group_of(of("swe_other", target="platform"), "mlops_titles") == "stretch"
    assert group_of(of("data_scientist", target="platform"), "mlops_titles") == "stretch"
    assert group_of(of("beginner", target="platform"), "mlops_titles") == "later"
    assert group_of(of("swe_other"), "mlops_titles") is None
    assert group_of(of("swe_other", target="llm"), "llm_titles") == "target"
    assert group_of(of("data_scientist", target="llm"), "llm_titles") == "stretch"
    assert group_of(of("beginner", target="llm"), "llm_titles") == "later"
    assert group_of(of("swe_other"), "llm_titles") is None
    assert group_of(of("data_scientist"), "applied_titles") == "target"


def test_the_industry_stands_in_the_titles() -> None:
    named = {row.id: row for row in of("outside_some_code", industry="banking").target}
    assert "banking" in named["vertical_saas"].title
    assert "fraud or risk ML" in named["own_industry"].why
    assert "S0-107" in named["own_industry"].facts
    unnamed = {row.id: row for row in of("outside_some_code").target}
    assert "your old industry" in unnamed["vertical_saas"].title
    assert "own_industry" not in unnamed


def test_every_kind_of_company_has_a_reason_and_is_used() -> None:
    used = {
        row.id
        for start in STARTS
        for target in TARGETS
        for industry in ("", "banking")
        for papers in (0, 1)
        for rows in vars(of(start, target=target, industry=industry, degree="phd", ml_publications=papers)).values()
        for row in rows
    }
    assert used == set(CONTENT.companies)
    for kind in CONTENT.companies.values():
        assert kind.short
        assert len(f"{kind.title}: {kind.short}") <= 68
        assert set(kind.facts) <= CONTENT.facts.keys()
        assert set(kind.rules) <= CONTENT.rules.keys()


def test_nothing_without_a_profile() -> None:
    with pytest.raises(ValueError, match="profile"):
        sort_companies(CONTENT, Journey())
