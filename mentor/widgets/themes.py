"""Three calm themes with one accent colour each."""

from __future__ import annotations

from textual.theme import Theme

THEMES = (
    Theme(
        name="mentor-dark",
        primary="#79b8c4",
        secondary="#79b8c4",
        accent="#79b8c4",
        foreground="#d5d8dc",
        background="#15181c",
        surface="#1a1e23",
        panel="#22272d",
        success="#8fbf8a",
        warning="#d9b36c",
        error="#d98080",
        dark=True,
        variables={"muted": "#858d96"},
    ),
    Theme(
        name="mentor-light",
        primary="#1d6f80",
        secondary="#1d6f80",
        accent="#1d6f80",
        foreground="#24282c",
        background="#faf9f6",
        surface="#f2f0eb",
        panel="#e7e4dc",
        success="#3d7a38",
        warning="#8a5f00",
        error="#a83232",
        dark=False,
        variables={"muted": "#6a7076"},
    ),
    Theme(
        name="mentor-contrast",
        primary="#ffd800",
        secondary="#ffd800",
        accent="#ffd800",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#202020",
        success="#7dff7d",
        warning="#ffb000",
        error="#ff7070",
        dark=True,
        variables={"muted": "#d0d0d0", "text-muted": "#d0d0d0"},
    ),
)
NAMES = {"mentor-dark": "Dark", "mentor-light": "Light", "mentor-contrast": "High contrast"}
DEFAULT = "mentor-dark"
