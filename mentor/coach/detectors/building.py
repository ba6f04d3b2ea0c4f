"""Patterns of building: contests, notebooks, nothing deployed, nothing measured, too much at once."""

from __future__ import annotations

import re

from mentor.coach.companies import known_industry
from mentor.coach.detectors.case import Case, Check, Hit, hours, named, right_at_once
from mentor.coach.hours import pace
from mentor.coach.words import speaks_of
from mentor.content.detectors import Detector
from mentor.journey.records import Project
from mentor.text import counted

_WORD = re.compile(r"[^\W\d_]{4,}")


def _kaggle(case: Case, it: Detector) -> Hit | None:
    """Most of the building goes to contests, and nothing is deployed."""
    days = it.days()
    built = case.hours(days, "build")
    if case.by(case.records.deployed_on) or built < it.number("hours"):
        return None
    words, projects = it.words("kaggle"), case.journey.projects
    contests = {id_ for id_, project in projects.items() if speaks_of(project.title, words)}
    spent = [entry for entry in case.ledger.between(case.days_back(days), case.day) if entry.kind == "build"]
    part = sum(e.minutes for e in spent if e.project in contests or speaks_of(e.note, words)) / 60
    if part / built < it.amber("share"):
        return None
    return Hit(f"{part / built:.0%} of {hours(built)} of building in {days // 7} weeks, nothing deployed")


def _deployed(case: Case, _: Detector) -> bool:
    return case.by(case.records.deployed_on)


def _never_deployed(case: Case, it: Detector) -> Hit | None:
    """Weeks since the first model, and no service in a container."""
    gate = case.records.model_gate_on
    if gate is None or not case.by(gate) or _served(case, it):
        return None
    days = case.ago(gate)
    if days < it.amber("days"):
        return None
    return Hit(f"{days} days since the first model, no service in a container", days >= it.red("days"))


def _served(case: Case, it: Detector) -> bool:
    served = any(case.has(project.id, it.words("served")) for project in case.projects)
    return served or case.by(case.records.deployed_on)


def _no_engineering(case: Case, it: Detector) -> Hit | None:
    """Much building, and the last reading found notebooks, no test or hardly a type."""
    built = case.hours(kind="build")
    runs = [run for project in case.projects if (run := case.last_run(project.id)) is not None]
    run = max(runs, key=lambda run: run.on, default=None)
    if run is None or run.py_share is None or built < it.number("build_hours"):
        return None
    found = []
    if run.py_share < it.amber("py_share"):
        found.append(f"{run.py_share:.0%} of the code outside notebooks")
    if run.tests < it.amber("tests"):
        found.append("no test")
    if run.typed is not None and run.typed < it.amber("typed"):
        found.append(f"{run.typed:.0%} of the functions typed")
    return Hit(f"{hours(built)} of building: {', '.join(found)}") if found else None


def _unmeasured(case: Case, it: Detector) -> Hit | None:
    """A project near its deployment without a comparison, or a public claim without its uncertainty."""
    found = None
    for project in case.projects:
        if all(case.state(project.id, criterion) != "pass" for criterion in it.words("deploying")):
            continue
        if _claimed(case, project) and case.fails(project.id, it.words("uncertain")):
            return Hit(f"{named(project)} claims figures in public, without an interval around the gain", red=True)
        if missing := case.fails(project.id, it.words("compared")):
            titles = "; ".join(case.content.criteria[criterion].title.lower() for criterion in missing)
            found = found or Hit(f"{named(project)} is being deployed, not met yet: {titles}")
    return found


def _claimed(case: Case, project: Project) -> bool:
    """Whether figures of a project are public: on the resume, or in something that was published."""
    lines = (line for line in case.journey.bullets.values() if line.project == project.id and case.by(line.on))
    if any(re.search(r"\d", line.text) for line in lines):
        return True
    spent = case.ledger.between(project.on, case.day)
    return any(entry.kind == "publish" and entry.project == project.id for entry in spent)


def _inflated(case: Case, it: Detector) -> Hit | None:
    """Words that promise too much, or figures that the metrics files do not hold."""
    for project in case.projects:
        if case.fails(project.id, it.words("claims")):
            return Hit(f"the README of {named(project)} gives figures that its metrics files do not", red=True)
    if figure := case.flagged("not_in_metrics"):
        return Hit(f'the resume says "{figure}", the metrics files do not', red=True)
    said = case.flagged("inflated")
    return Hit(f'you write "{said}"') if said else None


def _too_broad(case: Case, it: Detector) -> Hit | None:
    """Several projects begun or worked on within some weeks, and none shipped."""
    days = it.days()
    first = case.days_back(days)
    worked = {entry.project for entry in case.ledger.between(first, case.day)}
    active = [project for project in case.active if project.on >= first or project.id in worked]
    if case.any_shipped or len(active) < it.amber("projects"):
        return None
    return Hit(f"{counted(len(active), 'project')} in {days // 7} weeks, none shipped")


def _narrowed(case: Case, it: Detector) -> bool:
    return case.any_shipped or len(case.active) < it.amber("projects")


def _polishing(case: Case, it: Detector) -> Hit | None:
    """A project much older than its kind takes at the user's pace; graver while hours go into it without a commit."""
    for project in sorted(case.active, key=lambda project: project.on):
        usual = _usual_days(case, it, project)
        age = case.ago(project.on)
        if case.shipped(project) or age < it.amber("age") * usual or _goes_on(case, it, project):
            continue
        text = f"{named(project)} is {age} days old, {usual:.0f} are usual at your hours"
        idle, red = _idle_days(case, project), it.red("idle_days")
        spent = case.ledger.between(case.days_back(red), case.day)
        if idle is not None and idle >= red and any(entry.project == project.id for entry in spent):
            return Hit(f"{text}; no commit for {idle} days", red=True)
        return Hit(text)
    return None


def _goes_on(case: Case, it: Detector, project: Project) -> bool:
    """Whether something was finished lately: a criterion of the project, or a card that builds."""
    marks = [mark.on for mark in case.journey.marks.values() if mark.project == project.id]
    built = [
        state.on
        for key, state in case.journey.tasks.items()
        if state.state == "done" and key in case.content.tasks and case.content.tasks[key].kind == "build"
    ]
    newest = max((day for day in (*marks, *built) if case.by(day)), default=None)
    return newest is not None and case.ago(newest) < it.amber("still_days")


def _usual_days(case: Case, it: Detector, project: Project) -> float:
    """Days that the likely deliverable hours of a project's phases take in the share of the week that builds."""
    phases = [case.content.phases[phase] for phase in it.lists.get(project.type) or it.words("usual")]
    likely = sum(phase.hours_deliver[1] for phase in phases)
    build = phases[0].mix["build"] / 100
    return 7 * likely / (pace(case.content, case.profile.hours_per_week) * build)


def _idle_days(case: Case, project: Project) -> int | None:
    """How old the newest commit was when the folder was last read; None where it never was."""
    run = case.last_run(project.id)
    return (run.on - run.last_commit).days if run is not None and run.last_commit is not None else None


def _unused_field(case: Case, it: Detector) -> Hit | None:
    """A domain problem from somebody else's domain, and no reason given."""
    industry = case.profile.industry
    for project in case.projects if industry else ():
        young = case.ago(project.on) < it.amber("days")
        if project.type != "domain_problem" or young or case.has(project.id, it.words("reason")):
            continue
        if not _in_field(case, project, industry):
            return Hit(f"{named(project)} names nothing of {industry}, and no reason for its domain is given")
    return None


def _in_field(case: Case, project: Project, industry: str) -> bool:
    """Whether a project's title or folder speaks of an industry, in its words or in those of the guides for it."""
    text = f"{project.title} {project.path}"
    known = known_industry(case.content, industry)
    same = known is not None and known_industry(case.content, text) == known
    return same or speaks_of(text, (word[:6] for word in _WORD.findall(industry)))


CHECKS = {
    "FM04": Check(_kaggle, _deployed),
    "FM05": Check(_never_deployed, _served),
    "FM06": Check(_no_engineering, right_at_once),
    "FM08": Check(_unmeasured, right_at_once),
    "FM12": Check(_inflated, right_at_once),
    "FM13": Check(_too_broad, _narrowed),
    "FM14": Check(_polishing, right_at_once),
    "FM23": Check(_unused_field, right_at_once),
}
