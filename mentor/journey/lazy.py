"""A table's records, made when somebody asks for them."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, MutableMapping, ValuesView
from copy import copy
from typing import Any, Generic, TypeVar, cast

from mentor.journey.record import Record
from mentor.journey.tables import kind_of

R = TypeVar("R", bound=Record)

Row = Mapping[str, Any]
"""A record's stored fields."""


Rows = MutableMapping[str, Any]
"""Such fields by record id."""


class UnreadableRecordError(ValueError):
    """A stored record is not what this version makes records of."""


class Records(Mapping[str, R], Generic[R]):
    """Records by id, over rows that were looked over when they were written.

    Raises:
        UnreadableRecordError: From whatever needs a record that cannot be made after all.
    """

    __slots__ = ("_made", "_rows", "_table", "_whole")

    def __init__(self, table: str, rows: Rows, made: dict[str, R] | None = None) -> None:
        """Stand for rows.

        Args:
            table: The records' table.
            rows: The stored fields; nobody may change this table any more.
            made: Records that are made already.
        """
        self._table = table
        self._rows = rows
        self._made: dict[str, R] = {} if made is None else made
        self._whole: dict[str, R] | None = None

    def __getitem__(self, key: str) -> R:
        if (record := self._made.get(key)) is None:
            problems: list[str] = []
            where = f"{self._table} {key}"
            try:
                row = self._rows[key]
            except ValueError as error:
                raise UnreadableRecordError(f"{where}: {error}") from None
            kind = cast("type[R]", kind_of(self._table))
            record = kind.from_fields({**row, "id": key}, where, problems)
            if record is None:
                raise UnreadableRecordError("; ".join(problems))
            self._made[key] = record
        return record

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def values(self) -> ValuesView[R]:
        """All records, in the order of their rows."""
        return self._all().values()

    def items(self) -> ItemsView[str, R]:
        """All ids and records, in the order of the rows."""
        return self._all().items()

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Records):
            return self._all() == other._all()
        return self._all() == other

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(self._all())

    def changed(self, records: Mapping[str, tuple[Row, R] | None]) -> Records[R]:
        """These records and some others, each as its fields and itself; None takes one away."""
        rows, made = copy(self._rows), self._made.copy()
        for key, pair in records.items():
            if pair is None:
                rows.pop(key, None)
                made.pop(key, None)
            else:
                rows[key], made[key] = pair
        return Records(self._table, rows, made)

    def _all(self) -> dict[str, R]:
        if self._whole is None:
            self._whole = {key: self[key] for key in self._rows}
        return self._whole
