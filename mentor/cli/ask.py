"""`mentor ask`: what the guides say about some words, with who says it."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from mentor.cli.context import Context
from mentor.cli.output import show, show_json
from mentor.cli.page import Page
from mentor.coach.evaluation.find import pages
from mentor.content import Content
from mentor.content.model import Rule
from mentor.content.pages import Entry
from mentor.content.search import Hit, Index, index_of
from mentor.errors import InputError
from mentor.shape import did_you_mean
from mentor.text import counted, one_line

AS_OF = "As of 2026."
NOT_HELD = 1


def run(arguments: Namespace, context: Context) -> int:  # noqa: ARG001
    """Show the best hits; needs no journey."""
    content = Content()
    query, topic = one_line(" ".join(arguments.words)), arguments.topic
    if not query:
        raise InputError("There is nothing to look for.", hint="Name it: mentor ask system design")
    if topic and topic not in content.topics:
        near = did_you_mean(topic, content.topics) or "."
        raise InputError(f"There is no topic {topic}{near}", hint=f"Topics: {' '.join(content.topics)}")
    index = index_of(content, pages())
    hits = index.search(query, arguments.limit, topic=topic)
    if arguments.json:
        show_json(_data(query, topic, hits, index, content))
    else:
        page = Page.for_output()
        if hits:
            _write_hits(page, hits, content)
        else:
            _write_nothing(page, query, topic, index)
        show(page)
    return 0 if hits else NOT_HELD


# ---------------------------------------------------------------------- text


def _write_hits(page: Page, hits: list[Hit], content: Content) -> None:
    for number, hit in enumerate(hits):
        if number:
            page.blank()
        one = hit.page
        page.line(one.title, style="bold")
        entry = content.library[one.id] if one.kind == "entry" else None
        # The best hit is told in full: it is the likely answer.
        if entry is not None and not number:
            _write_entry(page, entry)
        elif one.kind == "rule" and not number:
            _write_rule(page, content.rules[one.id])
        elif hit.snippet:
            page.line(one.text if not number else hit.snippet, indent=2)
        rules = entry.rules if entry is not None else ()
        for rule in rules:
            page.line(f"rule {rule}: {content.rules[rule].short}", indent=2, style="dim")
        page.line(_where(hit, content), indent=2, style="dim")
    page.blank()
    page.line(AS_OF, style="dim")


def _write_entry(page: Page, entry: Entry) -> None:
    page.line(entry.text, indent=2)
    for label in ("when", "weak", "strong", "cost", "months", "provider", "caution"):
        if text := getattr(entry, label):
            page.row(label, text, indent=2)
    page.row("facts", " ".join(entry.facts), indent=2, style="dim")


def _write_rule(page: Page, rule: Rule) -> None:
    for position in rule.positions:
        page.row(position.source, position.says, indent=2, column=4)
    page.row("so", rule.rule, indent=2, column=4)
    if rule.detail:
        page.row("", rule.detail, indent=2, column=4)


def _where(hit: Hit, content: Content) -> str:
    """What it is, its id, and the guides by name."""
    one = hit.page
    if one.kind == "fact":
        return f"fact {one.id}"
    guides = ", ".join(f"{source} {content.sources[source].name}" for source in one.sources)
    return f"{one.kind} {one.id}" + (f" · {guides}" if guides else "")


def _write_nothing(page: Page, query: str, topic: str, index: Index) -> None:
    where = f" under {topic}" if topic else ""
    page.line(f"Nothing holds {query}{where}.")
    near = index.nearest(query)
    for word, others in near.items():
        page.line(f"{word}: try {', '.join(others)}" if others else f"{word}: no word comes near it", indent=2)
    if not near:
        for word, count in index.alone(query).items():
            page.line(f"{word} alone: {counted(count, 'hit')}", indent=2)


# ---------------------------------------------------------------------- JSON


def _data(query: str, topic: str, hits: list[Hit], index: Index, content: Content) -> dict[str, Any]:
    return {
        "query": query,
        "topic": topic or None,
        "as_of": 2026,
        "hits": [_hit(hit, content) for hit in hits],
        "nearest": {} if hits else index.nearest(query),
        "alone": {} if hits else index.alone(query),
    }


def _hit(hit: Hit, content: Content) -> dict[str, Any]:
    one = hit.page
    data: dict[str, Any] = {
        "kind": one.kind,
        "id": one.id,
        "title": one.title,
        "text": one.text,
        "snippet": hit.snippet,
        "sources": list(one.sources),
        "topics": sorted(one.topics),
    }
    if one.kind == "entry":
        entry = content.library[one.id]
        data |= {"facts": list(entry.facts), "rules": list(entry.rules)}
    elif one.kind == "fact":
        data |= {"figures": list(content.facts[one.id].figures)}
    return data
