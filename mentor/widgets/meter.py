"""Bars made of text. Told apart by their shapes, so they read without colour."""

from __future__ import annotations

from textual.content import Content

from mentor.widgets.text import ACCENT, MUTED, join

FULL, HALF, EMPTY, LINE = "█", "▒", "·", "━"


def bar(share: float, width: int) -> Content:
    """A share 0-1 as a line; anything above 0 shows, anything below 1 leaves room."""
    filled = round(share * width)
    if 0 < share < 1:
        filled = min(max(filled, 1), width - 1)
    return join((LINE * filled, ACCENT), (EMPTY * (width - filled), MUTED))


def three_part_bar(verified: float, claimed: float, width: int) -> Content:
    """Verified solid, claimed hatched, missing dotted."""
    solid = round(verified * width)
    hatched = min(width - solid, round((verified + claimed) * width) - solid)
    return join((FULL * solid, ACCENT), (HALF * hatched, ACCENT), (EMPTY * (width - solid - hatched), MUTED))
