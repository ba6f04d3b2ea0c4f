"""The Beta distribution, for rates that a few trials say little about.

The distribution function is the regularised incomplete beta function by its continued fraction (NIST Digital Library of
Mathematical Functions, 8.17.22), evaluated after Lentz. It is good to about twelve digits for what a job search counts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from random import Random

_TINY = 1e-300
"""Stands for nought in the continued fraction, which divides by its parts."""
_TERMS = 10_000
_CLOSE = 1e-15
"""How near to 1 the last factor of the continued fraction comes."""
_NEAR = 1e-12
"""How near to each other, as a share of the rate, two steps towards a quantile come."""


@dataclass(frozen=True)
class Beta:
    """What is believed of a rate: as after `a` successes and `b` failures."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        """The expected rate, 0-1."""
        return self.a / (self.a + self.b)

    @cached_property
    def interval(self) -> tuple[float, float]:
        """The rates between which nine tenths of the belief lie, a twentieth on either side."""
        return self.quantile(0.05), self.quantile(0.95)

    def after(self, passed: int, trials: int) -> Beta:
        """What is believed after more trials."""
        return Beta(self.a + passed, self.b + trials - passed)

    def below(self, rate: float) -> float:
        """The probability that the rate is at most this."""
        return incomplete_beta(self.a, self.b, rate)

    def quantile(self, share: float) -> float:
        """The rate that a share (0-1) of the belief lies below.

        Newton's step is taken where it stays between the bounds found so far, and the middle of these otherwise.
        """
        if share <= 0 or share >= 1:
            return 0.0 if share <= 0 else 1.0
        low, high, rate = 0.0, 1.0, self.mean
        for _ in range(200):
            over = self.below(rate) - share
            low, high = (low, rate) if over > 0 else (rate, high)
            slope = self._density(rate)
            step = rate - over / slope if slope > 0 else -1.0
            closer = step if low < step < high else (low + high) / 2
            if abs(closer - rate) <= _NEAR * closer:
                return closer
            rate = closer
        return rate

    def draw(self, random: Random) -> float:
        """A rate as it might be."""
        return random.betavariate(self.a, self.b)

    def _density(self, rate: float) -> float:
        if not 0 < rate < 1:
            return 0.0
        power = (self.a - 1) * math.log(rate) + (self.b - 1) * math.log1p(-rate) - _log_beta(self.a, self.b)
        return math.exp(min(power, 700.0))


NOTHING_KNOWN = Beta(0.5, 0.5)
"""Jeffreys' prior: it says so little that the data speak alone."""


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b), which is the distribution function of Beta(a, b).

    Args:
        a: More than 0.
        b: More than 0.
        x: Taken as 0 below it and as 1 above that.
    """
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = math.exp(a * math.log(x) + b * math.log1p(-x) - _log_beta(a, b))
    # On this side of the mean the fraction converges in a few dozen terms; the other side is its mirror image.
    if x <= (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1.0 - front * _fraction(b, a, 1.0 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction, by Lentz's method as modified by Thompson and Barnett."""
    c, d = 1.0, 1.0 / _not_nought(1.0 - (a + b) * x / (a + 1.0))
    value = d
    for m in range(1, _TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1.0 / _not_nought(1.0 + term * d)
            c = _not_nought(1.0 + term / c)
            value *= d * c
        if abs(d * c - 1.0) < _CLOSE:
            break
    return value


def _not_nought(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
