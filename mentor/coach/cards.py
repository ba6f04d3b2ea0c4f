"""Cards: which come up today, how well they are kept, what the next weeks hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple

from mentor.coach.phases import next_phase, phase_steps
from mentor.content import Content
from mentor.content.practice import Card
from mentor.journey import Journey
from mentor.journey.practice import CardState, Grade, OwnCard

OWN = "own"
"""The pile of the user's own cards that lie on none of the groups."""
OWN_TITLE = "Your own cards"
AGAIN = 1
"""The grade of a card that was forgotten."""
SEARCH_PHASE = "P7"
INTERVIEW = "practice.interview"
"""The note that holds the day of the next interview, as ISO text."""
PACED = 100
"""Reviews of which the pace is the median."""

Deck = Mapping[str, Card]


class Caps(NamedTuple):
    """How much of a day the cards may take, and how much of it at a sitting.

    Attributes:
        new: Cards seen for the first time.
        reviews: Reviews in all.
        minutes: Minutes in all.
        sitting: Cards of one sitting.
    """

    new: int
    reviews: int
    minutes: float
    sitting: int


@dataclass(frozen=True)
class CardDay:
    """The cards of a day.

    Attributes:
        due: Cards that come up again, the most overdue for its interval first.
        new: Cards to be seen for the first time, as many as the day still takes.
        waiting: Cards nobody has looked at yet, those of `new` among them.
        reviewed: Reviews made today.
        seconds: What they took.
        room: Reviews that today's caps leave.
    """

    due: tuple[str, ...]
    new: tuple[str, ...]
    waiting: tuple[str, ...]
    reviewed: int
    seconds: int
    room: int

    @property
    def queue(self) -> tuple[str, ...]:
        """What comes up today, in order, within the caps."""
        return (*self.due, *self.new)[: self.room]

    @property
    def put_off(self) -> int:
        """Cards that are due and wait for another day, since today's caps are reached."""
        return max(len(self.due) - self.room, 0)


@dataclass(frozen=True)
class Kept:
    """How well the cards of a group are kept.

    Attributes:
        group: The group's id, or `OWN`.
        cards: Cards there are.
        seen: Cards looked at once at least.
        review: Cards recalled on a later day than their first.
        aside: Cards set aside.
        tried: Reviews of the last weeks in which a card came up on a later day.
        recalled: Those in which it was recalled.
        few: Reviews under which a share says nothing.
    """

    group: str
    cards: int
    seen: int
    review: int
    aside: int
    tried: int
    recalled: int
    few: int

    @property
    def share(self) -> float | None:
        """Share recalled, 0-1; None where there are too few reviews to tell."""
        return self.recalled / self.tried if self.tried >= self.few else None

    @property
    def said(self) -> str:
        """The share in words that promise no more than the count bears."""
        if not self.tried:
            return "no review yet"
        if self.share is None:
            return f"{self.recalled} of {self.tried} recalled, too few to tell"
        return f"{self.share * 100:.0f} % of {self.tried} recalled"

    @property
    def short(self) -> str:
        """The same in a column's room."""
        if not self.tried:
            return ""
        if self.share is None:
            return f"{self.recalled} of {self.tried} (few)"
        return f"{self.share * 100:.0f} % of {self.tried}"


# ---------------------------------------------------------------------------------------------------- the deck


def deck_of(content: Content, journey: Journey) -> Deck:
    """Every card by id: the program's group by group, then the user's own."""
    return {**content.cards, **{own.id: as_card(own) for own in journey.own_cards.values()}}


def as_card(own: OwnCard) -> Card:
    """A card of the user's as a card."""
    return Card(own.id, own.group or OWN, own.question, own.answer, own.shows, own.area, "F")


def group_titles(content: Content, journey: Journey) -> dict[str, str]:
    """Group to title, in order; the pile of own cards last, where there are any on it."""
    titles = {group.id: group.title for group in content.card_groups.values()}
    return titles | ({OWN: OWN_TITLE} if any(not own.group for own in journey.own_cards.values()) else {})


def interview_day(journey: Journey) -> date | None:
    """The day of the next interview, where the user named one."""
    try:
        return date.fromisoformat(journey.note(INTERVIEW, ""))
    except (TypeError, ValueError):
        return None


def wanted_retention(content: Content, interview: date | None, today: date) -> float:
    """The probability with which a card shall be recalled when it comes up; higher shortly before an interview."""
    numbers = content.values("cards")
    near = interview is not None and 0 <= (interview - today).days <= numbers["near_days"]
    return float(numbers["near_retention" if near else "retention"])


def caps_of(content: Content, journey: Journey) -> Caps:
    """The caps of a day: more new cards in the phase of interviews."""
    numbers = content.values("cards")
    new = numbers["new_search" if _phase(content, journey) == SEARCH_PHASE else "new"]
    return Caps(new, numbers["reviews"], numbers["minutes"], numbers["sitting"])


def _phase(content: Content, journey: Journey) -> str | None:
    return next_phase(phase_steps(content, journey)) if journey.profile else None


def is_leech(content: Content, lapses: int) -> bool:
    """Whether a card was forgotten so often that it is set aside; one brought back gets a few more tries."""
    numbers = content.values("cards")
    beyond = lapses - int(numbers["leech"])
    return beyond >= 0 and beyond % int(numbers["leech_again"]) == 0


# ---------------------------------------------------------------------------------------------------- the day


def day_of(content: Content, journey: Journey, deck: Deck, today: date) -> CardDay:
    """The cards of a day."""
    caps, states = caps_of(content, journey), journey.cards
    awake = {key: states.get(key) for key in deck if _awake(states.get(key), today)}
    due = [state for state in awake.values() if state is not None and state.due is not None and state.due <= today]
    due.sort(key=lambda state: (-_overdue(state, today), state.due, state.id))
    unseen = [deck[key] for key, state in awake.items() if state is None or state.state == "new"]
    waiting = new_order(unseen, _areas_now(content, journey), journey.own_cards.keys())
    made = reviews_since(journey, today)
    begun = sum(grade.before == "new" for grade in made)
    seconds = sum(grade.seconds for grade in made)
    pace = _pace(journey, today, caps)
    room = min(caps.reviews - len(made), int((caps.minutes * 60 - seconds) / pace))
    return CardDay(
        due=tuple(state.id for state in due),
        new=waiting[: max(caps.new - begun, 0)],
        waiting=waiting,
        reviewed=len(made),
        seconds=seconds,
        room=max(room, 0),
    )


def _awake(state: CardState | None, today: date) -> bool:
    return state is None or not (state.suspended or (state.buried is not None and state.buried > today))


def _overdue(state: CardState, today: date) -> float:
    """Days since the last review against the days that were meant."""
    if state.last is None or state.due is None:
        return 0
    return (today - state.last).days / max((state.due - state.last).days, 1)


def _areas_now(content: Content, journey: Journey) -> frozenset[str]:
    phase = _phase(content, journey)
    return frozenset(content.phases[phase].areas) if phase else frozenset()


def new_order(unseen: Iterable[Card], areas: frozenset[str], own: Collection[str] = ()) -> tuple[str, ...]:
    """In which order new cards are shown.

    The user's own first, then what a first job needs before the rest, what the present phase is about before that,
    and within these one card of each group after another.

    Args:
        unseen: Cards nobody has looked at yet, in the order of the files.
        areas: The areas of the present phase.
        own: Ids of the user's own cards.
    """
    turn: Counter[tuple[str, bool, bool]] = Counter()
    placed: list[tuple[bool, bool, bool, int, int, str]] = []
    for number, card in enumerate(unseen):
        stage = not card.foundation, card.area not in areas
        turn[card.group, *stage] += 1
        placed.append((card.id not in own, *stage, turn[card.group, *stage], number, card.id))
    return tuple(row[-1] for row in sorted(placed))


def reviews_since(journey: Journey, day: date) -> list[Grade]:
    """The reviews from a day on, oldest first."""
    # An id is a moment in UTC, so the days before can be passed over unread.
    first = f"{day - timedelta(days=1):%Y%m%d}"
    grades = journey.grades
    return [grade for grade in (grades[key] for key in sorted(grades) if key >= first) if grade.on >= day]


def _pace(journey: Journey, today: date, caps: Caps) -> float:
    """Seconds a review takes: the median of the last ones, as the caps presume while there are few."""
    last = [grade.seconds for grade in reviews_since(journey, today - timedelta(days=30))[-PACED:] if grade.seconds]
    assumed = caps.minutes * 60 / caps.reviews
    return max(median(last), 1) if len(last) >= caps.sitting else assumed


# ---------------------------------------------------------------------------------------------------- how it goes


def kept(content: Content, journey: Journey, deck: Deck, today: date) -> dict[str, Kept]:
    """How well the cards of each group are kept, over the last weeks."""
    numbers = content.values("cards")
    tried: Counter[str] = Counter()
    recalled: Counter[str] = Counter()
    for grade in reviews_since(journey, today - timedelta(days=int(numbers["window_days"]))):
        # A first look and a second try on the same day say nothing of what was kept.
        if grade.days and grade.card in deck:
            tried[deck[grade.card].group] += 1
            recalled[deck[grade.card].group] += grade.grade != AGAIN
    found = {}
    for group in group_titles(content, journey):
        keys = [key for key, card in deck.items() if card.group == group]
        states = [journey.cards[key] for key in keys if key in journey.cards]
        found[group] = Kept(
            group=group,
            cards=len(keys),
            seen=sum(state.state != "new" for state in states),
            review=sum(state.state == "review" for state in states),
            aside=sum(state.suspended for state in states),
            tried=tried[group],
            recalled=recalled[group],
            few=int(numbers["few"]),
        )
    return found


def kept_in_all(groups: Mapping[str, Kept], few: int) -> Kept:
    """The groups together."""
    every = groups.values()
    return Kept(
        "",
        sum(one.cards for one in every),
        sum(one.seen for one in every),
        sum(one.review for one in every),
        sum(one.aside for one in every),
        sum(one.tried for one in every),
        sum(one.recalled for one in every),
        few,
    )


Next = Callable[[CardState, date], CardState]
"""What a card is after a review on a day in which it was recalled."""


def coming(
    states: Sequence[CardState], day: CardDay, caps: Caps, today: date, after: Next, days: int = 30
) -> list[int]:
    """Reviews of each of the next days, today first.

    Every card is taken to be recalled and each day's new cards to be taken; what goes beyond a day's cap waits for the
    next one.

    Args:
        states: The cards that were seen and are not set aside.
        day: Today's cards.
        caps: The caps of a day.
        today: Today.
        after: What becomes of a card that is recalled.
        days: Days to look ahead.
    """
    on: dict[date, list[CardState]] = {}
    for state in states:
        if state.due is not None:
            on.setdefault(max(state.due, state.buried or today, today), []).append(state)
    waiting = list(day.waiting)
    counts = []
    for n in range(days):
        now = today + timedelta(days=n)
        due = on.pop(now, [])
        room = day.room if n == 0 else caps.reviews
        taken, left = due[:room], due[room:]
        fresh = min(len(day.new) if n == 0 else caps.new, max(room - len(taken), 0), len(waiting))
        taken += [CardState(key) for key in waiting[:fresh]]
        del waiting[:fresh]
        on.setdefault(now + timedelta(days=1), []).extend(left)
        for state in taken:
            following = after(state, now)
            if following.due is not None:
                on.setdefault(following.due, []).append(following)
        counts.append(len(taken))
    return counts
