"""How well a company and a title fit this person, by rules C23, C24, C25, C27 and C28, with the reasons.

Company and title are judged each by itself, by `companies.sort_companies` where it has a word on them; then the two are
put together. Of both the worse one counts, with one exception: applied posts that would come later elsewhere are open
at the employers that rule C23 puts first for this person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from mentor.coach.advert_words import RESEARCH, kind_of_title
from mentor.coach.companies import (
    OUTSIDE,
    Companies,
    CompanyAdvice,
    in_industry,
    known_industry,
    may_do_research,
    sort_companies,
)
from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.records import Profile
from mentor.journey.search import Company

FitVerdict = Literal["target", "stretch", "later", "avoid", "unknown"]
VERDICT_TITLES: dict[FitVerdict, str] = {
    "target": "target",
    "stretch": "stretch",
    "later": "later",
    "avoid": "leave it",
    "unknown": "cannot tell yet",
}
_GROUPS: tuple[FitVerdict, ...] = ("target", "stretch", "later", "avoid")
"""From the best to the worst."""
_LABS = ("ai_native", "big_tech")
_RESEARCH_TYPES = ("research_posts", "research_open", "research_outside_labs")
_KIND_OF_TYPE = {
    **dict.fromkeys(_RESEARCH_TYPES, RESEARCH),
    "applied_titles": "applied",
    "platform_titles": "platform",
    "mlops_titles": "platform",
    "llm_titles": "llm",
    "generalist_ds": "data_scientist",
}
"""Types that are kinds of posts rather than of employers."""
_BRIDGES = ("data_analyst", "analytics_engineer", "data_engineer", "software")
_FAST = ("applied", "platform", "llm")


@dataclass(frozen=True)
class Fit:
    """What the rules say of a company and a title for one person.

    Attributes:
        short: The reason that decides, in a few words.
        why: The reasons in full, what decides first.
        change: What would change the verdict; empty where nothing would better it.
        facts: What the guides say behind it, by fact id.
        title: The kind of title by id; empty where the words name none.
        type: The kind of employer by id; empty where it is not known.
    """

    verdict: FitVerdict
    short: str
    why: tuple[str, ...]
    change: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    title: str = ""
    type: str = ""


def fit(
    content: Content,
    journey: Journey,
    type_: str = "",
    title: str = "",
    own_industry: bool = False,
    *,
    prompting: float | None = None,
) -> Fit:
    """Judge a company and a title; either may be missing.

    Args:
        content: For rules, texts and words.
        journey: The person.
        type_: A kind of employer by id; empty where it is not known.
        title: The title in the ad's words; empty for none.
        own_industry: Whether the company is in the person's own industry.
        prompting: Share of prompting words in the ad, 0-1; None where there is no ad, or it says too little.

    Raises:
        ValueError: There is no profile yet.
    """
    judge = _Judge(content, journey, own_industry or type_ == "own_industry", prompting)
    kind, seniority = kind_of_title(content, title) if title.strip() else ("", "")
    if not kind and type_ in _KIND_OF_TYPE:
        kind = _KIND_OF_TYPE[type_]
    employer = judge.employer(type_)
    post = judge.post(kind, type_)
    found = judge.together(employer, post, kind, type_, named=bool(title.strip()))
    found = judge.with_seniority(found, seniority)
    if kind in _FAST and found.verdict in ("target", "stretch"):
        found = judge.beside(found, "both_halves")
    return replace(found, title=kind, type=type_)


def fit_of(content: Content, journey: Journey, company: Company | None, role: str, ad: str = "") -> Fit:
    """The same of a company on the list and a role, with the ad where there is one.

    Raises:
        ValueError: There is no profile yet.
    """
    share = None
    if ad:
        from mentor.coach.advert_mix import mix_of  # an ad is seldom there, and counting its words loads more

        share = mix_of(content, ad).share
    type_, own = (company.type, company.own_industry) if company else ("", False)
    return fit(content, journey, type_, role, own, prompting=share)


def fit_line(content: Content, journey: Journey, company: Company | None, role: str, ad: str = "") -> str:
    """The verdict with its reason in a few words: "target: best conversion"; empty while there is no profile."""
    if journey.profile is None:
        return ""
    found = fit_of(content, journey, company, role, ad)
    return f"{VERDICT_TITLES[found.verdict]}: {found.short}"


class _Judge:
    """One person's view of employers and posts."""

    def __init__(self, content: Content, journey: Journey, own: bool, prompting: float | None) -> None:
        self._groups: Companies = sort_companies(content, journey)
        assert journey.profile is not None  # sort_companies raises where there is none
        self._content, self._own, self._prompting = content, own, prompting
        self._profile: Profile = journey.profile
        self._outside = journey.profile.start in OUTSIDE

    # ------------------------------------------------------------------ texts

    def _of_type(self, id_: str) -> Fit:
        """What the sorting says of a kind; what it leaves out (the own industry, a mid-market known) is a target."""
        for group in _GROUPS:
            for row in getattr(self._groups, group):
                if row.id == id_:
                    return _made(row, group)
        kind = self._content.companies[id_]
        return Fit("target", kind.short, (kind.why,), (), kind.rules, kind.facts)

    def _case(self, id_: str, verdict: FitVerdict) -> Fit:
        case = self._content.adverts.case(id_)
        return Fit(verdict, case.short, (case.why,), (case.change,) if case.change else (), case.rules, case.facts)

    def _advice(self, id_: str) -> Fit:
        """A bridge, in the words of the advice."""
        text = self._content.advice[id_]
        industry = self._profile.industry
        short = f"bridge: {in_industry(text.short, industry)}"
        return Fit("target", short, (in_industry(text.text, industry),), (), text.rules, text.facts)

    # ------------------------------------------------------------------ the employer

    def employer(self, type_: str) -> Fit | None:
        """An employer by its kind; None where nothing is known of it."""
        own = self._own
        if type_ in ("", "own_industry") or type_ in _KIND_OF_TYPE:
            if type_ in _RESEARCH_TYPES:
                return self._of_type("ai_native")  # rule C23 splits labs by job: other posts there are AI-native ones
            return self._of_type("own_industry") if own else None
        if type_ == "vertical_saas":
            return self._of_type(type_) if own else self._case("saas_elsewhere", "target")
        if type_ in ("mid_market", "mid_market_crowded"):
            if not own:
                return self._case("mid_market_elsewhere", "target")
            if known_industry(self._content, self._profile.industry) is not None:
                return self._of_type("mid_market")
            found = self._of_type("own_industry")
            return replace(found, rules=_joined(("C24",), found.rules))
        return self._of_type(type_)

    # ------------------------------------------------------------------ the post

    def post(self, kind: str, type_: str) -> Fit | None:
        """A post by the kind of its title; None where the title names none."""
        if self._prompts:
            return self._of_type("prompt_only_ads")
        if kind == RESEARCH:
            return self._research(type_)
        if kind in _BRIDGES:
            return self._bridge(kind)
        if kind == "platform":
            return self._platform()
        if kind == "llm":
            return self._llm()
        if kind == "applied":
            return self._of_type("applied_titles")
        if kind == "data_scientist":
            found = self._of_type("generalist_ds")
            return replace(found, change=self._case("generalist", "avoid").change)
        return self._case("applied_scientist", "unknown") if kind == "applied_scientist" else None

    @property
    def _prompts(self) -> bool:
        """Whether the ad is one that rule C28 warns of."""
        most = self._content.detectors["FM21"].number("prompt_share")
        return self._prompting is not None and self._prompting >= most

    def _research(self, type_: str) -> Fit:
        outside_labs = type_ not in ("", *_LABS, "research_posts", "research_open")
        if not may_do_research(self._profile):
            found = self._of_type("research_outside_labs" if outside_labs else "research_posts")
            wants = self._case("research", "avoid")
            return replace(found, change=wants.change, facts=_joined(found.facts, wants.facts if outside_labs else ()))
        return self._of_type("research_outside_labs" if outside_labs else "research_open")

    def _bridge(self, kind: str) -> Fit:
        start = self._profile.start
        if start == "swe_backend":
            return self._case("backend_needs_none", "avoid")
        if start == "data_scientist":
            if kind == "data_analyst":
                return self._case("analyst_for_scientist", "avoid")
            if kind in ("analytics_engineer", "data_engineer"):
                return self._advice("analytics_engineering" if kind == "analytics_engineer" else "data_engineering")
        if self._outside:
            return self._advice("job_in_industry") if self._own else self._case("bridge_elsewhere", "unknown")
        return self._case("bridge_beside", "unknown")

    def _platform(self) -> Fit:
        if self._profile.start == "swe_backend":
            return self._of_type("platform_titles")
        others = self._case("platform_others", "later" if self._outside else "stretch")
        if self._profile.target == "platform":
            found = self._of_type("mlops_titles")
            return replace(found, change=_joined(found.change, others.change))
        return replace(others, change=_joined(self._of_type("applied_titles").change, others.change))

    def _llm(self) -> Fit:
        first = self._of_type("applied_titles").change  # what comes before any ML post for those outside software
        if self._profile.target == "llm":
            found = self._of_type("llm_titles")
            if self._prompting is None:
                return replace(found, change=_joined(found.change, self._case("judge_the_ad", "unknown").change))
            return found
        if self._outside:
            return replace(self._case("judge_the_ad", "later"), change=first)
        if self._prompting is None:
            return self._case("judge_the_ad", "unknown")
        return self._case("ad_is_fine", "stretch" if self._profile.start == "data_scientist" else "target")

    # ------------------------------------------------------------------ both

    def together(self, employer: Fit | None, post: Fit | None, kind: str, type_: str, *, named: bool) -> Fit:
        """One verdict of the two; what decides comes first.

        Args:
            employer: What is said of the employer.
            post: What is said of the post.
            kind: The kind of title.
            type_: The kind of employer.
            named: Whether there is a title.
        """
        if post is None and named:
            unknown = self._case("title_unknown", "unknown")
            return _merged(employer, replace(unknown, change=())) if employer else unknown
        if employer is None or post is None:
            return employer or post or self._case("nothing_known", "unknown")
        if kind == RESEARCH and not self._prompts:
            return post  # what is said of the employer speaks of its other posts
        if kind in _BRIDGES and type_ in _LABS and not self._outside:
            return post  # a bridge is none of the posts that the rule on labs is about
        if post.verdict == "unknown":
            # A consultancy's programme is a bridge for any switcher, whatever the post is called (rule C27).
            trained = type_ == "consulting" and kind in _BRIDGES
            decided = trained or employer.verdict != "target"
            return _merged(employer, replace(post, change=())) if decided else _merged(post, employer)
        if kind == "applied" and post.verdict == "later" and employer.verdict == "target" and not self._prompts:
            return replace(employer, rules=_joined(employer.rules, post.rules))
        if employer.verdict != post.verdict:
            employer_first = _GROUPS.index(employer.verdict) > _GROUPS.index(post.verdict)
        else:
            employer_first = kind not in _BRIDGES and (self._own or type_ == "consulting")
        return _merged(employer, post) if employer_first else _merged(post, employer)

    def beside(self, found: Fit, id_: str) -> Fit:
        """A verdict with one reason more."""
        case = self._case(id_, found.verdict)
        return replace(
            found,
            why=(*found.why, *case.why),
            rules=_joined(found.rules, case.rules),
            facts=_joined(found.facts, case.facts),
        )

    def with_seniority(self, found: Fit, seniority: str) -> Fit:
        """A verdict one step down where the title asks for years that are not there; two where it leads others."""
        rules = self._content.adverts
        short_of = self._profile.ml_years < rules.number("senior_years")
        if seniority not in ("senior", "lead") or not short_of or found.verdict not in ("target", "stretch"):
            return found
        down: FitVerdict = "stretch" if seniority == "senior" and found.verdict == "target" else "later"
        return _merged(self._case("senior_title", down), found)


def _made(row: CompanyAdvice, verdict: FitVerdict) -> Fit:
    if not row.when:
        return Fit(verdict, row.short, (row.why,), (), row.rules, row.facts)
    when = row.when.removeprefix("A stretch, ")
    when = when[:1].upper() + when[1:]
    return Fit(verdict, (when[:1].lower() + when[1:]).rstrip("."), (row.why,), (when,), row.rules, row.facts)


def _merged(decides: Fit, beside: Fit) -> Fit:
    """One verdict with the reasons of two."""
    return replace(
        decides,
        why=_joined(decides.why, beside.why),
        change=_joined(decides.change, () if decides.verdict == "avoid" else beside.change),
        rules=_joined(decides.rules, beside.rules),
        facts=_joined(decides.facts, beside.facts),
    )


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """Both, each once, in order."""
    return tuple(dict.fromkeys((*first, *second)))
