"""What the records speak of and the content no longer holds, for instance after a card was renamed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from mentor.content import Content
from mentor.journey.snapshot import Journey

if TYPE_CHECKING:
    from mentor.journey.proof import Bullet, Deployment, Finding, Run


def lost_references(journey: Journey, content: Content) -> list[str]:
    """One line for each record that names an id which the content does not have.

    Nothing is wrong with such a record: it stays, and nothing is reckoned from it.
    """
    tasks = content.tasks
    needs = {need.id for phase in content.phases.values() for need in phase.gate.needs}
    probes = {probe.id for own in content.probes.values() for probe in own}
    deck = content.cards.keys() | journey.own_cards.keys() if journey.cards else ()
    areas_items = content.areas.keys() | content.items.keys()
    known: list[tuple[str, str, Collection[str], Collection[str]]] = [
        ("ratings", "an item", journey.ratings, areas_items),
        ("probes", "a probe", journey.probes, probes),
        ("tasks", "a card", journey.tasks, tasks),
        ("needs", "a gate's deliverable", journey.needs, needs),
        ("gates", "a phase", journey.gates, content.phases),
        ("cards", "a card of the practice", journey.cards, deck),
    ]
    lost = [
        f"{name} {key}: {what} that is no more" for name, what, keys, ids in known for key in keys if key not in ids
    ]
    lost += [
        f"projects {project.id}: the project type {project.type} is no more"
        for project in journey.projects.values()
        if project.type not in content.project_types
    ]
    for mark in journey.marks.values():
        if mark.project not in journey.projects:
            lost.append(f"marks {mark.id}: the project {mark.project} is no more")
        if mark.criterion not in content.criteria:
            lost.append(f"marks {mark.id}: the criterion {mark.criterion} is no more")
    lost += _of_projects(journey, content)
    lost += _of_the_search(journey, content)
    lost += [
        f"drills {drill.id}: the design prompt {drill.prompt} is no more"
        for drill in journey.drills.values()
        if drill.prompt not in content.prompts
    ]
    # Weeks that are over keep their actions as they were; only the last one is still to be worked on.
    lost += [
        f"actions {action.id}: the card {action.task} is no more"
        for action in (journey.actions_of(journey.week) if journey.week else ())
        if action.task and action.task not in tasks
    ]
    return lost


def _of_projects(journey: Journey, content: Content) -> list[str]:
    """What was read, looked at and written of projects that are no more, or of criteria that are no more."""
    tables: dict[str, Mapping[str, Finding | Run | Deployment | Bullet]] = {
        "findings": journey.findings,
        "runs": journey.runs,
        "deployments": journey.deployments,
        "bullets": journey.bullets,
    }
    lost = [
        f"{table} {key}: the project {one.project} is no more"
        for table, records in tables.items()
        for key, one in records.items()
        if one.project and one.project not in journey.projects
    ]
    # The states of old runs keep their criteria as they were; only the findings are still counted.
    lost += [
        f"findings {finding.id}: the criterion {finding.criterion} is no more"
        for finding in journey.findings.values()
        if finding.criterion not in content.criteria
    ]
    return lost


def _of_the_search(journey: Journey, content: Content) -> list[str]:
    """Kinds of employers that are no more, and companies, people and applications that others still speak of."""
    lost = [
        f"companies {one.id}: the kind of employer {one.type} is no more"
        for one in journey.companies.values()
        if one.type and one.type not in content.companies
    ]
    links: list[tuple[str, str, Mapping[str, Any], Mapping[str, Any]]] = [
        ("people", "company", journey.people, journey.companies),
        ("applications", "company", journey.applications, journey.companies),
        ("applications", "person", journey.applications, journey.people),
        ("messages", "person", journey.messages, journey.people),
        ("offers", "company", journey.offers, journey.companies),
        ("offers", "application", journey.offers, journey.applications),
    ]
    lost += [
        f"{table} {key}: the {field} {getattr(one, field)} is no more"
        for table, field, records, others in links
        for key, one in records.items()
        if getattr(one, field) and getattr(one, field) not in others
    ]
    return lost
