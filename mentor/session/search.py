"""The job search: companies, people and applications as the user puts them down and moves them on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from mentor.errors import InputError
from mentor.session.search_base import SearchBase
from mentor.session.search_words import WORDS, SearchRecord, SearchTable, folded, one_of, split_line
from mentor.text import counted, one_line

if TYPE_CHECKING:  # the records of the search are imported when one is made
    from mentor.journey.record import Record
    from mentor.journey.search import Application, Company, Offer, Outcome, Person


class SearchPart(SearchBase):
    """Companies, people, applications."""

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

        def make(_: list[Record]) -> Company:
            company = self._tidied(Company(self._next_search_id("companies"), name, self.today, **fields))
            self._refuse_twin(company)
            return company

        return self._store_with(f"add company {one_line(name, 60)}", make)

    def add_person(self, name: str, company: str = "", **fields: Any) -> Person:
        """Put somebody down; their company comes onto the list where it is not there yet.

        Args:
            name: Their name.
            company: The company's name or id; empty for none.
            fields: role, met, ask, last, next, next_on, note.

        Raises:
            InputError: There is no name, or somebody of that name is at the company already.
        """
        from mentor.journey.search import Person

        def make(beside: list[Record]) -> Person:
            at = self._company_at(company, beside)
            person = self._tidied(Person(self._next_search_id("people"), name, self.today, at, **fields), beside)
            self._refuse_twin(person)
            return person

        return self._store_with(f"add {one_line(name, 60)}", make)

    def apply(self, role: str, company: str = "", **fields: Any) -> Application:
        """Put an application down; company and person come onto their lists where they are not there yet.

        Args:
            role: The title applied for; `Company / role` in one line names both.
            company: The company's name or id; empty for none.
            fields: on, channel, ad, resume, person (name or id), note, sent.

        Raises:
            InputError: There is no role, or something of it cannot be so.
        """
        from mentor.journey.search import Application

        if not company:
            company, role = split_line(role)
        fields.setdefault("on", self.today)
        by = fields.pop("person", "")

        def make(beside: list[Record]) -> Application:
            at = self._company_at(company, beside)
            person = self._person_by(by, at, beside)
            id_ = self._next_search_id("applications")
            return self._tidied(Application(id_, role, company=at, person=person, **fields), beside)

        return self._store_with(f"apply: {one_line(role, 60)}", make)

    def _refuse_twin(self, record: Any) -> None:
        """Raise where another record has the same name, a person's at the same company."""
        at = getattr(record, "company", None)
        twin = self.company_named(record.name) if at is None else self.person_named(record.name, at)
        if twin is not None and twin.id != record.id:
            hint = "" if at is None else "Put down what tells them apart, such as the surname."
            away = " (archived)" if twin.archived else ""
            raise InputError(f"{self.search_title(twin)} is on the list already: {twin.id}{away}.", hint=hint)

    # ------------------------------------------------------------------ changing

    def change_search(self, record: SearchRecord, **fields: Any) -> SearchRecord:
        """Change a company, a person or an application in place.

        Args:
            record: Which one; what is not in the fields stays as it is stored.
            fields: What is to be different; `company` and `person` may be names, which come onto the lists where they
                are new.

        Raises:
            InputError: It cannot be so.
        """
        key = (record.table, record.id)

        def make(beside: list[Record]) -> SearchRecord:
            before: SearchRecord = self.search_record(*key)
            new = dict(fields)
            if "company" in new:
                new["company"] = self._company_at(new["company"], beside)
            if "person" in new:
                at = new.get("company", getattr(before, "company", ""))
                new["person"] = self._person_by(new["person"], at, beside)
            after = self._tidied(replace(before, **new), beside)
            if after.table != "applications" and _known_by(after) != _known_by(before):
                self._refuse_twin(after)
            return after

        return self._store_with(f"change {WORDS[record.table][0]} {record.id}", make, changes=key)

    def archive(self, records: Iterable[SearchRecord], *, archived: bool = True) -> int:
        """Put records away, or bring them back; says how many changed. What is away stays in every count."""
        as_stored: list[SearchRecord] = [self.search_record(one.table, one.id) for one in records]
        changed = {one.id: replace(one, archived=archived) for one in as_stored if one.archived != archived}
        if changed:
            first = next(iter(changed.values()))
            said = f"{WORDS[first.table][0]} {first.id}" if len(changed) == 1 else f"{len(changed)} records"
            self.commit(f"{'archive' if archived else 'bring back'} {said}", list(changed.values()))
        return len(changed)

    def remove_search(self, table: SearchTable, id_: str) -> None:
        """Remove a record entered by mistake.

        Raises:
            InputError: There is none, or others speak of it.
        """
        self.search_record(table, id_)
        if spoken := self._speaking_of(table, id_):
            named = ", ".join(spoken[:5]) + (" ..." if len(spoken) > 5 else "")
            raise InputError(
                f"{id_} is spoken of by {counted(len(spoken), 'record')} ({named}).",
                hint="Archive it instead; it then stays out of the lists.",
            )
        self.commit(f"remove {WORDS[table][0]} {id_}", deletes=[(table, id_)])

    def _speaking_of(self, table: SearchTable, id_: str) -> list[str]:
        """The ids of the records that speak of another one."""
        journey = self.journey
        if table == "companies":
            links: list[Person | Application | Offer] = [
                *journey.people.values(),
                *journey.applications.values(),
                *journey.offers.values(),
            ]
            return [one.id for one in links if one.company == id_]
        if table == "people":
            helped = [one.id for one in journey.applications.values() if one.person == id_]
            return helped + [one.id for one in journey.messages.values() if one.person == id_]
        return [one.id for one in journey.offers.values() if one.application == id_]

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

        one_of("stage", stage, STAGES)
        before = self._application(id_)
        stages = {**before.stages, stage: on or self.today}
        after = replace(before, sent=True, stages=stages, outcome="open", ended=None)
        return self._moved(f"{id_}: {stage}", after)

    def unreach(self, id_: str) -> Application:
        """Take back the last stage of an application; one that was accepted is open again.

        Raises:
            InputError: There is none, or nobody answered yet.
        """
        before = self._application(id_)
        if before.furthest is None:
            raise InputError(f"{id_} has reached no stage yet.")
        stages = {stage: day for stage, day in before.stages.items() if stage != before.furthest}
        after = replace(before, stages=stages)
        if before.outcome == "accepted":
            after = replace(after, outcome="open", ended=None)
        return self._moved(f"{id_}: not {before.furthest}", after)

    def close(self, id_: str, outcome: str, on: date | None = None) -> Application:
        """Close an application with an outcome; `open` opens it again, and `accepted` implies the offer.

        Raises:
            InputError: There is none, no such outcome, or it was never sent.
        """
        from mentor.journey.search import OUTCOMES

        one_of("outcome", outcome, OUTCOMES)
        before = self._application(id_)
        if not before.sent:
            raise InputError(f"{id_} was not sent yet.", hint="Send it first, or archive it.")
        ended = None if outcome == "open" else on or self.today
        return self._moved(f"{id_}: {outcome}", replace(before, outcome=cast("Outcome", outcome), ended=ended))

    def _moved(self, label: str, after: Application) -> Application:
        after = self._tidied(after)
        if after != self.journey.applications[after.id]:
            self.commit(label, [after])
        return after

    def _application(self, id_: str) -> Application:
        found: Application = self.search_record("applications", id_)
        return found


def _known_by(record: Any) -> tuple[str, str]:
    """What no two companies, and no two people, have in common."""
    return folded(record.name), getattr(record, "company", "")
