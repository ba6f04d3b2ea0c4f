"""Journeys for the tests of the coach, in a few words each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from mentor.coach.plan import Plan, make_plan
from mentor.coach.portfolio import checklist
from mentor.coach.week import Proposed, propose_week
from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.records import (
    STARTS,
    TARGETS,
    Action,
    Evidence,
    GateClosed,
    GateNeed,
    History,
    Mark,
    ProbeAnswer,
    Profile,
    Project,
    Rating,
    TaskState,
    Week,
)

CONTENT = Content()
TODAY = date(2026, 11, 21)


def with_draws(draws: int) -> Content:
    """The same content with another number of draws."""
    content = Content()
    content.__dict__["numbers"] = {**CONTENT.numbers, "draws": replace(CONTENT.numbers["draws"], value=draws)}
    return content


QUICK = with_draws(100)
"""The same content with few draws: for tests in which the forecast is not the point."""

ALL_AREAS = tuple(CONTENT.areas)


def profile(start: str = "swe_backend", **fields: Any) -> Profile:
    """A profile of today; `history` may be a dict."""
    if isinstance(history := fields.get("history"), Mapping):
        fields["history"] = History(**history)
    return Profile("profile", **{"start": start, "hours_per_week": 10.0, "since": TODAY, **fields})


def evidence(kind: str = "text", on: date = TODAY) -> Evidence:
    """Evidence of a kind: "text", or "checked" for what the mentor saw itself."""
    return Evidence("https://example.org/x", "text" if kind == "text" else "link", on, checked=kind == "checked")


def ratings(levels: Mapping[str, int | None], proof: str = "") -> dict[str, Rating]:
    """Ratings of areas or items, all with the same kind of evidence."""
    return {key: Rating(key, level, TODAY, evidence(proof) if proof else None) for key, level in levels.items()}


def everywhere(level: int, **other: int) -> dict[str, int | None]:
    """Every area at a level, some at another."""
    return {**dict.fromkeys(ALL_AREAS, level), **other}


def answer(
    area_id: str,
    choice: int | None = 0,
    certainty: int = 3,
    *,
    right: bool = False,
    number: int = 0,
    on: date = TODAY,
) -> dict[str, ProbeAnswer]:
    """The answer to an area's first probe, or to its second (`number` 1)."""
    probe_id = CONTENT.probes[area_id][number].id
    return {probe_id: ProbeAnswer(probe_id, choice, certainty, right, on)}


def journey(start: str = "swe_backend", levels: Mapping[str, int | None] | None = None, **fields: Any) -> Journey:
    """A journey; fields that are a table of it go there, all others to the profile."""
    proof = fields.pop("proof", "")
    tables = {name: fields.pop(name) for name in list(fields) if name in Journey.__dataclass_fields__}
    tables.setdefault("ratings", ratings(levels or {}, proof))
    return Journey(profile=profile(start, **fields), **tables)


def project(
    type_id: str = "serving_api", level: str = "shipped", *, without: Iterable[str] = (), id_: str = "p1"
) -> dict[str, Any]:
    """The tables of a project whose checklist is met up to a level, but for some criteria."""
    marks = {}
    for criterion in checklist(CONTENT, type_id):
        wanted = criterion.needed_for_shipped(type_id) or level == "defensible"
        if level != "none" and wanted and criterion.id not in without:
            key = f"{id_}/{criterion.id}"
            marks[key] = Mark(key, id_, criterion.id, "met", TODAY, "seen", defensible=level == "defensible")
    return {"projects": {id_: Project(id_, type_id, "Fraud API", TODAY)}, "marks": marks}


def closed(*phases: str) -> dict[str, GateClosed]:
    """Gates closed today."""
    return {phase: GateClosed(phase, TODAY) for phase in phases}


def tasks(state: str, *ids: str) -> dict[str, TaskState]:
    """Cards in a state."""
    return {task: TaskState(task, state, TODAY) for task in ids}


def plan_of(of: Journey, today: date = TODAY, content: Content = QUICK) -> Plan:
    """Its plan."""
    return make_plan(content, of, today)


def week_of(of: Journey, today: date = TODAY) -> Proposed:
    """Its next week."""
    return propose_week(QUICK, of, make_plan(QUICK, of, today), today)


def accepted(of: Journey, proposed: Proposed, done: Iterable[str] = ()) -> Journey:
    """The journey with a week taken on, and the actions of some kinds done."""
    kinds = set(done)
    new = {a.id: replace(a, done=a.day) if a.kind in kinds else a for a in proposed.actions}
    return replace(of, weeks={**of.weeks, proposed.week.id: proposed.week}, actions={**of.actions, **new})


def after_weeks(of: Journey, count: int, done: Iterable[str] = ()) -> tuple[Journey, date]:
    """The journey after some weeks of its own plans, and the day after the last."""
    today = TODAY
    for _ in range(count):
        of = accepted(of, week_of(of, today), done)
        today += timedelta(days=7)
    return of, today


def logged(hours: float, weeks: int, planned: float | None = None) -> dict[str, Any]:
    """The tables of some weeks in each of which so many hours got done."""
    all_weeks, actions = {}, {}
    for n in range(1, weeks + 1):
        start = TODAY + timedelta(days=7 * (n - 1))
        minutes = int(hours * 60)
        all_weeks[f"w{n}"] = Week(f"w{n}", n, start, start + timedelta(days=6), minutes, planned or hours)
        actions[f"w{n}.1"] = action(f"w{n}.1", minutes=minutes, day=start, done=start)
    return {"weeks": all_weeks, "actions": actions}


def action(id_: str, kind: str = "project", minutes: int = 90, **fields: Any) -> Action:
    """An accepted action."""
    given = {"title": f"Do {id_}", "day": TODAY, "done_when": "done", "smallest": "small", "why": WHY, **fields}
    return Action(id_, id_.partition(".")[0], kind, minutes=minutes, **given)


WHY = week_of(journey()).actions[0].why
"""A reason as the coach writes it."""


# ------------------------------------------------------------------------------------------- random journeys

HOURS = st.floats(1, 80, allow_nan=False).map(lambda hours: round(hours, 2)) | st.integers(1, 80)
_DAYS = st.dates(date(2024, 1, 1), TODAY)
_EVIDENCE = st.none() | st.builds(evidence, st.sampled_from(("text", "checked")), _DAYS)


@st.composite
def _ratings(draw: st.DrawFn) -> dict[str, Rating]:
    areas = draw(st.dictionaries(st.sampled_from(ALL_AREAS), st.integers(0, 4), max_size=20))
    items = draw(st.dictionaries(st.sampled_from(tuple(CONTENT.items)), st.none() | st.integers(0, 4), max_size=30))
    proofs = draw(st.lists(_EVIDENCE, min_size=1, max_size=5))
    levels = {**areas, **items}
    return {key: Rating(key, level, TODAY, proofs[n % len(proofs)]) for n, (key, level) in enumerate(levels.items())}


@st.composite
def _probes(draw: st.DrawFn) -> dict[str, ProbeAnswer]:
    answers: dict[str, ProbeAnswer] = {}
    for area in draw(st.sets(st.sampled_from(ALL_AREAS), max_size=20)):
        choice, number = draw(st.none() | st.integers(0, 3)), draw(st.integers(0, 1))
        right = choice == CONTENT.probes[area][number].right
        sure = draw(st.integers(1, 3)) if choice is not None else 0
        answers |= answer(area, choice, sure, right=right, number=number)
    return answers


PROFILES = st.builds(
    profile,
    st.sampled_from(STARTS),
    hours_per_week=HOURS,
    since=_DAYS,
    target=st.sampled_from(TARGETS),
    industry=st.sampled_from(("", "fintech", "{item} {x}", "[bold]x")),
    degree=st.sampled_from(("none", "masters", "phd")),
    deadline_months=st.none() | st.integers(1, 120),
    domain=st.sampled_from(("", "tabular", "time_series")),
    senior_area=st.sampled_from(("", "pipelines", "llm_adaptation", "rag", "inference_opt")),
    history=st.builds(
        History,
        months_studying=st.integers(0, 60),
        projects_deployed=st.integers(0, 3),
        models_on_real_data=st.integers(0, 3),
    ),
)


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    """Any journey that the program can come to hold, but for its weeks."""
    states = st.sampled_from(("todo", "doing", "done", "dropped"))
    cards = draw(st.dictionaries(st.sampled_from(tuple(CONTENT.tasks)), states, max_size=30))
    needs = [need.id for phase in CONTENT.phases.values() for need in phase.gate.needs]
    made = draw(
        st.just({})
        | st.builds(
            project,
            st.sampled_from(tuple(CONTENT.project_types)),
            st.sampled_from(("none", "shipped", "defensible")),
            without=st.sets(st.sampled_from(tuple(CONTENT.criteria)), max_size=4),
        )
    )
    return Journey(
        profile=draw(PROFILES),
        ratings=draw(_ratings()),
        probes=draw(_probes()),
        tasks={key: TaskState(key, state, TODAY) for key, state in cards.items()},
        needs={key: GateNeed(key, TODAY, "x") for key in draw(st.sets(st.sampled_from(needs)))},
        gates=closed(*draw(st.sets(st.sampled_from(tuple(CONTENT.phases))))),
        **made,
    )
