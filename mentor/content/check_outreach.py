"""The part of the check that covers messages and the questions about offers."""

from __future__ import annotations

import re

from mentor.content.book import Book
from mentor.content.check_actions import PROJECTS, TARGETS
from mentor.content.load import ContentError
from mentor.content.outreach import (
    DRAFT_KINDS,
    PLACEHOLDERS,
    KindText,
    MessageCheck,
    MessageText,
    OfferQuestion,
    Outreach,
)
from mentor.shape import build

FILE = "messages"
WORDS = ("referral", "job", "flattery", "deployed", "made", "led")
CHECKS = (
    *("short", "long", "no_question", "questions", "default_ask", "referral", "job", "flattery"),
    *("deployed", "made", "led", "figures", "parked", "early", "second"),
)
"""The lists of words and the checks that the code asks for by name."""
LEVEL_WORDS = ("shipped", "defensible", "verified", "expert", "proficient", "senior")
"""What a draft never calls the user or a project: a checklist's words mean nothing to a stranger."""
WORDINGS = 2
"""Wordings of each kind at least, to switch between."""
SAMPLES = {
    "name": "Nn",
    "company": "Acme",
    "ask": "Which check on your features has caught the most so far?",
    "role": "a backend engineer",
    "industry": "fintech",
    "field": "ML platform work",
    "project": "Fraud scores",
    "deployed": "Fraud scores, a prediction service",
    "built": "Fraud scores, a prediction service",
    "building": "Fraud scores, a prediction service",
    "figure": "recall 0.84 vs 0.71",
    "sent_on": "11 November",
    "post_saved": "ML platform engineer",
    "post_sent": "ML platform engineer",
}
"""What a draft is measured with."""
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def check_outreach(book: Book) -> None:
    """Ids, placeholders, lengths and references; that no wording claims what its placeholders cannot bear out."""
    for question in book.read("offers", "offer question", OfferQuestion, "questions"):
        book.known("offers", question.id, "facts", "fact", question.facts)
        if not question.ask.endswith("?"):
            book.say("offers", question.id, "ask", "ends without a question mark")
    try:
        outreach = build(Outreach, book.content.table(FILE), f"{FILE}.toml", book.problems)
    except ContentError as error:
        book.problems.extend(error.problems)
        return
    if outreach is None:
        return
    for name, wanted, there in (
        ("things", PROJECTS, list(outreach.things)),
        ("fields", TARGETS, list(outreach.fields)),
        ("words", WORDS, list(outreach.words)),
        ("kinds", DRAFT_KINDS, [one.id for one in outreach.kinds]),
        ("checks", CHECKS, [one.id for one in outreach.checks]),
    ):
        book.among(FILE, "all entries", name, "entry", wanted, there)
        book.among(FILE, "all entries", name, "entry that the code knows", there, wanted)
        book.once(FILE, name, there)
    book.known(FILE, "ask", "ask_facts", "fact", outreach.ask_facts)
    entries: tuple[KindText | MessageCheck, ...] = (*outreach.kinds, *outreach.checks)
    for entry in entries:
        book.known(FILE, entry.id, "facts", "fact", entry.facts)
    book.once(FILE, "id", (message.id for message in outreach.messages))
    for kind in DRAFT_KINDS:
        count = sum(message.kind == kind for message in outreach.messages)
        if count < WORDINGS:
            book.say(FILE, "all entries", "kind", f"{WORDINGS} wordings of {kind} are needed, {count} stand here")
    for message in outreach.messages:
        _message(book, outreach, message)


def _message(book: Book, outreach: Outreach, message: MessageText) -> None:
    for version in (version for line in message.lines for version in line):
        held = _PLACEHOLDER.findall(version)
        book.among(FILE, message.id, "lines", "placeholder", held, PLACEHOLDERS)
        for name, bear in (("deployed", {"deployed"}), ("made", {"deployed", "built"})):
            said = [word for word in outreach.words[name] if _holds(version, word)]
            if said and bear.isdisjoint(held):
                book.say(FILE, message.id, "lines", f"{said[0]!r} stands without {{{name}}}")
        for word in LEVEL_WORDS:
            if _holds(version, word):
                book.say(FILE, message.id, "lines", f"{word!r} is a word of the checklists")
    low, high = outreach.length.low, outreach.length.high
    for which, at in (("fullest", 0), ("barest", -1)):
        text = " ".join(line[at] for line in message.lines if line)
        length = len(_PLACEHOLDER.sub(lambda found: SAMPLES.get(found[1], ""), text))
        if not low <= length <= high:
            book.say(FILE, message.id, "lines", f"the {which} draft has {length} characters, {low} to {high} do best")


def _holds(text: str, phrase: str) -> bool:
    words = re.escape(phrase.replace("(s)", "").rstrip("*"))
    return re.search(rf"(?<![\w{{]){words}(?![\w}}])", text, re.IGNORECASE) is not None
