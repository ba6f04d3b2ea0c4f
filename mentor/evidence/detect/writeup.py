"""R34-R38: the README, what broke, limits, claims that match, a history of one's own."""

from __future__ import annotations

import re
from collections import Counter

from mentor.evidence.detect.base import (
    HEADINGS,
    Seen,
    absent,
    broken,
    detects,
    has,
    headings,
    is_metric,
    met,
    met_lower,
    partly,
    spot,
    unsure,
    words,
)
from mentor.evidence.detect.model import result_tables
from mentor.evidence.project import Project
from mentor.evidence.read.markdown import Document, Heading
from mentor.journey.proof import Spot

INCIDENTS = 3
BROKE = ("broke", "broken", "fail", "lesson", "incident", "post-mortem", "postmortem", "went wrong", "mistake")
DID_NOT = ("did not work", "didn't work", "not work out", "dead end")
INTENDED = ("intended use", "intended for", "use it for", "uses")
OUTSIDE = ("out of scope", "not for", "out-of-scope", "misuse", "do not use", "not intended")
GRAND = re.compile(r"\b(?:production|enterprise)[- ](?:grade|ready)\b", re.IGNORECASE)
DENIED = re.compile(r"\b(?:not|no|isn't|never|nor|without)\b", re.IGNORECASE)
FIGURE = re.compile(r"(?<![\w.])[-+]?\d+(?:[.,]\d+)?\s?%?")
DUMP = 0.8
GRADUAL = {"shipped": (8, 4), "defensible": (25, 12)}
"""Commits, and the days they are spread over."""
OWN = 0.5


@detects("R34")
def readme_parts(project: Project) -> Seen:
    """Six parts, each with text."""
    readme = project.readme
    if readme is None:
        return broken("There is no README.", "", confidence="H")
    missing = [kind for kind in HEADINGS if not any(_has_text(readme, one) for one in headings(readme, kind))]
    if "problem" in missing and len(words(readme.intro())) >= 30:
        missing.remove("problem")
    if missing:
        return partly(f"No heading was recognised for: {', '.join(missing)}.", "", Spot(readme.path, 1))
    return met("The README has all six parts.", Spot(readme.path, 1))


def _has_text(document: Document, heading: Heading) -> bool:
    fenced = any(heading.line < fence.line <= heading.end for fence in document.fences)
    return fenced or any(text.strip() for _, text in document.part(heading))


@detects("R35")
def what_broke(project: Project) -> Seen:
    """Three entries under a heading on what broke."""
    best, where = 0, None
    for document in project.documents:
        for heading in document.headings:
            if not has(heading.text, *BROKE, *DID_NOT) or has(heading.text, "error analysis", "failure cases"):
                continue
            below = [one for one in document.headings if heading.line < one.line <= heading.end]
            rows = sum(len(table.rows) for table in document.tables_in(heading))
            count = max(len(document.bullets(heading)), len(below), rows)
            if count > best:
                best, where = count, spot(document, heading)
    if best >= INCIDENTS:
        commits = project.history.commits if project.history is not None else []
        fixes = sum("fix" in commit.subject.lower() for commit in commits)
        more = f" {fixes} commits say that they fix something." if fixes else ""
        return met(f"{best} entries tell what broke.{more}", where)
    if where:
        return partly(f"{best} of 3 entries tell what broke.", "", where)
    return absent("No heading on what broke was recognised.")


@detects("R36")
def model_card(project: Project) -> Seen:
    """A model card, or the same headings in the README."""
    for document in project.documents:
        card = re.search(r"model[-_ ]?card", document.path.lower()) is not None
        if not card and document is not project.readme:
            continue
        parts = {
            "intended use": any(has(one.text, *INTENDED) for one in document.headings),
            "limits": any(has(one.text, *HEADINGS["limits"][:8], "fail") for one in document.headings),
            "out of scope": any(has(one.text, *OUTSIDE) for one in document.headings),
        }
        found = [name for name, there in parts.items() if there]
        if len(found) == len(parts) or (card and len(found) > 1):
            return met(f"{document.path} states {' and '.join(found)}.", Spot(document.path, 1))
        if card:
            lacks = " and ".join(name for name in parts if name not in found)
            return partly(f"{document.path} is there; {lacks} was not found.", "", Spot(document.path))
    return absent("No model card was recognised.")


@detects("R37")
def claims(project: Project) -> Seen:
    """Figures in the README's results tables, held against the metrics files."""
    readme = project.readme
    if readme is None:
        return unsure("There is no README, so nothing is claimed.")
    for n, line in enumerate(readme.prose, 1):
        found = GRAND.search(line[:2_000])
        if found and not DENIED.search(line[: found.start()]):
            return broken(f"The README says {found[0].lower()}.", "", Spot(readme.path, n), confidence="M")
    claimed = _claims(project, readme)
    if not project.results:
        return unsure("There is no metrics file to hold the README against.")
    if not claimed:
        return unsure("No table of results with figures was found in the README.")
    known = sorted({value for figures in project.results for _, value in figures.values})
    lost = [(text, line) for text, line in claimed if not _stands(text, known)]
    if lost:
        shown = ", ".join(text for text, _ in lost[:3])
        said = f"{len(lost)} of {len(claimed)} figures stand in no metrics file: {shown}."
        return broken(said, "", *[Spot(readme.path, line) for _, line in lost])
    return met(
        f"All {len(claimed)} figures of the results tables stand in a metrics file.", Spot(readme.path, claimed[0][1])
    )


def _claims(project: Project, readme: Document) -> list[tuple[str, int]]:
    """The figures with decimals, or in per cent, in the columns of metrics."""
    found = []
    for document, table in result_tables(project):
        if document is not readme:
            continue
        columns = [
            n for n, cell in enumerate(table.header) if n and (is_metric(cell) or has(cell, "interval", "ci", "95"))
        ]
        for row, line in zip(table.rows, table.lines, strict=True):
            for n in columns:
                figures = FIGURE.findall(row[n][:100] if n < len(row) else "")
                found += [(text.replace(" ", ""), line) for text in figures if "." in text or "%" in text]
    return found


def _stands(text: str, known: list[float]) -> bool:
    """Whether a figure equals a known one after rounding; a percentage may stand there as a share."""
    plain = text.rstrip("%")
    value, places = float(plain.replace(",", ".")), len(plain.partition(".")[2])
    scales = (1, 100) if text.endswith("%") else (1,)
    return any(abs(round(one * scale, places) - value) < 10 ** -(places + 3) for one in known for scale in scales)


@detects("R38")
def gradual(project: Project) -> Seen:
    """Commits, days, the largest commit's share of the lines, and whose they are."""
    history = project.history
    if history is None:
        return unsure("This folder is no Git repository, so its history cannot be seen.")
    if not history.commits:
        if history.trouble or history.head:
            return unsure(history.trouble or "The history could not be read.")
        return broken("Nothing was committed yet.", "", confidence="H")
    if not history.whole and len(history.commits) < GRADUAL["shipped"][0]:
        return unsure("Part of the history is missing here: a shallow clone, or a limit was hit.")
    commits, days = len(history.commits), len({commit.day for commit in history.commits})
    written = sum(commit.lines for commit in history.commits)
    largest = max(history.commits, key=lambda one: one.lines)
    said = f"{commits} commits on {days} days"
    if commits < GRADUAL["shipped"][0] or days < GRADUAL["shipped"][1]:
        return broken(f"{said}; 8 on 4 are asked.")
    if history.whole and largest.lines > DUMP * written:
        share = largest.lines / written
        return broken(f"{said}, but {share:.0%} of the lines came in one of them, {largest.id[:7]} on {largest.day}.")
    people = Counter(commit.author for commit in history.commits if "[bot]" not in commit.author)
    top = people.most_common(1)[0][1] if people else 0
    if top < OWN * commits:
        return unsure(f"{said}, by {len(people)} people, none of whom wrote half. Which are yours cannot be seen.")
    if commits < GRADUAL["defensible"][0] or days < GRADUAL["defensible"][1]:
        return met_lower(f"{said}; for defensible 25 on 12 are asked.", "Go on in small commits: 25 on 12 days.")
    return met(f"{said}, none with most of the lines.")
