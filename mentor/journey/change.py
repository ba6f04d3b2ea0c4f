"""A change: the one thing that is ever written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mentor.journey.record import Record


@dataclass(frozen=True)
class Change:
    """A set of record puts and deletes that is stored whole or not at all.

    Attributes:
        label: What the user did, in plain words; shown by undo.
        puts: Records to store under their table and id, new or changed.
        deletes: (table, id) pairs to remove; one that does not exist is no error, one that is also put is put.
        only_new: Whether nothing may be stored when one of the puts is there already, but for those that are also
            deletes: two windows may have the same thought at the same moment.
    """

    label: str
    puts: Sequence[Record] = ()
    deletes: Sequence[tuple[str, str]] = ()
    only_new: bool = False
