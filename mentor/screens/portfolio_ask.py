"""The questions of the portfolio: a new project, what shows a criterion, a project's title and place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from textwrap import wrap

from mentor.coach.portfolio import Line, unshipped
from mentor.coach.proof import looks_of, runs_of, spot_text
from mentor.coach.verdict import UNSEEN
from mentor.journey.records import Project
from mentor.session import Session
from mentor.text import one_line
from mentor.widgets.dialogs import AskText, Choose, Confirm
from mentor.widgets.place import Place
from mentor.widgets.text import STRONG, line, lines, plain

SHOWS = "A link, a path or a sentence."
ONE_AT_A_TIME = "C18"
"""The rule against several projects in progress."""
PARKING = "One sentence; it stands beside the project until you take it up again."
OVERRULES = "The reason stands beside it from now on: overruled by you, never verified."
DEPLOYED = "R27"
OPEN_AGAIN = "open"
PITCH_WIDTH = 62
"""Columns of a pitch in the dialog."""


class Questions:
    """Asks over a place, one question after the other, and stores the answers; Escape leaves all as it was."""

    def __init__(self, place: Place) -> None:
        self._place = place

    @property
    def _session(self) -> Session:
        return self._place.session

    # ------------------------------------------------------------------ projects

    def begin_project(self, then: Callable[[Project], None]) -> None:
        """Ask for a new project's type, title and place, store it, and tell `then`."""
        self._make_room("", lambda parking: self._ask_type(parking, then))

    def _make_room(self, but: str, go_on: Callable[[str], None]) -> None:
        """Ask why what is in progress and not shipped is parked; without any, go on at once."""
        session = self._session
        held = [project for project in unshipped(session.content, session.journey) if project.id != but]
        if not held:
            go_on("")
            return
        rule = session.content.rules[ONE_AT_A_TIME]
        titles = ", ".join(one_line(project.title, 60) for project in held[:3])
        detail = f"In progress and not shipped: {titles}.\nRule {rule.id}: {rule.short}. {PARKING}"
        self._ask_parking("Why is it parked?", detail, go_on)

    def _ask_parking(self, question: str, detail: str, go_on: Callable[[str], None]) -> None:
        def given(why: str | None) -> None:
            if why is not None and one_line(why):
                go_on(why)

        self._place.app.push_screen(AskText(question, detail), given)

    def _ask_type(self, parking: str, then: Callable[[Project], None]) -> None:
        proposal = self._session.plan().project
        waits = {other.type.id: f" (not yet: {other.why})" for other in proposal.not_yet}
        kinds = sorted(self._session.content.project_types.values(), key=lambda kind: kind.id != proposal.type.id)
        options = []
        for kind in kinds:
            note = " (proposed for you)" if kind.id == proposal.type.id else waits.get(kind.id, "")
            pitch = [plain("  " + text) for text in wrap(kind.pitch, PITCH_WIDTH)]
            options.append((kind.id, lines(line(f"{kind.title}{note}", STRONG), *pitch)))

        def chosen(kind: str | None) -> None:
            if kind is not None:
                self._ask_title(kind, parking, then)

        self._place.app.push_screen(Choose("Which type of project?", options), chosen)

    def _ask_title(self, kind: str, parking: str, then: Callable[[Project], None]) -> None:
        profile = self._session.journey.profile
        industry = one_line(profile.industry) if profile else ""
        named = self._session.content.project_types[kind].title
        proposed = f"{named} on {industry} data" if industry else named

        def given(title: str | None) -> None:
            if title is not None:
                self._ask_place(kind, title if one_line(title) else proposed, parking, then)

        self._place.app.push_screen(AskText("What is it called?", "You can change it later.", proposed), given)

    def _ask_place(self, kind: str, title: str, parking: str, then: Callable[[Project], None]) -> None:
        def given(place: str | None) -> None:
            if place is None:
                return
            is_url = place.strip().startswith(("http://", "https://", "git@"))
            with self._place.telling():
                path, url = ("", place) if is_url else (place, "")
                then(self._session.add_project(kind, title, path, url, parking=parking))

        detail = "Its folder or its address, if it has one yet. Enter goes on without."
        self._place.app.push_screen(AskText("Where is it?", detail, placeholder="~/code/project or https://"), given)

    def edit_project(self, project: Project) -> None:
        """Ask for title, path and address anew."""

        def url_given(changed: Project, url: str | None) -> None:
            if url is not None:
                with self._place.telling():
                    self._session.change_project(replace(changed, url=url))

        def path_given(changed: Project, path: str | None) -> None:
            if path is not None:
                ask("Its address", "https://", project.url, lambda url: url_given(replace(changed, path=path), url))

        def title_given(title: str | None) -> None:
            if title is not None:
                changed = replace(project, title=title if one_line(title) else project.title)
                ask("Its folder", "~/code/project", project.path, lambda path: path_given(changed, path))

        def ask(question: str, example: str, value: str, given: Callable[[str | None], None]) -> None:
            detail = "Enter goes on; an empty line leaves it out."
            self._place.app.push_screen(AskText(question, detail, one_line(value), example), given)

        self._place.app.push_screen(AskText("What is it called?", "", one_line(project.title)), title_given)

    def change_state(self, project: Project) -> None:
        """Ask whether a project is in progress, parked or finished."""
        options = [
            ("active", "Active: in progress"),
            ("parked", "Parked: set aside for now, out of the weekly plan"),
            ("finished", "Finished: nothing more is planned"),
        ]

        def resume(parking: str) -> None:
            with self._place.telling():
                self._session.resume_project(project, parking=parking)

        def park(why: str) -> None:
            with self._place.telling():
                self._session.park_project(project, why)

        def chosen(state: str | None) -> None:
            if state is None or state == project.state:
                return
            if state == "active":
                self._make_room(project.id, resume)
            elif state == "parked":
                self._ask_parking(f"Why is {title} parked?", PARKING, park)
            else:
                with self._place.telling():
                    self._session.change_project(replace(project, state="finished"))

        title = one_line(project.title, 60)
        self._place.app.push_screen(Choose(f"Where does {title} stand?", options, chosen=project.state), chosen)

    def remove_project(self, project: Project) -> None:
        """Ask whether to remove a project with its marks and with what was found in its folder."""
        marks = sum(mark.project == project.id for mark in self._session.journey.marks.values())
        held = "1 criterion" if marks == 1 else f"{marks} criteria"
        read = ", and what its readings found" if runs_of(self._session.journey, project.id) else ""
        detail = f"What you said of {held} goes with it{read}. u brings all of it back."

        def answered(yes: bool | None) -> None:
            if yes:
                with self._place.telling():
                    self._session.remove_project(project)

        self._place.app.push_screen(Confirm(f"Remove {one_line(project.title, 60)}?", detail), answered)

    # ------------------------------------------------------------------ criteria

    def ask_met(self, project: Project, row: Line) -> None:
        """Ask what shows that a criterion is met, or why the finding is wrong; an empty line opens one that was met.

        What a reading found met needs no word of the user's.
        """
        one = row.criterion
        if row.backing == "verified" and row.met_fully and row.mark is None:
            self._place.notify("A reading found it met; there is nothing to say.", timeout=3, markup=False)
            return
        if not (row.shipped and row.defensible and one.shipped_needs and one.defensible_needs):
            self._ask_note(project, row, defensible=True)
            return
        options = [("shipped", f"Shipped: {one.shipped_needs}"), ("defensible", f"Defensible: {one.defensible_needs}")]
        now = ""
        if row.mark is not None and row.mark.state == "met":
            options.append((OPEN_AGAIN, "Neither: open it again"))
            now = "defensible" if row.mark.defensible else "shipped"

        def chosen(level: str | None) -> None:
            if level == OPEN_AGAIN:
                with self._place.telling():
                    self._session.unmark(project, one.id)
            elif level is not None:
                self._ask_note(project, row, defensible=level == "defensible")

        self._place.app.push_screen(Choose(f"How far is it? {one.title}", options, chosen=now), chosen)

    def _ask_note(self, project: Project, row: Line, *, defensible: bool) -> None:
        mark, finding, one = row.mark, row.finding, row.criterion
        note, on = (mark.note, mark.on) if mark is not None and mark.state == "met" else self._seen(project, row)
        question, detail = f"What shows it? {one.title}", f"{one.evidence}\n{SHOWS}{_empty(row)}"
        if finding is not None and finding.state == "fail":
            places = ", ".join(spot_text(spot) for spot in finding.evidence[:3])
            question = f"Why is the finding wrong? {one.title}"
            detail = f"Found: {one_line(finding.said)}{f' ({places})' if places else ''}\n{OVERRULES}{_empty(row)}"

        def given(text: str | None) -> None:
            if one.id in UNSEEN and text is not None and one_line(text):
                self._ask_day(on, lambda day: self._store(project, row, "met", text, defensible=defensible, on=day))
            else:
                self._store(project, row, "met", text, defensible=defensible)

        self._place.app.push_screen(AskText(question, detail, one_line(note)), given)

    def _seen(self, project: Project, row: Line) -> tuple[str, date]:
        """What is proposed as note and day: what the deployed service answered, where it was asked."""
        looks = looks_of(self._session.journey, project.id) if row.criterion.id == DEPLOYED else ()
        for look in looks[:1]:
            if 200 <= look.status < 300:
                return look.url, look.on
        return "", self._session.today

    def _ask_day(self, on: date, then: Callable[[date], None]) -> None:
        """Ask on which day that was seen which no reading can see."""
        from mentor.screens.log_form import read_day

        def given(text: str | None) -> None:
            if text is not None:
                with self._place.telling():
                    then(read_day(text, self._session.today))

        detail = "No reading can see it, so it is shown as attested, with its day: today, yesterday or 2026-11-20."
        self._place.app.push_screen(AskText("On which day did you see it?", detail, on.isoformat()), given)

    def ask_not_needed(self, project: Project, row: Line) -> None:
        """Ask why a criterion does not apply; an empty line opens it again."""
        mark = row.mark
        before = mark.note if mark is not None and mark.state == "na" else ""
        question = f"Why does it not apply? {row.criterion.title}"
        detail = f"One sentence; it is shown beside the criterion.{_empty(row)}"
        self._place.app.push_screen(
            AskText(question, detail, one_line(before)), lambda note: self._store(project, row, "na", note)
        )

    def _store(
        self,
        project: Project,
        row: Line,
        state: str,
        note: str | None,
        *,
        defensible: bool = True,
        on: date | None = None,
    ) -> None:
        if note is None or (row.mark is None and not one_line(note)):
            return
        with self._place.telling():
            if one_line(note):
                met = "met" if state == "met" else "na"
                self._session.mark(project, row.criterion.id, met, note, defensible=defensible, on=on)  # type: ignore[arg-type]
            else:
                self._session.unmark(project, row.criterion.id)


def _empty(row: Line) -> str:
    return " An empty line opens it again." if row.mark is not None else ""
