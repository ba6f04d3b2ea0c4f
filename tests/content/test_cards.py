"""The cards of the practice: what the check says of broken ones, and how they are found."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mentor.content import Content
from mentor.content.check import check
from mentor.content.check_practice import LEAST, WORDS
from mentor.content.load import DATA
from mentor.content.practice import Card
from mentor.content.search import cards_of, index_of

CONTENT = Content()
FIRST, SECOND = list(CONTENT.cards.values())[:2]
FILE = f"cards/{FIRST.group}"
BROKEN = {
    # what is wrong: (file, old text, new text, the line that is expected)
    "no such group": ("card_groups", 'id = "maths"', 'id = "math"', "no card group has the id 'maths', did you mean"),
    "a group twice": ("card_groups", 'id = "sql"', 'id = "maths"', "card_groups.toml, maths: id: stands 2 times"),
    "an id of one digit": (FILE, 'id = "ML01"', 'id = "ML1"', f"{FILE}.toml, ML1: id: two letters and two digits"),
    "an id of others": ("cards/maths", 'id = "MA02"', 'id = "ML02"', "ML02: id: ML begins the ids of ml_fundamentals"),
    "a card twice": (FILE, 'id = "ML02"', 'id = "ML01"', f"{FILE}.toml, ML01: id: stands 2 times in the file"),
    "a card among others": (FILE, 'group = "ml_', 'group = "l_', "ML01: group: stands among the cards of ml_fund"),
    "a statement": (FILE, f"{FIRST.question[:-1]}?", "So it is.", "ML01: question: ends without a question mark"),
    "the same question": (FILE, SECOND.question, FIRST.question.upper(), "ML02: question: ML01 asks the same"),
    "a long answer": (FILE, 'answer = "', f'answer = "{"more " * WORDS}', f"words, {WORDS} are the limit"),
    "no answer": (FILE, 'answer = "', 'answer = " " # "', "ML01: answer: is empty"),
    "no use": (FILE, 'shows = "', 'shows = "" # "', "ML01: shows: is empty"),
    "no such area": (FILE, f'area = "{FIRST.area}"', 'area = "x"', "ML01: area: no area has the id 'x'"),
    "no such item": (FILE, 'items = ["A', 'items = ["B', "ML01: items: no item has the id 'B"),
    "no such level": (FILE, 'level = "F"', 'level = "M"', "ML01: level: 'M' is none of F, S"),
    "no such fact": ("cards/career", 'facts = ["', 'facts = ["S9-1", "', "facts: no fact has the id 'S9-1'"),
    "no fact behind a claim": ("cards/career", 'facts = ["', 'facts = [] # ["', "facts: nothing that a guide says"),
}


def broken(folder: Path, file: str, old: str, new: str) -> Content:
    """The content with one text of a file replaced."""
    shutil.copytree(DATA, folder)
    path = folder / f"{file}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return Content(folder)


@pytest.mark.parametrize("case", BROKEN)
def test_each_fault_is_told(tmp_path: Path, case: str) -> None:
    file, old, new, line = BROKEN[case]
    problems = check(broken(tmp_path / "data", file, old, new))
    assert any(line in problem for problem in problems), problems


def test_a_group_with_too_few_is_told(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    path = tmp_path / "data" / "cards" / "maths.toml"
    path.write_text(path.read_text(encoding="utf-8").rpartition("[[cards]]")[0], encoding="utf-8")
    assert "cards/maths.toml, all entries: id: 18 cards are needed, 17 stand here" in check(Content(tmp_path / "data"))


def test_cards_stand_in_the_order_of_the_groups() -> None:
    groups = [card.group for card in CONTENT.cards.values()]
    assert list(dict.fromkeys(groups)) == list(CONTENT.card_groups) == list(LEAST)


@pytest.mark.parametrize("card", CONTENT.cards.values(), ids=lambda card: card.id)
def test_a_card_can_be_shown_and_is_found(card: Card) -> None:
    for text in (card.question, card.answer, card.shows):
        assert text.count("`") % 2 == 0
        assert text == " ".join(text.split())
    index = index_of(CONTENT)
    assert index.search(card.id)[0].page.id == card.id
    best = index.search(card.question, 3, among=("card",))
    assert card.id in [hit.page.id for hit in best]
    assert next(hit for hit in best if hit.page.id == card.id).page.text == card.answer


def test_without_a_group_the_rest_is_found_all_the_same(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    (tmp_path / "data" / "cards" / "maths.toml").unlink()
    content = Content(tmp_path / "data")
    assert cards_of(content) == {}
    assert index_of(content).search("C01")[0].page.id == "C01"
