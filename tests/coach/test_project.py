"""Which project to propose, and what is not yet for this person."""

import pytest

from mentor.coach.project import propose_project
from mentor.journey import Journey
from mentor.journey.records import STARTS, TARGETS

from .builders import CONTENT, journey, project

DEPLOYED = {"history": {"projects_deployed": 1}}
READY = {"python": 3, "deployment": 2}

PROPOSALS = [
    # start, target, levels, deployed before: type
    *((start, target, {}, False, "serving_api") for start in STARTS for target in TARGETS),
    *((start, "llm", READY, False, "rag") for start in STARTS),
    *((start, "applied", READY, False, "serving_api") for start in STARTS),
    ("swe_backend", "llm", {"python": 2, "deployment": 4}, False, "serving_api"),
    ("swe_backend", "llm", {"python": 4, "deployment": 1}, False, "serving_api"),
    ("swe_backend", "llm", READY, True, "rag"),
    ("swe_backend", "platform", {}, True, "feature_pipeline"),
    ("swe_backend", "applied", {}, True, "domain_problem"),
    ("data_scientist", "applied", {}, True, "feature_pipeline"),
    ("data_scientist", "platform", {}, True, "feature_pipeline"),
    ("data_scientist", "llm", READY, True, "rag"),
    *((s, "applied", {}, True, "domain_problem") for s in STARTS if s not in ("swe_backend", "data_scientist")),
    ("grad_degree", "research", {"deep_learning": 4}, True, "domain_problem"),
]


@pytest.mark.parametrize(("start", "target", "levels", "deployed", "expected"), PROPOSALS)
def test_proposal(start: str, target: str, levels: dict[str, int | None], deployed: bool, expected: str) -> None:
    proposal = propose_project(CONTENT, journey(start, levels, target=target, **(DEPLOYED if deployed else {})))
    assert proposal.type.id == expected
    assert proposal.rule == "C21"
    assert proposal.why
    assert expected not in [waiting.type.id for waiting in proposal.not_yet]


@pytest.mark.parametrize("start", STARTS)
def test_project_shipped_here_counts_like_one_from_before(start: str) -> None:
    before = propose_project(CONTENT, journey(start, **DEPLOYED))
    here = propose_project(CONTENT, journey(start, **project()))
    begun = propose_project(CONTENT, journey(start, **project(level="none")))
    assert here == before
    assert begun == propose_project(CONTENT, journey(start))


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("start", STARTS)
def test_retrieval_is_for_an_llm_target_only(start: str, target: str) -> None:
    proposal = propose_project(CONTENT, journey(start, READY, target=target))
    waiting = {one.type.id: one.why for one in proposal.not_yet}
    assert ("rag" in waiting) is (target != "llm")
    assert (proposal.type.id == "rag") is (target == "llm")


def test_retrieval_waits_for_a_plain_deployment() -> None:
    proposal = propose_project(CONTENT, journey(target="llm"))
    waiting = {one.type.id: one.why for one in proposal.not_yet}
    assert waiting["rag"].startswith("after one plain deployment, and only with retrieval metrics")


@pytest.mark.parametrize(("level", "why"), [(1, "needs deep learning at 2"), (2, "suits the second project")])
def test_fine_tuning_is_no_first_project(level: int, why: str) -> None:
    proposal = propose_project(CONTENT, journey(levels={"deep_learning": level}))
    waiting = {one.type.id: one.why for one in proposal.not_yet}
    assert waiting["fine_tuning"].startswith(why)


@pytest.mark.parametrize(
    ("industry", "title"), [("fintech", "Model-serving API on fintech data"), ("", "Model-serving API")]
)
def test_title_holds_the_own_industry(industry: str, title: str) -> None:
    assert propose_project(CONTENT, journey(industry=industry)).title == title


def test_needs_a_profile() -> None:
    with pytest.raises(ValueError, match="profile"):
        propose_project(CONTENT, Journey())
