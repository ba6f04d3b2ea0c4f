"""Practice: what waits today, how near each round is, every pile of cards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList

from mentor.coach.cards import Kept, group_titles
from mentor.coach.readiness import Round, readiness
from mentor.days import read_day
from mentor.errors import InputError
from mentor.screens.practice_text import (
    drills_said,
    exercises_said,
    group_page,
    group_row,
    groups_heading,
    mock_said,
    review_page,
    review_row,
    round_page,
    round_row,
    way_page,
    way_row,
)
from mentor.session import Session
from mentor.widgets.detail import DETAIL_KEYS, Detail
from mentor.widgets.dialogs import AskText
from mentor.widgets.lists import Rows
from mentor.widgets.place import WIDE, Place
from mentor.widgets.text import MUTED, lines, plain

REVIEW = "review"
WAYS: Mapping[str, str] = {
    "drills": "Design drills",
    "sql": "SQL exercises",
    "eval": "Evaluation exercises",
    "mock": "Mock interview",
}
"""What can be practised beside the cards."""


class PracticeRows(Rows):
    """What can be practised; enter opens it."""

    BINDINGS = [Binding("enter", "screen.open", "open", id="practice.open", tooltip="Open what is under the cursor")]


class PracticeScreen(Place):
    """What prepares for the interviews. Enter opens the row under the cursor; v reviews the cards that are due."""

    PLACE = "practice"
    CSS_PATH = "practice.tcss"
    AUTO_FOCUS = "#practices"
    BINDINGS = [
        Binding("v", "app.review", "review", id="practice.review", tooltip="Review the cards that are due"),
        Binding("n", "new_card", "new card", id="practice.new", tooltip="Write a card of your own"),
        Binding("i", "interview", "interview", id="practice.interview", tooltip="Say when the next interview is"),
        *DETAIL_KEYS,
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._rounds: dict[str, Round] = {}
        self._kept: dict[str, Kept] = {}
        self._said: dict[str, str] = {}

    def body(self) -> ComposeResult:
        """The list and what is under its cursor."""
        with Horizontal(id="middle"):
            yield PracticeRows(id="practices")
            yield Detail(id="detail")

    def reload(self) -> None:
        """Show the journey as it is now, reckoned once for each of its states."""
        journey, today = self.session.journey, self.session.today
        if journey.profile is None:
            return
        if self.anew():
            self._kept = {f"group:{key}": kept for key, kept in self.session.cards_kept().items()}
            self._said = {
                "drills": drills_said(self.session),
                "sql": exercises_said(self.session, "sql"),
                "eval": exercises_said(self.session, "eval"),
                "mock": mock_said(self.session),
            }
            self._rounds = {f"round:{one.id}": one for one in readiness(self.session.content, journey, today)}
        self.note_week()
        self._show()

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        if self._seen is not None:
            self.call_after_refresh(self._show)

    # ------------------------------------------------------------------ drawing

    @property
    def _list(self) -> Rows:
        return self.query_one("#practices", Rows)

    def _width(self) -> int:
        width = self.app.size.width
        return width - 5 if width < WIDE else width // 2 - 5

    def _show(self) -> None:
        width = self._width()
        titles = group_titles(self.session.content, self.session.journey)
        rows: list[tuple[str | None, Content]] = [(REVIEW, review_row(self.session, width))]
        rows += [(key, way_row(name, self._said[key], width)) for key, name in WAYS.items()]
        rows.append((None, plain("\nREADY FOR THE ROUND", MUTED)))
        rows += [(key, round_row(one, width)) for key, one in self._rounds.items()]
        rows.append((None, groups_heading()))
        rows += [(key, group_row(kept, titles[kept.group], width)) for key, kept in self._kept.items()]
        self._list.show(rows)
        self._show_detail()

    def _show_detail(self) -> None:
        key, width = self._list.chosen or REVIEW, self._width()
        if key in self._kept:
            parts = group_page(self.session, self._kept[key], width)
        elif key in self._rounds:
            parts = round_page(self._rounds[key], width)
        elif key in self._said:
            parts = way_page(key, self._said[key], width)
        else:
            parts = review_page(self.session, width)
        self.query_one(Detail).show(lines(*parts), key)

    # ------------------------------------------------------------------ keys

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Show what is under the cursor."""
        self._show_detail()

    async def action_open(self) -> None:
        """Open what is under the cursor; a round leads to where it is practised."""
        key = self._list.chosen or REVIEW
        if key in self._kept:
            from mentor.screens.card_list import CardListScreen

            self.app.push_screen(CardListScreen(self.session, self._kept[key].group))
        elif key in ("sql", "eval"):
            from mentor.screens.exercises import ExercisesScreen

            self.app.push_screen(ExercisesScreen(self.session, key))
        elif key in (REVIEW, "round:fundamentals"):
            await self.run_action("app.review")
        else:
            await self.run_action("app.mock" if key == "mock" else "app.drills")

    def go_to(self, key: str) -> None:
        """Put the cursor on a row, and open what lies behind it: a prompt, a card or an exercise, by kind and id."""
        kind, _, one = key.partition(":")
        if kind == "prompt":
            self._list.choose("drills")
            self.call_later(self.run_action, f"app.drills({one!r})")
        elif kind == "card" and one in (deck := self.session.deck()):
            from mentor.screens.card_list import CardListScreen

            cards = CardListScreen(self.session, deck[one].group)
            self._list.choose(f"group:{deck[one].group}")
            self.app.push_screen(cards)
            cards.call_after_refresh(cards.go_to, one)
        elif kind in ("sql", "eval"):
            from mentor.screens.exercises import ExercisesScreen

            self._list.choose(kind)
            self.app.push_screen(ExercisesScreen(self.session, kind, one))
        else:
            super().go_to(key)

    def action_new_card(self) -> None:
        """Write a card."""
        from mentor.screens.card_form import CardForm

        self.app.push_screen(CardForm(self.session), lambda _: self.reload())

    def action_interview(self) -> None:
        """Ask when the next interview is."""

        def given(text: str | None) -> None:
            if text is not None:
                with self.telling():
                    self.session.set_interview(_read_day(text))

        now = self.session.interview
        detail = "Such as 2026-12-15; an empty line takes it away. In its last three weeks cards come up sooner."
        question = "When is the next interview?"
        self.app.push_screen(AskText(question, detail, now.isoformat() if now else "", check=_read_day), given)


def _read_day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return read_day(text.strip())
    except ValueError as error:
        raise InputError(f"{text.strip()} {error}.") from None
