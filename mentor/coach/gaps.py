"""The top gaps: five areas, each with the item that pays most per hour, as a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mentor.coach.audit import AreaReport, Audit
from mentor.coach.levels import ItemLevel, level_of
from mentor.coach.phases import PhaseStep, next_phase, parallel_phases
from mentor.content import Content
from mentor.journey import Journey

TOP = 5


@dataclass(frozen=True)
class Gap:
    """One thing the person cannot do yet, or cannot show.

    Attributes:
        hours: To bring the item to its target.
        phase: The phase in which it pays; empty for areas of no phase.
        rank: gap x phase factor.
        why: Level, target, weight, phase and guides in a sentence.
    """

    report: AreaReport
    item: ItemLevel
    sentence: str
    hours: float
    phase: str
    rank: float
    why: str

    @property
    def detail(self) -> str:
        """The level behind the sentence, as in "Evaluation methodology 1 of 3, weight 7.5"."""
        return level_line(self.report)


def level_line(report: AreaReport) -> str:
    """An area's level against its target, with its weight."""
    level = "not rated" if report.level is None else f"{report.level:.2g} of {report.target:.2g}"
    shown = f", {report.effective:.2g} with what is shown" if (report.level or 0) - report.effective > 0.05 else ""
    return f"{report.area.title}: {level}{shown}, weight {report.weight:.3g}"


def sentence_of(item: ItemLevel) -> str:
    """The gap in the user's own voice."""
    return f"I can't yet show that I can {item.item.text}" if item.claimed else f"I can't yet {item.item.text}"


def item_hours(content: Content, item: ItemLevel) -> float:
    """Hours to bring an item to its target."""
    per_level: Mapping[str, float] = content.values("hours_per_level")
    return per_level[item.item.level] * item.missing


def next_item(content: Content, report: AreaReport) -> ItemLevel | None:
    """The item of an area that pays most per hour now; None when nothing is missing.

    An item counts in full once the one before it can be done with support. Ties go to what is missing most, then to
    the order of the audit.
    """
    ready, wait = content.number("prerequisite_level"), content.number("prerequisite_factor")
    best: tuple[float, float, int] | None = None
    chosen: ItemLevel | None = None
    before = 4.0
    for position, item in enumerate(report.items):
        if item.missing > 0:
            value = report.weight * item.missing / 4 / item_hours(content, item)
            key = (value * (1 if before >= ready else wait), item.missing, -position)
            if best is None or key > best:
                best, chosen = key, item
        before = item.effective
    return chosen


def top_gaps(content: Content, journey: Journey, report: Audit, steps: Mapping[str, PhaseStep]) -> tuple[Gap, ...]:
    """The five areas that matter now, by gap x phase factor, most first."""
    near = _near(content, journey, steps)
    ranked = sorted(
        (gap for area in report.areas.values() if (gap := _gap(content, area, steps, near)) is not None),
        key=lambda gap: -gap.rank,
    )
    allowed = [gap for gap in ranked if _enters(content, journey, gap, near)]
    top = allowed[:TOP]
    return tuple(_beginner_order(content, journey, _with_maths(content, journey, top, ranked), allowed))


def _near(content: Content, journey: Journey, steps: Mapping[str, PhaseStep]) -> dict[str, str]:
    """Phase to "now", "next" or "later"."""
    current = next_phase(dict(steps))
    now = [current, *parallel_phases(content, journey, dict(steps))]
    after = [phase for phase, step in steps.items() if step.open and phase not in now]
    return {phase: "now" if phase in now else "next" if after and phase == after[0] else "later" for phase in steps}


def _gap(content: Content, area: AreaReport, steps: Mapping[str, PhaseStep], near: Mapping[str, str]) -> Gap | None:
    item = next_item(content, area)
    if item is None:
        return None
    factors: Mapping[str, float] = content.values("phase_factor")
    homes = [p for p, step in steps.items() if area.area.id in step.phase.weights and step.open]
    home = max(homes, key=lambda p: factors[near[p]], default="")
    factor = factors[near[home]] if home else factors["later"]
    when = {"now": "the phase at hand", "next": "the phase after", "later": "a later phase"}[near[home]] if home else ""
    asked = f"{', '.join(area.area.sources)} ask for it"
    return Gap(
        report=area,
        item=item,
        sentence=sentence_of(item),
        hours=item_hours(content, item),
        phase=home,
        rank=area.gap * factor,
        why=f"{level_line(area)}; {area.gap:.3g} of {area.weight:.3g} open"
        + (f"; {home}, {when}" if home else "")
        + f"; {asked}",
    )


def _enters(content: Content, journey: Journey, gap: Gap, near: Mapping[str, str]) -> bool:
    """A senior area enters when its phase is at hand, when the target asks for it, or when it was chosen."""
    area = gap.report.area.id
    profile = journey.profile
    if area not in content.values("senior_areas"):
        return True
    asked = content.values("target_areas").get(profile.target, ()) if profile else ()
    chosen = profile.senior_area if profile else ""
    return area in asked or area == chosen or (bool(gap.phase) and near[gap.phase] == "now")


def _with_maths(content: Content, journey: Journey, top: list[Gap], ranked: list[Gap]) -> list[Gap]:
    """Rule C10: under 2, maths is among the top gaps of people without a quantitative background."""
    start = journey.profile.start if journey.profile else ""
    low = level_of(content, journey, "math") < 2
    maths = next((gap for gap in ranked if gap.report.area.id == "math"), None)
    if start not in ("beginner", "outside_some_code") or not low or maths is None or maths in top:
        return top
    return [*top[: TOP - 1], maths]


def _beginner_order(content: Content, journey: Journey, top: list[Gap], allowed: list[Gap]) -> list[Gap]:
    """Rule C12: LLM work is never among a beginner's first three, while three other gaps are open."""
    if journey.profile is None or journey.profile.start != "beginner":
        return top
    llm = content.values("target_block")["llm"]
    others = [gap for gap in [*top, *(gap for gap in allowed if gap not in top)] if gap.report.area.id not in llm]
    first = others[:3]
    return [*first, *(gap for gap in top if gap not in first)][:TOP]
