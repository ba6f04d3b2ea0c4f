"""Two and four processes that write one journey at once while another reads it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.store.torture import FACTOR, run

pytestmark = pytest.mark.torture


@pytest.mark.parametrize("writers", [2, 4])
def test_writers_that_meet_lose_nothing(writers: int, tmp_path: Path) -> None:
    commits = 50 * FACTOR
    seen = json.loads(run("writers", tmp_path / "above" / "data", writers, commits))
    assert seen["commits"] == writers * commits
    assert seen["entries"] > seen["commits"]
