"""The words by which ads are read: broken copies are told by file, entry and field."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mentor.content import Content, ContentError
from mentor.content.check import check
from mentor.content.load import DATA

BROKEN = {
    "dead fact": (
        'facts = ["S2-101", "S0-008"]',
        'facts = ["S2-999"]',
        "adverts.toml, applied_scientist: facts: no fact",
    ),
    "dead rule": ('rules = ["C31"]', 'rules = ["C99"]', "adverts.toml, degree_waived: rules: no rule"),
    "dead area": ('area = "rag"', 'area = "rags"', "no area has the id 'rags', did you mean 'rag'?"),
    "area without words": ('area = "rag"', 'area = "other2"', "no list of words for the area has the id 'rag'"),
    "unknown kind of title": ('id = "software"', 'id = "softwares"', "no entry of titles has the id 'software'"),
    "unknown company": ('id = "mid_market"\nwords', 'id = "mid_markt"\nwords', "adverts.toml, types: id: no company"),
    "missing case": ('id = "both_halves"', 'id = "both_half"', "no entry of cases has the id 'both_halves'"),
    "missing flag": ('id = "unpaid"', 'id = "paid"', "no entry of flags has the id 'unpaid'"),
    "missing number": ("[choices.demo_least]", "[choices.demo_most]", "no entry of choices has the id 'demo_least'"),
    "no count": ("value = 8\n", 'value = "8"\n', "choices heading_words: value: a count is needed, '8' stands here"),
    "flag on nothing": ('reason = "No guide', '# "', "adverts.toml, unpaid: reason: stands where no guide speaks"),
    "word twice": ('"python3", ', '"python3", "python3", ', "adverts.toml, python3: terms python: stands 2 times"),
    "empty phrase": ('"python3", ', '" ", ', "terms python: words: is empty, or holds an empty phrase"),
    "long text": ('short = "a step sideways"', f'short = "{"long " * 12}"', "backend_needs_none: short: 60 characters"),
    "unknown key": ("[seniority]", "surplus = 1\n[seniority]", "unknown key 'surplus'"),
    "syntax": ("[seniority]", "[seniority", "adverts.toml: "),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_adverts_are_named(tmp_path: Path, name: str) -> None:
    old, new, expected = BROKEN[name]
    folder = shutil.copytree(DATA, tmp_path / "data")
    path = folder / "adverts.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text, "the case no longer fits the content"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = check(Content(folder))
    assert any(expected in line for line in found), found


def test_reading_a_broken_file_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "adverts.toml").write_text("x = 1\n", encoding="utf-8")
    with pytest.raises(ContentError, match="unknown key 'x'"):
        _ = Content(tmp_path).adverts
