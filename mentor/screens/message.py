"""A message to a person: the draft from the user's own record, edited, looked over, copied, noted as sent."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.events import DescendantBlur, DescendantFocus, Resize
from textual.widgets import Static, TextArea

from mentor.coach.message_checks import tidy
from mentor.coach.outreach import Draft, day_in_words, kept_draft, kinds_open
from mentor.coach.pipeline import messages_to
from mentor.content.outreach import DraftKind
from mentor.journey import Journey
from mentor.journey.search import Person
from mentor.screens.message_text import count_line, head, kind_text, page, wording_line
from mentor.session import Session
from mentor.session.messages import MESSAGE_LENGTH
from mentor.text import clean
from mentor.widgets.bars import KeyLine, PlaceBar
from mentor.widgets.detail import DETAIL_KEYS, Detail
from mentor.widgets.dialogs import Choose, Confirm
from mentor.widgets.place import WIDE, Place

WHILE_WRITING = {"stop_writing"}


class Writing(TextArea):
    """The text; escape leaves it."""

    BINDINGS = [
        Binding("escape", "screen.stop_writing", "done", key_display="esc", id="message.done", tooltip="Keep the text"),
    ]


class MessageScreen(Place):
    """A message to somebody, drafted from your record. Enter writes in it, n takes another wording, C copies it.

    S notes it as sent and r that an answer came. Nothing is sent from here: paste it where you write to people.
    """

    CSS_PATH = "message.tcss"
    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("enter,e", "write", "write", id="message.write", tooltip="Change the text"),
        Binding("n", "wording", "reword", id="message.wording", tooltip="The next wording; yours stays one"),
        Binding("C", "copy", "copy", id="message.copy", tooltip="Copy the text, to paste it where you send it"),
        Binding("S", "sent", "sent", id="message.sent", tooltip="Note that it went out today"),
        Binding("r", "answered", "reply", id="message.answered", tooltip="Note that an answer came today"),
        Binding("escape", "app.pop_screen", "back", key_display="esc", id="message.back", tooltip="Back; it is kept"),
        Binding("o", "kind", "what for", id="message.kind", tooltip="First message, follow-up, thanks or referral"),
        Binding("X", "remove", "remove", show=False, id="message.remove", tooltip="Remove the draft or last message"),
        *DETAIL_KEYS,
    ]

    def __init__(self, session: Session, person: str) -> None:
        super().__init__(session)
        self._whom = person
        self._kind: DraftKind = "first"
        self._drafts: tuple[Draft, ...] = ()
        self._own: str | None = None
        self._at = 0
        self._chosen = False
        self._of: Journey | None = None

    def compose(self) -> ComposeResult:
        """To whom, which wording, the text with its length, and what there is to see to."""
        yield PlaceBar(self.app.current_mode)
        yield Static(id="head")
        yield Static(id="wording")
        with Horizontal(id="middle"):
            with Vertical(id="left"):
                yield Writing(id="text", soft_wrap=True, compact=True, tab_behavior="focus")
                yield Static(id="count")
            yield Detail(id="detail")
        yield KeyLine()

    # ------------------------------------------------------------------ state

    @property
    def _person(self) -> Person | None:
        return self.session.journey.people.get(self._whom)

    @property
    def _waits(self) -> bool:
        """Whether a message waits for an answer."""
        return any(one.sent and not one.answered for one in messages_to(self.session.journey, self._whom))

    @property
    def _area(self) -> Writing:
        return self.query_one(Writing)

    @property
    def _texts(self) -> list[str]:
        """What `n` goes through: the user's own text where there is one, then the wordings."""
        return [*([] if self._own is None else [self._own]), *(draft.text for draft in self._drafts)]

    def reload(self) -> None:
        """Show the person and the draft as they are now; what is being written stays."""
        journey, person = self.session.journey, self._person
        if journey.profile is None:
            return
        self.note_week()
        if person is None:
            self.notify("This person is no longer on the list.", timeout=5)
            self.app.call_later(self._leave)
            return
        if journey is not self._of and not self._writing:
            self._of = journey
            self._take_up(person)
        self._show()

    def _leave(self) -> None:
        if self.app.screen is self:
            self.app.pop_screen()

    def _take_up(self, person: Person) -> None:
        """Begin with the draft that is kept, or with what comes next."""
        kept = kept_draft(self.session.journey, person.id)
        open_ = kinds_open(self.session.journey, person.id)
        if kept is not None:
            self._kind = kept.kind
        elif not self._chosen or self._kind not in open_:
            self._kind = self.session.message_step(person.id).kind or open_[-1]
        self._own = kept.text if kept else None
        self._drafts = self.session.message_drafts(person.id, self._kind) if self._kind in open_ else ()
        self._put(self._at if self._chosen and kept is None else 0)

    def _put(self, at: int) -> None:
        """Put one of the texts into the area; that is no typing, and does not make it the user's own."""
        texts = self._texts
        self._at = min(at, max(len(texts) - 1, 0))
        with self.prevent(TextArea.Changed):
            self._area.text = clean(texts[self._at]) if texts else ""

    # ------------------------------------------------------------------ drawing

    def on_resize(self, _: Resize) -> None:
        """Wrap anew."""
        self.call_after_refresh(self._show)

    def _width(self) -> int:
        width = self.app.size.width
        return width - 5 if width < WIDE else width // 2 - 5

    def _show(self) -> None:
        person = self._person
        if person is None or not self.is_mounted:
            return
        session, area = self.session, self._area
        looked = session.look_over_message(person.id, area.text, self._kind)
        yours = self._own is not None and self._at == 0
        number = 0 if yours else self._at + (1 if self._own is None else 0)
        title = "your text" if yours else self._drafts[number - 1].title if self._drafts else ""
        self.query_one("#head", Static).update(head(session, person, self.app.size.width - 4))
        wording = wording_line(session, self._kind, title, number, len(self._drafts))
        self.query_one("#wording", Static).update(wording)
        self.query_one("#count", Static).update(count_line(session, looked))
        step = session.message_step(person.id)
        self.query_one(Detail).show(page(session, person, self._kind, looked, step, self._width()), "page")
        self.refresh_bindings()

    # ------------------------------------------------------------------ writing

    @property
    def _writing(self) -> bool:
        return self.is_mounted and self.focused is self._area

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the text has the keys, letters are text."""
        if self._writing:
            return action in WHILE_WRITING
        if action == "answered":
            return self._waits
        if action == "wording":
            return len(self._texts) > 1
        if action == "remove":
            return bool(messages_to(self.session.journey, self._whom))
        return super().check_action(action, parameters)

    def on_descendant_focus(self, _: DescendantFocus) -> None:
        """Other keys count now."""
        self.refresh_bindings()

    def on_descendant_blur(self, _: DescendantBlur) -> None:
        """Keep what was written, however the text was left."""
        self._keep()

    def on_text_area_changed(self, _: TextArea.Changed) -> None:
        """What is typed becomes the user's own text, looked over at every key."""
        if not self._writing:
            return
        self._own, self._at = self._area.text[:MESSAGE_LENGTH], 0
        if self._own != self._area.text:
            self._put(0)
        self._show()

    def _keep(self) -> None:
        """Keep the user's own text as the draft; an empty one is dropped, and the wordings are back."""
        kept = kept_draft(self.session.journey, self._whom)
        own = tidy(self._own or "")
        self._own = own or None
        self._put(self._at)
        if own != (kept.text if kept else ""):
            with self.telling():
                self.session.draft_message(self._whom, own, self._kind)
        else:
            self._show()

    def action_write(self) -> None:
        """Go into the text, at its end."""
        self._area.focus()
        self._area.move_cursor(self._area.document.end)

    def action_stop_writing(self) -> None:
        """Leave the text; it is kept."""
        self.set_focus(None)

    def action_wording(self) -> None:
        """The next wording; the user's own is one of them."""
        if len(self._texts) > 1:
            self._chosen = True
            self._put((self._at + 1) % len(self._texts))
            self._show()

    # ------------------------------------------------------------------ what happens to it

    def action_copy(self) -> None:
        """Copy the text."""
        if text := tidy(self._area.text):
            self.app.copy_to_clipboard(text)
            told = f"Copied. Where your terminal takes no copies: mentor message {self._whom} prints it."
            self.notify(told, timeout=4, markup=False)

    def action_kind(self) -> None:
        """Ask what the message is for."""
        open_ = kinds_open(self.session.journey, self._whom)
        options = [(kind, kind_text(self.session, kind).title.capitalize()) for kind in open_]

        def chosen(key: str | None) -> None:
            kind = next((one for one in open_ if one == key), None)
            if kind is None or kind == self._kind:
                return
            with self.telling():
                self._drafts = self.session.message_drafts(self._whom, kind)
                self._kind, self._chosen = kind, True
                self._put(0 if self._own is None else 1)

        self.app.push_screen(Choose("What is it for?", options, chosen=self._kind), chosen)

    def action_sent(self) -> None:
        """Note that it went out today; before its time only after a yes."""
        text, step = tidy(self._area.text), self.session.message_step(self._whom)
        if not text:
            self.notify("There is no text yet.", timeout=3)
            return

        def note(yes: bool | None) -> None:
            if not yes:
                return
            self._own, self._at, self._chosen = None, 0, False
            with self.telling():
                self.session.send_message(self._whom, text, self._kind)
                following = self.session.message_step(self._whom)
                due = f" Reminder from {day_in_words(following.due)} on." if following.due else ""
                self.notify(f"Noted as sent today; u takes it back.{due}", timeout=5)

        if step.kind is None or (step.due is not None and step.due > self.session.today):
            self.app.push_screen(Confirm("Note it as sent all the same?", step.why), note)
        else:
            note(True)

    def action_answered(self) -> None:
        """Note that an answer came."""
        self._chosen = False
        with self.telling():
            self.session.answered(self._whom)
            self.notify("Noted: answered today; u takes it back.", timeout=4)

    def action_remove(self) -> None:
        """Remove the draft that is kept, or else the message noted last."""
        kept = kept_draft(self.session.journey, self._whom)
        there = messages_to(self.session.journey, self._whom)
        one = kept or (there[-1] if there else None)
        if one is None:
            return
        self._chosen = False
        with self.telling():
            self.session.remove_message(one.id)
            self.notify(f"Removed the {'message' if one.sent else 'draft'}; u brings it back.", timeout=4)
