"""Rows of the SQL tables that lie on the bounds the tasks name, so that one day or one place off is seen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

Row = dict[str, object]

_CUSTOMERS = (
    # id, joined, country, year of birth, channel: the first and last day of the cohorts, and one day beyond
    (161, "2024-01-01", "DE", 1987, "web"),
    (162, "2023-12-31", "FR", None, "branch"),
    (163, "2024-06-30", "NL", 1995, "partner"),
    (164, "2024-07-01", "ES", 1979, None),
)
_CARDS = (
    # id, customer, kind, opened, closed, limit: opened and closed around the end of 30 June
    (1219, 161, "credit", "2024-01-01", None, 2000.0),
    (1220, 163, "debit", "2024-06-30", None, None),
    (1221, 164, "credit", "2024-07-01", None, 1000.0),
    (1222, 162, "debit", "2023-12-31", "2024-06-30", None),
    (1223, 162, "debit", "2024-01-02", "2024-07-01", None),
)
_RISK_CLASSES = (
    (161, "2024-01-01", "medium"),
    (161, "2024-07-20", "high"),
    (162, "2023-12-31", "medium"),
    (163, "2024-06-30", "low"),
    (163, "2024-11-02", "medium"),
    (164, "2024-07-01", "medium"),
)
_SNAPSHOTS = (
    (161, "2024-08-01"),
    (161, "2024-09-01"),  # 31 days before 2 October, with none in between
    (161, "2024-11-01"),
    (162, "2024-02-01"),
    (162, "2024-03-01"),
    (163, "2024-10-01"),
    (163, "2024-11-01"),
    (164, "2024-09-01"),
)
_UNSURE = (0.12, 0.05)
_PAYMENTS: tuple[tuple[int, int | None, str, float, str, tuple[object, ...], tuple[str, ...]], ...] = (
    # card, merchant, at, amount, status, scores of v1 and v2 and of v2 again, days of reports in the order of their ids
    (1219, 1, "2024-01-06 12:10:05", 31.4, "approved", _UNSURE, ()),
    (1219, 10, "2024-04-17 18:22:31", 86.15, "approved", _UNSURE, ()),
    (1222, 7, "2024-01-09 09:31:40", 24.6, "approved", _UNSURE, ()),
    (1222, 3, "2024-02-14 19:05:12", 38.25, "approved", _UNSURE, ()),
    (1223, 3, "2024-03-21 20:14:33", 41.8, "approved", _UNSURE, ()),
    # within the hour: before 1 July, over midnight, just inside of 60 minutes, just outside
    (1219, 6, "2024-06-30 23:18:00", 12.35, "approved", _UNSURE, ()),
    (1219, 6, "2024-06-30 23:35:20", 14.1, "declined", _UNSURE, ()),
    (1219, 12, "2024-06-30 23:50:10", 9.95, "approved", _UNSURE, ()),
    (1219, 12, "2024-07-01 00:20:00", 16.7, "approved", _UNSURE, ()),
    (1221, 6, "2024-08-09 12:00:10", 8.45, "approved", _UNSURE, ()),
    (1221, 6, "2024-08-09 12:30:00", 11.2, "approved", _UNSURE, ()),
    (1221, 6, "2024-08-09 12:59:40", 13.75, "approved", _UNSURE, ()),
    (1221, 12, "2024-08-23 15:00:00", 7.6, "approved", _UNSURE, ()),
    (1221, 12, "2024-08-23 15:30:00", 10.35, "approved", _UNSURE, ()),
    (1221, 12, "2024-08-23 16:00:30", 12.9, "approved", _UNSURE, ()),
    # active in the first and in the third month after
    (1220, 7, "2024-06-30 17:44:02", 27.3, "approved", _UNSURE, ()),
    (1221, 9, "2024-07-05 20:01:26", 33.85, "approved", _UNSURE, ()),
    # reported on the 60th day and on the 61st
    (1219, 2, "2024-09-03 08:15:57", 52.4, "approved", (0.34, 0.41), ("2024-11-02",)),
    (1219, 2, "2024-09-04 18:40:11", 47.9, "approved", (0.29, 0.37), ("2024-11-04",)),
    # reported twice on one day; reported first in a report that was entered last
    (1221, 16, "2024-09-12 21:09:38", 61.25, "approved", (0.44, 0.52), ("2024-10-01", "2024-10-01")),
    (1221, 16, "2024-09-13 22:37:19", 23.1, "approved", (0.41, 0.57), ("2024-10-21", "2024-10-09")),
    # 31 and 32 days after the newest snapshot
    (1219, 1, "2024-10-02 13:26:44", 29.85, "approved", _UNSURE, ()),
    (1219, 1, "2024-10-03 09:02:18", 18.55, "approved", _UNSURE, ()),
    # five times the payment before; amounts on the bounds of the bands
    (1220, 7, "2024-09-28 11:17:29", 20.0, "approved", _UNSURE, ()),
    (1220, 4, "2024-10-05 16:50:03", 100.0, "approved", _UNSURE, ()),
    (1220, 7, "2024-10-19 10:33:41", 20.0, "approved", _UNSURE, ()),
    (1220, 8, "2024-10-26 07:58:20", 50.0, "approved", _UNSURE, ()),
    (1220, 5, "2024-12-14 14:21:36", 200.0, "approved", _UNSURE, ()),
    # the first moments of November, its smallest amount that counts, two equal ones
    (1220, 5, "2024-10-31 23:41:07", 310.0, "approved", _UNSURE, ()),
    (1220, 10, "2024-11-01 00:12:44", 250.0, "approved", _UNSURE, ()),
    (1220, 5, "2024-11-15 12:46:15", 249.5, "approved", _UNSURE, ()),
    (1220, 5, "2024-11-20 15:03:09", 333.0, "approved", _UNSURE, ()),
    (1220, 5, "2024-11-12 09:48:51", 333.0, "approved", _UNSURE, ()),
    # equal to the third largest at the pump, and to the second largest at table
    (1219, 8, "2024-12-05 06:39:22", 256.57, "approved", _UNSURE, ()),
    (1219, 9, "2024-12-08 21:55:47", 198.55, "approved", _UNSURE, ()),
    # the ranking of October and November: a day before, a day after, its last minutes, a tie at place 20, a late NULL
    (1221, 12, "2024-09-30 23:47:13", 15.85, "approved", (0.66, 0.93), ("2024-10-20",)),
    (1221, 12, "2024-12-01 00:08:52", 19.4, "approved", (0.63, 0.92), ("2024-12-19",)),
    (1221, 12, "2024-11-30 23:52:34", 17.9, "approved", (0.61, 0.9), ("2024-12-18",)),
    (1221, 6, "2024-11-06 22:14:08", 22.75, "approved", (0.58, 0.702), ("2024-11-28",)),
    (1221, 6, "2024-10-08 03:27:45", 26.3, "approved", (0.55, 0.71, None), ("2024-10-30",)),
)


def add_edges(tables: dict[str, list[Row]]) -> None:
    """Put the rows behind the others: what came in late has a higher id than what came in before it."""
    tables["customers"] += [
        {"customer_id": id_, "joined_on": _day(joined), "country": country, "birth_year": year, "channel": channel}
        for id_, joined, country, year, channel in _CUSTOMERS
    ]
    tables["cards"] += [
        {
            "card_id": id_,
            "customer_id": customer,
            "kind": kind,
            "opened_on": _day(opened),
            "closed_on": _day(closed) if closed else None,
            "credit_limit": limit,
        }
        for id_, customer, kind, opened, closed, limit in _CARDS
    ]
    for number, (card, merchant, text, amount, status, scores, reports) in enumerate(_PAYMENTS, 60_001):
        at = datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
        tables["transactions"].append(
            {
                "transaction_id": number,
                "card_id": card,
                "merchant_id": merchant,
                "at": at,
                "amount": amount,
                "status": status,
            }
        )
        _add_reports(tables["chargebacks"], number, amount, reports)
        _add_scores(tables["scores"], number, at, scores)
    tables["risk_classes"] += [
        {"customer_id": customer, "valid_from": _day(since), "risk_class": name}
        for customer, since, name in _RISK_CLASSES
    ]
    tables["snapshots"] += [_snapshot(customer, _day(taken)) for customer, taken in _SNAPSHOTS]


def _add_reports(rows: list[Row], number: int, amount: float, days: tuple[str, ...]) -> None:
    for n, day in enumerate(days):
        rows.append(
            {
                "chargeback_id": 1 + len(rows),
                "transaction_id": number,
                "reported_on": _day(day),
                "reason": "fraud",
                "amount": round(amount / 2, 2) if n else amount,
            }
        )


def _add_scores(rows: list[Row], number: int, at: datetime, scores: tuple[object, ...]) -> None:
    for n, score in enumerate(scores):
        if n and at.month < 7:
            continue  # v2 comes in July
        rows.append(
            {
                "score_id": 1 + len(rows),
                "transaction_id": number,
                "model": "v2" if n else "v1",
                "scored_at": at + timedelta(seconds=1 + 45 * (n > 1)),
                "score": score,
            }
        )


def _snapshot(customer: int, taken: date) -> Row:
    cards = {card for card, owner, *_ in _CARDS if owner == customer}
    paid = [
        amount
        for card, _, at, amount, status, *_ in _PAYMENTS
        if card in cards and status == "approved" and taken - timedelta(30) <= _day(at[:10]) < taken
    ]
    amount = round(sum(paid), 2) if paid else None
    return {"customer_id": customer, "taken_on": taken, "payments_30d": len(paid), "amount_30d": amount}


def _day(text: str) -> date:
    return date.fromisoformat(text)
