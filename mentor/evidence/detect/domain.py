"""E1-E5: the extras of a problem of one's own trade."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from mentor.evidence.detect.base import Seen, absent, detects, has, met, partly, spot, words
from mentor.evidence.detect.operations import CURRENCY
from mentor.evidence.project import Project
from mentor.journey.proof import Spot

STAKE = ("why", "stake", "background", "context", "motivation", "domain")
DAY = re.compile(r"\b20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
LOGS = re.compile(r"(?:^|/)(?:monitor\w*|drift\w*|reports?|logs?)(?:/|[\w.-]*\.(?:csv|jsonl?|log|txt|md)$)")
DAYS = 14
NOTE = re.compile(r"(?:^|[/_-])(?:note|brief|summary|one[-_]?pager|for[-_](?:managers|readers|the[-_]team))(?:$|[_.-])")
PAGE = (60, 700)


@detects("E1")
def stake(project: Project) -> Seen:
    """A part on why this domain, with a number."""
    readme = project.readme
    for heading in readme.headings if readme else ():
        if readme and has(heading.text, *STAKE) and re.search(r"\d", readme.text_of(heading)):
            return met("A part says what is at stake, with a number.", spot(readme, heading), score=0.5)
    return absent("No part that says what is at stake was recognised.")


@detects("E2")
def prices(project: Project) -> Seen:
    """The price of each kind of error."""
    for document, table in project.tables:
        text = " ".join(" ".join(row) for row in table.rows[:30])
        priced = has(" ".join(table.header), "cost", "price") or CURRENCY.search(text)
        if priced and has(
            text, "miss", "false alarm", "false negative", "false positive", "wrong", "late", "undetected"
        ):
            return met("A table gives each kind of error a price.", Spot(document.path, table.line), score=0.5)
    for module in project.sources:
        priced_names = [
            (name, line) for name, _, line in module.constants if re.search(r"cost|price|loss_of", name.lower())
        ]
        if len(priced_names) > 1 and any("threshold" in word for word in module.words):
            return met("Costs in the code set the threshold.", Spot(module.path, priced_names[0][1]), score=0.5)
    return absent("No price of errors was recognised.")


@detects("E3")
def fortnight(project: Project) -> Seen:
    """14 different days of monitoring."""
    days: set[str] = set()
    where: Spot | None = None
    for path in project.tree.entries:
        if LOGS.search(path.lower()):
            found = set(DAY.findall(path)) | set(DAY.findall(project.text(path)[:500_000]))
            where = where or (Spot(path) if found else None)
            days |= found
    if len(days) >= DAYS:
        return met(f"Monitoring is on record for {len(days)} days.", where)
    if days:
        return partly(f"Monitoring is on record for {len(days)} of 14 days.", "", where)
    return absent("No dated monitoring output was recognised.")


@detects("E4")
def second_version(project: Project) -> Seen:
    """Two dated versions, and a stored comparison."""
    promoted = project.keys(r"promot|winner|champion|challenger|decision")
    versions: set[str] = set()
    where = None
    for path in project.tree.entries:
        if re.search(r"(?:^|/)(?:models?|registry)[/\w.-]*", path.lower()) and not path.endswith((".py", ".md")):
            found = set(DAY.findall(path)) | set(DAY.findall(project.text(path)[:100_000]))
            versions |= found
            where = where or (Spot(path) if found else None)
            if promoted is None and re.search(r"promot|winner|champion", project.text(path)[:100_000].lower()):
                promoted = Spot(path)
    if len(versions) > 1 and promoted:
        return met("Two dated versions are on record, and what was decided.", where, promoted)
    if versions or promoted:
        missing = "the decision" if versions and not promoted else "two dated versions"
        return partly(f"Not recognised: {missing}.", "", where, promoted)
    return absent("No second version of the model was recognised.")


@detects("E5")
def note(project: Project) -> Seen:
    """A page for a reader outside the trade."""
    for document in project.documents:
        place = PurePosixPath(document.path)
        if document is not project.readme and NOTE.search(f"/{place.stem.lower()}."):
            count = len(words(document.text))
            if PAGE[0] <= count <= PAGE[1]:
                return met(
                    f"A page of {count} words is there. Whether it is clear is for a reader to say.",
                    Spot(document.path),
                    score=0.5,
                )
            return partly(
                f"{document.path} has {count} words; a page has {PAGE[0]} to {PAGE[1]}.", "", Spot(document.path)
            )
    for path in project.paths(".pdf"):
        if NOTE.search(f"/{PurePosixPath(path).stem.lower()}."):
            return met("A page is there as PDF, which is not read.", Spot(path), score=0.5)
    return absent("No one-page note was recognised.")
