"""What the review shows: a card, its grades, what is left once a sitting is through."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from mentor.coach.cards import AGAIN, caps_of, group_titles
from mentor.content.practice import Card
from mentor.journey.practice import CardState
from mentor.screens.behind import behind
from mentor.session import Session
from mentor.text import counted
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, link, paragraph, plain

GRADE_NAMES = ("forgotten", "hard", "good", "easy")
INDENT = 14


def card_head(session: Session, card: Card, state: CardState, done: int, of: int, width: int) -> Content:
    """How far the sitting is, and what is known of the card."""
    group = group_titles(session.content, session.journey).get(card.group, "")
    if state.state == "new":
        known = "new"
    else:
        ago = (session.today - state.last).days if state.last else 0
        last = f"{counted(ago, 'day')} ago" if ago else "today"
        known = f"seen {counted(state.reps, 'time')}, last {last}"
    left = join((f"{done + 1} of {of}", STRONG), (f"   {group}   {known}", MUTED))
    room = width - left.cell_length - len(card.id)
    return join(left, (" " * room + card.id, MUTED)) if room > 1 else left


def question_parts(card: Card, width: int) -> list[Content]:
    """The question."""
    return paragraph(card.question, width, STRONG)


def answer_parts(session: Session, card: Card, width: int) -> list[Content]:
    """The answer, how it is asked for, and the guides that are cited."""
    parts = [plain("")]
    for text in card.answer.splitlines():
        parts += paragraph(text, width) or [plain("")]
    parts.append(plain(""))
    if card.shows:
        parts.append(hanging("interview", card.shows, width, INDENT))
    if card.area in session.content.areas:
        parts.append(hanging("area", session.content.areas[card.area].title, width, INDENT))
    return [*parts, *behind(session, "", card.facts, width, INDENT)]


def grade_line(intervals: Sequence[int], width: int) -> Content:
    """The four grades with the days until the card comes up again; a click grades."""
    parts = []
    for n, (name, days) in enumerate(zip(GRADE_NAMES, intervals, strict=True), 1):
        action = f"screen.grade({n})"
        again = "again, " if n == AGAIN else ""
        named = join(link(f"{n} ", action, f"{STRONG} {ACCENT}"), link(name, action))
        parts.append(join(named, link(f" {again}{_span(days)}", action, MUTED)))
    row = Content("     ").join(parts)
    return row if row.cell_length <= width else Content("  ").join(parts)


def _span(days: int) -> str:
    """Days, months from two of them on."""
    return f"{days} d" if days < 60 else f"{days / 30.4:.0f} mo"


def sitting_over(session: Session, grades: Sequence[int], width: int) -> list[Content]:
    """What was done, and what comes next.

    Args:
        session: Where it was done.
        grades: The grades given; 0 for a card that was left or set aside.
        width: Columns there are.
    """
    day, given = session.card_day(), [grade for grade in grades if grade]
    parts = []
    if given:
        recalled = sum(grade != AGAIN for grade in given)
        minutes = f", {max(day.seconds // 60, 1)} min" if day.seconds else ""
        told = f"{counted(len(given), 'review')} in this sitting, {recalled} recalled. "
        parts += paragraph(f"{told}Today: {counted(day.reviewed, 'review')}{minutes}.", width, STRONG)
        parts.append(plain(""))
    if queue := day.queue:
        sitting = len(session.sitting())
        parts += paragraph(f"{counted(len(queue), 'card')} left for today: enter shows the next {sitting}.", width)
    elif day.put_off or (day.room == 0 and day.new):
        caps = caps_of(session.content, session.journey)
        waiting = f"{counted(day.put_off, 'card')} that are due wait" if day.put_off else "New cards wait"
        told = f"A day's share is done ({caps.reviews} reviews or {caps.minutes:g} minutes). {waiting}; m goes on."
        parts += paragraph(told, width)
    else:
        parts += paragraph(_nothing_due(session), width, "" if given else STRONG)
        if day.waiting:
            parts += paragraph(f"{counted(len(day.waiting), 'card')} not seen yet; m goes on with them today.", width)
    return parts


def _nothing_due(session: Session) -> str:
    states, deck = session.journey.cards, session.deck()
    days = [states[key].due for key in deck if key in states and not states[key].suspended]
    ahead = sorted(day for day in days if day is not None and day > session.today)
    if not ahead:
        return "No card is due."
    return f"No card is due. The next come up on {ahead[0]:%A} {ahead[0].day} {ahead[0]:%B}."
