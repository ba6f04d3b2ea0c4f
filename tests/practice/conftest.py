"""The tables, built once, and a command line over a data folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentor.content import Content
from mentor.practice.database import Database
from mentor.practice.grade import Grader
from tests.cli.conftest import Cli


@pytest.fixture(scope="session")
def database(content: Content) -> Database:
    return Database(content)


@pytest.fixture(scope="session")
def grader(content: Content) -> Grader:
    return Grader(content)


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    return Cli(tmp_path / "data", capsys, monkeypatch)
