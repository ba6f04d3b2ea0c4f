"""Charts made of text. Everything in them is told by shape and place; colour only repeats it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from textual.content import Content

from mentor.widgets.text import ACCENT, MUTED, join

FILLS: Mapping[str, tuple[str, str]] = {
    "build": ("■", ACCENT),
    "learn": ("□", "$warning"),
    "practise": ("=", "$success"),
    "publish": ("^", ACCENT),
    "people": ("o", "$foreground"),
    "apply": ("+", ACCENT),
    "rest": (".", MUTED),
}
"""Glyph and colour of each kind of time."""

PLAN_MARK = "|"
HEAT = ((0, "rr"), (45, "░░"), (90, "▒▒"), (150, "▓▓"))
"""Minutes up to which a cell of the heat map is drawn so; none of work means a day of rest."""
MOST_HEAT = "██"
NOT_LOGGED = "· "
HEAT_LEGEND = (
    (NOT_LOGGED[0], MUTED, "nothing"),
    (HEAT[0][1], MUTED, "rest"),
    *((glyphs, ACCENT, f"to {most} min" if most < 60 else f"to {most / 60:g} h") for most, glyphs in HEAT[1:]),
    (MOST_HEAT, ACCENT, "more"),
)
"""Glyph, colour and meaning of the cells."""
SPARKS = "▁▂▃▄▅▆▇█"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def stacked(parts: Sequence[tuple[str, float]], top: float, width: int, mark: float = 0) -> Content:
    """Amounts one after another on a line of `width` columns that stands for `top`.

    Args:
        parts: Kind and amount. Anything above nothing gets a column, as far as there are any.
        top: What the whole width stands for.
        width: Columns of the line.
        mark: An amount whose place is marked where the bar does not reach it, such as what was planned.
    """
    amounts = [(kind, amount) for kind, amount in parts if amount > 0]
    columns = _columns([amount for _, amount in amounts], top, width)
    drawn = [(FILLS[kind][0] * n, FILLS[kind][1]) for (kind, _), n in zip(amounts, columns, strict=True)]
    used = sum(columns)
    at = min(round(mark / top * width), width - 1) if mark and top else -1
    if at < used:
        return join(*drawn, " " * (width - used))
    return join(*drawn, " " * (at - used), (PLAN_MARK, MUTED), " " * (width - at - 1))


def _columns(amounts: Sequence[float], top: float, width: int) -> list[int]:
    """Columns of each amount: the whole has the right length, and nothing that is there goes without a column."""
    if not amounts or top <= 0:
        return [0] * len(amounts)
    whole = sum(amounts)
    total = min(max(round(whole / top * width), len(amounts)), width)
    exact = [amount / whole * total for amount in amounts]
    columns = [max(int(share), 1) for share in exact]
    while sum(columns) < total:
        columns[max(range(len(columns)), key=lambda n: exact[n] - columns[n])] += 1
    while sum(columns) > total:
        columns[max(range(len(columns)), key=lambda n: columns[n])] -= 1
    return columns


def spark(values: Sequence[float], top: float, width: int) -> str:
    """A line of values as steps of a height; first and last always stand in it, others are left out evenly."""
    if not values or width < 1:
        return ""
    if len(values) > width:
        step = (len(values) - 1) / max(width - 1, 1)
        values = [values[round(n * step)] for n in range(width)]
    return "".join(
        SPARKS[min(int(value / top * len(SPARKS)), len(SPARKS) - 1)] if top else SPARKS[0] for value in values
    )


def columns(values: Sequence[float], top: float, height: int, wide: int = 1) -> list[Content]:
    """Values as columns that stand beside each other, the topmost row first; anything above nothing shows.

    Args:
        values: One a column.
        top: The value that fills the height.
        height: Rows of the chart.
        wide: Characters of a column, the last of them a gap where there are two or more.
    """
    steps = [min(max(round(value / top * height * len(SPARKS)), value > 0), height * len(SPARKS)) for value in values]
    rows = []
    for below in range((height - 1) * len(SPARKS), -1, -len(SPARKS)):
        glyphs = (f" {SPARKS}"[min(max(step - below, 0), len(SPARKS))] for step in steps)
        drawn = "".join((glyph * max(wide - 1, 1)).ljust(wide) for glyph in glyphs)
        rows.append(join((drawn, ACCENT)))
    return rows


# ---------------------------------------------------------------------------------------------------- days


@dataclass(frozen=True)
class HeatMap:
    """Calendar weeks side by side, Monday on top; each day two columns wide."""

    days: Mapping[date, int]
    today: date
    weeks: int

    @property
    def first(self) -> date:
        """The Monday of the first week."""
        return self.today - timedelta(days=self.today.weekday() + 7 * (self.weeks - 1))

    def months(self) -> str:
        """The names of the months, each over the week its first day lies in."""
        last_days = [self.first + timedelta(days=7 * week + 6) for week in range(self.weeks)]
        begun = [week for week, day in enumerate(last_days) if day.day <= 7]
        # A month whose end alone is in sight gives way where the next one's name needs the room.
        named = begun if begun and begun[0] < 3 else [0, *begun]
        line = ""
        for week in named:
            line = line.ljust(2 * week) + f"{last_days[week]:%b}"
        return line[: 2 * self.weeks].ljust(2 * self.weeks)

    def row(self, weekday: int) -> Content:
        """The cells of one weekday."""
        return join(*(self._cell(day) for day in self._on(weekday)))

    def figures(self, weekday: int) -> tuple[int, int]:
        """Days with work, and their minutes, of one weekday."""
        minutes = [self.days.get(day, 0) for day in self._on(weekday)]
        return sum(1 for some in minutes if some), sum(minutes)

    def _on(self, weekday: int) -> list[date]:
        return [self.first + timedelta(days=7 * week + weekday) for week in range(self.weeks)]

    def _cell(self, day: date) -> tuple[str, str]:
        if day > self.today:
            return "  ", ""
        minutes = self.days.get(day)
        if minutes is None:
            return NOT_LOGGED, MUTED
        return next((glyphs for most, glyphs in HEAT if minutes <= most), MOST_HEAT), ACCENT if minutes else MUTED


# ---------------------------------------------------------------------------------------------------- time axis

_STEPS = (1, 3, 6, 12, 24, 60)
_MARK_ROOM = 8
"""Columns a mark such as "Jan 27" takes with the space behind it."""


@dataclass(frozen=True)
class Axis:
    """Days on a line of `width` columns."""

    first: date
    last: date
    width: int

    def column(self, day: date) -> int:
        """Where a day stands; days beyond an end stand at that end."""
        span = max((self.last - self.first).days, 1)
        return min(max(round((day - self.first).days / span * (self.width - 1)), 0), self.width - 1)

    def marks(self) -> str:
        """Names of months, as many as there is room for, each begun over its first day."""
        months = [self.first.replace(day=1)]
        while (following := (months[-1] + timedelta(days=32)).replace(day=1)) <= self.last:
            months.append(following)
        room = self.width // _MARK_ROOM or 1
        step = next((step for step in _STEPS if len(months) / step <= room), _STEPS[-1])
        line = ""
        for month in months:
            at = self.column(month)
            if month >= self.first and (month.year * 12 + month.month - 1) % step == 0 and at + 7 <= self.width:
                line = line.ljust(at) + f"|{month:%b %y} " if at >= len(line) else line
        return line[: self.width].ljust(self.width)

    def row(self, likely: date, plan_on: date, band: tuple[date, date] | None, lines: Mapping[date, str]) -> Content:
        """A range from likely to plan on, over a band and beside single days.

        Args:
            likely: The first end, a dot.
            plan_on: The second end, a diamond; where both are one column it is the diamond.
            band: What lies behind it, hatched.
            lines: Days that have a glyph of their own, where nothing else stands.
        """
        cells: list[tuple[str, str]] = [(" ", "")] * self.width
        if band is not None:
            for at in range(self.column(band[0]), self.column(band[1]) + 1):
                cells[at] = ("░", MUTED)
        for day, glyph in lines.items():
            if self.first <= day <= self.last:
                cells[self.column(day)] = (glyph, MUTED)
        begin, end = self.column(likely), self.column(plan_on)
        for at in range(begin, end + 1):
            cells[at] = ("━", ACCENT)
        cells[begin] = ("●", ACCENT)
        cells[end] = ("◆", ACCENT)
        return join(*cells)
