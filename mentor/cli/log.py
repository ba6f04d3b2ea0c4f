"""`mentor log`: logs time, shows what was logged, puts an entry right."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from mentor.cli.context import Context
from mentor.cli.log_text import entry_line, week_line, write_entries
from mentor.cli.output import show, show_json
from mentor.cli.page import Page
from mentor.cli.pairs import read_pairs
from mentor.coach.spent import between, minutes_of
from mentor.days import read_day
from mentor.errors import InputError
from mentor.journey.time import KINDS, LogEntry
from mentor.session import Session
from mentor.session.timelog import LINKS, read_kind, read_minutes
from mentor.shape import did_you_mean
from mentor.text import shorten

LAST = 10
"""Entries shown unless more are asked for."""
DIGITS_OF_NUMBER = 5
"""Longer numbers are ids."""
KEYS = ("minutes", "kind", "note", "on", *LINKS)


def run(arguments: Namespace, context: Context) -> int:
    """Log, show, edit or delete, as the words say."""
    session = context.begun_session()
    words = arguments.words
    if not words or words[0] in ("edit", "delete"):
        _refuse(arguments, "on", "yesterday", *LINKS, why="goes with a duration and a kind")
    if words:
        _refuse(arguments, "last", why="goes with `mentor log` alone")
    if not words:
        return _list(session, arguments.last or LAST, as_json=arguments.json)
    if words[0] == "edit":
        old = _found(session, words[1:2], "edit")
        new = session.change_entry(_changed(session, old, words[2:]))
        return tell(session, "Changed", new, as_json=arguments.json)
    if words[0] == "delete":
        if len(words) > 2:
            raise InputError("One entry at a time is deleted.", hint="mentor log delete 1")
        old = _found(session, words[1:2], "delete")
        session.delete_entry(old.id)
        return tell(session, "Deleted", old, "`mentor undo` brings it back.", as_json=arguments.json)
    return _add(session, arguments)


def _refuse(arguments: Namespace, *names: str, why: str) -> None:
    for name in names:
        if getattr(arguments, name):
            raise InputError(f"--{name} {why}.", hint="How it is used: mentor log --help")


def _add(session: Session, arguments: Namespace) -> int:
    first, kind, note = arguments.words[0], arguments.words[1:2], " ".join(arguments.words[2:])
    if first in KINDS:
        raise InputError("The duration comes first.", hint=f"mentor log 1h30 {first}")
    minutes = read_minutes(first)
    if not kind:
        raise InputError("Say what it was spent on.", hint=f"mentor log {first} KIND; kinds: {', '.join(KINDS)}.")
    on = session.today - timedelta(days=1) if arguments.yesterday else arguments.on
    entry = session.log_time(minutes, kind[0], note, on=on, **links_of(session, arguments))
    hint = ""
    if entry.action in session.journey.log:
        hint = (
            f"The tick of {entry.action} logged time as well; `mentor log edit` or `mentor log delete` puts it right."
        )
    return tell(session, "Logged", entry, hint, as_json=arguments.json)


def links_of(session: Session, arguments: Namespace) -> dict[str, str]:
    """What the time is linked to; an action may be given by its number in this week."""
    given = {name: getattr(arguments, name) for name in LINKS}
    if given["action"]:
        given["action"] = session.find_action(given["action"]).id
    return given


def tell(session: Session, what: str, entry: LogEntry, hint: str = "", *, as_json: bool) -> int:
    """Say what became of an entry, and where the week stands."""
    if as_json:
        show_json({what.lower(): _data(entry), "week": week_data(session)})
        return 0
    page = Page.for_output()
    page.line(f"{what}: {entry_line(session, entry)}")
    if hint:
        page.line(hint)
    page.line(week_line(week_data(session)), style="dim")
    show(page)
    return 0


def _list(session: Session, last: int, *, as_json: bool) -> int:
    newest = list(enumerate(_newest_first(session), 1))
    if as_json:
        data = [{"number": number, **_data(entry)} for number, entry in newest[:last]]
        show_json({"entries": data, "of": len(newest), "week": week_data(session)})
        return 0
    page = Page.for_output()
    write_entries(page, session, newest[:last], len(newest))
    page.line(week_line(week_data(session)), style="bold" if newest else "")
    show(page)
    return 0


def _data(entry: LogEntry) -> dict[str, Any]:
    return {name: None if value == "" else value for name, value in entry.to_fields().items()}


def _newest_first(session: Session) -> list[LogEntry]:
    return list(reversed(session.journey.spent))


def week_data(session: Session) -> dict[str, Any]:
    """Minutes of the running week by kind, or of the last seven days where none runs."""
    today, current = session.today, session.current_week()
    running = current is not None and current.week.start <= today <= current.week.end
    first = current.week.start if current and running else today - timedelta(days=6)
    last = current.week.end if current and running else today
    found = between(session.journey.spent, first, last)
    by_kind = {kind: minutes_of(found, kind) for kind in KINDS}
    return {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "minutes": minutes_of(found),
        "planned": current.week.minutes_planned if current and running else None,
        "by_kind": {kind: minutes for kind, minutes in by_kind.items() if minutes},
    }


def _found(session: Session, words: Sequence[str], verb: str) -> LogEntry:
    """An entry by its number, counted from the newest, or by its id.

    Raises:
        InputError: There is none.
    """
    key = words[0] if words else ""
    newest = _newest_first(session)
    if key.isascii() and key.isdecimal() and len(key) <= DIGITS_OF_NUMBER:
        if 1 <= int(key) <= len(newest):
            return newest[int(key) - 1]
    elif (entry := next((entry for entry in newest if entry.id == key), None)) is not None:
        return entry
    told = f"The log has no entry {key}." if key else f"Say which entry to {verb}."
    raise InputError(told, hint=f"`mentor log` numbers the last ones: mentor log {verb} 1")


def _changed(session: Session, entry: LogEntry, words: Sequence[str]) -> LogEntry:
    """The entry with the pairs put in.

    Raises:
        InputError: Something about the pairs is wrong; all of it is listed.
    """
    problems: list[str] = []
    values: dict[str, Any] = {}
    for key, text in read_pairs(words, problems).items():
        if key not in KEYS:
            problems.append(f"{key}: an entry has no such key{did_you_mean(key, KEYS)}")
            continue
        try:
            values[key] = _read(session, key, text)
        except InputError as error:
            problems.append(f"{key}: {error.message}")
    if not words:
        problems.append("say what to change, such as minutes=45")
    if problems:
        lines = [shorten(line, 240) for line in problems]
        raise InputError("The entry was not changed:", details=lines, hint=f"Keys: {', '.join(KEYS)}.")
    return replace(entry, **values)


def _read(session: Session, key: str, text: str) -> Any:
    none = text.lower() in ("", "none")
    match key:
        case "minutes":
            return read_minutes(text)
        case "kind":
            return read_kind(text)
        case "on":
            return _day(text)
        case "action" if not none:
            return session.find_action(text).id
    return "" if none else text


def _day(text: str) -> date:
    try:
        return read_day(text)
    except ValueError as error:
        raise InputError(f"{text or 'nothing'} {error}.") from None
