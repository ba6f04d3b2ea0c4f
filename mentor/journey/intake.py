"""Reads the first-run questions from a file: everything in it is right, or nothing is taken."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from mentor.journey.records import History, Profile, Rating
from mentor.shape import build, did_you_mean, shape_of, shown
from mentor.text import one_line

T = TypeVar("T")

SECTIONS = ("profile", "history", "levels")
HOURS = (1, 80)
"""Hours a week that make a plan."""
DEADLINE = (1, 120)
"""Months until a wished deadline."""
COUNTS = (0, 10_000)
"""Everything else that is counted."""
INDUSTRY_LENGTH = 60


@dataclass(frozen=True)
class Intake:
    """What an intake file says."""

    profile: Profile
    ratings: tuple[Rating, ...]


def read_intake(table: Mapping[str, Any], known: Collection[str], today: date) -> tuple[Intake | None, list[str]]:
    """An intake file's parsed table as records.

    Args:
        table: The parsed TOML.
        known: Area and item ids that may be rated.
        today: The day the ratings are of.

    Returns:
        The intake, or None; and every problem, each beginning with its key.
    """
    problems = [f"{key}: unknown section{did_you_mean(key, SECTIONS)}" for key in table if key not in SECTIONS]
    profile = read_profile(table, today, problems)
    ratings = _read_levels(table.get("levels", {}), known, today, problems)
    return (Intake(profile, ratings) if profile and not problems else None), problems


def read_profile(table: Mapping[str, Any], today: date, problems: list[str]) -> Profile | None:
    """The profile from the `profile` and `history` sections; problems are appended, each with its key."""
    given = _section(table, "profile", problems)
    if given is None and table.get("profile") is None:
        problems.append("profile: the section is missing; it needs at least start and hours_per_week")
    past = _section(table, "history", problems)
    own = [name for name in shape_of(Profile) if name not in ("id", "since", "history")]
    known = _known(given or {}, "profile", own, problems)
    if isinstance(known.get("industry"), str):
        known["industry"] = one_line(known["industry"], INDUSTRY_LENGTH)
    known_past = _known(past or {}, "history", shape_of(History), problems)
    before = len(problems)
    history = _built(History, known_past, "history", problems)
    profile = None
    if given is not None:
        fields = {**known, "id": "profile", "since": today.isoformat()}
        profile = _built(Profile, fields, "profile", problems)
    wrong = {line.partition(":")[0] for line in problems[before:]}
    ranges = _out_of_range({"profile": known, "history": known_past})
    problems.extend(line for line in ranges if line.partition(":")[0] not in wrong)
    return replace(profile, history=history) if profile and history else None


def _known(given: Mapping[str, Any], where: str, own: Collection[str], problems: list[str]) -> dict[str, Any]:
    """What of a section are its own keys; the others are problems."""
    problems.extend(f"{where}.{key}: unknown key{did_you_mean(key, own)}" for key in given if key not in own)
    return {key: value for key, value in given.items() if key in own}


def _built(cls: type[T], fields: Mapping[str, Any], where: str, problems: list[str]) -> T | None:
    """The value; its problems begin with `section.key:` instead of `section: key`."""
    missing = " is missing"
    found: list[str] = []
    value = build(cls, fields, where, found)
    for line in found:
        keyed = line.replace(": ", ".", 1)
        problems.append(f"{keyed.removesuffix(missing)}: this key{missing}" if keyed.endswith(missing) else keyed)
    return value


def profile_problems(profile: Profile) -> list[str]:
    """What is out of range in a profile, each with its key."""
    fields = profile.to_fields()
    return _out_of_range({"profile": fields, "history": fields["history"]})


def _out_of_range(sections: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The numbers that no plan can be made of, each with its key; what is no number is passed over."""
    own = {"profile.hours_per_week": HOURS, "profile.deadline_months": DEADLINE}
    problems = []
    for section, values in sections.items():
        for name, value in values.items():
            low, high = own.get(f"{section}.{name}", COUNTS)
            if isinstance(value, int | float) and not isinstance(value, bool) and not low <= value <= high:
                problems.append(f"{section}.{name}: {shown(value).removesuffix('.0')} is not between {low} and {high}")
    return problems


def _section(table: Mapping[str, Any], name: str, problems: list[str]) -> Mapping[str, Any] | None:
    value = table.get(name)
    if isinstance(value, Mapping):
        return value
    if value is not None:
        problems.append(f"{name}: a table is needed, as in [{name}]")
    return None


def _read_levels(levels: Any, known: Collection[str], today: date, problems: list[str]) -> tuple[Rating, ...]:
    if not isinstance(levels, Mapping):
        problems.append("levels: a table is needed, as in [levels]")
        return ()
    ratings = []
    seen: set[str] = set()
    # A dotted item id (A01.1) is a nested table to TOML unless quoted; take both.
    for key, value in _flat(levels):
        if key in seen:
            problems.append(f"levels.{key}: given twice")
        elif key not in known:
            problems.append(f"levels.{key}: no area or item has this id{did_you_mean(key, known)}")
        elif (level := level_from(value)) is None:
            problems.append(f"levels.{key}: {shown(value)} is no level; give a whole number from 0 to 4")
        else:
            ratings.append(Rating(key, level, today))
        seen.add(key)
    return tuple(ratings)


def _flat(levels: Mapping[str, Any]) -> list[tuple[str, Any]]:
    flat: list[tuple[str, Any]] = []
    for key, value in levels.items():
        if isinstance(value, Mapping):
            flat.extend((f"{key}.{inner}", level) for inner, level in value.items())
        else:
            flat.append((key, value))
    return flat


def level_from(value: Any) -> int | None:
    """A level 0-4 from what a file or a command line holds, or None."""
    if isinstance(value, str) and value.strip() in ("0", "1", "2", "3", "4"):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 4:
        return None
    return value
