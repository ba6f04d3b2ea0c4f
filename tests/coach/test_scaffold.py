"""The empty skeleton of a project: what is in it, and that it says nothing in its user's place."""

from __future__ import annotations

import re
import tomllib
from pathlib import PurePosixPath

import pytest

from mentor.coach.portfolio import checklist
from mentor.coach.scaffold import package_name, skeleton
from mentor.content import Content

TYPES = ("serving_api", "feature_pipeline", "fine_tuning", "rag", "domain_problem")
COMMON = {
    *(".dockerignore", ".env.example", ".github/workflows/ci.yml", ".gitignore", "CHECKLIST.md", "Dockerfile"),
    *("Makefile", "README.md", "data/.gitkeep", "metrics/.gitkeep", "pyproject.toml", "src/fraud_scores/__init__.py"),
    "tests/.gitkeep",
}
OWN = {
    "serving_api": ({"load/.gitkeep"}, "Release and rollback"),
    "feature_pipeline": ({"sql/.gitkeep"}, "Training and serving agree"),
    "fine_tuning": ({"prompts/.gitkeep"}, "Base model"),
    "rag": (set(), "Retrieval compared"),
    "domain_problem": ({"monitoring/.gitkeep"}, "Price of each error"),
}


@pytest.fixture(params=TYPES)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def files(content: Content, kind: str) -> dict[str, str]:
    return skeleton(content, kind, "Fraud scores")


def test_every_type_has_one(content: Content) -> None:
    assert set(content.project_types) == set(TYPES) == set(OWN)


def test_files(files: dict[str, str], kind: str) -> None:
    assert set(files) == COMMON | OWN[kind][0]
    assert list(files) == sorted(files)
    assert all(".." not in path and not path.startswith("/") for path in files)


def test_headings_are_there_and_nothing_stands_below_them(files: dict[str, str], kind: str) -> None:
    readme = files["README.md"]
    assert readme.startswith("# Fraud scores\n")
    headings = re.findall(r"^##+ (.*)$", readme, re.MULTILINE)
    assert {"Problem", "Data", "Results", "Run", "Deployment", "Limits", "What broke", OWN[kind][1]} <= set(headings)
    assert len(set(headings)) == len(headings)
    left = re.sub(r"<!-- [^\n]* -->|^#+ .*$", "", readme, flags=re.MULTILINE)
    assert left.strip() == ""


def test_the_checklist_holds_every_criterion_of_the_type_where_it_is_asked(
    content: Content, kind: str, files: dict[str, str]
) -> None:
    text = files["CHECKLIST.md"]
    listed: dict[str, list[str]] = {"Shipped": [], "Defensible": []}
    level = ""
    for line in text.splitlines():
        level = line.removesuffix(":") if line.removesuffix(":") in listed else level
        if found := re.match(r"\[ \] (\w+) ", line):
            listed[level].append(found[1])
    criteria = checklist(content, kind)
    assert listed["Shipped"] == [c.id for c in criteria if c.needed_for_shipped(kind)]
    assert listed["Defensible"] == [c.id for c in criteria if c.needed_for_defensible(kind)]
    assert "  3 real tests. Tests that import your code" in text
    assert "  10 tests, one of them an integration test" in text
    assert "[x]" not in text
    outside = re.sub(r"^```text\n.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    assert "[ ]" not in outside
    assert max(len(line) for line in text.splitlines()) <= 116
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        *("## Data", "## Model and evaluation", "## Engineering", "## Operations and write-up")
    ]


def test_nothing_is_pretended(files: dict[str, str]) -> None:
    docker = [line for line in files["Dockerfile"].splitlines() if line and not line.startswith("#")]
    assert docker == ["FROM python", "WORKDIR /app"]
    assert not [path for path in files if PurePosixPath(path).name in ("uv.lock", "requirements.txt", "MODEL_CARD.md")]
    assert [path for path in files if path.endswith(".py")] == ["src/fraud_scores/__init__.py"]
    assert files["src/fraud_scores/__init__.py"] == ""
    assert re.findall(r"^(\w+):", files["Makefile"], re.MULTILINE) == ["check", "test"]


def test_what_it_does_contain_works(files: dict[str, str]) -> None:
    project = tomllib.loads(files["pyproject.toml"])
    assert project["project"]["name"] == "fraud-scores"
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["src/fraud_scores"]
    assert ".env" in files[".gitignore"].splitlines()
    assert "run: pytest" in files[".github/workflows/ci.yml"]
    assert all(
        line.startswith(("\t", "#", ".PHONY")) or line in ("", "check:", "test:")
        for line in files["Makefile"].splitlines()
    )


def test_no_placeholder_is_left(files: dict[str, str]) -> None:
    assert not [path for path, text in files.items() if re.search(r"@[a-z]+@", path + text)]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Fraud scores", "fraud_scores"),
        ("fraud-scores.v2", "fraud_scores_v2"),
        ("Betrug prüfen", "betrug_prufen"),
        ("3 models", "project_3_models"),
        ("class", "project_class"),
        ("不正検知", "project"),
        ("", "project"),
        ("../../etc", "etc"),
        ('x"; import os #', "x_import_os"),
        ("@package@", "package"),
    ],
)
def test_package_names(content: Content, title: str, name: str) -> None:
    assert package_name(title) == name
    assert name.isidentifier()
    files = skeleton(content, "rag", title)
    assert f"src/{name}/__init__.py" in files
    tomllib.loads(files["pyproject.toml"])


def test_a_title_is_one_line_of_text(content: Content) -> None:
    readme = skeleton(content, "rag", "a\n## Results\x1b[2J " + "long " * 40)["README.md"]
    assert readme.startswith("# a ## Results[2J long")
    assert len(readme.splitlines()[0]) <= 82
    assert skeleton(content, "rag", "\x1b")["README.md"].startswith("# project\n")


def test_a_type_that_is_none(content: Content) -> None:
    with pytest.raises(KeyError):
        skeleton(Content(content.folder), "chatbot", "x")
