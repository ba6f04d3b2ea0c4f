"""Many imagined runs from today to an offer, drawn once and read in several ways.

Each run draws the hours of every phase (Beta-PERT), what this person's hours are worth, how much of the plan gets
logged, and the weeks themselves, some of them empty. The weeks of a run are drawn as one normal around their mean,
which is close from a dozen weeks on. One set of draws answers for other hours a week and a narrower scope as well, so
that these differ by what is asked and not by luck.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from random import Random
from statistics import fmean, pstdev

from mentor.coach.hours import LEARNING
from mentor.coach.measure import Measure
from mentor.content import Content
from mentor.content.model import Phase

LEAST_NOISE = 0.3
"""A run's weeks come to at least this share of their mean."""
FEWEST_WEEKS = 4.0
"""Weeks from which on their noise averages out."""


class Draws:
    """The runs of one forecast.

    Attributes:
        phases: The phases before the search that take any hours, in this person's order.
        learn: For each run the hours of these phases, in hours that count and would be planned.
        interview: The same of interview preparation, which runs beside the search.
        seek: Weeks of the search by the calendar.
        noise: Where the run's weeks lie, in standard deviations.
        week: Mean and spread of one week against an ordinary one.
    """

    def __init__(
        self, content: Content, hours: Mapping[str, float], order: Sequence[str], measured: Measure, seed: str
    ) -> None:
        """Draw.

        Args:
            content: The three-point hours, the spreads, the number of draws.
            hours: Hours ahead by phase.
            order: Every phase in this person's order.
            measured: The user's own pace and effort.
            seed: Same seed, same draws.
        """
        random = Random(seed)
        self._months_a_week = 1 / content.number("weeks_per_month")
        self._longest = content.number("longest_months")
        self.phases = tuple(phase for phase in order if phase in LEARNING and hours[phase] > 0)
        shapes = [_Pert(*_scaled(content.phases[phase], hours[phase])) for phase in self.phases]
        prepare = _Pert(*_scaled(content.phases["P7"], hours["P7"])) if hours["P7"] > 0 else None
        seek = _Pert(*content.values("search_weeks"))
        share = _Share(content, measured, random)
        self.week = share.week
        centre, spread = measured.effort.centre, measured.effort.spread
        self.learn: list[tuple[float, ...]] = []
        self.interview: list[float] = []
        self.seek: list[float] = []
        self.noise: list[float] = []
        for _ in range(int(content.number("draws"))):
            # The middle of both spreads is 1: half of all people need more than the usual hours, half log less.
            factor = math.exp(random.gauss(centre, spread)) / share.draw()
            self.learn.append(tuple(shape.draw(random) * factor for shape in shapes))
            self.interview.append(prepare.draw(random) * factor if prepare else 0.0)
            self.seek.append(seek.draw(random))
            self.noise.append(random.gauss(0, 1))

    def months(self, weekly: float, scope: Mapping[str, float] | None = None) -> list[float]:
        """Months to an offer in each run, in the order of the runs.

        Args:
            weekly: Hours a week that count.
            scope: Share of a phase's hours that is done at all, by phase; 1 for those not named.
        """
        shares = tuple((scope or {}).get(phase, 1.0) for phase in self.phases)
        found = []
        for row, interview, seek, noise in zip(self.learn, self.interview, self.seek, self.noise, strict=True):
            weeks = sum(hours * share for hours, share in zip(row, shares, strict=True)) / weekly
            weeks = self._noisy(weeks, noise) + max(seek, interview / weekly)
            found.append(min(weeks * self._months_a_week, self._longest))
        return found

    def phase_ends(self, weekly: float) -> dict[str, list[float]]:
        """Months to the end of each phase before the search, in each run, sorted."""
        ends: dict[str, list[float]] = {phase: [] for phase in self.phases}
        for row, noise in zip(self.learn, self.noise, strict=True):
            whole = sum(row) / weekly
            stretch = self._noisy(whole, noise) / whole if whole else 1.0
            behind = 0.0
            for phase, hours in zip(self.phases, row, strict=True):
                behind += hours / weekly * stretch
                ends[phase].append(min(behind * self._months_a_week, self._longest))
        return {phase: sorted(values) for phase, values in ends.items()}

    def _noisy(self, weeks: float, noise: float) -> float:
        mean, spread = self.week
        return weeks / max(LEAST_NOISE, mean + spread * noise / math.sqrt(max(weeks, FEWEST_WEEKS)))


class _Share:
    """How much of the plan gets logged: by the prior, or by the user's own weeks drawn again with replacement."""

    def __init__(self, content: Content, measured: Measure, random: Random) -> None:
        self._random = random
        self._weeks = measured.logged
        self._usual = content.number("adherence")
        self._spread = content.number("spread_adherence")
        self._least = content.number("pace_floor")
        self.week = week_noise(content) if not self._weeks else _own_noise(self._weeks)

    def draw(self) -> float:
        if not self._weeks:
            return self._usual * math.exp(self._random.gauss(0, self._spread))
        drawn = self._random.choices(self._weeks, k=len(self._weeks))
        return max(self._least, sum(drawn) / len(drawn))


def week_noise(content: Content) -> tuple[float, float]:
    """Mean and spread of one week's log against an ordinary week by the prior, empty weeks included."""
    s, zero = content.number("spread_week"), content.number("zero_weeks")
    # Ordinary weeks are scaled so that the mean over all weeks stays 1: adherence already counts the empty ones.
    second = math.exp(s * s) / (1 - zero)
    return 1.0, math.sqrt(second - 1)


def _own_noise(weeks: Sequence[float]) -> tuple[float, float]:
    mean = fmean(weeks)
    return 1.0, pstdev(weeks) / mean if mean else 1.0


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value under which a share (0-1) of sorted values lies."""
    position = share * (len(ordered) - 1)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def _scaled(phase: Phase, hours: float) -> tuple[float, float, float]:
    """The phase's three-point estimate scaled to a mean of `hours`."""
    whole = [learn + deliver for learn, deliver in zip(phase.hours_learn, phase.hours_deliver, strict=True)]
    factor = hours / ((whole[0] + 4 * whole[1] + whole[2]) / 6)
    return whole[0] * factor, whole[1] * factor, whole[2] * factor


class _Pert:
    """A Beta-PERT distribution over optimistic, likely, pessimistic."""

    def __init__(self, low: float, likely: float, high: float) -> None:
        self.low, self.width = low, high - low
        self.alpha = 1 + 4 * (likely - low) / self.width
        self.beta = 1 + 4 * (high - likely) / self.width

    def draw(self, random: Random) -> float:
        return self.low + self.width * random.betavariate(self.alpha, self.beta)
