"""How far a project is, by what the user says of its criteria."""

from dataclasses import replace

import pytest

from mentor.coach.portfolio import SECTIONS, active_project, any_at_least, at_least, checklist, progress
from mentor.coach.portfolio import Progress as Standing
from mentor.journey.records import Mark, Project

from .builders import CONTENT, TODAY, journey, project

TYPES = tuple(CONTENT.project_types)


def standing(tables: dict, type_id: str = "serving_api", **marks: Mark | None) -> Standing:
    """Its progress, after putting some marks by hand; None takes one off."""
    given = dict(tables["marks"])
    for criterion, mark in marks.items():
        given.pop(f"p1/{criterion}", None)
        if mark is not None:
            given[f"p1/{criterion}"] = mark
    of = journey(projects=tables["projects"], marks=given)
    return progress(CONTENT, of, of.projects["p1"])


def mark(criterion: str, state: str = "met", *, defensible: bool = True) -> Mark:
    return Mark(f"p1/{criterion}", "p1", criterion, state, TODAY, "seen", defensible)


def needed(type_id: str, level: str) -> list[str]:
    return [
        c.id
        for c in checklist(CONTENT, type_id)
        if (c.needed_for_shipped(type_id) if level == "shipped" else c.needed_for_defensible(type_id))
    ]


@pytest.mark.parametrize("type_id", TYPES)
@pytest.mark.parametrize("level", ["none", "shipped", "defensible"])
def test_level(type_id: str, level: str) -> None:
    found = standing(project(type_id, level), type_id)
    assert found.level == level
    assert len(found.to_shipped) == (len(needed(type_id, "shipped")) if level == "none" else 0)
    assert (found.to_defensible == ()) is (level == "defensible")


@pytest.mark.parametrize(
    ("type_id", "criterion"), [(type_id, name) for type_id in TYPES for name in needed(type_id, "shipped")]
)
def test_shipped_only_when_every_line_of_it_is_marked(type_id: str, criterion: str) -> None:
    """However much else is there."""
    found = standing(project(type_id, "defensible", without=[criterion]), type_id)
    assert found.level == "none"
    assert [missing.id for missing in found.to_shipped] == [criterion]


@pytest.mark.parametrize(
    ("type_id", "asks"),
    [
        ("serving_api", {"R27", "R28", "R30", "R24", "R25"}),
        ("feature_pipeline", {"R05", "F1", "F2", "F3"}),
        ("fine_tuning", {"R25", "T1", "T2", "T3"}),
        ("rag", {"R14", "R25", "G1", "G2", "G3"}),
        ("domain_problem", {"R25", "R30", "R31", "E1", "E2"}),
    ],
)
def test_what_shipped_asks_of_a_type(type_id: str, asks: set[str]) -> None:
    assert asks <= set(needed(type_id, "shipped"))


def test_types_do_not_ask_for_each_others_extras() -> None:
    for type_id in TYPES:
        code = {"serving_api": "A", "rag": "G"}.get(type_id, CONTENT.project_types[type_id].code)
        extras = {name[0] for name in (c.id for c in checklist(CONTENT, type_id)) if name[0] != "R"}
        assert extras == {code}


def test_checklist_is_ordered_by_section() -> None:
    order = list(SECTIONS)
    for type_id in TYPES:
        places = [order.index(criterion.section) for criterion in checklist(CONTENT, type_id)]
        assert places == sorted(places)
        assert set(places) == {0, 1, 2, 3}


class TestDefensible:
    """Shipped, every section at 60 %, 80 % of what can be checked, and three musts."""

    full = project(level="defensible")
    wanted = [c for c in checklist(CONTENT, "serving_api") if c.needed_for_defensible("serving_api")]
    checkable = [c.id for c in wanted if c.confidence in ("H", "M")]
    unseen = [c.id for c in wanted if c.confidence == "L" and c.id not in ("R10", "R12", "R37")]

    @pytest.mark.parametrize("must", ["R10", "R12", "R37"])
    def test_musts(self, must: str) -> None:
        found = standing(self.full, **{must: None})
        assert found.level == "shipped"
        assert must in [criterion.id for criterion in found.to_defensible]

    def test_what_no_check_can_see_may_be_missing(self) -> None:
        assert self.unseen
        assert standing(self.full, **dict.fromkeys(self.unseen)).level == "defensible"

    def test_a_fifth_of_the_rest_may_be_missing(self) -> None:
        spare = [
            name
            for name in self.checkable
            if name not in ("R10", "R37") and name not in needed("serving_api", "shipped")
        ]
        allowed = len(self.checkable) // 5
        assert standing(self.full, **dict.fromkeys(spare[:allowed])).level == "defensible"
        found = standing(self.full, **dict.fromkeys(spare[: allowed + 1]))
        assert found.level == "shipped"
        assert {criterion.id for criterion in found.to_defensible} == set(spare[: allowed + 1])

    def test_every_section_at_its_share(self) -> None:
        """All the section's own lines off: below 60 % of it, whatever the others say."""
        own = [c.id for c in self.wanted if c.section == "model" and not c.needed_for_shipped("serving_api")]
        keep = {"R10", "R12", "R37"}
        found = standing(self.full, **dict.fromkeys(set(own) - keep))
        assert found.sections["model"] < 0.6
        assert found.level == "shipped"
        assert found.weakest == "model"

    @pytest.mark.parametrize("criterion", ["R20", "R38"])
    def test_line_of_both_levels_may_be_met_for_the_lower_only(self, criterion: str) -> None:
        found = standing(self.full, **{criterion: mark(criterion, defensible=False)})
        line = next(line for line in found.lines if line.criterion.id == criterion)
        assert (line.met, line.met_fully) == (True, False)
        assert found.to_shipped == ()

    def test_all_met_for_the_lower_level_only_is_shipped(self) -> None:
        lower = {name: mark(name, defensible=False) for name in (c.id for c in self.wanted)}
        assert standing(self.full, **lower).level == "shipped"


def test_what_does_not_apply_counts_as_met() -> None:
    both = {criterion.id: mark(criterion.id, "na", defensible=False) for criterion in checklist(CONTENT, "serving_api")}
    found = standing(project(level="none"), **both)
    assert found.level == "defensible"


def test_sections_and_the_weakest() -> None:
    data = [c.id for c in checklist(CONTENT, "serving_api") if c.section == "data"]
    found = standing(project(level="defensible"), **dict.fromkeys(data[:3]))
    assert found.sections == {"data": pytest.approx(1 - 3 / len(data)), "model": 1, "engineering": 1, "operations": 1}
    assert found.weakest == "data"


def test_marks_of_another_project_do_not_count() -> None:
    tables = project(level="defensible")
    other = Project("p2", "serving_api", "Other", TODAY)
    of = journey(projects={**tables["projects"], "p2": other}, marks=tables["marks"])
    assert progress(CONTENT, of, other).level == "none"
    assert any_at_least(CONTENT, of, "defensible")


@pytest.mark.parametrize(
    ("level", "wanted", "reaches"),
    [
        ("none", "none", True),
        ("none", "shipped", False),
        ("shipped", "shipped", True),
        ("shipped", "defensible", False),
        ("defensible", "shipped", True),
    ],
)
def test_at_least(level: str, wanted: str, reaches: bool) -> None:
    assert at_least(level, wanted) is reaches


def test_active_project_is_the_newest_in_progress() -> None:
    old = Project("p1", "serving_api", "Old", TODAY)
    new = replace(old, id="p2", title="New")
    assert active_project(journey()) is None
    assert active_project(journey(projects={"p1": old, "p2": new})) == new
    assert active_project(journey(projects={"p1": old, "p2": replace(new, state="parked")})) == old
    assert active_project(journey(projects={"p1": replace(old, state="finished")})) is None
