"""`mentor profile`: who the user is, as the rules read it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, Literal, get_args, get_origin

from mentor.cli.context import Context
from mentor.cli.output import show, show_json
from mentor.cli.page import Page
from mentor.cli.pairs import read_pairs
from mentor.errors import InputError
from mentor.journey.intake import read_profile
from mentor.journey.records import History, Profile
from mentor.shape import did_you_mean, shape_of
from mentor.text import shorten

OWN = tuple(f.name for f in fields(Profile) if f.name not in ("id", "since", "history"))
PAST = tuple(f.name for f in fields(History))
_CLEARED = {"deadline_months": None, "industry": "", "domain": "", "senior_area": ""}
"""What `none` or nothing means for the keys that may be empty."""
_YES_NO = {"true": True, "yes": True, "false": False, "no": False}


def run(arguments: Namespace, context: Context) -> int:
    """Show the profile."""
    profile = context.begun_session().journey.profile
    assert profile is not None
    if arguments.json:
        shown = profile.to_fields()
        del shown["id"]
        show_json(shown)
        return 0
    page = Page.for_output()
    page.line("Profile", style="bold")
    for key in OWN:
        page.row(key, written(getattr(profile, key)), indent=2, column=24)
    page.head(f"Before {profile.since.isoformat()}, your first day with the mentor")
    for key in PAST:
        page.row(key, written(getattr(profile.history, key)), indent=2, column=24)
    page.blank()
    page.line("Change any of them: mentor profile set hours_per_week=8 deadline_months=none", style="dim")
    show(page)
    return 0


def run_set(arguments: Namespace, context: Context) -> int:
    """Change the profile: every pair is right, or nothing changes."""
    session = context.begun_session()
    old = session.journey.profile
    assert old is not None
    new = changed(old, arguments.pairs, session.today)
    page = Page.for_output()
    before, after = _flat(old), _flat(new)
    differing = [key for key in after if before[key] != after[key]]
    if differing:
        session.set_profile(new)
    for key in differing:
        page.line(f"{key}: {written(before[key])} -> {written(after[key])}")
    if not differing:
        page.line("Nothing to change: the profile says so already.")
    elif session.journey.week is not None:
        page.line("The week you have stays as it is; `mentor week --new` plans again from today.", style="dim")
    show(page)
    return 0


def changed(old: Profile, pairs: Sequence[str], today: date) -> Profile:
    """The profile with the pairs put in.

    Raises:
        InputError: Something about the pairs is wrong; all of it is listed.
    """
    problems: list[str] = []
    values = _flat(old)
    for key, text in read_pairs(pairs, problems).items():
        name = key.removeprefix("profile.").removeprefix("history.")
        known = PAST if key.startswith("history.") else OWN if key.startswith("profile.") else (*OWN, *PAST)
        if name not in known:
            problems.append(f"{key}: the profile has no such key{_suggestion(name)}")
        else:
            values[name] = _read(name, text)
    table = {
        "profile": {key: values[key] for key in OWN if values[key] is not None},
        "history": {key: values[key] for key in PAST},
    }
    new = read_profile(table, today, problems)
    if new is None or problems:
        lines = [shorten(line, 240) for line in problems]
        raise InputError("The profile was not changed:", details=lines, hint="The keys are listed by `mentor profile`.")
    return new


def _suggestion(name: str) -> str:
    """The key that was meant, most likely: one that begins so, or one spelled much like it."""
    longer = next((key for key in (*OWN, *PAST) if key.startswith(f"{name}_")), "")
    return f", did you mean {longer!r}?" if longer else did_you_mean(name, (*OWN, *PAST))


def _flat(profile: Profile) -> dict[str, Any]:
    own = {key: getattr(profile, key) for key in OWN}
    return own | {key: getattr(profile.history, key) for key in PAST}


def _read(key: str, text: str) -> Any:
    """What was typed as a value of the key's kind; the text itself when it is none, for the checks to refuse."""
    if key in _CLEARED and text.lower() in ("", "none"):
        return _CLEARED[key]
    hints: Mapping[str, Any] = {name: hint for cls in (Profile, History) for name, (hint, _) in shape_of(cls).items()}
    hint = hints[key]
    if get_origin(hint) is Literal or hint is str:
        return text
    if hint is bool:
        return _YES_NO.get(text.lower(), text)
    try:
        return int(text) if int in (hint, *get_args(hint)) else float(text)
    except ValueError:
        return text


def written(value: Any) -> str:
    """A value as it would be typed; empty ones as `none`."""
    if value is None or value == "":
        return "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)
