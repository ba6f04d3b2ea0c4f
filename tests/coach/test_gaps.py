"""The top gaps and the item that pays most in each."""

import pytest

from mentor.coach.audit import audit
from mentor.coach.gaps import Gap, next_item, top_gaps
from mentor.coach.phases import phase_steps
from mentor.journey import Journey
from mentor.journey.records import STARTS, TARGETS

from .builders import CONTENT, TODAY, closed, everywhere, journey, ratings

LLM = {"llm_adaptation", "rag", "inference_opt"}
SENIOR = LLM | {"pipelines"}


def gaps(of: Journey) -> tuple[Gap, ...]:
    return top_gaps(CONTENT, of, audit(CONTENT, of, TODAY), phase_steps(CONTENT, of))


def areas(of: Journey) -> list[str]:
    return [gap.report.area.id for gap in gaps(of)]


def strong_but(proof: str = "checked", **low: int) -> dict[str, object]:
    """Everything at 4 and checked, but for some areas."""
    return {"ratings": ratings(everywhere(4), proof) | ratings(dict(low))}


class TestNextItem:
    """Value an hour, waiting for what comes before, then what is missing most."""

    @pytest.mark.parametrize(
        ("levels", "chosen"),
        [
            ({}, "A01.1"),
            ({"A01.1": 2}, "A01.2"),
            ({"A01.1": 3, "A01.2": 1}, "A01.2"),  # 2 waits for nothing; 3 would wait for 2
            ({"A01.1": 1, "A01.2": 2}, "A01.3"),
            # A senior item costs 10 h a level, so it never goes before a foundation item that is ready.
            ({"A01.1": 2, "A01.2": 2, "A01.3": 2, "A01.4": 2}, "A01.1"),
        ],
    )
    def test_python(self, levels: dict[str, int | None], chosen: str) -> None:
        item = next_item(CONTENT, audit(CONTENT, journey(levels=levels), TODAY).areas["python"])
        assert item is not None
        assert item.item.id == chosen

    def test_senior_item_when_the_foundation_is_there(self) -> None:
        of = journey(ratings=ratings({"python": 3}, "checked") | ratings({"A01.5": 0}))
        item = next_item(CONTENT, audit(CONTENT, of, TODAY).areas["python"])
        assert item is not None
        assert item.item.id == "A01.5"

    def test_nothing_is_missing(self) -> None:
        of = journey(levels={"python": 3}, proof="checked")
        assert next_item(CONTENT, audit(CONTENT, of, TODAY).areas["python"]) is None


class TestSentence:
    """In the user's own voice."""

    def test_missing(self) -> None:
        (gap, *_) = gaps(journey(**strong_but(python=0)))
        assert gap.sentence == (
            "I can't yet write a multi-module Python package with type hints that a type checker accepts"
        )

    def test_claimed(self) -> None:
        (gap, *_) = gaps(journey(**strong_but(python=3)))
        assert gap.sentence.startswith("I can't yet show that I can write a multi-module Python package")

    def test_reason_names_level_weight_phase_and_guides(self) -> None:
        (gap, *_) = gaps(journey(**strong_but(python=1)))
        assert gap.why == (
            "Python at production quality: 1 of 3, weight 10; 6.43 of 10 open; "
            "P0, the phase at hand; S0, S1, S2, S3, S4 ask for it"
        )


class TestRank:
    """Gap times the factor of the phase."""

    def test_five_at_most(self) -> None:
        assert len(gaps(journey())) == 5

    def test_fewer_when_less_is_open(self) -> None:
        assert areas(journey(**strong_but(python=1))) == ["python"]

    def test_none_when_all_is_shown(self) -> None:
        assert areas(journey(levels=everywhere(4), proof="checked")) == []

    def test_factor_of_the_phase(self) -> None:
        of = journey("beginner", everywhere(0))
        by = {gap.report.area.id: gap for gap in gaps(of)}
        assert by["python"].rank == pytest.approx(10)  # P0 is at hand
        assert by["classical_ml"].rank == pytest.approx(0.7 * 8.1)  # P1 is next
        assert by["python"].phase == "P0"
        later = journey("beginner", everywhere(0), gates=closed("P0", "P1"))
        by = {gap.report.area.id: gap for gap in gaps(later)}
        assert by["deployment"].rank == pytest.approx(9.4)
        assert by["pytorch"].rank == pytest.approx(0.7 * 9.4)

    def test_parallel_phase_counts_in_full(self) -> None:
        """With production Python PyTorch runs beside classical ML."""
        of = journey(levels=everywhere(0, python=4, hygiene=4, sql=4))
        by = {gap.report.area.id: gap for gap in gaps(of)}
        assert by["classical_ml"].rank == pytest.approx(8.1)
        assert by["pytorch"].rank == pytest.approx(9.4)
        assert areas(of)[0] == "pytorch"

    def test_area_of_two_phases_takes_the_nearer(self) -> None:
        """Evaluation is of P1 and P6."""
        of = journey(**strong_but(classical_ml=0, evaluation=0, domain_depth=0))
        by = {gap.report.area.id: gap for gap in gaps(of)}
        assert (by["evaluation"].phase, by["evaluation"].rank) == ("P1", pytest.approx(7.5))

    def test_sorted_by_rank(self) -> None:
        for start in ("swe_backend", "data_scientist", "grad_degree"):
            ranks = [gap.rank for gap in gaps(journey(start, everywhere(1)))]
            assert ranks == sorted(ranks, reverse=True)


class TestSeniorAreas:
    """They enter when their phase is at hand, the target asks, or the user chose one."""

    low = {"pipelines": 0, "llm_adaptation": 0, "rag": 0, "inference_opt": 0, "pytorch": 0, "deep_learning": 0}

    @pytest.mark.parametrize(
        ("fields", "senior"),
        [
            ({}, set()),
            ({"target": "research"}, set()),
            ({"target": "platform"}, {"pipelines", "inference_opt"}),
            ({"target": "llm"}, LLM),
            ({"senior_area": "rag"}, {"rag"}),
            ({"senior_area": "inference_opt"}, {"inference_opt"}),
            ({"target": "platform", "senior_area": "rag"}, {"pipelines", "inference_opt", "rag"}),
        ],
    )
    def test_by_target_and_choice(self, fields: dict[str, str], senior: set[str]) -> None:
        # P3 is at hand, so none of their phases is; with a platform target P5 comes before it and is closed here.
        of = journey(**strong_but(**self.low), gates=closed("P2", "P5"), **fields)
        assert set(areas(of)) & SENIOR == senior

    def test_when_the_phase_is_at_hand(self) -> None:
        of = journey(**strong_but(**self.low), gates=closed("P2", "P3"))
        assert set(areas(of)) == {"llm_adaptation", "rag", "pytorch", "deep_learning"}


class TestBeginners:
    """Maths enters early, language models late."""

    @pytest.mark.parametrize("start", STARTS)
    @pytest.mark.parametrize(("maths", "enters"), [(0, True), (1, True), (2, False)])
    def test_maths_under_two(self, start: str, maths: int, enters: bool) -> None:
        of = journey(start, everywhere(0, math=maths))
        assert ("math" in areas(of)) is (enters and start in ("beginner", "outside_some_code"))
        assert len(areas(of)) == 5

    def test_maths_already_among_them_stays_where_it_is(self) -> None:
        of = journey("beginner", **strong_but(math=0, classical_ml=0))
        assert areas(of) == ["classical_ml", "math"]

    @pytest.mark.parametrize("target", TARGETS)
    @pytest.mark.parametrize("senior", ["", "rag", "llm_adaptation", "inference_opt"])
    @pytest.mark.parametrize("gates", [(), ("P0", "P1", "P2", "P3"), ("P0", "P1", "P2", "P3", "P5", "P6")])
    @pytest.mark.parametrize("level", [0, 2])
    def test_llm_is_never_in_the_first_three(
        self, target: str, senior: str, gates: tuple[str, ...], level: int
    ) -> None:
        low = dict.fromkeys(LLM, 0)
        of = journey("beginner", everywhere(level, **low), target=target, senior_area=senior, gates=closed(*gates))
        found = areas(of)
        assert not set(found[:3]) & LLM
        assert len(found) == len(set(found)) == 5

    def test_llm_waits_even_when_it_would_fill_the_list(self) -> None:
        """Three LLM areas lead; two are not, a third has to come from further down."""
        low = {"rag": 0, "llm_adaptation": 0, "inference_opt": 0, "mlops": 2, "cloud": 2, "sql": 2}
        of = journey("beginner", **strong_but(**low), target="llm", gates=closed("P0", "P1", "P2", "P3", "P5"))
        found = areas(of)
        assert not set(found[:3]) & LLM
        assert set(found[3:]) <= LLM

    def test_others_may_have_it_first(self) -> None:
        of = journey("swe_backend", **strong_but(rag=0, sql=2), target="llm", gates=closed("P0"))
        assert areas(of)[0] == "rag"
