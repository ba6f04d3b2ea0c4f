"""The check of the design prompts and their sheet says what is wrong, and where."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mentor.content import Content
from mentor.content.check import check
from mentor.content.drills import TAGS
from mentor.content.load import DATA
from mentor.content.search.pages import pages_of


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("content") / "data"
    shutil.copytree(DATA, folder)
    return folder


def test_the_shipped_prompts_cover_every_family(content: Content):
    assert len(content.prompts) == 16
    assert {tag for prompt in content.prompts.values() for tag in prompt.tags} == set(TAGS)
    assert sum(row.weight for row in content.grade_sheet.rows) == 100
    assert content.grade_sheet.minutes == 45


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('weight = 12', 'weight = 13', "rows: 9 rows that weigh 100 are needed"),
        ("minutes = [5, 9]", "minutes = [6, 9]", "steps: do not follow one another"),
        ('id = "clarify.scale"', 'id = "clarify.count"', "clarify.count: sheet checks: stands 2 times"),
        ('tags = ["risk"]', 'tags = ["rsk"]', "rsk"),
        ('items = ["A18.1"', 'items = ["A99.1"', "A99.1"),
        ('facts = ["S2-076"', 'facts = ["S2-999"', "S2-999"),
        ('    serving = "9,300', '    serfing = "9,300', "strong serving: is empty"),
        ('offline = ["recall@500', 'offline = [] #', "offline: is empty"),
        ('title = "Clarify"', 'titel = "Clarify"', "titel"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(copy: Path, before: str, after: str, told: str):
    file = copy / "prompts.toml"
    text = (DATA / "prompts.toml").read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    problems = check(Content(copy))
    assert any("prompts.toml" in problem and told in problem for problem in problems), problems


def test_prompts_are_found_but_not_their_answers(content: Content):
    pages = {page.id: page for page in pages_of(content) if page.kind == "prompt"}
    assert set(pages) == set(content.prompts)
    for prompt in content.prompts.values():
        assert prompt.text in pages[prompt.id].text
        assert prompt.strong["model"] not in pages[prompt.id].text
        assert prompt.clarify[0].answer not in pages[prompt.id].text
