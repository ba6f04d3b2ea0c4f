"""The funnel as text."""

from __future__ import annotations

from mentor.cli.page import Page
from mentor.coach import funnel_words as words
from mentor.coach.funnel_forecast import Prospects
from mentor.coach.outlook import percent
from mentor.coach.pipeline import CHANNEL_TITLES
from mentor.content import Content
from mentor.journey.search import CHANNELS

COMMANDS = {
    "advice": "advice",
    "audit": "audit",
    "companies": "companies",
    "drills": "drill",
    "exercises": "practice sql",
    "mock": "mock",
    "people": "people",
    "practice": "practised",
    "resume": "resume",
    "review": "review",
}
"""What a cause or a step opens, as a command of the program."""
EVERY = 4
"""Weeks between two of the chances that are printed."""


def write_funnel(page: Page, content: Content, found: Prospects) -> None:
    """Write every part, the counts and rates first."""
    made = found.funnel
    page.line(words.head_line(made) if made.total else words.NOTHING_YET, style="bold")
    page.blank()
    page.line(words.BASIS, style="dim")
    _steps(page, found)
    if made.total:
        _leak(page, content, found)
    _offers(page, content, found)
    _chances(page, content, found)
    _examples(page, found)
    page.head("A week's batch")
    page.line(words.batch_line(found.batch))
    page.line(found.batch.why)


def _steps(page: Page, found: Prospects) -> None:
    page.head("Step by step")
    page.columns(f"  {'':<28}{'went on':<11}{'rate':<15}{'usual':>5}", style="dim")
    for one in found.checks:
        step = one.step
        usual = words.rate(step.usual.mean) + ("*" if step.assumed else " ")
        row = f"  {step.name:<28}{words.went_on(step):<11}{words.step_rate(step):<15}{usual:>5}"
        page.columns(f"{row} {words.verdict(one, found.leak)}")
    if any(one.step.assumed for one in found.checks):
        page.line(words.ASSUMED, indent=2, style="dim")


def _leak(page: Page, content: Content, found: Prospects) -> None:
    page.head("Where it leaks")
    page.line(words.leak_line(found))
    for line in words.small_print(found):
        page.line(line, style="dim")
    if found.leak is None:
        return
    known = content.leaks[found.leak.step.stage]
    for heading, pointers in (("Likely behind it, in this order:", known.causes), ("What to do:", known.steps)):
        page.blank()
        page.line(heading)
        for number, one in enumerate(pointers, 1):
            page.row(f"{number}", f"{one.text} (mentor {COMMANDS[one.opens]})", indent=2, column=3)


def _offers(page: Page, content: Content, found: Prospects) -> None:
    made = found.funnel
    page.head("Applications to an offer (computed)")
    if found.per_offer is not None and len(made.sent) > 1:
        middle, spread = found.per_offer
        page.row("your mix", words.per_offer_line(middle, spread), indent=2, column=20)
    for channel in made.sent or CHANNELS:
        spread = found.draws.per_offer({channel: 1})
        said = words.per_offer_line(made.per_offer({channel: 1}), spread)
        hours = words.hours_words(content, made, channel)
        page.row(CHANNEL_TITLES[channel], f"{said}; {hours}", indent=2, column=20)
    for ratio in found.ratios:
        page.line(words.ratio_line(ratio), indent=2)
    page.blank()
    for source, text in words.guide_lines(content):
        page.row(source, text, indent=2, column=26)


def _chances(page: Page, content: Content, found: Prospects) -> None:
    page.head("Chance of an offer (computed)")
    page.line(words.pace_line(content, found))
    weeks = range(EVERY, len(found.by_week) + 1, EVERY)
    page.columns(f"  {'in weeks':<10}" + "".join(f"{week:>10}" for week in weeks), style="dim")
    page.columns(f"  {'':<10}" + "".join(f"{percent(found.by_week[week - 1]):>10}" for week in weeks))


def _examples(page: Page, found: Prospects) -> None:
    own = bool(found.funnel.total)
    page.head("At least one offer from so many more" if own else "At least one offer from so many")
    page.columns(f"  {'':<48}{'usual':>6}{'you' if own else '':>8}", style="dim")
    for one in found.examples:
        yours = percent(one.own) if own else ""
        page.columns(f"  {words.mix_words(one.applications):<48}{percent(one.usual):>6}{yours:>8}")
