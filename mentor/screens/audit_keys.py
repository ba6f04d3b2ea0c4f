"""What the keys of the full audit mean, state by state."""

from __future__ import annotations

from typing import Literal

from textual.binding import Binding

State = Literal["choose", "certain", "result", "rate", "evidence", "end"]
"""What the keys mean: an option of the probe, how sure, its result, a level, evidence for it, the summary."""

STANDING: tuple[State, ...] = ("choose", "certain", "result", "rate", "end")
ALLOWED: dict[str, tuple[State, ...]] = {
    "choose": ("choose",),
    "sure": ("certain",),
    "rate": ("rate",),
    "go_on": ("result", "end"),
    "forward": ("choose", "rate"),
    "back": STANDING,
    "untouched": ("choose", "rate"),
    "evidence": ("rate",),
    "senior": ("end",),
    "undo": STANDING,
    "redo": STANDING,
}
"""The states in which an action means something."""


def digits() -> list[Binding]:
    """A digit means what the screen asks; the first key of each range stands for it in the line of keys."""
    keys = []
    for n in range(5):
        for action, first, shown, what, tip in (
            ("choose", 1, "1-4", "answer", f"Choose answer {n}" if n else "I don't know"),
            ("sure", 1, "1-3", "how sure", f"Certainty {n} of 3"),
            ("rate", 0, "0-4", "rate", f"Rate the item {n}"),
        ):
            display = shown if n == first else None
            key_id = f"questions.{action}{n}"
            keys.append(
                Binding(str(n), f"{action}({n})", what, show=n == first, key_display=display, tooltip=tip, id=key_id)
            )
    return keys
