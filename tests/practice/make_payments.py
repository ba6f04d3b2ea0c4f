"""Makes the tables of the SQL exercises, the same ones every time: python -m tests.practice.make_payments"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from mentor.content.load import DATA
from tests.practice.sql_edges import Row, add_edges

FOLDER = DATA / "exercises" / "payments"
FIRST, LAST, EXTRACT = date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 31)
CUSTOMERS, MERCHANTS = 160, 40
CATEGORIES = {
    # category: (share of payments, usual amount, how much more fraud)
    "groceries": (0.30, 32, 0.3),
    "fuel": (0.14, 48, 0.6),
    "restaurants": (0.18, 27, 0.5),
    "electronics": (0.12, 140, 2.4),
    "travel": (0.10, 210, 1.8),
    "online games": (0.16, 22, 2.0),
}
CASH_FEE = 1.95
"""On top of the round amount, so that no sum of payments lies exactly on a round bound."""
COUNTRIES = {"DE": 0.4, "FR": 0.25, "ES": 0.2, "NL": 0.15}
UNEVEN_TENTHS = (0.3, 0.6, 0.7)
"""Scores that divided by 0.1 fall short of a whole number, so that two right ways to a bin would differ."""


def tables() -> dict[str, list[Row]]:
    """Every table's rows, in the order in which they are loaded."""
    random = Random("payments of 2024")
    customers = _customers(random)
    cards = _cards(random, customers)
    merchants = _merchants(random)
    transactions, fraud = _transactions(random, cards, merchants)
    chargebacks = _chargebacks(random, transactions, fraud)
    made = {
        "customers": customers,
        "cards": cards,
        "merchants": merchants,
        "transactions": transactions,
        "chargebacks": chargebacks,
        "scores": _scores(random, transactions, fraud),
        "risk_classes": _risk_classes(random, customers),
        "snapshots": _snapshots(random, customers, cards, transactions),
        "training_rows": _training_rows(random, transactions, chargebacks),
    }
    add_edges(made)
    return made


def _customers(random: Random) -> list[Row]:
    rows: list[Row] = []
    for number in range(1, CUSTOMERS + 1):
        late = random.random() < 0.6  # cohorts of the year itself
        joined = FIRST + timedelta(random.randrange(0, 240) if late else random.randrange(-180, 0))
        rows.append(
            {
                "customer_id": number,
                "joined_on": joined,
                "country": _one_of(random, COUNTRIES),
                "birth_year": None if random.random() < 0.15 else random.randrange(1948, 2005),
                "channel": None if random.random() < 0.1 else random.choice(("web", "web", "branch", "partner")),
            }
        )
    return rows


def _cards(random: Random, customers: list[Row]) -> list[Row]:
    rows: list[Row] = []
    for customer in customers:
        for _ in range(random.choices((0, 1, 2, 3), (7, 55, 28, 10))[0]):
            kind = "credit" if random.random() < 0.55 else "debit"
            opened = customer["joined_on"] + timedelta(random.choice((0, 0, 1, 3, 20, 60)))
            closed = opened + timedelta(random.randrange(60, 400)) if random.random() < 0.2 else None
            rows.append(
                {
                    "card_id": 1000 + len(rows),
                    "customer_id": customer["customer_id"],
                    "kind": kind,
                    "opened_on": opened,
                    "closed_on": closed if closed and closed <= EXTRACT else None,
                    "credit_limit": float(random.choice((500, 1000, 2000, 5000))) if kind == "credit" else None,
                }
            )
    return rows


def _merchants(random: Random) -> list[Row]:
    kinds = list(CATEGORIES)
    return [
        {"merchant_id": 1 + n, "category": kinds[n % len(kinds)], "country": _one_of(random, COUNTRIES)}
        for n in range(MERCHANTS)
    ]


def _transactions(random: Random, cards: list[Row], merchants: list[Row]) -> tuple[list[Row], dict[int, bool]]:
    by_category = defaultdict(list)
    for merchant in merchants:
        by_category[merchant["category"]].append(merchant["merchant_id"])
    shares = {kind: share for kind, (share, _, _) in CATEGORIES.items()}
    made: list[tuple[datetime, Row, bool]] = []
    taken: set[datetime] = set()
    for card in cards:
        if random.random() < 0.08:
            continue  # never used
        begin = max(card["opened_on"], FIRST)
        end = min(card["closed_on"] or LAST, LAST)
        day, pace = begin, random.choice((6, 10, 18, 30, 50))
        while True:
            day += timedelta(max(0, round(random.expovariate(1 / pace))))
            if random.random() < 0.02:
                day += timedelta(random.randrange(50, 110))  # a pause
            if day > end:
                break
            burst = random.random() < 0.025  # a stolen number is used several times in an hour
            hour = random.choice((1, 2, 3, 23)) if burst else random.choices(range(24), _HOURS)[0]
            moment = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
            for _ in range(random.randrange(2, 5) if burst else 1):
                moment += timedelta(seconds=random.randrange(30, 900 if burst else 3_500))
                while moment in taken:
                    moment += timedelta(seconds=1)
                if moment.date() > end:
                    break
                taken.add(moment)
                made.append(_payment(random, card, moment, shares, by_category, burst=burst))
    made.sort(key=lambda one: one[0])
    rows, fraud = [], {}
    for number, (_, row, bad) in enumerate(made, 50_001):
        rows.append({"transaction_id": number, **row})
        fraud[number] = bad
    return rows, fraud


def _payment(
    random: Random, card: Row, moment: datetime, shares: dict[str, float], by_category: dict, *, burst: bool
) -> tuple[datetime, Row, bool]:
    cash = not burst and random.random() < 0.07
    kind = _one_of(random, shares)
    usual, risk = (80.0, 0.2) if cash else CATEGORIES[kind][1:]
    if moment.month >= 10 and not cash:
        usual *= 1.35  # the last quarter drifts
    amount = round(max(1.0, usual * random.lognormvariate(0, 0.6) * (1.8 if burst else 1)), 2)
    if cash:
        amount = random.choice((20, 50, 50, 100, 200)) + CASH_FEE
    bad = random.random() < (0.75 if burst else 0.03 * risk)
    row: Row = {
        "card_id": card["card_id"],
        "merchant_id": None if cash else random.choice(by_category[kind]),
        "at": moment,
        "amount": amount,
        "status": "declined" if random.random() < (0.2 if bad else 0.05) else "approved",
    }
    return moment, row, bad


def _chargebacks(random: Random, transactions: list[Row], fraud: dict[int, bool]) -> list[Row]:
    made: list[Row] = []
    for row in transactions:
        if row["status"] != "approved":
            continue
        bad = fraud[row["transaction_id"]]
        if not (random.random() < (0.95 if bad else 0.008)):
            continue
        reported = row["at"].date() + timedelta(round(random.triangular(3, 110, 22)))
        reason = "fraud" if bad else "dispute"
        made.append(
            {"transaction_id": row["transaction_id"], "on": reported, "reason": reason, "amount": row["amount"]}
        )
        if random.random() < 0.25:  # told again, with another amount now and then
            again = reported + timedelta(random.randrange(2, 40))
            amount = row["amount"] if random.random() < 0.6 else round(row["amount"] / 2, 2)
            made.append({"transaction_id": row["transaction_id"], "on": again, "reason": reason, "amount": amount})
    for _ in range(7):
        on = FIRST + timedelta(random.randrange(30, 390))
        made.append({"transaction_id": None, "on": on, "reason": "dispute", "amount": round(random.uniform(9, 90), 2)})
    kept = sorted(
        (one for one in made if one["on"] <= EXTRACT), key=lambda one: (one["on"], one["transaction_id"] or 0)
    )
    return [
        {
            "chargeback_id": 1 + n,
            "transaction_id": one["transaction_id"],
            "reported_on": one["on"],
            "reason": one["reason"],
            "amount": one["amount"],
        }
        for n, one in enumerate(kept)
    ]


def _scores(random: Random, transactions: list[Row], fraud: dict[int, bool]) -> list[Row]:
    made: list[Row] = []
    for row in transactions:
        bad = fraud[row["transaction_id"]]
        for model, since, sharp in (("v1", 1, (1.6, 2.6, 2.2, 4.0)), ("v2", 7, (3.2, 2.0, 1.3, 6.5))):
            if row["at"].month < since:
                continue
            a, b, c, d = sharp
            moment = row["at"] + timedelta(seconds=random.randrange(1, 3))
            for attempt in range(2 if random.random() < 0.06 else 1):
                score = random.betavariate(a, b) if bad else random.betavariate(c, d) ** 1.4
                missing = random.random() < 0.03
                score = round(min(max(score, 0.001), 0.999), 3)
                if score in UNEVEN_TENTHS:
                    score = round(score + 0.001, 3)
                made.append(
                    {
                        "transaction_id": row["transaction_id"],
                        "model": model,
                        "scored_at": moment + timedelta(seconds=45 * attempt),
                        "score": None if missing else score,
                    }
                )
    made.sort(key=lambda one: (one["scored_at"], one["transaction_id"], one["model"]))
    return [{"score_id": 1 + n, **one} for n, one in enumerate(made)]


def _risk_classes(random: Random, customers: list[Row]) -> list[Row]:
    rows: list[Row] = []
    for customer in customers:
        day, current = customer["joined_on"] + timedelta(random.choice((0, 0, 0, 5))), "medium"
        while day <= LAST:
            rows.append({"customer_id": customer["customer_id"], "valid_from": day, "risk_class": current})
            day += timedelta(random.randrange(40, 260))
            current = random.choice([one for one in ("low", "medium", "high") if one != current])
    return rows


def _snapshots(random: Random, customers: list[Row], cards: list[Row], transactions: list[Row]) -> list[Row]:
    owner = {card["card_id"]: card["customer_id"] for card in cards}
    paid = defaultdict(list)
    for row in transactions:
        if row["status"] == "approved":
            paid[owner[row["card_id"]]].append((row["at"].date(), row["amount"]))
    rows: list[Row] = []
    for customer in customers:
        for month in range(2, 13):
            taken = date(2024, month, 1)
            if customer["joined_on"] >= taken or random.random() < 0.12:
                continue
            amounts = [a for day, a in paid[customer["customer_id"]] if taken - timedelta(30) <= day < taken]
            total = round(sum(amounts), 2) if amounts else None
            rows.append(
                {
                    "customer_id": customer["customer_id"],
                    "taken_on": taken,
                    "payments_30d": len(amounts),
                    "amount_30d": total,
                }
            )
    return rows


def _training_rows(random: Random, transactions: list[Row], chargebacks: list[Row]) -> list[Row]:
    first: dict[object, date] = {}
    for one in chargebacks:
        first.setdefault(one["transaction_id"], one["reported_on"])
    rows: list[Row] = []
    for row in transactions:
        day = row["at"].date()
        if row["status"] != "approved" or not 4 <= day.month <= 9 or random.random() < 0.45:
            continue
        told = first.get(row["transaction_id"])
        leaking = random.random() < (0.3 if told else 0.06)
        features = (
            day + timedelta(random.choice((0, 0, 0, 1, 3, 8, 15, 24)))
            if leaking
            else day - timedelta(random.randrange(1, 20))
        )
        label = int(told is not None)
        if told is not None and random.random() < 0.12:
            label = 0  # it was reported after the set was made
        number = row["transaction_id"]
        rows.append({"row_id": 1 + len(rows), "transaction_id": number, "features_on": features, "label": label})
    return rows


_HOURS = (1, 1, 1, 1, 1, 1, 2, 4, 6, 6, 6, 7, 8, 8, 7, 7, 8, 9, 10, 9, 7, 5, 3, 2)


def _one_of(random: Random, shares: dict[str, float]) -> str:
    return random.choices(list(shares), list(shares.values()))[0]


def as_csv(rows: list[Row]) -> str:
    """The rows with a line of names; NULL is an empty field."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _text(value) for key, value in row.items()} for row in rows)
    return out.getvalue()


def _text(value: object) -> object:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return "" if value is None else value


def write(folder: Path = FOLDER) -> None:
    """Write every table into its file."""
    for name, rows in tables().items():
        (folder / f"{name}.csv").write_text(as_csv(rows), encoding="utf-8")


if __name__ == "__main__":
    write()
