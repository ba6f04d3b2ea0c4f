"""Advice: what the guides say to a profile like the user's, each line with its reason, rule and facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList

from mentor.coach.advice import Advice, make_advice
from mentor.coach.learning import Line
from mentor.coach.notices import Notice
from mentor.coach.salary import PayRow
from mentor.coach.sides import side_of
from mentor.journey import Journey
from mentor.session import Session
from mentor.text import shorten
from mentor.widgets.detail import DETAIL_KEYS, Detail
from mentor.widgets.lists import Rows
from mentor.widgets.place import WIDE, Place
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, line, lines, paragraph, plain

BASIS = {"base": "base", "tc": "total", "unstated": "basis unstated"}
MARK = {"red": "!! ", "amber": "!  "}
WARNING = "warning:"
"""How the id of a row begins that can be put off."""


class Piece(NamedTuple):
    """One line of advice.

    Attributes:
        row: What stands in the list.
        paragraphs: What stands beside it.
        labelled: Label and text pairs below that.
        mark: What stands before the row.
    """

    id: str
    row: str
    title: str
    paragraphs: tuple[str, ...]
    labelled: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]
    rules: tuple[str, ...] = ()
    urgent: bool = False
    mark: str = ""


class AdviceScreen(Place):
    """What follows from your profile, levels and record: warnings, where to apply, pay, resume, paid learning."""

    PLACE = "today"
    CSS_PATH = "advice.tcss"
    BINDINGS = [
        Binding("escape", "app.pop_screen", "back", key_display="esc", id="advice.back", tooltip="Back to the week"),
        Binding("z", "later", "later", id="advice.later", tooltip="Put a warning off for two weeks, or take that back"),
        *DETAIL_KEYS,
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._pieces: dict[str, Piece] = {}
        self._of: Journey | None = None

    def body(self) -> ComposeResult:
        """The list and the reason."""
        with Horizontal(id="middle"):
            yield Rows(id="advice")
            yield Detail(id="detail")

    def reload(self) -> None:
        """Work the advice out again."""
        journey = self.session.journey
        if journey.profile is None or journey is self._of:
            return
        self._of = journey
        self.note_week()
        advice = make_advice(self.session.content, journey, self.session.today)
        rows: list[tuple[str | None, Content]] = []
        self._pieces = {}
        for heading, pieces in _sections(advice, self.session.every_notice()):
            if pieces:
                rows.append((None, plain(f"{chr(10) if rows else ''}{heading}", MUTED)))
            for piece in pieces:
                self._pieces[piece.id] = piece
                rows.append((piece.id, join(piece.mark, line(piece.row)).stylize(ACCENT if piece.urgent else "")))
        self.query_one(Rows).show(rows)
        self._show()

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        self.call_after_refresh(self._show)

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Show what is under the cursor."""
        self._show()

    def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """Enter takes back what was put off."""
        if (told := self._chosen()) is not None and told.until is not None:
            self.action_later()

    def action_later(self) -> None:
        """Put the warning under the cursor off, or take that back."""
        told = self._chosen()
        if told is None:
            self.notify("Only a warning can be put off", timeout=3, markup=False)
            return
        with self.telling():
            if told.until is None:
                self.notify(_said_off(self.session.snooze(told.id)), timeout=3, markup=False)
            else:
                self.session.unsnooze(told.id)
                self.notify(f"Back again: {told.title}", timeout=3, markup=False)

    def _chosen(self) -> Notice | None:
        """The warning under the cursor."""
        key = self.query_one(Rows).chosen or ""
        return next((one for one in self.session.every_notice() if f"{WARNING}{one.id}" == key), None)

    def _show(self) -> None:
        piece = self._pieces.get(self.query_one(Rows).chosen or "")
        if piece is not None:
            width = self.app.size.width
            self.query_one(Detail).show(self._page(piece, width - 5 if width < WIDE else width // 2 - 5), piece.id)

    def _page(self, piece: Piece, width: int) -> Content:
        parts = [*paragraph(piece.title, width, STRONG), plain("")]
        for text in piece.paragraphs:
            parts += [*paragraph(text, width), plain("")]
        parts += [hanging(label, text, width) for label, text in piece.labelled if text]
        for rule in piece.rules:
            side = side_of(self.session.content, self.session.journey, rule)
            if side is not None:
                parts.append(hanging(rule, side.sentence, width))
        parts += [plain(""), plain("what the guides say, as of 2026", MUTED)]
        for fact in piece.facts:
            parts.append(hanging(fact, self.session.content.facts[fact].text, width, 8))
        return lines(*parts)


def notices(session: Session, most: int, width: int) -> list[Content]:
    """What to tell this week, a line each, for Today."""
    return [
        join((MARK[one.severity], ACCENT), line(shorten(f"{one.title}: {one.because}", width - 10)), ("  v why", MUTED))
        for one in session.notices()[:most]
    ]


def snooze_first(session: Session) -> str | None:
    """Put off the notice that Today shows first; says so, or None where it shows none.

    Raises:
        StoreError: Nothing was stored.
    """
    told = session.notices()
    return _said_off(session.snooze(told[0].id)) if told else None


def _said_off(told: Notice) -> str:
    assert told.until is not None
    return f"Put off until {_day(told.until)}: {told.title}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"


def _sections(advice: Advice, told: Iterable[Notice]) -> Iterator[tuple[str, Sequence[Piece]]]:
    yield "WARNINGS", [_notice(one) for one in told if one.until is None]
    yield "PUT OFF", [_notice(one) for one in told if one.until is not None]
    project = advice.project
    waiting = tuple(("not yet", f"{other.type.title}: {other.why}") for other in project.not_yet)
    yield "PROJECT", [Piece("project", project.title, project.title, (project.why,), waiting, (), (project.rule,))]
    groups = (
        ("WHERE TO APPLY", advice.companies.target),
        ("A STRETCH", advice.companies.stretch),
        ("LATER", advice.companies.later),
        ("AVOID", advice.companies.avoid),
    )
    for heading, found in groups:
        yield (
            heading,
            [
                Piece(f"firm:{one.id}", one.title, one.title, (one.why,), (("when", one.when),), one.facts, one.rules)
                for one in found
            ],
        )
    yield "PAY A YEAR", [_pay(row) for row in advice.salary]
    yield "BRIDGE ROLES", list(_said("bridge", advice.bridge_roles))
    yield "RESUME", list(_said("resume", advice.resume))
    yield "LEARNING THAT COSTS MONEY", list(_said("paid", advice.learning))
    yield "NOTES", list(_said("note", advice.notes))


def _notice(one: Notice) -> Piece:
    until = _day(one.until) if one.until else ""
    return Piece(
        f"{WARNING}{one.id}",
        f"{one.title}, until {until}" if until else one.title,
        one.title,
        (one.text,),
        (("yours", one.because), ("do", one.instead), ("later", f"put off until {until}" if until else "")),
        one.facts,
        one.rules,
        one.severity == "red" and not until,
        "" if until else MARK[one.severity],
    )


def _pay(row: PayRow) -> Piece:
    computed = " computed" if row.computed else ""
    text = f"{row.source} {row.band} {BASIS[row.basis]}{computed}"
    rules = ("C29", "C30") if row.computed else ("C29",)
    return Piece(f"pay:{row.id}", text, row.label, (text,), (("note", row.note),), row.facts, rules)


def _said(part: str, found: Iterable[Line]) -> Iterator[Piece]:
    for one in found:
        verdict = f", {one.verdict}" if one.verdict else ""
        pay = tuple(("pay", f"{row.label} {row.band} ({row.source})") for row in one.pay)
        extra = (("cost", one.cost), ("takes", one.months), *pay)
        title = f"{one.title}{verdict}"
        yield Piece(f"{part}:{one.id}", title, title, (one.text,), extra, one.facts, one.rules)
