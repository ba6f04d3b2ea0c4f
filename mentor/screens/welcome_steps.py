"""The six first questions as data: what they ask, how an answer is read, which are answered, which comes next."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mentor.coach.timeline import headline
from mentor.content import Content
from mentor.errors import InputError
from mentor.journey import Journey
from mentor.journey.intake import DEADLINE, HOURS, INDUSTRY_LENGTH
from mentor.journey.records import Profile
from mentor.journey.snapshot import FIRST_RUN_AUDIT, FIRST_RUN_DONE
from mentor.text import one_line

DRAFT, QUICK, DONE = "welcome.draft", FIRST_RUN_AUDIT, FIRST_RUN_DONE
"""Notes of the first run: the answers so far; that its quick audit has begun; that it is through."""


@dataclass(frozen=True)
class Option:
    """One answer to choose."""

    id: str
    name: str
    text: str


@dataclass(frozen=True)
class Step:
    """One question. `key` is the field of the profile; without options the answer is typed."""

    key: str
    question: str
    help: str
    options: tuple[Option, ...] = ()
    placeholder: str = ""


STEPS = (
    Step(
        "start",
        "Where do you start from?",
        "It decides which phases are shortened and which guides speak to you.",
        (
            Option("swe_backend", "Backend engineer", "I build and run services or platforms"),
            Option("swe_other", "Other software engineer", "front end, mobile, embedded, test"),
            Option("data_scientist", "Data scientist", "or analyst: I model, others run it"),
            Option("grad_degree", "Graduate degree", "master's or PhD, quantitative"),
            Option("cs_graduate", "CS graduate", "first degree, little or no work yet"),
            Option("outside_some_code", "Another field, some code", "scripts, SQL or spreadsheets at work"),
            Option("beginner", "From zero", "I have not programmed yet"),
        ),
    ),
    Step(
        "industry",
        "Which industry do you know from the inside?",
        "Knowing it makes a project worth reading. A word or two; Enter alone passes.",
        placeholder="for example fintech, logistics, health",
    ),
    Step(
        "hours_per_week",
        "How many hours a week will you really have?",
        f"A number from {HOURS[0]} to {HOURS[1]}. Each week is planned to fit it, so take a small honest one.",
        placeholder="for example 10",
    ),
    Step(
        "target",
        "Which job do you want?",
        "It shifts how much each area weighs. It can be changed at any time.",
        (
            Option("applied", "Applied ML engineer", "models that serve a product"),
            Option("platform", "ML platform, MLOps", "what other people's models run on"),
            Option("llm", "LLM engineer", "retrieval, fine-tuning, language-model products"),
            Option("research", "Research engineer", "experiments beside researchers"),
        ),
    ),
    Step(
        "region",
        "Where will you look for work?",
        "It decides which salary figures are shown.",
        (
            Option("top_metro", "A top tech metro", "San Francisco, New York, Seattle and their like"),
            Option("secondary_metro", "Another tech metro", "such as Austin, Denver, Atlanta, Chicago"),
            Option("remote", "Remote", "for employers in the United States"),
            Option("canada", "Canada", "on site or remote"),
            Option("other", "Somewhere else", "the guides give no figures; the rest holds"),
        ),
    ),
    Step(
        "deadline_months",
        "In how many months do you want the job?",
        "Optional: Enter alone leaves it open. It changes no plan, it is compared with it.",
        placeholder="for example 12, or nothing",
    ),
)


def read_answer(step: Step, text: str) -> Any:
    """A typed or chosen answer as the profile holds it.

    Raises:
        InputError: The answer does not fit; the message says what would.
    """
    text = one_line(text)
    match step.key:
        case "industry":
            return one_line(text, INDUSTRY_LENGTH)
        case "hours_per_week":
            hours = _number(text)
            if hours is None or not HOURS[0] <= hours <= HOURS[1]:
                raise InputError(f"Hours are a number from {HOURS[0]} to {HOURS[1]}, such as 10 or 7.5.")
            return hours
        case "deadline_months":
            months = _number(text)
            if not text:
                return None
            if months is None or not DEADLINE[0] <= months <= DEADLINE[1] or months != int(months):
                raise InputError(f"Months are a whole number from {DEADLINE[0]} to {DEADLINE[1]}, or nothing.")
            return int(months)
    if text not in {option.id for option in step.options}:
        raise InputError("Choose one of the rows.")
    return text


def _number(text: str) -> float | None:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def as_text(value: Any) -> str:
    """An answer as it would be typed."""
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def draft_of(journey: Journey) -> dict[str, Any]:
    """The answers so far. What a changed file holds in their place and does not fit is asked again."""
    stored = journey.note(DRAFT)
    answers: dict[str, Any] = {}
    for step in STEPS if isinstance(stored, Mapping) else ():
        try:
            if step.key in stored:
                answers[step.key] = read_answer(step, as_text(stored[step.key]))
        except InputError:
            continue
    return answers


def answers_of(profile: Profile) -> dict[str, Any]:
    """The six answers a profile holds."""
    return {step.key: getattr(profile, step.key) for step in STEPS}


def profile_from(answers: Mapping[str, Any], old: Profile | None, today: date) -> Profile:
    """The profile with all six answers; what they do not ask stays as it was."""
    base = old or Profile("profile", answers["start"], answers["hours_per_week"], today)
    return replace(base, **answers)


def first_open_step(answers: Mapping[str, Any]) -> int:
    """The position of the first question without an answer; their number when all six are answered."""
    return next((n for n, step in enumerate(STEPS) if step.key not in answers), len(STEPS))


def first_open_area(content: Content, journey: Journey) -> int:
    """The position of the first area neither rated nor passed over; their number when there is none."""
    return next((n for n, area in enumerate(content.areas) if area not in journey.ratings), len(content.areas))


def deadline_remark(content: Content, journey: Journey) -> str:
    """One line where the wished deadline lies under what any guide gives; otherwise nothing.

    Raises:
        ValueError: There is no profile yet.
    """
    guides = headline(content, journey)
    wish = journey.profile.deadline_months if journey.profile else None
    low, high = guides.months
    if wish is None or wish >= low:
        return ""
    return f"The guides give {low}-{high} months from here; {wish} is brave, and the plan shows both."
