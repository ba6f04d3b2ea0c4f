"""What the predicates look at: the record as it was on a day.

`Records` holds what is worked out once for all days that are looked at, `Case` the view of one of them. A window is a
view: nothing is copied. What carries no date (a rating, a project's state, the outcome of an application) is taken as
it is now, so that what was put right counts as right at once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from mentor.coach.audit import audit
from mentor.coach.bullets import check_bullet
from mentor.coach.companies import sort_companies
from mentor.coach.detectors.ledger import Ledger
from mentor.coach.milestones import deployed_on, first_model_gate, model_on, shipped_on
from mentor.coach.phases import apply_gate
from mentor.content import Content
from mentor.content.detectors import Detector
from mentor.journey import Journey
from mentor.journey.proof import Run
from mentor.journey.records import Profile, Project, Week
from mentor.journey.search import Application
from mentor.journey.snapshot import number_of
from mentor.journey.time import LogEntry
from mentor.text import one_line


@dataclass(frozen=True)
class Hit:
    """That a pattern shows.

    Attributes:
        numbers: The user's own figures, in a sentence without its full stop.
        red: Whether it is serious.
    """

    numbers: str
    red: bool = False


@dataclass(frozen=True)
class Target:
    """Something aimed at: a company on the list, or an application.

    Attributes:
        type: Kind of employer by id; empty where it is not known.
        role: The title applied for; empty for a company alone.
        ad: The advertisement's text.
    """

    on: date
    type: str
    own_industry: bool
    role: str = ""
    ad: str = ""


@dataclass(frozen=True)
class Records:
    """The whole record, and what is worked out once."""

    content: Content
    journey: Journey
    profile: Profile
    ledger: Ledger
    today: date

    @cached_property
    def model_on(self) -> date | None:
        """When a model was first trained on real data."""
        return model_on(self.content, self.journey)

    @cached_property
    def deployed_on(self) -> date | None:
        """When something was first deployed."""
        return deployed_on(self.content, self.journey)

    @cached_property
    def shipped(self) -> dict[str, date]:
        """Since when each shipped project is, by project id."""
        return shipped_on(self.content, self.journey)

    @cached_property
    def model_gate_on(self) -> date | None:
        """When the first model was through its gate."""
        return first_model_gate(self.content, self.journey)

    @cached_property
    def may_apply_from(self) -> date | None:
        """When applications opened (rule C06): the first project shipped, while the levels hold too."""
        gate_open = apply_gate(self.content, self.journey).open
        return min(self.shipped.values(), default=None) if gate_open else None

    @cached_property
    def sql_gap(self) -> float | None:
        """Gap of the SQL area, 0-10; None while it is not rated."""
        report = audit(self.content, self.journey, self.today).areas["sql"]
        return report.gap if report.level is not None else None

    @cached_property
    def theory(self) -> Ledger:
        """Learning, but for that on the software foundations: these come first where they are missing (S0-052)."""
        first = self.content.phases["P0"].areas
        learning = self.ledger.of_kind("learn")
        return Ledger(entry for entry in learning if not self.works_on(entry, first))

    def works_on(self, entry: LogEntry, areas: Collection[str]) -> bool:
        """Whether time went to one of some areas, by its card or by its action's item."""
        task, action = self.content.tasks.get(entry.task), self.journey.actions.get(entry.action)
        items = [*(task.items if task else ()), *([action.item] if action and action.item else ())]
        known = self.content.area_of
        return any(item in known and known[item].id in areas for item in items)

    @cached_property
    def runs(self) -> dict[str, list[Run]]:
        """Readings of each project's folder, oldest first."""
        found: dict[str, list[Run]] = {}
        for run in sorted(self.journey.runs.values(), key=lambda run: (run.on, len(run.id), run.id)):
            found.setdefault(run.project, []).append(run)
        return found

    @cached_property
    def deliverables(self) -> list[date]:
        """Days on which something was there to show, in order: a gate's need, a criterion met, a build card done."""
        journey, tasks = self.journey, self.content.tasks
        days = [need.on for need in journey.needs.values()]
        days += [mark.on for mark in journey.marks.values() if mark.state == "met"]
        done = [state for state in journey.tasks.values() if state.state == "done" and state.id in tasks]
        return sorted(days + [state.on for state in done if tasks[state.id].kind == "build"])

    @cached_property
    def designs(self) -> list[date]:
        """Days on which a design prompt was graded, in order; before the first drill a tick has to do."""
        drills = self.journey.drills.values()
        first = min((drill.on for drill in drills), default=date.max)
        ticks = (action.done for action in self.journey.actions.values() if action.kind == "design")
        graded = [drill.graded for drill in drills if drill.graded is not None]
        return sorted([*graded, *(day for day in ticks if day is not None and day < first)])

    @cached_property
    def weeks(self) -> list[Week]:
        """Accepted weeks, in order."""
        return sorted(self.journey.weeks.values(), key=lambda week: number_of(week.id))

    @cached_property
    def flags(self) -> list[tuple[date, str, str]]:
        """What the resume check flags in resume lines and in titles of projects: the day, the flag's id, the words."""
        texts = [(p.on, p.id, p.title) for p in self.journey.projects.values() if p.state != "parked"]
        texts += [(line.on, line.project, line.text) for line in self.journey.bullets.values()]
        found = []
        for on, project, text in texts:
            runs = self.runs.get(project)
            raised = check_bullet(self.content, text, numbers=runs[-1].numbers if runs else ()).flags
            found += [(on, one.flag.id, one_line(one.spans[0].text, 60)) for one in raised if one.spans]
        return found

    @cached_property
    def applications(self) -> list[Application]:
        """Applications that went out, oldest first."""
        return [one for one in self._put_down if one.sent]

    @cached_property
    def _put_down(self) -> list[Application]:
        return sorted(self.journey.applications.values(), key=lambda one: (one.on, len(one.id), one.id))

    @cached_property
    def targets(self) -> list[Target]:
        """What is aimed at, oldest first: applications sent and to be sent, and companies that have none.

        What was put away without being sent is no target any more.
        """
        companies = self.journey.companies
        found = []
        wanted = [one for one in self._put_down if one.sent or not one.archived]
        for one in wanted:
            firm = companies.get(one.company)
            own = firm is not None and firm.own_industry
            found.append(Target(one.on, firm.type if firm else "", own, one.role, one.ad))
        applied = {one.company for one in wanted}
        left = [firm for firm in companies.values() if not firm.archived and firm.id not in applied]
        found += [Target(firm.on, firm.type, firm.own_industry) for firm in left]
        return sorted(found, key=lambda target: target.on)

    @cached_property
    def suitable_types(self) -> frozenset[str]:
        """Kinds of employers that the rules put among this person's targets."""
        return frozenset(row.id for row in sort_companies(self.content, self.journey).target)


@dataclass(frozen=True)
class Case:
    """The record on a day."""

    records: Records
    day: date

    @property
    def content(self) -> Content:
        """What the mentor knows."""
        return self.records.content

    @property
    def journey(self) -> Journey:
        """The whole record."""
        return self.records.journey

    @property
    def profile(self) -> Profile:
        """Who the user is."""
        return self.records.profile

    @property
    def ledger(self) -> Ledger:
        """The time log."""
        return self.records.ledger

    def by(self, day: date | None) -> bool:
        """Whether something that is there from a day on was there by now."""
        return day is not None and day <= self.day

    def ago(self, day: date) -> int:
        """Days since a day."""
        return (self.day - day).days

    def days_back(self, count: float) -> date:
        """The first day of a window of so many days that ends now."""
        return self.day - timedelta(days=int(count) - 1)

    # ------------------------------------------------------------------------------------------- time

    def hours(self, days: float | None = None, kind: str = "") -> float:
        """Hours logged, of a kind or of all work, within the last days or from the beginning."""
        first = date.min if days is None else self.days_back(days)
        return self.ledger.minutes(first, self.day, kind) / 60

    def share(self, days: float, kind: str) -> float:
        """Share of a kind in the hours of the last days, 0-1; 0 without any."""
        whole = self.hours(days)
        return self.hours(days, kind) / whole if whole else 0.0

    # ------------------------------------------------------------------------------------------- projects

    @cached_property
    def projects(self) -> list[Project]:
        """The projects begun by now, without parked ones."""
        projects = self.journey.projects.values()
        return [project for project in projects if project.state != "parked" and self.by(project.on)]

    @property
    def active(self) -> list[Project]:
        """Those in progress."""
        return [project for project in self.projects if project.state == "active"]

    def shipped(self, project: Project) -> bool:
        """Whether a project was shipped by now."""
        return self.by(self.records.shipped.get(project.id))

    @property
    def any_shipped(self) -> bool:
        """Whether anything was: a project, or something from before the first day."""
        return bool(self.profile.history.projects_deployed) or any(map(self.by, self.records.shipped.values()))

    def last_run(self, project: str) -> Run | None:
        """The newest reading of a project's folder by now."""
        runs = self.records.runs.get(project, [])
        place = bisect_right(runs, self.day, key=lambda run: run.on)
        return runs[place - 1] if place else None

    @cached_property
    def last_commit(self) -> date | None:
        """The newest commit that reading the projects' folders had found by now."""
        runs = (self.last_run(project) for project in self.records.runs)
        days = (run.last_commit for run in runs if run is not None and run.last_commit is not None)
        return max((day for day in days if day <= self.day), default=None)

    def state(self, project: str, criterion: str) -> str:
        """What is known of a criterion: the user's word first, then the newest reading."""
        key = f"{project}/{criterion}"
        mark = self.journey.marks.get(key)
        if mark is not None and self.by(mark.on):
            return "pass" if mark.state == "met" else "na"
        run = self.last_run(project)
        if run is not None and criterion in run.states:
            return run.states[criterion]
        finding = self.journey.findings.get(key)
        return finding.state if finding is not None and self.by(finding.on) else "unknown"

    def has(self, project: str, criteria: Collection[str]) -> bool:
        """Whether all of some criteria are met."""
        return all(self.state(project, criterion) in ("pass", "na") for criterion in criteria)

    def fails(self, project: str, criteria: Collection[str]) -> list[str]:
        """Those of some criteria that were looked for and are not met."""
        return [criterion for criterion in criteria if self.state(project, criterion) == "fail"]

    def flagged(self, flag: str) -> str | None:
        """The first words by now for which the resume check raises a flag."""
        return next((words for on, id_, words in self.records.flags if id_ == flag and self.by(on)), None)

    # ------------------------------------------------------------------------------------------- search

    def sent(self, first: date, last: date) -> Sequence[Application]:
        """Applications from one day to another, both counted."""
        return [one for one in self.records.applications if first <= one.on <= last]

    @property
    def targets(self) -> list[Target]:
        """What was aimed at by now, oldest first."""
        found = self.records.targets
        return found[: bisect_right(found, self.day, key=lambda target: target.on)]


@dataclass(frozen=True)
class Check:
    """How one pattern is recognised.

    Attributes:
        test: Whether it shows on a day, with the user's figures.
        put_right: Whether what the detector asks for was done. Then it goes away at once; otherwise it stays until
            the test has failed for a week, since a window or a rate may pass its threshold back and forth.
    """

    test: Callable[[Case, Detector], Hit | None]
    put_right: Callable[[Case, Detector], bool]


def right_at_once(_: Case, __: Detector) -> bool:
    """For a test that reads a state, not a window: where it fails, what was asked for is done."""
    return True


def never_at_once(_: Case, __: Detector) -> bool:
    """For a test on a window or a rate that no single thing puts right."""
    return False


def named(project: Project) -> str:
    """A project's title within a sentence."""
    return f'"{one_line(project.title, 40)}"'


def hours(number: float) -> str:
    """Hours as they are said: "41 h"; halves are kept under ten."""
    return f"{number:.0f} h" if number >= 10 or number == int(number) else f"{number:.1f} h"
