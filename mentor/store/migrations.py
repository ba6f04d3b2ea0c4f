"""From an older file to today's shape, one function a version."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

from mentor.errors import StoreError

Tables = dict[str, dict[str, dict[str, Any]]]
"""Table name, record id, fields."""

META = "meta"
"""The table whose one record `schema` says which version of the program's shape the file has."""

SCHEMA = 1
"""The version this program writes."""

STEPS: dict[int, Callable[[Tables], Tables]] = {}
"""Version n to the function that makes n + 1 of it."""

_MOVE_AWAY = "Nothing was changed. Move the file away, or choose another folder with --data-dir."


def checked(data: Any, path: Path) -> Tables:
    """What a file holds, once it is clear that this program may work with it.

    The version comes before the shape: a newer file may hold what this program takes for damage.

    Raises:
        StoreError: It is not a journey, names no version, or names one this program does not know yet.
    """
    if not isinstance(data, dict):
        raise StoreError(f"{path} is not a journey: it does not hold tables of records.", hint=_MOVE_AWAY)
    version_of(data, path)
    for name, rows in data.items():
        if not isinstance(rows, dict) or not all(isinstance(row, dict) for row in rows.values()):
            raise StoreError(f"{path} is not a journey: {name} is no table of records.", hint=_MOVE_AWAY)
    return data


def version_of(tables: Any, path: Path) -> int:
    """The version a file says it has.

    Raises:
        StoreError: It says none, or one this program does not know yet.
    """
    version = tables
    for key in (META, "schema", "version"):
        version = version.get(key) if isinstance(version, dict) else None
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise StoreError(f"{path} is not a journey: it names no schema version.", hint=_MOVE_AWAY)
    if version > SCHEMA:
        raise StoreError(
            f"{path} was written by a newer mentor (schema {version}, this one knows {SCHEMA}).",
            hint="Nothing was changed. Upgrade mentor to open it.",
        )
    return version


def migrate(tables: Tables, path: Path) -> Tables:
    """The tables in today's shape, the ones given left as they are; the file changes with the next commit only."""
    if not tables:
        return {META: {"schema": {"version": SCHEMA}}}
    version = version_of(tables, path)
    if version == SCHEMA:
        return tables
    tables = deepcopy(tables)
    for step in range(version, SCHEMA):
        tables = STEPS[step](tables)
    tables[META]["schema"]["version"] = SCHEMA
    return tables
