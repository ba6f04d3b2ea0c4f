"""The rows of the gap report: gaps, areas, and the detail of one area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import wrap

from textual.content import Content

from mentor.coach.audit import AreaReport, Audit
from mentor.coach.gaps import Gap, level_line
from mentor.coach.levels import ItemLevel
from mentor.coach.plan import Plan
from mentor.coach.questions import Question
from mentor.coach.reaudit import AreaChange, Step
from mentor.content.model import Probe
from mentor.journey import Journey
from mentor.journey.records import ProbeAnswer
from mentor.screens.audit_texts import SURE, Row, again, calibration, evidence_line, level, mark, progress, readiness
from mentor.widgets.meter import EMPTY, FULL, HALF, three_part_bar
from mentor.widgets.scale import sides
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, lines, plain

GAP = "gap:"
"""Before the area's id in the id of a gap's row."""
HEAD = "area"
"""The id of the first row of the detail."""

PROBE = "probe"
"""The id of the second."""
Changes = Mapping[str, AreaChange]
"""Area id to what rating it again has changed."""

LEVEL, OPEN, STATUS = 10, 14, 10
"""Columns of a row behind the bar."""


@dataclass(frozen=True)
class Asked:
    """An area's probe in the report: the one answered last, else the first. `due` says that one may be asked now."""

    probe: Probe
    given: ProbeAnswer | None
    due: bool


def head(
    journey: Journey, audit: Audit, row: tuple[Question, ...], begin: int | None, changes: Changes, width: int
) -> Content:
    """Readiness, how far the audit is, what the shapes mean, how well certainty fits, what was rated again."""
    legend = join((FULL, ACCENT), " verified   ", (HALF, ACCENT), " claimed   ", (EMPTY, MUTED), " missing")
    first = sides(readiness(audit), plain(progress(journey, row, begin), MUTED), width)
    known = plain(calibration(journey, audit), MUTED)
    if not changes:
        return lines(first, sides(legend, known, width))
    return lines(first, sides(legend, again(list(changes.values())), width), *([known] if known else ()))


def rows(plan: Plan, changes: Changes, width: int) -> list[Row]:
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
    found += [
        (report.area.id, _area(report, changes.get(report.area.id), room, cells))
        for report in plan.audit.areas.values()
    ]
    return found


def _gap(number: int, gap: Gap, width: int) -> Content:
    """A sentence, and below it where it belongs and what it costs."""
    detail = ", ".join(part for part in (gap.report.area.title, f"about {gap.hours:.0f} h", gap.phase) if part)
    return lines(hanging(str(number), gap.sentence, width, 3), plain(f"   {detail}", MUTED))


def _area(report: AreaReport, change: AreaChange | None, room: int, cells: int) -> Content:
    """Title, bar, how it came out when rated again, level, gap, status on a line; a long title goes on below."""
    title, *more = wrap(report.area.title, room - 1)
    verified, claimed, _ = report.shares
    of = f"{level(report.level)} of {level(report.target)}"
    gap = f"{level(report.gap)} of {level(report.weight)}"
    numbers = f" {mark(change)}{of:<{LEVEL - 2}}  {gap:<{OPEN - 2}}  {report.status}"
    first = join(f"{title:<{room}}", three_part_bar(verified, claimed, cells), (numbers, MUTED))
    return lines(first, *(plain(f"  {row}") for row in more))


def items(report: AreaReport, gap: Gap | None, change: AreaChange | None, asked: Asked, width: int) -> list[Row]:
    """The area, its probe, its items.

    Args:
        report: The area.
        gap: The same area among the top gaps, where it is one.
        change: What rating it again has changed.
        asked: Its probe.
        width: Columns there are.
    """
    about = gap.why if gap else f"{level_line(report)}; {level(report.gap)} of {level(report.weight)} open"
    title = join((report.area.code + "  ", MUTED), (report.area.title, STRONG))
    about = about.removeprefix(f"{report.area.title}: ")
    rows = [plain(row, MUTED) for row in wrap(about, width)]
    rows += [plain(row) for row in wrap(f"Rated again: {change.line}", width)] if change else []
    steps = {step.id: step for step in change.steps} if change else {}
    return [
        (HEAD, lines(title, *rows, plain(""))),
        (PROBE, _probe(asked, width)),
        *((item.item.id, _item(item, steps.get(item.item.id), width)) for item in report.items),
    ]


def _probe(asked: Asked, width: int) -> Content:
    probe, given = asked.probe, asked.given
    if given is None:
        return hanging("probe", "not asked yet", width, 8)
    word = "right" if given.right else "I don't know" if given.choice is None else "not right"
    sure = f", {SURE[given.certainty]}" if given.certainty else ""
    return lines(
        hanging("probe", word + sure + ("; another is open" if asked.due else ""), width, 8),
        hanging("", probe.question, width, 8).stylize(MUTED),
        hanging("", probe.why, width, 8),
    )


def _item(item: ItemLevel, step: Step | None, width: int) -> Content:
    """Level, statement, what it was before, what shows it, evidence."""
    rated = f"{level(item.rated)} of {item.target}"
    senior = "" if item.item.foundation else " (senior)"
    parts = [hanging(rated, item.item.text + senior, width, 8)]
    if step is not None:
        parts.append(hanging("", f"was {step.before} on {step.since.day} {step.since:%B %Y}", width, 8))
    if item.evidence is not None:
        parts.append(hanging("", f"evidence: {evidence_line(item.evidence)}", width, 8))
    if item.proof is not None:
        parts.append(hanging("", f"verified: {item.proof.place}, read {item.proof.finding.on:%d %b %Y}", width, 8))
    if item.solved is not None:
        parts.append(hanging("", f"practice: {item.solved.said}", width, 8))
    if item.under_rated:
        parts.append(hanging("", "You may be under-rating this; look again? Enter asks it.", width, 8))
    counts = "" if item.rated is None or item.effective == item.rated else f"counts {level(item.effective)}; "
    parts.append(hanging("", f"{counts}shown by: {item.item.shows}", width, 8).stylize(MUTED))
    return lines(*parts)
