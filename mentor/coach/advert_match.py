"""An advertisement beside one person: how far they are in what it asks for, and what of theirs answers it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from mentor.coach.advert import Demand, Reading, areas_named
from mentor.coach.advert_flags import Raised, flags_of
from mentor.coach.audit import AreaReport, Audit, audit
from mentor.coach.fit import Fit, fit
from mentor.coach.portfolio import progress
from mentor.coach.resume import PARTS, in_order
from mentor.content import Content
from mentor.content.model import Criterion
from mentor.journey import Journey
from mentor.journey.proof import Bullet
from mentor.journey.records import Project

_CLOSE = 0.05
"""Levels by which a target may be missed and still counts as met: the effective level is a mean."""


class Line(NamedTuple):
    """A resume bullet that speaks of an area; `same` are the words that the ad uses too."""

    bullet: Bullet
    words: tuple[str, ...]
    same: tuple[str, ...]


class Shown(NamedTuple):
    """A project that shows an area: by criteria, or by words that the ad uses too.

    Attributes:
        verified: The criteria that reading its folder found met; `attested` those met by the user's word.
        same: Words of its title, or of what was found in its folder, that the ad asks for.
    """

    project: Project
    verified: tuple[Criterion, ...] = ()
    attested: tuple[Criterion, ...] = ()
    same: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What of the user's answers a demand; nothing where both are empty."""

    demand: Demand
    bullets: tuple[Line, ...] = ()
    projects: tuple[Shown, ...] = ()

    @property
    def open(self) -> bool:
        """Whether nothing answers it."""
        return not (self.bullets or self.projects)


@dataclass(frozen=True)
class Standing:
    """One person in an area that an ad asks for.

    Attributes:
        missing: Levels to the target, 0-4; 0 where it is met.
    """

    demand: Demand
    report: AreaReport
    missing: float
    answer: Answer


@dataclass(frozen=True)
class Match:
    """An advertisement beside one person.

    Attributes:
        standings: The areas asked for, the widest gap first; what would only be nice comes after what must be there.
        fit: What the rules say of the post; None while there is no profile.
    """

    reading: Reading
    standings: tuple[Standing, ...]
    flags: tuple[Raised, ...]
    fit: Fit | None

    @property
    def gaps(self) -> tuple[Standing, ...]:
        """Those of which something is missing."""
        return tuple(one for one in self.standings if one.missing)


def match_advert(
    content: Content,
    journey: Journey,
    today: date,
    reading: Reading,
    *,
    report: Audit | None = None,
    type_: str = "",
    title: str = "",
    own_industry: bool = False,
) -> Match:
    """Set an ad beside a person.

    Args:
        content: What the mentor knows.
        journey: The person.
        today: The day.
        reading: The ad as read.
        report: The gap report, where it is at hand.
        type_: The kind of employer where it is known; what the ad suggests is no more than that.
        title: The title where it is known; else the one the ad names.
        own_industry: Whether the company is in the person's own industry.
    """
    report = report or audit(content, journey, today)
    found = {answer.demand.area: answer for answer in answers(content, journey, reading)}
    standings = [_standing(demand, report.areas[area], found[area]) for area, demand in reading.demands.items()]
    standings.sort(key=lambda one: (one.demand.need != "must", -one.missing, -one.report.weight))
    judged = None
    if journey.profile is not None and not reading.empty:
        judged = fit(content, journey, type_, title or reading.title, own_industry, prompting=reading.mix.share)
    return Match(reading, tuple(standings), flags_of(content, reading, journey.profile), judged)


def _standing(demand: Demand, report: AreaReport, answer: Answer) -> Standing:
    missing = report.target - report.effective
    return Standing(demand, report, missing if missing > _CLOSE else 0.0, answer)


# ---------------------------------------------------------------------------------------------------- what answers it


def answers(content: Content, journey: Journey, reading: Reading) -> tuple[Answer, ...]:
    """What of the user's answers each demand, in the order of the demands."""
    if not reading.demands:
        return ()
    lines = [(bullet, areas_named(content, bullet.text)) for part in PARTS for bullet in in_order(journey, part)]
    projects = [_Seen(content, journey, project) for project in journey.projects.values()]
    return tuple(
        Answer(
            demand,
            tuple(_line(demand, bullet, named[area]) for bullet, named in lines if area in named),
            tuple(shown for project in projects if (shown := project.shows(demand)) is not None),
        )
        for area, demand in reading.demands.items()
    )


def _line(demand: Demand, bullet: Bullet, words: tuple[str, ...]) -> Line:
    return Line(bullet, words, _same(demand, words))


def _same(demand: Demand, words: Iterable[str]) -> tuple[str, ...]:
    """Those of some words that the ad uses too."""
    wanted = {word.casefold() for word in demand.words}
    return tuple(word for word in words if word.casefold() in wanted)


class _Seen:
    """What there is to be seen of one project."""

    def __init__(self, content: Content, journey: Journey, project: Project) -> None:
        self._content, self._project = content, project
        met = [line for line in progress(content, journey, project).lines if line.met]
        verified = [line for line in met if line.backing == "verified"]
        self._verified = [line.criterion for line in verified]
        self._attested = [line.criterion for line in met if line.backing in ("attested", "overruled")]
        found = [line.finding.said for line in verified if line.finding is not None]
        self._named = areas_named(content, "\n".join([project.title, *found]))

    def shows(self, demand: Demand) -> Shown | None:
        """What of it answers a demand; None for nothing."""
        same = _same(demand, self._named.get(demand.area, ()))
        verified, attested = self._of(demand.area, self._verified), self._of(demand.area, self._attested)
        return Shown(self._project, verified, attested, same) if verified or attested or same else None

    def _of(self, area: str, criteria: Iterable[Criterion]) -> tuple[Criterion, ...]:
        """Those of some criteria that prove an item of an area."""
        area_of = self._content.area_of
        return tuple(one for one in criteria if any(area_of[item].id == area for item in one.proves))
