"""Rehearse: the design prompts, what was tried, and what only you saw."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList

from mentor.coach.drills import Due, graded, open_drill, to_grade
from mentor.coach.readiness import STORY_NAMES
from mentor.journey.drills import Drill, PracticeMark
from mentor.screens.drill import DrillScreen
from mentor.screens.drill_text import (
    PRACTICE_NAMES,
    open_page,
    practised_page,
    practised_row,
    prompt_page,
    prompt_row,
    sheet_side,
    total_page,
    try_row,
)
from mentor.screens.grade import GradeScreen
from mentor.session import Session
from mentor.session.drills import read_said
from mentor.session.timelog import read_minutes
from mentor.widgets.bars import KeyLine, PlaceBar
from mentor.widgets.detail import DETAIL_KEYS, Detail
from mentor.widgets.dialogs import AskText, Choose, Confirm
from mentor.widgets.lists import Rows
from mentor.widgets.place import WIDE, Place
from mentor.widgets.text import MUTED, line, plain

ASKS = {
    "medium": "Which problem?",
    "answer": "Which question was answered?",
    "defence": "Which project, and who asked?",
    "story": "The story in a line: what happened, what you did, how it ended.",
}
Shown = Due | Drill | PracticeMark


class DrillRows(Rows):
    """Prompts, tries and marks; enter opens the one under the cursor."""

    BINDINGS = [Binding("enter", "screen.open", "open", id="drills.open", tooltip="Begin the prompt, or open the try")]


class DrillsScreen(Place):
    """Rehearse for the rounds. Enter begins a prompt or opens a try; n records practice that only you saw."""

    CSS_PATH = "drills.tcss"
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("n", "new", "record practice", id="drills.new", tooltip="Record a problem, an answer, a story, a mock"),
        Binding("m", "app.mock", "mock interview", id="drills.mock", tooltip="An hour over three rounds, by weakness"),
        Binding("x", "remove", "remove", id="drills.remove", tooltip="Remove the try or the record; u brings it back"),
        Binding("escape", "app.pop_screen", "back", key_display="esc", id="drills.back", tooltip="Back"),
        *DETAIL_KEYS,
    ]

    def __init__(self, session: Session, at: str = "") -> None:
        """Open at a row.

        Args:
            session: The session.
            at: A prompt's id, or nothing.
        """
        super().__init__(session)
        self._at = f"prompt:{at}"
        self._shown: dict[str, Shown] = {}

    def compose(self) -> ComposeResult:
        """The bars of the place this was opened from, around the list and the detail."""
        yield PlaceBar(self.app.current_mode)
        with Horizontal(id="middle"):
            yield DrillRows(id="rows")
            yield Detail(id="detail")
        yield KeyLine()

    def reload(self) -> None:
        """Show what is there now; the cursor begins at what was asked for, or what was opened."""
        if self.session.journey.profile is not None:
            self.note_week()
            self._show()
            if self._list.choose(self._at):
                self._at = ""

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        self.call_after_refresh(self._show)

    # ------------------------------------------------------------------ drawing

    @property
    def _list(self) -> Rows:
        return self.query_one("#rows", Rows)

    def _width(self) -> int:
        width = self.app.size.width
        return width - 5 if width < WIDE else width // 2 - 5

    def _show(self) -> None:
        width, journey = self._width(), self.session.journey
        running = open_drill(journey)
        waiting = [*([running] if running else []), *to_grade(journey)]
        marks = sorted(journey.practised.values(), key=lambda one: (one.on, len(one.id), one.id), reverse=True)
        parts: list[tuple[str, list[tuple[str, Shown, Content]]]] = [
            ("TO GO ON WITH", [(one.id, one, try_row(self.session, one, width)) for one in waiting]),
            (
                "DESIGN PROMPTS, THE NEXT ONE FIRST",
                [(f"prompt:{one.prompt.id}", one, prompt_row(one, width)) for one in self.session.next_prompts()],
            ),
            ("GRADED", [(one.id, one, try_row(self.session, one, width)) for one in reversed(graded(journey))]),
            ("RECORDED BY YOU", [(one.id, one, practised_row(one, width)) for one in marks]),
        ]
        rows: list[tuple[str | None, Content]] = []
        self._shown = {}
        for heading, found in parts:
            if found:
                rows.append((None, plain(f"{chr(10) if rows else ''}{heading}", MUTED)))
            for key, one, text in found:
                self._shown[key] = one
                rows.append((key, text))
        self._list.show(rows)
        self._show_detail()
        self.refresh_bindings()

    def _show_detail(self) -> None:
        key = self._list.chosen or ""
        one, detail, width = self._shown.get(key), self.query_one(Detail), self._width()
        if isinstance(one, Due):
            detail.show(prompt_page(self.session, one, width), key)
        elif isinstance(one, PracticeMark):
            detail.show(practised_page(one, width), key)
        elif one is not None and one.finished is None:
            detail.show(open_page(self.session, one, width), key)
        elif one is not None:
            result = self.session.drill_result(key) if one.graded is not None else None
            page = total_page(self.session, one, result, width) if result else sheet_side(self.session, one, width)
            detail.show(page, key)

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Show what is under the cursor."""
        self._show_detail()
        self.refresh_bindings()

    # ------------------------------------------------------------------ keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Attested practice can only be read, and a prompt cannot be removed."""
        if action in ("open", "remove"):
            one = self._shown.get(self._list.chosen or "") if self.is_mounted else None
            return isinstance(one, Due | Drill) if action == "open" else isinstance(one, Drill | PracticeMark)
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        """Begin the prompt, go on with the try, or look at its grades."""
        one = self._shown.get(self._list.chosen or "")
        if isinstance(one, Drill):
            self._open(one)
        elif isinstance(one, Due):
            with self.telling():
                self._open(self.session.start_drill(one.prompt.id))

    def _open(self, drill: Drill) -> None:
        self._at = drill.id
        screen = DrillScreen if drill.finished is None else GradeScreen
        self.app.push_screen(screen(self.session, drill.id))

    def action_remove(self) -> None:
        """Remove the try or the mark."""
        one = self._shown.get(self._list.chosen or "")
        with self.telling():
            if isinstance(one, Drill):
                self.session.remove_drill(one.id)
            elif isinstance(one, PracticeMark):
                self.session.remove_practised(one.id)
            self.notify("Removed; u brings it back", timeout=3)

    def action_new(self) -> None:
        """Ask what was practised, one thing after another."""
        options = [(kind, f"{name[:1].upper()}{name[1:]}") for kind, name in PRACTICE_NAMES.items()]

        def kind_given(kind: str | None) -> None:
            if kind == "story":
                stories = [(key, line(f"{name[:1].upper()}{name[1:]}")) for key, name in STORY_NAMES.items()]
                self.app.push_screen(
                    Choose("What is the story about?", stories), lambda story: self._ask_text("story", story)
                )
            else:
                self._ask_text(kind)

        self.app.push_screen(Choose("What did you practise?", options, "It counts on your word."), kind_given)

    def _ask_text(self, kind: str | None, story: str | None = "") -> None:
        if kind is None or story is None:
            return

        def given(text: str | None) -> None:
            if text is None:
                return
            if kind == "medium":
                self._ask_minutes(text)
            else:
                self._attest(kind, text, story=story)

        self.app.push_screen(AskText(ASKS[kind], check=read_said), given)

    def _ask_minutes(self, text: str) -> None:
        def given(took: str | None) -> None:
            if took is None:
                return
            minutes = read_minutes(took)
            question = Confirm("Solved, with tests?", "A problem that was not solved counts as a try.")
            self.app.push_screen(
                question, lambda yes: None if yes is None else self._attest("medium", text, minutes=minutes, ok=yes)
            )

        self.app.push_screen(AskText("How long did it take?", "Such as 25, or 1h10.", check=read_minutes), given)

    def _attest(self, kind: str, text: str, *, minutes: int = 0, ok: bool = True, story: str = "") -> None:
        with self.telling():
            mark = self.session.attest(kind, text, ok=ok, minutes=minutes, story=story)
            self.call_after_refresh(self._list.choose, mark.id)
