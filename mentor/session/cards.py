"""Cards: what comes up, reviewing, setting aside, how it goes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from mentor.errors import InputError
from mentor.journey import Journey
from mentor.session.base import Base
from mentor.shape import did_you_mean
from mentor.store.store import OvertakenError
from mentor.text import counted

if TYPE_CHECKING:  # the coach, the scheduler and the records of practice are imported when a card is asked for
    from mentor.coach.cards import CardDay, Deck, Kept
    from mentor.content.practice import Card
    from mentor.journey.practice import CardState

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


def due_line(session: CardsPart) -> str:
    """How many cards wait today, for one line: "12 cards due, 5 new"; empty where there is nothing to do."""
    day = session.card_day()
    queue = set(day.queue)
    due, new = sum(key in queue for key in day.due), sum(key in queue for key in day.new)
    told = [f"{counted(due, 'card')} due"] if due else []
    told += [f"{new} new" if told else counted(new, "new card")] if new else []
    return ", ".join(told)
