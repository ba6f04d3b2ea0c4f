"""Mistakes the guides warn of, recognised from profile, ratings, history and record; pure predicates.

The figures that decide are the guides' own: 4, 8 and 12 months of study (S0-086, S0-090, S2-082), three courses
(S2-013), three unfinished projects (S0-111), the 2-3 months before interviews (S4-024). Levels are the rated ones;
an area is "under 2" where it was rated so, and an unrated one counts only where a phase's gate would ask for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from mentor.coach.companies import OUTSIDE, has_deployed, may_do_research
from mentor.coach.levels import level_of, production_python, rated_level
from mentor.coach.milestones import model_on
from mentor.coach.phases import apply_gate
from mentor.coach.salary import pay_level
from mentor.coach.timeline import Headline, headline
from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.records import History, Profile, Project
from mentor.text import counted, one_line

SUPPORTED = 2
"""The level of doing it with support: the floor of the gates (C06, C10, and P4's target)."""
_MODEL_MONTHS, _SKILLS_MONTHS, _STOP_MONTHS = 4, 8, 12
_COURSES, _UNFINISHED, _INTERVIEW_MONTHS = 3, 3, 3
_RETRIEVAL_METRICS = "G2"
"""The criterion of a RAG project that asks for MRR or NDCG (S2-039)."""

_NAMES = {
    "python": "Python",
    "sql": "SQL",
    "pytorch": "PyTorch",
    "math": "maths",
    "rag": "RAG",
    "llm_adaptation": "LLM adaptation",
    "classical_ml": "classical ML",
}
"""Areas as they are named within a sentence."""

_HOUSE_PRICES = re.compile(r"(?<![a-z])hous(?:e|ing)[\s_-]*pric|(?:boston|california|ames)[\s_-]*hous", re.IGNORECASE)
_TUTORIAL_SETS = re.compile(r"(?<![a-z])(?:mnist|titanic|iris[\s_-]*(?:flower|data|species|classif))", re.IGNORECASE)
_PROPERTY = re.compile(r"real[\s_-]*estate|property|housing|mortgage", re.IGNORECASE)
_INFLATED = re.compile(r"production[\s_-]*(?:grade|ready)|enterprise[\s_-]*(?:grade|level|ready)", re.IGNORECASE)
_CERTIFICATE = re.compile(
    r"\b(?:coursera|udemy|udacity|edx|datacamp)\b|\bcertified\b|\bcertification\b|"
    r"(?<!tls )(?<!ssl )(?<!client )\bcertificate\b(?! (?:rotation|renewal|authority))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Caution:
    """A warning as one person gets it.

    Attributes:
        because: Why it is theirs, with their own figures.
        instead: The one thing to do.
    """

    id: str
    severity: Literal["amber", "red"]
    title: str
    text: str
    because: str
    instead: str
    facts: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class _Because:
    text: str
    red: bool = False


@dataclass(frozen=True)
class _Case:
    """What the predicates look at."""

    content: Content
    journey: Journey
    profile: Profile

    @property
    def past(self) -> History:
        return self.profile.history

    @cached_property
    def deployed(self) -> bool:
        return has_deployed(self.content, self.journey)

    @cached_property
    def range(self) -> Headline:
        return headline(self.content, self.journey)

    @cached_property
    def real_model(self) -> bool:
        """Whether a model was ever trained on real data, by history or record."""
        return model_on(self.content, self.journey) is not None

    @cached_property
    def searching(self) -> bool:
        """Whether the search has begun, or may begin (C06)."""
        past = self.past
        begun = past.applications_cold or past.applications_research or past.referrals
        return bool(begun) or apply_gate(self.content, self.journey).open

    @property
    def projects(self) -> list[Project]:
        return [project for project in self.journey.projects.values() if project.state != "parked"]

    def rated(self, area: str) -> float | None:
        return rated_level(self.journey, self.content.areas[area])

    def level(self, area: str) -> float:
        return level_of(self.content, self.journey, area)

    def under(self, area: str, level: float = SUPPORTED) -> bool:
        """Whether an area was rated, and under a level."""
        rated = self.rated(area)
        return rated is not None and rated < level

    def say(self, *areas: str) -> str:
        """Areas with their levels: "SQL 1, Python 3"."""
        parts = []
        for area in areas:
            name, rated = _NAMES.get(area, area.replace("_", " ")), self.rated(area)
            parts.append(f"{name} {'not rated' if rated is None else f'{rated:.2g}'}")
        return ", ".join(parts)

    @property
    def skipped_software(self) -> list[str]:
        """The areas of the software phase under its target, where the phase was closed over what was missing."""
        gate, phase = self.journey.gates.get("P0"), self.content.phases["P0"]
        if gate is None or not gate.override:
            return []
        return [area for area in phase.areas if self.level(area) < phase.target]


def cautions(content: Content, journey: Journey) -> tuple[Caution, ...]:
    """The warnings that hold for a journey, red ones first.

    Raises:
        ValueError: There is no profile yet.
    """
    if journey.profile is None:
        raise ValueError("a profile is needed")
    case = _Case(content, journey, journey.profile)
    found = [_caution(content, id_, because) for id_, test in PREDICATES.items() if (because := test(case))]
    return tuple(sorted(found, key=lambda caution: caution.severity != "red"))


def _caution(content: Content, id_: str, because: _Because) -> Caution:
    text = content.warnings[id_]
    severity: Literal["amber", "red"] = "red" if because.red else text.severity
    return Caution(id_, severity, text.title, text.text, because.text, text.instead, text.facts, text.rules)


# ------------------------------------------------------------------------------------------- time and study


def _six_months(case: _Case) -> _Because | None:
    low, high = case.range.months
    guides = f"The guides give {low}-{high} months for your start ({' '.join(case.range.sources)})"
    deadline = case.profile.deadline_months
    if deadline is not None and deadline < low:
        return _Because(f"You want it in {counted(deadline, 'month')}. {guides}.", red=True)
    if skipped := case.skipped_software:
        return _Because(f"You closed the software phase with {case.say(*skipped)}, under 3. {guides}.")
    if case.profile.start in OUTSIDE and not case.deployed:
        return _Because(f"{guides}, and nothing of yours is deployed yet.")
    return None


def _theory_first(case: _Case) -> _Because | None:
    months = case.past.months_studying
    if months < _MODEL_MONTHS or case.real_model:
        return None
    return _Because(f"{months:g} months of study, no model on real data yet.", red=months >= _SKILLS_MONTHS)


def _nothing_shipped(case: _Case) -> _Because | None:
    months = case.past.months_studying
    if months < _STOP_MONTHS or case.deployed:
        return None
    return _Because(
        f"{months:g} months of study, {counted(case.past.courses_finished, 'course')} finished, nothing deployed."
    )


def _course_collecting(case: _Case) -> _Because | None:
    if case.past.courses_finished < _COURSES or case.deployed:
        return None
    models = counted(case.past.models_on_real_data, "model")
    return _Because(
        f"{counted(case.past.courses_finished, 'course')} finished, {models} on real data, nothing deployed."
    )


def _bootcamp(case: _Case) -> _Because | None:
    said = {"considering": "You are thinking of a paid programme.", "enrolled": "You are enrolled in a paid programme."}
    text = said.get(case.past.paid_program)
    return _Because(text) if text else None


def _certificates(case: _Case) -> _Because | None:
    journey = case.journey
    texts = [rating.evidence.text for rating in journey.ratings.values() if rating.evidence is not None]
    texts += [need.note for need in journey.needs.values()]
    texts += [mark.note for mark in journey.marks.values()]
    count = sum(1 for text in texts if _CERTIFICATE.search(text))
    return (
        _Because(f"{counted(count, 'piece')} of your evidence {'is' if count == 1 else 'are'} one.") if count else None
    )


# ------------------------------------------------------------------------------------------- skills


def _software_basics(case: _Case) -> _Because | None:
    low = [area for area in ("python", "hygiene", "deployment") if case.under(area)]
    months = case.past.months_studying
    if months >= _SKILLS_MONTHS and low:
        return _Because(f"{months:g} months of study, and {case.say(*low)} of 3.", red=True)
    if skipped := case.skipped_software:
        return _Because(f"You closed the software phase with {case.say(*skipped)}, under 3.")
    deep = max(("pytorch", "deep_learning"), key=case.level)
    if case.under("python") and case.level(deep) >= SUPPORTED:
        return _Because(f"Deep learning has run ahead: {case.say(deep, 'python')}.")
    return None


def _notebook(case: _Case) -> _Because | None:
    models = case.past.models_on_real_data
    trains = models > 0 or case.profile.start == "data_scientist"
    if case.deployed or not trains or case.level("deployment") >= SUPPORTED:
        return None
    made = f"{counted(models, 'model')} on real data" if models else "Models are your trade"
    return _Because(f"{made}, none deployed; {case.say('deployment')}.")


def _harder_start(case: _Case) -> _Because | None:
    if case.profile.start != "data_scientist" or production_python(case.content, case.journey):
        return None
    return _Because(f"You come from data science, {case.say('python')}; a tested service takes 3.")


def _sql(case: _Case) -> _Because | None:
    return _left_behind(case, "sql", "python", "classical_ml", "pytorch", "deep_learning")


def _maths(case: _Case) -> _Because | None:
    return _left_behind(case, "math", "classical_ml", "pytorch", "deep_learning")


def _left_behind(case: _Case, area: str, *others: str) -> _Because | None:
    best = max(others, key=case.level)
    behind = case.under(area) and case.level(best) >= SUPPORTED
    return _Because(f"{case.say(area, best)}.") if behind else None


def _system_design(case: _Case) -> _Because | None:
    deadline = case.profile.deadline_months
    soon = deadline is not None and deadline <= _INTERVIEW_MONTHS
    if not (case.searching or soon) or case.level("system_design") >= SUPPORTED:
        return None
    done = sum(1 for action in case.journey.actions.values() if action.kind == "design" and action.done)
    near = "Interviews are near" if case.searching else f"{counted(deadline or 0, 'month')} to your deadline"
    return _Because(f"{near}: {case.say('system_design')}, {counted(done, 'design session')} ticked here.")


def _llm_basics(case: _Case) -> _Because | None:
    low = [area for area in ("llm_adaptation", "rag") if case.level(area) < SUPPORTED]
    if not case.searching or not low or "P4" in case.journey.gates:
        return None
    return _Because(f"Interviews are near: {case.say(*low)}; literacy is 2.")


# ------------------------------------------------------------------------------------------- projects


def _kaggle(case: _Case) -> _Because | None:
    if not case.past.kaggle_only or case.deployed:
        return None
    return _Because("You say that Kaggle is all there is so far, and nothing is deployed.")


def _overdone(case: _Case) -> _Because | None:
    at_home = _PROPERTY.search(case.profile.industry)
    for project in case.projects:
        folder = project.path.replace("\\", "/").rstrip("/").rpartition("/")[2]
        text = f"{project.title} {folder}"
        if _TUTORIAL_SETS.search(text) or (_HOUSE_PRICES.search(text) and not at_home):
            return _Because(f'Your project is called "{one_line(project.title, 60)}".')
    return None


def _inflated(case: _Case) -> _Because | None:
    title = next((project.title for project in case.projects if _INFLATED.search(project.title)), None)
    return _Because(f'Your project is called "{one_line(title, 60)}".') if title else None


def _too_broad(case: _Case) -> _Because | None:
    active = [project for project in case.projects if project.state == "active"]
    if len(active) < _UNFINISHED or case.deployed:
        return None
    return _Because(f"{len(active)} projects are in progress, none is shipped.")


def _shallow_rag(case: _Case) -> _Because | None:
    for project in case.projects:
        if project.type == "rag" and f"{project.id}/{_RETRIEVAL_METRICS}" not in case.journey.marks:
            return _Because(f'"{one_line(project.title, 60)}" has no retrieval metric yet.')
    if case.profile.target == "llm" and case.level("rag") >= SUPPORTED and case.under("evaluation"):
        return _Because(f"You can build one, not yet evaluate it: {case.say('rag', 'evaluation')}.")
    return None


# ------------------------------------------------------------------------------------------- search


def _research_posts(case: _Case) -> _Because | None:
    profile, sent = case.profile, case.past.applications_research
    if may_do_research(profile) or not (sent or profile.target == "research"):
        return None
    did = f"{counted(sent, 'application')} to research posts" if sent else "Your target is research"
    degree = {"none": "no degree", "bachelor": "a bachelor's", "phd": "a PhD"}.get(profile.degree, "a master's")
    return _Because(f"{did}, with {degree} and {counted(profile.ml_publications, 'ML publication')}.")


def _cold_only(case: _Case) -> _Because | None:
    cold = case.past.applications_cold
    if not cold or case.past.referrals:
        return None
    return _Because(f"{counted(cold, 'cold application')}, no referral.")


def _applied_early(case: _Case) -> _Because | None:
    sent = case.past.applications_cold + case.past.applications_research
    if not sent or case.deployed:
        return None
    return _Because(f"{counted(sent, 'application')} sent, nothing deployed.")


def _hidden_switch(case: _Case) -> _Because | None:
    if case.profile.start not in OUTSIDE or not (case.searching or case.deployed):
        return None
    industry = case.profile.industry
    career = f"You come from {industry}" if industry else "You come from another field"
    return _Because(f"{career}, and {'applications have begun' if case.searching else 'the resume is next'}.")


def _prompt_only(case: _Case) -> _Because | None:
    return _Because("You aim at LLM work.") if case.profile.target == "llm" else None


def _crowded(case: _Case) -> _Because | None:
    new = case.profile.start in (*OUTSIDE, "cs_graduate") and pay_level(case.profile) == "entry"
    if not new or case.deployed:
        return None
    return _Because(f"You look for a first post with {case.profile.ml_years:g} ML years and nothing deployed.")


PREDICATES: dict[str, Callable[[_Case], _Because | None]] = {
    "six_months_from_zero": _six_months,
    "nothing_shipped": _nothing_shipped,
    "theory_first": _theory_first,
    "software_basics_first": _software_basics,
    "research_posts": _research_posts,
    "data_science_is_harder_start": _harder_start,
    "notebook_is_no_service": _notebook,
    "kaggle_only": _kaggle,
    "course_collecting": _course_collecting,
    "certificates_do_not_count": _certificates,
    "bootcamp": _bootcamp,
    "overdone_project": _overdone,
    "inflated_scope": _inflated,
    "too_broad": _too_broad,
    "shallow_rag": _shallow_rag,
    "applied_with_nothing_deployed": _applied_early,
    "cold_only": _cold_only,
    "hide_the_switch": _hidden_switch,
    "system_design_neglected": _system_design,
    "llm_basics_expected": _llm_basics,
    "prompt_only_jobs": _prompt_only,
    "sql_neglected": _sql,
    "maths_ceiling": _maths,
    "entry_level_crowded": _crowded,
}
"""Warning id to the test of whether it holds, in the order in which warnings of one severity are shown."""
