"""What became of the applications, stage by stage and channel by channel, and what follows for the rates.

A stage's rate is a Beta: what is usual, taken from published figures of employers and kept wide, plus the user's own
counts. Only what was decided counts as a trial: an application that waits counts as waiting, and one the user withdrew
counts as far as it had come. The first answer differs by channel; from the screen on all channels are one pot, since
no source tells them apart there.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mentor.coach.beta import NOTHING_KNOWN, Beta
from mentor.coach.pipeline import AT_TITLES, CHANNEL_TITLES, Standing
from mentor.content import Content
from mentor.journey.search import CHANNELS, STAGES, Channel, Stage

FIRST: Stage = "screen"
"""The stage whose rate depends on the channel."""
LATER: tuple[Stage, ...] = STAGES[1:]


@dataclass(frozen=True)
class Count:
    """Applications that came up to a stage's door.

    Attributes:
        trials: Those decided: they went through, or were closed before it.
        passed: Those that went through.
        waiting: Those still open before it.
    """

    trials: int = 0
    passed: int = 0
    waiting: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.trials + other.trials, self.passed + other.passed, self.waiting + other.waiting)


@dataclass(frozen=True)
class Step:
    """The way into a stage, and the rate at which it is passed.

    Attributes:
        stage: The stage it leads to.
        channel: The channel it is about; None from the screen on.
        usual: What is believed before anything was sent.
        assumed: Whether no source speaks of this channel, so that another one's figures stand in.
    """

    stage: Stage
    channel: Channel | None
    count: Count
    usual: Beta
    assumed: bool = False

    @property
    def name(self) -> str:
        """Such as "cold site to screen" or "screen to technical"."""
        before = CHANNEL_TITLES[self.channel] if self.channel else AT_TITLES[STAGES[STAGES.index(self.stage) - 1]]
        return f"{before} to {AT_TITLES[self.stage]}".lower()

    @cached_property
    def rate(self) -> Beta:
        """What is believed of it now."""
        return self.usual.after(self.count.passed, self.count.trials)

    @cached_property
    def alone(self) -> Beta:
        """What the user's counts say without what is usual (Jeffreys' prior)."""
        return NOTHING_KNOWN.after(self.count.passed, self.count.trials)

    @property
    def at_most(self) -> float | None:
        """After trials without any success: 3/n, up to which the rate lies with 95 % (rule of three); else None."""
        return min(3 / self.count.trials, 1.0) if self.count.trials and not self.count.passed else None

    @property
    def by_chance(self) -> float:
        """How often no success at all happens in so many trials at the usual rate."""
        return (1 - self.usual.mean) ** self.count.trials


@dataclass(frozen=True)
class Funnel:
    """All applications and the rates that follow.

    Attributes:
        counts: By channel and stage.
        sent: Applications that went out, by channel; channels without any are left out.
        saved: Applications that are still to be sent.
        screens: The way into the first stage, by channel.
        later: The ways into the stages after it, in order.
    """

    counts: Mapping[Channel, Mapping[Stage, Count]]
    sent: Mapping[Channel, int]
    saved: int
    screens: Mapping[Channel, Step]
    later: tuple[Step, ...]

    @property
    def total(self) -> int:
        """Applications that went out."""
        return sum(self.sent.values())

    @property
    def waiting(self) -> int:
        """Applications of which something can still come, but for offers."""
        return sum(one.waiting for by_stage in self.counts.values() for one in by_stage.values())

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every way that is in use: those of the channels applications went through, and the later ones.

        While nothing was sent, those of all channels.
        """
        return (*(self.screens[channel] for channel in self.sent or CHANNELS), *self.later)

    @property
    def mix(self) -> dict[Channel, float]:
        """The channels' shares of what was sent, which sum to 1; empty while nothing was."""
        return {channel: count / self.total for channel, count in self.sent.items()}

    def count(self, stage: Stage, channel: Channel | None = None) -> Count:
        """The counts before a stage: of one channel, or of all."""
        return self.counts[channel][stage] if channel else _in_all(self.counts, stage)

    def reached(self, channel: Channel | None = None) -> tuple[int, ...]:
        """How many were sent, and how many came to each stage: of one channel, or of all."""
        sent = self.sent.get(channel, 0) if channel else self.total
        return (sent, *(self.count(stage, channel).passed for stage in STAGES))

    @cached_property
    def onward(self) -> float:
        """The chance that a screen ends in an offer."""
        return math.prod(step.rate.mean for step in self.later)

    def chance(self, channel: Channel) -> float:
        """The chance that one application through a channel ends in an offer."""
        return self.screens[channel].rate.mean * self.onward

    def per_offer(self, mix: Mapping[Channel, float]) -> float:
        """Applications to an offer, for a mix of channels given by their weights."""
        return sum(mix.values()) / sum(weight * self.chance(channel) for channel, weight in mix.items())


def funnel(content: Content, lines: Iterable[Standing]) -> Funnel:
    """The funnel of applications as they stand.

    Args:
        content: For what is usual.
        lines: Every application, archived ones too (`pipeline`).
    """
    tallies = {channel: {stage: [0, 0, 0] for stage in STAGES} for channel in CHANNELS}
    sent = dict.fromkeys(CHANNELS, 0)
    saved = 0
    for one in lines:
        if one.state == "saved":
            saved += 1
            continue
        channel = one.application.channel
        sent[channel] += 1
        came = reached(one)
        for stage in STAGES[:came]:
            tallies[channel][stage][0] += 1
            tallies[channel][stage][1] += 1
        if came < len(STAGES):
            ended = one.state in ("rejected", "no_answer")
            tallies[channel][STAGES[came]][0] += ended
            tallies[channel][STAGES[came]][2] += one.state == "open"
    counts = {channel: {stage: Count(*row) for stage, row in rows.items()} for channel, rows in tallies.items()}
    usual: Mapping[str, tuple[float, float]] = content.values("funnel_priors")
    assumed: Sequence[str] = content.values("funnel_assumed")
    screens = {
        channel: Step(FIRST, channel, counts[channel][FIRST], Beta(*usual[channel]), channel in assumed)
        for channel in CHANNELS
    }
    later = tuple(Step(stage, None, _in_all(counts, stage), Beta(*usual[stage])) for stage in LATER)
    return Funnel(counts, {channel: count for channel, count in sent.items() if count}, saved, screens, later)


def _in_all(counts: Mapping[Channel, Mapping[Stage, Count]], stage: Stage) -> Count:
    return sum((by_stage[stage] for by_stage in counts.values()), Count())


def reached(one: Standing) -> int:
    """How many stages an application came through; an accepted one had its offer."""
    if one.state == "accepted":
        return len(STAGES)
    furthest = one.application.furthest
    return STAGES.index(furthest) + 1 if furthest else 0


def hours_per_offer(content: Content, made: Funnel, channel: Channel) -> float:
    """Hours of work to an offer through one channel, by the hours an application through it takes."""
    hours: Mapping[str, float] = content.values("funnel_hours")
    return hours[channel] / made.chance(channel)


def rounded(value: float) -> str:
    """A large number with the two digits that mean something: "250", "1,100"."""
    if value < 10:
        return f"{value:.1f}".removesuffix(".0")
    digits = max(math.floor(math.log10(value)) - 1, 0)
    return f"{round(value / 10**digits) * 10**digits:,}"
