"""Three people get three different answers."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from typing import Any

import pytest

from mentor.cli import main
from tests.cli.conftest import INTAKES, TODAY


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for who, text in INTAKES.items():
        folder = tmp_path_factory.mktemp(who)
        file = folder / "answers.toml"
        file.write_text(text, encoding="utf-8")
        shared = ["--data-dir", str(folder), "--today", TODAY]
        with redirect_stdout(io.StringIO()):
            assert main([*shared, "intake", str(file)]) == 0
        found[who] = {}
        for name in ("plan", "audit", "week"):
            with redirect_stdout(io.StringIO()) as out:
                assert main([*shared, name, "--json"]) == 0
            found[who][name] = json.loads(out.getvalue())
    return found


def test_headlines_differ(people: Any) -> None:
    months = {who: tuple(all_["plan"]["headline_months"]) for who, all_ in people.items()}
    assert len(set(months.values())) == 3
    assert months["beginner"][0] >= 18
    assert months["swe"][0] < 12


def test_phases_differ(people: Any) -> None:
    states = {who: {p["id"]: p["state"] for p in all_["plan"]["phases"]} for who, all_ in people.items()}
    assert states["swe"]["P0"] == "skipped"
    assert states["scientist"]["P1"] == "skipped"
    assert set(states["beginner"].values()) == {"full"}
    assert people["beginner"]["plan"]["next_phase"] == "P0"
    assert people["swe"]["plan"]["next_phase"] == "P1"
    assert "P3" in people["swe"]["plan"]["parallel"]


def test_gaps_and_weeks_differ(people: Any) -> None:
    gaps = {who: tuple(gap["item"] for gap in all_["audit"]["top_gaps"]) for who, all_ in people.items()}
    assert len(set(gaps.values())) == 3
    titles = {who: tuple(a["title"] for a in all_["week"]["actions"]) for who, all_ in people.items()}
    assert len(set(titles.values())) == 3
    projects = {next(a["title"] for a in all_["week"]["actions"] if a["kind"] == "project") for all_ in people.values()}
    assert len(projects) == 3


def test_the_beginner_is_not_sent_to_language_models_first(people: Any) -> None:
    first = {gap["area"] for gap in people["beginner"]["audit"]["top_gaps"][:3]}
    assert not first & {"llm_adaptation", "rag", "inference_opt"}


def test_every_week_fits_its_hours(people: Any) -> None:
    for all_ in people.values():
        assert 0 < all_["week"]["minutes_planned"] <= 600
