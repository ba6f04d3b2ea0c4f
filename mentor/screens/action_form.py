"""The dialog that edits an action of a week: what, when, how long, done when, smallest version, if-then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from mentor.coach.week import action_problems, moved, resized
from mentor.content import Content
from mentor.errors import InputError
from mentor.journey.duration import as_typed, read_duration
from mentor.journey.records import Action, Week, Why
from mentor.text import clean, one_line
from mentor.widgets.bars import KeyLine
from mentor.widgets.form import Form
from mentor.widgets.kinds import KindLine
from mentor.widgets.text import MUTED, STRONG, line, plain

OWN = Why("Your own action")
"""The reason of an action that the user added."""
ACTION_KINDS = {
    "build": "project",
    "learn": "learn",
    "practise": "practise",
    "publish": "public",
    "people": "people",
    "apply": "search",
    "rest": "recover",
}
"""What kind of action an own one is, by what its time counts as."""
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TEXTS = {"done when": "done_when", "smallest": "smallest", "where": "where", "if then": "if_then"}


def read_day_of(week: Week, text: str) -> date:
    """A day of a week as people type it: a weekday's name, a day of the month, or a date.

    Raises:
        InputError: It is none, or not in the week.
    """
    word = text.strip().lower()
    days = [week.start + timedelta(days=n) for n in range((week.end - week.start).days + 1)]
    for day in days:
        if word in (day.isoformat(), str(day.day)) or (len(word) >= 3 and word[:3] == _DAYS[day.weekday()]):
            return day
    raise InputError(f"Write a day of this week: {', '.join(_DAYS[day.weekday()] for day in days)}.")


def read_time(text: str) -> str:
    """A time of day as people type it: 19, 19:30, 7:05, 1930; empty for none.

    Raises:
        InputError: It is none.
    """
    word = text.strip().replace(".", ":")
    if not word:
        return ""
    hours, _, minutes = word.partition(":")
    if not minutes and len(word) in (3, 4) and word.isdecimal():
        hours, minutes = word[:-2], word[-2:]
    if not (hours.isdecimal() and (minutes or "0").isdecimal() and word.isascii()):
        raise InputError("Write a time as 19:00.")
    if not (int(hours) < 24 and int(minutes or 0) < 60):
        raise InputError(f"{word} is no time of day.")
    return f"{int(hours):02}:{int(minutes or 0):02}"


class ActionForm(Form[Action]):
    """Change this action. Tab goes from line to line, enter saves."""

    def __init__(self, content: Content, week: Week, action: Action | None = None) -> None:
        """A form for an action of a week, or for a new one of the user's own."""
        super().__init__()
        self._content, self._week = content, week
        self._action = action or Action("", week.id, "practise", "", 60, week.start, "", "", OWN)
        self._new = action is None

    def compose(self) -> ComposeResult:
        """A line for each thing."""
        action = self._action
        with Vertical():
            yield Static(plain("A new action" if self._new else "Change the action", STRONG), id="title")
            yield from self._field("what", action.title)
            if self._new:
                with Horizontal():
                    yield Static(plain("kind", MUTED), classes="label")
                    yield KindLine("build", id="kind")
            with Horizontal():
                yield Static(plain("day", MUTED), classes="label")
                yield Input(f"{action.day:%a}", id="day", classes="short", max_length=10)
                yield Static(id="read", classes="beside")
            yield from self._field("at", action.at, short=True)
            yield from self._field("time", as_typed(action.minutes), short=True)
            for label, name in _TEXTS.items():
                yield from self._field(label, getattr(action, name))
            yield Static(id="remark")
        yield KeyLine()

    def _field(self, label: str, value: str, *, short: bool = False) -> ComposeResult:
        with Horizontal():
            yield Static(plain(label, MUTED), classes="label")
            key = _TEXTS.get(label, label)
            yield Input(
                one_line(value), id=key, classes="short" if short else "", max_length=300, select_on_focus=False
            )

    def on_mount(self) -> None:
        """Begin at the first line."""
        self.query_one("#what", Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say beside the day how it is read."""
        if event.input.id == "day":
            try:
                day = read_day_of(self._week, event.value)
                told = plain(f"{day:%A} {day.day} {day:%B}", MUTED)
            except InputError as error:
                told = line(error.message, "$warning")
            self.query_one("#read", Static).update(told)

    def give(self) -> Action:
        """The action as it stands here."""
        week = self._week
        minutes = self.read("time", _minutes)
        day = self.read("day", lambda text: read_day_of(week, text))
        at = self.read("at", read_time)
        done, smallest, where, if_then = (
            clean(self.query_one(f"#{name}", Input).value).strip() for name in _TEXTS.values()
        )
        title = one_line(self.query_one("#what", Input).value)
        action = moved(resized(self._content, self._action, minutes), day, at, week)
        action = replace(
            action,
            kind=ACTION_KINDS[self.query_one(KindLine).kind] if self._new else action.kind,
            title=title,
            done_when=done or f"{title}: done, and written down in one line",
            smallest=smallest or "20 min of it",
            where=where,
            if_then=if_then,
        )
        if problems := action_problems(self._content, action, week):
            raise InputError(" ".join(problems))
        return action


def _minutes(text: str) -> int:
    try:
        return read_duration(text)
    except ValueError as error:
        raise InputError(str(error)) from None
