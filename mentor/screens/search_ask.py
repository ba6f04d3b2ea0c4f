"""The questions of the Search: what came of an application, what kind of company it is, into and out of files."""

from __future__ import annotations

from collections.abc import Callable

from textual.notifications import SeverityLevel

from mentor.coach.companies import in_industry
from mentor.coach.pipeline import AT_TITLES, STATE_TITLES
from mentor.errors import InputError
from mentor.journey.search import OUTCOMES, STAGES, Application, Company
from mentor.screens.search_entry import read_any_day
from mentor.screens.search_lists import ListName, SearchLists
from mentor.screens.search_text import EMPLOYERS, day_text, status
from mentor.text import counted, one_line, shorten
from mentor.widgets.dialogs import AskText, Choose
from mentor.widgets.place import Place

SENT, OPEN = "sent", "open"
CLOSED = ("rejected", "no_answer", "withdrawn", "accepted")
"""The outcomes, the one heard most often first."""
NO_KIND = "unknown"
"""The choice of no kind."""
APPLY, MEET, KIND = "apply", "meet", "kind"
"""What can be done at a company beside going to what is there."""
_WIDEST = 60
"""Columns of a title in a question."""
_TOLD = 8
"""Rows of a file that are told of."""


class Questions:
    """The dialogs over the Search."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._session = place.session

    # ------------------------------------------------------------------ applications

    def what_happened(self, lists: SearchLists, application: Application) -> None:
        """Ask what came of an application, and on which day."""
        one, today = lists.standings[application.id], lists.today
        options: list[tuple[str, str]] = [] if application.sent else [(SENT, "It went out")]
        for stage in STAGES:
            day = application.stages.get(stage)
            options.append((stage, AT_TITLES[stage] + (f": another day than {day_text(day, today)}" if day else "")))
        if application.sent:
            options += self._outcomes(application)
        following = application.furthest and STAGES[min(STAGES.index(application.furthest) + 1, len(STAGES) - 1)]
        first = (following or STAGES[0]) if application.sent else SENT

        def chosen(key: str | None) -> None:
            if key == SENT or key in STAGES:
                self._ask_day(application, key)
            elif key is not None:
                self._close(application, key)

        question = f"What happened? {shorten(lists.called(application), _WIDEST)}"
        self._place.app.push_screen(Choose(question, options, status(one, today), first), chosen)

    def result(self, lists: SearchLists, application: Application) -> None:
        """Ask for the outcome of an application alone."""
        question = f"How did it end? {shorten(lists.called(application), _WIDEST)}"
        options = self._outcomes(application)
        self._place.app.push_screen(
            Choose(question, options), lambda key: self._close(application, key) if key else None
        )

    def _outcomes(self, application: Application) -> list[tuple[str, str]]:
        keys = sorted(set(OUTCOMES) - {OPEN, application.outcome}, key=CLOSED.index)
        others: list[tuple[str, str]] = [(key, STATE_TITLES[key].capitalize()) for key in keys]
        return others if application.outcome == OPEN else [(OPEN, "Open again"), *others]

    def _close(self, application: Application, outcome: str) -> None:
        with self._place.telling():
            self._session.close(application.id, outcome)

    def _ask_day(self, application: Application, step: str, typed: str = "", told: str = "") -> None:
        """Ask for the day of a step; once more, with what is in the way, where it cannot be that one."""

        def given(text: str | None) -> None:
            if text is None:
                return
            with self._place.telling():
                try:
                    day = read_any_day(text or "today", self._session.today)
                    if step == SENT:
                        self._session.send(application.id, day)
                    else:
                        self._session.reach(application.id, step, day)
                except InputError as error:
                    self._ask_day(application, step, text, " ".join(error.lines()))

        known = application.stages.get(step)
        asked = "When did it go out?" if step == SENT else f"{AT_TITLES[step]}: on which day?"
        detail = "Today, yesterday or a date such as 2026-11-20."
        if step != SENT:
            detail = "Today, yesterday, tomorrow or a date such as 2026-11-30; a day ahead is one that is arranged."
        value = typed or (known.isoformat() if known else "today")
        self._place.app.push_screen(AskText(asked, told or detail, value), given)

    # ------------------------------------------------------------------ companies

    def kind_of(self, name: str, chosen: Callable[[str], None], now: str = "") -> None:
        """Ask what kind of company it is; gives the kind's id, empty for not known."""

        def given(key: str | None) -> None:
            if key is not None:
                chosen("" if key == NO_KIND else key)

        kinds, profile = self._session.content.companies, self._session.journey.profile
        industry = profile.industry if profile else ""
        options = [(NO_KIND, "Not known"), *((key, in_industry(kinds[key].title, industry)) for key in EMPLOYERS)]
        question = f"What kind of company? {shorten(name, _WIDEST)}"
        self._place.app.push_screen(Choose(question, options, chosen=now), given)

    def at_company(self, lists: SearchLists, company: Company, chosen: Callable[[str], None]) -> None:
        """Ask where to go from a company; gives a record's id, or what to add."""
        options = [(one.id, f"{one.id}  {one_line(one.name)}") for one in lists.people_at.get(company.id, ())]
        for row in lists.applied_at.get(company.id, ()):
            said = f"{row.application.id}  {shorten(row.application.role, 36)}: {status(row, lists.today)}"
            options.append((row.application.id, said))
        options += [(APPLY, "Apply there"), (MEET, "Add a person there"), (KIND, "Say what kind of company it is")]
        self._place.app.push_screen(
            Choose(shorten(company.name, _WIDEST), options), lambda key: chosen(key) if key else None
        )

    def whom(self, lists: SearchLists, application: Application, chosen: Callable[[str], None]) -> None:
        """Ask whom to write to about an application; gives the person's id, at once where there is one alone."""
        journey = lists.journey
        ids = [application.person, *(one.id for one in lists.people_at.get(application.company, ()))]
        people = [journey.people[id_] for id_ in dict.fromkeys(ids) if id_ in journey.people]
        if len(people) == 1:
            chosen(people[0].id)
        elif people:
            options = [(one.id, one_line(one.name)) for one in people]
            self._place.app.push_screen(Choose("To whom?", options), lambda key: chosen(key) if key else None)
        else:
            at = lists.name_of(application.company) or "this company"
            told = f"Nobody is known at {at}. 2, then n puts somebody down."
            self._place.notify(told, timeout=5, markup=False)

    # ------------------------------------------------------------------ files

    def take_file(self, of: ListName) -> None:
        """Ask for a file, and take its rows."""

        def given(name: str | None) -> None:
            if name is None or not name.strip():
                return
            with self._place.telling():
                taken = self._session.import_search_file(of, name)
                told = [f"{counted(len(taken.records), 'record')} taken; u undoes it.", *taken.remarks]
                told += taken.problems[:_TOLD]
                more = len(taken.problems) - _TOLD
                told += [f"and {more} more rows"] if more > 0 else []
                how: SeverityLevel = "warning" if taken.problems else "information"
                self._place.notify("\n".join(told), severity=how, timeout=10, markup=False)

        detail = f"A CSV file of {of}; its first row names the columns. Rows that cannot be read are told by number."
        self._place.app.push_screen(AskText("From which file?", detail), given)

    def write_file(self, of: ListName) -> None:
        """Ask for a file, and write the list into it."""

        def write(name: str, *, over: bool = False) -> object:
            return self._session.write_search(of, name, over=over)

        self._place.ask_file(f"All {of}, what is archived too, as CSV.", f"{of}.csv", write)  # type: ignore[arg-type]
