"""What continuous integration does, from the YAML of its workflow files."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from mentor.evidence.read.build_files import Target, words_of
from mentor.evidence.read.yamls import load_yaml, walk_values

FOLDERS = (".github/workflows", ".gitea/workflows", ".forgejo/workflows", ".woodpecker")
FILES = frozenset(
    (
        ".gitlab-ci.yml",
        ".circleci/config.yml",
        "azure-pipelines.yml",
        "bitbucket-pipelines.yml",
        ".travis.yml",
        ".woodpecker.yml",
        ".woodpecker.yaml",
        ".drone.yml",
        "appveyor.yml",
        ".appveyor.yml",
        ".cirrus.yml",
    )
)
TESTERS = frozenset(("pytest", "py.test", "tox", "nox", "unittest", "hatch", "nose2", "ward"))
TEST_TARGETS = frozenset(("test", "tests", "check", "ci", "verify", "unit", "coverage", "cov", "pytest"))
COMMANDS = frozenset(
    ("run", "script", "before_script", "after_script", "command", "commands", "install", "test_script")
)


@dataclass(frozen=True)
class Step:
    """A command of a workflow, and the line on which it stands."""

    command: str
    line: int


@dataclass(frozen=True)
class Workflow:
    """A workflow: what starts it, and its commands."""

    path: str
    triggers: frozenset[str]
    steps: tuple[Step, ...]
    uses: tuple[str, ...] = ()

    @property
    def on_push(self) -> bool:
        """Whether each push, or each change proposed, starts it."""
        return bool({"push", "pull_request", "merge_request"} & self.triggers)

    @property
    def scheduled(self) -> bool:
        """Whether a clock starts it."""
        return "schedule" in self.triggers


def is_workflow(path: str) -> bool:
    """Whether a file describes continuous integration."""
    place = PurePosixPath(path)
    inside = str(place.parent) in FOLDERS and place.suffix in (".yml", ".yaml")
    return inside or path in FILES


def read_workflow(path: str, text: str) -> Workflow | None:
    """A workflow as read; None where it is no YAML."""
    try:
        documents = load_yaml(text)
    except ValueError:
        return None
    steps: list[Step] = []
    uses: list[str] = []
    triggers: set[str] = set()
    for document in documents:
        if not isinstance(document, dict):
            continue
        triggers |= _triggers(path, document)
        for keys, value in walk_values(document):
            if not isinstance(value, str) or not keys:
                continue
            if keys[-1] == "uses":
                uses.append(value)
            elif COMMANDS & set(keys[-2:]) or keys[-1] == "entry":
                steps += [
                    Step(line.strip(), _line_of(text, line.strip())) for line in value.split("\n") if line.strip()
                ]
    return Workflow(path, frozenset(triggers), tuple(steps), tuple(uses))


def _triggers(path: str, document: dict[str, Any]) -> set[str]:
    on = document.get("on")
    if isinstance(on, str):
        return {on}
    if isinstance(on, list):
        return {str(one) for one in on}
    if isinstance(on, dict):
        return {str(one) for one in on}
    # The others run on each push unless told otherwise.
    return set() if str(PurePosixPath(path).parent) in FOLDERS[:3] else {"push"}


def _line_of(text: str, part: str) -> int:
    at = text.find(part)
    return text.count("\n", 0, at) + 1 if at >= 0 else 0


def runs_tests(command: str, targets: dict[str, Target], depth: int = 0) -> bool:
    """Whether a command calls the tests, directly or through a target of a Makefile or justfile."""
    words = words_of(command)
    if any(word.rpartition("/")[2] in TESTERS for word in words) and "install" not in words:
        return True
    for tool, name in itertools.pairwise(words):
        if tool in ("make", "just", "task", "rake") and depth < 3:
            if name in targets:
                target = targets[name]
                inner = [*target.commands, *(f"make {one}" for one in target.after)]
                if any(runs_tests(one, targets, depth + 1) for one in inner):
                    return True
            elif name in TEST_TARGETS:
                return True
    return False
