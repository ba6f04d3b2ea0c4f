"""Hours, months and draws against the worked examples."""

import math
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from random import Random
from statistics import mean, pstdev

import pytest

from mentor.coach.draws import Draws, week_noise
from mentor.coach.forecast import Forecast, point_months
from mentor.coach.hours import LEARNING, effective_hours, pace, pert_mean, phase_hours
from mentor.coach.measure import Measure, effort
from mentor.coach.plan import make_plan
from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.records import STARTS

from .builders import CONTENT, QUICK, TODAY, closed, everywhere, journey, project, tasks

PATHS = ("swe_backend", "data_scientist", "grad_degree", "beginner")


@cache
def prior_hours(start: str) -> dict[str, float]:
    """Hours by phase for somebody of whom nothing but the starting point is known."""
    return dict(forecast_of(journey(start)).hours)


PRIOR = Measure((), 0.8, (), effort(CONTENT, ()))
"""What is known of somebody before the third week."""


def draw_months(content: Content, hours: Mapping[str, float], weekly: float, seed: str) -> list[float]:
    """Months to an offer in each run of somebody of whom no week is known."""
    return Draws(content, hours, tuple(content.phases), PRIOR, seed).months(effective_hours(content, weekly))


def forecast_of(of: Journey, content: Content = QUICK) -> Forecast:
    return make_plan(content, of, TODAY).forecast


class TestHours:
    """Three-point estimates of a phase, learning and deliverable."""

    def test_pert_mean(self) -> None:
        assert pert_mean((180, 260, 400)) == 270
        assert pert_mean((8, 16, 30)) == 17

    @pytest.mark.parametrize(
        ("phase", "hours"),
        [("P0", 313), ("P1", 121), ("P2", 64), ("P3", 99), ("P4", 113), ("P5", 117), ("P6", 192), ("P7", 108)],
    )
    def test_whole_phase(self, phase: str, hours: int) -> None:
        assert phase_hours(CONTENT, CONTENT.phases[phase], 1) == pytest.approx(hours, abs=0.5)

    @pytest.mark.parametrize(
        ("ahead", "waived", "hours"),
        [(1, False, 64.5), (0, False, 14.2), (0.5, False, 20.42 + 18.93), (1, True, 40.83), (0, True, 0)],
    )
    def test_deliverable_always_takes_most_of_its_hours(self, ahead: float, waived: bool, hours: float) -> None:
        assert phase_hours(CONTENT, CONTENT.phases["P2"], ahead, waived=waived) == pytest.approx(hours, abs=0.05)

    @pytest.mark.parametrize(
        ("planned", "counted"),
        [(1, 1), (10, 10), (20, 20), (24, 23), (30, 27.5), (40, 32.5), (80, 52.5)],
    )
    def test_hours_that_count(self, planned: float, counted: float) -> None:
        assert effective_hours(CONTENT, planned) == counted

    def test_pace(self) -> None:
        assert pace(CONTENT, 15) == 12
        # The program's own assumption: a guide's month is 52 logged hours.
        assert pace(CONTENT, 15) * CONTENT.number("weeks_per_month") == pytest.approx(
            CONTENT.number("planned_hours_per_guide_month"), abs=0.01
        )


POINT = {
    # hours of P0 to P6, their sum, months to apply-ready and to an offer at 15 planned hours
    "swe_backend": ((14, 105, 29, 86, 91, 79, 167), 571, 11.0, 14.9),
    "data_scientist": ((68, 27, 57, 33, 69, 88, 123), 464, 8.9, 12.8),
    "grad_degree": ((141, 38, 62, 37, 69, 108, 129), 583, 11.2, 15.1),
    "beginner": ((313, 121, 64, 99, 113, 117, 192), 1020, 19.6, 23.5),
}


class TestPointFormula:
    """The worked examples; their hours are whole numbers, so sums are off by up to one."""

    @pytest.mark.parametrize("start", PATHS)
    def test_hours(self, start: str) -> None:
        by_phase, total, _, _ = POINT[start]
        hours = prior_hours(start)
        assert [hours[phase] for phase in LEARNING] == pytest.approx(by_phase, abs=1)
        assert sum(hours[phase] for phase in LEARNING) == pytest.approx(total, abs=1)

    @pytest.mark.parametrize("start", PATHS)
    def test_months(self, start: str) -> None:
        _, _, ready, offer = POINT[start]
        assert point_months(CONTENT, prior_hours(start), 15) == pytest.approx((ready, offer), abs=0.06)

    def test_data_scientist_at_20_hours(self) -> None:
        assert point_months(CONTENT, prior_hours("data_scientist"), 20)[1] == pytest.approx(10.6, abs=0.06)

    def test_search_takes_calendar_time_or_the_hours_of_interview_practice(self) -> None:
        hours = prior_hours("beginner")
        fast, slow = point_months(CONTENT, hours, 15), point_months(CONTENT, hours, 5)
        assert fast[1] - fast[0] == pytest.approx(17 / 4.333)
        assert slow[1] - slow[0] == pytest.approx(108.3 / 4 / 4.333, abs=0.01)

    def test_platform_variant(self) -> None:
        """Half of P1 and P3, no P4 and a small P6: about 247 h, 4.8 months to the first applications at 15 h."""
        variant = CONTENT.values("platform_variant")
        hours = dict(prior_hours("swe_backend"))
        hours |= {phase: hours[phase] / 2 for phase in variant["half"]}
        hours |= dict.fromkeys(variant["none"], 0.0) | variant["small"]
        assert sum(hours[phase] for phase in LEARNING) == pytest.approx(247, abs=1)
        assert point_months(CONTENT, hours, 15)[0] == pytest.approx(4.8, abs=0.1)

    @pytest.mark.parametrize(("twin", "of"), [("swe_other", "swe_backend"), ("cs_graduate", "grad_degree")])
    def test_starts_that_share_a_path(self, twin: str, of: str) -> None:
        assert prior_hours(twin) == prior_hours(of)


DRAWS = {
    ("swe_backend", 8): (17, 25, 33, 39),
    ("swe_backend", 15): (10, 15, 19, 22),
    ("swe_backend", 25): (8, 11, 14, 16),
    ("data_scientist", 8): (14, 21, 28, 32),
    ("data_scientist", 15): (9, 13, 16, 19),
    ("data_scientist", 25): (7, 10, 12, 14),
    ("grad_degree", 8): (17, 25, 34, 40),
    ("grad_degree", 15): (11, 15, 20, 23),
    ("grad_degree", 25): (8, 11, 14, 16),
    ("beginner", 8): (27, 42, 57, 68),
    ("beginner", 15): (16, 24, 32, 37),
    ("beginner", 25): (12, 16, 22, 25),
}
"""Months to an offer, P10, P50, P80, P90, rounded, of 20,000 draws week by week."""


class TestDraws:
    """Against the table of the full simulation.

    Tolerance: half a month for its rounding, 0.3 for the noise of the draws, and 3.5 % because the noise of the weeks
    is drawn here as one normal around an unchanged mean, where the simulation let the weeks run a little slow.
    """

    @pytest.mark.parametrize(("start", "weekly"), DRAWS)
    def test_percentiles(self, start: str, weekly: int) -> None:
        drawn = sorted(draw_months(CONTENT, prior_hours(start), weekly, "table"))
        for share, months in zip((0.10, 0.50, 0.80, 0.90), DRAWS[start, weekly], strict=True):
            assert drawn[int(share * len(drawn))] == pytest.approx(months, abs=0.8 + 0.035 * months)

    @pytest.mark.parametrize(
        ("start", "weekly", "months", "low", "high"),
        [("beginner", 20, 6, 0, 0), ("beginner", 20, 12, 0.01, 0.10), ("swe_backend", 15, 9, 0.01, 0.07)],
    )
    def test_share_that_makes_a_date(self, start: str, weekly: int, months: int, low: float, high: float) -> None:
        """Nobody in 6 months from zero, under 10 % in 12; an engineer in 9 months: 3 %, here with its rounding."""
        drawn = draw_months(CONTENT, prior_hours(start), weekly, "dates")
        assert low <= sum(value <= months for value in drawn) / len(drawn) <= high

    def test_full_time_hours_reach_the_low_ends(self) -> None:
        for start, months in (("swe_backend", 9.0), ("beginner", 13.1)):
            drawn = sorted(draw_months(CONTENT, prior_hours(start), 40, "full time"))
            assert drawn[len(drawn) // 2] == pytest.approx(months, abs=0.5)

    def test_noise_of_the_weeks_counts_the_empty_ones(self) -> None:
        """As drawn week by week: a log-spread of .40, one week in ten empty, the mean of all weeks kept."""
        random = Random(1)
        centre = -(0.40**2) / 2 - math.log(0.9)
        weeks = [0.0 if random.random() < 0.1 else random.lognormvariate(centre, 0.40) for _ in range(100_000)]
        assert week_noise(CONTENT) == pytest.approx((mean(weeks), pstdev(weeks)), abs=0.01)

    def test_same_seed_same_draws(self) -> None:
        hours = prior_hours("beginner")
        assert draw_months(QUICK, hours, 10, "a") == draw_months(QUICK, hours, 10, "a")
        assert draw_months(QUICK, hours, 10, "a") != draw_months(QUICK, hours, 10, "b")

    def test_one_day_gives_one_answer(self) -> None:
        assert forecast_of(journey()) == forecast_of(journey())

    def test_only_the_search_is_left(self) -> None:
        """8 to 30 weeks by the calendar, nothing of it learning."""
        drawn = draw_months(CONTENT, dict.fromkeys(CONTENT.phases, 0.0), 10, "x")
        assert 8 / 4.333 <= min(drawn) < max(drawn) <= 30 / 4.333


class TestForecast:
    """What a journey makes of it."""

    @pytest.mark.parametrize("start", STARTS)
    @pytest.mark.parametrize("hours", [1, 5, 15, 40, 80])
    def test_ascending_in_halves_and_never_under_the_floor(self, start: str, hours: float) -> None:
        cast = forecast_of(journey(start, {"python": 3}, hours_per_week=hours))
        found = [cast.p10, cast.p50, cast.p80, cast.p90]
        assert found == sorted(found)
        assert all(value * 2 == int(value * 2) for value in found)
        assert cast.p10 >= cast.floor == (18 if start in ("beginner", "outside_some_code") else 9)

    def test_floor_without_production_python(self) -> None:
        assert [forecast_of(journey(start)).floor for start in PATHS] == [12, 12, 12, 18]

    def test_many_hours_do_not_go_under_the_low_end_of_the_guides(self) -> None:
        cast = forecast_of(journey("beginner", hours_per_week=80))
        assert (cast.p10, cast.p50) == (18, 18)

    @pytest.mark.parametrize(("months", "floor"), [(0, 9), (3, 6), (3.3, 6), (8.9, 0.5), (9, 0), (40, 0)])
    def test_months_studied_before_come_off_the_floor(self, months: float, floor: float) -> None:
        of = journey(levels={"python": 3}, history={"months_studying": months})
        assert forecast_of(of).floor == floor

    @pytest.mark.parametrize(("days", "floor"), [(0, 9), (1, 9), (20, 8.5), (90, 6.5), (91, 6), (1000, 0)])
    def test_time_that_passed_comes_off_the_floor(self, days: int, floor: float) -> None:
        cast = forecast_of(journey(levels={"python": 3}, since=TODAY - timedelta(days=days)))
        assert cast.floor == floor
        assert cast.p10 >= floor

    def test_fewer_hours_take_longer(self) -> None:
        casts = [forecast_of(journey("beginner", hours_per_week=hours)) for hours in (20, 10, 5)]
        assert casts[0].p50 < casts[1].p50 < casts[2].p50

    def test_assumption_says_where_the_hours_come_from(self) -> None:
        prior, rated = forecast_of(journey()), forecast_of(journey(levels=everywhere(2)))
        assert not prior.from_audit
        assert "the usual share for your starting point" in prior.assumption
        assert rated.from_audit
        assert "the rated audit" in rated.assumption
        assert all("80% of the planned 10 h a week" in cast.assumption for cast in (prior, rated))

    @pytest.mark.parametrize(("areas", "from_audit"), [(11, False), (12, True)])
    def test_prior_until_three_fifths_are_rated(self, areas: int, from_audit: bool) -> None:
        """Areas of four core items each: 44 and 48 of 71."""
        four = [area.id for area in CONTENT.areas.values() if len(area.core) == 4][:11]
        rated = [*four, "evaluation"][:areas] if areas == 12 else four[:10]
        assert forecast_of(journey(levels=dict.fromkeys(rated, 2))).from_audit is from_audit


class TestHoursAhead:
    """Hours from the audit, less what is done."""

    def test_nothing_known_is_the_whole_way(self) -> None:
        rated, prior = forecast_of(journey("beginner", everywhere(0))), prior_hours("beginner")
        assert dict(rated.hours) == pytest.approx(prior)

    def test_everything_shown_leaves_the_search(self) -> None:
        of = journey("beginner", everywhere(4), proof="checked", **project(level="defensible"))
        hours = forecast_of(of).hours
        assert {phase for phase, left in hours.items() if left} == {"P7"}
        # The least that is always left of a phase: a twentieth of its learning.
        assert hours["P7"] == pytest.approx(108.33 * 0.05, abs=0.01)

    def test_closed_phase_takes_no_hours(self) -> None:
        hours = forecast_of(journey("beginner", gates=closed("P0", "P4"))).hours
        assert (hours["P0"], hours["P4"]) == (0, 0)
        assert hours["P1"] > 100

    def test_finished_cards_come_off(self) -> None:
        before = forecast_of(journey("beginner")).hours["P0"]
        own = [task for task in CONTENT.tasks.values() if task.phase == "P0" and task.is_for("beginner", "applied")]
        done = forecast_of(journey("beginner", tasks=tasks("done", own[0].id))).hours["P0"]
        assert done == pytest.approx(before * (1 - own[0].hours / sum(task.hours for task in own)))

    def test_literacy_phase_measures_against_its_own_target(self) -> None:
        """P4 asks for 2: at 2 everywhere nothing of it is left to learn but the least."""
        learn, deliver = (pert_mean(h) for h in (CONTENT.phases["P4"].hours_learn, CONTENT.phases["P4"].hours_deliver))
        none, one = (forecast_of(journey(levels=everywhere(2, rag=n, llm_adaptation=n))).hours["P4"] for n in (0, 1))
        assert none == pytest.approx(learn + deliver)
        assert one == pytest.approx(learn * 0.5 + deliver * 0.8)

    @pytest.mark.parametrize("start", STARTS)
    def test_engineers_and_data_scientists_need_no_project_for_the_foundations(self, start: str) -> None:
        """With nothing of it there everybody has the same to learn; the deliverable is waived for some."""
        learn, deliver = (pert_mean(h) for h in (CONTENT.phases["P0"].hours_learn, CONTENT.phases["P0"].hours_deliver))
        waived = start in ("swe_backend", "swe_other", "data_scientist")
        hours = forecast_of(journey(start, everywhere(0))).hours["P0"]
        assert hours == pytest.approx(learn + (0 if waived else deliver))
