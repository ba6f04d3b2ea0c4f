"""Every evaluation exercise worked out from what its reader sees: the sentences, the table and the options.

Nothing but the visible text is read, so a number that the text leaves out, or puts otherwise than it is reckoned with,
shows up as well.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

from mentor.coach.evaluation import Question

Z = Fraction("1.96")
SOLVED: dict[str, Callable[[Question], float]] = {}
"""The right value of each exercise."""


def solves(id_: str):
    return lambda solve: SOLVED.setdefault(id_, solve)


# ---------------------------------------------------------------------------------------------------- reading


def seen(question: Question) -> str:
    """The sentences of a question."""
    return f"{question.text} {question.asks}"


def found(pattern: str, question: Question) -> list[Fraction]:
    """The numbers that stand in a pattern's groups; the pattern has to be there once."""
    hits = re.findall(pattern, seen(question))
    assert len(hits) == 1, (pattern, hits, seen(question))
    groups = hits[0] if isinstance(hits[0], tuple) else (hits[0],)
    return [value(group) for group in groups]


def value(text: str) -> Fraction:
    """A cell or a word as an exact number; percent become a part of 1."""
    text = text.strip()
    if text.endswith("%"):
        return Fraction(text[:-1].strip()) / 100
    return Fraction(text)


def row(question: Question, n: int) -> list[Fraction]:
    """A row of the table without its heading cell."""
    return [value(cell) for cell in question.table[n][1:] if cell]


def column(question: Question, n: int) -> list[Fraction]:
    """A column of the table below its heading."""
    return [value(line[n]) for line in question.table[1:]]


def counts(question: Question) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """TP, FN, FP, TN of the table with fraud above and flagged on the left."""
    assert question.table[0] == ("", "flagged", "not flagged")
    assert [line[0] for line in question.table[1:]] == ["fraud", "no fraud"]
    return (*row(question, 1), *row(question, 2))


PERCENT = r"([\d.]+ ?%)"


# ---------------------------------------------------------------------------------------------------- counts and costs


@solves("EV-E01")
def precision(q):
    hit, _, alarm, _ = counts(q)
    return hit / (hit + alarm)


@solves("EV-E02")
def recall(q):
    hit, missed, _, _ = counts(q)
    return hit / (hit + missed)


@solves("EV-E03")
def f1(q):
    hit, missed, alarm, _ = counts(q)
    p, r = hit / (hit + alarm), hit / (hit + missed)
    return 1 / ((1 / p + 1 / r) / 2)


@solves("EV-E04")
def accuracy_gained(q):
    hit, missed, alarm, rest = counts(q)
    total = hit + missed + alarm + rest
    return 1 - (missed + alarm) / total - (1 - (hit + missed) / total)


@solves("EV-E05")
def threshold(q):
    (alarm,) = found(r"no fraud costs (\d+) euros", q)
    (miss,) = found(r"pass costs (\d+) euros", q)
    odds = alarm / miss  # flagging is cheaper once p * miss > (1 - p) * alarm
    return odds / (1 + odds)


@solves("EV-E06")
def cost_difference(q):
    alarm, miss = found(r"false alarm costs (\d+) euros, a missed fraud (\d+)", q)
    assert q.table[0] == ("model", "missed fraud", "false alarms")
    a, b = ({"A": row(q, 1), "B": row(q, 2)}[name] for name in (q.table[1][0], q.table[2][0]))
    return (a[0] - b[0]) * miss + (a[1] - b[1]) * alarm


@solves("EV-E07")
def precision_at_another_base_rate(q):
    tpr, fpr = found(r"true positive rate of ([\d.]+) at a false positive rate of ([\d.]+):", q)
    (base,) = found(rf"In production {PERCENT} of", q)
    payments = 1_000_000
    return payments * base * tpr / (payments * base * tpr + payments * (1 - base) * fpr)


@solves("EV-E08")
def two_alarms(q):
    (base,) = found(rf"^{PERCENT} of the accounts", q)
    sensitivity, false_alarm = found(rf"flags {PERCENT} of these, and {PERCENT} of the others", q)
    odds = base / (1 - base) * (sensitivity / false_alarm) ** 2
    return odds / (1 + odds)


@solves("EV-E09")
def lift(q):
    everybody, left = found(r"Of (\d+) customers (\d+) left", q)
    top, left_of_top = found(r"among the (\d+) with the highest scores (\d+) left", q)
    assert top * 10 == everybody
    return (left_of_top / top) / (left / everybody)


@solves("EV-E10")
def auc(q):
    positives, negatives = row(q, 0), row(q, 1)
    assert (q.table[0][0], q.table[1][0]) == ("positives", "negatives")
    both = sorted(positives + negatives)
    assert len(set(both)) == 9
    ranks = sum(both.index(score) + 1 for score in positives)  # the rank sum of Mann and Whitney
    return (ranks - Fraction(4 * 5, 2)) / (4 * 5)


@solves("EV-E11")
def kappa(q):
    (n,) = found(r"the same (\d+) answers", q)
    both, only_a, only_b, neither = (*row(q, 1), *row(q, 2))
    assert both + only_a + only_b + neither == n
    # The form with counts only: 2 (ad - bc) / (...), for two by two tables.
    top = 2 * (both * neither - only_a * only_b)
    return top / ((both + only_a) * (only_a + neither) + (both + only_b) * (only_b + neither))


@solves("EV-E12")
def brier(q):
    said, was = row(q, 0), [{"yes": 1, "no": 0}[cell] for cell in q.table[1][1:]]
    return sum((p - y) ** 2 for p, y in zip(said, was, strict=True)) / len(was)


@solves("EV-E13")
def log_loss(q):
    said, was = row(q, 0), q.table[1][1:]
    likelihood = math.prod(p if y == "yes" else 1 - p for p, y in zip(said, was, strict=True))
    return -math.log(likelihood) / len(was)


@solves("EV-E14")
def calibration_error(q):
    cases, mean, happened = (column(q, n) for n in (1, 2, 3))
    for n, line in enumerate(q.table[1:]):
        low, high = (Fraction(part) for part in line[0].split("-"))
        assert low <= mean[n] <= high
        assert happened[n] <= cases[n]
    return sum(abs(c * p - y) for c, p, y in zip(cases, mean, happened, strict=True)) / sum(cases)


@solves("EV-E15")
def undone_sampling(q):
    (kept,) = found(r"one in (\d+) of the negatives", q)
    (score,) = found(r"gets the score ([\d.]+)\.", q)
    # Of 1 case of the sample, (1 - score) are negatives, each standing for `kept`.
    return score / (score + (1 - score) * kept)


# ---------------------------------------------------------------------------------------------------- comparing


def right_of(q):
    return found(r"right on (\d+) of (\d+) hand-labelled", q)


@solves("EV-E16")
def wilson(q):
    k, n = (float(one) for one in right_of(q))
    # The bound is where the score test just rejects: (k/n - b)^2 = z^2 b (1 - b) / n, found by halving.
    low, high = 0.0, k / n
    for _ in range(80):
        middle = (low + high) / 2
        if k / n - middle > 1.96 * math.sqrt(middle * (1 - middle) / n):
            low = middle
        else:
            high = middle
    return low


@solves("EV-E17")
def wald(q):
    k, n = right_of(q)
    return float(k / n) + 1.96 * math.sqrt(float(k * (n - k) / n**3))


@solves("EV-E18")
def bootstrap_bound(q):
    drawn = sorted(value(cell) for line in q.table[1:] for cell in line if cell)
    (n,) = found(r"drawn again (\d+) times", q)
    assert n == len(drawn) == 40
    assert "lower bound of the 90 %" in q.asks
    return drawn[int(n * Fraction("0.05"))]


@solves("EV-E19")
def mcnemar(q):
    b, c = (int(q.table[1][2]), int(q.table[2][1]))
    n = b + c
    # All ways to deal out the n differing questions that are at least as lopsided.
    ways = sum(math.comb(n, k) for k in range(n + 1) if abs(2 * k - n) >= abs(b - c))
    return Fraction(ways, 2**n)


@solves("EV-E20")
def paired_t(q):
    differences = [b - a for a, b in zip(row(q, 1), row(q, 2), strict=True)]
    n = len(differences)
    # The spread from all pairs: sum over pairs of (x - y)^2 / n is the sum of squares about the mean.
    squares = sum((x - y) ** 2 for x, y in combinations(differences, 2)) / n
    return float(sum(differences)) / math.sqrt(float(squares * n / (n - 1)))


@solves("EV-E21")
def users_an_arm(q):
    p1, p2 = found(rf"conversion is {PERCENT}, and a change to {PERCENT} should", q)
    return math.ceil(Fraction("2.8") ** 2 * (p1 * (1 - p1) + p2 * (1 - p2)) / (p2 - p1) ** 2)


@solves("EV-E22")
def labels_for_a_margin(q):
    (p,) = found(rf"accuracy of about {PERCENT} is", q)
    (h,) = found(r"reaches about ([\d.]+) percentage points to either", q)
    return math.ceil((Z / (h / 100)) ** 2 * p * (1 - p))


@solves("EV-E23")
def bonferroni(q):
    p = row(q, 1)
    assert len(p) == found(r"^(\d+) variants", q)[0]
    return sum(min(one * len(p), 1) <= Fraction("0.05") for one in p)


@solves("EV-E24")
def holm(q):
    p = sorted(row(q, 1))
    assert len(p) == found(r"^(\d+) variants", q)[0]
    adjusted = [max(min((len(p) - j) * p[j], 1) for j in range(n + 1)) for n in range(len(p))]
    return sum(one <= Fraction("0.05") for one in adjusted)


@solves("EV-E25")
def luck(q):
    metrics, level = found(rf"(\d+) independent metrics are each tested at a level of {PERCENT}\.", q)
    none = Fraction(1)
    for _ in range(int(metrics)):
        none -= none * level
    return 1 - none


# ---------------------------------------------------------------------------------------------------- ranking


@solves("EV-E26")
def mrr(q):
    places = q.table[1][1:]
    assert len(places) == 5
    return sum((Fraction(1, int(place)) for place in places if place != "none"), Fraction(0)) / 5


@solves("EV-E27")
def ndcg(q):
    grades = [int(one) for one in row(q, 1)]
    return dcg(grades) / dcg(sorted(grades, reverse=True))


def dcg(gains: Sequence[int]) -> float:
    return sum(gain * math.log(2) / math.log(place + 1) for place, gain in enumerate(gains, 1))


@solves("EV-E28")
def mean_recall(q):
    relevant, hits = row(q, 1), row(q, 2)
    (k,) = found(r"among the first (\d+)\.", q)
    assert f"recall@{k}" in q.asks
    assert all(0 <= h <= min(r, k) for h, r in zip(hits, relevant, strict=True))
    return sum(h / r for h, r in zip(hits, relevant, strict=True)) / 4


@solves("EV-E29")
def precision_at_k(q):
    (k,) = found(r"precision@(\d+)\?", q)
    return Fraction(q.table[1][1 : int(k) + 1].count("yes"), int(k))


@solves("EV-E30")
def average_precision(q):
    places = [n for n, cell in enumerate(q.table[1][1:], 1) if cell == "yes"]
    return sum(Fraction(n, place) for n, place in enumerate(places, 1)) / len(places)


# ---------------------------------------------------------------------------------------------------- forecasts


def errors(q, was: str = "actual", said: str = "forecast"):
    rows = {line[0]: [value(cell) for cell in line[1:]] for line in q.table[1:]}
    return [(s - w, w) for s, w in zip(rows[said], rows[was], strict=True)]


@solves("EV-E31")
def mae(q):
    return sum(abs(e) for e, _ in errors(q)) / 6


@solves("EV-E32")
def rmse(q):
    return math.dist([float(e) for e, _ in errors(q)], [0] * 6) / math.sqrt(6)


@solves("EV-E33")
def mape(q):
    return sum(abs(e / w) for e, w in errors(q)) / 6


@solves("EV-E34")
def wape(q):
    return sum(abs(e) for e, _ in errors(q)) / sum(w for _, w in errors(q))


@solves("EV-E35")
def better_than_last_week(q):
    naive = sum(abs(e) for e, _ in errors(q, "this week", "last week"))
    model = sum(abs(e) for e, _ in errors(q, "this week", "model"))
    return (naive - model) / naive


@solves("EV-E36")
def bias(q):
    return sum(e for e, _ in errors(q)) / 6


# ---------------------------------------------------------------------------------------------------- drift


def shares(q):
    training, now = row(q, 1), row(q, 2)
    assert sum(training) == sum(now) == 1
    return list(zip(training, now, strict=True))


@solves("EV-E37")
def psi_of_a_bin(q):
    was, now = (float(one) for one in found(rf"held {PERCENT} of the rows in training, and holds {PERCENT} this", q))
    return (was - now) * (math.log(was) - math.log(now))


@solves("EV-E38")
def psi(q):
    # The two Kullback-Leibler divergences together.
    pairs = [(float(was), float(now)) for was, now in shares(q)]
    return sum(a * math.log(a / b) for a, b in pairs) + sum(b * math.log(b / a) for a, b in pairs)


@solves("EV-E39")
def ks(q):
    pairs = shares(q)
    return max(abs(sum(a - b for a, b in pairs[:edge])) for edge in range(1, len(pairs)))


# ---------------------------------------------------------------------------------------------------- judgement

LEAKS = {  # known or made only after the moment of the prediction
    "the reason given in the exit survey",
    "support tickets of the whole year",
    "logins in the month that begins",
    "the date on which the contract ends, as the table holds it today",
    "chargebacks of the card over the whole table",
    "mean amount of the card's payments over the whole year",
    "whether the card was closed by the bank in the following week",
    "the customer's risk class as it stands today",
    "medicines prescribed at discharge",
    "length of the present stay",
    "number of stays in the table, the later ones included",
    "the billing code of the stay",
}
FITS = {  # a word of the story, and how the metric that fits it begins
    "default": "Brier",
    "support bot": "hit rate at",
    "shops": "WAPE",
    "screening": "precision at a recall",
    "analysts": r"precision at \d",
    "search box": "NDCG",
}


def only(options: Sequence[str], right: Callable[[str], object]) -> int:
    """The one option that is right."""
    (index,) = [n for n, option in enumerate(options) if right(option)]
    return index


@solves("EV-E40")
def leak(q):
    return only(q.options, LEAKS.__contains__)


@solves("EV-E41")
def split(q):
    (days,) = found(r"happens in the (\d+) days after that day", q)
    start = date.fromisoformat(re.search(r"on the morning of ([\d-]+),", q.text)[1])
    last = start - timedelta(days=1) - timedelta(days=int(days))  # its label is whole on the evening before

    def fits(option: str) -> bool:
        dates = [date.fromisoformat(one) for one in re.findall(r"\d{4}-\d\d-\d\d", option)]
        return option.startswith("train on rows up to") and dates[0] == last and dates[1] == start < dates[2]

    return only(q.options, fits)


@solves("EV-E42")
def metric(q):
    (begins,) = [begins for word, begins in FITS.items() if word in q.text]
    return only(q.options, lambda option: re.match(begins, option))


# ---------------------------------------------------------------------------------------------------- systems


@solves("EV-E43")
def percentile(q):
    share, n = found(r"at place (\d+ %) of (\d+)\?", q)
    times = [value(cell) for line in q.table[1:] for cell in line if cell]
    assert len(times) == n
    assert (n * share).denominator == 1
    return min(time for time in times if sum(other <= time for other in times) >= n * share)


@solves("EV-E44")
def workers(q):
    (rate,) = found(r"gets (\d+) requests a second", q)
    (ms,) = found(r"busy for (\d+) ms", q)
    (load,) = found(r"at most (\d+ %)", q)
    enough = 1
    while enough * load < rate * ms / 1000:
        enough += 1
    return enough


@solves("EV-E45")
def lora(q):
    layers, width = found(r"has (\d+) layers of width (\d+)\.", q)
    matrices, rows, columns = found(r"layer (\d+) square matrices of (\d+) x (\d+) get", q)
    (rank,) = found(r"adapter of rank (\d+)\.", q)
    assert rows == columns == width
    return layers * matrices * (rows * rank + rank * columns) / 10**6


@solves("EV-E46")
def kv_cache(q):
    layers, _, heads, size = found(r"has (\d+) layers, (\d+) query heads and (\d+) key-value heads of size (\d+)", q)
    bytes_, sequences, tokens = found(r"with (\d+) bytes each for (\d+) sequences of (\d+) tokens", q)
    return sequences * tokens * layers * 2 * heads * size * bytes_ / 2**30


@solves("EV-E47")
def quantised(q):
    billions, bits = found(r"The ([\d.]+) billion weights of a model are stored with (\d+) bits", q)
    group, scale = found(r"group of (\d+) weights has a scale of (\d+) bits", q)
    return billions * 10**9 * (bits + scale / group) / 8 / 10**9
