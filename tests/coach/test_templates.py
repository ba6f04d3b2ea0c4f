"""The template of an action, and the user's own words in it."""

from dataclasses import fields

import pytest

from mentor.coach.gaps import top_gaps
from mentor.coach.templates import fill, pick, pick_for_gap
from mentor.content.model import ActionTemplate
from mentor.journey.records import STARTS, TARGETS

from .builders import ALL_AREAS, CONTENT, closed, everywhere, journey, plan_of, profile


@pytest.mark.parametrize(
    ("start", "target", "kind", "expected"),
    [
        ("beginner", "applied", "audit", "first.audit.beginner"),
        ("swe_other", "applied", "audit", "first.audit.evidence"),
        ("grad_degree", "applied", "audit", "first.audit"),
        ("beginner", "platform", "project", "first.project.beginner"),
        ("outside_some_code", "applied", "project", "first.project.outside_some_code"),
        ("swe_backend", "platform", "project", "first.project.serving_api.swe_backend"),
        ("data_scientist", "research", "project", "first.project.serving_api.data_scientist"),
        ("cs_graduate", "applied", "project", "first.project.serving_api.graduate"),
        ("beginner", "applied", "public", "first.public.readme"),
        ("grad_degree", "applied", "public", "first.public"),
        ("beginner", "llm", "design", "first.design.outline"),  # as narrow as the one for the target, and before it
        ("swe_backend", "llm", "design", "first.design.llm"),
        ("swe_backend", "platform", "design", "first.design.platform"),
        ("swe_backend", "applied", "design", "first.design"),
        ("grad_degree", "applied", "people", "first.people.graduate"),
        ("swe_other", "applied", "people", "first.people"),
    ],
)
def test_first_week_takes_the_narrowest(start: str, target: str, kind: str, expected: str) -> None:
    of = journey(start, target=target)
    assert pick(CONTENT, of, plan_of(of), kind, "first").id == expected


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("target", TARGETS)
def test_retrieval_project_has_its_own_first_steps(start: str, target: str) -> None:
    of = journey(start, {"python": 3, "deployment": 2}, target=target)
    template = pick(CONTENT, of, plan_of(of), "project", "first")
    if start not in ("beginner", "outside_some_code"):
        assert template.projects == (("rag",) if target == "llm" else ("serving_api",))


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("kind", ["public", "people", "project", "search"])
@pytest.mark.parametrize("behind", range(9))
def test_later_weeks_have_one_for_everybody_in_every_phase(start: str, kind: str, behind: int) -> None:
    of = journey(start, gates=closed(*list(CONTENT.phases)[:behind]))
    plan = plan_of(of)
    for turn in range(2, 12):
        assert pick(CONTENT, of, plan, kind, "later", turn).kind == kind


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("behind", range(2))
def test_before_anything_is_deployed_half_a_design_is_there_for_everybody(start: str, behind: int) -> None:
    of = journey(start, gates=closed(*list(CONTENT.phases)[:behind]))
    assert pick(CONTENT, of, plan_of(of), "design", "later").minutes < 60


def test_later_weeks_go_round_the_templates_of_a_phase() -> None:
    of = journey("swe_other", gates=closed("P0", "P1", "P2", "P3", "P4", "P5"))
    plan = plan_of(of)
    own = {t.id for t in CONTENT.actions if t.kind == "public" and "P6" in t.phases}
    assert {pick(CONTENT, of, plan, "public", "later", turn).id for turn in range(2, 12)} == own


def test_later_weeks_do_not_stay_with_the_one_template_of_the_target() -> None:
    of = journey("swe_other", target="platform", gates=closed("P0", "P1"))
    plan = plan_of(of)
    own = {
        t.id for t in CONTENT.actions if t.kind == "design" and "P2" in t.phases and t.targets in ((), ("platform",))
    }
    assert {pick(CONTENT, of, plan, "design", "later", turn).id for turn in range(2, 30)} == own
    assert "later.design.features" in own
    assert len(own) > 5


def test_unknown_kind() -> None:
    of = journey()
    with pytest.raises(LookupError, match="no first recover template fits"):
        pick(CONTENT, of, plan_of(of), "recover", "first")


@pytest.mark.parametrize("area", ALL_AREAS)
@pytest.mark.parametrize("level", [0, 1, 2])
def test_gap_has_a_template_of_its_area_at_its_level(area: str, level: int) -> None:
    of = journey(levels=everywhere(4, **{area: level}), proof="checked", senior_area="")
    plan = plan_of(of)
    everything = top_gaps(CONTENT, journey(levels={area: level}, target="llm"), plan.audit, plan.steps)
    for gap in everything:
        template = pick_for_gap(CONTENT, of, plan, gap)
        assert gap.report.area.id in template.areas
        assert template.levels
        assert template.levels[0] <= gap.item.effective < template.levels[1]


class TestFill:
    """The user's own words, in one pass."""

    template = ActionTemplate(
        id="x",
        kind="project",
        week="later",
        title="{project} for {industry}",
        why="{area}: {item}",
        done_when="{domain}",
        smallest="{other} stays",
        steps=("one {industry}", "two"),
        if_then="if {industry}",
        where="{industry}",
        minutes=45,
    )

    def filled(self, **words: str) -> dict[str, object]:
        of = journey(**words)
        plan = plan_of(of)
        done = fill(self.template, of.profile or profile(), plan, plan.gaps[0])
        return {field.name: getattr(done, field.name) for field in fields(done)}

    def test_words(self) -> None:
        found = self.filled(industry="fintech", domain="time_series")
        assert found["title"] == "Model-serving API for fintech"
        assert found["why"] == (
            "Python at production quality: "
            "write a multi-module Python package with type hints that a type checker accepts"
        )
        assert found["done_when"] == "time series"
        assert found["smallest"] == "{other} stays"
        assert found["steps"] == ("one fintech", "two")
        assert found["if_then"] == "if fintech"
        assert found["where"] == "{industry}"
        assert found["minutes"] == 45

    def test_without_words(self) -> None:
        found = self.filled()
        assert found["title"] == "Model-serving API for your field"
        assert found["done_when"] == "your domain"

    def test_placeholder_in_the_own_words_stays_as_written(self) -> None:
        assert self.filled(industry="{item} [b]")["title"] == "Model-serving API for {item} [b]"

    def test_without_a_gap(self) -> None:
        of = journey()
        assert fill(self.template, profile(), plan_of(of), None).why == "your weakest area: do the next thing"
