"""Today: this week's actions with the reason beside them, and where the user is."""

from __future__ import annotations

from textwrap import wrap

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList, Static

from mentor.journey import CurrentWeek
from mentor.journey.records import Action
from mentor.session import Session
from mentor.widgets.detail import DETAIL_KEYS, Detail
from mentor.widgets.lists import Rows
from mentor.widgets.opening import way_to
from mentor.widgets.place import WIDE, Place
from mentor.widgets.text import ACCENT, MUTED, STRONG, join, line, lines, plain
from mentor.widgets.week_text import action_why, hours, short_days


class TodayScreen(Place):
    """This week's actions. Move with the arrows, tick with space; the reason for each stands beside it."""

    PLACE = "today"
    CSS_PATH = "today.tcss"
    BINDINGS = [
        Binding("space", "tick", "done", id="today.done", tooltip="Tick the action, or take the tick off"),
        Binding("o", "open", "open", id="today.open", tooltip="Open what the action is done with"),
        Binding("w", "why", "what the guides say", id="today.why", tooltip="Show or hide what each guide says on this"),
        *DETAIL_KEYS,
        Binding("e", "edit", "edit", id="today.edit", tooltip="Change the action: what, when, how long"),
        Binding("n", "next_week", "next week", id="today.next", tooltip="Plan a week from today, beside this one"),
        Binding("f", "forecast", "forecast", id="today.forecast", tooltip="When an offer is likely, and why"),
        Binding("v", "advice", "advice", id="today.advice", tooltip="Warnings, where to apply, pay, resume"),
        Binding("z", "put_off", "put off", id="today.put_off", tooltip="Put the first notice off for two weeks"),
        Binding("x", "drop", "drop", show=False, id="today.drop", tooltip="Take the action off this week"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._says = False
        self._logged: int | None = None
        """Minutes logged this week; not known until the first frame stands, since it takes the whole log."""
        self._waiting: list[Content] = []
        """How many cards and people wait today, each with the key to them; known as late."""
        self._current: CurrentWeek | None = None

    def body(self) -> ComposeResult:
        """Header, list and reason, where the user is."""
        yield Static(id="head")
        with Horizontal(id="middle"):
            yield Rows(id="actions")
            yield Detail(id="why")
        yield Static(id="where")

    def reload(self) -> None:
        """Show the week accepted last; make the first one when there is none."""
        if self.session.journey.profile is None:
            return
        self._current = self.session.current_week()
        if self._current is None:
            self._current = self.session.ensure_week()
        self.note_week()
        self._show()

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        if self._current:
            self.call_after_refresh(self._show)

    # ------------------------------------------------------------------ drawing

    def _show(self) -> None:
        assert self._current is not None
        self.query_one(Rows).show([(action.id, self._row(action)) for action in self._current.actions])
        self._show_head()
        self._show_why()
        self.show_later()

    def _row(self, action: Action) -> Content:
        done = action.done is not None
        mark = ("✓ ", ACCENT) if done else ("  ", "")
        when = f"{action.day:%a}  {action.minutes:>3} min  "
        title = action.title + (" (carried over)" if action.carried else "")
        indent = 2 + len(when)
        rows = wrap(title, max(self._width - indent, 20))
        first = join(mark, (when, MUTED), line(rows[0], MUTED if done else ""))
        return lines(first, *(plain(" " * indent + row, MUTED if done else "") for row in rows[1:]))

    @property
    def _narrow(self) -> bool:
        return self.app.size.width < WIDE

    @property
    def _width(self) -> int:
        """Columns that a row of the list has, and the text beside it (see today.tcss).

        From the terminal's size, which is known before this screen has been laid out for the first time.
        """
        width = self.app.size.width
        return width - 5 if self._narrow else width // 2 - 5

    def _show_head(self) -> None:
        current = self._current
        assert current is not None
        week = current.week
        width = self.app.size.width - 4
        span = short_days(week.start, week.end)
        planned = hours(week.minutes_planned)
        logged = f"{planned} planned" if self._logged is None else f"{hours(self._logged)} of {planned} logged"
        left = join((span, STRONG), ("   " + logged, MUTED))
        guides, _, computed = week.headline.partition(". ")
        if current.over:
            computed = "This week is over: n proposes the next one."
        head = self.query_one("#head", Static)
        if self._narrow:
            head.update(
                lines(Content("   ").join([left, *self._waiting]), plain(computed, MUTED), plain(guides, MUTED))
            )
            return
        head.update(lines(*_spread(left, guides, width), *_spread(Content("   ").join(self._waiting), computed, width)))

    def _show_why(self) -> None:
        detail = self.query_one(Detail)
        action = self._chosen()
        if action is None:
            detail.show(plain("No action this week. Press n to plan one.", MUTED))
            return
        detail.show(action_why(action, self._width, says=self._says, short=self._narrow), action.id)

    def later(self) -> None:
        """Show warnings and phases: they need the whole plan, while the week is stored with its texts."""
        from mentor.coach.spent import minutes_in
        from mentor.screens.advice import notices
        from mentor.screens.where import where

        if self._current is not None:
            self._waiting = _waiting(self.session)
            self._logged = minutes_in(self.session.journey, self._current.week)
            self._show_head()
        width = self.app.size.width - 4
        told = notices(self.session, 1 if self._narrow else 2, width)
        if told and not self._narrow:
            told.append(plain(""))
        self.query_one("#where", Static).update(lines(*told, where(self.session, width)))

    # ------------------------------------------------------------------ keys

    def log_target(self) -> tuple[str, str] | None:
        """What time is logged for here: the action under the cursor."""
        action = self._chosen()
        return ("action", action.id) if action else None

    def _chosen(self) -> Action | None:
        key = self.query_one(Rows).chosen
        return next((a for a in self._current.actions if a.id == key), None) if self._current else None

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Show the reason of the action under the cursor."""
        self._show_why()

    def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """Enter ticks as space does."""
        self.action_tick()

    def action_tick(self) -> None:
        """Tick the action under the cursor, or take the tick off; a tick logs its time."""
        action = self._chosen()
        if action is not None:
            with self.telling():
                entry = self.session.set_done(action, done=action.done is None)
                if entry is not None:
                    self.notify(f"{hours(entry.minutes)} logged with it; h, Entries changes it.", timeout=3)

    async def action_open(self) -> None:
        """Open what the action under the cursor is done with."""
        action = self._chosen()
        way = way_to(action) if action else ""
        if way:
            await self.run_action(way)
        elif action is not None:
            self.notify("This one is done outside; the reason says where.", timeout=3)

    def action_why(self) -> None:
        """Show or hide what each guide says."""
        self._says = not self._says
        self._show_why()

    def action_advice(self) -> None:
        """Show what follows from profile, levels and record."""
        from mentor.screens.advice import AdviceScreen

        self.app.push_screen(AdviceScreen(self.session))

    def action_next_week(self) -> None:
        """Propose a week from today; it is stored when it is taken there."""
        from mentor.screens.plan_week import PlanWeekScreen

        self.app.push_screen(PlanWeekScreen(self.session))

    def action_edit(self) -> None:
        """Change the action under the cursor."""
        from mentor.screens.action_form import ActionForm

        action, current = self._chosen(), self._current
        if action is not None and current is not None:
            self.app.push_screen(ActionForm(self.session.content, current.week, action), self._changed)

    def _changed(self, action: Action | None) -> None:
        if action is not None:
            with self.telling():
                self.session.change_action(action)

    def action_drop(self) -> None:
        """Take the action under the cursor off the week."""
        if (action := self._chosen()) is not None:
            with self.telling():
                self.session.drop_action(action)
                self.notify("Off the list; u puts it back.", timeout=3)

    def action_forecast(self) -> None:
        """Show when an offer is likely, and why."""
        from mentor.screens.forecast import ForecastScreen

        self.app.push_screen(ForecastScreen(self.session))

    def action_put_off(self) -> None:
        """Put the first notice off."""
        from mentor.screens.advice import snooze_first

        with self.telling():
            self.notify(snooze_first(self.session) or "There is no notice to put off.", timeout=4, markup=False)


def _spread(left: Content, right: str, width: int) -> list[Content]:
    """A text at each end of a line, or on two lines where one does not hold both."""
    room = width - left.cell_length
    if room >= len(right) + 2:
        return [join(left, (f"{right:>{room}}", MUTED))]
    return [left, plain(f"{right:>{width}}", MUTED)]


def _waiting(session: Session) -> list[Content]:
    """The cards and the people that wait today, each with its key."""
    from mentor.session.cards import due_line

    people = len(session.follow_ups())
    told = [(due_line(session), "c"), (f"write to {people}" if people else "", "s")]
    return [join((text, ""), ("  " + key, ACCENT)) for text, key in told if text]
