"""The forecast as it is shown: days, words, what moved it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mentor.coach.forecast import Aim, add_months
from mentor.coach.outlook import (
    HONESTY,
    Outlook,
    aim_words,
    away,
    chance_words,
    change_line,
    change_words,
    done_by,
    guides_line,
    held_words,
    outlook,
    percent,
    ready_days,
    rests_on,
)
from mentor.coach.plan import Plan
from mentor.coach.review import Change, Shown, changed
from mentor.journey import Journey

from .builders import CONTENT, TODAY, closed, everywhere, journey, plan_of, tasks
from .test_review import entry, walked

OF = journey("swe_backend", everywhere(1))
PLAN = plan_of(OF)


def days_of(of: Journey, plan: Plan | None = None) -> Outlook:
    assert of.profile is not None
    return outlook(CONTENT, of.profile, plan or plan_of(of), TODAY)


class TestDays:
    """What stands on the axis."""

    def test_guides_count_from_the_first_day_less_the_months_studied(self) -> None:
        low, high = PLAN.headline.months
        assert days_of(OF).guides == (add_months(TODAY, low), add_months(TODAY, high))
        studied = journey("swe_backend", everywhere(1), history={"months_studying": 3})
        first = days_of(studied).guides[0]
        assert abs((first - add_months(TODAY, low - 3)).days) <= 3
        assert "and 3 months of study before it" in guides_line(studied, plan_of(studied), days_of(studied))

    def test_they_are_in_order_and_none_under_the_floor(self) -> None:
        days = days_of(OF)
        assert days.floor is not None
        assert days.floor <= days.low <= days.likely <= days.plan_on <= days.high
        assert (days.likely_months, days.plan_on_months) == (PLAN.forecast.p50, PLAN.forecast.p80)

    def test_dates_that_are_held_say_how_far_they_are_themselves(self) -> None:
        early = Shown(PLAN.forecast.likely - timedelta(days=61), PLAN.forecast.plan_on, TODAY, held=True)
        days = days_of(OF, replace(PLAN, shown=early))
        assert days.likely_months == PLAN.forecast.p50 - 2
        assert days.plan_on_months == PLAN.forecast.p80

    def test_phases_that_are_behind_have_no_day_and_p7_has_the_ones_shown(self) -> None:
        of = journey("swe_backend", everywhere(1), gates=closed("P1"), tasks=tasks("done", *all_cards("P2")))
        plan = plan_of(of)
        assert {"P1", "P2"}.isdisjoint(ready_days(plan))
        assert plan.steps["P2"].open
        held = Shown(TODAY, TODAY + timedelta(1), TODAY, held=True)
        assert ready_days(replace(plan, shown=held))["P7"] == (held.likely, held.plan_on)

    def test_each_phase_ends_after_the_one_before(self) -> None:
        ends = list(ready_days(PLAN).values())
        assert ends == sorted(ends)
        assert all(likely <= plan_on for likely, plan_on in ends)


def all_cards(phase: str) -> list[str]:
    return [task.id for task in CONTENT.tasks.values() if task.phase == phase]


def in_weeks(weeks: float) -> date:
    return TODAY + timedelta(days=round(weeks * 7))


class TestFarOff:
    """Weeks below eight, months in halves from there on."""

    @pytest.mark.parametrize(
        ("weeks", "told"),
        [
            (-3, "days"),
            (0.4, "days"),
            (1, "1 week"),
            (7.4, "7 weeks"),
            (7.9, "8 weeks"),
            (8, "2 months"),
            (13, "3 months"),
            (15, "3.5 months"),
            (52, "12 months"),
        ],
    )
    def test_away(self, weeks: float, told: str) -> None:
        assert away(CONTENT, in_weeks(weeks), TODAY) == told

    @pytest.mark.parametrize(
        ("likely", "plan_on", "told"),
        [
            (16, 26, "likely done by March 2027, plan on May 2027"),
            (16, 17, "likely done by March 2027, the month to plan on as well"),
            (6, 20, "likely done in 6 weeks, plan on April 2027"),
            (3, 5, "likely done in 3 weeks, plan on 5 weeks"),
        ],
    )
    def test_done_by(self, likely: float, plan_on: float, told: str) -> None:
        assert done_by(CONTENT, (in_weeks(likely), in_weeks(plan_on)), TODAY) == told


@pytest.mark.parametrize(
    ("chance", "told"),
    [
        (0, "hardly, under 1%"),
        (0.099, "hardly, 10%"),
        (0.1, "unlikely, 10%"),
        (0.3, "less likely than not, 30%"),
        (0.5, "more likely than not, 50%"),
        (0.7, "likely, 70%"),
        (0.95, "very likely, 95%"),
        (1, "very likely, over 99%"),
    ],
)
def test_chances_in_words_and_numbers(chance: float, told: str) -> None:
    assert chance_words(chance) == told


def test_a_chance_is_never_none_and_never_all() -> None:
    assert [percent(chance) for chance in (0, 0.004, 0.02, 0.994, 1)] == [
        *("under 1%", "under 1%", "2%", "over 99%", "over 99%")
    ]


class TestChange:
    """The line that adds up, and each word of it explained."""

    def test_the_example(self) -> None:
        steps = [("start", 14.9), ("behind", 15.6), ("pace", 17.2), ("effort", 18.9)]
        line = change_line(changed(TODAY, steps))
        assert line == "behind +0.7, pace +1.6, effort +1.7: 14.9 -> 18.9 months"

    def test_nothing_moved(self) -> None:
        assert change_line(Change(TODAY, 14.9, 14.9, ())) == "nothing: 14.9 -> 14.9 months"

    @pytest.mark.parametrize("name", ["behind", "hours", "pace", "effort", "scope"])
    def test_every_word_is_explained_either_way(self, name: str) -> None:
        told = [change_words(replace(PLAN, change=Change(TODAY, 10, 10 + by, ((name, by),))))[0] for by in (0.5, -0.5)]
        assert [word for word, _ in told] == [name, name]
        assert told[0][1] != told[1][1]
        assert all(text.endswith(".") for _, text in told)

    def test_without_a_change_there_is_nothing_to_explain(self) -> None:
        assert change_words(replace(PLAN, change=None)) == []


class TestHeld:
    """One bad week is no new plan."""

    def held(self, likely: date, since: date | None) -> str:
        shown = Shown(likely, PLAN.forecast.plan_on, since, held=likely != PLAN.forecast.likely)
        return held_words(CONTENT, replace(PLAN, shown=shown), TODAY)

    def test_new_dates_need_no_word(self) -> None:
        assert self.held(PLAN.forecast.likely, None) == ""

    def test_since_when(self) -> None:
        assert self.held(PLAN.forecast.likely, TODAY) == "Shown since today."
        assert self.held(PLAN.forecast.likely, TODAY - timedelta(9)) == "Shown since 12 November 2026."

    def test_another_month_today_is_told_and_why_the_dates_stay(self) -> None:
        told = self.held(PLAN.forecast.likely - timedelta(days=40), TODAY - timedelta(9))
        own = f"Today's own forecast is {PLAN.forecast.likely:%B %Y} and {PLAN.forecast.plan_on:%B %Y}."
        assert own in told
        assert "more than 2 weeks and 3 full weeks are measured: one bad week is no new plan." in told

    def test_another_day_of_the_same_month_is_not(self) -> None:
        day = PLAN.forecast.likely
        other = day.replace(day=14 if day.day != 14 else 15)
        assert self.held(other, TODAY) == "Shown since today."


class TestOwnDate:
    """The user's own date."""

    def test_without_one(self) -> None:
        assert aim_words(PLAN, TODAY) == ""

    def test_its_chance(self) -> None:
        of = journey("swe_backend", everywhere(1), deadline_months=3)
        assert "An offer by 21 February 2027: hardly, under 1%" in aim_words(plan_of(of), TODAY)

    def test_one_that_has_passed(self) -> None:
        past = replace(PLAN, forecast=replace(PLAN.forecast, aim=Aim(TODAY - timedelta(1), 0.0, ())))
        assert aim_words(past, TODAY) == "20 November 2026 has passed. Another date is set in the profile."


class TestRestsOn:
    """The assumptions in sight."""

    def said(self, of: Journey, days: int = 0) -> dict[str, str]:
        return dict(rests_on(CONTENT, plan_of(of, TODAY + timedelta(days=days))))

    def test_before_anything_was_measured(self) -> None:
        told = self.said(journey("beginner", hours_per_week=10))
        assert set(told) == {"hours", "a week", "pace", "effort", "search", "runs"}
        assert "too little of the audit is rated" in told["hours"]
        assert told["a week"] == "10 h as you said, all of them count"
        assert told["pace"] == "80% of them get logged: assumed until 3 full weeks are over, 0 full weeks so far"
        assert "no finished card has time logged on it" in told["effort"]
        assert told["search"].startswith("8, 16 or 30 weeks")

    def test_long_weeks_bend(self) -> None:
        assert self.said(journey(hours_per_week=30))["a week"].startswith("30 h as you said, 27.5 of them count")

    def test_what_was_measured(self) -> None:
        log = [entry(7 * n, 300, note=str(n)) for n in range(4)] + [entry(2, 360, task="P1.1")]
        of = replace(walked(weeks=4, log=log, levels=everywhere(1)), tasks=tasks("done", "P1.1"))
        told = self.said(of, 28)
        assert "by your rated audit and the cards you finished" in told["hours"]
        assert "measured over 4 full weeks, empty ones counted, with 3 at the usual 80%" in told["pace"]
        assert "from 1 card that you finished" in told["effort"]


def test_the_note_on_trust_is_that_of_the_numbers() -> None:
    assert "15 planned hours land in the guides' ranges" in CONTENT.numbers["path_prior"].reason
    assert "15 planned hours a week land in the guides' ranges" in HONESTY
    assert "calibration, not validation" in HONESTY
