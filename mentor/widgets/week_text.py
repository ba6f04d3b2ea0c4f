"""How a week and its actions are said on the screen."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from mentor.journey.records import Action
from mentor.text import positions
from mentor.widgets.text import STRONG, hanging, lines, paragraph, plain


def short_days(start: date, end: date) -> str:
    """A span of days, as in "21 - 27 November"."""
    first = f"{start.day}" if start.month == end.month else f"{start.day} {start:%B}"
    return f"{first} - {end.day} {end:%B}"


def hours(minutes: int) -> str:
    """Minutes as hours and minutes, as in "3 h 40"."""
    return f"{minutes // 60} h {minutes % 60:02d}" if minutes % 60 else f"{minutes // 60} h"


def action_why(action: Action, width: int, *, says: bool, short: bool) -> Content:
    """The reason beside an action, wrapped to the pane; `short` leaves out what the list above it says already."""
    why = action.why
    parts = (
        [] if short else [*paragraph(action.title, width, STRONG), plain(""), *paragraph(why.text, width), plain("")]
    )
    if why.gap:
        parts.append(hanging("gap", why.gap, width))
        parts.append(hanging("", why.gap_detail, width))
    sources = " ".join(sorted({fact[:2] for fact in action.sources}))
    if why.rule:
        parts.append(hanging("rule", f"{why.rule} {why.rule_short}" + (f"   ({sources})" if sources else ""), width))
    if says and why.says:
        parts.extend(hanging("says" if not n else "", text, width) for n, text in enumerate(positions(why.says)))
    parts.append(hanging("done", action.done_when, width))
    parts.append(hanging("small", action.smallest, width))
    if action.if_then:
        parts.append(hanging("if", action.if_then.removeprefix("If "), width))
    if short:
        parts.append(hanging("why", why.text, width))
    if not action.blocks:
        parts.append(hanging("when", f"{_when(action.day, action.at)}{_where(action)}", width))
    for n, block in enumerate(action.blocks):
        text = f"{_when(block.day, block.at)}, {block.minutes} min: {block.what}"
        parts.append(hanging("when" if not n else "", text, width))
    if action.blocks and action.where:
        parts.append(hanging("where", action.where, width))
    return lines(*parts)


def _when(day: date, at: str) -> str:
    return f"{day:%a} {at}" if at else f"{day:%a}"


def _where(action: Action) -> str:
    return f", {action.where}" if action.where else ""
