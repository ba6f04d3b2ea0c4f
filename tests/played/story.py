"""Keeps docs/a-year.md to what the program prints: `python -m tests.played.story` writes its outputs anew.

Before each block of output the page says, in a comment, on which Monday which command is run, and which lines are
shown: `<!-- 2026-01-26 mentor advice | Warnings +3 -->` is three lines from the one that begins with "Warnings"; `+*`
goes on to the next empty line. Lines between two cuts are left out, the rest stands as it was printed. `mentor week
--next` is run before the week is taken, everything else after it.
"""

from __future__ import annotations

import io
import re
import sys
from collections import defaultdict
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from mentor.cli import main
from mentor.content import Content
from tests.played.characters import collector

PAGE = Path(__file__).parents[2] / "docs" / "a-year.md"
_BLOCK = re.compile(r"<!-- (\S+) mentor ([^|]+?) \| (.+?) -->\n```\n.*?```\n", re.DOTALL)
_CUT = re.compile(r"(.+) \+(\d+|\*)")


@dataclass(frozen=True)
class Shown:
    """A block of the page: what is run on which day, and which lines are shown."""

    day: date
    command: str
    cuts: tuple[tuple[str, str], ...]


def blocks(page: str) -> list[Shown]:
    """The blocks of a page, in order."""
    return [_shown(match) for match in _BLOCK.finditer(page)]


def renewed(page: str) -> str:
    """The page with the output of every block as the program prints it now."""
    printed = _play(blocks(page))

    def put(match: re.Match[str]) -> str:
        shown = _shown(match)
        text = _cut(printed[shown.day, shown.command], shown.cuts)
        head = match[0].partition("\n")[0]
        return f"{head}\n```\n$ mentor {shown.command}\n{text}```\n"

    return _BLOCK.sub(put, page)


def _shown(match: re.Match[str]) -> Shown:
    cuts = [_CUT.fullmatch(cut.strip()) for cut in match[3].split(" | ")]
    assert all(cuts), f"cannot be read: {match[3]}"
    return Shown(date.fromisoformat(match[1]), match[2], tuple((cut[1], cut[2]) for cut in cuts if cut))


def _play(wanted: list[Shown]) -> dict[tuple[date, str], str]:
    """What each command prints when its day comes."""
    commands: dict[tuple[date, bool], set[str]] = defaultdict(set)
    for shown in wanted:
        commands[shown.day, "--next" not in shown.command].add(shown.command)
    printed = {}
    with TemporaryDirectory() as folder:

        def watch(day: date, taken: bool) -> None:
            for command in commands.pop((day, taken), ()):
                printed[day, command] = _run(Path(folder) / "data", day, command)

        collector(Path(folder) / "data", Content(), watch=watch)
    assert not commands, f"no Monday of this year: {sorted(commands)}"
    return printed


def _run(folder: Path, day: date, command: str) -> str:
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        status = main(["--data-dir", str(folder), "--today", day.isoformat(), *command.split()])
    assert status == 0, command
    return out.getvalue()


def _cut(printed: str, cuts: tuple[tuple[str, str], ...]) -> str:
    lines, at, found = printed.splitlines(), 0, []
    for start, count in cuts:
        first = next((n for n in range(at, len(lines)) if lines[n].strip().startswith(start)), None)
        assert first is not None, f"no line begins with {start!r} in:\n{printed}"
        empty = next((n for n in range(first, len(lines)) if not lines[n].strip()), len(lines))
        last = empty if count == "*" else min(first + int(count), len(lines))
        if first > at:
            found.append("...")
        found += lines[first:last]
        at = last
    if at < len(lines):
        found.append("...")
    return "".join(f"{line}\n" for line in found)


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stderr.write(f"{PAGE} is up to date.\n")
