"""Everything one user has recorded, at one moment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from copy import copy, deepcopy
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mentor.journey.lazy import Records, Rows
from mentor.journey.record import Record
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
    TaskState,
    Week,
)
from mentor.journey.tables import TABLES, kind_of

if TYPE_CHECKING:
    from mentor.journey.drills import Drill, Mock, PracticeMark
    from mentor.journey.practice import Attempt, CardState, Grade, OwnCard
    from mentor.journey.proof import Bullet, Deployment, Finding, Run
    from mentor.journey.search import Application, Company, Message, Offer, Person
    from mentor.journey.time import Course, LogEntry, Review, Snooze, Timer


def number_of(week_id: str) -> int:
    """The number within a week's id: 12 of w12."""
    digits = week_id[1:]
    return int(digits) if digits.isdecimal() else 0


@dataclass(frozen=True)
class CurrentWeek:
    """The accepted week as a front end shows it."""

    week: Week
    actions: tuple[Action, ...]
    over: bool

    @property
    def minutes_done(self) -> int:
        """Minutes of the actions that are ticked."""
        return sum(action.minutes for action in self.actions if action.done)


FIRST_RUN_AUDIT, FIRST_RUN_DONE = "welcome.audit", "welcome.done"
"""Notes of the first run: that its quick audit has begun, that it is through."""


@dataclass(frozen=True)
class Journey:
    """All records by table and id. Treat the mappings as read-only."""

    profile: Profile | None = None
    ratings: Mapping[str, Rating] = field(default_factory=dict)
    probes: Mapping[str, ProbeAnswer] = field(default_factory=dict)
    tasks: Mapping[str, TaskState] = field(default_factory=dict)
    needs: Mapping[str, GateNeed] = field(default_factory=dict)
    gates: Mapping[str, GateClosed] = field(default_factory=dict)
    projects: Mapping[str, Project] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    weeks: Mapping[str, Week] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)
    log: Mapping[str, LogEntry] = field(default_factory=dict)
    timer: Mapping[str, Timer] = field(default_factory=dict)
    courses: Mapping[str, Course] = field(default_factory=dict)
    reviews: Mapping[str, Review] = field(default_factory=dict)
    snoozes: Mapping[str, Snooze] = field(default_factory=dict)
    findings: Mapping[str, Finding] = field(default_factory=dict)
    runs: Mapping[str, Run] = field(default_factory=dict)
    deployments: Mapping[str, Deployment] = field(default_factory=dict)
    bullets: Mapping[str, Bullet] = field(default_factory=dict)
    companies: Mapping[str, Company] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    applications: Mapping[str, Application] = field(default_factory=dict)
    messages: Mapping[str, Message] = field(default_factory=dict)
    offers: Mapping[str, Offer] = field(default_factory=dict)
    drills: Mapping[str, Drill] = field(default_factory=dict)
    practised: Mapping[str, PracticeMark] = field(default_factory=dict)
    mocks: Mapping[str, Mock] = field(default_factory=dict)
    cards: Mapping[str, CardState] = field(default_factory=dict)
    grades: Mapping[str, Grade] = field(default_factory=dict)
    own_cards: Mapping[str, OwnCard] = field(default_factory=dict)
    attempts: Mapping[str, Attempt] = field(default_factory=dict)

    @classmethod
    def from_tables(cls, tables: Mapping[str, Rows], problems: list[str], *, trusted: bool = False) -> Journey:
        """The journey from stored tables (table, then record id, then fields).

        Tables and fields this version does not know are passed over. A record that cannot be read is left out
        and a line about it appended to `problems`; the caller decides what to do about that.

        Args:
            tables: The tables; they are copied.
            problems: Problems are appended here.
            trusted: Whether all records are known to be readable; then each is made when it is asked for.
        """
        read: dict[str, Any] = {}
        for table in TABLES:
            rows: Rows = tables.get(table, {})
            if trusted:
                read[table] = Records[Record](table, copy(rows))
                continue
            made = {}
            for key in rows:
                value = kind_of(table).from_fields({**rows[key], "id": key}, f"{table} {key}", problems)
                if value is not None:
                    made[key] = value
            read[table] = made
        read["profile"] = read["profile"].get("profile")
        return cls(**read)

    def with_rows(self, rows: Iterable[tuple[str, str, Mapping[str, Any] | None]], problems: list[str]) -> Journey:
        """The journey after some records changed, each given by table, id and stored fields, None for a deleted one.

        As in `from_tables`, tables of another version are passed over and problems appended.
        """
        changed: dict[str, dict[str, Any]] = {}
        for table, key, row in rows:
            if table not in TABLES:
                continue
            kind = kind_of(table)
            value = kind.from_fields({**row, "id": key}, f"{table} {key}", problems) if row is not None else None
            changed.setdefault(table, {})[key] = None if value is None or row is None else (row, value)
        return self._with(changed)

    def _with(self, changed: Mapping[str, Mapping[str, tuple[Mapping[str, Any], Any] | None]]) -> Journey:
        """The journey with some records put or, where None stands, taken away, each by table and id."""
        tables: dict[str, Any] = {}
        for table, pairs in changed.items():
            if table == Profile.table:
                if "profile" in pairs:
                    pair = pairs["profile"]
                    tables[table] = pair and pair[1]
                continue
            old = getattr(self, table)
            if isinstance(old, Records):
                tables[table] = old.changed(pairs)
                continue
            left = {key: record for key, record in old.items() if key not in pairs or pairs[key] is not None}
            tables[table] = {**left, **{key: pair[1] for key, pair in pairs.items() if pair is not None}}
        return replace(self, **tables) if tables else self

    def without(self, deletes: Collection[tuple[str, str]]) -> Journey:
        """The journey as it would be without some records, each given by table and id."""
        changed: dict[str, dict[str, None]] = {}
        for table, key in deletes:
            changed.setdefault(table, {})[key] = None
        return self._with(changed)

    @cached_property
    def spent(self) -> tuple[LogEntry, ...]:
        """All time spent, oldest day first: the log, and ticks from before there was one. Made once, when asked for."""
        from mentor.journey.spent import all_spent

        return all_spent(self.log, self.actions.values())

    @property
    def week(self) -> Week | None:
        """The week accepted last."""
        newest = max(self.weeks, key=number_of, default=None)
        return None if newest is None else self.weeks[newest]

    def current_week(self, today: date) -> CurrentWeek | None:
        """The week accepted last, whether it is still running or over."""
        week = self.week
        return CurrentWeek(week, tuple(self.actions_of(week)), today > week.end) if week else None

    def actions_of(self, week: Week) -> list[Action]:
        """The actions of a week, in the order of the list."""
        start = f"{week.id}."
        # By id, so that only these are made; w1.2 before w1.10, whatever else an id may hold.
        found = sorted((key for key in self.actions if key.startswith(start)), key=lambda key: (len(key), key))
        return [self.actions[key] for key in found]

    def evidence_kept(self, key: str, level: int | None) -> Evidence | None:
        """What showed an item's rating so far, where a new rating of this level still needs showing."""
        rating = self.ratings.get(key)
        return rating.evidence if rating is not None and level is not None and level >= 3 else None

    def untouched_week(self, today: date) -> list[tuple[str, str]]:
        """Table and id of the running week and what goes with it while nothing of it is ticked or logged; else nothing.

        A week that is over stays in the record, also when nothing was done in it.
        """
        week = self.week
        if week is None or today > week.end or any(action.done for action in self.actions_of(week)):
            return []
        # Time logged on one of its actions would otherwise speak of whatever gets its id next.
        if any(entry.action.startswith(f"{week.id}.") for entry in self.log.values()):
            return []
        review = [("reviews", week.id)] if week.id in self.reviews else []
        return [("weeks", week.id), *(("actions", action.id) for action in self.actions_of(week)), *review]

    def next_id(self, table: str, prefix: str, spoken_of: Iterable[str] = ()) -> str:
        """An id for a new record of a table whose ids are a letter and a number.

        Args:
            table: The table.
            prefix: The letter.
            spoken_of: Ids of removed records that others still speak of; none of them is given away.
        """
        keys = (key.removeprefix(prefix) for key in (*getattr(self, table), *spoken_of) if key.startswith(prefix))
        return f"{prefix}{max((int(key) for key in keys if key.isdecimal()), default=0) + 1}"

    def next_project_id(self) -> str:
        """An id for a new project; not one of a removed project that an action or the log still speaks of."""
        spoken_of = [action.project for action in self.actions.values()]
        spoken_of += [entry.project for entry in self.log.values()]
        return self.next_id("projects", "p", spoken_of)

    @property
    def first_run_done(self) -> bool:
        """Whether the first questions are through. One begun by `mentor intake` never needs them."""
        if self.profile is None:
            return False
        return bool(self.note(FIRST_RUN_DONE)) or bool(self.weeks) or not self.note(FIRST_RUN_AUDIT)

    def note(self, key: str, default: Any = None) -> Any:
        """The value of a note, the caller's own to change."""
        return deepcopy(self.notes[key].value) if key in self.notes else default
