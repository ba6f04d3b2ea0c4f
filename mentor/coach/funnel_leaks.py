"""Where the funnel leaks, as far as small numbers can tell."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from mentor.coach.funnel import Funnel, Step
from mentor.content import Content

Verdict = Literal["too_early", "normal", "watch", "likely_leak"]


@dataclass(frozen=True)
class Check:
    """A step held against its usual rate.

    Attributes:
        below: Probability that the user's rate is under the usual one, by the user's counts alone.
        below_half: Probability that it is under half of that.
        more: Trials that are missing before anything can be said; 0 where there are enough.
    """

    step: Step
    verdict: Verdict
    below: float
    below_half: float
    more: int


def check(content: Content, step: Step) -> Check:
    """A step's verdict.

    With fewer trials than bring two successes at the usual rate it is too early: none at all is then still common.
    """
    limits, usual = content.values("funnel_leak"), step.usual.mean
    needed = math.ceil(limits["expected"] / usual - 1e-9)
    more = max(needed - step.count.trials, 0)
    below, below_half = step.alone.below(usual), step.alone.below(usual / 2)
    verdict: Verdict = "normal"
    if more:
        verdict = "too_early"
    elif below_half >= limits["below_half"]:
        verdict = "likely_leak"
    elif below >= limits["below"]:
        verdict = "watch"
    return Check(step, verdict, below, below_half, more)


def checks(content: Content, made: Funnel) -> tuple[Check, ...]:
    """Every step in use, in order."""
    return tuple(check(content, step) for step in made.steps)


def worst(found: Iterable[Check]) -> Check | None:
    """The one step to name; None where none stands out.

    Several steps are tested at once, so that one of them looks bad by chance more often than each alone would.
    """
    leaks = [one for one in found if one.verdict == "likely_leak"]
    if leaks:
        return max(leaks, key=lambda one: one.below_half)
    return max((one for one in found if one.verdict == "watch"), key=lambda one: one.below, default=None)
