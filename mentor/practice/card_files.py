"""Cards as files: plain CSV, and the text that Anki imports. Text in, text out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import takewhile
from typing import Literal, NamedTuple

from mentor.sheets import as_csv, lines_of, numbered_cells, separator_of, unguarded
from mentor.text import clean

Form = Literal["csv", "anki"]

COLUMNS = ("question", "answer", "shows", "group", "area")
NAMES = {"front": "question", "back": "answer", "tags": "group"}
"""Names that others give the same columns."""
SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}
_OTHER_COLUMNS = {"tags column": "group", "deck column": "", "notetype column": "", "guid column": ""}
"""Head lines that say where something beside the card itself stands, and what of a card that is."""
_ANKI_HEAD = re.compile(r"#([a-z ]+):(.*)")
_BREAK = re.compile(r"<br\s*/?>|</(?:div|p|li)>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


class Row(NamedTuple):
    """A card as it stands in a file; `number` is the line it begins on, from 1."""

    number: int
    question: str
    answer: str
    shows: str = ""
    group: str = ""
    area: str = ""


class _Shape(NamedTuple):
    """How a file is laid out. `guarded` says whether an apostrophe stands before what looks like a formula."""

    separator: str
    columns: tuple[str, ...]
    skipped: int = 0
    html: bool = False
    guarded: bool = True


def read_cards(text: str) -> tuple[list[Row], list[str]]:
    """The cards of a file in either form, and one line for each row that is none.

    Anki's text is known by its `#` lines; otherwise a first row that names its columns says which is which, and
    without one they are question, answer, shows, group, area.
    """
    lines = lines_of(text)
    shape = _anki_shape(lines) or _csv_shape(lines)
    rows: list[Row] = []
    problems: list[str] = []
    for number, cells in _cells(lines, shape):
        if isinstance(cells, str):
            problems.append(f"row {number}: {cells}")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        named = {name: cell for name, cell in zip(shape.columns, cells, strict=False) if name in COLUMNS}
        question, answer = named.get("question", ""), named.get("answer", "")
        if not question.strip() or not answer.strip():
            problems.append(f"row {number}: {'the answer' if question.strip() else 'the question'} is missing")
            continue
        rows.append(Row(number, **named))
    return rows, problems


def _anki_shape(lines: Sequence[str]) -> _Shape | None:
    """The layout that Anki's head lines give; None where there are none."""
    found = list(takewhile(bool, (_ANKI_HEAD.fullmatch(line.strip("\r\n")) for line in lines)))
    head = {one[1].strip(): one[2] for one in found if one}
    if not head:
        return None
    separator = head.get("separator", "tab").strip().lower()
    separator = SEPARATORS.get(separator, separator[:1] or "\t")
    named = head["columns"].split(separator) if "columns" in head else ["question", "answer"]
    columns = [_column(name) for name in named]
    others = sorted((int(head[key]) - 1, name) for key, name in _OTHER_COLUMNS.items() if _position(head.get(key, "")))
    for at, name in others:
        # Without names, the card itself stands in the columns that are left.
        if "columns" not in head:
            columns.insert(min(at, len(columns)), name)
        elif at < len(columns) and columns[at] not in COLUMNS:
            columns[at] = name
    html = head.get("html", "").strip().lower() == "true"
    return _Shape(separator, tuple(columns), len(found), html, guarded=False)


def _position(text: str) -> bool:
    return text.strip().isascii() and text.strip().isdecimal() and 1 <= int(text) <= 99


def _csv_shape(lines: Sequence[str]) -> _Shape:
    first = lines[0] if lines else ""
    separator = separator_of(first)
    names = [_column(cell) for cell in next(csv.reader([first], delimiter=separator), [])]
    if {"question", "answer"} <= set(names):
        return _Shape(separator, tuple(names), skipped=1)
    return _Shape(separator, COLUMNS)


def _column(name: str) -> str:
    name = name.strip().lower()
    return NAMES.get(name, name)


def _cells(lines: Sequence[str], shape: _Shape) -> Iterator[tuple[int, list[str] | str]]:
    """The line each row begins on, and its cells or why it has none."""
    for number, cells in numbered_cells(lines, shape.separator, shape.skipped):
        yield number, cells if isinstance(cells, str) else [_cell(cell, shape) for cell in cells]


def _cell(text: str, shape: _Shape) -> str:
    if shape.html:
        text = unescape(_TAG.sub("", _BREAK.sub("\n", text)))
    text = clean(text).strip()
    return unguarded(text) if shape.guarded else text


def write_cards(rows: Sequence[Row], form: Form) -> str:
    """Cards as the text of a file, which `read_cards` reads back as they are.

    In CSV a cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    cells = [[clean(cell) for cell in row[1:]] for row in rows]
    if form == "csv":
        return as_csv(COLUMNS, cells)
    file = io.StringIO()
    head = ("separator:tab", "html:false", f"columns:{chr(9).join(COLUMNS)}", f"tags column:{_tags_column()}")
    file.write("".join(f"#{line}\n" for line in head))
    # Everything in quotes: a question may begin with the sign of a head line.
    csv.writer(file, delimiter="\t", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(cells)
    return file.getvalue()


def _tags_column() -> int:
    return COLUMNS.index("group") + 1
