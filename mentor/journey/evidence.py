"""What a user gives to show that a rating is true."""

from __future__ import annotations

from datetime import date

from mentor.journey.records import Evidence
from mentor.text import clean


def evidence_from(text: str, today: date) -> Evidence | None:
    """Evidence from what the user typed: a link, a path or a sentence; None for an empty text."""
    text = clean(text).strip()
    if not text:
        return None
    if text.startswith(("http://", "https://", "git@")):
        return Evidence(text, "link", today)
    if text.startswith(("/", "~", "./")):
        return Evidence(text, "file", today)
    return Evidence(text, "text", today)
