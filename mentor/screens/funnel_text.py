"""What the funnel's page says: stages with counts, rates and their ranges; the leak; what an offer takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from mentor.coach import funnel_words as words
from mentor.coach.beta import Beta
from mentor.coach.funnel_forecast import Prospects
from mentor.coach.outlook import percent
from mentor.coach.pipeline import AT, AT_TITLES, CHANNEL_TITLES
from mentor.content.leaks import Opens, Pointer
from mentor.journey.search import CHANNELS, STAGES, Channel
from mentor.screens.behind import behind
from mentor.session import Session
from mentor.widgets.charts import columns
from mentor.widgets.meter import bar
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, lines, link, paragraph, plain

WIDEST = 132
"""Columns the picture makes use of."""
READABLE = 96
"""Columns of a paragraph."""
NAME, COUNT, WENT, RATE = 10, 6, 12, 15
"""Columns of a row of the picture, but for its bar and its axis."""
LEAST = 30
"""Columns of bar and axis together: what 80 leave."""
RATE_MARK, USUAL, REACH, ENDS = "●", "◇", "─", "├┤"
CHART_ROWS = 4
TOPS = (0.05, 0.1, 0.25, 0.5, 0.75, 1.0)
"""What the chart's height may stand for."""
LABEL = 20
OPEN_NAMES: dict[Opens, str] = {
    "advice": "Advice",
    "audit": "Audit",
    "companies": "Search, companies",
    "drills": "Rehearse",
    "exercises": "SQL exercises",
    "mock": "Mock interview",
    "people": "Search, people",
    "practice": "Practice",
    "resume": "Resume",
    "review": "Review cards",
}
"""What a cause or a step opens, by its name."""
_SHARED = "From the screen on, the rates are those of all channels together; the counts are this channel's."


def views(of: Prospects) -> tuple[Channel | None, ...]:
    """What can be looked at: all, then each channel in use; while nothing was sent, each channel there is."""
    return (None, *of.funnel.sent) if of.funnel.sent else CHANNELS


def page(session: Session, channel: Channel | None, width: int) -> Content:
    """The whole page.

    Args:
        session: Its funnel is shown.
        channel: The channel to look at; None for all.
        width: Columns there are.
    """
    of, text = session.prospects(), min(width, READABLE)
    parts = [_tabs(of, channel), *_head(of, text), plain(""), *_picture(of, channel, min(width, WIDEST))]
    if channel is not None and of.funnel.total:
        parts += paragraph(_SHARED, text, MUTED)
    for title, rows in (
        ("Where it leaks", _leak(session, of, text)),
        ("Chance of an offer, week by week", _weeks(session, of, text)),
        ("Applications to an offer", _offers(session, of, text)),
        ("At least one offer from so many" + (" more" if of.funnel.total else ""), _examples(of)),
        ("A week's batch", _batch(of, text)),
        ("What it rests on", paragraph(words.BASIS, text)),
    ):
        parts += [plain(""), plain(title, STRONG), *rows]
    return lines(*parts)


def _tabs(of: Prospects, present: Channel | None) -> Content:
    """The views with their lengths, the present one marked."""
    parts = []
    for one in views(of):
        name = one or "all"
        action = f"screen.show({one or ''!r})"
        shown = link(name, action, f"bold underline {ACCENT}") if one == present else link(name, action)
        parts.append(join(shown, (f" {of.funnel.reached(one)[0]}", MUTED)))
    return Content("   ").join(parts)


def _head(of: Prospects, width: int) -> list[Content]:
    if not of.funnel.total:
        return paragraph(words.NOTHING_YET, width)
    return paragraph(f"{words.head_line(of.funnel)}.", width, MUTED)


# ---------------------------------------------------------------------- the picture


@dataclass(frozen=True)
class _Rate:
    """A rate with its range, beside what is usual."""

    mean: float
    low: float
    high: float
    usual: float

    @classmethod
    def of(cls, rate: Beta, usual: float) -> _Rate:
        return cls(rate.mean, *rate.interval, usual)


def _rates(of: Prospects, channel: Channel | None) -> tuple[_Rate, ...]:
    """The rate at which each stage but the last is left for the next."""
    made = of.funnel
    later = tuple(_Rate.of(step.rate, step.usual.mean) for step in made.later)
    used = [channel] if channel else list(made.mix)
    if len(used) == 1:
        step = made.screens[used[0]]
        return (_Rate.of(step.rate, step.usual.mean), *later)
    steps = [(share, made.screens[one]) for one, share in made.mix.items()]
    spread = of.draws.first_answer(made.mix)
    mean, usual = (sum(share * getattr(step, name).mean for share, step in steps) for name in ("rate", "usual"))
    return (_Rate(mean, spread.low, spread.high, usual), *later)


def _picture(of: Prospects, channel: Channel | None, width: int) -> list[Content]:
    made, rates = of.funnel, _rates(of, channel)
    room = max(width - NAME - COUNT - WENT - RATE - 2, LEAST)
    wide = room * 2 // 5
    axis = room - wide
    came = made.reached(channel)
    top = max(came[0], 1)
    marks = _marks(axis)
    head = f"{'':<{NAME}}{'':>{COUNT}}{'came so far':<{wide + 1}}{'went on':<{WENT}}{'rate':<{RATE}} {marks}"
    rows = [plain(head, MUTED)]
    for n, at in enumerate(AT[1:]):
        left = join(f"{AT_TITLES[at]:<{NAME}}{came[n]:>{COUNT - 1}} ", bar(came[n] / top, wide), " ")
        if n == len(STAGES):
            rows.append(left)
            break
        count, rate = made.count(STAGES[n], channel), rates[n]
        went = f"{count.passed} of {count.trials}" if count.trials else f"{count.waiting} waiting" * bool(count.waiting)
        told = f"{words.rate(rate.mean)} ({words.between(rate.low, rate.high)})"
        rows.append(join(left, f"{went or '-':<{WENT}}{told:<{RATE}} ", _range(rate, axis)))
    return [
        *rows,
        plain(f"{RATE_MARK} rate   {ENDS[0]}{REACH}{ENDS[1]} nine tenths of the belief   {USUAL} usual", MUTED),
    ]


def _marks(width: int) -> str:
    """The axis from none to all, as far as its figures have room."""
    line = "0"
    for share in (0.25, 0.5, 0.75) if width > 20 else (0.5,):
        figure = f"{share * 100:.0f}"
        line = line.ljust(_column(share, width) - len(figure) // 2) + figure
    return line.ljust(width - 4) + "100%"


def _column(share: float, width: int) -> int:
    return min(round(share * (width - 1)), width - 1)


def _range(rate: _Rate, width: int) -> Content:
    """A rate and its range on the axis, over what is usual."""
    cells = [(" ", "")] * width
    low, high = _column(rate.low, width), _column(rate.high, width)
    for at in range(low, high + 1):
        cells[at] = (REACH, ACCENT)
    cells[low], cells[high] = (ENDS[0], ACCENT), (ENDS[1], ACCENT)
    cells[_column(rate.usual, width)] = (USUAL, MUTED)
    cells[_column(rate.mean, width)] = (RATE_MARK, ACCENT)
    return join(*cells)


# ---------------------------------------------------------------------- the leak


def _leak(session: Session, of: Prospects, width: int) -> list[Content]:
    rows = paragraph(words.leak_line(of), width, STRONG if of.leak else "")
    if not of.funnel.total:
        return rows
    for said in words.small_print(of):
        rows += paragraph(said, width, MUTED)
    for one in of.checks:
        style = STRONG if one is of.leak else MUTED
        rows.append(plain(f"{one.step.name:<30}{words.went_on(one.step):<13}{words.verdict(one, of.leak)}", style))
    if of.leak is None:
        return rows
    known = session.content.leaks[of.leak.step.stage]
    rows += [plain(""), plain("Likely behind it, in this order:"), *_pointers(known.causes, width)]
    rows += [plain("What to do (o opens it):"), *_pointers(known.steps, width)]
    return [*rows, *behind(session, known.rules[0], known.facts, width, 8)]


def _pointers(found: Sequence[Pointer], width: int) -> list[Content]:
    rows = []
    for number, one in enumerate(found, 1):
        rows.append(hanging(f" {number}", f"{one.text}.", width, 4))
        rows.append(join("    ", link(f"› {OPEN_NAMES[one.opens]}", f"screen.open({one.opens!r})", MUTED)))
    return rows


# ---------------------------------------------------------------------- what it comes to


def _weeks(session: Session, of: Prospects, width: int) -> list[Content]:
    chances = of.by_week
    top = next(one for one in TOPS if one >= max(chances))
    drawn = columns(chances, top, CHART_ROWS, 2)
    labels = [f"{top:>5.0%} ", *[" " * 6] * (CHART_ROWS - 2), f"{'0%':>5} "]
    rows = [join((label, MUTED), row) for label, row in zip(labels, drawn, strict=True)]
    weeks = range(4, len(chances) + 1, 4)
    marks = "".join(f"{week:>8}" for week in weeks)
    told = "".join(f"{words.rate(chances[week - 1]):>8}" for week in weeks)
    rows += [plain(f" week {marks}", MUTED), plain(f"      {told}")]
    return [*rows, *paragraph(words.pace_line(session.content, of), width, MUTED)]


def _offers(session: Session, of: Prospects, width: int) -> list[Content]:
    content, made = session.content, of.funnel
    rows = []
    if of.per_offer is not None and len(made.sent) > 1:
        rows.append(hanging("your mix", words.per_offer_line(*of.per_offer), width, LABEL))
    for channel in made.sent or CHANNELS:
        said = words.per_offer_line(made.per_offer({channel: 1}), of.draws.per_offer({channel: 1}))
        star = "*" if made.screens[channel].assumed else ""
        told = f"{said}; {words.hours_words(content, made, channel)}"
        rows.append(hanging(f"{CHANNEL_TITLES[channel]}{star}", told, width, LABEL))
    for ratio in of.ratios:
        rows += paragraph(f"{words.ratio_line(ratio)}.", width)
    if any(made.screens[channel].assumed for channel in made.sent or CHANNELS):
        rows += paragraph(words.ASSUMED, width, MUTED)
    rows += [hanging(source, text, width, 26) for source, text in words.guide_lines(content)]
    note = "The figures are computed, the guides' stand beside them: a cold budget to expect, not a goal."
    return [*rows, *paragraph(note, width, MUTED)]


def _examples(of: Prospects) -> list[Content]:
    own = bool(of.funnel.total)
    rows = [plain(f"{'':<34}{'usual':>8}{'you' if own else '':>8}", MUTED)]
    for one in of.examples:
        yours = percent(one.own) if own else ""
        rows.append(plain(f"{words.mix_words(one.applications):<34}{percent(one.usual):>8}{yours:>8}"))
    return rows


def _batch(of: Prospects, width: int) -> list[Content]:
    return [*paragraph(words.batch_line(of.batch), width), *paragraph(of.batch.why, width, MUTED)]
