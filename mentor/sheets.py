"""Rows of CSV files: text in, text out. What enters and leaves is cleaned by whoever reads and writes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

SEPARATORS = (",", ";", "\t")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001
"""What a spreadsheet takes a cell for a formula by; some fold the wide forms first."""
_GUARD = "'"


def lines_of(text: str) -> list[str]:
    """The lines of a file with their ends, without the mark some programs put first."""
    return list(io.StringIO(text.removeprefix("\ufeff"), newline=""))


def separator_of(line: str) -> str:
    """What separates the cells of a line; a comma where nothing does."""
    found = max(SEPARATORS, key=line.count)
    return found if found in line else ","


def numbered_cells(lines: Sequence[str], separator: str, skipped: int = 0) -> Iterator[tuple[int, list[str] | str]]:
    """The line each row begins on, from 1, and its cells or why it has none.

    Args:
        lines: All lines of the file.
        separator: What separates the cells.
        skipped: Lines at the head that are no rows.
    """
    reader = csv.reader(lines[skipped:], delimiter=separator, strict=True)
    while True:
        number = skipped + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            unclosed = "unexpected end" in str(error)
            yield number, f"cannot be read ({'its quotes are never closed' if unclosed else error})"
            continue
        yield number, cells


def as_csv(columns: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """Rows as the text of a file whose first row names the columns; no cell is a formula for a spreadsheet."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return file.getvalue()


def guarded(cell: str) -> str:
    """A cell with an apostrophe before it where a spreadsheet would take it for a formula."""
    return _GUARD + cell if _is_formula(cell) else cell


def unguarded(cell: str) -> str:
    """A cell as it was before `guarded`."""
    return cell[1:] if cell.startswith(_GUARD) and _is_formula(cell) else cell


def _is_formula(cell: str) -> bool:
    """Whether a spreadsheet would take a cell for one, or would once an apostrophe is gone."""
    return cell.lstrip(_GUARD).startswith(FORMULA)
