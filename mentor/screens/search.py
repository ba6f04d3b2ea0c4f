"""Search: applications by stage, people to write to, companies aimed at."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Resize
from textual.widgets import Input

from mentor.errors import MentorError
from mentor.journey.record import Record
from mentor.journey.search import STAGES, Application, Company, Person
from mentor.journey.time import LogKind
from mentor.screens.search_ask import APPLY, KIND, MEET, OPEN, Questions
from mentor.screens.search_entry import Draft, EntryLine
from mentor.screens.search_lists import ListName
from mentor.screens.search_view import LIST_KEYS, SearchView
from mentor.session import Session
from mentor.widgets.detail import DETAIL_KEYS
from mentor.widgets.long_list import LongList

ON_ROW = {"open", "edit", "archive", "remove", "detail"}
ON_SENT = {"back", "result"}
"""What is done to an application that went out."""
NEEDS: dict[str, tuple[type[Record], ...]] = {
    "on": (Application,),
    "spoke": (Person,),
    "message": (Application, Person),
}
"""What is done to one kind of row, or two."""
WHILE_ENTERING = {"put_down", "channel", "to_send", "leave_entry"}
OF_APPLICATIONS = {"channel", "to_send"}
"""Keys of the entry line that only applications have."""


class SearchScreen(SearchView):
    """The job search: people first, then applications, counted by stage. 1, 2, 3 or the arrows change the list."""

    PLACE = "search"
    BINDINGS = [
        Binding("n", "new", "new", id="search.new", tooltip="Put one down after another, a line each"),
        Binding("enter", "open", "open", id="search.open", tooltip="Say what happened; write; see who is there"),
        Binding("greater_than_sign", "on", "move on", key_display=">", id="search.on", tooltip="Sent, or a stage on"),
        Binding("space", "on", "move on", show=False, id="search.on_too", tooltip="Sent, or a stage on"),
        Binding("space", "spoke", "spoke", id="search.spoke", tooltip="You were in touch today; what was due is done"),
        Binding("greater_than_sign", "spoke", "spoke", show=False, id="search.spoke_too", tooltip="In touch today"),
        Binding("less_than_sign", "back", "back", show=False, id="search.back", tooltip="A stage back, or open again"),
        Binding("r", "result", "result", id="search.result", tooltip="How the application ended, or open it again"),
        Binding("e", "edit", "edit", id="search.edit", tooltip="Change what stands there"),
        Binding("m", "message", "message", id="search.message", tooltip="Write to the person, or to somebody there"),
        Binding("F", "app.funnel", "funnel", id="search.funnel", tooltip="What comes of what, and where it leaks"),
        Binding("A", "advert", "ad", id="search.advert", tooltip="Read the ad: what it asks for, and what you can do"),
        Binding("O", "app.offers", "offers", id="search.offers", tooltip="Offers side by side"),
        Binding("x", "archive", "archive", id="search.archive", tooltip="Archive it, or bring it back"),
        Binding("X,delete", "remove", "remove", id="search.remove", tooltip="Remove it; u undoes it"),
        *LIST_KEYS,
        *DETAIL_KEYS,
        Binding("i", "take", "import", id="search.import", tooltip="Take the rows of a CSV file onto this list"),
        Binding("w", "write", "write file", id="search.write", tooltip="Write this list into a CSV file"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._ask = Questions(self)
        self._sent: bool | None = None

    def above_list(self) -> ComposeResult:
        """The line in which something is put down."""
        yield EntryLine(id="entry")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What acts on a row needs one of its kind; the entry line has keys of its own."""
        if action in WHILE_ENTERING:
            entry = self._entry
            return entry.display and (action not in OF_APPLICATIONS or entry.of == "applications")
        record = self.record
        if action in ON_ROW:
            return record is not None
        if action in NEEDS:
            return isinstance(record, NEEDS[action])
        if action in ON_SENT:
            return isinstance(record, Application) and record.sent
        return super().check_action(action, parameters)

    def log_about(self) -> tuple[LogKind, str] | None:
        """What `+` logs time for: an application, or people."""
        record = self.record
        if record is None:
            return None
        return ("apply" if isinstance(record, Application) else "people"), self.session.search_title(record)

    # ------------------------------------------------------------------ putting down

    @property
    def _entry(self) -> EntryLine:
        return self.query_one(EntryLine)

    def action_new(self) -> None:
        """Ask for a line: one more of what the list holds."""
        self._begin(self.of)

    def _begin(self, of: ListName, text: str = "") -> None:
        self.action_list(of)
        self.show_every_row()
        self._entry.begin(of, text)
        self._tell_entry()

    def on_resize(self, _: Resize) -> None:
        """Say it anew on a line of another width; the class above draws the rest."""
        if self._entry.display:
            self.call_after_refresh(self._tell_entry)

    def _tell_entry(self) -> None:
        self._entry.tell(self.session.today)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how the line is read; the class above sees to the filter."""
        if event.input is self._entry.field:
            self._tell_entry()

    def action_put_down(self) -> None:
        """Store the line, and ask for the next one; an empty line is the end."""
        entry = self._entry
        if not entry.field.value.strip():
            self.action_leave_entry()
            return
        draft = entry.read(self.session.today)
        if entry.of == "companies" and self.session.company_named(draft.name) is None:
            self._ask.kind_of(draft.name, lambda kind: self._put(draft, kind))
        else:
            self._put(draft)

    def _put(self, draft: Draft, kind: str = "") -> None:
        session, entry = self.session, self._entry
        record: Application | Person | Company
        again = ""
        try:
            if entry.of == "applications":
                if twin := session.applied_already(draft.name, draft.company):
                    again = f"; {twin.id} is the same and still open"
                record = session.apply(draft.name, draft.company, on=draft.on, channel=draft.channel, sent=draft.sent)
            elif entry.of == "people":
                record = session.add_person(draft.name, draft.company, met=draft.met)
            else:
                record = session.add_company(draft.name, type=kind)
        except MentorError as error:
            entry.refused(" ".join(error.lines()))
            return
        self.reload()
        self.rows.choose(record.id)
        entry.saved(f"{record.id} saved: {session.search_title(record)}{again}")

    def action_channel(self, by: int) -> None:
        """The next channel for this line and those after it."""
        self._entry.turn(by)
        self._tell_entry()

    def action_to_send(self) -> None:
        """The application went out already, or is still to be sent."""
        self._entry.sent = not self._entry.sent
        self._tell_entry()

    def action_leave_entry(self) -> None:
        """Back to the list."""
        self._entry.end()
        self.rows.focus()

    # ------------------------------------------------------------------ the row under the cursor

    def on_long_list_moved(self, _: LongList.Moved) -> None:
        """The keys are others where the row is of another kind; the class above shows what it says."""
        sent = getattr(self.record, "sent", None)
        if sent != self._sent:
            self._sent = sent
            self.refresh_bindings()

    async def on_long_list_clicked(self, _: LongList.Clicked) -> None:
        """A second click does what Enter does."""
        if self.record is not None:
            await self.action_open()

    async def action_open(self) -> None:
        """Say what came of an application; write to a person; go on from a company to what is there."""
        record = self.record
        if self.lists is None or record is None:
            return
        if isinstance(record, Application):
            self._ask.what_happened(self.lists, record)
        elif isinstance(record, Person):
            await self.action_message()
        else:
            self._ask.at_company(self.lists, record, lambda key: self._at_company(record, key))

    def _at_company(self, company: Company, key: str) -> None:
        if key == APPLY:
            self._begin("applications", f"{company.name} / ")
        elif key == MEET:
            self._begin("people", f" @ {company.name}")
            self._entry.field.cursor_position = 0
        elif key == KIND:
            self._ask.kind_of(company.name, lambda kind: self._change(company, type=kind), company.type)
        else:
            self.go_to(key)

    def _change(self, record: Company | Person, **fields: Any) -> None:
        with self.telling():
            self.session.change_search(record, **fields)

    def action_on(self) -> None:
        """Send the application or move it one stage on, from today."""
        record = self.record
        if isinstance(record, Application):
            with self.telling():
                if not record.sent:
                    self.session.send(record.id)
                elif record.furthest == STAGES[-1]:
                    self.notify("It has an offer. r says what came of it, O compares offers.", timeout=4)
                else:
                    at = STAGES.index(record.furthest) + 1 if record.furthest else 0
                    self.session.reach(record.id, STAGES[at])

    def action_spoke(self) -> None:
        """Note a contact today: what was due is done, or else it answers the message that waits for one."""
        person, today = self.record, self.session.today
        if not isinstance(person, Person):
            return
        sent = self.lists.sent_to.get(person.id) if self.lists else None
        if person.next_on is not None and person.next_on <= today:
            self._change(person, last=today, next="", next_on=None)
        elif sent and not sent[-1].answered:
            with self.telling():
                self.session.answered(person.id)
        else:
            self._change(person, last=today)

    def action_back(self) -> None:
        """Open a closed application again; take back its last stage, or that it went out."""
        record = self.record
        if not isinstance(record, Application) or not record.sent:
            return
        with self.telling():
            if record.outcome != OPEN:
                self.session.close(record.id, OPEN)
            elif record.furthest:
                self.session.unreach(record.id)
            else:
                self.session.change_search(record, sent=False)

    def action_result(self) -> None:
        """Say how the application ended."""
        if self.lists is not None and isinstance(self.record, Application):
            self._ask.result(self.lists, self.record)

    def action_edit(self) -> None:
        """Change what stands there."""
        from mentor.screens.search_forms import ApplicationForm, CompanyForm, PersonForm

        record = self.record
        if isinstance(record, Application):
            self.app.push_screen(ApplicationForm(self.session, record), lambda _: self.reload())
        elif isinstance(record, Person):
            self.app.push_screen(PersonForm(self.session, record), lambda _: self.reload())
        elif isinstance(record, Company):
            self.app.push_screen(CompanyForm(self.session, record), lambda _: self.reload())

    def action_archive(self) -> None:
        """Archive it, or bring it back."""
        if (record := self.record) is not None:
            with self.telling():
                self.session.archive([record], archived=not record.archived)
                self.notify("Brought back" if record.archived else "Archived; d shows it", timeout=3)

    def action_remove(self) -> None:
        """Remove it; what others speak of can only be archived."""
        if (record := self.record) is not None:
            with self.telling():
                self.session.remove_search(self.of, record.id)
                self.notify("Removed; u brings it back", timeout=3)

    # ------------------------------------------------------------------ elsewhere

    async def action_message(self) -> None:
        """Write to the person, or to somebody at the company."""

        def write(person: str) -> None:
            self.call_later(self.run_action, f"app.message({person!r})")

        record = self.record
        if isinstance(record, Person):
            write(record.id)
        elif isinstance(record, Application) and self.lists is not None:
            self._ask.whom(self.lists, record, write)

    async def action_advert(self) -> None:
        """Read the application's ad; without one under the cursor, any that is pasted."""
        application = self.record.id if isinstance(self.record, Application) else ""
        await self.run_action(f"app.advert({application!r})")

    def action_take(self) -> None:
        """Take the rows of a CSV file onto the list."""
        self._ask.take_file(self.of)

    def action_write(self) -> None:
        """Write the list into a CSV file."""
        self._ask.write_file(self.of)
