"""Reading a project that a test made up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mentor.content import Content
from mentor.evidence import Examination, examine
from tests.conftest import TODAY
from tests.evidence.repo import Plan, build

Read = Callable[..., Examination]


@pytest.fixture(scope="session")
def read(content: Content, tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Build a planned project and read it, once for each that is the same."""
    known: dict[str, Examination] = {}

    def reading(made: Plan, type_id: str) -> Examination:
        key = f"{type_id} {made!r}"
        if key not in known:
            folder = build(tmp_path_factory.mktemp("project") / "p", made)
            known[key] = examine(folder, type_id, content, today=TODAY)
        return known[key]

    return reading


@pytest.fixture
def look(content: Content) -> Callable[..., Examination]:
    """Read a folder as it is."""

    def looking(folder: Path, type_id: str = "serving_api", **options: object) -> Examination:
        return examine(folder, type_id, content, today=TODAY, **options)  # type: ignore[arg-type]

    return looking
