"""Finds keys and passwords in a text. What is found is a kind and a place; the text itself is never kept."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath

MOST = 20
"""Secrets of one file; more say nothing new."""


@dataclass(frozen=True)
class Secret:
    """A kind of secret and where it stands. `sample` marks places where made-up ones are usual."""

    kind: str
    path: str
    line: int
    sample: bool = False


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.ASCII)


KINDS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("AWS access key", "AKIA", _pattern(r"(?<![A-Za-z0-9])AKIA([A-Z0-9]{16})(?![A-Za-z0-9])")),
    ("AWS access key", "ASIA", _pattern(r"(?<![A-Za-z0-9])ASIA([A-Z0-9]{16})(?![A-Za-z0-9])")),
    ("GitHub token", "gh", _pattern(r"(?<!\w)gh[pousr]_([A-Za-z0-9]{36,80})(?!\w)")),
    ("GitHub token", "github_pat_", _pattern(r"(?<!\w)github_pat_([A-Za-z0-9_]{40,100})(?!\w)")),
    ("GitLab token", "glpat-", _pattern(r"(?<!\w)glpat-([A-Za-z0-9_-]{20,60})(?!\w)")),
    ("Slack token", "xox", _pattern(r"(?<!\w)xox[abprs]-([A-Za-z0-9-]{20,100})(?!\w)")),
    ("Google API key", "AIza", _pattern(r"(?<!\w)AIza([A-Za-z0-9_-]{35})(?![\w-])")),
    ("Anthropic key", "sk-ant-", _pattern(r"(?<!\w)sk-ant-([A-Za-z0-9_-]{30,140})(?!\w)")),
    ("OpenAI key", "sk-", _pattern(r"(?<![\w-])sk-(?!ant-)(?:proj-|svcacct-)?([A-Za-z0-9_-]{20,180})(?![\w-])")),
    ("Hugging Face token", "hf_", _pattern(r"(?<!\w)hf_([A-Za-z0-9]{30,60})(?!\w)")),
    ("Stripe key", "k_live_", _pattern(r"(?<!\w)[sr]k_live_([A-Za-z0-9]{20,120})(?!\w)")),
    ("PyPI token", "pypi-", _pattern(r"(?<!\w)pypi-(AgE[A-Za-z0-9_-]{50,250})(?!\w)")),
    ("npm token", "npm_", _pattern(r"(?<!\w)npm_([A-Za-z0-9]{36})(?!\w)")),
    ("SendGrid key", "SG.", _pattern(r"(?<!\w)SG\.([A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{30,60})(?!\w)")),
    ("Azure storage key", "AccountKey=", _pattern(r"AccountKey=([A-Za-z0-9+/]{60,100}={0,2})")),
)
"""Kind, what its text must hold for the pattern to be tried, and the pattern; group 1 is what must look random."""

PRIVATE_KEY = _pattern(r"-----BEGIN (?:[A-Z]{2,10} ){0,2}PRIVATE KEY(?: BLOCK)?-----")
KEY_BODY = _pattern(r"[A-Za-z0-9+/=]{40,80}")
ADDRESS = _pattern(r"://([^\s:/@'\"]{1,60}):([^\s/@'\"]{6,120})@([\w.-]{1,100})")
ASSIGNED = _pattern(
    r"(?i)(?<![a-z])(?:api[_-]?key|secret[_-]?(?:access[_-]?)?key|secret|auth[_-]?token|access[_-]?token|client[_-]?secret"
    r"|password|passwd|token)[\"']?[ \t]{0,4}(?:[:=]|=>)[ \t]{0,4}([\"']?)([A-Za-z0-9_+/=.~!@#$%^&*-]{16,120})\1"
)
NAMES = ("key", "secret", "token", "passw")
MADE_UP = (
    *("example", "changeme", "change_me", "change-me", "placeholder", "your", "dummy", "fake", "sample", "replace"),
    *("insert", "xxxx", "....", "****", "todo", "redacted", "secret", "password", "test", "none", "null", "default"),
    *("1234567890", "abcdefgh", "deadbeef", "000000", "111111", "<", "${", "{{", "os.environ", "getenv", "env."),
)
SAMPLE_PLACES = frozenset(("test", "tests", "testing", "fixtures", "fixture", "testdata", "mock", "mocks", "certs"))
SAMPLE_NAMES = ("example", "sample", "template", "dist", "test_", "_test", "conftest")
NO_SECRETS = frozenset([".lock", ".svg", ".csv", ".tsv", ".jsonl", ".ipynb", ".html", ".map", ".po", ".css"])
"""Endings in which named values are hashes and data; keys of a known shape are still looked for."""
LOCAL = ("localhost", "127.0.0.1", "0.0.0.0", "db", "postgres", "mysql", "mongo", "redis", "rabbitmq", "database")


def find_secrets(path: str, text: str) -> list[Secret]:
    """The secrets in a file, placeholders and examples left out."""
    name = PurePosixPath(path)
    low = name.name.lower()
    if any(part in low for part in ("example", "sample", "template", ".dist", ".secrets.baseline")):
        return []
    sample = bool(SAMPLE_PLACES & {part.lower() for part in name.parts[:-1]}) or any(one in low for one in SAMPLE_NAMES)
    places = [
        (kind, one.start())
        for kind, mark, pattern in KINDS
        if mark in text
        for one in pattern.finditer(text)
        if _random(one[1], 2.5)
    ]
    if "PRIVATE KEY" in text:
        places += [
            ("private key", one.start()) for one in PRIVATE_KEY.finditer(text) if _has_body(text[one.end() :][:600])
        ]
    if "://" in text and "@" in text:
        places += [("password in an address", one.start()) for one in ADDRESS.finditer(text) if _real_password(one)]
    if name.suffix.lower() not in NO_SECRETS and not sample and any(word in text.lower() for word in NAMES):
        taken = {_line(text, at) for _, at in places}
        places += [
            ("assigned key or password", one.start())
            for one in ASSIGNED.finditer(text)
            if _named(one, text) and _line(text, one.start()) not in taken
        ]
    found = {(kind, _line(text, at)): None for kind, at in sorted(places[:MOST], key=lambda one: one[1])}
    return [Secret(kind, path, line, sample) for kind, line in found]


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _has_body(after: str) -> bool:
    """Whether key material follows; a header alone is a pattern or a text about keys."""
    rest = after.replace("\\n", "\n")
    return any(KEY_BODY.fullmatch(one.strip().strip("\"',+\\")) for one in rest.split("\n"))


def _real_password(found: re.Match[str]) -> bool:
    user, password, host = found.groups()
    local = host.lower() in LOCAL or "." not in host
    return not local and password.lower() != user.lower() and not _made_up(password) and "example" not in host


def _named(found: re.Match[str], text: str) -> bool:
    """Whether a value given to a name such as `api_key` is one: quoted, or alone after `=` in an environment file."""
    value = found[2]
    before = text[max(found.start() - 100, 0) : found.start()].rpartition("\n")[2]
    bare = not found[1] and ("=" not in found[0] or "(" in found[0] or re.sub(r"\w", "", before).strip())
    mixed = any(char.isdigit() for char in value) and any(char.isalpha() for char in value)
    words = re.fullmatch(r"[a-z]+(?:[._/-][a-z0-9]+)*", value, re.IGNORECASE)
    return not bare and mixed and not words and _random(value, 3.3)


def _random(value: str, least: float) -> bool:
    """Whether a text is no placeholder and holds so many bits a character."""
    if _made_up(value):
        return False
    counts = Counter(value)
    bits = -sum(count / len(value) * math.log2(count / len(value)) for count in counts.values())
    return bits >= least and any(char.isdigit() for char in value)


def _made_up(value: str) -> bool:
    low = value.lower()
    return any(mark in low for mark in MADE_UP)
