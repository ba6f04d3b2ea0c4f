"""The content that comes with the program."""

import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

import mentor
from mentor.content import Content
from mentor.content.check import NUMBERS, SINGLE_NUMBERS, check
from mentor.content.load import DATA
from mentor.content.model import Item, StartId, TargetId

CONTENT = Content()

ITEMS = {
    "python": ("A01", 4, 1),
    "hygiene": ("A02", 4, 1),
    "sql": ("A03", 4, 1),
    "classical_ml": ("A04", 4, 1),
    "pytorch": ("A05", 4, 1),
    "deep_learning": ("A06", 4, 1),
    "evaluation": ("A07", 5, 1),
    "math": ("A08", 3, 1),
    "deployment": ("A09", 4, 1),
    "cloud": ("A10", 3, 2),
    "mlops": ("A11", 3, 2),
    "monitoring": ("A12", 3, 2),
    "pipelines": ("A13", 3, 2),
    "llm_adaptation": ("A14", 1, 4),
    "rag": ("A15", 1, 4),
    "inference_opt": ("A16", 0, 4),
    "domain_depth": ("A17", 4, 1),
    "system_design": ("A18", 4, 1),
    "communication": ("A19", 4, 1),
    "portfolio_search": ("A20", 5, 1),
}
"""Area to its code and how many foundation and senior items the inventory has."""

WEIGHTS = {
    10.0: {"python"},
    9.4: {"hygiene", "sql", "pytorch", "deployment"},
    8.8: {"portfolio_search"},
    8.1: {"classical_ml"},
    7.5: {"evaluation", "cloud"},
    6.9: {"communication"},
    6.2: {"deep_learning", "mlops", "domain_depth", "system_design"},
    5.6: {"monitoring", "pipelines"},
    4.4: {"math"},
    3.8: {"llm_adaptation", "rag"},
    2.5: {"inference_opt"},
}


def test_shipped_content_has_no_problem() -> None:
    assert check(CONTENT) == []


def test_areas_stand_in_the_order_of_the_audit() -> None:
    assert [(area.id, area.code) for area in CONTENT.areas.values()] == [(a, code) for a, (code, _, _) in ITEMS.items()]


@pytest.mark.parametrize("area_id", ITEMS)
def test_every_item_of_the_inventory_is_there(area_id: str) -> None:
    code, foundation, senior = ITEMS[area_id]
    items = CONTENT.areas[area_id].items
    assert [item.id for item in items] == [f"{code}.{n}" for n in range(1, foundation + senior + 1)]
    assert Counter(item.level for item in items) == Counter({"F": foundation, "S": senior})


@pytest.mark.parametrize(("weight", "areas"), WEIGHTS.items())
def test_weights(weight: float, areas: set[str]) -> None:
    assert {area.id for area in CONTENT.areas.values() if area.weight == weight} == areas


@pytest.mark.parametrize("item", CONTENT.items.values(), ids=lambda item: item.id)
def test_items_read_after_i_can(item: Item) -> None:
    """A bare verb phrase: no capital, no full stop, no "I can" of its own."""
    assert re.match(r"[a-z-]+,? ", item.text)
    assert not item.text.endswith(".")
    assert not item.text.startswith(("can ", "i "))


def test_first_option_is_not_always_right() -> None:
    """A screen that shows the options as stored must not give the answer away by place."""
    for number in range(2):
        places = Counter(probes[number].right for probes in CONTENT.probes.values())
        assert len(places) >= 2


def test_every_area_has_a_second_probe_that_is_another_question() -> None:
    assert list(CONTENT.probes) == list(CONTENT.areas)
    assert [probes[0].id for probes in CONTENT.probes.values()] == [f"PR{n:02}" for n in range(1, 21)]
    assert [probes[1].id for probes in CONTENT.probes.values()] == [f"PR{n}" for n in range(21, 41)]
    for first, second in CONTENT.probes.values():
        assert not set(first.options) & set(second.options)
        words = [set(re.findall(r"\w{4,}", probe.question.lower())) for probe in (first, second)]
        assert len(words[0] & words[1]) <= len(words[1]) / 3


def test_the_right_option_of_a_second_probe_is_told_by_neither_place_nor_length() -> None:
    seconds = [second for _, second in CONTENT.probes.values()]
    assert all(3 <= count <= 7 for count in Counter(probe.right for probe in seconds).values())
    longest = [max(range(4), key=lambda n, options=probe.options: len(options[n])) for probe in seconds]
    assert sum(place == probe.right for place, probe in zip(longest, seconds, strict=True)) <= 10


def test_domain_probe_has_a_variant_for_every_domain() -> None:
    probe = CONTENT.probes["domain_depth"][0]
    assert {v.domain for v in probe.variants} == {"tabular", "vision", "nlp", "recommendation", "time_series"}
    assert probe.for_domain("vision").question != probe.for_domain("nlp").question
    assert probe.for_domain("") == probe


def test_checklist_of_the_rubric() -> None:
    ids = set(CONTENT.criteria)
    extras = {"A": 2, "F": 7, "T": 8, "G": 9, "E": 5}
    assert {f"R{n:02}" for n in range(1, 39)} <= ids
    assert ids - {f"R{n:02}" for n in range(1, 39)} == {f"{k}{n}" for k, n in extras.items() for n in range(1, n + 1)}


@pytest.mark.parametrize("start", get_args(StartId))
@pytest.mark.parametrize("target", get_args(TargetId))
def test_every_gate_deliverable_is_made_by_a_task_of_ones_own(start: str, target: str) -> None:
    needs = {need.id for phase in CONTENT.phases.values() for need in phase.gate.needs}
    made = {task.need for task in CONTENT.tasks.values() if task.is_for(start, target)}
    # The offer itself is no card.
    assert needs - made <= {"G7.7"}


def test_numbers_the_code_asks_for_are_those_the_check_holds_the_file_to() -> None:
    asked: dict[str, set[str]] = {"number": set(), "values": set()}
    for path in Path(mentor.__file__).parent.rglob("*.py"):
        for how, inside in re.findall(r"content\.(number|values)\(([^()]*)\)", path.read_text(encoding="utf-8")):
            asked[how] |= set(re.findall(r'"(\w+)"', inside))
    assert asked["number"] == SINGLE_NUMBERS
    assert asked["values"] == NUMBERS - SINGLE_NUMBERS


def test_every_choice_has_a_reason() -> None:
    assert all(len(choice.reason) >= 10 for choice in CONTENT.numbers.values())


def test_nothing_but_content_stands_in_the_data_folder() -> None:
    files = [path.relative_to(DATA) for path in DATA.rglob("*") if path.is_file()]
    assert {path.parts[0] for path in files if path.suffix == ".txt"} == {"scaffold"}
    assert {path.parts[0] for path in files if path.suffix in (".csv", ".sql")} == {"exercises"}
    assert {path.suffix for path in files} <= {".toml", ".txt", ".csv", ".sql"}
