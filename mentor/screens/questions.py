"""The full audit: one question at a time, one key answers it and moves on."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Literal

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Resize
from textual.widgets import OptionList, Static

from mentor.coach.questions import Question, first_open, is_answered, questions
from mentor.content.model import Item, Probe
from mentor.journey.records import ProbeAnswer, Rating
from mentor.screens import question_texts as texts
from mentor.session import Session
from mentor.text import clean
from mentor.widgets.place import Place
from mentor.widgets.scale import Answers, Line, level_rows
from mentor.widgets.text import Content, lines, plain

State = Literal["choose", "certain", "result", "rate", "evidence", "end"]
"""What the keys mean: an option of the probe, how sure, its result, a level, evidence for it, the summary."""

SENIOR = "audit.senior"
"""The note that says whether the senior items are asked."""
REST = timedelta(weeks=6)
"""A probe is not asked again before; its answer would be remembered."""
WIDEST = 100

ALLOWED: dict[str, tuple[State, ...]] = {
    "choose": ("choose",),
    "sure": ("certain",),
    "rate": ("rate",),
    "go_on": ("result", "end"),
    "forward": ("choose", "rate", "result"),
    "back": ("choose", "certain", "result", "rate", "end"),
    "untouched": ("choose", "rate"),
    "evidence": ("rate",),
    "senior": ("end",),
    "undo": ("choose", "certain", "result", "rate", "end"),
    "redo": ("choose", "certain", "result", "rate", "end"),
}


def _digits() -> list[Binding]:
    """A digit means what the screen asks; only the first key of each range stands in the line of keys."""
    keys = []
    for n in range(5):
        tips = ("I don't know" if n == 0 else f"Choose answer {n}", f"Certainty {n} of 3", f"Rate the item {n}")
        kinds = (("choose", n == 1, "1-4", "answer"), ("sure", n == 1, "1-3", "how sure"), ("rate", n == 0, "0-4", "rate"))
        for (kind, show, display, what), tip in zip(kinds, tips, strict=True):
            keys.append(
                Binding(
                    str(n),
                    f"{kind}({n})",
                    what,
                    show=show,
                    key_display=display if show else None,
                    id=f"questions.{kind}{n}",
                    tooltip=tip,
                )
            )
    return keys


class QuestionsScreen(Place):
    """One question at a time; one key answers it and moves on. Every answer is kept when it is given."""

    PLACE = "audit"
    CSS_PATH = "questions.tcss"
    BINDINGS = [
        *_digits(),
        Binding("enter,space", "go_on", "go on", id="questions.go", tooltip="Go on to the next question"),
        Binding("left,backspace", "back", "back", key_display="←", id="questions.back", tooltip="One question back"),
        Binding("n,right", "forward", "pass", id="questions.pass", tooltip="Pass over it, or keep the answer it has"),
        Binding("m", "senior", "senior items", id="questions.senior", tooltip="Go on with the senior items"),
        Binding("escape", "leave", "report", id="questions.leave", tooltip="Back to the gap report; all is kept"),
        Binding("x", "untouched", "never touched", id="questions.never", tooltip="0 for the whole area, without asking"),
        Binding("e", "evidence", "evidence", id="questions.evidence", tooltip="Evidence for this item"),
    ]

    def __init__(self, session: Session, *, area: str = "", at: str = "") -> None:
        """Begin at the first open question, or at the question `at`; with `area` only that area is asked."""
        super().__init__(session)
        senior = bool(session.journey.note(SENIOR))
        self._all = questions(session.content, senior=senior)
        self._only = area
        self._row = self._row_of(area, at) if area else self._all
        ids = [question.id for question in self._row]
        begin = first_open(session.journey, self._row)
        self._at = ids.index(at) if at in ids else len(self._row) if begin is None and not area else begin or 0
        self._state: State = "end"
        self._choice: int | None = None
        self._trail: list[int] = []
        self._enter()

    def _row_of(self, area: str, at: str) -> tuple[Question, ...]:
        """An area's own questions; its senior items only where the audit asks them, or one of them was chosen."""
        core = tuple(question for question in self._all if question.area.id == area)
        every = tuple(q for q in questions(self.session.content, senior=True) if q.area.id == area)
        return core if len(core) > 1 and at in ("", *(question.id for question in core)) else every

    def body(self) -> ComposeResult:
        """Head, question, answers, remark, a line for evidence."""
        yield Static(id="head")
        yield Static(id="ask")
        yield Answers(id="answers")
        yield Static(id="note")
        yield Line(id="line", max_length=500, placeholder="a link, a path, or a sentence with a date")

    # ------------------------------------------------------------------ where we are

    @property
    def question(self) -> Question | None:
        """The question on the screen; None at the end."""
        return self._row[self._at] if self._at < len(self._row) else None

    @property
    def probe(self) -> Probe:
        """The probe of the area on the screen, with its options as stored."""
        assert self.question is not None
        return self.session.probe(self.question.area.id)

    @property
    def columns(self) -> int:
        """Columns a line of text has."""
        return min(self.app.size.width - 4, WIDEST)

    def order(self) -> list[int]:
        """The options as they stand on the screen: the same each time for one journey and probe."""
        profile = self.session.journey.profile
        order = list(range(len(self.probe.options)))
        Random(f"{profile.since if profile else ''} {self.probe.id}").shuffle(order)  # noqa: S311
        return order

    def _given(self) -> ProbeAnswer | None:
        assert self.question is not None
        return self.session.journey.probes.get(self.question.id)

    def _rating(self) -> Rating | None:
        assert self.question is not None
        return self.session.journey.ratings.get(self.question.id)

    def _enter(self) -> None:
        """Set what the keys mean at this question."""
        self._choice = None
        if self.question is None:
            self._state = "end"
        elif self.question.kind == "item":
            self._state = "rate"
        else:
            given = self._given()
            self._state = "result" if given and self.session.today - given.on < REST else "choose"

    def go_to(self, key: str) -> None:
        """Go to an area's first question."""
        found = next((n for n, question in enumerate(self._all) if question.area.id == key), None)
        if found is not None:
            self._row, self._only = self._all, ""
            self._move(found)

    def _move(self, position: int) -> None:
        self._at = position
        self._enter()
        self.reload()

    # ------------------------------------------------------------------ drawing

    def reload(self) -> None:
        """Show the question as the journey has it now."""
        question = self.question
        self.query_one("#head", Static).update(self._head())
        ask, rows, note = self._parts()
        self.query_one("#ask", Static).update(ask)
        self.query_one("#note", Static).update(note)
        answers = self.query_one(Answers)
        answers.display = bool(rows)
        cursor = answers.highlighted
        answers.show(rows)
        new = (self._at, self._state, self._choice) != getattr(self, "_shown", None)
        self._shown = (self._at, self._state, self._choice)
        answers.highlighted = None if new else cursor
        text = self.query_one(Line)
        text.display = self._state == "evidence"
        if new:
            if self._state == "rate" and question and (rating := self._rating()) is not None:
                answers.highlighted = rating.level
            self.set_focus(text if self._state == "evidence" else answers if self._asks else None)
        self.refresh_bindings()

    @property
    def _asks(self) -> bool:
        return self._state in ("choose", "certain", "rate")

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        self.call_after_refresh(self.reload)

    def _head(self) -> Content:
        position = self._all.index(self.question) + 1 if self.question in self._all else 0
        return texts.head(self.session.journey, self.question, self._row, (position, len(self._all)), self.columns)

    def _parts(self) -> tuple[Content, list[tuple[str | None, Content]], Content]:
        """Question, rows and remark of the present state."""
        content, journey, width = self.session.content, self.session.journey, self.columns
        question = self.question
        if question is None:
            return texts.summary(self.session.plan(), journey, self._row, width), [], texts.senior_offer(self._offer)
        if question.item is not None:
            rating = self._rating()
            rows = level_rows(width, rating.level if rating else None)
            note = texts.cap_line(content) if self._state == "evidence" else texts.rating_line(rating, width)
            return texts.ask_item(question.item, width), rows, note
        if self._state == "choose":
            return texts.ask_probe(self.probe), texts.option_rows(self.probe, self.order(), width), plain("")
        if self._state == "certain":
            chosen = texts.chosen_line(self.probe, self._choice, width)
            return lines(texts.ask_probe(self.probe), plain(""), chosen), texts.certainty_rows(width), plain("")
        given = self._given()
        assert given is not None
        rows = texts.result_rows(self.probe, self.order(), given, width)
        return texts.ask_probe(self.probe), rows, texts.verdict(content, self.probe, given)

    @property
    def _offer(self) -> int:
        """How many senior items could still be asked; 0 when they are asked already."""
        return 0 if self._only else len(questions(self.session.content, senior=True)) - len(self._all)

    # ------------------------------------------------------------------ moving on

    def _go_on(self, *, was_open: bool) -> None:
        """To the next question: the next open one when this one was, the neighbour when it was looked at again."""
        following = self._at + 1
        if was_open:
            journey = self.session.journey
            order = [*range(following, len(self._row)), *range(self._at)]
            following = next((n for n in order if not is_answered(journey, self._row[n])), len(self._row))
        self._arrive(following)

    def _arrive(self, position: int) -> None:
        if self._only and position >= len(self._row):
            self.app.pop_screen()
            return
        self._at = position
        self._enter()

    def _open(self) -> bool:
        assert self.question is not None
        return not is_answered(self.session.journey, self.question)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key works where it means something."""
        if self._state not in ALLOWED.get(action, (self._state,)):
            return False
        match action:
            case "choose":
                return parameters[0] in range(len(self.probe.options) + 1)
            case "sure":
                return parameters[0] in (1, 2, 3)
            case "take_row":
                return any(rows.highlighted is not None for rows in self.query(Answers))
            case "back":
                return self._at > 0 or self._state == "certain"
            case "untouched":
                return self._begins_area()
            case "evidence":
                rating = self._rating()
                return rating is not None and (rating.level or 0) >= 3
            case "senior":
                return self._offer > 0
        return super().check_action(action, parameters)

    def _begins_area(self) -> bool:
        """Whether this is an area's probe or its first item."""
        question = self.question
        own = [q for q in self._row if question is not None and q.area.id == question.area.id]
        return question in own[:2]

    # ------------------------------------------------------------------ keys: the probe

    def action_choose(self, number: int) -> None:
        """Choose an option by its number on the screen; 0 is "I don't know"."""
        if number == 0:
            self._answer(None, 0)
        else:
            self._choice = self.order()[number - 1]
            self._state = "certain"
            self.reload()

    def action_sure(self, certainty: int) -> None:
        """Say how sure the choice is."""
        self._answer(self._choice, certainty)

    def _answer(self, choice: int | None, certainty: int) -> None:
        assert self.question is not None
        with self.telling():
            self.session.answer_probe(self.question.area.id, choice, certainty)
            self._trail.append(self._at)
            self._state = "result"

    # ------------------------------------------------------------------ keys: an item

    def action_rate(self, level: int) -> None:
        """Rate the item; from 3 up evidence is asked for."""
        question = self.question
        assert question is not None
        with self.telling():
            self._was_open = self._open()
            self.session.rate(question.id, level)
            self._trail.append(self._at)
            if level >= 3:
                self._begin_evidence()
            else:
                self._hint_lift(level)
                self._go_on(was_open=self._was_open)

    def _hint_lift(self, level: int) -> None:
        """Levels at odds with a sure and right answer are worth a second look; nothing is raised by itself."""
        assert self.question is not None
        probe = self.session.journey.probes.get(self.session.content.probes[self.question.area.id].id)
        if level <= 1 and probe is not None and probe.right and probe.certainty == 3:
            self.notify("You may be under-rating this; look again? ← goes back.", timeout=4)

    def _begin_evidence(self) -> None:
        rating = self._rating()
        self._state = "evidence"
        text = self.query_one(Line)
        text.value = clean(rating.evidence.text) if rating and rating.evidence else ""
        text.cursor_position = len(text.value)

    def action_evidence(self) -> None:
        """Give evidence for the item."""
        self._was_open = False
        self._begin_evidence()
        self.reload()

    def action_take_text(self) -> None:
        """Keep the evidence and go on; an empty line goes on without."""
        assert self.question is not None
        rating = self._rating()
        present = rating.evidence.text if rating and rating.evidence else ""
        text = self.query_one(Line).value.strip()
        with self.telling():
            if text != clean(present):
                self.session.attach_evidence(self.question.id, text)
                self._trail.append(self._at)
            self._go_on(was_open=self._was_open)

    # ------------------------------------------------------------------ keys: everywhere

    def action_take_row(self) -> None:
        """Take the row under the cursor as the answer."""
        key = self.query_one(Answers).chosen
        if key is not None and self._asks:
            {"choose": self.action_choose, "certain": self.action_sure, "rate": self.action_rate}[self._state](int(key))

    def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click answers as Enter does."""
        self.action_take_row()

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Enter answers from now on."""
        self.refresh_bindings()
