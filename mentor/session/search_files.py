"""Companies, people and applications from CSV files and into them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mentor.errors import InputError
from mentor.session.files import read_text, write_text
from mentor.session.search import SearchPart
from mentor.session.search_words import NEEDED, WORDS, SearchTable, cleaned, folded, number_of
from mentor.store.store import OvertakenError
from mentor.text import one_line

if TYPE_CHECKING:  # the records of the search are imported when one is made
    from mentor.journey.record import Record
    from mentor.session.search_rows import Row

LARGEST_FILE = 20_000_000
"""Bytes of a file: some thousand applications with their advertisements."""
_SAME = {
    "companies": "is this company",
    "people": "is this person",
    "applications": "is the same title at the same company on the same day",
}
"""What is said of the record that a row repeats, by table."""


@dataclass(frozen=True)
class Taken:
    """What was taken from a file.

    Attributes:
        records: The new records of the table.
        beside: New companies and people whom those speak of.
        problems: One line for each row that could not be taken, or not as it stood, with its number.
        remarks: One line for each column that was passed over.
    """

    records: tuple[Record, ...]
    beside: tuple[Record, ...]
    problems: tuple[str, ...]
    remarks: tuple[str, ...]


class SearchFilesPart(SearchPart):
    """The job search, with its files."""

    def import_search(self, table: SearchTable, text: str) -> Taken:
        """Take records from the text of a CSV file, all in one step; rows that cannot be taken are named.

        Raises:
            InputError: It holds none that is new.
        """
        from mentor.session.search_rows import read_sheet

        sheet = read_sheet(table, text)
        while True:
            tables: set[SearchTable] = {"companies", "people", table}
            ids = {one: number_of(self._next_search_id(one)) for one in tables}
            intake = _Intake(table, self.today, ids, self._checked, self.company_type)
            intake.know(getattr(self.journey, one) for one in tables)
            for row in sheet.rows:
                intake.take(row)
            if not intake.records:
                more = len(intake.problems) - 20
                told = [*intake.problems[:20], *([f"and {more} more rows"] if more > 0 else [])]
                raise InputError(f"No {WORDS[table][0]} was taken from the file.", details=told)
            count = len(intake.records)
            label = f"import {count} {table if count > 1 else WORDS[table][0]}"
            try:
                self.commit(label, [*intake.beside, *intake.records], only_new=True)
            except OvertakenError:
                continue
            return Taken(tuple(intake.records), tuple(intake.beside), tuple(intake.problems), tuple(sheet.remarks))

    def import_search_file(self, table: SearchTable, name: str) -> Taken:
        """The same from a file, by its name; `-` reads the standard input.

        Raises:
            InputError: It cannot be read, or holds none that is new.
        """
        return self.import_search(table, read_text(name, LARGEST_FILE, f"table of {table}"))

    def export_search(self, table: SearchTable) -> str:
        """A table as the text of a CSV file, what is archived too."""
        from mentor.session.search_rows import COLUMNS, written
        from mentor.sheets import as_csv

        return as_csv(tuple(COLUMNS[table]), written(table, self.journey))

    def write_search(self, table: SearchTable, name: str, *, over: bool = False) -> Path:
        """Write a table into a CSV file.

        Raises:
            InputError: It cannot be written there, or something is there already.
        """
        return write_text(name, self.export_search(table), over=over)


@dataclass
class _Intake:
    """The rows of one file on their way in, and what is known by name meanwhile.

    Attributes:
        next: The number of the next id of each table.
        check: Makes a record consistent, or refuses it.
        type_of: The id of a type of company, from words; refuses one that there is not.
        fresh: New companies and people of the row at hand; they come onto the lists if the row does.
        without: What the row at hand would be taken without; told if it is taken.
    """

    table: SearchTable
    today: date
    next: dict[SearchTable, int]
    check: Callable[[Any], Any]
    type_of: Callable[[str], str]
    records: list[Record] = field(default_factory=list)
    beside: list[Record] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    fresh: list[Any] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    _known: dict[tuple[Any, ...], str] = field(default_factory=dict)
    _named: dict[str, list[str]] = field(default_factory=dict)

    def know(self, tables: Iterable[Mapping[str, Any]]) -> None:
        """Take note of the records that are there."""
        for rows in tables:
            for record in rows.values():
                self._remember(record)

    def take(self, row: Row) -> None:
        """Take a row in, or say why not."""
        self.fresh, self.without = [], []
        try:
            if row.wrong:
                raise InputError(row.wrong)
            record = self.check(cleaned(self._made(row)))
            if (twin := self._known.get(_key(record))) is not None:
                raise InputError(f"{twin} {_SAME[self.table]}")
        except InputError as error:
            self._tell(row, error)
            return
        for one in (*self.fresh, record):
            self._remember(one)
            self.next[one.table] += 1
        self.beside += self.fresh
        self.problems += self.without
        self.records.append(record)

    def _tell(self, row: Row, error: InputError) -> None:
        self.problems.append(f"row {row.number}: {error.message.rstrip('.')}")

    def _remember(self, record: Any) -> None:
        self._known.setdefault(_key(record), record.id)
        if record.table == "people":
            self._named.setdefault(folded(record.name), []).append(record.id)

    def _made(self, row: Row) -> Any:
        """The record of a row.

        Raises:
            InputError: It cannot be one.
        """
        from mentor.journey.search import STAGES, Application, Company, Person

        today, values = self.today, dict(row.values)
        values.setdefault(NEEDED[self.table], "")
        if self.table == "companies":
            return Company(self._id("companies"), **{"on": today, **values, "type": self._type(row)})
        values["company"] = self._company(values.get("company", ""))
        if self.table == "people":
            return Person(self._id("people"), **{"on": today, **values})
        stages: dict[str, date] = {stage: values.pop(stage) for stage in STAGES if stage in values}
        values["outcome"] = values.get("outcome", "open").lower().replace(" ", "_")
        if "on" not in values and values.get("sent", True):
            raise InputError("applied: the day is missing")
        at = values.pop("person_company", "")
        values["person"] = self._person(values.get("person", ""), at, values["company"])
        return Application(self._id("applications"), stages=stages, **{"on": today, **values})

    def _type(self, row: Row) -> str:
        try:
            return self.type_of(row.values.get("type", ""))
        except InputError as error:
            self.without.append(f"row {row.number}: {error.message.rstrip('.')}; taken without")
            return ""

    def _company(self, name: str) -> str:
        """The id of a company by its name; one that is not on the list comes onto it."""
        from mentor.journey.search import Company

        return self._brought(Company(self._id("companies"), name, self.today)) if folded(name) else ""

    def _person(self, name: str, company: str, applied_at: str) -> str:
        """The id of who helped an application in; somebody who is not on the list comes onto it.

        Args:
            name: Their name.
            company: Their company's name, where the row says it.
            applied_at: The id of the application's company, where they are looked for else, and then anywhere.

        Raises:
            InputError: The row does not say it, and several have the name.
        """
        from mentor.journey.search import Person

        if not folded(name):
            return ""
        person = Person(self._id("people"), name, self.today, self._company(company) or applied_at)
        others = self._named.get(folded(name), [])
        if company or not others or _key(person) in self._known:
            return self._brought(person)
        if len(others) > 1:
            raise InputError(f"person: several are called {one_line(name, 40)}; say whose in person_company")
        return others[0]

    def _brought(self, record: Any) -> str:
        """The id of the record that is known by the same name, or of this one, which then comes along."""
        same = self._known.get(_key(record)) or next((one.id for one in self.fresh if _key(one) == _key(record)), "")
        if not same:
            self.fresh.append(cleaned(record))
        return same or str(record.id)

    def _id(self, table: SearchTable) -> str:
        before = sum(one.table == table for one in self.fresh)
        return f"{WORDS[table][1]}{self.next[table] + before}"


def _key(record: Any) -> tuple[Any, ...]:
    """What no two records of a table have in common."""
    if record.table == "applications":
        return record.table, folded(record.role), record.company, record.on
    return record.table, folded(record.name), getattr(record, "company", "")
