"""Library: shelves, the pages of one of them, and the page under the cursor in full."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import OptionList

from mentor.journey.records import Note
from mentor.screens.library_shelves import FAVOURITE, Key, Shelf, favourites, home_of, shelves
from mentor.screens.library_text import entry_row, page_of, tied, why_of
from mentor.session import Session
from mentor.widgets.detail import Detail
from mentor.widgets.dialogs import Choose
from mentor.widgets.lists import Rows
from mentor.widgets.place import WIDE, Place
from mentor.widgets.text import MUTED, STRONG, join, lines, paragraph, plain

SHELVES, ENTRIES, READING = range(3)
SHELF_WIDTH = 32
COPY_WIDTH = 100
"""Columns of a copied page."""
ON_PAGE = {"favourite", "copy", "why", "related"}


class Steps(Rows):
    """A list of the Library: enter and right go one step in, left goes one back."""

    BINDINGS = [
        Binding("enter,right", "screen.open", "open", key_display="⏎", id="library.open", tooltip="One step in"),
        Binding("left", "screen.back", "back", show=False),
    ]


class Reading(Detail, can_focus=True):
    """A page; the arrows scroll it."""

    BINDINGS = [
        Binding("j", "scroll_down", "down", show=False),
        Binding("k", "scroll_up", "up", show=False),
        Binding("left", "screen.back", "back", show=False),
    ]


class LibraryScreen(Place):
    """What the guides say, shelf by shelf, each statement with who says it. Enter goes in, escape one step back."""

    PLACE = "library"
    CSS_PATH = "library.tcss"
    AUTO_FOCUS = "#shelves"
    BINDINGS = [
        Binding("escape", "back", "back", key_display="esc", id="library.back", tooltip="One step back"),
        Binding("f", "favourite", "favourite", id="library.favourite", tooltip="Mark the page, or take the mark off"),
        Binding("C", "copy", "copy", id="library.copy", tooltip="Copy the page as text, with its sources"),
        Binding("y", "why", "why this", id="library.why", tooltip="Why the page matters to you, or the page again"),
        Binding("o", "related", "go to", id="library.related", tooltip="Cards, areas and rules tied to the page"),
        Binding("J", "detail(3)", "more", show=False, id="detail.down", tooltip="Scroll the page down"),
        Binding("K", "detail(-3)", "back", show=False, id="detail.up", tooltip="Scroll it up again"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._all: tuple[Shelf, ...] = ()
        self._shelves: dict[str, Shelf] = {}
        self._step = SHELVES
        self._marked = ""
        self._why = False
        self._listed = ""
        self._shown: tuple[object, ...] = ()

    def body(self) -> ComposeResult:
        """Shelves, pages, the page."""
        with Horizontal(id="middle"):
            yield Steps(id="shelves")
            yield Steps(id="entries")
            yield Reading(id="detail")

    def reload(self) -> None:
        """Show shelves and pages, with the favourites and levels as they are."""
        if self.session.journey.profile is None:
            return
        self.note_week()
        journey = self.session.journey
        self._all = self._all or shelves(self.session.content)
        marked = favourites(journey, self._all)
        # Coming back from another place costs nothing while nothing that is shown here has changed.
        state = (marked, self.app.size, journey.profile, journey.ratings, journey.probes, journey.tasks)
        if len(self._shown) == len(state) and all(
            new is old or (n < 2 and new == old) for n, (new, old) in enumerate(zip(state, self._shown, strict=True))
        ):
            return
        self._shown = state
        self._shelves = {shelf.id: shelf for shelf in ((marked, *self._all) if marked else self._all)}
        self._show()

    def on_resize(self, _: Resize) -> None:
        """Wrap anew, with as many panes as there is room for."""
        if self._shelves:
            self.call_after_refresh(self._show)

    def go_to(self, key: str) -> None:
        """Open a page, or the one that carries a fact or a rule; a topic opens its shelf."""
        wanted = Key.read(key)
        if wanted.kind == "topic":
            self._open_shelf(wanted.id, ENTRIES)
            return
        home = home_of(self.session.content, wanted)
        at = next((shelf.id for shelf in self._all if any(page == home for page, _ in shelf.pages)), None)
        if at is None:
            return
        self._open_shelf(at, READING)
        self._entries.choose(str(home))
        self._marked = wanted.id if home != wanted or wanted.kind in ("fact", "rule") else ""
        self._show_page()

    def _open_shelf(self, shelf: str, step: int) -> None:
        self._list.choose(shelf)
        self._show_entries()
        self._go(step)

    # ------------------------------------------------------------------ drawing

    @property
    def _list(self) -> Rows:
        return self.query_one("#shelves", Rows)

    @property
    def _entries(self) -> Rows:
        return self.query_one("#entries", Rows)

    @property
    def _page(self) -> Reading:
        return self.query_one(Reading)

    @property
    def _panes(self) -> tuple[Widget, Widget, Widget]:
        return self._list, self._entries, self._page

    @property
    def _narrow(self) -> bool:
        return self.app.size.width < WIDE

    def _widths(self) -> tuple[int, int, int]:
        """Columns for text in each pane; see library.tcss."""
        width = self.app.size.width
        if self._narrow:
            return width - 4, width - 4, width - 5
        entries = (width - SHELF_WIDTH) * 3 // 8
        return SHELF_WIDTH - 4, entries - 3, width - SHELF_WIDTH - entries - 4

    def _key(self) -> Key | None:
        chosen = self._entries.chosen
        return Key.read(chosen) if chosen else None

    def _shelf(self) -> Shelf | None:
        return self._shelves.get(self._list.chosen or "")

    def _show(self) -> None:
        room = self._widths()[0]
        self._list.show([(shelf.id, _shelf_row(shelf, room)) for shelf in self._shelves.values()])
        self._show_entries()
        self._arrange()

    def _show_entries(self) -> None:
        shelf = self._shelf()
        if shelf is None:
            return
        room = self._widths()[1]
        head = lines(plain(shelf.title, STRONG), *paragraph(shelf.about, room, MUTED), plain(""))
        rows: list[tuple[str | None, Content]] = [(None, head)]
        for key, title in shelf.pages:
            rows.append((str(key), entry_row(title, room, favourite=self._is_favourite(key))))
        if not shelf.pages:
            rows.append((None, plain("Nothing stands here. / searches everything.", MUTED)))
        turned = shelf.id != self._listed
        if turned:
            self._listed = shelf.id
            self._entries.highlighted = None
        self._entries.show(rows)
        if not (turned and shelf.pages):  # else the cursor, which came to another row, shows its page
            self._show_page()

    def _show_page(self) -> None:
        key = self._key()
        if key is None:
            self._page.show(plain("Nothing is open.", MUTED))
            return
        width = self._widths()[2]
        if self._why:
            why = why_of(self.session, key, width, favourite=self._is_favourite(key))
            self._page.show(why, f"why {key}")
            return
        sheet = page_of(self.session, key, width, marked=self._marked)
        self._page.show(sheet.made(), f"{key} {self._marked}")
        if sheet.marked_row:
            self.call_after_refresh(self._page.scroll_to, y=sheet.marked_row, animate=False)

    def _arrange(self) -> None:
        """Show as many panes as there is room for, with the focus on the one of this step."""
        for step, pane in enumerate(self._panes):
            pane.display = not self._narrow or step == self._step
        self._panes[self._step].focus()
        self.refresh_bindings()

    def _go(self, step: int) -> None:
        self._step = step
        self._arrange()

    # ------------------------------------------------------------------ keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What acts on a page needs one in sight; back needs somewhere to go."""
        if action == "back":
            return self._step > SHELVES or self._why
        if action == "open":
            return self._step < READING
        if action in ON_PAGE:
            return self._shelves != {} and self._key() is not None and (not self._narrow or self._step > SHELVES)
        return super().check_action(action, parameters)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the pages of the shelf, or the page, under the cursor."""
        if not self._shelves:
            return
        if event.option_list is self._list:
            if self._list.chosen != self._listed:
                self._turn()
                self._show_entries()
        elif event.option_list is self._entries and event.option.id == self._entries.chosen:
            self._turn_unless_marked(event.option.id)
            self._show_page()

    def _turn(self) -> None:
        """Forget what was looked for on the page before."""
        self._marked, self._why = "", False

    def _turn_unless_marked(self, key: str | None) -> None:
        if self._marked and key == str(home_of(self.session.content, self._wanted())):
            return
        self._turn()

    def _wanted(self) -> Key:
        return Key("fact" if "-" in self._marked else "rule", self._marked)

    def on_descendant_focus(self, event: Any) -> None:
        """A click into a pane is a step too."""
        panes = self._panes
        if event.widget in panes and not self._narrow:
            self._step = panes.index(event.widget)
            self.refresh_bindings()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click opens where there is room for one pane only."""
        event.stop()
        if self._narrow:
            self.action_open()

    def action_open(self) -> None:
        """One step in: to the pages of the shelf, then into the page."""
        if self._step == SHELVES and self._key() is not None:
            self._go(ENTRIES)
        elif self._step == ENTRIES and self._key() is not None:
            self._go(READING)

    def action_back(self) -> None:
        """One step back."""
        if self._why:
            self._why = False
            self._show_page()
        elif self._step > SHELVES:
            self._go(self._step - 1)

    def action_why(self) -> None:
        """Show why the page matters to this user, or the page again."""
        self._why = not self._why
        self._show_page()
        if self._narrow and self._step == ENTRIES:
            self._go(READING)

    def _is_favourite(self, key: Key) -> bool:
        return f"{FAVOURITE}{key}" in self.session.journey.notes

    def action_favourite(self) -> None:
        """Mark the page, or take the mark off; undo takes it back."""
        key = self._key()
        if key is None:
            return
        note = f"{FAVOURITE}{key}"
        with self.telling():
            if self._is_favourite(key):
                self.session.commit(f"no favourite: {key.id}", deletes=[(Note.table, note)])
            else:
                self.session.commit(f"favourite: {key.id}", [Note(note, True)])

    def action_copy(self) -> None:
        """Copy the page as text, with its sources and without what is the user's own."""
        key = self._key()
        if key is not None:
            sheet = page_of(self.session, key, COPY_WIDTH, personal=False)
            self.app.copy_to_clipboard(sheet.made().plain)
            self.notify("Copied, with its sources.", timeout=3, markup=False)

    def action_related(self) -> None:
        """Go to a card, an area or a rule tied to the page."""
        key = self._key()
        ways = tied(self.session, key) if key is not None else []
        if not ways:
            self.notify("No card, area or rule is tied to this page.", timeout=3, markup=False)
            return

        async def go(chosen: str | None) -> None:
            if chosen is not None:
                mode, one, _ = ways[int(chosen)]
                await self.app.run_action(f"app.find({mode!r}, {one!r})")

        options = [(str(number), text) for number, (_, _, text) in enumerate(ways)]
        self.app.push_screen(Choose("Where to?", options), go)


def _shelf_row(shelf: Shelf, width: int) -> Content:
    count = str(len(shelf.pages))
    mark = "★ " if shelf.id == "favourites" else ""
    return join(f"{mark}{shelf.title}".ljust(max(width - len(count), 0)), (count, MUTED))
