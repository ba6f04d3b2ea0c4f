"""What the three lists of the Search hold, in which order, and what of it holds some words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Literal, get_args

from mentor.coach.pipeline import (
    AT,
    AT_TITLES,
    CHANNEL_TITLES,
    STATE_TITLES,
    At,
    FollowUp,
    Standing,
    follow_ups,
    pipeline,
    targets_with_people,
)
from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.search import Application, Company, Message, Person

ListName = Literal["applications", "people", "companies"]
LISTS: tuple[ListName, ...] = get_args(ListName)
TITLES: dict[ListName, str] = {"applications": "Applications", "people": "People", "companies": "Companies"}
ID_LETTERS: dict[str, ListName] = {"a": "applications", "h": "people", "c": "companies"}
ORDERS: dict[ListName, tuple[str, ...]] = {
    "applications": ("latest move", "furthest stage", "company", "closing first"),
    "people": ("due first", "name", "company", "last contact"),
    "companies": ("newest", "name", "type"),
}
"""How each list can be ordered; it begins with the first."""
SHOWS: dict[ListName, tuple[str, ...]] = {
    "applications": ("", "open only", "with archived"),
    "people": ("", "with archived"),
    "companies": ("", "with archived"),
}
"""What of each list can be shown: without a word, all that is not archived."""
_FAR = date.max


@dataclass(frozen=True)
class Counts:
    """The search in figures; what is archived is left out, as it is in the lists.

    Attributes:
        at: Open applications by the furthest they came.
        closed: Those that nothing can come of any more.
        closing: Open ones that silence closes within `closing_days`.
        due: People to write to.
        known: Companies with a person, of the `wanted` ones that are the first target.
    """

    at: dict[At, int]
    closed: int
    closing: int
    closing_days: int
    due: int
    known: int
    wanted: int


class SearchLists:
    """The lists of one journey on one day."""

    def __init__(self, content: Content, journey: Journey, today: date) -> None:
        self.content, self.journey, self.today = content, journey, today
        self.standings: dict[str, Standing] = {one.application.id: one for one in pipeline(content, journey, today)}
        self.due: dict[str, FollowUp] = {one.person.id: one for one in follow_ups(content, journey, today)}
        self._words: dict[ListName, dict[str, str]] = {}

    # ------------------------------------------------------------------ figures and links

    @cached_property
    def counts(self) -> Counts:
        """The search in figures."""
        live = [one for one in self.standings.values() if not one.application.archived]
        at = Counter(one.at for one in live if one.open)
        numbers = self.content.values("search")
        soon = self.today + timedelta(days=int(numbers["closing_days"]))
        return Counts(
            {name: at[name] for name in AT},
            sum(not one.open for one in live),
            sum(one.open and one.closes is not None and one.closes <= soon for one in live),
            int(numbers["closing_days"]),
            len(self.due),
            targets_with_people(self.journey)[1],
            int(numbers["first_companies"]),
        )

    @cached_property
    def people_at(self) -> dict[str, list[Person]]:
        """Those known at each company, by its id; without those archived."""
        found: dict[str, list[Person]] = {}
        for one in self.journey.people.values():
            if one.company and not one.archived:
                found.setdefault(one.company, []).append(one)
        return found

    @cached_property
    def applied_at(self) -> dict[str, list[Standing]]:
        """The applications at each company, by its id, what moved last first."""
        found: dict[str, list[Standing]] = {}
        for one in self.standings.values():
            found.setdefault(one.application.company, []).append(one)
        return found

    @cached_property
    def sent_to(self) -> dict[str, list[Message]]:
        """The messages that went to each person, by their id, oldest first."""
        found: dict[str, list[Message]] = {}
        for one in sorted(self.journey.messages.values(), key=lambda one: (one.on, len(one.id), one.id)):
            if one.sent:
                found.setdefault(one.person, []).append(one)
        return found

    def company(self, id_: str) -> Company | None:
        """A company by its id."""
        return self.journey.companies.get(id_)

    def name_of(self, company: str) -> str:
        """A company's name by its id; empty for none."""
        found = self.company(company)
        return found.name if found else ""

    def called(self, application: Application) -> str:
        """`Company / role`, or the role alone."""
        name = self.name_of(application.company)
        return f"{name} / {application.role}" if name else application.role

    def last_contact(self, person: Person) -> date | None:
        """The last day in touch, messages included."""
        days = [day for one in self.sent_to.get(person.id, ()) for day in (one.on, one.answered) if day]
        return max([*days, *([person.last] if person.last else [])], default=None)

    # ------------------------------------------------------------------ lists

    def total(self, of: ListName) -> int:
        """How long a list is without what is archived."""
        return sum(not one.archived for one in self._records(of))

    def keys(self, of: ListName, order: str, show: str, words: str) -> list[str]:
        """The ids of a list's rows.

        Args:
            of: The list.
            order: One of `ORDERS`.
            show: One of `SHOWS`.
            words: What each row has to hold, every word of it; empty for anything.
        """
        found = [one for one in self._records(of) if show == "with archived" or not one.archived]
        if show == "open only":
            found = [one for one in found if self.standings[one.id].open]
        if wanted := words.casefold().split():
            held = self._held(of)
            found = [one for one in found if all(word in held[one.id] for word in wanted)]
        return [one.id for one in sorted(found, key=self._rank(of, order))]

    def _records(self, of: ListName) -> Iterable[Any]:
        # The applications come in the order of the pipeline, which sorting keeps among equals.
        if of == "applications":
            return [one.application for one in self.standings.values()]
        return list(getattr(self.journey, of).values())[::-1]

    def _rank(self, of: ListName, order: str) -> Callable[[Any], Any]:
        if of == "applications":
            return self._rank_application(order)
        return self._rank_person(order) if of == "people" else self._rank_company(order)

    def _rank_application(self, order: str) -> Callable[[Application], Any]:
        at = {name: n for n, name in enumerate(reversed(AT))}
        match order:
            case "furthest stage":
                return lambda one: (not self.standings[one.id].open, at[self.standings[one.id].at])
            case "company":
                return lambda one: self.called(one).casefold()
            case "closing first":
                return lambda one: (not self.standings[one.id].open, self.standings[one.id].closes or _FAR)
            case _:
                return lambda _: 0

    def _rank_person(self, order: str) -> Callable[[Person], Any]:
        match order:
            case "name":
                return lambda one: one.name.casefold()
            case "company":
                return lambda one: (not one.company, self.name_of(one.company).casefold(), one.name.casefold())
            case "last contact":
                return lambda one: self.today - (self.last_contact(one) or date.min)
            case _:
                due = {id_: n for n, id_ in enumerate(self.due)}
                return lambda one: (due.get(one.id, len(due)), one.next_on or _FAR)

    def _rank_company(self, order: str) -> Callable[[Company], Any]:
        match order:
            case "name":
                return lambda one: one.name.casefold()
            case "type":
                types = {id_: n for n, id_ in enumerate(self.content.companies)}
                return lambda one: (types.get(one.type, len(types)), one.name.casefold())
            case _:
                return lambda _: 0

    def _held(self, of: ListName) -> dict[str, str]:
        """What each record says, in small letters; made when somebody looks for words."""
        if of not in self._words:
            self._words[of] = {one.id: " ".join(self._said(of, one)).casefold() for one in self._records(of)}
        return self._words[of]

    def _said(self, of: ListName, one: Any) -> Iterable[str]:
        if of == "applications":
            return self._of_application(one)
        return self._of_person(one) if of == "people" else self._of_company(one)

    def _of_application(self, one: Application) -> Iterable[str]:
        standing = self.standings[one.id]
        state = AT_TITLES[standing.at] if standing.open else STATE_TITLES[standing.state]
        return one.id, self.called(one), one.channel, CHANNEL_TITLES[one.channel], state, one.resume, one.note

    def _of_person(self, one: Person) -> Iterable[str]:
        due = "due" if one.id in self.due else ""
        return one.id, one.name, one.role, self.name_of(one.company), one.met, one.ask, one.next, one.note, due

    def _of_company(self, one: Company) -> Iterable[str]:
        kind = self.content.companies.get(one.type)
        return one.id, one.name, kind.title if kind else "", one.why, one.note
