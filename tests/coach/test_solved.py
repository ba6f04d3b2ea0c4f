"""What practice shows: which tries count, how many show an item, how far that carries, what comes next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from mentor.coach.audit import audit
from mentor.coach.evaluation import EXERCISES
from mentor.coach.gates import gate_check
from mentor.coach.levels import effective_level, item_levels
from mentor.coach.practised import SUBJECTS, next_exercises
from mentor.coach.reaudit import touched_items
from mentor.coach.solved import WAY_SHOWN, counting, days_shown, needed, practice_by_item, solved_items
from mentor.journey import Journey
from mentor.journey.drills import Drill
from mentor.journey.practice import Attempt
from mentor.journey.records import GateNeed, Note, ProbeAnswer

from .builders import CONTENT, TODAY, answer, evidence, journey, ratings

SQL, EVAL = "SQ-E13", "EV-E16"
WINDOWS = [one.id for one in CONTENT.sql_exercises.values() if "A03.2" in one.items]
TESTS = ("EV-E16", "EV-E18", "EV-E19", "EV-E22", "EV-E23")
"""An exercise of each theme of A07.3."""


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def tries(*given: tuple[str, int, float]) -> dict[str, Attempt]:
    """Tries as exercise, days ago, score; a score of 0 is a wrong one."""
    return {
        f"t{n}": Attempt(f"t{n}", key, ago(days), score > 0, score, seed=n if key.startswith("EV") else None)
        for n, (key, days, score) in enumerate(given, 1)
    }


def with_solved(*keys: str, days: int = 0, **fields: Any) -> Journey:
    return journey(attempts=tries(*((key, days, 1.0) for key in keys)), **fields)


def drills(*given: tuple[str, int, float]) -> dict[str, Drill]:
    return {
        f"dr{n}": Drill(f"dr{n}", prompt, ago(days), finished=ago(days), graded=ago(days), total=total)
        for n, (prompt, days, total) in enumerate(given, 1)
    }


# ---------------------------------------------------------------------- which tries count


@pytest.mark.parametrize(
    ("given", "counts"),
    [
        ([], None),
        ([(SQL, 3, 1.0)], 3),
        ([(SQL, 3, 0.6)], 3),
        ([(SQL, 3, 0.0)], None),
        ([(SQL, 3, 1.0), (SQL, 1, 1.0)], 1),
        # The newest try decides.
        ([(SQL, 3, 1.0), (SQL, 1, 0.0)], None),
        ([(SQL, 3, 0.0), (SQL, 3, 1.0)], 3),
        # The last hint says nearly all: then it counts from another day on.
        ([(SQL, 3, 0.4)], None),
        ([(SQL, 3, 1.0), (SQL, 1, 0.4)], None),
        ([(SQL, 3, 0.4), (SQL, 3, 1.0)], None),
        ([(SQL, 3, 0.4), (SQL, 2, 1.0)], 2),
        # After a wrong answer the way is shown.
        ([(EVAL, 3, 0.0), (EVAL, 3, 1.0)], None),
        ([(EVAL, 3, 0.0), (EVAL, 2, 1.0)], 2),
        ([(EVAL, 3, 1.0), (EVAL, 3, 0.0)], None),
    ],
)
def test_which_tries_count(given: list[tuple[str, int, float]], counts: int | None) -> None:
    found = counting(CONTENT, journey(attempts=tries(*given)))
    assert [*found.values()] == ([] if counts is None else [ago(counts)])


@pytest.mark.parametrize(
    ("solved", "shown", "counts"),
    [
        ([3], [], 3),
        ([3], [3], None),
        ([3, 2], [3], 2),
        # What counted before the way was shown goes on counting, with its own day.
        ([5, 3], [3], 5),
        ([3, 1], [3, 1], None),
    ],
)
def test_the_day_on_which_the_way_was_seen_does_not_count(
    solved: list[int], shown: list[int], counts: int | None
) -> None:
    seen = {SQL: [ago(days).isoformat() for days in shown]}
    of = journey(attempts=tries(*((SQL, days, 1.0) for days in solved)), notes={WAY_SHOWN: Note(WAY_SHOWN, seen)})
    assert [*counting(CONTENT, of).values()] == ([] if counts is None else [ago(counts)])


@pytest.mark.parametrize(
    "value",
    [None, 5, "x", [SQL], {SQL: None}, {SQL: TODAY.isoformat()}, {SQL: {"on": 3}}, {SQL: ["soon", 5, None, ["x"]]}],
)
def test_a_note_in_a_wrong_form_takes_nothing_away(value: object) -> None:
    of = journey(attempts=tries((SQL, 0, 1.0)), notes={WAY_SHOWN: Note(WAY_SHOWN, value)})
    assert counting(CONTENT, of) == {SQL: TODAY}
    assert days_shown(of) == {}


def test_tries_are_taken_in_the_order_in_which_they_were_made() -> None:
    given = tries(*[(SQL, 0, 1.0)] * 9, (SQL, 0, 0.0))
    turned = {key: given[key] for key in sorted(given)}
    assert [*turned][1] == "t10"
    assert counting(CONTENT, journey(attempts=turned)) == {}


# ---------------------------------------------------------------------- how many show an item


@pytest.mark.parametrize(("item", "need"), [("A03.2", 5), ("A07.3", 5), ("A12.2", 3), ("A13.3", 0), ("A18.1", 5)])
def test_five_themes_show_an_item_fewer_where_fewer_exist(item: str, need: int) -> None:
    assert needed(CONTENT, practice_by_item(CONTENT)[item]) == need


def test_nothing_solved_is_nothing_shown() -> None:
    assert solved_items(CONTENT, journey()) == {}
    assert solved_items(CONTENT, journey(attempts=tries((SQL, 0, 0.0)))) == {}
    assert solved_items(CONTENT, with_solved("SQ-GONE")) == {}


def test_different_themes_are_counted() -> None:
    four = solved_items(CONTENT, with_solved(*WINDOWS[:4]))["A03.2"]
    assert (four.themes, four.enough) == (4, False)
    assert four.said == "4 SQL exercises solved, 4 of the 5 themes it takes"
    five = solved_items(CONTENT, with_solved(*WINDOWS[:5]))["A03.2"]
    assert (five.enough, five.said) == (True, "5 SQL exercises solved")
    # Three precisions and recalls are one theme.
    same = [one.id for one in EXERCISES.values() if one.theme == "confusion matrix"]
    assert len(same) == 3
    assert solved_items(CONTENT, with_solved(*same))["A04.3"].themes == 1


def test_what_too_few_exercises_touch_is_never_shown() -> None:
    found = solved_items(CONTENT, with_solved(*CONTENT.sql_exercises, *EXERCISES))
    assert not found["A13.3"].enough
    assert found["A13.3"].said == "1 SQL exercise solved"


def test_a_prompt_counts_from_a_likely_pass_on_and_the_newest_try_decides() -> None:
    five = [(f"DP0{n}", 9, 65.0) for n in range(1, 6)]
    found = solved_items(CONTENT, journey(drills=drills(*five)))["A18.1"]
    assert (found.enough, found.said, found.marked_on) == (True, "5 design prompts passed", None)
    for last in (("DP06", 1, 64.0), ("DP01", 1, 64.0)):
        of = journey(drills=drills(*five[:4] if last[0] == "DP06" else five, last))
        assert not solved_items(CONTENT, of)["A18.1"].enough


def test_the_day_is_the_one_from_which_there_were_enough() -> None:
    given = tries(*((key, 10 * n, 1.0) for n, key in enumerate(WINDOWS[:6], 1)))
    assert solved_items(CONTENT, journey(attempts=given))["A03.2"].on == ago(50)


# ---------------------------------------------------------------------- how far it carries


def level(of: Journey, item: str) -> tuple[float, bool]:
    found = next(one for one in item_levels(CONTENT, of, CONTENT.area_of[item], TODAY) if one.item.id == item)
    return found.effective, found.under_rated


@pytest.mark.parametrize(("rated", "without", "practised"), [(4, 2.5, 3), (3, 2.5, 3), (2, 2, 2), (1, 1, 1), (0, 0, 0)])
def test_practice_carries_a_rating_as_far_as_alone(rated: int, without: float, practised: float) -> None:
    levels = {"sql": rated}
    assert level(journey(levels=levels), "A03.2")[0] == without
    assert level(with_solved(*WINDOWS[:4], levels=levels), "A03.2")[0] == without
    assert level(with_solved(*WINDOWS[:5], levels=levels), "A03.2") == (practised, rated <= 1)
    assert level(with_solved(*WINDOWS[:5], levels=levels), "A03.1")[0] == without, "its neighbour is not practised"


def test_practice_lowers_nothing() -> None:
    solved = solved_items(CONTENT, with_solved(*WINDOWS[:5], days=800))["A03.2"]
    assert effective_level(CONTENT, 3, None, None, TODAY, solved=solved) == 2.5
    assert effective_level(CONTENT, 4, evidence("checked"), None, TODAY, solved=solved) == 4


@pytest.mark.parametrize(
    ("solved", "asked", "counts"),
    [(1, 2, 3), (2, 1, 2), (1, 1, 2)],
)
def test_only_exercises_after_a_wrong_probe_set_it_aside(solved: int, asked: int, counts: float) -> None:
    of = with_solved(*WINDOWS[:5], days=solved, levels={"sql": 3}, probes=answer("sql", on=ago(asked)))
    assert level(of, "A03.2")[0] == counts


def test_what_the_user_graded_sets_no_probe_aside() -> None:
    passed = drills(*((f"DP0{n}", 1, 80.0) for n in range(1, 6)))
    asked = answer("system_design", on=ago(9))
    assert level(journey(levels={"system_design": 3}, drills=passed), "A18.1")[0] == 3
    assert level(journey(levels={"system_design": 3}, drills=passed, probes=asked), "A18.1")[0] == 2


def test_a_right_probe_takes_nothing_from_practice() -> None:
    solved = solved_items(CONTENT, with_solved(*TESTS))["A07.3"]
    right = ProbeAnswer("PR01", 1, 3, True, TODAY)
    assert effective_level(CONTENT, 4, None, right, TODAY, solved=solved) == 3


def test_practice_closes_a_gap_and_verifies_nothing() -> None:
    before = audit(CONTENT, journey(levels={"sql": 3}), TODAY).areas["sql"]
    after = audit(CONTENT, with_solved(*WINDOWS[:5], levels={"sql": 3}), TODAY).areas["sql"]
    assert after.gap < before.gap
    assert (after.shares, after.status) == (before.shares, "claimed")
    assert after.shares[0] == 0


def test_an_item_that_practice_came_to_show_is_asked_again() -> None:
    rated = ratings({"A03.2": 2, "A07.3": 2})
    assert touched_items(CONTENT, with_solved(*WINDOWS[:5], *TESTS[:4], ratings=rated)) == (), "rated on that very day"
    later = with_solved(*WINDOWS[:5], *TESTS[:4], days=-1, ratings=rated)
    assert touched_items(CONTENT, later) == ("A03.2",)


# ---------------------------------------------------------------------- the gate


@pytest.mark.parametrize(
    ("solved", "how", "said"),
    [
        ([], "", ""),
        (WINDOWS[:7], "", "7 of 10 solved here"),
        ([f"SQ-E{n:02}" for n in range(1, 11)], "", "10 of 10 solved here; none yet on use window functions"),
        ([f"SQ-E{n:02}" for n in range(4, 14)], "seen", "10 SQL exercises solved here"),
        ([*TESTS, *WINDOWS[:7]], "", "7 of 10 solved here"),
    ],
)
def test_ten_solved_show_the_deliverable(solved: list[str], how: str, said: str) -> None:
    of = with_solved(*solved)
    found = gate_check(CONTENT, of, audit(CONTENT, of, TODAY), CONTENT.phases["P0"]).of("G0.3")
    assert found.how == how
    assert found.said.startswith(said)
    assert bool(found.said) is bool(said)


def test_what_the_user_says_counts_beside_the_exercises() -> None:
    of = with_solved(*WINDOWS[:7], needs={"G0.3": GateNeed("G0.3", TODAY, "answers/")})
    found = gate_check(CONTENT, of, audit(CONTENT, of, TODAY), CONTENT.phases["P0"]).of("G0.3")
    assert (found.how, found.said) == ("said", "7 of 10 solved here")


# ---------------------------------------------------------------------- what comes next


def test_every_item_that_exercises_can_show_has_a_subject() -> None:
    by_item = practice_by_item(CONTENT)
    shown = {item for item, known in by_item.items() if needed(CONTENT, known)}
    assert set(SUBJECTS) == {item for item in shown if any(one.kind != "prompt" for one in by_item[item])}


def test_the_next_exercises_are_those_short_of_showing_the_item() -> None:
    items = {"A03.2": 2, "A07.3": 2}
    first = {one.items[0]: one for one in next_exercises(CONTENT, journey(levels=items), TODAY)}
    assert (first["A03.2"].kind, first["A03.2"].area, first["A03.2"].exercises) == ("sql", "sql", tuple(WINDOWS[:5]))
    assert first["A03.2"].title == "SQL: 5 exercises on window functions"
    assert first["A03.2"].minutes == sum(CONTENT.sql_exercises[key].minutes for key in WINDOWS[:5])
    assert (first["A07.3"].kind, first["A07.3"].exercises) == ("eval", TESTS)

    going_on = {one.items[0]: one for one in next_exercises(CONTENT, with_solved(*WINDOWS[:4], levels=items), TODAY)}
    assert going_on["A03.2"].title == "SQL: 1 exercise on window functions"
    assert going_on["A03.2"].exercises == (WINDOWS[4],)
    enough = next_exercises(CONTENT, with_solved(*WINDOWS[:5], levels=items), TODAY)
    assert [one.items[0] for one in enough] == ["A07.3"]
    faded = next_exercises(CONTENT, with_solved(*WINDOWS[:5], days=800, levels=items), TODAY)
    assert "A03.2" in [one.items[0] for one in faded]


@pytest.mark.parametrize(("rated", "named"), [(None, False), (0, False), (1, True), (2, True), (3, True)])
def test_practice_comes_between_the_first_look_and_the_target(rated: int | None, named: bool) -> None:
    found = next_exercises(CONTENT, journey(levels={"A03.2": rated}), TODAY)
    assert bool(found) is named
    assert next_exercises(CONTENT, journey(levels={"A03.2": 3}, proof="checked"), TODAY) == ()


def test_the_item_that_most_is_missing_of_by_weight_comes_first() -> None:
    levels = {"A03.2": 2, "A12.2": 1}
    heavy = {key: CONTENT.areas[key].weight for key in ("sql", "monitoring")}
    order = [one.items[0] for one in next_exercises(CONTENT, journey(levels=levels), TODAY)]
    assert order == (["A12.2", "A03.2"] if 2 * heavy["monitoring"] > heavy["sql"] else ["A03.2", "A12.2"])
