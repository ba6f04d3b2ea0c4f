"""What `mentor applications`, `mentor companies` and `mentor people` have in common: one record, archive, files."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from mentor.cli.context import Context
from mentor.cli.output import put_out, say, show, show_json
from mentor.cli.page import Page
from mentor.cli.pairs import read_pairs
from mentor.cli.search_text import data_of
from mentor.errors import InputError
from mentor.session import Session
from mentor.session.files import read_text
from mentor.session.search_words import AD_LENGTH, WORDS, folded
from mentor.shape import did_you_mean
from mentor.text import clean, counted, shorten

KEYS: Mapping[str, tuple[str, ...]] = {
    "companies": ("name", "type", "own_industry", "why", "note"),
    "people": ("name", "company", "role", "met", "ask", "last", "next", "next_on", "note"),
    "applications": ("company", "role", "channel", "applied", "resume", "person", "note"),
}
"""What `edit` changes; the rest has commands of its own."""
COLUMN = 14
LARGEST_AD = 1_000_000
"""Bytes of a file that is looked at for an advertisement."""
SHOWN = 40
"""Rows of a file that are named one by one."""


def run_show(arguments: Namespace, context: Context) -> int:
    """Show one record in full."""
    session = context.begun_session()
    record = session.find_search(arguments.table, arguments.id)
    data = data_of(session, record)
    if arguments.json:
        show_json({WORDS[arguments.table][0]: data})
        return 0
    page = Page.for_output()
    page.line(f"{record.id} {session.search_title(record)}", style="bold")
    data["company"] = _named(session, "companies", data.get("company"))
    data["person"] = _named(session, "people", data.get("person"))
    for key, value in data.items():
        if text := _shown(value) if key not in ("id", "name") else "":
            lines = text.split("\n")
            page.row(key.replace("_", " "), lines[0], column=COLUMN)
            for line in lines[1:]:
                page.row("", line, column=COLUMN)
    show(page)
    return 0


def _named(session: Session, table: str, id_: str | None) -> str | None:
    record = getattr(session.journey, table).get(id_)
    return f"{id_} {session.search_title(record)}" if record is not None else id_


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {inner}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None or value is False else "yes" if value is True else str(value)


def run_edit(arguments: Namespace, context: Context) -> int:
    """Change one record."""
    session = context.begun_session()
    record = session.find_search(arguments.table, arguments.id)
    fields = _fields(arguments.table, arguments.pairs)
    if advert := getattr(arguments, "ad", ""):
        fields["ad"] = read_advert(advert)
    if not fields:
        raise InputError("Say what to change.", hint=f"Keys: {', '.join(KEYS[arguments.table])}.")
    return tell(session, "Changed", session.change_search(record, **fields))


def read_advert(name: str) -> str:
    """The text of an advertisement from a file; `-` reads the standard input.

    Raises:
        InputError: It cannot be read, or is longer than any advertisement.
    """
    text = clean(read_text(name, LARGEST_AD, "advertisement"), LARGEST_AD).strip()
    if len(text) > AD_LENGTH:
        told = f"{name} has {len(text):,} characters; {AD_LENGTH:,} are kept of an advertisement."
        raise InputError(told, hint="Leave out what is not the advertisement.")
    return text


def _fields(table: str, pairs: Sequence[str]) -> dict[str, Any]:
    """What the pairs say, by field.

    Raises:
        InputError: Something about them is wrong; all of it is listed.
    """
    from mentor.session.search_rows import COLUMNS, read_cell

    problems: list[str] = []
    fields: dict[str, Any] = {}
    for key, text in read_pairs(pairs, problems).items():
        if key not in KEYS[table]:
            problems.append(f"{key}: there is no such key{did_you_mean(key, KEYS[table])}")
            continue
        column = COLUMNS[table][key]
        if text.lower() in ("", "none"):
            if key == "applied":
                problems.append("applied: an application needs its day")
            fields[column.field] = {"text": "", "day": None, "mark": False}[column.kind]
            continue
        try:
            fields[column.field] = read_cell(column, text)
        except ValueError as error:
            problems.append(f"{key}: {shorten(text, 40)} {error}")
    if problems:
        raise InputError("Nothing was changed:", details=problems, hint=f"Keys: {', '.join(KEYS[table])}.")
    return fields


def run_archive(arguments: Namespace, context: Context) -> int:
    """Put records away."""
    return _put_away(arguments, context, archived=True)


def run_back(arguments: Namespace, context: Context) -> int:
    """Bring back what was put away."""
    return _put_away(arguments, context, archived=False)


def _put_away(arguments: Namespace, context: Context, *, archived: bool) -> int:
    session = context.begun_session()
    records = [session.search_record(arguments.table, id_) for id_ in arguments.ids]
    count = session.archive(records, archived=archived)
    page = Page.for_output()
    what = "Archived" if archived else "Brought back"
    page.line(f"{what}: {count} of {len(records)}. `mentor undo` takes it back." if count else "They are so already.")
    show(page)
    return 0


def run_remove(arguments: Namespace, context: Context) -> int:
    """Remove a record that was entered by mistake."""
    session = context.begun_session()
    record = session.search_record(arguments.table, arguments.id)
    session.remove_search(arguments.table, arguments.id)
    page = Page.for_output()
    page.line(f"Removed: {record.id} {session.search_title(record)}. `mentor undo` brings it back.")
    show(page)
    return 0


def run_import(arguments: Namespace, context: Context) -> int:
    """Take records from a CSV file; 1 where a row could not be taken as it stood."""
    taken = context.begun_session().import_search_file(arguments.table, arguments.file)
    page = Page.for_output()
    ids = [one.id for one in taken.records]
    count = _counted(len(ids), arguments.table)
    page.line(f"Taken: {count}, {ids[0]}{f' to {ids[-1]}' if len(ids) > 1 else ''}. `mentor undo` takes them back.")
    if taken.beside:
        new = [_counted(sum(one.table == table for one in taken.beside), table) for table in ("companies", "people")]
        page.line(f"New with them: {' and '.join(text for text in new if not text.startswith('0'))}.")
    show(page)
    for line in (*taken.remarks, *taken.problems[:SHOWN]):
        say(line)
    if (more := len(taken.problems) - SHOWN) > 0:
        say(f"and {counted(more, 'more row')}")
    return 1 if taken.problems else 0


def _counted(number: int, table: str) -> str:
    return f"{number} {WORDS[table][0] if number == 1 else table}"


def run_export(arguments: Namespace, context: Context) -> int:
    """Write a table as CSV to the standard output or into a file."""
    text = context.begun_session().export_search(arguments.table)
    put_out(text, arguments.output)
    return 0


# ---------------------------------------------------------------------- for the lists


def tell(session: Session, what: str, record: Any, *more: str) -> int:
    """Say what became of a record."""
    page = Page.for_output()
    page.line(f"{what}: {record.id} {session.search_title(record)}")
    for line in more:
        page.line(line)
    show(page)
    return 0


def with_words(records: Iterable[Any], words: Sequence[str], texts: Callable[[Any], Iterable[str]]) -> list[Any]:
    """The records in one of whose texts each word stands."""
    wanted = [folded(word) for word in " ".join(words).split()]
    if not wanted:
        return list(records)
    found = []
    for record in records:
        text = folded_all(texts(record))
        if all(word in text for word in wanted):
            found.append(record)
    return found


def folded_all(texts: Iterable[str]) -> str:
    """Several texts as one to look for words in."""
    return "\n".join(folded(text) for text in texts)


def check_sort(key: str, known: Mapping[str, Any]) -> None:
    """Make sure that a list can be sorted so.

    Raises:
        InputError: It cannot.
    """
    if key not in known:
        near = did_you_mean(key, known) or "."
        raise InputError(f"Nothing is sorted by {key}{near}", hint=f"Keys: {', '.join(known)}.")


def nothing_fits(words: Sequence[str], kinds: Sequence[str]) -> int:
    """Say that no record is to be shown, and for words of a list, which command may have been meant; 1 for those."""
    near = did_you_mean(words[0], kinds) if words else ""
    page = Page.for_output()
    page.line(
        f"Nothing fits {' '.join(words)!r}{near or '.'}" if words else "None of them; --archived shows what is away."
    )
    show(page)
    return 1 if words else 0
