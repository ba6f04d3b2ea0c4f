"""Cards: what comes up, reviewing, setting aside, the user's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from mentor.errors import InputError
from mentor.journey import Journey
from mentor.session.base import Base
from mentor.shape import did_you_mean
from mentor.store.store import OvertakenError
from mentor.text import clean, counted, one_line

if TYPE_CHECKING:  # the coach, the scheduler and the records of practice are imported when a card is asked for
    from mentor.coach.cards import CardDay, Deck, Kept
    from mentor.content.practice import Card
    from mentor.journey.practice import CardState, OwnCard
    from mentor.practice.card_files import Form, Row

QUESTION_LENGTH, ANSWER_LENGTH, SHOWS_LENGTH = 500, 2_000, 500
LONGEST_REVIEW = 120
"""Seconds of one review that count: beyond that the card was left lying."""
FAR = 2 * 365
"""Days an interview may be ahead."""


@dataclass(frozen=True)
class Reviewed:
    """What became of a card by a review.

    Attributes:
        grade_id: The review's record.
        state: What the card is now.
        leech: Whether it was forgotten so often that it was set aside.
    """

    grade_id: str
    state: CardState
    leech: bool


@dataclass(frozen=True)
class Imported:
    """What was taken from a file of cards.

    Attributes:
        cards: The new cards.
        problems: One line for each row that could not be taken, or not as it stood, with its number.
    """

    cards: tuple[OwnCard, ...]
    problems: tuple[str, ...]


class CardsPart(Base):
    """Cards."""

    _dealt: tuple[Journey, date, Deck, CardDay] | None = None

    def deck(self) -> Deck:
        """Every card by id, the user's own last."""
        return self._deal()[2]

    def card_day(self) -> CardDay:
        """The cards of today, worked out again only when journey or day changed."""
        return self._deal()[3]

    def _deal(self) -> tuple[Journey, date, Deck, CardDay]:
        from mentor.coach.cards import day_of, deck_of

        journey, today = self.journey, self.today
        if self._dealt is None or self._dealt[0] is not journey or self._dealt[1] != today:
            deck = deck_of(self.content, journey)
            self._dealt = (journey, today, deck, day_of(self.content, journey, deck, today))
        return self._dealt

    def card(self, id_: str) -> Card:
        """A card by its id.

        Raises:
            InputError: There is none.
        """
        deck = self.deck()
        if id_ not in deck:
            near = did_you_mean(id_, deck) or "."
            raise InputError(f"No card has the id {id_}{near}", hint="`mentor cards list` shows them.")
        return deck[id_]

    def card_state(self, id_: str) -> CardState:
        """Where a card stands; one that was never seen is new."""
        from mentor.journey.practice import CardState

        return self.journey.cards.get(id_) or CardState(id_)

    # ------------------------------------------------------------------ reviewing

    def sitting(self, *, more: bool = False) -> tuple[str, ...]:
        """The cards of the next sitting, in order.

        Args:
            more: Whether to go on beyond the day's caps: with what is due, then with new cards.
        """
        from mentor.coach.cards import caps_of

        day, most = self.card_day(), caps_of(self.content, self.journey).sitting
        return (*day.due, *day.waiting)[:most] if more else day.queue[:most]

    def card_intervals(self, id_: str) -> tuple[int, ...]:
        """Days until a card would come up again after each of the four grades."""
        from mentor.practice.schedule import intervals

        return intervals(self.card_state(id_), self.today, self._retention())

    def grade_card(self, id_: str, grade: int, seconds: int = 0) -> Reviewed:
        """Grade a card; one that was forgotten too often is set aside.

        Args:
            id_: The card.
            grade: 1 forgotten, 2 hard, 3 good, 4 easy.
            seconds: What it took.

        Raises:
            InputError: There is no such card or grade.
        """
        from mentor.coach.cards import is_leech
        from mentor.journey.practice import Grade
        from mentor.practice.schedule import GRADES, review

        self.card(id_)
        if grade not in GRADES:
            raise InputError(f"{grade} is no grade.", hint="1 forgotten, 2 hard, 3 good, 4 easy.")
        today, at = self.today, self.clock.now()
        before = self.card_state(id_)
        after = review(before, grade, today, self._retention())
        leech = after.lapses > before.lapses and is_leech(self.content, after.lapses)
        after = replace(after, suspended=leech)
        made = Grade(
            id="",
            card=id_,
            grade=grade,  # type: ignore[arg-type]  # one of GRADES
            at=at.isoformat(),
            on=today,
            before=before.state,
            days=None if before.last is None else max((today - before.last).days, 0),
            interval=((after.due or today) - today).days,
            seconds=min(max(seconds, 0), LONGEST_REVIEW),
        )
        return Reviewed(self._keep_grade(made, after, at), after, leech)

    def _keep_grade(self, made: Any, after: CardState, at: datetime) -> str:
        """Store a review and what it made of the card, in one step; gives the review's id."""
        label = f"grade {after.id}: {made.grade}"
        while True:
            made = replace(made, id=f"{at:%Y%m%dT%H%M%S%f}")
            try:
                # The card's own record is there already as a rule; only the review must be new.
                self.commit(label, [made, after], [(after.table, after.id)], only_new=True)
            except OvertakenError:
                at += timedelta(microseconds=1)
            else:
                return str(made.id)

    def _retention(self) -> float:
        from mentor.coach.cards import interview_day, wanted_retention

        return wanted_retention(self.content, interview_day(self.journey), self.today)

    def suspend_card(self, id_: str, *, aside: bool = True) -> None:
        """Set a card aside, or bring it back.

        Raises:
            InputError: There is no such card.
        """
        self.card(id_)
        state = self.card_state(id_)
        if state.suspended != aside:
            self.commit(f"{'set aside' if aside else 'bring back'} {id_}", [replace(state, suspended=aside)])

    def bury_card(self, id_: str) -> None:
        """Leave a card alone until tomorrow.

        Raises:
            InputError: There is no such card.
        """
        self.card(id_)
        tomorrow = self.today + timedelta(days=1)
        self.commit(f"leave {id_} until tomorrow", [replace(self.card_state(id_), buried=tomorrow)])

    # ------------------------------------------------------------------ how it goes

    def cards_kept(self) -> dict[str, Kept]:
        """How well the cards of each group are kept."""
        from mentor.coach.cards import kept

        return kept(self.content, self.journey, self.deck(), self.today)

    def coming_cards(self, days: int = 30) -> list[int]:
        """Reviews of each of the next days, today first, were every card recalled and each day's new ones taken."""
        from mentor.coach.cards import caps_of, coming
        from mentor.practice.schedule import review

        journey, deck, retention = self.journey, self.deck(), self._retention()
        states = [state for key in deck if (state := journey.cards.get(key)) and not state.suspended and state.due]
        return coming(
            states,
            self.card_day(),
            caps_of(self.content, journey),
            self.today,
            lambda state, on: review(state, 3, on, retention, fuzz=False),
            days,
        )

    @property
    def interview(self) -> date | None:
        """The day of the next interview, where the user named one."""
        from mentor.coach.cards import interview_day

        return interview_day(self.journey)

    def set_interview(self, day: date | None) -> None:
        """Name the day of the next interview, or none.

        Raises:
            InputError: It is over, or too far ahead.
        """
        from mentor.coach.cards import INTERVIEW
        from mentor.journey.records import Note

        if day is None:
            self.commit("no interview date", deletes=[(Note.table, INTERVIEW)])
            return
        if not 0 <= (day - self.today).days <= FAR:
            over = day < self.today
            raise InputError(f"{day.isoformat()} {'is over' if over else 'is more than two years ahead'}.")
        self.commit(f"the interview is on {day.isoformat()}", [Note(INTERVIEW, day.isoformat())])

    # ------------------------------------------------------------------ the user's own

    def add_card(self, question: str, answer: str, shows: str = "", group: str = "", area: str = "") -> OwnCard:
        """Write a card.

        Raises:
            InputError: Question or answer is missing, or there is no such group or area.
        """
        from mentor.journey.practice import OwnCard

        def made() -> OwnCard:
            return self._tidy_card(OwnCard(self._free_id(), question, answer, self.today, shows, group, area))

        return self.add("write a card", made)

    def change_card(self, id_: str, **fields: str) -> OwnCard:
        """Change one of the user's own cards; when it comes up stays as it is.

        Args:
            id_: The card.
            fields: question, answer, shows, group, area.

        Raises:
            InputError: It is none of the user's own, or it cannot be so.
        """
        before = self._own_card(id_)
        card = self._tidy_card(replace(before, **fields))  # type: ignore[arg-type]  # the fields that are text
        if card != before:
            self.commit(f"change card {id_}", [card])
        return card

    def remove_card(self, id_: str) -> None:
        """Remove one of the user's own cards with where it stood; its reviews stay in the record.

        Raises:
            InputError: It is none of the user's own.
        """
        card = self._own_card(id_)
        self.commit(f"remove card {id_}", deletes=[(card.table, id_), ("cards", id_)])

    def import_cards(self, text: str) -> Imported:
        """Take cards from the text of a file, all in one step; rows that cannot be taken are named and passed over.

        Raises:
            InputError: It holds no card at all.
        """
        from mentor.practice.card_files import read_cards

        rows, problems = read_cards(text)
        while True:
            cards, told = self._from_rows(rows, list(problems))
            if not cards:
                raise InputError("No card was taken from the file.", details=told[:20])
            try:
                self.commit(f"import {counted(len(cards), 'card')}", cards, only_new=True)
            except OvertakenError:
                continue
            return Imported(tuple(cards), tuple(told))

    def _from_rows(self, rows: Sequence[Row], told: list[str]) -> tuple[list[OwnCard], list[str]]:
        """The new cards of a file; what is wrong with a row is added to `told`, which is then in order of rows."""
        from mentor.journey.practice import OwnCard

        cards: list[OwnCard] = []
        first = int(self._free_id()[1:])
        known = {_folded(card.question): card.id for card in self.deck().values()}
        for row in rows:
            key, on = f"o{first + len(cards)}", self.today
            card = OwnCard(key, row.question, row.answer, on, row.shows, row.group, row.area)
            if card.group and card.group not in self.content.card_groups:
                told.append(f"row {row.number}: no group is called {one_line(card.group, 40)}; taken without")
                card = replace(card, group="")
            if card.area and card.area not in self.content.areas:
                told.append(f"row {row.number}: no area is called {one_line(card.area, 40)}; taken without")
                card = replace(card, area="")
            try:
                card = self._tidy_card(card)
            except InputError as error:
                told.append(f"row {row.number}: {error.message}")
                continue
            if (same := known.setdefault(_folded(card.question), card.id)) != card.id:
                told.append(f"row {row.number}: {same} asks this already")
                continue
            cards.append(card)
        return cards, sorted(told, key=lambda line: int(line.split(":")[0].removeprefix("row ")))

    def export_cards(self, form: Form, *, every: bool = False) -> str:
        """The cards as the text of a file.

        Args:
            form: Its form: `csv` or `anki`.
            every: Whether the program's own cards go with the user's.
        """
        from mentor.coach.cards import OWN
        from mentor.practice.card_files import Row, write_cards

        own = self.journey.own_cards
        cards = [card for card in self.deck().values() if every or card.id in own]
        rows = [
            Row(n, card.question, card.answer, card.shows, "" if card.group == OWN else card.group, card.area)
            for n, card in enumerate(cards, 1)
        ]
        return write_cards(rows, form)

    def _free_id(self) -> str:
        # As stored: a review of a removed card still speaks of it, and years of reviews need not be made for that.
        spoken_of = [str(row.get("card", "")) for row in self.store.tables().get("grades", {}).values()]
        return self.journey.next_id("own_cards", "o", spoken_of)

    def _own_card(self, id_: str) -> OwnCard:
        cards = self.journey.own_cards
        if id_ not in cards:
            self.card(id_)
            known = ", ".join(cards) or "none yet"
            raise InputError(f"{id_} is the program's card, not one of yours.", hint=f"Yours are: {known}.")
        return cards[id_]

    def _tidy_card(self, card: OwnCard) -> OwnCard:
        card = replace(
            card,
            question=one_line(card.question, QUESTION_LENGTH),
            answer=clean(card.answer, ANSWER_LENGTH).strip(),
            shows=one_line(card.shows, SHOWS_LENGTH),
        )
        if not (card.question and card.answer):
            raise InputError("A card needs a question and an answer.")
        for what, word, known in (
            ("group", card.group, self.content.card_groups),
            ("area", card.area, self.content.areas),
        ):
            if word and word not in known:
                near = did_you_mean(word, known) or "."
                raise InputError(f"No {what} is called {word}{near}", hint=f"There are: {', '.join(known)}.")
        return card


def _folded(question: str) -> str:
    return " ".join(question.casefold().split())


def due_line(session: CardsPart) -> str:
    """How many cards wait today, for one line: "12 cards due, 5 new"; empty where there is nothing to do."""
    day = session.card_day()
    queue = set(day.queue)
    due, new = sum(key in queue for key in day.due), sum(key in queue for key in day.new)
    told = [f"{counted(due, 'card')} due"] if due else []
    told += [f"{new} new" if told else counted(new, "new card")] if new else []
    return ", ".join(told)
