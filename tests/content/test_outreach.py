"""Messages and questions about offers: what the check says of broken ones, and what the shipped ones hold."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mentor.content import Content, ContentError
from mentor.content.check import check
from mentor.content.check_outreach import SAMPLES
from mentor.content.load import DATA
from mentor.content.outreach import DRAFT_KINDS, PLACEHOLDERS
from mentor.journey.search import MessageKind

CONTENT = Content()
BROKEN = {
    # what is wrong: (file, old text, new text, the line that is expected)
    "a placeholder that nothing fills": (
        "messages",
        "Hi {name}, I built {built}.",
        "Hi {name}, I built {built} in {town}.",
        "messages.toml, first.project: lines: no placeholder has the id 'town'",
    ),
    "deployed without a word for it": (
        "messages",
        '"I ask because I am building {building}."',
        '"I ask because I deployed {building}."',
        "first.question: lines: 'deployed' stands without {deployed}",
    ),
    "built without a word for it": (
        "messages",
        '"At present I am building {building}."',
        '"At present I built {building}."',
        "first.background: lines: 'built' stands without {made}",
    ),
    "a word of the checklists": (
        "messages",
        "A no is fine and changes nothing",
        "My shipped work speaks",
        "referral.plain: lines: 'shipped' is a word of the checklists",
    ),
    "too long": (
        "messages",
        "Two lines would help me",
        f"Two lines would help me{' indeed' * 20}",
        "first.question: lines: the fullest draft has",
    ),
    "too short": (
        "messages",
        "If something that I do can ever be of use to you, please write to me.",
        "Thanks.",
        "thanks.plain: lines: the barest draft has 1",
    ),
    "a dead fact": ("messages", 'ask_facts = ["S2-099"]', 'ask_facts = ["S2-999"]', "ask_facts: no fact has the id"),
    "a check that the code does not know": (
        "messages",
        'id = "parked"',
        'id = "resting"',
        "checks: no entry has the id 'parked'",
    ),
    "a kind without a text": ("messages", 'id = "thanks"\n', 'id = "first"\n', "first: kinds: stands 2 times"),
    "no such kind": ("messages", 'kind = "thanks"', 'kind = "thank"', "'thank' is none of first, follow_up"),
    "one wording alone": (
        "messages",
        'id = "thanks.call"\nkind = "thanks"',
        'id = "thanks.call"\nkind = "referral"',
        "2 wordings of thanks are needed, 1 stand here",
    ),
    "a wording twice": ("messages", 'id = "thanks.call"', 'id = "thanks.plain"', "thanks.plain: id: stands 2 times"),
    "a project type without a word": ("messages", 'rag = "a', 'rap = "a', "things: no entry has the id 'rag'"),
    "no words": ("messages", "flattery = [", "praise = [", "words: no entry has the id 'flattery'"),
    "an unknown key": ("messages", "low = 200", "lowest = 200", "messages.toml: length: unknown key 'lowest'"),
    "no statement": (
        "offers",
        'ask = "How does it vest?"',
        'ask = "It vests."',
        "vesting: ask: ends without a question",
    ),
    "a question twice": ("offers", 'id = "vesting"', 'id = "localised"', "localised: id: stands 2 times"),
    "a question no guide asks": ("offers", 'facts = ["S2-051"]', 'facts = ["S9-1"]', "no fact has the id 'S9-1'"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_each_fault_is_told(tmp_path: Path, case: str) -> None:
    file, old, new, line = BROKEN[case]
    shutil.copytree(DATA, tmp_path / "data")
    path = tmp_path / "data" / f"{file}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    problems = check(Content(tmp_path / "data"))
    assert any(line in problem for problem in problems), problems


@pytest.mark.parametrize("file", ["messages", "offers"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, file: str) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    (tmp_path / "data" / f"{file}.toml").write_text("=", encoding="utf-8")
    content = Content(tmp_path / "data")
    assert any(problem.startswith(f"{file}.toml: ") for problem in check(content))
    with pytest.raises(ContentError):
        _ = content.outreach if file == "messages" else content.offer_questions


def test_every_placeholder_is_used_and_has_a_sample() -> None:
    used = {name for name in PLACEHOLDERS for one in CONTENT.outreach.messages if f"{{{name}}}" in str(one.lines)}
    assert used == set(PLACEHOLDERS) == set(SAMPLES)


def test_every_kind_can_be_stored() -> None:
    assert set(DRAFT_KINDS) - {"thanks", "referral"} < set(MessageKind.__args__)  # type: ignore[attr-defined]


def test_the_figures_on_length_are_those_of_their_source() -> None:
    length = CONTENT.outreach.length
    assert (length.low, length.high) == (200, 400)
    for words in ("200-400", "16%", "41%", "SHRM", "recruiters'", "no promise"):
        assert words in length.said


def test_the_guides_question_of_equity_is_asked_in_its_three_parts() -> None:
    asked = [one.id for one in CONTENT.offer_questions.values() if "S3-043" in one.facts]
    assert asked == ["strike_price", "vesting", "valuation_409a"]
