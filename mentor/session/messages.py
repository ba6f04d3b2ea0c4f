"""Messages to people: drafts, what was sent, what was answered."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from mentor.errors import InputError
from mentor.session.search_base import SearchBase
from mentor.session.search_words import one_of
from mentor.store.store import OvertakenError
from mentor.text import LONGEST

if TYPE_CHECKING:  # the coach and the records of the search are imported when a message is written
    from mentor.coach.message_checks import Looked
    from mentor.coach.outreach import Draft, Step
    from mentor.content.outreach import DraftKind
    from mentor.journey.search import Message, Person

MESSAGE_LENGTH = LONGEST
"""Characters of a message that are kept."""


class MessagesPart(SearchBase):
    """Messages."""

    # ------------------------------------------------------------------ reading

    def message_step(self, person: str) -> Step:
        """What to write to somebody next, and why.

        Raises:
            InputError: There is no such person.
        """
        from mentor.coach.outreach import next_step

        return next_step(self.content, self.journey, self._person(person).id, self.today)

    def message_drafts(self, person: str, kind: DraftKind) -> tuple[Draft, ...]:
        """The wordings of a kind of message to somebody, filled from the record.

        Raises:
            InputError: There is no such person or kind, or it is not the time for it.
        """
        from mentor.coach.outreach import drafts, kinds_open
        from mentor.content.outreach import DRAFT_KINDS

        whom = self._person(person)
        one_of("kind of message", kind, DRAFT_KINDS)
        if kind not in (open_ := kinds_open(self.journey, whom.id)):
            why = {
                "follow_up": "A follow-up goes to somebody who was written to and has not answered.",
                "referral": f"{whom.name} has not answered yet; a referral is asked for after an answer.",
            }
            raise InputError(why[kind], hint=f"What can be written to {whom.id} now: {', '.join(open_)}.")
        return drafts(self.content, self.journey, whom, kind)

    def look_over_message(self, person: str, text: str, kind: DraftKind) -> Looked:
        """What is worth another look in a message before it goes out today.

        Raises:
            InputError: There is no such person.
        """
        from mentor.coach.message_checks import look_over

        return look_over(self.content, self.journey, self._person(person), text, kind, self.today)

    # ------------------------------------------------------------------ writing

    def draft_message(self, person: str, text: str, kind: DraftKind) -> Message | None:
        """Keep the draft of a message, in the place of the one kept before; without a text none is kept.

        Raises:
            InputError: There is no such person or kind.
        """
        from mentor.coach.message_checks import tidy
        from mentor.coach.outreach import kept_draft

        whom = self._person(person)
        kept = kept_draft(self.journey, whom.id)
        if not tidy(text):
            if kept is not None:
                self.commit(f"drop the draft to {whom.id}", deletes=[(kept.table, kept.id)])
            return None
        return self._put_message(f"keep a draft to {whom.id}", whom.id, text, kind, self.today, sent=False)

    def send_message(self, person: str, text: str, kind: DraftKind, on: date | None = None) -> Message:
        """Note that a message went out; it is the last contact, and the next step that was due is done.

        Args:
            person: To whom, by id.
            text: What was sent.
            kind: What it was for.
            on: The day; today unless given.

        Raises:
            InputError: There is no such person or kind, no text, or the day is still to come.
        """
        whom, day = self._person(person), on or self.today
        self._not_ahead(day)
        return self._put_message(f"message to {whom.id}", whom.id, text, kind, day, sent=True)

    def answered(self, person: str, on: date | None = None) -> Message:
        """Note that somebody answered the message sent to them last.

        Raises:
            InputError: There is no such person, nothing waits for an answer, or the day cannot be.
        """
        from mentor.coach.pipeline import messages_to

        whom, day = self._person(person), on or self.today
        self._not_ahead(day)
        waiting = [one for one in messages_to(self.journey, whom.id) if one.sent and not one.answered]
        if not waiting:
            raise InputError(f"No message to {whom.id} waits for an answer.", hint="Note first what was sent to them.")
        message = replace(waiting[-1], answered=day)
        if day < message.on:
            raise InputError(f"The answer on {day} would be before the message of {message.on}.")
        self.commit(f"answer from {whom.id}", [message, _contacted(whom, day)])
        return message

    def remove_message(self, id_: str) -> None:
        """Remove a message or a draft that was entered by mistake.

        Raises:
            InputError: There is none.
        """
        self.search_record("messages", id_)
        self.commit(f"remove message {id_}", deletes=[("messages", id_)])

    # ------------------------------------------------------------------ storing

    def _put_message(self, label: str, person: str, text: str, kind: DraftKind, on: date, *, sent: bool) -> Message:
        """Store a message in the place of the draft that is kept, or under an id of its own.

        Raises:
            InputError: There is no text, or no such kind.
        """
        from mentor.coach.message_checks import tidy
        from mentor.coach.outreach import kept_draft
        from mentor.content.outreach import DRAFT_KINDS
        from mentor.journey.search import Message

        one_of("kind of message", kind, DRAFT_KINDS)
        if not (text := tidy(text)):
            raise InputError("The message is empty.")
        while True:
            kept = kept_draft(self.journey, person)
            id_ = kept.id if kept else self._next_search_id("messages")
            message = Message(id_, person, on, text, kind, sent)
            if message == kept:
                return message
            whom = self._person(person)
            beside = [_contacted(whom, on, done=True)] if sent else []
            # What is put and deleted is put; it alone may be there, all else must be new.
            there = [(one.table, one.id) for one in (kept, *beside) if one is not None]
            with suppress(OvertakenError):
                self.commit(label, [message, *beside], there, only_new=True)
                return message

    def _person(self, id_: str) -> Person:
        found: Person = self.search_record("people", id_)
        return found

    def _not_ahead(self, day: date) -> None:
        if day > self.today:
            raise InputError(f"{day} is still to come.", hint="What happened is noted, not what is planned.")


def _contacted(person: Person, on: date, *, done: bool = False) -> Person:
    """Somebody after a contact; with `done` the next step is taken off where it was due by then."""
    person = replace(person, last=max(person.last or on, on))
    if done and person.next_on is not None and person.next_on <= on:
        person = replace(person, next="", next_on=None)
    return person
