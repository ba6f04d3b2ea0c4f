"""The register of the evaluation exercises, and what a question is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Literal

Unit = Literal["share", "number", "count", "choice"]
"""What is asked for: a part of a whole (0.83 or 83 %), a number, a whole number, one of several options."""


@dataclass(frozen=True)
class Question:
    """An exercise with its numbers.

    Attributes:
        text: The situation, in a few sentences.
        table: The numbers as rows of cells, the first being the heading; empty where the text holds them all.
        given: The same numbers as values, by name.
        asks: What is asked, with its unit and how far to round.
        answer: The right value; of a choice the index of the option.
        tolerance: How far an answer may be off.
        steps: The way to the answer with these numbers, a line a step.
        traps: Values that a usual mistake leads to, with the mistake.
        options: What there is to choose from.
        label: The unit that may stand behind the number, such as ms; empty for none.
    """

    text: str
    asks: str
    unit: Unit
    answer: float
    tolerance: float
    steps: tuple[str, ...]
    given: Mapping[str, Any] = field(default_factory=dict)
    table: tuple[tuple[str, ...], ...] = ()
    traps: tuple[tuple[float, str], ...] = ()
    options: tuple[str, ...] = ()
    label: str = ""


Make = Callable[[Random], Question]


@dataclass(frozen=True)
class EvalExercise:
    """A kind of question.

    Attributes:
        theme: What it practises, in a few words.
        area: The area it belongs to; `items` are the audit items it exercises, of this area or another.
        minutes: How long it takes by hand.
        make: Draws a question.
    """

    id: str
    title: str
    theme: str
    area: str
    items: tuple[str, ...]
    minutes: int
    make: Make


REGISTER: dict[str, EvalExercise] = {}
"""Every exercise by id, as the modules that draw them were imported."""


def exercise(id_: str, title: str, theme: str, area: str, items: str, minutes: int) -> Callable[[Make], Make]:
    """Put a function that draws questions into the register; `items` are ids with spaces between."""

    def registered(make: Make) -> Make:
        if id_ in REGISTER:
            raise ValueError(f"{id_} is there twice")
        REGISTER[id_] = EvalExercise(id_, title, theme, area, tuple(items.split()), minutes, make)
        return make

    return registered


def share(asks: str, answer: float, *, places: int = 2, **fields: Any) -> Question:
    """A question for a part of a whole, to be rounded to some decimals of its 0-1 form."""
    form = f"Give it as a share or in percent, to {places} decimals of the share (0.{'1234'[:places]} or "
    form += f"{float('0.' + '1234'[:places]) * 100:.{places - 2}f} %)."
    return _question(f"{asks} {form}", "share", answer, 0.6 * 10**-places, **fields)


def number(
    asks: str, answer: float, *, places: int = 2, off: float = 0.0, label: str = "", plural: str = "", **fields: Any
) -> Question:
    """A question for a number; `off` widens what is accepted where rounding on the way adds up."""
    rounding = f"to {places} decimal{'' if places == 1 else 's'}" if places else "to the whole number"
    unit = f" in {plural or label}" if label else ""
    tolerance = max(0.6 * 10**-places, off)
    return _question(f"{asks} Give it{unit} {rounding}.", "number", answer, tolerance, label=label, **fields)


def count(asks: str, answer: int, *, off: float = 0.0, label: str = "", **fields: Any) -> Question:
    """A question for a whole number."""
    return _question(f"{asks} Give a whole number.", "count", float(answer), max(0.1, off), label=label, **fields)


def choice(asks: str, right: str, wrong: Sequence[str], random: Random, **fields: Any) -> Question:
    """A question with options, in an order that is drawn."""
    options = [right, *wrong]
    random.shuffle(options)
    text = f"{asks} Give the letter."
    return _question(text, "choice", float(options.index(right)), 0.1, options=tuple(options), **fields)


def _question(asks: str, unit: Unit, answer: float, tolerance: float, **fields: Any) -> Question:
    traps, steps = tuple(fields.pop("traps", ())), tuple(fields.pop("steps"))
    return Question(asks=asks, unit=unit, answer=answer, tolerance=tolerance, steps=steps, traps=traps, **fields)


def blurred(question: Question) -> bool:
    """Whether a usual mistake comes so near to the answer that it would be taken for it."""
    return any(abs(value - question.answer) <= 2 * question.tolerance for value, _ in question.traps)


def percent(part: float, places: int = 0) -> str:
    """A part of 1 in percent."""
    return f"{100 * part:.{places}f} %"
