"""The seven-day list: the first week, and those after it."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mentor.coach.drafts import sittings
from mentor.coach.first_week import first_week_minutes
from mentor.coach.hours import effective_hours
from mentor.coach.rhythm import Rhythm, rhythm
from mentor.coach.week import propose_week
from mentor.journey import Journey
from mentor.journey.records import STARTS, TARGETS, Action, Block, GateNeed
from mentor.journey.time import LogEntry

from .builders import (
    CONTENT,
    HOURS,
    QUICK,
    TODAY,
    accepted,
    action,
    after_weeks,
    closed,
    everywhere,
    journey,
    logged,
    plan_of,
    project,
    tasks,
    week_of,
)

KINDS = ("audit", "project", "public", "design", "people")


class TestFirstWeekMinutes:
    """The guide's five steps, costed to 5, 10 and 20 hours."""

    @pytest.mark.parametrize(
        ("hours", "minutes", "total"),
        [
            (5, (35, 155, 25, 60, 25), 300),
            (10, (45, 330, 60, 75, 90), 600),
            (20, (60, 720, 120, 120, 180), 1200),
        ],
    )
    def test_costed_columns(self, hours: float, minutes: tuple[int, ...], total: int) -> None:
        found = first_week_minutes(CONTENT, hours)
        assert tuple(found[kind] for kind in KINDS) == minutes
        assert sum(found.values()) == total

    def test_between_the_columns_in_proportion(self) -> None:
        # Half way from 5 to 10 hours: 40.5, 243, 42, 67.5 and 57 minutes, in steps of five.
        assert first_week_minutes(CONTENT, 7.5) == {
            "audit": 40, "project": 245, "public": 40, "design": 70, "people": 55,
        }  # fmt: skip

    @given(HOURS)
    @example(1)
    @example(7.3)
    @example(80)
    def test_never_more_than_there_is(self, hours: float) -> None:
        found = first_week_minutes(CONTENT, hours)
        assert sum(found.values()) <= min(effective_hours(CONTENT, hours), 35, hours) * 60
        assert all(minutes >= 5 and minutes % 5 == 0 for minutes in found.values())
        assert max(found, key=lambda kind: found[kind]) == "project"

    @given(HOURS)
    def test_nearly_all_of_it_is_used(self, hours: float) -> None:
        """Five roundings to five minutes lose at most a quarter of an hour."""
        total = min(effective_hours(CONTENT, hours), 35) * 60
        assert sum(first_week_minutes(CONTENT, hours).values()) >= total - 15

    @pytest.mark.parametrize("kind", KINDS)
    def test_more_hours_never_shorten_anything(self, kind: str) -> None:
        found = [first_week_minutes(CONTENT, hours)[kind] for hours in range(1, 81)]
        assert all(later >= earlier - 5 for earlier, later in pairwise(found))


class TestFirstWeek:
    """Five actions, each with its reason."""

    @pytest.mark.parametrize("start", STARTS)
    @pytest.mark.parametrize("target", TARGETS)
    def test_five_actions_for_everybody(self, start: str, target: str) -> None:
        proposed = week_of(journey(start, target=target, industry="fintech"))
        assert Counter(one.kind for one in proposed.actions) == Counter(KINDS)
        assert [one.id for one in proposed.actions] == [f"w1.{n}" for n in range(1, 6)]
        assert [one.day for one in proposed.actions] == sorted(one.day for one in proposed.actions)
        assert proposed.week.minutes_planned == sum(one.minutes for one in proposed.actions) <= 600
        assert (proposed.week.start, proposed.week.end) == (TODAY, TODAY + timedelta(days=6))
        assert proposed.dropped == ()
        for one in proposed.actions:
            assert_reasoned(one)

    def test_gaps_are_those_the_action_works_on(self) -> None:
        gaps = {
            one.kind: one.why.gap_area for one in week_of(journey(levels={"sql": 3}, gates=closed("P0", "P1"))).actions
        }
        assert gaps == {
            "audit": "deployment",
            "project": "deployment",
            "public": "portfolio_search",
            "design": "system_design",
            "people": "portfolio_search",
        }

    def test_reason_holds_gap_rule_and_what_the_guides_say(self) -> None:
        of = journey(gates=closed("P0", "P1"))
        one = next(one for one in week_of(of).actions if one.kind == "project")
        assert one.why.gap.startswith("I can't yet ")
        assert one.why.gap_detail == "Deployment and serving: not rated, weight 9.4"
        assert one.why.rule == "C21"
        assert one.why.rule_short == CONTENT.rules["C21"].short
        assert one.why.says.startswith("S0: ")
        assert one.sources == ("S2-032", "S2-056", "S2-092")

    def test_project_goes_with_the_one_in_progress(self) -> None:
        of = journey(**project(level="none"))
        linked = {one.kind: one.project for one in week_of(of).actions}
        assert linked == {**dict.fromkeys(KINDS, ""), "project": "p1"}

    def test_headline_is_kept_with_the_week(self) -> None:
        line = week_of(journey(levels={"python": 3})).week.headline
        assert line.startswith("Guides: 9-18 months, plan on 12 (S0 S1 S4). At 10 h a week (computed): likely ")

    def test_needs_a_profile(self) -> None:
        plan = plan_of(journey())
        with pytest.raises(ValueError, match="profile"):
            propose_week(CONTENT, Journey(), plan, TODAY)


class TestBlocks:
    """Sittings of at most 150 minutes, their steps in order."""

    @given(HOURS)
    @example(9.7)
    @example(61.03)
    def test_add_up_and_are_short_enough(self, hours: float) -> None:
        for one in week_of(journey("beginner", hours_per_week=hours)).actions:
            assert_blocks(one)

    @given(st.integers(1, 3000))
    @example(299)
    def test_any_length_is_cut_into_evensittings(self, minutes: int) -> None:
        parts = sittings(CONTENT, minutes)
        assert sum(parts) == minutes
        assert len(parts) == -(-minutes // 150)
        assert max(parts) <= 150
        assert max(parts) - min(parts) <= 5

    def project(self, hours: float) -> Action:
        of = journey("swe_backend", hours_per_week=hours)
        return next(one for one in week_of(of).actions if one.kind == "project")

    def test_short_action_has_none(self) -> None:
        assert self.project(4).blocks == ()

    @pytest.mark.parametrize(
        ("hours", "days", "minutes"),
        [
            (5, [1, 3], [80, 75]),
            (10, [1, 3, 5], [110, 110, 110]),
            (20, [1, 2, 3, 5, 6], [145, 145, 145, 145, 140]),
        ],
    )
    def test_days_and_minutes(self, hours: float, days: list[int], minutes: list[int]) -> None:
        one = self.project(hours)
        assert [(block.day - TODAY).days for block in one.blocks] == days
        assert [block.minutes for block in one.blocks] == minutes

    @pytest.mark.parametrize("hours", [5, 7, 10, 14, 20, 30, 80])
    def test_steps_stay_in_order_and_none_is_left_out(self, hours: float) -> None:
        one = self.project(hours)
        texts = " ".join(block.what for block in one.blocks)
        template = next(t for t in CONTENT.actions if t.id == "first.project.serving_api.swe_backend")
        steps = [step.replace("{industry}", "your field") for step in template.steps]
        places = [texts.find(step) for step in steps]
        assert -1 not in places
        assert places == sorted(places)


def assert_blocks(one: Action) -> None:
    if not one.blocks:
        assert 0 < one.minutes <= 150
        return
    assert len(one.blocks) > 1
    assert sum(block.minutes for block in one.blocks) == one.minutes
    assert all(0 < block.minutes <= 150 for block in one.blocks)
    assert all(block.what for block in one.blocks)
    days = [block.day for block in one.blocks]
    assert days == sorted(days)
    assert days[0] == one.day


def assert_reasoned(one: Action) -> None:
    assert one.why.text
    assert one.why.gap.startswith("I can't yet ")
    assert one.why.gap_area in CONTENT.areas
    assert one.why.gap_detail
    assert one.why.rule in CONTENT.rules
    assert one.why.rule_short
    assert one.sources
    assert set(one.sources) <= set(CONTENT.facts)
    assert one.done_when
    assert one.smallest


def rhythm_of(of: Journey, number: int) -> Rhythm:
    """What week `number` holds when it is planned on its first day."""
    return rhythm(CONTENT, of, number, TODAY + timedelta(days=7 * (number - 1)))


def minutes_of_week(of: Journey, number: int) -> int:
    return rhythm_of(of, number).minutes


class TestCapacity:
    """Minutes a later week plans: 85 % of what the weeks before bear out, less each fourth week."""

    @pytest.mark.parametrize(("number", "minutes"), [(2, 408), (3, 408)])
    def test_before_own_weeks_are_known(self, number: int, minutes: int) -> None:
        """Four fifths of 10 hours, of which 15 % stay empty, whatever got done."""
        assert minutes_of_week(journey(**logged(9, number - 1, 10)), number) == minutes

    @pytest.mark.parametrize(
        ("done", "hours"),
        [(9, 10), (7, 7.7 / 0.85), (5, 5.5 / 0.85), (10, 10), (14, 10), (4, 4.4 / 0.85), (3, 5), (1, 5)],
    )
    def test_a_tenth_more_than_the_median(self, done: float, hours: float) -> None:
        """What was ticked had its slack beside it. Never over the stated 10 hours, never under half of them."""
        assert minutes_of_week(journey(**logged(done, 4, 10)), 5) == pytest.approx(hours * 60 * 0.85, abs=1)

    def test_median_of_the_last_four(self) -> None:
        """Weeks of 0, 0, 6, 6, 8, 8 hours, the fourth of them light: 0, 6, 8, 8 count, so 7."""
        tables = logged(8, 6, 10)
        for n, hours in enumerate((0, 0, 6, 6, 8, 8), 1):
            tables["actions"][f"w{n}.1"] = replace(tables["actions"][f"w{n}.1"], minutes=hours * 60)
        assert minutes_of_week(journey(**tables), 7) == int(7.7 * 60)

    def test_doing_all_of_it_does_not_shrink_the_next(self) -> None:
        """Twelve weeks in which everything planned is ticked."""
        planned = []
        for number in range(4, 13):
            done = [408 / 60] * 3 + [minutes / 60 for minutes in planned]
            tables = logged(8, number - 1, 10)
            for n, hours in enumerate(done, 1):
                tables["actions"][f"w{n}.1"] = replace(tables["actions"][f"w{n}.1"], minutes=int(hours * 60))
            planned.append(minutes_of_week(journey(**tables), number))
        normal = [minutes for number, minutes in enumerate(planned, 4) if number % 4]
        assert normal == sorted(normal)
        assert max(normal) <= 510

    def test_open_actions_do_not_count(self) -> None:
        """Two of four weeks ticked: 0, 9 and 9 hours in the three that are not light."""
        tables = logged(9, 4, 10)
        tables["actions"]["w1.1"] = replace(tables["actions"]["w1.1"], done=None)
        tables["actions"]["w2.1"] = replace(tables["actions"]["w2.1"], done=None)
        assert minutes_of_week(journey(**tables), 5) == int(5 * 60 * 0.85)

    def test_logged_time_counts_like_ticked_time(self) -> None:
        tables = logged(7, 4, 10)
        log = {f"e{n}": LogEntry(f"e{n}", TODAY + timedelta(days=7 * n), 420, "learn") for n in range(4)}
        tables["actions"] = {key: replace(one, logged=True) for key, one in tables["actions"].items()}
        assert minutes_of_week(journey(log=log, **tables), 5) == minutes_of_week(journey(**logged(7, 4, 10)), 5)

    @pytest.mark.parametrize(("number", "share"), [(4, 0.6), (5, 0.85), (6, 0.85), (7, 0.85), (8, 0.6), (12, 0.6)])
    def test_each_fourth_week_is_lighter(self, number: int, share: float) -> None:
        of = journey(**logged(10, number - 1, 10))
        assert minutes_of_week(of, number) == int(10 * 60 * share)

    @pytest.mark.parametrize(("hours", "counted"), [(35, 35), (60, 35)])
    def test_no_more_than_35_hours(self, hours: float, counted: float) -> None:
        of = journey(hours_per_week=hours, **logged(hours, 1))
        assert minutes_of_week(of, 2) == int(0.8 * counted * 60 * 0.85)


class TestTempo:
    """Lighter weeks, and why."""

    def test_each_fourth_starts_nothing_new(self) -> None:
        tempi = [rhythm_of(journey(**logged(8, n - 1, 10)), n).tempo for n in range(2, 9)]
        assert tempi == ["prior", "prior", "light", "own", "own", "own", "light"]

    @pytest.mark.parametrize(("hours", "tempo"), [((2.4, 2.4), "return"), ((2.4, 2.6), "prior"), ((2.6, 2.4), "prior")])
    def test_two_weeks_under_a_quarter_are_a_stretch(self, hours: tuple[float, float], tempo: str) -> None:
        of = journey(**logged(10, 2, 10))
        log = {f"e{n}": LogEntry(f"e{n}", TODAY + timedelta(7 * n), int(h * 60), "build") for n, h in enumerate(hours)}
        of = replace(of, log=log, actions={key: replace(one, done=None) for key, one in of.actions.items()})
        assert rhythm_of(of, 3).tempo == tempo

    @pytest.mark.parametrize(("days", "tempo"), [(13, "prior"), (14, "return"), (60, "return")])
    def test_coming_back(self, days: int, tempo: str) -> None:
        """A whole week without a plan, after the one week there was."""
        found = rhythm(CONTENT, journey(**logged(8, 1, 10)), 2, TODAY + timedelta(days=days))
        assert found.tempo == tempo
        assert found.minutes == int(8 * 60 * 0.85 * (0.5 if tempo == "return" else 1))
        assert ("that happens" in found.why) is (tempo == "return")

    @pytest.mark.parametrize(
        ("hours", "weeks", "tempo"),
        [
            (12.2, 3, "rest"),
            (12.0, 3, "light"),
            (12.2, 2, "prior"),
            (12.2, 4, "own"),
            (12.2, 6, "own"),
            (12.2, 7, "rest"),
        ],
    )
    def test_three_weeks_a_fifth_over_bring_one_rest(self, hours: float, weeks: int, tempo: str) -> None:
        """Of 10 stated hours, however few were planned; a week after the rest the count begins anew."""
        tables = logged(5, weeks, 10)
        for one in tables["actions"].values():
            tables["actions"][one.id] = replace(one, minutes=int(hours * 60))
        of = journey(hours_per_week=10, **tables)
        assert rhythm_of(of, weeks + 1).tempo == tempo

    def test_two_overfull_weeks_cut_the_next(self) -> None:
        whole = journey(**logged(8, 5, 10))
        open_ones = {f"w{n}.{k}": action(f"w{n}.{k}") for n in (4, 5) for k in (2, 3)}
        cut = replace(whole, actions={**whole.actions, **open_ones})
        assert minutes_of_week(cut, 6) == pytest.approx(0.8 * minutes_of_week(whole, 6), abs=1)
        once = {key: one for key, one in cut.actions.items() if not key.startswith("w4.") or key == "w4.1"}
        assert minutes_of_week(replace(whole, actions=once), 6) == minutes_of_week(whole, 6)

    def test_the_week_of_a_return_is_a_block_and_two_floors(self) -> None:
        of, today = after_weeks(journey(), 2)
        proposed = week_of(of, today + timedelta(days=30))
        assert proposed.rhythm is not None
        assert proposed.rhythm.tempo == "return"
        kinds = Counter(one.kind for one in proposed.actions)
        assert kinds == {"project": 1, "recover": 2}
        minutes = {one.kind: one.minutes for one in proposed.actions}
        assert minutes["recover"] == 20
        assert minutes["project"] <= 90
        assert proposed.dropped


class TestMix:
    """What a phase asks for, and what a week may start."""

    @pytest.mark.parametrize("hours", [10.0, 20.0])
    def test_building_has_half_of_it_before_interviews(self, hours: float) -> None:
        for done in ((), ("P0",), ("P0", "P1", "P2", "P3", "P4", "P5")):
            of = journey("beginner", everywhere(0), hours_per_week=hours, gates=closed(*done))
            after, today = after_weeks(of, 1, done=ALL)
            actions = week_of(after, today).actions
            built = sum(one.minutes for one in actions if one.kind == "project")
            assert built >= 0.45 * sum(one.minutes for one in actions)

    def test_interviews_turn_it_round(self) -> None:
        of = journey("beginner", everywhere(0), hours_per_week=20, gates=closed(*list(CONTENT.phases)[:-1]))
        after, today = after_weeks(of, 1, done=ALL)
        minutes = Counter[str]()
        for one in week_of(after, today).actions:
            minutes[one.kind] += one.minutes
        outside = sum(minutes[kind] for kind in ("public", "people", "search"))
        assert outside > 0.2 * sum(minutes.values())
        assert sum(kind in minutes for kind in ("public", "people", "search")) == 2

    def test_three_cards_under_way_are_enough(self) -> None:
        of, today = after_weeks(journey("beginner", everywhere(0)), 1, done=KINDS)
        own = [task.id for task in CONTENT.tasks.values() if task.phase == "P0" and task.is_for("beginner", "applied")]
        busy = replace(of, tasks=tasks("doing", *own[:3]))
        assert {one.task for one in week_of(busy, today).actions} - {""} <= set(own[:3])
        free = replace(of, tasks=tasks("doing", *own[:2]))
        assert {one.task for one in week_of(free, today).actions} - {"", *own[:2]}

    def test_learning_serves_the_step_or_the_gap(self) -> None:
        for start in STARTS:
            after, today = after_weeks(journey(start, everywhere(0), hours_per_week=20), 1, done=ALL)
            actions = week_of(after, today).actions
            main = next(one for one in actions if one.kind == "project")
            items = set(CONTENT.tasks[main.task].items) if main.task else set()
            areas = {CONTENT.area_of[item].id for item in items}
            areas |= {CONTENT.area_of[one.item].id for one in actions if one.item}
            for one in actions:
                if one.kind == "learn" and one.task and one.task not in CONTENT.tasks[main.task].after:
                    assert areas & {CONTENT.area_of[item].id for item in CONTENT.tasks[one.task].items}


class TestTimes:
    """Every sitting says when it begins."""

    @pytest.mark.parametrize("hours", [5.0, 20.0, 60.0])
    def test_no_two_at_once(self, hours: float) -> None:
        of, today = after_weeks(journey("beginner", everywhere(0), hours_per_week=hours), 1, done=ALL)
        sittings = [
            (part.day, time.fromisoformat(part.at), part.minutes)
            for one in week_of(of, today).actions
            for part in (one.blocks or (Block(one.day, one.minutes, "", one.at),))
        ]
        sittings.sort()
        for (day, at, minutes), (next_day, next_at, _) in pairwise(sittings):
            end = datetime.combine(day, at) + timedelta(minutes=minutes)
            if day == next_day and end.date() == day:
                assert datetime.combine(day, next_at) >= end

    def test_evenings_and_weekend_mornings(self) -> None:
        for one in week_of(journey()).actions:
            assert one.at >= ("10:00" if one.day.weekday() >= 5 else "19:00")


class TestLaterWeek:
    """A project step, the gap that pays, something with others, practice."""

    @pytest.mark.parametrize("start", STARTS)
    def test_kinds(self, start: str) -> None:
        of, today = after_weeks(journey(start, everywhere(0)), 1, done=KINDS)
        proposed = week_of(of, today)
        kinds = [one.kind for one in proposed.actions]
        assert "project" in kinds
        assert len(kinds) == 4
        assert proposed.week.number == 2
        assert proposed.week.minutes_planned <= 408
        for one in proposed.actions:
            assert_reasoned(one)
            assert_blocks(one)

    def test_project_is_the_next_card(self) -> None:
        of, today = after_weeks(journey("beginner", everywhere(0)), 1, done=KINDS)
        one = next(one for one in week_of(of, today).actions if one.kind == "project")
        assert one.task == "P0.1"
        assert one.title == CONTENT.tasks["P0.1"].title
        ready = replace(of, tasks=tasks("done", "P0.1"))
        assert next(o.task for o in week_of(ready, today).actions if o.kind == "project") != "P0.1"

    def test_card_in_progress_goes_first(self) -> None:
        of, today = after_weeks(journey("swe_backend", everywhere(0), gates=closed("P0")), 1, done=KINDS)
        own = [task for task in CONTENT.tasks.values() if task.phase == "P1" and task.is_for("swe_backend", "applied")]
        build = [task for task in own if task.kind == "build"]
        first = build[0].id
        second = next(task.id for task in build[1:] if first not in task.after)
        # With all others dropped nothing holds either up.
        free = tasks("dropped", *(task.id for task in own if task.id not in (first, second)))
        for states, chosen in ((tasks("todo", first, second), first), (tasks("doing", second), second)):
            week = week_of(replace(of, tasks=free | states), today)
            assert next(one.task for one in week.actions if one.kind == "project") == chosen

    def test_a_card_gets_what_its_estimate_leaves(self) -> None:
        """Two of the three hours of P1.1 are ticked; the rest of the week goes to the card that follows it."""
        of, today = after_weeks(journey("swe_backend", everywhere(0), gates=closed("P0")), 1, done=KINDS)
        worked = action("w1.9", "project", minutes=120, task="P1.1", done=TODAY)
        of = replace(of, tasks=tasks("doing", "P1.1"), actions={**of.actions, "w1.9": worked})
        steps = [one for one in week_of(of, today).actions if one.kind == "project"]
        assert [one.task for one in steps] == ["P1.1", "P1.3"]
        assert steps[0].minutes == 60
        assert steps[1].minutes >= 90
        assert steps[0].day < steps[1].day

    def test_a_light_week_goes_on_with_the_next_card(self) -> None:
        """Also when none is under way; no exercise and no further card starts beside it."""
        of, today = after_weeks(journey("swe_backend", everywhere(0), gates=closed("P0")), 3, done=ALL)
        proposed = week_of(replace(of, tasks=tasks("done", "P1.1", "P1.3")), today)
        assert proposed.rhythm is not None
        assert proposed.rhythm.tempo == "light"
        assert [(one.kind, one.task) for one in proposed.actions if one.task] == [("project", "P1.4")]
        assert not [one for one in proposed.actions if one.item]

    @pytest.mark.parametrize(("level", "first"), [(1, "P0.7"), (3, "P0.9")])
    def test_what_is_rated_at_the_target_is_not_taught(self, level: int, first: str) -> None:
        """A data scientist at home in SQL builds the table; one who is not loads and joins first."""
        of = journey("data_scientist", everywhere(1, sql=level))
        of, today = after_weeks(of, 1, done=KINDS)
        gone = tasks("dropped", "P0.2", "P0.4", "P0.6", "P0.10", "P0.11", "P0.12")
        of = replace(of, tasks=gone)
        assert next(one.task for one in week_of(of, today).actions if one.kind == "project") == first

    def test_open_cards_of_a_closed_phase_hold_nothing_up(self) -> None:
        of = journey("swe_backend", everywhere(0), gates=closed("P0"))
        of, today = after_weeks(of, 1, done=KINDS)
        of = replace(of, tasks=tasks("doing", "P0.4", "P0.6", "P0.10"))
        assert next(one.task for one in week_of(of, today).actions if one.kind == "project") == "P1.1"

    def test_when_all_is_built_the_gate_is_next(self) -> None:
        """What is missing is named; once all of it is noted, the phase is closed in twenty minutes."""
        of = journey("swe_backend", everywhere(0), gates=closed("P0"))
        of, today = after_weeks(of, 1, done=KINDS)
        p1 = [task for task in CONTENT.tasks.values() if task.phase == "P1"]
        done = tasks("done", *(task.id for task in p1 if task.kind in ("build", "publish")))
        missing = week_of(replace(of, tasks=done), today).actions
        gate = next(one for one in missing if one.title.startswith("Close P1"))
        assert "a results file with a baseline" in gate.done_when
        assert gate.minutes == 90
        needs = CONTENT.phases["P1"].gate.needs
        noted = replace(of, tasks=done, needs={need.id: GateNeed(need.id, TODAY, "x") for need in needs})
        assert next(one for one in week_of(noted, today).actions if one.title.startswith("Close P1")).minutes == 20

    def test_what_the_gate_asks_for_comes_before_the_phase_beside_it(self) -> None:
        """All of P1 is built, its page is not published yet: the way there goes before PyTorch."""
        of = journey("swe_backend", everywhere(0, python=3), gates=closed("P0"))
        assert plan_of(of).parallel == ("P3",)
        of, today = after_weeks(of, 1, done=KINDS)
        p1 = [task for task in CONTENT.tasks.values() if task.phase == "P1"]
        of = replace(of, tasks=tasks("done", *(task.id for task in p1 if task.kind == "build")))
        assert next(one.task for one in week_of(of, today).actions if one.kind == "project") == "P1.2"

    @pytest.mark.parametrize("done_weeks", range(1, 10))
    def test_nothing_without_a_card_comes_twice_in_a_row(self, done_weeks: int) -> None:
        of, today = after_weeks(journey("data_scientist", everywhere(1)), done_weeks, done=ALL)
        last = {one.title for one in of.actions.values() if one.week == f"w{done_weeks}" and not one.task}
        assert not last & {one.title for one in week_of(of, today).actions if not one.task}

    def test_without_cards_there_is_still_a_step(self) -> None:
        of, today = after_weeks(journey(levels=everywhere(0), gates=closed(*CONTENT.phases)), 1, done=KINDS)
        one = next(one for one in week_of(of, today).actions if one.kind == "project")
        own = {t.title for t in CONTENT.actions if t.week == "later" and t.kind == "project"}
        assert one.task == ""
        assert one.title in own
        assert_reasoned(one)

    @pytest.mark.parametrize(("done_weeks", "kind"), [(1, "public"), (2, "people"), (3, "public"), (4, "people")])
    def test_public_and_people_in_turn(self, done_weeks: int, kind: str) -> None:
        of, today = after_weeks(journey(levels=everywhere(0)), done_weeks, done=ALL)
        kinds = [one.kind for one in week_of(of, today).actions]
        assert [k for k in kinds if k in ("public", "people", "search")] == [kind]

    @pytest.mark.parametrize(("done_weeks", "kind"), [(1, "public"), (2, "people"), (4, "public"), (6, "search")])
    def test_applications_join_once_they_are_open(self, done_weeks: int, kind: str) -> None:
        of = journey(levels=everywhere(2), **project())
        of, today = after_weeks(of, done_weeks, done=ALL)
        kinds = [one.kind for one in week_of(of, today).actions]
        assert [k for k in kinds if k in ("public", "people", "search")] == [kind]

    @pytest.mark.parametrize("done_weeks", range(1, 8))
    def test_design_prompt_each_third_week_and_each_week_late(self, done_weeks: int) -> None:
        early = journey(levels=everywhere(0))
        late = journey(levels=everywhere(0), gates=closed("P0", "P1", "P2", "P3", "P4", "P5"))
        for of, always in ((early, False), (late, True)):
            after, today = after_weeks(of, done_weeks, done=ALL)
            kinds = [one.kind for one in week_of(after, today).actions]
            assert ("design" in kinds) is (always or (done_weeks + 1) % 3 == 0)

    def test_week_of_one_hour_holds_one_action(self) -> None:
        of, today = after_weeks(journey(hours_per_week=1), 1, done=KINDS)
        proposed = week_of(of, today)
        assert [(one.kind, one.minutes) for one in proposed.actions] == [("project", 40)]

    def test_project_keeps_a_block_when_the_week_is_small(self) -> None:
        of, today = after_weeks(journey(hours_per_week=3), 1, done=KINDS)
        minutes = {one.kind: one.minutes for one in week_of(of, today).actions}
        assert minutes["project"] >= 90
        assert sum(minutes.values()) <= 3 * 60 * 0.8 * 0.85


ALL = (*KINDS, "learn", "practise", "search")


class TestCarried:
    """At most two come along; a second carry shrinks, a third lets go."""

    def carried(self, of: Journey, weeks: int, done: tuple[str, ...] = ()) -> tuple[list[Action], tuple[str, ...]]:
        after, today = after_weeks(of, weeks, done)
        proposed = week_of(after, today)
        return [one for one in proposed.actions if one.carried], proposed.dropped

    def test_nothing_when_all_is_done(self) -> None:
        assert self.carried(journey(), 1, KINDS) == ([], ())

    def test_two_of_four(self) -> None:
        """The audit stays behind; the others come in the order of the week."""
        first = {one.kind: one.title for one in week_of(journey()).actions}
        carried, dropped = self.carried(journey(), 1)
        assert {one.title for one in carried} == {first["project"], first["design"]}
        assert set(dropped) == {first["people"], first["public"]}
        assert {one.carried for one in carried} == {1}

    def test_first_carry_keeps_the_action_and_its_reason(self) -> None:
        before = {one.title: one for one in week_of(journey()).actions}
        for one in self.carried(journey(), 1)[0]:
            old = before[one.title]
            assert (one.done_when, one.smallest, one.sources, one.why) == (
                old.done_when, old.smallest, old.sources, old.why,
            )  # fmt: skip

    def test_second_carry_shrinks(self) -> None:
        twice = [one for one in self.carried(journey(), 2)[0] if one.carried == 2]
        assert [one.kind for one in twice] == ["project"]
        assert [one.minutes for one in twice] == [20]
        assert twice[0].done_when == twice[0].smallest

    def test_third_lets_go(self) -> None:
        titles = {one.title for one in self.carried(journey(), 2)[0] if one.carried == 2}
        carried, dropped = self.carried(journey(), 3)
        assert titles
        assert not titles & {one.title for one in carried}
        assert titles <= set(dropped)

    def test_one_that_is_done_does_not_come_along(self) -> None:
        carried, dropped = self.carried(journey(), 1, ("project",))
        assert "project" not in {one.kind for one in carried}
        assert len(carried) == 2
        assert len(dropped) == 1

    @pytest.mark.parametrize("state", ["done", "dropped"])
    def test_nor_one_whose_card_is_finished(self, state: str) -> None:
        of, today = after_weeks(journey("beginner", everywhere(0)), 1, done=KINDS)
        of = accepted(of, week_of(of, today))
        own = next(one.task for one in of.actions.values() if one.week == "w2" and one.kind == "project")
        later = week_of(replace(of, tasks=tasks(state, own)), today + timedelta(days=7))
        assert own not in {one.task for one in later.actions}

    def test_long_action_is_cut_to_the_week(self) -> None:
        """Twelve hours left over do not fit into a week of two thirds of that."""
        of, today = after_weeks(journey(hours_per_week=20), 1)
        proposed = week_of(of, today)
        assert proposed.week.minutes_planned <= 20 * 60 * 0.8 * 0.85
        one = next(one for one in proposed.actions if one.kind == "project")
        assert (one.carried, one.minutes >= 90) == (1, True)
        assert_blocks(one)

    def test_hours_cut_after_a_big_week(self) -> None:
        of, today = after_weeks(journey(hours_per_week=40), 1)
        assert of.profile is not None
        of = replace(of, profile=replace(of.profile, hours_per_week=2.0))
        proposed = week_of(of, today)
        assert proposed.week.minutes_planned <= 2 * 60 * 0.8 * 0.85
        assert [one.kind for one in proposed.actions] == ["project"]
        assert len(proposed.dropped) == 3

    def test_gap_that_is_carried_is_not_asked_for_twice(self) -> None:
        of = journey(levels=everywhere(0))
        weeks = {"w1": week_of(of).week}
        item = plan_of(of).gaps[0].item.item.id
        given = {"w1.1": action("w1.1", "learn", item=item)}
        proposed = week_of(replace(of, weeks=weeks, actions=given), TODAY + timedelta(days=7))
        assert [one.item for one in proposed.actions].count(item) == 1

    def test_a_carried_action_stands_for_a_new_one_of_its_kind(self) -> None:
        of, today = after_weeks(journey(levels=everywhere(0)), 2, done=("project", "learn", "practise"))
        kinds = Counter(one.kind for one in week_of(of, today).actions)
        assert kinds["public"] <= 1
        assert kinds["people"] <= 1
        assert kinds["design"] <= 1

    def test_only_the_last_week_counts(self) -> None:
        of = accepted(journey(), week_of(journey()))
        old = action("w1.9", title="From long ago")
        of = replace(of, actions={**of.actions, "w1.9": old})
        after = accepted(of, week_of(of, TODAY + timedelta(days=7)), done=ALL)
        titles = {one.title for one in week_of(after, TODAY + timedelta(days=14)).actions}
        assert "From long ago" not in titles


def test_quick_content_differs_in_nothing_but_draws() -> None:
    assert {key: choice for key, choice in QUICK.numbers.items() if key != "draws"} == {
        key: choice for key, choice in CONTENT.numbers.items() if key != "draws"
    }
