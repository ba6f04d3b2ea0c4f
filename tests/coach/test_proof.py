"""What readings prove: items of the audit, deliverables of the gates; and a project from one reading to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from mentor.coach.audit import audit
from mentor.coach.levels import item_levels, under_rated
from mentor.coach.portfolio import Line, checklist, progress
from mentor.coach.proof import needs_shown, proven_items
from mentor.coach.steps import next_steps, since_last
from mentor.coach.verdict import UNSEEN
from mentor.journey import Journey
from mentor.journey.proof import Finding, Run, Spot
from mentor.journey.records import Mark, Project

from .builders import CONTENT, TODAY, answer, journey, project

DOCKER = Spot("Dockerfile", 3)
OLD = TODAY - timedelta(days=900)


def finding(criterion: str, state: str = "pass", confidence: str = "H", id_: str = "p1", **fields: object) -> Finding:
    given = {"score": 1.0, "on": TODAY, "defensible": state == "pass", "said": f"{criterion} seen", **fields}
    return Finding(f"{id_}/{criterion}", id_, criterion, state, confidence=confidence, **given)  # type: ignore[arg-type]


def run(number: int = 1, id_: str = "p1", level: str = "none", **fields: object) -> Run:
    return Run(f"{id_}/{number}", id_, TODAY, "serving_api", level, **fields)  # type: ignore[arg-type]


def mark(criterion: str, state: str = "met", id_: str = "p1", **fields: object) -> Mark:
    return Mark(f"{id_}/{criterion}", id_, criterion, state, TODAY, "https://example.org", **fields)  # type: ignore[arg-type]


def read(
    *findings: Finding, marks: tuple[Mark, ...] = (), runs: tuple[Run, ...] | None = None, **fields: object
) -> Journey:
    """A journey with projects of which these were found and said."""
    ids = {one.project for one in (*findings, *marks)} or {"p1"}
    return journey(
        projects={id_: Project(id_, "serving_api", f"Project {id_}", TODAY) for id_ in sorted(ids)},
        findings={one.id: one for one in findings},
        marks={one.id: one for one in marks},
        runs={one.id: one for one in (runs if runs is not None else [run(id_=id_) for id_ in ids])},
        **fields,
    )


def all_found(*but: str, type_id: str = "serving_api") -> list[Finding]:
    """Everything found, but for some criteria and what no reading sees to the end."""
    return [
        finding(one.id, "unknown", "L", score=0.5) if one.id in UNSEEN else finding(one.id)
        for one in checklist(CONTENT, type_id)
        if one.id not in but
    ]


# ---------------------------------------------------------------------- what stands behind a criterion


@pytest.mark.parametrize(
    ("state", "said", "backing", "met"),
    [
        (None, None, "open", False),
        (None, mark("R16"), "attested", True),
        (None, mark("R16", "na"), "na", True),
        ("pass", None, "verified", True),
        ("pass", mark("R16"), "verified", True),
        ("na", None, "na", True),
        ("unknown", None, "unknown", False),
        ("unknown", mark("R16"), "attested", True),
        ("fail", None, "fail", False),
        ("fail", mark("R16"), "contradicted", False),
        ("fail", mark("R16", "na"), "contradicted", False),
        ("fail", mark("R16", overrules=True), "overruled", True),
        ("pass", mark("R16", overrules=True), "verified", True),
    ],
)
def test_what_was_seen_and_what_was_said_are_told_apart(
    state: str | None, said: Mark | None, backing: str, met: bool
) -> None:
    found = finding("R16", state) if state else None
    line = Line(CONTENT.criteria["R16"], said, True, False, found)
    assert (line.backing, line.met, line.met_fully) == (backing, met, met)


def test_seen_as_far_as_shipped_asks_and_attested_for_the_rest() -> None:
    part = replace(finding("R20"), defensible=False)
    line = Line(CONTENT.criteria["R20"], None, True, True, part)
    assert (line.met, line.met_fully) == (True, False)
    assert replace(line, mark=mark("R20")).met_fully
    assert not replace(line, mark=mark("R20", defensible=False)).met_fully


def test_the_level_counts_what_was_seen_and_what_was_attested() -> None:
    unseen = tuple(mark(key) for key in UNSEEN)
    before, after = read(*all_found()), read(*all_found(), marks=unseen)
    found = progress(CONTENT, before, before.projects["p1"])
    assert (found.level, {one.id for one in found.to_shipped}) == ("none", set(UNSEEN))
    assert progress(CONTENT, after, after.projects["p1"]).level == "defensible"


def test_an_attestation_that_a_reading_contradicts_does_not_count() -> None:
    """An overruled one does."""
    findings = [*all_found("R16"), finding("R16", "fail")]
    for overrules, level in ((False, "none"), (True, "defensible")):
        said = (*(mark(key) for key in UNSEEN), mark("R16", overrules=overrules))
        of = read(*findings, marks=said)
        assert progress(CONTENT, of, of.projects["p1"]).level == level


# ---------------------------------------------------------------------- items


def test_an_item_is_proven_by_project_criterion_and_place() -> None:
    proof = proven_items(CONTENT, read(finding("R26", evidence=(DOCKER,))))["A09.2"]
    assert (proof.project.id, proof.criterion.id, proof.spot) == ("p1", "R26", DOCKER)
    assert proof.place == "Project p1, Dockerfile:3 (R26)"
    whole = proven_items(CONTENT, read(finding("R16", evidence=(Spot("uv.lock"),))))["A02.3"]
    assert whole.place == "Project p1, uv.lock (R16)"


@pytest.mark.parametrize("state", ["fail", "unknown", "na"])
def test_what_was_not_found_proves_nothing(state: str) -> None:
    assert proven_items(CONTENT, read(finding("R26", state))) == {}


def test_a_hint_or_the_user_s_word_proves_nothing() -> None:
    assert proven_items(CONTENT, read(finding("R26", confidence="L"))) == {}
    assert "A09.2" in proven_items(CONTENT, read(finding("R26", confidence="M")))
    assert proven_items(CONTENT, read(marks=(mark("R26"),))) == {}
    overruled = read(finding("R26", "fail"), marks=(mark("R26", overrules=True),))
    assert proven_items(CONTENT, overruled) == {}


def test_a_finding_of_a_project_that_is_no_more_proves_nothing() -> None:
    of = read(finding("R26"))
    assert proven_items(CONTENT, replace(of, projects={})) == {}


def test_the_surest_proof_is_taken_and_of_those_the_newest() -> None:
    three = (
        finding("R26", confidence="M", id_="p1"),
        finding("R26", id_="p2", on=TODAY - timedelta(days=9)),
        finding("R26", id_="p3", on=TODAY - timedelta(days=5)),
    )
    assert proven_items(CONTENT, read(*three))["A09.2"].project.id == "p3"
    assert proven_items(CONTENT, read(*three[:2]))["A09.2"].project.id == "p2"


def test_a_proof_is_as_new_as_the_commit_that_was_read() -> None:
    of = read(finding("R26"), runs=(run(1, last_commit=TODAY), run(2, last_commit=OLD)))
    assert proven_items(CONTENT, of)["A09.2"].on == OLD


# ---------------------------------------------------------------------- levels


def level(of: Journey, item: str = "A09.2") -> tuple[int | None, float]:
    area = CONTENT.area_of[item]
    found = next(one for one in item_levels(CONTENT, of, area, TODAY) if one.item.id == item)
    return found.rated, found.effective


@pytest.mark.parametrize(("rated", "without", "with_proof"), [(4, 2.5, 4), (3, 2.5, 3), (2, 2, 2), (0, 0, 0)])
def test_proof_lifts_the_cap_and_never_the_rating(rated: int, without: float, with_proof: float) -> None:
    levels = {"deployment": rated}
    assert level(journey(levels=levels)) == (rated, without)
    assert level(read(finding("R26"), levels=levels)) == (rated, with_proof)
    assert level(read(finding("R26"), levels=levels), "A09.1") == (rated, without), "its neighbour is not proven"


def test_proof_lifts_the_cap_of_a_wrong_probe() -> None:
    probes = answer("deployment", certainty=3)
    assert level(journey(levels={"deployment": 3}, probes=probes)) == (3, 2)
    assert level(read(finding("R26"), levels={"deployment": 3}, probes=probes)) == (3, 3)


@pytest.mark.parametrize(("rated", "effective"), [(4, 3.5), (3, 2.5), (2, 2), (1, 1)])
def test_old_proof_lowers_nothing(rated: int, effective: float) -> None:
    """Reading an old project must not leave anybody worse than not reading it."""
    of = read(finding("R26"), runs=(run(last_commit=OLD),), levels={"deployment": rated})
    assert level(of) == (rated, effective)


def test_an_unrated_item_stays_unrated() -> None:
    assert level(read(finding("R26"))) == (None, 0)


def test_proven_items_count_as_verified_in_the_report() -> None:
    of = read(finding("R26"), levels={"deployment": 3})
    before = audit(CONTENT, replace(of, findings={}), TODAY).areas["deployment"]
    after = audit(CONTENT, of, TODAY).areas["deployment"]
    assert before.shares[0] == 0
    assert after.shares[0] == pytest.approx(3 / sum(item.target for item in after.items))
    assert after.effective > before.effective


def test_items_rated_low_beside_their_proof_are_asked_about() -> None:
    findings = (finding("R26"), finding("R25"), finding("R28"), finding("R16"))
    of = read(*findings, levels={"deployment": 1, "A09.1": 2, "A09.4": 0, "hygiene": 3})
    assert under_rated(CONTENT, of) == ("A09.2", "A09.4")
    items = {one.item.id: one for one in item_levels(CONTENT, of, CONTENT.areas["deployment"], TODAY)}
    assert [key for key, one in items.items() if one.under_rated] == ["A09.2", "A09.4"]
    assert (items["A09.2"].rated, items["A09.2"].effective) == (1, 1)


def test_an_item_nobody_rated_is_not_under_rated() -> None:
    assert under_rated(CONTENT, read(finding("R26"))) == ()
    assert under_rated(CONTENT, journey(levels={"deployment": 0})) == ()


# ---------------------------------------------------------------------- gates


@pytest.mark.parametrize(
    ("need", "criteria"),
    [
        ("G1.2", ("R07", "R08")),
        ("G1.4", ("R38",)),
        ("G2.2", ("R26",)),
        ("G2.3", ("R04",)),
        ("G5.5", ("R31",)),
        ("G5.6", ("R28",)),
    ],
)
def test_a_need_is_shown_when_all_its_criteria_are_seen_in_one_project(need: str, criteria: tuple[str, ...]) -> None:
    shown = needs_shown(CONTENT, read(*map(finding, criteria)))[need]
    assert (shown.project.id, shown.attested, shown.said, shown.met) == ("p1", (), "verified in Project p1", True)
    assert need not in needs_shown(CONTENT, read(*map(finding, criteria[1:]), runs=(run(),)))
    if len(criteria) > 1:
        apart = [finding(one, id_=f"p{n}") for n, one in enumerate(criteria, 1)]
        assert need not in needs_shown(CONTENT, read(*apart))


def test_what_no_reading_sees_may_be_attested_and_is_named() -> None:
    seen, unseen = finding("R25"), finding("R27", "unknown", "L", score=0.5)
    assert "G2.1" not in needs_shown(CONTENT, read(seen, unseen))
    shown = needs_shown(CONTENT, read(seen, unseen, marks=(mark("R27"),)))["G2.1"]
    assert (shown.attested, shown.said) == (("R27",), "verified in Project p1; R27 attested by you")


@pytest.mark.parametrize(
    ("findings", "marks"),
    [
        ((), (mark("R25"), mark("R27"))),  # nothing was seen
        ((finding("R25", "fail"), finding("R27", "unknown", "L")), (mark("R25", overrules=True), mark("R27"))),
        ((finding("R25"),), (mark("R27"),)),  # R27 was never looked for
    ],
)
def test_the_user_s_word_alone_shows_no_need(findings: tuple[Finding, ...], marks: tuple[Mark, ...]) -> None:
    assert "G2.1" not in needs_shown(CONTENT, read(*findings, marks=marks, runs=(run(),)))


def test_a_whole_project_shows_the_needs_that_ask_for_its_level() -> None:
    unseen = tuple(mark(key) for key in UNSEEN)
    shown = needs_shown(CONTENT, read(*all_found(), marks=unseen))
    assert shown["G5.1"].said == "verified in Project p1; R03 R21 R27 attested by you"
    assert not shown["G6.1"].met
    assert shown["G6.1"].said.endswith("; the oral defence is yours to say")
    assert not {"G5.1", "G6.1"} & needs_shown(CONTENT, read(*all_found())).keys()


def test_a_project_that_was_never_read_shows_nothing() -> None:
    assert needs_shown(CONTENT, journey(**project(level="defensible"))) == {}


def test_the_project_that_rests_least_on_the_user_s_word_is_named() -> None:
    unknown = [finding(key, "unknown", "L", "p1", score=0.5) for key in ("R19", "R20")]
    first = [unknown[0], replace(unknown[1], state="pass")]
    second = [finding(key, id_="p2") for key in ("R19", "R20")]
    of = read(*first, *second, marks=(mark("R19"),))
    assert needs_shown(CONTENT, of)["G0.1"].project.id == "p2"


# ---------------------------------------------------------------------- over time


def test_what_changed_between_the_last_two_readings() -> None:
    runs = (
        run(1, states={"R01": "pass"}),
        run(2, states={"R16": "fail", "R26": "pass", "R38": "pass"}, sections={"data": 0.5, "model": 0.2}),
        run(
            3,
            level="shipped",
            states={"R16": "pass", "R26": "unknown", "R38": "pass"},
            sections={"data": 1.0, "model": 0.2},
        ),
    )
    since = since_last(runs)
    assert since is not None
    assert (since.passed, since.lost, since.rose) == (("R16",), ("R26",), 1)
    assert since.sections == {"data": (0.5, 1.0)}
    assert since_last(runs[:1]) is None
    assert since_last(()) is None


def ids(of: Journey, count: int | None = 3) -> list[str]:
    return [step.criterion.id for step in next_steps(CONTENT, progress(CONTENT, of, of.projects["p1"]), count)]


def test_before_a_reading_the_checklist_is_the_order_of_the_work() -> None:
    assert ids(journey(**project(level="none"))) == ["R01", "R02", "R03"]


def test_after_one_what_takes_least_comes_first() -> None:
    of = read(*all_found("R08", "R16", "R26", *UNSEEN), finding("R21", "unknown", "L", score=0.5))
    steps = next_steps(CONTENT, progress(CONTENT, of, of.projects["p1"]), None)
    assert [step.criterion.id for step in steps] == ["R21", "R16", "R26", "R03", "R27", "R08"]
    assert [(step.attest, step.hours) for step in steps[:2]] == [(True, 0.25), (False, CONTENT.criteria["R16"].hours)]


def test_only_what_brings_defensible_nearer_is_named() -> None:
    """A criterion that only hints see, in a section that is well met, is none of the musts: it brings nothing."""
    said = tuple(mark(key) for key in UNSEEN)
    of = read(*all_found("R12", "R13", "R37"), marks=said)
    assert progress(CONTENT, of, of.projects["p1"]).level == "shipped"
    assert ids(of) == ["R37", "R12"]
    few = [one.id for one in checklist(CONTENT, "serving_api") if one.section == "model" and not one.shipped]
    assert set(ids(read(*all_found(*few), marks=said), None)) == set(few)


def test_nothing_is_left_of_a_defensible_project() -> None:
    assert ids(journey(**project(level="defensible"))) == []


# ---------------------------------------------------------------------- the content


def test_each_criterion_that_proves_an_item_can_be_seen() -> None:
    """One of which a reading can only hint at would prove nothing."""
    assert all(one.confidence in ("H", "M") for one in CONTENT.criteria.values() if one.proves)


def test_hours_of_a_level_agree_with_what_such_projects_take() -> None:
    """Shipped from the median to the third quartile of such a project, defensible within the flagship's hours."""

    def total(level: str) -> Mapping[str, float]:
        return {
            type_id: sum(
                one.hours
                for one in checklist(CONTENT, type_id)
                if level == "defensible" or one.needed_for_shipped(type_id)
            )
            for type_id in CONTENT.project_types
        }

    assert all(40 <= hours <= 66 for hours in total("shipped").values()), total("shipped")
    _, likely, most = CONTENT.phases["P6"].hours_deliver
    assert all(likely <= hours <= most for hours in total("defensible").values()), total("defensible")
