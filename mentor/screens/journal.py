"""Journal: hours, days, gaps and forecasts over time, every entry of the log, the courses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Resize
from textual.widgets import Input, Static

from mentor.coach.history import History, find, look_back, words_of
from mentor.journey.time import Course, LogEntry
from mentor.screens.journal_charts import (
    NOTHING_LOGGED,
    Drawn,
    courses_view,
    days_view,
    entry_row,
    forecast_view,
    gaps_view,
    hours_view,
    months_view,
)
from mentor.session import Session
from mentor.text import counted
from mentor.widgets.dialogs import AskText, Choose, Confirm
from mentor.widgets.filter import Filter
from mentor.widgets.links import Links
from mentor.widgets.long_list import LongList
from mentor.widgets.place import WIDE, Place
from mentor.widgets.text import ACCENT, MUTED, STRONG, join, lines, link, paragraph, plain

VIEWS = ("Hours", "Days", "Gaps", "Forecast", "Entries", "Courses")
HOURS, DAYS, GAPS, FORECAST, ENTRIES, COURSES = range(6)
WEEKS_NARROW, WEEKS_WIDE = 26, 52
"""Weeks of the calendar below and from `WIDE` columns."""
COURSE_STATES = ("active", "parked", "finished")
ONLY_IN: dict[str, tuple[int, ...]] = {
    "months": (HOURS,),
    "look_into": (ENTRIES,),
    "open": (HOURS, DAYS, GAPS, ENTRIES),
    "remove": (ENTRIES, COURSES),
    "add_course": (COURSES,),
    "finish": (COURSES,),
    "set_aside": (COURSES,),
}
"""The views in which an action does something."""


class JournalScreen(Place):
    """What you did and what became of it. 1 to 6 or the arrows left and right change the view."""

    PLACE = "journal"
    CSS_PATH = "journal.tcss"
    AUTO_FOCUS = "#list"
    BINDINGS = [
        *(
            Binding(str(n + 1), f"view({n})", name, show=False, id=f"journal.{name.lower()}", tooltip=f"Show {name}")
            for n, name in enumerate(VIEWS)
        ),
        Binding("right", "turn(1)", "views", key_display="1-6", id="journal.next", tooltip="The next view"),
        Binding("left", "turn(-1)", "view before", show=False, id="journal.before", tooltip="The view before"),
        Binding("enter", "open", "open", id="journal.open", tooltip="Change the entry; else, go to what the row is of"),
        Binding("slash", "look_into", "find", key_display="/", id="journal.find", tooltip="Find entries by words"),
        Binding("m", "months", "weeks/months", id="journal.months", tooltip="Learning against building by month"),
        Binding("n", "add_course", "new", id="journal.course", tooltip="Add a course you take"),
        Binding("f", "finish", "finish", id="journal.finish", tooltip="The course is finished"),
        Binding("o", "set_aside", "park, resume", id="journal.park", tooltip="Park the course, or take it up again"),
        Binding("x,delete", "remove", "remove", key_display="x", id="journal.remove", tooltip="Remove it; u undoes it"),
        Binding("escape", "show_all", "show all", key_display="esc", id="journal.back", tooltip="Show every row again"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._view = HOURS
        self._months = False
        self._within: tuple[date, date, str] | None = None
        self._history = History()
        self._words: tuple[str, ...] | None = None
        self._found: Sequence[int] = ()
        self._cursors: dict[int, str | None] = {}
        self._named: tuple[int, int] | None = None
        self._height = -1

    def body(self) -> ComposeResult:
        """The names of the views, the search, what stands above the list, the list."""
        yield Links(id="views")
        yield Filter(id="search", placeholder="words, a kind, P1.2, p1, w12, 2026-11", max_length=200)
        yield Static(id="head")
        yield LongList(id="list")

    def reload(self) -> None:
        """Look back over the journey as it is now, once for each of its states."""
        journey, today = self.session.journey, self.session.today
        if self.anew():
            self._words = None
            self._history = look_back(journey, today)
        self.note_week()
        self._show()

    def on_resize(self, _: Resize) -> None:
        """Draw anew."""
        if self._seen is not None:
            self.call_after_refresh(self._show)

    # ------------------------------------------------------------------ drawing

    @property
    def _list(self) -> LongList:
        return self.query_one("#list", LongList)

    @property
    def _search(self) -> Filter:
        return self.query_one("#search", Filter)

    def _show(self) -> None:
        width = self.app.size.width - 4
        self.set_class(self._view == ENTRIES, "-entries")
        if (self._view, width) != self._named:
            self._named = self._view, width
            self.query_one("#views", Static).update(_names(self._view, width))
        drawn = self._drawn(width - 1)
        height = drawn.head.plain.count("\n")
        # Laying the screen out again costs more than drawing it; a letter of the search changes no height.
        self.query_one("#head", Static).update(drawn.head, layout=height != self._height)
        self._height = height
        self._list.show(drawn.keys, drawn.row)
        self.refresh_bindings()

    def _drawn(self, width: int) -> Drawn:
        session, history, today = self.session, self._history, self.session.today
        match self._view:
            case 0:
                mark = session.content.detectors["FM01"].amber("learn_share")
                return (months_view if self._months else hours_view)(history, width, mark)
            case 1:
                weeks = WEEKS_WIDE if self.app.size.width >= WIDE + 20 else WEEKS_NARROW
                return days_view(history, today, width, weeks)
            case 2:
                return gaps_view(session, history, width)
            case 3:
                return forecast_view(session, history, today, width)
            case 4:
                return self._entries(width)
            case _:
                spent: dict[str, int] = {}
                for entry in history.entries:
                    spent[entry.course] = spent.get(entry.course, 0) + entry.minutes
                return courses_view(self._courses(), spent, width)

    def _entries(self, width: int) -> Drawn:
        entries = self._history.entries
        if not entries:
            return Drawn(lines(*paragraph(NOTHING_LOGGED, min(width, 90))))
        self._found = self._matching(self._search.value)
        keys = [entries[n].id for n in self._found]
        minutes = sum(entries[n].minutes for n in self._found)
        within = f" in {self._within[2]}" if self._within else ""
        said = f"{counted(len(keys), 'entry').replace('entrys', 'entries')}{within}, {minutes / 60:.1f} h"
        if not keys:
            said = f"No entry{within} holds all of it. Esc shows every one."

        def row(n: int) -> Content:
            entry = entries[self._found[n]]
            return entry_row(entry, self._title(entry), width)

        return Drawn(lines(plain(said, MUTED), plain("")), keys, row)

    def _matching(self, query: str) -> Sequence[int]:
        """Positions of the entries that hold the words and lie within the week or month chosen, if one is."""
        entries = self._history.entries
        found: Sequence[int] = range(len(entries))
        if query.strip():
            if self._words is None:
                self._words = words_of(self.session.journey, self._history)
            found = find(self._words, query)
        if self._within:
            first, last, _ = self._within
            found = [n for n in found if first <= entries[n].on <= last]
        return found

    def _title(self, entry: LogEntry) -> str:
        """What the time went into: the note, else the action's or the card's title."""
        if entry.note:
            return entry.note
        if entry.action in self.session.journey.actions:
            return self.session.journey.actions[entry.action].title
        task = self.session.content.tasks.get(entry.task) if entry.task else None
        return task.title if task else ""

    def _courses(self) -> list[Course]:
        courses = sorted(self.session.journey.courses.values(), key=lambda one: (one.on, one.id), reverse=True)
        return sorted(courses, key=lambda one: COURSE_STATES.index(one.state))

    # ------------------------------------------------------------------ views

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An action belongs to its views; what acts on a row needs one."""
        if action == "show_all":
            return self._view == ENTRIES and bool(self._within or self._search.value)
        if action in ONLY_IN and self._view not in ONLY_IN[action]:
            return False
        if action == "look_into":
            return not self._search.has_focus
        if action in ("open", "remove", "finish", "set_aside"):
            return self._list.chosen is not None
        return super().check_action(action, parameters)

    def action_view(self, view: int) -> None:
        """Show another view, its cursor where it was left."""
        if view == self._view:
            return
        self._cursors[self._view] = self._list.chosen
        self._view = view
        self._list.focus()
        self._show()
        left = self._cursors.get(view)
        if left is None or not self._list.choose(left):
            self._list.cursor = 0

    def action_turn(self, by: int) -> None:
        """Show the view beside."""
        self.action_view((self._view + by) % len(VIEWS))

    def action_months(self) -> None:
        """Change between weeks and months."""
        self._months = not self._months
        self._show()
        self._list.cursor = 0

    def on_long_list_moved(self, _: LongList.Moved) -> None:
        """What the keys do may depend on the row."""
        if self._view == COURSES:
            self.refresh_bindings()

    async def on_long_list_clicked(self, _: LongList.Clicked) -> None:
        """A second click does what Enter does."""
        if self.check_action("open", ()):
            await self.action_open()

    # ------------------------------------------------------------------ entries

    def action_look_into(self) -> None:
        """Go to the field over the entries."""
        self._search.focus()

    def action_leave_filter(self) -> None:
        """Go to the entries found."""
        self._list.focus()

    def action_show_all(self) -> None:
        """Show every entry again."""
        self._within = None
        self._search.value = ""
        self._list.focus()
        self._show()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter at each key."""
        event.stop()
        if self._seen is not None and self._view == ENTRIES:
            self._show()
            self._list.cursor = 0

    async def action_open(self) -> None:
        """Change the entry; from a week or a month go to its entries, from an area to its audit."""
        at, history = self._list.cursor, self._history
        match self._view:
            case 0 if not self._months:
                week = history.weeks[at]
                name = f"week {week.id[1:]}" if week.id else f"the days from {week.first.day} {week.first:%B %Y}"
                self._look_within(week.first, week.last, name)
            case 0 | 1:
                month = history.months[at]
                self._look_within(month.month, month.last, f"{month.month:%B %Y}")
            case 2:
                await self.app.run_action(f"app.find('audit', {history.gaps[at].area!r})")
            case _:
                from mentor.screens.log_form import LogForm

                self.app.push_screen(LogForm(self.session, history.entries[self._found[at]]))

    def _look_within(self, first: date, last: date, name: str) -> None:
        self._within = (first, last, name)
        self._search.value = ""
        self._cursors.pop(ENTRIES, None)
        self.action_view(ENTRIES)

    def action_remove(self) -> None:
        """Remove the entry or the course under the cursor; undo brings it back."""
        key = self._list.chosen
        if key is None:
            return
        with self.telling():
            if self._view == ENTRIES:
                self.session.delete_entry(key)
            else:
                self.session.remove_course(key)
            self.notify("Removed. u takes it back.", timeout=3, markup=False)

    # ------------------------------------------------------------------ courses

    def log_target(self) -> tuple[str, str] | None:
        """What `+` logs time for: the course under the cursor."""
        course = self._course() if self._view == COURSES else None
        return ("course", course.id) if course is not None else None

    def _course(self) -> Course | None:
        return self.session.journey.courses.get(self._list.chosen or "")

    def action_add_course(self) -> None:
        """Add a course: its title, and whether it costs money."""

        def titled(title: str | None) -> None:
            if title is not None and title.strip():
                options = [("free", "It is free"), ("paid", "It costs money")]
                self.app.push_screen(Choose(f"What does it cost? {title}", options), lambda cost: priced(title, cost))

        def priced(title: str, cost: str | None) -> None:
            if cost is not None:
                self._beside(lambda force: self.session.add_course(title, cost == "paid", force=force))

        self.app.push_screen(AskText("Which course do you take?", "Its title, as you know it."), titled)

    def _beside(self, begin: Callable[[bool], Course], but: str = "") -> None:
        """Begin a course or go on with it; where another one is active, ask first."""
        others = [one for one in self.session.journey.courses.values() if one.state == "active" and one.id != but]

        def begun(yes: bool | None) -> None:
            if yes:
                with self.telling():
                    begin(bool(others))

        if not others:
            begun(True)
            return
        detail = f"Active now: {', '.join(one.title for one in others)}. Finishing or parking it first is the rule."
        self.app.push_screen(Confirm("Two courses at once?", detail), begun)

    def action_finish(self) -> None:
        """The course is finished."""
        course = self._course()
        if course is not None:
            with self.telling():
                self.session.finish_course(course.id)

    def action_set_aside(self) -> None:
        """Park an active course; take up another one again."""
        course = self._course()
        if course is None:
            return
        if course.state == "active":
            with self.telling():
                self.session.park_course(course.id)
        else:
            self._beside(lambda force: self.session.resume_course(course.id, force=force), course.id)


def _names(present: int, width: int) -> Content:
    """The views with their keys, the present one marked."""
    gap = "   " if width >= 74 else " "
    parts = [plain("Journal", STRONG)] if width >= 74 else []
    for n, name in enumerate(VIEWS):
        style = f"bold underline {ACCENT}" if n == present else ""
        action = f"screen.view({n})"
        parts.append(join(link(f"{n + 1} ", action, MUTED), link(name, action, style)))
    return Content(gap).join(parts)
