"""What closes a phase: said, seen in a project, shown by the audit."""

from dataclasses import replace

import pytest

from mentor.coach.audit import audit
from mentor.coach.gates import GateCheck, gate_check
from mentor.journey import Journey
from mentor.journey.proof import Finding, Run
from mentor.journey.records import GateNeed, Project

from .builders import CONTENT, TODAY, journey


def gate(of: Journey, phase: str) -> GateCheck:
    return gate_check(CONTENT, of, audit(CONTENT, of, TODAY), CONTENT.phases[phase])


def read(project: str, *passed: str) -> dict[str, object]:
    """The tables of a project whose folder was read, and what it showed."""
    findings = {
        f"{project}/{key}": Finding(f"{project}/{key}", project, key, "pass", 1, "H", TODAY, defensible=True)
        for key in passed
    }
    run = Run(f"{project}/1", project, TODAY, "serving_api", "none")
    made = {project: Project(project, "serving_api", "Fraud API", TODAY)}
    return {"projects": made, "findings": findings, "runs": {run.id: run}}


def test_what_the_user_says_counts() -> None:
    phase = CONTENT.phases["P2"]
    of = journey(needs={"G2.1": GateNeed("G2.1", TODAY, "https://example.org")})
    assert [one.how for one in gate(of, "P2").deliverables] == ["said", "", ""]
    assert [need.id for need in gate(of, "P2").missing] == ["G2.2", "G2.3"]
    everything = {need.id: GateNeed(need.id, TODAY, "x") for need in phase.gate.needs}
    assert gate(journey(needs=everything), "P2").missing == ()


def test_what_a_project_shows_need_not_be_said() -> None:
    needs = {need.id: need for need in CONTENT.phases["P2"].gate.needs}
    container = next(need for need in needs.values() if need.criteria == ("R26",))
    of = journey(**read("p1", "R26"))
    assert gate(of, "P2").of(container.id).how == "seen"
    assert "verified in Fraud API" in gate(of, "P2").of(container.id).said
    without = replace(of, runs={})
    assert gate(without, "P2").of(container.id).how == ""


FOUNDATION = [item.id for area in ("python", "hygiene") for item in CONTENT.areas[area].items if item.foundation]


@pytest.mark.parametrize(("level", "how"), [(3, "rated"), (1, "")])
def test_the_audit_shows_what_is_a_level(level: int, how: str) -> None:
    need = next(need for need in CONTENT.phases["P0"].gate.needs if need.areas)
    found = gate(journey(levels=dict.fromkeys(FOUNDATION, level), proof="text"), "P0").of(need.id)
    assert found.how == how
    assert found.met is bool(how)
    assert (str(len(FOUNDATION)) in found.said) is not bool(how)


def test_an_unknown_deliverable() -> None:
    with pytest.raises(KeyError):
        gate(journey(), "P0").of("G9.9")
