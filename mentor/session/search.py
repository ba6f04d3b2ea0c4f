"""The job search: companies, people and applications as the user puts them down and moves them on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from mentor.errors import InputError
from mentor.session.base import Base, R
from mentor.shape import did_you_mean
from mentor.text import clean, counted, one_line

if TYPE_CHECKING:  # the records of the search are imported when one is made
    from mentor.coach.pipeline import FollowUp, Standing
    from mentor.journey.record import Record
    from mentor.journey.search import Application, Company, Offer, Person

SearchTable = Literal["companies", "people", "applications"]
SearchRecord = TypeVar("SearchRecord", "Company", "Person", "Application")
LINE_LENGTH, NOTE_LENGTH, AD_LENGTH = 200, 2_000, 20_000
WORDS: dict[str, tuple[str, str]] = {
    "companies": ("company", "c"),
    "people": ("person", "h"),
    "applications": ("application", "a"),
}
"""Table to what one of its records is called, and the letter of its ids."""
_LONG = {"why": NOTE_LENGTH, "note": NOTE_LENGTH, "ask": NOTE_LENGTH, "next": NOTE_LENGTH, "ad": AD_LENGTH}
_NEEDED = {"companies": "name", "people": "name", "applications": "role"}


class SearchPart(Base):
    """Companies, people, applications."""

    # ------------------------------------------------------------------ reading

    def pipeline(self) -> tuple[Standing, ...]:
        """Every application as it stands today, what moved last first."""
        from mentor.coach.pipeline import pipeline

        return pipeline(self.content, self.journey, self.today)

    def follow_ups(self) -> tuple[FollowUp, ...]:
        """The people to write to today."""
        from mentor.coach.pipeline import follow_ups

        return follow_ups(self.content, self.journey, self.today)

    def company_named(self, name: str) -> Company | None:
        """The company of a name, whatever its case and spaces; one not archived before others."""
        wanted = _folded(name)
        found = [one for one in self.journey.companies.values() if _folded(one.name) == wanted]
        return min(found, key=lambda one: one.archived, default=None)

    def person_named(self, name: str) -> Person | None:
        """The person of a name, whatever its case and spaces; one not archived before others."""
        wanted = _folded(name)
        found = [one for one in self.journey.people.values() if _folded(one.name) == wanted]
        return min(found, key=lambda one: one.archived, default=None)

    # ------------------------------------------------------------------ adding

    def add_company(self, name: str, **fields: Any) -> Company:
        """Put a company on the list.

        Args:
            name: Its name.
            fields: type, own_industry, why, note.

        Raises:
            InputError: It has no name, is there already, or there is no such type.
        """
        from mentor.journey.search import Company

        if (there := self.company_named(name)) is not None and _folded(name):
            raise InputError(
                f"{there.name} is on the list already: {there.id}{' (archived)' if there.archived else ''}."
            )
        return self.add(
            f"add company {one_line(name, 60)}",
            lambda: self._tidied(Company(self._next_search_id("companies"), name, self.today, **fields)),
        )

    def add_person(self, name: str, company: str = "", **fields: Any) -> Person:
        """Put somebody down; their company comes onto the list where it is not there yet.

        Args:
            name: Their name.
            company: The company's name or id; empty for none.
            fields: role, met, ask, last, next, next_on, note.

        Raises:
            InputError: There is no name.
        """
        from mentor.journey.search import Person

        added: Person = self._add_at(
            f"add {one_line(name, 60)}",
            company,
            lambda at: Person(self._next_search_id("people"), name, self.today, at, **fields),
        )
        return added

    def apply(self, role: str, company: str = "", **fields: Any) -> Application:
        """Put an application down; its company comes onto the list where it is not there yet.

        Args:
            role: The title applied for; `Company / role` in one line names both.
            company: The company's name or id; empty for none.
            fields: on, channel, ad, resume, person, note, sent.

        Raises:
            InputError: There is no role, or something of it cannot be so.
        """
        from mentor.journey.search import Application

        if not company:
            company, role = split_line(role)
        fields.setdefault("on", self.today)
        added: Application = self._add_at(
            f"apply: {one_line(role, 60)}",
            company,
            lambda at: Application(self._next_search_id("applications"), role, company=at, **fields),
        )
        return added

    def _add_at(self, label: str, company: str, make: Any) -> Any:
        """Store a new record, and its company with it where that is new, in one change."""
        from mentor.journey.search import Company
        from mentor.store.store import OvertakenError

        while True:
            puts: list[Record] = []
            at = self._company_id(company)
            if company.strip() and not at:
                puts.append(self._tidied(Company(self._next_search_id("companies"), company, self.today)))
                at = puts[0].id
            record = self._tidied(make(at), known=puts)
            try:
                self.commit(label, [*puts, record], only_new=True)
            except OvertakenError:
                continue
            return record

    def _company_id(self, company: str) -> str:
        if company in self.journey.companies:
            return company
        found = self.company_named(company) if company.strip() else None
        return found.id if found else ""

    # ------------------------------------------------------------------ changing

    def change_search(self, record: SearchRecord, **fields: Any) -> SearchRecord:
        """Change a company, a person or an application in place.

        Args:
            record: As it was.
            fields: What is to be different; `company` may be a name, which comes onto the list where it is new.

        Raises:
            InputError: It cannot be so.
        """
        from mentor.journey.search import Company

        before: SearchRecord = self.search_record(record.table, record.id)
        puts: list[Record] = []
        if name := fields.get("company", ""):
            fields["company"] = self._company_id(name)
            if not fields["company"]:
                puts.append(self._tidied(Company(self._next_search_id("companies"), name, self.today)))
                fields["company"] = puts[0].id
        after = self._tidied(replace(before, **fields), known=puts)
        if after != before:
            self.commit(f"change {WORDS[record.table][0]} {record.id}", [*puts, after])
        return after

    def archive(self, records: Iterable[SearchRecord], *, archived: bool = True) -> int:
        """Put records away, or bring them back; says how many changed. What is away stays in every count."""
        changed = [replace(one, archived=archived) for one in records if one.archived != archived]
        if changed:
            what = WORDS[changed[0].table][0]
            said = f"{what} {changed[0].id}" if len(changed) == 1 else f"{len(changed)} records"
            self.commit(f"{'archive' if archived else 'bring back'} {said}", changed)
        return len(changed)

    def remove_search(self, table: SearchTable, id_: str) -> None:
        """Remove a record entered by mistake.

        Raises:
            InputError: There is none, or others speak of it.
        """
        self.search_record(table, id_)
        journey = self.journey
        links: list[Person | Application | Offer] = [
            *journey.people.values(),
            *journey.applications.values(),
            *journey.offers.values(),
        ]
        if table == "companies":
            spoken = [one.id for one in links if one.company == id_]
        elif table == "people":
            spoken = [one.id for one in journey.applications.values() if one.person == id_]
            spoken += [one.id for one in journey.messages.values() if one.person == id_]
        else:
            spoken = [one.id for one in journey.offers.values() if one.application == id_]
        if spoken:
            named = ", ".join(spoken[:5]) + (" ..." if len(spoken) > 5 else "")
            raise InputError(
                f"{id_} is spoken of by {counted(len(spoken), 'record')} ({named}).",
                hint="Archive it instead; it then stays out of the lists.",
            )
        self.commit(f"remove {WORDS[table][0]} {id_}", deletes=[(table, id_)])

    # ------------------------------------------------------------------ moving an application on

    def send(self, id_: str, on: date | None = None) -> Application:
        """Say that an application which was put down went out.

        Raises:
            InputError: There is none, or it did already.
        """
        before = self._application(id_)
        if before.sent:
            raise InputError(f"{id_} went out on {before.on} already.")
        return self._moved(f"send {id_}", replace(before, sent=True, on=on or self.today))

    def reach(self, id_: str, stage: str, on: date | None = None) -> Application:
        """Note that an application reached a stage, on a day or for a day ahead; a closed one is open again.

        Raises:
            InputError: There is none, no such stage, or the day is before the application.
        """
        from mentor.journey.search import STAGES

        if stage not in STAGES:
            near = did_you_mean(stage, STAGES) or "."
            raise InputError(f"No stage is called {stage}{near}", hint=f"Stages: {', '.join(STAGES)}.")
        before = self._application(id_)
        stages = {**before.stages, stage: on or self.today}
        stages = {key: stages[key] for key in STAGES if key in stages}
        after = replace(before, sent=True, stages=stages, outcome="open", ended=None)
        return self._moved(f"{id_}: {stage}", after)

    def unreach(self, id_: str) -> Application:
        """Take back the last stage of an application.

        Raises:
            InputError: There is none, or nobody answered yet.
        """
        before = self._application(id_)
        if before.furthest is None:
            raise InputError(f"{id_} has reached no stage yet.")
        stages = {stage: day for stage, day in before.stages.items() if stage != before.furthest}
        return self._moved(f"{id_}: not {before.furthest}", replace(before, stages=stages))

    def close(self, id_: str, outcome: str, on: date | None = None) -> Application:
        """Close an application with an outcome; `open` opens it again.

        Raises:
            InputError: There is none, no such outcome, or it was never sent.
        """
        from mentor.journey.search import OUTCOMES

        if outcome not in OUTCOMES:
            near = did_you_mean(outcome, OUTCOMES) or "."
            raise InputError(f"No outcome is called {outcome}{near}", hint=f"Outcomes: {', '.join(OUTCOMES)}.")
        before = self._application(id_)
        if not before.sent:
            raise InputError(f"{id_} was not sent yet.", hint="Send it first, or archive it.")
        ended = None if outcome == "open" else on or self.today
        return self._moved(f"{id_}: {outcome}", replace(before, outcome=outcome, ended=ended))

    def _moved(self, label: str, after: Application) -> Application:
        after = self._tidied(after)
        if after != self.journey.applications[after.id]:
            self.commit(label, [after])
        return after

    # ------------------------------------------------------------------ finding and checking

    def search_record(self, table: str, id_: str) -> Any:
        """A record of the search by its id.

        Raises:
            InputError: There is none.
        """
        rows = getattr(self.journey, table)
        if id_ not in rows:
            what = WORDS[table][0]
            known = ", ".join(list(rows)[-5:])
            hint = f"There are: {'... ' if len(rows) > 5 else ''}{known}." if rows else f"No {what} is recorded yet."
            raise InputError(f"No {what} has the id {one_line(id_, 40)}.", hint=hint)
        return rows[id_]

    def _application(self, id_: str) -> Application:
        found: Application = self.search_record("applications", id_)
        return found

    def _next_search_id(self, table: SearchTable) -> str:
        # Ids of removed records are not given away while others still speak of them; removing takes care of that.
        return self.journey.next_id(table, WORDS[table][1])

    def _tidied(self, record: R, known: Iterable[Record] = ()) -> R:
        """A record with clean texts.

        Args:
            record: The record.
            known: Companies that are stored together with it.

        Raises:
            InputError: It cannot be so.
        """
        from mentor.journey.search import Application, Company

        texts = {
            name: clean(value, _LONG[name]).strip() if name in _LONG else one_line(value, LINE_LENGTH).strip()
            for name, value in record.to_fields().items()
            if isinstance(value, str) and isinstance(getattr(record, name), str) and name != "id"
        }
        record = replace(record, **texts)
        needed = _NEEDED[record.table]
        if not getattr(record, needed):
            raise InputError(f"{WORDS[record.table][0].capitalize()}: the {needed} is missing.")
        here = {*self.journey.companies, *(one.id for one in known)}
        if (company := getattr(record, "company", "")) and company not in here:
            self.search_record("companies", company)
        if isinstance(record, Company):
            self._check_type(record.type)
        elif isinstance(record, Application):
            self._check_application(record)
        return record

    def _check_type(self, type_: str) -> None:
        known = self.content.companies
        if type_ and type_ not in known:
            near = did_you_mean(type_, known) or "."
            raise InputError(f"No type of company is called {type_}{near}", hint=f"Types: {', '.join(known)}.")

    def _check_application(self, record: Application) -> None:
        from mentor.journey.search import CHANNELS

        if record.channel not in CHANNELS:
            near = did_you_mean(record.channel, CHANNELS) or "."
            raise InputError(f"No channel is called {record.channel}{near}", hint=f"Channels: {', '.join(CHANNELS)}.")
        if record.person:
            self.search_record("people", record.person)
        if record.sent and record.on > self.today:
            raise InputError(f"An application cannot have gone out on {record.on}: that day is still to come.")
        for stage, day in record.stages.items():
            if day < record.on:
                raise InputError(f"The {stage} on {day} would be before the application went out on {record.on}.")


def split_line(text: str) -> tuple[str, str]:
    """Company and role of `Company / role`; a line without a stroke is a role alone."""
    company, stroke, role = text.partition(" / ")
    return (company.strip(), role.strip()) if stroke else ("", text.strip())


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
