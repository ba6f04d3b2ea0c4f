"""The deliverables that close a phase: what the user says is there, what a project, practice or the audit shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mentor.coach.audit import Audit
from mentor.coach.proof import needs_shown
from mentor.coach.reaudit import under
from mentor.coach.solved import need_solved
from mentor.content import Content
from mentor.content.model import Need, Phase
from mentor.journey import Journey

How = Literal["", "said", "seen", "rated"]
"""Not there; the user says where it is; a project that was read or exercises solved show it; the rated items do."""


@dataclass(frozen=True)
class Deliverable:
    """One deliverable of a gate.

    Attributes:
        said: What shows it, or what of it is still missing, in words; empty where there is nothing to say.
    """

    need: Need
    how: How
    said: str = ""

    @property
    def met(self) -> bool:
        """Whether it is there."""
        return self.how != ""


@dataclass(frozen=True)
class GateCheck:
    """A phase's gate, deliverable by deliverable."""

    deliverables: tuple[Deliverable, ...]

    @property
    def missing(self) -> tuple[Need, ...]:
        """What still has to exist."""
        return tuple(one.need for one in self.deliverables if not one.met)

    def of(self, need_id: str) -> Deliverable:
        """The deliverable with an id.

        Raises:
            KeyError: The gate asks for no such thing.
        """
        found = next((one for one in self.deliverables if one.need.id == need_id), None)
        if found is None:
            raise KeyError(need_id)
        return found


def gate_check(content: Content, journey: Journey, report: Audit, phase: Phase) -> GateCheck:
    """A gate's deliverables as they stand with the audit of today."""
    shown = needs_shown(content, journey)
    found = []
    for need in phase.gate.needs:
        seen = shown.get(need.id)
        if need.sql:
            there, told = need_solved(content, journey, need)
            how: How = "seen" if there else "said" if need.id in journey.needs else ""
            found.append(Deliverable(need, how, told))
        elif seen is not None and seen.met:
            found.append(Deliverable(need, "seen", seen.said))
        elif need.id in journey.needs:
            found.append(Deliverable(need, "said", seen.said if seen else ""))
        elif need.areas:
            left = under(journey, report, need.areas, need.level)
            told = f"{len(left)} of its items are under {need.level:g} or not rated by themselves" if left else ""
            found.append(Deliverable(need, "" if left else "rated", told))
        else:
            found.append(Deliverable(need, "", seen.said if seen else ""))
    return GateCheck(tuple(found))
