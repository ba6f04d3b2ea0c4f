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
from mentor.text import positions
from mentor.widgets.detail import DETAIL_KEYS, Detail
from mentor.widgets.dialogs import Confirm
from mentor.widgets.lists import Rows
from mentor.widgets.place import WIDE, Place
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, line, lines, paragraph, plain


class TodayScreen(Place):
    """This week's actions. Move with the arrows, tick with space; the reason for each stands beside it."""

    PLACE = "today"
    CSS_PATH = "today.tcss"
    BINDINGS = [
        Binding("space", "tick", "done", id="today.done", tooltip="Tick the action, or take the tick off"),
        Binding("w", "why", "what the guides say", id="today.why", tooltip="Show or hide what each guide says on this"),
        *DETAIL_KEYS,
        Binding("v", "advice", "advice", id="today.advice", tooltip="Warnings, where to apply, pay, resume"),
        Binding("n", "next_week", "plan anew", id="today.next", tooltip="Plan again from today"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._says = False
        self._current: CurrentWeek | None = None

    def body(self) -> ComposeResult:
        """Header, list and reason, where the user is."""
        yield Static(id="head")
        with Horizontal(id="middle"):
            yield Rows(id="actions")
            yield Detail(id="why")
        yield Static(id="where")

    def reload(self) -> None:
        """Show the accepted week; make the first one when there is none."""
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
        span = f"{week.start.day} {week.start:%B} - {week.end.day} {week.end:%B}"
        logged = f"{_hours(current.minutes_done)} of {_hours(week.minutes_planned)} done"
        left = join((span, STRONG), ("   " + logged, MUTED))
        guides, _, computed = week.headline.partition(". ")
        if current.over:
            computed = "This week is over: press n to plan the next one."
        if not self._narrow:
            room = max(width - left.cell_length, len(guides) + 2)
            first = join(left, (f"{guides:>{room}}", MUTED))
            self.query_one("#head", Static).update(lines(first, plain(f"{computed:>{width}}", MUTED)))
        else:
            self.query_one("#head", Static).update(lines(left, plain(computed, MUTED), plain(guides, MUTED)))

    def _show_why(self) -> None:
        detail = self.query_one(Detail)
        action = self._chosen()
        if action is None:
            detail.show(plain("No action this week. Press n to plan one.", MUTED))
            return
        detail.show(_why(action, self._width, says=self._says, short=self._narrow), action.id)

    def later(self) -> None:
        """Show warnings and phases: they need the whole plan, while the week is stored with its texts."""
        from mentor.screens.advice import notices
        from mentor.screens.where import where

        width = self.app.size.width - 4
        told = notices(self.session, 1 if self._narrow else 2, width)
        if told and not self._narrow:
            told.append(plain(""))
        self.query_one("#where", Static).update(lines(*told, where(self.session, width)))

    # ------------------------------------------------------------------ keys

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
        """Tick the action under the cursor, or take the tick off."""
        action = self._chosen()
        if action is not None:
            with self.telling():
                self.session.set_done(action, done=action.done is None)

    def action_why(self) -> None:
        """Show or hide what each guide says."""
        self._says = not self._says
        self._show_why()

    def action_advice(self) -> None:
        """Show what follows from profile, levels and record."""
        from mentor.screens.advice import AdviceScreen

        self.app.push_screen(AdviceScreen(self.session))

    def action_next_week(self) -> None:
        """Plan again from today; asks first when ticks would stay behind in a running week."""
        current = self._current
        if current is None:
            return
        ticked = any(action.done for action in current.actions)
        if current.over or not ticked:
            self._renew(True)
            return
        question = "End this week today and plan the next one?"
        detail = "What is ticked stays in the record; at most two open actions come along."
        self.app.push_screen(Confirm(question, detail), self._renew)

    def _renew(self, yes: bool | None) -> None:
        if yes:
            with self.telling():
                self.session.renew_week()


def _hours(minutes: int) -> str:
    return f"{minutes // 60} h {minutes % 60:02d}" if minutes % 60 else f"{minutes // 60} h"


def _why(action: Action, width: int, *, says: bool, short: bool) -> Content:
    """The reason beside an action, wrapped to the pane; `short` leaves out what the list above it says already."""
    why = action.why
    parts = (
        [] if short else [*paragraph(action.title, width, STRONG), plain(""), *paragraph(why.text, width), plain("")]
    )
    if why.gap:
        parts.append(hanging("gap", why.gap, width))
        parts.append(hanging("", why.gap_detail, width))
    sources = " ".join(sorted({fact[:2] for fact in action.sources}))
    parts.append(hanging("rule", f"{why.rule} {why.rule_short}" + (f"   ({sources})" if sources else ""), width))
    if says and why.says:
        parts.extend(hanging("says" if not n else "", text, width) for n, text in enumerate(positions(why.says)))
    parts.append(hanging("done", action.done_when, width))
    parts.append(hanging("small", action.smallest, width))
    if action.if_then:
        parts.append(hanging("if", action.if_then.removeprefix("If "), width))
    if short:
        parts.append(hanging("why", why.text, width))
    for n, block in enumerate(action.blocks):
        parts.append(hanging("blocks" if not n else "", f"{block.day:%a} {block.minutes} min  {block.what}", width))
    return lines(*parts)
