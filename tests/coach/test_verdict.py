"""What a reading comes to, with what the user attests."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mentor.coach.portfolio import checklist
from mentor.coach.verdict import UNSEEN, Verdict, verdict
from mentor.journey.proof import Finding
from mentor.journey.records import Mark

from .builders import CONTENT, TODAY

TYPES = tuple(CONTENT.project_types)


def finding(criterion: str, state: str = "pass", *, score: float = 1.0, defensible: bool = True) -> Finding:
    return Finding(
        f"p1/{criterion}", "p1", criterion, state, score, "H", TODAY, defensible=defensible and state == "pass"
    )


def mark(criterion: str, state: str = "met") -> Mark:
    return Mark(f"p1/{criterion}", "p1", criterion, state, TODAY, "https://example.org/x")


def came_to(type_id: str, *marks: Mark, **other: Finding) -> Verdict:
    """A project of which all is found met, but for what is given."""
    found = {one.id: finding(one.id) for one in checklist(CONTENT, type_id)} | other
    return verdict(CONTENT, type_id, found.values(), {one.criterion: one for one in marks}, TODAY)


@pytest.mark.parametrize("type_id", TYPES)
def test_everything_found_is_defensible(type_id: str) -> None:
    found = came_to(type_id)
    assert (found.progress.level, found.once_attested) == ("defensible", "defensible")
    assert set(found.progress.sections.values()) == {1.0}
    assert (found.to_attest, found.overruled) == ((), ())


@pytest.mark.parametrize("type_id", TYPES)
def test_one_line_of_shipped_not_met(type_id: str) -> None:
    for criterion in checklist(CONTENT, type_id):
        if criterion.needed_for_shipped(type_id):
            for state in ("fail", "unknown"):
                found = came_to(type_id, **{criterion.id: finding(criterion.id, state, score=0.0)})
                assert found.progress.level == found.once_attested == "none"
                assert found.progress.to_shipped == (criterion,)


def test_what_nobody_can_see_waits_for_the_users_word() -> None:
    half = {name: finding(name, "unknown", score=0.5) for name in UNSEEN}
    before = came_to("serving_api", **half)
    assert (before.progress.level, before.once_attested) == ("none", "defensible")
    assert {one.id for one in before.to_attest} == set(UNSEEN)
    after = came_to("serving_api", *map(mark, UNSEEN), **half)
    assert (after.progress.level, after.to_attest) == ("defensible", ())


def test_nothing_visible_is_not_only_a_matter_of_attesting() -> None:
    found = came_to("serving_api", R27=finding("R27", "unknown", score=0.0))
    assert (found.to_attest, found.once_attested) == ((), "none")


def test_a_half_seen_line_of_another_kind_is_not_waiting() -> None:
    assert came_to("serving_api", R34=finding("R34", "unknown", score=0.5)).to_attest == ()


def test_attested_over_a_fail_counts_and_is_told() -> None:
    found = came_to("serving_api", replace(mark("R16"), overrules=True), R16=finding("R16", "fail", score=0.0))
    assert found.progress.level == "defensible"
    assert [one.id for one in found.overruled] == ["R16"]
    line = next(line for line in found.progress.lines if line.criterion.id == "R16")
    assert (line.met, line.found, line.mark is not None) == (True, False, True)


def test_said_before_a_reading_found_otherwise_does_not_count() -> None:
    found = came_to("serving_api", mark("R16"), R16=finding("R16", "fail", score=0.0))
    assert found.progress.level == "none"
    assert [one.id for one in found.contradicted] == ["R16"]


def test_does_not_apply_counts_as_met() -> None:
    said = replace(mark("R16", "na"), overrules=True)
    assert came_to("serving_api", said, R16=finding("R16", "fail")).progress.level == "defensible"
    assert came_to("serving_api", R16=finding("R16", "na")).progress.level == "defensible"


@pytest.mark.parametrize("criterion", ["R20", "R38"])
def test_found_for_the_lower_level_only(criterion: str) -> None:
    found = came_to("serving_api", **{criterion: finding(criterion, defensible=False)})
    line = next(line for line in found.progress.lines if line.criterion.id == criterion)
    assert (line.met, line.met_fully) == (True, False)
    assert found.progress.to_shipped == ()


@pytest.mark.parametrize("must", ["R10", "R12", "R37"])
def test_musts_of_defensible(must: str) -> None:
    found = came_to("serving_api", **{must: finding(must, "unknown", score=0.0)})
    assert found.progress.level == "shipped"


def test_lowest_section_is_named() -> None:
    lost = {one.id: finding(one.id, "fail", score=0.0) for one in checklist(CONTENT, "rag") if one.section == "model"}
    found = came_to("rag", **lost).progress
    assert (found.weakest, found.sections["model"]) == ("model", 0.0)
