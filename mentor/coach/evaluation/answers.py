"""Reads an answer as it was typed, and marks it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from mentor.coach.evaluation.register import Question
from mentor.text import one_line

LETTERS = "ABCDEFGH"
_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?"
_FRACTION = re.compile(rf"({_NUMBER})\s*/\s*({_NUMBER})")
LONGEST = 60
"""Characters of an answer."""


class AnswerError(ValueError):
    """An answer that cannot be read; that is no wrong answer."""


@dataclass(frozen=True)
class Marked:
    """Whether an answer is right, and what to say of it."""

    right: bool
    value: float
    message: str


def mark(question: Question, text: str) -> Marked:
    """Mark an answer.

    Raises:
        AnswerError: It cannot be read as what is asked for.
    """
    value = read_answer(question, text)
    if abs(value - question.answer) <= question.tolerance:
        return Marked(True, value, f"Right: {shown(question, question.answer)}.")
    told = f"Not yet: it is {shown(question, question.answer)}."
    for trap, why in question.traps:
        if abs(value - trap) <= question.tolerance:
            return Marked(False, value, f"{told} {shown(question, trap)} is {why}.")
    if question.unit == "share" and abs(value * 100 - question.answer) <= question.tolerance:
        return Marked(False, value, f"{told} The percent sign is one too many.")
    return Marked(False, value, told)


def read_answer(question: Question, text: str) -> float:
    """The value of an answer.

    Raises:
        AnswerError: It is not what is asked for.
    """
    text = one_line(text, LONGEST)
    if question.unit == "choice":
        return _option(question, text)
    percent = text.endswith("%")
    bare = text.removesuffix("%").strip() if percent else _without(question.label, text)
    value = _value(bare)
    if percent and question.unit != "share":
        raise AnswerError("A number is asked for, not a percentage.")
    if question.unit == "share" and not percent and abs(value) > 1:
        raise AnswerError(f"A share lies between 0 and 1. Write {value:g} % if that is meant.")
    if question.unit == "count" and value != round(value):
        raise AnswerError("A whole number is asked for.")
    return value / 100 if percent else value


def _option(question: Question, text: str) -> float:
    letters = LETTERS[: len(question.options)]
    letter = text.strip(" ().").upper()
    if len(letter) == 1 and letter in letters:
        return float(letters.index(letter))
    raise AnswerError(f"Give one of the letters {', '.join(letters)}.")


def _without(label: str, text: str) -> str:
    """The text without the unit behind the number."""
    return text[: -len(label)].strip() if label and text.lower().endswith(label.lower()) else text


def _value(text: str) -> float:
    if "," in text:
        raise AnswerError("Write a decimal point, and nothing between thousands: 1234.5")
    joined = re.sub(r"(?<=\d)[ _](?=\d{3}(?!\d))", "", text)
    found = _FRACTION.fullmatch(joined)
    if found is None and not re.fullmatch(_NUMBER, joined):
        raise AnswerError(
            "A number is asked for, such as 0.83, 83 % or 5/6." if text else "There is no answer to mark."
        )
    try:
        value = float(found[1]) / float(found[2]) if found else float(joined)
    except ZeroDivisionError:
        raise AnswerError("Nothing can be divided by 0.") from None
    if not math.isfinite(value):
        raise AnswerError("The number is too large.")
    return value


def shown(question: Question, value: float) -> str:
    """A value in the unit of the question."""
    if question.unit == "choice":
        index = int(value)
        return f"{LETTERS[index]}, {question.options[index]}"
    label = f" {question.label}" if question.label else ""
    if question.unit == "count":
        return f"{value:,.0f}".replace(",", " ") + label
    places = min(max(1 - math.floor(math.log10(question.tolerance)), 0), 6) if question.tolerance < 1 else 0
    text = f"{value:.{places}f}"
    return f"{text} ({100 * value:.{max(places - 2, 0)}f} %)" if question.unit == "share" else text + label
