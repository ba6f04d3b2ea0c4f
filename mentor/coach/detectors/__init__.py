"""Failure patterns recognised from the record (FM01-FM23): pure predicates over thresholds that stand in a data file.

A pattern is told from 14 days and 15 logged hours on, with the user's own figures, the guides' reason and one action.
It stays until its test has failed for a week, unless what it asks for was done. Nothing is remembered for that: the
last seven days are looked at again, each with the record as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from mentor.coach.detectors import building, plan, search, study
from mentor.coach.detectors.case import Case, Check, Hit, Records
from mentor.coach.detectors.ledger import Ledger
from mentor.content import Content
from mentor.content.detectors import Detector
from mentor.journey import Journey
from mentor.journey.time import LogEntry

CHECKS: Mapping[str, Check] = {**study.CHECKS, **building.CHECKS, **plan.CHECKS, **search.CHECKS}
"""Detector id to how it is recognised."""


@dataclass(frozen=True)
class Signal:
    """A pattern that shows in the record.

    Attributes:
        text: What the guides say of it.
        numbers: The user's own figures, in a sentence.
        action: The one thing to do.
        warning: The warning whose place it takes, by id; empty for none.
        ended: The day from which it shows no more; None while it does.
        gone: The day on which it is no longer told; None while it shows.
    """

    id: str
    severity: Literal["amber", "red"]
    title: str
    text: str
    numbers: str
    action: str
    facts: tuple[str, ...]
    rules: tuple[str, ...]
    warning: str = ""
    ended: date | None = None
    gone: date | None = None


def detect(
    content: Content, journey: Journey, today: date, spent: Iterable[LogEntry] | None = None
) -> tuple[Signal, ...]:
    """The patterns that show, in the order of the content file.

    Args:
        content: Texts and thresholds.
        journey: The record.
        today: The day.
        spent: All time spent, oldest day first, where it is known already.

    Raises:
        ValueError: There is no profile yet.
    """
    if journey.profile is None:
        raise ValueError("a profile is needed")
    notices: Mapping[str, int] = content.values("notices")
    ledger = Ledger(journey.spent if spent is None else spent)
    records = Records(content, journey, journey.profile, ledger, today)
    cases = [Case(records, today - timedelta(days=back)) for back in range(notices["clear_days"])]
    cases = [case for case in cases if _enough(case, notices)]
    found = (_signal(detector, CHECKS[detector.id], cases, today) for detector in content.detectors.values())
    return tuple(signal for signal in found if signal is not None)


def _enough(case: Case, notices: Mapping[str, int]) -> bool:
    """Whether the record is long enough for any pattern to be one."""
    return case.ago(case.profile.since) >= notices["after_days"] and case.hours() >= notices["after_hours"]


def _signal(detector: Detector, check: Check, cases: list[Case], today: date) -> Signal | None:
    """What is told of one pattern; `cases` are the days to look at, today first."""
    for case in cases:
        if (hit := check.test(case, detector)) is not None:
            return _told(detector, hit, case.day, today, len(cases))
        if case.day == today and check.put_right(case, detector):
            return None
    return None


def _told(detector: Detector, hit: Hit, day: date, today: date, clear_days: int) -> Signal:
    over = day < today
    numbers = hit.numbers[0].upper() + hit.numbers[1:]
    return Signal(
        id=detector.id,
        # What shows no more is not urgent, however grave it was.
        severity="red" if hit.red and not over else "amber",
        title=detector.title,
        text=detector.text,
        numbers=f"{numbers}.",
        action=detector.action,
        facts=detector.facts,
        rules=detector.rules,
        warning=detector.warning,
        ended=day + timedelta(days=1) if over else None,
        gone=day + timedelta(days=clear_days) if over else None,
    )
