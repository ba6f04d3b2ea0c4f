"""Errors of forecasts, and what they are compared with."""

from __future__ import annotations

import math
from random import Random

from mentor.coach.evaluation.register import Question, exercise, number, percent, share

AREA = "domain_depth"
REGRESSION = "classical_ml"


def _sales(random: Random) -> tuple[list[int], list[int]]:
    actual = [random.randrange(40, 160) for _ in range(6)]
    forecast = [max(5, a + random.choice((-1, 1)) * random.randrange(3, 28)) for a in actual]
    forecast[random.randrange(6)] += 25  # one larger miss, so that the two means part
    return actual, forecast


def _table(actual: list[int], forecast: list[int]) -> tuple[tuple[str, ...], ...]:
    days = [str(n) for n in range(1, len(actual) + 1)]
    return (("day", *days), ("actual", *map(str, actual)), ("forecast", *map(str, forecast)))


def _given(actual: list[int], forecast: list[int]) -> dict[str, tuple[int, ...]]:
    return {"actual": tuple(actual), "forecast": tuple(forecast)}


def _errors(actual: list[int], forecast: list[int]) -> list[int]:
    return [f - a for a, f in zip(actual, forecast, strict=True)]


@exercise("EV-E31", "Mean absolute error", "MAE", REGRESSION, "A17.1 A08.4", 3)
def mae(random: Random) -> Question:
    """Mean of |error|."""
    actual, forecast = _sales(random)
    errors = _errors(actual, forecast)
    answer = sum(map(abs, errors)) / 6
    return number(
        "What is the mean absolute error?",
        answer,
        text="Pieces sold on six days, and what was forecast.",
        table=_table(actual, forecast),
        given=_given(actual, forecast),
        steps=[
            "Forecast minus actual: " + ", ".join(f"{e:+d}" for e in errors) + ".",
            f"Without signs they add up to {sum(map(abs, errors))}; divided by 6: {answer:.3f} pieces.",
        ],
        traps=[
            (sum(errors) / 6, "the mean error with signs, which is the bias"),
            (-sum(errors) / 6, "the mean of actual minus forecast with signs, which cancel each other"),
            (math.sqrt(sum(e * e for e in errors) / 6), "the root mean squared error"),
        ],
    )


@exercise("EV-E32", "Root mean squared error", "RMSE", REGRESSION, "A17.1 A08.4", 4)
def rmse(random: Random) -> Question:
    """Root of the mean squared error."""
    actual, forecast = _sales(random)
    errors = _errors(actual, forecast)
    squares = sum(e * e for e in errors)
    answer = math.sqrt(squares / 6)
    return number(
        "What is the root mean squared error?",
        answer,
        text="Pieces sold on six days, and what was forecast.",
        table=_table(actual, forecast),
        given=_given(actual, forecast),
        steps=[
            "Forecast minus actual: " + ", ".join(f"{e:+d}" for e in errors) + ".",
            f"The squares add up to {squares}; their mean is {squares / 6:.3f}.",
            f"Its root: {answer:.3f}. The mean absolute error is {sum(map(abs, errors)) / 6:.3f}; large misses weigh "
            "more here.",
        ],
        traps=[
            (sum(map(abs, errors)) / 6, "the mean absolute error"),
            (squares / 6, "the mean squared error, without the root"),
        ],
    )


@exercise("EV-E33", "What one small day does to MAPE", "MAPE trap", AREA, "A17.1 A04.3", 4)
def mape(random: Random) -> Question:
    """Mean of |error| / actual, with one tiny actual among them."""
    while True:
        actual, forecast = _sales(random)
        small = random.randrange(6)
        actual[small] = random.randrange(2, 5)
        forecast[small] = actual[small] + random.randrange(2, 6)
        parts = [abs(f - a) / a for a, f in zip(actual, forecast, strict=True)]
        wape = sum(abs(f - a) for a, f in zip(actual, forecast, strict=True)) / sum(actual)
        answer = sum(parts) / 6
        if answer < 0.95 and answer - wape > 0.05 and 2 * parts[small] > sum(parts):
            break
    return share(
        "What is the mean absolute percentage error?",
        answer,
        places=3,
        text="Pieces sold on six days, and what was forecast.",
        table=_table(actual, forecast),
        given=_given(actual, forecast),
        steps=[
            "Each error over its own actual: " + ", ".join(f"{part:.4f}" for part in parts) + ".",
            f"Their mean: {answer:.4f}.",
            f"Day {small + 1} alone, {abs(forecast[small] - actual[small])} pieces off, makes up "
            f"{percent(parts[small] / sum(parts))} of it. Weighted by sales (WAPE) the error is {wape:.4f}.",
        ],
        traps=[(wape, "WAPE: the sum of the errors over the sum of the sales")],
    )


@exercise("EV-E34", "WAPE", "WAPE", AREA, "A17.1", 3)
def wape(random: Random) -> Question:
    """Sum of |error| over the sum of the actuals."""
    actual, forecast = _sales(random)
    errors = _errors(actual, forecast)
    answer = sum(map(abs, errors)) / sum(actual)
    parts = [abs(e) / a for a, e in zip(actual, errors, strict=True)]
    return share(
        "What is WAPE, the weighted absolute percentage error?",
        answer,
        places=3,
        text="Pieces sold on six days, and what was forecast.",
        table=_table(actual, forecast),
        given=_given(actual, forecast),
        steps=[
            f"Errors without signs: {' + '.join(str(abs(e)) for e in errors)} = {sum(map(abs, errors))}.",
            f"Sales: {sum(actual)}.",
            f"WAPE = {sum(map(abs, errors))} / {sum(actual)} = {answer:.4f}.",
        ],
        traps=[
            (sum(parts) / 6, "MAPE, which gives small days the same weight"),
            (abs(sum(errors)) / sum(actual), "the errors with signs, which cancel each other"),
        ],
    )


@exercise("EV-E35", "Better than last week?", "seasonal naive baseline", "evaluation", "A07.2 A17.1", 5)
def skill(random: Random) -> Question:
    """1 - MAE of the model / MAE of the seasonal naive forecast."""
    while True:
        last = [random.randrange(60, 160) for _ in range(7)]
        actual = [max(20, x + random.choice((-1, 1)) * random.randrange(4, 30)) for x in last]
        forecast = [max(10, a + random.choice((-1, 1)) * random.randrange(2, 22)) for a in actual]
        own = sum(abs(f - a) for f, a in zip(forecast, actual, strict=True))
        naive = sum(abs(x - a) for x, a in zip(last, actual, strict=True))
        answer = 1 - own / naive
        if 0.04 < abs(answer) < 0.8:
            break
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return share(
        "By what share is the model's mean absolute error smaller than that of the baseline? A negative value says "
        "that it "
        "is larger.",
        answer,
        text="The baseline forecasts each day of this week by the same day of last week.",
        table=(
            ("", *days),
            ("last week", *map(str, last)),
            ("this week", *map(str, actual)),
            ("model", *map(str, forecast)),
        ),
        given={"last": tuple(last), "actual": tuple(actual), "forecast": tuple(forecast)},
        steps=[
            f"Model: the errors without signs add up to {own}, mean {own / 7:.3f}.",
            f"Last week's values: {naive}, mean {naive / 7:.3f}.",
            f"1 - {own} / {naive} = {answer:+.4f}.",
            "The model earns its keep." if answer > 0 else "The model is worse than a copy of last week.",
        ],
        traps=[
            (own / naive, "the ratio of the errors"),
            (naive / own - 1, "the difference over the model's own error"),
            (-answer, "the difference the other way round"),
        ],
    )


@exercise("EV-E36", "Too high or too low on the whole?", "bias", AREA, "A17.1", 2)
def bias(random: Random) -> Question:
    """Mean of forecast minus actual."""
    while True:
        actual, forecast = _sales(random)
        errors = _errors(actual, forecast)
        if abs(sum(errors)) > 6:
            break
    answer = sum(errors) / 6
    return number(
        "What is the bias, the mean of forecast minus actual? Keep the sign.",
        answer,
        text="Pieces sold on six days, and what was forecast.",
        table=_table(actual, forecast),
        given=_given(actual, forecast),
        steps=[
            "Forecast minus actual: " + ", ".join(f"{e:+d}" for e in errors) + ".",
            f"With signs they add up to {sum(errors):+d}; divided by 6: {answer:+.3f} pieces a day.",
            "Positive: too much is forecast, stock piles up."
            if answer > 0
            else "Negative: too little, shelves run empty.",
        ],
        traps=[
            (-answer, "actual minus forecast"),
            (sum(map(abs, errors)) / 6, "the mean absolute error, which knows no direction"),
        ],
    )
