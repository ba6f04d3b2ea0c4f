"""The evaluation exercises against a second opinion: answers, usual mistakes, the sums on the way."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from statistics import fmean, stdev

import pytest

from mentor.coach.evaluation import EXERCISES, Question, ask
from tests.practice.second_opinion import (
    PERCENT,
    SOLVED,
    average_precision,
    bias,
    bonferroni,
    brier,
    column,
    counts,
    dcg,
    errors,
    found,
    lift,
    log_loss,
    mae,
    mape,
    mcnemar,
    mrr,
    ndcg,
    paired_t,
    precision,
    recall,
    right_of,
    rmse,
    row,
    shares,
    threshold,
    value,
    wape,
)

SEEDS = range(1, 41)
MISTAKEN: dict[str, Callable[[Question], Sequence[float]]] = {}
"""Values that usual mistakes lead to, worked out from what is seen."""


def mistakes(*ids: str):
    def kept(work: Callable[[Question], Sequence[float]]):
        MISTAKEN.update(dict.fromkeys(ids, work))
        return work

    return kept


# ---------------------------------------------------------------------------------------------------- usual mistakes


@mistakes("EV-E01")
def not_precision(q):
    hit, missed, alarm, rest = counts(q)
    return [recall(q), (hit + rest) / (hit + missed + alarm + rest)]


@mistakes("EV-E02")
def not_recall(q):
    hit, missed, alarm, rest = counts(q)
    return [precision(q), (hit + rest) / (hit + missed + alarm + rest)]


@mistakes("EV-E03")
def other_means(q):
    p, r = precision(q), recall(q)
    return [(p + r) / 2, math.sqrt(p * r), p, r]


@mistakes("EV-E04", "EV-E06")
def other_sign(q):
    return [-q.answer]


@mistakes("EV-E05")
def ratio_of_costs(q):
    p = threshold(q)
    return [p / (1 - p), 1 - p, 0.5]


@mistakes("EV-E07")
def of_the_balanced_set(q):
    tpr, fpr = found(r"true positive rate of ([\d.]+) at a false positive rate of ([\d.]+):", q)
    return [tpr, tpr / (tpr + fpr), 1 - fpr]


@mistakes("EV-E08")
def one_alarm(q):
    (base,) = found(rf"^{PERCENT} of the accounts", q)
    hit, alarm = found(rf"flags {PERCENT} of these, and {PERCENT} of the others", q)
    return [base * hit / (base * hit + (1 - base) * alarm), hit**2]


@mistakes("EV-E09")
def share_of_all_who_left(q):
    return [lift(q) / 10]


@mistakes("EV-E10", "EV-E25")
def rest_to_one(q):
    return [1 - q.answer]


@mistakes("EV-E11")
def plain_agreement(q):
    return [(row(q, 1)[0] + row(q, 2)[1]) / sum(row(q, 1) + row(q, 2))]


@mistakes("EV-E12")
def other_scores(q):
    off = [abs(p - (cell == "yes")) for p, cell in zip(row(q, 0), q.table[1][1:], strict=True)]
    return [sum(off) / 5, 5 * brier(q), 2 * brier(q), math.sqrt(brier(q))]


@mistakes("EV-E13")
def other_logarithms(q):
    return [log_loss(q) / math.log(2), log_loss(q) / math.log(10), 4 * log_loss(q), -math.log(math.prod(row(q, 0))) / 4]


@mistakes("EV-E14")
def other_gaps(q):
    cases, mean, happened = (column(q, n) for n in (1, 2, 3))
    gaps = [p - y / c for c, p, y in zip(cases, mean, happened, strict=True)]
    net = sum(c * gap for c, gap in zip(cases, gaps, strict=True)) / sum(cases)
    return [sum(map(abs, gaps)) / 4, max(map(abs, gaps)), abs(net)]


@mistakes("EV-E15")
def score_divided(q):
    (kept,), (score,) = found(r"one in (\d+) of", q), found(r"the score ([\d.]+)\.", q)
    return [score, score / kept, score / (1 - score) / kept]


@mistakes("EV-E16")
def other_bounds(q):
    k, n = (float(one) for one in right_of(q))
    p = k / n
    return [p, p - 1.96 * math.sqrt(p * (1 - p) / n), p - 1.645 * math.sqrt(p * (1 - p) / n), (k + 1.92) / (n + 3.84)]


@mistakes("EV-E17")
def other_widths(q):
    k, n = (float(one) for one in right_of(q))
    p, error = k / n, math.sqrt(k * (n - k) / n**3)
    return [p + error, p - 1.96 * error, p + 1.645 * error]


@mistakes("EV-E18")
def other_places(q):
    drawn = sorted(value(cell) for line in q.table[1:] for cell in line if cell)
    return [drawn[0], drawn[1], drawn[3], drawn[-3]]


@mistakes("EV-E19")
def other_tests(q):
    b, c = int(q.table[1][2]), int(q.table[2][1])
    pairs = math.sqrt(2 * (b + c))
    return [mcnemar(q) / 2, math.erfc(abs(c - b) / pairs), math.erfc((abs(c - b) - 1) / pairs)]


@mistakes("EV-E20")
def other_spreads(q):
    a, b = ([float(one) for one in row(q, n)] for n in (1, 2))
    unpaired = (fmean(b) - fmean(a)) / math.sqrt((stdev(a) ** 2 + stdev(b) ** 2) / 5)
    return [paired_t(q) * math.sqrt(5 / 4), paired_t(q) / math.sqrt(5), unpaired]


@mistakes("EV-E21")
def other_sizes(q):
    return [2 * q.answer, q.answer * (1.96 / 2.8) ** 2, q.answer * (2.485 / 2.8) ** 2]


@mistakes("EV-E22")
def other_margins(q):
    (p,) = found(rf"accuracy of about {PERCENT} is", q)
    return [q.answer / 1.96, q.answer / 1.96**2, 4 * q.answer, q.answer / 4, float(q.answer / (4 * p * (1 - p)))]


@mistakes("EV-E23", "EV-E24")
def without_correction(q):
    return [sum(p <= Fraction("0.05") for p in row(q, 1)), *([bonferroni(q)] if "Holm" in q.asks else ())]


@mistakes("EV-E26")
def other_mean_places(q):
    places = [int(place) for place in q.table[1][1:] if place != "none"]
    return [mrr(q) * 5 / 4, 1 / fmean(places)]


@mistakes("EV-E27")
def other_gains(q):
    powers = [2**grade - 1 for grade in map(int, row(q, 1))]
    best = sorted(powers, reverse=True)
    return [dcg(powers) / dcg(best), ndcg(q) * dcg(sorted(map(int, row(q, 1)), reverse=True)) / dcg([3] * 5)]


@mistakes("EV-E28")
def pooled(q):
    (k,) = found(r"among the first (\d+)\.", q)
    return [sum(row(q, 2)) / sum(row(q, 1)), sum(row(q, 2)) / (4 * k)]


@mistakes("EV-E29")
def not_precision_at_k(q):
    hits, (k,) = q.table[1][1:], found(r"precision@(\d+)\?", q)
    return [Fraction(hits[: int(k)].count("yes"), hits.count("yes")), Fraction(hits.count("yes"), 10)]


@mistakes("EV-E30")
def not_average_precision(q):
    hits = Fraction(q.table[1].count("yes"), 8)
    return [hits, average_precision(q) * hits]


@mistakes("EV-E31")
def not_mae(q):
    return [rmse(q), bias(q), abs(bias(q))]


@mistakes("EV-E32")
def not_rmse(q):
    return [mae(q), rmse(q) ** 2, rmse(q) * math.sqrt(6 / 5)]


@mistakes("EV-E33", "EV-E34")
def other_percentages(q):
    signed = abs(sum(e for e, _ in errors(q))) / sum(w for _, w in errors(q))
    return [signed, *([wape(q)] if "mean absolute" in q.asks else [mape(q)])]


@mistakes("EV-E35")
def other_skill(q):
    return [1 - q.answer, -q.answer, 1 / (1 - q.answer) - 1]


@mistakes("EV-E36")
def not_bias(q):
    return [mae(q), rmse(q), -bias(q)]


@mistakes("EV-E37")
def other_parts(q):
    was, now = (float(one) for one in found(rf"held {PERCENT} of the rows in training, and holds {PERCENT} this", q))
    return [-q.answer, q.answer / math.log(10), q.answer / math.log(2), now * math.log(now / was), abs(now - was)]


@mistakes("EV-E38")
def one_divergence(q):
    there, back = (sum(float(a) * math.log(a / b) for a, b in way) for way in (shares(q), map(reversed, shares(q))))
    return [there, back, q.answer / math.log(10), float(sum(abs(a - b) for a, b in shares(q)))]


@mistakes("EV-E39")
def one_bin(q):
    return [max(abs(a - b) for a, b in shares(q))]


@mistakes("EV-E43")
def other_values(q):
    times = sorted(value(cell) for line in q.table[1:] for cell in line if cell)
    return [times[-1], fmean(times), times[9], times[int(found(r"at place (\d+ %) of 20", q)[0] * 20)]]


@mistakes("EV-E44")
def full_load(q):
    (rate,), (ms,) = found(r"gets (\d+) requests a second", q), found(r"busy for (\d+) ms", q)
    return [math.ceil(rate * ms / 1000)]


@mistakes("EV-E45")
def one_thin_matrix(q):
    return [q.answer / 2, q.answer / found(r"In each layer (\d+) square", q)[0].numerator]


@mistakes("EV-E46")
def keys_only(q):
    return [q.answer / 2, q.answer * 2**30 / 10**9]


@mistakes("EV-E47")
def other_bits(q):
    (billions,) = found(r"The ([\d.]+) billion weights", q)
    return [billions / 2, billions * 2, 8 * q.answer]


# ---------------------------------------------------------------------------------------------------- the way there

PIECE = re.compile(r"\s*(\d+\.\d+|\d+|sqrt|ln|C(?=\()|[-+x/^(),|])")
NAMES = {"sqrt": math.sqrt, "ln": math.log, "C": math.comb, "abs": abs, "__builtins__": {}}


def pieces(text: str) -> list[str]:
    """The numbers and signs a text begins with."""
    taken, at = [], 0
    while hit := PIECE.match(text, at):
        taken.append(hit[1])
        at = hit.end()
    return taken


def reckoned(sign: Sequence[str]) -> float | None:
    """What numbers and signs come to, None where they are no whole sum."""
    text = " ".join({"x": "*", "^": "**"}.get(one, one) for one in sign)
    try:
        result = eval(re.sub(r"\|([^|]+)\|", r"abs(\1)", text), NAMES)
    except (SyntaxError, TypeError):
        return None
    return None if isinstance(result, tuple) else result


def sums(step: str) -> Iterator[tuple[float, float, str]]:
    """What stands before an equals sign of a step and what comes after it, the latter as value and as text."""
    for left, right in pairwise(step.split(" = ")):
        ends = (reckoned(pieces(left[n:])) for n in range(len(left)) if whole(left, n))
        before = next((one for one in ends if one is not None), None)
        after = pieces(right)
        after = next((after[:n] for n in range(len(after), 0, -1) if reckoned(after[:n]) is not None), [])
        if before is not None and after:
            yield before, reckoned(after), after[-1] if len(after) <= 2 else ""


def whole(text: str, start: int) -> bool:
    """Whether numbers and signs, and nothing else, stand from a place in a text to its end."""
    if start and (text[start - 1].isalnum() or text[start - 1] in ".^@"):
        return False
    return "".join(pieces(text[start:])) == text[start:].replace(" ", "")


# ---------------------------------------------------------------------------------------------------- the tests


def test_every_exercise_has_a_second_opinion():
    assert set(SOLVED) == set(EXERCISES)
    assert set(MISTAKEN) <= set(EXERCISES)


@pytest.mark.parametrize("id_", SOLVED)
def test_what_the_reader_works_out_is_what_is_marked_as_right(id_: str):
    for seed in SEEDS:
        question = ask(EXERCISES[id_], seed)
        assert float(SOLVED[id_](question)) == pytest.approx(question.answer, rel=1e-9, abs=1e-9), (seed, question.text)


@pytest.mark.parametrize("id_", MISTAKEN)
def test_a_usual_mistake_is_not_taken_for_right(id_: str):
    for seed in SEEDS:
        question = ask(EXERCISES[id_], seed)
        wrong = [float(one) for one in MISTAKEN[id_](question)]
        assert [one for one in wrong if abs(one - question.answer) <= question.tolerance] == [], (seed, question)


def test_the_sums_on_the_way_come_out():
    """Whoever reckons again with the figures that a step shows comes to what it shows behind the equals sign."""
    done = Counter()
    for id_, exercise in EXERCISES.items():
        for seed in range(1, 21):
            for step in ask(exercise, seed).steps:
                for before, after, text in sums(step):
                    done[id_] += 1
                    unit = 10.0 ** -len(text.partition(".")[2]) if text else 1e-3
                    assert abs(before - after) <= 1.01 * unit, (id_, seed, step)
    assert len(done) >= 30
    assert done.total() >= 1500


@pytest.mark.parametrize("id_", ["EV-E40", "EV-E41", "EV-E42"])
def test_no_letter_is_a_habit(id_: str):
    letters = Counter(ask(EXERCISES[id_], seed).answer for seed in range(1, 201))
    assert set(letters) == {0, 1, 2, 3}
    assert max(letters.values()) < 75
