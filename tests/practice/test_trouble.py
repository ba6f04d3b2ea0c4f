"""Wrong SQL: what SQLite says in plain words, and the place it means."""

from __future__ import annotations

import pytest

from mentor.practice.database import Database, SqlError
from mentor.practice.trouble import SHOWN, place_of, tokens


def error_of(database: Database, sql: str) -> SqlError:
    with pytest.raises(SqlError) as caught:
        database.run(sql)
    return caught.value


@pytest.mark.parametrize(
    ("sql", "told", "place"),
    [
        ("SELECT amount\nFORM transactions", "cannot read on at transactions", (2, 6)),
        ("SELECT SUM(amount FROM transactions", "cannot read on at FROM", (1, 19)),
        ("SELECT a,, b FROM t", "cannot read on at ,", (1, 10)),
        ("SELECT 'FROM' x\nFROM cards WHERE kind = 'debit' FROM cards", "cannot read on at FROM", (2, 33)),
        ("SELECT * FROM cards WHERE\n  card_id IN (1, 2", "ends before it is complete", (2, 19)),
        ("SELECT * FROM cards WHERE", "ends before it is complete", (1, 26)),
        ("SELECT 'abc FROM cards", "quote is opened and not closed", (1, 8)),
        ("SELECT #", "does not know the sign #", (1, 8)),
        (
            "SELECT * FROM customer",
            "There is no table customer (line 1, column 15), did you mean 'customers'?",
            (1, 15),
        ),
        ("SELECT 'amout', amout FROM transactions", "no column amout", (1, 17)),
        ("SELECT t.amout FROM transactions t", "did you mean 'amount'?", (1, 10)),
        ("SELECT country FROM cards", "There is no column country here", (1, 8)),
        ("SELECT m.country, c.country FROM merchants m, cards c", "no column c.country here", (1, 21)),
        ("SELECT * FROM cards WHERE kind = \u2018credit\u2019", "does not know the quote \u2018", (1, 34)),
        ("SELECT '\u201c', amout FROM transactions", "no column amout", (1, 13)),
        (
            "SELECT card_id\nFROM cards JOIN transactions ON cards.card_id = transactions.card_id",
            "More than one table has a column card_id",
            (1, 8),
        ),
        ("SELECT median(amount) FROM transactions", "no function median", (1, 8)),
        ("SELECT card_id FROM transactions WHERE COUNT(*) > 1", "COUNT() cannot stand here", (1, 40)),
        ("SELECT 1 FROM cards WHERE ROW_NUMBER() OVER () = 1", "cannot stand here", (1, 27)),
        ("SELECT ROW_NUMBER() OVER () AS n FROM cards WHERE n = 1", "cannot stand here", (1, 32)),
        ("SELECT 1; SELECT 2", "More than one statement", None),
        ("SELECT * FROM cards WHERE kind = ?", "placeholder", (1, 34)),
        ("SELECT * FROM cards WHERE kind = :kind", "placeholder", (1, 34)),
        ("SELECT 1 UNION SELECT 1, 2", "two sides of UNION have not the same number", None),
        ("SELECT substr() FROM cards", "SQLite says: wrong number of arguments", None),
    ],
)
def test_what_is_wrong_and_where(database: Database, sql: str, told: str, place: tuple[int, int] | None):
    error = error_of(database, sql)
    assert told.lower() in error.message.lower(), error.lines()
    assert (None if error.place is None else (error.place.line, error.place.column)) == place
    if error.place is not None:
        text, pointer = error.details[:2]
        assert len(pointer) <= len(text) + 1
        assert pointer.strip() == "^"


def test_the_hint_says_where_a_column_is(database: Database):
    assert "customers, merchants" in error_of(database, "SELECT country FROM cards").hint


def test_a_long_line_is_cut_around_the_place():
    sql = "SELECT " + "amount, " * 40 + "amout FROM transactions"
    place = place_of(sql, sql.index("amout"))
    assert len(place.text) <= SHOWN + 5
    at = place.pointer.index("^")
    assert place.text[at : at + 5] == "amout"


@pytest.mark.parametrize("sql", ["x" * 10_000, f"SELECT {'x' * 10_000} FROM cards", f"SELECT {'x' * 9_000}()"])
def test_a_name_that_fills_the_page_is_told_by_its_beginning(database: Database, sql: str):
    error = error_of(database, sql)
    assert max(map(len, error.lines())) < 150
    assert "xxx…" in error.message


def test_tabs_do_not_move_the_pointer():
    place = place_of("SELECT\t\tx", 8)
    assert place.text[place.pointer.index("^")] == "x"


def test_texts_and_comments_are_one_token():
    found = [token for _, token in tokens("SELECT 'a''b', \"c d\" -- e f\n, /* g\nh */ i <> 1.5")]
    assert found == ["SELECT", "'a''b'", ",", '"c d"', "-- e f", ",", "/* g\nh */", "i", "<>", "1.5"]
