"""What a user is told: patterns of the record and warnings of the profile in one list, at most two of them a week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from mentor.coach.detectors import Signal, detect
from mentor.coach.warnings import Caution, cautions
from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.time import LogEntry, Snooze


@dataclass(frozen=True)
class Notice:
    """A pattern or a warning, as it is told.

    Attributes:
        because: Why it is theirs, with their own figures.
        instead: The one thing to do.
        stands_for: The warning whose place a pattern takes, by id; empty for none.
        signal: Whether it is a pattern of the record; otherwise it is a warning of the profile.
        until: The day to which it is put off; None where it is not.
        gone: The day on which it goes away by itself; None while it still holds.
        ended: The day from which it no longer held.
    """

    id: str
    severity: Literal["amber", "red"]
    title: str
    text: str
    because: str
    instead: str
    facts: tuple[str, ...]
    rules: tuple[str, ...]
    stands_for: str = ""
    signal: bool = False
    until: date | None = None
    ended: date | None = None
    gone: date | None = None


def every_notice(
    content: Content, journey: Journey, today: date, spent: Iterable[LogEntry] | None = None
) -> tuple[Notice, ...]:
    """Every pattern and warning, red before amber, what is going away last; those that are put off say until when.

    A pattern takes the place of the warning it names, and its severity where that is graver; a pattern that is going
    away leaves the place to a warning that still holds.

    Args:
        content: Texts and thresholds.
        journey: The record.
        today: The day.
        spent: All time spent, oldest day first, where it is known already.

    Raises:
        ValueError: There is no profile yet.
    """
    warnings = {caution.id: caution for caution in cautions(content, journey)}
    signals = [
        signal
        for signal in detect(content, journey, today, spent)
        if signal.ended is None or signal.warning not in warnings
    ]
    found = [_of_signal(signal, warnings.pop(signal.warning, None)) for signal in signals]
    found += [_of_caution(caution) for caution in warnings.values()]
    told = [replace(one, until=_put_off(content, journey, one, today)) for one in found]
    return tuple(sorted(told, key=lambda one: (one.gone is not None, one.severity != "red")))


def open_notices(found: Iterable[Notice]) -> tuple[Notice, ...]:
    """Those that are not put off."""
    return tuple(one for one in found if one.until is None)


def of_the_week(content: Content, journey: Journey, found: Iterable[Notice], today: date) -> tuple[Notice, ...]:
    """Those to tell this week. One that was put off this week keeps its place, so that none moves up at once."""
    used = sum(1 for snooze in journey.snoozes.values() if _this_week(journey, snooze, today))
    return open_notices(found)[: max(0, int(content.values("notices")["a_week"]) - used)]


def notices(content: Content, journey: Journey, today: date) -> tuple[Notice, ...]:
    """What to tell this week, the gravest first.

    Raises:
        ValueError: There is no profile yet.
    """
    return of_the_week(content, journey, every_notice(content, journey, today), today)


def _this_week(journey: Journey, snooze: Snooze, today: date) -> bool:
    """Whether a notice was put off within the running week; within the last seven days where none is running."""
    week = journey.week
    first = week.start if week is not None and week.start <= today <= week.end else today - timedelta(days=6)
    return first <= snooze.on <= today < snooze.until


def partners_of(content: Content, notice: Notice) -> tuple[str, ...]:
    """Its own id, and that of the warning whose place it takes or of the pattern that may take its place."""
    others = (one.id for one in content.detectors.values() if one.warning == notice.id)
    return tuple(id_ for id_ in (notice.id, notice.stands_for, *others) if id_)


def _put_off(content: Content, journey: Journey, notice: Notice, today: date) -> date | None:
    """The day to which a notice is put off, under whichever of its ids."""
    if not journey.snoozes:
        return None
    days = [journey.snoozes[id_].until for id_ in partners_of(content, notice) if id_ in journey.snoozes]
    return max((day for day in days if today < day), default=None)


def _of_signal(signal: Signal, caution: Caution | None) -> Notice:
    because = signal.numbers
    if signal.ended is not None and signal.gone is not None:
        because = f"{because} No longer so since {_day(signal.ended)}; this goes away on {_day(signal.gone)}."
    return Notice(
        id=signal.id,
        severity="red" if caution is not None and caution.severity == "red" else signal.severity,
        title=signal.title,
        text=signal.text,
        because=because,
        instead=signal.action,
        facts=signal.facts,
        rules=signal.rules,
        stands_for=signal.warning,
        signal=True,
        ended=signal.ended,
        gone=signal.gone,
    )


def _of_caution(caution: Caution) -> Notice:
    return Notice(
        id=caution.id,
        severity=caution.severity,
        title=caution.title,
        text=caution.text,
        because=caution.because,
        instead=caution.instead,
        facts=caution.facts,
        rules=caution.rules,
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"
