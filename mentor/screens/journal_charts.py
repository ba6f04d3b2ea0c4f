"""The views of the Journal as text: what stands above the list, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from textual.content import Content

from mentor.coach.forecast import add_months
from mentor.coach.history import History, MonthMix, WeekHours, verdict
from mentor.coach.outlook import guides_days
from mentor.coach.timeline import headline
from mentor.journey.duration import as_typed
from mentor.journey.snapshot import number_of
from mentor.journey.time import Course, LogEntry, Review
from mentor.session import Session
from mentor.text import counted, shorten
from mentor.widgets.charts import DAYS, FILLS, HEAT_LEGEND, Axis, HeatMap, spark, stacked
from mentor.widgets.meter import bar
from mentor.widgets.place import WIDE
from mentor.widgets.text import ACCENT, MUTED, STRONG, join, line, lines, paragraph, plain

NOTHING_LOGGED = "Nothing is logged yet. + logs time; ticking an action in Today (t, then space) logs it as well."
NO_REVIEW = (
    "No week was accepted yet. Each one keeps what the mentor made of the journey then, gaps and forecast included; "
    "plan one in Today (t, then n)."
)
FIGURE = 5
"""Columns of one kind's hours."""
LABEL = 15
"""Columns of a week's first day and name."""
STYLES = (STRONG, "", MUTED)
"""Of the sentences of the verdict."""


@dataclass(frozen=True)
class Drawn:
    """One view: what stands above the list, the keys of the rows, and what draws the row at a position."""

    head: Content
    keys: Sequence[str] = ()
    row: Callable[[int], Content] = lambda _: Content("")


def hours_text(minutes: int) -> str:
    """Hours with one decimal, a dash for none."""
    return f"{minutes / 60:.1f}" if minutes else "-"


def _legend(parts: Sequence[tuple[str, str, str]], width: int) -> list[Content]:
    """Glyphs with their colour and meaning, on as many lines as they need."""
    rows: list[Content] = []
    for glyph, style, words in parts:
        part = join((glyph, style), f" {words}")
        if rows and rows[-1].cell_length + part.cell_length + 3 <= width:
            rows[-1] = join(rows[-1], "   ", part)
        else:
            rows.append(part)
    return rows


def _nothing(said: str, width: int) -> Drawn:
    return Drawn(lines(*paragraph(said, min(width, 90))))


def _right(text: str, width: int, style: str = "") -> Content:
    return plain(text.rjust(width), style)


# ---------------------------------------------------------------------------------------------------- hours


def hours_view(history: History, width: int, mark: float) -> Drawn:
    """Hours by week and kind, planned hours beside them, newest first.

    Args:
        history: What to show.
        width: Columns there are.
        mark: Share of learning, 0-1, from which a month is marked.
    """
    if not history.entries and not history.weeks:
        return _nothing(NOTHING_LOGGED, width)
    kinds = history.kinds
    room = max(width - LABEL - FIGURE * len(kinds) - 13, 8)
    top = max(max(week.worked, week.planned) for week in history.weeks)
    heads = [_right(FILLS[kind][0], FIGURE, FILLS[kind][1]) for kind in kinds]
    columns = join((f"{'from':<{LABEL + room}}   of planned", MUTED), *heads)
    head = lines(*_totals(history, width), *_ratio_now(history, mark), plain(""), columns)
    weeks = history.weeks

    def row(n: int) -> Content:
        return _week_row(weeks[n], kinds, top, room)

    return Drawn(head, [week.key for week in weeks], row)


def _totals(history: History, width: int) -> list[Content]:
    """What was logged in all, by kind: the legend as well."""
    if not history.entries:
        return paragraph(NOTHING_LOGGED, min(width, 90))
    minutes = history.minutes
    worked = sum(month.worked for month in history.months)
    total = join((f"{hours_text(worked)} h of work", STRONG), (f", since {_day(history.entries[-1].on)}", MUTED))
    return [total, *_legend([(*FILLS[kind], f"{kind} {hours_text(minutes[kind])} h") for kind in history.kinds], width)]


def _ratio_now(history: History, mark: float) -> list[Content]:
    if not history.months:
        return []
    month = history.months[0]
    text = f"Learn to build in {month.month:%B}: {month.ratio}, learning {month.learn_share:.0%} of the work"
    return [plain(f"{text} ! over {mark:.0%}" if month.learn_share > mark else f"{text}.")]


def _week_row(week: WeekHours, kinds: Sequence[str], top: int, room: int) -> Content:
    name = "now" if week.running else week.id
    if week.weeks > 1:
        text = f"{counted(week.weeks, 'week')} without a plan or an entry, to {_day(week.last)}"
        return plain(f"{week.first.day:>2} {week.first:%b %y} -    {text}", MUTED)
    planned = hours_text(week.planned) if week.planned else "none"
    return join(
        (f"{week.first.day:>2} {week.first:%b %y} ", ""),
        (f"{name:<5}", ACCENT if week.running else MUTED),
        stacked([(kind, week.minutes[kind]) for kind in kinds if kind != "rest"], top, room, week.planned),
        (f"{hours_text(week.worked):>5} of {planned:<4}", STRONG),
        *(_right(hours_text(week.minutes[kind]), FIGURE, "" if week.minutes[kind] else MUTED) for kind in kinds),
    )


def months_view(history: History, width: int, mark: float) -> Drawn:
    """Learning against building by month, newest first."""
    if not history.months:
        return _nothing(NOTHING_LOGGED, width)
    room = max(width - 56, 8)
    at = min(round(mark * room), room - 1)
    scale = f"{' ' * at}|{mark:.0%}"[:room]
    over = ("!", STRONG, f"learning over {mark:.0%} of the work")
    legend = [(*FILLS["learn"], "learn"), (*FILLS["build"], "build"), (*FILLS["rest"], "other work"), over]
    columns = f"month     {scale:<{room}}{'learn':>8}{'build':>7}{'other':>7}{'learn : build':>15}{'share':>6}"
    head = lines(*_legend(legend, width), plain(""), plain(columns, MUTED))
    months = history.months
    return Drawn(head, [f"{month.month:%Y-%m}" for month in months], lambda n: _month_row(months[n], room, mark))


def _month_row(month: MonthMix, room: int, mark: float) -> Content:
    learn, build = month.minutes["learn"], month.minutes["build"]
    other = month.worked - learn - build
    over = month.learn_share > mark
    return join(
        f"{month.month:%b %Y}  ",
        # All other work is drawn as dots, which stand for rest elsewhere.
        stacked([("learn", learn), ("build", build), ("rest", other)], month.worked, room),
        f" {hours_text(learn):>7}{hours_text(build):>7}{hours_text(other):>7}",
        (f"  {month.ratio:>13}", STRONG),
        (f"{month.learn_share:>6.0%}{' !' if over else ''}", STRONG if over else ""),
    )


# ---------------------------------------------------------------------------------------------------- days


def days_view(history: History, today: date, width: int, weeks: int) -> Drawn:
    """A calendar of the last weeks, denser where more was done, then the months in figures."""
    if not history.days:
        return _nothing(NOTHING_LOGGED, width)
    heat = HeatMap(history.days, today, weeks)
    free = width - 4 - 2 * weeks
    heads = [f"{'days':>7}" if free >= 15 else "", f"{'hours':>7}" if free >= 7 else ""]
    rows = [plain(f"    {heat.months()}{''.join(heads)}", MUTED)]
    for weekday, name in enumerate(DAYS):
        count, minutes = heat.figures(weekday)
        figures = [f"{count:>7}" if free >= 15 else "", f"{hours_text(minutes):>7}" if free >= 7 else ""]
        rows.append(join((f"{name} ", MUTED), heat.row(weekday), *figures))
    head = lines(
        *rows,
        plain(""),
        *_legend(HEAT_LEGEND, width),
        plain(""),
        plain("month             days with work     hours", MUTED),
    )
    months = history.months
    room = max(width - 46, 6)
    return Drawn(head, [f"{month.month:%Y-%m}" for month in months], lambda n: _days_row(months[n], room))


def _days_row(month: MonthMix, room: int) -> Content:
    length = month.last.day
    days = f"{month.days} of {length}"
    return join(f"{month.month:%B %Y}".ljust(18), f"{days:>14}", (f"{hours_text(month.worked):>10}  ", STRONG)) + bar(
        month.days / length, min(room, length)
    )


# ---------------------------------------------------------------------------------------------------- gaps


def gaps_view(session: Session, history: History, width: int) -> Drawn:
    """Each area's gap at the first review and at the last, and the way between."""
    reviews = history.reviews
    if not reviews:
        return _nothing(NO_REVIEW, width)
    first, last = reviews[0], reviews[-1]
    if len(reviews) == 1:
        said = f"One review so far, of {_review_day(first)}: what moved shows from the second on."
    else:
        fell, rose = (sum(row.word == word for row in history.gaps) for word in ("falling", "rising"))
        span = f"{_day(first.on)} to {_day(last.on)}"
        said = f"In {len(reviews)} reviews, {span}, {counted(fell, 'gap')} fell and {rose} rose."
    areas, title_room = session.content.areas, 32 if width < WIDE else 46
    room = min(max(width - title_room - 29, 4), 36)
    top = max((value for row in history.gaps for value in row.values), default=0.0)
    columns = f"{'area':<{title_room}} first    now                at each review"
    scale = plain("A gap is 0 to 10, weight times what is missing; lower is better.", MUTED)
    head = lines(plain(said), scale, plain(""), plain(columns, MUTED))

    def draw(n: int) -> Content:
        row = history.gaps[n]
        title = shorten(areas[row.area].title if row.area in areas else row.area, title_room - 1)
        word = "" if row.word == "once" else row.word
        change = f"{row.change:+.1f}" if word not in ("", "same") else ""
        return join(
            title.ljust(title_room),
            (f"{row.values[0]:>6.1f} {'->' if len(row.values) > 1 else '  '}", MUTED),
            (f"{row.values[-1]:>5.1f}", STRONG),
            (f"  {word:<8}{change:<5} ", ACCENT if row.word == "falling" else ""),
            (spark(row.values, top, room), ACCENT),
        )

    return Drawn(head, [row.area for row in history.gaps], draw)


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _review_day(review: Review) -> str:
    return f"week {number_of(review.id)} ({_day(review.on)})"


# ---------------------------------------------------------------------------------------------------- forecast


def forecast_view(session: Session, history: History, today: date, width: int) -> Drawn:
    """Each week's likely day and day to plan on, on one axis with the guides' range and the user's own date."""
    reviews, profile = history.reviews, session.journey.profile
    if not reviews or profile is None:
        return _nothing(NO_REVIEW, width)
    low, high = headline(session.content, session.journey).months
    band = guides_days(session.content, profile, (low, high))
    own = add_months(profile.since, profile.deadline_months) if profile.deadline_months else None
    marks = {today: "┊", **({own: "✕"} if own else {})}
    ends = [today, *band, *([own] if own else [])]
    ends += [day for review in reviews for day in (review.likely, review.plan_on)]
    room = max(width - LABEL - 18, 12)
    axis = Axis(min(ends), max(ends), room)
    guides = f"guides, {low}-{high} months: {band[0]:%b %Y} to {band[1]:%b %Y}"
    legend = [("●", ACCENT, "likely"), ("◆", ACCENT, "plan on"), ("░", MUTED, guides), ("┊", MUTED, "today")]
    legend += [("✕", MUTED, f"your date, {own:%b %Y}")] if own else []
    columns = plain(f"{'week':<{LABEL}}{axis.marks()}   likely  plan on", MUTED)
    said = [row for n, text in enumerate(verdict(history)) for row in paragraph(text, min(width, 100), STYLES[n])]
    head = lines(*said, plain(""), *_legend(legend, width), columns)
    newest = reviews[::-1]

    def draw(n: int) -> Content:
        review = newest[n]
        return join(
            (f"{review.id:<5}{review.on.day:>2} {review.on:%b %y} ", MUTED),
            axis.row(review.likely, review.plan_on, band, marks),
            f"   {review.likely:%b %y}",
            (f"   {review.plan_on:%b %y}", STRONG),
        )

    return Drawn(head, [review.id for review in newest], draw)


# ---------------------------------------------------------------------------------------------------- entries, courses


def entry_row(entry: LogEntry, title: str, width: int) -> Content:
    """One entry: day, time, kind, what it was, what it belongs to."""
    glyph, style = FILLS[entry.kind]
    ids = " ".join(key for key in (entry.task, entry.project, entry.course) if key)
    fixed = f"{entry.on:%a} {entry.on.day:>2} {entry.on:%b %Y}", f"{as_typed(entry.minutes):>7}  "
    room = max(width - len(fixed[0]) - len(fixed[1]) - 12 - len(ids) - 1, 8)
    return join(
        (fixed[0], MUTED),
        (fixed[1], STRONG),
        (glyph, style),
        f" {entry.kind:<10}",
        (shorten(title, room).ljust(room + 1) if title else "no note".ljust(room + 1), "" if title else MUTED),
        (ids, MUTED),
    )


STATE_WORDS: Mapping[str, str] = {"active": "> active", "finished": "v finished", "parked": "= parked"}


def courses_view(courses: Sequence[Course], spent: Mapping[str, int], width: int) -> Drawn:
    """The courses: the active ones first.

    Args:
        courses: In the order to show.
        spent: Minutes logged by course.
        width: Columns there are.
    """
    active = sum(course.state == "active" for course in courses)
    rule = "One course at a time: a second one waits until the first is finished or parked."
    if not courses:
        return _nothing(f"No course is listed. n adds the one you take. {rule}", width)
    said = f"{active} are active: park all but one (o)." if active > 1 else rule
    room = max(width - 43, 10)
    columns = f"{'state':<12}{'since':<13}{'until':<13}hours  course"
    head = lines(plain(said, STRONG if active > 1 else ""), plain(""), plain(columns, MUTED))

    def draw(n: int) -> Content:
        course = courses[n]
        until = _day(course.ended) if course.ended else ""
        paid = " (paid)" if course.paid else ""
        return join(
            (f"{STATE_WORDS[course.state]:<12}", ACCENT if course.state == "active" else MUTED),
            _day(course.on).ljust(13),
            until.ljust(13),
            f"{hours_text(spent.get(course.id, 0)):>5}  ",
            line(shorten(course.title, room - len(paid)) + paid, STRONG if course.state == "active" else ""),
        )

    return Drawn(head, [course.id for course in courses], draw)
