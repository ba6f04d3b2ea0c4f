"""Drafts of messages to people, from what the record holds and nothing else; and which message comes next.

A draft says that a project is deployed only where the user attests it or a look at it was answered; one that is begun
is being built; one that is parked is not named. A figure comes from a bullet, and where the project's folder was read,
only if its metrics files hold it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from mentor.coach.bullet_words import Span
from mentor.coach.pipeline import messages_to
from mentor.coach.portfolio import at_least, progress
from mentor.coach.proof import looks_of
from mentor.coach.resume import check_in_journey, in_order
from mentor.content import Content
from mentor.content.outreach import DraftKind
from mentor.journey import Journey
from mentor.journey.records import Project
from mentor.journey.search import Message, Person
from mentor.text import one_line, shorten

Stands = Literal["deployed", "built", "building"]
STANDS: tuple[Stands, ...] = ("building", "built", "deployed")
DEPLOYED = "R27"
"""The criterion that a project is deployed where a stranger can call it."""
TITLE, ASK, FIGURE = 60, 300, 60
"""Characters of a title, of a question and of a figure with its words that a draft takes over."""
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_UNITS = ("%", "ms", "s", "seconds", "minutes", "x", "points")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class Claim:
    """A project as a message may speak of it.

    Attributes:
        figure: A measured result with its words; empty where nothing holds one.
    """

    project: Project
    stands: Stands
    figure: str = ""


@dataclass(frozen=True)
class Draft:
    """A message as proposed.

    Attributes:
        id: The wording's id.
        title: What sets the wording apart from the others.
    """

    id: str
    kind: DraftKind
    title: str
    text: str


@dataclass(frozen=True)
class Step:
    """What to write to somebody next.

    Attributes:
        kind: The kind of message; None where nothing more is to be written.
        why: The reason, in a sentence.
        due: The day from which it is due; None for now.
    """

    kind: DraftKind | None
    why: str
    due: date | None = None


# ---------------------------------------------------------------------------------------------------- what comes next


def next_step(content: Content, journey: Journey, person: str, today: date) -> Step:
    """Which message to somebody comes next, by what was sent and answered."""
    sent = [one for one in messages_to(journey, person) if one.sent]
    if not sent:
        return Step("first", "Nothing was sent yet.")
    answers = [one.answered for one in sent if one.answered]
    if answers:
        if sent[-1].answered or sent[-1].on < max(answers):
            return Step("thanks", f"The answer of {day_in_words(max(answers))} has had no thanks yet.")
        if sent[-1].kind == "referral":
            said = f"Asked for a referral on {day_in_words(sent[-1].on)}, no answer so far."
            return Step(None, f"{said} Asking again costs the contact; an answer can still be noted.")
        return Step("referral", f"Answered on {day_in_words(max(answers))}; who has answered may be asked for more.")
    reminder = next((one for one in sent if one.kind == "follow_up"), None)
    if reminder is not None:
        said = f"The one reminder went out on {day_in_words(reminder.on)}, without an answer so far."
        return Step(None, f"{said} Write to somebody else there; an answer can still be noted.")
    due = sent[-1].on + timedelta(days=int(content.values("search")["follow_up_days"]))
    when = f"is due from {day_in_words(due)} on" if due > today else f"has been due since {day_in_words(due)}"
    return Step("follow_up", f"Written to on {day_in_words(sent[-1].on)}, no answer yet. The one reminder {when}.", due)


def answered(journey: Journey, person: str) -> bool:
    """Whether somebody ever answered a message."""
    return any(one.answered for one in messages_to(journey, person))


def kinds_open(journey: Journey, person: str) -> tuple[DraftKind, ...]:
    """The kinds of message that make sense for somebody: no reminder of nothing, no referral before an answer."""
    sent = any(one.sent for one in messages_to(journey, person))
    kinds: list[DraftKind] = ["first"]
    kinds += ["follow_up"] if sent and not answered(journey, person) else []
    kinds.append("thanks")
    kinds += ["referral"] if answered(journey, person) else []
    return tuple(kinds)


def kept_draft(journey: Journey, person: str) -> Message | None:
    """The draft kept for somebody, the newest where there are several."""
    return next((one for one in reversed(messages_to(journey, person)) if not one.sent), None)


# ---------------------------------------------------------------------------------------------------- what may be said


def claims(content: Content, journey: Journey) -> tuple[Claim, ...]:
    """The projects that a message may name, the one that shows most first; parked ones are none of them."""
    named = [project for project in journey.projects.values() if project.state != "parked"]
    made = [Claim(one, stands(content, journey, one), _figure(content, journey, one)) for one in named]
    return tuple(sorted(made, key=lambda one: (STANDS.index(one.stands), one.project.on, one.project.id), reverse=True))


def stands(content: Content, journey: Journey, project: Project) -> Stands:
    """What the record bears out: deployed, built, or only begun.

    That a project is deployed is seen by a look that was answered, or said by the user, with what shows it; that it
    does not apply is neither.
    """
    looks = looks_of(journey, project.id)
    far = progress(content, journey, project)
    backing = next((line.backing for line in far.lines if line.criterion.id == DEPLOYED), "open")
    if backing in ("verified", "attested", "overruled") or (looks and 200 <= looks[0].status < 300):
        return "deployed"
    return "built" if project.state == "finished" or at_least(far.level, "shipped") else "building"


def _figure(content: Content, journey: Journey, project: Project) -> str:
    """The first result of a project's bullets that can stand on its own, as in "recall 0.84 vs 0.71"."""
    for bullet in in_order(journey, "project"):
        if bullet.project != project.id:
            continue
        verdict = check_in_journey(content, journey, one_line(bullet.text), "project", project.id)
        doubted = [span for raised in verdict.flags if raised.flag.figures for span in raised.spans]
        spans = {found.feature.id: found.spans for found in verdict.features}
        for start, end in _together(verdict.text, spans.get("metric", ()), spans.get("baseline", ())):
            text = verdict.text[start:end]
            whole = " from " not in f" {text} " or " to " in text
            if (
                any(sign.isdigit() for sign in text)
                and whole
                and len(text) <= FIGURE
                and not any(span.start < end and start < span.end for span in doubted)
            ):
                return text
    return ""


def _together(text: str, metrics: Iterable[Span], besides: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """Where results stand, each with what it is compared with right behind it, and the unit."""
    for _, start, end in metrics:
        for _, first, last in besides:
            if start <= first <= end + 1:
                end = max(end, last)
        if (unit := re.match(r"\s?(%|[a-z]+)(?!\w)", text[end:])) and unit[1] in _UNITS:
            end += unit.end()
        yield start, end


# ---------------------------------------------------------------------------------------------------- the drafts


def drafts(content: Content, journey: Journey, person: Person, kind: DraftKind) -> tuple[Draft, ...]:
    """The wordings of a kind of message to somebody, each filled from the record, those of the best length first.

    Raises:
        ValueError: There is no profile yet.
    """
    known = _known(content, journey, person)
    texts = (text for text in content.outreach.messages if text.kind == kind)
    made = [
        Draft(text.id, kind, text.title, " ".join(filter(None, (_sentence(line, known) for line in text.lines))))
        for text in texts
    ]
    best = content.outreach.length
    return tuple(sorted(made, key=lambda draft: not best.low <= len(draft.text) <= best.high))


def _sentence(versions: tuple[str, ...], known: dict[str, str]) -> str:
    for version in versions:
        if all(known.get(name) for name in _PLACEHOLDER.findall(version)):
            return _PLACEHOLDER.sub(lambda found: known[found[1]], version)
    return ""


def _known(content: Content, journey: Journey, person: Person) -> dict[str, str]:
    """Placeholder to its text; empty where the record holds nothing for it."""
    profile = journey.profile
    if profile is None:
        raise ValueError("a profile is needed")
    outreach = content.outreach
    company = journey.companies.get(person.company)
    known = {
        "name": call_name(person.name),
        "company": shorten(company.name, TITLE) if company else "",
        "ask": question_for(content, person),
        "role": outreach.roles.get(profile.start, ""),
        "industry": one_line(profile.industry),
        "field": outreach.fields[profile.target],
    }
    for claim in claims(content, journey)[:1]:
        title = shorten(claim.project.title, TITLE)
        known["project"] = title
        thing = outreach.things.get(claim.project.type)
        known[claim.stands] = f"{title}, {thing}" if thing else title
        known["figure"] = claim.figure
    first = next((one for one in messages_to(journey, person.id) if one.sent), None)
    known["sent_on"] = day_in_words(first.on) if first else ""
    posts = [one for one in journey.applications.values() if company and one.company == company.id and not one.archived]
    for post in posts:
        if post.outcome == "open":
            known["post_sent" if post.sent else "post_saved"] = shorten(post.role, TITLE)
    return known


def question_for(content: Content, person: Person) -> str:
    """The one question put down for somebody, ending as one; without any, the one that is for everybody."""
    ask = shorten(person.ask, ASK)
    if not ask:
        return content.outreach.ask
    return ask if "?" in ask else f"{ask.rstrip(' .!;:,')}?"


def call_name(name: str) -> str:
    """What somebody is called in a message: the first of two or three names, otherwise the whole."""
    words = one_line(name).split()
    if len(words) in (2, 3) and all(word[0].isupper() for word in words) and len(words[0]) > 1 and "." not in words[0]:
        return words[0]
    return " ".join(words)


def day_in_words(day: date) -> str:
    """As in "21 November"."""
    return f"{day.day} {_MONTHS[day.month - 1]}"
