"""A command line over a data folder of its own, run in this process."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mentor.cli import main
from tests.raw import everything, tables_of

TODAY = "2025-11-21"

AREAS = (
    *("python", "hygiene", "sql", "classical_ml", "pytorch", "deep_learning", "evaluation", "math", "deployment"),
    *("cloud", "mlops", "monitoring", "pipelines", "llm_adaptation", "rag", "inference_opt", "domain_depth"),
    *("system_design", "communication", "portfolio_search"),
)

INTAKES = {
    "swe": """
[profile]
start = "swe_backend"
industry = "fintech"
hours_per_week = 10
target = "platform"
[levels]
python = 4
hygiene = 3
sql = 3
deployment = 3
cloud = 2
classical_ml = 1
evaluation = 1
pytorch = 0
deep_learning = 0
math = 1
""",
    "scientist": """
[profile]
start = "data_scientist"
industry = "insurance"
hours_per_week = 10
[levels]
python = 2
hygiene = 1
sql = 3
classical_ml = 4
evaluation = 3
pytorch = 2
deep_learning = 3
math = 3
deployment = 0
cloud = 1
""",
    "beginner": "[profile]\nstart = 'beginner'\nindustry = 'nursing'\nhours_per_week = 10\n[levels]\n"
    + "\n".join(f"{area} = 0" for area in AREAS),
}


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Cli:
    """Runs commands over one data folder; `today` may be moved."""

    def __init__(self, folder: Path, capture: Any, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.file = folder / "journey.json"
        self.today = TODAY
        self._capture = capture
        self._patch = patch

    def __call__(self, *words: str) -> Result:
        return self.bare("--data-dir", str(self.folder), "--today", self.today, *words)

    def bare(self, *words: str) -> Result:
        status = main(list(words))
        done = self._capture.readouterr()
        return Result(status, done.out, done.err)

    def intake(self, text: str | bytes) -> Result:
        data = text if isinstance(text, bytes) else text.encode()
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        return self("intake", "-")

    def begin(self, who: str = "swe") -> None:
        assert self.intake(INTAKES[who]).status == 0

    def tables(self) -> Any:
        return tables_of(self.folder)

    def stored(self) -> dict[str, bytes]:
        """All that is on the disk, to tell whether anything was written."""
        return everything(self.folder)


@pytest.fixture(autouse=True)
def _no_real_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MENTOR_DATA_DIR", "NO_COLOR", "COLUMNS", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    return Cli(tmp_path / "data", capsys, monkeypatch)


@pytest.fixture
def begun(cli: Cli) -> Cli:
    cli.begin()
    return cli
