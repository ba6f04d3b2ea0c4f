"""Board: the eight phases, the cards of one of them, and the gate that closes it."""

from __future__ import annotations

from typing import Literal

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList, Static

from mentor.coach.board import Card, CardState, cards, minutes_by_card, phase_done_share
from mentor.coach.phases import PhaseStep
from mentor.content.model import Need
from mentor.journey import Journey
from mentor.screens.board_gate import GateQuestions
from mentor.screens.board_strip import Column, PhaseStrip
from mentor.screens.board_text import (
    Moving,
    card_detail,
    card_row,
    closing_detail,
    closing_row,
    gate_heading,
    gate_of,
    group_of,
    need_detail,
    need_row,
    phase_head,
    sort_cards,
)
from mentor.screens.phase_dates import strip_dates
from mentor.session import Session
from mentor.widgets.detail import DETAIL_KEYS, Detail
from mentor.widgets.lists import Rows
from mentor.widgets.place import Place
from mentor.widgets.text import MUTED, plain

CLOSE = "close"
"""The id of the row that closes the phase."""
NEXT: dict[CardState, CardState] = {"todo": "doing", "doing": "done", "done": "todo", "dropped": "todo"}
WAY: tuple[CardState, ...] = ("todo", "doing", "done")
CARRYING = ("carry", "put_down", "put_back")
"""What can be done with a card that was picked up."""
REST = ("act", "drop", "phase", "hide", "pick_up", "forecast", "move", "undo", "redo")
"""What waits until it is put down."""


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
        Binding("m", "pick_up", "pick up", id="board.pick", tooltip="Pick the card up, to drop it in another state"),
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
        Binding("f", "forecast", "forecast", id="board.forecast", tooltip="When each phase is behind, and why"),
        *DETAIL_KEYS,
        Binding("less_than_sign", "move(-1)", "back", show=False, id="board.back", tooltip="Move the card back"),
        Binding("greater_than_sign", "move(1)", "forward", show=False, id="board.on", tooltip="Move the card forward"),
        # Before the list's own keys, and only while a card is held.
        Binding(
            "up,left,k",
            "carry(-1)",
            "state",
            key_display="↑ ↓",
            priority=True,
            id="board.carry",
            tooltip="Over the state before: to do, doing, done, dropped; ← → as well",
        ),
        Binding(
            "down,right,j",
            "carry(1)",
            "next state",
            show=False,
            priority=True,
            id="board.carry_on",
            tooltip="Over the next state",
        ),
        Binding(
            "enter,space,m",
            "put_down",
            "drop it here",
            key_display="⏎",
            priority=True,
            id="board.put",
            tooltip="Leave the card here",
        ),
        Binding(
            "escape",
            "put_back",
            "put it back",
            key_display="esc",
            priority=True,
            id="board.put_back",
            tooltip="Leave the card where it was",
        ),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._phase = ""
        self._hide = False
        self._cards: dict[str, Card] = {}
        self._gate = GateQuestions(self)
        self._moving: Moving | None = None
        self._minutes: tuple[Journey, dict[str, int]] | None = None

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
        self._follow_moving()
        self.note_week()
        self._show()

    def on_screen_suspend(self) -> None:
        """A card that is held goes back when another screen comes in front."""
        if self._moving is not None:
            self._let_go()

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
            self._moving = None
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
        if self._moving is not None:
            self._cards[self._moving.card.task.id] = self._moving.held
        width = self.app.size.width
        self._show_strip()
        head = phase_head(self.session, self._step, all_cards, width - 4, purpose=not self._narrow, moving=self._moving)
        self.query_one("#head", Static).update(head)
        self.query_one(CardRows).show(self._rows(width - 5 if self._narrow else width * 3 // 5 - 5))
        self._show_detail()

    def _show_strip(self) -> None:
        plan = self.session.plan()
        content, journey = self.session.content, self.session.journey
        dates = strip_dates(self.session)
        columns = [
            Column(
                step,
                "now" if phase == plan.current else "also" if phase in plan.parallel else "",
                phase_done_share(content, journey, phase),
                dates.get(phase, ""),
            )
            for phase, step in plan.steps.items()
        ]
        self.query_one(PhaseStrip).show(columns, self._phase)

    def _rows(self, width: int) -> list[tuple[str | None, Content]]:
        rows: list[tuple[str | None, Content]] = []
        before = ""
        for card in sort_cards(tuple(self._cards.values())):
            group = group_of(card)
            moving = self._moving is not None and card.task.id == self._moving.card.task.id
            if self._hide and group in ("done", "dropped") and not moving:
                continue
            rows.append((card.task.id, card_row(card, width, first=group != before, moving=moving)))
            before = group
        hidden = len(self._cards) - len(rows)
        if hidden:
            rows.append((None, plain(f"  {hidden} done or dropped, hidden: d shows them", MUTED)))
        rows.append((None, gate_heading(self._step, width)))
        check = gate_of(self.session, self._step.phase)
        rows.extend((one.need.id, need_row(one, width)) for one in check.deliverables)
        rows.append((CLOSE, closing_row(self.session.journey, self._step, check)))
        return rows

    def _show_detail(self) -> None:
        width = self.app.size.width
        room = width - 4 if self._narrow else width - width * 3 // 5 - 5
        key, title = self.query_one(CardRows).chosen, not self._narrow
        if (card := self._card()) is not None:
            text = card_detail(self.session, card, self._minutes_on(card), room, title=title)
        elif (need := self._need()) is not None:
            text = need_detail(self.session, self._step, need, room, title=title)
        else:
            text = closing_detail(self.session, self._step, room, purpose=self._narrow)
        self.query_one(Detail).show(text, f"{self._phase} {key}")

    def _minutes_on(self, card: Card) -> int:
        journey = self.session.journey
        if self._minutes is None or self._minutes[0] is not journey:
            self._minutes = (journey, minutes_by_card(journey))
        return self._minutes[1].get(card.task.id, 0)

    def _card(self) -> Card | None:
        return self._cards.get(self.query_one(CardRows).chosen or "")

    def _need(self) -> Need | None:
        key = self.query_one(CardRows).chosen
        return next((need for need in self._step.phase.gate.needs if need.id == key), None)

    # ------------------------------------------------------------------ keys

    def log_target(self) -> tuple[str, str] | None:
        """What time is logged for here: the card under the cursor."""
        card = self._card()
        return ("task", card.task.id) if card else None

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Show what is under the cursor."""
        if self._phase:
            self._show_detail()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A card that was picked up is put down before anything else is done."""
        if action in CARRYING:
            return self._moving is not None
        if action in REST and self._moving is not None:
            return False
        return super().check_action(action, parameters)

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
            self._phase, self._moving = phase, None
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
            self._gate.ask_need(need)
        elif self.query_one(CardRows).chosen == CLOSE:
            self._gate.close(self._step.phase)

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
        def store(yes: bool | None) -> None:
            if yes:
                with self.telling():
                    self.session.move_task(card.task.id, state)

        if state == "done" and card.waits_for:
            self._gate.ask_done(card, store)
        else:
            store(state != card.state)

    # ------------------------------------------------------------------ a card in the hand

    def action_pick_up(self) -> None:
        """Pick the card under the cursor up."""
        if (card := self._card()) is not None:
            self._carry(Moving(card, card.state))

    def action_carry(self, by: int) -> None:
        """Hold the card over another state; the list shows it there."""
        if self._moving is not None:
            self._carry(self._moving.by(by))

    def action_put_down(self) -> None:
        """Leave the card where it is held."""
        if (moving := self._moving) is not None:
            self._let_go()
            self._move(moving.card, moving.state)

    def action_put_back(self) -> None:
        """Leave the card where it was."""
        self._let_go()

    def _let_go(self) -> None:
        self._carry(None)

    def _carry(self, moving: Moving | None) -> None:
        self._moving = moving
        self._show()
        self.refresh_bindings()

    def _follow_moving(self) -> None:
        """Another process may have moved the card meanwhile: then it is no longer held."""
        if (moving := self._moving) is not None:
            now = next((card for card in self._all_cards() if card.task.id == moving.card.task.id), None)
            self._moving = moving if now == moving.card else None

    def action_forecast(self) -> None:
        """Show the forecast."""
        from mentor.screens.forecast import ForecastScreen

        self.app.push_screen(ForecastScreen(self.session))
