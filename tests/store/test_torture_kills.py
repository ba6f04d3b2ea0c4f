"""Processes that are killed, at moments drawn by lot and at every system call."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.store.torture import FACTOR, run, told
from tests.store.torture.scenes import SCENES

pytestmark = pytest.mark.torture


@pytest.mark.parametrize(("seed", "folds"), [(1, 3), (2, 30), (3, 60)])
def test_a_killed_process_loses_nothing_it_acknowledged(seed: int, folds: int, tmp_path: Path) -> None:
    seen = json.loads(run("kills", tmp_path / "above" / "data", seed, 10 * FACTOR + 4, folds))
    assert seen["kills"] == 10 * FACTOR + 4
    assert seen["acknowledged"] >= seen["kills"]


@pytest.fixture(scope="module")
def deaths(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, dict[str, str]]]:
    """For each scene how many processes died in it, and after which of them something was wrong."""
    return json.loads(run("deaths", tmp_path_factory.mktemp("deaths")))


@pytest.mark.parametrize("scene", SCENES)
def test_a_process_that_dies_at_any_call_leaves_all_of_a_change_or_nothing(
    scene: str, deaths: dict[str, tuple[int, dict[str, str]]]
) -> None:
    count, wrong = deaths[scene]
    assert not wrong, told(wrong)
    assert count >= 10
