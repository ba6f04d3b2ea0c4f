"""The grade sheet: what the recording showed first, then the grades, then what they come to and what was missing."""

from __future__ import annotations

from typing import Literal

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList, Static

from mentor.content.drills import SheetRow
from mentor.journey.drills import Drill
from mentor.screens.drill_text import (
    check_row,
    grade_page,
    grade_row,
    prompt_title,
    result_row,
    sheet_side,
    strong_page,
    total_page,
    total_row,
)
from mentor.session import Session
from mentor.widgets.bars import KeyLine, PlaceBar
from mentor.widgets.detail import DETAIL_KEYS, Detail
from mentor.widgets.dialogs import AskText
from mentor.widgets.lists import Rows
from mentor.widgets.place import WIDE, Place
from mentor.widgets.text import ACCENT, MUTED, join, plain

Stage = Literal["checks", "grades", "result"]
STAGES: dict[Stage, str] = {"checks": "1 what was heard", "grades": "2 grades", "result": "3 total and comparison"}
TOTAL = "total"
GRADES = range(5)


class SheetRows(Rows):
    """The rows of the sheet; enter goes on to the next stage."""

    BINDINGS = [Binding("enter", "screen.go_on", "next", id="grade.next", tooltip="Go on: to the grades, to the total")]


class GradeScreen(Place):
    """Tick what the recording shows, then grade each row from 0 to 4. What a strong answer holds is shown last."""

    CSS_PATH = "grade.tcss"
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("space", "tick", "heard", id="grade.tick", tooltip="The recording shows it, or does not after all"),
        *(
            Binding(
                str(n),
                f"grade({n})",
                "grade",
                key_display="0-4" if n == 0 else str(n),
                show=n == 0,
                id=f"grade.{n}",
                tooltip=f"Grade the row {n} and go on",
            )
            for n in GRADES
        ),
        Binding("backspace", "go_back", "checks", id="grade.back", tooltip="Back to what was heard"),
        Binding("r", "recording", "recording", id="grade.recording", tooltip="Note where the recording is"),
        *DETAIL_KEYS,
        Binding("escape", "app.pop_screen", "back", key_display="esc", id="grade.leave", tooltip="Back; all is saved"),
    ]

    def __init__(self, session: Session, id_: str) -> None:
        super().__init__(session)
        self._try = id_
        drill = self._drill
        self._stage: Stage = "grades" if drill and drill.grades else "checks"

    def compose(self) -> ComposeResult:
        """The stages, the sheet, what stands beside its rows."""
        yield PlaceBar(self.app.current_mode)
        yield Static(id="stages")
        with Horizontal(id="middle"):
            yield SheetRows(id="rows")
            yield Detail(id="detail")
        yield KeyLine()

    @property
    def _drill(self) -> Drill | None:
        return self.session.journey.drills.get(self._try)

    @property
    def _list(self) -> Rows:
        return self.query_one("#rows", Rows)

    def reload(self) -> None:
        """Show the try as it is now."""
        drill = self._drill
        if drill is None or drill.finished is None:
            if self.is_current:
                self.app.pop_screen()
            return
        if drill.graded is not None:
            self._stage = "result"
        elif self._stage == "result":
            self._stage = "grades"
        self.note_week()
        self._show()

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        self.call_after_refresh(self._show)

    # ------------------------------------------------------------------ drawing

    def _width(self) -> int:
        width = self.app.size.width
        return width - 5 if width < WIDE else width // 2 - 5

    def _show(self) -> None:
        drill = self._drill
        if drill is None:
            return
        names = (plain(name, f"bold {ACCENT}" if stage == self._stage else MUTED) for stage, name in STAGES.items())
        head = join(f"{prompt_title(self.session, drill)}   ", Content("   ").join(names))
        self.query_one("#stages", Static).update(head)
        self._list.show(self._rows(drill))
        self._show_detail()
        self.refresh_bindings()

    def _rows(self, drill: Drill) -> list[tuple[str | None, Content]]:
        rows, width = self.session.content.grade_sheet.rows, self._width()
        if self._stage == "grades":
            return [(row.id, grade_row(row, drill, width)) for row in rows]
        result = self.session.drill_result(self._try)
        if self._stage == "result" and result is not None:
            return [(TOTAL, total_row(result)), *((row.id, result_row(result, row, width)) for row in rows)]
        found: list[tuple[str | None, Content]] = []
        for row in rows:
            found.append((None, plain(f"{chr(10) if found else ''}{row.title.upper()}", MUTED)))
            found += [(one.id, check_row(one.text, one.id in drill.checks, width)) for one in row.checks]
        return found

    def _row(self) -> SheetRow | None:
        rows = {row.id: row for row in self.session.content.grade_sheet.rows}
        return rows.get(self._list.chosen or "")

    def _show_detail(self) -> None:
        drill, row, width = self._drill, self._row(), self._width()
        if drill is None:
            return
        detail, result = self.query_one(Detail), self.session.drill_result(self._try)
        if self._stage == "checks":
            detail.show(sheet_side(self.session, drill, width), "checks")
        elif self._stage == "grades" and row is not None:
            detail.show(grade_page(self.session.content.grade_sheet, row, drill, width), f"grades {row.id}")
        elif row is not None:
            detail.show(strong_page(self.session, drill, row, width), f"strong {row.id}")
        elif result is not None:
            detail.show(total_page(self.session, drill, result, width), TOTAL)

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Show what is under the cursor."""
        self._show_detail()

    # ------------------------------------------------------------------ keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each stage has keys of its own."""
        stages = {"tick": "checks", "grade": "grades", "go_back": "grades"}
        if action in stages:
            return self._stage == stages[action]
        if action == "go_on":
            return self._stage != "result"
        return super().check_action(action, parameters)

    def action_tick(self) -> None:
        """Tick the check under the cursor, or take the tick off."""
        if (check := self._list.chosen) is not None:
            with self.telling():
                self.session.tick_check(self._try, check)

    def action_grade(self, grade: int) -> None:
        """Grade the row under the cursor and go to the next one without a grade."""
        row = self._row()
        if row is None:
            return
        with self.telling():
            self.session.grade_row(self._try, row.id, grade)
        rows, drill = [one.id for one in self.session.content.grade_sheet.rows], self._drill
        at = rows.index(row.id)
        left = [one for one in (*rows[at + 1 :], *rows[:at]) if drill is not None and one not in drill.grades]
        self._list.choose(left[0] if left else rows[min(at + 1, len(rows) - 1)])

    def action_go_on(self) -> None:
        """From what was heard to the grades; from the grades to the total, which then stands."""
        if self._stage == "checks":
            self._turn("grades")
            return
        with self.telling():
            self.session.close_grades(self._try)
        if self._stage == "result":
            self._list.choose(TOTAL)

    def action_go_back(self) -> None:
        """Back to what was heard."""
        self._turn("checks")

    def _turn(self, stage: Stage) -> None:
        self._stage = stage
        self._show()
        rows, drill = self.session.content.grade_sheet.rows, self._drill
        if stage == "grades" and drill is not None:
            self._list.choose(next((row.id for row in rows if row.id not in drill.grades), rows[0].id))
        else:
            self._list.choose(rows[0].checks[0].id)

    def action_recording(self) -> None:
        """Note where the recording is."""
        drill = self._drill
        if drill is None:
            return

        def given(path: str | None) -> None:
            if path is not None:
                with self.telling():
                    self.session.set_recording(self._try, path)

        self.app.push_screen(AskText("Where is the recording?", "A path or a link.", drill.recording), given)
