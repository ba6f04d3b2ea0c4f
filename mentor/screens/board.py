"""Board: the eight phases, the cards of one of them, and the gate that closes it."""

from __future__ import annotations

from typing import Literal

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList, Static

from mentor.coach.board import Card, CardState, cards, gate_check, phase_done_share
from mentor.coach.phases import PhaseStep
from mentor.content.model import Need
from mentor.screens.board_strip import Column, PhaseStrip
from mentor.screens.board_text import (
    card_detail,
    card_row,
    closing_detail,
    closing_row,
    gate_heading,
    group_of,
    need_detail,
    need_row,
    phase_head,
    sort_cards,
)
from mentor.session import Session
from mentor.text import one_line
from mentor.widgets.detail import DETAIL_KEYS, Detail
from mentor.widgets.dialogs import AskText
from mentor.widgets.lists import Rows
from mentor.widgets.place import Place
from mentor.widgets.text import MUTED, plain

CLOSE = "close"
"""The id of the row that closes the phase."""
NEXT: dict[CardState, CardState] = {"todo": "doing", "doing": "done", "done": "todo", "dropped": "todo"}
WAY: tuple[CardState, ...] = ("todo", "doing", "done")


class CardRows(Rows):
    """The cards of a phase; left and right belong to the phases, and a click only moves the cursor."""

    BINDINGS = [
        Binding("enter", "screen.act", "do", show=False),
        Binding("left", "screen.phase(-1)", "phase before", show=False),
        Binding("right", "screen.phase(1)", "phase after", show=False),
    ]


class BoardScreen(Place):
    """The phases as columns; below, the cards of one phase and the gate that closes it. Cards move with space."""

    PLACE = "board"
    CSS_PATH = "board.tcss"
    BINDINGS = [
        Binding("space", "act", "move on", id="board.act", tooltip="To do, doing, done; at a gate, say where it is"),
        Binding("x", "drop", "drop", id="board.drop", tooltip="Drop the card, or take it up again"),
        Binding(
            "left_square_bracket",
            "phase(-1)",
            "phase",
            key_display="← →",
            id="board.before",
            tooltip="The phase before, or after with →; also [",
        ),
        Binding(
            "right_square_bracket",
            "phase(1)",
            "phase after",
            show=False,
            key_display="→ ]",
            id="board.after",
            tooltip="The phase after",
        ),
        Binding("d", "hide", "hide done", id="board.hide", tooltip="Hide or show what is done or dropped"),
        *DETAIL_KEYS,
        Binding("less_than_sign", "move(-1)", "back", show=False, id="board.back", tooltip="Move the card back"),
        Binding("greater_than_sign", "move(1)", "forward", show=False, id="board.on", tooltip="Move the card forward"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._phase = ""
        self._hide = False
        self._cards: dict[str, Card] = {}

    def body(self) -> ComposeResult:
        """Phases, the head of the one chosen, its cards, and what is under the cursor."""
        yield PhaseStrip(id="strip")
        yield Static(id="head")
        with Horizontal(id="middle"):
            yield CardRows(id="cards")
            yield Detail(id="detail")

    def reload(self) -> None:
        """Show the phases and cards as they are; begin at the phase at hand."""
        if self.session.journey.profile is None:
            return
        plan = self.session.plan()
        if self._phase not in plan.steps:
            self._phase = plan.current or next(iter(plan.steps))
        self.note_week()
        self._show()

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        if self._phase:
            self.call_after_refresh(self._show)

    def go_to(self, key: str) -> None:
        """Show the phase of a card, a deliverable or a phase, with the cursor on it."""
        content = self.session.content
        phase = content.tasks[key].phase if key in content.tasks else key.replace("G", "P").partition(".")[0]
        if phase in content.phases:
            self._phase = phase
            hidden = next(
                (c for c in self._all_cards() if c.task.id == key and group_of(c) in ("done", "dropped")), None
            )
            self._hide = self._hide and hidden is None
            self._show()
        super().go_to(key)

    # ------------------------------------------------------------------ drawing

    @property
    def _step(self) -> PhaseStep:
        return self.session.plan().steps[self._phase]

    @property
    def _narrow(self) -> bool:
        return self.app.size.width < self.HORIZONTAL_BREAKPOINTS[1][0]

    def _all_cards(self) -> tuple[Card, ...]:
        return cards(self.session.content, self.session.journey, self._phase)

    def _show(self) -> None:
        all_cards = self._all_cards()
        self._cards = {card.task.id: card for card in all_cards}
        width = self.app.size.width
        self._show_strip()
        head = phase_head(self.session, self._step, all_cards, width - 4, purpose=not self._narrow)
        self.query_one("#head", Static).update(head)
        self.query_one(CardRows).show(self._rows(width - 5 if self._narrow else width * 3 // 5 - 5))
        self._show_detail()

    def _show_strip(self) -> None:
        plan = self.session.plan()
        content, journey = self.session.content, self.session.journey
        columns = [
            Column(
                step,
                "now" if phase == plan.current else "also" if phase in plan.parallel else "",
                phase_done_share(content, journey, phase),
            )
            for phase, step in plan.steps.items()
        ]
        self.query_one(PhaseStrip).show(columns, self._phase)

    def _rows(self, width: int) -> list[tuple[str | None, Content]]:
        rows: list[tuple[str | None, Content]] = []
        before = ""
        for card in sort_cards(tuple(self._cards.values())):
            group = group_of(card)
            if self._hide and group in ("done", "dropped"):
                continue
            rows.append((card.task.id, card_row(card, width, first=group != before)))
            before = group
        hidden = len(self._cards) - len(rows)
        if hidden:
            rows.append((None, plain(f"  {hidden} done or dropped, hidden: d shows them", MUTED)))
        rows.append((None, gate_heading(self._step, width)))
        for need, met in gate_check(self.session.journey, self._step.phase).needs:
            rows.append((need.id, need_row(need, met, width)))
        rows.append((CLOSE, closing_row(self.session.journey, self._step)))
        return rows

    def _show_detail(self) -> None:
        width = self.app.size.width
        room = width - 4 if self._narrow else width - width * 3 // 5 - 5
        key, title = self.query_one(CardRows).chosen, not self._narrow
        if (card := self._card()) is not None:
            text = card_detail(self.session, card, room, title=title)
        elif (need := self._need()) is not None:
            text = need_detail(self.session, self._step, need, room, title=title)
        else:
            text = closing_detail(self.session, self._step, room, purpose=self._narrow)
        self.query_one(Detail).show(text, f"{self._phase} {key}")

    def _card(self) -> Card | None:
        return self._cards.get(self.query_one(CardRows).chosen or "")

    def _need(self) -> Need | None:
        key = self.query_one(CardRows).chosen
        return next((need for need in self._step.phase.gate.needs if need.id == key), None)

    # ------------------------------------------------------------------ keys

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Show what is under the cursor."""
        if self._phase:
            self._show_detail()

    def on_phase_strip_chosen(self, event: PhaseStrip.Chosen) -> None:
        """Show the phase whose column was clicked."""
        self._choose(event.phase)

    def action_phase(self, by: int) -> None:
        """Show the phase before or after, in the user's order."""
        row = list(self.session.plan().steps)
        at = row.index(self._phase) + by
        if 0 <= at < len(row):
            self._choose(row[at])

    def _choose(self, phase: str) -> None:
        if phase != self._phase:
            self._phase = phase
            self.query_one(CardRows).highlighted = None
            self._show()

    def action_hide(self) -> None:
        """Hide or show what is done or dropped."""
        self._hide = not self._hide
        self._show()

    def action_act(self) -> None:
        """Move the card on, answer for the deliverable, or close the phase."""
        if (card := self._card()) is not None:
            self._move(card, NEXT[card.state])
        elif (need := self._need()) is not None:
            self._ask_need(need)
        elif self.query_one(CardRows).chosen == CLOSE:
            self._close()

    def action_move(self, by: Literal[-1, 1]) -> None:
        """Move the card a state back or forward."""
        card = self._card()
        if card is not None and card.state in WAY:
            at = WAY.index(card.state) + by
            if 0 <= at < len(WAY):
                self._move(card, WAY[at])

    def action_drop(self) -> None:
        """Drop the card, or take it up again."""
        card = self._card()
        if card is not None:
            self._move(card, "todo" if card.state == "dropped" else "dropped")

    def _move(self, card: Card, state: CardState) -> None:
        with self.telling():
            self.session.move_task(card.task.id, state)

    def _ask_need(self, need: Need) -> None:
        record = self.session.journey.needs.get(need.id)
        detail = "A link, a path or a sentence." + (" An empty line takes it back." if record else "")

        def answer(text: str | None) -> None:
            if text is None or (record is None and not one_line(text)):
                return
            with self.telling():
                if one_line(text):
                    self.session.meet_need(need, text)
                else:
                    self.session.unmeet_need(need)

        question = f"Where is it? {need.text[0].upper()}{need.text[1:]}"
        self.app.push_screen(AskText(question, detail, record.note if record else ""), answer)

    def _close(self) -> None:
        phase = self._step.phase
        if phase.id in self.session.journey.gates:
            with self.telling():
                self.session.reopen_phase(phase.id)
            return
        missing = gate_check(self.session.journey, phase).missing
        if not missing:
            self._close_with("")
            return
        told = "\n".join(f"- {need.text}" for need in missing)
        detail = f"Missing:\n{told}\nTo close it all the same, write the reason; it is shown at the next review."
        question = AskText(f"{phase.id} cannot be closed yet.", detail)
        self.app.push_screen(question, lambda reason: self._close_with(reason) if reason and one_line(reason) else None)

    def _close_with(self, reason: str) -> None:
        phase = self._phase
        with self.telling():
            self.session.close_phase(phase, reason)
            current = self.session.plan().current
            after = (
                f"{current} {self.session.content.phases[current].title} is next." if current else "It was the last."
            )
            self.notify(f"{phase} is closed. {after}", timeout=4, markup=False)
