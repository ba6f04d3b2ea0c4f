"""Offers side by side, held against the guides' rows of pay; put down, changed and put away."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Resize

from mentor.coach.offers import Column, Comparison
from mentor.journey.search import Offer
from mentor.screens.offer_forms import AnswersForm, OfferForm
from mentor.screens.offers_text import EMPTY, fitting, offers_page
from mentor.session import Session
from mentor.widgets.bars import KeyLine, PlaceBar
from mentor.widgets.detail import DETAIL_KEYS, Detail
from mentor.widgets.place import Place
from mentor.widgets.text import STRONG, lines, paragraph

ON_OFFER = {"edit", "answers", "archive", "remove", "detail"}


class OffersScreen(Place):
    """Offers side by side: base against base, total against total. The arrows choose one, enter changes it."""

    CSS_PATH = "offers.tcss"
    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("n", "new", "new", id="offers.new", tooltip="Put an offer down"),
        Binding("enter,e", "edit", "change", id="offers.edit", tooltip="Change the chosen offer"),
        Binding("o", "answers", "answers", id="offers.answers", tooltip="Write down what they answered about equity"),
        Binding("right", "turn(1)", "choose", key_display="← →", id="offers.right", tooltip="The offer to the right"),
        Binding("left", "turn(-1)", "left", show=False, id="offers.left", tooltip="The offer to the left"),
        Binding("x", "archive", "archive", id="offers.archive", tooltip="Put the offer away, or bring it back"),
        Binding("escape", "app.pop_screen", "back", key_display="esc", id="offers.back", tooltip="Back"),
        Binding("d", "show_archived", "archived", id="offers.show", tooltip="Show those that were put away, too"),
        Binding("X", "remove", "remove", show=False, id="offers.remove", tooltip="Remove the offer; u brings it back"),
        *DETAIL_KEYS,
        Binding("j,down", "detail(1)", "down", show=False, id="offers.down", tooltip="Scroll down"),
        Binding("k,up", "detail(-1)", "up", show=False, id="offers.up", tooltip="Scroll up"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._found = Comparison((), "", ())
        self._chosen = ""
        self._first = 0
        self._archived = False

    def compose(self) -> ComposeResult:
        """The bars of the place this was opened from, around the page."""
        yield PlaceBar(self.app.current_mode)
        yield Detail(id="detail")
        yield KeyLine()

    def reload(self) -> None:
        """Compare what is there now."""
        if self.session.journey.profile is None:
            return
        self.note_week()
        self._found = self.session.compare_offers(archived=self._archived)
        self._show()

    def on_resize(self, _: Resize) -> None:
        """As many columns as there is room for."""
        self.call_after_refresh(self._show)

    def go_to(self, key: str) -> None:
        """Choose an offer."""
        self._chosen = key
        self._show()

    # ------------------------------------------------------------------ drawing

    @property
    def _at(self) -> int:
        """Where the chosen offer stands; the last one where it is gone."""
        ids = [one.offer.id for one in self._found.columns]
        return ids.index(self._chosen) if self._chosen in ids else len(ids) - 1

    @property
    def _column(self) -> Column | None:
        return self._found.columns[self._at] if self._found.columns else None

    @property
    def _any_away(self) -> bool:
        return any(one.archived for one in self.session.journey.offers.values())

    def _show(self) -> None:
        if not self.is_mounted:
            return
        width, detail = self.app.size.width - 5, self.query_one(Detail)
        if not self._found.columns:
            more = " d shows those that were put away." if self._any_away else ""
            detail.show(lines(*paragraph(f"{EMPTY}{more}", min(width, 96), STRONG)), "empty")
        else:
            at, fit = self._at, fitting(width)
            self._first = max(min(self._first, at, len(self._found.columns) - fit), at - fit + 1, 0)
            detail.show(offers_page(self.session, self._found, at, self._first, width), f"{self._first}")
        self.refresh_bindings()

    # ------------------------------------------------------------------ keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What acts on an offer needs one."""
        if action == "turn":
            return len(self._found.columns) > 1
        if action in ON_OFFER:
            return bool(self._found.columns)
        if action == "show_archived":
            return self._any_away
        return super().check_action(action, parameters)

    def action_turn(self, by: int) -> None:
        """Choose the next one to a side."""
        columns = self._found.columns
        self._chosen = columns[min(max(self._at + by, 0), len(columns) - 1)].offer.id
        self._show()

    def action_new(self) -> None:
        """Ask for an offer."""
        self.app.push_screen(OfferForm(self.session), self._given)

    def action_edit(self) -> None:
        """Change the chosen offer."""
        if (column := self._column) is not None:
            self.app.push_screen(OfferForm(self.session, column.offer), self._given)

    def action_answers(self) -> None:
        """Write down what they answered."""
        if (column := self._column) is not None:
            self.app.push_screen(AnswersForm(self.session, column), self._given)

    def _given(self, offer: Offer | None) -> None:
        if offer is not None:
            self._chosen = offer.id
            self.reload()

    def action_archive(self) -> None:
        """Put the chosen offer away, or bring it back."""
        if (column := self._column) is not None:
            offer = column.offer
            with self.telling():
                self.session.archive_offer(offer.id, archived=not offer.archived)
                self.notify("Brought back" if offer.archived else "Put away; d shows it, u brings it back", timeout=3)

    def action_remove(self) -> None:
        """Remove the chosen offer."""
        if (column := self._column) is not None:
            with self.telling():
                self.session.remove_offer(column.offer.id)
                self.notify("Removed; u brings it back", timeout=3)

    def action_show_archived(self) -> None:
        """Show those that were put away, or leave them out again."""
        self._archived = not self._archived
        self.reload()
