"""Rates as they might be, drawn many times, and the chances that follow from them.

A rate is drawn once a run and holds for all applications of that run: not knowing it is what makes a hundred
applications far from a promise. Each rate has its own seed, made of its name and its counts, so that the same record
always gives the same figures and a change in one channel leaves the others as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import mul
from random import Random
from statistics import fmean

from mentor.coach.beta import Beta
from mentor.coach.draws import percentile
from mentor.coach.funnel import Funnel, Step
from mentor.journey.search import STAGES, Channel


@dataclass(frozen=True)
class Waiting:
    """Open applications that stand alike.

    Attributes:
        came: How many stages they came through.
        channel: Their channel.
        left: Share of the days for an answer that is still to come, 0-1.
        week: The week, from 1 on, in which an offer would come.
    """

    came: int
    channel: Channel
    left: float
    week: int
    count: int


@dataclass(frozen=True)
class Spread:
    """The middle of the draws, and between what nine tenths of them lie."""

    low: float
    middle: float
    high: float


class Draws:
    """The rates of one funnel, drawn."""

    def __init__(self, made: Funnel, count: int) -> None:
        """Nothing is drawn until it is asked for.

        Args:
            made: The funnel.
            count: How many times.
        """
        self._funnel, self._count = made, count
        self._rates: dict[str, list[float]] = {}
        self._chances: dict[Channel, list[float]] = {}

    def _drawn(self, name: str, rate: Beta) -> list[float]:
        key = f"{name} {rate.a:g} {rate.b:g}"
        if key not in self._rates:
            random = Random(key)
            self._rates[key] = [rate.draw(random) for _ in range(self._count)]
        return self._rates[key]

    def _rate(self, step: Step) -> list[float]:
        return self._drawn(step.name, step.rate)

    @cached_property
    def _onward(self) -> list[list[float]]:
        """The chance of an offer from after each stage on, in each run: from the screen first, from the offer last."""
        found = [[1.0] * self._count]
        for step in reversed(self._funnel.later):
            found.insert(0, [rate * rest for rate, rest in zip(self._rate(step), found[0], strict=True)])
        return found

    def _chance(self, channel: Channel) -> list[float]:
        """The chance that one application ends in an offer, in each run."""
        if channel not in self._chances:
            rates = self._rate(self._funnel.screens[channel])
            self._chances[channel] = [rate * rest for rate, rest in zip(rates, self._onward[0], strict=True)]
        return self._chances[channel]

    def _none(self, counts: Mapping[Channel, float]) -> list[float]:
        """The chance that none of so many applications ends in an offer, in each run."""
        found = [1.0] * self._count
        for channel, number in counts.items():
            if number:
                chances = self._chance(channel)
                found = [none * (1.0 - one) ** number for none, one in zip(found, chances, strict=True)]
        return found

    def chance(self, counts: Mapping[Channel, float]) -> float:
        """The chance of at least one offer from so many applications by channel."""
        return 1.0 - fmean(self._none(counts))

    def by_week(
        self, weekly: Mapping[Channel, float], waiting: Sequence[Waiting], weeks: int, latency: int
    ) -> tuple[float, ...]:
        """The chance of at least one offer by the end of each week from today on.

        Args:
            weekly: Applications a week, by channel.
            waiting: What is open already.
            weeks: How many weeks.
            latency: Weeks from an application to an offer.
        """
        each, none, found = self._none(weekly), [1.0] * self._count, []
        for week in range(1, weeks + 1):
            for group in waiting:
                if group.week == week:
                    none = [one * other for one, other in zip(none, self._none_waiting(group), strict=True)]
            if week > latency:
                none = [one * other for one, other in zip(none, each, strict=True)]
            found.append(1.0 - fmean(none))
        return tuple(found)

    def _none_waiting(self, group: Waiting) -> list[float]:
        """The chance that open applications end in no offer. Silence so far makes an answer less likely.

        Answers are taken to come evenly over the days in which one comes at all: of a rate r, r times the share of days
        that is left is still to come, and of all that were sent, 1 - r times the share that is gone are still silent.
        """
        if group.came == len(STAGES):
            return [1.0] * self._count
        step = self._funnel.later[group.came - 1] if group.came else self._funnel.screens[group.channel]
        left, rest = group.left, self._onward[group.came]
        return [
            (1.0 - rate * left / (1.0 - rate * (1.0 - left)) * onward) ** group.count
            for rate, onward in zip(self._rate(step), rest, strict=True)
        ]

    def per_offer(self, mix: Mapping[Channel, float]) -> Spread:
        """Applications to an offer, for a mix of channels given by their weights."""
        whole = sum(mix.values())
        return _spread(whole / chance for chance in self._mixed(mix, [self._chance(channel) for channel in mix]))

    def first_answer(self, mix: Mapping[Channel, float]) -> Spread:
        """The rate at which a mix of channels leads to a screen."""
        whole = sum(mix.values())
        rates = [self._rate(self._funnel.screens[channel]) for channel in mix]
        return _spread(rate / whole for rate in self._mixed(mix, rates))

    @staticmethod
    def _mixed(mix: Mapping[Channel, float], drawn: Sequence[Sequence[float]]) -> list[float]:
        weights = tuple(mix.values())
        return [sum(map(mul, weights, row)) for row in zip(*drawn, strict=True)]

    def ratio(self, channel: Channel, against: Channel, *, alone: bool = False) -> Spread:
        """How many times more often a channel leads to a screen than another one.

        Args:
            channel: The one.
            against: The other.
            alone: Whether the user's own counts speak alone, without what is usual.
        """
        one, other = (self._funnel.screens[each] for each in (channel, against))
        if alone:
            above, below = (self._drawn(f"{step.name} alone", step.alone) for step in (one, other))
        else:
            above, below = self._rate(one), self._rate(other)
        return _spread(first / second for first, second in zip(above, below, strict=True))


def _spread(values: Iterable[float]) -> Spread:
    ordered = sorted(values)
    return Spread(*(percentile(ordered, share) for share in (0.05, 0.50, 0.95)))
