"""What the offers screen says: the table, what follows from it, and one offer in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from mentor.coach.offers import BASES, COMPUTED, GUIDES_FACTS, Column, Comparison, Held, table
from mentor.session import Session
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, line, lines, plain

LABEL, CELL = 24, 17
"""Columns of the table's labels and of an offer, where all of them are needed; the offer's gap among them."""
EASY, WIDEST = 23, 32
"""Columns of an offer that hold most titles on one line, and beyond which its cells would stand too far apart."""
GAP = 2
MOST_ROWS = 3
"""Lines of a cell; what is longer stands in full with the offer below."""
SOURCE = 26
"""Columns of a guide's id and name."""
INDENT = 4
CURSOR = "› "
EMPTY = (
    "No offer yet. n puts one down: company, role, base, total. The guides' bands of base pay then stand below its "
    "base, those of total pay below its total, and with them what to ask about equity."
)


@dataclass(frozen=True)
class _Widths:
    """Columns of the table's labels and of each offer."""

    label: int
    cell: int


def fitting(width: int) -> int:
    """How many offers stand beside each other."""
    return max((width - LABEL) // CELL, 2)


def offers_page(session: Session, found: Comparison, chosen: int, first: int, width: int) -> Content:
    """The table from the offer at `first` on, what is said of all, and the chosen one in full."""
    columns = found.columns[first : first + fitting(width)]
    rows = table(session.content, columns)
    widths = _widths([label for label, _ in rows], len(columns), width)
    parts = [_head(columns, found, chosen, first, widths)]
    for label, cells in rows:
        parts += _row(label, cells, widths)
    if any(COMPUTED in label for label, _ in rows):
        parts.append(plain(f"{COMPUTED} computed from the percentage the guide gives", MUTED))
    parts.append(plain(""))
    parts += [hanging("-", sentence, width, 2) for sentence in found.said]
    if found.left_out:
        parts.append(plain(f"{found.left_out} older not shown; archive what is declined.", MUTED))
    parts += [plain("")] if found.said or found.left_out else []
    parts += _one(session, found.columns[chosen], width)
    parts += [plain(""), plain("what the guides say, as of 2026", MUTED)]
    told = ""
    for fact in GUIDES_FACTS:
        source, told = _guide(session, fact[:2], told)
        parts.append(hanging(source, session.content.facts[fact].text, width, SOURCE))
    parts.append(hanging("rule C29", session.content.rules["C29"].short, width, SOURCE))
    return lines(*parts)


# ---------------------------------------------------------------------------------------------------- the table


def _widths(labels: Sequence[str], count: int, width: int) -> _Widths:
    """The labels on one line where the offers leave the room, and the offers on the rest."""
    label = max(min(max(map(len, labels)) + GAP, width - count * EASY), LABEL)
    return _Widths(label, min((width - label) // count, WIDEST))


def _head(columns: Sequence[Column], found: Comparison, chosen: int, first: int, widths: _Widths) -> Content:
    """The offers' ids, the chosen one marked; before them how many more there are on each side."""
    before, after = first, len(found.columns) - first - len(columns)
    sides = [f"< {before} more"] * bool(before) + [f"{after} more >"] * bool(after)
    beside = sides[0] if len(sides) == 1 else f"< {before}   {after} >" if sides else ""
    parts: list[Content | tuple[str, str]] = [(f"{beside:<{widths.label - GAP}}", MUTED)]
    for n, one in enumerate(columns, first):
        ahead = "  ahead" if one.offer.id == found.ahead else ""
        away = "  archived" if one.offer.archived else ""
        text = f"{CURSOR if n == chosen else '  '}{one.offer.id}{ahead}{away}"
        parts.append((f"{text:<{widths.cell}}", f"bold {ACCENT}" if n == chosen else STRONG))
    return join(*parts)


def _row(label: str, cells: Sequence[str], widths: _Widths) -> list[Content]:
    """A row of the table, on as many lines as its longest cell needs."""
    indent = len(label) - len(label.lstrip())
    name = [join(" " * indent, one) for one in _folded(label, widths.label - GAP - indent, MUTED)]
    style = STRONG if label in ("base", "total") else ""
    columns = [(name, widths.label), *((_folded(cell, widths.cell - GAP, style), widths.cell) for cell in cells)]
    height = max(len(column) for column, _ in columns)
    return [
        Content("").join(
            (column[n] if n < len(column) else Content("")).truncate(width, pad=True) for column, width in columns
        )
        for n in range(height)
    ]


def _folded(text: str, width: int, style: str) -> list[Content]:
    """A text on lines of so many columns, wide letters counted as two; the last one is cut where it goes on."""
    found = line(text).wrap(width) if text else []
    rows = [row.rstrip() for row in found[:MOST_ROWS]]
    if len(found) > MOST_ROWS:
        rows[-1] = join(rows[-1].truncate(width - 1), "…")
    return [row.stylize(style) if style else row for row in rows]


# ---------------------------------------------------------------------------------------------------- one in full


def _one(session: Session, column: Column, width: int) -> list[Content]:
    offer = column.offer
    parts = [line(f"{offer.id} {column.company} / {offer.role}", STRONG)]
    if offer.application:
        parts.append(plain(f"from application {offer.application}", MUTED))
    told = ""
    for held in column.held:
        source, told = _guide(session, held.row.source, told)
        parts.append(hanging(source, _held_said(held), width, SOURCE))
    parts.append(plain(""))
    said = ""
    for asked in column.asked:
        if asked.answer:
            parts.append(hanging("ok", f"{asked.question.short}: {asked.answer}", width, INDENT))
            continue
        why, said = "" if asked.question.why == said else asked.question.why, asked.question.why
        parts.append(hanging("?", f"{asked.question.ask} {why}", width, INDENT))
    if offer.note:
        parts += [plain(""), hanging("note", offer.note, width, 6)]
    return parts


def _guide(session: Session, source: str, before: str) -> tuple[str, str]:
    """A guide's id and name, once where it speaks several times in a row; and the guide for the next row."""
    return ("" if source == before else f"{source} {session.content.sources[source].name}"), source


def _held_said(held: Held) -> str:
    """A band in full, and where the offer stands in it."""
    row = held.row
    band = f"{row.label}: {row.band} {BASES[row.basis]}{', computed' if row.computed else ''}"
    if held.place in ("below", "above"):
        return f"{band}; yours is {held.by:,} {held.place}"
    yours = {"within": "; yours is within", "unknown": "; yours is not given", "not held": ": not held against yours"}
    return band + yours[held.place]
