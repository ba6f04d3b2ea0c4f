"""The weekly measurement against its worked example, what it explains, and when the shown dates move."""

import math
from dataclasses import replace
from datetime import date, timedelta

import pytest

from mentor.coach.draws import Draws, percentile
from mentor.coach.forecast import add_months, point_months
from mentor.coach.hours import LEARNING, effective_hours
from mentor.coach.measure import Measure, adherence, effort, logged_shares, measure
from mentor.coach.plan import Plan, make_plan
from mentor.coach.review import changed, explain_change, make_review, shown_dates
from mentor.journey import Journey
from mentor.journey.records import Week
from mentor.journey.time import LogEntry, Review

from .builders import CONTENT, QUICK, TODAY, everywhere, journey, tasks, with_draws
from .test_forecast import prior_hours

WEEKS = (12, 9, 0, 14, 10, 11, 13, 8)
"""Hours logged in the first eight weeks of an engineer who plans 15."""
CARDS = ((6, 7), (10, 15), (4, 4), (20, 31), (12, 14), (10, 10))
"""Six finished cards: estimated and taken."""


def example_hours() -> dict[str, float]:
    """What that engineer has left: 571 h at the start, 62 h of it earned."""
    hours = dict(prior_hours("swe_backend"))
    hours["P1"] -= sum(estimate for estimate, _ in CARDS)
    return hours


def example() -> Measure:
    shares = logged_shares(CONTENT, [(hours, 15) for hours in WEEKS])
    return Measure((), adherence(CONTENT, shares), shares, effort(CONTENT, [took / est for est, took in CARDS]))


class TestWorkedExample:
    """Week 8 of 15 planned hours: 64 % of the plan logged, cards at 1.2 times their estimate."""

    def test_adherence(self) -> None:
        assert sum(WEEKS) / (8 * 15) == pytest.approx(0.64, abs=0.005)
        assert example().adherence == pytest.approx(0.685, abs=0.001)
        assert example().adherence * 15 == pytest.approx(10.3, abs=0.05)

    def test_effort(self) -> None:
        took = example().effort
        mean = math.exp(sum(math.log(took / est) for est, took in CARDS) / 6)
        assert mean == pytest.approx(1.21, abs=0.005)
        assert took.factor == pytest.approx(1.15, abs=0.005)
        assert took.spread == pytest.approx(math.sqrt(1 / (1 / 0.09 + 6 / 0.2025)))

    @pytest.mark.parametrize(("cards", "weight"), [(3, 0.57), (6, 0.73), (12, 0.84)])
    def test_weight_of_own_cards(self, cards: int, weight: float) -> None:
        assert effort(CONTENT, [math.e] * cards).centre == pytest.approx(weight, abs=0.005)

    def test_months(self) -> None:
        took = example()
        ready, offer = point_months(CONTENT, example_hours(), 15, took.adherence, took.effort.factor)
        gone = 8 / 4.333
        assert sum(example_hours()[phase] for phase in LEARNING) == pytest.approx(509, abs=1)
        assert (gone + ready, gone + offer) == pytest.approx((15.0, 18.9), abs=0.06)

    def test_draws(self) -> None:
        """P10, P50, P80, P90 in months from the start, of as many draws as the example has; its noise is 0.3."""
        draws = Draws(with_draws(20_000), example_hours(), tuple(CONTENT.phases), example(), "week 8")
        months = sorted(8 / 4.333 + value for value in draws.months(effective_hours(CONTENT, 15)))
        found = [percentile(months, share) for share in (0.10, 0.50, 0.80, 0.90)]
        assert found == pytest.approx([15.6, 19.1, 21.8, 23.5], abs=0.3)

    def test_what_moved_it(self) -> None:
        """Was 14.9; already behind +0.7, pace +1.6, effort +1.7 make 18.9."""
        took, gone = example(), 8 / 4.333

        def offer(hours: dict[str, float], share: float, factor: float) -> float:
            return point_months(CONTENT, hours, 15, share, factor)[1]

        steps = [
            ("start", offer(prior_hours("swe_backend"), 0.8, 1)),
            ("behind", gone + offer(example_hours(), 0.8, 1)),
            ("pace", gone + offer(example_hours(), took.adherence, 1)),
            ("effort", gone + offer(example_hours(), took.adherence, took.effort.factor)),
        ]
        change = changed(TODAY, steps)
        assert (change.before, change.now) == pytest.approx((14.9, 18.9), abs=0.11)
        assert dict(change.parts) == pytest.approx({"behind": 0.7, "pace": 1.6, "effort": 1.7}, abs=0.11)


class TestMeasure:
    """What counts as a week, and what a card says."""

    def test_the_prior_holds_until_the_third_full_week(self) -> None:
        assert [logged_shares(CONTENT, [(0, 10)] * n) for n in (0, 1, 2)] == [(), (), ()]
        assert adherence(CONTENT, ()) == 0.8
        assert adherence(CONTENT, logged_shares(CONTENT, [(0, 10)] * 3)) == pytest.approx(0.4)

    def test_hours_over_twenty_bend_on_both_sides(self) -> None:
        assert logged_shares(CONTENT, [(30, 30)] * 3)[0] == 1
        assert logged_shares(CONTENT, [(40, 20)] * 3)[0] == 32.5 / 20

    def test_cards_with_little_time_do_not_count_and_long_ones_are_bounded(self) -> None:
        half = int(CONTENT.tasks["P1.4"].hours * 30)
        log = [entry(1, 5, task="P1.1"), entry(2, 60 * 20, task="P1.2"), entry(3, half, task="P1.4")]
        of = walked(weeks=1, log=log)
        of = replace(of, tasks=tasks("done", "P1.1", "P1.2", "P1.3", "P1.4"))
        took = measure(CONTENT, of, {}, TODAY).effort
        assert took == effort(CONTENT, [min(20 / CONTENT.tasks["P1.2"].hours, 3.0), 0.5])

    def test_an_open_card_says_nothing(self) -> None:
        of = replace(walked(weeks=1, log=[entry(1, 600, task="P1.1")]), tasks=tasks("doing", "P1.1"))
        assert measure(CONTENT, of, {}, TODAY).effort.cards == 0

    def test_rest_is_no_work_and_the_running_week_is_not_full(self) -> None:
        log = [entry(1, 600), entry(2, 600, kind="rest"), entry(22, 600)]
        weeks = measure(CONTENT, walked(weeks=4, log=log), {}, TODAY + timedelta(days=22)).weeks
        assert [week.hours for week in weeks] == [10, 0, 0]

    def test_time_away_counts_as_empty_weeks(self) -> None:
        weeks = measure(CONTENT, walked(weeks=2, log=[entry(0, 600)]), {}, TODAY + timedelta(days=14 + 15)).weeks
        assert [(week.planned, week.hours) for week in weeks] == [(600, 10), (600, 0), (0, 0), (0, 0)]

    def test_of_a_long_break_four_weeks_count(self) -> None:
        weeks = measure(CONTENT, walked(weeks=2, log=[entry(0, 600)]), {}, TODAY + timedelta(days=14 + 20 * 7)).weeks
        assert [week.hours for week in weeks] == [10, 0, 0, 0, 0, 0]

    def test_cards_are_held_against_the_hours_counted_for_them(self) -> None:
        """A card of which half is counted and that took its whole estimate took twice as long."""
        whole = int(CONTENT.tasks["P1.4"].hours * 60)
        of = replace(walked(weeks=1, log=[entry(3, whole, task="P1.4")]), tasks=tasks("done", "P1.4"))
        assert measure(CONTENT, of, {"P1": 0.5}, TODAY).effort == effort(CONTENT, [2.0])

    def test_a_week_cut_short_is_no_full_week(self) -> None:
        of = walked(weeks=1)
        cut = Week("w2", 2, TODAY + timedelta(days=3), TODAY + timedelta(days=9), 600, 10.0)
        weeks = measure(CONTENT, replace(of, weeks={**of.weeks, "w2": cut}), {}, TODAY + timedelta(days=10)).weeks
        assert [week.week.id for week in weeks] == ["w2"]


def entry(day: int, minutes: int, **fields: object) -> LogEntry:
    given = {"kind": "build", **fields}
    return LogEntry(f"e{day}{len(fields)}{minutes}", TODAY + timedelta(days=day), minutes, **given)  # type: ignore[arg-type]


def walked(weeks: int, log: list[LogEntry] | None = None, **fields: object) -> Journey:
    """A journey with some accepted weeks of 10 hours and a log."""
    accepted = {
        f"w{n}": Week(f"w{n}", n, TODAY + timedelta(days=7 * (n - 1)), TODAY + timedelta(days=7 * n - 1), 600, 10.0)
        for n in range(1, weeks + 1)
    }
    return replace(journey(**fields), weeks=accepted, log={one.id: one for one in log or []})


def reviewed(of: Journey, week: str, today: date) -> Journey:
    """The journey with the review of a day under a week's id."""
    plan = make_plan(QUICK, of, today)
    return replace(of, reviews={**of.reviews, week: review_of(plan, week, today)})


def review_of(plan: Plan, week: str, today: date) -> Review:
    return make_review(week, plan.forecast, plan.shown, plan.audit, today)


class TestExplainedChange:
    """The line that says what moved the forecast."""

    def test_nothing_to_say_on_the_first_day(self) -> None:
        of = reviewed(journey(), "w1", TODAY)
        assert make_plan(QUICK, of, TODAY).change is None
        assert make_plan(QUICK, journey(), TODAY).change is None

    @pytest.mark.parametrize("hours", [0, 4, 8, 14])
    def test_the_parts_add_up(self, hours: int) -> None:
        log = [entry(7 * n, hours * 60, note=str(n)) for n in range(8)] if hours else []
        first = reviewed(walked(weeks=8, log=log), "w1", TODAY)
        of = replace(first, tasks=tasks("done", "P1.1", "P1.2"))
        change = make_plan(QUICK, of, TODAY + timedelta(days=56)).change
        assert change is not None
        assert sum(part for _, part in change.parts) == pytest.approx(change.now - change.before, abs=0.001)
        parts = dict(change.parts)
        assert parts["behind"] > 0
        assert (parts.get("pace", 0) > 0) == (hours < 8)
        assert "scope" not in parts

    def test_more_hours_and_a_better_audit_are_told_apart(self) -> None:
        first = reviewed(walked(weeks=1, levels=everywhere(1)), "w1", TODAY)
        assert first.profile is not None
        later = journey(levels=everywhere(2)).ratings
        of = replace(first, profile=replace(first.profile, hours_per_week=20), ratings=later)
        change = make_plan(QUICK, of, TODAY + timedelta(days=7)).change
        assert change is not None
        parts = dict(change.parts)
        assert parts["hours"] < 0
        assert parts["scope"] < 0
        assert sum(parts.values()) == pytest.approx(change.now - change.before, abs=0.001)

    def test_from_the_prior_to_the_audit_nothing_is_compared(self) -> None:
        first = reviewed(walked(weeks=1), "w1", TODAY)
        rated = replace(first, ratings=journey(levels=everywhere(2)).ratings)
        plan = make_plan(QUICK, rated, TODAY + timedelta(days=7))
        assert explain_change(QUICK, rated, plan.forecast, TODAY + timedelta(days=7)) is None


class TestShownDates:
    """One bad week is no new plan."""

    def shown(self, of: Journey, days: int) -> tuple[date, date, bool]:
        plan = make_plan(CONTENT, of, TODAY + timedelta(days=days))
        return plan.shown.likely, plan.shown.plan_on, plan.shown.held

    def test_they_stay_while_nothing_much_moves(self) -> None:
        good = [entry(7 * n, 480, note=str(n)) for n in range(6)]
        of = walked(weeks=7, log=good)
        plan = make_plan(CONTENT, of, TODAY + timedelta(days=28))
        kept = review_of(plan, "w5", TODAY + timedelta(days=28))
        near = replace(kept, likely=kept.likely - timedelta(days=10), plan_on=kept.plan_on + timedelta(days=3))
        of = replace(of, reviews={"w5": near})
        assert self.shown(of, 28) == (near.likely, near.plan_on, True)
        far = replace(kept, likely=kept.likely - timedelta(days=15))
        assert self.shown(replace(of, reviews={"w5": far}), 28) == (kept.likely, kept.plan_on, False)

    def test_before_the_third_week_they_stay_whatever_happens(self) -> None:
        of = walked(weeks=2)
        plan = make_plan(CONTENT, of, TODAY)
        far = replace(review_of(plan, "w1", TODAY), likely=plan.forecast.likely - timedelta(days=300))
        assert self.shown(replace(of, reviews={"w1": far}), 8)[0] == far.likely

    def test_what_the_user_changed_shows_at_once(self) -> None:
        first = reviewed(walked(weeks=1), "w1", TODAY)
        assert first.profile is not None
        of = replace(first, profile=replace(first.profile, hours_per_week=20))
        plan = make_plan(CONTENT, of, TODAY + timedelta(days=1))
        assert (plan.shown.likely, plan.shown.since) == (plan.forecast.likely, None)

    def test_since_when_they_are_shown(self) -> None:
        first = reviewed(walked(weeks=3), "w1", TODAY)
        kept = first.reviews["w1"]
        of = replace(first, reviews={f"w{n}": replace(kept, id=f"w{n}", on=TODAY + timedelta(7 * n)) for n in (1, 2)})
        cast = make_plan(QUICK, of, TODAY).forecast
        assert shown_dates(QUICK, of, cast).since == TODAY + timedelta(7)


class TestCountedOnce:
    """A card that is finished and then shows in a better rating is not earned twice."""

    def test_cards_and_ratings_do_not_add_up(self) -> None:
        begun = reviewed(journey("beginner", everywhere(0)), "w1", TODAY)
        rated = replace(begun, ratings=journey("beginner", everywhere(1)).ratings)
        cards = tasks("done", *[task.id for task in CONTENT.tasks.values() if task.phase == "P1"][:4])

        def left(of: Journey) -> float:
            return make_plan(QUICK, of, TODAY).forecast.hours["P1"]

        both = left(replace(rated, tasks=cards))
        assert both <= min(left(rated), left(replace(begun, tasks=cards))) < left(begun)
        # Earned twice it would be the product of both.
        assert both > left(rated) * left(replace(begun, tasks=cards)) / left(begun)


class TestAddMonths:
    """Calendar months."""

    @pytest.mark.parametrize(
        ("day", "count", "then"),
        [
            (date(2026, 11, 21), 12, date(2027, 11, 21)),
            (date(2026, 11, 30), 3, date(2027, 2, 28)),
            (date(2027, 12, 31), 2, date(2028, 2, 29)),
            (date(2026, 1, 15), 0, date(2026, 1, 15)),
            (date(2026, 12, 1), 1, date(2027, 1, 1)),
        ],
    )
    def test_day(self, day: date, count: int, then: date) -> None:
        assert add_months(day, count) == then
