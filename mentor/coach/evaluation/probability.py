"""How good probabilities are: Brier score, log loss, calibration, and what down-sampling does to them."""

from __future__ import annotations

import math
from random import Random

from mentor.coach.evaluation.register import Question, exercise, number, share

AREA = "classical_ml"


def _forecasts(random: Random, size: int) -> tuple[list[int], list[float]]:
    """Outcomes, neither all 0 nor all 1, and probabilities that mostly lean the right way."""
    while True:
        outcomes = [int(random.random() < 0.5) for _ in range(size)]
        if 1 < sum(outcomes) < size - 1:
            break
    shares = []
    for outcome in outcomes:
        lean = random.randrange(55, 96, 5) if random.random() < 0.75 else random.randrange(20, 50, 5)
        shares.append((lean if outcome else 100 - lean) / 100)
    return outcomes, shares


def _table(outcomes: list[int], shares: list[float]) -> tuple[tuple[str, ...], ...]:
    return (
        ("probability", *(f"{p:.2f}" for p in shares)),
        ("happened", *("yes" if y else "no" for y in outcomes)),
    )


@exercise("EV-E12", "Brier score by hand", "probability quality", AREA, "A04.3 A08.4", 4)
def brier(random: Random) -> Question:
    """Mean squared distance of the probability from 0 or 1."""
    outcomes, shares = _forecasts(random, 5)
    parts = [(p - y) ** 2 for y, p in zip(outcomes, shares, strict=True)]
    absolute = sum(abs(p - y) for y, p in zip(outcomes, shares, strict=True)) / 5
    return number(
        "What is the Brier score, in its usual form from 0 to 1?",
        sum(parts) / 5,
        places=3,
        text="A model gave these probabilities, and this is what happened.",
        table=_table(outcomes, shares),
        given={"outcomes": tuple(outcomes), "shares": tuple(shares)},
        steps=[
            "Square the distance of each probability from 1 (it happened) or 0 (it did not).",
            " + ".join(f"{part:.4f}" for part in parts) + f" = {sum(parts):.4f}.",
            f"Divided by 5: {sum(parts) / 5:.4f}. Always saying 0.5 would give 0.25.",
        ],
        traps=[
            (absolute, "the mean of the distances without squaring"),
            (sum(parts), "the sum, not the mean"),
            (2 * sum(parts) / 5, "the sum over both outcomes, the older form from 0 to 2"),
        ],
    )


@exercise("EV-E13", "Log loss by hand", "probability quality", AREA, "A04.3 A08.4", 4)
def log_loss(random: Random) -> Question:
    """Mean of -ln of the probability given to what happened."""
    outcomes, shares = _forecasts(random, 4)
    given_to = [p if y else 1 - p for y, p in zip(outcomes, shares, strict=True)]
    parts = [-math.log(p) for p in given_to]
    return number(
        "What is the log loss, the mean over the four cases, with the natural logarithm?",
        sum(parts) / 4,
        off=0.011,
        text="A model gave these probabilities, and this is what happened.",
        table=_table(outcomes, shares),
        given={"outcomes": tuple(outcomes), "shares": tuple(shares)},
        steps=[
            "Take the probability that was given to what happened: p where it did, 1 - p where it did not: "
            + ", ".join(f"{p:.2f}" for p in given_to)
            + ".",
            "-ln of each: " + ", ".join(f"{part:.3f}" for part in parts) + ".",
            f"Their mean: {sum(parts):.3f} / 4 = {sum(parts) / 4:.3f}. Always saying 0.5 would give 0.693.",
        ],
        traps=[
            (sum(parts) / 4 / math.log(2), "the loss in bits, with the logarithm to base 2"),
            (sum(parts), "the sum, not the mean"),
            (-sum(map(math.log, shares)) / 4, "-ln(p) also where it did not happen; there 1 - p counts"),
        ],
    )


@exercise("EV-E14", "Expected calibration error", "calibration", AREA, "A04.3", 5)
def calibration_error(random: Random) -> Question:
    """Mean of |observed - predicted| over bins, weighted by size."""
    sizes = [
        random.randrange(20, 41, 2) * 10,
        *(random.randrange(5, 21) * 10 for _ in range(2)),
        random.randrange(2, 9) * 10,
    ]
    means = [random.randrange(low + 2, low + 23) / 100 for low in (0, 25, 50, 75)]
    seen = []
    for size, mean in zip(sizes, means, strict=True):
        off = random.choice((-1, 1)) * random.randrange(3, 16) / 100
        seen.append(min(max(round((mean + off) * size), 1), size - 1))
    total = sum(sizes)
    gaps = [abs(n / size - mean) for n, size, mean in zip(seen, sizes, means, strict=True)]
    answer = sum(size * gap for size, gap in zip(sizes, gaps, strict=True)) / total
    net = abs(sum(seen) - sum(size * mean for size, mean in zip(sizes, means, strict=True))) / total
    rows = [
        (f"{0.25 * k:.2f}-{0.25 * (k + 1):.2f}", str(size), f"{mean:.2f}", str(n))
        for k, (size, mean, n) in enumerate(zip(sizes, means, seen, strict=True))
    ]
    lines = [
        f"{row[0]}: observed {n} / {size} = {n / size:.4f}, predicted {mean:.2f}, gap {gap:.4f}."
        for row, size, mean, n, gap in zip(rows, sizes, means, seen, gaps, strict=True)
    ]
    return number(
        "What is the expected calibration error (each bin weighted by its cases)?",
        answer,
        places=3,
        off=0.001,
        text="A model's probabilities in four bins: how many cases, their mean probability, how many of them happened.",
        table=(("bin", "cases", "mean probability", "happened"), *rows),
        given={"sizes": tuple(sizes), "means": tuple(means), "seen": tuple(seen)},
        steps=[
            *lines,
            "Gaps times cases: "
            + " + ".join(f"{size * gap:.1f}" for size, gap in zip(sizes, gaps, strict=True))
            + f" = {answer * total:.1f}.",
            f"Divided by all {total} cases: {answer:.4f}.",
        ],
        traps=[
            (sum(gaps) / 4, "the mean of the gaps without weights"),
            (max(gaps), "the largest gap"),
            (net, "the gap of all cases together, in which too high and too low cancel each other"),
        ],
    )


@exercise("EV-E15", "A probability from a thinned-out sample", "down-sampling", AREA, "A04.3 A08.3", 4)
def corrected(random: Random) -> Question:
    """The probability p * r / (p * r + 1 - p), r being the share of negatives that was kept."""
    one_in = random.choice((4, 5, 8, 10, 20, 25))
    score = random.randrange(30, 95) / 100
    keep = 1 / one_in
    answer = score * keep / (score * keep + 1 - score)
    return share(
        f"A case gets the score {score:.2f}. What is the probability that it is positive where no "
        "negatives were left out?",
        answer,
        places=3,
        text=f"For training all positives were kept, and one in {one_in} of the negatives, drawn at random. The "
        "model's scores are well calibrated on that sample.",
        given={"score": score, "one_in": one_in},
        steps=[
            f"In the sample the odds are {score:.2f} / {1 - score:.2f} = {score / (1 - score):.4f}.",
            f"In full there are {one_in} times as many negatives, so the odds are {score / (1 - score):.4f} / "
            f"{one_in} = {score / (1 - score) / one_in:.4f}.",
            f"Probability = odds / (1 + odds) = {answer:.4f}. The ranking stays, every threshold moves.",
        ],
        traps=[
            (score, "the score itself, which holds in the sample only"),
            (score / one_in, "the score divided; it is the odds that are divided"),
            (score / (1 - score) / one_in, "the odds; the probability is odds / (1 + odds)"),
        ],
    )
