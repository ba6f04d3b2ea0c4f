"""Reading a project's folder and looking at where it is deployed: work beside the screen, which stays usable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mentor.coach.levels import under_rated
from mentor.coach.portfolio import progress
from mentor.coach.proof import proven_items, runs_of
from mentor.coach.steps import since_last
from mentor.errors import MentorError
from mentor.journey.records import Project
from mentor.screens.portfolio_page import read_line
from mentor.screens.portfolio_text import look_line
from mentor.session import Session
from mentor.text import counted, one_line, shorten
from mentor.widgets.background import Background, Tell
from mentor.widgets.dialogs import AskText, Confirm
from mentor.widgets.place import Place

if TYPE_CHECKING:  # the reader of folders and the library for HTTP are imported when one is asked for
    from mentor.evidence import Examination
    from mentor.evidence.deployment import Look

FOLDER = "Its files are read, never run; nothing leaves this machine."
ITEMS_NAMED = 5
"""Items that a question lists; the smallest screen has no room for more."""


class Verify:
    """Reads the folder of a project, keeps what was found, and asks about items that are rated low beside it."""

    def __init__(self, place: Place, background: Background) -> None:
        self._place, self._background = place, background

    @property
    def _session(self) -> Session:
        return self._place.session

    def begin(self, project: Project) -> None:
        """Read a project's folder; ask where it is first, where that is not known."""
        if project.path:
            self._read(project, project.path)
            return

        def given(path: str | None) -> None:
            if path is not None and (path := path.strip()):
                self._read(project, path if path.startswith("~") else str(Path(path).absolute()))

        question = f"Where is the folder of {shorten(project.title, 60)}?"
        self._place.app.push_screen(AskText(question, FOLDER, placeholder="~/code/project"), given)

    def _read(self, project: Project, path: str) -> None:
        session = self._session

        def work(tell: Tell, cancelled: Callable[[], bool]) -> Examination:
            def read(looked: int, of: int) -> None:
                tell(f"looked at {looked:,} of {of:,} files")

            return session.read_folder(path, project.type, progress=read, cancelled=cancelled)

        self._background.start(f"Reading {shorten(path, 40)}", work, partial(self._keep, project, path))

    def _keep(self, project: Project, path: str, examination: Examination) -> None:
        session, content = self._session, self._session.content
        before = under_rated(content, session.journey)
        with self._place.telling():
            now = session.journey.projects.get(project.id, project)
            session.keep_examination(replace(now, path=path), examination)
            far = progress(content, session.journey, now)
            since = since_last(runs_of(session.journey, project.id))
            told = read_line(now, examination.looked, examination.of, far, since)
            self._place.notify("\n".join((told, *examination.notes)), timeout=8, markup=False)
            self._offer([item for item in under_rated(content, session.journey) if item not in before])

    def _offer(self, items: list[str]) -> None:
        """Ask whether to rate again what is rated low and was seen; nothing is raised by itself."""
        if not items or self._place.app.screen is not self._place:
            return  # the gap report names them as well
        content = self._session.content
        proven = proven_items(content, self._session.journey)
        named = [f"{key} {content.items[key].text}: {proven[key].place}" for key in items[:ITEMS_NAMED]]
        named += [f"and {len(items) - ITEMS_NAMED} more"] if len(items) > ITEMS_NAMED else []
        question = f"You may be under-rating {counted(len(items), 'item')}; look again?"

        def answered(yes: bool | None) -> None:
            if yes:
                from mentor.screens.questions import QuestionsScreen

                self._place.app.push_screen(QuestionsScreen(self._session, only=items))

        detail = "Rated 0 or 1, and this reading shows them:\n" + "\n".join(f"- {one_line(text)}" for text in named)
        self._place.app.push_screen(Confirm(question, detail), answered)


class Probe:
    """Looks at a deployed service, after asking, and keeps what it answered."""

    def __init__(self, place: Place, background: Background) -> None:
        self._place, self._background = place, background

    def begin(self, project: Project) -> None:
        """Say which address will be asked and how often, and ask whether to."""
        from mentor.evidence.deployment import USUAL_REQUESTS
        from mentor.evidence.online import is_inside, read_url, shown

        try:
            url = read_url(project.url)
        except MentorError as error:
            self._place.notify("\n".join(error.lines()), severity="error", timeout=8, markup=False)
            return
        address = shorten(shown(url), 200)
        if is_inside(url):
            told = f"{address} is of this machine or a private network. Only the command asks there:"
            command = f"mentor probe {address} --local --project {project.id}"
            self._place.notify(f"{told}\n{command}", severity="warning", timeout=12, markup=False)
            return
        detail = (
            f"Over the network, at most {USUAL_REQUESTS} requests, to this host and no other: status, latency, "
            "documentation, health check. esc stops it."
        )

        def answered(yes: bool | None) -> None:
            if yes:
                self._look(project)

        self._place.app.push_screen(Confirm(f"Ask {address}?", detail), answered)

    def _look(self, project: Project) -> None:
        session = self._place.session

        def work(tell: Tell, cancelled: Callable[[], bool]) -> Look:
            def asked(made: int, of: int, what: str) -> None:
                tell(f"request {made + 1} of at most {of}, {shorten(what, 30)}")

            return session.look(project.url, progress=asked, cancelled=cancelled)

        def keep(look: Look) -> None:
            with self._place.telling():
                record = session.keep_deployment(look, project.id)
                self._place.notify("\n".join((look_line(record), *look.notes)), timeout=8, markup=False)

        self._background.start(f"Asking {shorten(project.url, 40)}", work, keep)
