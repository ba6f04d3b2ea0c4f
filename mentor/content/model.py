"""What the content files hold, as frozen values. `docs/content.md` describes the files themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

StartId = Literal[
    "swe_backend", "swe_other", "data_scientist", "grad_degree", "cs_graduate", "outside_some_code", "beginner"
]
TargetId = Literal["applied", "platform", "llm", "research"]
TaskKind = Literal["build", "learn", "practise", "publish", "people"]
ActionCase = Literal["", "first_target", "follow_up", "contacts", "batch", "grade", "prompt", "exercises"]
ActionKind = Literal["audit", "project", "public", "design", "people", "learn", "practise", "search", "recover"]
SectionId = Literal["data", "model", "engineering", "operations"]


@dataclass(frozen=True)
class Source:
    """One of the five guides."""

    id: str
    name: str
    what: str
    slant: str


@dataclass(frozen=True)
class Fact:
    """One claim of a guide, in our words."""

    id: str
    topic: str
    text: str
    figures: tuple[str, ...]
    importance: int

    @property
    def source(self) -> str:
        """The guide that says it."""
        return self.id[:2]


@dataclass(frozen=True)
class Item:
    """A can-do statement: a bare verb phrase that reads after "I can" and "I can't yet"."""

    id: str
    text: str
    level: Literal["F", "S"]
    shows: str

    @property
    def foundation(self) -> bool:
        """Whether a first job needs it."""
        return self.level == "F"


@dataclass(frozen=True)
class Area:
    """A skill area with its importance over the guides (0-10) and its items."""

    id: str
    code: str
    title: str
    level: Literal["F", "S", "F/S"]
    weight: float
    mentions: tuple[int, ...]
    bonus: int
    sources: tuple[str, ...]
    items: tuple[Item, ...]

    @property
    def core(self) -> tuple[Item, ...]:
        """The foundation items; the senior ones where the area has no other."""
        return tuple(item for item in self.items if item.foundation) or self.items


@dataclass(frozen=True)
class RoleProfile:
    """How a target shifts the weights of the areas."""

    title: str
    multipliers: Mapping[str, float]


@dataclass(frozen=True)
class Variant:
    """A probe's question for one domain."""

    domain: str
    question: str
    options: tuple[str, ...]
    right: int
    why: str = ""


@dataclass(frozen=True)
class Probe:
    """A knowledge question asked before an area is rated."""

    id: str
    area: str
    question: str
    options: tuple[str, ...]
    right: int
    why: str
    variants: tuple[Variant, ...] = ()

    def for_domain(self, domain: str) -> Probe:
        """The question as asked for a domain; itself where it has no variant for it."""
        for variant in self.variants:
            if variant.domain == domain:
                why = variant.why or self.why
                return Probe(self.id, self.area, variant.question, variant.options, variant.right, why)
        return self


@dataclass(frozen=True)
class Span:
    """Months one guide gives for a whole phase."""

    source: str
    months: tuple[int, int]
    facts: tuple[str, ...]
    note: str = ""
    starts: tuple[StartId, ...] = ()


@dataclass(frozen=True)
class Need:
    """One deliverable of a gate.

    Attributes:
        areas: Where the audit itself shows it: the areas whose foundation items must all stand at `level`.
        level: That level, 0-4, after the caps.
        criteria: Where the folder of a project shows it: the criteria that one project must meet.
        project: Where a project itself is the deliverable: the level it must have been read at.
        sql: Where exercises show it: how many SQL exercises must be solved, one at least on each of `sql_items`.
        by_hand: What of it no reading shows, so that the user has to say it all the same.
    """

    id: str
    text: str
    areas: tuple[str, ...] = ()
    level: float = 0.0
    criteria: tuple[str, ...] = ()
    project: Literal["", "shipped", "defensible"] = ""
    sql: int = 0
    sql_items: tuple[str, ...] = ()
    by_hand: str = ""


@dataclass(frozen=True)
class Gate:
    """The deliverables that close a phase."""

    id: str
    text: str
    needs: tuple[Need, ...]
    rule: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Phase:
    """One of P0-P7. Hours are logged hours: optimistic, likely, pessimistic."""

    id: str
    title: str
    purpose: str
    areas: tuple[str, ...]
    weights: Mapping[str, float]
    target: int
    proof: bool
    hours_learn: tuple[float, float, float]
    hours_deliver: tuple[float, float, float]
    mix: Mapping[str, int]
    gate: Gate
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Task:
    """A card on the board."""

    id: str
    title: str
    kind: TaskKind
    hours: float
    done_when: str
    smallest: str
    why: str
    items: tuple[str, ...]
    after: tuple[str, ...] = ()
    need: str = ""
    starts: tuple[StartId, ...] = ()
    targets: tuple[TargetId, ...] = ()
    rule: str = ""
    facts: tuple[str, ...] = ()

    @property
    def phase(self) -> str:
        """The phase it belongs to."""
        return self.id.partition(".")[0]

    def is_for(self, start: str, target: str) -> bool:
        """Whether the card is meant for this starting point and target."""
        return (not self.starts or start in self.starts) and (not self.targets or target in self.targets)


@dataclass(frozen=True)
class ProjectType:
    """One of the five kinds of portfolio project."""

    id: str
    code: str
    title: str
    pitch: str
    proves: str
    trap: str
    first_steps: tuple[str, ...]
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Criterion:
    """One line of a project's checklist.

    Attributes:
        confidence: How far static reading can tell: H at least 90 % likely right, M 60-90 %, L a hint.
        hours: From nothing to met; our own estimate.
        proves: The audit items that are shown to be done where a reading finds it met.
    """

    id: str
    section: SectionId
    title: str
    evidence: str
    seen_by: str
    confidence: Literal["H", "M", "L"]
    shipped: tuple[str, ...]
    defensible: tuple[str, ...]
    hours: float
    proves: tuple[str, ...] = ()
    shipped_needs: str = ""
    defensible_needs: str = ""
    facts: tuple[str, ...] = ()

    def needed_for_shipped(self, project_type: str) -> bool:
        """Whether *shipped* asks for it."""
        return "all" in self.shipped or project_type in self.shipped

    def needed_for_defensible(self, project_type: str) -> bool:
        """Whether *defensible* asks for it, over what *shipped* asks."""
        return "all" in self.defensible or project_type in self.defensible

    def applies_to(self, project_type: str) -> bool:
        """Whether the checklist of this type has it."""
        return self.needed_for_shipped(project_type) or self.needed_for_defensible(project_type)


@dataclass(frozen=True)
class ActionTemplate:
    """A line of the seven-day list before it knows its user. Texts may hold placeholders.

    Attributes:
        case: The state of the record it is for; one with a case is never chosen for its kind alone.
        opens: What it is done with: a list of the search, or a design prompt as in `prompt:DP02`.
    """

    id: str
    kind: ActionKind
    week: Literal["first", "later"]
    title: str
    why: str
    done_when: str
    smallest: str
    if_then: str = ""
    where: str = ""
    minutes: int = 60
    steps: tuple[str, ...] = ()
    starts: tuple[StartId, ...] = ()
    targets: tuple[TargetId, ...] = ()
    projects: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    levels: tuple[float, float] | None = None
    rule: str = ""
    facts: tuple[str, ...] = ()
    case: ActionCase = ""
    opens: str = ""

    @property
    def narrowing(self) -> int:
        """How many fields narrow it down; the narrowest fitting template is used."""
        fields = (self.starts, self.targets, self.projects, self.phases, self.areas, self.levels)
        return sum(1 for value in fields if value)


@dataclass(frozen=True)
class Position:
    """What one guide says on a disputed point."""

    source: str
    says: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """How a disagreement between guides is settled for a profile."""

    id: str
    question: str
    short: str
    rule: str
    detail: str = ""
    positions: tuple[Position, ...] = ()


@dataclass(frozen=True)
class Timeline:
    """Months one guide gives from a starting point to an end it names in `measures`."""

    id: str
    source: str
    months: tuple[int, int]
    measures: str
    use: Literal["range", "seen", "milestone", "after"]
    starts: tuple[StartId, ...]
    python: Literal["any", "production", "below"]
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """A number that is a choice of ours, with the reason."""

    value: Any
    reason: str
    facts: tuple[str, ...] = field(default=())
