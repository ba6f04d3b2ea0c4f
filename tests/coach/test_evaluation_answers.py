"""Every answer worked out a second time, another way: by counting, enumerating or the standard library."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, pairwise, permutations, product
from random import Random
from statistics import NormalDist, fmean, harmonic_mean, mean, median, stdev
from typing import Any

import pytest

from mentor.coach.evaluation import EXERCISES, Question, ask
from mentor.coach.evaluation.judgement import CASES, SCENES

SEEDS = range(200)
CLOSE = 1e-9
Given = dict[str, Any]


def cases(given: Given) -> list[tuple[int, int]]:
    """The cases behind a confusion matrix, one by one: (is positive, is flagged)."""
    return [(1, 1)] * given["tp"] + [(0, 1)] * given["fp"] + [(1, 0)] * given["fn"] + [(0, 0)] * given["tn"]


def precision(given: Given) -> float:
    return fmean(label for label, flag in cases(given) if flag)


def recall(given: Given) -> float:
    return fmean(flag for label, flag in cases(given) if label)


def accuracy_gain(given: Given) -> float:
    rows = cases(given)
    return fmean(label == flag for label, flag in rows) - fmean(label == 0 for label, _ in rows)


def cost_threshold(given: Given) -> float:
    """The score at which the two expected costs meet, found by halving."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if middle * given["cost_fn"] < (1 - middle) * given["cost_fp"]:
            low = middle
        else:
            high = middle
    return low


def cost_saved(given: Given) -> float:
    total = {name: sum([given["loss"]] * given[name][0] + [given["review"]] * given[name][1]) for name in "ab"}
    return total["a"] - total["b"]


def bayes(given: Given, flags: int) -> float:
    base, tpr, fpr = (Fraction(str(given[name])) for name in ("base", "tpr", "fpr"))
    odds = base / (1 - base) * (tpr / fpr) ** flags
    return float(odds / (1 + odds))


def auc(given: Given) -> float:
    """The Mann-Whitney U from ranks."""
    pool = sorted((*given["positives"], *given["negatives"]))
    size = len(given["positives"])
    ranks = sum(pool.index(value) + 1 for value in given["positives"])
    return (ranks - size * (size + 1) / 2) / (size * len(given["negatives"]))


def kappa(given: Given) -> float:
    """Chance agreement by pairing every label of A with every label of B."""
    pairs = [(a, b) for a, b in product("yn", repeat=2) for _ in range(given[a + b])]
    firsts, seconds = [a for a, _ in pairs], [b for _, b in pairs]
    observed = fmean(a == b for a, b in pairs)
    chance = sum(firsts.count(x) * seconds.count(x) for x in "yn") / len(pairs) ** 2
    return (observed - chance) / (1 - chance)


def log_loss(given: Given) -> float:
    likelihood = math.prod(p if y else 1 - p for y, p in zip(given["outcomes"], given["shares"], strict=True))
    return -math.log(likelihood) / len(given["outcomes"])


def calibration_error(given: Given) -> float:
    """Over single cases: the distance of each bin's rate, taken once for every case in it."""
    rows = []
    for size, predicted, seen in zip(given["sizes"], given["means"], given["seen"], strict=True):
        rows += [abs(fmean([1] * seen + [0] * (size - seen)) - predicted)] * size
    return fmean(rows)


def corrected(given: Given) -> float:
    """By counting: the negatives the sample stands for come back."""
    positives, negatives = given["score"] * 1_000, (1 - given["score"]) * 1_000 * given["one_in"]
    return positives / (positives + negatives)


def wilson(given: Given) -> float:
    """The smaller p at which the score test is just at its bound, found by halving."""
    seen, size = given["right"] / given["size"], given["size"]
    low, high = 0.0, seen
    for _ in range(80):
        p = (low + high) / 2
        if seen - p > 1.96 * math.sqrt(p * (1 - p) / size):
            low = p
        else:
            high = p
    return low


def wald(given: Given) -> float:
    """The standard error as the deviation of zeros and ones."""
    values = [1.0] * given["right"] + [0.0] * (given["size"] - given["right"])
    centre = fmean(values)
    spread = math.sqrt(fmean((v - centre) ** 2 for v in values))
    return centre + 1.96 * spread / math.sqrt(len(values))


def bootstrap(given: Given) -> float:
    left = list(given["drawn"])
    for _ in range(2):
        left.remove(min(left))
        left.remove(max(left))
    return min(left)


def mcnemar(given: Given) -> float:
    """All ways in which the differing questions can fall, at least as far from the middle as seen."""
    size = given["b"] + given["c"]
    seen = abs(given["b"] - given["c"])
    pascal = [1]
    for _ in range(size):
        pascal = [1, *(a + b for a, b in pairwise(pascal)), 1]
    return sum(ways for k, ways in enumerate(pascal) if abs(2 * k - size) >= seen) / sum(pascal)


def paired_t(given: Given) -> float:
    gaps = [y - x for x, y in zip(given["a"], given["b"], strict=True)]
    return mean(gaps) * math.sqrt(len(gaps)) / stdev(gaps)


def sample_size(given: Given) -> float:
    """The smallest n whose standard error leaves room for level and power."""
    p1, p2 = given["p1"], given["p2"]
    n = 1
    step = 1 << 20
    while step:
        error = math.sqrt((p1 * (1 - p1) + p2 * (1 - p2)) / (n + step))
        if (1.96 + 0.84) * error > p2 - p1 + 1e-12:
            n += step
        step //= 2
    return n + 1


def labels_needed(given: Given) -> float:
    n = 1
    while 1.96 * math.sqrt(given["p"] * (1 - given["p"]) / n) > given["half"] + 1e-9:
        n += 1
    return n


def holm(given: Given) -> float:
    """By the closure of Bonferroni: a hypothesis falls when every set that holds it is rejected by its smallest p."""
    values = given["values"]
    all_ = range(len(values))
    sets = [one for size in range(1, len(values) + 1) for one in combinations(all_, size)]
    kept = [one for one in sets if min(values[n] for n in one) > 0.05 / len(one)]
    return sum(not any(n in one for one in kept) for n in all_)


def any_false(given: Given) -> float:
    """Summed over which test is the first to look significant."""
    return sum((1 - given["level"]) ** n * given["level"] for n in range(given["tests"]))


def ndcg(given: Given) -> float:
    """Against the best of all orders, tried one by one."""

    def gain(grades: tuple[int, ...]) -> float:
        return sum(grade / (math.log(place + 1) / math.log(2)) for place, grade in enumerate(grades, 1))

    return gain(given["grades"]) / max(map(gain, permutations(given["grades"])))


def average_precision(given: Given) -> float:
    """The area under the steps of precision over recall."""
    hits, area, before = given["hits"], 0.0, 0.0
    for place in range(1, len(hits) + 1):
        reached = sum(hits[:place]) / sum(hits)
        area += (reached - before) * sum(hits[:place]) / place
        before = reached
    return area


def errors(given: Given) -> list[float]:
    return [f - a for a, f in zip(given["actual"], given["forecast"], strict=True)]


def skill(given: Given) -> float:
    naive = fmean(abs(a - b) for a, b in zip(given["actual"], given["last"], strict=True))
    return (naive - fmean(map(abs, errors(given)))) / naive


def psi(given: Given) -> float:
    """The two Kullback-Leibler divergences together."""
    before, now = ([n / 100 for n in given[name]] for name in ("before", "now"))
    there = sum(p * math.log(p / q) for p, q in zip(before, now, strict=True))
    back = sum(q * math.log(q / p) for p, q in zip(before, now, strict=True))
    return there + back


def ks(given: Given) -> float:
    """From a hundred values a side, each standing for a percent."""
    before, now = ([n for n, share in enumerate(given[name]) for _ in range(share)] for name in ("before", "now"))
    return max(abs(sum(v <= edge for v in before) - sum(v <= edge for v in now)) for edge in range(5)) / 100


def percentile(given: Given) -> float:
    """The smallest value that at least so many percent do not exceed."""
    values = given["values"]
    return min(v for v in values if sum(x <= v for x in values) * 100 >= given["share"] * len(values))


def workers(given: Given) -> float:
    """The fewest whose seconds of work a second, at the allowed load, suffice."""
    n = 1
    while n * given["busy"] * 10 < given["rate"] * given["latency"]:
        n += 1
    return n


def lora(given: Given) -> float:
    size = 0
    for _ in range(given["layers"] * given["matrices"]):
        size += given["width"] * given["rank"] + given["rank"] * given["width"]
    return size / 1e6


def kv_cache(given: Given) -> float:
    keys = (given["layers"], given["sequences"], given["kv_heads"], given["tokens"], given["size"])
    return math.prod(keys) * 2 * 2 / 1024**3


def weights(given: Given) -> float:
    groups = given["billions"] * 1e9 / given["group"]
    return (groups * (given["group"] * 4 + 16)) / 8 / 1e9


AGAIN: dict[str, Callable[[Given], float]] = {
    "EV-E01": precision,
    "EV-E02": recall,
    "EV-E03": lambda g: harmonic_mean([precision(g), recall(g)]),
    "EV-E04": accuracy_gain,
    "EV-E05": cost_threshold,
    "EV-E06": cost_saved,
    "EV-E07": lambda g: bayes(g, 1),
    "EV-E08": lambda g: bayes(g, 2),
    "EV-E09": lambda g: g["caught"] * g["customers"] / (g["top"] * g["churned"]),
    "EV-E10": auc,
    "EV-E11": kappa,
    "EV-E12": lambda g: math.dist(g["outcomes"], g["shares"]) ** 2 / len(g["shares"]),
    "EV-E13": log_loss,
    "EV-E14": calibration_error,
    "EV-E15": corrected,
    "EV-E16": wilson,
    "EV-E17": wald,
    "EV-E18": bootstrap,
    "EV-E19": mcnemar,
    "EV-E20": paired_t,
    "EV-E21": sample_size,
    "EV-E22": labels_needed,
    "EV-E23": lambda g: sum(p * len(g["values"]) <= 0.05 for p in g["values"]),
    "EV-E24": holm,
    "EV-E25": any_false,
    "EV-E26": lambda g: fmean(float(Fraction(1, rank)) if rank else 0.0 for rank in g["ranks"]),
    "EV-E27": ndcg,
    "EV-E28": lambda g: fmean(float(Fraction(f, n)) for f, n in zip(g["found"], g["relevant"], strict=True)),
    "EV-E29": lambda g: fmean(g["hits"][: g["k"]]),
    "EV-E30": average_precision,
    "EV-E31": lambda g: fmean(map(abs, errors(g))),
    "EV-E32": lambda g: math.dist(g["actual"], g["forecast"]) / math.sqrt(len(g["actual"])),
    "EV-E33": lambda g: fmean(abs(1 - f / a) for a, f in zip(g["actual"], g["forecast"], strict=True)),
    "EV-E34": lambda g: fmean(map(abs, errors(g))) / fmean(g["actual"]),
    "EV-E35": skill,
    "EV-E36": lambda g: fmean(g["forecast"]) - fmean(g["actual"]),
    "EV-E37": lambda g: (g["before"] - g["now"]) / 100 * (math.log(g["before"]) - math.log(g["now"])),
    "EV-E38": psi,
    "EV-E39": ks,
    "EV-E43": percentile,
    "EV-E44": workers,
    "EV-E45": lora,
    "EV-E46": kv_cache,
    "EV-E47": weights,
}


def questions(id_: str) -> list[Question]:
    return [ask(EXERCISES[id_], seed) for seed in SEEDS]


def test_every_number_is_worked_out_again():
    assert {one.id for one in EXERCISES.values() if ask(one, 1).unit != "choice"} == AGAIN.keys()


@pytest.mark.parametrize("id_", AGAIN)
def test_the_answer_is_the_same_on_another_way(id_: str):
    for seed, question in zip(SEEDS, questions(id_), strict=True):
        again = AGAIN[id_](dict(question.given))
        assert again == pytest.approx(question.answer, rel=1e-7, abs=CLOSE), (seed, question.given)


@pytest.mark.parametrize("id_", AGAIN)
def test_what_is_given_is_what_is_shown(id_: str):
    """Every given number can be read in the text or in the table, as it is used."""
    for question in questions(id_)[:50]:
        text = " ".join([question.text, question.asks, *(" ".join(row) for row in question.table)])
        for value in flat(question.given.values()):
            forms = {f"{value:g}", str(value), f"{value:.2f}", f"{value:.3f}", f"{value:+.4f}", f"{value:.4f}"}
            if isinstance(value, float):
                forms |= {f"{100 * value:g} %", f"{100 * value:.1f} %", f"{100 * value:.1f} percentage points"}
            forms |= {"none", "yes", "no"} if isinstance(value, int) and value in (0, 1) else set()
            forms |= {f"0.{value:02}"} if id_ == "EV-E10" else set()
            assert any(form in text for form in forms), (value, text)


def flat(values: Any) -> list[Any]:
    found: list[Any] = []
    for value in values:
        found += flat(value) if isinstance(value, tuple) else [value]
    return found


# ------------------------------------------------------------------------------------------------ judgement


def option(question: Question) -> str:
    return question.options[int(question.answer)]


def test_one_feature_of_four_leaks():
    seen = set()
    for question in questions("EV-E40"):
        scene = SCENES[question.given["scene"]]
        leaking = {text for text, _ in scene.leaking}
        assert [text in leaking for text in question.options].count(True) == 1
        assert option(question) in leaking
        assert set(question.options) <= leaking | set(scene.fine)
        seen.add(option(question))
    assert seen == {text for scene in SCENES for text, _ in scene.leaking}


def test_the_split_has_its_labels_in_time():
    for question in questions("EV-E41"):
        window, test = question.given["window"], date.fromisoformat(question.given["test"])
        last = test
        while last + timedelta(window) >= test:  # the last day on which the label is known the evening before
            last -= timedelta(1)
        assert option(question).startswith(f"train on rows up to {last}, test on rows from {test} ")
        late = [text for text in question.options if f"up to {test - timedelta(1)}, test on rows from" in text]
        assert len(late) == 1
        assert sum("at random" in text for text in question.options) == 1


def test_the_metric_is_that_of_the_case_and_no_other_fits():
    seen = set()
    for question in questions("EV-E42"):
        number = question.given["case"]
        assert option(question) == CASES[number].metric.format(**question.given)
        assert "accuracy" in question.options
        # Two cases whose metrics could stand in for each other never meet.
        assert not (number == 0 and any("recall of at least" in text for text in question.options))
        assert not (number == 5 and any(text.startswith("precision at 1") for text in question.options))
        assert not (
            number == 5 and any(text.startswith(("precision at 5", "precision at 2")) for text in question.options)
        )
        seen.add(number)
    assert seen == set(range(len(CASES)))


# --------------------------------------------------------------------------------------- against simulation


def test_the_constants_are_those_of_the_normal_distribution():
    assert NormalDist().inv_cdf(0.975) == pytest.approx(1.96, abs=0.001)
    assert NormalDist().inv_cdf(0.8) == pytest.approx(0.84, abs=0.002)


def test_the_sample_size_has_the_power_it_promises():
    """Four hundred tests drawn from the normal approximation: about four in five see the change."""
    random = Random(5)
    question = ask(EXERCISES["EV-E21"], 3)
    p1, p2, n = question.given["p1"], question.given["p2"], question.answer
    error = math.sqrt((p1 * (1 - p1) + p2 * (1 - p2)) / n)
    seen = sum(random.gauss(p2 - p1, error) / error > 1.96 for _ in range(400))
    assert 0.72 < seen / 400 < 0.88


def test_wilson_covers_what_it_should_and_wald_less():
    random, size, p = Random(7), 50, 0.92
    hits = {"wilson": 0, "wald": 0}
    for _ in range(600):
        right = sum(random.random() < p for _ in range(size))
        if right == size:
            hits["wilson"] += wilson({"right": right, "size": size}) <= p
            continue
        lower = wilson({"right": right, "size": size})
        upper = 1 - wilson({"right": size - right, "size": size})
        hits["wilson"] += lower <= p <= upper
        share = right / size
        half = wald({"right": right, "size": size}) - share
        hits["wald"] += share - half <= p <= share + half
    assert hits["wilson"] / 600 > 0.92
    assert hits["wald"] < hits["wilson"]


def test_the_median_is_not_the_percentile_that_is_asked_for():
    for question in questions("EV-E43")[:20]:
        assert question.answer > 2 * median(question.given["values"])
