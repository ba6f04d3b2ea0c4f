"""Portfolio: the projects, and the checklist of the one chosen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList, Static

from mentor.coach.portfolio import SECTIONS, Line, Progress, progress
from mentor.coach.steps import next_steps
from mentor.journey.records import Project
from mentor.screens.portfolio_ask import Questions
from mentor.screens.portfolio_page import project_page
from mentor.screens.portfolio_text import (
    criterion_detail,
    criterion_row,
    project_head,
    project_row,
    proposal_text,
    section_heading,
)
from mentor.screens.portfolio_verify import Probe, Verify
from mentor.session import Session
from mentor.widgets.background import Background
from mentor.widgets.detail import DETAIL_KEYS, Detail
from mentor.widgets.lists import Rows
from mentor.widgets.place import Place
from mentor.widgets.text import ACCENT, MUTED, join, line, plain

STATES = ("active", "parked", "finished")
ON_PROJECT = {"act", "not_needed", "edit", "state", "remove", "hide", "switch"}


class ProjectRows(Rows):
    """Projects, or criteria; a click only moves the cursor."""

    BINDINGS = [Binding("enter", "screen.act", "do", show=False)]


class PortfolioScreen(Place):
    """Your projects; below, the checklist of the one chosen. v reads its folder, space says what shows a line."""

    PLACE = "portfolio"
    CSS_PATH = "portfolio.tcss"
    AUTO_FOCUS = "#checklist"
    BINDINGS = [
        Binding(
            "escape",
            "stop",
            "stop",
            key_display="esc",
            id="portfolio.stop",
            tooltip="Stop the reading; nothing is kept",
        ),
        Binding("v", "verify", "verify", id="portfolio.verify", tooltip="Read the folder: what it shows of each line"),
        Binding(
            "space", "act", "met", id="portfolio.act", tooltip="Say what shows that it is met, change or take it back"
        ),
        Binding("m", "not_needed", "n/a", id="portfolio.na", tooltip="Mark it as not applying, with the reason"),
        Binding("n", "new", "new", id="portfolio.new", tooltip="Start a project"),
        Binding(
            "tab,shift+tab", "switch", "switch", id="portfolio.tab", tooltip="Go between the projects and the checklist"
        ),
        Binding("d", "hide", "hide", id="portfolio.hide", tooltip="Hide or show what is met or does not apply"),
        *DETAIL_KEYS,
        Binding("o", "state", "state", id="portfolio.state", tooltip="Active, parked or finished"),
        Binding("e", "edit", "edit", id="portfolio.edit", tooltip="Change title, folder and address"),
        Binding("x", "remove", "remove", id="portfolio.remove", tooltip="Remove the project with its marks"),
        Binding(
            "P", "probe", "probe", id="portfolio.probe", tooltip="Ask its address how fast it answers, after a question"
        ),
        Binding("r", "resume", "resume", id="portfolio.resume", tooltip="Write and check the resume's bullets"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._ask = Questions(self)
        self._background = Background(self, self._show_work)
        self._verify, self._probe = Verify(self, self._background), Probe(self, self._background)
        self._hide = False
        self._progress: dict[str, Progress] = {}
        self._listed = ""

    def body(self) -> ComposeResult:
        """Projects, the head of the one chosen, its checklist, and what is under the cursor."""
        yield ProjectRows(id="projects")
        yield Static(id="head")
        yield Static(id="work")
        with Horizontal(id="middle"):
            yield ProjectRows(id="checklist")
            yield Detail(id="detail")

    def reload(self) -> None:
        """Show projects and criteria as they are."""
        if self.session.journey.profile is None:
            return
        content, journey = self.session.content, self.session.journey
        self._progress = {key: progress(content, journey, project) for key, project in journey.projects.items()}
        self.note_week()
        self._show()

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        if self.session.journey.profile is not None:
            self.call_after_refresh(self._show)

    # ------------------------------------------------------------------ drawing

    @property
    def _projects(self) -> Rows:
        return self.query_one("#projects", Rows)

    @property
    def _checklist(self) -> Rows:
        return self.query_one("#checklist", Rows)

    @property
    def _narrow(self) -> bool:
        return self.app.size.width < self.HORIZONTAL_BREAKPOINTS[1][0]

    def _project(self) -> Project | None:
        return self.session.journey.projects.get(self._projects.chosen or "")

    def _line(self) -> Line | None:
        far = self._progress.get(self._projects.chosen or "")
        key = self._checklist.chosen
        return next((row for row in far.lines if row.criterion.id == key), None) if far else None

    def _show(self) -> None:
        projects = [p for p in self.session.journey.projects.values() if p.id in self._progress]
        newest = sorted(projects, key=lambda p: (p.on, len(p.id), p.id), reverse=True)
        ordered = sorted(newest, key=lambda p: STATES.index(p.state))
        width = self.app.size.width - 4
        rows = [(p.id, project_row(self.session, p, self._progress[p.id], width)) for p in ordered]
        self.set_class(not ordered, "-empty")
        self._projects.show(rows)
        self._show_project()
        if ordered and self.focused is None:
            self._checklist.focus()
        self.refresh_bindings()

    def _show_project(self) -> None:
        project = self._project()
        if project is None or project.id not in self._progress:
            self._show_proposal()
            return
        far, width = self._progress[project.id], self.app.size.width
        head = project_head(self.session, project, far, width - 4, narrow=self._narrow)
        self.query_one("#head", Static).update(head)
        self._checklist.show(self._rows(far, width - 5 if self._narrow else width * 3 // 5 - 5))
        if project.id != self._listed:
            self._listed = project.id
            steps = next_steps(self.session.content, far)
            self._checklist.choose(next((step.criterion.id for step in steps), far.lines[0].criterion.id))
        self._show_detail()

    def _rows(self, far: Progress, width: int) -> list[tuple[str | None, Content]]:
        rows: list[tuple[str | None, Content]] = []
        coming = {step.criterion.id for step in next_steps(self.session.content, far)}
        for section in SECTIONS:
            rows.append((None, section_heading(far, section, width, first=not rows)))
            members = [row for row in far.lines if row.criterion.section == section]
            shown = [row for row in members if not (self._hide and row.met_fully)]
            rows += [(r.criterion.id, criterion_row(r, width, following=r.criterion.id in coming)) for r in shown]
            if len(shown) < len(members):
                rows.append((None, plain(f"  {len(members) - len(shown)} met, hidden: d shows them", MUTED)))
        return rows

    def _detail_width(self) -> int:
        width = self.app.size.width
        return width - 4 if self._narrow else width - width * 3 // 5 - 5

    def _show_detail(self) -> None:
        """The project where the cursor is among the projects, else the criterion under it."""
        row, project, width = self._line(), self._project(), self._detail_width()
        if project is not None and self._projects.has_focus:
            page = project_page(self.session, project, self._progress[project.id], width)
            self.query_one(Detail).show(page, project.id)
        elif row is not None and project is not None:
            text = criterion_detail(self.session, project, row, width, title=not self._narrow)
            self.query_one(Detail).show(text, f"{self._listed} {row.criterion.id}")
        elif self._progress:
            self.query_one(Detail).show(plain("Nothing is open here. d shows what is met.", MUTED))

    def _show_proposal(self) -> None:
        self._listed = ""
        width = min(self.app.size.width - 4, 100)
        self.query_one(Detail).show(proposal_text(self.session, self.session.plan().project, width), "proposal")

    # ------------------------------------------------------------------ keys

    def log_target(self) -> tuple[str, str] | None:
        """What time is logged for here: the project chosen."""
        project = self._project()
        return ("project", project.id) if project else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a project only a new one can be started; one thing is read at a time."""
        if action == "stop":
            return self._background.running
        if action in ("verify", "probe"):
            project = self._project() if self._progress and not self._background.running else None
            return project is not None and (action == "verify" or bool(project.url))
        if action in ON_PROJECT:
            return bool(self._progress)
        return super().check_action(action, parameters)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the checklist of the project, or the criterion, under the cursor."""
        if event.option_list is self._checklist:
            self._show_detail()
        elif self._projects.chosen != self._listed:
            self._show_project()
            self.refresh_bindings()

    def on_descendant_focus(self) -> None:
        """Tell of the project or of the criterion, whichever list has the cursor now."""
        if self._progress:
            self._show_detail()

    def on_screen_suspend(self) -> None:
        """Stop what runs beside the screen when another place is opened; a dialog over this one stops nothing."""
        if self not in self.app.screen_stack:
            self._background.stop()

    def on_unmount(self) -> None:
        """Stop what runs beside the screen."""
        self._background.stop()

    def action_act(self) -> None:
        """From the projects, go to the checklist; there, say what shows the criterion."""
        if self._projects.has_focus:
            self._checklist.focus()
        elif (project := self._project()) is not None and (row := self._line()) is not None:
            self._ask.ask_met(project, row)

    def action_not_needed(self) -> None:
        """Say why the criterion does not apply."""
        project, row = self._project(), self._line()
        if project is not None and row is not None:
            self._ask.ask_not_needed(project, row)

    def action_switch(self) -> None:
        """Go between the projects and the checklist."""
        (self._checklist if self._projects.has_focus else self._projects).focus()

    def action_new(self) -> None:
        """Start a project."""

        def begun(project: Project) -> None:
            self.reload()
            self._projects.choose(project.id)
            self._show_project()
            self._checklist.focus()

        self._ask.begin_project(begun)

    def action_edit(self) -> None:
        """Change title, folder and address."""
        if (project := self._project()) is not None:
            self._ask.edit_project(project)

    def action_state(self) -> None:
        """Change whether the project is in progress."""
        if (project := self._project()) is not None:
            self._ask.change_state(project)

    def action_remove(self) -> None:
        """Remove the project, after a question."""
        if (project := self._project()) is not None:
            self._ask.remove_project(project)

    def action_verify(self) -> None:
        """Read the project's folder."""
        if (project := self._project()) is not None:
            self._verify.begin(project)

    def action_probe(self) -> None:
        """Ask where the project is deployed."""
        if (project := self._project()) is not None:
            self._probe.begin(project)

    def action_stop(self) -> None:
        """Stop what runs beside the screen."""
        if self._background.stop():
            self.notify("Stopped; nothing was kept.", timeout=3, markup=False)

    def _show_work(self, told: str) -> None:
        """Say what runs beside the screen and how far it is; nothing once it is over."""
        if self.is_running:
            work = self.query_one("#work", Static)
            work.update(join(("● ", ACCENT), line(told), ("   esc stops it", MUTED)) if told else "")
            if work.display != bool(told):
                work.display = bool(told)
                self.refresh_bindings()

    def action_resume(self) -> None:
        """Open the resume."""
        from mentor.screens.resume import ResumeScreen

        self.app.push_screen(ResumeScreen(self.session))

    def action_hide(self) -> None:
        """Hide or show what is met or does not apply."""
        self._hide = not self._hide
        self._show()
