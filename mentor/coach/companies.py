"""Which employers, posts and titles to aim at, and which to leave (rules C23, C24, C25, C27, C28)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mentor.coach.levels import production_python
from mentor.coach.phases import has_proof
from mentor.content import Content
from mentor.content.pages import IndustryWords
from mentor.journey import Journey
from mentor.journey.records import Profile

OUTSIDE = ("beginner", "outside_some_code")
"""Starting points outside software."""
ENGINEERS = ("swe_backend", "swe_other")
_MASTERS_OR_MORE = ("masters", "top_masters", "phd")
_LABS = ("ai_native", "big_tech")
_OLD_INDUSTRY = "your old industry"
_FIRST_POST = "After a first post or a bridge role; vertical SaaS comes first."


@dataclass(frozen=True)
class CompanyAdvice:
    """A kind of employer or post, for one person.

    Attributes:
        short: The reason in a few words.
        when: What has to come first, where something has.
    """

    id: str
    title: str
    short: str
    why: str
    when: str
    facts: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Companies:
    """Employers, posts and titles in four groups, the best first within each."""

    target: tuple[CompanyAdvice, ...]
    stretch: tuple[CompanyAdvice, ...]
    later: tuple[CompanyAdvice, ...]
    avoid: tuple[CompanyAdvice, ...]


@dataclass(frozen=True)
class _Case:
    profile: Profile
    deployed: bool
    python: bool
    named: bool

    @property
    def outside(self) -> bool:
        return self.profile.start in OUTSIDE


def sort_companies(content: Content, journey: Journey) -> Companies:
    """What to target, stretch for, leave for later and avoid.

    Raises:
        ValueError: There is no profile yet.
    """
    if journey.profile is None:
        raise ValueError("a profile is needed")
    profile = journey.profile
    case = _Case(
        profile,
        has_deployed(content, journey),
        production_python(content, journey),
        known_industry(content, profile.industry) is not None,
    )
    labs, when = _labs(case)
    groups: dict[str, list[tuple[str, str]]] = {"target": _targets(case), "stretch": [], "later": [], "avoid": []}
    groups[labs].extend((id_, when) for id_ in _LABS)
    _titles(case, groups)
    _research(profile, groups)
    groups["avoid"].extend((id_, "") for id_ in ("generalist_ds", "demo_shops", "prompt_only_ads"))
    return Companies(**{name: _filled(content, profile, rows) for name, rows in groups.items()})


def has_deployed(content: Content, journey: Journey) -> bool:
    """Whether something of the user's is deployed: before the first day, by a checklist, or noted at P2's gate."""
    return has_proof(content, journey, "P2") or "G2.1" in journey.needs


def may_do_research(profile: Profile) -> bool:
    """Whether research posts are open: a PhD or a master's, and publications (rule C23)."""
    return profile.degree in _MASTERS_OR_MORE and profile.ml_publications > 0


def known_industry(content: Content, industry: str) -> IndustryWords | None:
    """The industry of the guides that the user's own words mean, if it is one of them (rule C24)."""
    for known in content.industries:
        for word in known.words:
            end = r"\b" if len(word) <= 3 else ""
            if re.search(rf"\b{re.escape(word)}{end}", industry, re.IGNORECASE):
                return known
    return None


def in_industry(text: str, industry: str) -> str:
    """A text with the user's industry put in, or "your old industry"."""
    return text.replace("{industry}", industry or _OLD_INDUSTRY)


def _targets(case: _Case) -> list[tuple[str, str]]:
    """The employers everybody may aim at: the old industry first, a crowded mid-market last (C24)."""
    ids = ["vertical_saas"]
    if case.profile.industry:
        ids.append("own_industry")
    ids += ["mid_market", "consulting"] if case.named else ["consulting", "mid_market_crowded"]
    return [(id_, "") for id_ in ids]


def _labs(case: _Case) -> tuple[str, str]:
    """Where applied and platform posts at AI-native firms and FAANG product teams belong (C23)."""
    start = case.profile.start
    if case.outside:
        return "later", _FIRST_POST
    if start == "data_scientist":
        return "stretch", "A stretch, after the bridge role."
    if start == "grad_degree":
        return ("target", "") if case.python else ("later", "Once your Python carries a typed, tested service.")
    if not case.deployed:
        return "later", "Once one project of yours is deployed."
    return ("target", "") if start == "swe_backend" else ("stretch", "No guide speaks to your start here.")


def _titles(case: _Case, groups: dict[str, list[tuple[str, str]]]) -> None:
    """Titles that grow fast (C25), by start and target; for platform and LLM targets they lead the list."""
    profile, first = case.profile, _FIRST_POST
    if case.outside:
        groups["later"].insert(0, ("applied_titles", first))
    else:
        groups["target"].insert(1 + bool(profile.industry), ("applied_titles", ""))
    if profile.start == "swe_backend":
        groups["target"].insert(0, ("platform_titles", ""))
    elif profile.target == "platform":
        groups["later" if case.outside else "stretch"].insert(0, ("mlops_titles", first if case.outside else ""))
    if profile.target == "llm":
        where = "later" if case.outside else "stretch" if profile.start == "data_scientist" else "target"
        groups[where].insert(0, ("llm_titles", first if case.outside else ""))


def _research(profile: Profile, groups: dict[str, list[tuple[str, str]]]) -> None:
    """Research posts: only for a degree with publications (C23)."""
    if not may_do_research(profile):
        groups["avoid"] += [("research_posts", ""), ("research_outside_labs", "")]
        return
    groups["target" if profile.target == "research" else "stretch"].insert(0, ("research_open", ""))
    groups["later"].append(("research_outside_labs", ""))


def _filled(content: Content, profile: Profile, rows: Iterable[tuple[str, str]]) -> tuple[CompanyAdvice, ...]:
    made = []
    for id_, when in rows:
        kind = content.companies[id_]
        why, facts = kind.why, kind.facts
        known = known_industry(content, profile.industry) if id_ == "own_industry" else None
        if known is not None and known.does:
            why, facts = f"{why} Here: {known.does}.", (*facts, *(f for f in known.facts if f not in facts))
        title = in_industry(kind.title, profile.industry)
        made.append(CompanyAdvice(id_, title, kind.short, why, when, facts, kind.rules))
    return tuple(made)
