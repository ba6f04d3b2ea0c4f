"""Bridge roles, the resume's framing, learning that costs money, and notes (rules C07, C22, C25-C27, C31-C33, C35)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mentor.coach.companies import ENGINEERS, has_deployed, in_industry, known_industry, may_do_research
from mentor.coach.salary import PayRow, as_stated, pay_level
from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.records import Profile

_BRIDGES = {
    "data_scientist": ("analytics_engineering", "data_engineering", "consulting_ramp"),
    "swe_backend": (),
    "swe_other": ("beside_ml_team", "consulting_ramp"),
    "beginner": ("job_in_industry", "consulting_ramp"),
    "outside_some_code": ("job_in_industry", "consulting_ramp"),
    "grad_degree": ("beside_ml_team", "consulting_ramp"),
    "cs_graduate": ("beside_ml_team", "consulting_ramp"),
}
_FRAMING = {"data_scientist": "data_work", "grad_degree": "research_work", "cs_graduate": "coursework"}
_HAS_DEGREE = ("masters", "top_masters", "phd")
_AS_OF = 2026
"""The year of the guides."""


@dataclass(frozen=True)
class Line:
    """One piece of advice with the user's industry in it; see `AdviceText`."""

    id: str
    title: str
    short: str
    text: str
    facts: tuple[str, ...]
    rules: tuple[str, ...]
    verdict: str = ""
    cost: str = ""
    months: str = ""
    pay: tuple[PayRow, ...] = ()


def bridge_roles(content: Content, profile: Profile) -> tuple[Line, ...]:
    """Posts on the way, by starting point (C27). None for a backend engineer, whose target is the next post."""
    return _lines(content, profile, _BRIDGES[profile.start])


def resume_lines(content: Content, profile: Profile) -> tuple[Line, ...]:
    """The order of the resume and how to frame what you bring (C22)."""
    if profile.start in ENGINEERS:
        ids = ("order_engineer", "project_section", "systems_work")
    else:
        ids = ("order", "project_section", _FRAMING.get(profile.start, "earlier_career"))
    return _lines(content, profile, ids)


def paid_learning(content: Content, journey: Journey) -> tuple[Line, ...]:
    """Degree, bootcamp and certificates for this profile (C31, C32, C33); a bootcamp only where it came up.

    Raises:
        ValueError: There is no profile yet.
    """
    if journey.profile is None:
        raise ValueError("a profile is needed")
    profile, ids = journey.profile, []
    if profile.degree == "none" and profile.start not in ("grad_degree", "cs_graduate"):
        ids.append("no_degree")
    if profile.degree not in _HAS_DEGREE and profile.start != "grad_degree":
        ids.append("masters_for_research" if profile.target == "research" else "masters_not_needed")
    if profile.history.paid_program != "none":
        ids.append("bootcamp_structure")
    ids += ["certificate_aws", "certificate_google"] if has_deployed(content, journey) else ["certificate_locked"]
    if profile.start in (*ENGINEERS, "data_scientist"):
        ids.append("budget")
    return _lines(content, profile, (*ids, "better_buys"))


def notes(content: Content, profile: Profile, today: date) -> tuple[Line, ...]:
    """Both halves of the market and of the search (C25, C26), and what no guide covers (G2)."""
    ids = ["demand_up", "entry_crowded", "warm_paths", "cold_budget", *_not_covered(content, profile)]
    if profile.start == "swe_backend":
        ids.append("no_bridge")
    if profile.start == "data_scientist":
        ids.append("pay_gap")
    if pay_level(profile) == "entry" and profile.start in (*ENGINEERS, "data_scientist"):
        ids.append("ml_years")
    ids.append("equity")
    if today.year > _AS_OF:
        ids.append("aged")
    return _lines(content, profile, ids)


def _not_covered(content: Content, profile: Profile) -> Iterable[str]:
    if profile.start in ("grad_degree", "cs_graduate"):
        yield "no_guide_degree"
    if profile.start == "swe_other":
        yield "no_guide_other_engineer"
    if profile.region == "canada":
        yield "no_guide_canada"
    if profile.region == "other" and pay_level(profile) == "entry":
        yield "no_guide_region"
    if profile.industry and known_industry(content, profile.industry) is None and not may_do_research(profile):
        yield "no_guide_industry"


def _lines(content: Content, profile: Profile, ids: Iterable[str]) -> tuple[Line, ...]:
    made = []
    for id_ in ids:
        text = content.advice[id_]
        made.append(
            Line(
                id=id_,
                title=in_industry(text.title, profile.industry),
                short=in_industry(text.short, profile.industry),
                text=in_industry(text.text, profile.industry),
                facts=text.facts,
                rules=text.rules,
                verdict=text.verdict,
                cost=text.cost,
                months=text.months,
                pay=tuple(as_stated(content.salaries[row]) for row in text.pay),
            )
        )
    return tuple(made)
