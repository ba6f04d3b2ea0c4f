"""Which portfolio project to propose first, and what is not yet for this person (rules C12, C18, C21)."""

from __future__ import annotations

from dataclasses import dataclass

from mentor.coach.levels import level_of, production_python
from mentor.coach.portfolio import any_at_least
from mentor.content import Content
from mentor.content.model import ProjectType
from mentor.journey import Journey


@dataclass(frozen=True)
class NotYet:
    """A project type that waits, and for what."""

    type: ProjectType
    why: str


@dataclass(frozen=True)
class Proposal:
    """The project to propose.

    Attributes:
        title: The type with the user's own industry in it.
        why: The reason for this person.
        rule: The rule that decided.
    """

    type: ProjectType
    title: str
    why: str
    rule: str
    not_yet: tuple[NotYet, ...]


def propose_project(content: Content, journey: Journey) -> Proposal:
    """The first project, or the next one when something is deployed already.

    Raises:
        ValueError: There is no profile yet.
    """
    if journey.profile is None:
        raise ValueError("a profile is needed")
    type_id, why = _choose(content, journey)
    kind = content.project_types[type_id]
    industry = journey.profile.industry
    title = f"{kind.title} on {industry} data" if industry else kind.title
    waiting = tuple(
        NotYet(content.project_types[other], reason)
        for other, reason in _waiting(content, journey).items()
        if other != type_id
    )
    return Proposal(kind, title, why, "C21", waiting)


def _choose(content: Content, journey: Journey) -> tuple[str, str]:
    assert journey.profile is not None
    profile = journey.profile
    deployed = profile.history.projects_deployed > 0 or any_at_least(content, journey, "shipped")
    if profile.target == "llm" and _ready_for_rag(content, journey):
        return "rag", "You aim at LLM work and can deploy already; with retrieval metrics it is not one more demo"
    if profile.start == "data_scientist" and deployed:
        return "feature_pipeline", "Something of yours is deployed; the pipeline closes the rest of the engineering gap"
    if profile.start == "data_scientist":
        return "serving_api", "Your models are not the gap: a tested service that runs off your laptop is"
    if deployed and profile.target == "platform":
        return "feature_pipeline", "One service is deployed: features that are equal in training and serving come next"
    if deployed:
        return "domain_problem", "One thing is deployed: make the next one a real problem of your industry, end to end"
    if profile.start == "swe_backend":
        return "serving_api", "You can build services: put one around a model you trained yourself"
    if profile.start in ("beginner", "outside_some_code"):
        return "serving_api", "The simplest thing that counts as shipped; it starts as a small tool on your own data"
    return (
        "serving_api",
        "A simple deployed service beats a clever one that never ships, and every later project needs it",
    )


def _ready_for_rag(content: Content, journey: Journey) -> bool:
    return production_python(content, journey) and level_of(content, journey, "deployment") >= 2


def _waiting(content: Content, journey: Journey) -> dict[str, str]:
    assert journey.profile is not None
    reasons = {}
    if journey.profile.target != "llm":
        reasons["rag"] = "offered for an LLM target only: shallow ones are common, evaluated ones rare"
    elif not _ready_for_rag(content, journey):
        reasons["rag"] = "after one plain deployment, and only with retrieval metrics (MRR, NDCG)"
    if level_of(content, journey, "deep_learning") < 2:
        reasons["fine_tuning"] = "needs deep learning at 2 or more; a good second project"
    else:
        reasons["fine_tuning"] = "suits the second project, after one is shipped"
    return reasons
