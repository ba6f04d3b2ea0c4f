"""Cards as files: plain CSV, and the text that Anki imports. Text in, text out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import takewhile
from typing import Literal, NamedTuple

from mentor.text import clean

Form = Literal["csv", "anki"]

COLUMNS = ("question", "answer", "shows", "group", "area")
NAMES = {"front": "question", "back": "answer", "tags": "group"}
"""Names that others give the same columns."""
SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes a cell for a formula by."""
_GUARD = "'"
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
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
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
    separator = max((",", ";", "\t"), key=first.count)
    separator = separator if separator in first else ","
    names = [_column(cell) for cell in next(csv.reader([first], delimiter=separator), [])]
    if {"question", "answer"} <= set(names):
        return _Shape(separator, tuple(names), skipped=1)
    return _Shape(separator, COLUMNS)


def _column(name: str) -> str:
    name = name.strip().lower()
    return NAMES.get(name, name)


def _cells(lines: Sequence[str], shape: _Shape) -> Iterator[tuple[int, list[str] | str]]:
    """The line each row begins on, and its cells or why it has none."""
    reader = csv.reader(lines[shape.skipped :], delimiter=shape.separator)
    while True:
        number = shape.skipped + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, f"cannot be read ({error})"
            continue
        yield number, [_cell(cell, shape) for cell in cells]


def _cell(text: str, shape: _Shape) -> str:
    if shape.html:
        text = unescape(_TAG.sub("", _BREAK.sub("\n", text)))
    text = clean(text).strip()
    return text[1:] if shape.guarded and text.startswith(_GUARD) and _is_formula(text) else text


def write_cards(rows: Sequence[Row], form: Form) -> str:
    """Cards as the text of a file, which `read_cards` reads back as they are.

    In CSV a cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    file = io.StringIO()
    if form == "anki":
        head = ("separator:tab", "html:false", f"columns:{chr(9).join(COLUMNS)}", f"tags column:{_tags_column()}")
        file.write("".join(f"#{line}\n" for line in head))
        # Everything in quotes: a question may begin with the sign of a head line.
        writer = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerows([clean(cell) for cell in row[1:]] for row in rows)
    else:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([_guarded(clean(cell)) for cell in row[1:]] for row in rows)
    return file.getvalue()


def _tags_column() -> int:
    return COLUMNS.index("group") + 1


def _guarded(cell: str) -> str:
    return _GUARD + cell if _is_formula(cell) else cell


def _is_formula(cell: str) -> bool:
    """Whether a spreadsheet would take a cell for one, or would once an apostrophe is gone."""
    return cell.lstrip(_GUARD).startswith(_FORMULA)
