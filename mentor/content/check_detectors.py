"""The part of the check that covers the detectors: ids, references, and what the code asks them for by name."""

from __future__ import annotations

from mentor.content.book import Book
from mentor.content.detectors import Detector

ASKED: dict[str, frozenset[str]] = {
    id_: frozenset(names.split(", "))
    for id_, names in {
        "FM01": "amber learn_hours, red learn_hours, amber learn_share, number days, number hours",
        "FM02": "amber days, red days, amber build_share, red build_share, number hours",
        "FM03": "amber active, amber finished, red finished",
        "FM04": "amber share, number days, number hours, list kaggle",
        "FM05": "amber days, red days, list served",
        "FM06": "amber py_share, amber typed, amber tests, number build_hours",
        "FM07": "amber gap, amber sql_share, number days, number hours, list sql",
        "FM08": "list deploying, list compared, list uncertain",
        "FM09": "amber chance, amber hours, red months, number weeks",
        "FM10": "amber share, number targets, list types, list titles",
        "FM11": "amber days",
        "FM12": "list claims",
        "FM13": "amber projects, number days",
        "FM14": "amber age, amber still_days, red idle_days, list usual, list domain_problem",
        "FM15": "amber cold, amber warm_share, amber unanswered, number days, number answer_days",
        "FM16": "amber days, amber a_week, number weeks",
        "FM17": "amber days, red days",
        "FM18": "amber prompts, number days",
        "FM19": "amber share, amber weeks, number weeks",
        "FM20": "list certificate",
        "FM21": "amber share, number targets, number newest, number prompt_share, list types, list prompting, "
        "list infrastructure",
        "FM22": "amber share, number targets, number newest, list types",
        "FM23": "amber days, list reason",
    }.items()
}
"""Detector id to the thresholds, numbers and lists that the code asks for."""
_CRITERIA = ("served", "deploying", "compared", "uncertain", "claims", "reason")
_PHASES = ("usual", "domain_problem")
LONGEST = {"text": 300, "action": 110}
"""Characters that fit beside the list of advice at 80 columns."""


def check_detectors(book: Book) -> None:
    """Ids, references and lengths of the detectors, and that each has the numbers it is asked for."""
    found: list[Detector] = book.read("detectors", "detector", Detector)
    book.exactly("detectors", "id", "detector", tuple(ASKED))
    known = book.ids.get("warning")
    for one in found:
        book.known("detectors", one.id, "facts", "fact", one.facts)
        book.known("detectors", one.id, "rules", "rule", one.rules)
        if not one.facts:
            book.say("detectors", one.id, "facts", "nothing that a guide says stands behind it")
        if one.warning and known is not None:
            book.among("detectors", one.id, "warning", "warning", [one.warning], known)
        for name, longest in LONGEST.items():
            if (length := len(getattr(one, name))) > longest:
                book.say("detectors", one.id, name, f"{length} characters, {longest} fit")
        _numbers(book, one)
        _lists(book, one)
    book.once("detectors", "warning", (one.warning for one in found if one.warning))


def _numbers(book: Book, one: Detector) -> None:
    named = {f"number {name}" for name in one.numbers} | {f"list {name}" for name in one.lists}
    for name, limit in one.limits.items():
        named |= {f"{colour} {name}" for colour in ("amber", "red") if getattr(limit, colour) is not None}
        if limit.amber is not None and limit.red is not None and limit.red < limit.amber:
            book.say("detectors", one.id, f"limits.{name}", f"red, {limit.red:g}, is under amber, {limit.amber:g}")
    asked = ASKED.get(one.id, frozenset(named))
    for name in sorted(asked - named):
        book.say("detectors", one.id, name, "is missing, the code asks for it")
    for name in sorted(named - asked):
        book.say("detectors", one.id, name, "nothing asks for it")


def _lists(book: Book, one: Detector) -> None:
    for name, words in one.lists.items():
        if name in _CRITERIA:
            book.known("detectors", one.id, f"lists.{name}", "criterion", words)
        elif name in _PHASES:
            book.known("detectors", one.id, f"lists.{name}", "phase", words)
        elif name == "types":
            book.known("detectors", one.id, f"lists.{name}", "company", words)
        if not words:
            book.say("detectors", one.id, f"lists.{name}", "is empty")
