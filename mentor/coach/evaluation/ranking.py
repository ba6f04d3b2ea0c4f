"""Metrics of search and recommendation."""

from __future__ import annotations

import math
from random import Random

from mentor.coach.evaluation.register import Question, exercise, share

AREA = "rag"


@exercise("EV-E26", "Mean reciprocal rank", "MRR", AREA, "A15.2", 3)
def mrr(random: Random) -> Question:
    """Mean of 1 / rank of the first hit, 0 where there is none."""
    ranks = [random.choice((1, 1, 2, 3, 4, 5, 8, 10)) for _ in range(4)]
    ranks.insert(random.randrange(5), 0)
    parts = [1 / rank if rank else 0.0 for rank in ranks]
    answer = sum(parts) / 5
    found = [rank for rank in ranks if rank]
    return share(
        "What is the mean reciprocal rank over all five?",
        answer,
        text="A retriever answered five queries with ten documents each. This is the place of the first relevant one.",
        table=(("query", "1", "2", "3", "4", "5"), ("place", *(str(rank) if rank else "none" for rank in ranks))),
        given={"ranks": tuple(ranks)},
        steps=[
            "A query counts 1 / place of its first hit, and 0 without a hit.",
            " + ".join(f"1/{rank}" if rank else "0" for rank in ranks) + f" = {sum(parts):.4f}.",
            f"Divided by 5: {answer:.4f}.",
        ],
        traps=[
            (sum(parts) / 4, "the mean without the query that found nothing"),
            (1 / (sum(found) / len(found)), "1 over the mean place"),
        ],
    )


@exercise("EV-E27", "NDCG at 5", "NDCG", AREA, "A15.2", 6)
def ndcg(random: Random) -> Question:
    """DCG over the DCG of the best order."""
    while True:
        grades = [random.choice((0, 0, 1, 2, 3)) for _ in range(5)]
        best = sorted(grades, reverse=True)
        if grades != best and sum(grade > 0 for grade in grades) >= 2:
            break
    gained, ideal = _dcg(grades), _dcg(best)
    answer = gained / ideal
    return share(
        "What is NDCG@5? The gain is the grade itself, divided by log2(place + 1); no other document is relevant.",
        answer,
        text="A search returned five documents, graded from 0 (useless) to 3 (just right), in this order.",
        table=(("place", "1", "2", "3", "4", "5"), ("grade", *map(str, grades))),
        given={"grades": tuple(grades)},
        steps=[
            "Divisors log2(place + 1): 1, 1.5850, 2, 2.3219, 2.5850.",
            f"DCG of this order: {_sum(grades)} = {gained:.4f}.",
            f"DCG of the best order {', '.join(map(str, best))}: {_sum(best)} = {ideal:.4f}.",
            f"NDCG@5 = {gained:.4f} / {ideal:.4f} = {answer:.4f}.",
        ],
        traps=[
            (sum(grades) / 15, "the mean grade, without places"),
            (_power(grades) / _power(best), "NDCG with the gain 2^grade - 1; here the grade itself was asked for"),
        ],
    )


def _dcg(grades: list[int]) -> float:
    return sum(grade / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def _power(grades: list[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def _sum(grades: list[int]) -> str:
    divisors = ("1", "1.5850", "2", "2.3219", "2.5850")
    return " + ".join(f"{grade}/{divisor}" for grade, divisor in zip(grades, divisors, strict=True) if grade)


@exercise("EV-E28", "Recall at k over several queries", "recall@k", AREA, "A15.2", 3)
def recall_at_k(random: Random) -> Question:
    """Mean over queries of the share of relevant documents that was found."""
    k = random.choice((5, 10, 20))
    while True:
        relevant = [random.randrange(2, 10) for _ in range(4)]
        found = [random.randrange(0, min(n, k) + 1) for n in relevant]
        answer = sum(f / n for f, n in zip(found, relevant, strict=True)) / 4
        if 0.2 < answer < 0.95 and abs(answer - sum(found) / sum(relevant)) > 0.02:
            break
    pooled = sum(found) / sum(relevant)
    return share(
        f"What is recall@{k}, as the mean over the queries?",
        answer,
        text=f"For four queries: how many documents are relevant, and how many of them stand among the first {k}.",
        table=(("query", "1", "2", "3", "4"), ("relevant", *map(str, relevant)), ("found", *map(str, found))),
        given={"relevant": tuple(relevant), "found": tuple(found), "k": k},
        steps=[
            "Each query by itself: " + ", ".join(f"{f}/{n}" for f, n in zip(found, relevant, strict=True)) + ".",
            f"Their mean: {answer:.4f}.",
            f"Pooled over all documents it would be {sum(found)}/{sum(relevant)} = {pooled:.4f}: say which one you "
            "report.",
        ],
        traps=[
            (pooled, "the share over all documents together"),
            (sum(found) / (4 * k), f"precision@{k}"),
        ],
    )


@exercise("EV-E29", "Precision at k", "precision@k", AREA, "A15.2 A04.3", 3)
def precision_at_k(random: Random) -> Question:
    """Hits among the first k over k."""
    k = random.choice((5, 6, 8))
    while True:
        hits = [int(random.random() < 0.5) for _ in range(10)]
        inside = sum(hits[:k])
        if 0 < inside < k and inside < sum(hits):
            break
    answer = inside / k
    return share(
        f"What is precision@{k}?",
        answer,
        text="A ranked list of ten cases; yes is a hit. There are no hits beyond these ten.",
        table=(("place", *map(str, range(1, 11))), ("hit", *("yes" if hit else "no" for hit in hits))),
        given={"hits": tuple(hits), "k": k},
        steps=[
            f"Hits among the first {k}: {inside}.",
            f"Precision@{k} = {inside} / {k} = {answer:.4f}.",
            f"Recall@{k} divides by all hits: {inside} / {sum(hits)} = {inside / sum(hits):.4f}.",
        ],
        traps=[(inside / sum(hits), f"recall@{k}"), (sum(hits) / 10, "precision over the whole list")],
    )


@exercise("EV-E30", "Average precision of a ranking", "average precision", AREA, "A15.2 A04.3", 4)
def average_precision(random: Random) -> Question:
    """Mean of the precision at each hit."""
    while True:
        hits = [int(random.random() < 0.45) for _ in range(8)]
        if 2 < sum(hits) < 6 and hits != sorted(hits, reverse=True):
            break
    places = [place for place, hit in enumerate(hits, 1) if hit]
    parts = [n / place for n, place in enumerate(places, 1)]
    answer = sum(parts) / len(parts)
    return share(
        "What is the average precision?",
        answer,
        text="A ranked list of eight cases; yes is a hit. There are no hits beyond these eight.",
        table=(("place", *map(str, range(1, 9))), ("hit", *("yes" if hit else "no" for hit in hits))),
        given={"hits": tuple(hits)},
        steps=[
            "Take the precision at the place of every hit: "
            + ", ".join(f"{n}/{place}" for n, place in enumerate(places, 1))
            + ".",
            f"Their sum is {sum(parts):.4f}; divided by the {len(parts)} hits: {answer:.4f}.",
        ],
        traps=[(sum(hits) / 8, "the share of hits in the list"), (sum(parts) / 8, "a division by places, not by hits")],
    )
