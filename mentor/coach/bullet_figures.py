"""Which figures of a bullet the metrics files of its project do not hold (criterion R37)."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from mentor.coach.bullet_words import Span, Token, tokens_of

_PERCENT = ("%", "percent", "pp", "point", "points")
_UNITS = ("ms", "s", "sec", "seconds", "min", "mins", "minutes", "x", "times", "fold", *_PERCENT)
_PERIODS = ("day", "days", "week", "weeks", "month", "months", "quarter", "quarters", "year", "years")
_MAGNITUDES = {"k": 1e3, "m": 1e6, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_RESULT_BEFORE = ("from", "to", "vs", "versus", "against", "by", "=")
_VERSIONED = ("python", "cuda", "pytorch", "torch", "tensorflow", "version", "release")
_COUNT = 1_000
"""Whole numbers from here on, without a unit, are taken for counts such as rows; smaller ones for neither."""
_MOST = 300
"""Figures of a run among which changes are looked for; beyond it nearly any change would be found."""
_FIGURES = 100
"""Figures of one text that are looked up; no bullet has so many."""
_DIGITS = 12
"""Decimal places told apart."""


@dataclass(frozen=True)
class _Figure:
    """A figure as a bullet states it.

    Attributes:
        value: As written, with its magnitude.
        half: Half a unit of its last place: what rounding may have taken or added.
        unit: The word or sign behind it, such as % or ms; empty without.
        change: Whether it may be the difference of two results, or their ratio.
    """

    span: Span
    value: float
    half: float
    unit: str
    change: bool
    count: bool


def unsupported_numbers(bullet_text: str, numbers: Iterable[float]) -> tuple[str, ...]:
    """The figures of a bullet that are not among those of the metrics files, as they are written.

    Looked up are results: decimals, percentages, figures with a unit, and those after from, to, vs, against or by.
    They may be rounded, stand in per cent for a share or in ms for seconds, and a change (`by 38%`, `0.6 points`,
    `3x`) may be one between two figures of the files. Counts of 1,000 or more (rows, documents) are looked up where
    the files hold such counts at all. Parts of names, spans of time, confidence levels, versions and money are not.

    Args:
        bullet_text: The bullet.
        numbers: What the metrics files hold; without any, nothing is looked up.
    """
    return tuple(span.text for span in unsupported_spans(bullet_text, numbers))


def unsupported_spans(text: str, numbers: Iterable[float]) -> tuple[Span, ...]:
    """The same, with the places."""
    known = sorted({abs(float(n)) for n in numbers if math.isfinite(n)})
    if not known:
        return ()
    counted = any(n >= _COUNT and n == int(n) for n in known)
    figures = islice((figure for figure in _figures(text) if counted or not figure.count), _FIGURES)
    return tuple(figure.span for figure in figures if not _supported(figure, known))


def _figures(text: str) -> Iterable[_Figure]:
    tokens = tokens_of(text)
    for at, token in enumerate(tokens):
        if token.number and not _beside_the_point(text, tokens, at):
            figure = _read(tokens, at)
            if figure is not None:
                yield figure


def _beside_the_point(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a number states no result: a span of time, a confidence level, a version, money, a model's size."""
    token, before, after = tokens[at], _text(tokens, at - 1), _text(tokens, at + 1)
    if token.text.endswith("b") or before in ("$", "€", "£") or before in _VERSIONED or after in _PERIODS:
        return True
    if text[token.end : token.end + 1] == "-" and text[token.end + 1 : token.end + 2].isalpha():
        return True
    return after in _PERCENT and _text(tokens, at + 2) in ("ci", "confidence", "interval", "level")


def _read(tokens: Sequence[Token], at: int) -> _Figure | None:
    token, before, after = tokens[at], _text(tokens, at - 1), _text(tokens, at + 1)
    written = token.text.replace(",", "")
    magnitude = _MAGNITUDES.get(written[-1], 0) or _MAGNITUDES.get(after, 0)
    written = written.rstrip("km")
    value = float(written)
    if not math.isfinite(value):
        return None
    places = min(len(written.partition(".")[2]), _DIGITS)
    unit = after if after in _UNITS else ""
    result = bool(unit) or before in _RESULT_BEFORE or (places > 0 and not magnitude)
    count = not result and (bool(magnitude) or value >= _COUNT)
    if not result and not count:
        return None
    scale = magnitude or 1.0
    change = before == "by" or unit in ("x", "times", "fold", "point", "points", "pp")
    span = Span(token.text, token.start, token.end)
    return _Figure(span, value * scale, 0.5 * 10.0**-places * scale, unit, change, count)


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""


def _supported(figure: _Figure, known: Sequence[float]) -> bool:
    scales = [1.0]
    if figure.unit in _PERCENT:
        scales.append(100.0)
    elif figure.unit == "ms":
        scales.append(1_000.0)
    elif figure.unit in ("s", "sec", "seconds"):
        scales.append(0.001)
    elif figure.value <= 1:
        scales.append(0.01)  # the files may hold per cent
    if any(_near(known, figure.value / scale, figure.half / scale) for scale in scales):
        return True
    return figure.change and len(known) <= _MOST and _is_change(figure, known, scales)


def _is_change(figure: _Figure, known: Sequence[float], scales: Sequence[float]) -> bool:
    for one in known:
        if any(_near(known, one + figure.value / scale, figure.half / scale) for scale in scales):
            return True
        if figure.unit in ("%", "percent"):
            ratios = [(1 + figure.value / 100, figure.half / 100), (1 - figure.value / 100, figure.half / 100)]
        else:
            ratios = [(figure.value, figure.half)] if figure.unit in ("x", "times", "fold") else []
        if one and any(_near(known, one * ratio, one * half) for ratio, half in ratios):
            return True
    return False


def _near(known: Sequence[float], value: float, half: float) -> bool:
    """Whether one of the sorted figures is that value, as far as rounding tells."""
    slack = half * (1 + 1e-9) + abs(value) * 1e-12
    at = bisect_left(known, value - slack)
    return at < len(known) and known[at] <= value + slack
