"""Whether the data still are what they were."""

from __future__ import annotations

import math
from itertools import accumulate, pairwise
from random import Random

from mentor.coach.evaluation.register import Question, exercise, number, share

AREA = "monitoring"


def _shares(random: Random, bins: int) -> tuple[list[int], list[int]]:
    """Two sets of shares in whole percent, each of 100, none below 5."""
    while True:
        before = _hundred(random, bins)
        now = [max(5, b + random.randrange(-10, 11)) for b in before]
        now[random.randrange(bins)] += 100 - sum(now)
        if min(now) >= 5 and max(abs(n - b) for n, b in zip(now, before, strict=True)) >= 5:
            return before, now


def _hundred(random: Random, bins: int) -> list[int]:
    cuts = sorted(random.sample(range(1, 100 - 8 * bins), bins - 1))
    edges = [0, *cuts, 100 - 8 * bins]
    return [8 + high - low for low, high in pairwise(edges)]


def _part(before: int, now: int) -> float:
    return (now - before) / 100 * math.log(now / before)


def _table(before: list[int], now: list[int]) -> tuple[tuple[str, ...], ...]:
    return (
        ("bin", *(str(n) for n in range(1, len(before) + 1))),
        ("training", *(f"{b} %" for b in before)),
        ("this month", *(f"{n} %" for n in now)),
    )


@exercise("EV-E37", "One bin's part of PSI", "PSI", AREA, "A12.2", 3)
def psi_bin(random: Random) -> Question:
    """(now - before) ln(now / before)."""
    while True:
        before, now = random.randrange(8, 40), random.randrange(6, 45)
        if abs(before - now) >= 5:
            break
    answer = _part(before, now)
    return number(
        "What does this bin add to the population stability index (natural logarithm)?",
        answer,
        places=3,
        off=0.0011,
        text=f"A bin of a feature held {before} % of the rows in training, and holds {now} % this month.",
        given={"before": before, "now": now},
        steps=[
            f"Difference of the shares: {now / 100:.2f} - {before / 100:.2f} = {(now - before) / 100:+.2f}.",
            f"ln({now / 100:.2f} / {before / 100:.2f}) = {math.log(now / before):+.4f}.",
            f"Product: {answer:.4f}. It is positive whichever way the bin moved.",
        ],
        traps=[
            (-answer, "the ratio upside down: no part of PSI is negative"),
            ((now - before) / 100 * math.log10(now / before), "the logarithm to base 10"),
            (abs(now - before) / 100, "the difference of the shares, without the logarithm"),
        ],
    )


@exercise("EV-E38", "PSI over all bins", "PSI", AREA, "A12.2", 5)
def psi(random: Random) -> Question:
    """Sum of the parts."""
    while True:
        before, now = _shares(random, 4)
        parts = [_part(b, n) for b, n in zip(before, now, strict=True)]
        answer = sum(parts)
        if 0.02 < answer < 0.6:
            break
    judged = (
        "below 0.1, little" if answer < 0.1 else "between 0.1 and 0.25, some" if answer < 0.25 else "above 0.25, much"
    )
    return number(
        "What is the population stability index (natural logarithm)?",
        answer,
        places=3,
        off=0.003,
        text="Shares of a feature's four bins in training and this month.",
        table=_table(before, now),
        given={"before": tuple(before), "now": tuple(now)},
        steps=[
            "Each bin: (now - training) x ln(now / training), with shares: "
            + ", ".join(f"{p:.4f}" for p in parts)
            + ".",
            f"Sum: {answer:.4f}. By the usual convention that is {judged} drift; a convention, no test.",
        ],
        traps=[
            (
                sum(abs(n - b) for b, n in zip(before, now, strict=True)) / 100,
                "the sum of the differences of the shares",
            ),
            (
                sum(n / 100 * math.log(n / b) for b, n in zip(before, now, strict=True)),
                "the Kullback-Leibler divergence, one half of PSI",
            ),
        ],
    )


@exercise("EV-E39", "The largest distance of two distributions", "KS statistic", AREA, "A12.2", 4)
def ks(random: Random) -> Question:
    """Largest difference of the cumulated shares at the bin edges."""
    while True:
        before, now = _shares(random, 5)
        sums = list(zip(accumulate(before), accumulate(now), strict=True))
        gaps = [abs(n - b) for b, n in sums]
        single = max(abs(n - b) for b, n in zip(before, now, strict=True))
        if max(gaps) >= 5 and max(gaps) != single:
            break
    at = gaps.index(max(gaps))
    answer = max(gaps) / 100
    return share(
        "What is the Kolmogorov-Smirnov statistic, taken at the edges of the bins?",
        answer,
        text="Shares of a feature's five bins, from small to large values.",
        table=_table(before, now),
        given={"before": tuple(before), "now": tuple(now)},
        steps=[
            "Add the shares up from the left. Training: " + ", ".join(f"{b} %" for b, _ in sums) + ".",
            "This month: " + ", ".join(f"{n} %" for _, n in sums) + ".",
            f"They are furthest apart after bin {at + 1}: |{sums[at][1]} - {sums[at][0]}| = {max(gaps)} points, "
            f"{answer:.2f}.",
        ],
        traps=[(single / 100, "the largest difference of a single bin; the statistic compares the cumulated shares")],
    )
