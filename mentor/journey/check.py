"""What no screen and no command would record: values out of range, in records that came from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from mentor.days import YEARS
from mentor.journey.intake import profile_problems
from mentor.journey.record import Record
from mentor.journey.records import Action, Rating

DAY = 1_440
"""Minutes of a day."""
MINUTES = (0, 7 * DAY)
"""Minutes of one action: at most those of a week."""
CERTAINTY = (0, 3)


def record_problems(record: Record) -> list[str]:
    """Everything about a record that lies outside what it can be, each beginning with table and id."""
    where = f"{record.table} {record.id}"
    found = [
        f"{field} {day} is in no year of a journey" for field, day in _days(record) if not _within(day.year, YEARS)
    ]
    found += _MORE.get(record.table, lambda _: [])(record)
    return [f"{where}: {problem}" for problem in found]


def _days(record: Record) -> Iterator[tuple[str, date]]:
    for field, value in vars(record).items():
        if isinstance(value, date):
            yield field, value
    if isinstance(record, Action):
        yield from (("blocks", block.day) for block in record.blocks)
    if isinstance(record, Rating) and record.evidence:
        yield "evidence", record.evidence.on


def _profile(record: Any) -> list[str]:
    return profile_problems(record)


def _rating(record: Any) -> list[str]:
    if record.level is not None and not _within(record.level, (0, 4)):
        return [f"level {record.level} is none of 0 to 4"]
    return []


def _probe(record: Any) -> list[str]:
    if not _within(record.certainty, CERTAINTY):
        return [f"certainty {record.certainty} is none of {CERTAINTY[0]} to {CERTAINTY[1]}"]
    return []


def _action(record: Any) -> list[str]:
    minutes = [record.minutes, *(block.minutes for block in record.blocks)]
    found = [f"{value} minutes do not fit into a week" for value in minutes if not _within(value, MINUTES)]
    week, _, number = record.id.rpartition(".")
    if week != record.week or not (number.isdecimal() and number.isascii()):
        found.append("its id is none of its week")
    for text in (record.at, *(block.at for block in record.blocks)):
        found += _clock(text)
    return found


def _week(record: Any) -> list[str]:
    if (
        record.id != f"w{record.number}"
        or record.number < 1
        or record.end < record.start
        or not _within(record.minutes_planned, MINUTES)
    ):
        return ["its number, days or minutes are those of no week"]
    return []


def _clock(text: str) -> list[str]:
    try:
        time.fromisoformat(text or "00:00")
    except ValueError:
        return [f"{text!r} is no time of day"]
    return []


def _log(record: Any) -> list[str]:
    return [] if _within(record.minutes, (1, DAY)) else [f"{record.minutes} minutes are those of no day"]


def _timer(record: Any) -> list[str]:
    return _moment("started", record.started) if record.started else []


def _moment(field: str, text: str) -> list[str]:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    return [] if moment is not None and moment.tzinfo else [f"{field} {text!r} is no moment in UTC"]


def _card(record: Any) -> list[str]:
    found = []
    if record.state != "new" and (record.due is None or record.last is None or record.reps < 1):
        found.append("a card that was seen has a last day and one on which it is due")
    least = 0 if record.state == "new" else 0.001
    if not (_within(record.stability, (least, 10 * 36_500)) and _within(record.difficulty, (0, 10))):
        found.append(f"stability {record.stability} or difficulty {record.difficulty} is none of a card")
    return found


def _grade(record: Any) -> list[str]:
    found = [] if _within(record.seconds, (0, DAY * 60)) else [f"{record.seconds} seconds are those of no review"]
    return [*found, *_moment("at", record.at)]


def _drill(record: Any) -> list[str]:
    total = [] if record.total is None or _within(record.total, (0, 100)) else [f"total {record.total} is none of 100"]
    return [*_timer(record), *_sat(record.seconds), *_graded(record.grades.values()), *total]


def _practised(record: Any) -> list[str]:
    return [] if _within(record.minutes, (0, DAY)) else [f"{record.minutes} minutes are those of no day"]


def _mock(record: Any) -> list[str]:
    found = [*_timer(record), *_sat(record.seconds, *(question.seconds for question in record.questions))]
    return found + _graded(question.grade for question in record.questions if question.grade is not None)


def _attempt(record: Any) -> list[str]:
    found = [] if _within(record.score, (0, 1)) else [f"score {record.score} is none of 0 to 1"]
    return [*found, *_practised(record)]


def _application(record: Any) -> list[str]:
    from mentor.journey.search import STAGES

    days = record.stages.items()
    found = [f"{stage} is no stage" for stage in record.stages if stage not in STAGES]
    found += [f"{stage} {day} is in no year of a journey" for stage, day in days if not _within(day.year, YEARS)]
    if any(day < record.on for day in record.stages.values()):
        found.append("a stage is reached before it went out")
    if (record.outcome == "open") != (record.ended is None):
        found.append("its outcome and the day of it do not go together")
    return found


def _offer(record: Any) -> list[str]:
    amounts = {"base": record.base, "total": record.total}
    return [
        f"{name} {amount} is no pay of a year" for name, amount in amounts.items() if amount is not None and amount <= 0
    ]


def _sat(*seconds: int) -> list[str]:
    return [f"{one} seconds are those of no day" for one in seconds if not _within(one, (0, DAY * 60))]


def _graded(grades: Iterable[int]) -> list[str]:
    return [f"grade {grade} is none of 0 to 4" for grade in grades if not _within(grade, (0, 4))]


_MORE: dict[str, Callable[[Any], list[str]]] = {
    "profile": _profile,
    "ratings": _rating,
    "probes": _probe,
    "actions": _action,
    "weeks": _week,
    "log": _log,
    "timer": _timer,
    "drills": _drill,
    "practised": _practised,
    "mocks": _mock,
    "cards": _card,
    "grades": _grade,
    "attempts": _attempt,
    "applications": _application,
    "offers": _offer,
}


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]
