"""The empty skeleton of a portfolio project: headings to fill, a checklist, folders. It proves nothing by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from keyword import iskeyword
from textwrap import wrap
from unicodedata import normalize

from mentor.coach.portfolio import SECTIONS, checklist
from mentor.content import Content
from mentor.content.model import Criterion
from mentor.text import one_line

CHECKLIST = "CHECKLIST.md"
HEADINGS = "headings"
"""The file of a project type that is no file of the skeleton: its headings go into the README."""

_INDENT = " " * 9
_PLACEHOLDER = re.compile(r"@([a-z]+)@")


def skeleton(content: Content, project_type: str, title: str) -> dict[str, str]:
    """Path within the project to text, for each file of the skeleton; folders are kept by an empty file.

    Raises:
        KeyError: No project type has this id.
    """
    tick_list = checklist_text(content, project_type)
    title = one_line(title, 80)
    package = package_name(title)
    templates = content.scaffold(project_type)
    words = {
        "title": title or package,
        "package": package,
        "name": package.replace("_", "-"),
        "headings": templates[HEADINGS].strip(),
    }
    filled = {_filled(path, words): _filled(text, words) for path, text in templates.items() if path != HEADINGS}
    return dict(sorted({**filled, CHECKLIST: tick_list}.items()))


def package_name(title: str) -> str:
    """A title as the name of a Python package: "Betrug prüfen" becomes betrug_prufen."""
    plain = normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return f"project_{name}".rstrip("_") if not name or name[0].isdigit() or iskeyword(name) else name


def checklist_text(content: Content, project_type: str) -> str:
    """The criteria of a project type as lists to tick, by section, *shipped* before *defensible*.

    They stand in code blocks, which no reader of a project takes for what the project says of itself, ticked or not.
    """
    lines = [
        f"# Checklist: {content.project_types[project_type].title}",
        "",
        "The first list of each section makes the project shipped, the second one defensible. A tick here is a note to",
        "yourself: what counts is what the rest of the repository shows.",
    ]
    criteria = checklist(content, project_type)
    for section, title in SECTIONS.items():
        members = [criterion for criterion in criteria if criterion.section == section]
        lines += ["", f"## {title}"]
        shipped = [one for one in members if one.needed_for_shipped(project_type)]
        lines += _part("Shipped", ((one, one.shipped_needs) for one in shipped))
        more = [one for one in members if one.needed_for_defensible(project_type)]
        lines += _part("Defensible", ((one, one.defensible_needs) for one in more))
    return "\n".join(lines) + "\n"


def _part(level: str, criteria: Iterable[tuple[Criterion, str]]) -> list[str]:
    lines: list[str] = []
    for one, needs in criteria:
        lines.append(f"[ ] {one.id:<4} {one.title}")
        lines += wrap(
            f"{f'{needs}. ' if needs else ''}{one.evidence}", 100, initial_indent=_INDENT, subsequent_indent=_INDENT
        )
    return ["", f"{level}:", "", "```text", *lines, "```"] if lines else []


def _filled(text: str, words: dict[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: words[found[1]], text)
