"""What every record is: a frozen value under an id of ours, stored as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any, ClassVar, TypeVar

from mentor.shape import build

R = TypeVar("R", bound="Record")


@dataclass(frozen=True)
class Record:
    """Anything stored under an id of ours in a table."""

    table: ClassVar[str]
    id: str

    def to_fields(self) -> dict[str, Any]:
        """The record as plain JSON values."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self)}

    @classmethod
    def from_fields(cls: type[R], row: Mapping[str, Any], where: str, problems: list[str]) -> R | None:
        """The record from plain JSON values; unknown keys are passed over, problems appended."""
        return build(cls, row, where, problems, strict=False)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, Mapping):
        return {key: _plain(v) for key, v in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    return value
