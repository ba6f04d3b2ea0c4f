"""What is wrong with a statement, in plain words, with the place in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mentor.errors import InputError
from mentor.shape import did_you_mean
from mentor.text import shorten

_TOKEN = re.compile(
    r"--[^\n]*|/\*.*?(?:\*/|$)|'(?:[^']|'')*(?:'|$)|\"(?:[^\"]|\"\")*(?:\"|$)|`[^`]*`|\[[^\]]*\]"
    r"|\d+(?:\.\d+)?|\w+|[<>=!|]{2}|\S",
    re.DOTALL,
)
_NAME = r"[\w.\"` ]+?"
_CURLY = "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u00ab\u00bb\u00b4"
"""Quotes of word processors, which SQL takes for letters."""
SHOWN = 70
"""Columns of a line of the statement that are shown around the place."""
LONGEST_NAME = 60
"""Characters of a name that are told."""


@dataclass(frozen=True)
class Place:
    """A place in a statement: line and column from 1, and two lines that point at it."""

    line: int
    column: int
    text: str
    pointer: str


class SqlError(InputError):
    """A statement that gives no result.

    Attributes:
        place: Where in the statement; None where that cannot be said.
    """

    def __init__(
        self, message: str, *, place: Place | None = None, details: Sequence[str] = (), hint: str = ""
    ) -> None:
        pointing = (place.text, place.pointer) if place else ()
        super().__init__(message, details=(*pointing, *details), hint=hint)
        self.place = place


def explained(sql: str, message: str, told: Callable[[str], str], names: Mapping[str, Sequence[str]]) -> SqlError:
    """The error to show for what SQLite says.

    Args:
        sql: The statement.
        message: SQLite's own words.
        told: What SQLite says of another statement, without running it.
        names: Every table with its columns.
    """
    if (curly := next((start for start, token in tokens(sql) if token in _CURLY), None)) is not None:
        place = place_of(sql, curly)
        hint = "Texts stand in straight quotes: 'credit'."
        return SqlError(f"SQL does not know the quote {sql[curly]}{_where(place)}.", place=place, hint=hint)
    for pattern, make in _CASES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return make(_Case(sql, message, found[1] if found.groups() else "", told, names))
    return SqlError(f"SQLite says: {message}.")


@dataclass(frozen=True)
class _Case:
    sql: str
    message: str
    name: str
    told: Callable[[str], str]
    names: Mapping[str, Sequence[str]]

    @property
    def shown(self) -> str:
        """The name as it is told: one that fills the page says no more than its beginning."""
        return shorten(self.name, LONGEST_NAME)

    @property
    def last(self) -> str:
        """The name without the table before it."""
        return self.name.rpartition(".")[2]

    def at(self, wanted: str) -> Place | None:
        """The first place where a word stands outside of texts and comments; of t.word, the one after t."""
        table, _, name = wanted.rpartition(".")
        table = table.rpartition(".")[2]
        found = list(tokens(self.sql))
        for n, (start, token) in enumerate(found):
            behind = n > 1 and found[n - 1][1] == "." and _same(found[n - 2][1], table)
            if _same(token, name) and (behind or not table):
                return place_of(self.sql, start)
        return None


def tokens(sql: str) -> Iterator[tuple[int, str]]:
    """Where each word, sign, text and comment of a statement begins, and what it is."""
    return ((found.start(), found[0]) for found in _TOKEN.finditer(sql))


def place_of(sql: str, offset: int) -> Place:
    """The place of a character."""
    before = sql[:offset]
    column = offset - (before.rfind("\n") + 1)
    number = before.count("\n") + 1
    line = sql.split("\n")[number - 1].replace("\t", " ")
    cut = max(0, column - SHOWN // 2) if len(line) > SHOWN else 0
    lead = f"{number} | "
    return Place(number, column + 1, lead + line[cut : cut + SHOWN], " " * (len(lead) + column - cut) + "^")


def _same(token: str, wanted: str) -> bool:
    return token.strip('"`[]').lower() == wanted.strip('"`[]').lower()


def _syntax(case: _Case) -> SqlError:
    """`near "X"` does not say which X; the statement up to the right one already fails in the same way."""
    place = None
    for start, token in tokens(case.sql):
        if token == case.name and case.told(case.sql[: start + len(token)]) == case.message:
            place = place_of(case.sql, start)
            break
    return SqlError(
        f"SQLite cannot read on at {case.shown}{_where(place)}.",
        place=place,
        hint="Look at what stands just before: a missing comma, bracket or keyword, or one too many.",
    )


def _ends_early(case: _Case) -> SqlError:
    place = place_of(case.sql, len(case.sql.rstrip()))
    return SqlError(
        f"The statement ends before it is complete{_where(place)}.",
        place=place,
        hint="A closing bracket, or what follows the last keyword, is missing.",
    )


def _no_token(case: _Case) -> SqlError:
    start = case.sql.rfind(case.name)
    place = place_of(case.sql, start) if start >= 0 else None
    if case.name[:1] in "'\"`[":
        return SqlError(f"A quote is opened and not closed{_where(place)}.", place=place)
    return SqlError(f"SQLite does not know the sign {case.shown}{_where(place)}.", place=place)


def _no_table(case: _Case) -> SqlError:
    place = case.at(case.last)
    near = did_you_mean(case.last, case.names) or "."
    return SqlError(
        f"There is no table {case.shown}{_where(place)}{near}", place=place, hint=f"Tables: {', '.join(case.names)}."
    )


def _no_column(case: _Case) -> SqlError:
    place = case.at(case.name)
    columns = {column for of in case.names.values() for column in of}
    if case.last in columns:
        owners = [table for table, of in case.names.items() if case.last in of]
        hint = f"{case.last} stands in {', '.join(owners)}; is that table in the FROM, and is its alias the right one?"
        return SqlError(f"There is no column {case.shown} here{_where(place)}.", place=place, hint=hint)
    near = did_you_mean(case.last, columns) or "."
    return SqlError(f"There is no column {case.shown}{_where(place)}{near}", place=place)


def _ambiguous(case: _Case) -> SqlError:
    place = case.at(case.last)
    hint = f"Write the table or its alias before it, as in t.{case.last}."
    return SqlError(f"More than one table has a column {case.name}{_where(place)}.", place=place, hint=hint)


def _no_function(case: _Case) -> SqlError:
    place = case.at(case.name)
    return SqlError(
        f"SQLite has no function {case.shown}{_where(place)}.",
        place=place,
        hint="Days and moments: date(), strftime(), julianday(). Beyond SQLite's own there are ln() and sqrt().",
    )


def _aggregate(case: _Case) -> SqlError:
    place = case.at(case.name)
    return SqlError(
        f"The aggregate {case.name}() cannot stand here{_where(place)}.",
        place=place,
        hint="WHERE sees single rows, before they are grouped: a condition on a group belongs into HAVING.",
    )


def _window(case: _Case) -> SqlError:
    place = case.at(case.name)
    return SqlError(
        f"The window function {case.name} cannot stand here{_where(place)}.",
        place=place,
        hint="Windows are worked out after WHERE, GROUP BY and HAVING: put it into a subquery, filter outside of it.",
    )


def _several(case: _Case) -> SqlError:  # noqa: ARG001
    return SqlError("More than one statement stands here.", hint="Leave one SELECT; WITH puts parts before it.")


def _placeholder(case: _Case) -> SqlError:
    place = next((place_of(case.sql, start) for start, token in tokens(case.sql) if token in "?:@$"), None)
    return SqlError(f"The statement holds a placeholder{_where(place)}; write the value itself.", place=place)


def _sides(case: _Case) -> SqlError:
    return SqlError(f"The two sides of {case.name} have not the same number of columns.")


def _too_large(case: _Case) -> SqlError:
    return SqlError(f"The statement is too large for an exercise (SQLite says: {case.message}).")


def _where(place: Place | None) -> str:
    return f" (line {place.line}, column {place.column})" if place else ""


_CASES: tuple[tuple[str, Callable[[_Case], SqlError]], ...] = (
    (r'near "(.*)": syntax error', _syntax),
    (r"incomplete input", _ends_early),
    (r'unrecognized token: "(.*)"', _no_token),
    (rf"no such table: ({_NAME})", _no_table),
    (rf"no such column: ({_NAME})", _no_column),
    (rf"ambiguous column name: ({_NAME})", _ambiguous),
    (r"no such function: (\w+)", _no_function),
    (r"misuse of aggregate(?: function)?:? ?(\w+)\(\)", _aggregate),
    (r"misuse of aliased aggregate (\w+)", _aggregate),
    (r"misuse of (?:aliased )?window function (\w+)(?:\(\))?", _window),
    (r"You can only execute one statement at a time\.", _several),
    (r"Incorrect number of bindings supplied.*", _placeholder),
    (r"SELECTs to the left and right of ([A-Z ]+) do not have the same number of result columns", _sides),
    (
        r"string or blob too big|LIKE or GLOB pattern too complex|too many .*"
        r"|Expression tree is too large.*|query string is too large",
        _too_large,
    ),
)
