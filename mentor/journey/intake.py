"""Reads the first-run questions from a file: everything in it is right, or nothing is taken."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mentor.journey.records import History, Profile, Rating
from mentor.shape import build, did_you_mean, shape_of
from mentor.text import one_line

SECTIONS = ("profile", "history", "levels")
HOURS = (1, 80)
"""Hours a week that make a plan."""
DEADLINE = (1, 120)
"""Months until a wished deadline."""
INDUSTRY_LENGTH = 60


@dataclass(frozen=True, slots=True)
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
    if given is None:
        return None
    past = _section(table, "history", problems) or {}
    own = set(shape_of(Profile)) - {"id", "since", "history"}
    problems.extend(f"profile.{key}: unknown key{did_you_mean(key, own)}" for key in given if key not in own)
    known = {key: value for key, value in given.items() if key in own}
    if isinstance(known.get("industry"), str):
        known["industry"] = one_line(known["industry"], INDUSTRY_LENGTH)
    found: list[str] = []
    history = build(History, past, "history", found)
    profile = build(Profile, {**known, "id": "profile", "since": today.isoformat()}, "profile", found)
    problems.extend(
        line.replace(": ", ".", 1) if line.count(": ") > 1 or "is missing" in line else line for line in found
    )
    if profile is None or history is None:
        return None
    problems.extend(profile_problems(replace(profile, history=history)))
    return replace(profile, history=history)


def profile_problems(profile: Profile) -> list[str]:
    """What is out of range in a profile, each with its key."""
    problems = []
    if not HOURS[0] <= profile.hours_per_week <= HOURS[1]:
        problems.append(f"profile.hours_per_week: {profile.hours_per_week:g} is not between {HOURS[0]} and {HOURS[1]}")
    if profile.deadline_months is not None and not DEADLINE[0] <= profile.deadline_months <= DEADLINE[1]:
        problems.append(
            f"profile.deadline_months: {profile.deadline_months} is not between {DEADLINE[0]} and {DEADLINE[1]}"
        )
    counts = {"profile.ml_publications": profile.ml_publications, "profile.ml_years": profile.ml_years}
    for name in shape_of(History):
        value = getattr(profile.history, name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            counts[f"history.{name}"] = value
    problems.extend(
        f"{key}: {value:g} is not between 0 and 10000" for key, value in counts.items() if not 0 <= value <= 10_000
    )
    return problems


def _section(table: Mapping[str, Any], name: str, problems: list[str]) -> Mapping[str, Any] | None:
    value = table.get(name)
    if isinstance(value, Mapping):
        return value
    if value is not None:
        problems.append(f"{name}: a table is needed, as in [{name}]")
    elif name == "profile":
        problems.append("profile: the section is missing; it needs at least start and hours_per_week")
    return None


def _read_levels(levels: Any, known: Collection[str], today: date, problems: list[str]) -> tuple[Rating, ...]:
    if not isinstance(levels, Mapping):
        problems.append("levels: a table is needed, as in [levels]")
        return ()
    ratings = []
    # A dotted item id (A01.1) is a nested table to TOML unless quoted; take both.
    for key, value in _flat(levels):
        if key not in known:
            problems.append(f"levels.{key}: no area or item has this id{did_you_mean(key, known)}")
        elif (level := level_from(value)) is None:
            problems.append(f"levels.{key}: {value!r} is no level; give a whole number from 0 to 4")
        else:
            ratings.append(Rating(key, level, today))
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
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 4:
        return None
    return value
