"""A project over time: what changed between two readings of its folder, what brings it nearest to the next level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mentor.coach.portfolio import LEVELS, SECTIONS, Line, Progress, enough_checkable
from mentor.coach.verdict import waits_for_word
from mentor.content import Content
from mentor.content.model import Criterion

if TYPE_CHECKING:  # only a project whose folder was read has runs
    from mentor.journey.proof import Run

NEXT_STEPS = 3


@dataclass(frozen=True)
class Step:
    """A criterion to meet next.

    Attributes:
        hours: What it takes, by our own estimate.
        attest: Whether all that can be seen is there, so that only the user's word is missing.
    """

    criterion: Criterion
    hours: float
    attest: bool = False


@dataclass(frozen=True)
class Since:
    """What changed from one reading to the next.

    Attributes:
        passed: Criteria found now and not before.
        lost: Criteria found before and not now.
        sections: Sections whose share changed, with the share before and now, 0-1.
    """

    before: Run
    now: Run
    passed: tuple[str, ...]
    lost: tuple[str, ...]
    sections: dict[str, tuple[float, float]]

    @property
    def rose(self) -> int:
        """Levels gained; negative where some were lost."""
        return LEVELS.index(self.now.level) - LEVELS.index(self.before.level)


def since_last(runs: tuple[Run, ...]) -> Since | None:
    """What the last reading found that the one before did not; None before the second."""
    if len(runs) < 2:
        return None
    before, now = runs[-2:]
    was, is_ = _passed(before), _passed(now)
    sections = {
        name: (before.sections[name], now.sections[name])
        for name in SECTIONS
        if name in before.sections and name in now.sections and before.sections[name] != now.sections[name]
    }
    return Since(
        before, now, tuple(key for key in is_ if key not in was), tuple(k for k in was if k not in is_), sections
    )


def _passed(run: Run) -> list[str]:
    return [key for key, state in run.states.items() if state == "pass"]


def next_steps(content: Content, far: Progress, count: int | None = NEXT_STEPS) -> tuple[Step, ...]:
    """The criteria that bring a project nearest to the next level.

    Once its folder was read, what takes least comes first; before that nothing is known of what is there, and the order
    of the checklist is the order of the work.

    Args:
        content: For the hours.
        far: Where the project stands.
        count: How many; all of them where it is None.
    """
    asked = far.to_shipped or far.to_defensible
    lines = [line for line in far.lines if line.criterion in asked]
    if not far.to_shipped:
        lines = [line for line in lines if _brings(content, far, line)]
    steps = [_step(content, line) for line in lines]
    if any(line.finding is not None for line in far.lines):
        steps.sort(key=lambda step: step.hours)
    return tuple(steps[:count])


def _brings(content: Content, far: Progress, line: Line) -> bool:
    """Whether a criterion that *defensible* asks for brings it nearer: not all of them have to be met."""
    one = line.criterion
    share: float = content.values("defensible_share")["section"]
    return (
        one.id in content.values("defensible_must")
        or (one.confidence in ("H", "M") and not enough_checkable(content, far.lines))
        or (far.sections[one.section] < share and not line.met)
    )


def _step(content: Content, line: Line) -> Step:
    if waits_for_word(line):
        return Step(line.criterion, content.number("attest_hours"), attest=True)
    return Step(line.criterion, line.criterion.hours)
