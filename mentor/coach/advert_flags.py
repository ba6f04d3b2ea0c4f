"""What an advertisement gives reason to think about, for one person: warnings, and notes on how to take it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mentor.coach.advert import Reading
from mentor.coach.advert_study import Asked, Degree
from mentor.coach.advert_words import RESEARCH
from mentor.coach.companies import may_do_research
from mentor.content import Content
from mentor.content.adverts import AdFlag
from mentor.journey.records import Profile
from mentor.text import counted


class Raised(NamedTuple):
    """A flag or note, and what in the ad raised it."""

    flag: AdFlag
    because: str


@dataclass(frozen=True)
class _Case:
    content: Content
    reading: Reading
    profile: Profile | None

    def number(self, name: str) -> int:
        return self.content.adverts.number(name)

    @property
    def open_to_research(self) -> bool:
        return self.profile is not None and may_do_research(self.profile)


def flags_of(content: Content, reading: Reading, profile: Profile | None = None) -> tuple[Raised, ...]:
    """The flags and notes of an ad, in the order of the file: warnings first.

    Args:
        content: Holds them.
        reading: The ad as read.
        profile: The person; without one a research post warns everybody.
    """
    case = _Case(content, reading, profile)
    told = (Raised(flag, _CHECKS[flag.id](case)) for flag in content.adverts.flags)
    return tuple(sorted((one for one in told if one.because), key=lambda one: one.flag.kind != "flag"))


def _research(case: _Case) -> str:
    """What makes it a research post: its title, papers, a PhD that nothing stands in for."""
    reading = case.reading
    if reading.kind == RESEARCH:
        return f"the title: {reading.title}"
    if papers := _said(reading.papers):
        return f"publications: {papers}"
    doctorates = (one.text for one in _demanded(reading) if one.level == "phd" and not one.or_else)
    return next((f"it asks for a {text}" for text in doctorates), "")


def _demanded(reading: Reading) -> list[Degree]:
    return [one for one in reading.degrees if one.need == "must"]


def _said(found: Sequence[Asked]) -> str:
    """The words of what is asked for, each once."""
    return ", ".join(dict.fromkeys(one.text for one in found if one.need == "must"))


def _research_post(case: _Case) -> str:
    return "" if case.open_to_research else _research(case)


def _research_open(case: _Case) -> str:
    return _research(case) if case.open_to_research else ""


def _prompt_only(case: _Case) -> str:
    mix = case.reading.mix
    return f"{mix.prompting} of {mix.prompting + mix.infrastructure} such words are on prompting" if mix.warns else ""


def _demo_builder(case: _Case) -> str:
    found = [one for one in case.reading.marks["demo_builder"] if one.need in ("must", "nice")]
    running = case.reading.mix.infrastructure or "deployment" in case.reading.demands
    if running or len(found) < case.number("demo_least"):
        return ""
    return ", ".join(dict.fromkeys(one.text for one in found))


def _slow_title(case: _Case) -> str:
    return f"the title: {case.reading.title}" if case.reading.kind == "data_scientist" else ""


def _is_entry(case: _Case) -> bool:
    named = any(one.need in ("must", "nice") for one in case.reading.marks["entry_in_name"])
    return case.reading.seniority == "junior" or (named and not case.reading.seniority)


def _most_years(case: _Case) -> int:
    return max((one.low for one in case.reading.years if one.need == "must"), default=0)


def _entry_in_name(case: _Case) -> str:
    years = _most_years(case)
    return f"it asks for {counted(years, 'year')}" if _is_entry(case) and years >= case.number("entry_years") else ""


def _unpaid(case: _Case) -> str:
    found = [one.text for one in case.reading.marks["unpaid"] if one.need != "denied"]
    return ", ".join(dict.fromkeys(found))


def _other_track(case: _Case) -> str:
    return f"the title: {case.reading.title}" if case.reading.kind == "llm" else ""


def _entry_crowded(case: _Case) -> str:
    return (f"the title: {case.reading.title}" if case.reading.title else "entry level") if _is_entry(case) else ""


def _senior_years(case: _Case) -> str:
    reading, years, need = case.reading, _most_years(case), case.number("senior_years")
    if case.profile is not None and case.profile.ml_years >= max(years, need):
        return ""
    if years >= need:
        return f"it asks for {counted(years, 'year')}"
    return f"the title: {reading.title}" if reading.seniority in ("senior", "lead") else ""


def _degree_waived(case: _Case) -> str:
    held = case.profile.degree if case.profile else "none"
    asked = [one for one in _demanded(case.reading) if one.level in ("any", "bachelor")]
    return f"it asks for: {asked[0].text}" if asked and held == "none" else ""


_CHECKS: dict[str, Callable[[_Case], str]] = {
    "research_post": _research_post,
    "research_open": _research_open,
    "prompt_only": _prompt_only,
    "demo_builder": _demo_builder,
    "slow_title": _slow_title,
    "entry_in_name": _entry_in_name,
    "unpaid": _unpaid,
    "other_track": _other_track,
    "entry_crowded": _entry_crowded,
    "senior_years": _senior_years,
    "degree_waived": _degree_waived,
}
"""Flag id to what raises it: the words of the ad, empty where nothing does."""
