"""The questions of the board: is a card done, where is a deliverable, may a phase be closed, and what to rate again."""

from __future__ import annotations

from collections.abc import Callable

from mentor.coach.board import Card
from mentor.coach.reaudit import touched_items
from mentor.content.model import Need, Phase
from mentor.screens.board_text import gate_of
from mentor.session import Session
from mentor.text import counted, one_line
from mentor.widgets.dialogs import AskText, Confirm
from mentor.widgets.place import Place


class GateQuestions:
    """Asks over a place and stores the answers; Escape leaves all as it was."""

    def __init__(self, place: Place) -> None:
        self._place = place

    @property
    def _session(self) -> Session:
        return self._place.session

    def ask_done(self, card: Card, then: Callable[[bool | None], None]) -> None:
        """Ask whether a card is done although others that it builds on are not."""
        waits = "\n".join(f"- {other.id} {other.title}" for other in card.waits_for)
        question = f"Is {card.task.id} done before what it builds on?"
        detail = f"Not done yet:\n{waits}\n\nIt is done when: {card.task.done_when}"
        self._place.app.push_screen(Confirm(question, detail), then)

    def ask_need(self, need: Need) -> None:
        """Ask where a deliverable is; an empty line takes it back."""
        record = self._session.journey.needs.get(need.id)
        detail = "A link, a path or a sentence." + (" An empty line takes it back." if record else "")

        def answer(text: str | None) -> None:
            if text is None or (record is None and not one_line(text)):
                return
            with self._place.telling():
                if one_line(text):
                    self._session.meet_need(need, text)
                else:
                    self._session.unmeet_need(need)

        question = f"Where is it? {need.text[0].upper()}{need.text[1:]}"
        self._place.app.push_screen(AskText(question, detail, record.note if record else ""), answer)

    # ------------------------------------------------------------------ the phase

    def close(self, phase: Phase) -> None:
        """Close a phase, or open a closed one; where deliverables are missing, say which and ask for the reason."""
        if phase.id in self._session.journey.gates:
            with self._place.telling():
                self._session.reopen_phase(phase.id)
            return
        check = gate_of(self._session, phase)
        if not check.missing:
            self._close_with(phase, "")
            return

        def given(reason: str | None) -> None:
            if reason and one_line(reason):
                self._close_with(phase, reason)

        missing = f"{len(check.missing)} of {counted(len(check.deliverables), 'deliverable')} missing"
        told = "\n".join(f"- {need.text}" for need in check.missing)
        detail = f"{told}\n\nTo close it all the same, write the reason; it is shown at the next review."
        self._place.app.push_screen(AskText(f"{phase.id} cannot be closed yet: {missing}.", detail), given)

    def _close_with(self, phase: Phase, reason: str) -> None:
        with self._place.telling():
            self._session.close_phase(phase.id, reason)
            current = self._session.plan().current
            following = f"{current} {self._session.content.phases[current].title} is next." if current else ""
            self._offer_reaudit(f"{phase.id} is closed. {following or 'It was the last.'}")

    def _offer_reaudit(self, told: str) -> None:
        """Offer to rate again what was worked on since it was rated."""
        content = self._session.content
        items = touched_items(content, self._session.journey)
        if not items:
            told += " Nothing was worked on since you rated it, so nothing is asked again."
            self._place.notify(told, timeout=5, markup=False)
            return

        def ask(yes: bool | None) -> None:
            if yes:
                from mentor.screens.questions import QuestionsScreen

                self._place.app.push_screen(QuestionsScreen(self._session, only=items))

        areas = len({content.area_of[item].id for item in items})
        what = f"{counted(len(items), 'item')} in {counted(areas, 'area')}"
        detail = f"{what}: only what was worked on since you rated it. Later: r in Audit."
        self._place.app.push_screen(Confirm(f"{told} Rate again what you worked on?", detail), ask)
