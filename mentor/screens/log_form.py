"""The dialog of the time log: logs time, changes an entry, starts and stops the timer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal, TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import Input, OptionList, Static

from mentor.days import read_day as read_written_day
from mentor.errors import InputError
from mentor.journey.duration import EXAMPLES, as_typed, on_clock, read_duration
from mentor.journey.spent import KIND_OF_ACTION
from mentor.journey.time import LogEntry, LogKind
from mentor.session import Session
from mentor.session.timelog import LINKS, LONG_HOURS, read_minutes
from mentor.text import one_line, shorten
from mentor.widgets.bars import KeyLine
from mentor.widgets.form import Form
from mentor.widgets.kinds import KindLine
from mentor.widgets.lists import Rows
from mentor.widgets.text import ACCENT, MUTED, STRONG, join, line, plain

T = TypeVar("T")
Target = tuple[str, str]
"""What time is spent on: the field that links to it (`action`, `task`, `project` or `course`), and its id."""
About = tuple[LogKind, str]
"""What time is spent on that no entry links to: the kind it counts as, and a note."""
NOTHING = "nothing in particular"
WIDEST = 80
"""Columns of the dialog where there is room (see log_form.tcss)."""
BESIDE_TITLE = 24
"""Columns of the dialog that a target's title does not have: padding, labels, mark, scroll bar."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def read_day(text: str, today: date) -> date:
    """A day as people type it: empty or today, yesterday, a weekday's name for the last one, or a date.

    Raises:
        InputError: It is none of these, or still to come.
    """
    word = text.strip().lower()
    if word in ("", "today"):
        return today
    if word == "yesterday":
        return today - timedelta(days=1)
    if len(word) >= 3 and word[:3] in _WEEKDAYS:
        return today - timedelta(days=(today.weekday() - _WEEKDAYS.index(word[:3])) % 7)
    try:
        day = read_written_day(word)
    except ValueError:
        raise InputError("Write today, yesterday, mon or 2026-11-20.") from None
    if day > today:
        raise InputError("This day is still to come.")
    return day


class LogForm(Form[LogEntry]):
    """How long, what, when and what for. Tab goes from line to line, enter saves."""

    CSS_PATH = "log_form.tcss"

    def __init__(
        self,
        session: Session,
        entry: LogEntry | None = None,
        *,
        minutes: int | None = None,
        target: Target | None = None,
        timer: Literal["", "start", "stop"] = "",
        about: About | None = None,
    ) -> None:
        """A form for new time, for an entry to change, or for the timer.

        Args:
            session: Where it is stored.
            entry: The entry to change.
            minutes: What a new entry begins with.
            target: What a new entry or a timer begins with.
            timer: Whether the timer is started or stopped.
            about: What a new entry begins with where nothing it links to is under the cursor.
        """
        super().__init__()
        self._session, self._timer, self._editing = session, timer, entry is not None
        if timer == "stop":
            entry = session.timer_entry()
        self._given = entry
        self._minutes = entry.minutes if entry else minutes
        self._target = _target_of(entry) if entry else target
        self._about = about
        # Whoever chose a kind keeps it; until then it follows what the time is for.
        self._kind_chosen = entry is not None
        self._targets = list(_targets(session, self._target))
        self._marked: int | None = None
        self._note = ""
        seconds = session.timer_seconds() or 0
        if timer == "stop" and seconds >= LONG_HOURS * 3600:
            self._minutes = None
            self._note = f"The timer shows {on_clock(seconds)}; was it forgotten? Write how long it really was."

    @property
    def _title(self) -> str:
        if self._timer:
            return f"{self._timer.capitalize()} the timer"
        return "Change the entry" if self._editing else "Log time"

    def compose(self) -> ComposeResult:
        """A line for each thing that is asked, a remark, the keys."""
        given = self._given
        with Vertical():
            yield Static(plain(self._title, STRONG), id="title")
            if self._timer != "start":
                with Horizontal():
                    yield Static(plain("time", MUTED), classes="label")
                    typed = as_typed(self._minutes) if self._minutes else ""
                    yield Input(typed, id="time", classes="short", max_length=20)
                    yield Static(id="read", classes="beside")
            with Horizontal():
                yield Static(plain("kind", MUTED), classes="label")
                yield KindLine(given.kind if given else self._kind_for(self._target), id="kind")
            with Horizontal():
                yield Static(plain("note", MUTED), classes="label")
                note = one_line(given.note if given else self._about[1] if self._about else "")
                yield Input(note, id="note", max_length=500, select_on_focus=False)
            if self._timer != "start":
                with Horizontal():
                    yield Static(plain("day", MUTED), classes="label")
                    day = "today" if given is None or given.on == self._session.today else given.on.isoformat()
                    yield Input(day, id="day", classes="short", max_length=20)
                    yield Static(id="which", classes="beside")
            with Horizontal(id="what_for"):
                yield Static(plain("for", MUTED), classes="label")
                yield Rows(id="targets")
            yield Static(line(self._note, "$warning"), id="remark")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin at the first line that wants an answer."""
        self._show_targets(_key(self._target))
        for field in self.query(Input):
            self._read_field(field)
        self.query_one("#kind" if self._timer == "start" else "#time").focus()

    def on_resize(self, _: Resize) -> None:
        """Cut the titles anew."""
        self._show_targets(_key(self._chosen()))

    def _show_targets(self, chosen: str) -> None:
        rows = self.query_one(Rows)
        rows.show([(_key(target), self._row(target, title)) for target, title in self._targets])
        rows.choose(chosen)

    # ------------------------------------------------------------------ reading

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say beside the field how it is read."""
        self._read_field(event.input)

    def _read_field(self, field: Input) -> None:
        if field.id == "time":
            self.query_one("#read", Static).update(_time_read(field.value))
        elif field.id == "day":
            try:
                day = read_day(field.value, self._session.today)
                told = plain(f"{day:%a} {day.day} {day:%B %Y}", MUTED)
            except InputError as error:
                told = line(error.message, "$warning")
            self.query_one("#which", Static).update(told)

    def on_choice_line_chosen(self, _: KindLine.Chosen) -> None:
        """From now on the kind stays."""
        self._kind_chosen = True

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Mark the row, and let the kind follow what the time is for."""
        self._mark()
        if not self._kind_chosen:
            kinds = self.query_one(KindLine)
            kinds.kind = self._kind_for(self._chosen())
            kinds.refresh()

    def _mark(self) -> None:
        """Mark the row that is chosen: it must be told apart while the keys are elsewhere, and without colour."""
        rows = self.query_one(Rows)
        for at in (self._marked, rows.highlighted):
            if at is not None:
                rows.replace_option_prompt_at_index(at, self._row(*self._targets[at], chosen=at == rows.highlighted))
        self._marked = rows.highlighted

    def _row(self, target: Target | None, title: str, *, chosen: bool = False) -> Content:
        mark, what = "›" if chosen else " ", LINKS[target[0]] if target else ""
        width = min(self.app.size.width * 96 // 100, WIDEST) - BESIDE_TITLE
        return join((f"{mark} ", f"bold {ACCENT}"), (f"{what:<8}", MUTED), line(shorten(title, width)))

    def _chosen(self) -> Target | None:
        key = self.query_one(Rows).chosen
        return next((target for target, _ in self._targets if target and _key(target) == key), None)

    def _kind_for(self, target: Target | None) -> LogKind:
        field, key = target or ("", "")
        journey = self._session.journey
        if field == "action" and key in journey.actions:
            return KIND_OF_ACTION.get(journey.actions[key].kind, "build")
        if field == "task" and (task := self._session.content.tasks.get(key)) is not None:
            return task.kind
        if not field and self._about is not None:
            return self._about[0]
        return "learn" if field == "course" else "build"

    # ------------------------------------------------------------------ keys

    def give(self) -> LogEntry | None:
        """The entry as stored; None where a timer was started."""
        kind, note = self.query_one(KindLine).kind, self.query_one("#note", Input).value
        chosen = self._chosen()
        links = {name: chosen[1] if chosen and chosen[0] == name else "" for name in LINKS}
        if self._given is not None and chosen == self._target:
            links = {name: getattr(self._given, name) for name in LINKS}
        if self._timer == "start":
            self._session.start_timer(kind, note, **links)
            self.app.notify("The timer runs, also while the program is closed. T stops it.", timeout=4)
            return None
        minutes = self.read("time", read_minutes)
        on = self.read("day", lambda text: read_day(text, self._session.today))
        if self._given is None:
            entry = self._session.log_time(minutes, kind, note, on=on, **links)
        else:
            changed = replace(self._given, minutes=minutes, kind=kind, note=note, on=on, **links)  # type: ignore[arg-type]
            stop = self._timer == "stop"
            entry = self._session.stop_timer(entry=changed) if stop else self._session.change_entry(changed)
        self.app.notify(f"{'Changed' if self._editing else 'Logged'}: {as_typed(minutes)} {kind}", timeout=3)
        return entry


def _time_read(text: str) -> Content:
    """How a length of time is read, for beside its field."""
    if not text.strip():
        return plain(EXAMPLES, MUTED)
    try:
        minutes = read_duration(text)
    except ValueError as error:
        told, _, how = str(error).partition("; ")
        return line(how[:1].upper() + how[1:] or told, "$warning")
    return plain(f"= {minutes} min" if minutes < 60 else f"= {minutes // 60} h {minutes % 60:02}", MUTED)


def _target_of(record: LogEntry) -> Target | None:
    """What an entry is linked to most closely."""
    return next(
        ((name, key) for name in ("action", "task", "course", "project") if (key := getattr(record, name))), None
    )


def _targets(session: Session, first: Target | None) -> Iterator[tuple[Target | None, str]]:
    """What time may be for, by title: nothing, then what is open; `first` is there in any case."""
    journey = session.journey
    week = session.current_week()
    doing = [task.id for task in journey.tasks.values() if task.state == "doing"]
    tasks = session.content.tasks if doing or (first and first[0] == "task") else {}
    found: dict[Target, str] = {
        **{("action", action.id): action.title for action in (week.actions if week else ()) if not action.done},
        **{("task", key): tasks[key].title for key in doing if key in tasks},
        **{("project", one.id): one.title for one in journey.projects.values() if one.state == "active"},
        **{("course", one.id): one.title for one in journey.courses.values() if one.state == "active"},
    }
    yield None, NOTHING
    if first is not None and first not in found:
        name, key = first
        known = tasks if name == "task" else getattr(journey, f"{name}s")
        yield first, known[key].title if key in known else key
    yield from found.items()


def _key(target: Target | None) -> str:
    return ":".join(target) if target else NOTHING
