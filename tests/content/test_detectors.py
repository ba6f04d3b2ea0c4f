"""The detectors' file: what the check says of a broken one, and that its figures are the guides' own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import mentor
from mentor.content import Content
from mentor.content.check import check
from mentor.content.check_detectors import ASKED
from mentor.content.load import DATA

CONTENT = Content()
FILE = "detectors.toml"
BROKEN = {
    # what is wrong: (old text, new text, the line that is expected)
    "a detector that nobody knows": ('id = "FM01"', 'id = "FM99"', "no detector that the code knows has the id 'FM99'"),
    "a detector twice": ('id = "FM02"', 'id = "FM01"', "FM01: id: stands 2 times"),
    "dead fact": ('facts = ["S0-086"', 'facts = ["S9-086"', "FM01: facts: no fact has the id 'S9-086'"),
    "no fact": ('facts = ["S2-092", "S2-087"]', "facts = []", "FM14: facts: nothing that a guide says"),
    "dead rule": ('rules = ["C08"]', 'rules = ["C99"]', "FM01: rules: no rule has the id 'C99'"),
    "dead warning": ('warning = "theory_first"', 'warning = "theory"', "FM01: warning: no warning has the id 'theory'"),
    "a warning of two": ('warning = "nothing_shipped"', 'warning = "theory_first"', "theory_first: warning: stands 2"),
    "threshold missing": ("amber = 40, red = 100", "amber = 40", "FM01: red learn_hours: is missing, the code asks"),
    "threshold unknown": (
        "amber = 0.6 }\n",
        "amber = 0.6, red = 0.9 }\n",
        "FM01: red learn_share: nothing asks for it",
    ),
    "red under amber": ("amber = 40, red = 100", "amber = 40, red = 10", "FM01: limits.learn_hours: red, 10, is under"),
    "number misspelt": ("numbers = { days = 28", "numbers = { day = 28", "FM01: number days: is missing"),
    "list misspelt": ("lists.kaggle", "lists.kagle", "FM04: list kaggle: is missing"),
    "empty list": ('lists.kaggle = ["kaggle"]', "lists.kaggle = []", "FM04: lists.kaggle: is empty"),
    "dead criterion": ('["R25", "R26"]', '["R25", "R99"]', "FM05: lists.served: no criterion has the id 'R99'"),
    "dead phase": ('lists.usual = ["P2"', 'lists.usual = ["P9"', "FM14: lists.usual: no phase has the id 'P9'"),
    "dead employer": ('["demo_shops"', '["demo_shop"', "FM21: lists.types: no company has the id 'demo_shop'"),
    "long text": ('text = "Months of', f'text = "{"more " * 70}Months of', "characters, 300 fit"),
    "long action": ('action = "Give', f'action = "{"more " * 30}Give', "characters, 110 fit"),
    "wrong word": ("amber = 40", "ambr = 40", "unknown key 'ambr'"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_each_fault_is_told(tmp_path: Path, case: str) -> None:
    old, new, line = BROKEN[case]
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    text = (folder / FILE).read_text(encoding="utf-8")
    assert old in text
    (folder / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")
    problems = [problem for problem in check(Content(folder)) if problem.startswith(FILE)]
    assert any(line in problem for problem in problems), problems


def test_the_names_asked_for_are_those_the_check_holds_the_file_to() -> None:
    coach = Path(mentor.__file__).parent / "coach"
    paths = [*(coach / "detectors").glob("*.py"), coach / "advert_mix.py"]
    text = "".join(path.read_text(encoding="utf-8") for path in paths)
    kinds = {"amber": "amber", "red": "red", "number": "number", "words": "list"}
    asked = {f"{kinds[kind]} {name}" for kind, name in re.findall(r"it\.(amber|red|number|words)\(\"(\w+)\"\)", text)}
    asked |= {"number days"} if "it.days()" in text else set()
    assert asked | {"list domain_problem"} == set.union(*map(set, ASKED.values()))


@pytest.mark.parametrize("detector", CONTENT.detectors.values(), ids=lambda one: one.id)
def test_the_figures_of_a_text_are_those_of_its_facts(detector) -> None:
    facts = " ".join(f"{CONTENT.facts[id_].text} {' '.join(CONTENT.facts[id_].figures)}" for id_ in detector.facts)
    said = set(re.findall(r"\d+(?:-\d+)?[%x]?", re.sub(r"S\d", "", detector.text)))
    assert said <= set(re.findall(r"\d+(?:-\d+)?[%x]?", facts))
    assert {f"S{n}" for n in re.findall(r"S(\d)", detector.text)} <= {id_[:2] for id_ in detector.facts}


@pytest.mark.parametrize("detector", CONTENT.detectors.values(), ids=lambda one: one.id)
def test_each_says_why_these_thresholds_and_what_to_do(detector) -> None:
    assert detector.reason.endswith(".")
    assert detector.text.endswith(".")
    assert detector.action.endswith(".")
    assert not detector.title.endswith(".")


def test_every_warning_that_tells_the_same_mistake_is_named_once() -> None:
    named = [one.warning for one in CONTENT.detectors.values() if one.warning]
    assert len(named) == len(set(named)) == 16
