"""The lists of the Search on the screen: the pipeline above them, the filter, the order, what is under the cursor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widgets import Input, Static

from mentor.screens.search_lists import ID_LETTERS, LISTS, ORDERS, SHOWS, ListName, SearchLists
from mentor.screens.search_text import (
    EMPTY,
    NONE_FOUND,
    application_page,
    application_row,
    company_page,
    company_row,
    head_lines,
    names,
    person_page,
    person_row,
)
from mentor.session import Session
from mentor.text import counted
from mentor.widgets.detail import Detail
from mentor.widgets.filter import Filter
from mentor.widgets.links import Links
from mentor.widgets.long_list import LongList
from mentor.widgets.place import WIDE, Place
from mentor.widgets.text import lines, paragraph

ROWS: dict[ListName, Callable[[SearchLists, str, int], Content]] = {
    "applications": application_row,
    "people": person_row,
    "companies": company_row,
}
PAGES: dict[ListName, Callable[[SearchLists, str, int], Content]] = {
    "applications": application_page,
    "people": person_page,
    "companies": company_page,
}

LIST_KEYS = (
    *(
        Binding(str(n), f"list({name!r})", name, show=False, id=f"search.{name}", tooltip=f"Show the {name}")
        for n, name in enumerate(LISTS, 1)
    ),
    Binding("right", "turn(1)", "lists", show=False, key_display="→", id="search.next", tooltip="The next list"),
    Binding("left", "turn(-1)", "list before", show=False, id="search.before", tooltip="The list before"),
    Binding("f", "filter", "filter", id="search.filter", tooltip="Show only the rows that hold some words"),
    Binding("o", "order", "order", id="search.order", tooltip="Order the list by something else"),
    Binding("d", "show_more", "show", id="search.show", tooltip="Open ones alone, or what is archived too"),
    Binding("escape", "show_all", "show all", key_display="esc", id="search.clear", tooltip="Show every row again"),
)
"""What changes the list; for the place that shows it."""
OF_ROWS = {"filter", "order", "show_more", "write"}
"""What there has to be a row for, be it one that is left out."""


class SearchView(Place):
    """The three lists; what is done with their rows is the place's own."""

    CSS_PATH = "search.tcss"
    AUTO_FOCUS = "#list"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.lists: SearchLists | None = None
        self.of: ListName = "applications"
        self._order: dict[ListName, int] = dict.fromkeys(LISTS, 0)
        self._show_of: dict[ListName, int] = dict.fromkeys(LISTS, 0)
        self._filters: dict[ListName, str] = dict.fromkeys(LISTS, "")
        self._cursors: dict[ListName, str | None] = {}
        self._height = 0

    def above_list(self) -> ComposeResult:
        """What stands between the pipeline and the list."""
        yield from ()

    def body(self) -> ComposeResult:
        """The lists' names, the pipeline, the two fields, the list and what is under its cursor."""
        yield Links(id="names")
        yield Links(id="head")
        yield from self.above_list()
        with Horizontal(id="find"):
            yield Filter(id="filter", placeholder="words of a row, such as acme screen", max_length=200)
            yield Static(id="found")
        yield Static(id="none")
        with Horizontal(id="middle"):
            yield LongList(id="list")
            yield Detail(id="detail")

    def reload(self) -> None:
        """Show the journey as it is now, reckoned once for each of its states."""
        journey, today = self.session.journey, self.session.today
        if journey.profile is None:
            return
        if self.anew():
            self.lists = SearchLists(self.session.content, journey, today)
        self.note_week()
        self._show()

    def on_resize(self, _: Resize) -> None:
        """Draw anew."""
        self.call_after_refresh(self._show)

    # ------------------------------------------------------------------ drawing

    @property
    def rows(self) -> LongList:
        """The list."""
        return self.query_one(LongList)

    @property
    def filter_field(self) -> Input:
        """Where the words are typed."""
        return self.query_one(Filter)

    def _rooms(self) -> tuple[int, int]:
        """Columns for text in the list and in what is beside or below it; see search.tcss."""
        width = self.app.size.width
        if width < WIDE:
            return width - 5, width - 4
        return width * 3 // 5 - 4, width - width * 3 // 5 - 3

    def _show(self) -> None:
        lists = self.lists
        if lists is None:
            return
        width, of, words = self.app.size.width - 4, self.of, self._filters[self.of]
        order, show = ORDERS[of][self._order[of]], SHOWS[of][self._show_of[of]]
        self.query_one("#names", Static).update(names(of, lists, width, order, show))
        head = head_lines(lists.counts, width)
        # Laying the screen out again costs more than drawing it.
        self.query_one("#head", Static).update(lines(*head), layout=len(head) != self._height)
        self._height = len(head)
        keys = lists.keys(of, order, show, words)
        self.set_class(bool(words) or self.filter_field.has_focus, "-finding")
        self.query_one("#found", Static).update(f"{len(keys)} found" if words else "")
        self._show_none(keys, words, width)
        room = self._rooms()[0]
        self.rows.show(keys, lambda n: ROWS[of](lists, keys[n], room))
        self._show_detail()
        self.refresh_bindings()

    def _show_none(self, keys: list[str], words: str, width: int) -> None:
        """Where there is no row, say which key brings one."""
        self.set_class(not keys, "-none")
        if not keys:
            there = len(getattr(self.session.journey, self.of))
            told = f"{counted(there, 'row')} left out: d shows more." if there else EMPTY[self.of]
            told = f"{NONE_FOUND[self.of]} Esc shows every row." if words else told
            self.query_one("#none", Static).update(lines(*paragraph(told, min(width, 90))))

    def _show_detail(self) -> None:
        key = self.rows.chosen
        if key is None or self.lists is None:
            return
        self.query_one(Detail).show(PAGES[self.of](self.lists, key, self._rooms()[1]), key)

    # ------------------------------------------------------------------ the row under the cursor

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to show again where some rows are left out; an empty list has nothing to order."""
        if action == "show_all":
            return self.is_mounted and (bool(self._filters[self.of]) or self.filter_field.has_focus)
        if action in OF_ROWS:
            return bool(getattr(self.session.journey, self.of))
        return super().check_action(action, parameters)

    @property
    def record(self) -> Any:
        """What is under the cursor; None for nothing."""
        key = self.rows.chosen if self.is_mounted else None
        return getattr(self.session.journey, self.of).get(key) if key else None

    def on_long_list_moved(self, _: LongList.Moved) -> None:
        """Show what is under the cursor."""
        self._show_detail()

    def go_to(self, key: str) -> None:
        """Put the cursor on a company, a person or an application, or show a list by its name."""
        of = next((name for name in LISTS if name == key), ID_LETTERS.get(key[:1]))
        if of is None:
            return
        self.action_list(of)
        if key == of or self.rows.choose(key):
            return
        self.show_every_row()
        self._show_of[of] = len(SHOWS[of]) - 1 if self._is_archived(of, key) else 0
        self._show()
        self.rows.choose(key)

    def _is_archived(self, of: ListName, key: str) -> bool:
        found = getattr(self.session.journey, of).get(key)
        return found is not None and found.archived

    # ------------------------------------------------------------------ lists

    def action_list(self, of: ListName) -> None:
        """Show another list, its cursor where it was left."""
        if of != self.of:
            self._cursors[self.of] = self.rows.chosen
            self.of = of
            self.filter_field.value = self._filters[of]
            self.rows.cursor = 0
            self._show()
            self.rows.choose(self._cursors.get(of) or "")
        self.rows.focus()

    def action_turn(self, by: int) -> None:
        """Show the list beside."""
        self.action_list(LISTS[(LISTS.index(self.of) + by) % len(LISTS)])

    def action_order(self) -> None:
        """Order the list by something else, its first row under the cursor."""
        of = self.of
        self._order[of] = (self._order[of] + 1) % len(ORDERS[of])
        self._show()
        self.rows.cursor = 0

    def action_show_more(self) -> None:
        """Show the open ones alone, or what is archived too, or neither."""
        of = self.of
        self._show_of[of] = (self._show_of[of] + 1) % len(SHOWS[of])
        self._show()

    def action_due(self) -> None:
        """Show the people to write to first."""
        self._order["people"] = 0
        self.action_list("people")
        self._show()
        self.rows.cursor = 0

    def action_closing(self) -> None:
        """Show first what silence closes next."""
        self._order["applications"] = ORDERS["applications"].index("closing first")
        self.action_list("applications")
        self._show()
        self.rows.cursor = 0

    def action_filter(self) -> None:
        """Go to the field over the list."""
        self.add_class("-finding")
        self.filter_field.focus()

    def action_leave_filter(self) -> None:
        """Go to what was found."""
        self.rows.focus()
        self.call_after_refresh(self._show)

    def action_show_all(self) -> None:
        """Show every row again."""
        self.show_every_row()
        self.action_leave_filter()

    def show_every_row(self) -> None:
        """Filter no more."""
        self._filters[self.of], self.filter_field.value = "", ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter at each key."""
        event.stop()
        words = self.filter_field.value.strip()
        if event.input is self.filter_field and self._filters[self.of] != words:
            self._filters[self.of] = words
            self._show()
            self.rows.cursor = 0
