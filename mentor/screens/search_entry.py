"""The line in which companies, people and applications are put down one after another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, Static

from mentor.coach.pipeline import CHANNEL_TITLES
from mentor.days import read_day
from mentor.errors import InputError
from mentor.journey.search import CHANNELS, Channel
from mentor.screens.search_lists import ListName
from mentor.session.search_words import split_line
from mentor.text import one_line, shorten
from mentor.widgets.text import ACCENT, MUTED, STRONG, join, line, lines, plain

ASKED: dict[ListName, str] = {
    "applications": "Company / role",
    "people": "Name @ company / how you met",
    "companies": "Company",
}
_NAMED_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_LIKE_A_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}", re.ASCII)
HINTS: dict[ListName, str] = {
    "applications": "Acme / ML engineer referral",
    "people": "Name @ Acme / a meetup",
    "companies": "Acme",
}
"""What a line can look like, shown while it is empty."""
LATER = "later"
"""The word behind an application that is still to be sent."""


@dataclass(frozen=True)
class Draft:
    """What a line says.

    Attributes:
        name: The role of an application, else the name.
        company: The company's name; empty for none.
        met: How a person was met.
        channel: How an application goes out; `sent` is whether it did, `on` the day.
    """

    name: str
    on: date
    company: str = ""
    met: str = ""
    channel: Channel = "cold"
    sent: bool = True


def read_entry(text: str, of: ListName, today: date, channel: Channel = "cold", *, sent: bool = True) -> Draft:
    """Read a line. Small words at the end of an application set its channel, its day, or that it goes out later.

    Args:
        text: As it was typed.
        of: The list it goes onto.
        today: The day it is put down.
        channel: The channel unless the line names one.
        sent: Whether it went out, unless the line says so.
    """
    if of == "companies":
        return Draft(one_line(text), today)
    if of == "people":
        who, _, met = one_line(text).partition(" / ")
        name, _, company = who.partition("@")
        return Draft(name.strip(), today, company.strip(), met.strip())
    on, words = today, text.split()
    # The first word is always part of the role, whatever it says.
    while len(words) > 1 and words[-2] != "/":
        last = words[-1]
        if last in CHANNELS:
            channel = next(one for one in CHANNELS if one == last)
        elif last == LATER:
            sent = False
        elif last == "yesterday":
            on = today - timedelta(days=1)
        elif (day := _day(last)) is not None:
            on = day
        else:
            break
        words.pop()
    company, role = split_line(" ".join(words))
    return Draft(role, on if sent else today, company, channel=channel, sent=sent)


def read_any_day(text: str, today: date) -> date:
    """A day as people type it, gone by or ahead: today, yesterday, tomorrow or a date.

    Raises:
        InputError: It is none of these.
    """
    word = text.strip().lower()
    if word in _NAMED_DAYS:
        return today + timedelta(days=_NAMED_DAYS[word])
    try:
        return read_day(word)
    except ValueError as error:
        hint = "Today, yesterday and tomorrow will do, too."
        raise InputError(f"{shorten(text, 40) or 'An empty line'} {error}.", hint=hint) from None


def _day(word: str) -> date | None:
    try:
        return read_day(word)
    except ValueError:
        return None


def _no_day(draft: Draft) -> str:
    """The last word of a role that was meant for a day and is none; empty for a role without one."""
    last = draft.name.rpartition(" ")[2]
    return last if _LIKE_A_DAY.fullmatch(last) else ""


class _Line(Input):
    """The field; what it does with its line is the screen's."""

    BINDINGS = [
        Binding("enter", "screen.put_down", "save, next", id="entry.save", tooltip="Save the line and go on"),
        Binding("tab", "screen.channel(1)", "channel", id="entry.channel", tooltip="The next channel"),
        Binding("shift+tab", "screen.channel(-1)", "before", show=False, id="entry.before", tooltip="The one before"),
        Binding("ctrl+t", "screen.to_send", "sent, to send", id="entry.sent", tooltip="Sent already, or still to send"),
        Binding("escape", "screen.leave_entry", "done", key_display="esc", id="entry.leave", tooltip="To the list"),
    ]

    async def on_key(self, event: Key) -> None:
        """Save the line before the next key is read.

        A binding is worked off later than the letters that come right behind it, as over a slow connection: they would
        end up in the line before.
        """
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.run_action("screen.put_down")


class EntryLine(Vertical):
    """A field with what it asks for before it, and below it how the line is read or what became of the last one."""

    DEFAULT_CSS = """
    EntryLine { height: 3; display: none; padding: 0 2; }
    EntryLine Horizontal { height: 1; }
    EntryLine #asked { width: auto; padding: 0 1 0 0; }
    EntryLine Input { width: 1fr; background: $panel; }
    EntryLine #how { height: 2; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.of: ListName = "applications"
        self.channel: Channel = "cold"
        self.sent = True
        self._saved = ""

    def compose(self) -> ComposeResult:
        """The field and the line below it."""
        with Horizontal():
            yield Static(id="asked")
            yield _Line(id="entry_text", max_length=400, select_on_focus=False)
        yield Static(id="how")

    @property
    def field(self) -> Input:
        """Where the line is typed."""
        return self.query_one(_Line)

    def begin(self, of: ListName, text: str = "") -> None:
        """Ask for entries of a list."""
        if of != self.of:
            self.of, self._saved = of, ""
        self.display = True
        self.query_one("#asked", Static).update(plain(ASKED[of], STRONG))
        self.field.placeholder = HINTS[of]
        self.field.value = text
        self.field.cursor_position = len(text)
        self.field.focus()

    def end(self) -> None:
        """Ask no more."""
        self.display, self._saved = False, ""
        self.field.value = ""

    def read(self, today: date) -> Draft:
        """What the line says now."""
        return read_entry(self.field.value, self.of, today, self.channel, sent=self.sent)

    def saved(self, told: str) -> None:
        """Say what became of the line, and ask for the next one."""
        self._saved = told
        self.field.value = ""

    def refused(self, told: str) -> None:
        """Say what is in the way; the line stays."""
        self._say(line(told, "$warning"))

    def _say(self, told: Content) -> None:
        self.query_one("#how", Static).update(told)

    def turn(self, by: int) -> None:
        """The channel beside."""
        self.channel = CHANNELS[(CHANNELS.index(self.channel) + by) % len(CHANNELS)]

    def tell(self, today: date) -> None:
        """Say below the field how the line is read."""
        width = self.app.size.width - 4
        draft = self.read(today)
        self._say(lines(self._read(draft, width), self._below(draft, width)))

    def _read(self, draft: Draft, width: int) -> Content:
        if not self.field.value.strip() and self._saved:
            return line(shorten(self._saved, width), ACCENT)
        if self.of == "companies":
            return plain("Enter asks what kind of company it is.", MUTED)
        company = draft.company or "no company"
        if self.of == "people":
            met = [f"met: {draft.met}"] if draft.met else []
            return _said([draft.name or "no name", company, *met], "", width)
        went = f"sent {draft.on:%a} {draft.on.day} {draft.on:%b}" if draft.sent else "to send"
        return _said([company, draft.name or "no role"], f" · {CHANNEL_TITLES[draft.channel]} · {went}", width)

    def _below(self, draft: Draft, width: int) -> Content:
        if self.of == "companies":
            return plain("")
        if self.of == "people":
            return plain("The name will do; @ names the company, / says how you met.", MUTED)
        if wrong := _no_day(draft):
            return line(f"{wrong} is no date, and stands in the role.", "$warning")
        if "/" in draft.name and not draft.company:
            return plain("Company and role are parted by a / with a space beside it.", MUTED)
        return line(shorten(f"End it with {', '.join(CHANNELS)}; {LATER}; a date", width), MUTED)


def _said(parts: list[str], tail: str, width: int) -> Content:
    """How a line is read, cut where it is too long; the tail stays whole."""
    head = line("= " + " · ".join(parts), MUTED).truncate(max(width - len(tail), 10), ellipsis=True)
    return join(head, tail)
