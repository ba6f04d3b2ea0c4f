"""The words of the job search: what its tables are called, which names are the same, what a line says."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import fields, replace
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from unicodedata import normalize

from mentor.errors import InputError
from mentor.session.base import R
from mentor.shape import did_you_mean
from mentor.text import clean, one_line

if TYPE_CHECKING:  # the records of the search are imported when one is made
    from mentor.journey import Journey
    from mentor.journey.search import Application, Channel, Company, Person

SearchTable = Literal["companies", "people", "applications"]
SearchRecord = TypeVar("SearchRecord", bound="Company | Person | Application")
LINE_LENGTH, NOTE_LENGTH, AD_LENGTH = 200, 2_000, 20_000
WORDS: dict[str, tuple[str, str]] = {
    "companies": ("company", "c"),
    "people": ("person", "h"),
    "applications": ("application", "a"),
    "messages": ("message", "m"),
    "offers": ("offer", "of"),
}
"""Table to what one of its records is called, and the letter of its ids."""
_LONG = {"why": NOTE_LENGTH, "note": NOTE_LENGTH, "ask": NOTE_LENGTH, "next": NOTE_LENGTH, "ad": AD_LENGTH}
NEEDED = {"companies": "name", "people": "name", "applications": "role"}
"""Table to the field that none of its records does without, and goes by."""
_STROKE = re.compile(r"\s+/\s*|/\s+|^/|/$")
"""What stands between company and role: a stroke with a space beside it, so that `AI/ML engineer` is a role."""


def read_channel(words: str) -> Channel:
    """A channel by its id or its title, such as "warm contact".

    Raises:
        InputError: There is none.
    """
    from mentor.coach.pipeline import CHANNEL_TITLES
    from mentor.journey.search import CHANNELS

    key = folded(words)
    ids: dict[str, Channel] = {CHANNEL_TITLES[one]: one for one in CHANNELS} | {one: one for one in CHANNELS}
    if key not in ids:
        one_of("channel", one_line(words, 40), CHANNELS)
    return ids[key]


def one_of(what: str, word: str, known: Collection[str]) -> None:
    """Make sure that a word is one of those that there are.

    Raises:
        InputError: It is none.
    """
    if word not in known:
        near = did_you_mean(word, known) or "."
        raise InputError(f"No {what} is called {word}{near}", hint=f"There are: {', '.join(known)}.")


def split_line(text: str) -> tuple[str, str]:
    """Company and role of `Company / role`; a line without a stroke is a role alone, and so is `AI/ML engineer`."""
    parts = _STROKE.split(text.strip(), maxsplit=1)
    # What stands between two strokes is nothing: `Acme / / ML engineer` names the same as with one.
    return (parts[0].strip(), parts[1].lstrip("/ ").rstrip()) if len(parts) > 1 else ("", text.strip())


def title_of(journey: Journey, record: Any) -> str:
    """A record in a few words: a company's name, a person with their company, `Company / role`."""
    title: str = getattr(record, NEEDED[record.table])
    at = journey.companies.get(getattr(record, "company", ""))
    if at is None:
        return title
    return f"{title} ({at.name})" if record.table == "people" else f"{at.name} / {title}"


def folded(name: str) -> str:
    """A name by which two are the same: without regard to case, spaces, or how accents are put together."""
    return normalize("NFC", one_line(name, LINE_LENGTH)).casefold()


def number_of(id_: str) -> int:
    """The number within an id, by which records sort as they came: 12 of a12."""
    digits = id_.lstrip(ascii_lowercase)
    return int(digits) if digits.isdecimal() else 0


def cleaned(record: R) -> R:
    """A record with clean texts.

    Raises:
        InputError: What it is called is missing.
    """
    texts: dict[str, Any] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, str) and field.name != "id":
            long = _LONG.get(field.name)
            texts[field.name] = (clean(value, long) if long else one_line(value, LINE_LENGTH)).strip()
    needed = NEEDED[record.table]
    if not texts[needed]:
        raise InputError(f"{WORDS[record.table][0].capitalize()}: the {needed} is missing.")
    return replace(record, **texts)
