"""What holds for any journey."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentor.coach.audit import audit
from mentor.coach.gaps import item_hours
from mentor.coach.portfolio import progress
from mentor.coach.rhythm import rhythm
from mentor.journey import Journey
from mentor.journey.records import Action

from .builders import CONTENT, TODAY, accepted, journeys, plan_of, week_of
from .test_week import assert_blocks

KINDS = ("audit", "project", "public", "design", "people", "learn", "practise", "search")
LLM = {"llm_adaptation", "rag", "inference_opt"}
MANY = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
"""No deadline: how long an example takes is a matter for the benchmarks."""


@MANY
@given(journeys())
def test_audit(of: Journey) -> None:
    report = audit(CONTENT, of, TODAY)
    for area in report.areas.values():
        assert 0 <= area.gap <= area.weight + 1e-9
        assert 0 <= area.deficit <= 1
        assert area.effective <= (area.level or 0) + 1e-9 <= 4 + 1e-9
        assert abs(sum(area.shares) - 1) < 1e-9
        assert all(share >= 0 for share in area.shares)
        assert all(0 <= item.effective <= (item.rated or 0) for item in area.items)
    assert 0 <= report.readiness <= 1
    assert all(0 <= deficit <= 1 + 1e-9 for deficit in report.blocks.values())


@MANY
@given(journeys(), st.integers(0, 2000))
def test_plan(of: Journey, days: int) -> None:
    plan = plan_of(of, TODAY + timedelta(days=days))
    cast = plan.forecast
    assert cast.floor <= cast.p10 <= cast.p50 <= cast.p80 <= cast.p90
    assert 0 <= cast.floor <= plan.headline.months[0]
    assert all(hours >= 0 for hours in cast.hours.values())
    assert plan.headline.months[0] <= plan.headline.plan_on <= plan.headline.months[1]
    assert set(plan.steps) == set(CONTENT.phases)
    assert plan.current is None or plan.steps[plan.current].open
    assert all(plan.steps[phase].open and phase != plan.current for phase in plan.parallel)
    assert plan.one_after_another[0] <= plan.one_after_another[1]
    assert plan.apply_gate.open is not bool(plan.apply_gate.missing)


@MANY
@given(journeys())
def test_top_gaps(of: Journey) -> None:
    plan = plan_of(of)
    areas = [gap.report.area.id for gap in plan.gaps]
    assert len(areas) == len(set(areas)) <= 5
    for gap in plan.gaps:
        assert gap.item.missing > 0
        assert gap.hours == item_hours(CONTENT, gap.item) > 0
        assert gap.sentence.startswith("I can't yet ")
        assert gap.item in gap.report.items
    assert of.profile is not None
    others = [a for a in plan.audit.areas.values() if a.deficit and a.area.id not in LLM | {"pipelines"}]
    if of.profile.start == "beginner" and len(others) >= 3:
        assert not LLM & set(areas[:3])


@MANY
@given(journeys())
def test_progress(of: Journey) -> None:
    for project in of.projects.values():
        found = progress(CONTENT, of, project)
        assert (found.level == "none") is bool(found.to_shipped)
        assert found.level != "defensible" or not found.to_defensible
        assert all(0 <= share <= 1 for share in found.sections.values())
        assert found.sections[found.weakest] == min(found.sections.values())


def check_action(one: Action, start: date) -> None:
    assert one.minutes > 0
    assert_blocks(one)
    days = {one.day, *(block.day for block in one.blocks)}
    assert all(0 <= (day - start).days <= 6 for day in days)
    assert one.why.text
    assert one.why.rule in CONTENT.rules
    # The floors of a thin week are our own idea; everything else rests on a guide.
    assert one.sources or one.kind == "recover"
    assert one.title
    assert one.done_when
    assert one.smallest


@MANY
@given(journeys())
def test_first_week(of: Journey) -> None:
    assert of.profile is not None
    proposed = week_of(of)
    assert len(proposed.actions) == 5
    assert proposed.week.minutes_planned == sum(one.minutes for one in proposed.actions)
    assert proposed.week.minutes_planned <= of.profile.hours_per_week * 60
    for one in proposed.actions:
        check_action(one, TODAY)


@MANY
@given(journeys(), st.lists(st.sets(st.sampled_from(KINDS)), min_size=1, max_size=8))
def test_later_weeks(of: Journey, done: list[set[str]]) -> None:
    assert of.profile is not None
    today = TODAY
    for kinds in done:
        of = accepted(of, week_of(of, today), kinds)
        today += timedelta(days=7)
    proposed = week_of(of, today)
    number = proposed.week.number
    assert number == len(done) + 1
    assert proposed.actions
    assert proposed.week.minutes_planned == sum(one.minutes for one in proposed.actions)
    # A week is never planned under the shortest sitting.
    assert proposed.week.minutes_planned <= max(20, rhythm(CONTENT, of, number, today).minutes)
    assert sum(bool(one.carried) for one in proposed.actions) <= 2
    assert all(one.carried <= 2 for one in proposed.actions)
    assert [one.id for one in proposed.actions] == [f"w{number}.{n + 1}" for n in range(len(proposed.actions))]
    for one in proposed.actions:
        check_action(one, today)
