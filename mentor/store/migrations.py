"""From an older file to today's shape, one function a version."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mentor.errors import StoreError
from mentor.store.storage import Tables

SCHEMA = 1
"""The version this program writes."""

STEPS: dict[int, Callable[[Tables], Tables]] = {}
"""Version n to the function that makes n + 1 of it."""


def version_of(tables: Tables, path: Path) -> int:
    """The version a file says it has.

    Raises:
        StoreError: It says none, or one this program does not know yet.
    """
    version = tables.get("meta", {}).get("schema", {}).get("version")
    if not isinstance(version, int) or version < 1:
        raise StoreError(
            f"{path} is not a journey: it names no schema version.",
            hint="Nothing was changed. Move the file away, or choose another folder with --data-dir.",
        )
    if version > SCHEMA:
        raise StoreError(
            f"{path} was written by a newer mentor (schema {version}, this one knows {SCHEMA}).",
            hint="Nothing was changed. Upgrade mentor to open it.",
        )
    return version


def migrate(tables: Tables) -> Tables:
    """The tables in today's shape; the file itself changes with the next commit only."""
    version = tables.get("meta", {}).get("schema", {}).get("version", SCHEMA)
    for step in range(version, SCHEMA):
        tables = STEPS[step](tables)
    return tables
