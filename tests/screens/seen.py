"""The screen as text."""

from __future__ import annotations

import threading
from typing import Any

from textual.app import App
from textual.pilot import Pilot

WAIT = 10
"""Seconds after which work beside a screen counts as hanging."""


def seen(app: App[Any]) -> str:
    """Every line of the screen in front, as a person reads it."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


async def read_detail(pilot: Pilot[Any]) -> str:
    """All of the text beside the list, scrolled through, on one line."""
    rows: list[str] = []
    detail = pilot.app.screen.query_one("#detail")
    for _ in range(12):
        x, _, width, _ = detail.region
        y, below = detail.region.y, detail.region.bottom
        rows += [
            row
            # What the bar at its side leaves in the last column is no text.
            for row in (line[x : x + width - 1].strip(" ▁▂▃▄▅▆▇█") for line in seen(pilot.app).splitlines()[y:below])
            if row not in rows
        ]
        if detail.scroll_offset.y >= detail.max_scroll_y:
            break
        await pilot.press("J")
    return " ".join(" ".join(rows).split())


def joined() -> None:
    """Wait until no work runs beside the screen."""
    for thread in threading.enumerate():
        if thread.name == "background":
            thread.join(WAIT)
            assert not thread.is_alive()


async def settled(pilot: Pilot[Any]) -> None:
    """Until no work runs beside the screen and what came of it is shown."""
    joined()
    await pilot.pause()
    await pilot.pause()
