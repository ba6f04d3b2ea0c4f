"""Which side of a disagreement this profile gets, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mentor.coach.levels import production_python, rated_level
from mentor.coach.portfolio import any_at_least
from mentor.content import Content
from mentor.content.pages import Side
from mentor.journey import Journey
from mentor.journey.records import Profile


@dataclass(frozen=True)
class Chosen:
    """The side that was chosen.

    Attributes:
        text: What holds for this profile.
        because: What about the profile decided it; empty where it holds for everybody.
    """

    text: str
    because: str

    @property
    def sentence(self) -> str:
        """Both, as they are shown."""
        return f"{self.text} Because {self.because}." if self.because else self.text


STARTS = {
    "swe_backend": "you are a backend engineer",
    "swe_other": "you are a software engineer",
    "data_scientist": "you are a data scientist",
    "grad_degree": "you hold a graduate degree",
    "cs_graduate": "you are a computer-science graduate",
    "outside_some_code": "you come from outside with some code",
    "beginner": "you begin without code",
}
TARGETS = {
    "applied": "you aim at applied ML",
    "platform": "you aim at platform work",
    "llm": "you aim at LLM work",
    "research": "you aim at research",
}
REGIONS = {"remote": "you look for remote work", "canada": "you look in Canada"}
FLAGS = {
    "industry": "you know an industry",
    "maths_low": "your mathematics is under 2",
    "kaggle_only": "Kaggle is all you have shown",
    "published": "you have published",
    "graduate": "you hold a graduate degree",
    "deployed": "a project of yours is deployed",
    "ml_years": "you have worked in ML",
    "paid_program": "you are in, or consider, a paid programme",
}
"""Every condition in words. What a flag asks is in `_TESTS`."""


def side_of(content: Content, journey: Journey, rule: str) -> Chosen | None:
    """The side of a rule for this journey; None for rules that hold for everybody and before there is a profile."""
    profile = journey.profile
    if profile is None:
        return None
    python = "production" if production_python(content, journey) else "below"
    for side in content.sides.get(rule, ()):
        if _fits(side, profile, python) and all(_TESTS[flag](content, journey, profile) for flag in side.flags):
            return Chosen(side.text, _because(side, profile))
    return None


def _fits(side: Side, profile: Profile, python: str) -> bool:
    return (
        (not side.starts or profile.start in side.starts)
        and (not side.targets or profile.target in side.targets)
        and (not side.degrees or profile.degree in side.degrees)
        and (not side.regions or profile.region in side.regions)
        and side.python in ("any", python)
    )


def _because(side: Side, profile: Profile) -> str:
    said = []
    if side.starts:
        said.append(STARTS[profile.start])
    if side.python != "any":
        said.append("your Python is at 3 or more" if side.python == "production" else "your Python is under 3")
    if side.targets:
        said.append(TARGETS[profile.target])
    if side.degrees:
        said.append("you have no degree" if profile.degree == "none" else "of your degree")
    if side.regions:
        said.append(REGIONS.get(profile.region, "of your region"))
    said += [FLAGS[flag] for flag in side.flags]
    return " and ".join(said)


def _maths_low(content: Content, journey: Journey, _: Profile) -> bool:
    level = rated_level(journey, content.areas["math"])
    return level is not None and level < content.number("foundation_gate_level")


_TESTS: dict[str, Callable[[Content, Journey, Profile], bool]] = {
    "industry": lambda _, __, profile: bool(profile.industry),
    "maths_low": _maths_low,
    "kaggle_only": lambda _, __, profile: profile.history.kaggle_only,
    "published": lambda _, __, profile: profile.ml_publications > 0,
    "graduate": lambda _, __, profile: profile.degree in ("masters", "top_masters", "phd"),
    "deployed": lambda content, journey, profile: (
        profile.history.projects_deployed > 0 or any_at_least(content, journey, "shipped")
    ),
    "ml_years": lambda _, __, profile: profile.ml_years >= 1,
    "paid_program": lambda _, __, profile: profile.history.paid_program != "none",
}
