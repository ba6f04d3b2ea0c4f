"""The funnel: what counts, what is usual, where it leaks, what it promises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor.coach import funnel_words as words
from mentor.coach.beta import Beta
from mentor.coach.funnel import Count, Funnel, Step, funnel, hours_per_offer, rounded
from mentor.coach.funnel_batch import people_to_ask, weekly_batch
from mentor.coach.funnel_draws import Draws
from mentor.coach.funnel_forecast import Prospects, recent_pace, waiting
from mentor.coach.funnel_leaks import check, checks, worst
from mentor.coach.pipeline import pipeline
from mentor.content import check_funnel
from mentor.journey import Journey
from mentor.journey.search import CHANNELS, STAGES, Application, Channel, Message, Person, Stage
from tests.coach.builders import CONTENT, TODAY, journey

NONE = funnel(CONTENT, ())
"""A funnel without any application: what is usual."""
MANY = 20_000
"""Draws enough for a chance within half a point in a hundred."""


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def application(id_: str = "a1", days: int = 60, channel: Channel = "cold", **fields: Any) -> Application:
    """An application sent so many days ago; `came` names the stages it came through."""
    came: Iterable[Stage] = fields.pop("came", ())
    on = days_ago(days)
    stages = fields.pop("stages", {stage: on + timedelta(days=7 * n) for n, stage in enumerate(came, 1)})
    return Application(id_, "ML engineer", on, channel, stages=stages, **fields)


def searching(*sent: Application, **fields: Any) -> Journey:
    return journey(applications={one.id: one for one in sent}, **fields)


def made(*sent: Application) -> Funnel:
    return funnel(CONTENT, pipeline(CONTENT, searching(*sent), TODAY))


def batch(cold: int, passed: int, referred: int = 0, hits: int = 0) -> tuple[Application, ...]:
    """Cold and referred applications of two months ago, of which so many came to a screen."""
    rows = [("cold", n < passed) for n in range(cold)] + [("referral", n < hits) for n in range(referred)]
    return tuple(
        application(f"a{n}", channel=channel, came=("screen",) if came else (), outcome="rejected")
        for n, (channel, came) in enumerate(rows)
    )


def step(stage: Stage, channel: Channel | None, passed: int, trials: int) -> Step:
    usual = CONTENT.values("funnel_priors")[channel or stage]
    return Step(stage, channel, Count(trials, passed), Beta(*usual))


# ---------------------------------------------------------------------------------------------------- what is usual

PRIORS = {
    "cold": (0.06, 0.017, 0.12),
    "warm": (0.15, 0.04, 0.30),
    "referral": (0.36, 0.15, 0.61),
    "inbound": (0.50, 0.25, 0.75),
    "technical": (0.50, 0.25, 0.75),
    "onsite": (0.45, 0.21, 0.70),
    "offer": (0.30, 0.10, 0.55),
}


@pytest.mark.parametrize(("name", "told"), PRIORS.items())
def test_what_is_usual(name: str, told: tuple[float, float, float]):
    usual = Beta(*CONTENT.values("funnel_priors")[name])
    assert (usual.mean, *usual.interval) == pytest.approx(told, abs=0.0055)


@pytest.mark.parametrize(("channel", "number"), [("cold", 247), ("warm", 99), ("referral", 41)])
def test_applications_to_an_offer_before_anything_is_known(channel: Channel, number: int):
    assert round(NONE.per_offer({channel: 1})) == number


def test_the_two_guides_lie_beside_it():
    mix: dict[Channel, float] = {"cold": 70, "warm": 15, "referral": 15}
    assert round(NONE.per_offer(mix)) in (124, 125)
    assert 80 < NONE.per_offer(mix) < 150 < NONE.per_offer({"cold": 1})
    assert 5 < NONE.chance("referral") / NONE.chance("cold") < 10


CHANCES = [
    ({"cold": 100}, 0.29),
    ({"cold": 150}, 0.39),
    ({"cold": 80, "warm": 10, "referral": 10}, 0.43),
    ({"cold": 70, "warm": 15, "referral": 15}, 0.49),
    ({"cold": 100, "warm": 25, "referral": 25}, 0.62),
    ({"cold": 40, "warm": 10, "referral": 30}, 0.55),
]


@pytest.mark.parametrize(("counts", "chance"), CHANCES)
def test_chance_of_an_offer_before_anything_is_known(counts: Mapping[Channel, float], chance: float):
    assert Draws(NONE, MANY).chance(counts) == pytest.approx(chance, abs=0.01)
    shown = next(one for one in Prospects(CONTENT, journey(), TODAY).examples if one.applications == counts)
    assert shown.usual == shown.own == pytest.approx(chance, abs=0.015)


def test_not_knowing_the_rates_makes_a_promise_smaller():
    certain = 1 - (1 - NONE.chance("cold")) ** 100
    assert Draws(NONE, MANY).chance({"cold": 100}) < certain - 0.03


def test_referrals_win_by_the_hour_at_four_times_the_effort():
    by_hour = {channel: 1 / hours_per_offer(CONTENT, NONE, channel) for channel in ("cold", "referral")}
    assert by_hour == pytest.approx({"cold": 0.0054, "referral": 0.0082}, abs=0.00005)
    hours = CONTENT.values("funnel_hours")
    assert hours["referral"] == 4 * hours["cold"]


def test_channels_without_a_source_say_whose_figures_they_take():
    assert [one for one in CHANNELS if NONE.screens[one].assumed] == ["insider", "transfer"]
    for channel in ("insider", "transfer"):
        assert NONE.screens[channel].usual == NONE.screens["warm"].usual
    told = words.ASSUMED
    assert "warm contact" in told


# ---------------------------------------------------------------------------------------------------- counting

COUNTED = {
    # what it is: (application, trials, passed and waiting before each stage it came up to)
    "open": (application(days=5), [(0, 0, 1)]),
    "silent": (application(days=22), [(1, 0, 0)]),
    "rejected": (application(days=5, outcome="rejected"), [(1, 0, 0)]),
    "withdrawn before an answer": (application(outcome="withdrawn"), [(0, 0, 0)]),
    "withdrawn after the screen": (application(came=("screen",), outcome="withdrawn"), [(1, 1, 0), (0, 0, 0)]),
    "screened, then silent": (application(came=("screen",)), [(1, 1, 0), (1, 0, 0)]),
    "screened just now": (application(days=10, came=("screen",)), [(1, 1, 0), (0, 0, 1)]),
    "a stage left out": (
        application(days=10, came=("onsite",)),
        [(1, 1, 0), (1, 1, 0), (1, 1, 0), (0, 0, 1)],
    ),
    "an offer": (application(came=STAGES), [(1, 1, 0)] * 4),
    "turned down by the user": (application(came=STAGES, outcome="withdrawn"), [(1, 1, 0)] * 4),
    "accepted without its stages": (application(came=("screen",), outcome="accepted"), [(1, 1, 0)] * 4),
    "put away": (application(archived=True), [(1, 0, 0)]),
}


@pytest.mark.parametrize(("sent", "told"), COUNTED.values(), ids=COUNTED)
def test_what_counts_as_a_trial(sent: Application, told: list[tuple[int, int, int]]):
    found = made(sent)
    wanted = [*told, *[(0, 0, 0)] * (len(STAGES) - len(told))]
    assert [found.count(stage) for stage in STAGES] == [Count(*row) for row in wanted]
    assert found.counts["cold"] == dict(zip(STAGES, (Count(*row) for row in wanted), strict=True))
    assert found.total == 1


def test_what_was_not_sent_is_no_application():
    found = made(application(sent=False))
    assert (found.total, found.saved, found.reached()) == (0, 1, (0, 0, 0, 0, 0))


def test_an_answer_after_the_silence_counts():
    silent = application(days=30)
    assert made(silent).count("screen") == Count(1, 0)
    answered = application(days=30, stages={"screen": days_ago(1)})
    assert made(answered).count("screen") == Count(1, 1)


def test_the_channel_matters_for_the_first_answer_alone():
    sent = [application("a1", channel="referral", came=("screen",)), application("a2", came=("screen", "technical"))]
    found = made(*sent, application("a3"))
    assert found.screens["cold"].rate == Beta(4, 48)
    assert found.screens["referral"].rate == Beta(5, 7)
    assert found.later[0].rate == Beta(6, 6)  # one of two over both channels
    assert found.mix == {"cold": pytest.approx(2 / 3), "referral": pytest.approx(1 / 3)}
    assert [one.name for one in found.steps][:3] == ["cold site to screen", "referral to screen", "screen to technical"]
    assert found.reached("cold") == (2, 1, 1, 0, 0)


@given(st.lists(st.tuples(st.sampled_from(CHANNELS), st.integers(0, 4), st.integers(0, 90)), max_size=30))
def test_nobody_passes_a_stage_who_did_not_come_to_it(rows: list[tuple[Channel, int, int]]):
    sent = [application(f"a{n}", days, channel, came=STAGES[:came]) for n, (channel, came, days) in enumerate(rows)]
    found = made(*sent)
    came = found.reached()
    assert list(came) == sorted(came, reverse=True)
    for stage, before in zip(STAGES, came, strict=False):
        count = found.count(stage)
        assert count.passed <= count.trials <= before
        assert count.trials + count.waiting == before  # nobody withdrew


# ---------------------------------------------------------------------------------------------------- leaks

LEAKS = [
    # stage, channel, passed, trials, P(<p0), P(<p0/2), verdict
    ("screen", "cold", 0, 20, 0.89, 0.73, "too_early"),
    ("screen", "cold", 0, 40, 0.97, 0.88, "likely_leak"),
    ("screen", "cold", 1, 60, 0.94, 0.70, "watch"),
    ("screen", "cold", 2, 40, 0.57, 0.21, "normal"),
    ("screen", "referral", 1, 3, 0.52, 0.22, "too_early"),
    ("technical", None, 2, 8, 0.92, 0.47, "watch"),
    ("technical", None, 0, 6, 0.995, 0.94, "likely_leak"),
    ("onsite", None, 1, 9, 0.98, 0.78, "watch"),
    ("offer", None, 0, 4, 0.92, 0.76, "too_early"),
]


@pytest.mark.parametrize(("stage", "channel", "passed", "trials", "below", "half", "verdict"), LEAKS)
def test_where_it_leaks(
    stage: Stage, channel: Channel | None, passed: int, trials: int, below: float, half: float, verdict: str
):
    found = check(CONTENT, step(stage, channel, passed, trials))
    assert found.verdict == verdict
    assert (found.below, found.below_half) == pytest.approx((below, half), abs=0.0055)


@pytest.mark.parametrize(
    ("stage", "channel", "needed"),
    [
        ("screen", "cold", 34),
        ("screen", "referral", 6),
        ("technical", None, 4),
        ("onsite", None, 5),
        ("offer", None, 7),
    ],
)
def test_how_many_are_needed_before_anything_is_said(stage: Stage, channel: Channel | None, needed: int):
    assert check(CONTENT, step(stage, channel, 0, 0)).more == needed
    assert check(CONTENT, step(stage, channel, 0, needed - 1)).more == 1
    assert check(CONTENT, step(stage, channel, 0, needed)).verdict != "too_early"


def test_no_success_at_all():
    none = step("screen", "cold", 0, 20)
    assert none.by_chance == pytest.approx(0.29, abs=0.005)
    assert step("screen", "cold", 0, 40).by_chance == pytest.approx(0.08, abs=0.005)
    assert none.at_most == pytest.approx(0.15)
    assert none.at_most == pytest.approx(1 - 0.05 ** (1 / 20), abs=0.012)  # what the rule of three stands for
    assert step("screen", "cold", 1, 20).at_most is None
    assert step("screen", "cold", 0, 2).at_most == 1
    assert "29%" in words.zero_line(none)
    assert "15%" in words.zero_line(none)


def test_only_the_worst_is_labelled():
    sent = [application(f"a{n}", outcome="rejected") for n in range(40)]  # 0 of 40 cold
    sent += [application(f"b{n}", channel="inbound", came=("screen",), outcome="rejected") for n in range(8)]
    found = Prospects(CONTENT, searching(*sent), TODAY)
    bad = [one for one in found.checks if one.verdict == "likely_leak"]
    assert [one.step.stage for one in bad] == ["screen", "technical"]
    assert found.leak is bad[1]  # 0 of 8 at a usual half says more than 0 of 40 at a usual 6 %
    assert [words.verdict(one, found.leak) for one in bad] == ["not labelled", "likely leak"]
    assert any("only the worst is labelled" in line for line in words.small_print(found))


def test_a_leak_comes_before_what_is_to_be_watched():
    watch, leak = check(CONTENT, step("onsite", None, 1, 9)), check(CONTENT, step("screen", "cold", 0, 40))
    assert watch.below > leak.below
    assert worst((watch, leak)) is leak
    assert worst((watch,)) is watch
    assert worst(checks(CONTENT, NONE)) is None


@pytest.mark.parametrize(("alone", "told"), [(False, (3.2, 7.5, 19)), (True, (2.6, 8.1, 33))])
def test_referrals_against_cold(alone: bool, told: tuple[float, float, float]):
    spread = Draws(made(*batch(40, 2, 9, 4)), MANY).ratio("referral", "cold", alone=alone)
    assert (spread.low, spread.middle, spread.high) == pytest.approx(told, rel=0.04)


def test_the_ratio_is_told_with_its_range():
    found = Prospects(CONTENT, searching(*batch(40, 2, 9, 4)), TODAY)
    (ratio,) = found.ratios
    assert ratio.with_usual.middle == pytest.approx(7.5, rel=0.06)
    assert ratio.alone.middle == pytest.approx(8.1, rel=0.06)
    assert words.ratio_line(ratio).startswith("referral against cold: 7.")
    assert Prospects(CONTENT, searching(*batch(0, 0, 9, 4)), TODAY).ratios == ()


# ---------------------------------------------------------------------------------------------------- forecast


def weekly(*per_week: int, channel: Channel = "cold") -> list[Application]:
    """Applications by week, the newest week first."""
    return [application(f"a{w}.{n}", 7 * w + 1, channel) for w, count in enumerate(per_week) for n in range(count)]


@pytest.mark.parametrize(
    ("per_week", "pace"),
    [
        ((5, 5, 5, 5), 5),
        ((20, 0, 0, 0, 1), 0),  # one busy week is no pace
        ((4, 2, 6, 0, 9), 3),  # only the last four
        ((6,), 6),  # begun this week
        ((2, 4), 3),
        ((0, 0, 0, 0, 8), 0),
    ],
)
def test_the_pace_is_the_middle_of_the_last_weeks(per_week: tuple[int, ...], pace: float):
    lines = pipeline(CONTENT, searching(*weekly(*per_week)), TODAY)
    assert recent_pace(CONTENT, lines, TODAY) == ({"cold": pytest.approx(pace)} if pace else {})


def test_a_channel_used_now_and_then_keeps_its_share():
    sent = [*weekly(4, 4, 4, 4), application("r1", 3, "referral"), application("r2", 17, "referral")]
    pace = recent_pace(CONTENT, pipeline(CONTENT, searching(*sent), TODAY), TODAY)
    assert pace == {"cold": pytest.approx(4.5 * 16 / 18), "referral": pytest.approx(4.5 * 2 / 18)}
    assert list(pace) == ["cold", "referral"]  # as everywhere, whatever went out last


def test_nothing_comes_of_new_applications_before_the_latency():
    by_week = Prospects(CONTENT, journey(), TODAY, {"cold": 10}).by_week
    assert by_week[:4] == (0, 0, 0, 0)
    assert list(by_week) == sorted(by_week)
    assert by_week[13] == pytest.approx(Draws(NONE, 1000).chance({"cold": 100}))  # ten weeks' applications by then
    assert len(by_week) == 26


def test_what_is_open_counts_less_the_longer_it_is_silent():
    fresh, stale = (
        Prospects(CONTENT, searching(*(application(f"a{n}", days) for n in range(20))), TODAY, {}).by_week[-1]
        for days in (0, 18)
    )
    assert 0 < stale < fresh / 3
    assert fresh == pytest.approx(Draws(NONE, 1000).chance({"cold": 20}), abs=0.01)


def test_an_application_far_on_promises_more_and_sooner():
    onsite = application(days=28, stages={"screen": days_ago(20), "onsite": TODAY})
    found = Prospects(CONTENT, searching(onsite), TODAY, {})
    (group,) = found.waiting
    assert (group.came, group.week, group.left, group.count) == (3, 1, 1.0, 1)
    assert found.by_week[0] == pytest.approx(0.3, abs=0.02)
    arranged = application(days=10, stages={"screen": TODAY + timedelta(days=5)})
    (group,) = waiting(CONTENT, pipeline(CONTENT, searching(arranged), TODAY), TODAY)
    assert (group.came, group.week) == (1, 4)  # three of four weeks from the day of the talk


def test_an_offer_is_no_longer_waited_for():
    found = Prospects(CONTENT, searching(application(came=STAGES)), TODAY, {})
    assert found.waiting == ()
    assert found.by_week[-1] == 0


def test_the_same_record_gives_the_same_figures_and_channels_do_not_disturb_each_other():
    one, again = (Draws(made(*batch(30, 2)), 500) for _ in range(2))
    more = Draws(made(*batch(30, 2, 4, 0)), 500)
    assert one.chance({"cold": 50}) == again.chance({"cold": 50}) == more.chance({"cold": 50})


def test_the_users_own_counts_move_the_chance():
    good, bad = (Prospects(CONTENT, searching(*batch(60, passed)), TODAY) for passed in (9, 0))
    assert good.examples[0].own > good.examples[0].usual > bad.examples[0].own
    assert good.per_offer is not None
    middle, spread = good.per_offer
    assert spread.low < middle < spread.high


# ---------------------------------------------------------------------------------------------------- batch


def batch_for(hours: float, *sent: Application, **tables: Any) -> Any:
    return weekly_batch(CONTENT, searching(*sent, hours_per_week=hours, **tables), TODAY)


@pytest.mark.parametrize(
    ("hours", "contacts", "applications"), [(0.5, 0, 0), (2, 2, 0), (5, 3, 1), (10, 3, 3), (20, 7, 6), (60, 10, 10)]
)
def test_contacts_stand_ahead_of_applications(hours: float, contacts: int, applications: int):
    found = batch_for(hours)
    assert (found.contacts, found.applications) == (contacts, applications)
    assert found.applications <= found.contacts
    assert found.minutes <= hours * 60 * 0.35
    assert sum(found.by_channel.values()) == applications
    assert len(found.why) <= 200


def test_people_who_answered_can_be_asked():
    people = {f"h{n}": Person(f"h{n}", f"Person {n}", TODAY) for n in range(1, 6)}
    people["h3"] = Person("h3", "Person 3", TODAY, last=days_ago(3))
    people["h4"] = Person("h4", "Person 4", TODAY, last=days_ago(3))
    people["h5"] = Person("h5", "Person 5", TODAY, last=days_ago(3), archived=True)
    messages = {
        "m1": Message("m1", "h1", days_ago(9), "x", sent=True, answered=days_ago(2)),
        "m2": Message("m2", "h2", days_ago(9), "x", sent=True),
        "m4": Message("m4", "h4", days_ago(9), "x", sent=True),
    }
    of = searching(people=people, messages=messages)
    assert people_to_ask(of) == 2  # one answered, one was met; two are silent, one is put away
    found = weekly_batch(CONTENT, of, TODAY)
    assert found.by_channel == {"referral": 2, "cold": 1}
    assert list(found.by_channel) == ["referral", "cold"]
    used = searching(application(person="h1"), people=people, messages=messages)
    assert people_to_ask(used) == 1


def test_a_leak_before_the_first_talk_halves_the_batch():
    found = batch_for(20, *batch(40, 0))
    assert found.applications == 3
    assert "few lead to a first talk" in found.why
    assert batch_for(20, *batch(40, 3)).applications == 6


def test_talks_under_way_halve_the_batch():
    talks = [application(f"a{n}", 10, came=("screen",)) for n in range(2)]
    found = batch_for(20, *talks)
    assert found.applications == 3
    assert found.why.startswith("Fewer than would fit: 2 talks to prepare for.")


def test_with_an_offer_accepted_the_search_is_over():
    found = batch_for(20, application("t1", 30, outcome="accepted", ended=TODAY), *batch(5, 0))
    assert (found.contacts, found.applications, found.minutes) == (0, 0, 0)
    assert "accepted" in found.why


def test_where_forms_do_better_they_come_first_in_the_batch():
    people = {"h1": Person("h1", "Person 1", TODAY, last=TODAY)}
    found = batch_for(10, *batch(40, 12, 12, 0), people=people)
    assert "referral" not in found.by_channel
    assert "do better" in found.why


# ---------------------------------------------------------------------------------------------------- words, content


@pytest.mark.parametrize(
    ("value", "told"), [(3, "3"), (8.04, "8"), (8.26, "8.3"), (41, "41"), (246.9, "250"), (1_149, "1,100")]
)
def test_large_numbers_claim_two_digits(value: float, told: str):
    assert rounded(value) == told


def test_rates_in_words():
    assert words.step_rate(step("screen", "cold", 0, 0)) == "6% (1.7-12%)"
    assert words.went_on(step("screen", "cold", 2, 40)) == "2 of 40"
    assert words.mix_words({"cold": 70, "referral": 2.5}) == "70 cold, 2.5 referral"


def test_the_content_knows_the_channels_and_stages_of_the_record():
    assert check_funnel.CHANNELS == CHANNELS
    assert check_funnel.STAGES == STAGES
    assert tuple(CONTENT.leaks) == STAGES
