"""The days on which something that matters was first there. What came before the first day counts from that day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mentor.coach.levels import level_of
from mentor.coach.phases import phase_steps
from mentor.coach.portfolio import at_least, progress
from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.records import Profile, Project

_ALONE = 3
"""The level of doing something without help."""
_SCORED = ("R07", "R08")
"""A baseline is scored; a better model is compared with it."""
_REAL_DATA = "R03"


def model_on(content: Content, journey: Journey) -> date | None:
    """When a model was first trained on real data, by history, trade, gate, card or project; None where none was.

    Raises:
        ValueError: There is no profile yet.
    """
    profile = _profile_of(journey)
    by_trade = profile.start == "data_scientist" and level_of(content, journey, "classical_ml") >= _ALONE
    if profile.history.models_on_real_data or by_trade:
        return profile.since
    gate = journey.gates.get("P1")
    days = [gate.on] if gate is not None and not gate.override else []
    days += [journey.needs[need].on for need in ("G1.2",) if need in journey.needs]
    made = [journey.tasks[key] for key in content.values("model_cards") if key in journey.tasks]
    days += [card.on for card in made if card.state == "done"]
    days += [on for project in journey.projects.values() if (on := _scored_on(journey, project)) is not None]
    return min(_some(*days, deployed_on(content, journey)), default=None)


def _scored_on(journey: Journey, project: Project) -> date | None:
    """When a project first had a score on data that is no tutorial set, by the user's word or a reading."""
    real = f"{project.id}/{_REAL_DATA}"
    finding = journey.findings.get(real)
    toy = real not in journey.marks and finding is not None and finding.state == "fail"
    marks = [journey.marks.get(f"{project.id}/{criterion}") for criterion in _SCORED]
    days = [mark.on for mark in marks if mark is not None and mark.state == "met" and not toy]
    for run in journey.runs.values():
        scored = any(run.states.get(criterion) == "pass" for criterion in _SCORED)
        if run.project == project.id and scored and run.states.get(_REAL_DATA) != "fail":
            days.append(run.on)
    return min(days, default=None)


def deployed_on(content: Content, journey: Journey) -> date | None:
    """When something was first deployed: before the first day, by a checklist, or noted at P2's gate.

    Raises:
        ValueError: There is no profile yet.
    """
    profile = _profile_of(journey)
    if profile.history.projects_deployed:
        return profile.since
    noted = journey.needs.get("G2.1")
    return min(_some(noted.on if noted else None, *shipped_on(content, journey).values()), default=None)


def shipped_on(content: Content, journey: Journey) -> dict[str, date]:
    """The projects that are shipped, and since when each is, by project id."""
    found = {}
    for project in journey.projects.values():
        made = progress(content, journey, project)
        if at_least(made.level, "shipped"):
            shown = [_shown_on(journey, f"{project.id}/{line.criterion.id}") for line in made.lines if line.shipped]
            found[project.id] = max(_some(*shown), default=project.on)
    return found


def _shown_on(journey: Journey, key: str) -> date | None:
    """When a criterion was first met, by the user's word or by reading the folder."""
    mark, finding = journey.marks.get(key), journey.findings.get(key)
    return min(_some(mark.on if mark else None, finding.on if finding else None), default=None)


def first_model_gate(content: Content, journey: Journey) -> date | None:
    """When the gate of P1 was passed; where its levels made P1 needless, when P0 was behind."""
    steps = phase_steps(content, journey)
    if steps["P1"].state == "skipped":
        if steps["P0"].state == "skipped":
            return _profile_of(journey).since
        return _passed_on(content, journey, "P0")
    return _passed_on(content, journey, "P1")


def _passed_on(content: Content, journey: Journey, phase: str) -> date | None:
    """When a phase was closed, or all that its gate asks for was there."""
    closed = journey.gates.get(phase)
    needs = [journey.needs.get(need.id) for need in content.phases[phase].gate.needs]
    days = [need.on for need in needs if need is not None]
    return min(_some(closed.on if closed else None, max(days) if len(days) == len(needs) else None), default=None)


def _some(*days: date | None) -> Iterable[date]:
    return (day for day in days if day is not None)


def _profile_of(journey: Journey) -> Profile:
    if journey.profile is None:
        raise ValueError("a profile is needed")
    return journey.profile
