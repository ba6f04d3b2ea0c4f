"""Design drills: the clock, the grades and what they come to, which prompt comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from mentor.content import Content
from mentor.content.drills import TAGS, GradeSheet, Prompt, SheetRow, Step
from mentor.journey import Journey

if TYPE_CHECKING:  # the records of drills are imported when one is made or read
    from mentor.journey.drills import Band, Drill, Mock

COMMUNICATION = "communication"
"""The row of the grade sheet that running over time tells on."""
BANDS: Mapping[Band, str] = {
    "not_yet": "not yet",
    "borderline": "borderline",
    "likely_pass": "likely pass",
    "strong": "strong",
}
"""Band to its name, weakest first."""


# ---------------------------------------------------------------------------------------------------- the clock


def seconds_on(record: Drill | Mock, now: datetime) -> int:
    """Seconds on a clock. One that was set back counts as standing."""
    if record.started:
        with suppress(ValueError, TypeError):  # a file changed by hand may hold no moment
            since = now - datetime.fromisoformat(record.started)
            return record.seconds + max(0, int(since.total_seconds()))
    return record.seconds


def step_at(sheet: GradeSheet, seconds: float) -> Step | None:
    """The part of the 45 minutes that a moment lies in; None once they are over."""
    return next((step for step in sheet.steps if seconds < step.minutes[1] * 60), None)


def open_drill(journey: Journey) -> Drill | None:
    """The drill begun last whose clock was not stopped for good."""
    return max((one for one in journey.drills.values() if one.finished is None), key=_number, default=None)


def forgotten(content: Content, seconds: float) -> bool:
    """Whether a clock shows more than any try takes, so that it was left running."""
    return seconds >= content.number("drill_forgotten_hours") * 3600


# ---------------------------------------------------------------------------------------------------- grading


@dataclass(frozen=True)
class Counted:
    """A row's grade as given and as it counts."""

    row: SheetRow
    given: int
    grade: int

    @property
    def points(self) -> float:
        """What it adds to the total."""
        return self.row.weight * self.grade / 4


@dataclass(frozen=True)
class Result:
    """What the grades come to.

    Attributes:
        total: 0-100.
        caps: What was capped and why, a sentence each.
    """

    rows: tuple[Counted, ...]
    total: float
    band: Band
    caps: tuple[str, ...]


def result_of(content: Content, grades: Mapping[str, int], seconds: int) -> Result:
    """The total of a try, with what caps it.

    Args:
        content: The sheet and the caps.
        grades: Row to grade, 0-4, of every row.
        seconds: How long the try took.

    Raises:
        ValueError: A row has no grade.
    """
    sheet, caps = content.grade_sheet, content.values("design_caps")
    if missing := ungraded_rows(sheet, grades):
        raise ValueError(f"no grade for {', '.join(row.id for row in missing)}")
    over = seconds / 60 - sheet.minutes
    said, rows = [], []
    for row in sheet.rows:
        given = grade = grades[row.id]
        if row.id == COMMUNICATION and over > caps["over_minutes"] and given > caps["over_grade"]:
            grade = caps["over_grade"]
            said.append(f"{over:.0f} minutes over time: {row.title.lower()} counts as {grade}, not {given}.")
        rows.append(Counted(row, given, grade))
    before = total = sum(one.points for one in rows)
    zeros = [one.row.title.lower() for one in rows if not one.grade]
    if zeros and before > caps["zero_total"]:
        total = float(caps["zero_total"])
        said.append(f"A row at 0 ({', '.join(zeros)}): the total stops at {total:g}, not {before:g}.")
    return Result(tuple(rows), total, band_of(content, total), tuple(said))


def ungraded_rows(sheet: GradeSheet, grades: Mapping[str, int]) -> list[SheetRow]:
    """Rows of the sheet without a grade."""
    return [row for row in sheet.rows if row.id not in grades]


def band_of(content: Content, total: float) -> Band:
    """What a total comes to."""
    bands: Mapping[Band, float] = content.values("design_bands")
    return max((band for band, least in bands.items() if total >= least), key=lambda band: bands[band])


# ---------------------------------------------------------------------------------------------------- looking back


def graded(journey: Journey, prompt: str = "") -> list[Drill]:
    """Graded tries, of one prompt or of all, oldest first."""
    found = [one for one in journey.drills.values() if one.graded is not None and one.total is not None]
    return sorted((one for one in found if prompt in ("", one.prompt)), key=lambda one: (one.on, _number(one)))


def to_grade(journey: Journey) -> list[Drill]:
    """Tries whose clock was stopped and which have no grades yet, oldest first."""
    found = [one for one in journey.drills.values() if one.finished is not None and one.graded is None]
    return sorted(found, key=lambda one: (one.on, _number(one)))


def tag_totals(content: Content, journey: Journey) -> dict[str, float | None]:
    """Family of prompts to the mean of its last totals; None where nothing was graded."""
    count = int(content.values("design_next")["last"])
    found: dict[str, list[float]] = {tag: [] for tag in TAGS}
    for drill in graded(journey):
        prompt = content.prompts.get(drill.prompt)
        for tag in prompt.tags if prompt else ():
            found[tag].append(drill.total or 0)
    return {tag: _mean(totals[-count:]) if totals else None for tag, totals in found.items()}


def weakest_rows(content: Content, journey: Journey) -> list[tuple[SheetRow, float]]:
    """The rows of the sheet by their mean grade in the last graded tries, weakest first; none without any."""
    last = graded(journey)[-int(content.values("design_next")["last"]) :]
    if not last:
        return []
    rows = content.grade_sheet.rows
    means = [(row, _mean([one.grades.get(row.id, 0) for one in last])) for row in rows]
    # Of equally weak rows the heavier one first.
    return sorted(means, key=lambda pair: (pair[1], -pair[0].weight))


# ---------------------------------------------------------------------------------------------------- what comes next


@dataclass(frozen=True)
class Due:
    """A prompt, how often it was done, and why it stands where it stands in the row.

    Attributes:
        last: Its last graded try.
    """

    prompt: Prompt
    why: str
    tries: int = 0
    last: Drill | None = None


def next_prompts(content: Content, journey: Journey, today: date) -> tuple[Due, ...]:
    """All prompts, the one to do next first: the weakest family, fitting the target, new, not lately done."""
    totals = tag_totals(content, journey)
    found = [_due(content, journey, prompt, totals, today) for prompt in content.prompts.values()]
    return tuple(due for _, due in sorted(found, key=lambda pair: -pair[0]))  # stable: the file's order settles ties


def _due(
    content: Content, journey: Journey, prompt: Prompt, totals: Mapping[str, float | None], today: date
) -> tuple[float, Due]:
    points: Mapping[str, float] = content.values("design_next")
    tries = [one for one in journey.drills.values() if one.prompt == prompt.id]
    own = graded(journey, prompt.id)
    known = [(total, tag) for tag in prompt.tags if (total := totals[tag]) is not None]
    worst, tag = min(known, default=(points["unknown"], ""))
    score, why = 100 - worst, []
    if not known:
        why.append(f"nothing of {_named(prompt.tags)} was graded yet")
    elif worst < content.values("design_bands")["likely_pass"]:
        why.append(f"{_named([tag])} stands at {worst:.0f}")
    if fit := _fits(content, journey, prompt):
        score += points["fit"] * fit
        why.append("it fits your target")
    if not tries:
        score += points["new"]
    lately = max((one.finished or one.on for one in tries), default=None)
    if lately is not None and (today - lately).days < points["rest_days"]:
        score -= 100
        why = [f"done {(today - lately).days} days ago" if lately < today else "done today"]
    elif tries:
        why.append("done before")
    return score, Due(prompt, "; ".join(why), len(tries), own[-1] if own else None)


def _fits(content: Content, journey: Journey, prompt: Prompt) -> int:
    """How well a prompt suits the user: 1 by its family, for target or domain, and 1 where it is made for it."""
    profile = journey.profile
    if profile is None:
        return 0
    tags: Mapping[str, list[str]] = content.values("design_tags")
    wanted = {*tags.get(profile.target, ()), *tags.get(profile.domain, ())}
    return (profile.target in prompt.targets) + bool(wanted & {*prompt.tags})


def _named(tags: Iterable[str]) -> str:
    return " and ".join(TAG_NAMES[tag] for tag in tags)


TAG_NAMES: Mapping[str, str] = {
    "recsys": "recommendation",
    "ranking": "ranking",
    "risk": "risk",
    "forecast": "forecasting",
    "nlp_llm": "language",
    "platform": "platforms",
    "vision": "vision",
}
"""Family of prompts to its name."""


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def _number(drill: Drill) -> int:
    return int(drill.id[2:]) if drill.id[2:].isdecimal() else 0
