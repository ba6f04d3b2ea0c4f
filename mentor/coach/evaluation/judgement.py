"""Questions of judgement: what leaks, how to split, which metric."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from mentor.coach.evaluation.register import Question, choice, exercise


class Scene(NamedTuple):
    """A prediction, features that are known in time, and features that are not, with the reason."""

    text: str
    fine: tuple[str, ...]
    leaking: tuple[tuple[str, str], ...]


SCENES = (
    Scene(
        "At the moment of a card payment a model says how likely it will be charged back within {days} days.",
        (
            "payments of the card in the 24 hours before",
            "mean amount of the card's payments up to the day before",
            "days since the card was opened",
            "whether the merchant is in another country than the customer",
            "chargebacks of the card that were reported before the payment",
        ),
        (
            (
                "chargebacks of the card over the whole table",
                "it counts reports that come after the payment, its own included",
            ),
            ("mean amount of the card's payments over the whole year", "it holds the months after the payment"),
            (
                "whether the card was closed by the bank in the following week",
                "closing the card is what the bank does after fraud",
            ),
            ("the customer's risk class as it stands today", "it may have been raised because of this very fraud"),
        ),
    ),
    Scene(
        "On the first of a month a model says whether a customer will cancel within the next {days} days.",
        (
            "logins in the 30 days before the first of the month",
            "months since the contract began, on that day",
            "support tickets opened before that day",
            "the tariff that is booked on that day",
            "payments overdue on that day",
        ),
        (
            ("the reason given in the exit survey", "only those who cancel fill it in"),
            ("logins in the month that begins", "it lies after the moment of prediction"),
            ("the date on which the contract ends, as the table holds it today", "a cancellation sets it"),
            ("support tickets of the whole year", "it holds those opened around the cancellation itself"),
        ),
    ),
    Scene(
        "When a patient is admitted a model says whether they will be back within {days} days of leaving.",
        (
            "stays in the year before the admission",
            "age on the day of admission",
            "diagnoses known from earlier stays",
            "the ward to which the patient is admitted",
            "weekday of the admission",
        ),
        (
            ("length of the present stay", "it is known only when the patient leaves"),
            ("medicines prescribed at discharge", "they are written at the end of the stay"),
            ("the billing code of the stay", "it is set weeks after the discharge"),
            ("number of stays in the table, the later ones included", "it counts the return that is to be predicted"),
        ),
    ),
)


@exercise("EV-E40", "Which feature leaks?", "leakage", "classical_ml", "A04.5 A03.3", 2)
def leakage(random: Random) -> Question:
    """One feature of four is not known at the moment of prediction."""
    number = random.randrange(len(SCENES))
    scene = SCENES[number]
    days = random.choice((14, 30, 60, 90))
    leaking, why = random.choice(scene.leaking)
    fine = random.sample(scene.fine, 3)
    return choice(
        "Which of these features leaks?",
        leaking,
        fine,
        random,
        text=scene.text.format(days=days),
        given={"scene": number, "leaking": leaking, "days": days},
        steps=[
            "Ask of each feature: does it have this value at the moment of prediction?",
            f"{leaking[:1].upper()}{leaking[1:]}: {why}.",
            "The other three are fixed by then.",
        ],
    )


@exercise("EV-E41", "Where may training end?", "split by time", "classical_ml", "A04.4 A07.1", 3)
def time_split(random: Random) -> Question:
    """Training rows must have their labels before the test period begins."""
    window = random.choice((14, 30, 45, 60))
    test = date(2024, random.randrange(7, 11), 1)
    end = test + timedelta(random.choice((30, 44, 59)))
    last = test - timedelta(window + 1)
    right = f"train on rows up to {last}, test on rows from {test} to {end}"
    wrong = [
        f"train on rows up to {test - timedelta(1)}, test on rows from {test} to {end}",
        f"draw 80 % of the rows up to {end} at random for training, test on the others",
        f"train on rows from {test} on, test on rows up to {last}",
    ]
    return choice(
        "Which split measures what the model will do?",
        right,
        wrong,
        random,
        text=f"Each row is a day and a customer; its label says what happens in the {window} days after that day. "
        "The model "
        f"is to be trained on the morning of {test}, when only what was known by then may be used, and then predicts.",
        given={"window": window, "test": test.isoformat(), "end": end.isoformat()},
        steps=[
            f"On the morning of {test} a row's label is known only when its {window} days are over by "
            f"{test - timedelta(1)}.",
            f"So the last usable row is {test} minus {window + 1} days: {last}.",
            f"Rows between {last + timedelta(1)} and {test - timedelta(1)} would need labels out of the test period.",
            "A random draw puts neighbouring days of one customer on both sides, and training on the future is no "
            "forecast.",
        ],
    )


class Case(NamedTuple):
    """A situation, the metric that fits it, and why."""

    text: str
    metric: str
    why: str


CASES = (
    Case(
        "{n} analysts together can look at {k} alerts a day, whatever the model says; {rate} % of the cases are fraud.",
        "precision at {k}",
        "the team sees exactly {k} cases, so what counts is how many of these are fraud",
    ),
    Case(
        "A bank multiplies the predicted probability of default by the amount to set aside money; {rate} % default.",
        "Brier score with a calibration plot",
        "the probability itself is used in a sum, so that it has to be right and not only well ordered",
    ),
    Case(
        "A search box shows {n} documents, graded 0 to 3 by hand, and users read from the top.",
        "NDCG@{n}",
        "grades and places both count",
    ),
    Case(
        "A support bot needs any one of the right passages among the first {n} to answer; which one does not matter.",
        "hit rate at {n}",
        "a query succeeds as soon as one right passage is there",
    ),
    Case(
        "{k} shops sell from 0 to 5,000 pieces a day; the warehouse pays for every piece too many or too few, in all "
        "shops "
        "alike.",
        "WAPE",
        "each piece costs the same, so that errors are summed over the sum of sales; MAPE breaks at days without sales",
    ),
    Case(
        "A screening test runs before a costly examination; {rate} % are ill, and a missed case must not happen.",
        "precision at a recall of at least 99 %",
        "recall is fixed by the purpose, and what is left to improve is how many are sent on for nothing",
    ),
)


@exercise("EV-E42", "Which metric fits?", "choice of metric", "evaluation", "A04.3 A17.2", 2)
def metric(random: Random) -> Question:
    """One metric of four answers the question that is asked."""
    number = random.randrange(len(CASES))
    values = {
        "n": random.choice((3, 5, 8, 10)),
        "k": random.choice((50, 100, 200)),
        "rate": random.choice((0.5, 1, 2, 3)),
    }
    case = CASES[number]
    others = [
        other.metric for other in CASES if other is not case and not (number in _NEAR and CASES.index(other) in _NEAR)
    ]
    wrong = [*random.sample(others, 2), "accuracy"]
    return choice(
        "Which metric decides between two models here?",
        case.metric.format(**values),
        [text.format(**values) for text in wrong],
        random,
        text=case.text.format(**values),
        given={"case": number, **values},
        steps=[
            f"{case.metric.format(**values)}: {case.why.format(**values)}.",
            "Ask what is done with the output and what a mistake costs; the metric follows from that.",
        ],
    )


_NEAR = (0, 5)
"""Cases whose metrics could stand in for each other."""
