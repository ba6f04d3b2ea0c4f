"""The dialogs in which an application, a person or a company is changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Generic, TypeVar

from textual.containers import Horizontal, Vertical
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from mentor.coach.pipeline import STATE_TITLES
from mentor.errors import InputError
from mentor.journey.search import CHANNELS, OUTCOMES, STAGES, Application, Company, Person
from mentor.screens.search_entry import read_any_day
from mentor.screens.search_text import EMPLOYERS
from mentor.session import Session
from mentor.session.search_words import LINE_LENGTH
from mentor.text import clean, one_line
from mentor.widgets.bars import KeyLine
from mentor.widgets.choices import ChoiceLine
from mentor.widgets.form import Form
from mentor.widgets.text import MUTED, STRONG, line, plain

T = TypeVar("T", bound=Application | Person | Company)


class RecordForm(Form[T], Generic[T]):
    """A record of the search. Tab goes from line to line, enter saves."""

    DEFAULT_CSS = """
    RecordForm #title { text-wrap: nowrap; text-overflow: ellipsis; }
    RecordForm #long { height: 3; }
    RecordForm TextArea { width: 1fr; height: 3; border: none; background: $surface; padding: 0 1; }
    RecordForm TextArea:focus { border: none; background: $background; }
    RecordForm ChoiceLine { padding: 0 0 0 1; }
    RecordForm .choices { height: auto; }
    RecordForm .second { width: 12; padding: 0 0 0 2; }
    """

    def __init__(self, session: Session, record: T) -> None:
        super().__init__()
        self._session = session
        self._record: T = record
        self._before: dict[str, str] = {}

    def compose(self) -> Iterator[Widget]:
        """A line for each field."""
        with Vertical():
            yield Static(line(self._session.search_title(self._record), STRONG), id="title")
            yield from self.fields()
            yield Static(id="remark")
        yield KeyLine()

    def fields(self) -> Iterator[Widget]:
        """The lines."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Begin with the first line."""
        self.query(Input).first().focus()

    # ------------------------------------------------------------------ lines

    def line_of(self, label: str, name: str, value: str, known: Iterable[str] = (), hint: str = "") -> Horizontal:
        """A labelled line, which completes what is known as one types."""
        self._before[name] = one_line(value)
        suggester = SuggestFromList(list(known), case_sensitive=False) if known else None
        field = Input(
            one_line(value),
            id=name,
            max_length=LINE_LENGTH,
            placeholder=hint,
            suggester=suggester,
            select_on_focus=False,
        )
        return Horizontal(_label(label), field)

    def days_of(self, days: Mapping[str, tuple[str, date | None]], hint: str = "") -> Horizontal:
        """Labelled days on one line, by field: the label and the day."""
        parts: list[Widget] = []
        for n, (name, (label, day)) in enumerate(days.items()):
            shown = day.isoformat() if day else ""
            self._before[name] = shown
            parts += [_label(label, "label second" if n else "label"), Input(shown, id=name, classes="short")]
        return Horizontal(*parts, Static(plain(hint, MUTED), classes="beside"))

    def choice_of(self, label: str, name: str, options: Mapping[str, str], chosen: str) -> Horizontal:
        """A labelled row of words."""
        return Horizontal(_label(label), ChoiceLine(options, chosen, id=name), classes="choices")

    def long_of(self, label: str, name: str, value: str) -> Horizontal:
        """A labelled text of several lines."""
        text = TextArea(clean(value), id=name, soft_wrap=True, compact=True, tab_behavior="focus")
        return Horizontal(_label(label), text, id="long")

    # ------------------------------------------------------------------ what they come to

    def text(self, name: str) -> str:
        """What a line says."""
        return self.query_one(f"#{name}", Input).value.strip()

    def long(self, name: str) -> str:
        """What a text of several lines says."""
        return self.query_one(f"#{name}", TextArea).text

    def chosen(self, name: str) -> str:
        """The word chosen."""
        return self.query_one(f"#{name}", ChoiceLine).chosen

    def day(self, name: str) -> date | None:
        """A day; None for an empty line.

        Raises:
            InputError: It is no day.
        """
        return self.read(name, lambda text: read_any_day(text, self._session.today) if text.strip() else None)

    def changed(self, *names: str) -> dict[str, Any]:
        """The lines that say something else than they did. A name that stays keeps the record it stands for."""
        return {name: self.text(name) for name in names if self.text(name) != self._before[name]}

    def store(self, names: Mapping[str, str], **fields: Any) -> T:
        """Store what is different here; what another window changed meanwhile stays.

        Args:
            names: Fields that are names of other records, as they were changed.
            fields: The other fields as they stand here.
        """
        fields = {name: value for name, value in fields.items() if value != getattr(self._record, name)}
        return self._session.change_search(self._record, **fields, **names)

    def names_of(self, table: str) -> list[str]:
        """The names that a line completes."""
        return [one.name for one in getattr(self._session.journey, table).values() if not one.archived]


class ApplicationForm(RecordForm[Application]):
    """An application. Tab goes from line to line, enter saves."""

    def fields(self) -> Iterator[Widget]:
        """Title, company, channel, days, outcome, who helped, the note."""
        one, journey = self._record, self._session.journey
        company, person = journey.companies.get(one.company), journey.people.get(one.person)
        yield self.line_of("role", "role", one.role)
        yield self.line_of("company", "company", company.name if company else "", self.names_of("companies"))
        yield self.choice_of("channel", "channel", {name: name for name in CHANNELS}, one.channel)
        yield self.days_of({"on": ("sent on", one.on if one.sent else None)}, "empty: still to be sent")
        for pair in (STAGES[:2], STAGES[2:]):
            yield self.days_of({stage: (stage, one.stages.get(stage)) for stage in pair})
        yield self.choice_of("outcome", "outcome", {name: STATE_TITLES[name] for name in OUTCOMES}, one.outcome)
        yield self.days_of({"ended": ("closed on", one.ended)}, "empty: today, once it is closed")
        yield self.line_of("resume", "resume", one.resume, hint="which version went with it")
        helped = self.names_of("people")
        yield self.line_of("helped by", "person", person.name if person else "", helped, hint="who put your name in")
        yield self.long_of("note", "note", one.note)

    def give(self) -> Application:
        """The application as stored."""
        one, on, outcome = self._record, self.day("on"), self.chosen("outcome")
        stages = {stage: day for stage in STAGES if (day := self.day(stage)) is not None}
        ended = self.day("ended")
        if outcome == "open" and self.changed("ended") and ended is not None:
            raise InputError("It is open, and so has no day on which it was closed.", hint="Choose how it ended.")
        if outcome != "open" and ended is None:
            ended = self._session.today
        return self.store(
            self.changed("company", "person"),
            role=self.text("role"),
            channel=self.chosen("channel"),
            sent=on is not None,
            on=on or one.on,
            stages=stages,
            outcome=outcome,
            ended=None if outcome == "open" else ended,
            resume=self.text("resume"),
            note=self.long("note"),
        )


class PersonForm(RecordForm[Person]):
    """A person. Tab goes from line to line, enter saves."""

    def fields(self) -> Iterator[Widget]:
        """Who they are, how they were met, what to ask, the last contact and the next step, the note."""
        one, company = self._record, self._session.journey.companies.get(self._record.company)
        yield self.line_of("name", "name", one.name)
        yield self.line_of("role", "role", one.role, hint="what they do there")
        yield self.line_of("company", "company", company.name if company else "", self.names_of("companies"))
        yield self.line_of("met", "met", one.met, hint="how you met, or where you found them")
        yield self.line_of("ask", "ask", one.ask, hint="the one question only they can answer")
        yield self.days_of({"last": ("last spoke", one.last)}, "today, yesterday or a date")
        yield self.line_of("next", "next", one.next, hint="the next step")
        yield self.days_of({"next_on": ("on", one.next_on)}, "it is due from that day on")
        yield self.long_of("note", "note", one.note)

    def give(self) -> Person:
        """The person as stored."""
        return self.store(
            self.changed("company"),
            **{name: self.text(name) for name in ("name", "role", "met", "ask", "next")},
            last=self.day("last"),
            next_on=self.day("next_on"),
            note=self.long("note"),
        )


class CompanyForm(RecordForm[Company]):
    """A company. Tab goes from line to line, enter saves."""

    def fields(self) -> Iterator[Widget]:
        """Name, kind, industry, why, the note."""
        one = self._record
        yield self.line_of("name", "name", one.name)
        yield self.choice_of("kind", "type", {"": "not known", **EMPLOYERS}, one.type)
        industry = "yes" if one.own_industry else "no"
        yield self.choice_of("own field", "own_industry", {"no": "no", "yes": "yes, of my earlier career"}, industry)
        yield self.line_of("why", "why", one.why, hint="why this one")
        yield self.long_of("note", "note", one.note)

    def give(self) -> Company:
        """The company as stored."""
        return self.store(
            {},
            name=self.text("name"),
            type=self.chosen("type"),
            own_industry=self.chosen("own_industry") == "yes",
            why=self.text("why"),
            note=self.long("note"),
        )


def _label(text: str, classes: str = "label") -> Static:
    return Static(plain(text, MUTED), classes=classes)
