"""What was read in an advertisement, in words, for both front ends."""

from __future__ import annotations

from mentor.coach.advert import Demand
from mentor.coach.advert_flags import Raised
from mentor.coach.advert_match import Answer, Line, Shown, Standing
from mentor.coach.advert_mix import Mix
from mentor.coach.advert_parts import Need
from mentor.coach.advert_study import Degree, DegreeLevel, Years
from mentor.content import Content
from mentor.text import one_line, shorten

NEEDS: dict[Need, str] = {"must": "must", "nice": "nice", "denied": "not needed", "aside": "in passing"}
_DEGREES: dict[DegreeLevel, str] = {
    "any": "a degree",
    "bachelor": "a bachelor's degree",
    "masters": "a master's degree",
    "phd": "a PhD",
}
_WORDS = 6
"""Words of one area that are named."""


def company_said(content: Content, type_: str) -> str:
    """A kind of company without the industry it is best in."""
    return content.companies[type_].title.replace(" in {industry}", "").replace("{industry}", "your own industry")


def level_said(one: Standing) -> str:
    """Where the user is in an area: "1.5 of 3"; unrated areas say so."""
    if one.report.level is None:
        return "not rated"
    return f"{one.report.effective:.1f} of {one.report.target:.2g}"


def words_said(demand: Demand) -> str:
    """The words found, with the lines they stand in: "Docker, AWS (lines 3, 7)"."""
    lines = sorted({hit.line for hit in demand.hits})
    words = demand.words
    more = f" and {len(words) - _WORDS} more" if len(words) > _WORDS else ""
    where = f"line{'' if len(lines) == 1 else 's'} {', '.join(map(str, lines[:_WORDS]))}"
    return f"{', '.join(words[:_WORDS])}{more} ({where}{' ...' if len(lines) > _WORDS else ''})"


def years_said(years: Years) -> str:
    """Years of experience: "3-5 years of machine learning, nice to have (line 9)"."""
    of = " of machine learning" if years.ml else ""
    nice = ", nice to have" if years.need == "nice" else ""
    return f"{one_line(years.text)}{of}{nice} (line {years.line})"


def degree_said(degree: Degree) -> str:
    """A degree and how it is asked for: "a PhD, not needed (line 3)"."""
    how = {"must": "asked for", "nice": "nice to have", "denied": "not needed", "aside": "in passing"}[degree.need]
    instead = " or experience in its place" if degree.or_else else ""
    return f"{_DEGREES[degree.level]}{instead}, {how} (line {degree.line})"


def mix_said(mix: Mix) -> str:
    """Prompting against infrastructure, in numbers."""
    counts = f"prompting {mix.prompting}, infrastructure {mix.infrastructure}"
    if mix.share is None:
        return f"{counts}: too few words to tell"
    return f"{counts}: {mix.share:.0%} prompting"


def flag_said(raised: Raised) -> str:
    """A flag: its title and what raised it."""
    return f"{raised.flag.title} ({raised.because})"


def answer_said(answer: Answer) -> list[str]:
    """What answers a demand, one line each: bullets first, those that use the ad's own words before the others."""
    bullets = sorted(answer.bullets, key=lambda line: not line.same)
    return [*map(_bullet_said, bullets), *map(_project_said, answer.projects)]


def _bullet_said(line: Line) -> str:
    said = "the ad's words" if line.same else "speaks of"
    return f'{line.bullet.id} "{shorten(line.bullet.text, 48)}" ({said}: {", ".join(line.same or line.words)})'


def _project_said(shown: Shown) -> str:
    parts = []
    if shown.verified:
        parts.append(f"verified {' '.join(one.id for one in shown.verified)}")
    if shown.attested:
        parts.append(f"by your word {' '.join(one.id for one in shown.attested)}")
    if shown.same:
        parts.append(f"the ad's words: {', '.join(shown.same)}")
    return f"{shown.project.id} {shorten(shown.project.title, 40)} ({'; '.join(parts)})"
