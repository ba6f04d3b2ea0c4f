"""What a later week asks of its user with other people, and what it has them rehearse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mentor.coach.outward import first_target, pair_minutes, search_steps, searching
from mentor.coach.rehearsal import design_step, exercises_step
from mentor.coach.templates import Filled
from mentor.journey import Journey
from mentor.journey.drills import Drill
from mentor.journey.search import Application, Company, Message, Person

from .builders import CONTENT, TODAY, closed, everywhere, journey, plan_of
from .record import ago, by_id

TABLES = {
    "companies": by_id(*(Company(f"c{n}", f"Firm {n}", ago(30)) for n in range(1, 4))),
    "people": by_id(*(Person(f"h{n}", "N. N.", ago(30), f"c{n}", last=ago(9)) for n in range(1, 4))),
}
LATE = closed("P0", "P1", "P2", "P3", "P4", "P5", "P6")


def of(**tables: Any) -> Journey:
    """Somebody in the last phase."""
    return journey(levels=everywhere(2), gates=LATE, **tables)


def steps(record: Journey, room: float, **options: bool) -> list[tuple[str, Filled]]:
    return list(search_steps(CONTENT, record, plan_of(record), TODAY, room, **options))


class TestSearchSteps:
    """People before forms (C26), in the minutes there are."""

    def test_people_come_before_forms(self) -> None:
        found = steps(of(), 200)
        assert [kind for kind, _ in found] == ["people", "search"]
        assert [filled.opens for _, filled in found] == ["people", "applications"]

    @pytest.mark.parametrize("room", [20, 45, 64, 65, 100, 130, 170, 400])
    def test_they_fit_the_minutes(self, room: int) -> None:
        found = steps(of(), room)
        assert sum(filled.minutes for _, filled in found) <= room
        assert found, "nothing in minutes that hold a message"

    def test_where_one_thing_finds_room_it_can_be_the_form(self) -> None:
        room = pair_minutes(CONTENT) - 1
        assert [kind for kind, _ in steps(of(), room)] == ["people"]
        for minutes in (room, 30):
            assert [kind for kind, _ in steps(of(), minutes, forms_first=True)] == ["search"]

    def test_who_waits_comes_first(self) -> None:
        waiting = {"m1": Message("m1", "h1", ago(12), "?", "first", sent=True)}
        found = steps(of(**TABLES, messages=waiting), 200)
        assert found[0][1].title == "Write to 1 person whose turn has come"
        answered = {"m1": replace(waiting["m1"], answered=ago(3))}
        assert "turn" not in steps(of(**TABLES, messages=answered), 200)[0][1].title

    def test_people_who_know_you_are_asked_before_a_cold_form(self) -> None:
        def title(**tables: Any) -> str:
            return steps(of(hours_per_week=15, **tables), 500)[-1][1].title

        assert title() == "Send 4 applications: 4 cold"
        assert title(**TABLES) == "Send 4 applications: 3 through people who know you, 1 cold"
        others = {**TABLES["people"], "h4": Person("h4", "N. N.", ago(30), last=ago(2))}
        assert title(**{**TABLES, "people": others}) == "Send 4 applications: 4 through people who know you"

    def test_the_search_ends_with_an_accepted_offer(self) -> None:
        taken = of(applications=by_id(Application("a1", "ML engineer", ago(50), outcome="accepted")))
        assert searching(of(), plan_of(of()))
        assert not searching(taken, plan_of(taken))

    def test_no_search_before_the_gate_opens(self) -> None:
        start = journey(levels=everywhere(0))
        assert not searching(start, plan_of(start))


class TestFirstTarget:
    """Three companies with one person each."""

    @pytest.mark.parametrize(
        ("people", "title"),
        [
            ((), "Find one person each at 3 companies"),
            (("c1",), "Find one person each at 2 more companies"),
            (("c1", "c1", "c2"), "Find one person each at 1 more company"),
            (("c1", "c2", "c3"), None),
        ],
    )
    def test_until_it_is_reached(self, people: tuple[str, ...], title: str | None) -> None:
        known = by_id(*(Person(f"h{n}", "N. N.", TODAY, company) for n, company in enumerate(people)))
        record = journey(companies=TABLES["companies"], people=known)
        filled = first_target(CONTENT, record, plan_of(record))
        assert (filled.title if filled else None) == title


def drill(n: int, prompt: str, *, graded: date | None, total: float = 60) -> Drill:
    rows = {row.id: 3 for row in CONTENT.grade_sheet.rows} | {"serving": 1, "monitoring": 0}
    done = {"graded": graded, "grades": rows, "total": total} if graded else {}
    return Drill(f"dr{n}", prompt, ago(9), "", 2_700, finished=ago(9), **done)  # type: ignore[arg-type]


class TestDesign:
    """The prompt that is next by the grades, a recording without grades before it."""

    def step(self, record: Journey) -> Filled:
        return design_step(CONTENT, record, plan_of(record), TODAY)

    def test_the_next_prompt_is_opened(self) -> None:
        found = self.step(of())
        prompt = found.opens.removeprefix("prompt:")
        assert prompt in CONTENT.prompts
        other = self.step(of(drills=by_id(drill(1, prompt, graded=ago(8)))))
        assert other.opens != found.opens

    def test_every_prompt_fills_every_placeholder(self) -> None:
        rest = list(CONTENT.prompts)
        for left in rest:
            done = by_id(*(drill(n, prompt, graded=ago(8)) for n, prompt in enumerate(rest) if prompt != left))
            found = self.step(of(drills=done))
            assert found.opens == f"prompt:{left}"
            assert "{" not in "".join((found.title, found.why, found.smallest, found.done_when, *found.steps))

    def test_a_recording_without_grades_is_graded_first(self) -> None:
        found = self.step(of(drills=by_id(drill(1, "DP05", graded=None))))
        assert found.title == "Grade your recording: People you may know"
        assert found.opens == "prompt:DP05"

    def test_a_short_sitting_is_for_the_weakest_rows(self) -> None:
        done = by_id(*(drill(n, f"DP{n:02}", graded=ago(8)) for n in range(1, 17) if n != 7))
        found = self.step(of(drills=done))
        titles = {row.id: row.title.lower() for row in CONTENT.grade_sheet.rows}
        assert found.opens == "prompt:DP07"
        assert found.smallest == f"20 min: only {titles['monitoring']} and {titles['serving']}, recorded and graded"

    def test_half_a_design_before_anything_is_deployed(self) -> None:
        start = journey("beginner", everywhere(0))
        assert self.step(start).minutes < 60


def test_exercises_name_the_item_they_are_on() -> None:
    record = journey(levels={**everywhere(2), "A03.2": 1})
    step = exercises_step(CONTENT, record, plan_of(record), TODAY)
    assert step is not None
    filled, item = step
    assert filled.opens.partition(":")[0] in ("sql", "eval")
    assert "exercise" in filled.title
    assert item in CONTENT.area_of
    nothing = journey(levels=everywhere(0))
    assert exercises_step(CONTENT, nothing, plan_of(nothing), TODAY) is None
