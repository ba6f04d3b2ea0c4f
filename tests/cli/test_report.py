"""`audit` and `plan`: shapes, and what the text says."""

from __future__ import annotations

from typing import Any

import pytest

from mentor.cli.audit import BAR, MARKS, PLAIN_MARKS, bar, marks_for


def test_audit_json_has_the_keys_scripts_rely_on(begun: Any) -> None:
    report = begun("audit", "--json").json
    assert set(report) >= {"areas", "top_gaps", "readiness", "weakest_block", "blocks", "calibration"}
    assert len(report["areas"]) == 20
    for area in report["areas"]:
        assert set(area) >= {"id", "title", "weight", "base_weight", "multiplier", "level", "effective", "target"}
        assert set(area) >= {"deficit", "gap", "status", "shares"}
        assert sum(area["shares"].values()) == pytest.approx(1, abs=0.01)
        assert 0 <= area["deficit"] <= 1
    assert len(report["top_gaps"]) == 5
    for gap in report["top_gaps"]:
        assert set(gap) >= {"area", "item", "sentence", "hours", "phase", "why"}
    assert 0 <= report["readiness"] <= 1
    assert report["weakest_block"] in report["blocks"]
    assert report["calibration"] == {"sure": 0, "right": 0}


def test_audit_json_gives_null_for_what_is_not_rated(begun: Any) -> None:
    areas = {area["id"]: area for area in begun("audit", "--json").json["areas"]}
    assert areas["python"]["level"] == 4
    assert areas["python"]["effective"] == 2.5
    assert areas["rag"]["level"] is None


def test_audit_text_shows_areas_gaps_and_the_weakest_block(begun: Any) -> None:
    text = begun("audit").out
    report = begun("audit", "--json").json
    folded = " ".join(text.split())
    assert all(area["id"] in text for area in report["areas"])
    assert all(gap["sentence"] in folded for gap in report["top_gaps"])
    assert f"limited by {report['weakest_block']}" in text
    assert "10 areas are not rated" in text
    assert "you were sure" not in text


def test_audit_text_tells_calibration_once_there_are_probes(cli: Any) -> None:
    text = cli.bare("--demo", "--today", "2025-11-21", "audit").out
    assert "you were sure 10 times and right 7 of 10" in text


def test_audit_says_what_rating_again_has_changed(begun: Any, cli: Any) -> None:
    assert begun("audit", "--json").json["changes"] == []
    assert "Since last time" not in begun("audit").out
    shown = cli.bare("--demo", "--today", "2025-11-21", "audit").out
    assert "Since last time" in shown
    assert "1.2 -> 1.2 since 5 November 2025, 1 item the same" in shown
    found = cli.bare("--demo", "--today", "2025-11-21", "audit", "--json").json["changes"]
    assert [change["id"] for change in found] == ["classical_ml", "pytorch", "evaluation"]
    assert found[2] == {
        "id": "evaluation",
        "before": 0.8,
        "now": 1.0,
        "since": "2025-11-05",
        "items": [{"id": "A07.2", "before": 2, "now": 3, "since": "2025-11-05"}],
    }


@pytest.mark.parametrize(
    "shares", [(1, 0, 0), (0, 1, 0), (0, 0, 1), (0.01, 0.01, 0.98), (0.33, 0.33, 0.34), (0.98, 0.01, 0.01), (0, 0, 0)]
)
def test_bars_have_one_length_and_hide_no_part(shares: tuple[float, float, float]) -> None:
    drawn = bar(shares)
    assert len(drawn) == BAR
    assert all(mark in drawn for mark, share in zip(MARKS, shares, strict=True) if share)


def test_bars_stay_distinct_without_unicode() -> None:
    assert marks_for("utf-8") == MARKS
    assert marks_for("ascii") == PLAIN_MARKS
    assert marks_for("no such thing") == PLAIN_MARKS
    assert len(set(PLAIN_MARKS)) == 3


def test_plan_json_has_the_keys_scripts_rely_on(begun: Any) -> None:
    plan = begun("plan", "--json").json
    assert set(plan) >= {"headline_months", "plan_on", "rule", "basis", "milestones", "phases", "next_phase"}
    assert set(plan) >= {"parallel", "remaining_months_computed", "apply_gate", "forecast"}
    assert all(set(row) >= {"source", "months", "measures", "facts"} for row in plan["basis"])
    assert all(set(row) >= {"months", "means"} for row in plan["milestones"])
    assert {phase["id"] for phase in plan["phases"]} == {f"P{n}" for n in range(8)}
    for phase in plan["phases"]:
        assert set(phase) >= {"id", "state", "months", "hours", "gate", "title", "why", "source"}
        assert phase["state"] in ("done", "skipped", "shortened", "full")
    forecast = plan["forecast"]
    assert set(forecast) >= {"p10", "p50", "p80", "p90", "floor", "hours_per_week", "assumption"}
    assert forecast["p10"] <= forecast["p50"] <= forecast["p80"] <= forecast["p90"]
    assert set(plan["apply_gate"]) == {"open", "missing"}


def test_plan_json_orders_phases_as_the_user_walks_them(begun: Any) -> None:
    order = [phase["id"] for phase in begun("plan", "--json").json["phases"]]
    assert order.index("P5") < order.index("P3")  # platform: MLOps right after deployment


def test_plan_text_carries_every_figure_with_its_source(begun: Any) -> None:
    text = begun("plan").out
    folded = " ".join(text.split())
    plan = begun("plan", "--json").json
    low, high = plan["headline_months"]
    assert f"{low}-{high} months by the guides, plan on {plan['plan_on']}" in folded
    for row in plan["basis"]:
        assert f"{row['source']} {row['months'][0]}-{row['months'][1]}" in folded
        assert row["measures"] in folded
    for phase in plan["phases"]:
        assert phase["why"] in folded
    for line in plan["apply_gate"]["missing"]:
        assert line in folded
    assert plan["forecast"]["assumption"] in folded
    assert "(computed)" in folded
    assert plan["project"]["title"] in folded
    assert all(other["why"] in folded for other in plan["project"]["not_yet"])


@pytest.mark.parametrize("command", ["audit", "plan", "week", "profile"])
def test_text_fits_80_columns_and_has_no_codes(begun: Any, command: str) -> None:
    text = begun(command).out
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text
    assert not any(line != line.rstrip() for line in text.splitlines())
