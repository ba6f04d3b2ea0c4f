"""Pay as bars on one scale. What a figure counts is told by the bar's pattern and in words, never by colour alone."""

from __future__ import annotations

from textual.content import Content

from mentor.content.pages import SalaryRow
from mentor.screens.library_text import Sheet
from mentor.widgets.text import ACCENT, MUTED, STRONG, join, plain

FILLS = {"base": "█", "tc": "▒", "unstated": "╌"}
BASES = {"base": "base pay", "tc": "total compensation", "unstated": "basis not stated"}
LEVELS = {
    "first": "First job",
    "entry": "Entry level",
    "mid": "Mid level",
    "senior": "Senior",
    "staff": "Staff and above",
    "any": "Any level",
}
REGIONS = {
    "top_metro": "top metro",
    "secondary_metro": "secondary metro",
    "remote": "remote",
    "canada": "Canada",
    "other": "elsewhere",
}
DEGREES = {
    "none": "no degree",
    "bachelor": "bachelor's",
    "masters": "master's",
    "top_masters": "top programme's master's",
    "phd": "PhD",
}
STEP = 50_000
"""Dollars between two marks of the scale, or a multiple of it."""
ROOM = 7
"""Columns a mark needs."""


def bands(sheet: Sheet) -> None:
    """Draw every band, by level and region, neighbouring careers last."""
    rows = list(sheet.content.salaries.values())
    top = -(-max(row.high for row in rows) // STEP) * STEP
    sheet.text("All bands on one scale", STRONG)
    sheet.text("US dollars a year, each as one guide states it. Never merged. As of 2026.", MUTED)
    sheet.blank()
    for basis in FILLS:
        sheet.add(join((FILLS[basis] * 4, ACCENT), f"  {BASES[basis]}"))
    groups = [(title, [r for r in rows if r.level == level and not r.neighbour]) for level, title in LEVELS.items()]
    groups.append(("Neighbouring careers", [row for row in rows if row.neighbour]))
    for title, members in groups:
        if not members:
            continue
        sheet.head(title)
        sheet.add(_scale(top, sheet.width))
        for number, row in enumerate(sorted(members, key=_order)):
            if number:
                sheet.blank()
            _band(sheet, row, top)
    sheet.slants({fact[:2] for row in rows for fact in row.facts})


def _order(row: SalaryRow) -> tuple[int, int, int]:
    place = min((list(REGIONS).index(one) for one in row.regions if one in REGIONS), default=len(REGIONS))
    return list(FILLS).index(row.basis), place, row.low


def _band(sheet: Sheet, row: SalaryRow, top: int) -> None:
    profile = sheet.session.journey.profile
    guides = ", ".join(sorted({fact[:2] for fact in row.facts}))
    sheet.text(f"{guides} {row.label}")
    sheet.add(_bar(row, top, sheet.width))
    said = [f"{_money(row)} {BASES[row.basis]}"]
    said += [", ".join(REGIONS.get(one, one) for one in row.regions)] if row.regions else []
    said += [", ".join(DEGREES.get(one, one) for one in row.degrees)] if row.degrees else []
    sheet.text(" · ".join(said))
    if sheet.personal and profile is not None and profile.region in row.regions:
        sheet.add(plain("← your region", ACCENT))
    if row.note:
        sheet.text(row.note, MUTED)


def _money(row: SalaryRow) -> str:
    return f"${row.low:,}" if row.low == row.high else f"${row.low:,}-${row.high:,}"


def _bar(row: SalaryRow, top: int, width: int) -> Content:
    begin = round(row.low / top * width)
    length = max(round(row.high / top * width) - begin, 1)
    begin = min(begin, width - length)
    return join(("·" * begin, MUTED), (FILLS[row.basis] * length, ACCENT), ("·" * (width - begin - length), MUTED))


def _scale(top: int, width: int) -> Content:
    """The marks of the scale, as far apart as there is room."""
    step = STEP * max(1, -(-(top // STEP) * ROOM // width))
    line = ""
    for dollars in range(0, top + 1, step):
        mark = f"{dollars // 1000}k" if dollars else "0"
        at = min(round(dollars / top * width), width - len(mark))
        if not line or at > len(line):
            line = line.ljust(at) + mark
    return plain(line, MUTED)
