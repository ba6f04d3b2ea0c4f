"""The dialog in which a card of one's own is written."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from mentor.journey.practice import OwnCard
from mentor.session import Session
from mentor.session.own_cards import QUESTION_LENGTH, SHOWS_LENGTH
from mentor.text import clean
from mentor.widgets.bars import KeyLine
from mentor.widgets.form import Form
from mentor.widgets.text import MUTED, STRONG, line, plain

WORDS = 60
"""Words of an answer that can be said in half a minute."""


class CardForm(Form[OwnCard]):
    """A card: question, answer, how it is asked for, group and area. Tab goes from line to line, enter saves."""

    CSS_PATH = "card_form.tcss"

    def __init__(self, session: Session, card: OwnCard | None = None, *, group: str = "") -> None:
        """A form for a new card, proposed for a group, or for one to change."""
        super().__init__()
        self._session, self._card = session, card
        self._group = card.group if card else group if group in session.content.card_groups else ""

    def compose(self) -> ComposeResult:
        """The lines."""
        card, content = self._card, self._session.content
        groups, areas = list(content.card_groups), list(content.areas)
        with Vertical():
            yield Static(plain(f"Card {card.id}" if card else "A card of your own", STRONG), id="title")
            yield from _labelled(
                "question", Input(card.question if card else "", id="question", max_length=QUESTION_LENGTH)
            )
            with Horizontal(id="long"):
                yield Static(plain("answer", MUTED), classes="label")
                yield TextArea(
                    clean(card.answer) if card else "", id="answer", soft_wrap=True, compact=True, tab_behavior="focus"
                )
            yield from _labelled(
                "interview",
                Input(
                    card.shows if card else "",
                    id="shows",
                    max_length=SHOWS_LENGTH,
                    placeholder="how it is asked for; may stay empty",
                ),
            )
            yield from _labelled("group", _word("group", self._group, groups))
            yield from _labelled("area", _word("area", card.area if card else "", areas))
            yield Static(id="remark")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the question."""
        self.query_one("#question", Input).focus()
        self._count()

    def on_text_area_changed(self, _: TextArea.Changed) -> None:
        """Count the words."""
        self._count()

    def _count(self) -> None:
        words = len(self.query_one(TextArea).text.split())
        told = f"{words} of {WORDS} words" if words <= WORDS else f"{words} words: more than half a minute says"
        self.query_one("#remark", Static).update(line(told, MUTED if words <= WORDS else "$warning"))

    def give(self) -> OwnCard:
        """The card as it is stored."""
        fields = {name: self.query_one(f"#{name}", Input).value for name in ("question", "shows", "group", "area")}
        fields = {name: text.strip() for name, text in fields.items()}
        fields["answer"] = self.query_one(TextArea).text
        if self._card is not None:
            return self._session.change_card(self._card.id, **fields)
        return self._session.add_card(**fields)


def _labelled(label: str, field: Input) -> Iterator[Widget]:
    row = Horizontal(Static(plain(label, MUTED), classes="label"), field)
    yield row


def _word(name: str, value: str, known: list[str]) -> Input:
    """A line for one of some ids, which are completed as one types; the arrow right takes the completion."""
    placeholder = f"{', '.join(known[:3])} ...; may stay empty"
    return Input(value, id=name, placeholder=placeholder, suggester=SuggestFromList(known, case_sensitive=False))
