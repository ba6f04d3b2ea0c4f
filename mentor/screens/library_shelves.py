"""The shelves of the Library: which pages stand where, and on which page a fact or a rule is found."""

from __future__ import annotations

from dataclasses import dataclass

from mentor.content import Content
from mentor.content.search import cards_of, library_of
from mentor.content.search.pages import has_file
from mentor.journey import Journey
from mentor.text import shorten

FAVOURITE = "favourite "
"""What the id of a favourite's note begins with; the page's key follows."""


@dataclass(frozen=True)
class Key:
    """Which page: a kind and an id, written `kind:id`."""

    kind: str
    id: str

    @classmethod
    def read(cls, text: str) -> Key:
        """The key as it was written; without a kind it is an entry's."""
        kind, colon, key = text.partition(":")
        return cls(kind, key) if colon else cls("entry", text)

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


BANDS = Key("bands", "pay")
"""The page that draws every band of pay."""


@dataclass(frozen=True)
class Shelf:
    """A shelf with the key and the title of each of its pages."""

    id: str
    title: str
    about: str
    pages: tuple[tuple[Key, str], ...]


def shelves(content: Content) -> tuple[Shelf, ...]:
    """The shelves in order: those of the topics, then what cuts across them, then facts that no entry carries."""
    entries = library_of(content)
    made = []
    for topic in content.topics.values():
        pages = [(Key("entry", entry.id), entry.title) for entry in entries.values() if entry.topic == topic.id]
        if topic.id == "salary" and has_file(content, "salary"):
            pages.insert(0, (BANDS, "All bands on one scale"))
        made.append(Shelf(topic.id, topic.title, topic.about, tuple(pages)))
    rules = [(Key("rule", rule.id), f"{rule.id} {rule.question}") for rule in content.rules.values()]
    made.append(Shelf("rules", "Disagreements", "Who says what, and which side fits whom.", tuple(rules)))
    if has_file(content, "warnings"):
        warnings = [(Key("warning", warning.id), warning.title) for warning in content.warnings.values()]
        made.append(Shelf("warnings", "Warnings", "What each one is about, and what to do instead.", tuple(warnings)))
    lines = [(Key("criterion", line.id), f"{line.id} {line.title}") for line in content.criteria.values()]
    made.append(Shelf("criteria", "Project checklist", "What shows that a project holds.", tuple(lines)))
    if cards := cards_of(content).values():
        pages = [(Key("card", card.id), card.question) for card in cards]
        made.append(Shelf("cards", "Interview cards", "Questions of interviews with their answers.", tuple(pages)))
    carried = {fact for entry in entries.values() for fact in entry.facts}
    loose = [fact for fact in content.facts.values() if fact.id not in carried]
    if loose:
        facts = tuple((Key("fact", fact.id), f"{fact.id} {shorten(fact.text, 90)}") for fact in loose)
        made.append(Shelf("facts", "Further facts", "Single statements that no page carries.", facts))
    return tuple(made)


def favourites(journey: Journey, known: tuple[Shelf, ...]) -> Shelf | None:
    """The pages marked by the user, in the order of the shelves; None where there are none."""
    marked = {key.removeprefix(FAVOURITE) for key in journey.notes if key.startswith(FAVOURITE)}
    pages = tuple(page for shelf in known for page in shelf.pages if str(page[0]) in marked)
    return Shelf("favourites", "Favourites", "What you marked with f.", pages) if pages else None


def home_of(content: Content, key: Key) -> Key:
    """The page on which something is found: an entry that carries a fact or a rule, else a page of its own."""
    for entry in library_of(content).values():
        if (key.kind == "fact" and key.id in entry.facts) or (key.kind == "rule" and key.id in entry.rules):
            return Key("entry", entry.id)
    return key
