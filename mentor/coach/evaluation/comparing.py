"""How sure a figure is, and whether a difference is one."""

from __future__ import annotations

import math
from random import Random
from statistics import fmean, pstdev, stdev

from mentor.coach.evaluation.register import Question, count, exercise, number, percent, share

AREA = "evaluation"
Z = 1.96
"""The 97.5 % point of the normal distribution, as it is used by hand."""
POWER = 0.84
"""Its 80 % point."""


def _hits(random: Random) -> tuple[int, int]:
    size = random.choice((40, 50, 60, 80))
    return size, random.randrange(round(size * 0.8), size - 2)


@exercise("EV-E16", "A Wilson interval", "interval of a proportion", AREA, "A07.3", 6)
def wilson(random: Random) -> Question:
    """Lower bound of the 95 % Wilson score interval."""
    size, right = _hits(random)
    p = right / size
    centre = (p + Z**2 / (2 * size)) / (1 + Z**2 / size)
    half = Z / (1 + Z**2 / size) * math.sqrt(p * (1 - p) / size + Z**2 / (4 * size**2))
    return share(
        "What is the lower bound of the 95 % Wilson interval of the accuracy (z = 1.96)?",
        centre - half,
        places=3,
        text=f"A model is right on {right} of {size} hand-labelled cases.",
        given={"size": size, "right": right},
        steps=[
            f"p = {right} / {size} = {p:.4f}; z^2 = 3.8416.",
            f"Centre = (p + z^2 / (2n)) / (1 + z^2 / n) = {centre:.4f}.",
            f"Half width = z / (1 + z^2 / n) x sqrt(p (1 - p) / n + z^2 / (4n^2)) = {half:.4f}.",
            f"Lower bound = {centre:.4f} - {half:.4f} = {centre - half:.4f}; the upper one is {centre + half:.4f}.",
        ],
        traps=[
            (p - Z * math.sqrt(p * (1 - p) / size), "the bound of the Wald interval, p - z sqrt(p (1 - p) / n)"),
            (centre + half, "the upper bound"),
        ],
    )


@exercise("EV-E17", "A Wald interval, and what is wrong with it", "interval of a proportion", AREA, "A07.3", 4)
def wald(random: Random) -> Question:
    """Upper bound of the 95 % Wald interval."""
    size, right = _hits(random)
    p = right / size
    half = Z * math.sqrt(p * (1 - p) / size)
    beyond = p + half > 1
    return number(
        "What is the upper bound of the 95 % Wald interval, p + z sqrt(p (1 - p) / n), of the accuracy (z = 1.96)? "
        "Do not "
        "cut it off at 1.",
        p + half,
        places=3,
        text=f"A model is right on {right} of {size} hand-labelled cases.",
        given={"size": size, "right": right},
        steps=[
            f"p = {right} / {size} = {p:.5f}.",
            f"Standard error = sqrt({p:.5f} x {1 - p:.5f} / {size}) = {half / Z:.5f}.",
            f"Upper bound = {p:.5f} + 1.96 x {half / Z:.5f} = {p + half:.4f}.",
            "It is above 1, which no accuracy can be: near 0 or 1, and with few cases, use Wilson."
            if beyond
            else "Near 0 or 1, and with few cases, this interval is too narrow and off to one side: use Wilson there.",
        ],
        traps=[(p + half / Z, "one standard error, without z"), (p - half, "the lower bound")],
    )


@exercise("EV-E18", "Reading a paired bootstrap", "bootstrap", AREA, "A07.3", 4)
def bootstrap(random: Random) -> Question:
    """Lower bound of a 90 % percentile interval from 40 differences."""
    centre, spread = random.uniform(0.005, 0.03), random.uniform(0.008, 0.016)
    values = random.sample(range(-400, 801), 400)
    near = [v / 10_000 for v in values if abs(v / 10_000 - centre) < 2.2 * spread]
    drawn = sorted(random.sample(near, 40)) if len(near) >= 40 else sorted(v / 10_000 for v in values[:40])
    answer = drawn[2]
    rows = tuple(tuple(f"{v:+.4f}" for v in drawn[n : n + 8]) for n in range(0, 40, 8))
    return number(
        "What is the lower bound of the 90 % percentile interval? Drop the lowest 5 % and the highest 5 % of the 40 "
        "and "
        "take the smallest of the rest.",
        answer,
        places=4,
        text="Two models ran on the same test cases. The cases were drawn again 40 times (a real run takes "
        "thousands), and "
        "each time F1 of B minus F1 of A was worked out on the same draw. The 40 differences in order:",
        table=(("in order", *[""] * 7), *rows),
        given={"drawn": tuple(drawn)},
        steps=[
            "5 % of 40 is 2: the two lowest and the two highest go.",
            f"The smallest of the rest is the third lowest, {answer:+.4f}; the largest is {drawn[-3]:+.4f}.",
            "The interval holds 0, so that this test does not tell the two apart."
            if answer <= 0
            else "The interval lies above 0: B scored higher in nearly every draw.",
        ],
        traps=[(drawn[0], "the smallest of all"), (drawn[1], "the second lowest"), (fmean(drawn), "the mean")],
    )


@exercise("EV-E19", "McNemar's exact test", "paired test", AREA, "A07.3", 6)
def mcnemar(random: Random) -> Question:
    """Two-sided exact p from the discordant pairs."""
    while True:
        b, c = random.randrange(1, 8), random.randrange(3, 15)
        size = b + c
        tail = sum(math.comb(size, k) for k in range(min(b, c) + 1))
        answer = 2 * tail / 2**size
        if b < c and 0.004 < answer < 0.8:
            break
    both, none = random.randrange(120, 300), random.randrange(10, 50)
    return number(
        "What is the two-sided exact p-value of McNemar's test?",
        answer,
        places=3,
        text="Two models answered the same questions. Only the questions on which they differ tell them apart.",
        table=(("", "B right", "B wrong"), ("A right", str(both), str(b)), ("A wrong", str(c), str(none))),
        given={"b": b, "c": c},
        steps=[
            f"{size} questions divide them: {b} for A, {c} for B. If both are equally good, each falls like a coin.",
            f"Ways to get {b} or fewer of {size}: {' + '.join(f'C({size},{k})' for k in range(b + 1))} = {tail}.",
            f"One side: {tail} / 2^{size} = {tail} / {2**size} = {tail / 2**size:.5f}. Two sides: {answer:.4f}.",
            "Below 0.05: the difference is more than luck would often give."
            if answer < 0.05
            else "Not below 0.05: so few differing questions do not settle it.",
        ],
        traps=[
            (answer / 2, "one side only"),
            (
                math.erfc((c - b) / math.sqrt(2 * size)),
                "the chi-squared approximation; so few pairs ask for the exact one",
            ),
            (
                math.erfc((c - b - 1) / math.sqrt(2 * size)),
                "the chi-squared approximation with the continuity correction; the exact one was asked for",
            ),
        ],
    )


@exercise("EV-E20", "Paired t on five folds", "paired test", AREA, "A07.3", 5)
def paired_t(random: Random) -> Question:
    """Mean of the differences over their standard error."""
    while True:
        a = [random.randrange(700, 860) / 1000 for _ in range(5)]
        gaps = [random.randrange(-12, 40) / 1000 for _ in range(5)]
        spread = stdev(gaps)
        if spread > 0.006 and 0.7 < fmean(gaps) / (spread / math.sqrt(5)) < 6:
            break
    b = [round(x + gap, 3) for x, gap in zip(a, gaps, strict=True)]
    mean, error = fmean(gaps), spread / math.sqrt(5)
    unpaired = mean / math.sqrt((stdev(a) ** 2 + stdev(b) ** 2) / 5)
    return number(
        "What is the paired t statistic of B minus A (standard deviation with n - 1)?",
        mean / error,
        off=0.03,
        text="Two models were scored on the same five folds.",
        table=(("fold", "1", "2", "3", "4", "5"), ("A", *(f"{x:.3f}" for x in a)), ("B", *(f"{x:.3f}" for x in b))),
        given={"a": tuple(a), "b": tuple(b)},
        steps=[
            "Differences B - A: " + ", ".join(f"{gap:+.3f}" for gap in gaps) + ".",
            f"Mean {mean:.4f}, standard deviation {spread:.6f}, standard error {spread:.6f} / sqrt(5) = {error:.6f}.",
            f"t = {mean:.4f} / {error:.6f} = {mean / error:.2f}; with 4 degrees of freedom 2.776 is the two-sided "
            "bound at 5 %.",
            "Folds share training data, so that this test is too sure of itself: read it as a hint.",
        ],
        traps=[
            (mean / spread, "the mean over the standard deviation; the standard error is smaller by sqrt(5)"),
            (mean / pstdev(gaps) * math.sqrt(5), "the value with a standard deviation that divides by n, not by n - 1"),
            (unpaired, "the unpaired statistic, in which the spread of the folds drowns the difference"),
        ],
    )


@exercise("EV-E21", "Sample size for an online test", "sample size", AREA, "A07.6", 5)
def sample_size(random: Random) -> Question:
    """(z + z_power)^2 (p1 q1 + p2 q2) / d^2."""
    base = random.randrange(4, 21) / 100
    gain = random.choice((0.01, 0.015, 0.02, 0.025))
    new = base + gain
    variance = base * (1 - base) + new * (1 - new)
    exact = (Z + POWER) ** 2 * variance / gain**2
    answer = math.ceil(exact)
    return count(
        "How many users does each arm need? Round up.",
        answer,
        off=exact * 0.005 + 1,
        text=f"The conversion is {percent(base, 1)}, and a change to {percent(new, 1)} should be seen with a power of "
        "80 % at a two-sided level of 5 %. Use n = (1.96 + 0.84)^2 x (p1 (1 - p1) + p2 (1 - p2)) / (p2 - p1)^2 "
        "for each arm.",
        given={"p1": base, "p2": round(new, 6)},
        steps=[
            "(1.96 + 0.84)^2 = 7.84.",
            f"p1 (1 - p1) + p2 (1 - p2) = {base * (1 - base):.6f} + {new * (1 - new):.6f} = {variance:.6f}.",
            f"7.84 x {variance:.6f} / {gain:.3f}^2 = {exact:.2f}, so {answer} in each arm.",
            "Half the difference would take about four times as many.",
        ],
        traps=[
            (2 * exact, "the number of both arms together"),
            (Z**2 * variance / gain**2, "the number without the power: half of such tests would miss the change"),
        ],
    )


@exercise("EV-E22", "How many labels for a margin", "sample size", AREA, "A07.4 A07.3", 3)
def labels_needed(random: Random) -> Question:
    """z^2 p q / h^2."""
    p, half = random.randrange(55, 96) / 100, random.choice((0.02, 0.025, 0.03, 0.04, 0.05))
    exact = Z**2 * p * (1 - p) / half**2
    answer = math.ceil(exact - 1e-9)
    return count(
        f"How many cases must be labelled by hand so that the 95 % interval reaches about {100 * half:.1f} percentage "
        "points to either side? Round up.",
        answer,
        off=1.01,
        text=f"An accuracy of about {percent(p)} is expected. Use n = z^2 p (1 - p) / h^2 with z = 1.96 and h "
        "as a share.",
        given={"p": p, "half": half},
        steps=[
            f"z^2 = 3.8416, p (1 - p) = {p * (1 - p):.4f}, h^2 = {half:.3f}^2 = {half**2:.6f}.",
            f"3.8416 x {p * (1 - p):.4f} / {half**2:.6f} = {exact:.2f}, so {answer}.",
            "Half the margin takes four times the labels.",
        ],
        traps=[
            (math.ceil(Z * p * (1 - p) / half**2), "z without the square"),
            (math.ceil(p * (1 - p) / half**2), "one standard error to either side, not 1.96"),
            (math.ceil(Z**2 / 4 / half**2), "the number for p = 0.5, the worst case, not for what is expected"),
        ],
    )


def _p_values(random: Random, size: int) -> list[float]:
    small = random.sample(range(2, 130), size // 2)
    large = random.sample(range(130, 900), size - size // 2)
    values = [v / 10_000 for v in small] + [v / 1000 for v in large]
    random.shuffle(values)
    return values


def _as_table(values: list[float]) -> tuple[tuple[str, ...], ...]:
    return (("variant", *map(str, range(1, len(values) + 1))), ("p", *(f"{p:.4f}" for p in values)))


def _holm(values: list[float], level: float) -> int:
    passed = 0
    for n, p in enumerate(sorted(values)):
        if p > level / (len(values) - n):
            break
        passed += 1
    return passed


@exercise("EV-E23", "Bonferroni over several variants", "multiple comparisons", AREA, "A07.3 A19.4", 3)
def bonferroni(random: Random) -> Question:
    """How many p-values are at most 0.05 / m."""
    while True:
        values = _p_values(random, random.choice((6, 7, 8)))
        bound = 0.05 / len(values)
        answer, naive = sum(p <= bound for p in values), sum(p <= 0.05 for p in values)
        if 0 < answer < naive and all(abs(p - bound) > 0.0001 for p in values):
            break
    return count(
        "How many of them differ from the baseline at a joint level of 5 % by Bonferroni?",
        answer,
        text=f"{len(values)} variants were compared with the same baseline. These are the p-values.",
        table=_as_table(values),
        given={"values": tuple(values)},
        steps=[
            f"Bonferroni divides the level by the number of comparisons: 0.05 / {len(values)} = {bound:.5f}.",
            f"At or below it: {', '.join(f'{p:.4f}' for p in sorted(values) if p <= bound)}. That is {answer}.",
            f"Without the correction it would have been {naive}, some of them perhaps by luck.",
        ],
        traps=[(naive, "the number at or below 0.05 without any correction")],
    )


@exercise("EV-E24", "Holm, step by step", "multiple comparisons", AREA, "A07.3 A19.4", 4)
def holm(random: Random) -> Question:
    """Holm's step-down procedure."""
    while True:
        values = _p_values(random, random.choice((6, 7, 8)))
        size = len(values)
        bounds = [0.05 / (size - n) for n in range(size)]
        answer, strict = _holm(values, 0.05), sum(p <= 0.05 / size for p in values)
        clear = all(abs(p - bound) > 0.0001 for p, bound in zip(sorted(values), bounds, strict=True))
        if strict < answer < sum(p <= 0.05 for p in values) and clear:
            break
    shown = [
        f"{p:.4f} {'<=' if p <= bound else '>'} 0.05 / {size - n} = {bound:.5f}"
        for n, (p, bound) in enumerate(zip(sorted(values), bounds, strict=True))
    ]
    return count(
        "How many of them differ from the baseline at a joint level of 5 % by Holm's method?",
        answer,
        text=f"{size} variants were compared with the same baseline. These are the p-values.",
        table=_as_table(values),
        given={"values": tuple(values)},
        steps=[
            "Put them in order, and compare the smallest with 0.05 / m, the next with 0.05 / (m - 1), and so on.",
            *(f"{line}." for line in shown[: answer + 1]),
            f"Stop at the first that fails: {answer} pass. Bonferroni would have let {strict} pass.",
        ],
        traps=[
            (strict, "Bonferroni, which holds all of them to the first bound"),
            (sum(p <= 0.05 for p in values), "the number at or below 0.05 without any correction"),
        ],
    )


@exercise("EV-E25", "Luck among many metrics", "multiple comparisons", AREA, "A07.3 A19.4", 2)
def any_false(random: Random) -> Question:
    """1 - (1 - level)^m."""
    tests, level = random.randrange(4, 21), random.choice((0.01, 0.05, 0.1))
    answer = 1 - (1 - level) ** tests
    return share(
        "How likely does at least one of them look significant by luck?",
        answer,
        places=3,
        text=f"A change does nothing at all. {tests} independent metrics are each tested at a level of "
        f"{percent(level)}.",
        given={"tests": tests, "level": level},
        steps=[
            f"None by luck: {1 - level:.2f}^{tests} = {1 - answer:.4f}.",
            f"At least one: 1 - {1 - answer:.4f} = {answer:.4f}.",
            "Choose the one metric that decides before the test begins.",
        ],
        traps=[
            (level, "the level of a single test"),
            (min(level * tests, 1.0), "the sum of the levels, which counts overlaps twice"),
            (1 - answer, "the probability that none does"),
        ],
    )
