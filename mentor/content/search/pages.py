"""What can be found: every piece of the content as a title, a text and the guides behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from mentor.content.load import SQL_PARTS, Content
from mentor.content.pages import Entry
from mentor.content.practice import Card

Kind = Literal[
    "entry", "rule", "topic", "warning", "task", "item", "criterion", "card", "prompt", "exercise", "probe", "fact"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""In the order in which equally good hits are listed."""


@dataclass(frozen=True)
class Page:
    """One thing that can be found.

    Attributes:
        title: What is shown first; a fact's is the name of its guide.
        text: What a snippet is cut from.
        label: What it is found by besides, such as its shelf; never shown in a snippet.
        sources: The guides behind it.
        topics: The shelves of the Library it belongs to.
        rank: Lower comes first among equally good hits of its kind.
        named: Whether the title is one to be found by.
    """

    kind: Kind
    id: str
    title: str
    text: str = ""
    label: str = ""
    sources: tuple[str, ...] = ()
    topics: frozenset[str] = frozenset()
    rank: int = 0
    named: bool = True


def library_of(content: Content) -> Mapping[str, Entry]:
    """Every entry of the Library; none while the files of some shelf are not there."""
    return content.library if all(has_file(content, f"library/{topic}") for topic in content.topics) else {}


def cards_of(content: Content) -> Mapping[str, Card]:
    """Every card of the practice; none while the files of some group are not there."""
    there = has_file(content, "card_groups") and all(has_file(content, f"cards/{g}") for g in content.card_groups)
    return content.cards if there else {}


def has_file(content: Content, name: str) -> bool:
    """Whether a content file is there."""
    return (content.folder / f"{name}.toml").is_file()


def entry_text(entry: Entry) -> str:
    """All that an entry says, in the order in which it is shown."""
    parts = (entry.text, entry.when, entry.weak, entry.strong, entry.cost, entry.months, entry.provider, entry.caution)
    return " ".join(part for part in parts if part)


def pages_of(content: Content) -> tuple[Page, ...]:
    """Everything that can be found, in the order of the content."""
    shelves = _Shelves(content)
    return (
        *_entries(content),
        *_rules(content, shelves),
        *(Page("topic", t.id, t.title, t.about, topics=frozenset({t.id})) for t in content.topics.values()),
        *_warnings(content),
        *_tasks(content, shelves),
        *_items(content),
        *_criteria(content),
        *_cards(content),
        *_prompts(content),
        *_exercises(content),
        *_probes(content),
        *_facts(content, shelves),
    )


class _Shelves:
    """On which shelves facts, rules and tasks stand, by way of the entries that carry them."""

    def __init__(self, content: Content) -> None:
        self._on: dict[str, set[str]] = {}
        for entry in library_of(content).values():
            for one in (*entry.facts, *entry.rules, *entry.tasks):
                self._on.setdefault(one, set()).add(entry.topic)

    def of(self, one: str) -> frozenset[str]:
        return frozenset(self._on.get(one, ()))


def _sources(content: Content, facts: Iterable[str]) -> tuple[str, ...]:
    return content.source_names(tuple(facts))


def _entries(content: Content) -> Iterator[Page]:
    for entry in library_of(content).values():
        topic = content.topics[entry.topic].title if entry.topic in content.topics else ""
        areas = " ".join(content.areas[area].title for area in entry.areas if area in content.areas)
        label = f"{topic} {areas} {entry.kind}"
        sources = _sources(content, entry.facts)
        yield Page("entry", entry.id, entry.title, entry_text(entry), label, sources, frozenset({entry.topic}))


def _rules(content: Content, shelves: _Shelves) -> Iterator[Page]:
    for rule in content.rules.values():
        says = " ".join(f"{position.source}: {position.says}." for position in rule.positions)
        text = f"{rule.short[:1].upper()}{rule.short[1:]}. {rule.rule} {says} {rule.detail}"
        sources = tuple(sorted({position.source for position in rule.positions}))
        yield Page("rule", rule.id, rule.question, text, "", sources, shelves.of(rule.id))


def _warnings(content: Content) -> Iterator[Page]:
    if has_file(content, "warnings"):
        for warning in content.warnings.values():
            text = f"{warning.text} {warning.instead}"
            yield Page("warning", warning.id, warning.title, text, "", _sources(content, warning.facts))


def _tasks(content: Content, shelves: _Shelves) -> Iterator[Page]:
    for task in content.tasks.values():
        text = f"{task.why} {task.done_when} {task.smallest}"
        label = f"{content.phases[task.phase].title} {task.kind}"
        yield Page("task", task.id, task.title, text, label, _sources(content, task.facts), shelves.of(task.id))


def _items(content: Content) -> Iterator[Page]:
    for area in content.areas.values():
        for item in area.items:
            title = item.text[:1].upper() + item.text[1:]
            text = f"{area.title}. Shown by: {item.shows}"
            yield Page("item", item.id, title, text, area.id, area.sources)


def _criteria(content: Content) -> Iterator[Page]:
    for line in content.criteria.values():
        needs = " ".join(part for part in (line.shipped_needs, line.defensible_needs) if part)
        text = f"{line.evidence} {needs}".strip()
        yield Page("criterion", line.id, line.title, text, line.section, _sources(content, line.facts))


def _cards(content: Content) -> Iterator[Page]:
    for card in cards_of(content).values():
        label = f"{content.card_groups[card.group].title} {content.areas[card.area].title} {card.shows}"
        yield Page("card", card.id, card.question, card.answer, label, _sources(content, card.facts))


def _prompts(content: Content) -> Iterator[Page]:
    """The questions and what is asked on top: a strong answer is shown once one's own is graded."""
    if has_file(content, "prompts"):
        for prompt in content.prompts.values():
            label = f"{' '.join(prompt.tags).replace('_', ' ')} system design drill"
            text = " ".join((prompt.text, *prompt.follow_ups))
            yield Page("prompt", prompt.id, prompt.title, text, label, _sources(content, prompt.facts))


def _exercises(content: Content) -> Iterator[Page]:
    """The SQL exercises, without hints and solutions; the texts of evaluations are drawn with their numbers."""
    if all(has_file(content, f"exercises/{part}") for part in SQL_PARTS):
        for one in content.sql_exercises.values():
            areas = " ".join(sorted({content.area_of[item].title for item in one.items}))
            yield Page("exercise", one.id, one.title, one.task, f"SQL {one.theme} {areas}")


def _probes(content: Content) -> Iterator[Page]:
    """The questions alone: what is asked may be looked up, what is right may not."""
    for area_id, probes in content.probes.items():
        area = content.areas[area_id]
        yield from (Page("probe", probe.id, probe.question, "", area.title, ()) for probe in probes)


def _facts(content: Content, shelves: _Shelves) -> Iterator[Page]:
    for fact in content.facts.values():
        guide = content.sources[fact.source].name
        figures = " ".join(figure for figure in fact.figures if figure not in fact.text)
        label = f"{fact.topic} {figures}"
        of = shelves.of(fact.id)
        yield Page("fact", fact.id, guide, fact.text, label, (fact.source,), of, 3 - fact.importance, named=False)
