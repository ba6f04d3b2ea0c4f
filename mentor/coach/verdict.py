"""What a reading of a project's folder comes to, with what the user attests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mentor.coach.portfolio import Backing, Level, Line, Progress, standing
from mentor.content import Content
from mentor.content.model import Criterion
from mentor.journey.proof import Finding
from mentor.journey.records import Mark

UNSEEN = ("R03", "R21", "R27")
"""What no reading of a folder can see to the end: that the data is real, that the tests are green, that the service
answers. Where all that can be seen is there, only the user's word is missing."""
SEEN_SCORE = 0.5


@dataclass(frozen=True)
class Verdict:
    """Where a project stands after a reading.

    Attributes:
        progress: Lines, level, sections, and what is still missing.
        to_attest: Criteria of which everything visible is there, so that the user's word is all they need.
        once_attested: The level with them.
        overruled: Criteria that the reading found not met and the user says are, with the reason.
        contradicted: Criteria that the user had said are met and the reading found not met; they do not count.
    """

    progress: Progress
    to_attest: tuple[Criterion, ...]
    once_attested: Level
    overruled: tuple[Criterion, ...]
    contradicted: tuple[Criterion, ...]


def waits_for_word(line: Line) -> bool:
    """Whether everything visible of a criterion is there, so that the user's word is all it needs."""
    found = line.finding
    return line.criterion.id in UNSEEN and not line.met and found is not None and found.score >= SEEN_SCORE


def verdict(
    content: Content, project_type: str, findings: Iterable[Finding], marks: Mapping[str, Mark], today: date
) -> Verdict:
    """What a reading comes to.

    Args:
        content: For the criteria.
        project_type: One of the five.
        findings: What was found, one a criterion.
        marks: What the user says, by criterion; it counts beside what was found, and is shown as attested.
        today: The day.
    """
    by_id = {finding.criterion: finding for finding in findings}
    now = standing(content, project_type, marks, by_id)
    waiting = [line.criterion for line in now.lines if waits_for_word(line)]
    said = {one.id: Mark(one.id, "", one.id, "met", today) for one in waiting}
    later = standing(content, project_type, {**marks, **said}, by_id)

    def backed(how: Backing) -> tuple[Criterion, ...]:
        return tuple(line.criterion for line in now.lines if line.backing == how)

    return Verdict(now, tuple(waiting), later.level, backed("overruled"), backed("contradicted"))
