"""What the funnel promises: the chance of an offer by week, what so many more applications would mean, how channels
compare. Computed from the user's counts and what is usual; no guide gives any of it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from statistics import fmean, median
from typing import Literal

from mentor.coach.funnel import Funnel, funnel, reached
from mentor.coach.funnel_batch import Batch, batch_of
from mentor.coach.funnel_draws import Draws, Spread, Waiting
from mentor.coach.funnel_leaks import Check, checks, worst
from mentor.coach.pipeline import Standing, pipeline
from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.search import CHANNELS, STAGES, Channel

Pace = Mapping[Channel, float]
"""Applications a week, by channel."""


@dataclass(frozen=True)
class Ratio:
    """How much more often a channel is answered than cold applications are.

    Attributes:
        with_usual: With what is usual counted in.
        alone: By the user's counts alone.
    """

    channel: Channel
    with_usual: Spread
    alone: Spread


@dataclass(frozen=True)
class Example:
    """What a batch of applications comes to.

    Attributes:
        usual: The chance of at least one offer at the usual rates.
        own: The same at the user's.
    """

    applications: Mapping[Channel, float]
    usual: float
    own: float


class Prospects:
    """One journey's funnel on one day, and what follows from it; each part is worked out when first asked for.

    Attributes:
        funnel: The counts and the rates.
        checks: Every step in use against its usual rate.
        leak: The one to name, if any.
        batch: What the coming week holds.
        pace: Applications a week that are taken to go on.
        pace_from: Whose they are: those of the last weeks, the suggested ones, or a plan that was given.
    """

    def __init__(self, content: Content, journey: Journey, today: date, plan: Pace | None = None) -> None:
        """Count.

        Args:
            content: What is usual.
            journey: One with a profile.
            today: The day.
            plan: Applications a week to reckon with instead of those of the last weeks.
        """
        self._content, self._today = content, today
        self._lines = pipeline(content, journey, today)
        self.funnel: Funnel = funnel(content, self._lines)
        self.checks: tuple[Check, ...] = checks(content, self.funnel)
        self.leak: Check | None = worst(self.checks)
        self.batch: Batch = batch_of(content, journey, self.funnel, self.leak)
        self.pace_from: Literal["plan", "recent", "suggested"] = "plan"
        if plan is None and self.funnel.total:
            plan, self.pace_from = recent_pace(content, self._lines, today), "recent"
        elif plan is None:
            plan, self.pace_from = dict(self.batch.by_channel), "suggested"
        self.pace: Pace = plan

    @cached_property
    def draws(self) -> Draws:
        """The rates, drawn."""
        return Draws(self.funnel, int(self._content.values("funnel")["draws"]))

    @cached_property
    def waiting(self) -> tuple[Waiting, ...]:
        """What is open, alike ones together."""
        return waiting(self._content, self._lines, self._today)

    @cached_property
    def by_week(self) -> tuple[float, ...]:
        """The chance of at least one offer, or of another one, by the end of each week from today."""
        numbers = self._content.values("funnel")
        return self.draws.by_week(self.pace, self.waiting, int(numbers["weeks"]), int(numbers["latency_weeks"]))

    @cached_property
    def per_offer(self) -> tuple[float, Spread] | None:
        """Applications to an offer in the user's own mix, with the spread; None while nothing was sent."""
        mix = self.funnel.mix
        return (self.funnel.per_offer(mix), self.draws.per_offer(mix)) if mix else None

    @cached_property
    def ratios(self) -> tuple[Ratio, ...]:
        """Each channel against cold ones, where both have been decided on."""
        screens = self.funnel.screens
        if not screens["cold"].count.trials:
            return ()
        others = [channel for channel in self.funnel.sent if channel != "cold" and screens[channel].count.trials]
        draws = self.draws
        return tuple(Ratio(one, draws.ratio(one, "cold"), draws.ratio(one, "cold", alone=True)) for one in others)

    @cached_property
    def examples(self) -> tuple[Example, ...]:
        """A few batches."""
        batches: list[dict[Channel, float]] = self._content.values("funnel_examples")
        usual = _usual_chances(self._content)
        own = [self.draws.chance(one) for one in batches] if self.funnel.total else usual
        return tuple(Example(*row) for row in zip(batches, usual, own, strict=True))


@lru_cache(maxsize=2)
def _usual_chances(content: Content) -> tuple[float, ...]:
    """The chance of an offer from each of the examples at the usual rates, which no record changes."""
    draws = Draws(funnel(content, ()), int(content.values("funnel")["draws"]))
    return tuple(draws.chance(one) for one in content.values("funnel_examples"))


def recent_pace(content: Content, lines: Sequence[Standing], today: date) -> dict[Channel, float]:
    """Applications a week: the middle one of the last weeks, shared out as those weeks' applications were.

    A week is seven days back from today; those before the first application do not count. Taking the middle of all
    channels together keeps one that is used every other week, and does not take one busy week for the rule.
    """
    weeks = int(content.values("funnel")["recent_weeks"])
    sent = [one.application for one in lines if one.state != "saved"]
    ages = [(today - one.on).days // 7 for one in sent if one.on <= today]
    counted = min(weeks, max(ages, default=0) + 1)
    totals = Counter(ages)
    middle = median(totals[week] for week in range(counted))
    recent = Counter(one.channel for one in sent if 0 <= (today - one.on).days < 7 * counted)
    whole = sum(recent.values())
    return {channel: middle * recent[channel] / whole for channel in CHANNELS if recent[channel]} if middle else {}


def waiting(content: Content, lines: Sequence[Standing], today: date) -> tuple[Waiting, ...]:
    """Open applications of which an offer can still come, alike ones together.

    An offer is taken to come after the usual weeks, spread evenly over the stages that are ahead.
    """
    latency = content.values("funnel")["latency_weeks"]
    found: dict[tuple[int, Channel, int], list[float]] = {}
    for one in lines:
        came = reached(one)
        if one.state != "open" or one.closes is None or came == len(STAGES):
            continue
        ahead = latency * 7 * (len(STAGES) - came) / len(STAGES)
        week = max(math.ceil(((one.since + timedelta(days=ahead)) - today).days / 7), 1)
        left = min(max((one.closes - today).days / max((one.closes - one.since).days, 1), 0.0), 1.0)
        # After the first talk the channel makes no difference.
        found.setdefault((came, "cold" if came else one.application.channel, week), []).append(left)
    return tuple(
        Waiting(came, channel, fmean(left), week, len(left)) for (came, channel, week), left in sorted(found.items())
    )
