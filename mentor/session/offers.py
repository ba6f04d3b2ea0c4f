"""Offers: what was offered, what was answered, and all of them side by side."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from mentor.days import read_day
from mentor.errors import InputError
from mentor.session.search_base import SearchBase
from mentor.session.search_words import LINE_LENGTH, NOTE_LENGTH, folded, one_of, split_line
from mentor.store.store import OvertakenError
from mentor.text import clean, counted, one_line

if TYPE_CHECKING:  # the coach and the records of the search are imported when an offer is made or compared
    from mentor.coach.offers import Comparison
    from mentor.journey.record import Record
    from mentor.journey.search import Application, Offer


class OffersPart(SearchBase):
    """Offers."""

    def compare_offers(self, *, archived: bool = False) -> Comparison:
        """The offers side by side, held against the guides' rows of pay."""
        from mentor.coach.offers import compare

        return compare(self.content, self.journey, archived=archived)

    def add_offer(self, company: str, role: str = "", *, application: str = "", **fields: Any) -> Offer:
        """Put an offer down; the application it came from has then come to an offer.

        Args:
            company: The company's name or id, which comes onto the list where it is new; `Company / role` names both.
            role: The title offered; the application's where it is empty.
            application: The application it came from, by id; unless given, the open one of that title there, or the
                only open one where no title is given.
            fields: on, base, total, region, answers, reply_by, note.

        Raises:
            InputError: It cannot be so, or as many as are compared at once are there.
        """
        from mentor.journey.search import Offer

        most = int(self.content.values("search")["offers"])
        if sum(not one.archived for one in self.journey.offers.values()) >= most:
            raise InputError(f"{counted(most, 'offer')} are compared at once.", hint="Archive one that is declined.")
        if not role:
            at, title = split_line(company)
            company, role = (at, title) if at else (company, "")
        fields.setdefault("on", self.today)

        def make(beside: list[Record]) -> Offer:
            source = self._source(application, company, role)
            at = source.company if source and not company else self._company_at(company, beside)
            title = role or (source.role if source else "")
            id_ = self._next_search_id("offers")
            return Offer(id_, at, title, application=source.id if source else "", **fields)

        return self._put_offer(f"offer from {one_line(company or application, 60)}", make)

    def change_offer(self, id_: str, **fields: Any) -> Offer:
        """Change an offer in place.

        Args:
            id_: Which one.
            fields: What is to be different; `company` may be a name, `answers` are laid over those there are, and an
                empty one takes an answer back.

        Raises:
            InputError: There is none, or it cannot be so.
        """

        def make(beside: list[Record]) -> Offer:
            before: Offer = self.search_record("offers", id_)
            new = dict(fields)
            if "company" in new:
                new["company"] = self._company_at(new["company"], beside)
            if "answers" in new:
                new["answers"] = {**before.answers, **new["answers"]}
            return replace(before, **new)

        return self._put_offer(f"change offer {id_}", make)

    def archive_offer(self, id_: str, *, archived: bool = True) -> Offer:
        """Put an offer away, or bring it back.

        Raises:
            InputError: There is none.
        """
        offer: Offer = self.search_record("offers", id_)
        if offer.archived != archived:
            offer = replace(offer, archived=archived)
            self.commit(f"{'archive' if archived else 'bring back'} offer {id_}", [offer])
        return offer

    def remove_offer(self, id_: str) -> None:
        """Remove an offer that was entered by mistake; the application keeps its stage.

        Raises:
            InputError: There is none.
        """
        self.search_record("offers", id_)
        self.commit(f"remove offer {id_}", deletes=[("offers", id_)])

    # ------------------------------------------------------------------ storing and checking

    def _put_offer(self, label: str, make: Callable[[list[Record]], Offer]) -> Offer:
        """Store an offer, a company that is new, and the application that came to it, in one change."""
        while True:
            beside: list[Record] = []
            offer = self._checked_offer(make(beside))
            before = self.journey.offers.get(offer.id)
            if offer == before:
                return offer
            there = [("offers", offer.id)] if before is not None else []
            if before is None or before.application != offer.application:
                reached = self._with_offer(offer)
                beside += reached
                there += [(one.table, one.id) for one in reached]
            with suppress(OvertakenError):
                # What is put and deleted is put; it alone may be there, all else must be new.
                self.commit(label, [*beside, offer], there, only_new=True)
                return offer

    def _source(self, application: str, company: str, role: str) -> Application | None:
        """The application that an offer came from."""
        if application:
            found: Application = self.search_record("applications", application)
            return found
        if role:
            return self.applied_already(role, company)
        at = self._known_company(company)
        there = [one for one in self.journey.applications.values() if at and one.company == at]
        open_ = [one for one in there if one.sent and self.standing(one).open]
        return open_[0] if len(open_) == 1 else None

    def _with_offer(self, offer: Offer) -> list[Record]:
        """The application of an offer as it stands with it, where it had not come so far."""
        source = self.journey.applications.get(offer.application)
        if source is None or source.reached("offer"):
            return []
        stages = {**source.stages, "offer": offer.on}
        return [self._tidied(replace(source, sent=True, stages=stages, outcome="open", ended=None))]

    def _checked_offer(self, offer: Offer) -> Offer:
        """An offer with clean texts.

        Raises:
            InputError: It cannot be so.
        """
        from mentor.coach.offers import LEAST, MOST, REGION_TITLES, money

        role = one_line(offer.role, LINE_LENGTH)
        if not offer.company:
            raise InputError("Offer: the company is missing.", hint='Write it as "Acme / ML engineer".')
        if not role:
            raise InputError("Offer: the role is missing.", hint='Write it as "Acme / ML engineer".')
        if offer.on > self.today:
            raise InputError(f"An offer cannot have come on {offer.on}: that day is still to come.")
        if offer.region:
            one_of("region", offer.region, REGION_TITLES)
        for amount in (offer.base, offer.total):
            if amount is not None and not LEAST <= amount <= MOST:
                raise InputError(f"{money(amount)} a year is not between {money(LEAST)} and {money(MOST)}.")
        if offer.base is not None and offer.total is not None and offer.total < offer.base:
            raise InputError(f"The total of {money(offer.total)} would be under the base of {money(offer.base)}.")
        answers = {}
        for key, text in offer.answers.items():
            one_of("question", key, self.content.offer_questions)
            if text := one_line(text, LINE_LENGTH):
                answers[key] = text
        source = self.journey.applications.get(offer.application)
        before = self.journey.offers.get(offer.id)
        # What it came from may be gone since, taken back in another window; that need not be put right first.
        if offer.application and source is None and (before is None or before.application != offer.application):
            self.search_record("applications", offer.application)
        if source is not None and source.company not in ("", offer.company):
            raise InputError(f"{source.id} is an application at another company.", hint="Name another, or none.")
        return replace(offer, role=role, answers=answers, note=clean(offer.note, NOTE_LENGTH).strip())


def read_amount(text: str) -> int | None:
    """An amount of US dollars a year as people type it; None for an empty text or `none`.

    Raises:
        InputError: It cannot be read.
    """
    from mentor.coach.offers import read_money

    try:
        return read_money("" if folded(text) == "none" else one_line(text, 60))
    except ValueError as error:
        raise InputError(str(error)) from None


def read_reply_by(text: str) -> date | None:
    """The day an answer is due, as 2026-12-01; None for an empty text or `none`.

    Raises:
        InputError: It cannot be read.
    """
    if folded(text) in ("", "none"):
        return None
    try:
        return read_day(text.strip())
    except ValueError as error:
        raise InputError(f"{one_line(text, 40)} {error}.") from None
