"""Which phases lie ahead, in which order, what runs beside, and when applications open."""

import pytest

from mentor.coach.phases import apply_gate, next_phase, parallel_phases, phase_order, phase_steps
from mentor.coach.plan import make_plan
from mentor.journey import Journey
from mentor.journey.records import STARTS, TARGETS

from .builders import QUICK, TODAY, closed, everywhere, journey, project

CONTENT = QUICK
SHIPPED, DEFENSIBLE = project(), project(level="defensible")
DEPLOYED = {"history": {"projects_deployed": 1}}


def state(of: Journey, phase: str) -> str:
    return phase_steps(CONTENT, of)[phase].state


STATES = [
    # levels of the phase's own areas, what is shown besides, phase: state
    ({"python": 3, "hygiene": 3, "sql": 3}, {}, "P0", "skipped"),
    ({"python": 4, "hygiene": 4, "sql": 2}, {}, "P0", "shortened"),
    ({"python": 2, "hygiene": 2, "sql": 2}, {}, "P0", "shortened"),
    ({"python": 2, "hygiene": 2, "sql": 1}, {}, "P0", "full"),
    ({}, {}, "P0", "full"),
    ({"classical_ml": 3}, {}, "P1", "skipped"),
    ({"classical_ml": 2}, {}, "P1", "shortened"),
    ({"classical_ml": 1, "evaluation": 4, "math": 4}, {}, "P1", "full"),  # only its own area decides
    ({"deployment": 3, "cloud": 3}, {}, "P2", "shortened"),
    ({"deployment": 3, "cloud": 3}, DEPLOYED, "P2", "skipped"),
    ({"deployment": 3, "cloud": 3}, SHIPPED, "P2", "skipped"),
    ({"deployment": 4, "cloud": 2}, DEPLOYED, "P2", "shortened"),
    ({"deployment": 1, "cloud": 1}, DEPLOYED, "P2", "full"),
    ({"pytorch": 3, "deep_learning": 3}, {}, "P3", "skipped"),
    ({"pytorch": 4, "deep_learning": 0}, {}, "P3", "shortened"),
    ({"llm_adaptation": 2, "rag": 2}, {}, "P4", "skipped"),
    ({"llm_adaptation": 3, "rag": 1}, {}, "P4", "shortened"),
    ({"llm_adaptation": 2, "rag": 1}, {}, "P4", "full"),
    ({"mlops": 3, "monitoring": 3, "pipelines": 3}, {}, "P5", "shortened"),
    ({"mlops": 3, "monitoring": 3, "pipelines": 3}, DEPLOYED, "P5", "shortened"),
    ({"mlops": 3, "monitoring": 3, "pipelines": 3}, SHIPPED, "P5", "skipped"),
    ({"mlops": 4, "monitoring": 1, "pipelines": 1}, SHIPPED, "P5", "shortened"),
    ({"mlops": 3, "monitoring": 1, "pipelines": 1}, SHIPPED, "P5", "full"),
    ({"domain_depth": 3, "evaluation": 3}, {}, "P6", "shortened"),
    ({"domain_depth": 3, "evaluation": 3}, SHIPPED, "P6", "shortened"),
    ({"domain_depth": 3, "evaluation": 3}, DEFENSIBLE, "P6", "skipped"),
    ({"system_design": 3, "communication": 3, "portfolio_search": 3}, {}, "P7", "shortened"),
    ({"system_design": 4, "communication": 4, "portfolio_search": 4}, DEFENSIBLE, "P7", "shortened"),
    ({"system_design": 1, "communication": 2, "portfolio_search": 2}, DEFENSIBLE, "P7", "full"),
]


@pytest.mark.parametrize(("levels", "shown", "phase", "expected"), STATES)
def test_state(levels: dict[str, int | None], shown: dict[str, object], phase: str, expected: str) -> None:
    assert state(journey(levels=levels, **shown), phase) == expected


@pytest.mark.parametrize("phase", CONTENT.phases)
def test_closed_gate_is_done_whatever_the_levels(phase: str) -> None:
    step = phase_steps(CONTENT, journey(gates=closed(phase)))[phase]
    assert (step.state, step.open, step.months) == ("done", False, (0, 0))


@pytest.mark.parametrize("start", STARTS)
def test_interviews_are_never_skipped(start: str) -> None:
    of = journey(start, everywhere(4), proof="checked", **DEFENSIBLE)
    assert {phase: step.state for phase, step in phase_steps(CONTENT, of).items() if step.open} == {"P7": "shortened"}


class TestMonths:
    """Zero, the low end or the whole span; none where no guide gives one."""

    @pytest.mark.parametrize(
        ("phase", "whole"),
        [("P1", (2, 3)), ("P3", (3, 4)), ("P4", (2, 3)), ("P5", (3, 4)), ("P6", (3, 4)), ("P7", (2, 3))],
    )
    def test_span(self, phase: str, whole: tuple[int, int]) -> None:
        full, short = (phase_steps(CONTENT, journey(levels=everywhere(n)))[phase] for n in (0, 3))
        assert (full.months, full.span_source) == (whole, "S4")
        assert short.months == ((whole[0], whole[0]) if short.open else (0, 0))

    def test_deployment_has_no_span_of_its_own(self) -> None:
        assert phase_steps(CONTENT, journey())["P2"].months is None

    @pytest.mark.parametrize("start", STARTS)
    def test_foundations_have_one_for_beginners_only(self, start: str) -> None:
        step = phase_steps(CONTENT, journey(start))["P0"]
        assert (step.months, step.span_source) == (((6, 6), "S0") if start == "beginner" else (None, ""))

    @pytest.mark.parametrize(
        ("start", "level", "months"),
        [
            ("swe_backend", 0, (15, 21)),
            ("beginner", 0, (21, 27)),
            ("swe_backend", 2, (13, 13)),
            ("beginner", 4, (8, 8)),
        ],
    )
    def test_one_after_another(self, start: str, level: int, months: tuple[int, int]) -> None:
        """At 2 P4 is skipped and the rest at its low end; at 4 what needs proof and P7 are left."""
        assert make_plan(CONTENT, journey(start, everywhere(level)), TODAY).one_after_another == months


class TestOrder:
    """MLOps right after the first deployment for platform targets and data scientists."""

    @pytest.mark.parametrize("start", STARTS)
    @pytest.mark.parametrize("target", TARGETS)
    def test_order(self, start: str, target: str) -> None:
        early = target == "platform" or start == "data_scientist"
        expected = "P0 P1 P2 P5 P3 P4 P6 P7" if early else "P0 P1 P2 P3 P4 P5 P6 P7"
        of = journey(start, target=target)
        assert " ".join(phase_order(of)) == expected
        assert list(phase_steps(CONTENT, of)) == expected.split()

    @pytest.mark.parametrize("start", STARTS)
    def test_one_deployment_comes_before_deep_learning_and_that_before_language_models(self, start: str) -> None:
        order = phase_order(journey(start))
        assert order.index("P2") < order.index("P3") < order.index("P4")

    def test_without_a_profile(self) -> None:
        assert phase_order(Journey()) == ("P0", "P1", "P2", "P3", "P4", "P5", "P6", "P7")

    def test_next_is_the_first_open_one_in_the_own_order(self) -> None:
        levels = everywhere(0, python=3, hygiene=3, sql=3)
        assert next_phase(phase_steps(CONTENT, journey(levels=levels))) == "P1"
        of = journey(levels=levels, target="platform", gates=closed("P1", "P2"))
        assert next_phase(phase_steps(CONTENT, of)) == "P5"

    def test_next_is_none_when_all_are_behind(self) -> None:
        assert next_phase(phase_steps(CONTENT, journey(gates=closed(*CONTENT.phases)))) is None


class TestBeside:
    """PyTorch beside classical ML with production Python; the search once it is open."""

    def beside(self, of: Journey) -> tuple[str, ...]:
        return parallel_phases(CONTENT, of, phase_steps(CONTENT, of))

    @pytest.mark.parametrize("python", range(5))
    def test_pytorch_from_the_first_month(self, python: int) -> None:
        of = journey(levels={"python": python, "hygiene": 3, "sql": 3}, gates=closed("P0"))
        assert self.beside(of) == (("P3",) if python >= 3 else ())

    def test_pytorch_beside_the_first_deployment_too(self) -> None:
        assert self.beside(journey(levels={"python": 3}, gates=closed("P0", "P1"))) == ("P3",)

    def test_not_beside_itself(self) -> None:
        assert self.beside(journey(levels={"python": 3}, gates=closed("P0", "P1", "P2"))) == ()

    def test_not_when_it_is_behind(self) -> None:
        assert self.beside(journey(levels={"python": 3}, gates=closed("P0", "P3"))) == ()

    def test_search_runs_beside_once_applications_are_open(self) -> None:
        of = journey(levels=everywhere(2), **SHIPPED)
        assert self.beside(of) == ("P7",)
        assert self.beside(journey(levels=everywhere(2))) == ()

    def test_search_is_not_beside_itself(self) -> None:
        early = closed("P0", "P1", "P2", "P3", "P4", "P5", "P6")
        assert self.beside(journey(levels=everywhere(2), gates=early, **SHIPPED)) == ()

    def test_search_that_is_over_does_not_come_back(self) -> None:
        assert self.beside(journey(levels=everywhere(2), gates=closed("P7"), **SHIPPED)) == ()


class TestApplyGate:
    """One project that is shipped, and no foundation area under 2."""

    foundation = ("python", "sql", "pytorch", "cloud", "mlops")

    def test_open(self) -> None:
        gate = apply_gate(CONTENT, journey(levels=dict.fromkeys(self.foundation, 2), **SHIPPED))
        assert (gate.open, gate.missing) == (True, ())

    @pytest.mark.parametrize("area", foundation)
    def test_one_area_under_two(self, area: str) -> None:
        levels = {**dict.fromkeys(self.foundation, 4), area: 1}
        gate = apply_gate(CONTENT, journey(levels=levels, **SHIPPED))
        assert (gate.open, gate.missing) == (False, (f"{CONTENT.areas[area].title}: 1 of 2",))

    def test_no_project(self) -> None:
        gate = apply_gate(CONTENT, journey(levels=everywhere(4), **DEPLOYED))
        assert gate.missing == ("one deployed project that passes its checklist (shipped)",)

    def test_project_that_lacks_one_criterion(self) -> None:
        of = journey(levels=everywhere(4), **project(without=["R27"]))
        assert not apply_gate(CONTENT, of).open

    def test_everything_is_named(self) -> None:
        assert len(apply_gate(CONTENT, journey()).missing) == 6

    @pytest.mark.parametrize("start", STARTS)
    def test_same_for_everybody(self, start: str) -> None:
        """Platform engineers may open it earlier, on the same conditions."""
        assert apply_gate(CONTENT, journey(start, everywhere(2), **SHIPPED)).open
        assert not apply_gate(CONTENT, journey(start, everywhere(2))).open
