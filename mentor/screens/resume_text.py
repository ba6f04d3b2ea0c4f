"""What the resume screen says: a bullet with what counts in it marked, its verdict, the resume as a whole."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from mentor.coach.bullet_words import Span, merged
from mentor.coach.bullets import Verdict
from mentor.coach.resume import Checked, Held
from mentor.journey.records import Project
from mentor.screens.behind import behind
from mentor.session import Session
from mentor.text import one_line, shorten
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, line, lines, paragraph, plain

LABEL = 20
STATES, DOUBTS = ("[", "]"), ("!", "!")
"""Signs around what a bullet states, and around what makes a reader doubt: they say it without colour."""
EMPTY = "No bullet yet. n writes the first one: what you built, on how much data, compared with what."


def bullet_row(one: Checked, width: int) -> Content:
    """A bullet's row: verdict, score, its beginning."""
    verdict = one.verdict
    head = f"{verdict.verdict:<7}{verdict.score:>4.1f}  "
    style = MUTED if verdict.verdict == "WEAK" else ACCENT if verdict.verdict == "STRONG" else ""
    return join((head, style), line(shorten(one.bullet.text, max(width - len(head), 10))))


def check_row(held: Held, width: int) -> Content:
    """A row on the resume as a whole."""
    mark = ("ok  ", MUTED) if held.held else ("no  ", f"{STRONG} {ACCENT}")
    return join(mark, line(shorten(held.check.asks, max(width - 4, 10)), MUTED if held.held else ""))


def bullet_page(session: Session, one: Checked, width: int) -> Content:
    """A bullet in full."""
    parts = [_headline(session, one.verdict), line(shorten(_about(session, one), width), MUTED), plain("")]
    return lines(*parts, *verdict_parts(one.verdict, width))


def live_page(session: Session, verdict: Verdict, width: int) -> Content:
    """The same of a bullet that is being written."""
    if not verdict.text:
        return lines(*(hanging("?", question, width, 2) for question in verdict.questions))
    return lines(_headline(session, verdict), plain(""), *verdict_parts(verdict, width))


def verdict_parts(verdict: Verdict, width: int) -> list[Content]:
    """The text with its marks; what raises doubt, what is left out, and last what is there already, by name."""
    parts = [marked(verdict), plain("")]
    for raised in verdict.flags:
        words = _words(raised.spans)
        said = f"{raised.flag.title}: {words}. " if words else f"{raised.flag.title}. "
        parts.append(hanging("!", f"{said}{raised.flag.advice}", width, 2))
    if verdict.questions:
        parts += [plain("")] if verdict.flags else []
        parts.append(plain("What it leaves out; only you know the answers:", MUTED))
        parts += [hanging("?", question, width, 2) for question in verdict.questions]
    if verdict.features:
        parts += [plain("")] if verdict.flags or verdict.questions else []
        parts.append(plain("What it states:", MUTED))
        parts += [hanging(f"+ {one.feature.title}", _words(one.spans), width, LABEL) for one in verdict.features]
    if verdict.features or verdict.flags:
        parts += [plain(""), plain("[...] states something    !...! makes a reader doubt", MUTED)]
    return parts


def marked(verdict: Verdict) -> Content:
    """The text, with signs and underlines around what counts."""
    text = verdict.text
    doubts = merged(text, (span for raised in verdict.flags for span in raised.spans))
    states = _without(merged(text, (span for found in verdict.features for span in found.spans)), doubts)
    parts: list[Content | str | tuple[str, str]] = []
    at = 0
    for start, end, doubt in sorted([*((*one, False) for one in states), *((s.start, s.end, True) for s in doubts)]):
        signs, style = (DOUBTS, f"{STRONG} reverse") if doubt else (STATES, f"{ACCENT} underline")
        parts += [text[at:start], (signs[0], MUTED), (text[start:end], style), (signs[1], MUTED)]
        at = end
    return join(*parts, text[at:])


def _without(spans: Iterable[Span], holes: Iterable[Span]) -> list[tuple[int, int]]:
    """Where spans are, as pairs, without what lies in holes; both in order."""
    left: list[tuple[int, int]] = []
    gaps = list(holes)
    for _, start, end in spans:
        for _, first, last in gaps:
            if last <= start or first >= end:
                continue
            if first > start:
                left.append((start, first))
            start = last
        if start < end:
            left.append((start, end))
    return left


def _headline(session: Session, verdict: Verdict) -> Content:
    core = sum(feature.core for feature in session.content.bullets.features)
    of = f"   {verdict.core} of {core} at the core" if verdict.part == "project" else ""
    return join((f"{verdict.verdict}  {verdict.score:.1f} of 10", STRONG), (of, MUTED))


def _about(session: Session, one: Checked) -> str:
    if one.bullet.part == "career":
        return "about the earlier career"
    project = session.journey.projects.get(one.bullet.project)
    return f"about {one_line(project.title)}" if project else "about no project of the portfolio: o names one"


def _words(spans: Iterable[Span]) -> str:
    return "; ".join(dict.fromkeys(span.text for span in spans))


def check_page(session: Session, held: Held, width: int) -> Content:
    """What is asked of the resume as a whole, and what was found."""
    said = held.said or "It holds."
    parts = [*paragraph(held.check.asks, width, STRONG), plain(""), *paragraph(said, width), plain("")]
    for n, rule in enumerate(held.check.rules):
        parts += behind(session, rule, held.check.facts if not n else (), width, 8)
    if not held.check.rules:
        parts += behind(session, "", held.check.facts, width, 8)
    return lines(*parts)


def project_name(project: Project) -> str:
    """A project in a list to choose from."""
    return f"{one_line(project.title, 60)} ({project.id})"
