"""Finds actions, cards, areas, items, projects, the job search and all there is to practise for the palette."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher

from mentor.content.search import library_of
from mentor.session import Session
from mentor.widgets.text import plain

Command = Callable[[], Awaitable[bool]]
Entry = tuple[str, str, Command]
"""What it says, what it is, what choosing it does."""


class FindEverything(Provider):
    """Everything with a name. The application gives the session and the way to a place."""

    def entries(self) -> Iterator[Entry]:
        """Every entry, the week's own actions first."""
        session: Session = self.app.session  # type: ignore[attr-defined]
        journey, content = session.journey, session.content
        if journey.profile is None:
            return
        week = session.current_week()
        for action in week.actions if week else ():
            yield action.title, f"Action {action.id}", self._go("today", action.id)
        for project in journey.projects.values():
            yield project.title, f"Project {project.id}", self._go("portfolio", project.id)
        yield from self._job_search(session)
        for task in content.tasks.values():
            if task.is_for(journey.profile.start, journey.profile.target):
                yield task.title, f"Card {task.id}", self._go("board", task.id)
        for area in content.areas.values():
            yield area.title, f"Area {area.code}", self._go("audit", area.id)
        for item in content.items.values():
            yield item.text, f"Item {item.id}", self._go("audit", content.area_of[item.id].id)
        for entry in library_of(content).values():
            yield entry.title, f"Entry {entry.id}", self._go("library", f"entry:{entry.id}")
        yield from self._practice(session)

    def _job_search(self, session: Session) -> Iterator[Entry]:
        """Companies, people, and the applications that something can still come of."""
        for company in session.journey.companies.values():
            yield company.name, f"Company {company.id}", self._go("search", company.id)
        for person in session.journey.people.values():
            yield session.search_title(person), f"Person {person.id}", self._go("search", person.id)
        for application in (one.application for one in session.pipeline() if one.open):
            title = session.search_title(application)
            yield title, f"Application {application.id}", self._go("search", application.id)

    def _practice(self, session: Session) -> Iterator[Entry]:
        """Cards to review, the user's own too, design prompts and exercises."""
        from mentor.coach.evaluation import EXERCISES

        content = session.content
        for card in session.deck().values():
            yield card.question, f"Practice card {card.id}", self._go("practice", f"card:{card.id}")
        for prompt in content.prompts.values():
            yield prompt.title, f"Design prompt {prompt.id}", self._go("practice", f"prompt:{prompt.id}")
        for query in content.sql_exercises.values():
            yield query.title, f"SQL exercise {query.id}", self._go("practice", f"sql:{query.id}")
        for one in EXERCISES.values():
            yield one.title, f"Evaluation exercise {one.id}", self._go("practice", f"eval:{one.id}")

    def _go(self, mode: str, key: str) -> Command:
        return partial(self.app.run_action, f"app.find({mode!r}, {key!r})")

    async def discover(self) -> Hits:
        """The week's actions, before anything is typed."""
        for title, what, command in self.entries():
            if what.startswith("Action"):
                yield DiscoveryHit(plain(title), command, text=title, help=what)

    async def search(self, query: str) -> Hits:
        """Entries whose name or id matches."""
        matcher = self.matcher(query)
        for title, what, command in self.entries():
            score = max(matcher.match(title), matcher.match(what))
            if score > 0:
                yield Hit(score, _highlight(matcher, title), command, text=title, help=what)


def _highlight(matcher: Matcher, title: str) -> Content:
    """The title with the matched letters set off; built without markup, since titles may be the user's own."""
    _, offsets = matcher.fuzzy_search.match(matcher.query, title)
    content = plain(title)
    for offset in offsets if len(content) == len(title) else ():
        content = content.stylize("bold underline", offset, offset + 1)
    return content
