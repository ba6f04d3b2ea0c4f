"""What `detectors.toml` holds: failure patterns that show in the record. `docs/content.md` describes the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Limit:
    """Where a pattern begins to show, and where it is serious. One of the two may be missing."""

    amber: float | None = None
    red: float | None = None


@dataclass(frozen=True)
class Detector:
    """A failure pattern; how it is recognised is decided in `mentor.coach.detectors`.

    Attributes:
        text: What is wrong with it, as the guides put it.
        action: The one thing to do.
        reason: Why these thresholds, and what stands in for what is not recorded.
        limits: Thresholds by name.
        numbers: What else is counted with, by name: the days of a window, the least hours or targets.
        lists: Words, kinds of employers or criteria that are looked for, by name.
        warning: The warning whose place it takes, by id: the same mistake, told from the profile alone.
    """

    id: str
    title: str
    text: str
    action: str
    reason: str
    facts: tuple[str, ...]
    rules: tuple[str, ...] = ()
    warning: str = ""
    limits: Mapping[str, Limit] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def amber(self, name: str) -> float:
        """The threshold from which a pattern shows."""
        found = self.limits[name].amber
        assert found is not None, f"{self.id}: {name} has no amber; the check of the content says so too"
        return found

    def red(self, name: str) -> float:
        """The threshold from which it is serious."""
        found = self.limits[name].red
        assert found is not None, f"{self.id}: {name} has no red; the check of the content says so too"
        return found

    def number(self, name: str) -> float:
        """Another number, by its name."""
        return self.numbers[name]

    def days(self, name: str = "days") -> int:
        """A whole number of days, by its name."""
        return int(self.numbers[name])

    def words(self, name: str) -> tuple[str, ...]:
        """A list, by its name."""
        return self.lists[name]
