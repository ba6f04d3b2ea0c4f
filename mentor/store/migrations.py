"""From an older file to today's shape, one function a version."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping

from mentor.store.log import Row

Tables = dict[str, MutableMapping[str, Row]]
"""Table name, record id, fields."""

SCHEMA = 2
"""The version this program writes."""
UNSUMMED = 1
"""The last version whose file has no checksum and no log beside it."""


def _log_beside_the_file(tables: Tables) -> Tables:
    """1 to 2: the records stay as they are; the file gains a checksum and a log."""
    return tables


STEPS: dict[int, Callable[[Tables], Tables]] = {1: _log_beside_the_file}
"""Version n to the function that makes n + 1 of it. It may change the tables it is given.

A step must do with one record what it does with all: old log lines are migrated record by record.
"""


def migrate(tables: Tables, version: int) -> Tables:
    """Tables of an older version in today's shape; those given may be changed."""
    if version < SCHEMA:
        # Rows as they stand in the file are parsed each time they are asked for; a step may change one in place.
        tables = {name: dict(rows) for name, rows in tables.items()}
    for step in range(version, SCHEMA):
        tables = STEPS[step](tables)
    return tables
