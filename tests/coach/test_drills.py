"""Design drills: what grades come to, the clock, which prompt comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from mentor.coach.drills import (
    band_of,
    forgotten,
    graded,
    next_prompts,
    open_drill,
    result_of,
    seconds_on,
    step_at,
    tag_totals,
    to_grade,
    weakest_rows,
)
from mentor.journey import Journey
from mentor.journey.drills import Drill
from tests.coach.builders import CONTENT, TODAY, journey

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
ROWS = [row.id for row in CONTENT.grade_sheet.rows]
ON_TIME = 45 * 60


def grades(every: int = 3, **other: int) -> dict[str, int]:
    return dict.fromkeys(ROWS, every) | other


def drill(number: int, prompt: str = "DP02", total: float | None = 70, ago: int = 60, **fields: object) -> Drill:
    day = TODAY - timedelta(days=ago)
    given = {"finished": day, "graded": day if total is not None else None, "total": total}
    band = band_of(CONTENT, total) if total is not None else ""
    return replace(Drill(f"dr{number}", prompt, day, band=band, grades=grades()), **{**given, **fields})


def with_drills(*drills: Drill, **fields: object) -> Journey:
    return replace(journey(**fields), drills={one.id: one for one in drills})  # type: ignore[arg-type]


# ---------------------------------------------------------------------- grades


@pytest.mark.parametrize(
    ("given", "seconds", "total", "band", "caps"),
    [
        (grades(0), ON_TIME, 0, "not_yet", 0),
        (grades(1), ON_TIME, 25, "not_yet", 0),
        (grades(2), ON_TIME, 50, "borderline", 0),
        (grades(3), ON_TIME, 75, "likely_pass", 0),
        (grades(4), ON_TIME, 100, "strong", 0),
        # 100 - 6/4 and so on: the weights themselves.
        (grades(4, clarify=3), ON_TIME, 97, "strong", 0),
        (grades(4, framing=3), ON_TIME, 96.5, "strong", 0),
        (grades(4, data=3), ON_TIME, 96, "strong", 0),
        (grades(4, features=3), ON_TIME, 98, "strong", 0),
        (grades(4, model=3), ON_TIME, 97, "strong", 0),
        (grades(4, evaluation=3), ON_TIME, 97, "strong", 0),
        (grades(4, serving=3), ON_TIME, 97.5, "strong", 0),
        (grades(4, monitoring=3), ON_TIME, 97.5, "strong", 0),
        (grades(4, communication=3), ON_TIME, 98.5, "strong", 0),
        # Any 0 stops the total at 60; under 60 it changes nothing.
        (grades(4, features=0), ON_TIME, 60, "borderline", 1),
        (grades(2, data=0), ON_TIME, 42, "not_yet", 0),
        # More than five minutes over caps communication at 1: 4.5 of 6 become 1.5.
        (grades(3), ON_TIME + 5 * 60, 75, "likely_pass", 0),
        (grades(3), ON_TIME + 5 * 60 + 1, 72, "likely_pass", 1),
        (grades(3, communication=1), ON_TIME + 3600, 72, "likely_pass", 0),
        (grades(3, communication=0), ON_TIME + 3600, 60, "borderline", 1),
        (grades(4, serving=0), ON_TIME + 3600, 60, "borderline", 2),
    ],
)
def test_grades_come_to_a_total(given: Mapping[str, int], seconds: int, total: float, band: str, caps: int):
    result = result_of(CONTENT, given, seconds)
    assert (result.total, result.band, len(result.caps)) == (total, band, caps)
    assert [one.given for one in result.rows] == [given[row] for row in ROWS]


def test_a_row_without_a_grade_is_no_total():
    with pytest.raises(ValueError, match="serving"):
        result_of(CONTENT, {row: 3 for row in ROWS if row != "serving"}, ON_TIME)


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (0, "not_yet"),
        (44.5, "not_yet"),
        (45, "borderline"),
        (64.5, "borderline"),
        (65, "likely_pass"),
        (79.5, "likely_pass"),
        (80, "strong"),
        (100, "strong"),
    ],
)
def test_bands(total: float, band: str):
    assert band_of(CONTENT, total) == band


# ---------------------------------------------------------------------- the clock


@pytest.mark.parametrize(
    ("started", "seconds", "later", "shown"),
    [
        ("", 600, 999, 600),
        (NOW.isoformat(), 0, 0, 0),
        (NOW.isoformat(), 600, 90, 690),
        (NOW.isoformat(), 600, -3600, 600),  # the machine's clock was set back
        ("no moment", 600, 90, 600),
        ("2026-11-21T09:00:00", 600, 90, 600),  # of no zone
    ],
)
def test_the_clock_counts_what_ran(started: str, seconds: int, later: int, shown: int):
    record = Drill("dr1", "DP02", TODAY, started, seconds)
    assert seconds_on(record, NOW + timedelta(seconds=later)) == shown


@pytest.mark.parametrize(
    ("minute", "step"),
    [
        (0, "clarify"),
        (4.99, "clarify"),
        (5, "frame"),
        (9, "sketch"),
        (12, "data"),
        (20, "model"),
        (28, "evaluation"),
        (33, "serving"),
        (39, "monitor"),
        (43, "close"),
        (44.99, "close"),
        (45, None),
        (90, None),
    ],
)
def test_the_minute_marks(minute: float, step: str | None):
    found = step_at(CONTENT.grade_sheet, minute * 60)
    assert (found.id if found else None) == step


def test_a_clock_left_running_is_known():
    assert not forgotten(CONTENT, 3 * 3600 - 1)
    assert forgotten(CONTENT, 3 * 3600)


# ---------------------------------------------------------------------- looking back


def test_tries_are_told_apart():
    running = Drill("dr10", "DP01", TODAY, NOW.isoformat())
    old = Drill("dr9", "DP01", TODAY)
    of = with_drills(drill(1, ago=9), drill(2, ago=20), drill(3, total=None), running, old)
    assert [one.id for one in graded(of)] == ["dr2", "dr1"]
    assert [one.id for one in graded(of, "DP01")] == []
    assert [one.id for one in to_grade(of)] == ["dr3"]
    assert open_drill(of) == running
    assert open_drill(Journey()) is None


def test_families_have_the_mean_of_their_last_totals():
    of = with_drills(
        drill(1, "DP02", 10, 90), drill(2, "DP09", 40, 80), drill(3, "DP02", 50, 70), drill(4, "DP16", 60, 60),
        drill(5, "DP07", 80, 50), drill(6, "gone", 100, 40),
    )  # fmt: skip
    totals = tag_totals(CONTENT, of)
    assert totals == {
        "recsys": None, "ranking": None, "risk": 50, "forecast": None, "nlp_llm": 80, "platform": None, "vision": 80,
    }  # fmt: skip


def test_the_weakest_rows_come_first_the_heavier_of_two_before():
    assert weakest_rows(CONTENT, Journey()) == []
    of = with_drills(
        drill(1, ago=90, grades=grades(0)),  # too long ago to speak of the present
        drill(2, ago=80, grades=grades(3, serving=1)),
        drill(3, ago=70, grades=grades(3, serving=0)),
        drill(4, ago=60, grades=grades(3, serving=2, data=2)),
    )
    rows = [(row.id, round(mean, 2)) for row, mean in weakest_rows(CONTENT, of)]
    assert rows[:3] == [("serving", 1), ("data", 2.67), ("framing", 3)]


# ---------------------------------------------------------------------- what comes next


@pytest.mark.parametrize(
    ("fields", "first"),
    [
        ({}, "DP02"),
        ({"target": "platform"}, "DP13"),
        ({"target": "llm"}, "DP11"),
        ({"target": "platform", "domain": "vision"}, "DP13"),
        ({"target": "applied", "domain": "time_series"}, "DP02"),
    ],
)
def test_the_first_prompt_suits_the_target(fields: Mapping[str, str], first: str):
    assert next_prompts(CONTENT, journey(**fields), TODAY)[0].prompt.id == first


def test_the_weakest_family_comes_first_and_what_was_done_lately_rests():
    dues = next_prompts(CONTENT, with_drills(drill(1, "DP03", 30, 5), drill(2, "DP02", 90, 5)), TODAY)
    ids = [due.prompt.id for due in dues]
    assert ids[0] == "DP10"
    assert "forecasting stands at 30" in dues[0].why
    assert ids[-2:] == ["DP03", "DP02"]
    assert dues[-1].why == "done 5 days ago"
    assert sorted(ids) == sorted(CONTENT.prompts)


@pytest.mark.parametrize(("ago", "first"), [(27, False), (28, True)])
def test_a_prompt_comes_again_after_four_weeks(ago: int, first: bool):
    done = [drill(n, prompt, 90, 200) for n, prompt in enumerate(CONTENT.prompts, 1)]
    of = with_drills(*done, drill(99, "DP02", 20, ago), target="applied")
    ids = [due.prompt.id for due in next_prompts(CONTENT, of, TODAY)]
    assert (ids[0] == "DP02") is first


def test_a_try_counts_from_its_beginning():
    of = with_drills(Drill("dr1", "DP02", TODAY, NOW.isoformat()))
    due = next(one for one in next_prompts(CONTENT, of, TODAY) if one.prompt.id == "DP02")
    assert (due.tries, due.last, due.why) == (1, None, "done today")


def test_without_a_profile_there_still_is_an_order():
    assert len(next_prompts(CONTENT, Journey(), date(2026, 1, 1))) == len(CONTENT.prompts)
