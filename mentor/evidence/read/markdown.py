"""Markdown (and the headings of reStructuredText) by line: headings, fences, tables, lists, prose."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*([\w+-]*)")
SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")
RST_RULE = re.compile(r"([=\-~^\"'#*+.:_`])\1{2,}[ \t]*$")
TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{1,}:?[ \t]*(\|[ \t]*:?-{1,}:?[ \t]*)*\|?[ \t]*$")
BULLET = re.compile(r" ?(?:[-*+]|\d{1,4}[.)])[ \t]+\S")
LONGEST = 300_000
"""Characters of a document that are read."""
MOST = 1_000
"""Headings of a document, and tables of it."""
LINE = 1_000
"""Characters of a heading's or table's line; a longer one is prose, so that no pattern meets a long line."""


@dataclass
class Heading:
    """A heading, and where its part ends: before the next heading of its level or above."""

    text: str
    level: int
    line: int
    end: int = 0


@dataclass(frozen=True)
class Table:
    """A table: the cells of its header and of its rows, each row with its line."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line: int
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Fence:
    """A block of code."""

    language: str
    text: str
    line: int


@dataclass
class Document:
    """A document. `prose` is its text line by line, code blocks and comments emptied."""

    path: str
    prose: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)

    def part(self, heading: Heading) -> list[tuple[int, str]]:
        """The lines under a heading, sub-headings included, each with its number."""
        return [(n + 1, self.prose[n]) for n in range(heading.line, heading.end)]

    def text_of(self, heading: Heading) -> str:
        """The prose under a heading as one text, without its sub-headings' titles and tables."""
        lines = self.part(heading)
        return " ".join(text for n, text in lines if n not in self._titles and not text.lstrip().startswith("|"))

    @cached_property
    def _titles(self) -> frozenset[int]:
        return frozenset(heading.line for heading in self.headings)

    def intro(self) -> str:
        """What stands before the second heading: the text under the title."""
        end = self.headings[1].line - 1 if len(self.headings) > 1 else len(self.prose)
        start = self.headings[0].line if self.headings and self.headings[0].line < end else 0
        return " ".join(self.prose[start:end])

    def tables_in(self, heading: Heading) -> list[Table]:
        """The tables under a heading."""
        return [table for table in self.tables if heading.line < table.line <= heading.end]

    def heading_of(self, line: int) -> str:
        """The nearest heading above a line."""
        above = [heading for heading in self.headings if heading.line <= line]
        return above[-1].text if above else ""

    def bullets(self, heading: Heading) -> list[int]:
        """The lines of the list items under a heading, nested ones left out."""
        return [n for n, text in self.part(heading) if BULLET.match(text[:LINE])]

    @property
    def text(self) -> str:
        """All prose."""
        return "\n".join(self.prose)


def read_markdown(path: str, text: str) -> Document:
    """A document as read. Whatever is no Markdown is prose."""
    document = Document(path)
    rst = path.lower().endswith(".rst")
    _split_code(document, _without_comments(text[:LONGEST]).split("\n"), rst=rst)
    _find_headings(document, rst=rst)
    _find_tables(document)
    open_ones: list[Heading] = []
    for heading in document.headings:
        while open_ones and open_ones[-1].level >= heading.level:
            open_ones.pop().end = heading.line - 1
        open_ones.append(heading)
    for heading in open_ones:
        heading.end = len(document.prose)
    return document


def _without_comments(text: str) -> str:
    """HTML comments emptied, their lines kept."""
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start)
        end = len(text) if end < 0 else end + 3
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end
    return "".join([*parts, text[at:]])


def _split_code(document: Document, lines: list[str], *, rst: bool) -> None:
    block: list[str] = []
    mark, language, start = "", "", 0
    literal = False
    for number, line in enumerate(lines, 1):
        found = FENCE.match(line[:LINE])
        if mark:
            if found and found[1][0] == mark[0] and len(found[1]) >= len(mark) and not found[2]:
                document.fences.append(Fence(language, "\n".join(block), start))
                mark = ""
            else:
                block.append(line)
            document.prose.append("")
        elif found and not rst:
            mark, block, language, start = found[1], [], found[2].lower(), number
            document.prose.append("")
        elif rst and literal and (line[:1] in (" ", "\t") or not line.strip()):
            document.fences.append(Fence("", line.strip(), number))
            document.prose.append("")
        else:
            literal = rst and (line.rstrip().endswith("::") or line.startswith(".. code"))
            document.prose.append(line)
    if mark:
        document.fences.append(Fence(language, "\n".join(block), start))


def _find_headings(document: Document, *, rst: bool) -> None:
    order: list[str] = []
    lines = document.prose
    for n, line in enumerate(lines):
        if len(line) > LINE:
            continue
        if not rst and (found := ATX.match(line)):
            document.headings.append(Heading(_bare(found[2] or ""), len(found[1]), n + 1))
            continue
        above = lines[n - 1].strip() if n else ""
        if not above or line[:1] == "|" or above[:1] in ("|", ">", "-", "*", "#") or RST_RULE.match(above):
            continue
        if rst and (rule := RST_RULE.match(line)) and len(line.strip()) >= len(above) - 1:
            if rule[1] not in order:
                order.append(rule[1])
            document.headings.append(Heading(_bare(above), order.index(rule[1]) + 1, n))
            lines[n] = ""
        elif not rst and (under := SETEXT.match(line)) and (n < 2 or not lines[n - 2].strip()):
            document.headings.append(Heading(_bare(above), 1 if under[1][0] == "=" else 2, n))
            lines[n] = ""
    document.headings = sorted(document.headings, key=lambda one: one.line)[:MOST]


def _bare(text: str) -> str:
    """A heading's words without emphasis, links and pictures."""
    text = re.sub(r"!?\[([^\]\n]{0,200})\]\([^)\n]{0,400}\)", r"\1", text)
    return re.sub(r"[*_`]+", "", text).strip()


def _find_tables(document: Document) -> None:
    lines = document.prose
    n = 1
    while n < len(lines) and len(document.tables) < MOST:
        if "|" not in lines[n - 1] or "-" not in lines[n] or len(lines[n]) > LINE or not TABLE_RULE.match(lines[n]):
            n += 1
            continue
        header, rows, numbers, at = cells(lines[n - 1]), [], [], n + 1
        while at < len(lines) and "|" in lines[at] and lines[at].strip():
            rows.append(cells(lines[at]))
            numbers.append(at + 1)
            at += 1
        document.tables.append(Table(header, tuple(rows), n, tuple(numbers)))
        n = at + 1


def cells(line: str) -> tuple[str, ...]:
    """The cells of a table's line."""
    text = line.strip().removeprefix("|").removesuffix("|")
    return tuple(re.sub(r"[*_`]+", "", cell).strip() for cell in text.replace("\\|", "\x00").split("|"))
