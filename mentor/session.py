"""What a front end holds: content, store and clock. One method for each thing a user does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from mentor.clock import Clock
from mentor.errors import InputError
from mentor.journey import Change, CurrentWeek, Journey
from mentor.journey.evidence import evidence_from as evidence_from
from mentor.journey.intake import INDUSTRY_LENGTH, level_from, profile_problems
from mentor.journey.records import (
    Action,
    Evidence,
    GateClosed,
    GateNeed,
    Mark,
    Note,
    ProbeAnswer,
    Profile,
    Project,
    Rating,
    Record,
    TaskState,
)
from mentor.journey.snapshot import FIRST_RUN_AUDIT
from mentor.store import Inverse, OvertakenError, Store
from mentor.text import one_line

if TYPE_CHECKING:  # the coach and the shapes of the content load on first use: Today's first paint needs neither
    from mentor.coach.board import CardState
    from mentor.coach.plan import Plan
    from mentor.coach.week import Proposed
    from mentor.content import Content
    from mentor.content.model import Need, Probe

UNDO_LIMIT = 200


class Session:
    """Reads the journey, asks the coach, commits changes, takes them back."""

    def __init__(self, content: Content | None, store: Store, clock: Clock) -> None:
        """Without content given, the program's own is loaded on first use."""
        self._content = content
        self.store = store
        self.clock = clock
        self._undo: list[Inverse] = []
        self._redo: list[Inverse] = []
        self._plan: tuple[Journey, date, Plan] | None = None

    # ------------------------------------------------------------------ reading

    @property
    def content(self) -> Content:
        """What the mentor knows."""
        if self._content is None:
            from mentor.content import Content

            self._content = Content()
        return self._content

    @property
    def journey(self) -> Journey:
        """Everything recorded, as on disk now."""
        return self.store.read()

    @property
    def today(self) -> date:
        """The user's day."""
        return self.clock.today()

    def plan(self) -> Plan:
        """The plan of today, worked out again only when journey or day changed.

        Raises:
            ValueError: There is no profile yet.
        """
        from mentor.coach.plan import make_plan

        journey, today = self.journey, self.today
        if self._plan is None or self._plan[0] is not journey or self._plan[1] != today:
            self._plan = (journey, today, make_plan(self.content, journey, today))
        return self._plan[2]

    def current_week(self) -> CurrentWeek | None:
        """The week accepted last, whether it is still running or over."""
        return self.journey.current_week(self.today)

    def probe(self, area_id: str) -> Probe:
        """An area's probe, in the variant of the user's domain."""
        profile = self.journey.profile
        return self.content.probes[area_id].for_domain(profile.domain if profile else "")

    # ------------------------------------------------------------------ writing

    def commit(self, label: str, puts: Sequence[Record] = (), deletes: Sequence[tuple[str, str]] = ()) -> None:
        """Store a change of the user's, and remember how to take it back.

        Raises:
            StoreError: Nothing was stored.
        """
        self._undo.append(self.store.commit(Change(label, puts, deletes), self.clock.now()))
        del self._undo[:-UNDO_LIMIT]
        self._redo.clear()

    def remember(self, key: str, value: Any) -> None:
        """Store something a screen wants to find again; not an action of the user's, so undo passes over it."""
        if self.journey.note(key) != value:
            self.store.commit(Change(f"remember {key}", [Note(key, value)]), self.clock.now())

    def undo(self) -> str | None:
        """Take back the last change of this session; returns its label, or None when there is none.

        Raises:
            OvertakenError: Another process changed the same since; it stays, and the next undo goes one further back.
            StoreError: Nothing was taken back.
        """
        return self._step(self._undo, self._redo)

    def redo(self) -> str | None:
        """Do again what was taken back last; returns its label, or None."""
        return self._step(self._redo, self._undo)

    def _step(self, source: list[Inverse], target: list[Inverse]) -> str | None:
        if not source:
            return None
        try:
            inverse = self.store.revert(source[-1], self.clock.now())
        except OvertakenError:
            source.pop()  # it never will be again; what was done before it still can be taken back
            raise
        target.append(inverse)
        return source.pop().label

    # ------------------------------------------------------------------ profile and audit

    def set_profile(self, profile: Profile) -> None:
        """Store the profile. The first day stays the one of the first profile.

        Raises:
            InputError: A number is out of range.
        """
        self.commit("change the profile", [self._profile(profile)])

    def take_intake(self, profile: Profile, ratings: Sequence[Rating]) -> None:
        """Store an intake whole. A week made for other answers is dropped while nothing in it is ticked.

        Raises:
            InputError: A number is out of range.
        """
        journey = self.journey
        kept = [replace(r, evidence=r.evidence or journey.evidence_kept(r.id, r.level)) for r in ratings]
        # The file answers the first run's questions, so a first run left half-way is over.
        done = [("notes", FIRST_RUN_AUDIT), *journey.untouched_week(self.today)]
        self.commit("intake", [self._profile(profile), *kept], done)

    def _profile(self, profile: Profile) -> Profile:
        if problems := profile_problems(profile):
            raise InputError("The profile cannot be stored.", details=problems)
        old = self.journey.profile
        industry = one_line(profile.industry, INDUSTRY_LENGTH)
        return replace(profile, id="profile", since=old.since if old else self.today, industry=industry)

    def rate(self, key: str, level: int | None, evidence: Evidence | None = None) -> None:
        """Rate an item or an area 0-4; None passes over it. Evidence given before stays unless new one is given.

        Raises:
            InputError: No area or item has this id, or the level is none.
        """
        self.rate_many({key: level}, evidence)

    def rate_many(self, levels: dict[str, int | None], evidence: Evidence | None = None) -> None:
        """Rate several items or areas in one change."""
        known = self.content.items.keys() | self.content.areas.keys()
        wrong = [key for key, level in levels.items() if key not in known or level_from(level) != level]
        if wrong:
            raise InputError(
                f"These cannot be rated: {', '.join(wrong)}.", hint="Levels are 0 to 4; ids are in mentor audit."
            )
        journey = self.journey
        puts = [
            Rating(key, level, self.today, evidence or journey.evidence_kept(key, level))
            for key, level in levels.items()
        ]
        names = ", ".join(levels) if len(levels) < 4 else f"{len(levels)} items"
        self.commit(f"rate {names}", puts)

    def never_touched(self, area_id: str) -> None:
        """Rate a whole area and its core items 0, its probe "I don't know"."""
        area = self.content.areas[area_id]
        probe = self.content.probes[area_id]
        puts: list[Record] = [Rating(item.id, 0, self.today) for item in area.items if item.foundation]
        puts.append(Rating(area_id, 0, self.today))
        puts.append(ProbeAnswer(probe.id, None, 0, right=False, on=self.today))
        self.commit(f"never touched {area.title}", puts)

    def attach_evidence(self, key: str, text: str) -> None:
        """Attach a link, a path or a sentence to a rating; an empty text takes it off.

        Raises:
            InputError: The item is not rated 3 or 4.
        """
        rating = self.journey.ratings.get(key)
        if rating is None or rating.level is None or rating.level < 3:
            raise InputError("Evidence goes with a rating of 3 or 4.", hint="Rate the item first.")
        evidence = evidence_from(text, self.today)
        self.commit(f"evidence for {key}", [replace(rating, evidence=evidence)])

    def answer_probe(self, area_id: str, choice: int | None, certainty: int) -> bool:
        """Record the answer to an area's probe and whether it is right. `choice` indexes its options as stored."""
        probe = self.probe(area_id)
        right = choice == probe.right
        self.commit(f"answer {probe.id}", [ProbeAnswer(probe.id, choice, certainty, right, self.today)])
        return right

    # ------------------------------------------------------------------ board

    def move_task(self, task_id: str, state: CardState) -> None:
        """Move a card of the board."""
        self.commit(f"move {task_id} to {state}", [TaskState(task_id, state, self.today)])

    def meet_need(self, need: Need, note: str) -> None:
        """Say that a gate's deliverable exists, and where.

        Raises:
            InputError: The note is empty.
        """
        note = one_line(note)
        if not note:
            raise InputError("Say where it is: a link, a path or a sentence.")
        self.commit(f"gate {need.id}", [GateNeed(need.id, self.today, note)])

    def unmeet_need(self, need: Need) -> None:
        """Take that back."""
        self.commit(f"gate {need.id} open again", deletes=[("needs", need.id)])

    def close_phase(self, phase_id: str, override: str = "") -> None:
        """Close a phase.

        Raises:
            InputError: A deliverable is missing and no reason is given.
        """
        from mentor.coach.board import gate_check

        missing = gate_check(self.journey, self.content.phases[phase_id]).missing
        override = one_line(override)
        if missing and not override:
            raise InputError(
                f"{phase_id} cannot be closed yet.",
                details=[need.text for need in missing],
                hint="Write a reason to close it all the same; it is shown at the next review.",
            )
        self.commit(f"close {phase_id}", [GateClosed(phase_id, self.today, override if missing else "")])

    def reopen_phase(self, phase_id: str) -> None:
        """Open a closed phase again."""
        self.commit(f"open {phase_id} again", deletes=[("gates", phase_id)])

    # ------------------------------------------------------------------ portfolio

    def add_project(self, type_id: str, title: str, path: str = "", url: str = "") -> Project:
        """Start a portfolio project.

        Raises:
            InputError: The title is empty or no project type has this id.
        """
        if type_id not in self.content.project_types:
            raise InputError(f"{type_id} is no project type.")
        key = self.journey.next_project_id()
        project = _tidy(Project(key, type_id, title, self.today, path=path, url=url))
        self.commit(f"add project {project.title}", [project])
        return project

    def change_project(self, project: Project) -> None:
        """Store a project's new title, place or state.

        Raises:
            InputError: The title is empty.
        """
        self.commit(f"change project {project.id}", [_tidy(project)])

    def remove_project(self, project: Project) -> None:
        """Remove a project with its marks."""
        marks = [("marks", key) for key, mark in self.journey.marks.items() if mark.project == project.id]
        self.commit(f"remove project {project.title}", deletes=[("projects", project.id), *marks])

    def mark(
        self, project: Project, criterion_id: str, state: Literal["met", "na"], note: str, *, defensible: bool = True
    ) -> None:
        """Say that a criterion is met (with what shows it) or does not apply (with the reason).

        Raises:
            InputError: The note is empty.
        """
        note = one_line(note)
        if not note:
            raise InputError("Say what shows it: a link, a path or a sentence.")
        record = Mark(f"{project.id}/{criterion_id}", project.id, criterion_id, state, self.today, note, defensible)
        self.commit(f"{criterion_id} of {project.title}", [record])

    def unmark(self, project: Project, criterion_id: str) -> None:
        """Open a criterion again."""
        self.commit(
            f"{criterion_id} of {project.title} open again", deletes=[("marks", f"{project.id}/{criterion_id}")]
        )

    # ------------------------------------------------------------------ week

    def propose_week(self) -> Proposed:
        """The next week from today, not stored.

        Raises:
            InputError: There is no profile yet.
        """
        return self._propose(self.journey)

    def _propose(self, journey: Journey) -> Proposed:
        from mentor.coach.plan import make_plan
        from mentor.coach.week import propose_week

        if journey.profile is None:
            raise InputError("There is nothing to plan from yet.", hint=FIRST_STEP)
        plan = self.plan() if journey is self.journey else make_plan(self.content, journey, self.today)
        return propose_week(self.content, journey, plan, self.today)

    def accept_week(self, proposed: Proposed, replaced: Sequence[tuple[str, str]] = ()) -> None:
        """Store a proposed week, in place of records given by table and id."""
        self.commit(f"accept week {proposed.week.number}", [proposed.week, *proposed.actions], replaced)

    def renew_week(self) -> None:
        """Plan again from today. A week in which nothing is ticked is replaced, otherwise the next one begins.

        Raises:
            InputError: There is no profile yet.
        """
        replaced = self.journey.untouched_week(self.today)
        self.accept_week(self._propose(self.journey.without(replaced)), replaced)

    def ensure_week(self) -> CurrentWeek:
        """The running week; a new one is made and accepted when there is none or the last is over.

        Raises:
            InputError: There is no profile yet.
        """
        current = self.current_week()
        if current is None or current.over:
            proposed = self.propose_week()
            # The program's own doing, so that undo does not take the week away from under the user.
            change = Change(f"begin week {proposed.week.number}", [proposed.week, *proposed.actions])
            self.store.commit(change, self.clock.now())
            current = self.current_week()
        assert current is not None
        return current

    def find_action(self, key: str) -> Action:
        """An action by its id, or by its number within the current week.

        Raises:
            InputError: There is none.
        """
        actions = self.journey.actions
        week = self.journey.week
        if week is not None and key.isdecimal() and self.today > week.end:
            raise InputError(
                f"The week of {week.start} to {week.end} is over, so {key} is none of its actions any more.",
                hint=f"`mentor week` begins the next one; {week.id}.{key} still names the old action.",
            )
        for candidate in (key, f"{week.id}.{key}" if week else key):
            if candidate in actions:
                return actions[candidate]
        known = ", ".join(action.id for action in self.journey.actions_of(week)) if week else "none yet"
        raise InputError(f"No action has the id {key}.", hint=f"The ids of this week: {known}.")

    def set_done(self, action: Action, *, done: bool) -> None:
        """Tick an action or take the tick off. Ticking moves the card it works on along."""
        from mentor.coach.board import state_after_tick

        label = f"{'done' if done else 'not done'}: {action.title}"
        puts: list[Record] = [replace(action, done=self.today if done else None)]
        if done and (state := state_after_tick(self.content, self.journey, action)) is not None:
            puts.append(TaskState(action.task, state, self.today))
        self.commit(label, puts)


FIRST_STEP = "Start with `mentor` for the first questions, or `mentor intake FILE.toml`."


def _tidy(project: Project) -> Project:
    if not (title := one_line(project.title, 80)):
        raise InputError("A project needs a title.")
    return replace(project, title=title, path=one_line(project.path), url=one_line(project.url))
