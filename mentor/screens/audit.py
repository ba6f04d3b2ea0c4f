"""The gap report: what is verified, claimed and missing in each area, and the way into the full audit."""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.events import Resize
from textual.widgets import OptionList, Static

from mentor.coach.audit import AreaReport
from mentor.coach.levels import ItemLevel, newest_answer
from mentor.coach.plan import Plan
from mentor.coach.questions import SENIOR, asked, first_open, probe_due, questions, senior_areas
from mentor.coach.reaudit import changes, touched_items
from mentor.content.model import Area
from mentor.screens import audit_report as report
from mentor.screens.questions import QuestionsScreen
from mentor.session import Session, evidence_from
from mentor.text import clean
from mentor.widgets.dialogs import AskText, Choose, Confirm
from mentor.widgets.lists import Rows
from mentor.widgets.place import Place

SPLIT = 110
"""Columns from which the detail stands beside the list."""
EVIDENCE = "A link, a path, or a sentence with a date. An empty line takes it off."


class Areas(Rows):
    """The gaps and the areas."""

    BINDINGS = [
        Binding("enter", "screen.go_on", "go on", id="audit.go", tooltip="Go on with the full audit where it stopped"),
        Binding("right", "screen.into", "items", key_display="→", id="audit.into", tooltip="Into the area's items"),
    ]


class Items(Rows):
    """An area's probe and items."""

    BINDINGS = [
        Binding("enter", "screen.open", "answer", id="audit.open", tooltip="Answer this one, or go on with this area"),
        Binding("left,escape", "screen.out", "areas", key_display="←", id="audit.out", tooltip="Back to the areas"),
    ]


class AuditScreen(Place):
    """What you can show, what you say, and what is missing, area by area; enter goes on with the full audit."""

    PLACE = "audit"
    CSS_PATH = "audit.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (SPLIT, "-wide")]
    BINDINGS = [
        Binding("e", "evidence", "evidence", id="audit.evidence", tooltip="Say what shows an item rated 3 or 4"),
        Binding("r", "again", "re-audit", id="audit.again", tooltip="Rate again what you worked on since you rated it"),
        Binding("x", "untouched", "never touched", id="audit.never", tooltip="Rate this whole area 0"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._plan: Plan | None = None
        self._changes: report.Changes = {}

    def body(self) -> ComposeResult:
        """Head, gaps and areas, the detail of one area."""
        yield Static(id="head")
        with Horizontal(id="middle"):
            yield Areas(id="areas")
            yield Items(id="items")

    # ------------------------------------------------------------------ drawing

    def reload(self) -> None:
        """Show the report as it is now."""
        journey = self.session.journey
        if journey.profile is None:
            return
        self._plan = plan = self.session.plan()
        self._changes = changes(self.session.content, journey)
        width = self.app.size.width - 4
        row = asked(self.session.content, journey)
        head = report.head(journey, plan.audit, row, first_open(journey, row), self._changes, width)
        self.query_one("#head", Static).update(head)
        self.query_one(Areas).show(report.rows(plan, self._changes, self._widths[0]))
        self._show_items()

    @property
    def _widths(self) -> tuple[int, int]:
        """Columns a row of the list and of the detail has, without scrollbar and margins (see audit.tcss)."""
        width = self.app.size.width
        left = width * 62 // 100
        return (width - 5, width - 5) if self._narrow else (left - 4, width - left - 4)

    @property
    def _narrow(self) -> bool:
        return self.app.size.width < SPLIT

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        self.call_after_refresh(self.reload)

    def _show_items(self) -> None:
        area, items = self._area, self.query_one(Items)
        if area is None or self._plan is None:
            items.show([])
            return
        gap = next((gap for gap in self._plan.gaps if gap.report.area.id == area.area.id), None)
        change = self._changes.get(area.area.id)
        rows = report.items(area, gap, change, self._asked(area.area.id), self._widths[1])
        if {key for key, _ in rows} != {items.get_option_at_index(n).id for n in range(items.option_count)}:
            items.highlighted = None
        items.show(rows)

    def _asked(self, area_id: str) -> report.Asked:
        content, journey = self.session.content, self.session.journey
        given = newest_answer(content, journey, area_id)
        due = probe_due(content, journey, area_id, self.session.today) is not None
        return report.Asked(self.session.probe(area_id, again=False), given, due)

    # ------------------------------------------------------------------ what is chosen

    @property
    def _area(self) -> AreaReport | None:
        """The area under the cursor; a gap stands for its area."""
        key = self.query_one(Areas).chosen
        return self._plan.audit.areas.get(key.removeprefix(report.GAP)) if self._plan and key else None

    @property
    def _item(self) -> ItemLevel | None:
        """The item under the cursor of the detail, when the user is in there."""
        items = self.query_one(Items)
        if self._area is None or self.focused is not items:
            return None
        return next((item for item in self._area.items if item.item.id == items.chosen), None)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the area under the cursor."""
        if event.option_list.id == "areas":
            self._show_items()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click on an item opens it; a click on an area only shows it."""
        if event.option_list.id == "items":
            self.action_open()

    def on_descendant_focus(self) -> None:
        """Keep the cursor in sight when the panes change size."""
        for rows in self.query(Rows):
            rows.call_after_refresh(rows.scroll_to_highlight)

    def action_into(self) -> None:
        """To the items of the area."""
        self.query_one(Items).focus()

    def action_out(self) -> None:
        """Back to the areas."""
        self.query_one(Areas).focus()

    # ------------------------------------------------------------------ the full audit

    def action_go_on(self) -> None:
        """Go on at the first open question; where none is left, offer the senior items."""
        journey, content = self.session.journey, self.session.content
        more = len(questions(content, senior=senior_areas(content, journey))) - len(questions(content))
        if first_open(journey, asked(content, journey)) is not None:
            self.app.push_screen(QuestionsScreen(self.session))
        elif journey.note(SENIOR) or not more:
            self.action_into()
        else:
            question = f"Every core question is answered. Go on with the {more} senior items?"
            detail = "A first job asks for one senior area, not for all of them; about 5 minutes."
            self.app.push_screen(Confirm(question, detail), self._begin_senior)

    def _begin_senior(self, yes: bool | None) -> None:
        if yes:
            with self.telling():
                self.session.remember(SENIOR, True)
                self.app.push_screen(QuestionsScreen(self.session))

    def action_open(self) -> None:
        """Ask the question under the cursor of the detail; on its head, go on with the area."""
        area, key = self._area, self.query_one(Items).chosen
        if area is not None and key is not None:
            at = {report.HEAD: "", report.PROBE: self.session.content.probes[area.area.id][0].id}.get(key, key)
            self.app.push_screen(QuestionsScreen(self.session, area=area.area.id, at=at))

    # ------------------------------------------------------------------ the re-audit

    def action_again(self) -> None:
        """Ask again what was worked on since it was rated; where that is nothing, offer the whole area."""
        items = touched_items(self.session.content, self.session.journey)
        if items:
            self.app.push_screen(QuestionsScreen(self.session, only=items))
        elif self._area is not None:
            area = self._area.area
            question = f"Nothing was worked on since you rated it. Rate all of {area.title} again?"
            detail = "Cards that moved, actions you ticked and time logged on a card count as work."
            self.app.push_screen(Confirm(question, detail), partial(self._area_again, area))

    def _area_again(self, area: Area, yes: bool | None) -> None:
        if yes:
            ratings = self.session.journey.ratings
            items = [item.id for item in area.items if item in area.core or item.id in ratings]
            self.app.push_screen(QuestionsScreen(self.session, only=items))

    # ------------------------------------------------------------------ evidence, never touched

    def action_evidence(self) -> None:
        """Attach evidence to an item rated 3 or 4: the one under the cursor, or one to choose."""
        if self._area is None:
            return
        rated = [item for item in self._area.items if (item.rated or 0) >= 3]
        if (item := self._item) is not None and item in rated:
            self._ask_evidence(item.item.id)
        elif rated:
            options = [(item.item.id, f"{item.rated}  {item.item.text}") for item in rated]
            self.app.push_screen(Choose("Evidence for which one?", options), self._ask_evidence)
        else:
            title = self._area.area.title
            self.notify(f"Evidence goes with a 3 or 4; nothing in {title} is rated so.", timeout=4, markup=False)

    def _ask_evidence(self, key: str | None) -> None:
        if key is None or self._area is None:
            return
        item = next(item for item in self._area.items if item.item.id == key)
        value = clean(item.evidence.text) if item.evidence else ""
        ask = AskText(f"What shows that you can {item.item.text}?", EVIDENCE, value, item.item.shows)
        self.app.push_screen(ask, partial(self._keep_evidence, item))

    def _keep_evidence(self, item: ItemLevel, text: str | None) -> None:
        if text is None:
            return
        with self.telling():
            key = item.item.id
            own = self.session.journey.ratings.get(key)
            if own is not None and own.level is not None:
                self.session.attach_evidence(key, text)
            elif evidence := evidence_from(text, self.session.today):
                # The rating of the whole area stood for the item; with evidence it becomes the item's own.
                self.session.rate(key, item.rated, evidence)

    def action_untouched(self) -> None:
        """Rate the whole area 0, after asking."""
        if self._area is not None:
            area = self._area.area
            question = f"Never touched {area.title}?"
            detail = 'Its core items become 0 and its probe "I don\'t know". u takes it back.'
            self.app.push_screen(Confirm(question, detail), partial(self._never, area.id))

    def _never(self, area_id: str, yes: bool | None) -> None:
        if yes:
            with self.telling():
                self.session.never_touched(area_id)
