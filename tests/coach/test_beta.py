"""The Beta distribution against values that can be known without it."""

from __future__ import annotations

import math
from random import Random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor.coach.beta import NOTHING_KNOWN, Beta, incomplete_beta

SHAPES = st.floats(0.2, 400)
RATES = st.floats(1e-6, 1 - 1e-6)


def binomial_tail(a: int, b: int, x: float) -> float:
    """I_x(a, b) for whole numbers: the chance of at least `a` successes in a + b - 1 trials."""
    n = a + b - 1
    return math.fsum(math.comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))


@pytest.mark.parametrize(("a", "b"), [(1, 1), (3, 47), (4, 7), (5, 5), (3, 7), (40, 3), (30, 270)])
@pytest.mark.parametrize("x", [0.01, 0.06, 0.2, 0.5, 0.77, 0.99])
def test_whole_numbers_give_the_tail_of_a_binomial(a: int, b: int, x: float):
    assert incomplete_beta(a, b, x) == pytest.approx(binomial_tail(a, b, x), abs=1e-12)


@pytest.mark.parametrize("x", [0.001, 0.1, 0.5, 0.83])
def test_what_has_a_closed_form(x: float):
    assert incomplete_beta(0.5, 0.5, x) == pytest.approx(2 / math.pi * math.asin(math.sqrt(x)), abs=1e-12)
    assert incomplete_beta(7.3, 1, x) == pytest.approx(x**7.3, abs=1e-12)
    assert incomplete_beta(1, 7.3, x) == pytest.approx(1 - (1 - x) ** 7.3, abs=1e-12)


@given(SHAPES, SHAPES, RATES)
def test_the_mirror_image_and_the_recurrence_hold(a: float, b: float, x: float):
    value = incomplete_beta(a, b, x)
    assert 0 <= value <= 1 + 1e-12
    assert value == pytest.approx(1 - incomplete_beta(b, a, 1 - x), abs=1e-10)
    step = math.exp(a * math.log(x) + b * math.log1p(-x) - math.lgamma(a + 1) - math.lgamma(b) + math.lgamma(a + b))
    assert incomplete_beta(a + 1, b, x) == pytest.approx(value - step, abs=1e-10)


@pytest.mark.parametrize(("x", "value"), [(-1, 0), (0, 0), (1, 1), (2, 1)])
def test_beyond_the_ends(x: float, value: float):
    assert incomplete_beta(3, 4, x) == value


@given(SHAPES, SHAPES, st.floats(0.001, 0.999))
def test_a_quantile_gives_its_share_back(a: float, b: float, share: float):
    belief = Beta(a, b)
    assert belief.below(belief.quantile(share)) == pytest.approx(share, abs=1e-9)


@pytest.mark.parametrize(
    ("a", "b"), [(3, 47), (0.5, 0.5), (0.5, 40.5), (4.5, 5.5), (900, 14_000), (1, 1), (2, 100_000)]
)
def test_quantiles_rise_and_stay_inside(a: float, b: float):
    belief = Beta(a, b)
    found = [belief.quantile(share) for share in (0, 1e-6, 0.05, 0.5, 0.95, 1 - 1e-6, 1)]
    assert found == sorted(found)
    assert (found[0], found[-1]) == (0, 1)
    assert belief.interval == (found[2], found[4])


def test_trials_move_what_is_believed():
    assert Beta(3, 47).after(2, 40) == Beta(5, 85)
    assert Beta(3, 47).mean == pytest.approx(0.06)
    assert NOTHING_KNOWN.after(0, 0).mean == 0.5
    low, high = Beta(3, 47).interval
    closer = Beta(3, 47).after(60, 1000).interval
    assert closer[1] - closer[0] < (high - low) / 3


def test_draws_come_from_it():
    belief, random = Beta(4, 7), Random("draws")
    drawn = sorted(belief.draw(random) for _ in range(4_000))
    assert fmean(drawn) == pytest.approx(belief.mean, abs=0.01)
    assert drawn[200] == pytest.approx(belief.interval[0], abs=0.02)
