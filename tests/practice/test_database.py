"""Nothing but reading, and within limits; whatever else is tried is told in plain words and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentor.content import Content
from mentor.errors import InputError
from mentor.practice.database import Database, Limits, SqlError
from tests.raw import everything

ENDLESS = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT MAX(n) FROM t"
ALL = "SELECT COUNT(*), SUM(amount), (SELECT COUNT(*) FROM sqlite_master) FROM transactions"


def error_of(database: Database, sql: str, limits: Limits | None = None) -> SqlError:
    with pytest.raises(SqlError) as caught:
        database.run(sql, limits)
    assert isinstance(caught.value, InputError)
    return caught.value


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("INSERT INTO cards VALUES (1, 1, 'x', 'x', NULL, NULL)", "INSERT into cards is refused"),
        ("UPDATE transactions SET amount = 0", "UPDATE of transactions is refused"),
        ("DELETE FROM transactions", "DELETE from transactions is refused"),
        ("WITH x AS (SELECT 1) DELETE FROM cards", "DELETE from cards is refused"),
        ("REPLACE INTO merchants VALUES (1, 'x', 'y')", "refused"),
        ("DROP TABLE transactions", "CREATE and DROP are refused"),
        ("CREATE TABLE mine (x)", "refused"),
        ("CREATE TEMP TABLE mine AS SELECT 1", "refused"),
        ("CREATE VIEW mine AS SELECT 1", "refused"),
        ("CREATE INDEX mine ON cards (kind)", "refused"),
        ("CREATE TRIGGER mine AFTER INSERT ON cards BEGIN SELECT 1; END", "refused"),
        ("CREATE VIRTUAL TABLE mine USING fts5(x)", "refused"),
        ("ALTER TABLE cards ADD COLUMN x", "ALTER TABLE is refused"),
        ("ATTACH 'other.db' AS other", "ATTACH is refused"),
        ("ATTACH ':memory:' AS other", "ATTACH is refused"),
        ("DETACH main", "refused"),
        ("PRAGMA query_only = OFF", "PRAGMA query_only is refused"),
        ("PRAGMA writable_schema = ON", "PRAGMA writable_schema is refused"),
        ("SELECT * FROM pragma_table_info('cards')", "functions that give a table"),
        ("SELECT * FROM json_each('[1]')", "functions that give a table"),
        ("VACUUM INTO 'copy.db'", "refused"),
        ("BEGIN", "BEGIN is refused"),
        ("SAVEPOINT here", "SAVEPOINT is refused"),
        ("REINDEX", "refused"),
        ("ANALYZE", "refused"),
        ("SELECT load_extension('evil')", "load_extension"),
    ],
)
def test_nothing_but_reading(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sql: str, told: str):
    monkeypatch.chdir(tmp_path)
    before = database.run(ALL).rows
    error = error_of(database, sql)
    assert told in error.message, error.lines()
    assert database.run(ALL).rows == before
    assert everything(tmp_path) == {}


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        (ENDLESS, "was stopped after"),
        ("SELECT COUNT(*) FROM transactions a, transactions b, transactions c", "was stopped after"),
        ("SELECT a.transaction_id FROM transactions a, transactions b", "more than 10000 rows"),
        ("SELECT hex(zeroblob(40000)) FROM transactions", "texts of the result are longer"),
        ("SELECT zeroblob(1000000000)", "too large"),
        ("SELECT replace(hex(zeroblob(40000)), '0', 'xxxxxxxx')", "too large"),
        ("SELECT 1" + " + 1" * 3_000, "too large"),
        ("SELECT " + ", ".join(["1"] * 150), "too large"),
        (" UNION ALL ".join(["SELECT 1"] * 80), "too large"),
        ("SELECT 'x' LIKE '" + "%a" * 90 + "'", "too large"),
        ("SELECT " + "1" * 30_000, "longer than 20,000 characters"),
    ],
)
def test_a_limit_is_told(database: Database, sql: str, told: str):
    error = error_of(database, sql, Limits(steps=4_000_000))
    assert told in error.message, error.lines()
    assert database.run("SELECT 1").rows == ((1,),)


def test_memory_ends_before_the_machine_does(database: Database):
    endless = """WITH RECURSIVE t(s) AS (SELECT hex(randomblob(45000)) UNION SELECT hex(randomblob(45000)) FROM t)
        SELECT COUNT(*) FROM t"""
    error = error_of(database, endless, Limits(seconds=60))
    assert "memory" in error.message
    assert database.run("SELECT COUNT(*) FROM cards").rows


def test_time_is_looked_at(content: Content):
    ticks = iter(range(1_000_000))
    slow = Database(content, clock=lambda: next(ticks))
    error = error_of(slow, "SELECT COUNT(*) FROM transactions a, transactions b WHERE a.amount > b.amount")
    assert error.message == "The statement was stopped after 2 seconds."
    slow.close()


@pytest.mark.parametrize("asked", [1, 4])
def test_the_user_stops_a_statement(database: Database, asked: int):
    times = iter([False] * (asked - 1) + [True])
    with pytest.raises(SqlError) as caught:
        database.run(ENDLESS, Limits(seconds=60), lambda: next(times))
    assert caught.value.lines() == ["You stopped the statement."]
    assert next(times, "asked no more") == "asked no more"
    assert database.run("SELECT 1").rows == ((1,),)


def test_what_stays_below_the_limits_comes_whole(database: Database):
    sql = "SELECT a.card_id FROM cards a, merchants b"
    rows = len(database.run(sql).rows)
    assert len(database.run(sql, Limits(rows=rows)).rows) == rows
    assert f"more than {rows - 1} rows" in error_of(database, sql, Limits(rows=rows - 1)).message


@pytest.mark.parametrize("sql", ["", "  ", ";", " ; ;", "\x00", "-- nothing", "/* nothing */"])
def test_nothing_to_run(database: Database, sql: str):
    assert "no statement to run" in error_of(database, sql).message


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("VALUES (1, 'x'), (2, NULL)", ((1, "x"), (2, None))),
        ("SELECT 1; ", ((1,),)),
        ("SELECT\u00a01", ((1,),)),
        (
            "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT * FROM t",
            ((1,), (2,), (3,)),
        ),
        ("SELECT ROUND(ln(exp(2.0)), 6), sqrt(16)", ((2.0, 4.0),)),
        ("SELECT ln(0), ln(NULL), sqrt(-1), ln('x')", ((None, None, None, None),)),
        ("SELECT CAST(x'ff' AS TEXT)", (("\ufffd",),)),
        ("SELECT x'00ff'", ((b"\x00\xff",),)),
    ],
)
def test_what_can_be_read(database: Database, sql: str, rows: tuple):
    assert database.run(sql).rows == rows


def test_a_plan_may_be_looked_at(database: Database):
    rows = database.run("EXPLAIN QUERY PLAN SELECT * FROM transactions WHERE card_id = 1001").rows
    assert "transactions_of_card" in str(rows)


def test_ctrl_c_is_not_swallowed(database: Database, monkeypatch: pytest.MonkeyPatch):
    def watch(*_: object):
        def interrupted() -> bool:
            raise KeyboardInterrupt

        return interrupted

    monkeypatch.setattr(database, "_watch", watch)
    with pytest.raises(KeyboardInterrupt):
        database.run("SELECT COUNT(*) FROM transactions a, transactions b")
