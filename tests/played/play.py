"""Plays a user through the program, day by day, and keeps what a reader would have seen each week."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from mentor.clock import Clock
from mentor.coach.board import cards, minutes_by_card
from mentor.coach.notices import Notice
from mentor.coach.plan import Plan
from mentor.coach.portfolio import checklist
from mentor.coach.week import Proposed
from mentor.content import Content
from mentor.journey import Journey
from mentor.journey.records import Evidence, Profile, Project, Rating
from mentor.session import Session
from mentor.store.store import Store

FIRST = date(2026, 1, 5)
"""A Monday, the first day of every year played."""
WEEKS = 52
SHOWN = "https://git.example.org/mine"


Watch = Callable[[date, bool], None]
"""Called with the day, and whether the week is taken already."""


@dataclass(frozen=True)
class Seen:
    """A week as it began: what was proposed and taken, the plan and the notices of that morning.

    Attributes:
        number: Calendar week since the first day, from 1 on. The week's own number is lower after weeks away.
        notices: The two of the week; `patterns` are all that show in the record, id to severity.
    """

    number: int
    day: date
    proposed: Proposed
    plan: Plan
    notices: tuple[Notice, ...]
    patterns: Mapping[str, str]

    @property
    def tempo(self) -> str:
        return self.proposed.rhythm.tempo if self.proposed.rhythm else ""


class Player:
    """One user with a data folder of their own. `on` moves the day; nothing here reads a clock or draws lots.

    `watch`, where there is one, is called each Monday before the week is proposed and after it is taken.
    """

    def __init__(self, folder: Path, content: Content, watch: Watch | None = None) -> None:
        self.folder, self.content, self.watch = folder, content, watch
        self.session = Session(content, Store(folder), Clock(FIRST))
        self.seen: list[Seen] = []
        self.on(FIRST)

    # ------------------------------------------------------------------ days

    def on(self, day: date) -> Session:
        """The session on the evening of a day."""
        moment = datetime.combine(day, time(19, 30), UTC)
        self.session.clock = Clock(day, lambda: moment)
        return self.session

    def day_of(self, week: int, offset: int = 0) -> date:
        return FIRST + timedelta(days=7 * (week - 1) + offset)

    @property
    def journey(self) -> Journey:
        return self.session.journey

    def again(self) -> Session:
        """The same journey as a program started later reads it."""
        return Session(self.content, Store(self.folder), self.session.clock)

    # ------------------------------------------------------------------ what a user does

    def begin(self, profile: Profile, levels: Mapping[str, int]) -> None:
        """The first-run questions, one level an area."""
        self.session.take_intake(profile, [Rating(area, level, FIRST) for area, level in levels.items()])

    def take_week(self, week: int) -> Seen:
        """Look at the proposed week and take it as it is."""
        session = self.on(self.day_of(week))
        if self.watch is not None:
            self.watch(session.today, False)
        plan, notices, proposed = session.plan(), session.notices(), session.propose_week()
        patterns = {one.id: one.severity for one in session.every_notice() if one.signal}
        session.accept_week(proposed)
        self.seen.append(Seen(week, session.today, proposed, plan, notices, patterns))
        if self.watch is not None:
            self.watch(session.today, True)
        return self.seen[-1]

    def do(self, minutes: int, factor: float = 1.0) -> int:
        """Tick the week's actions in turn, each taking `factor` times its minutes, while `minutes` last.

        Returns:
            Minutes that are left.
        """
        week = self.journey.week
        assert week is not None
        # The project's block comes before all others, as the plan says.
        for action in sorted(self.journey.actions_of(week), key=lambda one: one.kind != "project"):
            took = round(action.minutes * factor)
            if action.done or took > minutes:
                continue
            self.on(action.day).set_done(action, done=True, minutes=took)
            minutes -= took
        return minutes

    def log(self, week: int, hours: float, kind: str, note: str = "", days: int = 3, **links: Any) -> None:
        """Log hours spread over some days of a week."""
        minutes = round(hours * 60)
        for n in range(days):
            part = minutes // days + (minutes % days if n == 0 else 0)
            if part > 0:
                self.on(self.day_of(week, 2 * n)).log_time(part, kind, note, **links)

    def go_on(self, minutes: int) -> None:
        """Spend what is left of a week on the board's build cards, one after another, and move those that are done."""
        session = self.session
        while minutes > 0:
            plan = session.plan()
            near = [phase for phase in (plan.current, *plan.parallel) if phase]
            ready = [card for phase in near for card in cards(self.content, self.journey, phase) if card.ready]
            ready = [card for card in ready if card.task.kind == "build"] or ready
            if not ready:
                return
            task = ready[0].task
            left = max(30, round(task.hours * 60) - minutes_by_card(self.journey).get(task.id, 0))
            session.log_time(min(left, minutes), "build", "one more evening", task=task.id)
            session.move_task(task.id, "done" if left <= minutes else "doing")
            minutes -= left

    def note_what_exists(self) -> None:
        """Note the results file of P1's gate and what of a service stands, once the cards that make them are done."""
        done = {task.id for task in self.journey.tasks.values() if task.state == "done"}
        need = self.content.phases["P1"].gate.needs[1]
        if "P1.6" in done and need.id not in self.journey.needs:
            self.session.meet_need(need, f"{SHOWN}: results.json")
        for project in self.journey.projects.values():
            for card, criterion in (("P2.3", "R25"), ("P2.5", "R26")):
                if card in done and f"{project.id}/{criterion}" not in self.journey.marks:
                    self.session.mark(project, criterion, "met", f"{SHOWN}: {criterion}")

    def close_what_is_done(self) -> list[str]:
        """Note the deliverables of each phase in which all that builds and publishes is done, and close it."""
        session, closed = self.session, []
        for phase_id, step in session.plan().steps.items():
            own = [card for card in cards(self.content, self.journey, phase_id) if card.state != "dropped"]
            own = [card for card in own if card.task.kind in ("build", "publish")]
            if step.open and own and all(card.state == "done" for card in own):
                for need in step.phase.gate.needs:
                    session.meet_need(need, f"{SHOWN}: {need.id}")
                session.close_phase(phase_id)
                closed.append(phase_id)
        return closed

    def rate_what_was_learned(self) -> None:
        """Re-rate what finished cards and ticked actions worked on one level higher, up to 3, with a link."""
        worked = [
            (item, task.on)
            for task in self.journey.tasks.values()
            if task.state == "done"
            for item in self.content.tasks[task.id].items
        ]
        worked += [(one.item, one.done) for one in self.journey.actions.values() if one.item and one.done]
        levels = {}
        for item, on in worked:
            own = self.journey.ratings.get(item)
            rating = own or self.journey.ratings.get(self.content.area_of[item].id)
            now = (rating.level or 0) if rating else 0
            if now < 3 and (own is None or own.on < on):
                levels[item] = now + 1
        if levels:
            self.session.rate_many(dict(levels), Evidence(SHOWN, "link", self.session.today))

    def ship(self, project: Project) -> None:
        """Mark all that a shipped project of its type needs."""
        for criterion in checklist(self.content, project.type):
            if criterion.needed_for_shipped(project.type):
                self.session.mark(project, criterion.id, "met", f"{SHOWN}: {criterion.id}")
