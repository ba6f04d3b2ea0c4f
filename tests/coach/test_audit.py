"""The gap report."""

import pytest

from mentor.coach.audit import audit
from mentor.coach.gaps import item_hours, level_line, next_item, sentence_of
from mentor.journey import Journey
from mentor.journey.records import TARGETS

from .builders import ALL_AREAS, CONTENT, TODAY, answer, everywhere, journey, ratings


def deployment_example() -> Journey:
    """The worked example: deployment, its probe wrong with certainty 3, one of five items checked."""
    given = ratings({"A09.1": 3, "A09.2": 2, "A09.3": 1, "A09.5": 0}) | ratings({"A09.4": 3}, "checked")
    return journey(ratings=given, probes=answer("deployment"))


class TestWorkedExample:
    """Deployment: 3, 2, 1, 3 with a checked link, 0; weight 9.4."""

    report = audit(CONTENT, deployment_example(), TODAY).areas["deployment"]

    def test_effective_levels_and_targets(self) -> None:
        assert [item.effective for item in self.report.items] == [2, 2, 1, 3, 0]
        assert [item.target for item in self.report.items] == [3, 3, 3, 3, 2]

    def test_deficit_and_gap(self) -> None:
        assert self.report.deficit == pytest.approx(6 / 14)
        assert self.report.gap == pytest.approx(4.0, abs=0.05)

    def test_next_item_and_its_hours(self) -> None:
        item = next_item(CONTENT, self.report)
        assert item is not None
        assert item.item.id == "A09.3"
        assert item_hours(CONTENT, item) == 12
        assert sentence_of(item) == "I can't yet put it on a cheap cloud host where a stranger can call it"

    def test_verified_claimed_missing(self) -> None:
        # Of 14 levels 3 are checked; 3 + 2 + 1 more are said to be there.
        assert self.report.shares == pytest.approx((3 / 14, 6 / 14, 5 / 14))
        assert self.report.status == "missing"

    def test_level_line(self) -> None:
        assert level_line(self.report) == "Deployment and serving: 2.2 of 3, 2 with what is shown, weight 9.4"


@pytest.mark.parametrize(
    ("target", "area", "weight"),
    [
        ("applied", "deployment", 9.4),
        ("research", "deployment", 9.4),
        ("platform", "deployment", 11.75),
        ("platform", "inference_opt", 3.75),
        ("platform", "pytorch", 7.05),
        ("platform", "python", 10),
        ("llm", "rag", 6.84),
        ("llm", "llm_adaptation", 6.84),
        ("llm", "inference_opt", 3.25),
        ("llm", "evaluation", 8.625),
        ("llm", "classical_ml", 6.48),
    ],
)
def test_weight_with_the_multiplier_of_the_target(target: str, area: str, weight: float) -> None:
    report = audit(CONTENT, journey(target=target), TODAY).areas[area]
    assert report.weight == pytest.approx(weight)
    assert report.gap == pytest.approx(weight)  # nothing rated: all of it is open


class TestReadiness:
    """The weakest block limits it, not the mean."""

    def test_nothing_rated(self) -> None:
        report = audit(CONTENT, journey(), TODAY)
        assert (report.readiness, report.weakest_block) == (0, "")
        assert {area.status for area in report.areas.values()} == {"unrated"}

    def test_everything_shown(self) -> None:
        report = audit(CONTENT, journey(levels=everywhere(4), proof="checked"), TODAY)
        assert report.readiness == 1
        assert {area.status for area in report.areas.values()} == {"verified"}

    @pytest.mark.parametrize(
        ("low", "block"),
        [
            (("python", "hygiene", "sql"), "code"),
            (("classical_ml", "pytorch", "deep_learning", "evaluation", "math", "domain_depth"), "model"),
            (("deployment", "cloud", "mlops", "monitoring", "pipelines"), "ops"),
            (("system_design", "communication", "portfolio_search"), "job"),
        ],
    )
    def test_one_empty_block_is_all_that_counts(self, low: tuple[str, ...], block: str) -> None:
        given = ratings(everywhere(4), "checked") | ratings(dict.fromkeys(low, 0))
        report = audit(CONTENT, journey(ratings=given), TODAY)
        assert report.weakest_block == block
        assert report.readiness == pytest.approx(0)
        assert sum(report.blocks.values()) == pytest.approx(1)

    def test_weights_count_within_a_block(self) -> None:
        given = ratings(everywhere(4), "checked") | ratings({"python": 0})
        report = audit(CONTENT, journey(ratings=given), TODAY)
        assert report.readiness == pytest.approx(1 - 10 / 28.8)

    @pytest.mark.parametrize("target", TARGETS)
    def test_llm_areas_limit_only_those_who_aim_there(self, target: str) -> None:
        given = ratings(everywhere(4), "checked") | ratings({"rag": 0, "llm_adaptation": 0, "inference_opt": 0})
        report = audit(CONTENT, journey(ratings=given, target=target), TODAY)
        assert report.readiness == (0 if target == "llm" else 1)


@pytest.mark.parametrize(
    ("level", "proof", "status", "shares"),
    [
        (0, "", "missing", (0, 0, 1)),
        (2, "", "missing", (0, 10 / 14, 4 / 14)),
        (3, "", "claimed", (0, 1, 0)),
        (3, "text", "claimed", (0, 1, 0)),
        (3, "checked", "verified", (1, 0, 0)),
    ],
)
def test_status(level: int, proof: str, status: str, shares: tuple[float, float, float]) -> None:
    report = audit(CONTENT, journey(levels={"python": level}, proof=proof), TODAY).areas["python"]
    assert report.status == status
    assert report.shares == pytest.approx(shares)


def test_claimed_without_evidence_is_still_a_gap() -> None:
    """A 3 without evidence counts 2.5: four items short by half a level, of 14."""
    report = audit(CONTENT, journey(levels={"python": 3}), TODAY).areas["python"]
    assert report.gap == pytest.approx(10 * 2 / 14)


def test_sure_and_right() -> None:
    probes = answer("python", 1, 3, right=True) | answer("sql", 0, 3) | answer("math", 0, 2) | answer("rag", None, 0)
    assert audit(CONTENT, journey(probes=probes), TODAY).sure_right == (2, 1)


def test_senior_area_asks_for_more() -> None:
    plain = audit(CONTENT, journey(), TODAY).areas["rag"]
    chosen = audit(CONTENT, journey(senior_area="rag"), TODAY).areas["rag"]
    assert [item.target for item in plain.items] == [3, 2, 2, 2, 2]
    assert [item.target for item in chosen.items] == [3, 3, 3, 3, 3]


def test_without_a_profile_the_weights_are_the_plain_ones() -> None:
    report = audit(CONTENT, Journey(), TODAY)
    assert {name: area.weight for name, area in report.areas.items()} == {
        name: CONTENT.areas[name].weight for name in ALL_AREAS
    }
