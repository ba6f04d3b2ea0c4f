"""What `leaks.toml` holds: where a job search leaks, why, and what to do. `docs/content.md` describes the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Opens = Literal["advice", "audit", "companies", "drills", "exercises", "mock", "people", "practice", "resume", "review"]
"""Where something is looked at or done: a place, or a screen over one."""


@dataclass(frozen=True)
class Pointer:
    """A cause to look into, or a step to take.

    Attributes:
        text: One line.
        opens: Where that is done.
    """

    text: str
    opens: Opens


@dataclass(frozen=True)
class Leak:
    """A stage that few get into.

    Attributes:
        id: The stage.
        causes: What is likely behind it, the likeliest first.
        steps: What to do about it, in order.
        rules: The rules behind it.
        facts: What the guides say of it.
    """

    id: Literal["screen", "technical", "onsite", "offer"]
    title: str
    causes: tuple[Pointer, ...]
    steps: tuple[Pointer, ...]
    rules: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
