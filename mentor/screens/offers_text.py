"""What the offers screen says: the table, what follows from it, and one offer in full."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from mentor.coach.offers import BASES, COMPUTED, GUIDES_FACTS, Column, Comparison, held_in_words, table
from mentor.session import Session
from mentor.text import shorten
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, line, lines, plain

LABEL, CELL = 14, 20
"""Columns of the table's labels and of an offer."""
INDENT = 4
CURSOR = "› "
EMPTY = (
    "No offer yet. n puts one down: company, role, base, total. Each is then held against the guides' rows of pay of "
    "its own basis, and the questions about equity are kept with it."
)


def fitting(width: int) -> int:
    """How many offers stand beside each other."""
    return max((width - LABEL) // CELL, 2)


def offers_page(session: Session, found: Comparison, chosen: int, first: int, width: int) -> Content:
    """The table from the offer at `first` on, what is said of all, and the chosen one in full."""
    columns = found.columns[first : first + fitting(width)]
    parts = [_head(columns, found, chosen, first)]
    rows = table(session.content, columns)
    for label, cells in rows:
        shown = "".join(f"  {shorten(cell, CELL - 3):<{CELL - 2}}" for cell in cells)
        style = STRONG if label in ("base", "total") else ""
        parts.append(join((f"{label:<{LABEL}}", MUTED), (shown, style)))
    if any(COMPUTED in label for label, _ in rows):
        parts.append(plain(f"{COMPUTED} computed from the percentage the guide gives", MUTED))
    parts.append(plain(""))
    parts += [hanging("-", sentence, width, 2) for sentence in found.said]
    if found.left_out:
        parts.append(plain(f"{found.left_out} older not shown; archive what is declined.", MUTED))
    parts += [plain("")] if found.said or found.left_out else []
    parts += _one(found.columns[chosen], width)
    parts += [plain(""), plain("what the guides say, as of 2026", MUTED)]
    parts += [hanging(fact, session.content.facts[fact].text, width, 8) for fact in GUIDES_FACTS]
    parts.append(hanging("C29", session.content.rules["C29"].short, width, 8))
    return lines(*parts)


def _head(columns: Sequence[Column], found: Comparison, chosen: int, first: int) -> Content:
    """The offers' ids, the chosen one marked; before them how many more there are on each side."""
    before, after = first, len(found.columns) - first - len(columns)
    sides = [f"< {before} more"] * bool(before) + [f"{after} more >"] * bool(after)
    beside = sides[0] if len(sides) == 1 else f"< {before}   {after} >" if sides else ""
    parts: list[Content | tuple[str, str]] = [(f"{beside:<{LABEL}}", MUTED)]
    for n, one in enumerate(columns, first):
        ahead = "  ahead" if one.offer.id == found.ahead else ""
        away = "  archived" if one.offer.archived else ""
        text = f"{CURSOR if n == chosen else '  '}{one.offer.id}{ahead}{away}"
        parts.append((f"{text:<{CELL}}", f"bold {ACCENT}" if n == chosen else STRONG))
    return join(*parts)


def _one(column: Column, width: int) -> list[Content]:
    offer = column.offer
    parts = [line(f"{offer.id} {column.company} / {offer.role}", STRONG)]
    if offer.application:
        parts.append(plain(f"from application {offer.application}", MUTED))
    for held in column.held:
        row = held.row
        computed = ", computed" if row.computed else ""
        told = f"{row.band} {BASES[row.basis]}{computed}: {held_in_words(held)}. {row.label}"
        parts.append(hanging(row.source, told, width, INDENT))
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
