"""Dockerfiles, Makefiles and justfiles, read by their own small grammars."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass, field

HEREDOC = re.compile(r"<<-?(['\"]?)([A-Za-z_]\w*)\1")
VARIABLE = re.compile(r"\$(?:\{([A-Za-z_]\w*)(?::?[-+]([^}]*))?\}|([A-Za-z_]\w*))")


@dataclass(frozen=True)
class Instruction:
    """One instruction of a Dockerfile, continuations joined."""

    name: str
    rest: str
    line: int


@dataclass
class Stage:
    """A build stage: base image as it comes out, its alias, and what it does."""

    image: str
    alias: str
    line: int
    instructions: list[Instruction] = field(default_factory=list)


def read_dockerfile(text: str) -> list[Stage]:
    """The stages of a Dockerfile; variables of ARG lines before the first FROM are put in."""
    stages: list[Stage] = []
    known: dict[str, str] = {}
    for one in _instructions(text):
        if one.name == "FROM":
            words = [word for word in one.rest.split() if not word.startswith("--")]
            image = _expanded(words[0], known) if words else ""
            alias = words[2].lower() if len(words) > 2 and words[1].lower() == "as" else ""
            stages.append(Stage(image, alias, one.line))
        elif stages:
            stages[-1].instructions.append(one)
        elif one.name == "ARG":
            name, _, value = one.rest.partition("=")
            known[name.strip()] = value.strip().strip("\"'")
    return stages


def _instructions(text: str) -> list[Instruction]:
    found: list[Instruction] = []
    lines = text.split("\n")
    escape = "`" if re.match(r"(?:\s*#.*\n)*?\s*#\s*escape\s*=\s*`", text[:500], re.IGNORECASE) else "\\"
    at = 0
    while at < len(lines):
        parts: list[str] = []
        start = at
        while at < len(lines):
            line = lines[at].strip()
            at += 1
            if line.startswith("#") or (not line and parts):
                continue
            if not line.endswith(escape):
                parts.append(line)
                break
            parts.append(line[:-1].strip())
        whole = " ".join(part for part in parts if part)
        name, _, rest = whole.partition(" ")
        if name.isalpha():
            found.append(Instruction(name.upper(), rest.strip(), start + 1))
            if name.upper() in ("RUN", "COPY", "ADD"):
                at = _past_heredocs(rest, lines, at)
    return found


def _past_heredocs(rest: str, lines: list[str], at: int) -> int:
    for mark in HEREDOC.finditer(rest):
        while at < len(lines) and lines[at].strip() != mark[2]:
            at += 1
        at += 1
    return at


def _expanded(text: str, known: dict[str, str]) -> str:
    return VARIABLE.sub(lambda found: known.get(found[1] or found[3]) or found[2] or "", text)


def copied(instruction: Instruction) -> list[str]:
    """The sources of a COPY or ADD, and those a RUN mounts; nothing where another stage is the source."""
    if instruction.name == "RUN":
        mounts = re.findall(r"--mount=(\S+)", instruction.rest)
        pairs = [dict(part.partition("=")[::2] for part in mount.split(",")) for mount in mounts]
        return [str(pair["source"]) for pair in pairs if pair.get("type") == "bind" and "source" in pair]
    if instruction.name not in ("COPY", "ADD") or "--from=" in instruction.rest:
        return []
    rest = re.sub(r"^(?:--\S+\s+)+", "", instruction.rest)
    if rest.startswith("["):
        try:
            words = [str(word) for word in json.loads(rest)]
        except (ValueError, RecursionError):
            return []
    else:
        words = rest.split()
    return words[:-1]


@dataclass(frozen=True)
class Target:
    """A target of a Makefile, justfile or task file with the commands under it."""

    name: str
    line: int
    commands: tuple[str, ...]
    after: tuple[str, ...] = ()


def read_makefile(text: str) -> list[Target]:
    """The targets of a Makefile; variables and special targets are passed over."""
    found: list[Target] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("\t"):
            _add(found, line)
            continue
        head, colon, rest = line.partition(":")
        if not colon or head[:1] in ("#", " ", ".", "") or "=" in head or rest.startswith("=") or "?" in head:
            continue
        needs, _, inline = rest.lstrip(":").partition(";")
        commands = (inline.strip(),) if inline.strip() else ()
        found += [Target(name, number, commands, tuple(needs.partition("#")[0].split())) for name in head.split()]
    return found


def read_justfile(text: str) -> list[Target]:
    """The recipes of a justfile."""
    found: list[Target] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line[:1] in (" ", "\t"):
            _add(found, line)
            continue
        head, colon, rest = line.partition(":")
        words = head.lstrip("@").split()
        if colon and words and not rest.startswith("=") and line[0] not in "#[" and words[0] not in ("set", "alias"):
            found.append(Target(words[0], number, (), tuple(rest.partition("#")[0].split())))
    return found


def _add(found: list[Target], line: str) -> None:
    if found and (text := line.strip().lstrip("@-")):
        last = found[-1]
        found[-1] = Target(last.name, last.line, (*last.commands, text), last.after)


def words_of(command: str) -> list[str]:
    """A shell command's words, comments left out; as good as it goes where the quotes do not close."""
    try:
        return shlex.split(command, comments=True)
    except ValueError:
        return command.partition("#")[0].split()
