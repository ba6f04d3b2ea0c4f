"""The cards of a group: where each stands; setting aside, bringing back, the user's own."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from mentor.coach.cards import group_titles
from mentor.content.practice import Card
from mentor.journey.practice import CardState, OwnCard
from mentor.screens.review_text import answer_parts, question_parts
from mentor.session import Session
from mentor.text import counted, shorten
from mentor.widgets.bars import KeyLine, PlaceBar
from mentor.widgets.detail import DETAIL_KEYS, Detail
from mentor.widgets.dialogs import AskText
from mentor.widgets.long_list import LongList
from mentor.widgets.place import WIDE, Place
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, line, lines, plain

FILE = "cards.csv"
LABEL = 14
OWN_KEYS = {"edit", "remove"}


class CardListScreen(Place):
    """The cards of a group. Space sets one aside, or brings it back; n writes one of your own, e changes it."""

    CSS_PATH = "card_list.tcss"
    AUTO_FOCUS = "#cards"
    BINDINGS = [
        Binding("space", "aside", "aside, back", id="cards.aside", tooltip="Set the card aside, or bring it back"),
        Binding("n", "new", "new", id="cards.new", tooltip="Write a card of your own"),
        Binding("e,enter", "edit", "edit", key_display="e", id="cards.edit", tooltip="Change a card of your own"),
        Binding("x", "remove", "remove", id="cards.remove", tooltip="Remove a card of your own; u brings it back"),
        *DETAIL_KEYS,
        Binding("escape", "app.pop_screen", "back", key_display="esc", id="cards.back", tooltip="Back"),
        Binding("i", "take", "import", id="cards.import", tooltip="Take cards from a CSV file or one of Anki's"),
        Binding("w", "write", "write file", id="cards.write", tooltip="Write your own cards into a file"),
    ]

    def __init__(self, session: Session, group: str) -> None:
        super().__init__(session)
        self._group = group
        self._cards: list[Card] = []

    def compose(self) -> ComposeResult:
        """The group's name, its cards, the one under the cursor."""
        yield PlaceBar(self.app.current_mode)
        yield Static(id="head")
        with Horizontal(id="middle"):
            yield LongList(id="cards")
            yield Detail(id="detail")
        yield KeyLine()

    def reload(self) -> None:
        """Show the cards as they stand now."""
        self.note_week()
        self._cards = [card for card in self.session.deck().values() if card.group == self._group]
        self._show()

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        self.call_after_refresh(self._show)

    def go_to(self, key: str) -> None:
        """Put the cursor on a card."""
        self._list.choose(key)

    # ------------------------------------------------------------------ drawing

    @property
    def _list(self) -> LongList:
        return self.query_one("#cards", LongList)

    def _width(self) -> int:
        width = self.app.size.width
        return width - 5 if width < WIDE else width // 2 - 5

    def _show(self) -> None:
        title = group_titles(self.session.content, self.session.journey).get(self._group, "Your own cards")
        head = join((title, STRONG), (f"   {counted(len(self._cards), 'card')}", MUTED))
        self.query_one("#head", Static).update(head)
        self._list.show([card.id for card in self._cards], self._row)
        self._show_detail()
        self.refresh_bindings()

    def _row(self, n: int) -> Content:
        card = self._cards[n]
        stands = self._stands(self.session.card_state(card.id))
        head = f"{card.id:<6}{stands:<9}"
        style = ACCENT if stands in ("due", "aside") else MUTED
        return join((head, style), line(shorten(card.question, max(self._width() - len(head), 10))))

    def _stands(self, state: CardState) -> str:
        """In a word: aside, new, due, or the days until it comes up."""
        if state.suspended:
            return "aside"
        if state.state == "new" or state.due is None:
            return "new"
        days = (max(state.due, state.buried or state.due) - self.session.today).days
        return f"in {days} d" if days > 0 else "due"

    def _show_detail(self) -> None:
        detail, width, card = self.query_one(Detail), self._width(), self._card()
        if card is None:
            detail.show(plain("No card lies here. n writes one.", MUTED), "none")
            return
        parts = [*question_parts(card, width), *answer_parts(self.session, card, width)]
        detail.show(
            lines(*parts, hanging("so far", self._so_far(self.session.card_state(card.id)), width, LABEL)), card.id
        )

    def _so_far(self, state: CardState) -> str:
        if state.last is None:
            return "set aside before it was seen" if state.suspended else "not seen yet"
        told = [f"seen {counted(state.reps, 'time')}, last on {state.last.isoformat()}"]
        told += [f"forgotten {counted(state.lapses, 'time')} after it was known"] if state.lapses else []
        told.append("set aside; space brings it back" if state.suspended else f"due {state.due}")
        return ", ".join(told)

    # ------------------------------------------------------------------ keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the user's own cards can be changed."""
        if action in OWN_KEYS:
            return self._own() is not None if self.is_mounted else False
        if action == "aside":
            return self._card() is not None if self.is_mounted else False
        if action == "write":
            return bool(self.session.journey.own_cards)
        return super().check_action(action, parameters)

    def on_long_list_moved(self, _: LongList.Moved) -> None:
        """Show what is under the cursor."""
        self._show_detail()
        self.refresh_bindings()

    def _card(self) -> Card | None:
        return self.session.deck().get(self._list.chosen or "")

    def _own(self) -> OwnCard | None:
        return self.session.journey.own_cards.get(self._list.chosen or "")

    def action_aside(self) -> None:
        """Set the card aside, or bring it back."""
        if (card := self._card()) is not None:
            with self.telling():
                self.session.suspend_card(card.id, aside=not self.session.card_state(card.id).suspended)

    def action_new(self) -> None:
        """Write a card."""
        from mentor.screens.card_form import CardForm

        def written(card: OwnCard | None) -> None:
            self.reload()
            if card is not None:
                self._list.choose(card.id)

        self.app.push_screen(CardForm(self.session, group=self._group), written)

    def action_edit(self) -> None:
        """Change the user's own card."""
        from mentor.screens.card_form import CardForm

        if (own := self._own()) is not None:
            self.app.push_screen(CardForm(self.session, own), lambda _: self.reload())

    def action_remove(self) -> None:
        """Remove the user's own card."""
        if (own := self._own()) is not None:
            with self.telling():
                self.session.remove_card(own.id)
                self.notify("Removed; u brings it back", timeout=3)

    def action_take(self) -> None:
        """Ask for a file, and take its cards."""

        def given(name: str | None) -> None:
            if name is None or not name.strip():
                return
            with self.telling():
                taken = self.session.import_card_file(name)
                told = [f"{counted(len(taken.cards), 'card')} taken; u takes them back.", *taken.problems[:8]]
                more = len(taken.problems) - 8
                told += [f"and {more} more rows; `mentor cards import` lists them all"] if more > 0 else []
                self.notify("\n".join(told), timeout=10, markup=False)

        detail = "CSV with question, answer, shows, group, area; or the text that Anki exports."
        self.app.push_screen(AskText("From which file?", detail), given)

    def action_write(self) -> None:
        """Ask for a file, and write the user's own cards into it."""
        self.ask_file("Your own cards; .csv for a spreadsheet, .txt for Anki.", FILE, self.session.write_cards)
