"""The exercises that run: which there are, which are solved."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList

from mentor.coach.evaluation import EXERCISES, EvalExercise
from mentor.content.exercises import SqlExercise
from mentor.screens.exercise_text import exercise_page, exercise_row
from mentor.session import Session
from mentor.widgets.bars import KeyLine, PlaceBar
from mentor.widgets.detail import DETAIL_KEYS, Detail
from mentor.widgets.lists import Rows
from mentor.widgets.place import WIDE, Place
from mentor.widgets.text import MUTED, plain

Exercise = SqlExercise | EvalExercise


class ExerciseRows(Rows):
    """The exercises; enter opens the one under the cursor."""

    BINDINGS = [Binding("enter", "screen.open", "open", id="exercises.open", tooltip="Open the exercise")]


class ExercisesScreen(Place):
    """The exercises of a kind, by what they practise. Enter opens one; v goes to the first that is not solved."""

    CSS_PATH = "exercises.tcss"
    AUTO_FOCUS = "#exercises"
    BINDINGS = [
        Binding("v", "following", "next unsolved", id="exercises.next", tooltip="The first that is not solved yet"),
        *DETAIL_KEYS,
        Binding("escape", "app.pop_screen", "back", key_display="esc", id="exercises.back", tooltip="Back"),
    ]

    def __init__(self, session: Session, kind: str, opens: str = "") -> None:
        """Show a kind of exercises: `sql` or `eval`; `opens` is the one that opens at once, if any."""
        super().__init__(session)
        self._opens = opens
        known: dict[str, Exercise] = {**(session.content.sql_exercises if kind == "sql" else EXERCISES)}
        areas = list(dict.fromkeys(one.area for one in known.values()))
        # Each area once, as it comes up first; in it by id.
        self._known = dict(sorted(known.items(), key=lambda pair: areas.index(pair[1].area)))

    def compose(self) -> ComposeResult:
        """The bars of the place this was opened from, around the list and the detail."""
        yield PlaceBar(self.app.current_mode)
        with Horizontal(id="middle"):
            yield ExerciseRows(id="exercises")
            yield Detail(id="detail")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin at the one to open, else at the first that is not solved."""
        self.reload()
        if self._list.choose(self._opens):
            self.call_after_refresh(self.action_open)
        else:
            self.action_following()

    def reload(self) -> None:
        """Show what is solved now."""
        self.note_week()
        self._show()

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        self.call_after_refresh(self._show)

    @property
    def _list(self) -> Rows:
        return self.query_one("#exercises", Rows)

    def _width(self) -> int:
        width = self.app.size.width
        return width - 5 if width < WIDE else width // 2 - 5

    def _solved(self) -> set[str]:
        return {attempt.exercise for attempt in self.session.journey.attempts.values() if attempt.passed}

    def _show(self) -> None:
        solved, width = self._solved(), self._width()
        tried = {attempt.exercise for attempt in self.session.journey.attempts.values()}
        rows: list[tuple[str | None, Content]] = []
        theme = ""
        for key, one in self._known.items():
            if one.area != theme:
                theme = one.area
                title = self.session.content.areas[theme].title.upper()
                rows.append((None, plain(f"{chr(10) if rows else ''}{title}", MUTED)))
            rows.append((key, exercise_row(one, width, solved=key in solved, tried=key in tried)))
        self._list.show(rows)
        self._show_detail()

    def _show_detail(self) -> None:
        key = self._list.chosen or ""
        if key in self._known:
            text = exercise_page(self.session, self._known[key], self._width())
            self.query_one(Detail).show(text, key)

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Show what is under the cursor."""
        self._show_detail()

    def action_following(self) -> None:
        """Go to the first that is not solved."""
        solved = self._solved()
        if following := next((key for key in self._known if key not in solved), None):
            self._list.choose(following)

    def action_open(self) -> None:
        """Open the exercise under the cursor."""
        key = self._list.chosen or ""
        if key in self.session.content.sql_exercises:
            from mentor.screens.sql_exercise import SqlScreen

            self.app.push_screen(SqlScreen(self.session, key))
        elif key in self._known:
            from mentor.screens.eval_exercise import EvalScreen

            self.app.push_screen(EvalScreen(self.session, key))
