"""Figures and rows of result files: JSON, JSON lines, CSV and YAML."""

from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from mentor.evidence.read.yamls import load_yaml, walk_values

ROWS = 20_000
"""Rows of a table that are read."""
RESULT_ROWS = 300
"""A table with more rows holds predictions or measurements, not results."""
WIDEST = 400


@dataclass
class Figures:
    """The figures of one file.

    Attributes:
        values: Path of keys, in lower case, and the figure.
        rows: The file as rows of named cells, where it is a table or a list of objects.
        keys: Every key or column, in lower case.
        groups: For each key with a figure the objects that hold it: names of models, mostly.
    """

    path: str
    values: list[tuple[tuple[str, ...], float]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    groups: dict[str, set[str]] = field(default_factory=dict)


def read_figures(path: str, text: str) -> Figures | None:
    """The figures of a file; None where it cannot be read."""
    suffix = PurePosixPath(path).suffix.lower()
    try:
        if suffix in (".csv", ".tsv"):
            return _from_rows(path, read_table(text, "\t" if suffix == ".tsv" else ","))
        if suffix == ".jsonl":
            return _from_rows(path, read_lines(text))
        value = load_yaml(text) if suffix in (".yaml", ".yml") else json.loads(text)
    except (ValueError, RecursionError, csv.Error):
        return None
    figures = Figures(path)
    figures.rows = _rows_in(value)
    _take(figures, value)
    return figures


def read_table(text: str, separator: str = ",") -> list[dict[str, Any]]:
    """The rows of a CSV text by the names of its first row.

    Raises:
        csv.Error: It is no such table.
    """
    lines = csv.reader(io.StringIO(text), delimiter=separator)
    header = [name.strip().lower() for name in next(lines, [])]
    if not header or len(header) > WIDEST:
        return []
    rows: list[dict[str, Any]] = []
    for cells in lines:
        if len(rows) >= ROWS:
            break
        if len(cells) == len(header):
            rows.append(dict(zip(header, map(_plain, cells), strict=True)))
    return rows


def read_lines(text: str) -> list[dict[str, Any]]:
    """The objects of a JSON-lines text; a line that is none is passed over."""
    rows: list[dict[str, Any]] = []
    for line in text.split("\n")[:ROWS]:
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            rows.append({str(key).lower(): inner for key, inner in value.items()})
    return rows


def _plain(text: str) -> Any:
    value = number(text)
    return text.strip() if value is None else value


def number(text: Any) -> float | None:
    """A figure from a cell or a value; None for anything else, and for what is not finite."""
    if isinstance(text, bool) or text is None:
        return None
    if isinstance(text, str):
        text = text.strip().removesuffix("%").replace("\u202f", "").replace("\u00a0", "")
        if not text or len(text) > 30:
            return None
    try:
        value = float(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return value if math.isfinite(value) and abs(value) < 2**53 else None


def _from_rows(path: str, rows: list[dict[str, Any]]) -> Figures:
    figures = Figures(path, rows=rows)
    for row in rows[:RESULT_ROWS]:
        figures.keys.update(row)
    if len(rows) <= RESULT_ROWS:
        for row in rows:
            name = next((str(value).lower() for value in row.values() if isinstance(value, str)), "")
            for key, value in row.items():
                if isinstance(value, dict | list):
                    _take(figures, value, (name, key))
                else:
                    _note(figures, (name, key), value)
    return figures


def _take(figures: Figures, value: Any, above: tuple[str, ...] = ()) -> None:
    for path, leaf in walk_values(value):
        whole = tuple(part.lower() for part in (*above, *path))
        figures.keys.update(whole)
        if len(figures.values) < ROWS:
            _note(figures, whole, leaf)
    for row in figures.rows:
        for text in row.values():
            if isinstance(text, str) and len(text) <= 40:
                name = text.lower()
                figures.keys.add(name)
                for key, inner in row.items():
                    if number(inner) is not None and not isinstance(inner, str):
                        figures.groups.setdefault(key.lower(), set()).add(name)
                break


def _note(figures: Figures, path: tuple[str, ...], leaf: Any) -> None:
    if isinstance(leaf, str) and len(leaf) <= 40:
        figures.keys.add(leaf.lower())
    value = None if isinstance(leaf, str) else number(leaf)
    if value is None:
        return
    figures.values.append((path, value))
    if len(path) > 1:
        figures.groups.setdefault(path[-1], set()).add(path[-2])


def _rows_in(value: Any) -> list[dict[str, Any]]:
    """The longest list of objects in nested values, as rows."""
    best: list[dict[str, Any]] = []
    stack, looked = [value], 0
    while stack and looked < ROWS:
        one = stack.pop()
        looked += 1
        if isinstance(one, dict):
            stack.extend(one.values())
        elif isinstance(one, list):
            objects = [inner for inner in one[:ROWS] if isinstance(inner, dict)]
            if len(objects) > len(best):
                best = [{str(key).lower(): inner for key, inner in row.items()} for row in objects]
            stack.extend(inner for inner in one[:100] if isinstance(inner, dict | list))
    return best
