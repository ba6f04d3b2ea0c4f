"""Looking back: every entry counted once, months, gaps, and whether a forecast held."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor.coach.history import (
    GapLine,
    Held,
    History,
    MonthMix,
    find,
    gaps_over_time,
    hours_by_month,
    hours_by_week,
    look_back,
    minutes_by_day,
    verdict,
    words_of,
)
from mentor.journey import Journey
from mentor.journey.records import Project, Week
from mentor.journey.time import KINDS, Course, LogEntry
from tests.coach.builders import ALL_AREAS, TODAY, action
from tests.year import AWAY, review, year


def week(number: int, start: date, days: int = 7, planned: int = 300) -> Week:
    return Week(f"w{number}", number, start, start + timedelta(days=days - 1), planned, 10)


def entry(on: date, minutes: int = 60, kind: str = "build", id_: str = "", **fields: Any) -> LogEntry:
    return LogEntry(id_ or f"{on}-{kind}-{minutes}", on, minutes, kind, **fields)  # type: ignore[arg-type]


def journey(*weeks: Week, log: tuple[LogEntry, ...] = (), **tables: Any) -> Journey:
    return Journey(weeks={one.id: one for one in weeks}, log={one.id: one for one in log}, **tables)


def rows(of: Journey, today: date) -> list[tuple[str, int, int]]:
    """Id, minutes of work, weeks of each row, oldest first."""
    return [(row.id, row.worked, row.weeks) for row in look_back(of, today).weeks[::-1]]


def a_year() -> Journey:
    tables: dict[str, Any] = {}
    for record in year(TODAY, ALL_AREAS):
        tables.setdefault(record.table, {})[record.id] = record
    tables["profile"] = tables["profile"]["profile"]
    return Journey(**tables)


MON = date(2026, 3, 2)

# ---------------------------------------------------------------------------------------------------- weeks


def day(n: int) -> date:
    return MON + timedelta(days=n)


@pytest.mark.parametrize(
    ("weeks", "entries", "today", "expected"),
    [
        ([], [], 0, []),
        ([], [0, 6, 7], 7, [("", 120, 1), ("", 60, 1)]),
        ([0], [], 0, [("w1", 0, 1)]),
        ([0], [0, 6], 6, [("w1", 120, 1)]),
        ([0, 7], [6, 7], 13, [("w1", 60, 1), ("w2", 60, 1)]),
        ([0], [-1], 3, [("", 60, 1), ("w1", 0, 1)]),
        ([0], [-8], 3, [("", 60, 1), ("", 0, 1), ("w1", 0, 1)]),
        ([0], [-22], 3, [("", 60, 1), ("", 0, 3), ("w1", 0, 1)]),
        ([0], [7], 7, [("w1", 0, 1), ("", 60, 1)]),
        ([0, 3], [2, 3], 5, [("w1", 60, 1), ("w2", 60, 1)]),
        ([0, 28], [0, 30], 30, [("w1", 60, 1), ("", 0, 3), ("w2", 60, 1)]),
        ([0, 30], [0, 29], 31, [("w1", 60, 1), ("", 0, 3), ("", 60, 1), ("w2", 0, 1)]),
        ([0], [9], 6, [("w1", 0, 1), ("", 60, 1)]),
    ],
)
def test_each_entry_lies_in_one_row(
    weeks: list[int], entries: list[int], today: int, expected: list[tuple[str, int, int]]
) -> None:
    of = journey(*(week(n + 1, day(at)) for n, at in enumerate(weeks)), log=tuple(entry(day(at)) for at in entries))
    assert rows(of, day(today)) == expected


def test_a_week_says_what_was_planned_whether_it_runs_and_where_it_ends() -> None:
    of = journey(week(1, day(0)), week(2, day(5)), log=(entry(day(1), 30, "rest"), entry(day(1), 90, "learn")))
    second, first = look_back(of, day(8)).weeks
    assert (first.planned, first.worked, first.minutes["rest"], first.running) == (300, 90, 30, False)
    assert (first.first, first.last, second.last, second.running) == (day(0), day(4), day(11), True)


def test_a_tick_from_before_the_log_counts() -> None:
    old = action("w1.1", "project", 90, day=day(0), done=day(1))
    of = journey(week(1, day(0)), actions={"w1.1": old, "w1.2": replace(old, id="w1.2", done=None)})
    assert rows(of, day(3)) == [("w1", 90, 1)]
    assert [one.id for one in look_back(of, day(3)).entries] == ["w1.1"]


@given(
    st.lists(st.tuples(st.integers(-60, 200), st.integers(1, 600), st.sampled_from(KINDS)), max_size=30),
    st.lists(st.integers(0, 190), max_size=8, unique=True),
    st.integers(0, 220),
)
def test_the_rows_add_up_to_the_log_and_follow_each_other(
    log: list[tuple[int, int, str]], weeks: list[int], today: int
) -> None:
    spent = sorted(
        (entry(day(at), minutes, kind, f"e{n}") for n, (at, minutes, kind) in enumerate(log)), key=lambda e: e.on
    )
    of = journey(*(week(n + 1, day(at)) for n, at in enumerate(sorted(weeks))), log=tuple(spent))
    found = hours_by_week(of, spent, day(today))[::-1]
    assert sum(sum(row.minutes.values()) for row in found) == sum(one.minutes for one in spent)
    assert all(one.last + timedelta(days=1) == two.first for one, two in pairwise(found))
    assert {row.id for row in found if row.id} == set(of.weeks)
    assert len({row.key for row in found}) == len(found)


# ---------------------------------------------------------------------------------------------------- months, days


@pytest.mark.parametrize(
    ("learn", "build", "people", "ratio", "share"),
    [
        (60, 60, 0, "1 to 1", 0.5),
        (60, 150, 0, "1 to 2.5", 60 / 210),
        (150, 60, 40, "2.5 to 1", 0.6),
        (0, 60, 60, "no learning", 0.0),
        (60, 0, 0, "no building", 1.0),
        (0, 0, 60, "neither", 0.0),
        (0, 0, 0, "neither", 0.0),
    ],
)
def test_learning_to_building(learn: int, build: int, people: int, ratio: str, share: float) -> None:
    minutes = {**dict.fromkeys(KINDS, 0), "learn": learn, "build": build, "people": people, "rest": 500}
    month = MonthMix(MON.replace(day=1), minutes, 3)
    assert month.ratio == ratio
    assert month.learn_share == pytest.approx(share)


def test_months_and_days_leave_rest_out() -> None:
    spent = [
        entry(date(2026, 1, 31), 60, "build"),
        entry(date(2026, 1, 31), 30, "learn"),
        entry(date(2026, 2, 1), 45, "rest"),
        entry(date(2026, 2, 3), 20, "people"),
    ]
    february, january = hours_by_month(spent)
    assert (january.month, january.worked, january.days) == (date(2026, 1, 1), 90, 1)
    assert (february.worked, february.days, february.minutes["rest"]) == (20, 1, 45)
    assert february.last == date(2026, 2, 28)
    assert minutes_by_day(spent) == {date(2026, 1, 31): 90, date(2026, 2, 1): 0, date(2026, 2, 3): 20}


def test_a_year_as_a_whole() -> None:
    history = look_back(a_year(), TODAY)
    assert len(history.entries) == (52 - len(AWAY)) * 4
    assert history.entries[0].on > history.entries[-1].on
    assert history.weeks[0].running
    assert [row.weeks for row in history.weeks if not row.id] == [len(AWAY)]
    assert history.kinds == KINDS
    assert sum(history.minutes.values()) == len(history.entries) * 90
    assert len(history.held) == len(history.reviews) - 1


# ---------------------------------------------------------------------------------------------------- gaps


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ((5.0,), "once"),
        ((5.0, 5.0), "same"),
        ((5.0, 4.96), "same"),
        ((5.0, 4.9), "falling"),
        ((5.0, 9.0, 5.2), "rising"),
    ],
)
def test_which_way_a_gap_went(values: tuple[float, ...], word: str) -> None:
    assert GapLine("sql", values).word == word


def test_gaps_come_widest_first_and_without_those_that_never_were() -> None:
    reviews = [
        review("w2", day(7), day(300), day(400), gaps={"sql": 2.0, "python": 3.0, "rag": 0.0, "math": 0.0}),
        review("w1", day(0), day(300), day(400), gaps={"sql": 6.0, "rag": 0.0, "math": 1.0, "gone": 4.0}),
    ]
    found = gaps_over_time(reviews_of(*reviews))
    assert [(gap.area, gap.values) for gap in found] == [("python", (3.0,)), ("sql", (6.0, 2.0)), ("math", (1.0, 0.0))]
    assert gaps_over_time(Journey()) == ()


# ---------------------------------------------------------------------------------------------------- forecast


def reviews_of(*reviews: Any) -> Journey:
    return Journey(reviews={one.id: one for one in reviews})


THEN = review("w4", date(2026, 2, 1), date(2027, 6, 10), date(2027, 10, 10))


@pytest.mark.parametrize(
    ("likely", "months", "holds", "words"),
    [
        (date(2027, 6, 30), 0, True, "now still June 2027: it held."),
        (date(2027, 8, 1), 2, True, "now August 2027: it held to within 2 months."),
        (date(2027, 7, 1), 1, True, "now July 2027: it held to within 1 month."),
        (date(2027, 10, 10), 4, True, "now October 2027: it held to within 4 months."),
        (
            date(2027, 10, 11),
            4,
            False,
            "now October 2027: 4 months later, past what it said to plan on. It did not hold.",
        ),
        (
            date(2028, 1, 1),
            7,
            False,
            "now January 2028: 7 months later, past what it said to plan on. It did not hold.",
        ),
        (date(2027, 4, 1), -2, True, "now April 2027: 2 months earlier."),
        (date(2026, 12, 31), -6, True, "now December 2026: 6 months earlier."),
    ],
)
def test_did_it_hold(likely: date, months: int, holds: bool, words: str) -> None:
    held = Held(THEN, review("w9", date(2026, 3, 1), likely, likely + timedelta(days=90)))
    assert (held.months, held.holds) == (months, holds)
    assert held.sentence == f"In week 4 the plan said June 2027, plan on October 2027; {words}"


def test_the_verdict_says_plainly_that_there_is_nothing_to_compare_yet() -> None:
    assert verdict(History()) == ()
    (only,) = verdict(History(reviews=(THEN,)))
    assert only == (
        "One forecast so far, in week 4: likely June 2027, plan on October 2027. Whether it holds shows from the "
        "second week on."
    )


def test_the_verdict_counts_the_forecasts_that_hold() -> None:
    later = [
        review(f"w{n}", date(2026, 3, n), likely, likely + timedelta(days=30), by_deadline=n / 10)
        for n, likely in ((5, date(2027, 8, 1)), (6, date(2028, 2, 1)), (7, date(2027, 9, 15)))
    ]
    of = reviews_of(later[2], replace(THEN, by_deadline=0.05), *later[:2])
    first, second, last = verdict(look_back(of, TODAY))
    assert "it held to within 3 months" in first
    assert second.startswith("Of 3 earlier forecasts 2 hold")
    assert last == (
        "The newest counts on 70% of the planned hours, and on 1.2 x the hours counted for a card (4 full weeks "
        "measured). An offer by your own date: 70% (week 4: 5%)."
    )
    first = replace(THEN, id="w5", effort=1.0, weeks=0)
    alone = verdict(look_back(reviews_of(THEN, first), TODAY))[-1]
    assert alone == "The newest counts on 70% of the planned hours (0 full weeks measured)."


# ---------------------------------------------------------------------------------------------------- search


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "abc"),
        ("  ", "abc"),
        ("BASELINE", "ac"),
        ("base runs", "a"),
        ("learn", "b"),
        ("p1", "a"),
        ("p1.2", "c"),
        ("p1.", "c"),
        ("c1", "b"),
        ("deep", "b"),
        ("fraud", "a"),
        ("w1", "ab"),
        ("w2", "c"),
        ("w", "abc"),
        ("2026-03-09", "c"),
        ("2026-03", "abc"),
        ("monday", "ac"),
        ("march build", "ac"),
        ("nothing", ""),
    ],
)
def test_search(query: str, found: str) -> None:
    of = journey(
        week(1, day(0)),
        week(2, day(7)),
        log=(
            entry(day(0), id_="a", note="Baseline runs", project="p1"),
            entry(day(1), kind="learn", id_="b", course="c1"),
            entry(day(7), id_="c", note="Baseline again", task="P1.2"),
        ),
        projects={"p1": Project("p1", "rag", "Fraud API", MON)},
        courses={"c1": Course("c1", "Deep learning", MON)},
    )
    history = look_back(of, day(8))
    hits = find(words_of(of, history), query)
    assert "".join(sorted(history.entries[n].id for n in hits)) == found
