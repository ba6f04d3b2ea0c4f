"""What something rests on: its rule and the guides of its facts, by name."""

from __future__ import annotations

from textual.content import Content

from mentor.session import Session
from mentor.widgets.text import hanging


def behind(session: Session, rule: str, facts: tuple[str, ...], width: int, indent: int) -> list[Content]:
    """The rule and the guides something rests on, as labelled lines."""
    content = session.content
    parts = []
    if rule:
        parts.append(hanging("rule", f"{rule} {content.rules[rule].short}", width, indent))
    if facts:
        names = ", ".join(f"{content.sources[s].name} ({s})" for s in content.source_names(facts))
        parts.append(hanging("guides", names, width, indent))
    return parts
