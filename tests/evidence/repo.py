"""Builds folders with a Git history of their own, out of the pieces in `parts` and `kinds`."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.evidence import kinds
from tests.evidence.parts import (
    BASE_README,
    DEFENSIBLE_FILES,
    FIRST_METRICS,
    MORE_README,
    README_ORDER,
    SHIPPED_FILES,
)

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
TYPES = ("serving_api", "feature_pipeline", "fine_tuning", "rag", "domain_problem")
FIRST = ("data/golden.jsonl", "eval/golden_queries.jsonl")
"""Labelled before anything was scored."""


@dataclass(frozen=True)
class Step:
    """One commit: what it says, when, and the files it writes; None removes one."""

    subject: str
    at: datetime
    files: Mapping[str, str | bytes | None]
    author: str = "Owner <owner@example.org>"


@dataclass(frozen=True)
class Plan:
    """A project before it is written: README parts, files, and how the commits are spread."""

    readme: dict[str, str]
    files: dict[str, str | bytes]
    hours: float = 15.0
    whole: bool = False
    later: tuple[Step, ...] = ()
    loose: Mapping[str, str | bytes] = field(default_factory=dict)

    def without(self, *paths: str) -> Plan:
        """The same without some files."""
        assert set(paths) <= set(self.files), set(paths) - set(self.files)
        return replace(self, files={path: text for path, text in self.files.items() if path not in paths})

    def without_part(self, *parts: str) -> Plan:
        """The same without some parts of the README."""
        assert set(parts) <= set(self.readme)
        return replace(self, readme={part: text for part, text in self.readme.items() if part not in parts})

    def with_files(self, **files: str | bytes) -> Plan:
        """The same with some files; `__` stands for a slash and `_dot_` for a dot in their names."""
        return self.put({name.replace("__", "/").replace("_dot_", "."): text for name, text in files.items()})

    def put(self, files: Mapping[str, str | bytes]) -> Plan:
        """The same with some files more, or in place of the old ones."""
        return replace(self, files={**self.files, **files})

    def changed(self, path: str, change: Callable[[str], str]) -> Plan:
        """The same with one file changed."""
        old = self.files[path]
        assert isinstance(old, str)
        new = change(old)
        assert new != old, f"{path} is as it was"
        return self.put({path: new})

    def part(self, name: str, text: str) -> Plan:
        """The same with a part of the README in place of the old one."""
        return replace(self, readme={**self.readme, name: text})

    def steps(self) -> list[Step]:
        """The commits: golden files first, then one file or README part at a time, then what comes later."""
        order = sorted(self.files, key=lambda path: (path not in FIRST, path.startswith("results/"), path))
        changes: list[tuple[str, dict[str, str | bytes | None]]] = [
            (f"Add {path}", {path: self.files[path]}) for path in order
        ]
        text = ""
        for part in sorted(self.readme, key=README_ORDER.index):
            text += ("" if part in ("split", "licences", "ablation", "errors_cost", "runs") else "\n") + self.readme[
                part
            ]
            changes.append((f"Write {part}", {"README.md": text.lstrip("\n")}))
        if "results/metrics.json" in self.files:
            first = next(n for n, (_, files) in enumerate(changes) if "results/metrics.json" in files)
            changes.insert(first, ("First results", {"results/metrics.json": json.dumps(FIRST_METRICS)}))
        if self.whole:
            changes = [("Initial commit", {path: text for _, files in changes for path, text in files.items()})]
        steps = [
            Step(subject, START + timedelta(hours=self.hours * n), files) for n, (subject, files) in enumerate(changes)
        ]
        return [*steps, *self.later]


def plan(type_id: str, level: str) -> Plan:
    """A good project of a type: `defensible` or `shipped`."""
    readme = {**BASE_README, **kinds.README[type_id]}
    files: dict[str, str | bytes] = {**SHIPPED_FILES, **kinds.SHIPPED[type_id]}
    if level == "defensible":
        readme |= {**MORE_README, **kinds.MORE_README[type_id]}
        files |= {**DEFENSIBLE_FILES, **kinds.DEFENSIBLE[type_id]}
    return Plan(readme, files)


def tutorial_copy(type_id: str) -> Plan:
    """A course's project as it was handed out, in one commit."""
    code = (
        "import seaborn as sns\nfrom sklearn.model_selection import train_test_split\n"
        "from sklearn.ensemble import RandomForestClassifier\n\n"
        'frame = sns.load_dataset("titanic").dropna()\n'
        'rows, labels = frame[["age", "fare"]], frame["survived"]\n'
        "x_train, x_test, y_train, y_test = train_test_split(rows, labels, test_size=0.2)\n"
        "print(RandomForestClassifier().fit(x_train, y_train).score(x_test, y_test))\n"
    )
    readme = {"title": f"# Titanic survival, {type_id}\n\nFollow along and predict who survives.\n"}
    return Plan(readme, {"main.py": code, "requirements.txt": "pandas>=2\nscikit-learn\n"}, whole=True)


def notebook_only(type_id: str) -> Plan:
    """Everything in one notebook."""
    cells = [
        "import pandas as pd\nfrom sklearn.linear_model import LogisticRegression",
        "%matplotlib inline\nframe = pd.read_csv('data/invoices.csv')",
        "model = LogisticRegression().fit(frame[['amount']], frame['late'])",
        "!pip install shap",
    ]
    book = {"cells": [{"cell_type": "code", "source": cell.splitlines(keepends=True)} for cell in cells]}
    readme = {"title": f"# Invoices, {type_id}\n\nSee the notebook.\n"}
    return Plan(readme, {"analysis.ipynb": json.dumps(book), "data/invoices.csv": "amount,late\n3,1\n"})


def build(folder: Path, made: Plan) -> Path:
    """Write a project with its history."""
    write_history(folder, made.steps())
    for path, text in made.loose.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def write_history(folder: Path, steps: list[Step]) -> None:
    """A repository with these commits, checked out."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    stream = bytearray()
    for step in steps:
        when = f"{int(step.at.timestamp())} +0000"
        stream += f"commit refs/heads/main\nauthor {step.author} {when}\ncommitter {step.author} {when}\n".encode()
        stream += _data(step.subject.encode())
        for path, text in step.files.items():
            if text is None:
                stream += f"D {path}\n".encode()
            else:
                stream += f"M 100644 inline {path}\n".encode() + _data(
                    text if isinstance(text, bytes) else text.encode()
                )
        stream += b"\n"
    git(folder, "fast-import", "--quiet", stdin=bytes(stream))
    git(folder, "reset", "-q", "--hard")


def _data(text: bytes) -> bytes:
    return b"data %d\n" % len(text) + text + b"\n"


def git(folder: Path, *words: str, stdin: bytes = b"") -> str:
    """Git over a folder of a test, without anybody's own settings."""
    env = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        **{
            f"GIT_{who}_{what}": f"{who.lower()}@example.org"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
        **{f"GIT_{who}_DATE": "2026-03-01T10:00:00Z" for who in ("AUTHOR", "COMMITTER")},
    }
    done = subprocess.run(
        ["git", *words], cwd=folder, input=stdin, capture_output=True, env=env, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()
