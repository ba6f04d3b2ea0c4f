"""A SQL exercise: the task, an editor, what the statement gave and what differs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static, TextArea

from mentor.practice.database import LONGEST_SQL, Result, SqlError
from mentor.practice.grade import Graded
from mentor.screens.exercise_text import graded_page, looked_page, tables_page, task_page
from mentor.session import Session
from mentor.widgets.background import Background, Tell
from mentor.widgets.bars import KeyLine, PlaceBar
from mentor.widgets.detail import Detail
from mentor.widgets.links import Links
from mentor.widgets.place import WIDE, Place
from mentor.widgets.text import ACCENT, MUTED, STRONG, join, lines, link, plain

VIEWS = ("Task", "Tables", "Result")
TASK, TABLES, RESULT = range(3)


class Reading(Detail, can_focus=True):
    """A text that can have the keys."""

    DEFAULT_CSS = "Reading:focus { background-tint: $foreground 0%; }"


class SqlScreen(Place):
    """Write a query; ctrl+r or F5 runs it and checks the result, F4 runs it to look around, which is no try.

    Tab goes between the editor and the text; there h gives a hint and s turns to the tables and the result. F2 and F3
    do the same while you write.
    """

    CSS_PATH = "sql_exercise.tcss"
    AUTO_FOCUS = "#editor"
    BINDINGS = [
        Binding("ctrl+r,f5", "run", "check", key_display="^r", priority=True, id="sql.run", tooltip="Run and compare"),
        Binding("h", "hint", "hint", show=False, id="sql.hint", tooltip="One hint more; each costs some of the score"),
        Binding("f2", "hint", "hint", priority=True, id="sql.hint_too", tooltip="One hint more, also while you write"),
        Binding("f3", "turn", "tables", priority=True, id="sql.turn", tooltip="Task, tables or result"),
        Binding("f4", "peek", "look", priority=True, id="sql.peek", tooltip="Run it to look around; it is no try"),
        Binding("s", "turn", "tables", show=False, id="sql.turn_too", tooltip="Task, tables or result"),
        Binding("tab", "switch", "swap", priority=True, id="sql.switch", tooltip="Between the editor and the text"),
        Binding("J,down,j", "detail(3)", "scroll", key_display="J", show=False, id="sql.down", tooltip="Scroll down"),
        Binding("K,up,k", "detail(-3)", "back", key_display="K", show=False, id="sql.up", tooltip="Scroll up"),
        Binding("ctrl+down", "detail(3)", "more", priority=True, id="sql.far_down", tooltip="Scroll the text down"),
        Binding("ctrl+up", "detail(-3)", "up", show=False, priority=True, id="sql.far_up", tooltip="Scroll it up"),
        Binding("escape", "leave", "back", key_display="esc", priority=True, id="sql.back", tooltip="Back; it is kept"),
        Binding("escape", "stop", "stop", key_display="esc", priority=True, id="sql.stop", tooltip="Stop what runs"),
    ]

    def __init__(
        self,
        session: Session,
        key: str,
        *,
        draft: str = "",
        taken: Callable[[str, float | None], None] | None = None,
    ) -> None:
        """Open an exercise.

        Args:
            session: What to show.
            key: The exercise.
            draft: With `taken`, what was written before; the exercise's own draft is left alone then.
            taken: Somebody who waits for the result, such as a mock interview: gets what was written, and the score of
                the last try that gave a result, or None.
        """
        super().__init__(session)
        self._exercise = session.sql_exercise(key)
        self._given, self._taken = draft, taken
        self._view = TASK
        self._gave: Graded | Result | SqlError | None = None
        self._score: float | None = None
        self._since: datetime = session.clock.now()
        self._background = Background(self, self._show_work)

    def compose(self) -> ComposeResult:
        """The title, the names of the views, the text and the editor."""
        yield PlaceBar(self.app.current_mode)
        yield Static(id="title")
        yield Links(id="views")
        with Horizontal(id="middle"):
            yield Reading(id="detail")
            yield TextArea(self._draft, id="editor", soft_wrap=False, compact=True, tab_behavior="focus")
        yield KeyLine()

    def reload(self) -> None:
        """Show the exercise with the hints that were taken."""
        self.note_week()
        self._show()

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        self.call_after_refresh(self._show)

    # ------------------------------------------------------------------ drawing

    @property
    def _editor(self) -> TextArea:
        return self.query_one("#editor", TextArea)

    def _width(self) -> int:
        width = self.app.size.width
        return width - 5 if width < WIDE else (width - 3) // 2 - 4

    def _show(self) -> None:
        one = self._exercise
        title = join((f"{one.id}  {one.title}", STRONG), (f"   {one.minutes} min", MUTED))
        self.query_one("#title", Static).update(title)
        names = []
        for n, name in enumerate(VIEWS):
            if n == self._view:
                names.append(plain(name, f"bold underline {ACCENT}"))
            elif n != RESULT or self._gave:
                names.append(link(name, f"screen.view({n})"))
        self.query_one("#views", Static).update(Content("   ").join(names))
        self.query_one(Detail).show(lines(*self._page()), f"{self._view}")

    def _page(self) -> list[Content]:
        if self._background.running:
            return [plain("Running ... esc stops it", MUTED)]
        if self._view == RESULT and self._gave is not None:
            if isinstance(self._gave, Graded):
                return graded_page(self._exercise, self._gave, self._width())
            return looked_page(self._gave, self._width())
        if self._view == TABLES:
            return tables_page(self.session.sql_schema, self._width())
        return task_page(self._exercise, self.session.hints(self._exercise.id), self._width())

    # ------------------------------------------------------------------ the draft

    @property
    def _note(self) -> str:
        return f"practice.sql.{self._exercise.id}"

    @property
    def _draft(self) -> str:
        if self._taken is not None:
            return self._given
        kept = self.session.journey.note(self._note, "")
        return kept if isinstance(kept, str) else ""

    def _keep(self) -> None:
        """Keep what was written for the next time."""
        if self._taken is not None:
            return
        with self.telling():
            self.session.remember(self._note, self._editor.text[:LONGEST_SQL])

    # ------------------------------------------------------------------ keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One statement at a time; while it runs, escape stops it and does not leave."""
        if action in ("run", "peek", "leave"):
            return not self._background.running
        if action == "stop":
            return self._background.running
        return super().check_action(action, parameters)

    def action_run(self) -> None:
        """Run the statement beside the screen: it may take seconds."""
        self._keep()
        sql = self._editor.text

        def work(_: Tell, stopped: Callable[[], bool]) -> Graded:
            return self.session.try_sql(self._exercise.id, sql, stopped)

        self._background.start("Running", work, partial(self._ran, self.session.clock.now()))

    def _ran(self, began: datetime, graded: Graded) -> None:
        """Keep the try and show what became of it."""
        minutes = max(round((began - self._since).total_seconds() / 60), 0)
        with self.telling():
            score = self.session.keep_sql(self._exercise.id, graded, minutes)
            self._score = self._score if score is None else score
            self._gave, self._view, self._since = graded, RESULT, began

    def action_peek(self) -> None:
        """Run the statement beside the screen, and show what it gave without comparing it."""
        self._keep()
        sql = self._editor.text

        def work(_: Tell, stopped: Callable[[], bool]) -> Result | SqlError:
            try:
                return self.session.run_sql(sql, stopped)
            except SqlError as error:
                return error

        self._background.start("Running", work, self._looked)

    def _looked(self, gave: Result | SqlError) -> None:
        """Show what it gave."""
        self._gave, self._view = gave, RESULT
        self._show()

    def _show_work(self, _: str) -> None:
        if self.is_running:
            self._show()
            self.refresh_bindings()

    def action_stop(self) -> None:
        """Stop the statement that runs."""
        if self._background.stop():
            self.notify("Stopped; it gave no result.", timeout=3)

    def on_screen_suspend(self) -> None:
        """Keep the draft, and stop what runs when another place is opened; a dialog over this screen stops nothing."""
        self._keep()
        if self not in self.app.screen_stack:
            self._background.stop()

    def on_unmount(self) -> None:
        """Stop it when the screen is left for good."""
        self._background.stop()

    def action_hint(self) -> None:
        """Give one hint more, at the end of the task."""
        with self.telling():
            self.session.next_hint(self._exercise.id)
            self._view = TASK
        self.call_after_refresh(self.query_one(Detail).scroll_end, animate=False)

    def action_turn(self) -> None:
        """Show the next of task, tables and result."""
        self.action_view((self._view + 1) % (len(VIEWS) if self._gave else RESULT))

    def action_view(self, view: int) -> None:
        """Show one of them."""
        self._view = view
        self._show()

    def action_switch(self) -> None:
        """Go between the editor and the text."""
        (self.query_one(Reading) if self._editor.has_focus else self._editor).focus()

    def action_leave(self) -> None:
        """Back; what was written is kept."""
        self._keep()
        self.app.pop_screen()
        if self._taken is not None:
            self._taken(self._editor.text[:LONGEST_SQL], self._score)
