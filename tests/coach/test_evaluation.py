"""The evaluation exercises as a whole: fresh numbers, sensible ones, answers as people write them."""

from __future__ import annotations

import re

import pytest

from mentor.coach.evaluation import EXERCISES, LARGEST_SEED, AnswerError, EvalExercise, Question, ask, mark
from mentor.coach.evaluation.answers import LETTERS, read_answer, shown
from mentor.content import Content

SEEDS = range(200)
ALL = list(EXERCISES.values())
NUMERIC = [one for one in ALL if ask(one, 1).unit != "choice"]


def name(exercise: EvalExercise) -> str:
    return exercise.id


def question(unit: str = "share", answer: float = 5 / 6, tolerance: float = 0.006, **fields) -> Question:
    return Question("text", "asks", unit, answer, tolerance, ("step",), **fields)


def test_there_are_enough():
    assert len(ALL) >= 27
    assert list(EXERCISES) == [f"EV-E{n:02}" for n in range(1, len(ALL) + 1)]
    assert len({one.title for one in ALL}) == len(ALL)


@pytest.mark.parametrize("exercise", ALL, ids=name)
def test_each_belongs_to_an_area_and_its_items(content: Content, exercise: EvalExercise):
    assert exercise.area in content.areas
    assert exercise.items
    assert set(exercise.items) <= set(content.items)
    assert 1 <= exercise.minutes <= 15
    assert len(exercise.title) <= 64


@pytest.mark.parametrize("exercise", ALL, ids=name)
def test_numbers_are_fresh_and_the_same_seed_asks_the_same(exercise: EvalExercise):
    asked = [ask(exercise, seed) for seed in range(40)]
    assert len({(one.text, one.asks, one.table, one.options) for one in asked}) >= 15
    assert asked == [ask(exercise, seed) for seed in range(40)]
    assert ask(exercise, LARGEST_SEED).asks


@pytest.mark.parametrize("exercise", ALL, ids=name)
def test_a_question_holds_together(exercise: EvalExercise):
    for seed in SEEDS:
        one = ask(exercise, seed)
        assert one.steps
        assert one.given
        for text in (one.text, one.asks, *one.steps, *one.options, *(why for _, why in one.traps)):
            assert text.strip()
            assert not re.search(r"\{|\}|nan|inf\b|e-\d|  ", text), (seed, text)
        assert 0 < one.tolerance < max(abs(one.answer) / 4, 0.2), seed
        assert all(abs(value - one.answer) > 2 * one.tolerance for value, _ in one.traps)
        if one.unit == "share":
            assert 0.003 < abs(one.answer) < 0.997, seed
        if one.unit == "choice":
            assert len(set(one.options)) == len(one.options) == 4
            assert 0 <= one.answer < 4
        if one.table:
            assert all(isinstance(cell, str) for row in one.table for cell in row)
            assert sum(max(len(row[n]) for row in one.table if n < len(row)) + 2 for n in range(len(one.table[0]))) < 78


@pytest.mark.parametrize("exercise", ALL, ids=name)
def test_the_last_but_few_steps_name_the_answer(exercise: EvalExercise):
    """Whoever reads the way to the end finds the value that is marked as right."""
    for seed in range(60):
        one = ask(exercise, seed)
        if one.unit == "choice":
            continue
        figures = [float(text) for step in one.steps for text in re.findall(r"[+-]?\d+(?:\.\d+)?", step)]
        assert any(abs(abs(figure) - abs(one.answer)) <= one.tolerance for figure in figures), (seed, one.answer)


@pytest.mark.parametrize("exercise", NUMERIC, ids=name)
def test_what_the_way_rounds_to_is_accepted(exercise: EvalExercise):
    for seed in SEEDS:
        one = ask(exercise, seed)
        places = re.search(r"to (\d) decimal", one.asks)
        text = f"{one.answer:.{int(places[1]) if places else 0}f}"
        assert mark(one, text).right, (seed, text, one.answer)
        assert mark(one, repr(one.answer) if one.unit != "count" else text).right
        if one.label:
            assert mark(one, f"{text} {one.label}").right
        if one.unit == "share":
            assert mark(one, f"{100 * one.answer:.{max(int(places[1]) - 2, 0)}f} %").right, seed
        off = 3 * one.tolerance
        assert not mark(one, str(round(one.answer - off - 1) if one.unit == "count" else one.answer - off)).right


@pytest.mark.parametrize("exercise", NUMERIC, ids=name)
def test_a_usual_mistake_is_named(exercise: EvalExercise):
    named = set()
    for seed in SEEDS:
        one = ask(exercise, seed)
        for value, why in one.traps:
            if one.unit == "share" and abs(value) > 1:
                continue
            said = mark(one, f"{value:.9f}" if one.unit != "count" else f"{value:.0f}")
            if not said.right and why in said.message:
                named.add(why.split(";")[0])
    assert named


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.83", 0.83),
        (".83", 0.83),
        ("83 %", 0.83),
        ("83%", 0.83),
        ("83.3%", 0.833),
        ("5/6", 5 / 6),
        (" 5 / 6 ", 5 / 6),
        ("-0.1", -0.1),
        ("-10 %", -0.1),
        ("+0.5", 0.5),
        ("1e-2", 0.01),
        ("1", 1.0),
        ("150 %", 1.5),
    ],
)
def test_a_share_as_people_write_it(text: str, value: float):
    assert read_answer(question(), text) == pytest.approx(value)


@pytest.mark.parametrize(
    ("unit", "label", "text", "value"),
    [
        ("number", "", "12.5", 12.5),
        ("number", "GiB", "4.25 GiB", 4.25),
        ("number", "GiB", "4.25gib", 4.25),
        ("count", "ms", "1 250 ms", 1250),
        ("count", "", "1_250", 1250),
        ("count", "", "-300", -300),
        ("number", "", "1e3", 1000),
        ("number", "", "22/7", 22 / 7),
    ],
)
def test_a_number_as_people_write_it(unit: str, label: str, text: str, value: float):
    assert read_answer(question(unit, value, label=label), text) == pytest.approx(value)


@pytest.mark.parametrize(
    ("unit", "text", "told"),
    [
        ("share", "", "no answer"),
        ("share", "about half", "A number is asked for"),
        ("share", "0,83", "decimal point"),
        ("share", "83", "between 0 and 1"),
        ("share", "5/0", "divided by 0"),
        ("share", "1e999", "too large"),
        ("share", "nan", "A number is asked for"),
        ("share", "inf", "A number is asked for"),
        ("share", "0.8.3", "A number is asked for"),
        ("share", "%", "no answer"),
        ("number", "12 %", "not a percentage"),
        ("number", "9e307/1e-99", "too large"),
        ("count", "2.5", "A whole number"),
        ("count", "1,250", "decimal point"),
        ("share", "\x1b[31m", "A number is asked for"),
        ("share", "१", "A number is asked for"),
    ],
)
def test_what_cannot_be_read_is_no_wrong_answer(unit: str, text: str, told: str):
    with pytest.raises(AnswerError) as caught:
        mark(question(unit), text)
    assert told in str(caught.value)


@pytest.mark.parametrize(("text", "right"), [("b", True), ("B", True), (" (b) ", True), ("b.", True), ("a", False)])
def test_a_letter(text: str, right: bool):
    assert mark(question("choice", 1.0, 0.1, options=("x", "y", "z")), text).right is right


@pytest.mark.parametrize("text", ["d", "bb", "2", "", "é"])
def test_no_letter(text: str):
    with pytest.raises(AnswerError, match="letters A, B, C"):
        mark(question("choice", 1.0, 0.1, options=("x", "y", "z")), text)


def test_a_mistake_is_told_by_its_name():
    one = question(traps=((0.5, "recall"),))
    assert mark(one, "0.5").message == "Not yet: it is 0.8333 (83.33 %). 0.5000 (50.00 %) is recall."
    assert mark(one, "0.83 %").message.endswith("The percent sign is one too many.")
    assert mark(one, "5/6").message == "Right: 0.8333 (83.33 %)."


def test_tolerance_is_what_was_asked_for():
    one = question()
    assert [mark(one, text).right for text in ("0.83", "0.839", "0.84", "0.82", "83.3 %")] == [
        True,
        True,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("unit", "value", "tolerance", "label", "text"),
    [
        ("count", 12345.0, 0.1, "users", "12 345 users"),
        ("number", 3.14159, 0.006, "", "3.1416"),
        ("number", 4.25, 0.006, "GiB", "4.2500 GiB"),
        ("share", 0.5, 0.006, "", "0.5000 (50.00 %)"),
    ],
)
def test_shown(unit: str, value: float, tolerance: float, label: str, text: str):
    assert shown(question(unit, value, tolerance, label=label), value) == text


def test_there_are_letters_for_every_option():
    assert all(len(ask(one, 1).options) <= len(LETTERS) for one in ALL)
