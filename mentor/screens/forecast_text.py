"""What the forecast's page says: the guides' range and the user's own on one axis, and what both rest on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from textual.content import Content

from mentor.coach import outlook as words
from mentor.coach.outlook import Outlook, outlook
from mentor.coach.phases import PhaseStep
from mentor.coach.plan import Plan
from mentor.session import Session
from mentor.text import shorten
from mentor.widgets.charts import Axis
from mentor.widgets.place import WIDE
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, lines, paragraph, plain

WIDEST = 140
"""Columns the axis makes use of."""
READABLE = 96
"""Columns of a paragraph."""
INDENT = 9
CELL = 8
"""Columns of a date beside the axis."""
BAND, REACH, RANGE, LIKELY, PLAN_ON, FLOOR, OWN = "░", "─", "━", "●", "◆", "▏", "✕"


@dataclass(frozen=True)
class _Page:
    """What is drawn, and how wide."""

    session: Session
    plan: Plan
    days: Outlook
    axis: Axis
    label: int

    def row(self, label: str, drawn: Content, *cells: str, style: str = "") -> Content:
        """A labelled line of the axis with up to two dates on its right."""
        left = shorten(label, self.label - 1).ljust(self.label)
        return join((left, style), drawn, *(f"{cell:>{CELL}}" for cell in cells))

    def points(self, *points: tuple[date, str]) -> Content:
        """A line with single days on it."""
        return _drawn(self.axis, [], points)

    def short(self, day: date) -> str:
        """A day beside the axis: weeks where it is near, else month and year."""
        content, today = self.session.content, self.days.today
        return f"{max(round((day - today).days / 7), 0)} wk" if words.is_near(content, day, today) else f"{day:%b %y}"


def page(session: Session, width: int) -> Content:
    """The whole page for a journey with a profile.

    Args:
        session: Its plan is shown.
        width: Columns there are.
    """
    plan, content, today = session.plan(), session.content, session.today
    assert session.journey.profile is not None
    days = outlook(content, session.journey.profile, plan, today)
    label = 38 if width >= WIDE else 30
    room = max(min(width, WIDEST) - label - 2 * CELL, 12)
    own = [plan.forecast.aim.day] if plan.forecast.aim else []
    axis = Axis(today, max(days.high, days.guides[1], *own), room)
    drawn = _Page(session, plan, days, axis, label)
    text = min(width, READABLE)
    parts = [*_head(drawn, text), plain(""), *_axis(drawn), plain(""), *_legend(drawn, text)]
    for title, rows in (
        ("Phase by phase", _phases(drawn, text)),
        ("What moved it", _moved(drawn, text)),
        ("Your date", _own_date(drawn, text)),
        ("What it rests on", _basis(drawn, text)),
        ("How far to trust it", paragraph(words.HONESTY, text)),
    ):
        parts += [plain(""), plain(title, STRONG), *rows]
    return lines(*parts)


def _head(of: _Page, width: int) -> list[Content]:
    days, plan = of.days, of.plan
    rows = paragraph(words.guides_line(of.session.journey, plan, days), width)
    first = f"You: likely {days.likely:%B %Y}, plan on {days.plan_on:%B %Y}."
    far = f"{days.likely_months:g} and {days.plan_on_months:g} months from today, computed; one run in ten ends before "
    far += f"{days.low:%B %Y}, one after {days.high:%B %Y}. "
    far += words.held_words(of.session.content, plan, days.today)
    return [*rows, *paragraph(first, width, STRONG), *paragraph(far, width, MUTED)]


# ---------------------------------------------------------------------- the axis


def _axis(of: _Page) -> list[Content]:
    days, plan = of.days, of.plan
    low, high = plan.headline.months
    marks = join((" " * of.label + of.axis.marks(), MUTED))
    first, last = days.guides
    rows = [
        join(marks, (f"{'from':>{CELL}}{'to':>{CELL}}", MUTED)),
        of.row(f"guides, {low}-{high} months", _drawn(of.axis, [(first, last, BAND)], ()), *map(of.short, days.guides)),
        join(" " * (of.label + of.axis.width), (f"{'likely':>{CELL}}{'plan on':>{CELL}}", MUTED)),
        of.row("you, to an offer", _own_range(of), of.short(days.likely), of.short(days.plan_on), style=STRONG),
    ]
    if days.floor is not None:
        floor = f"floor, {plan.forecast.floor:g} months"
        rows.append(of.row(floor, of.points((days.floor, FLOOR)), of.short(days.floor)))
    if (aim := plan.forecast.aim) is not None:
        rows.append(of.row("your date", of.points((aim.day, OWN)), f"{aim.day:%b %y}", words.percent(aim.chance)))
    return rows


def _own_range(of: _Page) -> Content:
    """The user's runs over the guides' band."""
    days = of.days
    stretches = [(*days.guides, BAND), (days.low, days.high, REACH), (days.likely, days.plan_on, RANGE)]
    ends = ((days.low, "├"), (days.high, "┤"), (days.likely, LIKELY), (days.plan_on, PLAN_ON))
    return _drawn(of.axis, stretches, ends)


def _drawn(axis: Axis, stretches: list[tuple[date, date, str]], points: tuple[tuple[date, str], ...]) -> Content:
    """Stretches of days and single days on a line, the later ones over the earlier ones."""
    cells = [(" ", "")] * axis.width
    for first, last, glyph in stretches:
        for at in range(axis.column(first), axis.column(last) + 1):
            cells[at] = (glyph, MUTED if glyph == BAND else ACCENT)
    for day, glyph in points:
        cells[axis.column(day)] = (glyph, ACCENT)
    return join(*cells)


def _legend(of: _Page, width: int) -> list[Content]:
    floor = f"; {FLOOR} floor: no guide supports less" if of.days.floor is not None else ""
    return paragraph(
        f"{LIKELY} likely: half of the runs end by then; {PLAN_ON} plan on: four of five; ├{REACH}┤ eight of ten lie "
        f"between; {BAND} the guides' range{floor}.",
        width,
        MUTED,
    )


# ---------------------------------------------------------------------- the parts below it


def _phases(of: _Page, width: int) -> list[Content]:
    room = of.label - 10
    rows = [join((f"{'':<{room}}{'ahead':>8}  {'':<{of.axis.width}}{'likely':>{CELL}}{'plan on':>{CELL}}", MUTED))]
    for key, step in of.plan.steps.items():
        name = shorten(f"{key} {step.phase.title}", room - 1).ljust(room)
        ready = of.days.ready.get(key)
        if ready is None:
            rows.append(join((name, MUTED), (f"{'':>8}  {_behind(step)}", MUTED)))
            continue
        hours = f"{of.plan.forecast.hours[key]:.0f} h"
        ends = of.axis.row(*ready, None, {})
        style = STRONG if key == of.plan.current else ""
        rows.append(join((name, style), (f"{hours:>8}  ", MUTED), ends, *(f"{of.short(day):>{CELL}}" for day in ready)))
    note = "The day by which each is behind, one after another in your order; P7 stands for the offer."
    return [*rows, *paragraph(note, width, MUTED)]


def _behind(step: PhaseStep) -> str:
    return "every card is done: its gate closes it" if step.open else step.state


def _moved(of: _Page, width: int) -> list[Content]:
    change = of.plan.change
    if change is None:
        return paragraph(
            "Nothing to compare yet: from the second week on, this says what moved the forecast since the first one.",
            width,
        )
    since = f"Months from {change.on.day} {change.on:%B %Y} to an offer, by the formula without spread or floor."
    rows = [*paragraph(words.change_line(change), width, STRONG), *paragraph(since, width, MUTED)]
    return [*rows, *(hanging(name, text, width, INDENT) for name, text in words.change_words(of.plan))]


def _own_date(of: _Page, width: int) -> list[Content]:
    aim = of.plan.forecast.aim
    if aim is None:
        return paragraph("You set none. With one (e), its chance stands here, and what would raise it.", width)
    rows = paragraph(words.aim_words(of.plan, of.days.today), width)
    if aim.levers:
        rows += paragraph("What would raise it, one at a time:", width, MUTED)
    return rows + [hanging(f"{words.percent(one.chance):>7}", one.text, width, INDENT) for one in aim.levers]


def _basis(of: _Page, width: int) -> list[Content]:
    rows = [hanging(label, text, width, INDENT) for label, text in words.rests_on(of.session.content, of.plan)]
    note = "No guide gives hours a week: all of this is our own calculation, shown beside the guides' range."
    return [*rows, *paragraph(note, width, MUTED)]
