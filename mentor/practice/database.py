"""The tables of the SQL exercises in memory: built once, then only read, each statement within limits."""

from __future__ import annotations

import csv
import io
import math
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from mentor.content import Content
from mentor.practice.trouble import SqlError, explained
from mentor.text import clean, counted

__all__ = ["Database", "Limits", "Result", "SqlError", "Value"]

Value = int | float | str | bytes | None
Stopped = Callable[[], bool]
"""Whether the user stopped what is running."""

TABLES = (
    "customers",
    "cards",
    "merchants",
    "transactions",
    "chargebacks",
    "scores",
    "risk_classes",
    "snapshots",
    "training_rows",
)
"""The files under `exercises/payments`, in the order in which they are loaded."""
LONGEST_SQL = 20_000
"""Characters of a statement; more is no exercise."""
EVERY = 2_000
"""Instructions of SQLite between two looks at the clock."""
ENDLESS = "Look for a join without its ON, or a recursion without end."
HEAP = 256 * 2**20
"""Bytes SQLite may hold in this process, which uses it for nothing else."""
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
_REFUSED_FUNCTIONS = ("load_extension", "fts3_tokenizer")
_BOUNDS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 2 * LONGEST_SQL,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 100,
}
_OTHER_WAY_ROUND = (
    ("INTEGER PRIMARY KEY", "INTEGER UNIQUE NOT NULL"),
    (", at)", ", at DESC)"),
    ("valid_from)", "valid_from DESC)"),
    ("taken_on)", "taken_on DESC)"),
)
"""What changes in the schema of the cut, so that tables and indexes are read from their other end."""
_CUT = """
DELETE FROM customers WHERE customer_id % 3 = 0;
DELETE FROM cards WHERE customer_id NOT IN (SELECT customer_id FROM customers);
DELETE FROM transactions WHERE card_id NOT IN (SELECT card_id FROM cards);
DELETE FROM chargebacks WHERE transaction_id NOT IN (SELECT transaction_id FROM transactions);
DELETE FROM scores WHERE transaction_id NOT IN (SELECT transaction_id FROM transactions);
DELETE FROM risk_classes WHERE customer_id NOT IN (SELECT customer_id FROM customers);
DELETE FROM snapshots WHERE customer_id NOT IN (SELECT customer_id FROM customers);
DELETE FROM training_rows WHERE transaction_id NOT IN (SELECT transaction_id FROM transactions);
"""


@dataclass(frozen=True)
class Limits:
    """What one statement may take.

    Attributes:
        seconds: Time.
        steps: Instructions of SQLite, so that a fast machine stops as well.
        rows: Rows of the result.
        characters: Characters of all texts of the result together.
    """

    seconds: float = 2.0
    steps: int = 200_000_000
    rows: int = 10_000
    characters: int = 2_000_000


@dataclass(frozen=True)
class Result:
    """What a statement gave. `steps` are instructions of SQLite, in units of `EVERY`, rounded down."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    steps: int = 0


class Database:
    """The tables of the exercises. Nothing on the disk is touched; nothing in memory changes once it is built."""

    def __init__(self, content: Content, *, cut: bool = False, clock: Callable[[], float] = monotonic) -> None:
        """Build the tables.

        Args:
            content: Where their schema and rows come from.
            cut: Whether a third of the customers is left out, with all that is theirs, and the rows lie in the other
                direction: what is right by luck, or by an order that was not asked for, shows there.
            clock: Seconds that pass, to measure a statement by.
        """
        self._clock = clock
        self._lock = Lock()
        self._refused = ""
        self._over: SqlError | None = None
        self._steps = 0
        # The front end may ask from another thread than the one that built it; the lock keeps them apart.
        self._connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._connection.text_factory = lambda data: data.decode("utf-8", errors="replace")
        self._load(content, cut=cut)
        if cut:
            self._connection.executescript(_CUT)
        self._close_up()

    def _load(self, content: Content, *, cut: bool) -> None:
        schema = content.practice_file("schema.sql")
        for old, new in _OTHER_WAY_ROUND if cut else ():
            schema = schema.replace(old, new)
        self._connection.executescript(schema)
        for table in TABLES:
            reader = csv.reader(io.StringIO(content.practice_file(f"{table}.csv")))
            names = next(reader)
            marks = ", ".join("?" * len(names))
            rows = [[field or None for field in row] for row in reader]
            if cut:
                rows.reverse()
            self._connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)

    def _close_up(self) -> None:
        """Take away everything but reading, for good."""
        connection = self._connection
        for name, function in (("ln", math.log), ("sqrt", math.sqrt)):  # not every SQLite brings them
            connection.create_function(name, 1, _of_number(function), deterministic=True)
        for pragma in ("temp_store = MEMORY", f"hard_heap_limit = {HEAP}", "trusted_schema = OFF", "query_only = ON"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        for limit, value in _BOUNDS.items():
            connection.setlimit(limit, value)
        connection.set_authorizer(self._authorise)

    def _authorise(self, action: int, one: str | None, two: str | None, *_: str | None) -> int:
        if action in _ALLOWED and not (action == sqlite3.SQLITE_FUNCTION and two in _REFUSED_FUNCTIONS):
            return sqlite3.SQLITE_OK
        self._refused = self._refused or _refusal(action, one, two)
        return sqlite3.SQLITE_DENY

    # -------------------------------------------------------------------------------------------------- running

    def run(self, sql: str, limits: Limits | None = None, stopped: Stopped | None = None) -> Result:
        """Run one statement that reads.

        Args:
            sql: The statement.
            limits: What it may take.
            stopped: Says whether to give up; asked again and again while it runs.

        Raises:
            SqlError: It is empty, cannot be understood, wants more than to read, goes beyond a limit, or was stopped.
        """
        sql = clean(sql, LONGEST_SQL + 1).replace("\N{NO-BREAK SPACE}", " ")  # comes along with what was copied
        if len(sql) > LONGEST_SQL:
            raise SqlError(f"The statement is longer than {LONGEST_SQL:,} characters.")
        if not sql.strip().strip(";"):
            raise SqlError("There is no statement to run.")
        with self._lock:
            return self._run(sql, limits or Limits(), stopped)

    def _run(self, sql: str, limits: Limits, stopped: Stopped | None) -> Result:
        self._refused, self._over, self._steps = "", None, 0
        self._connection.set_progress_handler(self._watch(limits, stopped), EVERY)
        try:
            cursor = self._connection.execute(sql)
            try:
                return self._fetched(cursor, limits)
            finally:
                cursor.close()
        except MemoryError:
            raise SqlError(
                "The statement needs more memory than an exercise may take.",
                hint="A join without its ON, or a recursion without an end, grows like that.",
            ) from None
        except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
            if self._over is not None:
                raise self._over from None
            if str(error) == "interrupted":
                # Nothing but Ctrl+C stops it otherwise, and SQLite swallows what the look at the clock raises.
                raise KeyboardInterrupt from None
            if self._refused:
                raise SqlError(f"The tables can only be read: {self._refused}.", hint="Write a SELECT.") from None
            self._connection.set_progress_handler(None, 0)
            raise explained(sql, str(error), self._told, self._names()) from None
        finally:
            self._connection.set_progress_handler(None, 0)

    def _fetched(self, cursor: sqlite3.Cursor, limits: Limits) -> Result:
        if cursor.description is None:
            raise SqlError("There is no statement to run: all of it is a comment.")
        rows: list[tuple[Value, ...]] = []
        characters = 0
        for row in cursor:
            if len(rows) == limits.rows:
                raise SqlError(
                    f"The result has more than {counted(limits.rows, 'row')}; nothing beyond is read.",
                    hint="A join that multiplies rows often does that; count them side by side before you join.",
                )
            characters += sum(len(value) for value in row if isinstance(value, str | bytes))
            if characters > limits.characters:
                raise SqlError(f"The texts of the result are longer than {limits.characters:,} characters together.")
            rows.append(row)
        return Result(tuple(column[0] for column in cursor.description), tuple(rows), self._steps)

    def _watch(self, limits: Limits, stopped: Stopped | None) -> Callable[[], bool]:
        end = self._clock() + limits.seconds

        def over() -> bool:
            self._steps += EVERY
            if stopped is not None and stopped():
                self._over = SqlError("You stopped the statement.")
            elif self._clock() > end:
                self._over = SqlError(f"The statement was stopped after {limits.seconds:g} seconds.", hint=ENDLESS)
            elif self._steps > limits.steps:
                steps = f"{limits.steps:,} steps of the database"
                self._over = SqlError(f"The statement was stopped after {steps}.", hint=ENDLESS)
            return self._over is not None

        return over

    def _told(self, sql: str) -> str:
        """What SQLite has to say about a statement, which is not run; empty where it has no complaint."""
        try:
            self._connection.execute(f"EXPLAIN {sql}").close()
        except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
            return str(error)
        return ""

    def _names(self) -> dict[str, list[str]]:
        """Every table with its columns."""
        rows = self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
        return {
            name: [column[0] for column in self._connection.execute(f"SELECT * FROM {name} LIMIT 0").description]
            for (name,) in rows.fetchall()
        }

    def close(self) -> None:
        """Give the memory back."""
        self._connection.close()


def _of_number(function: Callable[[float], float]) -> Callable[[Value], float | None]:
    """A function as SQL has it: NULL for what it is not defined for."""

    def computed(value: Value) -> float | None:
        try:
            return function(float(value))  # type: ignore[arg-type]  # None and texts land in the except
        except (TypeError, ValueError, OverflowError):
            return None

    return computed


def _refusal(action: int, one: str | None, two: str | None) -> str:
    """What a statement wanted, in words."""
    if action == sqlite3.SQLITE_UPDATE and one == "sqlite_master":  # SQLite sets up the table of a function like that
        return "functions that give a table, such as json_each(), are refused"
    plain = {
        sqlite3.SQLITE_INSERT: f"INSERT into {one} is refused",
        sqlite3.SQLITE_UPDATE: f"UPDATE of {one} is refused",
        sqlite3.SQLITE_DELETE: f"DELETE from {one} is refused",
        sqlite3.SQLITE_ATTACH: "ATTACH is refused",
        sqlite3.SQLITE_DETACH: "DETACH is refused",
        sqlite3.SQLITE_PRAGMA: f"PRAGMA {one} is refused",
        sqlite3.SQLITE_TRANSACTION: f"{one} is refused",
        sqlite3.SQLITE_SAVEPOINT: "SAVEPOINT is refused",
        sqlite3.SQLITE_FUNCTION: f"the function {two} is refused",
        sqlite3.SQLITE_ALTER_TABLE: "ALTER TABLE is refused",
        sqlite3.SQLITE_REINDEX: "REINDEX is refused",
        sqlite3.SQLITE_ANALYZE: "ANALYZE is refused",
    }
    own = (one or "").startswith("sqlite_") and action in {sqlite3.SQLITE_INSERT, sqlite3.SQLITE_DELETE}
    return "CREATE and DROP are refused" if own else plain.get(action, "CREATE and DROP are refused")
