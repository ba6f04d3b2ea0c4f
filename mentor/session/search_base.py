"""The job search: what is there, and what a record of it must be before it is stored."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from mentor.errors import InputError
from mentor.session.base import Base, R
from mentor.session.search_words import (
    WORDS,
    SearchTable,
    cleaned,
    folded,
    number_of,
    one_of,
    read_channel,
    split_line,
    title_of,
)
from mentor.shape import did_you_mean
from mentor.store.rows import DELETED
from mentor.store.store import OvertakenError
from mentor.text import one_line

if TYPE_CHECKING:  # the records of the search are imported when one is made
    from mentor.coach.pipeline import FollowUp, Standing
    from mentor.journey.record import Record
    from mentor.journey.search import Application, Company, Person

_SHOWN = 5
"""Records named where several fit."""


class SearchBase(Base):
    """Reading companies, people and applications, and checking them."""

    # ------------------------------------------------------------------ reading

    def pipeline(self) -> tuple[Standing, ...]:
        """Every application as it stands today, what moved last first."""
        from mentor.coach.pipeline import pipeline

        return pipeline(self.content, self.journey, self.today)

    def standing(self, application: Application) -> Standing:
        """One application as it stands today."""
        from mentor.coach.pipeline import standing

        return standing(self.content, application, self.today)

    def closing(self) -> tuple[Standing, ...]:
        """The applications that silence closes within a few days, the next one first."""
        last = self.today + timedelta(days=int(self.content.values("search")["closing_days"]))
        found = [
            (one.closes, one)
            for one in self.pipeline()
            if one.state == "open" and one.closes is not None and one.closes <= last and not one.application.archived
        ]
        return tuple(one for _, one in sorted(found, key=lambda pair: (pair[0], number_of(pair[1].application.id))))

    def follow_ups(self) -> tuple[FollowUp, ...]:
        """The people to write to today."""
        from mentor.coach.pipeline import follow_ups

        return follow_ups(self.content, self.journey, self.today)

    def company_named(self, name: str) -> Company | None:
        """The company of a name, whatever its case and spaces; one not archived before others."""
        wanted = folded(name)
        found = [one for one in self.journey.companies.values() if folded(one.name) == wanted]
        return min(found, key=lambda one: one.archived, default=None)

    def person_named(self, name: str, company: str | None = None) -> Person | None:
        """The person of a name, whatever its case and spaces; one not archived before others.

        Args:
            name: The name.
            company: Only somebody at this company, by its id (empty: at none); anywhere unless given.
        """
        wanted = folded(name)
        found = [one for one in self.journey.people.values() if folded(one.name) == wanted]
        found = [one for one in found if company is None or one.company == company]
        return min(found, key=lambda one: one.archived, default=None)

    def applied_already(self, role: str, company: str = "") -> Application | None:
        """The application of the same title at the same company that something can still come of.

        Args:
            role: The title; `Company / role` in one line names both.
            company: The company's name or id.
        """
        if not company:
            company, role = split_line(role)
        at, wanted = self._known_company(company), folded(role)
        if company.strip() and not at:
            return None
        twins = [one for one in self.journey.applications.values() if one.company == at and folded(one.role) == wanted]
        return next((one for one in reversed(twins) if self.standing(one).open), None)

    def search_record(self, table: str, id_: str) -> Any:
        """A record of the search by its id.

        Raises:
            InputError: There is none.
        """
        rows = getattr(self.journey, table)
        if id_ not in rows:
            what = WORDS[table][0]
            known = ", ".join(list(rows)[-_SHOWN:])
            hint = (
                f"There are: {'... ' if len(rows) > _SHOWN else ''}{known}." if rows else f"No {what} is recorded yet."
            )
            raise InputError(f"No {what} has the id {one_line(id_, 40)}.", hint=hint)
        return rows[id_]

    def find_search(self, table: SearchTable, words: str) -> Any:
        """A record by its id, or by words that fit one alone; those that are archived are found by id only.

        Args:
            table: Where it is.
            words: An id, or words of its name, of its company or of its role.

        Raises:
            InputError: None fits, or several do.
        """
        what, letter = WORDS[table]
        key = one_line(words).lower()
        if not key:
            raise InputError(f"Say which {what}.", hint=f"By its id, such as {letter}1, or by words that fit it alone.")
        if re.fullmatch(rf"{letter}\d+", key):
            return self.search_record(table, key)
        journey = self.journey
        of_table = getattr(journey, table).values()
        here = [(one, folded(title_of(journey, one))) for one in of_table if not one.archived]
        wanted = folded(words)
        found = [one for one, title in here if title == wanted or folded(getattr(one, "name", "")) == wanted]
        found = found or [one for one, title in here if all(word in title for word in wanted.split())]
        if len(found) == 1:
            return found[0]
        shown = one_line(words, 60)
        if not found:
            raise InputError(f"No {what} fits {shown!r}.", hint=f"Those that are archived are found by id: {letter}1.")
        details = [f"{one.id} {self.search_title(one)}" for one in found[:_SHOWN]]
        more = [f"and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
        raise InputError(f"{shown!r} fits {len(found)} {table}:", details=[*details, *more], hint="Name it by its id.")

    def search_title(self, record: Any) -> str:
        """A record in a few words: a company's name, a person with their company, `Company / role`."""
        return title_of(self.journey, record)

    # ------------------------------------------------------------------ storing

    def _store_with(
        self, label: str, make: Callable[[list[Record]], R], *, changes: tuple[str, str] | None = None
    ) -> R:
        """Store a record, and others that come with it, in one change.

        Args:
            label: What is done.
            make: Makes the record and puts what comes with it into the list; again where another window was faster.
            changes: Table and id of the record where it is there already.
        """
        while True:
            beside: list[Record] = []
            record = make(beside)
            if changes and not beside and record == self.search_record(*changes):
                return record
            # What is put and deleted is put; it alone may be there, all else must be new.
            there = [changes] if changes else []
            with suppress(OvertakenError):
                self.commit(label, [*beside, record], there, only_new=True)
                return record

    def _known_company(self, company: str) -> str:
        """The id of a company by id or name; empty where it is not on the list, or none is named."""
        if company in self.journey.companies:
            return company
        found = self.company_named(company) if folded(company) else None
        return found.id if found else ""

    def _company_at(self, company: str, beside: list[Record]) -> str:
        """The id of a company by id or name, empty for none; one that is not on the list comes onto it.

        Raises:
            InputError: It looks like an id and is none.
        """
        from mentor.journey.search import Company

        if not folded(company):
            return ""
        if known := self._known_company(company):
            return known
        if re.fullmatch(r"c\d+", company):
            self.search_record("companies", company)
        new = self._tidied(Company(self._next_search_id("companies", beside), company, self.today), beside)
        beside.append(new)
        return new.id

    def _person_by(self, person: str, company: str, beside: list[Record]) -> str:
        """The id of a person by id or name, first at a company; somebody who is not on the list comes onto it.

        Raises:
            InputError: It looks like an id and is none, or several have the name.
        """
        from mentor.journey.search import Person

        if not folded(person) or person in self.journey.people:
            return person.strip()
        if re.fullmatch(r"h\d+", person):
            self.search_record("people", person)
        if (known := self.person_named(person, company)) is not None:
            return known.id
        wanted = folded(person)
        others = [one.id for one in self.journey.people.values() if folded(one.name) == wanted]
        if len(others) > 1:
            raise InputError(f"Several people are called so: {', '.join(others)}.", hint="Name one by the id.")
        if others:
            return others[0]
        new = self._tidied(Person(self._next_search_id("people", beside), person, self.today, company), beside)
        beside.append(new)
        return new.id

    def _next_search_id(self, table: str, beside: Iterable[Record] = ()) -> str:
        """An id that no record of the table has, had, or is about to have.

        One that was removed leaves its mark. Its id is not given away again: a message, a week, or the same journey on
        another machine may still speak of it.
        """
        gone = [mark.partition("/") for mark in self.store.tables().get(DELETED, {})]
        taken = [key for name, _, key in gone if name == table]
        taken += [one.id for one in beside if one.table == table]
        return self.journey.next_id(table, WORDS[table][1], taken)

    # ------------------------------------------------------------------ checking

    def _tidied(self, record: R, beside: Collection[Record] = ()) -> R:
        """A record with clean texts.

        Args:
            record: The record.
            beside: What is stored together with it.

        Raises:
            InputError: It cannot be so.
        """
        record = cleaned(record)
        before = getattr(self.journey, record.table).get(record.id)
        for field, of in (("company", "companies"), ("person", "people")):
            id_ = getattr(record, field, "")
            # What it speaks of may be gone since, taken back in another window; that need not be put right first.
            if (
                id_
                and id_ != getattr(before, field, "")
                and not any((one.table, one.id) == (of, id_) for one in beside)
            ):
                self.search_record(of, id_)
        checked: R = self._checked(record, before)
        return checked

    def _checked(self, record: Any, before: Any = None) -> Any:
        """A clean record whose references are right, made consistent.

        Args:
            record: The record.
            before: As it is stored; a type that the content no longer has may stay.

        Raises:
            InputError: It cannot be so.
        """
        match record.table:
            case "companies":
                same = before is not None and before.type == record.type
                return record if same else replace(record, type=self.company_type(record.type))
            case "people":
                if record.last is not None and record.last > self.today:
                    raise InputError(f"The last contact cannot have been on {record.last}: that day is still to come.")
                return record
        return self._checked_application(record)

    def company_type(self, words: str) -> str:
        """The id of a type of company, from the id or words such as "vertical SaaS"; empty for none.

        Raises:
            InputError: There is no such type.
        """
        key = re.sub(r"[\s\-]+", "_", one_line(words).lower())
        if key and key not in (known := self.content.companies):
            near = did_you_mean(key, known) or "."
            raise InputError(f"No type of company is called {words}{near}", hint=f"Types: {', '.join(known)}.")
        return key

    def _checked_application(self, record: Application) -> Application:
        from mentor.journey.search import OUTCOMES, STAGES

        record = replace(record, channel=read_channel(record.channel))
        one_of("outcome", record.outcome, OUTCOMES)
        for stage in record.stages:
            one_of("stage", stage, STAGES)
        if not record.sent:
            if record.stages or record.outcome != "open":
                told = "An application that was not sent yet has no stages and no outcome."
                raise InputError(told, hint="Give the day it was sent, or take them away.")
            return replace(record, ended=None)
        stages = dict(record.stages)
        known = max([record.on, *stages.values()])
        ended = None if record.outcome == "open" else record.ended or min(known, self.today)
        if record.outcome == "accepted" and ended is not None:
            stages.setdefault("offer", ended)
        self._check_days(record.on, stages, ended)
        in_order: dict[str, date] = {stage: stages[stage] for stage in STAGES if stage in stages}
        return replace(record, stages=in_order, ended=ended)

    def _check_days(self, on: date, stages: dict[str, date], ended: date | None) -> None:
        for what, day in (("have gone out", on), ("have been closed", ended)):
            if day is not None and day > self.today:
                raise InputError(f"An application cannot {what} on {day}: that day is still to come.")
        for what, day in (*((f"{stage} stage", day) for stage, day in stages.items()), ("outcome", ended)):
            if day is not None and day < on:
                raise InputError(f"The {what} on {day} would be before the application went out on {on}.")
