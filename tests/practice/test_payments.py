"""The tables of the SQL exercises: made by the script beside this file, and odd in the ways the exercises need."""

from __future__ import annotations

import csv
import io

import pytest

from mentor.content import Content
from mentor.practice.database import TABLES, Database
from tests.practice.make_payments import as_csv, tables


@pytest.mark.parametrize(("name", "rows"), tables().items(), ids=lambda value: value if isinstance(value, str) else "")
def test_the_files_are_what_the_script_makes(content: Content, name: str, rows: list):
    assert content.practice_file(f"{name}.csv") == as_csv(rows)


def test_every_table_of_the_schema_has_its_rows(content: Content, database: Database):
    made = [row[0] for row in database.run("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid").rows]
    assert tuple(made) == TABLES
    for name in TABLES:
        rows = list(csv.reader(io.StringIO(content.practice_file(f"{name}.csv"))))[1:]
        assert database.run(f"SELECT COUNT(*) FROM {name}").rows == ((len(rows),),)


@pytest.mark.parametrize(
    ("what", "sql"),
    {
        "two reports of a payment": "SELECT 1 FROM chargebacks GROUP BY transaction_id HAVING COUNT(*) > 1",
        "reports without a payment": "SELECT 1 FROM chargebacks WHERE transaction_id IS NULL",
        "labels that come after the window": """SELECT 1 FROM chargebacks b JOIN transactions t USING (transaction_id)
            WHERE b.reported_on > date(t.at, '+60 days')""",
        "cash without a merchant": "SELECT 1 FROM transactions WHERE merchant_id IS NULL",
        "calls that were repeated": "SELECT 1 FROM scores GROUP BY transaction_id, model HAVING COUNT(*) > 1",
        "scores that did not come": "SELECT 1 FROM scores WHERE score IS NULL",
        "unknown years": "SELECT 1 FROM customers WHERE birth_year IS NULL",
        "unknown channels": "SELECT 1 FROM customers WHERE channel IS NULL",
        "customers without a card": "SELECT 1 FROM customers WHERE customer_id NOT IN (SELECT customer_id FROM cards)",
        "payments before a first class": """SELECT 1 FROM transactions t JOIN cards c USING (card_id) WHERE date(t.at) <
            (SELECT MIN(valid_from) FROM risk_classes r WHERE r.customer_id = c.customer_id)""",
        "features of the day itself": """SELECT 1 FROM training_rows JOIN transactions USING (transaction_id)
            WHERE features_on = date(at)""",
    }.items(),
)
def test_what_the_exercises_are_about_is_there(database: Database, what: str, sql: str):
    assert len(database.run(sql).rows) > 3, what


@pytest.mark.parametrize(
    ("what", "sql"),
    {
        "two payments at one moment": "SELECT at FROM transactions GROUP BY at HAVING COUNT(*) > 1",
        "two equal moments": "SELECT 1 FROM scores GROUP BY transaction_id, model, scored_at HAVING COUNT(*) > 1",
        "a payment before its card": """SELECT 1 FROM transactions t JOIN cards c USING (card_id)
            WHERE date(t.at) < c.opened_on OR date(t.at) > c.closed_on""",
        "a report before its payment": """SELECT 1 FROM chargebacks b JOIN transactions t USING (transaction_id)
            WHERE b.reported_on <= date(t.at)""",
        "a report of a declined payment": """SELECT 1 FROM chargebacks JOIN transactions t USING (transaction_id)
            WHERE t.status <> 'approved'""",
        # Where a sum lands on a bound, two right statements may differ by how they add it up.
        "a monthly sum at a tenth of the limit": """
            WITH r AS (SELECT c.credit_limit / 10 AS bound,
                              SUM(t.amount) OVER (PARTITION BY t.card_id, substr(t.at, 1, 7) ORDER BY t.at) AS spent
                       FROM transactions t JOIN cards c USING (card_id)
                       WHERE t.status = 'approved' AND c.kind = 'credit')
            SELECT 1 FROM r WHERE ABS(spent - bound) < 0.005""",
        "nearly five times the amount before": """
            WITH s AS (SELECT amount, LAG(amount) OVER (PARTITION BY card_id ORDER BY at) AS p FROM transactions
                       WHERE status = 'approved')
            SELECT 1 FROM s WHERE ABS(amount - 5 * p) < 0.005 AND (amount <> 5 * p OR amount / p <> 5)""",
        "a payment an hour before another": """SELECT 1 FROM transactions t JOIN transactions p USING (card_id)
            WHERE ABS(strftime('%s', t.at) - strftime('%s', p.at) - 3600) < 2""",
        "a score that loses its bin by dividing": """SELECT 1 FROM scores
            WHERE CAST(score * 10 AS INTEGER) <> CAST(score / 0.1 AS INTEGER)""",
    }.items(),
)
def test_nothing_is_ambiguous(database: Database, what: str, sql: str):
    assert database.run(sql).rows == (), what


def test_the_cut_is_smaller_and_whole(content: Content, database: Database):
    cut = Database(content, cut=True)
    for name in set(TABLES) - {"merchants"}:
        less, all_ = (one.run(f"SELECT COUNT(*) FROM {name}").rows[0][0] for one in (cut, database))
        assert 0.3 * all_ < less < all_, name
    orphans = """SELECT 1 FROM chargebacks b LEFT JOIN transactions t USING (transaction_id)
        WHERE b.transaction_id IS NOT NULL AND t.card_id IS NULL"""
    assert cut.run(orphans).rows == ()
    assert cut.run("SELECT COUNT(*) > 0 FROM chargebacks WHERE transaction_id IS NULL").rows == ((1,),)
    cut.close()
