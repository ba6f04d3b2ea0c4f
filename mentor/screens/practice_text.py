"""What the Practice place says: what waits today, each pile of cards, each round of the interviews."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from textual.content import Content

from mentor.coach.cards import Kept, caps_of, group_titles, wanted_retention
from mentor.coach.drills import graded, open_drill, to_grade
from mentor.coach.evaluation import EXERCISES
from mentor.coach.mock import open_mock
from mentor.coach.readiness import Round
from mentor.session import Session
from mentor.session.cards import due_line
from mentor.text import counted, shorten
from mentor.widgets.charts import columns
from mentor.widgets.meter import bar
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, paragraph, plain

DAYS = 30
"""Days of the forecast."""
HEIGHT = 4
"""Rows of its chart."""
LABEL = 24
"""Columns of a row before what it says; of a group's and of a round's."""
GROUP = 31
ROUND = 17
INDENT = 11
METER = 8


def way_row(label: str, said: str, width: int) -> Content:
    """A row of what can be practised: what it is, and where it stands."""
    return join(f"{label:<{LABEL}}", (shorten(said, max(width - LABEL, 10)), MUTED))


def review_row(session: Session, width: int) -> Content:
    """The cards of today."""
    waits = due_line(session) or _nothing(session)
    return join((f"{'Review cards':<{LABEL}}", STRONG), (shorten(waits, max(width - LABEL, 10)), ACCENT))


def _nothing(session: Session) -> str:
    day = session.card_day()
    return f"done for today: {counted(day.reviewed, 'review')}" if day.reviewed else "nothing due"


def groups_heading() -> Content:
    """The names of the columns of the groups."""
    return plain(f"\n{'CARDS':<{GROUP}}{'seen':<10}recalled", MUTED)


def group_row(kept: Kept, title: str, width: int) -> Content:
    """A pile of cards: how many were seen, how they are kept."""
    aside = f"{kept.aside} aside" if kept.aside else ""
    figures = f"{f'{kept.seen} of {kept.cards}':<10}{kept.short:<15}{aside}"
    return join(f"{shorten(title, GROUP - 2):<{GROUP}}", (figures[: max(width - GROUP, 10)], MUTED))


def round_row(one: Round, width: int) -> Content:
    """A round of the interviews: how much of what it asks for is there."""
    said = "ready" if one.ready else f"{one.share * 100:>3.0f} %"
    left = join(f"{one.title:<{ROUND}}", bar(one.share, METER), f" {said:<6} ")
    room = width - left.cell_length
    return join(left, (shorten(one.missing[0], room), MUTED)) if room >= 16 and one.missing else left


def drills_said(session: Session) -> str:
    """Where the design drills stand."""
    journey, content = session.journey, session.content
    if open_drill(journey):
        return "one is under way"
    tries = graded(journey)
    done = len({one.prompt for one in tries if one.prompt in content.prompts})
    told = f"{done} of {len(content.prompts)} graded"
    if tries:
        told += f", last {', '.join(f'{one.total or 0:.0f}' for one in tries[-3:])}"
    return told + (f", {len(waiting)} to grade" if (waiting := to_grade(journey)) else "")


def exercises_said(session: Session, kind: str) -> str:
    """How many exercises of a kind are solved."""
    known = session.content.sql_exercises if kind == "sql" else EXERCISES
    solved = {attempt.exercise for attempt in session.journey.attempts.values() if attempt.passed}
    return f"{len(solved & known.keys())} of {len(known)} solved"


def mock_said(session: Session) -> str:
    """When the last mock interview was."""
    journey = session.journey
    if open_mock(journey):
        return "one is under way"
    last = max((one.finished for one in journey.mocks.values() if one.finished), default=None)
    return f"last on {_day(last)}" if last else "none yet"


# ---------------------------------------------------------------------------------------------------- details


def review_page(session: Session, width: int) -> list[Content]:
    """Today's cards, what is wanted of them, and the weeks ahead."""
    day, today = session.card_day(), session.today
    caps = caps_of(session.content, session.journey)
    wanted, interview = wanted_retention(session.content, session.interview, today), session.interview
    parts = [*paragraph(due_line(session) or f"Cards: {_nothing(session)}", width, STRONG)]
    if day.reviewed:
        parts.append(hanging("today", f"{counted(day.reviewed, 'review')}, {_minutes(day.seconds)}", width, INDENT))
    if day.put_off:
        parts.append(hanging("waits", f"{counted(day.put_off, 'due card')} beyond today's share", width, INDENT))
    parts.append(
        hanging(
            "a day", f"{caps.new} new, {caps.reviews} reviews or {caps.minutes:g} min, which comes first", width, INDENT
        )
    )
    parts.append(hanging("aim", f"{wanted * 100:.0f} % recalled when a card comes up", width, INDENT))
    parts.append(hanging("interview", _interview(interview, today), width, INDENT))
    return [*parts, plain(""), *coming_chart(session.coming_cards(DAYS), today, width)]


def _interview(day: date | None, today: date) -> str:
    if day is None:
        return "no date; i sets one, and its last three weeks aim higher"
    if day < today:
        return f"{_day(day)} is over; i sets the next one"
    return f"{_day(day)}, in {counted((day - today).days, 'day')}"


def coming_chart(counts: list[int], today: date, width: int) -> list[Content]:
    """Reviews of the next days as columns, with what they come to."""
    wide = 2 if width >= 2 * len(counts) + 6 else 1
    top = max(counts, default=0)
    head = plain(f"NEXT {len(counts)} DAYS", MUTED)
    if not top:
        return [head, plain("no reviews ahead yet", MUTED)]
    drawn = columns(counts, top, HEIGHT, wide)
    scale = [f"{top:>4} ", *["     "] * (HEIGHT - 2), "   0 "]
    rows = [join((mark, MUTED), cells) for mark, cells in zip(scale, drawn, strict=True)]
    marks = ""
    for n in range(0, len(counts), 10):
        marks = marks.ljust(n * wide) + f"|{_day(today + timedelta(days=n))}"
    told = f"{counted(sum(counts), 'review')}, {sum(counts) / len(counts):.0f} a day, {top} at most"
    note = f"{told}; if every card is recalled and each day's new ones are taken."
    return [head, *rows, plain(f"     {marks}", MUTED), *paragraph(note, width)]


def group_page(session: Session, kept: Kept, width: int) -> list[Content]:
    """A pile of cards in numbers."""
    title = group_titles(session.content, session.journey)[kept.group]
    parts = [plain(title, STRONG)]
    parts.append(hanging("seen", f"{kept.seen} of {counted(kept.cards, 'card')}", width, INDENT))
    parts.append(hanging("review", f"{counted(kept.review, 'card')} recalled on a later day", width, INDENT))
    window = int(session.content.values("cards")["window_days"])
    parts.append(hanging("kept", f"{kept.said}; last {window} days, later days only", width, INDENT))
    if kept.aside:
        parts.append(
            hanging("aside", f"{counted(kept.aside, 'card')}; enter lists them, space brings one back", width, INDENT)
        )
    return [*parts, plain(""), *paragraph("Enter lists the cards.", width, MUTED)]


def round_page(one: Round, width: int) -> list[Content]:
    """A round: what it asks for, where that stands, what is missing."""
    state = "ready" if one.ready else "not ready yet"
    parts = [join((one.title, STRONG), f"   {state}"), plain("")]
    for measure in one.measures:
        mark = "ok" if measure.met else "no"
        word = ", by your own word" if measure.attested else ""
        parts.append(hanging(mark, f"{measure.said}{word}", width, 4))
        if measure.missing:
            parts.append(hanging("", f"missing: {measure.missing}", width, 4))
    return parts


WAY_TEXTS: Mapping[str, str] = {
    "drills": "Design prompts, 45 minutes each, aloud and recorded; graded a day later from the recording, what can be "
    "observed first. Practice that only you saw, such as a problem on paper or a story, is recorded there too.",
    "sql": "You write a query over a small bank's payments; its result is compared with the right one. Another way to "
    "write it is as good. Read only: nothing can be broken.",
    "eval": "Metrics, base rates, tests, ranking, drift, sample sizes: by hand or with a calculator. The numbers are "
    "drawn anew each time, and the way to the answer is shown.",
    "mock": "One hour over three rounds, put together from what is weakest now, with the clock. It ends with a summary "
    "to keep.",
}
"""What the ways of practising are."""


def way_page(key: str, said: str, width: int) -> list[Content]:
    """A way of practising: what it is, where it stands."""
    return [*paragraph(WAY_TEXTS[key], width), plain(""), hanging("so far", said, width, INDENT)]


def _minutes(seconds: int) -> str:
    return f"{max(round(seconds / 60), 1)} min" if seconds else "no time taken"


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"
