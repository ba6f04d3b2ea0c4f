"""Reads the accepted week and nothing else.

`mentor week` is typed many times a day and should answer at once. Opening the whole store imports TinyDB and builds
every record of the journey, which costs more than all the rest of the command together; the file itself is plain JSON
and is only ever replaced whole, so its newest week can be read without either. Whatever looks unusual is left to the
store, which says what is wrong with it.
"""

from __future__ import annotations

import json
from pathlib import Path
from stat import S_ISREG
from typing import Any

from mentor.journey.records import Action, Week

SCHEMA = 1
"""The version of the file that this module reads; a test keeps it at the store's."""


def stored_week(file: Path) -> tuple[Week, tuple[Action, ...]] | None:
    """The week accepted last with its actions; None when there is none or when it takes the store to tell."""
    try:
        if not S_ISREG(file.stat().st_mode):
            return None
        return _newest(json.loads(file.read_bytes()))
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def _newest(tables: Any) -> tuple[Week, tuple[Action, ...]] | None:
    if tables["meta"]["schema"]["version"] != SCHEMA:
        return None
    key, row = max(tables["weeks"].items(), key=lambda entry: entry[1]["number"])
    problems: list[str] = []
    week = Week.from_fields({**row, "id": key}, "", problems)
    if week is None:
        return None
    rows = {key: row for key, row in tables.get("actions", {}).items() if row["week"] == week.id}
    read = [Action.from_fields({**row, "id": key}, "", problems) for key, row in rows.items()]
    actions = [action for action in read if action is not None]
    if problems:
        return None
    return week, tuple(sorted(actions, key=lambda action: int(action.id.rpartition(".")[2])))
