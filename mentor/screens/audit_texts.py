"""What the gap report and the full audit say: texts made from values, without a widget in sight."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from textual.content import Content as Text

from mentor.coach.audit import Audit
from mentor.coach.plan import Plan
from mentor.coach.questions import Question, is_answered
from mentor.coach.reaudit import AreaChange
from mentor.content import Content
from mentor.content.model import Item, Probe
from mentor.journey import Journey
from mentor.journey.records import Evidence, ProbeAnswer, Rating
from mentor.text import one_line, shorten
from mentor.widgets.meter import bar
from mentor.widgets.scale import CHOSEN, LEVELS, answer_row, sides
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, line, lines, plain

Row = tuple[str | None, Text]
BLOCKS = {
    "code": "software basics",
    "model": "modelling",
    "ops": "operations",
    "job": "showing and interviewing",
    "llm": "language models",
}
SURE = ("", "a guess", "fairly sure", "would bet on it")
WRONG = "✗"
MARKS = {1: "↑", -1: "↓", 0: "="}
"""Up, down, the same, for an area that was rated again."""
MOST_CHANGES = 6
"""Areas a summary lists; the smallest screen has no room for more."""


# ---------------------------------------------------------------------- the whole


def readiness(report: Audit) -> Text:
    """How ready, and what holds it back."""
    if not report.weakest_block:
        return join(("Nothing is rated yet.", STRONG), " Press enter to begin: one key a question, about 20 minutes.")
    block = BLOCKS.get(report.weakest_block, report.weakest_block)
    return join((f"Readiness {report.readiness:.0%}".replace("%", " %"), STRONG), f", held back by: {block}")


def calibration(journey: Journey, report: Audit) -> str:
    """How well certainty fits; empty before a probe is answered."""
    if not journey.probes:
        return ""
    right = sum(answer.right for answer in journey.probes.values())
    sure, sure_right = report.sure_right
    times = "once" if sure == 1 else f"{sure} times"
    return f"probes: {right} of {len(journey.probes)} right; " + (
        f"sure {times}, right {sure_right}" if sure else "never sure"
    )


def progress(journey: Journey, row: tuple[Question, ...], begin: int | None) -> str:
    """How far the full audit is, and where it goes on."""
    answered = sum(is_answered(journey, question) for question in row)
    if begin is None:
        return f"all {len(row)} questions answered"
    return f"{answered} of {len(row)} answered; enter goes on at question {begin + 1}"


def level(value: float | None) -> str:
    """A level as short as it goes, with at most one decimal."""
    return "-" if value is None else f"{value:.1f}".removesuffix(".0")


# ---------------------------------------------------------------------- one question


def head(question: Question | None, at: tuple[int, int], done: tuple[int, int], width: int) -> Text:
    """Area, place, progress in the area.

    Args:
        question: What is asked; None at the end.
        at: Its number, of how many; 0 for a question outside the whole audit.
        done: How many questions of its area are answered, of how many.
        width: Columns there are.
    """
    if question is None:
        return plain("The audit", MUTED)
    number, of = at
    left = join((f"{question.area.code}  ", MUTED), (question.area.title, STRONG))
    right = plain(f"question {number} of {of}" if number else "this area only", MUTED)
    answered, total = done
    return lines(
        sides(left, right, width), join(bar(answered / total, 24), (f"  {answered} of {total} answered", MUTED))
    )


def ask_probe(probe: Probe) -> Text:
    """The knowledge question."""
    return lines(plain("Before you rate: what do you know?", MUTED), plain(probe.question, STRONG))


def option_rows(probe: Probe, order: list[int], width: int) -> list[Row]:
    """The options in the order of the screen, and the way out."""
    rows = [(str(n), answer_row(str(n), "", probe.options[i], width)) for n, i in enumerate(order, 1)]
    return [*rows, ("0", answer_row("0", "", "I don't know", width))]


def certainty(probe: Probe, choice: int | None, width: int) -> tuple[Text, list[Row]]:
    """The choice, and how sure it can be."""
    chosen = hanging("you say", probe.options[choice or 0], width, 9)
    rows: list[Row] = [(str(n), answer_row(str(n), "", SURE[n], width)) for n in (1, 2, 3)]
    return lines(ask_probe(probe), plain(""), chosen, plain("How sure are you?", STRONG)), rows


def result_rows(probe: Probe, order: list[int], given: ProbeAnswer, width: int) -> list[Row]:
    """The options again, the right one and a wrong choice marked."""
    rows: list[Row] = []
    for n, i in enumerate(order, 1):
        mark = CHOSEN if i == probe.right else WRONG if i == given.choice else " "
        row = answer_row(str(n), "", probe.options[i], width, mark=mark)
        rows.append((None, row.stylize("$foreground") if mark != " " else row))
    return rows


def verdict(content: Content, probe: Probe, given: ProbeAnswer) -> Text:
    """Right or wrong, why, and what that does to the ratings."""
    word = "Right." if given.right else "Not known yet." if given.choice is None else "Not right."
    first = join((word + " ", STRONG if given.right else "bold $warning"), probe.why)
    if given.right:
        return first
    sure = given.choice is not None and given.certainty >= 2
    cap = content.number("cap_probe_sure" if sure else "cap_probe_unsure")
    return lines(first, plain(f"Ratings of this area count as {cap:g} at most without checked evidence.", MUTED))


def ask_item(item: Item, width: int) -> Text:
    """The can-do statement and what would show it."""
    statement = [plain(row, STRONG) for row in wrap(f"I can {item.text}", width)]
    return lines(*statement, hanging("shown by", item.shows, width, 10).stylize(MUTED))


def rating_line(rating: Rating | None, width: int) -> Text:
    """What was said of an item before."""
    if rating is None:
        return plain("")
    if rating.level is None:
        return plain("passed over before", MUTED)
    said = f"you said {rating.level} {LEVELS[rating.level][0]}"
    if rating.evidence is None:
        return plain(said, MUTED)
    return lines(plain(said, MUTED), line("evidence: " + shorten(rating.evidence.text, 2 * width - 12), MUTED))


def cap_line(content: Content, rated: int) -> Text:
    """What evidence does to a rating."""
    none, text = content.number("cap_no_evidence"), content.number("cap_text_evidence")
    then = "" if rated < 4 else f" A 4 counts as {text:g} until the mentor has checked it."
    return plain(f"What shows it? Without evidence a {rated} counts as {none:g}, with it as {text:g}.{then}", MUTED)


def summary(plan: Plan, journey: Journey, row: tuple[Question, ...], senior: int) -> Text:
    """The end: what the answers say, and what could follow."""
    opened = sum(not is_answered(journey, question) for question in row)
    passed = sum(1 for q in row if q.kind == "item" and (r := journey.ratings.get(q.id)) and r.level is None)
    left = [f"{opened} open" if opened else "", f"{passed} passed over" if passed else ""]
    told = ", ".join(part for part in left if part)
    parts = [
        plain(f"That was the last of {len(row)} questions" + (f" ({told})." if told else "."), STRONG),
        plain(""),
        readiness(plan.audit),
        plain(calibration(journey, plan.audit), MUTED),
        plain(""),
        *(plain(f"{gap.sentence}.") for gap in plan.gaps[:3]),
    ]
    if senior:
        offer = f" goes on with the {senior} senior items: a first job asks for one senior area, not all of them."
        parts += [plain(""), join(("m", f"bold {ACCENT}"), offer)]
    return lines(*parts)


def summary_again(
    report: Audit, journey: Journey, found: Sequence[AreaChange], opened: int, asked: int, width: int
) -> Text:
    """The end of a re-audit: what came of it, the areas that moved most first."""
    told = f" ({opened} passed over)" if opened else ""
    parts = [plain(f"That was the last of {asked} questions{told}.", STRONG), plain("")]
    ranked = sorted(found, key=lambda change: -abs(change.now - change.before))
    parts += [hanging(mark(c), f"{c.area.title} {c.line}", width, 2) for c in ranked[:MOST_CHANGES]]
    if len(ranked) > MOST_CHANGES:
        parts.append(plain(f"and {len(ranked) - MOST_CHANGES} more areas, in the report", MUTED))
    if not ranked:
        parts.append(plain("Nothing was rated again."))
    return lines(*parts, plain(""), readiness(report), plain(calibration(journey, report), MUTED))


def mark(change: AreaChange | None) -> str:
    """One character for how an area came out when it was rated again; a space where it was not."""
    return " " if change is None else MARKS[change.direction]


def again(found: Sequence[AreaChange]) -> Text:
    """What the marks mean, and how many areas have each."""
    counts = {way: sum(change.direction == way for change in found) for way in MARKS}
    words = {1: "up", -1: "down", 0: "the same"}
    told = [f"{MARKS[way]} {count} {words[way]}" for way, count in counts.items() if count]
    return plain(f"rated again: {'  '.join(told)}", MUTED)


def evidence_line(evidence: Evidence) -> str:
    """Evidence with its day, and whether the mentor checked it."""
    return f"{one_line(evidence.text)} ({evidence.on:%d %b %Y}{', checked' if evidence.checked else ''})"
