"""Companies, people and applications as rows of a table: which columns there are, and what their cells say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from mentor.days import read_day
from mentor.errors import InputError
from mentor.session.search_words import AD_LENGTH, NEEDED, number_of
from mentor.sheets import lines_of, numbered_cells, separator_of, unguarded
from mentor.text import clean, counted, one_line, shorten

if TYPE_CHECKING:
    from mentor.journey import Journey
    from mentor.session.search_words import SearchTable

Kind = Literal["text", "day", "mark"]
MOST_ROWS = 20_000
"""Rows of one file."""


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        field: The record's field; a stage of an application goes by the stage's own name.
        kind: What its cells hold: a text, a day, or yes and no.
        empty: What an empty cell of yes and no says.
    """

    field: str
    kind: Kind = "text"
    empty: bool = False


COLUMNS: Mapping[str, Mapping[str, Column]] = {
    "companies": {
        "name": Column("name"),
        "type": Column("type"),
        "own_industry": Column("own_industry", "mark"),
        "why": Column("why"),
        "note": Column("note"),
        "added": Column("on", "day"),
        "archived": Column("archived", "mark"),
    },
    "people": {
        "name": Column("name"),
        "company": Column("company"),
        "role": Column("role"),
        "met": Column("met"),
        "ask": Column("ask"),
        "last": Column("last", "day"),
        "next": Column("next"),
        "next_on": Column("next_on", "day"),
        "note": Column("note"),
        "added": Column("on", "day"),
        "archived": Column("archived", "mark"),
    },
    "applications": {
        "company": Column("company"),
        "role": Column("role"),
        "channel": Column("channel"),
        "applied": Column("on", "day"),
        "sent": Column("sent", "mark", empty=True),
        "screen": Column("screen", "day"),
        "technical": Column("technical", "day"),
        "onsite": Column("onsite", "day"),
        "offer": Column("offer", "day"),
        "outcome": Column("outcome"),
        "closed": Column("ended", "day"),
        "resume": Column("resume"),
        "person": Column("person"),
        "person_company": Column("person_company"),
        "note": Column("note"),
        "ad": Column("ad"),
        "archived": Column("archived", "mark"),
    },
}
"""The columns of each table, in the order in which they are written."""
NAMES = {
    "companies": {"company": "name", "notes": "note"},
    "people": {"person": "name", "contact": "name", "firm": "company", "title": "role", "notes": "note"},
    "applications": {
        "firm": "company",
        "employer": "company",
        "title": "role",
        "position": "role",
        "job_title": "role",
        "date": "applied",
        "date_applied": "applied",
        "applied_on": "applied",
        "contact": "person",
        "referrer": "person",
        "notes": "note",
    },
}
"""Names that other tables give the same columns."""
YES, NO = ("yes", "y", "true", "1", "x"), ("no", "n", "false", "0")


class Row(NamedTuple):
    """A row as read.

    Attributes:
        number: The line it begins on, from 1.
        values: What its cells say, by field; a cell that is empty says nothing.
        wrong: Why it cannot be taken; empty where it can.
    """

    number: int
    values: dict[str, Any]
    wrong: str = ""


class Sheet(NamedTuple):
    """A file as read.

    Attributes:
        rows: Its rows, those that cannot be taken among them.
        remarks: One line for each column that is passed over.
    """

    rows: list[Row]
    remarks: list[str]


# ---------------------------------------------------------------------- reading


def read_sheet(table: SearchTable, text: str) -> Sheet:
    """The rows of a file whose first row names its columns, in any order and case.

    Raises:
        InputError: It names no column that is needed, or has more rows than anybody fills.
    """
    lines = lines_of(text)
    head = next((at for at, line in enumerate(lines) if line.strip()), 0)
    separator = separator_of(lines[head] if lines else "")
    cells = numbered_cells(lines, separator, head)
    first = next(cells, (1, []))[1]
    names = [] if isinstance(first, str) else [_column(table, cell) for cell in first]
    columns = COLUMNS[table]
    needed = NEEDED[table]
    if needed not in names:
        told = f"The first row has to name the columns, and names no {needed!r}."
        raise InputError(told, hint=f"Columns: {', '.join(columns)}.")
    remarks, taken = [], set[str]()
    for at, name in enumerate(names):
        if name in taken:
            remarks.append(f"column {at + 1}: {name} is named twice; this one is passed over")
        elif name and name not in columns:
            remarks.append(f"column {at + 1}: {shorten(name, 40)} is none of ours; passed over")
        names[at] = name if name in columns and name not in taken else ""
        taken.add(name)
    rows: list[Row] = []
    for number, row in cells:
        if isinstance(row, str):
            rows.append(Row(number, {}, row))
        elif any(cell.strip() for cell in row):
            rows.append(_row(table, number, names, row))
        if len(rows) > MOST_ROWS:
            raise InputError(f"The file has more than {MOST_ROWS:,} rows.", hint="Take it in parts.")
    return Sheet(rows, remarks)


def _column(table: str, cell: str) -> str:
    name = re.sub(r"[\s\-]+", "_", one_line(cell).lower())
    return name if name in COLUMNS[table] else NAMES[table].get(name, name)


def _row(table: str, number: int, names: Sequence[str], cells: Sequence[str]) -> Row:
    if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
        few = counted(len(names), "column")
        return Row(number, {}, f"has {len(cells)} cells, and the first row names {few}: is a text without its quotes?")
    values: dict[str, Any] = {}
    wrong = []
    for name, cell in zip(names, cells, strict=False):
        text = unguarded(clean(cell, AD_LENGTH).strip())
        if not name or not text:
            continue
        column = COLUMNS[table][name]
        try:
            values[column.field] = read_cell(column, text)
        except ValueError as error:
            wrong.append(f"{name}: {shorten(text, 40)} {error}")
    return Row(number, values, "; ".join(wrong))


def read_cell(column: Column, text: str) -> Any:
    """What a cell says.

    Raises:
        ValueError: Nothing its column could hold.
    """
    if column.kind == "text":
        return text
    if column.kind == "day":
        return read_day(text)
    if text.lower() not in (*YES, *NO):
        raise ValueError("is neither yes nor no")
    return text.lower() in YES


# ---------------------------------------------------------------------- writing


def written(table: SearchTable, journey: Journey) -> Iterator[list[str]]:
    """The cells of all records of a table, oldest first; companies and people go by their names."""
    companies = {key: one.name for key, one in journey.companies.items()}
    people = journey.people if table == "applications" else {}
    records: Mapping[str, Any] = getattr(journey, table)
    for record in sorted(records.values(), key=lambda one: number_of(one.id)):
        values = {**vars(record), **getattr(record, "stages", {})}
        if "company" in values:
            values["company"] = companies.get(record.company, "")
        if "person" in values:
            person = people.get(record.person)
            values["person"] = person.name if person else ""
            values["person_company"] = companies.get(person.company, "") if person else ""
        yield [_cell(values.get(column.field), column) for column in COLUMNS[table].values()]


def _cell(value: Any, column: Column) -> str:
    if column.kind == "mark":
        return "yes" if value else "no" if column.empty else ""
    if isinstance(value, date):
        return value.isoformat()
    return clean(str(value or ""), AD_LENGTH)
