"""The intake file: everything in it is right, or every problem is listed and nothing is taken."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentor.content import Content
from mentor.journey.intake import Intake, level_from, read_intake
from mentor.journey.records import History, Profile, Rating

DAY = date(2026, 11, 21)
LEAST = '[profile]\nstart = "beginner"\nhours_per_week = 10\n'
EVERY_KEY = """
[profile]
start = "swe_backend"
industry = "fintech"
hours_per_week = 7.5
region = "secondary_metro"
target = "platform"
deadline_months = 12
degree = "bachelor"
ml_publications = 1
ml_years = 0.5
domain = "tabular"
senior_area = "rag"
[history]
months_studying = 3.5
courses_finished = 4
models_on_real_data = 1
projects_deployed = 2
applications_cold = 60
applications_research = 3
referrals = 1
kaggle_only = true
paid_program = "considering"
[levels]
python = 4
"sql" = "3"
"A01.1" = 0
A01.2 = 2
"""


@pytest.fixture(scope="session")
def known(content: Content) -> list[str]:
    return [*content.areas, *content.items]


def read(text: str, known: list[str]) -> tuple[Intake | None, list[str]]:
    return read_intake(tomllib.loads(text), known, DAY)


def test_a_file_with_every_key(known: list[str]):
    intake, problems = read(EVERY_KEY, known)
    assert problems == []
    assert intake.profile == Profile(
        id="profile",
        start="swe_backend",
        hours_per_week=7.5,
        since=DAY,
        target="platform",
        industry="fintech",
        region="secondary_metro",
        degree="bachelor",
        deadline_months=12,
        ml_publications=1,
        ml_years=0.5,
        domain="tabular",
        senior_area="rag",
        history=History(3.5, 4, 1, 2, 60, 3, 1, True, "considering"),
    )
    assert intake.ratings == (
        Rating("python", 4, DAY),
        Rating("sql", 3, DAY),
        Rating("A01.1", 0, DAY),
        Rating("A01.2", 2, DAY),
    )


def test_every_key_of_the_records_can_be_given():
    table = tomllib.loads(EVERY_KEY)
    assert set(table["profile"]) == {field.name for field in fields(Profile)} - {"id", "since", "history"}
    assert set(table["history"]) == {field.name for field in fields(History)}


def test_the_least_that_is_needed(known: list[str]):
    intake, problems = read(LEAST, known)
    assert problems == []
    assert intake == Intake(Profile("profile", "beginner", 10.0, DAY), ())
    assert isinstance(intake.profile.hours_per_week, float)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  health   care ", "health care"),
        ("a\\u001B]0;title\\u0007b", "a]0;titleb"),
        ("bio\\ntech\\u202E", "bio tech"),
        ("x" * 200, "x" * 60),
        ("", ""),
    ],
)
def test_the_industry_is_cleaned(known: list[str], given: str, kept: str):
    intake, problems = read(f'{LEAST}industry = "{given}"', known)
    assert (problems, intake.profile.industry) == ([], kept)


PROFILE = '[profile]\nstart = "beginner"\nhours_per_week = 10\n'
WRONG = {
    "no profile": ("", ["profile: the section is missing; it needs at least start and hours_per_week"]),
    "profile is no table": ("profile = 3", ["profile: a table is needed, as in [profile]"]),
    "profile is empty": (
        "[profile]",
        ["profile.start: this key is missing", "profile.hours_per_week: this key is missing"],
    ),
    "history is no table": (f"history = []\n{PROFILE}", ["history: a table is needed, as in [history]"]),
    "levels is no table": (f"levels = 4\n{PROFILE}", ["levels: a table is needed, as in [levels]"]),
    "unknown section": (f"{PROFILE}[levles]\nsql = 1", ["levles: unknown section, did you mean 'levels'?"]),
    "unknown section like no other": (f"{PROFILE}[qqqq]", ["qqqq: unknown section"]),
    "unknown key": (f"{PROFILE}regoin = 1", ["profile.regoin: unknown key, did you mean 'region'?"]),
    "unknown key like no other": (f"{PROFILE}qqqq = 1", ["profile.qqqq: unknown key"]),
    "our own keys": (
        f'{PROFILE}id = "x"\nsince = 2020-01-01',
        ["profile.id: unknown key", "profile.since: unknown key"],
    ),
    "unknown history": (
        f"{PROFILE}[history]\nkagle_only = true",
        ["history.kagle_only: unknown key, did you mean 'kaggle_only'?"],
    ),
    "unknown area": (
        f"{PROFILE}[levels]\npyhton = 1",
        ["levels.pyhton: no area or item has this id, did you mean 'python'?"],
    ),
    "start that is none": (
        '[profile]\nstart = "astronaut"\nhours_per_week = 10',
        ["profile.start: 'astronaut' is none of swe_backend, swe_other, data_scientist"],
    ),
    "start that holds our words": (
        '[profile]\nstart = "a: b is missing"\nhours_per_week = 10',
        ["profile.start: 'a: b is missing' is none of swe_backend"],
    ),
    "target": (f'{PROFILE}target = "ml"', ["profile.target: 'ml' is none of applied, platform, llm, research"]),
    "region": (f"{PROFILE}region = 3", ["profile.region: 3 is none of top_metro"]),
    "degree": (f"{PROFILE}degree = true", ["profile.degree: True is none of none"]),
    "industry": (f"{PROFILE}industry = 3", ["profile.industry: text is needed, 3 stands here"]),
    "hours as text": (
        '[profile]\nstart = "beginner"\nhours_per_week = "ten"',
        ["profile.hours_per_week: a number is needed, 'ten' stands here"],
    ),
    "hours as true": (
        '[profile]\nstart = "beginner"\nhours_per_week = true',
        ["profile.hours_per_week: a number is needed, True stands here"],
    ),
    "publications as true": (f"{PROFILE}ml_publications = true", ["profile.ml_publications: a whole number is needed"]),
    "publications in halves": (
        f"{PROFILE}ml_publications = 0.5",
        ["profile.ml_publications: a whole number is needed"],
    ),
    "a number for yes": (f"{PROFILE}[history]\nkaggle_only = 1", ["history.kaggle_only: true or false is needed"]),
    "referrals as false": (f"{PROFILE}[history]\nreferrals = false", ["history.referrals: a whole number is needed"]),
    "no such program": (f'{PROFILE}[history]\npaid_program = "yes"', ["history.paid_program: 'yes' is none of none"]),
    "no hours": (
        '[profile]\nstart = "beginner"\nhours_per_week = 0',
        ["profile.hours_per_week: 0 is not between 1 and 80"],
    ),
    "too many hours": (
        '[profile]\nstart = "beginner"\nhours_per_week = 80.5',
        ["profile.hours_per_week: 80.5 is not between 1 and 80"],
    ),
    "hours that are no number": (
        '[profile]\nstart = "beginner"\nhours_per_week = nan',
        ["profile.hours_per_week: a number is needed, nan stands here"],
    ),
    "hours without end": (
        '[profile]\nstart = "beginner"\nhours_per_week = inf',
        ["profile.hours_per_week: a number is needed, inf stands here"],
    ),
    "hours of 400 digits": (
        f'[profile]\nstart = "beginner"\nhours_per_week = {"9" * 400}',
        ["profile.hours_per_week: a number is needed, 9999"],
    ),
    "hours of 6000 hexadecimal digits": (
        f'[profile]\nstart = "beginner"\nhours_per_week = 0x{"f" * 6000}',
        ["profile.hours_per_week: a number is needed, a value too large to show"],
    ),
    "deadline": (f"{PROFILE}deadline_months = 121", ["profile.deadline_months: 121 is not between 1 and 120"]),
    "deadline of 400 digits": (f"{PROFILE}deadline_months = {'9' * 400}", ["profile.deadline_months: a whole number"]),
    "negative years": (f"{PROFILE}ml_years = -0.5", ["profile.ml_years: -0.5 is not between 0 and 10000"]),
    "too many": (f"{PROFILE}[history]\nreferrals = 10001", ["history.referrals: 10001 is not between 0 and 10000"]),
    "level 5": (f"{PROFILE}[levels]\nsql = 5", ["levels.sql: 5 is no level; give a whole number from 0 to 4"]),
    "level true": (f"{PROFILE}[levels]\nsql = true", ["levels.sql: True is no level"]),
    "level 2.0": (f"{PROFILE}[levels]\nsql = 2.0", ["levels.sql: 2.0 is no level"]),
    "level in words": (f'{PROFILE}[levels]\nsql = "good"', ["levels.sql: 'good' is no level"]),
    "level of 6000 digits": (f'{PROFILE}[levels]\nsql = "{"9" * 6000}"', ["levels.sql: '9999"]),
    "level in a list": (f"{PROFILE}[levels]\nsql = [1]", ["levels.sql: [1] is no level"]),
    "a table too deep": (f"{PROFILE}[levels]\nA01.1.x = 2", ["levels.A01.1: {'x': 2} is no level"]),
    "given twice": (f'{PROFILE}[levels]\n"A01.1" = 2\nA01.1 = 3', ["levels.A01.1: given twice"]),
}


@pytest.mark.parametrize(("text", "expected"), WRONG.values(), ids=WRONG.keys())
def test_each_problem_is_listed_with_its_key(known: list[str], text: str, expected: list[str]):
    intake, problems = read(text, known)
    assert intake is None
    assert len(problems) == len(expected), problems
    for problem, beginning in zip(problems, expected, strict=True):
        assert problem.startswith(beginning)
        assert len(problem) < 200


def test_all_problems_are_listed_at_once(known: list[str]):
    text = """
    color = "blue"
    [profile]
    start = "astronaut"
    hours_per_week = 200
    deadline_months = 0
    taget = "llm"
    [history]
    referrals = -1
    courses_finished = "many"
    kagle_only = true
    [levels]
    sql = 9
    nosql = 2
    """
    _, problems = read(text, known)
    assert sorted(problem.partition(":")[0] for problem in problems) == [
        "color",
        "history.courses_finished",
        "history.kagle_only",
        "history.referrals",
        "levels.nosql",
        "levels.sql",
        "profile.deadline_months",
        "profile.hours_per_week",
        "profile.start",
        "profile.taget",
    ]


def test_a_missing_profile_does_not_hide_the_other_problems(known: list[str]):
    _, problems = read("[history]\nreferrals = -1\n[levels]\nsql = 9", known)
    assert [problem.partition(":")[0] for problem in problems] == ["profile", "history.referrals", "levels.sql"]


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)
OWN = st.sampled_from(["start", "hours_per_week", "industry", "deadline_months", "referrals", "sql", "A01"])


@given(
    table=st.dictionaries(
        st.sampled_from(["profile", "history", "levels", "x"]), VALUES | st.dictionaries(OWN, VALUES, max_size=4)
    )
)
def test_no_table_makes_it_fail(known: list[str], table: dict[str, Any]):
    intake, problems = read_intake(table, known, DAY)
    assert (intake is None) == bool(problems)


@pytest.mark.parametrize(
    ("value", "level"),
    [
        *((n, n) for n in range(5)),
        ("0", 0),
        (" 4 ", 4),
        *((v, None) for v in (5, -1, True, None, 1.0, "", "03", "²", "9" * 5000)),
    ],
    ids=lambda v: repr(v)[:10],
)
def test_levels(value: object, level: int | None):
    assert level_from(value) == level
