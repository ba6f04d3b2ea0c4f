"""The rows of the gap report: gaps, areas, and the detail of one area."""

from __future__ import annotations

from textwrap import wrap

from textual.content import Content

from mentor.coach.audit import AreaReport, Audit
from mentor.coach.gaps import Gap, level_line
from mentor.coach.levels import ItemLevel
from mentor.coach.plan import Plan
from mentor.coach.questions import Question
from mentor.content.model import Probe
from mentor.journey import Journey
from mentor.journey.records import ProbeAnswer
from mentor.screens.audit_texts import SURE, Row, calibration, evidence_line, level, progress, readiness
from mentor.widgets.meter import EMPTY, FULL, HALF, three_part_bar
from mentor.widgets.scale import sides
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, lines, plain

GAP = "gap:"
"""Before the area's id in the id of a gap's row."""
HEAD = "area"
"""The id of the first row of the detail."""

LEVEL, OPEN, STATUS = 10, 14, 10
"""Columns of a row behind the bar."""


def head(journey: Journey, audit: Audit, row: tuple[Question, ...], begin: int | None, width: int) -> Content:
    """Readiness, how far the audit is, what the shapes mean, how well certainty fits."""
    legend = join((FULL, ACCENT), " verified   ", (HALF, ACCENT), " claimed   ", (EMPTY, MUTED), " missing")
    return lines(
        sides(readiness(audit), plain(progress(journey, row, begin), MUTED), width),
        sides(legend, plain(calibration(journey, audit), MUTED), width),
    )


def rows(plan: Plan, width: int) -> list[Row]:
    """The top gaps as sentences, then every area."""
    found: list[Row] = []
    if plan.audit.weakest_block:
        found = [
            (None, plain("TOP GAPS", "bold")),
            *((GAP + g.report.area.id, _gap(n, g, width)) for n, g in enumerate(plan.gaps, 1)),
        ]
        found.append((None, plain("")))
    cells = 8 if width < 74 else 10
    room = width - cells - LEVEL - OPEN - STATUS
    titles = f"{'AREAS':<{room + cells}}  {'LEVEL':<{LEVEL - 2}}  {'GAP':<{OPEN - 2}}  STATUS"
    found.append((None, plain(titles, "bold")))
    found += [(report.area.id, _area(report, room, cells)) for report in plan.audit.areas.values()]
    return found


def _gap(number: int, gap: Gap, width: int) -> Content:
    """A sentence, and below it where it belongs and what it costs."""
    detail = ", ".join(part for part in (gap.report.area.title, f"about {gap.hours:.0f} h", gap.phase) if part)
    return lines(hanging(str(number), gap.sentence, width, 3), plain(f"   {detail}", MUTED))


def _area(report: AreaReport, room: int, cells: int) -> Content:
    """Title, bar, level, gap, status on a line; a long title goes on below."""
    title, *more = wrap(report.area.title, room - 1)
    verified, claimed, _ = report.shares
    of = f"{level(report.level)} of {level(report.target)}"
    gap = f"{level(report.gap)} of {level(report.weight)}"
    numbers = f"  {of:<{LEVEL - 2}}  {gap:<{OPEN - 2}}  {report.status}"
    first = join(f"{title:<{room}}", three_part_bar(verified, claimed, cells), (numbers, MUTED))
    return lines(first, *(plain(f"  {row}") for row in more))


def items(report: AreaReport, gap: Gap | None, probe: Probe, given: ProbeAnswer | None, width: int) -> list[Row]:
    """The area, its probe, its items."""
    about = gap.why if gap else f"{level_line(report)}; {level(report.gap)} of {level(report.weight)} open"
    title = join((report.area.code + "  ", MUTED), (report.area.title, STRONG))
    about = about.removeprefix(f"{report.area.title}: ")
    top = lines(title, *(plain(row, MUTED) for row in wrap(about, width)), plain(""))
    return [
        (HEAD, top),
        (probe.id, _probe(probe, given, width)),
        *((item.item.id, _item(item, width)) for item in report.items),
    ]


def _probe(probe: Probe, given: ProbeAnswer | None, width: int) -> Content:
    if given is None:
        return hanging("probe", "not asked yet", width, 8)
    word = "right" if given.right else "I don't know" if given.choice is None else "not right"
    sure = f", {SURE[given.certainty]}" if given.certainty else ""
    return lines(
        hanging("probe", word + sure, width, 8),
        hanging("", probe.question, width, 8).stylize(MUTED),
        hanging("", probe.why, width, 8),
    )


def _item(item: ItemLevel, width: int) -> Content:
    """Level, statement, what shows it, evidence."""
    rated = f"{level(item.rated)} of {item.target}"
    senior = "" if item.item.foundation else " (senior)"
    parts = [hanging(rated, item.item.text + senior, width, 8)]
    if item.evidence is not None:
        parts.append(hanging("", f"evidence: {evidence_line(item.evidence)}", width, 8))
    counts = "" if item.rated is None or item.effective == item.rated else f"counts {level(item.effective)}; "
    parts.append(hanging("", f"{counts}shown by: {item.item.shows}", width, 8).stylize(MUTED))
    return lines(*parts)
