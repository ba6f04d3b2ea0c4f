"""`mentor plan`: the forecast as text and for scripts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from mentor.clock import Clock
from mentor.coach.review import make_review
from mentor.content import Content
from mentor.journey.records import Week
from mentor.journey.time import LogEntry
from mentor.session import Session
from mentor.store.store import Store


def forecast(cli: Any) -> dict[str, Any]:
    return cli("plan", "--json").json["forecast"]


def walk(cli: Any, weeks: int, hours: int) -> None:
    """Some weeks of 10 planned hours, each with what was logged and its review; then the day after the last."""
    first = date.fromisoformat(cli.today)
    for n in range(1, weeks + 1):
        day = first + timedelta(days=7 * (n - 1))
        session = Session(Content(), Store(cli.folder), Clock(day))
        week = Week(f"w{n}", n, day, day + timedelta(days=6), 600, 10.0)
        session.commit("a week", [week, LogEntry(f"l{n}", day, hours * 60, "build")])
        plan = session.plan()
        session.commit("its review", [make_review(f"w{n}", plan.forecast, plan.shown, plan.audit, day)])
    cli.today = (first + timedelta(days=7 * weeks)).isoformat()


def test_json_has_the_days_as_shown_and_what_they_rest_on(begun: Any) -> None:
    found = forecast(begun)
    assert date.fromisoformat(begun.today) < date.fromisoformat(found["likely"])
    assert date.fromisoformat(found["likely"]) <= date.fromisoformat(found["plan_on"])
    assert (found["adherence"], found["effort"], found["weeks_measured"]) == (0.8, 1.0, 0)
    assert (found["by_deadline"], found["levers"], found["change"]) == (None, [], None)
    assert found["point"] > 0


def test_json_has_the_days_of_each_open_phase_in_order(begun: Any) -> None:
    plan = begun("plan", "--json").json
    ready = [phase["ready"] for phase in plan["phases"]]
    assert [days is None for days in ready] == [phase["state"] in ("done", "skipped") for phase in plan["phases"]]
    found = [days for days in ready if days is not None]
    assert found == sorted(found)
    assert found[-1] == [plan["forecast"]["likely"], plan["forecast"]["plan_on"]]


def test_json_has_the_chance_of_ones_own_date_and_the_levers(begun: Any) -> None:
    begun("profile", "set", "deadline_months=9")
    found = forecast(begun)
    assert 0 <= found["by_deadline"] < 0.5
    assert [lever["id"] for lever in found["levers"]] == ["hours", "scope", "date"]
    assert all(set(lever) == {"id", "text", "chance"} for lever in found["levers"])
    assert all(lever["chance"] >= found["by_deadline"] for lever in found["levers"])


def test_json_says_what_moved_the_forecast(begun: Any) -> None:
    first = begun.today
    walk(begun, 6, 3)
    found = forecast(begun)
    change = found["change"]
    assert change["from"] == first
    assert change["now"] - change["before"] == pytest.approx(sum(change["parts"].values()), abs=0.05)
    assert change["parts"]["pace"] > 0
    assert found["weeks_measured"] == 6
    assert found["adherence"] == pytest.approx((6 * 0.3 + 3 * 0.8) / 9, abs=0.001)


def test_text_gives_both_days_the_guides_and_the_floor(begun: Any) -> None:
    text = " ".join(begun("plan").out.split())
    found = forecast(begun)
    likely, plan_on = (date.fromisoformat(found[key]) for key in ("likely", "plan_on"))
    assert f"likely {likely:%B %Y}, {found['p50']:g} months from today" in text
    assert f"plan on {plan_on:%B %Y}, {found['p80']:g} months from today" in text
    assert f"between {found['p10']:g} and {found['p90']:g} months in eight of ten runs" in text
    assert f"never under {found['floor']:g} months" in text
    assert "likely done by" in text
    assert "calibration, not validation" in text
    assert "your date" not in text
    assert "moved" not in text


def test_text_gives_ones_own_date_with_levers_and_what_moved_it(begun: Any) -> None:
    begun("profile", "set", "deadline_months=9")
    walk(begun, 6, 3)
    text = " ".join(begun("plan").out.split())
    found = forecast(begun)
    assert "your date An offer by 21 August 2026: hardly, under 1% of the imagined runs." in text
    for lever in found["levers"]:
        assert f"with {lever['text']}" in text
    change = found["change"]
    line = ", ".join(f"{name} {part:+.1f}" for name, part in change["parts"].items())
    assert f"moved {line}: {change['before']:.1f} -> {change['now']:.1f} months" in text
    assert "pace Less of the planned hours gets logged than was assumed" in text


def test_text_says_since_when_the_days_are_shown(begun: Any) -> None:
    day = date.fromisoformat(begun.today)
    walk(begun, 1, 8)
    assert f"shown since {day.day} {day:%B %Y}." in " ".join(begun("plan").out.split())
