"""Turns a plain table (from TOML or JSON) into a frozen value, and says everything that is wrong with it at once."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from mentor.days import read_day

T = TypeVar("T")

_KIND = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    tuple: "a list",
    dict: "a table",
    date: "a date (YYYY-MM-DD)",
}
LARGEST = 2**53
"""Numbers beyond it are nobody's hours or months, and floats no longer count by one there."""


@cache
def shape_of(cls: type) -> dict[str, tuple[Any, bool]]:
    """Field name to (type, required)."""
    hints = typing.get_type_hints(cls)
    return {f.name: (hints[f.name], f.default is MISSING and f.default_factory is MISSING) for f in fields(cls)}


def build(cls: type[T], table: Mapping[str, Any], where: str, problems: list[str], *, strict: bool = True) -> T | None:
    """One value from one table.

    Args:
        cls: The frozen dataclass to fill.
        table: The parsed table.
        where: What the table is, to begin each problem with.
        problems: Problems are appended here.
        strict: Whether a key that is no field is a problem; otherwise it is passed over.

    Returns:
        The value, or None when the table had a problem.
    """
    shape = shape_of(cls)  # type: ignore[arg-type]  # a class is hashable; mypy loses that with the type variable
    before = len(problems)
    if strict:
        problems.extend(f"{where}: unknown key {key!r}{did_you_mean(key, shape)}" for key in table if key not in shape)
    values: dict[str, Any] = {}
    for name, (hint, required) in shape.items():
        if name in table:
            # Nearly every field of nearly every record: right as it stands, so no message need be prepared for it.
            if hint is str and type(table[name]) is str:
                values[name] = table[name]
                continue
            values[name] = _convert(hint, table[name], f"{where}: {name}", problems, strict)
        elif required:
            problems.append(f"{where}: {name} is missing")
    return cls(**values) if len(problems) == before else None


def did_you_mean(word: str, known: typing.Iterable[str]) -> str:
    """`, did you mean 'x'?` for the nearest known word, or nothing."""
    from difflib import get_close_matches

    near = get_close_matches(str(word), list(known), n=1)
    return f", did you mean {near[0]!r}?" if near else ""


def _convert(hint: Any, value: Any, where: str, problems: list[str], strict: bool) -> Any:
    if hint is Any:
        return value
    if hint in _KIND and hint is not tuple and hint is not dict:
        return _scalar(hint, value, where, problems)
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        if value is None and type(None) in args:
            return None
        return _convert(next(a for a in args if a is not type(None)), value, where, problems, strict)
    if origin is Literal:
        if value not in args:
            problems.append(f"{where}: {shown(value, 60)} is none of {', '.join(map(str, args))}")
        return value
    if isinstance(hint, type) and is_dataclass(hint):
        if isinstance(value, Mapping):
            return build(hint, value, where, problems, strict=strict)
        return _wrong(dict, value, where, problems)
    if origin is tuple:
        return _sequence(args, value, where, problems, strict)
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(value, Mapping):
            return _wrong(dict, value, where, problems)
        return {key: _convert(args[1], v, f"{where}.{key}", problems, strict) for key, v in value.items()}
    raise TypeError(f"{where}: no way to read {hint}")


def _sequence(args: tuple[Any, ...], value: Any, where: str, problems: list[str], strict: bool) -> Any:
    if not isinstance(value, list):
        return _wrong(tuple, value, where, problems)
    if args[-1] is not Ellipsis and len(args) != len(value):
        problems.append(f"{where}: {len(args)} values are needed, {len(value)} stand here")
        return value
    kinds = [args[0]] * len(value) if args[-1] is Ellipsis else args
    return tuple(
        _convert(k, v, f"{where} {v['id'] if isinstance(v, Mapping) and 'id' in v else n}", problems, strict)
        for n, (k, v) in enumerate(zip(kinds, value, strict=True), 1)
    )


def _scalar(hint: Any, value: Any, where: str, problems: list[str]) -> Any:
    if hint is date and isinstance(value, str):
        try:
            return read_day(value)
        except ValueError as error:
            problems.append(f"{where}: {shown(value)} {error}")
            return value
    if isinstance(value, int | float) and not -LARGEST <= value <= LARGEST:  # NaN is not within either
        return _wrong(hint, value, where, problems)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, hint) or (hint is not bool and isinstance(value, bool)):
        return _wrong(hint, value, where, problems)
    return value


def _wrong(kind: type, value: Any, where: str, problems: list[str]) -> Any:
    problems.append(f"{where}: {_KIND[kind]} is needed, {shown(value)} stands here")
    return value


def shown(value: Any, limit: int = 40) -> str:
    """A wrong value as the beginning of a message shows it."""
    try:
        return repr(value)[:limit]
    except (ValueError, RecursionError):  # more digits than Python prints, or lists within lists within lists
        return "a value too large to show"
