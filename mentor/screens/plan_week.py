"""Planning a week: the last one beside the one proposed, which is taken as it is, or changed first."""

from __future__ import annotations

from textwrap import wrap

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList, Static

from mentor.coach.board import overrides_to_review
from mentor.coach.carry import split
from mentor.coach.week import LookBack, Proposed, edited, look_back
from mentor.errors import MentorError
from mentor.journey.records import Action
from mentor.screens.action_form import ActionForm
from mentor.session import Session
from mentor.text import shorten
from mentor.widgets.detail import DETAIL_KEYS, Detail
from mentor.widgets.lists import Rows
from mentor.widgets.place import WIDE, Place
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, line, lines, paragraph, plain
from mentor.widgets.week_text import action_why, hours, short_days


class PlanWeekScreen(Place):
    """The week proposed from today, beside the last one. Nothing is stored until you take it."""

    PLACE = "today"
    CSS_PATH = "plan_week.tcss"
    BINDINGS = [
        Binding("enter", "take", "take it", priority=True, id="plan.take", tooltip="Store the week as it stands"),
        Binding("e", "edit", "change", id="plan.edit", tooltip="Change the action under the cursor"),
        Binding("x", "leave_out", "leave out", id="plan.drop", tooltip="Leave the action out, or put it back"),
        Binding("a", "add", "add", id="plan.add", tooltip="Add an action of your own"),
        Binding("s", "split", "split", show=False, id="plan.split", tooltip="Split a carried action: half now"),
        *DETAIL_KEYS,
        Binding("escape", "leave", "not now", id="plan.leave", tooltip="Back without storing anything"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._proposed: Proposed | None = None
        self._last: LookBack | None = None
        self._out: set[str] = set()
        """Titles of actions left out: ids change whenever the list does."""

    def body(self) -> ComposeResult:
        """What the last week came to, the proposal, the reason for each action of it."""
        yield Static(id="head")
        with Horizontal(id="middle"):
            with VerticalScroll(id="before", can_focus=False):
                yield Static(id="last")
            yield Rows(id="actions")
        yield Detail(id="why")

    def reload(self) -> None:
        """Show the proposal; it is made once, so that what was changed in it stays."""
        if self._proposed is None:
            journey = self.session.journey
            self._proposed = self.session.propose_week()
            self._last = look_back(journey)
        self._show()
        self.query_one(Rows).focus()

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        if self._proposed:
            self.call_after_refresh(self._show)

    # ------------------------------------------------------------------ drawing

    @property
    def proposed(self) -> Proposed:
        """The proposal as it stands."""
        assert self._proposed is not None
        return self._proposed

    @property
    def _narrow(self) -> bool:
        return self.app.size.width < WIDE

    @property
    def _width(self) -> int:
        """Columns of a row of the proposal (see plan_week.tcss)."""
        width = self.app.size.width
        return width - 5 if self._narrow else width * 3 // 5 - 5

    @property
    def _kept(self) -> list[Action]:
        return [action for action in self.proposed.actions if action.title not in self._out]

    def _show(self) -> None:
        self._show_head()
        left = self.app.size.width - 4 if self._narrow else self.app.size.width * 2 // 5 - 4
        self.query_one("#last", Static).update(self._before(left))
        self.query_one(Rows).show([(action.id, self._row(action)) for action in self.proposed.actions])
        self._show_why()

    def _show_head(self) -> None:
        week = self.proposed.week
        minutes = sum(action.minutes for action in self._kept)
        days = f"Week {week.number}, {short_days(week.start, week.end)}"
        title = join((days, STRONG), f"   {hours(minutes)} planned")
        width = self.app.size.width - 4
        why = self.proposed.rhythm.why if self.proposed.rhythm else "The first seven days, costed to your hours."
        if (before := self.proposed.instead_of) is not None:
            why += f" It takes the place of week {before.number}, of which nothing is done."
        elif (running := self.session.current_week()) is not None and not running.over:
            why += f" Taking it ends week {running.week.number} today."
        self.query_one("#head", Static).update(lines(title, *paragraph(why, width, MUTED)))

    def _before(self, width: int) -> Content:
        """The last week and what is let go, shortly where there is little room."""
        parts: list[Content] = []
        if (last := self._last) is not None:
            head = f"{last.done} of {last.all} done, {hours(last.minutes)} logged of {hours(last.planned)}"
            parts.append(join((f"Week {last.week.number}   ", STRONG), head))
            actions = self.session.journey.actions_of(last.week)
            if not self._narrow:
                parts += [_past_row(action, width) for action in actions]
        let_go = [title for title in self.proposed.dropped if title not in self._out]
        for n, title in enumerate(let_go[: 2 if self._narrow else None]):
            parts.append(hanging("" if n else "let go", shorten(title, width - 9) if self._narrow else title, width, 8))
        if not self._narrow:
            parts += self._also(width)
        return lines(*parts)

    def _also(self, width: int) -> list[Content]:
        """The forecast, what moved it, and gates closed over something missing."""
        plan, parts = self.session.plan(), [plain("")]
        parts.append(hanging("likely", f"{plan.shown.likely:%B %Y}, plan on {plan.shown.plan_on:%B %Y}", width, 8))
        if plan.shown.held:
            parts.append(hanging("", "today's own is another, by too little to move it", width, 8))
        if plan.change and plan.change.parts:
            moved = ", ".join(f"{name} {part:+.1f}" for name, part in plan.change.parts)
            parts.append(hanging("moved", f"{moved} months since week 1 (f shows why)", width, 8))
        closed = overrides_to_review(self.session.journey, self.session.today)
        parts.extend(hanging("gate", f"{gate.id} was closed with: {gate.override}", width, 8) for gate in closed)
        return parts

    def _row(self, action: Action) -> Content:
        out = action.title in self._out
        mark = "✗ " if out else "  "
        when = f"{action.day:%a} {action.at}  {action.minutes:>3} min  "
        carried = {0: "", 1: " (carried over)"}.get(action.carried, " (carried twice: split, shrink or leave out)")
        indent = 2 + len(when)
        rows = wrap(action.title + carried, max(self._width - indent, 20))
        style = MUTED if out else ""
        first = join((mark, ACCENT), (when, MUTED), line(rows[0], style))
        return lines(first, *(plain(" " * indent + row, style) for row in rows[1:]))

    def _show_why(self) -> None:
        action = self._chosen()
        detail = self.query_one(Detail)
        if action is None:
            detail.show(plain("Nothing is planned. a adds an action of your own.", MUTED))
            return
        detail.show(action_why(action, self.app.size.width - 5, says=False, short=True), action.title)

    # ------------------------------------------------------------------ keys

    def _chosen(self) -> Action | None:
        key = self.query_one(Rows).chosen
        return next((action for action in self.proposed.actions if action.id == key), None)

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Show the reason of the action under the cursor."""
        if self._proposed:
            self._show_why()

    def action_take(self) -> None:
        """Store the week as it stands and go back to it."""
        try:
            self.session.accept_week(edited(self.session.content, self.proposed, self._kept))
        except MentorError as error:
            self.notify("\n".join(error.lines()), severity="error", timeout=10, markup=False)
            return
        self.app.pop_screen()
        self.app.notify(f"Week {self.proposed.week.number} is yours. u takes it back.", timeout=4)

    def action_leave(self) -> None:
        """Go back without storing anything."""
        self.app.pop_screen()

    def action_leave_out(self) -> None:
        """Leave the action under the cursor out, or put it back."""
        if (action := self._chosen()) is not None:
            self._out ^= {action.title}
            self._show()

    def action_edit(self) -> None:
        """Change the action under the cursor."""
        if (action := self._chosen()) is not None:
            form = ActionForm(self.session.content, self.proposed.week, action)
            self.app.push_screen(form, lambda new: self._put(action, new))

    def action_add(self) -> None:
        """Add an action of the user's own."""
        form = ActionForm(self.session.content, self.proposed.week)
        self.app.push_screen(form, lambda new: self._put(None, new))

    def action_split(self) -> None:
        """Keep half of a carried action for this week, with its smallest version as the aim."""
        action = self._chosen()
        if action is None or not action.carried:
            self.notify("Only what was carried over is split; e changes the others.", timeout=4)
            return
        content = self.session.content
        form = ActionForm(content, self.proposed.week, split(content, self.session.journey, action))
        self.app.push_screen(form, lambda new: self._put(action, new))

    def _put(self, old: Action | None, new: Action | None) -> None:
        if new is None:
            return
        actions = [new if action is old else action for action in self.proposed.actions]
        if old is None:
            actions.append(new)
        self._proposed = edited(self.session.content, self.proposed, actions)
        self._show()
        chosen = next((action.id for action in self.proposed.actions if action.title == new.title), None)
        if chosen:
            self.query_one(Rows).choose(chosen)


def _past_row(action: Action, width: int) -> Content:
    rows = wrap(action.title, max(width - 3, 20))
    style = MUTED if action.done else ""
    first = join(("✓ ", ACCENT) if action.done else ("· ", MUTED), line(rows[0], style))
    return lines(first, *(plain(f"  {row}", style) for row in rows[1:]))
