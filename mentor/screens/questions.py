"""The full audit: one question at a time, one key answers it and moves on."""

from __future__ import annotations

from collections.abc import Collection

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList, Static

from mentor.coach.levels import newest_answer
from mentor.coach.reaudit import changes
from mentor.screens import audit_texts as texts
from mentor.screens.audit_keys import ALLOWED, State, digits
from mentor.screens.audit_walk import Walk
from mentor.session import Session
from mentor.text import clean
from mentor.widgets.place import Place
from mentor.widgets.scale import Answers, Line, level_rows
from mentor.widgets.text import plain

WIDEST = 100
"""Columns a line takes at most; longer ones are hard to read."""


class EvidenceLine(Line):
    """The line for evidence; Escape goes on without."""

    BINDINGS = [
        Binding("escape", "screen.leave", "go on without", id="evidence.none", tooltip="Go on without evidence"),
    ]


class QuestionsScreen(Place):
    """One question at a time; one key answers it and moves on. Every answer is kept when it is given."""

    PLACE = "audit"
    CSS_PATH = "questions.tcss"
    BINDINGS = [
        *digits(),
        Binding("enter,space,right", "go_on", "go on", id="questions.go", tooltip="Go on to the next question"),
        Binding("left,backspace", "back", "back", key_display="←", id="questions.back", tooltip="One question back"),
        Binding("n,right", "forward", "pass", id="questions.pass", tooltip="Pass over it, or keep the answer it has"),
        Binding("m", "senior", "senior items", id="questions.senior", tooltip="Go on with the senior items"),
        Binding("escape", "leave", "report", id="questions.leave", tooltip="Back to the gap report; all is kept"),
        Binding(
            "x", "untouched", "never touched", id="questions.never", tooltip="0 for the whole area, without asking"
        ),
        Binding("e", "evidence", "evidence", id="questions.evidence", tooltip="Evidence for this item"),
    ]

    def __init__(self, session: Session, *, area: str = "", at: str = "", only: Collection[str] = ()) -> None:
        """Begin at the first open question, or at the question `at`.

        Args:
            session: Where the answers go.
            area: Only this area is asked.
            at: The question to begin at.
            only: Only these items are asked, once more, each area's probe before them where one may be asked.
        """
        super().__init__(session)
        self.walk = Walk(session, area, at, only)
        self._state: State = "end"
        self._choice: int | None = None
        self._was_open = False
        """Whether the question here waited for an answer before the one just given."""
        self._shown: tuple[int, State] | None = None
        self._enter()

    def body(self) -> ComposeResult:
        """Head, question, answers, remark, a line for evidence."""
        yield Static(id="head")
        yield Static(id="ask")
        yield Answers(id="answers")
        yield Static(id="note")
        hint = "a link, a path, or a sentence with a date"
        yield EvidenceLine(id="line", max_length=500, placeholder=hint, select_on_focus=False)

    def _enter(self) -> None:
        """Set what the keys mean at this question; a single area ends with its last one."""
        self._choice, self._was_open = None, False
        question = self.walk.question
        if question is None:
            self._state = "end"
            if self.walk.scope == "area":
                self.app.pop_screen()
        elif question.kind == "item":
            self._state = "rate"
        else:
            self._state = "result" if self.walk.rests else "choose"

    def go_to(self, key: str) -> None:
        """Go to an area's first question."""
        if self.walk.to_area(key):
            self._enter()
            self.reload()

    # ------------------------------------------------------------------ drawing

    @property
    def columns(self) -> int:
        """Columns a line of text has."""
        return min(self.app.size.width - 4, WIDEST)

    @property
    def _typing(self) -> bool:
        return self._state == "evidence"

    def reload(self) -> None:
        """Show the question as the journey has it now."""
        walk, answers, text = self.walk, self.query_one(Answers), self.query_one(Line)
        head = texts.head(walk.question, walk.number, walk.in_area, self.columns)
        ask, rows, note = self._parts()
        for name, content in (("#head", head), ("#ask", ask), ("#note", note)):
            self.query_one(name, Static).update(content)
        cursor = answers.highlighted
        answers.show(rows)
        answers.display, text.display = bool(rows), self._typing
        new = self._shown != (walk.at, self._state)
        self._shown = (walk.at, self._state)
        answers.highlighted = None if new else cursor
        if new:
            if self._state == "rate" and (rating := walk.rating) is not None:
                answers.highlighted = rating.level
            asks = self._state in ("choose", "certain", "rate")
            self.set_focus(text if self._typing else answers if asks else None)
        self.refresh_bindings()

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        self.call_after_refresh(self.reload)

    def _parts(self) -> tuple[Content, list[texts.Row], Content]:
        """Question, rows and remark of the present state."""
        content, walk, width = self.session.content, self.walk, self.columns
        question = walk.question
        if question is None:
            return self._summary(), [], plain("")
        if question.item is not None:
            level = walk.rating.level if walk.rating else None
            note = texts.cap_line(content, level or 3) if self._typing else texts.rating_line(walk.rating, width)
            return texts.ask_item(question.item, width), level_rows(width, level), note
        if self._state == "choose":
            return texts.ask_probe(walk.probe), texts.option_rows(walk.probe, walk.order, width), plain("")
        if self._state == "certain" or walk.given is None:
            return *texts.certainty(walk.probe, self._choice, width), plain("")
        rows = texts.result_rows(walk.probe, walk.order, walk.given, width)
        return texts.ask_probe(walk.probe), rows, texts.verdict(content, walk.probe, walk.given)

    def _summary(self) -> Content:
        plan, journey, walk = self.session.plan(), self.session.journey, self.walk
        if walk.scope != "again":
            return texts.summary(plan, journey, walk.row, walk.senior_left)
        found = changes(self.session.content, journey)
        own = [found[key] for key in dict.fromkeys(question.area.id for question in walk.row) if key in found]
        return texts.summary_again(plan.audit, journey, own, walk.left, len(walk.row), self.columns)

    # ------------------------------------------------------------------ keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key works where it means something."""
        if self._state not in ALLOWED.get(action, (self._state,)):
            return False
        walk = self.walk
        match action:
            case "choose":
                return parameters[0] in range(len(walk.probe.options) + 1)
            case "sure":
                return parameters[0] != 0
            case "take_row":
                return any(rows.highlighted is not None for rows in self.query(Answers))
            case "back":
                return walk.at > 0 or self._state == "certain"
            case "untouched":
                return walk.begins_area and walk.scope != "again"
            case "evidence":
                return walk.rating is not None and (walk.rating.level or 0) >= 3
            case "senior":
                return walk.senior_left > 0
        return super().check_action(action, parameters)

    def action_choose(self, number: int) -> None:
        """Choose an option by its number on the screen; 0 is "I don't know"."""
        if number == 0:
            self._answer(None, 0)
        else:
            self._choice = self.walk.order[number - 1]
            self._state = "certain"
            self.reload()

    def action_sure(self, certainty: int) -> None:
        """Say how sure the choice is."""
        self._answer(self._choice, certainty)

    def _answer(self, choice: int | None, certainty: int) -> None:
        with self.telling():
            self._was_open = self.walk.is_open()
            self.session.answer_probe(self.walk.here.area.id, choice, certainty)
            self.walk.committed()
            self._state = "result"

    def action_rate(self, level: int) -> None:
        """Rate the item; from 3 up evidence is asked for."""
        with self.telling():
            self._was_open = self.walk.is_open()
            self.session.rate(self.walk.here.id, level)
            self.walk.committed()
            if level >= 3:
                self._ask_evidence()
                return
            # Nothing is raised by itself: a level at odds with a sure and right answer is worth a second look.
            probe = newest_answer(self.session.content, self.session.journey, self.walk.here.area.id)
            if level <= 1 and probe is not None and probe.right and probe.certainty == 3:
                self.notify("You may be under-rating this; look again? ← goes back.", timeout=4)
            self._go_on()

    def _ask_evidence(self) -> None:
        self._state = "evidence"
        text = self.query_one(Line)
        text.value = self._evidence
        text.cursor_position = len(text.value)

    @property
    def _evidence(self) -> str:
        """The evidence there is, as one may type it."""
        rating = self.walk.rating
        return clean(rating.evidence.text) if rating and rating.evidence else ""

    def action_evidence(self) -> None:
        """Give evidence for the item."""
        self._was_open = False
        self._ask_evidence()
        self.reload()

    def action_take_text(self) -> None:
        """Keep the evidence and go on; an empty line goes on without."""
        text = self.query_one(Line).value.strip()
        with self.telling():
            if text != self._evidence:
                self.session.attach_evidence(self.walk.here.id, text)
                self.walk.committed()
            self._go_on()

    def _go_on(self) -> None:
        self.walk.on(was_open=self._was_open)
        self._enter()

    def action_take_row(self) -> None:
        """Take the row under the cursor as the answer."""
        key = self.query_one(Answers).chosen
        match self._state:
            case "choose" if key:
                self.action_choose(int(key))
            case "certain" if key:
                self.action_sure(int(key))
            case "rate" if key:
                self.action_rate(int(key))

    def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click answers as Enter does."""
        self.action_take_row()

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Enter answers from now on."""
        self.refresh_bindings()

    def action_go_on(self) -> None:
        """From a probe's result to the items, from the summary to the report."""
        if self._state == "end":
            self.app.pop_screen()
        else:
            self._go_on()
            self.reload()

    def action_forward(self) -> None:
        """Pass over the question. An answer stays; an open probe stays open, an open item is stored as passed over."""
        walk = self.walk
        with self.telling():
            was_open = walk.is_open()
            if was_open and walk.here.kind == "item" and walk.scope != "again":
                self.session.rate(walk.here.id, None)
                walk.committed()
            walk.on(was_open=was_open, passing=walk.is_open())
            self._enter()

    def action_back(self) -> None:
        """The question before; from the certainty back to the options."""
        if self._state != "certain":
            self.walk.at -= 1
        self._enter()
        self.reload()

    def action_untouched(self) -> None:
        """Rate the whole area 0 and go on with the next one."""
        title = self.walk.here.area.title
        with self.telling():
            self.session.never_touched(self.walk.here.area.id)
            self.walk.committed()
            self.walk.past_area()
            self._enter()
            self.notify(f"{title}: 0 throughout. u takes it back.", timeout=4, markup=False)

    def action_senior(self) -> None:
        """Go on with the senior items."""
        with self.telling():
            self.walk.add_senior()
            self._enter()

    def action_leave(self) -> None:
        """Back to the report; while typing evidence, on without it."""
        if self._typing:
            self._go_on()
            self.reload()
        else:
            self.app.pop_screen()

    def action_undo(self) -> None:
        """Take back the last change and go to its question."""
        with self.telling():
            label = self.session.undo()
            self.notify(f"Taken back: {label}" if label else "Nothing to take back", timeout=3, markup=False)
            if label:
                self.walk.undone()
            self._enter()

    def action_redo(self) -> None:
        """Do again what was taken back, and go to its question."""
        with self.telling():
            label = self.session.redo()
            self.notify(f"Done again: {label}" if label else "Nothing to do again", timeout=3, markup=False)
            if label:
                self.walk.redone()
            self._enter()
