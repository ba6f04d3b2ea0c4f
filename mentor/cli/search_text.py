"""Companies, people and applications as text and as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from mentor.cli.page import Page
from mentor.coach.pipeline import AT_TITLES, CHANNEL_TITLES, STATE_TITLES, Standing
from mentor.session import Session
from mentor.session.search_words import title_of
from mentor.text import counted, shorten

if TYPE_CHECKING:
    from mentor.journey import Journey
    from mentor.journey.search import Application, Company, Person

NARROW = 64
"""Columns below which a row's text stands under its label."""
TEXT = 60
"""Characters of a note, or of a reason, in a list."""


def write_rows(page: Page, rows: Sequence[tuple[str, str]]) -> None:
    """Labels of one width, each with a text beside it, or under it where the page is narrow."""
    width = max((len(label) for label, _ in rows), default=0)
    for label, text in rows:
        if page.width < NARROW:
            page.line(label, style="dim")
            page.line(text, indent=2)
        else:
            page.row(label, text, column=width + 2)


def application_row(journey: Journey, of: Standing, digits: int, today: date) -> tuple[str, str]:
    """An application in a list: where it stands, and what it is."""
    one = of.application
    label = f"{one.id:<{digits}}  {of.since.isoformat()}  {AT_TITLES[of.at]:<9}  {STATE_TITLES[of.state]:<9}"
    parts = [title_of(journey, one), CHANNEL_TITLES[one.channel]]
    if of.state == "open" and of.closes is not None:
        parts.append(f"closes after {of.closes.isoformat()}" if of.since <= today else "arranged")
    if (person := journey.people.get(one.person)) is not None:
        parts.append(f"by {person.name}")
    if one.resume:
        parts.append(f"resume {one.resume}")
    return label, " · ".join(parts)


def application_data(of: Standing) -> dict[str, Any]:
    """An application for scripts."""
    fields = _data(of.application)
    more = {"at": of.at, "state": of.state, "since": of.since.isoformat(), "closes": _day(of.closes)}
    return {**fields, **more}


def company_row(one: Company, people: int, applications: int) -> tuple[str, str]:
    """A company in a list: what it is, and what is going on there."""
    parts = [one.name]
    if one.type:
        parts.append(one.type.replace("_", " "))
    if one.own_industry:
        parts.append("your industry")
    parts.append("1 person" if people == 1 else f"{people} people" if people else "nobody known there yet")
    if applications:
        parts.append(counted(applications, "application"))
    if one.why:
        parts.append(shorten(one.why, TEXT))
    return one.id, " · ".join(parts)


def company_data(one: Company, people: Iterable[str], applications: Iterable[str]) -> dict[str, Any]:
    """A company for scripts."""
    return {**_data(one), "people": list(people), "applications": list(applications)}


def person_row(journey: Journey, one: Person) -> tuple[str, str]:
    """A person in a list: who they are, the last contact, the next step."""
    parts = [title_of(journey, one)]
    if one.role:
        parts.append(one.role)
    parts.append(f"last {one.last.isoformat()}" if one.last else "not written to yet")
    if one.next or one.next_on:
        on = f" on {one.next_on.isoformat()}" if one.next_on else ""
        parts.append(f"next{on}: {shorten(one.next, TEXT)}" if one.next else f"next{on}")
    return one.id, " · ".join(parts)


def person_data(one: Person) -> dict[str, Any]:
    """A person for scripts."""
    return _data(one)


def data_of(session: Session, record: Any) -> dict[str, Any]:
    """A record of the search for scripts, as its list shows it."""
    match record.table:
        case "applications":
            return application_data(session.standing(record))
        case "companies":
            journey = session.journey
            people = [one.id for one in journey.people.values() if one.company == record.id]
            sent = [one.id for one in journey.applications.values() if one.company == record.id]
            return company_data(record, people, sent)
    return person_data(record)


def _data(record: Application | Company | Person) -> dict[str, Any]:
    fields = {name: None if value == "" else value for name, value in record.to_fields().items()}
    if record.table != "applications":  # of an application it is the day it went out
        fields["added"] = fields.pop("on")
    return fields


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
