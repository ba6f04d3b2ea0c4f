"""What is worth another look in a message before it goes out, above all what it claims and the record does not hold.

Nothing is refused: the user knows more than the record. A claim is looked for where the nearest "I" or "you" before it
says that it is the writer's; in a question without an "I" it is about the other side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from mentor.coach.bullet_figures import unsupported_spans
from mentor.coach.bullet_words import Index, Match, Span, merged, span_of, tokens_of
from mentor.coach.outreach import Stands, day_in_words, stands
from mentor.coach.pipeline import messages_to
from mentor.coach.proof import runs_of
from mentor.content import Content
from mentor.content.outreach import DraftKind, MessageCheck
from mentor.journey import Journey
from mentor.journey.records import Project
from mentor.journey.search import Person
from mentor.text import clean, one_line

ASKS: dict[DraftKind, bool] = {"first": True, "follow_up": True, "thanks": False, "referral": True}
"""Whether a kind of message lives by its question."""
BEFORE_AN_ANSWER = ("first", "follow_up")
_PART = re.compile(r"(?<=[.!?;:])\s+|\n+")
_LINK = re.compile(r"https?://\S+")
_OURS = frozenset({"i", "my", "me", "mine", "we", "our", "us"})
_THEIRS = frozenset({"you", "your", "yours", "they", "their", "who", "somebody", "people"})
_MAY = frozenset({"may", "could", "can", "might", "should", "if"})
"""Words before an "I" that asks, or supposes, and claims nothing."""
_NOTHING = (1e300,)
"""A figure that no message holds, so that all are looked up where no metrics file was read."""


@dataclass(frozen=True)
class Remark:
    """One thing to look at again.

    Attributes:
        said: What was found, in a few words.
    """

    check: MessageCheck
    said: str


@dataclass(frozen=True)
class Looked:
    """A message as looked over.

    Attributes:
        length: Characters.
        fits: Whether that is within the length that does best.
    """

    length: int
    fits: bool
    remarks: tuple[Remark, ...]


def look_over(content: Content, journey: Journey, person: Person, text: str, kind: DraftKind, today: date) -> Looked:
    """Look a message over.

    Args:
        content: Holds the checks and their words.
        journey: What is recorded.
        person: To whom it goes.
        text: The message.
        kind: What it is for.
        today: The day it would go out.
    """
    text = tidy(text)
    length, best = len(text), content.outreach.length
    plain = _LINK.sub(" ", text)  # an address asks and claims nothing
    found = [
        *_length(length, best.low, best.high),
        *_questions(content, person, plain, kind),
        *((name, _quoted(content, plain, name)) for name in _lists(kind)),
        *_claims(content, journey, plain),
        *_timing(content, journey, person, kind, today),
    ]
    checks = {check.id: check for check in content.outreach.checks}
    remarks = [Remark(checks[id_], checks[id_].said.format(found=said)) for id_, said in found if said]
    return Looked(length, best.low <= length <= best.high, tuple(remarks) if text else ())


def tidy(text: str) -> str:
    """A message as it is counted, kept and copied: clean, without white space at its ends."""
    return clean(text).strip()


def _length(length: int, low: int, high: int) -> Iterator[tuple[str, str]]:
    if length < low:
        yield "short", str(length)
    if length > high:
        yield "long", str(length)


def _questions(content: Content, person: Person, text: str, kind: DraftKind) -> Iterator[tuple[str, str]]:
    count = len(re.findall(r"\?+", text))
    if count == 0 and ASKS[kind]:
        yield "no_question", "none"
    if count > 1:
        yield "questions", str(count)
    if not one_line(person.ask) and content.outreach.ask in text:
        yield "default_ask", "default"


def _lists(kind: DraftKind) -> tuple[str, ...]:
    return ("referral", "job", "flattery") if kind in BEFORE_AN_ANSWER else ("flattery",)


def _quoted(content: Content, text: str, words: str) -> str:
    return _said(span.text for span in _phrases_in(content, text, words))


def _phrases_in(content: Content, text: str, words: str) -> tuple[Span, ...]:
    """The phrases of a list of `content.outreach.words` that a text holds, with their places."""
    tokens = tokens_of(text)
    found = _index(content.outreach.words[words]).find(tokens)[0]
    return merged(text, (span_of(text, tokens, Match(*at)) for at in found.items()))


@cache
def _index(phrases: tuple[str, ...]) -> Index:
    """Phrases made ready to be looked for; a text is looked over at each key."""
    index = Index()
    index.add(phrases)
    return index


def _said(texts: Iterator[str]) -> str:
    return ", ".join(dict.fromkeys(texts))


# ---------------------------------------------------------------------------------------------------- claims


def _claims(content: Content, journey: Journey, text: str) -> Iterator[tuple[str, str]]:
    parts = [part for part in _PART.split(text) if part.strip()]
    projects = {project: stands(content, journey, project) for project in journey.projects.values()}
    for name in ("deployed", "made", "led"):
        yield name, _said(word for part in parts for word in _unborne(content, journey, projects, part, name))
    yield "figures", _said(figure for part in parts for figure in _figures(journey, part))
    yield "parked", _said(one.title for one in projects if one.state == "parked" and _names(text, one))


def _unborne(
    content: Content, journey: Journey, projects: dict[Project, Stands], part: str, name: str
) -> Iterator[str]:
    """What a part of a message claims with the words of a list, and nothing recorded bears out."""
    named = {project.id: project for project in projects if _names(part, project)}
    bullets = [one for one in journey.bullets.values() if not named or one.project in named]
    for span in _phrases_in(content, part, name):
        if not _ours(part, span.start):
            continue
        borne = any(_phrases_in(content, one.text, name) for one in bullets)
        if name == "deployed":
            before = journey.profile is not None and journey.profile.history.projects_deployed > 0 and not named
            borne = borne or before or any(projects[one] == "deployed" for one in named.values() or projects)
        elif name == "made":
            # Much is built in an earlier job; only what is said of a project by its name is held against the record.
            borne = borne or not any(projects[one] == "building" for one in named.values())
        if not borne:
            yield span.text


def _ours(part: str, at: int) -> bool:
    """Whether what stands at a place is said of the writer: the nearest "I" or "you" before it decides."""
    words = [token.text for token in tokens_of(part[:at])]
    for n in range(len(words) - 1, -1, -1):
        if words[n] in _OURS or words[n] in _THEIRS:
            return words[n] in _OURS and not (n and words[n - 1] in _MAY)
    return not part.rstrip().endswith("?")


def _names(text: str, project: Project) -> bool:
    title = one_line(project.title).casefold()
    return bool(title) and re.search(rf"(?<!\w){re.escape(title)}(?!\w)", text.casefold()) is not None


def _figures(journey: Journey, part: str) -> Iterator[str]:
    """The results in a part of a message that neither a bullet nor a metrics file holds."""
    numbers = [number for one in journey.projects for run in runs_of(journey, one)[-1:] for number in run.numbers]
    written = {token.text for one in journey.bullets.values() for token in tokens_of(one.text) if token.number}
    for span in unsupported_spans(part, numbers or _NOTHING):
        figures = {token.text for token in tokens_of(span.text) if token.number}
        if not figures <= written and _ours(part, span.start):
            yield span.text


# ---------------------------------------------------------------------------------------------------- when


def _timing(
    content: Content, journey: Journey, person: Person, kind: DraftKind, today: date
) -> Iterator[tuple[str, str]]:
    sent = [one for one in messages_to(journey, person.id) if one.sent]
    if kind != "follow_up" or not sent or any(one.answered for one in sent):
        return
    reminders = [one for one in sent if one.kind == "follow_up"]
    if reminders:
        yield "second", day_in_words(reminders[-1].on)
        return
    due = sent[-1].on + timedelta(days=int(content.values("search")["follow_up_days"]))
    if today < due:
        yield "early", day_in_words(due)
