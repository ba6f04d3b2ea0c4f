"""A reading as text: the level, then each section with what is met, what is not, and what would do."""

from __future__ import annotations

from mentor.cli.page import Page
from mentor.coach.portfolio import SECTIONS, Line
from mentor.coach.verdict import Verdict
from mentor.content import Content
from mentor.evidence import Check, Examination
from mentor.text import counted

STATES = {"pass": "[x]", "fail": "[ ]", "unknown": "[?]", "na": "[-]"}
WORDS = {"none": "not shipped", "shipped": "shipped", "defensible": "defensible"}
ATTESTED, OVERRULED = "[a]", "[o]"
BACKED = {"attested": ATTESTED, "overruled": OVERRULED, "na": STATES["na"]}
SAID = {
    "overruled": "overruled by you",
    "contradicted": "attested by you, which does not count beside this finding,",
    "na": "does not apply, as you said",
}
COLUMN = 9
PLACES = 3
"""Places shown of a criterion that is not met; all of them with --all."""
BY_SIGHT = {"H": "nearly sure", "M": "likely", "L": "a hint"}


def write_verdict(page: Page, content: Content, examination: Examination, found: Verdict, *, everything: bool) -> None:
    """Write a reading down.

    Args:
        page: Where to.
        content: For the name of the type.
        examination: What was read.
        found: What it comes to.
        everything: Whether lines that are met are shown in full too.
    """
    checks = {check.id: check for check in examination.checks}
    _head(page, content, examination, found)
    for section, title in SECTIONS.items():
        lines = [line for line in found.progress.lines if line.criterion.section == section]
        met = sum(line.met for line in lines)
        page.head(f"{title}: {found.progress.sections[section]:.0%}, {met} of {len(lines)} met")
        short = [line for line in lines if _is_short(line, checks[line.criterion.id]) and not everything]
        for line in lines:
            if line not in short:
                _criterion(page, line, checks[line.criterion.id], everything=everything)
        if short:
            page.row(STATES["pass"], " ".join(line.criterion.id for line in short), column=COLUMN, style="dim")
    _foot(page, examination, found, everything=everything)


def _is_short(line: Line, check: Check) -> bool:
    return check.state == "pass" and line.mark is None and line.met_fully


def _head(page: Page, content: Content, examination: Examination, found: Verdict) -> None:
    progress, kind = found.progress, content.project_types[examination.type].title
    page.line(f"{kind}: {WORDS[progress.level]}", style="bold")
    if examination.guessed:
        page.line(f"Taken for this type because {examination.guessed}; --type says otherwise.")
    weakest = f"{SECTIONS[progress.weakest]} {progress.sections[progress.weakest]:.0%}"
    page.line(f"Lowest section: {weakest}")
    if progress.to_shipped:
        page.line(f"To shipped: {' '.join(one.id for one in progress.to_shipped)}")
    elif progress.to_defensible:
        page.line(f"To defensible: {' '.join(one.id for one in progress.to_defensible)}")
    if found.to_attest:
        then = f", then it is {WORDS[found.once_attested]}" if found.once_attested != progress.level else ""
        ids = " ".join(one.id for one in found.to_attest)
        page.line(f"Yours to attest with a link, in the Portfolio: {ids}{then}")
    if "defensible" in (progress.level, found.once_attested):
        page.line("Defensible also asks for a defence out loud, which no reading can see.")


def _criterion(page: Page, line: Line, check: Check, *, everything: bool) -> None:
    one, mark = line.criterion, line.mark
    state = BACKED.get(line.backing) or STATES[check.state]
    asked = f"{'S' if line.shipped else ''}{'D' if line.defensible else ''}"
    page.row(f"{state} {one.id}", f"{one.title}  ({asked})", column=COLUMN)
    if mark is not None:
        said = SAID.get(line.backing, "attested")
        page.line(f"{said} on {mark.on}: {mark.note}", indent=COLUMN)
    sight = BY_SIGHT[check.confidence]
    page.line(f"{check.said} ({sight})", indent=COLUMN, style="dim")
    shown = check.evidence if everything else check.evidence[:PLACES]
    for spot in shown:
        page.line(f"{spot.file}:{spot.line}" if spot.line else spot.file, indent=COLUMN, style="dim")
    if check.hint and not (line.met and not everything and check.state != "pass"):
        page.line(f"Do: {check.hint}", indent=COLUMN)


def _foot(page: Page, examination: Examination, found: Verdict, *, everything: bool) -> None:
    page.blank()
    page.line(
        f"{STATES['pass']} met, {STATES['fail']} not met, {STATES['unknown']} cannot be told, "
        f"{ATTESTED} attested by you, {OVERRULED} overruled by you, {STATES['na']} does not apply; "
        "S: shipped asks for it, D: defensible does.",
        style="dim",
    )
    skipped = examination.skipped
    besides = [
        counted(skipped[reason], what)
        for reason, what in (("binary", "binary file"), ("folders", "tool folder"))
        if skipped.get(reason)
    ]
    left = f", not {' or '.join(besides)}" if besides else ""
    page.line(f"Looked at {examination.looked} of {counted(examination.of, 'file')}{left}.", style="dim")
    for note in examination.notes:
        page.line(note, style="dim")
    if found.overruled:
        page.line(f"Found not met, overruled by you: {' '.join(one.id for one in found.overruled)}", style="dim")
    if found.contradicted:
        ids = " ".join(one.id for one in found.contradicted)
        page.line(f"Attested by you and found not met: {ids}. Give the reason in the Portfolio, or open them.")
    if not everything:
        page.line("--all shows what is met in full.", style="dim")
