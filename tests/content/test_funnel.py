"""The check of the leaks and of the funnel's numbers says what is wrong, and where."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mentor.content import Content
from mentor.content.check import check
from mentor.content.load import DATA


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("content") / "data"
    shutil.copytree(DATA, folder)
    return folder


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        ("leaks", 'id = "onsite"', 'id = "onsit"', "onsit"),
        ("leaks", 'rules = ["C26"', 'rules = ["C99"', "screen: rules: no rule has the id 'C99'"),
        ("leaks", 'facts = ["S0-076"', 'facts = ["S9-076"', "screen: facts: no fact has the id 'S9-076'"),
        ("leaks", 'opens = "resume"', 'opens = "resum"', "'resum' is none of"),
        ("leaks", 'text = "Targets:', f'text = "{"long " * 30}', "screen: causes: "),
        ("leaks", 'title = "Few onsites', 'titel = "Few onsites', "titel"),
        ("numbers", "cold = [3, 47]", "cold = [3]", "funnel_priors: cold: 2 above 0 needed"),
        ("numbers", "cold = [3, 47]", "cold = [0, 47]", "funnel_priors: cold: 2 above 0 needed"),
        ("numbers", "cold = [3, 47], ", "", "funnel_priors: value: cold, warm"),
        ("numbers", "{ cold = 0.75", "{ cold = -1", "funnel_hours: cold: 1 above 0 needed"),
        ("numbers", "{ cold = 150 }", "{ colt = 150 }", "funnel_examples: value: no channel has the id 'colt'"),
        ("numbers", '["insider", "transfer"]', '["inside"]', "funnel_assumed: value: no channel has the id 'inside'"),
        ("numbers", "latency_weeks", "latency", "funnel: value: latency_weeks is missing"),
    ],
)
def test_what_is_wrong_is_named(copy: Path, file: str, before: str, after: str, told: str):
    path = copy / f"{file}.toml"
    text = (DATA / path.name).read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    problems = check(Content(copy))
    path.write_text(text, encoding="utf-8")
    assert any(problem.startswith(path.name) and told in problem for problem in problems), problems
