"""The board: cards, gates, phases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentor.errors import InputError
from mentor.journey.records import GateClosed, GateNeed, TaskState
from mentor.session.base import Base
from mentor.text import one_line

if TYPE_CHECKING:
    from mentor.coach.board import CardState
    from mentor.content.model import Need


class BoardPart(Base):
    """Cards, gates, phases."""

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
        from mentor.coach.gates import gate_check

        check = gate_check(self.content, self.journey, self.plan().audit, self.content.phases[phase_id])
        missing = check.missing
        override = one_line(override)
        if missing and not override:
            raise InputError(
                f"{phase_id} cannot be closed yet: {len(missing)} of {len(check.deliverables)} deliverables missing.",
                details=[need.text for need in missing],
                hint="Write a reason to close it all the same; it is shown at the next review.",
            )
        self.commit(f"close {phase_id}", [GateClosed(phase_id, self.today, override if missing else "")])

    def reopen_phase(self, phase_id: str) -> None:
        """Open a closed phase again."""
        self.commit(f"open {phase_id} again", deletes=[("gates", phase_id)])
