"""Review: one card after another, four keys to grade."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from mentor.coach.cards import AGAIN
from mentor.content.practice import Card
from mentor.journey import Journey
from mentor.screens.review_text import GRADE_NAMES, answer_parts, card_head, grade_line, question_parts, sitting_over
from mentor.session import Session
from mentor.widgets.bars import KeyLine, PlaceBar
from mentor.widgets.detail import DETAIL_KEYS, Detail
from mentor.widgets.links import Links
from mentor.widgets.place import Place
from mentor.widgets.text import lines

ON_CARD = {"bury", "aside"}


@dataclass(frozen=True)
class Step:
    """What was done with a card of this sitting.

    Attributes:
        grade_id: The review's record; empty where the card was left or set aside.
        grade: The grade; 0 where there is none.
        again: Whether the card comes up once more at the end.
    """

    card: str
    grade_id: str = ""
    grade: int = 0
    again: bool = False

    def holds(self, journey: Journey, today: date) -> bool:
        """Whether it still is so: it may have been taken back."""
        if self.grade_id:
            return self.grade_id in journey.grades
        state = journey.cards.get(self.card)
        return state is not None and (state.suspended or (state.buried is not None and state.buried > today))


class ReviewScreen(Place):
    """Say the answer aloud, then look. 1 forgotten, 2 hard, 3 good, 4 easy; the days until it comes again stand there.

    A forgotten card comes up once more at the end of the sitting.
    """

    CSS_PATH = "review.tcss"
    BINDINGS = [
        Binding("space", "answer", "show the answer", id="review.answer", tooltip="Show the answer"),
        Binding("enter", "answer", "show", show=False, id="review.answer_too", tooltip="Show the answer"),
        *(
            Binding(
                str(n),
                f"grade({n})",
                name,
                key_display="1-4" if n == AGAIN else str(n),
                show=False,
                id=f"review.{name}",
                tooltip=f"{name.capitalize()}: grade it, and go on",
            )
            for n, name in enumerate(GRADE_NAMES, 1)
        ),
        Binding("enter,space", "next", "next cards", key_display="⏎", id="review.next", tooltip="The next cards"),
        Binding("m", "more", "go on", id="review.more", tooltip="Go on beyond what a day is meant to take"),
        Binding("z", "bury", "tomorrow", id="review.bury", tooltip="Leave the card alone until tomorrow"),
        Binding("x", "aside", "set aside", id="review.aside", tooltip="Set the card aside until you bring it back"),
        Binding("e", "edit", "edit", id="review.edit", tooltip="Change the card; only cards of your own can be"),
        Binding("u", "undo", "undo", id="review.undo", tooltip="Take back the last grade of this sitting"),
        Binding("escape", "app.pop_screen", "back", key_display="esc", id="review.back", tooltip="Back; all is saved"),
        *DETAIL_KEYS,
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._cards: tuple[str, ...] = ()
        self._steps: list[Step] = []
        self._up = ""
        self._open = False
        self._since: datetime | None = None

    def compose(self) -> ComposeResult:
        """Where in the sitting, the card, the grades."""
        yield PlaceBar(self.app.current_mode)
        yield Static(id="head")
        yield Detail(id="detail")
        yield Links(id="grades")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin a sitting."""
        self._begin()
        # The scheduler's package takes a moment to import: now, while the first question is read.
        self.call_after_refresh(self._warm_up)

    def _warm_up(self) -> None:
        if self._up:
            self.session.card_intervals(self._up)

    def _begin(self, *, more: bool = False) -> None:
        self._cards, self._steps = self.session.sitting(more=more), []
        self.reload()

    def reload(self) -> None:
        """Show the card that is up, after what was done and taken back."""
        left = self._left()
        up = left[0] if left else ""
        if up != self._up or self._since is None:
            self._up, self._open, self._since = up, False, self.session.clock.now()
        self.note_week()
        self._show()

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        self.call_after_refresh(self._show)

    def _left(self) -> list[str]:
        """The cards still to come: those of the sitting, less what was done, and what was forgotten once more."""
        journey, deck, today = self.session.journey, self.session.deck(), self.session.today
        left = list(self._cards)
        for step in self._steps:
            if step.card in left and step.holds(journey, today):
                left.remove(step.card)
                left += [step.card] if step.again else []
        return [key for key in left if key in deck]

    def _held(self) -> list[Step]:
        journey, today = self.session.journey, self.session.today
        return [step for step in self._steps if step.holds(journey, today)]

    def _card(self) -> Card | None:
        return self.session.deck().get(self._up)

    # ------------------------------------------------------------------ drawing

    def _show(self) -> None:
        card, width = self._card(), min(self.app.size.width - 5, 96)
        head, detail, grades = (
            self.query_one("#head", Static),
            self.query_one(Detail),
            self.query_one("#grades", Static),
        )
        if card is None:
            head.update(Content(""))
            detail.show(lines(*sitting_over(self.session, [step.grade for step in self._held()], width)), "over")
            grades.update(Content(""))
        else:
            done = len({step.card for step in self._held()} - set(self._left()))
            state = self.session.card_state(card.id)
            head.update(card_head(self.session, card, state, done, len(self._cards), width))
            parts = question_parts(card, width)
            if self._open:
                parts += answer_parts(self.session, card, width)
            detail.show(lines(*parts), card.id)
            grades.update(grade_line(self.session.card_intervals(card.id), width) if self._open else Content(""))
        self.refresh_bindings()

    # ------------------------------------------------------------------ keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The grades once the answer stands there; the next cards once these are through."""
        card = self._card() if self.is_mounted else None
        if action == "answer":
            return card is not None and not self._open
        if action == "grade":
            return card is not None and self._open
        if action in ON_CARD:
            return card is not None
        if action == "edit":
            return card is not None and card.id in self.session.journey.own_cards
        if action == "next":
            return card is None and bool(self.session.sitting())
        if action == "more":
            return card is None and not self.session.sitting() and bool(self.session.sitting(more=True))
        if action == "undo":
            return bool(self._steps)
        return super().check_action(action, parameters)

    def action_answer(self) -> None:
        """Show the answer."""
        self._open = True
        self._show()

    def action_grade(self, grade: int) -> None:
        """Grade the card and go on."""
        if not self._up or not self._open:
            return
        with self.telling():
            seconds = (self.session.clock.now() - self._since).total_seconds() if self._since else 0
            done = self.session.grade_card(self._up, grade, int(seconds))
            again = grade == AGAIN and not done.leech
            self._steps.append(Step(self._up, done.grade_id, grade, again))
            self._since = None
            if done.leech:
                self.notify(
                    f"{self._up} was forgotten {done.state.lapses} times, so it is set aside. Split it or learn what "
                    "is behind it first; the list of its group brings it back.",
                    severity="warning",
                    timeout=10,
                    markup=False,
                )

    def action_bury(self) -> None:
        """Leave the card alone until tomorrow."""
        with self.telling():
            self.session.bury_card(self._up)
            self._steps.append(Step(self._up))

    def action_aside(self) -> None:
        """Set the card aside."""
        with self.telling():
            self.session.suspend_card(self._up)
            self._steps.append(Step(self._up))
            self.notify("Set aside; u brings it back", timeout=3)

    def action_undo(self) -> None:
        """Take back what was done last in this sitting; its card comes up again, with its answer."""
        if not self._held():
            self.notify("Nothing to take back in this sitting", timeout=3)
            return
        super().action_undo()
        self._open = bool(self._up)
        self._show()

    def action_next(self) -> None:
        """Go on with the next cards of the day."""
        self._begin()

    def action_more(self) -> None:
        """Go on beyond the day's caps."""
        self._begin(more=True)

    def action_edit(self) -> None:
        """Change the user's own card."""
        from mentor.screens.card_form import CardForm

        own = self.session.journey.own_cards.get(self._up)
        if own is not None:
            self.app.push_screen(CardForm(self.session, own), lambda _: self.reload())
