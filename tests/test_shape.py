"""From plain tables to frozen values: what is taken, and what is said about the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import pytest

from mentor.shape import build, did_you_mean, shape_of, shown


@dataclass(frozen=True)
class Inner:
    id: str
    size: int = 1


@dataclass(frozen=True)
class Thing:
    name: str
    count: int = 0
    share: float = 0.5
    sure: bool = False
    day: date | None = None
    colour: Literal["red", "blue"] = "red"
    inner: Inner | None = None
    many: tuple[Inner, ...] = ()
    pair: tuple[int, str] = (0, "")
    table: Mapping[str, float] = field(default_factory=dict)
    anything: Any = None


def made(**table: Any) -> tuple[Thing | None, list[str]]:
    problems: list[str] = []
    return build(Thing, {"name": "x", **table}, "thing", problems), problems


@pytest.mark.parametrize(
    ("given", "field", "value"),
    [
        ({}, "inner", None),
        ({"count": 3}, "count", 3),
        ({"share": 3}, "share", 3.0),
        ({"sure": True}, "sure", True),
        ({"day": "2026-11-21"}, "day", date(2026, 11, 21)),
        ({"day": date(2026, 11, 21)}, "day", date(2026, 11, 21)),
        ({"day": None}, "day", None),
        ({"colour": "blue"}, "colour", "blue"),
        ({"inner": {"id": "a"}}, "inner", Inner("a", 1)),
        ({"many": [{"id": "a"}, {"id": "b", "size": 2}]}, "many", (Inner("a"), Inner("b", 2))),
        ({"pair": [3, "x"]}, "pair", (3, "x")),
        ({"table": {"a": 1, "b": 0.5}}, "table", {"a": 1.0, "b": 0.5}),
        ({"anything": [{"x": None}]}, "anything", [{"x": None}]),
        ({"count": 2**53}, "count", 2**53),
    ],
)
def test_what_fits_is_taken(given: dict, field: str, value: object):
    thing, problems = made(**given)
    assert problems == []
    assert getattr(thing, field) == value
    assert type(getattr(thing, field)) is type(value)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"name": 3}, "thing: name: text is needed, 3 stands here"),
        ({"name": None}, "thing: name: text is needed, None stands here"),
        ({"count": True}, "thing: count: a whole number is needed, True stands here"),
        ({"count": 1.0}, "thing: count: a whole number is needed, 1.0 stands here"),
        ({"count": "1"}, "thing: count: a whole number is needed, '1' stands here"),
        ({"count": 2**53 + 1}, "thing: count: a whole number is needed, 9007199254740993 stands here"),
        ({"share": False}, "thing: share: a number is needed, False stands here"),
        ({"share": float("nan")}, "thing: share: a number is needed, nan stands here"),
        ({"share": float("-inf")}, "thing: share: a number is needed, -inf stands here"),
        ({"share": 10**400}, f"thing: share: a number is needed, 1{'0' * 39} stands here"),
        ({"sure": 1}, "thing: sure: true or false is needed, 1 stands here"),
        ({"day": "soon"}, "thing: day: 'soon' is no date; write it as 2026-11-21"),
        ({"day": "20261121"}, "thing: day: '20261121' is no date; write it as 2026-11-21"),
        ({"day": "1999-12-31"}, "thing: day: '1999-12-31' is not between 2000 and 2200"),
        ({"day": "9999-12-31"}, "thing: day: '9999-12-31' is not between 2000 and 2200"),
        ({"day": 3}, "thing: day: a date (YYYY-MM-DD) is needed, 3 stands here"),
        ({"colour": "green"}, "thing: colour: 'green' is none of red, blue"),
        ({"colour": ["red"]}, "thing: colour: ['red'] is none of red, blue"),
        ({"inner": "a"}, "thing: inner: a table is needed, 'a' stands here"),
        ({"inner": {}}, "thing: inner: id is missing"),
        ({"inner": {"id": "a", "sise": 2}}, "thing: inner: unknown key 'sise', did you mean 'size'?"),
        ({"many": {"id": "a"}}, "thing: many: a list is needed, {'id': 'a'} stands here"),
        ({"many": "ab"}, "thing: many: a list is needed, 'ab' stands here"),
        (
            {"many": [{"id": "a"}, {"id": "b", "size": "x"}]},
            "thing: many b: size: a whole number is needed, 'x' stands here",
        ),
        ({"many": [3]}, "thing: many 1: a table is needed, 3 stands here"),
        ({"pair": [1]}, "thing: pair: 2 values are needed, 1 stand here"),
        ({"table": [1]}, "thing: table: a table is needed, [1] stands here"),
        ({"table": {"a": "x"}}, "thing: table.a: a number is needed, 'x' stands here"),
        ({"nmae": 1}, "thing: unknown key 'nmae', did you mean 'name'?"),
    ],
    ids=lambda v: str(v)[:50],
)
def test_what_does_not_fit_is_said(given: dict, problem: str):
    thing, problems = made(**given)
    assert thing is None
    assert problems == [problem]


def test_all_problems_are_said_at_once():
    problems: list[str] = ["one from before"]
    assert build(Thing, {"count": "x", "sure": 1, "zzz": 2}, "thing", problems) is None
    assert [line.removeprefix("thing: ").split()[0] for line in problems[1:]] == ["unknown", "name", "count:", "sure:"]


def test_unknown_keys_are_passed_over_when_not_strict():
    problems: list[str] = []
    table = {"name": "x", "later": 1, "inner": {"id": "a", "later": 2}, "many": [{"id": "b", "later": 3}]}
    thing = build(Thing, table, "thing", problems, strict=False)
    assert problems == []
    assert thing == Thing("x", inner=Inner("a"), many=(Inner("b"),))


def test_the_shape_says_what_is_required():
    assert {name: required for name, (_, required) in shape_of(Inner).items()} == {"id": True, "size": False}


@pytest.mark.parametrize(("word", "says"), [("pyhton", ", did you mean 'python'?"), ("zzz", ""), ("", ""), (7, "")])
def test_did_you_mean(word: str, says: str):
    assert did_you_mean(word, ["python", "sql"]) == says


def test_no_value_is_too_large_to_be_shown():
    nested: list = []
    for _ in range(100_000):
        nested = [nested]
    assert shown("x" * 100) == "'" + "x" * 39
    assert shown(int("f" * 6_000, 16)) == "a value too large to show"
    assert shown(nested) == "a value too large to show"
    while nested:  # taken apart, so that freeing it does not recurse either
        nested = nested[0]
